/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-listing.h"

#include "biz-currency-table.h"
#include "biz-review.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-listing.h"

static const char *const sort_fields[] = {
  [BIZ_INVOICE_SORT_DATE] = "invoice_date",
  [BIZ_INVOICE_SORT_NUMBER] = "name",
  [BIZ_INVOICE_SORT_CUSTOMER] = "partner_id",
  [BIZ_INVOICE_SORT_DUE] = "invoice_date_due",
  [BIZ_INVOICE_SORT_TOTAL] = "amount_total",
  [BIZ_INVOICE_SORT_RESIDUAL] = "amount_residual",
  [BIZ_INVOICE_SORT_STATE] = "state",
  [BIZ_INVOICE_SORT_PAYMENT] = "payment_state",
  [BIZ_INVOICE_SORT_COMPANY] = "company_id",
  [BIZ_INVOICE_SORT_SALESPERSON] = "invoice_user_id",
  [BIZ_INVOICE_SORT_REFERENCE] = "ref",
  [BIZ_INVOICE_SORT_UNTAXED] = "amount_untaxed",
  [BIZ_INVOICE_SORT_TAX] = "amount_tax",
  [BIZ_INVOICE_SORT_COMPANY_TOTAL] = "amount_total_signed",
  [BIZ_INVOICE_SORT_COMPANY_RESIDUAL] = "amount_residual_signed",
  [BIZ_INVOICE_SORT_CURRENCY] = "currency_id",
  [BIZ_INVOICE_SORT_JOURNAL] = "journal_id",
  [BIZ_INVOICE_SORT_ORIGIN] = "invoice_origin",
  [BIZ_INVOICE_SORT_TERMS] = "invoice_payment_term_id",
  [BIZ_INVOICE_SORT_PAYMENT_REFERENCE] = "payment_reference",
  [BIZ_INVOICE_SORT_TYPE] = "move_type",
  [BIZ_INVOICE_SORT_ID] = "id",
};

static GObject *
make_invoice (JsonObject *row, gpointer user_data, GError **error)
{
  return (GObject *)biz_invoice_new_from_json (row, user_data, error);
}

/**
 * biz_invoice_sort_to_order:
 * @sort: a column
 * @descending: the largest first
 *
 * Returns: (transfer full): an order without ties, so that pages neither repeat nor miss a row
 */
char *
biz_invoice_sort_to_order (BizInvoiceSort sort, gboolean descending)
{
  const char *direction = descending ? "desc" : "asc";

  g_return_val_if_fail (sort < G_N_ELEMENTS (sort_fields), NULL);

  if (sort == BIZ_INVOICE_SORT_ID)
    return g_strdup_printf ("id %s", direction);

  return g_strdup_printf ("%s %s, id %s", sort_fields[sort], direction, direction);
}

/**
 * biz_invoice_listing_set_filter:
 * @listing: a list of invoices
 * @filter: (nullable): %NULL for all customer invoices and credit notes
 *
 * Takes effect at the next erp_listing_load ().
 */
void
biz_invoice_listing_set_filter (ErpListing *listing, BizFilter *filter)
{
  static const char *const customer_types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpDomain) domain = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing));

  if (filter != NULL)
    domain = biz_filter_to_domain (filter);
  else
    {
      domain = erp_domain_new ();
      erp_domain_add_strv (domain, "move_type", "in", customer_types);
    }
  erp_listing_set_domain (listing, domain);
}

/**
 * biz_invoice_listing_set_sort:
 * @listing: a list of invoices
 * @sort: a column
 * @descending: the largest first
 *
 * Takes effect at the next erp_listing_load ().
 */
void
biz_invoice_listing_set_sort (ErpListing *listing, BizInvoiceSort sort, gboolean descending)
{
  g_autofree char *order = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing));

  order = biz_invoice_sort_to_order (sort, descending);
  erp_listing_set_order (listing, order);
}

/**
 * biz_invoice_listing_new:
 * @client: who asks
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): all customer invoices and credit notes, newest first, nothing loaded
 */
ErpListing *
biz_invoice_listing_new (ErpClient *client, BizCurrencyTable *currencies)
{
  g_autoptr (ErpListing) listing = NULL;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  listing = erp_listing_new (client, "account.move",
                             biz_review_get_specification (biz_invoice_get_row_specification (),
                                                           erp_client_get_server_version (client)),
                             make_invoice, biz_currency_table_ref (currencies),
                             (GDestroyNotify)biz_currency_table_unref);
  biz_invoice_listing_set_filter (listing, NULL);
  biz_invoice_listing_set_sort (listing, BIZ_INVOICE_SORT_DATE, TRUE);

  return g_steal_pointer (&listing);
}
