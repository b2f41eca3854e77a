/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-batch.h"

struct _BizPaymentOmission
{
  GObject parent_instance;

  BizPaymentDocument *document; /* (owned) */
  char *reason;                 /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizPaymentOmission, biz_payment_omission, G_TYPE_OBJECT)

static void
biz_payment_omission_finalize (GObject *object)
{
  BizPaymentOmission *self = BIZ_PAYMENT_OMISSION (object);

  g_clear_object (&self->document);
  g_free (self->reason);

  G_OBJECT_CLASS (biz_payment_omission_parent_class)->finalize (object);
}

static void
biz_payment_omission_class_init (BizPaymentOmissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_payment_omission_finalize;
}

static void
biz_payment_omission_init (BizPaymentOmission *self)
{
}

/**
 * biz_payment_omission_new:
 * @document: what is left out
 * @reason: why, a sentence
 *
 * Returns: (transfer full): both
 */
BizPaymentOmission *
biz_payment_omission_new (BizPaymentDocument *document, const char *reason)
{
  BizPaymentOmission *self;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (document), NULL);
  g_return_val_if_fail (reason != NULL, NULL);

  self = g_object_new (BIZ_TYPE_PAYMENT_OMISSION, NULL);
  self->document = g_object_ref (document);
  self->reason = g_strdup (reason);

  return self;
}

BizPaymentDocument *
biz_payment_omission_get_document (BizPaymentOmission *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_OMISSION (self), NULL);

  return self->document;
}

const char *
biz_payment_omission_get_reason (BizPaymentOmission *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_OMISSION (self), NULL);

  return self->reason;
}
