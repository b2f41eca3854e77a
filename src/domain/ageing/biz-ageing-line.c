/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-line.h"

/* Of the whole, in tenths of a percent. */
#define WHOLE 1000

struct _BizAgeingLine
{
  GObject parent_instance;

  GArray *rows; /* (owned) */
  guint index;
  gint64 share; /* below nothing too: a credit balance */
  gboolean has_share;
};

G_DEFINE_FINAL_TYPE (BizAgeingLine, biz_ageing_line, G_TYPE_OBJECT)

static void
biz_ageing_line_finalize (GObject *object)
{
  BizAgeingLine *self = BIZ_AGEING_LINE (object);

  g_clear_pointer (&self->rows, g_array_unref);

  G_OBJECT_CLASS (biz_ageing_line_parent_class)->finalize (object);
}

static void
biz_ageing_line_class_init (BizAgeingLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_ageing_line_finalize;
}

static void
biz_ageing_line_init (BizAgeingLine *self)
{
}

/**
 * biz_ageing_compute_share:
 * @part: an amount
 * @whole: the sum it belongs to, in the same currency
 * @share: (out): tenths of a percent, rounded half away from zero; below nothing for a credit
 *
 * Returns: FALSE where @whole is nothing or less, of which there are no parts
 */
gboolean
biz_ageing_compute_share (const BizMoney *part, const BizMoney *whole, gint64 *share)
{
  BizMoney result;

  g_return_val_if_fail (part != NULL && whole != NULL && share != NULL, FALSE);

  if (whole->minor <= 0
      || !biz_money_scale (part, WHOLE, whole->minor, BIZ_ROUND_HALF_UP, &result, NULL))
    return FALSE;
  *share = result.minor;

  return TRUE;
}

/**
 * biz_ageing_line_new:
 * @rows: (element-type BizAgeingRow): rows that do not change any more; a reference is kept
 * @index: which of them
 * @sum: (nullable): the sum of its currency
 *
 * Returns: (transfer full): a line
 */
BizAgeingLine *
biz_ageing_line_new (GArray *rows, guint index, const BizAgeingRow *sum)
{
  BizAgeingLine *self;

  g_return_val_if_fail (rows != NULL && index < rows->len, NULL);

  self = g_object_new (BIZ_TYPE_AGEING_LINE, NULL);
  self->rows = g_array_ref (rows);
  self->index = index;
  if (sum != NULL)
    self->has_share = biz_ageing_compute_share (&g_array_index (rows, BizAgeingRow, index).total,
                                                &sum->total, &self->share);

  return self;
}

const BizAgeingRow *
biz_ageing_line_get_row (BizAgeingLine *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_LINE (self), NULL);

  return &g_array_index (self->rows, BizAgeingRow, self->index);
}

gboolean
biz_ageing_line_get_share (BizAgeingLine *self, gint64 *share)
{
  g_return_val_if_fail (BIZ_IS_AGEING_LINE (self) && share != NULL, FALSE);

  if (self->has_share)
    *share = self->share;

  return self->has_share;
}
