/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-what-if.h"

/**
 * biz_what_if_init:
 * @self: (out caller-allocates): nothing is done
 * @figures: what stands
 */
void
biz_what_if_init (BizWhatIf *self, const BizExposure *figures)
{
  BizMoney zero;

  g_return_if_fail (self != NULL && figures != NULL);

  zero = figures->total;
  zero.minor = 0;
  *self = (BizWhatIf){ .release = zero, .receipt = zero, .limit = zero };
}

static gboolean
apply_release (const BizWhatIf *self, BizExposure *after, GError **error)
{
  if (self->is_counted
      && !biz_money_subtract (&after->document, &self->release, &after->document, error))
    return FALSE;

  return biz_money_add (&after->to_deliver, &self->release, &after->to_deliver, error);
}

/* The oldest first, as payments are allocated; what is left is an advance that is not due. */
static gboolean
apply_receipt (const BizWhatIf *self, BizExposure *after, GError **error)
{
  BizMoney left = self->receipt;

  for (guint i = BIZ_AGEING_MAX_BUCKETS; i-- > 0 && left.minor > 0;)
    {
      BizMoney *bucket = &after->buckets[i];
      const gint64 part = CLAMP (left.minor, 0, MAX (bucket->minor, 0));

      bucket->minor -= part;
      left.minor -= part;
    }

  return biz_money_subtract (&after->buckets[0], &left, &after->buckets[0], error);
}

/* The age of what is left is at most that of the oldest bucket that has something. */
static void
limit_age (const BizAgeingPlan *ages, BizExposure *after)
{
  guint oldest = BIZ_AGEING_MAX_BUCKETS - 1;

  while (oldest > 0 && after->buckets[oldest].minor <= 0)
    oldest--;
  if (oldest == 0)
    after->oldest = MIN (after->oldest, 0);
  else if (ages != NULL && oldest <= ages->n_limits)
    after->oldest = MIN (after->oldest, (int)ages->limits[oldest - 1]);
}

/**
 * biz_what_if_apply:
 * @self: what is thought of
 * @ages: (nullable): the buckets that @before was counted in
 * @before: settled figures
 * @after: (out): what they would be, settled; never @before itself
 * @error: return location
 *
 * A release turns a document that is looked at into one that is to deliver; a receipt pays the
 * oldest first; a limit takes the place of the one in force. How old the oldest item would be is
 * known to the bucket only: the most it can be is given.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where an amount does not fit or has another currency
 */
gboolean
biz_what_if_apply (const BizWhatIf *self,
                   const BizAgeingPlan *ages,
                   const BizExposure *before,
                   BizExposure *after,
                   GError **error)
{
  g_return_val_if_fail (self != NULL && before != NULL && after != NULL, FALSE);
  g_return_val_if_fail (before != after, FALSE);

  *after = *before;
  if (!apply_release (self, after, error) || !apply_receipt (self, after, error))
    return FALSE;
  if (self->receipt.minor > 0)
    limit_age (ages, after);
  if (self->sets_limit)
    {
      /* subtracted from itself it is nothing, in the currency that it has to have */
      if (!biz_money_subtract (&after->limit, &after->limit, &after->limit, error)
          || !biz_money_add (&after->limit, &self->limit, &after->limit, error))
        return FALSE;
      after->kind = self->limit.minor > 0 ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
    }

  return biz_exposure_settle (after, error);
}
