/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-order-risk.h"

/* Quantities of a line as whole numbers of the same digits, none of them ordered below 0. */
typedef struct
{
  gint64 ordered;
  gint64 delivered;
  gint64 invoiced;
  guint digits;
} Quantities;

static gboolean
align (const BizOrderLine *line, Quantities *out, GError **error)
{
  const BizDecimal *from[] = { &line->ordered, &line->delivered, &line->invoiced };
  gint64 *to[] = { &out->ordered, &out->delivered, &out->invoiced };
  const gboolean is_return =
      line->ordered.mantissa < 0 || (line->ordered.mantissa == 0 && line->delivered.mantissa < 0);

  out->digits = 0;
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    out->digits = MAX (out->digits, from[i]->digits);
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      BizDecimal same;

      if (!biz_decimal_rescale (from[i], out->digits, BIZ_ROUND_HALF_UP, &same, error))
        return FALSE;
      *to[i] = is_return ? -same.mantissa : same.mantissa;
    }

  return TRUE;
}

/* What @quantity of the line is worth; the line's total is what all that is ordered is worth. */
static gboolean
compute_worth (const BizOrderLine *line,
               const Quantities *all,
               gint64 quantity,
               BizMoney *worth,
               GError **error)
{
  const BizMoney *total = &line->total;
  const BizDecimal number = biz_decimal_new (quantity, all->digits);
  BizDecimal product;

  if (all->ordered != 0)
    return biz_money_scale (total, quantity, all->ordered, BIZ_ROUND_HALF_UP, worth, error);
  if (!biz_decimal_multiply (&line->price, &number, &product, error)
      || !biz_decimal_to_money (&product, total->currency, total->digits, BIZ_ROUND_HALF_UP, worth,
                                error))
    return FALSE;
  if (line->delivered.mantissa < 0)
    *worth = biz_money_negate (worth);

  return TRUE;
}

/**
 * biz_order_risk_compute:
 * @line: a line of a confirmed order, no down payment
 * @to_invoice: (out): delivered, and on no posted invoice
 * @to_deliver: (out): ordered, neither delivered nor on a posted invoice
 * @error: return location
 *
 * What the customer will owe for the line in the end, less what he was invoiced already:
 *
 * - invoiced by delivery: what was delivered, and what is still to come; goods that were delivered
 *   beyond the order count, and what never comes, because its transfer was cancelled, does not;
 * - invoiced by order, as most services are: what was ordered, whatever came of it. What of it is
 *   performed is to invoice, the rest is to deliver.
 *
 * A draft invoice is no invoice: it stands in no ledger, so that its lines count here. What was
 * invoiced beyond counts nothing: a credit that is not given lowers no debt. Returns, ordered below
 * 0, lower the risk.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where a number does not fit
 */
gboolean
biz_order_risk_compute (const BizOrderLine *line,
                        BizMoney *to_invoice,
                        BizMoney *to_deliver,
                        GError **error)
{
  Quantities all;
  gint64 target, open, delivered;
  BizMoney worth;

  g_return_val_if_fail (line != NULL, FALSE);
  g_return_val_if_fail (to_invoice != NULL && to_deliver != NULL, FALSE);

  if (!align (line, &all, error))
    return FALSE;
  if (!line->on_delivery)
    target = all.ordered;
  else
    target = line->is_over ? all.delivered : MAX (all.ordered, all.delivered);
  open = MAX (target - all.invoiced, 0);
  delivered = CLAMP (all.delivered - all.invoiced, 0, open);
  if (!compute_worth (line, &all, open, &worth, error)
      || !compute_worth (line, &all, delivered, to_invoice, error))
    return FALSE;

  /* the difference, not a second rounding: both add up to what is open */
  return biz_money_subtract (&worth, to_invoice, to_deliver, error);
}

static void
take_off (gint64 *left, BizMoney *from)
{
  gint64 part = CLAMP (*left, 0, MAX (from->minor, 0));

  from->minor -= part;
  *left -= part;
}

/**
 * biz_order_risk_deduct:
 * @prepaid: of an order, in its currency; below 0 counts as nothing
 * @to_invoice: of the same order; changed
 * @to_deliver: of the same order; changed
 *
 * What a down payment invoiced is owed as a receivable or paid: either way it is no new risk.
 */
void
biz_order_risk_deduct (const BizMoney *prepaid, BizMoney *to_invoice, BizMoney *to_deliver)
{
  gint64 left;

  g_return_if_fail (prepaid != NULL && to_invoice != NULL && to_deliver != NULL);

  left = prepaid->minor;
  take_off (&left, to_invoice);
  take_off (&left, to_deliver);
}
