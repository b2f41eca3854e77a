/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-list.h"

#include "biz-row-order.h"
#include "erp-local-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizDeskTotals
{
  GObject parent_instance;

  GArray *sums;         /* (owned) (element-type BizMoney) */
  GArray *company_sums; /* (owned) (element-type BizMoney) */
};

G_DEFINE_FINAL_TYPE (BizDeskTotals, biz_desk_totals, G_TYPE_OBJECT)

static void
biz_desk_totals_finalize (GObject *object)
{
  BizDeskTotals *self = BIZ_DESK_TOTALS (object);

  g_clear_pointer (&self->sums, g_array_unref);
  g_clear_pointer (&self->company_sums, g_array_unref);

  G_OBJECT_CLASS (biz_desk_totals_parent_class)->finalize (object);
}

static void
biz_desk_totals_class_init (BizDeskTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_desk_totals_finalize;
}

static void
biz_desk_totals_init (BizDeskTotals *self)
{
  self->sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  self->company_sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
}

static int
compare_currency (gconstpointer a, gconstpointer b)
{
  return strcmp (((const BizMoney *)a)->currency, ((const BizMoney *)b)->currency);
}

static void
add_value (GArray *sums, const BizMoney *value)
{
  for (guint i = 0; i < sums->len; i++)
    {
      BizMoney *sum = &g_array_index (sums, BizMoney, i);
      BizMoney more;

      if (!g_str_equal (sum->currency, value->currency))
        continue;
      if (biz_money_add (sum, value, &more, NULL))
        *sum = more;
      return;
    }
  g_array_append_vals (sums, value, 1);
  g_array_sort (sums, compare_currency);
}

/**
 * biz_desk_totals_new:
 * @entries: (element-type BizDeskEntry): rows
 *
 * Returns: (transfer full): what they come to
 */
BizDeskTotals *
biz_desk_totals_new (GPtrArray *entries)
{
  BizDeskTotals *self = g_object_new (BIZ_TYPE_DESK_TOTALS, NULL);

  g_return_val_if_fail (entries != NULL, self);

  for (guint i = 0; i < entries->len; i++)
    {
      const BizDeskFacts *facts = biz_desk_entry_get_facts (g_ptr_array_index (entries, i));

      add_value (self->sums, &facts->value);
      add_value (self->company_sums, &facts->company_value);
    }

  return self;
}

GArray *
biz_desk_totals_get_sums (BizDeskTotals *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_TOTALS (self), NULL);

  return self->sums;
}

GArray *
biz_desk_totals_get_company_sums (BizDeskTotals *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_TOTALS (self), NULL);

  return self->company_sums;
}

/* order */

typedef struct
{
  BizDeskSort sort;
  gboolean descending;
} Wish;

/* An entry while it is sorted. Texts are prepared once, not at each comparison. */
typedef struct
{
  BizDeskEntry *entry; /* the array's */
  const BizDeskFacts *facts;
  char *key; /* (owned) (nullable) */
} Place;

static int
compare_company_value (const BizDeskFacts *a, const BizDeskFacts *b)
{
  return biz_row_order_int (a->company_value.minor, b->company_value.minor);
}

static int
compare_worst (const BizDeskFacts *a, const BizDeskFacts *b)
{
  int order = biz_row_order_int (a->standing, b->standing);

  if (order == 0)
    order = strcmp (a->company_value.currency, b->company_value.currency);
  if (order == 0)
    order = -compare_company_value (a, b);

  return order;
}

static const char *
get_document (const BizDeskFacts *facts)
{
  return facts->delivery != NULL ? facts->delivery->name : facts->order->name;
}

/* (nullable): what is sorted by, where that is text; none comes last */
static const char *
get_text (const BizDeskFacts *facts, BizDeskSort sort)
{
  switch (sort)
    {
    case BIZ_DESK_SORT_DOCUMENT:
      return get_document (facts);
    case BIZ_DESK_SORT_CUSTOMER:
      return facts->order->partner;
    case BIZ_DESK_SORT_WHO:
      return facts->who;
    case BIZ_DESK_SORT_ORDER:
      return facts->order->name;
    case BIZ_DESK_SORT_SALESPERSON:
      return facts->order->salesperson;
    case BIZ_DESK_SORT_COMPANY:
      return facts->order->company;
    default:
      return NULL;
    }
}

static int
compare_keys (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return strcmp (a, b);
}

static int
compare_places (const Place *a, const Place *b, BizDeskSort sort)
{
  switch (sort)
    {
    case BIZ_DESK_SORT_DOCUMENT:
    case BIZ_DESK_SORT_CUSTOMER:
    case BIZ_DESK_SORT_WHO:
    case BIZ_DESK_SORT_ORDER:
    case BIZ_DESK_SORT_SALESPERSON:
    case BIZ_DESK_SORT_COMPANY:
      return compare_keys (a->key, b->key);
    case BIZ_DESK_SORT_CAUSE:
      return biz_row_order_int (a->facts->causes, b->facts->causes);
    case BIZ_DESK_SORT_VALUE:
      return compare_company_value (a->facts, b->facts);
    case BIZ_DESK_SORT_CURRENCY:
      return strcmp (a->facts->value.currency, b->facts->value.currency);
    case BIZ_DESK_SORT_DAYS:
      return biz_row_order_int (a->facts->days, b->facts->days);
    case BIZ_DESK_SORT_REVIEW:
      return biz_row_order_day (&a->facts->review, &b->facts->review);
    case BIZ_DESK_SORT_WORST:
    default:
      return compare_worst (a->facts, b->facts);
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Wish *wish = user_data;
  const Place *left = a;
  const Place *right = b;
  const BizDeskFacts *first = left->facts;
  const BizDeskFacts *second = right->facts;
  int order = 0;

  if (wish->sort == BIZ_DESK_SORT_VALUE)
    order = strcmp (first->company_value.currency, second->company_value.currency);
  if (order != 0)
    return order;
  order = compare_places (left, right, wish->sort);
  if (wish->descending)
    order = -order;
  if (order == 0)
    order = compare_worst (first, second);
  if (order == 0)
    order = biz_row_order_int (first->order->id, second->order->id);
  if (order == 0)
    order = biz_row_order_int (first->delivery != NULL ? first->delivery->id : 0,
                               second->delivery != NULL ? second->delivery->id : 0);

  return order;
}

/**
 * biz_desk_sort:
 * @entries: (element-type BizDeskEntry): sorted in place; nobody else may use the array meanwhile
 * @sort: by what
 * @descending: the other way round
 *
 * In any thread.
 */
void
biz_desk_sort (GPtrArray *entries, BizDeskSort sort, gboolean descending)
{
  Wish wish = { sort, descending };
  g_autofree Place *places = NULL;

  g_return_if_fail (entries != NULL);

  places = g_new (Place, entries->len + 1);
  for (guint i = 0; i < entries->len; i++)
    {
      const char *text;

      places[i].entry = g_ptr_array_index (entries, i);
      places[i].facts = biz_desk_entry_get_facts (places[i].entry);
      text = get_text (places[i].facts, sort);
      places[i].key = text != NULL ? g_utf8_collate_key (text, -1) : NULL;
    }
  if (entries->len > 1)
    g_qsort_with_data (places, (int)entries->len, sizeof *places, compare_entries, &wish);
  for (guint i = 0; i < entries->len; i++)
    {
      entries->pdata[i] = places[i].entry;
      g_free (places[i].key);
    }
}

void
biz_desk_count_news (GPtrArray *entries, guint counts[BIZ_DESK_N_NEWS])
{
  memset (counts, 0, sizeof (guint) * BIZ_DESK_N_NEWS);
  for (guint i = 0; i < entries->len; i++)
    for (guint news = 0; news < BIZ_DESK_N_NEWS; news++)
      if ((biz_desk_entry_get_facts (g_ptr_array_index (entries, i))->news & BIZ_DESK_BIT (news))
          != 0)
        counts[news]++;
}

/* groups */

static const ErpLocalSubject subjects[] = {
  [BIZ_DESK_GROUP_NONE] = { "", N_ ("Not Grouped") },
  [BIZ_DESK_GROUP_CUSTOMER] = { "customer", N_ ("Customer") },
  [BIZ_DESK_GROUP_CAUSE] = { "cause", N_ ("Cause") },
  [BIZ_DESK_GROUP_COMPANY] = { "company", N_ ("Company") },
  [BIZ_DESK_GROUP_WHO] = { "who", N_ ("Who Asked") },
  [BIZ_DESK_GROUP_STANDING] = { "standing", N_ ("State") },
  [BIZ_DESK_GROUP_CURRENCY] = { "currency", N_ ("Currency") },
};

const char *
biz_desk_group_by_get_name (BizDeskGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

const char *
biz_desk_group_by_get_label (BizDeskGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

gboolean
biz_desk_group_by_from_name (const char *name, BizDeskGroupBy *by)
{
  guint found;

  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  if (!erp_local_subject_find (subjects, G_N_ELEMENTS (subjects), name, &found))
    return FALSE;
  *by = (BizDeskGroupBy)found;

  return TRUE;
}

/* The first cause: a row is in one group. */
static const char *
get_cause (guint bits)
{
  for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
    if ((bits & BIZ_DESK_BIT (i)) != 0)
      return biz_desk_cause_to_label ((BizDeskCause)i);

  return _ ("No cause");
}

static const char *
get_label (gpointer record, guint by)
{
  const BizDeskFacts *facts = biz_desk_entry_get_facts (record);
  const BizDeskOrder *order = facts->order;

  switch (by)
    {
    case BIZ_DESK_GROUP_CUSTOMER:
      return order->group != NULL     ? order->group
             : order->partner != NULL ? order->partner
                                      : _ ("No customer");
    case BIZ_DESK_GROUP_CAUSE:
      return get_cause (facts->causes);
    case BIZ_DESK_GROUP_COMPANY:
      return order->company != NULL ? order->company : _ ("No company");
    case BIZ_DESK_GROUP_WHO:
      return facts->who != NULL ? facts->who : _ ("Nobody");
    case BIZ_DESK_GROUP_STANDING:
      return biz_desk_standing_to_label (facts->standing);
    case BIZ_DESK_GROUP_CURRENCY:
      return facts->value.currency;
    case BIZ_DESK_GROUP_NONE:
    case BIZ_DESK_N_GROUPS:
    default:
      return "";
    }
}

static GObject *
add_up (GPtrArray *members)
{
  return G_OBJECT (biz_desk_totals_new (members));
}

/* Two customers of one name are two. */
static char *
dup_key (gpointer record, guint by)
{
  if (by == BIZ_DESK_GROUP_CUSTOMER)
    return g_strdup_printf ("%" G_GINT64_FORMAT,
                            biz_desk_entry_get_facts (record)->order->group_id);

  return g_strdup (get_label (record, by));
}

GPtrArray *
biz_desk_group (GPtrArray *entries, BizDeskGroupBy by)
{
  static const ErpLocalGrouper grouper = { get_label, dup_key, add_up };

  g_return_val_if_fail (entries != NULL, NULL);

  return erp_local_groups_make (entries, &grouper, by);
}
