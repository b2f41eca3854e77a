/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-payment.h"
#include "demo-reconcile.h"
#include "demo-sale.h"
#include "demo-thread.h"

#include <string.h>

/* The lock of @field, as an exception that runs moves it for this user. */
#define SOFT_LOCK(field)                                                                           \
  "MIN(COALESCE(c." field ", ''), COALESCE((SELECT MIN(COALESCE(x.lock_date, ''))"                 \
  " FROM account_lock_exception x WHERE x.company_id = c.id AND x.active"                          \
  " AND x.lock_date_field = '" field "' AND (x.user_id IS NULL OR x.user_id = ?3)"                 \
  " AND (x.end_datetime IS NULL OR x.end_datetime >= ?4)), '9999'))"
#define PLAIN_LOCK(field) "COALESCE(c." field ", '')"
#define LATEST(lock)                                                                               \
  "SELECT MAX(" lock ("fiscalyear_lock_date") ", COALESCE(c.hard_lock_date, ''), CASE ?2"          \
                                              " WHEN 'sale' THEN " lock (                          \
                                                  "sale_lock_date") " WHEN 'purchase' "            \
                                                                    "THEN " lock (                 \
                                                                        "purchase_lock_"           \
                                                                        "date") " ELSE '' "        \
                                                                                "END) "            \
                                                                                "FROM "            \
                                                                                "res_"             \
                                                                                "company "         \
                                                                                "c WHERE "         \
                                                                                "c.id = ?1"

/**
 * demo_move_get_lock_day: (skip)
 * @journal_type: "sale", "purchase", ...
 *
 * Returns: the last day that is closed for the journal, or %DEMO_DAY_NONE
 */
int
demo_move_get_lock_day (DemoEnv *env, gint64 company, const char *journal_type)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *day = NULL;

  if (demo_env_get_series (env) >= 18)
    day = demo_db_text (db, NULL, LATEST (SOFT_LOCK), "isis", company, journal_type,
                        demo_env_get_uid (env), demo_env_now (env));
  else
    day = demo_db_text (db, NULL, LATEST (PLAIN_LOCK), "is", company, journal_type);

  return demo_day_parse (day);
}

/**
 * demo_move_check_lock: (skip)
 *
 * Refuses a change of an entry that lies in a closed period.
 */
gboolean
demo_move_check_lock (DemoEnv *env, const DemoMove *move, GError **error)
{
  g_autofree char *type = demo_env_get_text (env, "account.journal", move->journal, "type");
  int lock = demo_move_get_lock_day (env, move->company, type);
  char day[DEMO_DAY_SIZE], date[DEMO_DAY_SIZE];
  g_autofree char *label = NULL;

  if (lock == DEMO_DAY_NONE || move->date > lock)
    return TRUE;
  label = demo_move_get_label (move);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
               "The books are closed up to %s: %s of %s cannot change any more.",
               demo_day_format (lock, day), label, demo_day_format (move->date, date));
  return FALSE;
}

/**
 * demo_move_give_number: (skip)
 * @move: (inout): an entry about to be posted
 *
 * The next number of the entry's journal and period. One that it has had before is kept as long as
 * it fits. Numbers are taken within the writing transaction, so that none is lost.
 */
gboolean
demo_move_give_number (DemoEnv *env, DemoMove *move, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *code = demo_env_get_text (env, "account.journal", move->journal, "code");
  g_autofree char *type = demo_env_get_text (env, "account.journal", move->journal, "type");
  gboolean monthly = g_strcmp0 (type, "general") == 0 || g_strcmp0 (type, "purchase") == 0;
  gboolean refund = g_str_has_suffix (move->type, "refund")
                    && demo_env_get_int (env, "account.journal", move->journal, "refund_sequence");
  gboolean payment =
      demo_env_get_int (env, "account.move", move->id, "origin_payment_id") > 0
      && demo_env_get_int (env, "account.journal", move->journal, "payment_sequence");
  g_autofree char *month =
      monthly ? g_strdup_printf ("%02d/", demo_day_month (move->date)) : g_strdup ("");
  g_autofree char *prefix = g_strdup_printf ("%s%s%s/%d/%s", payment ? "P" : "", refund ? "R" : "",
                                             code, demo_day_year (move->date), month);
  gint64 number;

  if (move->name[0] != '\0' && g_str_has_prefix (move->name, prefix))
    return TRUE;
  number = 1
           + demo_db_int (db, error,
                          "SELECT MAX(sequence_number) FROM account_move WHERE journal_id = ?"
                          " AND sequence_prefix = ?",
                          "is", move->journal, prefix);
  g_snprintf (move->name, sizeof move->name, "%s%0*" G_GINT64_FORMAT, prefix, monthly ? 4 : 5,
              number);
  return demo_db_exec (db, error,
                       "UPDATE account_move SET name = ?2, sequence_prefix = ?3,"
                       " sequence_number = ?4 WHERE id = ?1",
                       "issi", move->id, move->name, prefix, number);
}

static gboolean
is_left_to_its_day (DemoEnv *env, const DemoMove *move)
{
  g_autofree char *word = demo_env_get_text (env, "account.move", move->id, "auto_post");

  return word != NULL && !g_str_equal (word, "no");
}

static gboolean
check_postable (DemoEnv *env, const DemoMove *move, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *label = demo_move_get_label (move);

  if (!g_str_equal (move->state, "draft"))
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                 "Only drafts can be posted; the entry %s (id %" G_GINT64_FORMAT ") is %s.", label,
                 move->id, g_str_equal (move->state, "posted") ? "posted already" : "cancelled");
  else if (!demo_db_int (
               db, NULL,
               "SELECT EXISTS (SELECT 1 FROM account_move_line WHERE move_id = ?"
               " AND account_id IS NOT NULL AND display_type NOT IN ('tax', 'payment_term'))",
               "i", move->id))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "A document without lines cannot be posted. Add a line first.");
  else if (move->date != DEMO_DAY_NONE && move->date > demo_day_parse (demo_env_today (env))
           && is_left_to_its_day (env, move))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "This document is set to be posted by itself on its day.");
  else if (demo_move_is_invoice (move) && move->partner == 0)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         g_str_has_prefix (move->type, "out_")
                             ? "Say who the customer is before posting."
                             : "Say who the vendor is before posting.");
  else if (demo_move_is_invoice (move)
           && demo_env_get_int (env, "account.move", move->id, "amount_total") < 0)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "The total is negative. Make a credit note instead.");
  else if (g_str_has_prefix (move->type, "in_") && move->invoice_date == DEMO_DAY_NONE)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, "A bill needs its date.");
  else
    return TRUE;
  return FALSE;
}

/* The invoice gets today's date where it has none; a closed period moves the accounting date on. */
static gboolean
settle_dates (DemoEnv *env, DemoMove *move, GError **error)
{
  g_autofree char *type = demo_env_get_text (env, "account.journal", move->journal, "type");
  int today = demo_day_parse (demo_env_today (env));
  int lock = demo_move_get_lock_day (env, move->company, type);
  char day[DEMO_DAY_SIZE], invoice_day[DEMO_DAY_SIZE];

  if (demo_move_is_invoice (move) && move->invoice_date == DEMO_DAY_NONE)
    move->date = move->invoice_date = today;
  if (lock != DEMO_DAY_NONE && move->date <= lock)
    {
      int open = lock + 1;
      int end = g_strcmp0 (type, "sale") == 0 ? demo_day_from_civil (demo_day_year (open), 12, 31)
                                              : demo_day_month_end (open);

      move->date = MAX (open, MIN (today, end));
    }
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE account_move SET date = ?2, invoice_date = ?3 WHERE id = ?1", "iss",
                       move->id, demo_day_format (move->date, day),
                       move->invoice_date != DEMO_DAY_NONE
                           ? demo_day_format (move->invoice_date, invoice_day)
                           : NULL);
}

static gboolean
refresh_lines (DemoEnv *env, gint64 move, GError **error)
{
  g_autoptr (DemoIds) lines = demo_db_ids (demo_env_get_db (env), error,
                                           "SELECT id FROM account_move_line WHERE move_id = ?"
                                           " AND account_id IS NOT NULL",
                                           "i", move);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!demo_line_refresh (env, demo_ids_get (lines, i), error))
      return FALSE;
  return lines != NULL;
}

/* A credit note over an invoice that stands meets it at once, as far as something is open. */
static gboolean
meet_reversed (DemoEnv *env, gint64 id, GError **error)
{
  g_autoptr (DemoIds) lines = NULL;

  if (!demo_db_int (demo_env_get_db (env), NULL,
                    "SELECT EXISTS (SELECT 1 FROM account_move n JOIN account_move o"
                    " ON o.id = n.reversed_entry_id WHERE n.id = ? AND o.state = 'posted'"
                    " AND n.move_type IN ('out_refund', 'in_refund'))",
                    "i", id))
    return TRUE;
  lines = demo_db_ids (demo_env_get_db (env), error,
                       "SELECT l.id FROM account_move_line l JOIN account_move n ON n.id = ?1"
                       " JOIN account_account a ON a.id = l.account_id"
                       " WHERE l.move_id IN (n.id, n.reversed_entry_id) AND a.reconcile"
                       " AND NOT l.reconciled AND l.account_type IN"
                       " ('asset_receivable', 'liability_payable')"
                       " ORDER BY l.date_maturity, l.id",
                       "i", id);
  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (demo_env_get_int (env, "account.move.line", demo_ids_get (lines, i), "move_id") != id)
      return demo_reconcile_lines (env, lines, error);
  return TRUE;
}

/* That it was posted, and from what to what: the latter for administrators. */
static gboolean
log_posted (DemoEnv *env, gint64 id, GError **error)
{
  gint64 message =
      demo_thread_post (env, "account.move", id, "<p>Invoice validated</p>", "notification",
                        demo_env_ref (env, "account.mt_invoice_validated"), error);
  g_autofree char *number = demo_env_get_text (env, "account.move", id, "name");

  return message > 0
         && demo_thread_track (env, message, "account.move", "name", "Number", NULL, number, error)
         && demo_thread_track (env, message, "account.move", "state", "Status", "Draft", "Posted",
                               error);
}

/**
 * demo_move_post: (skip)
 * @id: an account.move
 *
 * Posts a draft: dates, number, state.
 */
gboolean
demo_move_post (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  DemoMove move;
  gboolean first;

  if (!demo_env_flush (env, error) || !demo_move_load (env, id, &move, error)
      || !check_postable (env, &move, error) || !settle_dates (env, &move, error)
      || !demo_move_give_number (env, &move, error))
    return FALSE;
  first = !demo_env_get_int (env, "account.move", id, "posted_before");
  if (!demo_move_sync (env, id, error)
      || !demo_db_exec (db, error,
                        "UPDATE account_move SET state = 'posted', posted_before = 1, checked = 1,"
                        " payment_reference = CASE WHEN move_type LIKE 'out_%'"
                        " THEN COALESCE(payment_reference, name) ELSE payment_reference END,"
                        " write_uid = ?2, write_date = ?3 WHERE id = ?1",
                        "iis", id, demo_env_get_uid (env), demo_env_now (env))
      || !demo_db_exec (db, error,
                        "UPDATE account_move_line SET parent_state = 'posted' WHERE move_id = ?",
                        "i", id)
      || !refresh_lines (env, id, error) || !demo_move_refresh_state (env, id, error))
    return FALSE;
  if (!demo_order_refresh_for_move (env, id, error) || !meet_reversed (env, id, error))
    return FALSE;
  if (!first || !demo_move_is_invoice (&move))
    return TRUE;
  return log_posted (env, id, error);
}

/**
 * demo_move_to_draft: (skip)
 *
 * Takes an entry back out of the books: its reconciliation ends, its number stays with it.
 */
gboolean
demo_move_to_draft (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  DemoMove move;
  g_autoptr (DemoIds) lines = NULL;

  if (!demo_move_load (env, id, &move, error))
    return FALSE;
  if (g_str_equal (move.state, "draft"))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "Only posted or cancelled entries can be reset to draft.");
      return FALSE;
    }
  if (demo_db_int (db, NULL,
                   "SELECT EXISTS (SELECT 1 FROM account_partial_reconcile"
                   " WHERE exchange_move_id = ?)",
                   "i", id))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "An exchange difference follows from a reconciliation: undo that one.");
      return FALSE;
    }
  if (demo_env_get_int (env, "account.move", id, "inalterable_hash") != 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "A secured entry cannot be reset to draft.");
      return FALSE;
    }
  if (g_str_equal (move.state, "posted") && !demo_move_check_lock (env, &move, error))
    return FALSE;
  lines = demo_db_ids (db, error, "SELECT id FROM account_move_line WHERE move_id = ?", "i", id);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!demo_reconcile_remove (env, demo_ids_get (lines, i), error))
      return FALSE;
  if (lines == NULL
      || !demo_db_exec (
          db, error,
          "UPDATE account_move SET state = 'draft', checked = 0, payment_state = 'not_paid',"
          " is_move_sent = 0, write_uid = ?2, write_date = ?3 WHERE id = ?1",
          "iis", id, demo_env_get_uid (env), demo_env_now (env))
      || !demo_db_exec (db, error,
                        "UPDATE account_move_line SET parent_state = 'draft', reconciled = 0"
                        " WHERE move_id = ?",
                        "i", id)
      || !demo_move_sync (env, id, error))
    return FALSE;
  return demo_thread_log (env, "account.move", id, "Reset to draft", "mail.mt_note", error);
}

static JsonNode *
action_post (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, "account.move", ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_move_post (env, demo_ids_get (ids, i), error))
      return NULL;
  return demo_json_false ();
}

static JsonNode *
button_draft (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, "account.move", ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (!demo_move_to_draft (env, id, error) || !demo_payment_follow_move (env, id, error))
        return NULL;
    }
  return NULL;
}

static JsonNode *
button_cancel (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, "account.move", ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *state = demo_env_get_text (env, "account.move", id, "state");

      if (g_strcmp0 (state, "cancel") == 0)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                               "The entry is cancelled already.");
          return NULL;
        }
      if (g_strcmp0 (state, "posted") == 0 && !demo_move_to_draft (env, id, error))
        return NULL;
      if (!demo_db_exec (db, error,
                         "UPDATE account_move SET state = 'cancel', checked = 0, auto_post = 'no',"
                         " write_uid = ?2, write_date = ?3 WHERE id = ?1",
                         "iis", id, demo_env_get_uid (env), demo_env_now (env))
          || !demo_db_exec (db, error,
                            "UPDATE account_move_line SET parent_state = 'cancel'"
                            " WHERE move_id = ?",
                            "i", id)
          || !demo_payment_follow_move (env, id, error)
          || !demo_order_refresh_for_move (env, id, error))
        return NULL;
    }
  return NULL;
}

/* The open item of the invoice meets the one that was chosen. */
static JsonNode *
js_assign_outstanding_line (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 line = demo_vals_int (args, "line_id");
  g_autoptr (DemoIds) open = NULL;

  if (!demo_env_check_access (env, "account.move", ids, DEMO_WRITE, error)
      || !demo_move_check_exists (env, "account.move.line", "account_move_line", line, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      open =
          demo_db_ids (db, error,
                       "SELECT l.id FROM account_move_line l JOIN account_move_line o ON o.id = ?2"
                       " WHERE l.move_id = ?1 AND l.account_id = o.account_id"
                       " AND NOT l.reconciled",
                       "ii", demo_ids_get (ids, i), line);
      if (open == NULL)
        return NULL;
      demo_ids_add (open, line);
      if (!demo_reconcile_lines (env, open, error))
        return NULL;
      g_clear_pointer (&open, g_array_unref);
    }
  return NULL;
}

static JsonNode *
js_remove_outstanding_partial (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gint64 partial = demo_vals_int (args, "partial_id");

  if (!demo_env_check_access (env, "account.move", ids, DEMO_WRITE, error)
      || !demo_move_check_exists (env, "account.partial.reconcile", "account_partial_reconcile",
                                  partial, error)
      || !demo_reconcile_unlink (env, partial, error))
    return NULL;
  return demo_json_true ();
}

const DemoMethod demo_move_methods[] = {
  { "action_invoice_sent", demo_move_open_send, "" },
  { "action_post", action_post, "" },
  { "button_draft", button_draft, "" },
  { "button_cancel", button_cancel, "" },
  { "js_assign_outstanding_line", js_assign_outstanding_line, "line_id!" },
  { "js_remove_outstanding_partial", js_remove_outstanding_partial, "partial_id!" },
  { 0 },
};
