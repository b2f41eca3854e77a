/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-batch.h"

#include <glib/gi18n-lib.h>

/* Numbers named in one line. */
#define NAMED_MAX 3

struct _BizPaymentBatch
{
  GObject parent_instance;

  GPtrArray *documents; /* (owned) */
  BizMoney amount;
  BizMoney discount;
  BizPaymentFate state;
  char *outcome; /* (owned) (nullable) */
  char *equal;   /* (owned) (nullable) */
  gboolean accepted;
};

G_DEFINE_FINAL_TYPE (BizPaymentBatch, biz_payment_batch, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_OUTCOME,
  PROP_EQUAL,
  PROP_ACCEPTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_payment_batch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizPaymentBatch *self = BIZ_PAYMENT_BATCH (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)self->state);
      break;
    case PROP_OUTCOME:
      g_value_set_string (value, self->outcome);
      break;
    case PROP_EQUAL:
      g_value_set_string (value, self->equal);
      break;
    case PROP_ACCEPTED:
      g_value_set_boolean (value, self->accepted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_payment_batch_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BizPaymentBatch *self = BIZ_PAYMENT_BATCH (object);

  if (prop_id == PROP_ACCEPTED)
    biz_payment_batch_set_accepted (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
biz_payment_batch_finalize (GObject *object)
{
  BizPaymentBatch *self = BIZ_PAYMENT_BATCH (object);

  g_ptr_array_unref (self->documents);
  g_free (self->outcome);
  g_free (self->equal);

  G_OBJECT_CLASS (biz_payment_batch_parent_class)->finalize (object);
}

static void
biz_payment_batch_class_init (BizPaymentBatchClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_payment_batch_get_property;
  object_class->set_property = biz_payment_batch_set_property;
  object_class->finalize = biz_payment_batch_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, BIZ_FATE_READY, BIZ_FATE_SKIPPED,
                                             BIZ_FATE_READY, flags);
  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);
  properties[PROP_EQUAL] = g_param_spec_string ("equal", NULL, NULL, NULL, flags);
  properties[PROP_ACCEPTED] =
      g_param_spec_boolean ("accepted", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_payment_batch_init (BizPaymentBatch *self)
{
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * biz_payment_batch_new:
 * @first: what is paid
 *
 * Returns: (transfer full): a payment of all that is open on it
 */
BizPaymentBatch *
biz_payment_batch_new (BizPaymentDocument *first)
{
  BizPaymentBatch *self;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (first), NULL);

  self = g_object_new (BIZ_TYPE_PAYMENT_BATCH, NULL);
  self->amount = biz_payment_document_get_open (first);
  self->discount = biz_money_zero (self->amount.currency, self->amount.digits);
  g_ptr_array_add (self->documents, g_object_ref (first));

  return self;
}

/**
 * biz_payment_batch_add:
 * @self: a payment that is not sent yet
 * @document: of the same customer and currency
 * @error: return location
 *
 * Adds what is open on it; credit notes count negative.
 *
 * Returns: FALSE where the sum is too large
 */
gboolean
biz_payment_batch_add (BizPaymentBatch *self, BizPaymentDocument *document, GError **error)
{
  BizMoney open;

  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), FALSE);
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (document), FALSE);

  open = biz_payment_document_get_open (document);
  if (!biz_money_add (&self->amount, &open, &self->amount, error))
    return FALSE;
  g_ptr_array_add (self->documents, g_object_ref (document));

  return TRUE;
}

/**
 * biz_payment_batch_take_discount:
 * @self: a payment with all its documents
 * @day: the day of payment
 * @error: return location
 *
 * Takes off what the terms of the documents grant on that day.
 *
 * Returns: FALSE where the sum is too large
 */
gboolean
biz_payment_batch_take_discount (BizPaymentBatch *self, const GDate *day, GError **error)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), FALSE);

  for (guint i = 0; i < self->documents->len; i++)
    {
      BizMoney discount = biz_payment_document_get_discount (self->documents->pdata[i], day);

      if (!biz_money_add (&self->discount, &discount, &self->discount, error)
          || !biz_money_subtract (&self->amount, &discount, &self->amount, error))
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
biz_payment_batch_get_documents (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), NULL);

  return self->documents;
}

char *
biz_payment_batch_format_documents (BizPaymentBatch *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), NULL);

  n = self->documents->len <= NAMED_MAX + 1 ? self->documents->len : NAMED_MAX;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            biz_payment_document_get_name (self->documents->pdata[i]));
  if (n == self->documents->len)
    return g_string_free (g_steal_pointer (&text), FALSE);

  /* Translators: the numbers of some documents, and how many others. */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", self->documents->len - n),
                          text->str, self->documents->len - n);
}

BizMoney
biz_payment_batch_get_amount (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), (BizMoney){ 0 });

  return self->amount;
}

BizMoney
biz_payment_batch_get_discount (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), (BizMoney){ 0 });

  return self->discount;
}

BizPaymentFate
biz_payment_batch_get_state (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), BIZ_FATE_READY);

  return self->state;
}

void
biz_payment_batch_set_state (BizPaymentBatch *self, BizPaymentFate state, const char *outcome)
{
  g_return_if_fail (BIZ_IS_PAYMENT_BATCH (self));

  if (g_strcmp0 (outcome, self->outcome) != 0)
    {
      g_free (self->outcome);
      self->outcome = g_strdup (outcome);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

const char *
biz_payment_batch_get_outcome (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), NULL);

  return self->outcome;
}

const char *
biz_payment_batch_get_equal (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), NULL);

  return self->equal;
}

void
biz_payment_batch_set_equal (BizPaymentBatch *self, const char *equal)
{
  g_return_if_fail (BIZ_IS_PAYMENT_BATCH (self));

  if (g_strcmp0 (equal, self->equal) == 0)
    return;
  g_free (self->equal);
  self->equal = g_strdup (equal);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EQUAL]);
}

gboolean
biz_payment_batch_get_accepted (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), FALSE);

  return self->accepted;
}

void
biz_payment_batch_set_accepted (BizPaymentBatch *self, gboolean accepted)
{
  g_return_if_fail (BIZ_IS_PAYMENT_BATCH (self));

  if (self->accepted == !!accepted)
    return;
  self->accepted = !!accepted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCEPTED]);
}

gboolean
biz_payment_batch_is_held (BizPaymentBatch *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (self), TRUE);

  return self->equal != NULL && !self->accepted;
}
