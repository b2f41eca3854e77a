/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"

/* How the items that settled an invoice read: payments, credit notes, plain entries. */
typedef struct
{
  gboolean any;
  gboolean payment;
  gboolean refund;
  gboolean entry;
  gboolean other;
} Settlers;

static gboolean
find_settlers (DemoEnv *env, gint64 move, Settlers *settlers, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), &local,
      "SELECT DISTINCT m.move_type, m.origin_payment_id IS NOT NULL FROM account_move_line l"
      " JOIN account_partial_reconcile p ON p.debit_move_id = l.id"
      " JOIN account_move_line o ON o.id = p.credit_move_id JOIN account_move m ON m.id = o.move_id"
      " WHERE l.move_id = ?1 AND l.account_type IN ('asset_receivable', 'liability_payable')"
      " UNION SELECT m.move_type, m.origin_payment_id IS NOT NULL FROM account_move_line l"
      " JOIN account_partial_reconcile p ON p.credit_move_id = l.id"
      " JOIN account_move_line o ON o.id = p.debit_move_id JOIN account_move m ON m.id = o.move_id"
      " WHERE l.move_id = ?1 AND l.account_type IN ('asset_receivable', 'liability_payable')",
      "i", move);

  while (rows != NULL && demo_statement_step (rows, &local))
    {
      const char *type = demo_statement_text (rows, 0);

      settlers->any = TRUE;
      if (demo_statement_int (rows, 1))
        settlers->payment = TRUE;
      if (g_str_has_suffix (type, "_refund"))
        settlers->refund = TRUE;
      else if (g_str_equal (type, "entry"))
        settlers->entry = TRUE;
      else
        settlers->other = TRUE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static const char *
settled_state (const char *type, const Settlers *settlers)
{
  gboolean refund_itself = g_str_has_suffix (type, "_refund");

  if (settlers->payment || settlers->other)
    return "paid";
  if (!refund_itself && settlers->refund)
    return "reversed";
  if (refund_itself && settlers->entry)
    return "reversed";
  return "paid";
}

/* Payments that have no entry of their own leave the receivable open and the invoice in payment. */
static gboolean
has_payment_without_entry (DemoEnv *env, gint64 move)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT EXISTS (SELECT 1 FROM account_move__account_payment r"
                      " JOIN account_payment p ON p.id = r.payment_id WHERE r.invoice_id = ?"
                      " AND p.move_id IS NULL AND p.state IN ('in_process', 'paid'))",
                      "i", move)
         != 0;
}

/**
 * demo_move_refresh_state: (skip)
 * @id: an account.move
 *
 * Computes what is still due on an invoice and the state of its payment.
 */
gboolean
demo_move_refresh_state (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  DemoMove move;
  Settlers settlers = { FALSE };
  const char *state = "not_paid";
  gint64 due, due_company;
  int sign;

  if (!demo_move_load (env, id, &move, error))
    return FALSE;
  if (!demo_move_is_invoice (&move))
    return TRUE;
  sign = demo_move_get_sign (move.type);
  due = sign
        * demo_db_int (db, error,
                       "SELECT SUM(amount_residual_currency) FROM account_move_line"
                       " WHERE move_id = ? AND display_type = 'payment_term'",
                       "i", id);
  due_company = demo_db_int (db, error,
                             "SELECT SUM(amount_residual) FROM account_move_line"
                             " WHERE move_id = ? AND display_type = 'payment_term'",
                             "i", id);
  if (!find_settlers (env, id, &settlers, error))
    return FALSE;
  if (g_str_equal (move.state, "posted"))
    {
      if (due == 0)
        state = settled_state (move.type, &settlers);
      else if (has_payment_without_entry (env, id))
        state = "paid";
      else if (settlers.any)
        state = "partial";
    }
  return demo_db_exec (db, error,
                       "UPDATE account_move SET amount_residual = ?2, amount_residual_signed = ?3,"
                       " payment_state = ?4 WHERE id = ?1",
                       "iiis", id, due, due_company, state);
}
