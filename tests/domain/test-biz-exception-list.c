/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-exception-list.h"
#include "erp-group.h"

/* What each of the rows is, by its id. */
static const struct
{
  BizExceptionKind kind;
  gint64 id;
  const char *document;
  const char *partner;
  const char *salesperson;
  gint64 minor;
  const char *currency;
  int days;
} rows[] = {
  { BIZ_EXCEPTION_LAG, 1, "S1", "Deco", "Anna", 1000, "EUR", 20 },
  { BIZ_EXCEPTION_HELD, 2, "S2", "Acme", "Bert", 500, "USD", 3 },
  { BIZ_EXCEPTION_LAG, 3, "S3", "Acme", NULL, 9000, "EUR", 9 },
  { BIZ_EXCEPTION_PRICE, 4, "S4", NULL, "Anna", -700, "EUR", 0 },
  { BIZ_EXCEPTION_LATE, 5, "OUT/5", "Deco", "Anna", 100, "USD", 40 },
  { BIZ_EXCEPTION_LAG, 6, "S6", "Deco", "Anna", 1000, "EUR", 20 },
};

static GPtrArray *
make_all (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BizException *exception = biz_exception_new (rows[i].kind);
      BizExceptionFacts *facts = biz_exception_get_facts (exception);

      facts->id = rows[i].id;
      facts->document = g_strdup (rows[i].document);
      facts->partner = g_strdup (rows[i].partner);
      facts->salesperson = g_strdup (rows[i].salesperson);
      facts->value = biz_money_from_minor (rows[i].minor, rows[i].currency, 2);
      facts->days = rows[i].days;
      g_ptr_array_add (all, exception);
    }
  return all;
}

static char *
describe (GPtrArray *all)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, "%d", (int)biz_exception_get_facts (all->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static void
test_sort (void)
{
  static const struct
  {
    BizExceptionSort sort;
    gboolean descending;
    const char *expected;
  } cases[] = {
    { BIZ_EXCEPTION_SORT_WORST, FALSE, "254316" },
    { BIZ_EXCEPTION_SORT_WORST, TRUE, "163452" },
    { BIZ_EXCEPTION_SORT_DOCUMENT, FALSE, "512346" },
    /* What has no customer is last, and first the other way round. */
    { BIZ_EXCEPTION_SORT_CUSTOMER, FALSE, "235164" },
    { BIZ_EXCEPTION_SORT_CUSTOMER, TRUE, "451623" },
    /* Currencies are not compared: EUR stays before USD. */
    { BIZ_EXCEPTION_SORT_VALUE, FALSE, "416352" },
    { BIZ_EXCEPTION_SORT_VALUE, TRUE, "316425" },
    { BIZ_EXCEPTION_SORT_DAYS, TRUE, "516324" },
    { BIZ_EXCEPTION_SORT_CURRENCY, FALSE, "431625" },
    { BIZ_EXCEPTION_SORT_SALESPERSON, FALSE, "541623" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) all = make_all ();
      g_autofree char *order = NULL;

      biz_exception_sort (all, cases[i].sort, cases[i].descending);
      order = describe (all);
      g_test_message ("sort %d %s", cases[i].sort, cases[i].descending ? "down" : "up");
      g_assert_cmpstr (order, ==, cases[i].expected);
    }
}

static char *
describe_groups (GPtrArray *groups)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      ErpGroup *group = groups->pdata[i];
      GArray *sums = biz_exception_totals_get_sums (erp_group_get_totals (group));

      g_string_append_printf (text, "%s%s %d:", i > 0 ? "; " : "", erp_group_get_label (group),
                              (int)erp_group_get_count (group));
      for (guint k = 0; k < sums->len; k++)
        {
          const BizMoney *sum = &g_array_index (sums, BizMoney, k);

          g_string_append_printf (text, " %d %s", (int)sum->minor, sum->currency);
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_group (void)
{
  static const struct
  {
    BizExceptionGroupBy by;
    const char *groups;
    const char *order;
  } cases[] = {
    { BIZ_EXCEPTION_GROUP_KIND,
      "Held 1: 500 USD; Late 1: 100 USD; Price 1: -700 EUR; Not invoiced 3: 11000 EUR", "254316" },
    { BIZ_EXCEPTION_GROUP_CUSTOMER,
      "Acme 2: 9000 EUR 500 USD; Deco 3: 2000 EUR 100 USD; No customer 1: -700 EUR", "235164" },
    { BIZ_EXCEPTION_GROUP_SALESPERSON,
      "Bert 1: 500 USD; Anna 4: 1300 EUR 100 USD; No salesperson 1: 9000 EUR", "254163" },
    { BIZ_EXCEPTION_GROUP_COMPANY, "No company 6: 10300 EUR 600 USD", "254316" },
    { BIZ_EXCEPTION_GROUP_CURRENCY, "USD 2: 600 USD; EUR 4: 10300 EUR", "254316" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) all = make_all ();
      g_autoptr (GPtrArray) groups = NULL;
      g_autofree char *text = NULL;
      g_autofree char *order = NULL;

      biz_exception_sort (all, BIZ_EXCEPTION_SORT_WORST, FALSE);
      groups = biz_exception_group (all, cases[i].by);
      text = describe_groups (groups);
      order = describe (all);
      g_assert_cmpstr (text, ==, cases[i].groups);
      g_assert_cmpstr (order, ==, cases[i].order);
    }
}

static void
test_names (void)
{
  for (guint by = 0; by < BIZ_EXCEPTION_N_GROUPS; by++)
    {
      BizExceptionGroupBy found;

      g_assert_true (
          biz_exception_group_by_from_name (biz_exception_group_by_get_name (by), &found));
      g_assert_cmpuint (found, ==, by);
      g_assert_cmpstr (biz_exception_group_by_get_label (by), !=, "");
    }
  g_assert_false (biz_exception_group_by_from_name ("purple", &(BizExceptionGroupBy){
                                                                  BIZ_EXCEPTION_GROUP_NONE }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exception-list/sort", test_sort);
  g_test_add_func ("/exception-list/group", test_group);
  g_test_add_func ("/exception-list/names", test_names);
  return g_test_run ();
}
