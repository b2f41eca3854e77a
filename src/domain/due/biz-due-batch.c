/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-batch.h"

#include <string.h>

struct _BizDueBatch
{
  GObject parent_instance;

  GPtrArray *orders; /* (owned) */
  GString *names;    /* (owned) */
  BizDueBatchState state;
  char *reason;   /* (owned) (nullable) */
  char *invoices; /* (owned) (nullable) */
  gint64 invoice_id;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (BizDueBatch, biz_due_batch, G_TYPE_OBJECT)

static void
biz_due_batch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_STATE)
    g_value_set_int (value, (int)BIZ_DUE_BATCH (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
biz_due_batch_finalize (GObject *object)
{
  BizDueBatch *self = BIZ_DUE_BATCH (object);

  g_ptr_array_unref (self->orders);
  g_string_free (self->names, TRUE);
  g_free (self->reason);
  g_free (self->invoices);

  G_OBJECT_CLASS (biz_due_batch_parent_class)->finalize (object);
}

static void
biz_due_batch_class_init (BizDueBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_due_batch_get_property;
  object_class->finalize = biz_due_batch_finalize;
  props[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, BIZ_DUE_BATCH_WAITING, BIZ_DUE_BATCH_UNKNOWN,
                        BIZ_DUE_BATCH_WAITING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
biz_due_batch_init (BizDueBatch *self)
{
  self->orders = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_string_new (NULL);
}

/**
 * biz_due_batch_new:
 * @order: an order, settled
 *
 * Returns: (transfer full): a batch of one
 */
BizDueBatch *
biz_due_batch_new (BizDueOrder *order)
{
  BizDueBatch *self = g_object_new (BIZ_TYPE_DUE_BATCH, NULL);

  biz_due_batch_add (self, order);

  return self;
}

void
biz_due_batch_add (BizDueBatch *self, BizDueOrder *order)
{
  g_return_if_fail (BIZ_IS_DUE_BATCH (self));
  g_return_if_fail (BIZ_IS_DUE_ORDER (order));

  g_string_append_printf (self->names, "%s%s", self->names->len > 0 ? ", " : "",
                          biz_due_order_get_facts (order)->name);
  g_ptr_array_add (self->orders, g_object_ref (order));
}

gboolean
biz_due_batch_takes (BizDueBatch *self, BizDueOrder *order)
{
  const BizDueFacts *mine;
  const BizDueFacts *other;

  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), FALSE);
  g_return_val_if_fail (BIZ_IS_DUE_ORDER (order), FALSE);

  mine = biz_due_order_get_facts (g_ptr_array_index (self->orders, 0));
  other = biz_due_order_get_facts (order);

  return mine->company_id == other->company_id
         && mine->invoice_partner_id == other->invoice_partner_id
         && strcmp (mine->value.currency, other->value.currency) == 0;
}

GPtrArray *
biz_due_batch_get_orders (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), NULL);

  return self->orders;
}

const char *
biz_due_batch_get_names (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), NULL);

  return self->names->str;
}

BizMoney
biz_due_batch_get_value (BizDueBatch *self)
{
  BizMoney sum = biz_due_order_get_facts (g_ptr_array_index (self->orders, 0))->value;

  for (guint i = 1; i < self->orders->len; i++)
    biz_money_add (&sum, &biz_due_order_get_facts (g_ptr_array_index (self->orders, i))->value,
                   &sum, NULL);

  return sum;
}

BizDueBatchState
biz_due_batch_get_state (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), BIZ_DUE_BATCH_WAITING);

  return self->state;
}

const char *
biz_due_batch_get_reason (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), NULL);

  return self->reason;
}

const char *
biz_due_batch_get_invoices (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), NULL);

  return self->invoices;
}

gint64
biz_due_batch_get_invoice_id (BizDueBatch *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BATCH (self), 0);

  return self->invoice_id;
}

void
biz_due_batch_set_state (BizDueBatch *self, BizDueBatchState state, const char *reason)
{
  char *copy = g_strdup (reason);

  g_return_if_fail (BIZ_IS_DUE_BATCH (self));

  g_free (self->reason);
  self->reason = copy;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
biz_due_batch_set_invoices (BizDueBatch *self, gint64 id, const char *names)
{
  g_return_if_fail (BIZ_IS_DUE_BATCH (self));

  g_free (self->invoices);
  self->invoices = g_strdup (names);
  self->invoice_id = id;
}

GPtrArray *
biz_due_plan (GPtrArray *orders, gboolean together)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (orders != NULL, batches);

  for (guint i = 0; i < orders->len; i++)
    {
      BizDueOrder *order = g_ptr_array_index (orders, i);
      BizDueBatch *there = NULL;

      for (guint k = 0; together && k < batches->len && there == NULL; k++)
        {
          if (biz_due_batch_takes (g_ptr_array_index (batches, k), order))
            there = g_ptr_array_index (batches, k);
        }
      if (there != NULL)
        biz_due_batch_add (there, order);
      else
        g_ptr_array_add (batches, biz_due_batch_new (order));
    }

  return batches;
}
