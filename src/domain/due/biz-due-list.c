/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-list.h"

#include "biz-due-filter.h"
#include "biz-row-order.h"
#include "erp-domain.h"
#include "erp-local-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizDueTotals
{
  GObject parent_instance;

  GArray *sums; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizDueTotals, biz_due_totals, G_TYPE_OBJECT)

static void
biz_due_totals_finalize (GObject *object)
{
  g_array_unref (BIZ_DUE_TOTALS (object)->sums);

  G_OBJECT_CLASS (biz_due_totals_parent_class)->finalize (object);
}

static void
biz_due_totals_class_init (BizDueTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_due_totals_finalize;
}

static void
biz_due_totals_init (BizDueTotals *self)
{
}

GArray *
biz_due_totals_get_sums (BizDueTotals *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_TOTALS (self), NULL);

  return self->sums;
}

GPtrArray *
biz_due_select (GPtrArray *orders, BizFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (BizFilterMatcher) matcher = NULL;

  g_return_val_if_fail (orders != NULL, NULL);

  domain = filter != NULL ? biz_filter_to_domain (filter) : erp_domain_new ();
  matcher = biz_filter_matcher_new (domain, biz_due_filter_get_fact, error);
  if (matcher == NULL)
    return NULL;
  for (guint i = 0; i < orders->len; i++)
    {
      if (biz_filter_matcher_fits (matcher, g_ptr_array_index (orders, i)))
        g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (orders, i)));
    }

  return g_steal_pointer (&selected);
}

typedef struct
{
  BizDueSort sort;
  gboolean descending;
} Wish;

static gboolean
is_money (BizDueSort sort)
{
  return sort == BIZ_DUE_SORT_LAG || sort == BIZ_DUE_SORT_VALUE || sort == BIZ_DUE_SORT_DELIVERED;
}

static int
compare_facts (const BizDueFacts *a, const BizDueFacts *b, BizDueSort sort)
{
  switch (sort)
    {
    case BIZ_DUE_SORT_LAG:
      return biz_row_order_int (a->lag, b->lag);
    case BIZ_DUE_SORT_ORDER:
      return biz_row_order_text (a->name, b->name);
    case BIZ_DUE_SORT_CUSTOMER:
      return biz_row_order_text (a->partner, b->partner);
    case BIZ_DUE_SORT_DAYS:
      return biz_row_order_int (a->days, b->days);
    case BIZ_DUE_SORT_VALUE:
      return biz_row_order_int (a->company_value.minor, b->company_value.minor);
    case BIZ_DUE_SORT_DELIVERED:
      return biz_row_order_int (a->company_delivered.minor, b->company_delivered.minor);
    case BIZ_DUE_SORT_CAUSE:
      return biz_row_order_int (a->cause, b->cause);
    case BIZ_DUE_SORT_SALESPERSON:
      return biz_row_order_text (a->salesperson, b->salesperson);
    case BIZ_DUE_SORT_COMPANY:
      return biz_row_order_text (a->company, b->company);
    case BIZ_DUE_SORT_CURRENCY:
      return strcmp (a->value.currency, b->value.currency);
    case BIZ_DUE_SORT_SINCE:
      return biz_row_order_day (&a->since, &b->since);
    case BIZ_DUE_SORT_ORDERED:
      return biz_row_order_day (&a->ordered_on, &b->ordered_on);
    case BIZ_DUE_SORT_REFERENCE:
      return biz_row_order_text (a->reference, b->reference);
    default:
      g_return_val_if_reached (0);
    }
}

static int
compare_orders (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Wish *wish = user_data;
  const BizDueFacts *first = biz_due_order_get_facts (*(BizDueOrder *const *)a);
  const BizDueFacts *second = biz_due_order_get_facts (*(BizDueOrder *const *)b);
  int order = 0;

  if (is_money (wish->sort))
    order = strcmp (first->company_value.currency, second->company_value.currency);
  if (order != 0)
    return order;
  order = compare_facts (first, second, wish->sort);
  /* Equal lags, most of them none: what is worth more comes first. */
  if (order == 0 && wish->sort == BIZ_DUE_SORT_LAG)
    order = biz_row_order_int (first->company_value.minor, second->company_value.minor);
  if (order == 0)
    order = biz_row_order_int (first->id, second->id);

  return wish->descending ? -order : order;
}

void
biz_due_sort (GPtrArray *orders, BizDueSort sort, gboolean descending)
{
  Wish wish = { sort, descending };

  g_return_if_fail (orders != NULL);

  g_ptr_array_sort_with_data (orders, compare_orders, &wish);
}

/* groups */

static const ErpLocalSubject subjects[] = {
  [BIZ_DUE_GROUP_NONE] = { "", N_ ("Not Grouped") },
  [BIZ_DUE_GROUP_CUSTOMER] = { "customer", N_ ("Customer") },
  [BIZ_DUE_GROUP_CAUSE] = { "why", N_ ("Why Not Invoiced") },
  [BIZ_DUE_GROUP_SALESPERSON] = { "salesperson", N_ ("Salesperson") },
  [BIZ_DUE_GROUP_COMPANY] = { "company", N_ ("Company") },
  [BIZ_DUE_GROUP_CURRENCY] = { "currency", N_ ("Currency") },
  [BIZ_DUE_GROUP_AGE] = { "age", N_ ("Days Since Delivery") },
};

const char *
biz_due_group_by_get_name (BizDueGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

const char *
biz_due_group_by_get_label (BizDueGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

gboolean
biz_due_group_by_from_name (const char *name, BizDueGroupBy *by)
{
  guint found;

  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  if (!erp_local_subject_find (subjects, G_N_ELEMENTS (subjects), name, &found))
    return FALSE;
  *by = (BizDueGroupBy)found;

  return TRUE;
}

static const char *
get_age (int days)
{
  if (days < 0)
    return _ ("Nothing delivered");
  if (days <= 7)
    return _ ("Up to 7 days");
  if (days <= 30)
    return _ ("8 to 30 days");

  return days <= 60 ? _ ("31 to 60 days") : _ ("More than 60 days");
}

static const char *
get_label (gpointer record, guint by)
{
  const BizDueFacts *facts = biz_due_order_get_facts (record);

  switch (by)
    {
    case BIZ_DUE_GROUP_CUSTOMER:
      return facts->partner != NULL ? facts->partner : _ ("No customer");
    case BIZ_DUE_GROUP_CAUSE:
      return biz_due_cause_to_label (facts->cause);
    case BIZ_DUE_GROUP_SALESPERSON:
      return facts->salesperson != NULL ? facts->salesperson : _ ("No salesperson");
    case BIZ_DUE_GROUP_COMPANY:
      return facts->company != NULL ? facts->company : _ ("No company");
    case BIZ_DUE_GROUP_CURRENCY:
      return facts->value.currency;
    case BIZ_DUE_GROUP_AGE:
      return get_age (facts->days);
    case BIZ_DUE_GROUP_NONE:
    case BIZ_DUE_N_GROUPS:
    default:
      return "";
    }
}

static char *
dup_key (gpointer record, guint by)
{
  /* Two customers may have one name. */
  if (by == BIZ_DUE_GROUP_CUSTOMER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, biz_due_order_get_facts (record)->partner_id);

  return g_strdup (get_label (record, by));
}

static GObject *
add_up (GPtrArray *members)
{
  BizDueTotals *totals = g_object_new (BIZ_TYPE_DUE_TOTALS, NULL);

  totals->sums = biz_due_sum_orders (members);

  return G_OBJECT (totals);
}

GPtrArray *
biz_due_group (GPtrArray *orders, BizDueGroupBy by)
{
  static const ErpLocalGrouper grouper = { get_label, dup_key, add_up };

  return erp_local_groups_make (orders, &grouper, by);
}
