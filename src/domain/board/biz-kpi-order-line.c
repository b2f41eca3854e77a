/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-order-line.h"

/* Quantities of another unit are told to so many digits, more than anybody counts. */
#define UNIT_DIGITS 6
#define RATE_DIGITS 9

void
biz_kpi_line_facts_init (BizKpiLineFacts *self)
{
  *self = (BizKpiLineFacts){ 0 };
  g_date_clear (&self->ordered_on, 1);
  g_date_clear (&self->promised, 1);
  self->rate = biz_decimal_new (1, 0);
  self->deliveries = g_array_new (FALSE, FALSE, sizeof (BizKpiPart));
  self->invoices = g_array_new (FALSE, FALSE, sizeof (BizKpiPart));
}

void
biz_kpi_line_facts_clear (BizKpiLineFacts *self)
{
  g_clear_pointer (&self->deliveries, g_array_unref);
  g_clear_pointer (&self->invoices, g_array_unref);
}

static gboolean
is_more (const BizDecimal *a, const BizDecimal *b)
{
  return biz_decimal_compare (a, b) > 0;
}

static gboolean
is_positive (const BizDecimal *a)
{
  return a->mantissa > 0;
}

/* a − b; a where that is beyond all bounds. */
static BizDecimal
subtract (BizDecimal a, BizDecimal b)
{
  BizDecimal difference;

  b.mantissa = -b.mantissa;

  return biz_decimal_add (&a, &b, &difference, NULL) ? difference : a;
}

static BizDecimal
add_parts (const GArray *parts)
{
  BizDecimal sum = { 0 };

  for (guint i = 0; i < parts->len; i++)
    (void)biz_decimal_add (&sum, &g_array_index (parts, BizKpiPart, i).quantity, &sum, NULL);

  return sum;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return g_date_compare (&((const BizKpiPart *)a)->day, &((const BizKpiPart *)b)->day);
}

/* What came back is of the last ones. */
static void
take_back (GArray *parts, BizDecimal quantity)
{
  for (guint i = parts->len; i > 0 && is_positive (&quantity); i--)
    {
      BizKpiPart *part = &g_array_index (parts, BizKpiPart, i - 1);
      BizDecimal taken = is_more (&part->quantity, &quantity) ? quantity : part->quantity;

      part->quantity = subtract (part->quantity, taken);
      quantity = subtract (quantity, taken);
    }
}

/* From the unit of transfers to that of the order: what was delivered is the same in both. */
static void
convert (const BizKpiLineFacts *self, GArray *parts)
{
  BizDecimal sum = add_parts (parts);

  if (!is_positive (&sum) || biz_decimal_compare (&sum, &self->delivered) == 0)
    return;
  for (guint i = 0; i < parts->len; i++)
    {
      BizKpiPart *part = &g_array_index (parts, BizKpiPart, i);
      BizDecimal product, quantity;

      if (biz_decimal_multiply (&part->quantity, &self->delivered, &product, NULL)
          && biz_decimal_divide (&product, &sum, UNIT_DIGITS, BIZ_ROUND_HALF_UP, &quantity, NULL))
        part->quantity = quantity;
    }
}

static __int128
power_of_ten (guint digits)
{
  __int128 power = 1;

  while (digits-- > 0)
    power *= 10;

  return power;
}

/* What @quantity of the line is worth in the company's currency. */
static BizMoney
get_value (const BizKpiLineFacts *self, const BizDecimal *quantity, const BizMoney *zero)
{
  BizDecimal rate = self->rate, share;
  BizMoney value = *zero;
  __int128 above, below;

  if (!is_positive (&self->ordered)
      || !biz_decimal_divide (quantity, &self->ordered, RATE_DIGITS, BIZ_ROUND_HALF_UP, &share,
                              NULL))
    return value;
  if (rate.digits > RATE_DIGITS
      && !biz_decimal_rescale (&rate, RATE_DIGITS, BIZ_ROUND_HALF_UP, &rate, NULL))
    return value;
  if (!is_positive (&rate))
    return value;
  above = (__int128)self->subtotal.minor * share.mantissa;
  below = power_of_ten (share.digits) * rate.mantissa;
  /* In two steps, so that neither is too wide. */
  above = above * power_of_ten (rate.digits);
  if (zero->digits > self->subtotal.digits)
    above *= power_of_ten ((guint)(zero->digits - self->subtotal.digits));
  else
    below *= power_of_ten ((guint)(self->subtotal.digits - zero->digits));
  value.minor = (gint64)(((above >= 0 ? above : -above) + below / 2) / below);
  if (above < 0)
    value.minor = -value.minor;

  return value;
}

static void
add_span (const BizKpiLineFacts *self,
          BizKpiRows *rows,
          GArray *spans,
          const GDate *since,
          const GDate *aged,
          const GDate *until,
          const BizMoney *value)
{
  BizKpiSpan span = {
    .id = rows->next_id++, .record = self->order, .since = *since, .value = *value
  };

  g_date_clear (&span.aged, 1);
  g_date_clear (&span.until, 1);
  if (aged != NULL && g_date_valid (aged))
    span.aged = *aged;
  if (until != NULL)
    span.until = *until;
  g_array_append_val (spans, span);
}

static void
add_piece (BizKpiLineFacts *self,
           const BizMoney *zero,
           BizKpiRows *rows,
           const GDate *day,
           const GDate *invoiced,
           const BizDecimal *quantity)
{
  BizKpiDelivery delivery = { .order = self->order,
                              .delivered = *day,
                              .value = get_value (self, quantity, zero) };

  g_date_clear (&delivery.invoiced, 1);
  if (invoiced != NULL)
    delivery.invoiced = *invoiced;
  g_array_append_val (rows->deliveries, delivery);
  if (invoiced == NULL || g_date_compare (invoiced, day) > 0)
    add_span (self, rows, rows->to_invoice, day, NULL, invoiced, &delivery.value);
}

/* First delivered, first invoiced. */
static void
pair (BizKpiLineFacts *self, const BizMoney *zero, BizKpiRows *rows)
{
  guint next = 0;

  for (guint i = 0; i < self->deliveries->len; i++)
    {
      const BizKpiPart *delivery = &g_array_index (self->deliveries, BizKpiPart, i);
      BizDecimal open = delivery->quantity;

      while (is_positive (&open))
        {
          BizKpiPart *invoice =
              next < self->invoices->len ? &g_array_index (self->invoices, BizKpiPart, next) : NULL;
          BizDecimal taken = open;

          if (invoice != NULL && !is_positive (&invoice->quantity))
            {
              next++;
              continue;
            }
          if (invoice != NULL && is_more (&open, &invoice->quantity))
            taken = invoice->quantity;
          add_piece (self, zero, rows, &delivery->day, invoice != NULL ? &invoice->day : NULL,
                     &taken);
          if (invoice != NULL)
            invoice->quantity = subtract (invoice->quantity, taken);
          open = subtract (open, taken);
        }
    }
}

/**
 * biz_kpi_line_facts_conclude:
 * @self: a line; its parts are used up
 * @zero: nothing in the company's currency
 * @rows: where rows go
 */
void
biz_kpi_line_facts_conclude (BizKpiLineFacts *self, const BizMoney *zero, BizKpiRows *rows)
{
  BizDecimal missing = subtract (self->ordered, self->delivered);

  g_array_sort (self->deliveries, compare_days);
  g_array_sort (self->invoices, compare_days);
  take_back (self->deliveries, self->returned);
  take_back (self->invoices, self->credited);
  convert (self, self->deliveries);
  for (guint i = 0; i < self->deliveries->len; i++)
    {
      const BizKpiPart *part = &g_array_index (self->deliveries, BizKpiPart, i);
      BizMoney value = get_value (self, &part->quantity, zero);

      if (is_positive (&part->quantity))
        add_span (self, rows, rows->to_deliver, &self->ordered_on, &self->promised, &part->day,
                  &value);
    }
  if (self->is_waiting && is_positive (&missing))
    {
      BizMoney value = get_value (self, &missing, zero);

      add_span (self, rows, rows->to_deliver, &self->ordered_on, &self->promised, NULL, &value);
    }
  pair (self, zero, rows);
}

/**
 * biz_kpi_line_facts_get_first:
 * @self: a line that is not concluded
 * @first: (nullable): the earliest delivery of the order's other lines
 *
 * Returns: (nullable): the earliest of both
 */
const BizKpiPart *
biz_kpi_line_facts_get_first (const BizKpiLineFacts *self, const BizKpiPart *first)
{
  for (guint i = 0; i < self->deliveries->len; i++)
    {
      const BizKpiPart *part = &g_array_index (self->deliveries, BizKpiPart, i);

      if (first == NULL || g_date_compare (&part->day, &first->day) < 0)
        first = part;
    }

  return first;
}

/**
 * biz_kpi_line_facts_add_fill:
 * @self: a line that is not concluded
 * @first: the order's first delivery
 * @rows: where the row goes; none for a line without transfers
 *
 * In the unit of transfers. Cancelled with nothing missing: the order was made smaller.
 */
void
biz_kpi_line_facts_add_fill (const BizKpiLineFacts *self, const BizKpiPart *first, BizKpiRows *rows)
{
  BizKpiOrderLine line = { .order = self->order, .first = first->day, .ordered = self->demand };

  if (!is_more (&self->ordered, &self->delivered) && !self->is_waiting)
    line.ordered = subtract (line.ordered, self->given_up);
  if (!is_positive (&line.ordered))
    return;
  for (guint i = 0; i < self->deliveries->len; i++)
    {
      const BizKpiPart *part = &g_array_index (self->deliveries, BizKpiPart, i);

      if (part->picking == first->picking)
        (void)biz_decimal_add (&line.delivered, &part->quantity, &line.delivered, NULL);
    }
  g_array_append_val (rows->lines, line);
}
