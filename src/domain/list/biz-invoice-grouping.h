/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-grouping.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_GROUP_CUSTOMER,
  BIZ_GROUP_MONTH, /* of the invoice date */
  BIZ_GROUP_DUE_MONTH,
  BIZ_GROUP_STATE,
  BIZ_GROUP_PAYMENT,
  BIZ_GROUP_SALESPERSON,
  BIZ_GROUP_JOURNAL,
  BIZ_GROUP_COMPANY,
  BIZ_GROUP_CURRENCY,
} BizInvoiceGroupBy;

#define BIZ_N_GROUP_BY (BIZ_GROUP_CURRENCY + 1)

/* "customer", "month"...: for settings and the command line */
const char *biz_invoice_group_by_get_name (BizInvoiceGroupBy by);
gboolean biz_invoice_group_by_from_name (const char *name, BizInvoiceGroupBy *by);
/* "partner_id", "invoice_date:month": as the server groups */
const char *biz_invoice_group_by_get_field (BizInvoiceGroupBy by);
/* Translated */
const char *biz_invoice_group_by_get_label (BizInvoiceGroupBy by);

/* Customer invoices in one or two levels of groups; the totals of a group are a
 * BizInvoiceTotals. Domain and order are not set. */
ErpGrouping *biz_invoice_grouping_new (ErpClient *client,
                                       ErpCapabilities *capabilities,
                                       BizCurrencyTable *currencies,
                                       const BizInvoiceGroupBy *levels,
                                       guint n_levels) G_GNUC_WARN_UNUSED_RESULT;
/* The groups of one level alone; the answer is a GPtrArray of ErpGroup. */
ErpCall *biz_invoice_grouping_new_call (ErpCapabilities *capabilities,
                                        BizCurrencyTable *currencies,
                                        BizInvoiceGroupBy by,
                                        ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
