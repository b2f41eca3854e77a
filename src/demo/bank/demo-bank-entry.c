/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-bank.h"

#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-reconcile.h"

#include <string.h>

/*
 * A bank line and its entry say the same: one item of the bank's account, and what it stands
 * against, the suspense account until somebody says better. Whichever is written, the other
 * follows.
 */

void
demo_bank_line_clear (DemoBankLine *line)
{
  g_clear_pointer (&line->label, g_free);
}

/**
 * demo_bank_load: (skip)
 * @id: an account.bank.statement.line
 * @line: (out caller-allocates): what stands in it
 */
gboolean
demo_bank_load (DemoEnv *env, gint64 id, DemoBankLine *line, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) row = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT l.move_id, l.journal_id, l.company_id, l.partner_id, l.currency_id, c.currency_id,"
      " l.foreign_currency_id, l.amount, l.amount_currency, l.statement_id, j.default_account_id,"
      " j.suspense_account_id, l.payment_ref FROM account_bank_statement_line l"
      " JOIN account_journal j ON j.id = l.journal_id JOIN res_company c ON c.id = l.company_id"
      " WHERE l.id = ?",
      "i", id);

  memset (line, 0, sizeof *line);
  if (row == NULL || !demo_statement_step (row, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING,
                     "The bank line %" G_GINT64_FORMAT " is gone.", id);
      return FALSE;
    }
  line->id = id;
  line->move = demo_statement_int (row, 0);
  line->journal = demo_statement_int (row, 1);
  line->company = demo_statement_int (row, 2);
  line->partner = demo_statement_int (row, 3);
  line->currency = demo_statement_int (row, 4);
  line->company_currency = demo_statement_int (row, 5);
  line->foreign = demo_statement_int (row, 6);
  line->amount = demo_statement_int (row, 7);
  line->amount_currency = demo_statement_int (row, 8);
  line->statement = demo_statement_int (row, 9);
  line->bank_account = demo_statement_int (row, 10);
  line->suspense_account = demo_statement_int (row, 11);
  line->label = g_strdup (demo_statement_text (row, 12));
  return TRUE;
}

/* What the line is worth in the company's currency: as the bank changed it, else by the day. */
static gint64
get_balance (DemoEnv *env, const DemoBankLine *line, const DemoMove *move)
{
  if (line->currency == line->company_currency)
    return line->amount;
  if (line->foreign == line->company_currency)
    return line->amount_currency;
  return demo_mul_div (line->amount, DEMO_FLOAT_ONE,
                       demo_ledger_rate (env, line->company, line->currency, move->date));
}

static gint64
add_item (DemoEnv *env,
          const DemoBankLine *line,
          const DemoMove *move,
          gint64 account,
          gint64 currency,
          gint64 amount,
          gint64 balance,
          GError **error)
{
  DemoMove own = *move;

  own.currency = currency;
  own.commercial = line->partner;
  return demo_ledger_add_line (env, &own, account, "product", line->label, amount, balance,
                               DEMO_DAY_NONE, error);
}

static gint64
get_counter_amount (const DemoBankLine *line)
{
  return -(line->foreign > 0 ? line->amount_currency : line->amount);
}

static gint64
get_counter_currency (const DemoBankLine *line)
{
  return line->foreign > 0 ? line->foreign : line->currency;
}

/**
 * demo_bank_add_items: (skip)
 * @line: a bank line whose entry has no items
 *
 * Books the line against the suspense account.
 */
gboolean
demo_bank_add_items (DemoEnv *env, const DemoBankLine *line, GError **error)
{
  DemoMove move;
  gint64 balance;

  if (!demo_move_load (env, line->move, &move, error))
    return FALSE;
  if (line->suspense_account == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The journal has no suspense account to book bank lines against.");
      return FALSE;
    }
  balance = get_balance (env, line, &move);
  return add_item (env, line, &move, line->bank_account, line->currency, line->amount, balance,
                   error)
             > 0
         && add_item (env, line, &move, line->suspense_account, get_counter_currency (line),
                      get_counter_amount (line), -balance, error)
                > 0;
}

static gboolean
check_writable (DemoEnv *env, const DemoMove *move, GError **error)
{
  g_autofree char *hash = demo_env_get_text (env, "account.move", move->id, "inalterable_hash");

  if (hash != NULL)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                   "%s is secured by a hash; its items stay as they are.", move->name);
      return FALSE;
    }
  return !g_str_equal (move->state, "posted") || demo_move_check_lock (env, move, error);
}

/* Since 18 a match ends with the item that it holds; before, it holds the item. */
static gboolean
free_item (DemoEnv *env, gint64 item, GError **error)
{
  if (demo_env_get_series (env) < 18
      && demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT EXISTS (SELECT 1 FROM account_partial_reconcile"
                      " WHERE debit_move_id = ?1 OR credit_move_id = ?1)",
                      "i", item))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "An item of the entry is reconciled. Undo that first.");
      return FALSE;
    }
  return demo_reconcile_remove (env, item, error);
}

static gint64
find_item (DemoEnv *env, const DemoBankLine *line, gint64 account)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT MIN(id) FROM account_move_line WHERE move_id = ? AND account_id = ?",
                      "ii", line->move, account);
}

static gboolean
set_item (DemoEnv *env,
          const DemoBankLine *line,
          gint64 item,
          gint64 currency,
          gint64 amount,
          gint64 balance,
          GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE account_move_line SET name = ?2, partner_id = ?3, currency_id = ?4,"
                       " amount_currency = ?5, balance = ?6 WHERE id = ?1",
                       "isoiii", item, line->label, line->partner, currency, amount, balance)
         && demo_line_refresh (env, item, error);
}

static gboolean
drop_others (DemoEnv *env, const DemoBankLine *line, gint64 bank, gint64 suspense, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (DemoIds) others = demo_db_ids (db, error,
                                            "SELECT id FROM account_move_line WHERE move_id = ?"
                                            " AND id NOT IN (?, ?)",
                                            "iii", line->move, bank, suspense);

  if (others != NULL && others->len > 0 && !demo_env_context_true (env, "force_delete"))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The line is booked already. Undo that before changing it.");
      return FALSE;
    }
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!free_item (env, demo_ids_get (others, i), error)
        || !demo_db_exec (db, error, "DELETE FROM account_move_line WHERE id = ?", "i",
                          demo_ids_get (others, i)))
      return FALSE;
  return others != NULL;
}

/**
 * demo_bank_rewrite_items: (skip)
 * @id: an account.bank.statement.line whose own values have changed
 *
 * The entry follows: what it stood against becomes the suspense account again.
 */
gboolean
demo_bank_rewrite_items (DemoEnv *env, gint64 id, GError **error)
{
  g_auto (DemoBankLine) line = { 0 };
  DemoMove move;
  gint64 bank, suspense, balance;

  if (!demo_bank_load (env, id, &line, error) || !demo_move_load (env, line.move, &move, error)
      || !check_writable (env, &move, error))
    return FALSE;
  bank = find_item (env, &line, line.bank_account);
  suspense = find_item (env, &line, line.suspense_account);
  if (!drop_others (env, &line, bank, suspense, error))
    return FALSE;
  balance = get_balance (env, &line, &move);
  if (!set_item (env, &line, bank, line.currency, line.amount, balance, error))
    return FALSE;
  if (suspense == 0
          ? add_item (env, &line, &move, line.suspense_account, get_counter_currency (&line),
                      get_counter_amount (&line), -balance, error)
                == 0
          : !set_item (env, &line, suspense, get_counter_currency (&line),
                       get_counter_amount (&line), -balance, error))
    return FALSE;
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE account_move SET currency_id = ?2, partner_id = ?3,"
                       " commercial_partner_id = (SELECT COALESCE(commercial_partner_id, id)"
                       " FROM res_partner WHERE id = ?3) WHERE id = ?1",
                       "iio", line.move, get_counter_currency (&line), line.partner)
         && demo_move_sync (env, line.move, error);
}

/**
 * demo_bank_refresh: (skip)
 * @id: an account.bank.statement.line
 *
 * Computes what is left of the line to be said, and its place among the others.
 */
gboolean
demo_bank_refresh (DemoEnv *env, gint64 id, GError **error)
{
  return demo_db_exec (
      demo_env_get_db (env), error,
      "UPDATE account_bank_statement_line SET (amount_residual, is_reconciled, date,"
      " internal_index) = (SELECT r * 10000, n = 0 OR r = 0, m_date,"
      "  REPLACE(m_date, '-', '') || PRINTF('%010d', 2147483647 - b_sequence)"
      "  || PRINTF('%010d', b_id) FROM (SELECT b.id AS b_id, b.sequence AS b_sequence,"
      "   m.date AS m_date, (SELECT COUNT(*) FROM account_move_line i WHERE i.move_id = m.id"
      "    AND i.account_id = j.suspense_account_id) AS n,"
      "   CASE WHEN NOT m.checked OR m.to_check"
      "    THEN -CASE WHEN b.foreign_currency_id IS NULL THEN b.amount ELSE b.amount_currency END"
      "    ELSE COALESCE((SELECT SUM(CASE WHEN a.reconcile THEN i.amount_residual_currency"
      "      ELSE i.amount_currency END) FROM account_move_line i"
      "     JOIN account_account a ON a.id = i.account_id WHERE i.move_id = m.id"
      "     AND i.account_id = j.suspense_account_id), 0) END AS r"
      "   FROM account_bank_statement_line b JOIN account_move m ON m.id = b.move_id"
      "   JOIN account_journal j ON j.id = b.journal_id"
      "   WHERE b.id = account_bank_statement_line.id)) WHERE id = ?",
      "i", id);
}

static gboolean
check_shape (DemoEnv *env, const DemoBankLine *line, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 bank = demo_db_int (db, NULL,
                             "SELECT COUNT(*) FROM account_move_line WHERE move_id = ?"
                             " AND account_id = ?",
                             "ii", line->move, line->bank_account);
  gint64 suspense = demo_db_int (db, NULL,
                                 "SELECT COUNT(*) FROM account_move_line WHERE move_id = ?"
                                 " AND account_id = ?",
                                 "ii", line->move, line->suspense_account);

  if (bank == 1 && suspense <= 1)
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                       bank == 1 ? "The entry of a bank line has at most one item in suspense."
                                 : "The entry of a bank line has exactly one item of the bank.");
  return FALSE;
}

/* The line says again what its entry says by now. */
static gboolean
follow_items (DemoEnv *env, const DemoBankLine *line, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 bank = find_item (env, line, line->bank_account);
  gint64 suspense = find_item (env, line, line->suspense_account);
  gint64 others = demo_db_int (db, NULL,
                               "SELECT COUNT(*) FROM account_move_line WHERE move_id = ?"
                               " AND id NOT IN (?, ?)",
                               "iii", line->move, bank, suspense);
  gint64 currency =
      suspense > 0 ? demo_env_get_int (env, "account.move.line", suspense, "currency_id") : 0;

  if (!demo_db_exec (db, error,
                     "UPDATE account_bank_statement_line SET (payment_ref, partner_id, amount) ="
                     " (SELECT i.name, i.partner_id, CASE WHEN ?3 THEN i.amount_currency"
                     "  ELSE i.balance END FROM account_move_line i WHERE i.id = ?2) WHERE id = ?1",
                     "iii", line->id, bank, (gint64)(line->currency != line->company_currency)))
    return FALSE;
  if (suspense > 0 && currency == line->currency)
    return demo_db_exec (db, error,
                         "UPDATE account_bank_statement_line SET foreign_currency_id = NULL,"
                         " amount_currency = 0 WHERE id = ?",
                         "i", line->id);
  if (suspense > 0 && others == 0)
    return demo_db_exec (db, error,
                         "UPDATE account_bank_statement_line SET foreign_currency_id = ?2,"
                         " amount_currency = -(SELECT amount_currency FROM account_move_line"
                         "  WHERE id = ?3) WHERE id = ?1",
                         "iii", line->id, currency, suspense);
  return TRUE;
}

/**
 * demo_bank_follow_move: (skip)
 * @move: an account.move, perhaps of a bank line
 *
 * Checks that the entry still is one of a bank line, and brings the line up to date.
 */
gboolean
demo_bank_follow_move (DemoEnv *env, gint64 move, GError **error)
{
  gint64 id = demo_env_get_int (env, "account.move", move, "statement_line_id");
  g_auto (DemoBankLine) line = { 0 };

  if (id == 0)
    return TRUE;
  return demo_bank_load (env, id, &line, error) && check_shape (env, &line, error)
         && follow_items (env, &line, error) && demo_bank_refresh (env, id, error)
         && (line.statement == 0 || demo_bank_statement_refresh (env, line.statement, error));
}

/**
 * demo_bank_undo: (skip)
 * @id: an account.bank.statement.line
 *
 * Takes back what was said of a line: its matches end, its entry stands against suspense again.
 */
gboolean
demo_bank_undo (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_auto (DemoBankLine) line = { 0 };
  g_autoptr (DemoIds) items = NULL;
  DemoMove move;

  if (!demo_bank_load (env, id, &line, error) || !demo_move_load (env, line.move, &move, error)
      || !check_writable (env, &move, error))
    return FALSE;
  items =
      demo_db_ids (db, error, "SELECT id FROM account_move_line WHERE move_id = ?", "i", line.move);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!demo_reconcile_remove (env, demo_ids_get (items, i), error))
      return FALSE;
  return items != NULL
         && demo_db_exec (db, error, "DELETE FROM account_move_line WHERE move_id = ?", "i",
                          line.move)
         && demo_bank_add_items (env, &line, error)
         && demo_db_exec (db, error,
                          "UPDATE account_move SET checked = 1, to_check = 0, write_uid = ?2,"
                          " write_date = ?3 WHERE id = ?1",
                          "iis", line.move, demo_env_get_uid (env), demo_env_now (env))
         && demo_move_sync (env, line.move, error) && demo_bank_refresh (env, id, error);
}
