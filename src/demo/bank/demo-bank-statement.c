/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-bank.h"

#include "demo-fields.h"
#include "demo-models.h"

/* Whether it begins where the one before it ends. */
#define IS_VALID                                                                                   \
  "COALESCE((SELECT p.balance_end_real FROM account_bank_statement p"                              \
  " WHERE p.journal_id = $.journal_id AND p.first_line_index < $.first_line_index"                 \
  " ORDER BY p.first_line_index DESC LIMIT 1), $.balance_start) = $.balance_start"

static const DemoField fields[] = {
  F_CHAR ("name", "Reference", .flags = DEMO_NO_COPY),
  F_CHAR ("reference", "External Reference", .flags = DEMO_NO_COPY),
  F_DATE ("date", "Date", .flags = DEMO_INDEX),
  F_CHAR ("first_line_index", "First Line Index", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_READONLY),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_READONLY),
  F_M2O ("currency_id", "Currency", "res.currency", .flags = DEMO_READONLY),
  F_MONEY ("balance_start", "Starting Balance", "currency_id"),
  F_MONEY ("balance_end", "Computed Balance", "currency_id", .flags = DEMO_READONLY),
  F_MONEY ("balance_end_real", "Ending Balance", "currency_id"),
  F_O2M ("line_ids", "Statement lines", "account.bank.statement.line", "statement_id"),
  F_BOOL ("is_complete", "Is Complete", .flags = DEMO_READONLY),
  F_BOOL ("is_valid", "Is Valid", .sql = IS_VALID),
  F_TEXT ("problem_description",
          "Problem Description",
          .sql = "CASE WHEN NOT (" IS_VALID ")"
                 " THEN 'It does not begin where the statement before it ends.'"
                 " WHEN NOT $.is_complete THEN 'Its lines do not lead to its ending balance.' END"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_READ },
  { "account.group_account_basic", DEMO_ALL },
  { "account.group_account_user", DEMO_ALL },
  { 0 },
};

static const char *const ddl[] = {
  "CREATE INDEX IF NOT EXISTS account_bank_statement_first ON account_bank_statement"
  "(journal_id, first_line_index, balance_start)",
  NULL,
};

/**
 * demo_bank_statement_refresh: (skip)
 * @id: an account.bank.statement
 *
 * Computes what follows from its lines: journal, day, first line, computed balance.
 */
gboolean
demo_bank_statement_refresh (DemoEnv *env, gint64 id, GError **error)
{
  return demo_db_exec (
      demo_env_get_db (env), error,
      "UPDATE account_bank_statement SET (journal_id, company_id, currency_id, first_line_index,"
      " date, balance_end, is_complete) = (SELECT MAX(b.journal_id), MAX(b.company_id),"
      " MAX(b.currency_id), MIN(b.internal_index), COALESCE(MAX(b.date),"
      " account_bank_statement.date), account_bank_statement.balance_start"
      " + COALESCE(SUM(b.amount), 0), COUNT(b.id) > 0 AND account_bank_statement.balance_start"
      " + COALESCE(SUM(b.amount), 0) = account_bank_statement.balance_end_real"
      " FROM account_bank_statement_line b WHERE b.statement_id = account_bank_statement.id)"
      " WHERE id = ?",
      "i", id);
}

/* A statement that says nothing of its balances takes them from the lines before it. */
static gboolean
add_balances (DemoEnv *env, gint64 id, JsonObject *vals, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!json_object_has_member (vals, "balance_start")
      && !demo_db_exec (
          db, error,
          "UPDATE account_bank_statement SET balance_start = COALESCE((SELECT"
          " COALESCE((SELECT p.balance_start FROM account_bank_statement p WHERE p.journal_id ="
          "  account_bank_statement.journal_id AND p.first_line_index <"
          "  account_bank_statement.first_line_index ORDER BY p.first_line_index DESC LIMIT 1), 0)"
          " + SUM(b.amount) FROM account_bank_statement_line b"
          " WHERE b.journal_id = account_bank_statement.journal_id"
          " AND b.internal_index < account_bank_statement.first_line_index"
          " AND b.internal_index >= COALESCE((SELECT p.first_line_index FROM"
          "  account_bank_statement p WHERE p.journal_id = account_bank_statement.journal_id"
          "  AND p.first_line_index < account_bank_statement.first_line_index"
          "  ORDER BY p.first_line_index DESC LIMIT 1), '')), 0) WHERE id = ?",
          "i", id))
    return FALSE;
  if (!demo_bank_statement_refresh (env, id, error))
    return FALSE;
  if (!json_object_has_member (vals, "balance_end_real")
      && !demo_db_exec (db, error,
                        "UPDATE account_bank_statement SET balance_end_real = balance_end"
                        " WHERE id = ?",
                        "i", id))
    return FALSE;
  return demo_db_exec (db, error,
                       "UPDATE account_bank_statement SET name = COALESCE(name,"
                       " COALESCE((SELECT code || ' ' FROM account_journal j"
                       "  WHERE j.id = journal_id), '') || 'Statement ' || COALESCE(date, ?2))"
                       " WHERE id = ?1",
                       "is", id, demo_env_today (env))
         && demo_bank_statement_refresh (env, id, error);
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_bank_statement_refresh (env, id, error) && add_balances (env, id, vals, error);
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!demo_bank_statement_refresh (env, demo_ids_get (ids, i), error))
      return FALSE;
  return TRUE;
}

const DemoModel demo_bank_statement_model = {
  .name = "account.bank.statement",
  .label = "Bank Statement",
  .table = "account_bank_statement",
  .order = "first_line_index desc",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .ddl = ddl,
  .after_create = after_create,
  .after_write = after_write,
};
