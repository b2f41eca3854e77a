/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-totals.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-json.h"

typedef struct
{
  const BizTotalsKind *kind;
  BizCurrencyTable *currencies;  /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_clear_object (&decoding->capabilities);
  g_free (decoding);
}

/* In a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (GObject) totals = g_object_new (decoding->kind->get_type (), NULL);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !decoding->kind->add_row (totals, row, decoding->currencies, decoding->capabilities,
                                       error))
        return NULL;
    }

  return g_steal_pointer (&totals);
}

/**
 * biz_totals_row_read:
 * @self: (out caller-allocates): what @row says
 * @row: one group of the server's answer, by currency and company among others
 * @currencies: the currencies of the server
 * @capabilities: which company keeps its books in what
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where the row is not understood
 */
gboolean
biz_totals_row_read (BizTotalsRow *self,
                     JsonObject *row,
                     BizCurrencyTable *currencies,
                     ErpCapabilities *capabilities,
                     GError **error)
{
  gint64 count, currency_id, company_id;
  ErpCompany *company;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!erp_json_get_int (row, "__count", &count, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, NULL, error)
      || !erp_json_get_many2one (row, "company_id", &company_id, NULL, error)
      || !biz_currency_table_lookup (currencies, currency_id, &self->zero, error))
    return FALSE;
  self->count = (guint64)MAX (count, 0);
  company = erp_capabilities_get_company (capabilities, company_id);
  self->booked = company != NULL;

  return company == NULL
         || biz_currency_table_lookup (currencies, erp_company_get_currency_id (company),
                                       &self->books, error);
}

/**
 * biz_totals_read_sum:
 * @row: one group of the server's answer
 * @member: "amount_residual:sum"
 * @zero: its currency and digits
 * @sum: (out): the sum; over nothing the server says false, which is zero
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where it is no amount
 */
gboolean
biz_totals_read_sum (
    JsonObject *row, const char *member, const BizMoney *zero, BizMoney *sum, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);

  *sum = *zero;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return TRUE;

  return biz_money_from_json (row, member, zero, sum, error);
}

/**
 * biz_totals_new_call:
 * @kind: what is summed; outlives the call
 * @capabilities: what the server has
 * @currencies: its currencies
 * @domain: which records
 *
 * Returns: (transfer full): a read whose answer is an object of @kind's type
 */
ErpCall *
biz_totals_new_call (const BizTotalsKind *kind,
                     ErpCapabilities *capabilities,
                     BizCurrencyTable *currencies,
                     ErpDomain *domain)
{
  Decoding *decoding = g_new0 (Decoding, 1);
  ErpCall *call = erp_capabilities_new_aggregate_call (capabilities, kind->model, domain,
                                                       kind->groupby, kind->aggregates);

  decoding->kind = kind;
  decoding->currencies = biz_currency_table_ref (currencies);
  decoding->capabilities = g_object_ref (capabilities);
  erp_call_add_decoder (call, decode, decoding, decoding_free, g_object_unref);

  return call;
}
