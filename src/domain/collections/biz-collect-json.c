/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-json.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-decision-note.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

ErpDomain *
biz_collect_new_item_domain (const GDate *today)
{
  ErpDomain *domain = biz_ageing_new_ledger_domain (today, 0);

  erp_domain_add_bool (domain, "reconciled", "=", FALSE);

  return domain;
}

ErpDomain *
biz_collect_new_payment_domain (const GDate *since)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_date (domain, "max_date", ">=", since);
  erp_domain_add_string (domain, "debit_move_id.account_type", "=", "asset_receivable");

  return domain;
}

void
biz_collect_add_promised (ErpDomain *domain, gboolean is_match)
{
  const char *const paths[] = {
    is_match ? "debit_move_id.move_id.message_ids.body" : "move_id.message_ids.body",
    is_match ? "debit_move_id.partner_id.message_ids.body" : "partner_id.message_ids.body",
  };
  g_autoptr (ErpDomain) invoice = erp_domain_new ();
  g_autoptr (ErpDomain) customer = erp_domain_new ();

  g_return_if_fail (domain != NULL);

  erp_domain_add_string (invoice, paths[0], "ilike", BIZ_DECISION_MARK "promise");
  erp_domain_add_string (customer, paths[1], "ilike", BIZ_DECISION_MARK "promise");
  erp_domain_add_any (domain, (ErpDomain *const[]){ invoice, customer }, 2);
}

ErpDomain *
biz_collect_new_action_domain (void)
{
  static const char *const models[] = { "res.partner", "account.move", NULL };
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_strv (domain, "res_model", "in", models);

  return domain;
}

static gboolean
read_money (JsonObject *row,
            const char *currency_member,
            const char *member,
            BizCurrencyTable *currencies,
            BizMoney *money,
            GError **error)
{
  BizMoney zero;
  gint64 id;

  return erp_json_get_many2one (row, currency_member, &id, NULL, error)
         && biz_currency_table_lookup (currencies, id, &zero, error)
         && biz_money_from_json_rounded (row, member, &zero, money, error);
}

/* The invoice's side: when it was due, and whose it is. */
static gboolean
read_debit (JsonObject *row, BizCollectPayment *payment, GError **error)
{
  g_autofree char *name = NULL;
  JsonObject *line;
  JsonNode *partner;
  GDate date;

  if (!erp_json_get_object (json_object_get_member (row, "debit_move_id"), &line, error)
      || !erp_json_get_many2one (line, "move_id", &payment->move_id, NULL, error)
      || !erp_json_get_date (line, "date_maturity", &payment->due, error)
      || !erp_json_get_date (line, "date", &date, error))
    return FALSE;
  if (!g_date_valid (&payment->due))
    payment->due = date;
  partner = json_object_get_member (line, "partner_id");
  if (partner == NULL || !JSON_NODE_HOLDS_OBJECT (partner))
    return TRUE;
  if (!erp_json_get_many2one (json_node_get_object (partner), "commercial_partner_id",
                              &payment->customer_id, &name, error))
    return FALSE;
  if (name != NULL)
    payment->customer = g_ref_string_new_intern (name);

  return TRUE;
}

static gboolean
read_credit (JsonObject *row, BizCollectPayment *payment, GError **error)
{
  const char *document, *type;
  JsonObject *line, *move;

  if (!erp_json_get_object (json_object_get_member (row, "credit_move_id"), &line, error)
      || !erp_json_get_string (line, "move_name", &document, error)
      || !erp_json_get_object (json_object_get_member (line, "move_id"), &move, error)
      || !erp_json_get_string (move, "move_type", &type, error))
    return FALSE;
  payment->is_credit_note = g_strcmp0 (type, "out_refund") == 0;
  if (document != NULL)
    payment->document = g_ref_string_new (document);

  return TRUE;
}

/**
 * biz_collect_read_payment:
 * @row: a record read by BIZ_COLLECT_PAYMENT_SPECIFICATION
 * @currencies: of the server
 * @payment: (out caller-allocates): cleared where it fails
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_collect_read_payment (JsonObject *row,
                          BizCurrencyTable *currencies,
                          BizCollectPayment *payment,
                          GError **error)
{
  *payment = (BizCollectPayment){ 0 };
  if (erp_json_get_int (row, "id", &payment->id, error) && read_debit (row, payment, error)
      && read_credit (row, payment, error)
      && erp_json_get_date (row, "max_date", &payment->paid, error)
      && read_money (row, "company_currency_id", "amount", currencies, &payment->amount, error)
      && read_money (row, "debit_currency_id", "debit_amount_currency", currencies,
                     &payment->amount_document, error))
    return TRUE;
  biz_collect_payment_clear (payment);
  *payment = (BizCollectPayment){ 0 };

  return FALSE;
}

/**
 * biz_collect_read_action:
 * @row: a record read by BIZ_COLLECT_ACTION_SPECIFICATION
 * @error: return location
 *
 * Returns: (transfer full): NULL with ERP_ERROR_PROTOCOL
 */
BizCollectAction *
biz_collect_read_action (JsonObject *row, GError **error)
{
  BizCollectAction *action = g_new0 (BizCollectAction, 1);
  g_autofree char *type = NULL;
  const char *model, *summary;
  gint64 type_id;

  if (!erp_json_get_int (row, "id", &action->id, error)
      || !erp_json_get_string (row, "res_model", &model, error)
      || !erp_json_get_int (row, "res_id", &action->record_id, error)
      || !erp_json_get_string (row, "summary", &summary, error)
      || !erp_json_get_date (row, "date_deadline", &action->deadline, error)
      || !erp_json_get_many2one (row, "activity_type_id", &type_id, &type, error)
      || !erp_json_get_many2one (row, "user_id", &action->user_id, &action->user, error))
    {
      biz_collect_action_free (action);
      return NULL;
    }
  action->model = g_strdup (model != NULL ? model : "");
  action->summary = g_strdup (summary != NULL ? summary : type != NULL ? type : "");

  return action;
}

gpointer
biz_collect_decode_rates (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      const char *name;
      gint64 rate;
      double value;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_string (row, "name", &name, error)
          || !erp_json_get_double (row, "rate", &value, error))
        return NULL;
      if (name == NULL || !(value > 1e-6) || value > 1e6)
        continue;
      rate = (gint64)(value * G_USEC_PER_SEC + 0.5);
      g_hash_table_insert (rates, g_strdup (name), g_memdup2 (&rate, sizeof rate));
    }

  return g_steal_pointer (&rates);
}
