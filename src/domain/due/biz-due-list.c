/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-list.h"

#include "biz-due-filter.h"
#include "erp-domain.h"
#include "erp-group.h"

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

static int
compare_int (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* What has none is last in both directions. */
static int
compare_text (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return g_utf8_collate (a, b);
}

static int
compare_day (const GDate *a, const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return !g_date_valid (a) - !g_date_valid (b);

  return g_date_compare (a, b);
}

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
      return compare_int (a->lag, b->lag);
    case BIZ_DUE_SORT_ORDER:
      return compare_text (a->name, b->name);
    case BIZ_DUE_SORT_CUSTOMER:
      return compare_text (a->partner, b->partner);
    case BIZ_DUE_SORT_DAYS:
      return compare_int (a->days, b->days);
    case BIZ_DUE_SORT_VALUE:
      return compare_int (a->company_value.minor, b->company_value.minor);
    case BIZ_DUE_SORT_DELIVERED:
      return compare_int (a->company_delivered.minor, b->company_delivered.minor);
    case BIZ_DUE_SORT_CAUSE:
      return compare_int (a->cause, b->cause);
    case BIZ_DUE_SORT_SALESPERSON:
      return compare_text (a->salesperson, b->salesperson);
    case BIZ_DUE_SORT_COMPANY:
      return compare_text (a->company, b->company);
    case BIZ_DUE_SORT_CURRENCY:
      return strcmp (a->value.currency, b->value.currency);
    case BIZ_DUE_SORT_SINCE:
      return compare_day (&a->since, &b->since);
    case BIZ_DUE_SORT_ORDERED:
      return compare_day (&a->ordered_on, &b->ordered_on);
    case BIZ_DUE_SORT_REFERENCE:
      return compare_text (a->reference, b->reference);
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
    order = compare_int (first->company_value.minor, second->company_value.minor);
  if (order == 0)
    order = compare_int (first->id, second->id);

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

static const struct
{
  const char *name;
  const char *label;
} subjects[] = {
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
  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      if (g_str_equal (name, subjects[i].name))
        {
          *by = (BizDueGroupBy)i;
          return TRUE;
        }
    }

  return FALSE;
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
get_label (const BizDueFacts *facts, BizDueGroupBy by)
{
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
get_key (const BizDueFacts *facts, BizDueGroupBy by)
{
  /* Two customers may have one name. */
  if (by == BIZ_DUE_GROUP_CUSTOMER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, facts->partner_id);

  return g_strdup (get_label (facts, by));
}

static ErpGroup *
make_group (const char *key, GPtrArray *members, BizDueGroupBy by)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (BizDueTotals) totals = g_object_new (BIZ_TYPE_DUE_TOTALS, NULL);
  const BizDueFacts *first = biz_due_order_get_facts (g_ptr_array_index (members, 0));

  totals->sums = biz_due_sum_orders (members);

  return erp_group_new (key, get_label (first, by), members->len, domain, G_OBJECT (totals));
}

GPtrArray *
biz_due_group (GPtrArray *orders, BizDueGroupBy by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint next = 0;

  g_return_val_if_fail (orders != NULL, groups);

  for (guint i = 0; i < orders->len; i++)
    {
      BizDueOrder *order = g_ptr_array_index (orders, i);
      g_autofree char *key = get_key (biz_due_order_get_facts (order), by);
      GPtrArray *members = g_hash_table_lookup (table, key);

      if (members == NULL)
        {
          members = g_ptr_array_new ();
          g_ptr_array_add (keys, key);
          g_hash_table_insert (table, g_steal_pointer (&key), members);
        }
      g_ptr_array_add (members, order);
    }
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      GPtrArray *members = g_hash_table_lookup (table, key);

      g_ptr_array_add (groups, make_group (key, members, by));
      /* The array keeps its references; only their places change. */
      for (guint k = 0; k < members->len; k++)
        orders->pdata[next++] = g_ptr_array_index (members, k);
    }

  return groups;
}
