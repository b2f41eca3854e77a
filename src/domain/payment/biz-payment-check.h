/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* Payments farther apart than this are not taken for the same one. */
#define BIZ_PAYMENT_CHECK_DAYS 14

/* What is asked before a payment is registered: the customer's payments of late, and the accounts
 * that a difference may be written off to. The server's own warning misses payments that were
 * confirmed; this does not. */
#define BIZ_TYPE_PAYMENT_CHECK (biz_payment_check_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentCheck, biz_payment_check, BIZ, PAYMENT_CHECK, GObject)

void biz_payment_check_load_async (ErpClient *client,
                                   BizInvoice *invoice,
                                   BizCurrencyTable *currencies,
                                   const GDate *today,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
BizPaymentCheck *biz_payment_check_load_finish (GAsyncResult *result, GError **error);
/* For tests: the answers to both reads. */
BizPaymentCheck *biz_payment_check_new_from_json (JsonNode *payments,
                                                  JsonNode *accounts,
                                                  BizCurrencyTable *currencies,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type BizChoice) */
GListModel *biz_payment_check_get_accounts (BizPaymentCheck *self);
/* (transfer full) (nullable): the nearest payment of the same amount, in words */
char *biz_payment_check_find_equal (BizPaymentCheck *self,
                                    const BizMoney *amount,
                                    const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
/* A payment that is there already, in words; @name nullable. */
char *biz_payment_check_format_equal (const char *name,
                                      const BizMoney *amount,
                                      const GDate *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
