/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-list.h"

#include "biz-collect-filter.h"
#include "biz-row-order.h"
#include "erp-domain.h"
#include "erp-local-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizCollectTotals
{
  GObject parent_instance;

  GArray *sums; /* (owned) (element-type BizCollectSum) */
};

G_DEFINE_FINAL_TYPE (BizCollectTotals, biz_collect_totals, G_TYPE_OBJECT)

static void
biz_collect_totals_finalize (GObject *object)
{
  g_clear_pointer (&BIZ_COLLECT_TOTALS (object)->sums, g_array_unref);

  G_OBJECT_CLASS (biz_collect_totals_parent_class)->finalize (object);
}

static void
biz_collect_totals_class_init (BizCollectTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_collect_totals_finalize;
}

static void
biz_collect_totals_init (BizCollectTotals *self)
{
}

GArray *
biz_collect_totals_get_sums (BizCollectTotals *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_TOTALS (self), NULL);

  return self->sums;
}

/* sums */

static BizCollectSum *
get_sum (GArray *sums, const BizMoney *zero)
{
  BizCollectSum made;

  for (guint i = 0; i < sums->len; i++)
    {
      BizCollectSum *sum = &g_array_index (sums, BizCollectSum, i);

      if (g_str_equal (sum->open.currency, zero->currency))
        return sum;
    }
  made.open = made.overdue = made.chaseable = *zero;
  for (guint i = 0; i < BIZ_COLLECT_N_BUCKETS; i++)
    made.buckets[i] = *zero;
  g_array_append_val (sums, made);

  return &g_array_index (sums, BizCollectSum, sums->len - 1);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  return strcmp (((const BizCollectSum *)a)->open.currency,
                 ((const BizCollectSum *)b)->open.currency);
}

/* What does not fit into a number any more stays out. */
static void
add (BizMoney *sum, const BizMoney *more)
{
  BizMoney result;

  if (biz_money_add (sum, more, &result, NULL))
    *sum = result;
}

GArray *
biz_collect_sum (GPtrArray *customers)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (BizCollectSum));

  g_return_val_if_fail (customers != NULL, sums);

  for (guint i = 0; i < customers->len; i++)
    {
      const BizCollectFacts *facts =
          biz_collect_customer_get_facts (g_ptr_array_index (customers, i));
      BizCollectSum *sum = get_sum (sums, &facts->zero);

      add (&sum->open, &facts->open);
      add (&sum->overdue, &facts->overdue);
      add (&sum->chaseable, &facts->chaseable);
      for (guint j = 0; j < BIZ_COLLECT_N_BUCKETS; j++)
        add (&sum->buckets[j], &facts->buckets[j]);
    }
  g_array_sort (sums, compare_sums);

  return sums;
}

/* What is overdue of those in credit, or (@nobody) of nobody, in the currency of @zero. */
static BizMoney
sum_others (GPtrArray *others, const BizMoney *zero, gboolean nobody, guint *n)
{
  BizMoney sum = *zero;

  *n = 0;
  for (guint i = 0; i < others->len; i++)
    {
      const BizCollectFacts *facts = biz_collect_customer_get_facts (g_ptr_array_index (others, i));

      if (!g_str_equal (facts->zero.currency, zero->currency) || (facts->id == 0) != nobody
          || facts->overdue.minor == 0)
        continue;
      add (&sum, &facts->overdue);
      (*n)++;
    }

  return sum;
}

static void
describe_bridge (const BizCollectSum *listed, GPtrArray *others, GString *text)
{
  const BizMoney zero = biz_money_zero (listed->open.currency, listed->open.digits);
  guint n_credit, n_nobody;
  BizMoney credit = sum_others (others, &zero, FALSE, &n_credit);
  BizMoney nobody = sum_others (others, &zero, TRUE, &n_nobody);
  BizMoney aged = listed->overdue;
  g_autofree char *total = NULL;

  if (n_credit == 0 && n_nobody == 0)
    return;
  add (&aged, &credit);
  add (&aged, &nobody);
  total = biz_money_format (&aged, BIZ_MONEY_SYMBOL);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: an amount of money */
  g_string_append_printf (text, _ ("Overdue in the ageing: %s."), total);
  if (n_credit > 0)
    {
      g_autofree char *amount = biz_money_format (&credit, BIZ_MONEY_SYMBOL);

      g_string_append_printf (text,
                              /* Translators: how many customers, and an amount below nothing */
                              ngettext (" It has %u customer more who is in credit: %s.",
                                        " It has %u customers more who are in credit: %s.",
                                        n_credit),
                              n_credit, amount);
    }
  if (n_nobody > 0)
    {
      g_autofree char *amount = biz_money_format (&nobody, BIZ_MONEY_SYMBOL);

      /* Translators: an amount of money */
      g_string_append_printf (text, _ (" It has entries without a customer: %s."), amount);
    }
}

char *
biz_collect_describe_bridge (GPtrArray *customers, GPtrArray *others)
{
  g_autoptr (GArray) sums = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (customers != NULL && others != NULL, g_string_free (text, FALSE));

  sums = biz_collect_sum (customers);
  for (guint i = 0; i < others->len; i++)
    get_sum (sums, &biz_collect_customer_get_facts (g_ptr_array_index (others, i))->zero);
  g_array_sort (sums, compare_sums);
  for (guint i = 0; i < sums->len; i++)
    describe_bridge (&g_array_index (sums, BizCollectSum, i), others, text);

  return g_string_free (text, FALSE);
}

GPtrArray *
biz_collect_select (GPtrArray *customers, BizFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (BizFilterMatcher) matcher = NULL;

  g_return_val_if_fail (customers != NULL, NULL);

  domain = filter != NULL ? biz_filter_to_domain (filter) : erp_domain_new ();
  matcher = biz_filter_matcher_new (domain, biz_collect_filter_get_fact, error);
  if (matcher == NULL)
    return NULL;
  for (guint i = 0; i < customers->len; i++)
    {
      if (biz_filter_matcher_fits (matcher, g_ptr_array_index (customers, i)))
        g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (customers, i)));
    }

  return g_steal_pointer (&selected);
}

/* order */

typedef struct
{
  BizCollectSort sort;
  gboolean descending;
} Wish;

static const BizMoney *
get_money (const BizCollectFacts *facts, BizCollectSort sort)
{
  switch (sort)
    {
    case BIZ_COLLECT_SORT_OVERDUE:
      return &facts->overdue;
    case BIZ_COLLECT_SORT_CHASEABLE:
      return &facts->chaseable;
    case BIZ_COLLECT_SORT_OPEN:
      return &facts->open;
    case BIZ_COLLECT_SORT_BUCKET_1:
    case BIZ_COLLECT_SORT_BUCKET_2:
    case BIZ_COLLECT_SORT_BUCKET_3:
    case BIZ_COLLECT_SORT_BUCKET_4:
      return &facts->buckets[sort - BIZ_COLLECT_SORT_BUCKET_1 + 1];
    default:
      return NULL;
    }
}

static int
compare_rating (const BizCollectFacts *a, const BizCollectFacts *b)
{
  /* who is not rated comes last */
  return biz_row_order_int (a->payer.rating != 0 ? a->payer.rating : 'Z',
                            b->payer.rating != 0 ? b->payer.rating : 'Z');
}

static int
compare_facts (const BizCollectFacts *a, const BizCollectFacts *b, BizCollectSort sort)
{
  switch (sort)
    {
    case BIZ_COLLECT_SORT_CUSTOMER:
      return biz_row_order_text (a->name, b->name);
    case BIZ_COLLECT_SORT_CURRENCY:
      return strcmp (a->zero.currency, b->zero.currency);
    case BIZ_COLLECT_SORT_OLDEST:
      return biz_row_order_int (a->oldest, b->oldest);
    case BIZ_COLLECT_SORT_PAID:
      return biz_row_order_day (&a->payer.last, &b->payer.last);
    case BIZ_COLLECT_SORT_CONTACT:
      return biz_row_order_day (&a->contact_on, &b->contact_on);
    case BIZ_COLLECT_SORT_NEXT:
      return biz_row_order_day (&a->next_on, &b->next_on);
    case BIZ_COLLECT_SORT_PROMISE:
      return biz_row_order_int (a->promise, b->promise);
    case BIZ_COLLECT_SORT_DISPUTE:
      return biz_row_order_int (a->is_disputed, b->is_disputed);
    case BIZ_COLLECT_SORT_LEVEL:
      return biz_row_order_int (a->reminder_level, b->reminder_level);
    case BIZ_COLLECT_SORT_RATING:
      return compare_rating (a, b);
    case BIZ_COLLECT_SORT_LATE:
      return biz_row_order_int (a->payer.days_late, b->payer.days_late);
    case BIZ_COLLECT_SORT_SALESPERSON:
      return biz_row_order_text (a->salesperson, b->salesperson);
    case BIZ_COLLECT_SORT_COMPANY:
      return biz_row_order_text (a->company, b->company);
    default:
      return biz_row_order_int (a->score, b->score);
    }
}

static int
compare_customers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Wish *wish = user_data;
  const BizCollectFacts *first = biz_collect_customer_get_facts (*(BizCollectCustomer *const *)a);
  const BizCollectFacts *second = biz_collect_customer_get_facts (*(BizCollectCustomer *const *)b);
  const BizMoney *money = get_money (first, wish->sort);
  int order = 0;

  if (money != NULL)
    {
      order = strcmp (first->zero.currency, second->zero.currency);
      if (order != 0)
        return order;
      order = biz_row_order_int (money->minor, get_money (second, wish->sort)->minor);
    }
  else
    order = compare_facts (first, second, wish->sort);
  if (wish->descending)
    order = -order;
  if (order == 0)
    order = biz_row_order_int (second->score, first->score);
  if (order == 0)
    order = biz_row_order_int (second->oldest, first->oldest);
  if (order == 0)
    order = biz_row_order_int (first->id, second->id);
  if (order == 0)
    order = strcmp (first->zero.currency, second->zero.currency);

  return order;
}

void
biz_collect_sort (GPtrArray *customers, BizCollectSort sort, gboolean descending)
{
  Wish wish = { sort, descending };

  g_return_if_fail (customers != NULL);

  g_ptr_array_sort_with_data (customers, compare_customers, &wish);
}

/* groups */

static const ErpLocalSubject subjects[] = {
  [BIZ_COLLECT_GROUP_NONE] = { "", N_ ("Not Grouped") },
  [BIZ_COLLECT_GROUP_SALESPERSON] = { "salesperson", N_ ("Salesperson") },
  [BIZ_COLLECT_GROUP_COMPANY] = { "company", N_ ("Company") },
  [BIZ_COLLECT_GROUP_RATING] = { "rating", N_ ("Payer Rating") },
  [BIZ_COLLECT_GROUP_PROMISE] = { "promise", N_ ("Promise") },
  [BIZ_COLLECT_GROUP_LEVEL] = { "level", N_ ("Reminder Level") },
};

const char *
biz_collect_group_by_get_name (BizCollectGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

const char *
biz_collect_group_by_get_label (BizCollectGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

gboolean
biz_collect_group_by_from_name (const char *name, BizCollectGroupBy *by)
{
  guint found;

  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  if (!erp_local_subject_find (subjects, G_N_ELEMENTS (subjects), name, &found))
    return FALSE;
  *by = (BizCollectGroupBy)found;

  return TRUE;
}

static const char *
get_rating_label (char rating)
{
  switch (rating)
    {
    case 'A':
      return _ ("A: pays on the day");
    case 'B':
      return _ ("B: pays a little late");
    case 'C':
      return _ ("C: pays late");
    case 'D':
      return _ ("D: pays very late");
    case 'E':
      return _ ("E: hardly pays");
    default:
      return _ ("Not rated");
    }
}

static const char *
get_label (gpointer customer, guint by)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (customer);
  static const char *const levels[] = { N_ ("No reminder"), N_ ("First reminder"),
                                        N_ ("Second reminder"), N_ ("Third reminder"),
                                        N_ ("Fourth reminder or more") };

  switch (by)
    {
    case BIZ_COLLECT_GROUP_SALESPERSON:
      return facts->salesperson != NULL ? facts->salesperson : _ ("No salesperson");
    case BIZ_COLLECT_GROUP_COMPANY:
      return facts->company != NULL ? facts->company : _ ("No company");
    case BIZ_COLLECT_GROUP_RATING:
      return get_rating_label (facts->payer.rating);
    case BIZ_COLLECT_GROUP_PROMISE:
      return biz_collect_promise_to_label (facts->promise);
    case BIZ_COLLECT_GROUP_LEVEL:
      return _ (levels[CLAMP (facts->reminder_level, 0, (int)G_N_ELEMENTS (levels) - 1)]);
    default:
      return "";
    }
}

static GObject *
add_up (GPtrArray *members)
{
  BizCollectTotals *totals = g_object_new (BIZ_TYPE_COLLECT_TOTALS, NULL);

  totals->sums = biz_collect_sum (members);

  return G_OBJECT (totals);
}

GPtrArray *
biz_collect_group (GPtrArray *customers, BizCollectGroupBy by)
{
  static const ErpLocalGrouper grouper = { .get_label = get_label, .sum = add_up };

  return erp_local_groups_make (customers, &grouper, by);
}

const char *
biz_collect_promise_to_label (BizCollectPromise promise)
{
  switch (promise)
    {
    case BIZ_COLLECT_PROMISE_OPEN:
      return _ ("Promised");
    case BIZ_COLLECT_PROMISE_BROKEN:
      return _ ("Promise broken");
    case BIZ_COLLECT_PROMISE_NONE:
    default:
      return _ ("Nothing promised");
    }
}

const char *
biz_collect_bucket_to_label (guint bucket)
{
  static const char *const labels[BIZ_COLLECT_N_BUCKETS] = {
    N_ ("Not due"), N_ ("1–30"), N_ ("31–60"), N_ ("61–90"), N_ ("Over 90"),
  };

  g_return_val_if_fail (bucket < BIZ_COLLECT_N_BUCKETS, "");

  return _ (labels[bucket]);
}
