/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-line.h"

struct _BizReturnLine
{
  GObject parent_instance;

  BizTransfer *transfer; /* (owned): has the move */
  BizTransferMove *move; /* (not owned) */
  BizDecimal expected;
  BizDecimal received;
  BizDecimal returnable;
  BizDecimal creditable;
  BizDecimal replaceable;
  char *refusal; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizReturnLine, biz_return_line, G_TYPE_OBJECT)

static void
biz_return_line_finalize (GObject *object)
{
  BizReturnLine *self = BIZ_RETURN_LINE (object);

  g_clear_object (&self->transfer);
  g_free (self->refusal);

  G_OBJECT_CLASS (biz_return_line_parent_class)->finalize (object);
}

static void
biz_return_line_class_init (BizReturnLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_return_line_finalize;
}

static void
biz_return_line_init (BizReturnLine *self)
{
}

static BizReturnLine *
new_line (BizTransfer *transfer, BizTransferMove *move, const char *refusal)
{
  BizReturnLine *self = g_object_new (BIZ_TYPE_RETURN_LINE, NULL);

  self->transfer = g_object_ref (transfer);
  self->move = move;
  self->refusal = g_strdup (refusal);

  return self;
}

/**
 * biz_return_line_new_delivered:
 * @transfer: a delivery
 * @move: one of its lines
 * @expected: returns of it on their way, in the unit of @move
 * @received: returns of it that are done
 * @refusal: (nullable): why it cannot be returned
 *
 * Returns: (transfer full): a line of a delivery
 */
BizReturnLine *
biz_return_line_new_delivered (BizTransfer *transfer,
                               BizTransferMove *move,
                               const BizDecimal *expected,
                               const BizDecimal *received,
                               const char *refusal)
{
  BizReturnLine *self;

  g_return_val_if_fail (BIZ_IS_TRANSFER (transfer) && move != NULL, NULL);

  self = new_line (transfer, move, refusal);
  self->expected = *expected;
  self->received = *received;
  if (refusal == NULL)
    self->returnable = biz_return_rule_returnable (&move->quantity, expected, received);

  return self;
}

/**
 * biz_return_line_new_returned:
 * @transfer: a return
 * @move: one of its lines
 * @creditable: what of it may be credited, in the unit of @move
 * @replaceable: what of it may be sent again
 * @refusal: (nullable): why nothing is credited
 *
 * Returns: (transfer full): a line of a return
 */
BizReturnLine *
biz_return_line_new_returned (BizTransfer *transfer,
                              BizTransferMove *move,
                              const BizDecimal *creditable,
                              const BizDecimal *replaceable,
                              const char *refusal)
{
  BizReturnLine *self;

  g_return_val_if_fail (BIZ_IS_TRANSFER (transfer) && move != NULL, NULL);

  self = new_line (transfer, move, refusal);
  self->creditable = *creditable;
  self->replaceable = *replaceable;

  return self;
}

gint64
biz_return_line_get_id (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), 0);

  return self->move->id;
}

BizTransferMove *
biz_return_line_get_move (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), NULL);

  return self->move;
}

const char *
biz_return_line_get_product (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), NULL);

  return self->move->product;
}

const char *
biz_return_line_get_unit (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), NULL);

  return self->move->unit_name;
}

BizDecimal
biz_return_line_get_quantity (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->move->quantity;
}

BizDecimal
biz_return_line_get_expected (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->expected;
}

BizDecimal
biz_return_line_get_received (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->received;
}

BizDecimal
biz_return_line_get_returnable (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->returnable;
}

BizDecimal
biz_return_line_get_creditable (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->creditable;
}

BizDecimal
biz_return_line_get_replaceable (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), (BizDecimal){ 0 });

  return self->replaceable;
}

const char *
biz_return_line_get_refusal (BizReturnLine *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_LINE (self), NULL);

  return self->refusal;
}
