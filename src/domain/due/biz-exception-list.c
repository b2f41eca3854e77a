/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exception-list.h"

#include "biz-row-order.h"
#include "erp-local-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizExceptionTotals
{
  GObject parent_instance;

  GArray *sums; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizExceptionTotals, biz_exception_totals, G_TYPE_OBJECT)

static void
biz_exception_totals_finalize (GObject *object)
{
  g_clear_pointer (&BIZ_EXCEPTION_TOTALS (object)->sums, g_array_unref);

  G_OBJECT_CLASS (biz_exception_totals_parent_class)->finalize (object);
}

static void
biz_exception_totals_class_init (BizExceptionTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_exception_totals_finalize;
}

static void
biz_exception_totals_init (BizExceptionTotals *self)
{
  self->sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
}

static int
compare_currency (gconstpointer a, gconstpointer b)
{
  return strcmp (((const BizMoney *)a)->currency, ((const BizMoney *)b)->currency);
}

static void
add_value (BizExceptionTotals *self, const BizMoney *value)
{
  for (guint i = 0; i < self->sums->len; i++)
    {
      BizMoney *sum = &g_array_index (self->sums, BizMoney, i);
      BizMoney more;

      if (!g_str_equal (sum->currency, value->currency))
        continue;
      if (biz_money_add (sum, value, &more, NULL))
        *sum = more;
      return;
    }
  g_array_append_vals (self->sums, value, 1);
  g_array_sort (self->sums, compare_currency);
}

/**
 * biz_exception_totals_get_sums:
 * @self: totals
 *
 * Returns: (transfer none) (element-type BizMoney): one sum a currency, by code
 */
GArray *
biz_exception_totals_get_sums (BizExceptionTotals *self)
{
  g_return_val_if_fail (BIZ_IS_EXCEPTION_TOTALS (self), NULL);

  return self->sums;
}

/* order */

typedef struct
{
  BizExceptionSort sort;
  gboolean descending;
} Wish;

static double
get_weight (const BizExceptionFacts *facts)
{
  /* Only an order of rows: not shown, and of one currency where it decides. */
  return (double)ABS (facts->value.minor) * (double)MAX (facts->days, 1);
}

static int
compare_worst (const BizExceptionFacts *a, const BizExceptionFacts *b)
{
  int order = biz_row_order_int (a->kind, b->kind);

  if (order == 0)
    order = strcmp (a->value.currency, b->value.currency);
  if (order == 0)
    order = (get_weight (a) < get_weight (b)) - (get_weight (a) > get_weight (b));

  return order;
}

static int
compare_facts (const BizExceptionFacts *a, const BizExceptionFacts *b, BizExceptionSort sort)
{
  switch (sort)
    {
    case BIZ_EXCEPTION_SORT_DOCUMENT:
      return biz_row_order_text (a->document, b->document);
    case BIZ_EXCEPTION_SORT_CUSTOMER:
      return biz_row_order_text (a->partner, b->partner);
    case BIZ_EXCEPTION_SORT_CAUSE:
      return biz_row_order_text (a->cause, b->cause);
    case BIZ_EXCEPTION_SORT_VALUE:
      return biz_row_order_int (a->value.minor, b->value.minor);
    case BIZ_EXCEPTION_SORT_CURRENCY:
      return strcmp (a->value.currency, b->value.currency);
    case BIZ_EXCEPTION_SORT_DAYS:
      return biz_row_order_int (a->days, b->days);
    case BIZ_EXCEPTION_SORT_ORDER:
      return biz_row_order_text (a->order, b->order);
    case BIZ_EXCEPTION_SORT_SALESPERSON:
      return biz_row_order_text (a->salesperson, b->salesperson);
    case BIZ_EXCEPTION_SORT_COMPANY:
      return biz_row_order_text (a->company, b->company);
    case BIZ_EXCEPTION_SORT_WORST:
    default:
      return compare_worst (a, b);
    }
}

static int
compare_exceptions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Wish *wish = user_data;
  const BizExceptionFacts *first = biz_exception_get_facts (*(BizException *const *)a);
  const BizExceptionFacts *second = biz_exception_get_facts (*(BizException *const *)b);
  int order = 0;

  if (wish->sort == BIZ_EXCEPTION_SORT_VALUE)
    order = strcmp (first->value.currency, second->value.currency);
  if (order != 0)
    return order;
  order = compare_facts (first, second, wish->sort);
  if (wish->descending)
    order = -order;
  if (order == 0)
    order = compare_worst (first, second);
  if (order == 0)
    order = biz_row_order_int (first->id, second->id);

  return order;
}

void
biz_exception_sort (GPtrArray *exceptions, BizExceptionSort sort, gboolean descending)
{
  Wish wish = { sort, descending };

  g_return_if_fail (exceptions != NULL);

  g_ptr_array_sort_with_data (exceptions, compare_exceptions, &wish);
}

/* groups */

static const ErpLocalSubject subjects[] = {
  [BIZ_EXCEPTION_GROUP_NONE] = { "", N_ ("Not Grouped") },
  [BIZ_EXCEPTION_GROUP_KIND] = { "kind", N_ ("What Is Wrong") },
  [BIZ_EXCEPTION_GROUP_CUSTOMER] = { "customer", N_ ("Customer") },
  [BIZ_EXCEPTION_GROUP_SALESPERSON] = { "salesperson", N_ ("Salesperson") },
  [BIZ_EXCEPTION_GROUP_COMPANY] = { "company", N_ ("Company") },
  [BIZ_EXCEPTION_GROUP_CURRENCY] = { "currency", N_ ("Currency") },
};

const char *
biz_exception_group_by_get_name (BizExceptionGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

const char *
biz_exception_group_by_get_label (BizExceptionGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

gboolean
biz_exception_group_by_from_name (const char *name, BizExceptionGroupBy *by)
{
  guint found;

  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  if (!erp_local_subject_find (subjects, G_N_ELEMENTS (subjects), name, &found))
    return FALSE;
  *by = (BizExceptionGroupBy)found;

  return TRUE;
}

static const char *
get_label (gpointer record, guint by)
{
  const BizExceptionFacts *facts = biz_exception_get_facts (record);

  switch (by)
    {
    case BIZ_EXCEPTION_GROUP_KIND:
      return biz_exception_kind_to_label (facts->kind);
    case BIZ_EXCEPTION_GROUP_CUSTOMER:
      return facts->partner != NULL ? facts->partner : _ ("No customer");
    case BIZ_EXCEPTION_GROUP_SALESPERSON:
      return facts->salesperson != NULL ? facts->salesperson : _ ("No salesperson");
    case BIZ_EXCEPTION_GROUP_COMPANY:
      return facts->company != NULL ? facts->company : _ ("No company");
    case BIZ_EXCEPTION_GROUP_CURRENCY:
      return facts->value.currency;
    case BIZ_EXCEPTION_GROUP_NONE:
    case BIZ_EXCEPTION_N_GROUPS:
    default:
      return "";
    }
}

static GObject *
add_up (GPtrArray *members)
{
  BizExceptionTotals *totals = g_object_new (BIZ_TYPE_EXCEPTION_TOTALS, NULL);

  for (guint i = 0; i < members->len; i++)
    add_value (totals, &biz_exception_get_facts (g_ptr_array_index (members, i))->value);

  return G_OBJECT (totals);
}

GPtrArray *
biz_exception_group (GPtrArray *exceptions, BizExceptionGroupBy by)
{
  static const ErpLocalGrouper grouper = { .get_label = get_label, .sum = add_up };

  return erp_local_groups_make (exceptions, &grouper, by);
}
