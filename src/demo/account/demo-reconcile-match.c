/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-bank.h"
#include "demo-ledger.h"
#include "demo-payment.h"
#include "demo-reconcile.h"

/*
 * What a match leaves behind: residuals on the items, the number of the group they belong to, the
 * state of invoices and payments.
 */

/**
 * demo_reconcile_add_partial: (skip)
 * @debit: the item with the debit
 * @credit: the item with the credit
 * @amount: minor units of the company's currency, positive
 * @debit_amount: the same in the debit item's currency
 * @credit_amount: the same in the credit item's currency
 *
 * Returns: the new account.partial.reconcile, or 0
 */
gint64
demo_reconcile_add_partial (DemoEnv *env,
                            gint64 debit,
                            gint64 credit,
                            gint64 amount,
                            gint64 debit_amount,
                            gint64 credit_amount,
                            GError **error)
{
  return demo_db_insert (
      demo_env_get_db (env), error,
      "INSERT INTO account_partial_reconcile (debit_move_id, credit_move_id, amount,"
      " debit_amount_currency, credit_amount_currency, company_id, max_date,"
      " create_uid, create_date, write_uid, write_date)"
      " SELECT d.id, c.id, ?3, ?4, ?5, d.company_id, MAX(d.date, c.date), ?6, ?7, ?6, ?7"
      " FROM account_move_line d, account_move_line c WHERE d.id = ?1 AND c.id = ?2",
      "iiiiiis", debit, credit, amount, debit_amount, credit_amount, demo_env_get_uid (env),
      demo_env_now (env));
}

/**
 * demo_line_refresh: (skip)
 * @id: an account.move.line
 *
 * Computes what is open on an item from its balance and its partials.
 */
gboolean
demo_line_refresh (DemoEnv *env, gint64 id, GError **error)
{
  return demo_db_exec (
      demo_env_get_db (env), error,
      "UPDATE account_move_line SET (amount_residual, amount_residual_currency, reconciled) ="
      " (SELECT r, rc, reconcile AND parent_state = 'posted' AND r = 0 AND rc = 0 FROM (SELECT"
      "   a.reconcile AS reconcile,"
      "   CASE WHEN a.reconcile THEN account_move_line.balance"
      "    - COALESCE((SELECT SUM(p.amount) FROM account_partial_reconcile p"
      "       WHERE p.debit_move_id = account_move_line.id), 0)"
      "    + COALESCE((SELECT SUM(p.amount) FROM account_partial_reconcile p"
      "       WHERE p.credit_move_id = account_move_line.id), 0) ELSE 0 END AS r,"
      "   CASE WHEN a.reconcile THEN account_move_line.amount_currency"
      "    - COALESCE((SELECT SUM(p.debit_amount_currency) FROM account_partial_reconcile p"
      "       WHERE p.debit_move_id = account_move_line.id), 0)"
      "    + COALESCE((SELECT SUM(p.credit_amount_currency) FROM account_partial_reconcile p"
      "       WHERE p.credit_move_id = account_move_line.id), 0) ELSE 0 END AS rc"
      "   FROM account_account a WHERE a.id = account_move_line.account_id))"
      " WHERE id = ? AND account_id IS NOT NULL",
      "i", id);
}

/* All items that hang together by partials, @line among them. */
static DemoIds *
find_group (DemoEnv *env, gint64 line, GError **error)
{
  return demo_db_ids (demo_env_get_db (env), error,
                      "WITH RECURSIVE g(id) AS (SELECT ?1"
                      " UNION SELECT p.credit_move_id FROM account_partial_reconcile p"
                      "   JOIN g ON p.debit_move_id = g.id"
                      " UNION SELECT p.debit_move_id FROM account_partial_reconcile p"
                      "   JOIN g ON p.credit_move_id = g.id)"
                      " SELECT id FROM g ORDER BY id",
                      "i", line);
}

static char *
list_of (const DemoIds *ids)
{
  g_autoptr (JsonNode) node = demo_ids_to_json (ids);

  return json_to_string (node, FALSE);
}

/* "12" when all of the group is settled, "P5" after its first partial while it is not. */
static gboolean
number_group (DemoEnv *env, const DemoIds *group, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *list = list_of (group);
  gint64 first = demo_db_int (db, error,
                              "SELECT MIN(id) FROM account_partial_reconcile WHERE debit_move_id IN"
                              " (SELECT value FROM json_each(?))",
                              "s", list);
  gboolean whole = first > 0
                   && !demo_db_int (db, error,
                                    "SELECT EXISTS (SELECT 1 FROM account_move_line WHERE"
                                    " (amount_residual <> 0 OR amount_residual_currency <> 0)"
                                    " AND id IN (SELECT value FROM json_each(?)))",
                                    "s", list);
  g_autofree char *number = NULL;
  gint64 full = 0;

  if (whole)
    {
      full = demo_db_int (db, error,
                          "SELECT MAX(full_reconcile_id) FROM account_move_line WHERE id IN"
                          " (SELECT value FROM json_each(?))",
                          "s", list);
      if (full == 0)
        full = demo_db_insert (db, error,
                               "INSERT INTO account_full_reconcile"
                               " (create_uid, create_date, write_uid, write_date)"
                               " VALUES (?1, ?2, ?1, ?2)",
                               "is", demo_env_get_uid (env), demo_env_now (env));
      if (full == 0)
        return FALSE;
      number = g_strdup_printf ("%" G_GINT64_FORMAT, full);
    }
  else if (first > 0)
    number = g_strdup_printf ("P%" G_GINT64_FORMAT, first);
  return demo_db_exec (db, error,
                       "UPDATE account_move_line SET matching_number = ?2, full_reconcile_id = ?3"
                       " WHERE id IN (SELECT value FROM json_each(?1))",
                       "sso", list, number, full)
         && demo_db_exec (db, error,
                          "UPDATE account_partial_reconcile SET full_reconcile_id = ?2"
                          " WHERE debit_move_id IN (SELECT value FROM json_each(?1))",
                          "so", list, full);
}

static gboolean
refresh_bank_line (DemoEnv *env, gint64 move, GError **error)
{
  gint64 id = demo_env_get_int (env, "account.move", move, "statement_line_id");

  return id == 0 || demo_bank_refresh (env, id, error);
}

static gboolean
refresh_documents (DemoEnv *env, const DemoIds *lines, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *list = list_of (lines);
  g_autoptr (DemoIds) moves = demo_db_ids (db, error,
                                           "SELECT DISTINCT move_id FROM account_move_line"
                                           " WHERE id IN (SELECT value FROM json_each(?))",
                                           "s", list);

  for (guint i = 0; moves != NULL && i < moves->len; i++)
    if (!demo_move_refresh_state (env, demo_ids_get (moves, i), error))
      return FALSE;
  for (guint i = 0; moves != NULL && i < moves->len; i++)
    if (!demo_payment_refresh (env, demo_ids_get (moves, i), error)
        || !refresh_bank_line (env, demo_ids_get (moves, i), error))
      return FALSE;
  return moves != NULL;
}

/**
 * demo_reconcile_refresh: (skip)
 * @lines: items whose partials have changed
 *
 * Brings residuals, matching numbers and the states of documents up to date.
 */
gboolean
demo_reconcile_refresh (DemoEnv *env, const DemoIds *lines, GError **error)
{
  g_autoptr (DemoIds) seen = demo_ids_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (DemoIds) group = NULL;

      if (demo_ids_has (seen, demo_ids_get (lines, i)))
        continue;
      group = find_group (env, demo_ids_get (lines, i), error);
      if (group == NULL)
        return FALSE;
      for (guint j = 0; j < group->len; j++)
        {
          demo_ids_add (seen, demo_ids_get (group, j));
          if (!demo_line_refresh (env, demo_ids_get (group, j), error))
            return FALSE;
        }
      if (!number_group (env, group, error))
        return FALSE;
    }
  return refresh_documents (env, seen, error);
}

/**
 * demo_reconcile_unlink: (skip)
 * @partial: an account.partial.reconcile
 *
 * Undoes one match. An exchange difference it had is reversed.
 */
gboolean
demo_reconcile_unlink (DemoEnv *env, gint64 partial, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 debit = demo_env_get_int (env, "account.partial.reconcile", partial, "debit_move_id");
  gint64 credit = demo_env_get_int (env, "account.partial.reconcile", partial, "credit_move_id");
  gint64 exchange =
      demo_env_get_int (env, "account.partial.reconcile", partial, "exchange_move_id");
  gint64 full = demo_env_get_int (env, "account.partial.reconcile", partial, "full_reconcile_id");
  g_autoptr (DemoIds) lines = find_group (env, debit, error);

  if (lines == NULL)
    return FALSE;
  if (full > 0
      && (!demo_db_exec (db, error,
                         "UPDATE account_move_line SET full_reconcile_id = NULL"
                         " WHERE full_reconcile_id = ?",
                         "i", full)
          || !demo_db_exec (db, error,
                            "UPDATE account_partial_reconcile SET full_reconcile_id = NULL"
                            " WHERE full_reconcile_id = ?",
                            "i", full)
          || !demo_db_exec (db, error, "DELETE FROM account_full_reconcile WHERE id = ?", "i",
                            full)))
    return FALSE;
  demo_ids_add (lines, credit);
  if (!demo_db_exec (db, error, "DELETE FROM account_partial_reconcile WHERE id = ?", "i", partial)
      || (exchange > 0 && !demo_exchange_reverse (env, exchange, error)))
    return FALSE;
  return demo_reconcile_refresh (env, lines, error);
}

/**
 * demo_reconcile_remove: (skip)
 * @line: an account.move.line
 *
 * Undoes all matches of an item; those with an exchange difference take its own match along.
 */
gboolean
demo_reconcile_remove (DemoEnv *env, gint64 line, GError **error)
{
  gint64 partial;

  while ((partial = demo_db_int (demo_env_get_db (env), NULL,
                                 "SELECT id FROM account_partial_reconcile"
                                 " WHERE debit_move_id = ?1 OR credit_move_id = ?1"
                                 " ORDER BY exchange_move_id IS NULL, id LIMIT 1",
                                 "i", line))
         > 0)
    if (!demo_reconcile_unlink (env, partial, error))
      return FALSE;
  return TRUE;
}
