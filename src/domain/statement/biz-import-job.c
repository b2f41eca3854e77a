/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-import-job.h"

#include "biz-import-print.h"
#include "biz-job-tools.h"
#include "biz-machine-text.h"
#include "erp-call.h"
#include "erp-currency.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Some lines of a bank's file go to the ERP, all of them or none. Each has an external id that any
 * computer makes the same, and is loaded so that one that is there already is left as it is: to
 * send them twice adds nothing and spoils no match. They are seen by their amounts and labels.
 */

#define LIMIT 5000

enum
{
  ROW_ID,
  ROW_DAY,
  ROW_LABEL,
  ROW_AMOUNT,
  ROW_NAME,
  ROW_ACCOUNT,
  ROW_REFERENCE,
  ROW_CODE,
  N_PLAIN,
  ROW_CURRENCY = N_PLAIN, /* id of what the bank changed it from, "" for nothing */
  ROW_ORIGINAL,           /* how much that was */
  N_CELLS,
};

static JsonArray *
get_list (JsonObject *body, const char *member)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
count_rows (JsonObject *body)
{
  JsonArray *rows = get_list (body, "rows");

  return rows != NULL ? json_array_get_length (rows) : 0;
}

/* "" where there is none. */
static const char *
get_cell (JsonObject *body, guint row, guint cell)
{
  JsonArray *rows = get_list (body, "rows");
  JsonNode *node = rows != NULL && row < json_array_get_length (rows)
                       ? json_array_get_element (rows, row)
                       : NULL;
  JsonNode *text;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)
      || cell >= json_array_get_length (json_node_get_array (node)))
    return "";
  text = json_array_get_element (json_node_get_array (node), cell);

  return JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_STRING
             ? json_node_get_string (text)
             : "";
}

static char *
get_key (JsonObject *body, guint row)
{
  const guint digits = (guint)CLAMP (biz_job_get_id (body, "digits"), 0, BIZ_MONEY_MAX_DIGITS);
  const char *amount = get_cell (body, row, ROW_AMOUNT);
  gint64 minor = 0;

  if (!biz_machine_text_get_amount (amount, strlen (amount), '.', digits, &minor))
    return g_strdup ("");

  return biz_import_key (NULL, minor, "l", get_cell (body, row, ROW_LABEL));
}

static void
add_text (JsonArray *cells, const char *text)
{
  json_array_add_string_element (cells, text != NULL ? text : "");
}

static char *
format_day (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

static guint
get_count (GHashTable *counts, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
}

/* The currency that the bank changed from, where documents may be in it; NULL where it changed
 * nothing or the ERP does not know that currency, which the text then tells alone. */
static ErpCurrency *
find_original (GListModel *currencies, const BizBankLine *line)
{
  for (guint i = 0; currencies != NULL && i < g_list_model_get_n_items (currencies); i++)
    {
      g_autoptr (ErpCurrency) currency = g_list_model_get_item (currencies, i);

      if (line->original.minor != 0 && *line->original.currency != '\0'
          && g_ascii_strcasecmp (erp_currency_get_code (currency), line->original.currency) == 0
          && g_ascii_strcasecmp (line->amount.currency, line->original.currency) != 0
          && erp_currency_get_digits (currency) == line->original.digits)
        return g_steal_pointer (&currency);
    }

  return NULL;
}

static void
add_original (JsonArray *cells, GListModel *currencies, const BizBankLine *line)
{
  g_autoptr (ErpCurrency) currency = find_original (currencies, line);
  BizMoney original = biz_money_abs (&line->original);
  g_autofree char *amount = NULL;
  g_autofree char *id = NULL;

  if (currency == NULL)
    {
      add_text (cells, NULL);
      add_text (cells, NULL);
      return;
    }
  /* the direction is that of the money of the account */
  if (line->amount.minor < 0)
    original = biz_money_negate (&original);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, erp_currency_get_id (currency));
  amount = biz_money_format (&original, BIZ_MONEY_MACHINE);
  add_text (cells, id);
  add_text (cells, amount);
}

static void
add_row (JsonArray *rows,
         JsonArray *have,
         const BizImportRow *row,
         GListModel *currencies,
         GHashTable *sent)
{
  g_autofree char *key = biz_import_key (NULL, row->line->amount.minor, "l", row->label);
  JsonArray *cells = json_array_new ();
  const BizBankLine *line = row->line;
  g_autofree char *day = format_day (&line->date);
  g_autofree char *amount = biz_money_format (&line->amount, BIZ_MONEY_MACHINE);

  add_text (cells, row->external_id);
  add_text (cells, day);
  add_text (cells, row->label);
  add_text (cells, amount);
  add_text (cells, line->name);
  add_text (cells, line->account);
  add_text (cells, line->bank_reference);
  add_text (cells, line->code);
  add_original (cells, currencies, line);
  json_array_add_array_element (rows, cells);
  json_array_add_int_element (have, row->have + get_count (sent, key));
}

/* What the next piece finds there besides. */
static void
remember (JsonObject *body, GHashTable *sent)
{
  for (guint i = 0; i < count_rows (body); i++)
    {
      char *key = get_key (body, i);
      const guint n = get_count (sent, key);

      g_hash_table_replace (sent, key, GUINT_TO_POINTER (n + 1));
    }
}

/**
 * biz_job_body_new_import:
 * @plan: what is new of a file
 * @start: the first row to look at
 * @most: how many to take
 * @conflicts: also those that the ERP almost has
 * @currencies: (nullable) (element-type ErpCurrency): those that lines may have been changed from
 * @sent: (inout): what earlier pieces of the plan brought; empty before the first one
 * @next: (out): the row after the last one looked at
 * @n_rows: (out): how many were taken
 *
 * Returns: (transfer full) (nullable): the body of a job, %NULL where no row is left
 */
JsonObject *
biz_job_body_new_import (BizImportPlan *plan,
                         guint start,
                         guint most,
                         gboolean conflicts,
                         GListModel *currencies,
                         GHashTable *sent,
                         guint *next,
                         guint *n_rows)
{
  BizBankJournal *journal = biz_import_plan_get_journal (plan);
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (JsonArray) have = json_array_new ();
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;
  JsonObject *body;
  GDate first, last;
  guint i;

  for (i = start; i < biz_import_plan_get_n_rows (plan) && json_array_get_length (rows) < most; i++)
    {
      const BizImportRow *row = biz_import_plan_get_row (plan, i);

      if (row->state == BIZ_IMPORT_NEW || (conflicts && row->state == BIZ_IMPORT_CONFLICT))
        add_row (rows, have, row, currencies, sent);
    }
  *next = i;
  *n_rows = json_array_get_length (rows);
  if (*n_rows == 0)
    return NULL;

  biz_import_plan_get_days (plan, &first, &last);
  since = format_day (&first);
  until = format_day (&last);
  body = json_object_new ();
  json_object_set_int_member (body, "journal_id", biz_bank_journal_get_id (journal));
  json_object_set_string_member (body, "journal", biz_bank_journal_get_code (journal));
  json_object_set_int_member (body, "company_id", biz_bank_journal_get_company_id (journal));
  json_object_set_int_member (body, "digits", biz_bank_journal_get_zero (journal)->digits);
  json_object_set_string_member (body, "since", since);
  json_object_set_string_member (body, "until", until);
  json_object_set_array_member (body, "rows", g_steal_pointer (&rows));
  json_object_set_array_member (body, "have", g_steal_pointer (&have));
  remember (body, sent);

  return body;
}

static char *
describe (JsonObject *body)
{
  const char *journal = biz_job_get_text (body, "journal");
  const guint n = count_rows (body);

  /* Translators: how many, and the code of a journal. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u bank line imported into %s",
                                       "%u bank lines imported into %s", n),
                          n, journal != NULL ? journal : "");
}

/* Lines of those days that say the same. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "date", "amount", "payment_ref", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const char *since = biz_job_get_text (body, "since");
  const char *until = biz_job_get_text (body, "until");
  ErpCall *call;

  for (guint i = 0; i < count_rows (body); i++)
    g_ptr_array_add (labels, (char *)get_cell (body, i, ROW_LABEL));
  g_ptr_array_add (labels, NULL);
  erp_domain_add_int (domain, "journal_id", "=", biz_job_get_id (body, "journal_id"));
  erp_domain_add_string (domain, "date", ">=", since != NULL ? since : "");
  erp_domain_add_string (domain, "date", "<=", until != NULL ? until : "");
  erp_domain_add_strv (domain, "payment_ref", "in", (const char *const *)labels->pdata);
  call = biz_job_new_search (body, "account.bank.statement.line", domain, fields);
  erp_call_set_arg_int (call, "limit", LIMIT);

  return call;
}

/* How many lines there are of each amount and label. */
static GHashTable *
count_lines (JsonObject *body, JsonNode *answer)
{
  const guint digits = (guint)CLAMP (biz_job_get_id (body, "digits"), 0, BIZ_MONEY_MAX_DIGITS);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (answer, i)) != NULL; i++)
    {
      const char *label = biz_job_get_text (row, "payment_ref");
      gint64 amount;
      char *key;
      guint n;

      if (!erp_json_get_scaled (row, "amount", digits, &amount, NULL))
        continue;
      key = biz_import_key (NULL, amount, "l", label != NULL ? label : "");
      n = get_count (counts, key);
      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
    }

  return counts;
}

static gint64
get_have (JsonObject *body, guint row)
{
  JsonArray *have = get_list (body, "have");
  JsonNode *n = have != NULL && row < json_array_get_length (have)
                    ? json_array_get_element (have, row)
                    : NULL;

  return n != NULL && JSON_NODE_HOLDS_VALUE (n) && json_node_get_value_type (n) == G_TYPE_INT64
             ? json_node_get_int (n)
             : 0;
}

/* How many of the rows are there beyond what was there before. */
static guint
count_present (JsonObject *body, JsonNode *before, JsonNode *now)
{
  g_autoptr (GHashTable) old = count_lines (body, before);
  g_autoptr (GHashTable) all = count_lines (body, now);
  guint present = 0;

  for (guint i = 0; i < count_rows (body); i++)
    {
      g_autofree char *key = get_key (body, i);
      const guint had = get_count (old, key);
      const guint has = get_count (all, key);

      if (has <= had)
        continue;
      present++;
      g_hash_table_replace (old, g_steal_pointer (&key), GUINT_TO_POINTER (had + 1));
    }

  return present;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (GHashTable) counts = count_lines (body, baseline);

  for (guint i = 0; i < count_rows (body); i++)
    {
      g_autofree char *key = get_key (body, i);

      if ((gint64)get_count (counts, key) != get_have (body, i))
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("Lines of this file came in meanwhile. Look at the file again."));
          return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
make_text (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

static gboolean
has_original (JsonObject *body)
{
  for (guint i = 0; i < count_rows (body); i++)
    if (*get_cell (body, i, ROW_CURRENCY) != '\0')
      return TRUE;

  return FALSE;
}

static JsonNode *
make_data (JsonObject *body, guint n_cells)
{
  g_autofree char *journal =
      g_strdup_printf ("%" G_GINT64_FORMAT, biz_job_get_id (body, "journal_id"));
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *data = json_array_new ();

  for (guint i = 0; i < count_rows (body); i++)
    {
      JsonArray *cells = json_array_new ();

      json_array_add_string_element (cells, journal);
      for (guint c = 0; c < n_cells; c++)
        json_array_add_string_element (cells, get_cell (body, i, c));
      json_array_add_array_element (data, cells);
    }
  json_node_take_array (node, data);

  return node;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  static const char *const fields[] = { "journal_id/.id",
                                        "id",
                                        "date",
                                        "payment_ref",
                                        "amount",
                                        "partner_name",
                                        "account_number",
                                        "ref",
                                        "transaction_type",
                                        "foreign_currency_id/.id",
                                        "amount_currency" };
  const guint n_cells = has_original (body) ? N_CELLS : N_PLAIN;
  const char *used[G_N_ELEMENTS (fields) + 1] = { NULL };
  ErpCall *call = biz_job_new_write (body, "account.bank.statement.line", "load");

  memcpy (used, fields, (n_cells + 1) * sizeof *fields);
  erp_call_set_arg_strv (call, "fields", used);
  erp_call_take_arg (call, "data", make_data (body, n_cells));
  /* made once: what is there already stays as it is */
  erp_call_take_context (call, "mode", make_text ("update"));
  erp_call_set_context_bool (call, "noupdate", TRUE);

  return call;
}

/* The server's own words about the first row that it does not take. */
static gboolean
refuse (JsonObject *answer, GError **error)
{
  JsonArray *messages = get_list (answer, "messages");
  JsonObject *first = NULL;
  const char *text = NULL;

  if (messages != NULL && json_array_get_length (messages) > 0
      && erp_json_get_object (json_array_get_element (messages, 0), &first, NULL))
    text = biz_job_get_text (first, "message");
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("The ERP does not take these lines, and none was imported: %s"),
               text != NULL ? text : "–");

  return FALSE;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *object = NULL;
  JsonNode *first;
  JsonArray *ids;

  if (!erp_json_get_object (answer, &object, error))
    return FALSE;
  ids = get_list (object, "ids");
  if (ids == NULL)
    return refuse (object, error);
  if (json_array_get_length (ids) != count_rows (body))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           "The answer has not one id for each line.");
      return FALSE;
    }
  first = json_array_get_length (ids) > 0 ? json_array_get_element (ids, 0) : NULL;
  if (first == NULL || !JSON_NODE_HOLDS_VALUE (first)
      || json_node_get_value_type (first) != G_TYPE_INT64)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "The answer has no ids.");
      return FALSE;
    }
  *result = biz_job_result ("account.bank.statement.line", json_node_get_int (first),
                            biz_job_get_text (body, "journal"));

  return TRUE;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  const guint present = count_present (body, baseline, answer);

  if (present == 0)
    return ERP_VERDICT_NOT_SEEN;
  /* all or none: some alone are somebody else's */
  if (present < count_rows (body) || json_array_get_length (json_node_get_array (answer)) >= LIMIT)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("account.bank.statement.line",
                       biz_job_get_id (biz_job_nth (answer, 0), "id"),
                       biz_job_get_text (body, "journal"), result);
}

const ErpJobKind biz_job_import_kind = {
  .name = BIZ_JOB_IMPORT,
  .label = N_ ("Bank lines imported"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
