/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"
#include "demo-bank.h"
#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-payment-term.h"
#include "demo-tax.h"

/*
 * What follows from the lines a person wrote: taxes, instalments, totals. It runs once for each
 * entry before a request answers.
 */

typedef struct
{
  GArray *ids;   /* (element-type gint64) */
  GArray *lines; /* (element-type DemoTaxLine) */
  DemoTax taxes[DEMO_TAX_MAX];
  guint n_taxes;
} Draft;

static void
draft_clear (Draft *draft)
{
  g_array_unref (draft->ids);
  g_array_unref (draft->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gboolean
find_tax (Draft *draft, DemoStatement *row, guint *index, GError **error)
{
  gint64 id = demo_statement_int (row, 1);

  for (*index = 0; *index < draft->n_taxes; (*index)++)
    if (draft->taxes[*index].id == id)
      return TRUE;
  if (draft->n_taxes == DEMO_TAX_MAX)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                   "A document cannot carry more than %d different taxes.", DEMO_TAX_MAX);
      return FALSE;
    }
  draft->taxes[draft->n_taxes++] = (DemoTax){
    .id = id,
    .percent = demo_statement_int (row, 2),
    .included = demo_statement_int (row, 3) != 0,
  };
  return TRUE;
}

static gboolean
load_draft (DemoEnv *env, const DemoMove *move, Draft *draft, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) rows =
      demo_db_query (db, &local,
                     "SELECT id, price_unit, quantity, discount FROM account_move_line"
                     " WHERE move_id = ? AND display_type = 'product' ORDER BY sequence, id",
                     "i", move->id);
  g_autoptr (DemoStatement) taxes = NULL;

  draft->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  draft->lines = g_array_new (FALSE, TRUE, sizeof (DemoTaxLine));
  while (rows != NULL && demo_statement_step (rows, &local))
    {
      gint64 id = demo_statement_int (rows, 0);
      DemoTaxLine line = {
        .price = demo_statement_int (rows, 1),
        .quantity = demo_statement_int (rows, 2),
        .discount = demo_statement_int (rows, 3),
      };

      g_array_append_val (draft->ids, id);
      g_array_append_val (draft->lines, line);
    }
  if (local == NULL)
    taxes = demo_db_query (db, &local,
                           "SELECT l.id, t.id, t.amount, t.price_include FROM account_move_line l"
                           " JOIN account_move_line_account_tax_rel r"
                           " ON r.account_move_line_id = l.id"
                           " JOIN account_tax t ON t.id = r.account_tax_id"
                           " WHERE l.move_id = ? AND l.display_type = 'product'"
                           " ORDER BY t.sequence, t.id",
                           "i", move->id);
  while (taxes != NULL && demo_statement_step (taxes, &local))
    {
      guint index;

      if (!find_tax (draft, taxes, &index, error))
        return FALSE;
      for (guint i = 0; i < draft->ids->len; i++)
        if (g_array_index (draft->ids, gint64, i) == demo_statement_int (taxes, 0))
          g_array_index (draft->lines, DemoTaxLine, i).taxes |= 1u << index;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint64
tax_account (DemoEnv *env, const DemoMove *move, gint64 tax)
{
  gint64 account = demo_db_int (
      demo_env_get_db (env), NULL,
      "SELECT account_id FROM account_tax_repartition_line WHERE tax_id = ? AND document_type = ?"
      " AND repartition_type = 'tax' AND account_id IS NOT NULL ORDER BY sequence, id LIMIT 1",
      "is", tax, g_str_has_suffix (move->type, "refund") ? "refund" : "invoice");

  return account > 0 ? account : demo_ledger_account (env, move->company, "liability_current");
}

/* Keeps the item of a tax where there is one already, so that its id stays. */
static gboolean
write_tax (DemoEnv *env,
           const DemoMove *move,
           const DemoTax *tax,
           int sign,
           gint64 *balance,
           GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 id = demo_db_int (db, NULL,
                           "SELECT id FROM account_move_line WHERE move_id = ?"
                           " AND display_type = 'tax' AND tax_line_id = ?",
                           "ii", move->id, tax->id);
  gint64 amount = -sign * tax->amount;
  gint64 base = demo_mul_div (-sign * tax->base, DEMO_FLOAT_ONE, move->rate);

  *balance = demo_mul_div (amount, DEMO_FLOAT_ONE, move->rate);
  if (tax->amount == 0)
    return id == 0
           || demo_db_exec (db, error, "DELETE FROM account_move_line WHERE id = ?", "i", id);
  if (id == 0)
    {
      g_autofree char *name = demo_env_get_text (env, "account.tax", tax->id, "name");

      id = demo_ledger_add_line (env, move, tax_account (env, move, tax->id), "tax", name, amount,
                                 *balance, DEMO_DAY_NONE, error);
      if (id == 0)
        return FALSE;
    }
  return demo_db_exec (db, error,
                       "UPDATE account_move_line SET balance = ?2, amount_currency = ?3,"
                       " tax_line_id = ?4, tax_base_amount = ?5, currency_id = ?6, partner_id = ?7"
                       " WHERE id = ?1",
                       "iiiiiio", id, *balance, amount, tax->id, base, move->currency,
                       move->commercial);
}

static gboolean
drop_old_taxes (DemoEnv *env, const DemoMove *move, const Draft *draft, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (DemoIds) ids =
      demo_db_ids (db, error,
                   "SELECT id FROM account_move_line WHERE move_id = ? AND display_type = 'tax'",
                   "i", move->id);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 tax =
          demo_env_get_int (env, "account.move.line", demo_ids_get (ids, i), "tax_line_id");
      gboolean found = FALSE;

      for (guint t = 0; t < draft->n_taxes; t++)
        found |= draft->taxes[t].id == tax;
      if (!found
          && !demo_db_exec (db, error, "DELETE FROM account_move_line WHERE id = ?", "i",
                            demo_ids_get (ids, i)))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
write_products (DemoEnv *env,
                const DemoMove *move,
                const Draft *draft,
                int sign,
                gint64 *balance,
                GError **error)
{
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const DemoTaxLine *line = &g_array_index (draft->lines, DemoTaxLine, i);
      gint64 amount = -sign * line->amount;
      gint64 part = demo_mul_div (amount, DEMO_FLOAT_ONE, move->rate);

      *balance += part;
      if (!demo_db_exec (demo_env_get_db (env), error,
                         "UPDATE account_move_line SET price_subtotal = ?2, price_total = ?3,"
                         " amount_currency = ?4, balance = ?5, currency_id = ?6, partner_id = ?7"
                         " WHERE id = ?1",
                         "iiiiiio", g_array_index (draft->ids, gint64, i), line->subtotal,
                         line->total, amount, part, move->currency, move->commercial))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_instalments (DemoEnv *env,
                   const DemoMove *move,
                   gint64 amount,
                   gint64 balance,
                   int *last_due,
                   GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  int start = move->invoice_date != DEMO_DAY_NONE ? move->invoice_date : move->date;
  int until;
  gint64 percent = demo_payment_term_discount (env, move->term, start, &until);
  gint64 account = demo_ledger_account (env, move->company,
                                        g_str_has_prefix (move->type, "in_") ? "liability_payable"
                                                                             : "asset_receivable");
  g_autoptr (GArray) terms = demo_payment_term_load (env, move->term, error);
  g_autofree DemoInstalment *parts = NULL;
  g_autoptr (DemoIds) old = NULL;

  if (terms == NULL)
    return FALSE;
  parts = g_new0 (DemoInstalment, terms->len);
  demo_term_split ((DemoTermLine *)(void *)terms->data, terms->len, start, amount, balance,
                   DEMO_MONEY_DECIMALS, parts);
  if (move->term == 0 && move->due != DEMO_DAY_NONE)
    parts[0].due = MAX (move->due, start);
  old = demo_db_ids (db, error,
                     "SELECT id FROM account_move_line WHERE move_id = ?"
                     " AND display_type = 'payment_term' ORDER BY id",
                     "i", move->id);
  if (old == NULL)
    return FALSE;
  for (guint i = terms->len; i < old->len; i++)
    if (!demo_db_exec (db, error, "DELETE FROM account_move_line WHERE id = ?", "i",
                       demo_ids_get (old, i)))
      return FALSE;
  for (guint i = 0; i < terms->len; i++)
    {
      char due[DEMO_DAY_SIZE], discount[DEMO_DAY_SIZE];
      gint64 id = i < old->len ? demo_ids_get (old, i)
                               : demo_ledger_add_line (env, move, account, "payment_term", NULL, 0,
                                                       0, parts[i].due, error);
      const gint64 whole = 100 * DEMO_FLOAT_ONE;

      if (id == 0
          || !demo_db_exec (
              db, error,
              "UPDATE account_move_line SET amount_currency = ?2, amount_residual_currency = ?2,"
              " balance = ?3, amount_residual = ?3, date_maturity = ?4, discount_date = ?5,"
              " discount_amount_currency = ?6, discount_balance = ?7, currency_id = ?8,"
              " partner_id = ?9, name = CASE WHEN ?10 > 1 AND ?11 <> ''"
              " THEN ?11 || ' installment #' || ?12 ELSE NULLIF(?11, '') END WHERE id = ?1",
              "iiissiiioisi", id, parts[i].amount, parts[i].balance,
              demo_day_format (parts[i].due, due),
              percent > 0 ? demo_day_format (until, discount) : NULL,
              percent > 0 ? demo_mul_div (parts[i].amount, whole - percent, whole) : (gint64)0,
              percent > 0 ? demo_mul_div (parts[i].balance, whole - percent, whole) : (gint64)0,
              move->currency, move->commercial, (gint64)terms->len, move->name, (gint64)i + 1))
        return FALSE;
      *last_due = MAX (*last_due, parts[i].due);
    }
  return TRUE;
}

static gboolean
write_totals (DemoEnv *env,
              const DemoMove *move,
              gint64 untaxed,
              gint64 tax,
              gint64 untaxed_balance,
              gint64 tax_balance,
              int due,
              GError **error)
{
  char day[DEMO_DAY_SIZE];

  return demo_db_exec (
      demo_env_get_db (env), error,
      "UPDATE account_move SET amount_untaxed = ?2, amount_tax = ?3, amount_total = ?2 + ?3,"
      " amount_residual = ?2 + ?3, amount_untaxed_signed = ?4, amount_tax_signed = ?5,"
      " amount_total_signed = ?4 + ?5, amount_residual_signed = ?4 + ?5, invoice_date_due = ?6,"
      " invoice_currency_rate = ?7 WHERE id = ?1",
      "iiiiisi", move->id, untaxed, tax, untaxed_balance, tax_balance,
      due != DEMO_DAY_NONE ? demo_day_format (due, day) : NULL, move->rate);
}

static gboolean
sync_invoice (DemoEnv *env, DemoMove *move, GError **error)
{
  int sign = demo_move_get_sign (move->type);
  g_autofree char *rounding =
      demo_env_get_text (env, "res.company", move->company, "tax_calculation_rounding_method");
  g_auto (Draft) draft = { NULL };
  gint64 untaxed = 0, tax = 0, base_balance = 0, tax_balance = 0;
  int due = DEMO_DAY_NONE;

  if (!load_draft (env, move, &draft, error) || !drop_old_taxes (env, move, &draft, error))
    return FALSE;
  demo_tax_document ((DemoTaxLine *)(void *)draft.lines->data, draft.lines->len, draft.taxes,
                     draft.n_taxes, DEMO_MONEY_DECIMALS,
                     g_strcmp0 (rounding, "round_per_line") != 0);
  for (guint i = 0; i < draft.lines->len; i++)
    untaxed += g_array_index (draft.lines, DemoTaxLine, i).amount;
  for (guint t = 0; t < draft.n_taxes; t++)
    {
      gint64 balance = 0;

      if (!write_tax (env, move, &draft.taxes[t], sign, &balance, error))
        return FALSE;
      tax += draft.taxes[t].amount;
      tax_balance += balance;
    }
  if (!write_products (env, move, &draft, sign, &base_balance, error)
      || !write_instalments (env, move, sign * (untaxed + tax), -(base_balance + tax_balance), &due,
                             error))
    return FALSE;
  return write_totals (env, move, untaxed, tax, -base_balance, -tax_balance, due, error);
}

static gboolean
sync_entry (DemoEnv *env, DemoMove *move, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 balance =
      demo_db_int (db, error, "SELECT SUM(balance) FROM account_move_line WHERE move_id = ?", "i",
                   move->id);
  gint64 total =
      demo_db_int (db, error,
                   "SELECT SUM(MAX(balance, 0)) FROM account_move_line WHERE move_id = ?", "i",
                   move->id);
  gint64 total_currency = demo_db_int (db, error,
                                       "SELECT SUM(MAX(amount_currency, 0)) FROM account_move_line"
                                       " WHERE move_id = ?",
                                       "i", move->id);

  if (balance != 0)
    {
      g_autofree char *label = demo_move_get_label (move);
      g_autofree char *difference = demo_ledger_money (env, move->company_currency, balance);

      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                   "The entry (%s) does not balance: debit less credit is %s.", label, difference);
      return FALSE;
    }
  return demo_db_exec (db, error,
                       "UPDATE account_move SET amount_total = ?2, amount_total_signed = ?3,"
                       " amount_untaxed = 0, amount_tax = 0, amount_residual = 0,"
                       " amount_residual_signed = 0 WHERE id = ?1",
                       "iii", move->id, total_currency, total);
}

/**
 * demo_move_sync: (skip)
 * @env: the environment
 * @id: an account.move
 * @error: where to put an error
 *
 * Computes taxes, instalments and totals of a draft and checks that an entry balances. A posted
 * invoice is left as it is.
 */
gboolean
demo_move_sync (DemoEnv *env, gint64 id, GError **error)
{
  DemoMove move;
  char date[DEMO_DAY_SIZE];

  if (!demo_db_int (demo_env_get_db (env), NULL,
                    "SELECT EXISTS (SELECT 1 FROM account_move WHERE id = ?)", "i", id))
    return TRUE;
  if (!demo_move_load (env, id, &move, error))
    return FALSE;
  if (!demo_db_exec (demo_env_get_db (env), error,
                     "UPDATE account_move_line SET parent_state = ?2, date = ?3, journal_id = ?4,"
                     " move_name = NULLIF(?5, '') WHERE move_id = ?1",
                     "issis", id, move.state, demo_day_format (move.date, date), move.journal,
                     move.name))
    return FALSE;
  if (!demo_move_is_invoice (&move))
    return sync_entry (env, &move, error) && demo_bank_follow_move (env, id, error);
  if (!g_str_equal (move.state, "draft"))
    return TRUE;
  return sync_invoice (env, &move, error);
}
