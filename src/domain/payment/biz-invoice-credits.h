/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* What was applied to an invoice, and what of the customer's payments and credits can be. */
#define BIZ_TYPE_INVOICE_CREDITS (biz_invoice_credits_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceCredits, biz_invoice_credits, BIZ, INVOICE_CREDITS, GObject)

BizInvoiceCredits *biz_invoice_credits_new_from_json (JsonObject *row,
                                                      const BizMoney *zero,
                                                      BizCurrencyTable *currencies,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_invoice_credits_load_async (ErpClient *client,
                                     BizInvoice *invoice,
                                     BizCurrencyTable *currencies,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) */
BizInvoiceCredits *biz_invoice_credits_load_finish (GAsyncResult *result, GError **error);
/* (transfer none) (element-type BizAppliedPayment) */
GListModel *biz_invoice_credits_get_applied (BizInvoiceCredits *self);
GListModel *biz_invoice_credits_get_outstanding (BizInvoiceCredits *self);

G_END_DECLS
