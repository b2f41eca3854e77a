/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A limit above this is a slip of the finger: 27 years. */
#define MAX_LIMIT 9999

static gboolean
read_limit (const char *text, guint *limit)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_LIMIT, &number, NULL))
    return FALSE;
  *limit = (guint)number;

  return TRUE;
}

/**
 * biz_ageing_plan_set_limits:
 * @self: a plan
 * @text: last days of the buckets: "30,60,90"
 * @error: return location
 *
 * Returns: FALSE, and nothing is set, where they are no whole days that rise
 */
gboolean
biz_ageing_plan_set_limits (BizAgeingPlan *self, const char *text, GError **error)
{
  guint limits[BIZ_AGEING_MAX_LIMITS];
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  parts = g_strsplit (text, ",", BIZ_AGEING_MAX_LIMITS + 1);
  n = g_strv_length (parts);
  if (n == 0 || n > BIZ_AGEING_MAX_LIMITS)
    n = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!read_limit (g_strstrip (parts[i]), &limits[i]) || (i > 0 && limits[i] <= limits[i - 1]))
        n = 0;
    }
  if (n == 0)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("“%s” are no limits of days: write up to %d rising numbers, such as %s."),
                   text, BIZ_AGEING_MAX_LIMITS, BIZ_AGEING_LIMITS);
      return FALSE;
    }
  memcpy (self->limits, limits, sizeof limits[0] * n);
  self->n_limits = n;

  return TRUE;
}

guint
biz_ageing_plan_get_n_buckets (const BizAgeingPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_limits + 2;
}

/**
 * biz_ageing_plan_describe_bucket:
 * @self: a plan
 * @bucket: 0 is what is not due
 *
 * Returns: (transfer full): the head of its column
 */
char *
biz_ageing_plan_describe_bucket (const BizAgeingPlan *self, guint bucket)
{
  g_return_val_if_fail (self != NULL && bucket < self->n_limits + 2, NULL);

  if (bucket == 0)
    return g_strdup (self->from == BIZ_AGEING_FROM_DUE ? _ ("Not due") : _ ("Same day"));
  if (bucket == self->n_limits + 1)
    return g_strdup_printf (
        /* Translators: a bucket of ages: more than so many days */
        _ ("Over %u"), self->n_limits > 0 ? self->limits[self->n_limits - 1] : 0);

  /* Translators: a bucket of ages: from day to day */
  return g_strdup_printf (_ ("%u–%u"), bucket > 1 ? self->limits[bucket - 2] + 1 : 1,
                          self->limits[bucket - 1]);
}

/**
 * biz_ageing_plan_get_age:
 * @self: a plan
 * @item: an item
 *
 * Returns: days from the day that counts until the day of the plan; below 1 is not late
 */
int
biz_ageing_plan_get_age (const BizAgeingPlan *self, const BizAgeingItem *item)
{
  const GDate *since;

  g_return_val_if_fail (self != NULL && item != NULL, 0);

  since = self->from == BIZ_AGEING_FROM_DUE ? &item->due : &item->invoice_date;
  if (!g_date_valid (since))
    since = &item->date;
  if (!g_date_valid (since))
    return 0;

  return g_date_days_between (since, &self->as_of);
}

guint
biz_ageing_plan_get_bucket (const BizAgeingPlan *self, int age)
{
  guint bucket = 1;

  g_return_val_if_fail (self != NULL, 0);

  if (age <= 0)
    return 0;
  while (bucket <= self->n_limits && (guint)age > self->limits[bucket - 1])
    bucket++;

  return bucket;
}

/**
 * biz_ageing_plan_fits:
 * @self: a plan
 * @item: an item
 * @row: one of the rows that were computed with the plan
 *
 * Returns: whether @item is one of those that @row adds up
 */
gboolean
biz_ageing_plan_fits (const BizAgeingPlan *self, const BizAgeingItem *item, const BizAgeingRow *row)
{
  const BizMoney *open;

  g_return_val_if_fail (self != NULL && item != NULL && row != NULL, FALSE);

  open = self->in_document ? &item->open_document : &item->open;
  if ((self->company_id != 0 && item->company_id != self->company_id)
      || strcmp (open->currency, row->total.currency) != 0)
    return FALSE;
  switch (self->by)
    {
    case BIZ_AGEING_BY_CUSTOMER:
      return item->partner_id == row->id;
    case BIZ_AGEING_BY_GROUP:
      return item->group_id == row->id;
    case BIZ_AGEING_BY_SALESPERSON:
      return item->salesperson_id == row->id;
    case BIZ_AGEING_BY_COMPANY:
      return item->company_id == row->id;
    case BIZ_AGEING_BY_CURRENCY:
      return g_strcmp0 (item->open_document.currency, row->name) == 0;
    default:
      return FALSE;
    }
}
