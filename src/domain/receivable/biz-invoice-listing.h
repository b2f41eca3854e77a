/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-filter.h"
#include "biz-invoice.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_INVOICE_SORT_DATE,
  BIZ_INVOICE_SORT_NUMBER,
  BIZ_INVOICE_SORT_CUSTOMER,
  BIZ_INVOICE_SORT_DUE,
  BIZ_INVOICE_SORT_TOTAL,
  BIZ_INVOICE_SORT_RESIDUAL,
  BIZ_INVOICE_SORT_STATE,
  BIZ_INVOICE_SORT_PAYMENT,
  BIZ_INVOICE_SORT_COMPANY,
  BIZ_INVOICE_SORT_SALESPERSON,
  BIZ_INVOICE_SORT_REFERENCE,
  BIZ_INVOICE_SORT_UNTAXED,
  BIZ_INVOICE_SORT_TAX,
  BIZ_INVOICE_SORT_COMPANY_TOTAL,
  BIZ_INVOICE_SORT_COMPANY_RESIDUAL,
  BIZ_INVOICE_SORT_CURRENCY,
  BIZ_INVOICE_SORT_JOURNAL,
  BIZ_INVOICE_SORT_ORIGIN,
  BIZ_INVOICE_SORT_TERMS,
  BIZ_INVOICE_SORT_PAYMENT_REFERENCE,
  BIZ_INVOICE_SORT_TYPE,
  BIZ_INVOICE_SORT_ID,
} BizInvoiceSort;

/* A list of BizInvoice rows (ErpRow with a BizInvoice as item), newest first, nothing loaded yet:
 * call erp_listing_load (). */
ErpListing *biz_invoice_listing_new (ErpClient *client,
                                     BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* Sets domain and order; the caller loads. */
void biz_invoice_listing_set_filter (ErpListing *listing, BizFilter *filter);
void biz_invoice_listing_set_sort (ErpListing *listing, BizInvoiceSort sort, gboolean descending);
/* "invoice_date desc, id desc": unique, so that pages neither repeat nor miss a row. */
char *biz_invoice_sort_to_order (BizInvoiceSort sort,
                                 gboolean descending) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
