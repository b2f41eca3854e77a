/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-reconcile.h"

#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-move-line.h"

/* One side of a match. Residuals are turned so that both sides are positive. */
typedef struct
{
  gint64 id;
  gint64 company;
  gint64 currency;
  gint64 company_currency;
  gint64 open;          /* minor units of the company's currency */
  gint64 open_currency; /* minor units of the item's own currency */
  int day;
} Item;

typedef struct
{
  gint64 currency;
  gint64 debit; /* what is open, in that currency */
  gint64 credit;
  gint64 matched;
} Common;

static gint64
converted (DemoEnv *env, const Item *item, gint64 currency)
{
  return demo_mul_div (item->open, demo_ledger_rate (env, item->company, currency, item->day),
                       DEMO_FLOAT_ONE);
}

/* The currency both sides are measured in: their own when they share it, else the foreign one when
 * the other side is in the company's, else the company's. */
static Common
find_common (DemoEnv *env, const Item *debit, const Item *credit)
{
  Common common = { debit->currency, debit->open_currency, credit->open_currency, 0 };
  gint64 tolerance = 0;

  if (debit->currency != credit->currency)
    {
      if (credit->currency == debit->company_currency)
        common.credit = converted (env, credit, debit->currency);
      else if (debit->currency == debit->company_currency)
        {
          common.currency = credit->currency;
          common.debit = converted (env, debit, credit->currency);
        }
      else
        {
          common.currency = debit->company_currency;
          common.debit = debit->open;
          common.credit = credit->open;
        }
      if (common.currency != debit->company_currency)
        tolerance = demo_ledger_rate (env, debit->company, common.currency, debit->day)
                        / (2 * DEMO_FLOAT_ONE)
                    + 1;
    }
  /* What was converted twice may miss by a rounding; it is whole all the same. */
  if (ABS (common.debit - common.credit) <= tolerance)
    common.debit = common.credit = MAX (common.debit, common.credit);
  common.matched = MIN (common.debit, common.credit);
  return common;
}

static gint64
share (gint64 open, gint64 matched, gint64 whole)
{
  return matched == whole ? open : demo_mul_div (open, matched, whole);
}

static gint64
amount_in_own (const Item *item, const Common *common, gint64 amount, gint64 whole)
{
  if (item->currency == common->currency)
    return common->matched == whole ? item->open_currency : common->matched;
  if (item->currency == item->company_currency)
    return amount;
  return share (item->open_currency, common->matched, whole);
}

static gboolean
match (DemoEnv *env, Item *debit, Item *credit, GError **error)
{
  Common common = find_common (env, debit, credit);
  gint64 debit_part = common.debit != 0 ? share (debit->open, common.matched, common.debit) : 0;
  gint64 credit_part = common.credit != 0 ? share (credit->open, common.matched, common.credit) : 0;
  gint64 amount = MIN (debit_part, credit_part);
  gint64 debit_own = amount_in_own (debit, &common, amount, common.debit);
  gint64 credit_own = amount_in_own (credit, &common, amount, common.credit);
  int day = MAX (debit->day, credit->day);
  gint64 partial =
      demo_reconcile_add_partial (env, debit->id, credit->id, amount, debit_own, credit_own, error);

  if (partial == 0)
    return FALSE;
  if (debit_part > amount
      && !demo_exchange_book (env, partial, debit->id, debit_part - amount, day, error))
    return FALSE;
  if (credit_part > amount
      && !demo_exchange_book (env, partial, credit->id, amount - credit_part, day, error))
    return FALSE;
  debit->open -= debit_part;
  credit->open -= credit_part;
  /* An exchange difference takes the rest of an item in the company's currency along. */
  debit->open_currency -= debit->currency == debit->company_currency ? debit_part : debit_own;
  credit->open_currency -= credit->currency == credit->company_currency ? credit_part : credit_own;
  return TRUE;
}

static gboolean
check_lines (DemoEnv *env, const char *list, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  static const struct
  {
    const char *sql;
    const char *sentence;
  } checks[] = {
    { "SELECT COUNT(DISTINCT account_id) > 1 FROM account_move_line"
      " WHERE id IN (SELECT value FROM json_each(?))",
      "Items of different accounts cannot be matched with each other." },
    { "SELECT COUNT(DISTINCT company_id) > 1 FROM account_move_line"
      " WHERE id IN (SELECT value FROM json_each(?))",
      "Items of different companies cannot be matched with each other." },
    { "SELECT EXISTS (SELECT 1 FROM account_move_line WHERE parent_state <> 'posted'"
      " AND id IN (SELECT value FROM json_each(?)))",
      "Only items of posted entries can be matched." },
    { "SELECT EXISTS (SELECT 1 FROM account_move_line WHERE reconciled"
      " AND id IN (SELECT value FROM json_each(?)))",
      "Some of these items are reconciled already." },
    { "SELECT EXISTS (SELECT 1 FROM account_move_line l JOIN account_account a"
      " ON a.id = l.account_id WHERE NOT a.reconcile"
      " AND l.id IN (SELECT value FROM json_each(?)))",
      "The account of these items does not allow reconciliation." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (demo_db_int (db, NULL, checks[i].sql, "s", list))
      {
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, checks[i].sentence);
        return FALSE;
      }
  return TRUE;
}

static GArray *
load_items (DemoEnv *env, const char *list, gboolean debit, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_autoptr (GError) local = NULL;
  int sign = debit ? 1 : -1;
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT l.id, l.company_id, l.currency_id, c.currency_id, l.amount_residual,"
      " l.amount_residual_currency, l.date FROM account_move_line l"
      " JOIN res_company c ON c.id = l.company_id WHERE l.id IN (SELECT value FROM json_each(?1))"
      " AND (l.amount_residual * ?2 > 0"
      "      OR (l.amount_residual = 0 AND l.amount_residual_currency * ?2 > 0))"
      " ORDER BY COALESCE(l.date_maturity, l.date), l.currency_id, l.id",
      "si", list, (gint64)sign);

  while (rows != NULL && demo_statement_step (rows, &local))
    {
      Item item = {
        .id = demo_statement_int (rows, 0),
        .company = demo_statement_int (rows, 1),
        .currency = demo_statement_int (rows, 2),
        .company_currency = demo_statement_int (rows, 3),
        .open = sign * demo_statement_int (rows, 4),
        .open_currency = sign * demo_statement_int (rows, 5),
        .day = demo_day_parse (demo_statement_text (rows, 6)),
      };

      g_array_append_val (items, item);
    }
  if (local == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static char *
ids_to_text (const DemoIds *ids)
{
  g_autoptr (JsonNode) node = demo_ids_to_json (ids);

  return json_to_string (node, FALSE);
}

/**
 * demo_reconcile_lines: (skip)
 * @ids: account.move.line records of one account
 *
 * Matches debits with credits, the oldest due first, and books what a changed rate leaves over.
 */
gboolean
demo_reconcile_lines (DemoEnv *env, const DemoIds *ids, GError **error)
{
  g_autofree char *list = ids_to_text (ids);
  g_autoptr (GArray) debits = NULL;
  g_autoptr (GArray) credits = NULL;
  guint d = 0, c = 0;

  if (!check_lines (env, list, error))
    return FALSE;
  debits = load_items (env, list, TRUE, error);
  credits = debits != NULL ? load_items (env, list, FALSE, error) : NULL;
  if (credits == NULL)
    return FALSE;
  while (d < debits->len && c < credits->len)
    {
      Item *debit = &g_array_index (debits, Item, d);
      Item *credit = &g_array_index (credits, Item, c);

      if (!match (env, debit, credit, error))
        return FALSE;
      if (debit->open_currency <= 0 || debit->open <= 0)
        d++;
      if (credit->open_currency <= 0 || credit->open <= 0)
        c++;
    }
  return demo_reconcile_refresh (env, ids, error);
}

static JsonNode *
reconcile (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, "account.move.line", ids, DEMO_WRITE, error)
      || !demo_env_check_access (env, "account.partial.reconcile", NULL, DEMO_CREATE, error))
    return NULL;
  demo_reconcile_lines (env, ids, error);
  return NULL;
}

static JsonNode *
remove_move_reconcile (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, "account.partial.reconcile", NULL, DEMO_UNLINK, error)
      || !demo_env_check_access (env, "account.move.line", ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_reconcile_remove (env, demo_ids_get (ids, i), error))
      return NULL;
  return NULL;
}

const DemoMethod demo_move_line_methods[] = {
  { "reconcile", reconcile, "" },
  { "remove_move_reconcile", remove_move_reconcile, "" },
  { 0 },
};

static const DemoField partial_fields[] = {
  F_M2O ("debit_move_id", "Debit Move", "account.move.line", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("credit_move_id", "Credit Move", "account.move.line", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("full_reconcile_id", "Full Reconcile", "account.full.reconcile", .flags = DEMO_INDEX),
  F_M2O ("exchange_move_id", "Exchange Move", "account.move", .flags = DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_M2O ("debit_currency_id",
         "Currency of the debit journal item.",
         "res.currency",
         .related = "debit_move_id.currency_id"),
  F_M2O ("credit_currency_id",
         "Currency of the credit journal item.",
         "res.currency",
         .related = "credit_move_id.currency_id"),
  F_MONEY ("amount", "Amount", "company_currency_id"),
  F_MONEY ("debit_amount_currency", "Debit Amount Currency", "debit_currency_id"),
  F_MONEY ("credit_amount_currency", "Credit Amount Currency", "credit_currency_id"),
  F_DATE ("max_date", "Max Date of Matched Lines", .flags = DEMO_INDEX),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_ALL },
  { "sales_team.group_sale_salesman", DEMO_READ },
  { 0 },
};

static gboolean
partial_before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  for (guint i = 0; i < ids->len; i++)
    if (demo_db_int (db, NULL,
                     "SELECT EXISTS (SELECT 1 FROM account_partial_reconcile WHERE id = ?)", "i",
                     demo_ids_get (ids, i))
        && !demo_reconcile_unlink (env, demo_ids_get (ids, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
refuse_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "Items are matched by account.move.line/reconcile, which books exchange "
                       "differences too.");
  return FALSE;
}

const DemoModel demo_partial_reconcile_model = {
  .name = "account.partial.reconcile",
  .label = "Partial Reconcile",
  .table = "account_partial_reconcile",
  .order = "id",
  .display_sql = "'account.partial.reconcile,' || $.id",
  .company_field = "company_id",
  .fields = partial_fields,
  .access = access_rows,
  .before_create = refuse_create,
  .before_unlink = partial_before_unlink,
};

static const DemoField full_fields[] = {
  F_O2M ("partial_reconcile_ids",
         "Reconciliation Parts",
         "account.partial.reconcile",
         "full_reconcile_id"),
  F_O2M ("reconciled_line_ids", "Matched Journal Items", "account.move.line", "full_reconcile_id"),
  { 0 },
};

const DemoModel demo_full_reconcile_model = {
  .name = "account.full.reconcile",
  .label = "Full Reconcile",
  .table = "account_full_reconcile",
  .order = "id",
  .display_sql = "'account.full.reconcile,' || $.id",
  .fields = full_fields,
  .access = access_rows,
  .before_create = refuse_create,
};
