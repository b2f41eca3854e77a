/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure.h"

#include "biz-decimal.h"
#include "biz-number.h"

#include <glib/gi18n-lib.h>

/**
 * biz_exposure_init:
 * @self: (out caller-allocates): figures
 * @zero: nothing, in the currency of all of them
 */
void
biz_exposure_init (BizExposure *self, const BizMoney *zero)
{
  BizMoney nothing;

  g_return_if_fail (self != NULL && zero != NULL);

  nothing = *zero;
  nothing.minor = 0;
  *self = (BizExposure){ .kind = BIZ_LIMIT_NONE, .used = -1, .oldest = G_MININT };
  self->open = self->overdue = self->to_invoice = self->to_deliver = nothing;
  self->document = self->total = self->insured = self->limit = self->free = nothing;
  for (guint i = 0; i < BIZ_AGEING_MAX_BUCKETS; i++)
    self->buckets[i] = nothing;
}

static gboolean
add_buckets (BizExposure *self, GError **error)
{
  self->overdue.minor = 0;
  for (guint i = 1; i < BIZ_AGEING_MAX_BUCKETS; i++)
    {
      if (!biz_money_add (&self->overdue, &self->buckets[i], &self->overdue, error))
        return FALSE;
    }

  return biz_money_add (&self->overdue, &self->buckets[0], &self->open, error);
}

static gboolean
add_total (BizExposure *self, GError **error)
{
  return biz_money_add (&self->open, &self->to_invoice, &self->total, error)
         && biz_money_add (&self->total, &self->to_deliver, &self->total, error)
         && biz_money_add (&self->total, &self->document, &self->total, error);
}

/**
 * biz_exposure_settle:
 * @self: figures whose buckets, order parts, document, limit and insured part are set
 * @error: return location
 *
 * Computes what follows from them.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where an amount does not fit
 */
gboolean
biz_exposure_settle (BizExposure *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!add_buckets (self, error) || !add_total (self, error))
    return FALSE;
  self->insured.minor = CLAMP (self->insured.minor, 0, MAX (self->total.minor, 0));
  self->free.minor = 0;
  self->used = -1;
  if (self->kind == BIZ_LIMIT_NONE)
    {
      self->limit.minor = 0;
      return TRUE;
    }
  if (!biz_money_subtract (&self->limit, &self->total, &self->free, error))
    return FALSE;
  if (self->limit.minor > 0
      && !biz_number_divide ((__int128)self->total.minor * 1000, self->limit.minor,
                             BIZ_ROUND_HALF_UP, &self->used))
    self->used = self->total.minor > 0 ? G_MAXINT64 : 0;
  self->used = MAX (self->used, self->limit.minor > 0 ? 0 : -1);

  return TRUE;
}

/**
 * biz_exposure_is_over:
 * @self: settled figures
 *
 * Returns: whether there is a limit and more than it is at risk
 */
gboolean
biz_exposure_is_over (const BizExposure *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind != BIZ_LIMIT_NONE && self->total.minor > self->limit.minor;
}

gboolean
biz_exposure_is_empty (const BizExposure *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->n_items == 0 && self->n_orders == 0 && self->document.minor == 0
         && self->kind == BIZ_LIMIT_NONE;
}

/**
 * biz_exposure_add:
 * @self: figures; changed and settled
 * @other: more of the same currency
 * @error: return location
 *
 * A limit of one of them is the limit of both: who has none in one company is not free to owe
 * there what he may not owe in the other.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where an amount does not fit or has another currency
 */
gboolean
biz_exposure_add (BizExposure *self, const BizExposure *other, GError **error)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  for (guint i = 0; i < BIZ_AGEING_MAX_BUCKETS; i++)
    {
      if (!biz_money_add (&self->buckets[i], &other->buckets[i], &self->buckets[i], error))
        return FALSE;
    }
  if (!biz_money_add (&self->to_invoice, &other->to_invoice, &self->to_invoice, error)
      || !biz_money_add (&self->to_deliver, &other->to_deliver, &self->to_deliver, error)
      || !biz_money_add (&self->document, &other->document, &self->document, error)
      || !biz_money_add (&self->insured, &other->insured, &self->insured, error)
      || !biz_money_add (&self->limit, &other->limit, &self->limit, error))
    return FALSE;
  self->kind = MAX (self->kind, other->kind);
  self->oldest = MAX (self->oldest, other->oldest);
  self->n_items += other->n_items;
  self->n_orders += other->n_orders;

  return biz_exposure_settle (self, error);
}

/**
 * biz_exposure_describe_used:
 * @self: settled figures
 *
 * Returns: (transfer full): how much of the limit is used
 */
char *
biz_exposure_describe_used (const BizExposure *self)
{
  BizDecimal percent;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->used < 0)
    return g_strdup ("–");
  percent = biz_decimal_new (self->used, 1);
  text = biz_decimal_format (&percent, 1);

  /* Translators: so much of a credit limit is used */
  return g_strdup_printf (_ ("%s %%"), text);
}

const char *
biz_limit_kind_to_label (BizLimitKind kind)
{
  switch (kind)
    {
    case BIZ_LIMIT_OWN:
      return C_ ("credit limit", "Own");
    case BIZ_LIMIT_DEFAULT:
      return C_ ("credit limit", "Company default");
    case BIZ_LIMIT_NONE:
    default:
      return C_ ("credit limit", "None");
    }
}
