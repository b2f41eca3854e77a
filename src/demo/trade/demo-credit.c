/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"

/* What a draft order or invoice says when its customer is beyond the limit. Nothing stops on it. */

typedef struct
{
  gint64 company;
  gint64 currency; /* the company's */
  gint64 partner;  /* the commercial entity */
  gint64 amount;   /* of the document, in the company's currency */
} Asker;

static gboolean
load_asker (DemoEnv *env, gboolean order, gint64 id, Asker *asker)
{
  g_autoptr (DemoStatement) row = demo_db_query (
      demo_env_get_db (env), NULL,
      order ? "SELECT o.company_id, c.currency_id, p.commercial_partner_id,"
              " o.amount_total * 1000000 / o.currency_rate FROM sale_order o"
              " JOIN res_company c ON c.id = o.company_id"
              " JOIN res_partner p ON p.id = o.partner_invoice_id"
              " WHERE o.id = ? AND o.state IN ('draft', 'sent') AND c.account_use_credit_limit"
            : "SELECT m.company_id, c.currency_id, m.commercial_partner_id, m.amount_total_signed"
              " FROM account_move m JOIN res_company c ON c.id = m.company_id"
              " WHERE m.id = ? AND m.state = 'draft' AND m.move_type = 'out_invoice'"
              " AND m.commercial_partner_id IS NOT NULL AND c.account_use_credit_limit",
      "i", id);

  if (row == NULL || !demo_statement_step (row, NULL))
    return FALSE;
  asker->company = demo_statement_int (row, 0);
  asker->currency = demo_statement_int (row, 1);
  asker->partner = demo_statement_int (row, 2);
  asker->amount = demo_statement_int (row, 3);
  return TRUE;
}

static char *
warn (DemoEnv *env, const Asker *asker)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *name = NULL, *limit_text = NULL, *total_text = NULL;
  gint64 limit, open, to_invoice;

  demo_env_push_company (env, asker->company);
  limit = demo_env_get_int (env, "res.partner", asker->partner, "credit_limit")
          / (DEMO_FLOAT_ONE / 100);
  demo_env_pop_company (env);
  if (limit <= 0)
    return NULL;
  open = demo_db_int (db, NULL,
                      "SELECT SUM(amount_residual) FROM account_move_line WHERE partner_id = ?"
                      " AND account_type = 'asset_receivable' AND parent_state = 'posted'"
                      " AND company_id = ?",
                      "ii", asker->partner, asker->company);
  to_invoice = demo_db_int (db, NULL,
                            "SELECT SUM(o.amount_to_invoice * 1000000 / o.currency_rate)"
                            " FROM sale_order o JOIN res_partner p ON p.id = o.partner_invoice_id"
                            " WHERE p.commercial_partner_id = ? AND o.company_id = ?"
                            " AND o.state = 'sale'",
                            "ii", asker->partner, asker->company);
  if (open + to_invoice + asker->amount <= limit)
    return NULL;
  name = demo_env_display_name (env, "res.partner", asker->partner);
  limit_text = demo_ledger_money (env, asker->currency, limit);
  total_text = demo_ledger_money (env, asker->currency, open + to_invoice + asker->amount);
  return g_strdup_printf (
      "%s is beyond the credit limit of %s.\nDue with this document and what is "
      "still to be invoiced: %s",
      name, limit_text, total_text);
}

gboolean
demo_move_compute_warning (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  /* Only the field of invoices is for accounting alone. */
  gboolean order = field->groups == NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      Asker asker = { 0 };
      g_autofree char *text =
          load_asker (env, order, demo_ids_get (ids, i), &asker) ? warn (env, &asker) : NULL;

      values[i] = json_node_init_string (json_node_alloc (), text != NULL ? text : "");
    }
  return TRUE;
}
