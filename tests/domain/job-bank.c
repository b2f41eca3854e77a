/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "job-bank.h"

#include "erp-json.h"

#define TODAY "2026-11-22"

static gint64
find_journal (Ground *ground)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"type\",\"=\",\"bank\"],[\"code\",\"=\",\"BNK1\"],[\"company_id\",\"=\",%" G_GINT64_FORMAT
      "]]",
      ground->company);
  g_autoptr (JsonNode) answer =
      ground_ask (ground, "account.journal", "search", FALSE, 0, "domain", domain, NULL);

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

/* Two lines, the same text and amount: the second is not the first. */
void
bank_import_body (Ground *ground, Subject *subject)
{
  g_autofree char *rows = g_strdup_printf (
      "[[\"quittance_import.test_%s_1\",\"" TODAY "\",\"%s\",\"%s\",\"Payer\",\"\",\"\",\"\"],"
      "[\"quittance_import.test_%s_2\",\"" TODAY "\",\"%s\",\"%s\",\"Payer\",\"\",\"\",\"\"]]",
      subject->text, subject->text, subject->amount, subject->text, subject->text, subject->amount);

  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_int_member (subject->body, "journal_id", find_journal (ground));
  json_object_set_string_member (subject->body, "journal", "BNK1");
  json_object_set_int_member (subject->body, "digits", 2);
  json_object_set_string_member (subject->body, "since", TODAY);
  json_object_set_string_member (subject->body, "until", TODAY);
  json_object_set_member (subject->body, "rows", erp_json_literal (rows));
  json_object_set_member (subject->body, "have", erp_json_literal ("[0,0]"));
}

guint
bank_import_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain = g_strdup_printf ("[[\"payment_ref\",\"=\",\"%s\"]]", subject->text);
  const guint n = ground_count (ground, "account.bank.statement.line", domain);

  /* both or none */
  g_assert_cmpuint (n % 2, ==, 0);

  return n / 2;
}

/* Another computer reads the same file. */
void
bank_import_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *data = g_strdup_printf (
      "[[\"quittance_import.test_%s_1\",\"" TODAY "\",\"%s\",\"%s\",\"%" G_GINT64_FORMAT "\"],"
      "[\"quittance_import.test_%s_2\",\"" TODAY "\",\"%s\",\"%s\",\"%" G_GINT64_FORMAT "\"]]",
      subject->text, subject->text, subject->amount,
      json_object_get_int_member (subject->body, "journal_id"), subject->text, subject->text,
      subject->amount, json_object_get_int_member (subject->body, "journal_id"));

  json_node_unref (ground_ask (ground, "account.bank.statement.line", "load", TRUE, 0, "fields",
                               "[\"id\",\"date\",\"payment_ref\",\"amount\",\"journal_id/.id\"]",
                               "data", data, NULL));
}

static gint64
take_first (JsonNode *answer)
{
  const gint64 id = json_array_get_int_element (json_node_get_array (answer), 0);

  json_node_unref (answer);
  return id;
}

static gint64
get_account (JsonNode *items, guint position)
{
  JsonObject *item = json_array_get_object_element (json_node_get_array (items), position);

  return json_array_get_int_element (json_object_get_array_member (item, "account_id"), 0);
}

static JsonNode *
read_items (Ground *ground, gint64 move)
{
  g_autofree char *domain = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT "]]", move);

  return ground_ask (ground, "account.move.line", "search_read", FALSE, 0, "domain", domain,
                     "fields", "[\"account_id\",\"account_type\"]", "order", "\"id\"", NULL);
}

static gint64
get_id (JsonNode *items, guint position)
{
  return json_object_get_int_member (
      json_array_get_object_element (json_node_get_array (items), position), "id");
}

/* The item of the customer. */
static guint
find_claim (JsonNode *items)
{
  for (guint i = 0;; i++)
    if (g_strcmp0 (json_object_get_string_member (
                       json_array_get_object_element (json_node_get_array (items), i),
                       "account_type"),
                   "asset_receivable")
        == 0)
      return i;
}

static void
make_invoice (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"move_type\":\"out_invoice\",\"partner_id\":%" G_GINT64_FORMAT
                       ",\"invoice_date\":\"" TODAY
                       "\",\"invoice_line_ids\":[[0,0,{\"name\":\"x\",\"quantity\":1,"
                       "\"price_unit\":%s,\"tax_ids\":[[6,0,[]]]}]]}]",
                       ground->partner, subject->amount);

  subject->invoice = take_first (
      ground_ask (ground, "account.move", "create", TRUE, 0, "vals_list", values, NULL));
  json_node_unref (
      ground_ask (ground, "account.move", "action_post", TRUE, subject->invoice, NULL));
}

/* The line is subject->order, its item in suspense subject->line, its entry is answered. */
static gint64
make_line (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"journal_id\":%" G_GINT64_FORMAT ",\"date\":\"" TODAY
                       "\",\"payment_ref\":\"%s\",\"amount\":%s}]",
                       find_journal (ground), subject->text, subject->amount);
  g_autoptr (JsonNode) line = NULL;
  JsonObject *row;

  subject->order = take_first (ground_ask (ground, "account.bank.statement.line", "create", TRUE, 0,
                                           "vals_list", values, NULL));
  line = ground_ask (ground, "account.bank.statement.line", "read", FALSE, subject->order, "fields",
                     "[\"move_id\"]", NULL);
  row = json_array_get_object_element (json_node_get_array (line), 0);

  return json_array_get_int_element (json_object_get_array_member (row, "move_id"), 0);
}

static void
start_body (Ground *ground, Subject *subject, gint64 move)
{
  json_object_set_int_member (subject->body, "line_id", subject->order);
  json_object_set_string_member (subject->body, "line", subject->text);
  json_object_set_int_member (subject->body, "move_id", move);
  json_object_set_int_member (subject->body, "company_id", ground->company);
}

void
bank_match_body (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) claims = NULL;
  g_autoptr (JsonNode) items = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *open = g_strdup_printf ("[\"%s\"]", subject->amount);
  g_autofree char *seen = g_strdup_printf ("-%s", subject->amount);
  gint64 move;
  guint claim;

  make_invoice (ground, subject);
  claims = read_items (ground, subject->invoice);
  claim = find_claim (claims);
  move = make_line (ground, subject);
  items = read_items (ground, move);
  subject->line = get_id (items, 1);
  subject->second = get_account (claims, claim);
  ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", get_id (claims, claim));
  start_body (ground, subject, move);
  json_object_set_int_member (subject->body, "digits", 2);
  json_object_set_int_member (subject->body, "suspense_id", subject->line);
  json_object_set_int_member (subject->body, "suspense_account", get_account (items, 1));
  json_object_set_int_member (subject->body, "n_entry", 2);
  json_object_set_int_member (subject->body, "account_id", subject->second);
  json_object_set_int_member (subject->body, "partner_id", ground->partner);
  json_object_set_string_member (subject->body, "seen", seen);
  json_object_set_string_member (subject->body, "counter", seen);
  json_object_set_member (subject->body, "items", erp_json_literal (ids));
  json_object_set_member (subject->body, "open", erp_json_literal (open));
}

guint
bank_match_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"credit_move_id\",\"=\",%" G_GINT64_FORMAT "]]", subject->line);

  return ground_count (ground, "account.partial.reconcile", domain);
}

void
bank_match_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("{\"account_id\":%" G_GINT64_FORMAT ",\"partner_id\":%" G_GINT64_FORMAT "}",
                       subject->second, ground->partner);
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, subject->line);

  json_node_unref (
      ground_ask (ground, "account.move.line", "write", TRUE, subject->line, "vals", values, NULL));
  json_node_unref (ground_ask (ground, "account.move", "js_assign_outstanding_line", TRUE,
                               subject->invoice, "line_id", line, NULL));
}

void
bank_unmatch_body (Ground *ground, Subject *subject)
{
  g_autoptr (JsonObject) matched = NULL;
  g_autoptr (JsonNode) items = NULL;
  g_autofree char *entry = NULL;
  gint64 move;

  bank_match_body (ground, subject);
  bank_match_elsewhere (ground, subject);
  move = json_object_get_int_member (subject->body, "move_id");
  matched = g_steal_pointer (&subject->body);
  subject->body = json_object_new ();
  items = read_items (ground, move);
  entry = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", get_id (items, 0),
                           get_id (items, 1));
  start_body (ground, subject, move);
  json_object_set_member (subject->body, "entry", erp_json_literal (entry));
  json_object_set_member (subject->body, "was", erp_json_literal ("[]"));
}

/* Its items are others then, and nothing is matched with them. */
guint
bank_unmatch_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]", subject->line);

  return 1 - ground_count (ground, "account.move.line", domain);
}

void
bank_unmatch_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ground_ask (ground, "account.bank.statement.line", "action_undo_reconciliation",
                               TRUE, subject->order, NULL));
}
