/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-line.h"

void
biz_due_line_free (BizDueLine *self)
{
  g_free (self->product);
  g_free (self->drafts);
  g_free (self->deliveries);
  g_free (self);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const BizDueMove *first = a;
  const BizDueMove *second = b;

  return g_date_compare (&second->day, &first->day);
}

/**
 * biz_due_find_oldest:
 * @moves: (array length=n_moves): deliveries; what came back has a negative quantity
 * @n_moves: how many
 * @open: units that are on no posted invoice
 * @day: (out caller-allocates): the day
 *
 * What came back is not told apart by delivery: it makes @open smaller, which the caller knows
 * from the quantity that stayed.
 *
 * Returns: whether there is such a delivery
 */
gboolean
biz_due_find_oldest (const BizDueMove *moves, guint n_moves, const BizDecimal *open, GDate *day)
{
  static const BizDecimal zero = { 0 };
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (BizDueMove));
  BizDecimal found = { 0 };
  gboolean any = FALSE;

  g_return_val_if_fail (moves != NULL || n_moves == 0, FALSE);
  g_return_val_if_fail (open != NULL && day != NULL, FALSE);

  if (biz_decimal_compare (open, &zero) <= 0)
    return FALSE;
  for (guint i = 0; i < n_moves; i++)
    {
      if (g_date_valid (&moves[i].day) && biz_decimal_compare (&moves[i].quantity, &zero) > 0)
        g_array_append_val (sorted, moves[i]);
    }
  g_array_sort (sorted, compare_newest_first);
  for (guint i = 0; i < sorted->len && biz_decimal_compare (&found, open) < 0; i++)
    {
      const BizDueMove *move = &g_array_index (sorted, BizDueMove, i);

      *day = move->day;
      any = TRUE;
      if (!biz_decimal_add (&found, &move->quantity, &found, NULL))
        break;
    }

  return any;
}

/**
 * biz_due_share:
 * @value: what @open units are worth
 * @delivered_open: units of them that are delivered
 * @open: units
 *
 * Returns: @value × @delivered_open / @open, rounded half up; never more than @value
 */
BizMoney
biz_due_share (const BizMoney *value, const BizDecimal *delivered_open, const BizDecimal *open)
{
  static const BizDecimal zero = { 0 };
  BizMoney share = *value;
  BizDecimal one, all;

  if (biz_decimal_compare (delivered_open, &zero) <= 0 || biz_decimal_compare (open, &zero) <= 0)
    {
      share.minor = 0;
      return share;
    }
  if (biz_decimal_compare (delivered_open, open) >= 0
      || !biz_decimal_rescale (delivered_open, 6, BIZ_ROUND_HALF_UP, &one, NULL)
      || !biz_decimal_rescale (open, 6, BIZ_ROUND_HALF_UP, &all, NULL) || all.mantissa == 0
      || !biz_money_scale (value, one.mantissa, all.mantissa, BIZ_ROUND_HALF_UP, &share, NULL))
    return *value;

  return share;
}

/**
 * biz_due_count_days:
 * @since: (nullable): a day, perhaps invalid
 * @today: the day it is
 *
 * Returns: days that have passed
 */
int
biz_due_count_days (const GDate *since, const GDate *today)
{
  if (since == NULL || !g_date_valid (since))
    return 0;

  return MAX (g_date_days_between (since, today), 0);
}

/**
 * biz_due_line_get_lag:
 * @self: a line
 * @today: the day it is
 *
 * What ranks the list: money that lies there × days that it has lain. A line of which nothing is
 * delivered, a credit and a deduction of a down payment have none.
 *
 * Returns: minor units of the order's currency × days
 */
gint64
biz_due_line_get_lag (const BizDueLine *self, const GDate *today)
{
  gint64 lag;

  g_return_val_if_fail (self != NULL && today != NULL, 0);

  if (self->is_downpayment || self->delivered_value.minor <= 0
      || __builtin_mul_overflow (self->delivered_value.minor,
                                 (gint64)biz_due_count_days (&self->since, today), &lag))
    return self->is_downpayment || self->delivered_value.minor <= 0 ? 0 : G_MAXINT64;

  return lag;
}
