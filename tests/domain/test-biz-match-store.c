/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one desk, and all that may happen between its calls. */

#include "biz-currency-table.h"
#include "biz-match-store.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-journal-private.h"

/* Open bank lines of the demo company: read, proposed, matched in two calls, taken back; and what
 * comes between the two. */

typedef struct
{
  DemoDesk desk;
  BizBankJournal *journal;
  BizMatchDesk *lines;
  BizMatchStore *store;
  gint64 expense;
} Fixture;

static void
load (Fixture *fixture)
{
  DemoDesk *desk = &fixture->desk;
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->lines);
  biz_match_desk_load_async (desk->session, currencies, fixture->journal, NULL, desk_cb, desk);
  result = desk_wait (desk);
  fixture->lines = biz_match_desk_load_finish (result, &error);
  if (error != NULL)
    g_test_message ("%s", erp_error_get_server_message (error));
  g_assert_no_error (error);
}

static void
open_fixture (Fixture *fixture, guint series, const char *code)
{
  DemoDesk *desk = &fixture->desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) accounts = NULL;
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture){ 0 };
  desk_open (desk, series, "controller");
  erp_journal_get_desk (desk->journal)->retry_delay = 1000;
  currencies = biz_currency_table_new (desk->capabilities);
  biz_bank_journal_find_async (desk->session, currencies, code, NULL, desk_cb, desk);
  result = desk_wait (desk);
  fixture->journal = biz_bank_journal_find_finish (result, &error);
  g_assert_no_error (error);
  fixture->store = biz_match_store_new (desk->session);
  accounts = desk_ask (desk, FALSE, "account.account", "search", 0, "domain",
                       "[[\"code\",\"=\",\"644000\"]]", NULL);
  fixture->expense = json_array_get_int_element (json_node_get_array (accounts), 0);
  load (fixture);
}

static void
close_fixture (Fixture *fixture)
{
  g_clear_object (&fixture->lines);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->journal);
  desk_close (&fixture->desk);
}

static gboolean
accept (Fixture *fixture, guint position, GError **error)
{
  BizMatchProposal *proposal = biz_match_desk_get_proposal (fixture->lines, position);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
  g_autoptr (GAsyncResult) result = NULL;
  BizMatchWish wish = { .account_id = biz_match_proposal_get_account_id (proposal),
                        .writeoff_account_id = fixture->expense };

  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    g_array_append_vals (parts, biz_match_proposal_get_part (proposal, i), 1);
  wish.parts = (const BizMatchPart *)(gpointer)parts->data;
  wish.n_parts = parts->len;
  biz_match_store_accept_async (fixture->store, fixture->lines, position, &wish, NULL, desk_cb,
                                &fixture->desk);
  result = desk_wait (&fixture->desk);

  return biz_match_store_accept_finish (fixture->store, result, error);
}

static gboolean
undo (Fixture *fixture, guint position, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_match_store_undo_async (fixture->store, fixture->lines, position, NULL, desk_cb,
                              &fixture->desk);
  result = desk_wait (&fixture->desk);

  return biz_match_store_undo_finish (fixture->store, result, error);
}

/* "done 0.00": whether the line is said, and what is open on what it pays. */
static char *
tell (Fixture *fixture, guint position)
{
  const BizOpenLine *line = biz_match_desk_get_line (fixture->lines, position);
  BizMatchProposal *proposal = biz_match_desk_get_proposal (fixture->lines, position);
  g_autoptr (JsonNode) answer =
      desk_ask (&fixture->desk, FALSE, "account.bank.statement.line", "read", line->line.id,
                "fields", "[\"is_reconciled\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);
  GString *text =
      g_string_new (json_object_get_boolean_member (row, "is_reconciled") ? "done" : "open");

  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      g_autoptr (JsonNode) item = desk_ask (&fixture->desk, FALSE, "account.move.line", "read",
                                            biz_match_proposal_get_part (proposal, i)->item_id,
                                            "fields", "[\"amount_residual_currency\"]", NULL);
      JsonObject *claim = json_array_get_object_element (json_node_get_array (item), 0);

      g_string_append (text, json_object_get_double_member (claim, "amount_residual_currency") != 0
                                 ? " claim"
                                 : " paid");
    }

  return g_string_free (text, FALSE);
}

#define assert_tells(fixture, position, expected)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_text = tell ((fixture), (position));                                     \
    g_assert_cmpstr (told_text, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

/* A line with one item and no write-off, from @start on. */
static guint
find_plain (Fixture *fixture, guint start)
{
  for (guint i = start; i < biz_match_desk_get_n_lines (fixture->lines); i++)
    {
      BizMatchProposal *proposal = biz_match_desk_get_proposal (fixture->lines, i);
      const BizOpenItem *item;

      if (biz_match_proposal_get_n_parts (proposal) != 1
          || biz_match_proposal_get_writeoff (proposal)->minor != 0)
        continue;
      item = biz_match_desk_find_item (fixture->lines,
                                       biz_match_proposal_get_part (proposal, 0)->item_id);
      if (biz_money_equal (&item->item.residual,
                           &biz_match_proposal_get_part (proposal, 0)->amount))
        return i;
    }
  g_assert_not_reached ();
}

/* Everything that is proposed is written, and taken back in reverse order. */
static void
test_all (gconstpointer data)
{
  Fixture fixture;
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_off = 0, n_booked = 0;

  open_fixture (&fixture, GPOINTER_TO_UINT (data), "BNK1");
  g_assert_cmpuint (biz_match_desk_get_n_lines (fixture.lines), >, 30);
  for (guint i = 0; i < biz_match_desk_get_n_lines (fixture.lines); i++)
    {
      BizMatchProposal *proposal = biz_match_desk_get_proposal (fixture.lines, i);
      const gboolean books = biz_match_proposal_get_account_id (proposal) != 0;
      g_autoptr (GError) error = NULL;
      g_autofree char *told = NULL;

      if (biz_match_proposal_get_n_parts (proposal) == 0 && !books)
        continue;
      n_off += biz_match_proposal_get_writeoff (proposal)->minor != 0;
      n_booked += books;
      accept (&fixture, i, &error);
      g_assert_no_error (error);
      told = tell (&fixture, i);
      g_assert_true (g_str_has_prefix (told, "done"));
      g_array_append_val (done, i);
    }
  g_assert_cmpuint (n_off, >, 0);
  g_assert_cmpuint (n_booked, >, 2);
  g_assert_cmpuint (done->len, >, 25);
  for (guint i = done->len; i > 0; i--)
    {
      const guint position = g_array_index (done, guint, i - 1);
      g_autoptr (GError) error = NULL;
      g_autofree char *told = NULL;

      undo (&fixture, position, &error);
      g_assert_no_error (error);
      told = tell (&fixture, position);
      g_assert_true (g_str_has_prefix (told, "open"));
      g_assert_null (strstr (told, "paid"));
    }
  close_fixture (&fixture);
}

typedef struct
{
  const char *method;
  Fault fault;
  guint n_times;
  int code; /* -1: it is done */
  const char *tells;
} Between;

/* What may go wrong with each of the two calls. */
static void
test_between (gconstpointer data)
{
  static const Between cases[] = {
    { NULL, FAULTY_NONE, 0, -1, "done paid" },
    { "reconcile", FAULTY_LOST_AFTER, 1, -1, "done paid" },
    { "reconcile", FAULTY_CUT, 1, -1, "done paid" },
    { "reconcile", FAULTY_NOT_SENT, 1, -1, "done paid" },
    /* the second never gets through: what the first did is taken back */
    { "reconcile", FAULTY_NOT_SENT, 99, ERP_ERROR_UNREACHABLE, "open claim" },
    /* lost before it came: not seen is not "not done", and nothing is taken back */
    { "reconcile", FAULTY_LOST_BEFORE, 1, ERP_ERROR_UNKNOWN_OUTCOME, "done claim" },
  };
  Fixture fixture;
  guint position = 0;

  open_fixture (&fixture, GPOINTER_TO_UINT (data), "BNK1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Between *c = &cases[i];
      g_autoptr (GError) error = NULL;

      position = find_plain (&fixture, position);
      if (c->method != NULL)
        faulty_client_set_fault (fixture.desk.client, c->method, c->fault, c->n_times);
      accept (&fixture, position, &error);
      faulty_client_set_fault (fixture.desk.client, "reconcile", FAULTY_NONE, 0);
      if (c->code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, c->code);
      assert_tells (&fixture, position, c->tells);
      position++;
    }
  close_fixture (&fixture);
}

/* Somebody else was quicker: it is seen, and nothing is written twice. */
static void
test_elsewhere (void)
{
  Fixture fixture;
  guint position;
  g_autoptr (GError) error = NULL;

  open_fixture (&fixture, 19, "BNK1");
  position = find_plain (&fixture, 0);
  accept (&fixture, position, &error);
  g_assert_no_error (error);
  accept (&fixture, position, &error);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_tells (&fixture, position, "done paid");
  undo (&fixture, position, &error);
  g_assert_no_error (error);
  assert_tells (&fixture, position, "open claim");
  accept (&fixture, position, &error);
  g_assert_no_error (error);
  assert_tells (&fixture, position, "done paid");
  close_fixture (&fixture);
}

/* A posted invoice of two months ago without taxes; its receivable item. */
static gint64
make_claim (Fixture *fixture, const char *currency, const char *price)
{
  DemoDesk *desk = &fixture->desk;
  g_autofree char *domain = g_strdup_printf ("[[\"name\",\"=\",\"%s\"]]", currency);
  g_autoptr (JsonNode) currencies =
      desk_ask (desk, FALSE, "res.currency", "search", 0, "domain", domain, NULL);
  g_autofree char *values =
      g_strdup_printf ("{\"currency_id\":%" G_GINT64_FORMAT "}",
                       json_array_get_int_element (json_node_get_array (currencies), 0));
  const gint64 id = desk_make_draft (desk, "out_invoice", "2026-09-20", price);
  g_autoptr (JsonNode) items = NULL;
  g_autofree char *of_move = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT
                                              "],[\"account_type\",\"=\",\"asset_receivable\"]]",
                                              id);

  json_node_unref (desk_ask (desk, TRUE, "account.move", "write", id, "vals", values, NULL));
  json_node_unref (desk_ask (desk, TRUE, "account.move", "action_post", id, NULL));
  items = desk_ask (desk, FALSE, "account.move.line", "search", 0, "domain", of_move, NULL);

  return json_array_get_int_element (json_node_get_array (items), 0);
}

/* A line of the bank of today; @foreign: (nullable): the currency it was paid in. */
static gint64
make_line (Fixture *fixture, const char *amount, const char *foreign, const char *original)
{
  DemoDesk *desk = &fixture->desk;
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (JsonNode) answer = NULL;

  g_string_printf (values,
                   "[{\"journal_id\":%" G_GINT64_FORMAT ",\"date\":\"" DESK_TODAY
                   "\",\"payment_ref\":\"Money\",\"amount\":%s}]",
                   biz_bank_journal_get_id (fixture->journal), amount);
  if (foreign != NULL)
    {
      g_autofree char *domain = g_strdup_printf ("[[\"name\",\"=\",\"%s\"]]", foreign);
      g_autoptr (JsonNode) currencies =
          desk_ask (desk, FALSE, "res.currency", "search", 0, "domain", domain, NULL);

      g_string_truncate (values, values->len - 2);
      g_string_append_printf (
          values, ",\"foreign_currency_id\":%" G_GINT64_FORMAT ",\"amount_currency\":%s}]",
          json_array_get_int_element (json_node_get_array (currencies), 0), original);
    }
  answer = desk_ask (desk, TRUE, "account.bank.statement.line", "create", 0, "vals_list",
                     values->str, NULL);

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static guint
find_line (Fixture *fixture, gint64 id)
{
  for (guint i = 0; i < biz_match_desk_get_n_lines (fixture->lines); i++)
    if (biz_match_desk_get_line (fixture->lines, i)->line.id == id)
      return i;
  g_assert_not_reached ();
}

/* "-100.00 0.00": what the line's item says in the claim's currency, and what is open on the claim.
 */
static char *
tell_claim (Fixture *fixture, guint position, gint64 claim)
{
  const BizOpenLine *line = biz_match_desk_get_line (fixture->lines, position);
  g_autofree char *domain =
      g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT "]]", line->move_id);
  g_autoptr (JsonNode) entry =
      desk_ask (&fixture->desk, FALSE, "account.move.line", "search_read", 0, "domain", domain,
                "fields", "[\"amount_currency\"]", "order", "\"id\"", NULL);
  g_autoptr (JsonNode) item = desk_ask (&fixture->desk, FALSE, "account.move.line", "read", claim,
                                        "fields", "[\"amount_residual_currency\"]", NULL);

  return g_strdup_printf (
      "%.2f %.2f",
      json_object_get_double_member (json_array_get_object_element (json_node_get_array (entry), 1),
                                     "amount_currency"),
      json_object_get_double_member (json_array_get_object_element (json_node_get_array (item), 0),
                                     "amount_residual_currency"));
}

typedef struct
{
  const char *amount, *foreign, *original; /* of the line, in EUR */
  const char *claim, *price;               /* of the invoice */
  gint64 pays;                             /* cents of the line, or of @foreign where @in_foreign */
  gboolean in_foreign;
  int code; /* -1: it is done */
  const char *tells;
} Exchange;

/* Money and claims in different currencies: the server books the difference of the rates. */
static void
test_currencies (gconstpointer data)
{
  static const Exchange cases[] = {
    /* the bank changed it: told in the currency of the claim, or in its own */
    { "92.00", "USD", "100.00", "USD", "100", 9200, FALSE, -1, "-100.00 0.00" },
    { "92.00", "USD", "100.00", "USD", "100", 10000, TRUE, -1, "-100.00 0.00" },
    { "46.00", "USD", "50.00", "USD", "100", 4600, FALSE, -1, "-50.00 50.00" },
    /* and pays a claim in the bank's own */
    { "92.00", "USD", "100.00", "EUR", "92", 9200, FALSE, -1, "-92.00 0.00" },
    { "92.00", "USD", "100.00", "EUR", "100", 9200, FALSE, -1, "-92.00 8.00" },
    /* nobody changed anything: the claim is paid as a whole */
    { "95.00", NULL, NULL, "USD", "100", 9500, FALSE, -1, "-100.00 0.00" },
    /* half of such a line is nothing that anybody knows in dollars */
    { "95.00", NULL, NULL, "USD", "100", 4000, FALSE, ERP_ERROR_VALIDATION, "-95.00 100.00" },
  };
  Fixture fixture;
  gint64 claims[G_N_ELEMENTS (cases)], lines[G_N_ELEMENTS (cases)];

  open_fixture (&fixture, GPOINTER_TO_UINT (data), "BNK1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      claims[i] = make_claim (&fixture, cases[i].claim, cases[i].price);
      lines[i] = make_line (&fixture, cases[i].amount, cases[i].foreign, cases[i].original);
    }
  load (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Exchange *c = &cases[i];
      const char *currency = c->in_foreign ? c->foreign : "EUR";
      const guint position = find_line (&fixture, lines[i]);
      const BizMatchPart part = { claims[i], biz_money_from_minor (c->pays, currency, 2),
                                  biz_money_zero (currency, 2) };
      const BizMatchWish wish = { .parts = &part, .n_parts = 1 };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *told = NULL;
      g_autofree char *undone = NULL;

      g_test_message ("case %u", i);
      biz_match_store_accept_async (fixture.store, fixture.lines, position, &wish, NULL, desk_cb,
                                    &fixture.desk);
      result = desk_wait (&fixture.desk);
      biz_match_store_accept_finish (fixture.store, result, &error);
      if (c->code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, c->code);
      told = tell_claim (&fixture, position, claims[i]);
      g_assert_cmpstr (told, ==, c->tells);
      if (c->code >= 0)
        continue;
      undo (&fixture, position, &error);
      g_assert_no_error (error);
      undone = tell_claim (&fixture, position, claims[i]);
      g_assert_true (
          g_str_has_suffix (undone, g_str_equal (c->price, "92") ? " 92.00" : " 100.00"));
    }
  close_fixture (&fixture);
}

/* What goes wrong with the second of two matches of one line. */
typedef struct
{
  const char *method;
  Fault fault;
  guint n_times;
  int code;           /* -1: it is done */
  gboolean is_second; /* not done, and the first stands */
} Apart;

typedef struct
{
  Fixture *fixture;
  const Apart *c;
} Second;

/* The first match is on its way: what is asked for after it breaks. */
static void
break_second (ErpCall *call, gpointer user_data)
{
  Second *second = user_data;

  faulty_client_set_fault (second->fixture->desk.client, second->c->method, second->c->fault,
                           second->c->n_times);
}

static void
break_reconcile (ErpCall *call, gpointer user_data)
{
  Second *second = user_data;

  if (g_str_equal (second->c->method, "write"))
    break_second (call, user_data);
  else
    faulty_client_set_hook (second->fixture->desk.client, "write", break_second, second);
}

/* "done 60.00 0.00 0.00": the line, and what is open on each claim. */
static char *
tell_open (Fixture *fixture, guint position, const gint64 *claims, guint n)
{
  const BizOpenLine *line = biz_match_desk_get_line (fixture->lines, position);
  g_autoptr (JsonNode) answer =
      desk_ask (&fixture->desk, FALSE, "account.bank.statement.line", "read", line->line.id,
                "fields", "[\"amount_residual\"]", NULL);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%.2f |",
                   json_object_get_double_member (
                       json_array_get_object_element (json_node_get_array (answer), 0),
                       "amount_residual"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonNode) item =
          desk_ask (&fixture->desk, FALSE, "account.move.line", "read", claims[i], "fields",
                    "[\"amount_residual_currency\"]", NULL);

      g_string_append_printf (text, " %.2f",
                              json_object_get_double_member (
                                  json_array_get_object_element (json_node_get_array (item), 0),
                                  "amount_residual_currency"));
    }

  return g_string_free (text, FALSE);
}

static gboolean
pay_claims (Fixture *fixture,
            guint position,
            const gint64 *claims,
            const gint64 *pays,
            gint64 off,
            guint n,
            GError **error)
{
  BizMatchPart parts[3];
  const BizMatchWish wish = { .parts = parts,
                              .n_parts = n,
                              .writeoff_account_id = fixture->expense };
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < n; i++)
    parts[i] = (BizMatchPart){ claims[i], biz_money_from_minor (pays[i], "EUR", 2),
                               biz_money_from_minor (i == n - 1 ? off : 0, "EUR", 2) };
  biz_match_store_accept_async (fixture->store, fixture->lines, position, &wish, NULL, desk_cb,
                                &fixture->desk);
  result = desk_wait (&fixture->desk);

  return biz_match_store_accept_finish (fixture->store, result, error);
}

#define assert_open(fixture, position, claims, n, expected)                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_text = tell_open ((fixture), (position), (claims), (n));                 \
    g_assert_cmpstr (told_text, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

/* Several items, one of them in part: the one that was said, not the youngest. */
static void
check_in_part (Fixture *fixture)
{
  static const struct
  {
    const char *line;
    const char *prices[3];
    gint64 pays[3];
    gint64 off; /* of the last */
    int code;   /* -1: it is done */
    const char *before, *after;
  } cases[] = {
    /* the server would take the first as a whole and leave the last open */
    { "190",
      { "100", "80", "50" },
      { 6000, 8000, 5000 },
      0,
      -1,
      "-190.00 | 100.00 80.00 50.00",
      "0.00 | 40.00 0.00 0.00" },
    { "200",
      { "100", "80", "50" },
      { 10000, 3000, 5000 },
      0,
      -1,
      "-200.00 | 100.00 80.00 50.00",
      "-20.00 | 0.00 50.00 0.00" },
    /* each in part, and a difference */
    { "90",
      { "100", "80", "50" },
      { 1000, 4000, 4000 },
      0,
      -1,
      "-90.00 | 100.00 80.00 50.00",
      "0.00 | 90.00 40.00 10.00" },
    { "107",
      { "100", "80", "50" },
      { 1000, 5000, 4700 },
      300,
      -1,
      "-107.00 | 100.00 80.00 50.00",
      "0.00 | 90.00 30.00 0.00" },
    /* more than there is on the item, and more than the line brings */
    { "190",
      { "100", "80", "50" },
      { 12000, 2000, 5000 },
      0,
      ERP_ERROR_VALIDATION,
      "-190.00 | 100.00 80.00 50.00",
      "-190.00 | 100.00 80.00 50.00" },
    { "100",
      { "100", "80", "50" },
      { 6000, 8000, 5000 },
      0,
      ERP_ERROR_VALIDATION,
      "-100.00 | 100.00 80.00 50.00",
      "-100.00 | 100.00 80.00 50.00" },
  };
  gint64 claims[G_N_ELEMENTS (cases)][3], lines[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint k = 0; k < 3; k++)
        claims[i][k] = make_claim (fixture, "EUR", cases[i].prices[k]);
      lines[i] = make_line (fixture, cases[i].line, NULL, NULL);
    }
  load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint position = find_line (fixture, lines[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      assert_open (fixture, position, claims[i], 3, cases[i].before);
      pay_claims (fixture, position, claims[i], cases[i].pays, cases[i].off, 3, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, cases[i].code);
      assert_open (fixture, position, claims[i], 3, cases[i].after);
      if (cases[i].code >= 0)
        continue;
      undo (fixture, position, &error);
      g_assert_no_error (error);
      assert_open (fixture, position, claims[i], 3, cases[i].before);
    }
}

/* Between two matches of one line: both or none, and where nobody knows, no guess. */
static void
check_apart (Fixture *fixture)
{
  static const Apart cases[] = {
    { "reconcile", FAULTY_LOST_AFTER, 1, -1, FALSE },
    { "reconcile", FAULTY_CUT, 1, -1, FALSE },
    { "reconcile", FAULTY_NOT_SENT, 1, -1, FALSE },
    { "reconcile", FAULTY_NOT_SENT, 99, ERP_ERROR_UNREACHABLE, FALSE },
    { "reconcile", FAULTY_LOST_BEFORE, 1, ERP_ERROR_UNKNOWN_OUTCOME, TRUE },
    { "write", FAULTY_NOT_SENT, 99, ERP_ERROR_UNREACHABLE, FALSE },
  };
  static const gint64 pays[] = { 6000, 8000 };
  gint64 claims[G_N_ELEMENTS (cases)][2], lines[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      claims[i][0] = make_claim (fixture, "EUR", "100");
      claims[i][1] = make_claim (fixture, "EUR", "80");
      lines[i] = make_line (fixture, "140", NULL, NULL);
    }
  load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint position = find_line (fixture, lines[i]);
      Second second = { fixture, &cases[i] };
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      faulty_client_set_hook (fixture->desk.client, "reconcile", break_reconcile, &second);
      pay_claims (fixture, position, claims[i], pays, 0, 2, &error);
      faulty_client_set_fault (fixture->desk.client, "write", FAULTY_NONE, 0);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, cases[i].code);
      assert_open (fixture, position, claims[i], 2,
                   cases[i].code < 0    ? "0.00 | 40.00 0.00"
                   : cases[i].is_second ? "0.00 | 100.00 0.00"
                                        : "-140.00 | 100.00 80.00");
    }
}

typedef struct
{
  Fixture *fixture;
  gint64 claim;
} Withdrawn;

/* Somebody takes the invoice of the second match back while the first is on its way. */
static void
withdraw (ErpCall *call, gpointer user_data)
{
  Withdrawn *other = user_data;
  g_autoptr (JsonNode) item = desk_ask (&other->fixture->desk, FALSE, "account.move.line", "read",
                                        other->claim, "fields", "[\"move_id\"]", NULL);
  JsonArray *move =
      json_object_get_array_member (json_array_get_object_element (json_node_get_array (item), 0),
                                    "move_id");

  json_node_unref (desk_ask (&other->fixture->desk, TRUE, "account.move", "button_draft",
                             json_array_get_int_element (move, 0), NULL));
}

/* What the second match was to pay is gone: the first is taken back, too. */
static void
check_withdrawn (Fixture *fixture)
{
  static const gint64 pays[] = { 6000, 8000 };
  gint64 claims[2];
  const gint64 line = make_line (fixture, "140", NULL, NULL);
  Withdrawn other = { fixture, 0 };
  g_autoptr (GError) error = NULL;
  guint position;

  claims[0] = other.claim = make_claim (fixture, "EUR", "100");
  claims[1] = make_claim (fixture, "EUR", "80");
  load (fixture);
  position = find_line (fixture, line);
  faulty_client_set_hook (fixture->desk.client, "reconcile", withdraw, &other);
  pay_claims (fixture, position, claims, pays, 0, 2, &error);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  assert_open (fixture, position, claims + 1, 1, "-140.00 | 80.00");
}

static void
test_apart (gconstpointer data)
{
  Fixture fixture;

  open_fixture (&fixture, GPOINTER_TO_UINT (data), "BNK1");
  check_in_part (&fixture);
  check_apart (&fixture);
  check_withdrawn (&fixture);
  close_fixture (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/biz/match-store/all-19", GUINT_TO_POINTER (19), test_all);
  g_test_add_data_func ("/biz/match-store/all-17", GUINT_TO_POINTER (17), test_all);
  g_test_add_data_func ("/biz/match-store/between-19", GUINT_TO_POINTER (19), test_between);
  g_test_add_data_func ("/biz/match-store/between-17", GUINT_TO_POINTER (17), test_between);
  g_test_add_data_func ("/biz/match-store/currencies-19", GUINT_TO_POINTER (19), test_currencies);
  g_test_add_data_func ("/biz/match-store/currencies-17", GUINT_TO_POINTER (17), test_currencies);
  g_test_add_data_func ("/biz/match-store/apart-19", GUINT_TO_POINTER (19), test_apart);
  g_test_add_data_func ("/biz/match-store/apart-17", GUINT_TO_POINTER (17), test_apart);
  g_test_add_func ("/biz/match-store/elsewhere", test_elsewhere);

  return g_test_run ();
}
