/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"

#include "demo-amount.h"
#include "demo-day.h"

#include <string.h>

static void
set_missing (GError **error, const char *model, gint64 id)
{
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING,
               "The record %s(%" G_GINT64_FORMAT ") is gone or never was there.", model, id);
}

/**
 * demo_move_check_exists: (skip)
 * @table: the model's table, a constant
 *
 * Sets MissingError when the record is not there.
 */
gboolean
demo_move_check_exists (
    DemoEnv *env, const char *model, const char *table, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s WHERE id = ?)", table);

  if (demo_db_int (demo_env_get_db (env), NULL, sql, "i", id))
    return TRUE;
  set_missing (error, model, id);
  return FALSE;
}

/**
 * demo_move_load: (skip)
 * @id: an account.move
 * @move: (out caller-allocates): its head
 */
gboolean
demo_move_load (DemoEnv *env, gint64 id, DemoMove *move, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) row = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT m.move_type, m.state, m.company_id, m.journal_id, m.currency_id, c.currency_id,"
      " m.partner_id, m.commercial_partner_id, m.invoice_payment_term_id, m.date, m.invoice_date,"
      " m.invoice_date_due, m.name FROM account_move m JOIN res_company c ON c.id = m.company_id"
      " WHERE m.id = ?",
      "i", id);

  memset (move, 0, sizeof *move);
  if (row == NULL || !demo_statement_step (row, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        set_missing (error, "account.move", id);
      return FALSE;
    }
  move->id = id;
  g_strlcpy (move->type, demo_statement_text (row, 0), sizeof move->type);
  g_strlcpy (move->state, demo_statement_text (row, 1), sizeof move->state);
  move->company = demo_statement_int (row, 2);
  move->journal = demo_statement_int (row, 3);
  move->currency = demo_statement_int (row, 4);
  move->company_currency = demo_statement_int (row, 5);
  move->partner = demo_statement_int (row, 6);
  move->commercial = demo_statement_int (row, 7);
  move->term = demo_statement_int (row, 8);
  move->date = demo_day_parse (demo_statement_text (row, 9));
  move->invoice_date = demo_day_parse (demo_statement_text (row, 10));
  move->due = demo_day_parse (demo_statement_text (row, 11));
  if (demo_statement_text (row, 12) != NULL)
    g_strlcpy (move->name, demo_statement_text (row, 12), sizeof move->name);
  move->rate =
      demo_ledger_rate (env, move->company, move->currency,
                        move->invoice_date != DEMO_DAY_NONE ? move->invoice_date : move->date);
  return TRUE;
}

gboolean
demo_move_is_invoice (const DemoMove *move)
{
  return !g_str_equal (move->type, "entry");
}

/**
 * demo_move_get_sign:
 * @type: a move type
 *
 * Returns: 1 when the document gives a claim (customer invoice, vendor credit note), -1 when it
 *   takes one, and 1 for a plain entry
 */
int
demo_move_get_sign (const char *type)
{
  if (g_str_equal (type, "out_refund") || g_str_equal (type, "in_invoice")
      || g_str_equal (type, "in_receipt"))
    return -1;
  return 1;
}

/**
 * demo_move_get_label: (skip)
 *
 * Returns: (transfer full): the number, or what a draft is called
 */
char *
demo_move_get_label (const DemoMove *move)
{
  if (move->name[0] != '\0')
    return g_strdup (move->name);
  return g_strdup_printf ("the draft with id %" G_GINT64_FORMAT, move->id);
}

/**
 * demo_ledger_rate: (skip)
 * @day: the day, or %DEMO_DAY_NONE for today
 *
 * Returns: units of @currency for one of the company's currency, scaled by a million
 */
gint64
demo_ledger_rate (DemoEnv *env, gint64 company, gint64 currency, int day)
{
  char text[DEMO_DAY_SIZE];
  gint64 rate;

  if (day == DEMO_DAY_NONE)
    day = demo_day_parse (demo_env_today (env));
  rate = demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT CASE WHEN c.currency_id = ?1 THEN 1000000 ELSE COALESCE("
                      " (SELECT r.rate FROM res_currency_rate r WHERE r.currency_id = ?1"
                      "  AND r.company_id = c.id AND r.name <= ?3 ORDER BY r.name DESC LIMIT 1),"
                      " (SELECT r.rate FROM res_currency_rate r WHERE r.currency_id = ?1"
                      "  AND r.company_id = c.id ORDER BY r.name LIMIT 1), 1000000) END"
                      " FROM res_company c WHERE c.id = ?2",
                      "iis", currency, company, demo_day_format (day, text));
  return rate > 0 ? rate : DEMO_FLOAT_ONE;
}

/**
 * demo_ledger_account: (skip)
 * @type: an account type
 *
 * Returns: the company's first account of that type, or 0
 */
gint64
demo_ledger_account (DemoEnv *env, gint64 company, const char *type)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT id FROM account_account WHERE company_id = ? AND account_type = ?"
                      " AND active ORDER BY code LIMIT 1",
                      "is", company, type);
}

gint64
demo_ledger_journal (DemoEnv *env, gint64 company, const char *type)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT id FROM account_journal WHERE company_id = ? AND type = ? AND active"
                      " ORDER BY sequence, id LIMIT 1",
                      "is", company, type);
}

/**
 * demo_ledger_add_move: (skip)
 * @partner: a res.partner, or 0
 * @date: its day
 *
 * Adds an empty draft entry without the rights and hooks of the API.
 *
 * Returns: its id, or 0
 */
gint64
demo_ledger_add_move (DemoEnv *env,
                      gint64 journal,
                      gint64 currency,
                      gint64 partner,
                      int date,
                      const char *ref,
                      GError **error)
{
  char day[DEMO_DAY_SIZE];
  gint64 company = demo_env_get_int (env, "account.journal", journal, "company_id");

  return demo_db_insert (
      demo_env_get_db (env), error,
      "INSERT INTO account_move (move_type, state, date, journal_id, company_id, currency_id,"
      " invoice_currency_rate, partner_id, commercial_partner_id, ref, payment_state, auto_post,"
      " posted_before, is_move_sent, checked, to_check, amount_untaxed, amount_tax, amount_total,"
      " amount_residual, amount_untaxed_signed, amount_tax_signed, amount_total_signed,"
      " amount_residual_signed, create_uid, create_date, write_uid, write_date)"
      " VALUES ('entry', 'draft', ?1, ?2, ?3, ?4, ?5, ?6,"
      " (SELECT COALESCE(commercial_partner_id, id) FROM res_partner WHERE id = ?6), ?7, "
      "'not_paid',"
      " 'no', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?8, ?9, ?8, ?9)",
      "siiiiosis", demo_day_format (date, day), journal, company, currency,
      demo_ledger_rate (env, company, currency, date), partner, ref, demo_env_get_uid (env),
      demo_env_now (env));
}

/**
 * demo_ledger_add_line: (skip)
 * @amount: minor units of the entry's currency, debit positive
 * @balance: minor units of the company's currency
 * @due: the day it falls due, or %DEMO_DAY_NONE
 *
 * Adds an item without the rights and hooks of the API.
 *
 * Returns: its id, or 0
 */
gint64
demo_ledger_add_line (DemoEnv *env,
                      const DemoMove *move,
                      gint64 account,
                      const char *display_type,
                      const char *name,
                      gint64 amount,
                      gint64 balance,
                      int due,
                      GError **error)
{
  char date[DEMO_DAY_SIZE], maturity[DEMO_DAY_SIZE];
  gboolean term = g_str_equal (display_type, "payment_term");
  gint64 sequence = term ? 12000 : g_str_equal (display_type, "tax") ? 10000 : 100;

  if (account == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "An account that this entry needs is not set up for the company.");
      return 0;
    }
  return demo_db_insert (
      demo_env_get_db (env), error,
      "INSERT INTO account_move_line (move_id, move_name, parent_state, journal_id, company_id, "
      "date,"
      " name, sequence, display_type, account_id, account_type, partner_id, currency_id, balance,"
      " amount_currency, amount_residual, amount_residual_currency, reconciled, date_maturity,"
      " quantity, price_unit, discount, price_subtotal, price_total, tax_base_amount,"
      " create_uid, create_date, write_uid, write_date)"
      " SELECT ?1, NULLIF(?2, ''), ?3, ?4, ?5, ?6, ?7, ?8, ?9, a.id, a.account_type, ?11, ?12, ?13,"
      " ?14, CASE WHEN a.reconcile THEN ?13 ELSE 0 END, CASE WHEN a.reconcile THEN ?14 ELSE 0 END,"
      " 0, ?15, 0, 0, 0, 0, 0, 0, ?16, ?17, ?16, ?17 FROM account_account a WHERE a.id = ?10",
      "issiissisioiiisis", move->id, move->name, move->state, move->journal, move->company,
      demo_day_format (move->date, date), name, sequence, display_type, account, move->commercial,
      move->currency, balance, amount,
      due != DEMO_DAY_NONE ? demo_day_format (due, maturity) : NULL, demo_env_get_uid (env),
      demo_env_now (env));
}

/**
 * demo_ledger_money: (skip)
 *
 * Returns: (transfer full): the amount for a sentence, "$ 1,234.50"
 */
char *
demo_ledger_money (DemoEnv *env, gint64 currency, gint64 amount)
{
  g_autofree char *symbol = demo_env_get_text (env, "res.currency", currency, "symbol");
  g_autofree char *position = demo_env_get_text (env, "res.currency", currency, "position");
  g_autofree char *number = demo_amount_format (amount, DEMO_MONEY_DECIMALS);

  if (g_strcmp0 (position, "before") == 0)
    return g_strdup_printf ("%s\u00a0%s", symbol, number);
  return g_strdup_printf ("%s\u00a0%s", number, symbol != NULL ? symbol : "");
}
