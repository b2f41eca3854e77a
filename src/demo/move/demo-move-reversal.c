/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-reconcile.h"
#include "demo-thread.h"

/* The wizard that makes credit notes. */

#define WIZARD "account.move.reversal"

static const DemoField fields[] = {
  F_M2M (
      "move_ids", "Move", "account.move", "account_move_reversal_move", "reversal_id", "move_id"),
  F_M2M ("new_move_ids",
         "New Move",
         "account.move",
         "account_move_reversal_new_move",
         "reversal_id",
         "new_move_id"),
  F_DATE ("date", "Reversal date"),
  F_CHAR ("reason", "Reason displayed on Credit Note"),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2M ("available_journal_ids",
         "Available Journal",
         "account.journal",
         "account_move_reversal_journal",
         "reversal_id",
         "journal_id"),
  F_MONEY ("residual", "Residual", "currency_id"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_CHAR ("move_type", "Move Type"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_invoice", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date", demo_env_today (env));
  return TRUE;
}

static char *
text_of (const DemoIds *ids)
{
  g_autoptr (JsonNode) node = demo_ids_to_json (ids);

  return json_to_string (node, FALSE);
}

static gboolean
check_moves (DemoEnv *env, const DemoIds *moves, const char *list, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (!demo_env_check_access (env, "account.move", moves, DEMO_READ, error))
    return FALSE;
  if (demo_db_int (db, NULL,
                   "SELECT EXISTS (SELECT 1 FROM account_move WHERE state <> 'posted'"
                   " AND id IN (SELECT value FROM json_each(?)))",
                   "s", list))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, "Only posted entries are reversed.");
  else if (demo_db_int (db, NULL,
                        "SELECT COUNT(DISTINCT company_id) > 1 FROM account_move"
                        " WHERE id IN (SELECT value FROM json_each(?))",
                        "s", list))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "Entries of different companies are not reversed together.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) moves = demo_vals_ids (vals, "move_ids");
  g_autofree char *list = NULL;
  gint64 first;

  if (moves->len == 0
      && g_strcmp0 (demo_env_context_text (env, "active_model"), "account.move") == 0)
    {
      g_array_unref (g_steal_pointer (&moves));
      moves = demo_env_context_ids (env, "active_ids");
    }
  list = text_of (moves);
  if (!check_moves (env, moves, list, error))
    return FALSE;
  json_object_set_member (vals, "move_ids", demo_json ("[[6, 0, %s]]", list));
  if (moves->len == 0)
    return TRUE;
  first = demo_ids_get (moves, 0);
  json_object_set_int_member (vals, "company_id",
                              demo_env_get_int (env, "account.move", first, "company_id"));
  json_object_set_int_member (vals, "currency_id",
                              demo_env_get_int (env, "account.move", first, "currency_id"));
  demo_vals_set_amount (vals, "residual",
                        demo_env_get_int (env, "account.move", first, "amount_residual"),
                        DEMO_MONEY_DECIMALS);
  return TRUE;
}

static const char *
opposite_type (const char *type)
{
  if (g_str_equal (type, "out_invoice") || g_str_equal (type, "out_receipt"))
    return "out_refund";
  if (g_str_equal (type, "in_invoice") || g_str_equal (type, "in_receipt"))
    return "in_refund";
  if (g_str_equal (type, "out_refund"))
    return "out_invoice";
  return g_str_equal (type, "in_refund") ? "in_invoice" : "entry";
}

static gboolean
turn_entry_lines (DemoEnv *env, gint64 reversal, GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE account_move_line SET balance = -balance,"
                       " amount_currency = -amount_currency WHERE move_id = ?",
                       "i", reversal);
}

/* The lines of what is reversed, on the other side, in a draft. */
static gint64
reverse_one (DemoEnv *env, gint64 wizard, gint64 id, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autofree char *date = demo_env_get_text (env, WIZARD, wizard, "date");
  g_autofree char *reason = demo_env_get_text (env, WIZARD, wizard, "reason");
  g_autofree char *ref = NULL;
  gint64 journal = demo_env_get_int (env, WIZARD, wizard, "journal_id");
  gint64 reversal;
  DemoMove move;

  if (!demo_move_load (env, id, &move, error))
    return 0;
  ref = reason != NULL && *reason != '\0'
            ? g_strdup_printf ("Reversal of: %s, %s", move.name, reason)
            : g_strdup_printf ("Reversal of: %s", move.name);
  json_object_set_string_member (vals, "move_type", opposite_type (move.type));
  json_object_set_string_member (vals, "ref", ref);
  json_object_set_string_member (vals, "date", date != NULL ? date : demo_env_today (env));
  if (demo_move_is_invoice (&move))
    {
      json_object_set_string_member (vals, "invoice_date",
                                     date != NULL ? date : demo_env_today (env));
      json_object_set_boolean_member (vals, "invoice_payment_term_id", FALSE);
    }
  if (journal > 0)
    json_object_set_int_member (vals, "journal_id", journal);
  reversal = demo_env_copy (env, "account.move", id, vals, error);
  if (reversal == 0
      || !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE account_move SET reversed_entry_id = ? WHERE id = ?", "ii", id,
                        reversal)
      || (!demo_move_is_invoice (&move) && !turn_entry_lines (env, reversal, error))
      || !demo_db_exec (
          demo_env_get_db (env), error,
          "INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)"
          " SELECT n.id, r.order_line_id FROM (SELECT id, ROW_NUMBER() OVER"
          "  (ORDER BY sequence, id) AS place FROM account_move_line"
          "  WHERE move_id = ?2 AND display_type = 'product') n"
          " JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY sequence, id) AS place"
          "  FROM account_move_line WHERE move_id = ?1 AND display_type = 'product') o"
          " ON o.place = n.place"
          " JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = o.id",
          "ii", id, reversal)
      || !demo_db_exec (demo_env_get_db (env), error,
                        "INSERT OR IGNORE INTO demo_sale_order_invoice (order_id, invoice_id)"
                        " SELECT order_id, ?2 FROM demo_sale_order_invoice WHERE invoice_id = ?1",
                        "ii", id, reversal)
      || !demo_env_flush (env, error))
    return 0;
  return reversal;
}

static gboolean
settle_with (DemoEnv *env, gint64 id, gint64 reversal, GError **error)
{
  g_autoptr (DemoIds) lines = NULL;

  if (!demo_move_post (env, reversal, error))
    return FALSE;
  lines = demo_db_ids (demo_env_get_db (env), error,
                       "SELECT l.id FROM account_move_line l JOIN account_account a"
                       " ON a.id = l.account_id WHERE l.move_id IN (?, ?) AND a.reconcile"
                       " AND NOT l.reconciled AND l.account_type IN"
                       " ('asset_receivable', 'liability_payable')",
                       "ii", id, reversal);
  return lines != NULL && (lines->len < 2 || demo_reconcile_lines (env, lines, error));
}

static gint64
copy_for_correction (DemoEnv *env, gint64 id, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autofree char *date = demo_env_get_text (env, "account.move", id, "date");

  json_object_set_string_member (vals, "date", date);
  return demo_env_copy (env, "account.move", id, vals, error);
}

static JsonNode *
answer_for (DemoEnv *env, const DemoIds *moves)
{
  g_autofree char *type =
      moves->len > 0 ? demo_env_get_text (env, "account.move", demo_ids_get (moves, 0), "move_type")
                     : NULL;
  g_autofree char *list = text_of (moves);

  if (moves->len == 1)
    return demo_json ("{\"name\": \"Reverse Moves\", \"type\": \"ir.actions.act_window\","
                      " \"res_model\": \"account.move\", \"view_mode\": \"form\","
                      " \"res_id\": %" G_GINT64_FORMAT
                      ", \"context\": {\"default_move_type\": \"%s\"}}",
                      demo_ids_get (moves, 0), type);
  return demo_json ("{\"name\": \"Reverse Moves\", \"type\": \"ir.actions.act_window\","
                    " \"res_model\": \"account.move\", \"view_mode\": \"list,form\","
                    " \"domain\": [[\"id\", \"in\", %s]]}",
                    list);
}

static JsonNode *
run (DemoEnv *env, const DemoIds *ids, gboolean modify, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (DemoIds) made = demo_ids_new ();

  if (!demo_env_check_access (env, WIZARD, ids, DEMO_WRITE, error)
      || !demo_env_check_access (env, "account.move", NULL, DEMO_CREATE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 wizard = demo_ids_get (ids, i);
      g_autoptr (DemoIds) moves =
          demo_db_ids (db, error,
                       "SELECT move_id FROM account_move_reversal_move WHERE reversal_id = ?", "i",
                       wizard);

      for (guint m = 0; moves != NULL && m < moves->len; m++)
        {
          gint64 id = demo_ids_get (moves, m);
          gint64 reversal = reverse_one (env, wizard, id, error);
          gint64 shown = reversal;

          if (reversal == 0 || (modify && !settle_with (env, id, reversal, error)))
            return NULL;
          if (modify)
            shown = copy_for_correction (env, id, error);
          if (shown == 0
              || !demo_db_exec (db, error,
                                "INSERT INTO account_move_reversal_new_move"
                                " (reversal_id, new_move_id) VALUES (?, ?)",
                                "ii", wizard, shown))
            return NULL;
          demo_ids_add (made, shown);
        }
      if (moves == NULL)
        return NULL;
    }
  return answer_for (env, made);
}

static JsonNode *
refund_moves (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return run (env, ids, FALSE, error);
}

static JsonNode *
reverse_moves (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return run (env, ids, demo_vals_true (args, "is_modify"), error);
}

static JsonNode *
modify_moves (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return run (env, ids, TRUE, error);
}

static const DemoMethod methods[] = {
  { "refund_moves", refund_moves, "" },
  { "reverse_moves", reverse_moves, "is_modify" },
  { "modify_moves", modify_moves, "" },
  { 0 },
};

const DemoModel demo_move_reversal_model = {
  .name = WIZARD,
  .label = "Account Move Reversal",
  .table = "account_move_reversal",
  .rec_name = "reason",
  .transient = TRUE,
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .defaults = defaults,
  .before_create = before_create,
};
