/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-reconcile.h"

static gint64
exchange_journal (DemoEnv *env, gint64 company)
{
  gint64 journal = demo_env_get_int (env, "res.company", company, "currency_exchange_journal_id");

  return journal > 0 ? journal : demo_ledger_journal (env, company, "general");
}

static gint64
exchange_account (DemoEnv *env, gint64 company, gboolean loss)
{
  return demo_env_get_int (env, "res.company", company,
                           loss ? "expense_currency_exchange_account_id"
                                : "income_currency_exchange_account_id");
}

static gboolean
match_whole (
    DemoEnv *env, gint64 one, gint64 other, gint64 difference, gint64 in_currency, GError **error)
{
  gint64 debit = difference > 0 ? one : other;
  gint64 credit = difference > 0 ? other : one;

  return demo_reconcile_add_partial (env, debit, credit, ABS (difference), ABS (in_currency),
                                     ABS (in_currency), error)
         > 0;
}

/**
 * demo_exchange_book: (skip)
 * @partial: the match that left it
 * @line: the item with the difference
 * @difference: what is left on the item in the company's currency, debit positive
 * @day: the day of the match
 *
 * Books a difference between two rates: the rest of the item goes to the gain or loss account, and
 * the item is settled by it.
 */
gboolean
demo_exchange_book (
    DemoEnv *env, gint64 partial, gint64 line, gint64 difference, int day, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 company = demo_env_get_int (env, "account.move.line", line, "company_id");
  gint64 currency = demo_env_get_int (env, "account.move.line", line, "currency_id");
  gint64 own = demo_env_get_int (env, "res.company", company, "currency_id");
  gint64 partner = demo_env_get_int (env, "account.move.line", line, "partner_id");
  gint64 account = demo_env_get_int (env, "account.move.line", line, "account_id");
  gint64 in_currency = currency == own ? difference : 0;
  gint64 id = demo_ledger_add_move (env, exchange_journal (env, company), currency, partner, day,
                                    NULL, error);
  gint64 counterpart;
  DemoMove move;

  if (id == 0 || !demo_move_load (env, id, &move, error))
    return FALSE;
  counterpart =
      demo_ledger_add_line (env, &move, account, "product", "Currency exchange rate difference",
                            -in_currency, -difference, day, error);
  if (counterpart == 0
      || demo_ledger_add_line (env, &move, exchange_account (env, company, difference > 0),
                               "product", "Currency exchange rate difference", in_currency,
                               difference, DEMO_DAY_NONE, error)
             == 0
      || !demo_move_post (env, id, error)
      || !match_whole (env, line, counterpart, difference, in_currency, error))
    return FALSE;
  return demo_db_exec (db, error,
                       "UPDATE account_partial_reconcile SET exchange_move_id = ? WHERE id = ?",
                       "ii", id, partial);
}

/**
 * demo_exchange_reverse: (skip)
 * @move: the entry of an exchange difference
 *
 * Takes the difference back after its match was undone: an opposite entry, matched with it.
 */
gboolean
demo_exchange_reverse (DemoEnv *env, gint64 move, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  DemoMove old, fresh;
  gint64 id, was, is;
  g_autofree char *ref = NULL;

  if (!demo_move_load (env, move, &old, error))
    return FALSE;
  was = demo_db_int (db, error,
                     "SELECT l.id FROM account_move_line l JOIN account_account a"
                     " ON a.id = l.account_id WHERE l.move_id = ? AND a.reconcile ORDER BY l.id"
                     " LIMIT 1",
                     "i", move);
  if (was > 0 && !demo_reconcile_remove (env, was, error))
    return FALSE;
  ref = g_strdup_printf ("Reversal of: %s", old.name);
  id = demo_ledger_add_move (env, old.journal, old.currency, old.partner, old.date, ref, error);
  if (id == 0 || !demo_move_load (env, id, &fresh, error)
      || !demo_db_exec (db, error, "UPDATE account_move SET reversed_entry_id = ? WHERE id = ?",
                        "ii", move, id)
      || !demo_db_exec (
          db, error,
          "INSERT INTO account_move_line (move_id, parent_state, journal_id, company_id, date, "
          "name,"
          " sequence, display_type, account_id, account_type, partner_id, currency_id, balance,"
          " amount_currency, amount_residual, amount_residual_currency, reconciled, date_maturity,"
          " create_uid, create_date, write_uid, write_date)"
          " SELECT ?2, 'draft', journal_id, company_id, date, name, sequence, display_type,"
          " account_id, account_type, partner_id, currency_id, -balance, -amount_currency, 0, 0, 0,"
          " date_maturity, ?3, ?4, ?3, ?4 FROM account_move_line WHERE move_id = ?1 ORDER BY id",
          "iiis", move, id, demo_env_get_uid (env), demo_env_now (env))
      || !demo_move_post (env, id, error))
    return FALSE;
  is = demo_db_int (db, error,
                    "SELECT l.id FROM account_move_line l JOIN account_account a"
                    " ON a.id = l.account_id WHERE l.move_id = ? AND a.reconcile ORDER BY l.id"
                    " LIMIT 1",
                    "i", id);
  if (was > 0 && is > 0)
    {
      g_autoptr (DemoIds) pair = demo_ids_new_one (was);
      gint64 balance = demo_env_get_int (env, "account.move.line", was, "balance");
      gint64 amount = demo_env_get_int (env, "account.move.line", was, "amount_currency");

      demo_ids_add (pair, is);
      return match_whole (env, was, is, balance, amount, error)
             && demo_reconcile_refresh (env, pair, error);
    }
  return TRUE;
}
