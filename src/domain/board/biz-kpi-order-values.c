/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-order-values.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* More digits than a rate has. */
#define VALUE_DIGITS 8

typedef struct
{
  BizMoney zero;
  BizCurrencyTable *currencies; /* (owned) */
} Decoding;

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_free (decoding);
}

static gboolean
read_order (const Decoding *decoding, JsonObject *row, gint64 *id, BizMoney *value, GError **error)
{
  BizDecimal rate, amount, quotient;
  BizMoney zero, total;
  gint64 currency;

  if (!erp_json_get_int (row, "id", id, error)
      || !erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (decoding->currencies, currency, &zero, error)
      || !biz_decimal_from_json (row, "currency_rate", &rate, error)
      || !biz_money_from_json_rounded (row, "amount_total", &zero, &total, error))
    return FALSE;
  *value = decoding->zero;
  if (g_str_equal (zero.currency, decoding->zero.currency) || rate.mantissa <= 0)
    {
      value->minor = total.minor;
      return TRUE;
    }
  amount = biz_decimal_new (total.minor, total.digits);

  return biz_decimal_divide (&amount, &rate, VALUE_DIGITS, BIZ_ROUND_HALF_UP, &quotient, error)
         && biz_decimal_to_money (&quotient, decoding->zero.currency, decoding->zero.digits,
                                  BIZ_ROUND_HALF_UP, value, error);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) values =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizMoney value;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_order (user_data, row, &id, &value, error))
        return NULL;
      g_hash_table_insert (values, g_memdup2 (&id, sizeof id), g_memdup2 (&value, sizeof value));
    }

  return g_steal_pointer (&values);
}

/**
 * biz_kpi_order_values_new_call:
 * @scope: of what
 * @ids: (array length=n_ids): orders
 * @n_ids: how many
 * @currencies: the currencies of the server
 * @capabilities: what it has
 *
 * Returns: (transfer full) (nullable): a read
 */
ErpCall *
biz_kpi_order_values_new_call (const BizKpiScope *scope,
                               const gint64 *ids,
                               gsize n_ids,
                               BizCurrencyTable *currencies,
                               ErpCapabilities *capabilities)
{
  static const char *const fields[] = { "amount_total", "currency_id", "currency_rate", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  Decoding *decoding;
  ErpCall *call;

  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  erp_domain_add_ids (domain, "id", "in", ids, n_ids);
  if (!biz_kpi_scope_add_domain (scope, domain, "sale.order", "", capabilities))
    return NULL;
  call = erp_call_new_read ("sale.order", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_background (call, TRUE);
  decoding = g_new0 (Decoding, 1);
  decoding->zero = scope->zero;
  decoding->currencies = biz_currency_table_ref (currencies);
  erp_call_set_decoder (call, decode, decoding, free_decoding, (GDestroyNotify)g_hash_table_unref);

  return call;
}
