/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BIZ_FATE_READY,
  BIZ_FATE_SENDING,
  BIZ_FATE_PAID,
  BIZ_FATE_REFUSED,
  BIZ_FATE_UNKNOWN, /* the answer was lost; the journal goes on looking */
  BIZ_FATE_SKIPPED, /* not sent: the person stopped, or did not want it */
} BizPaymentFate;

/* One payment to be made for one document or several of one customer. Properties (notified):
 * "state" (BizPaymentFate), "outcome" (nullable: the payment's name, or why not, in words),
 * "equal" (nullable: a payment of the same amount that is there already), "accepted" (an equal
 * one is meant). */
#define BIZ_TYPE_PAYMENT_BATCH (biz_payment_batch_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentBatch, biz_payment_batch, BIZ, PAYMENT_BATCH, GObject)

BizPaymentBatch *biz_payment_batch_new (BizPaymentDocument *first) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with an error where the sum is too large. */
gboolean
biz_payment_batch_add (BizPaymentBatch *self, BizPaymentDocument *document, GError **error);
gboolean biz_payment_batch_take_discount (BizPaymentBatch *self, const GDate *day, GError **error);
/* (transfer none) (element-type BizPaymentDocument) */
GPtrArray *biz_payment_batch_get_documents (BizPaymentBatch *self);
/* "INV/1, INV/2 and 3 more" */
char *biz_payment_batch_format_documents (BizPaymentBatch *self) G_GNUC_WARN_UNUSED_RESULT;
/* What is paid: what is open, less the discount taken; positive: the customer pays. */
BizMoney biz_payment_batch_get_amount (BizPaymentBatch *self);
BizMoney biz_payment_batch_get_discount (BizPaymentBatch *self);
BizPaymentFate biz_payment_batch_get_state (BizPaymentBatch *self);
void biz_payment_batch_set_state (BizPaymentBatch *self, BizPaymentFate state, const char *outcome);
const char *biz_payment_batch_get_outcome (BizPaymentBatch *self);
const char *biz_payment_batch_get_equal (BizPaymentBatch *self);
void biz_payment_batch_set_equal (BizPaymentBatch *self, const char *equal);
gboolean biz_payment_batch_get_accepted (BizPaymentBatch *self);
void biz_payment_batch_set_accepted (BizPaymentBatch *self, gboolean accepted);
/* An equal payment is there, and the person did not say that this is another one. */
gboolean biz_payment_batch_is_held (BizPaymentBatch *self);

/* A document that nothing is paid on, and why. */
#define BIZ_TYPE_PAYMENT_OMISSION (biz_payment_omission_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentOmission, biz_payment_omission, BIZ, PAYMENT_OMISSION, GObject)

BizPaymentOmission *biz_payment_omission_new (BizPaymentDocument *document,
                                              const char *reason) G_GNUC_WARN_UNUSED_RESULT;
BizPaymentDocument *biz_payment_omission_get_document (BizPaymentOmission *self);
const char *biz_payment_omission_get_reason (BizPaymentOmission *self);

G_END_DECLS
