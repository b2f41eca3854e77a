/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-bank.h"

#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"

/* The sum of all lines up to this one, from the last statement that says where it begins. */
#define RUNNING_BALANCE                                                                            \
  "(SELECT COALESCE((SELECT s.balance_start FROM account_bank_statement s"                         \
  "  WHERE s.journal_id = $.journal_id AND s.first_line_index <= $.internal_index"                 \
  "  ORDER BY s.first_line_index DESC LIMIT 1), 0) + SUM(b.amount)"                                \
  " FROM account_bank_statement_line b WHERE b.journal_id = $.journal_id"                          \
  " AND b.internal_index <= $.internal_index AND b.internal_index >= COALESCE("                    \
  "  (SELECT s.first_line_index FROM account_bank_statement s"                                     \
  "   WHERE s.journal_id = $.journal_id AND s.first_line_index <= $.internal_index"                \
  "   ORDER BY s.first_line_index DESC LIMIT 1), ''))"

/* The items of a line are those of its entry. */
static gboolean
compute_items (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DemoIds) items =
          demo_db_ids (demo_env_get_db (env), error,
                       "SELECT i.id FROM account_move_line i JOIN account_bank_statement_line b"
                       " ON b.move_id = i.move_id WHERE b.id = ? ORDER BY i.id",
                       "i", demo_ids_get (ids, i));

      if (items == NULL)
        return FALSE;
      values[i] = demo_ids_to_json (items);
    }
  return TRUE;
}

#define OF_MOVE(t, n, l, ...)                                                                      \
  DEMO_FIELD (t, n, l, .related = "move_id." n, .flags = DEMO_WRITE_THROUGH, ##__VA_ARGS__)

static const DemoField fields[] = {
  F_M2O ("move_id",
         "Journal Entry",
         "account.move",
         .flags = DEMO_REQUIRED | DEMO_READONLY | DEMO_CASCADE | DEMO_INDEX),
  F_M2O ("statement_id", "Statement", "account.bank.statement", .flags = DEMO_INDEX),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_READONLY),
  F_DATE ("date", "Date", .flags = DEMO_REQUIRED),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_M2O ("partner_id", "Partner", "res.partner", .flags = DEMO_INDEX),
  F_CHAR ("account_number", "Bank Account Number"),
  F_CHAR ("partner_name", "Partner Name"),
  F_CHAR ("transaction_type", "Transaction Type"),
  F_CHAR ("payment_ref", "Label"),
  F_M2O ("currency_id", "Journal Currency", "res.currency", .flags = DEMO_READONLY),
  F_MONEY ("amount", "Amount", "currency_id"),
  F_MONEY ("running_balance", "Running Balance", "currency_id", .sql = RUNNING_BALANCE),
  F_M2O ("foreign_currency_id", "Foreign Currency", "res.currency"),
  F_MONEY ("amount_currency", "Amount in Currency", "foreign_currency_id"),
  F_FLOAT ("amount_residual", "Residual Amount", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_BOOL ("is_reconciled", "Is Reconciled", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_CHAR (
      "internal_index", "Internal Reference", .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX),
  F_BOOL ("statement_complete", "Is Complete", .related = "statement_id.is_complete"),
  F_BOOL ("statement_valid", "Is Valid", .related = "statement_id.is_valid"),
  F_MONEY ("statement_balance_end_real",
           "Ending Balance",
           "currency_id",
           .related = "statement_id.balance_end_real"),
  F_O2M ("line_ids",
         "Journal Items",
         "account.move.line",
         "statement_line_id",
         .compute = compute_items),
  F_CHAR ("statement_name", "Statement Name", .related = "statement_id.name"),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_CHAR ("country_code", "Country Code", .related = "company_id.country_code"),
  F_CHAR ("name", "Number", .related = "move_id.name"),
  F_SELECT (
      "state", "Status", "draft:Draft|posted:Posted|cancel:Cancelled", .related = "move_id.state"),
  F_CHAR ("inalterable_hash", "Inalterability Hash", .related = "move_id.inalterable_hash"),
  OF_MOVE (DEMO_CHAR, "ref", "Reference"),
  OF_MOVE (DEMO_HTML, "narration", "Terms and Conditions"),
  OF_MOVE (DEMO_BOOLEAN, "checked", "Checked", .since = 18),
  OF_MOVE (DEMO_BOOLEAN, "to_check", "To Check", .until = 17),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ },
  { "account.group_account_basic", DEMO_ALL },
  { "account.group_account_user", DEMO_ALL },
  { 0 },
};

static const char *const search_fields[] = { "name", "payment_ref", NULL };

static const char *const ddl[] = {
  "CREATE INDEX IF NOT EXISTS account_bank_line_open ON account_bank_statement_line"
  "(journal_id, is_reconciled, internal_index)",
  "CREATE INDEX IF NOT EXISTS account_bank_line_balance ON account_bank_statement_line"
  "(journal_id, internal_index, amount)",
  "CREATE INDEX IF NOT EXISTS account_bank_line_date ON account_bank_statement_line"
  "(journal_id, date, amount)",
  NULL,
};

static gint64
find_journal (DemoEnv *env, JsonObject *vals)
{
  gint64 journal = demo_vals_int (vals, "journal_id");
  gint64 statement = demo_vals_int (vals, "statement_id");

  if (journal == 0 && statement > 0)
    journal = demo_env_get_int (env, "account.bank.statement", statement, "journal_id");
  return journal > 0 ? journal : demo_ledger_journal (env, demo_env_get_company (env), "bank");
}

static gboolean
check_currencies (JsonObject *vals, gint64 currency, GError **error)
{
  gint64 foreign = demo_vals_int (vals, "foreign_currency_id");
  gint64 amount = demo_vals_amount (vals, "amount_currency", DEMO_MONEY_DECIMALS);
  const char *text = NULL;

  if (foreign == currency)
    text = "The foreign currency of a bank line is another than its journal's.";
  else if (foreign == 0 && amount != 0)
    text = "An amount in a foreign currency needs that currency.";
  else if (foreign > 0 && amount == 0)
    text = "A foreign currency needs its amount.";
  if (text == NULL)
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION, text);
  return FALSE;
}

/* The currency of the journal, and what was exchanged where it was. */
static gboolean
settle_currency (
    DemoEnv *env, JsonObject *vals, gint64 journal, gint64 company, int day, GError **error)
{
  gint64 currency = demo_env_get_int (env, "account.journal", journal, "currency_id");
  gint64 foreign = demo_vals_int (vals, "foreign_currency_id");

  if (currency == 0)
    currency = demo_env_get_int (env, "res.company", company, "currency_id");
  json_object_set_int_member (vals, "currency_id", currency);
  if (foreign == currency)
    {
      json_object_set_boolean_member (vals, "foreign_currency_id", FALSE);
      json_object_set_int_member (vals, "amount_currency", 0);
    }
  else if (foreign > 0 && demo_vals_amount (vals, "amount_currency", DEMO_MONEY_DECIMALS) == 0)
    {
      gint64 amount = demo_vals_amount (vals, "amount", DEMO_MONEY_DECIMALS);

      demo_vals_set_amount (vals, "amount_currency",
                            demo_mul_div (amount, demo_ledger_rate (env, company, foreign, day),
                                          demo_ledger_rate (env, company, currency, day)),
                            DEMO_MONEY_DECIMALS);
    }
  return check_currencies (vals, currency, error);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 journal = find_journal (env, vals);
  gint64 company, currency, move;
  int day;

  if (!demo_move_check_exists (env, "account.journal", "account_journal", journal, error))
    return FALSE;
  company = demo_env_get_int (env, "account.journal", journal, "company_id");
  if (!demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date", demo_env_today (env));
  day = demo_day_parse (demo_vals_text (vals, "date"));
  if (!json_object_has_member (vals, "amount"))
    json_object_set_int_member (vals, "amount", 0);
  if (!settle_currency (env, vals, journal, company, day, error))
    return FALSE;
  currency = demo_vals_int (vals, "foreign_currency_id");
  if (currency == 0)
    currency = demo_vals_int (vals, "currency_id");
  move = demo_ledger_add_move (env, journal, currency, demo_vals_int (vals, "partner_id"), day,
                               NULL, error);
  json_object_set_int_member (vals, "journal_id", journal);
  json_object_set_int_member (vals, "company_id", company);
  json_object_set_int_member (vals, "move_id", move);
  return move > 0;
}

/* No draft: what the bank says has happened. A closed period moves it on, as any entry. */
static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  g_auto (DemoBankLine) line = { 0 };

  if (!demo_bank_load (env, id, &line, error) || !demo_bank_add_items (env, &line, error)
      || !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE account_move SET statement_line_id = ? WHERE id = ?", "ii", id,
                        line.move)
      || !demo_move_post (env, line.move, error) || !demo_bank_refresh (env, id, error))
    return FALSE;
  if (line.statement > 0)
    demo_env_defer (env, demo_bank_statement_refresh, line.statement);
  return TRUE;
}

/* The items of a line are those of its entry, and are written there. */
static gboolean
write_items (DemoEnv *env, const DemoIds *ids, JsonObject *vals, GError **error)
{
  g_autoptr (JsonObject) own = NULL;

  if (!json_object_has_member (vals, "line_ids"))
    return TRUE;
  own = json_object_new ();
  json_object_set_member (own, "line_ids", json_object_dup_member (vals, "line_ids"));
  json_object_remove_member (vals, "line_ids");
  for (guint i = 0; i < ids->len; i++)
    if (!demo_env_write_one (env, "account.move",
                             demo_env_get_int (env, "account.bank.statement.line",
                                               demo_ids_get (ids, i), "move_id"),
                             own, error))
      return FALSE;
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const char *const fixed[] = { "journal_id", "company_id", "move_id", "currency_id" };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    json_object_remove_member (vals, fixed[i]);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 statement = demo_env_get_int (env, "account.bank.statement.line",
                                           demo_ids_get (ids, i), "statement_id");

      if (statement > 0)
        demo_env_defer (env, demo_bank_statement_refresh, statement);
    }
  return write_items (env, ids, vals, error);
}

static gboolean
move_day (DemoEnv *env, gint64 id, const char *day, GError **error)
{
  gint64 move = demo_env_get_int (env, "account.bank.statement.line", id, "move_id");
  DemoMove old;

  return demo_move_load (env, move, &old, error) && demo_move_check_lock (env, &old, error)
         && demo_db_exec (demo_env_get_db (env), error,
                          "UPDATE account_move SET date = ? WHERE id = ?", "si", day, move)
         && demo_move_load (env, move, &old, error) && demo_move_give_number (env, &old, error)
         && demo_move_sync (env, move, error);
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const char *const shared[] = { "payment_ref", "amount", "amount_currency",
                                        "foreign_currency_id", "partner_id" };
  gboolean rewrite = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    rewrite |= json_object_has_member (vals, shared[i]);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      gint64 statement = demo_env_get_int (env, "account.bank.statement.line", id, "statement_id");

      if ((json_object_has_member (vals, "date")
           && !move_day (env, id, demo_vals_text (vals, "date"), error))
          || (rewrite && !demo_bank_rewrite_items (env, id, error))
          || !demo_bank_refresh (env, id, error))
        return FALSE;
      if (statement > 0)
        demo_env_defer (env, demo_bank_statement_refresh, statement);
    }
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; good && i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      gint64 statement = demo_env_get_int (env, "account.bank.statement.line", id, "statement_id");
      g_auto (DemoBankLine) line = { 0 };
      g_autoptr (DemoIds) move = NULL;

      if (statement > 0 && demo_env_get_series (env) >= 18
          && demo_env_get_int (env, "account.bank.statement", statement, "is_complete"))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "The line belongs to a complete statement. Delete that first.");
          return FALSE;
        }
      if (!demo_bank_undo (env, id, error) || !demo_bank_load (env, id, &line, error))
        return FALSE;
      if (statement > 0)
        demo_env_defer (env, demo_bank_statement_refresh, statement);
      move = demo_ids_new_one (line.move);
      demo_env_push_context (env, "force_delete", demo_json_true ());
      good = demo_env_unlink (env, "account.move", move, error);
      demo_env_pop_context (env);
    }
  return good;
}

static JsonNode *
action_undo_reconciliation (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, "account.bank.statement.line", ids, DEMO_WRITE, error)
      || !demo_env_check_access (env, "account.partial.reconcile", NULL, DEMO_UNLINK, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_bank_undo (env, demo_ids_get (ids, i), error))
      return NULL;
  return NULL;
}

static const DemoMethod methods[] = {
  { "action_undo_reconciliation", action_undo_reconciliation, "" },
  { 0 },
};

const DemoModel demo_bank_line_model = {
  .name = "account.bank.statement.line",
  .label = "Bank Statement Line",
  .table = "account_bank_statement_line",
  .order = "internal_index desc",
  .display_sql = "(SELECT m.name FROM account_move m WHERE m.id = $.move_id)",
  .name_search = search_fields,
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .ddl = ddl,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
  .before_unlink = before_unlink,
};
