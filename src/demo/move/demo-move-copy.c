/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"

/* Entries copy all their items, invoices what a person wrote; the rest is computed anew. */
gboolean
demo_move_copy (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  g_autofree char *type = demo_env_get_text (env, "account.move", id, "move_type");
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (JsonArray) commands = json_array_new ();
  g_autoptr (GError) local = NULL;

  json_object_remove_member (vals, "invoice_currency_rate");
  if (g_strcmp0 (type, "entry") != 0)
    return TRUE;
  json_object_remove_member (vals, "invoice_line_ids");
  rows = demo_db_query (demo_env_get_db (env), &local,
                        "SELECT account_id, partner_id, currency_id, balance, amount_currency, name"
                        " FROM account_move_line WHERE move_id = ? ORDER BY id",
                        "i", id);
  while (rows != NULL && demo_statement_step (rows, &local))
    {
      JsonObject *line = json_object_new ();
      JsonArray *command = json_array_new ();
      static const char *const refs[] = { "account_id", "partner_id", "currency_id" };

      for (int c = 0; c < 3; c++)
        if (demo_statement_int (rows, c) > 0)
          json_object_set_int_member (line, refs[c], demo_statement_int (rows, c));
      demo_vals_set_amount (line, "balance", demo_statement_int (rows, 3), DEMO_MONEY_DECIMALS);
      demo_vals_set_amount (line, "amount_currency", demo_statement_int (rows, 4),
                            DEMO_MONEY_DECIMALS);
      if (demo_statement_text (rows, 5) != NULL)
        json_object_set_string_member (line, "name", demo_statement_text (rows, 5));
      json_array_add_int_element (command, 0);
      json_array_add_int_element (command, 0);
      json_array_add_object_element (command, line);
      json_array_add_array_element (commands, command);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  json_object_set_array_member (vals, "line_ids", g_steal_pointer (&commands));
  return TRUE;
}
