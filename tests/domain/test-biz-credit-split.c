/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An amount over lines of several taxes: to the cent, and never more than is left. */

#include "biz-credit-split.h"
#include "test-values.h"

#include <string.h>

/* A line of 1 x @net with its tax. @minor of 10^-@digits */
static BizCreditLine *
make_line (int tax, gint64 net, gint64 gross, guint digits)
{
  const BizMoney zero = biz_money_zero ("EUR", digits);
  const BizMoney net_money = biz_money_from_minor (net, "EUR", digits);
  const BizMoney gross_money = biz_money_from_minor (gross, "EUR", digits);
  g_autofree char *net_text = biz_money_format (&net_money, BIZ_MONEY_MACHINE);
  g_autofree char *gross_text = biz_money_format (&gross_money, BIZ_MONEY_MACHINE);
  g_autofree char *json = g_strdup_printf (
      "{\"id\":1,\"display_type\":\"product\",\"product_id\":7,\"name\":\"x\",\"quantity\":1,"
      "\"product_uom_id\":false,\"price_unit\":%s,\"discount\":0,\"tax_ids\":[%d],"
      "\"price_subtotal\":%s,\"price_total\":%s,\"account_id\":9}",
      net_text, tax, net_text, gross_text);
  g_autoptr (JsonObject) row = test_object (json);
  g_autoptr (GError) error = NULL;
  BizCreditLine *line = biz_credit_line_new_from_json (row, &zero, &error);

  g_assert_no_error (error);

  return line;
}

static void
add (GPtrArray *groups, int tax, gint64 net, gint64 gross, guint digits)
{
  g_autoptr (BizCreditLine) line = make_line (tax, net, gross, digits);

  biz_credit_groups_add (groups, line);
}

static GPtrArray *
new_groups (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)biz_credit_group_free);
}

typedef struct
{
  const char *what;
  gint64 lines[4][2]; /* net and gross of the taxes 1, 2, 3, 4; 0 ends */
  gint64 wanted;
  gint64 got; /* -1: refused */
  gint64 gross[4];
  gint64 net[4];
} Case;

static const Case cases[] = {
  { "all of it", { { 10000, 11900 } }, 11900, 11900, { 11900 }, { 10000 } },
  { "half of it", { { 10000, 11900 } }, 5950, 5950, { 5950 }, { 5000 } },
  { "a cent", { { 10000, 11900 } }, 1, 1, { 1 }, { 1 } },
  { "more than is left", { { 10000, 11900 } }, 11901, -1, { 0 }, { 0 } },
  { "nothing", { { 10000, 11900 } }, 0, -1, { 0 }, { 0 } },
  { "less than nothing", { { 10000, 11900 } }, -100, -1, { 0 }, { 0 } },
  { "no lines", { { 0 } }, 100, -1, { 0 }, { 0 } },
  { "without tax", { { 10000, 10000 } }, 3333, 3333, { 3333 }, { 3333 } },
  { "two taxes, all",
    { { 10000, 11900 }, { 10000, 10700 } },
    22600,
    22600,
    { 11900, 10700 },
    { 10000, 10000 } },
  { "two of the same weight", { { 100, 100 }, { 100, 100 } }, 101, 101, { 51, 50 }, { 51, 50 } },
  { "three and a cent over",
    { { 100, 100 }, { 100, 100 }, { 100, 100 } },
    100,
    100,
    { 34, 33, 33 },
    { 34, 33, 33 } },
  /* with 19 % no number of cents without tax makes 0.03 with it: 0.02 is as near as can be */
  { "a gap of the tax", { { 10000, 11900 } }, 3, 2, { 2 }, { 2 } },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (GPtrArray) groups = new_groups ();
      BizMoney gross = biz_money_from_minor (c->wanted, "EUR", 2);

      for (int j = 0; j < 4 && c->lines[j][0] != 0; j++)
        add (groups, j + 1, c->lines[j][0], c->lines[j][1], 2);
      g_test_message ("%s", c->what);
      if (c->got < 0)
        {
          g_assert_false (biz_credit_groups_split (groups, &gross));
          continue;
        }
      g_assert_true (biz_credit_groups_split (groups, &gross));
      for (guint j = 0; j < groups->len; j++)
        {
          const BizCreditGroup *group = g_ptr_array_index (groups, j);

          g_assert_cmpint (group->gross.minor, ==, c->gross[j]);
          g_assert_cmpint (group->net.minor, ==, c->net[j]);
        }
      g_assert_cmpint (gross.minor, ==, c->got);
    }
}

/* Lines of one tax and account are one group; what has nothing left, or of which nobody knows
 * whether tax is in it, is no part of any. */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) groups = new_groups ();
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonObject) section_row = test_object (
      "{\"id\":2,\"display_type\":\"line_section\",\"product_id\":false,\"name\":\"Section\"}");
  g_autoptr (JsonObject) odd_row = test_object (
      "{\"id\":3,\"display_type\":\"product\",\"product_id\":7,\"name\":\"x\",\"quantity\":1,"
      "\"product_uom_id\":false,\"price_unit\":110,\"discount\":0,\"tax_ids\":[1],"
      "\"price_subtotal\":100,\"price_total\":130,\"account_id\":9}");
  g_autoptr (BizCreditLine) section = biz_credit_line_new_from_json (section_row, &zero, NULL);
  g_autoptr (BizCreditLine) odd = biz_credit_line_new_from_json (odd_row, &zero, NULL);
  const BizCreditGroup *first;

  add (groups, 1, 100, 119, 2);
  add (groups, 2, 100, 107, 2);
  add (groups, 1, 50, 60, 2);
  add (groups, 1, -10, -12, 2);
  biz_credit_groups_add (groups, section);
  biz_credit_groups_add (groups, odd);
  g_assert_cmpuint (groups->len, ==, 2);
  first = g_ptr_array_index (groups, 0);
  g_assert_cmpuint (first->n_lines, ==, 2);
  g_assert_cmpint (first->net_left.minor, ==, 150);
  g_assert_cmpint (first->gross_left.minor, ==, 179);
}

/* Sums beyond what fits are left out, or refused; they do not come round below zero. */
static void
test_huge (void)
{
  g_autoptr (GPtrArray) groups = new_groups ();
  BizMoney gross = biz_money_from_minor (1000, "EUR", 0);
  const BizCreditGroup *first;

  add (groups, 1, 999999999999999, 999999999999999, 0);
  for (int i = 0; i < 9300; i++)
    add (groups, 1, 999999999999999, 999999999999999, 0);
  first = g_ptr_array_index (groups, 0);
  g_assert_cmpint (first->gross_left.minor, >, 0);
  g_assert_true (biz_credit_groups_split (groups, &gross));
  g_assert_cmpint (gross.minor, ==, 1000);
  for (int i = 0; i < 9300; i++)
    add (groups, 2, 999999999999999, 999999999999999, 0);
  g_assert_false (biz_credit_groups_split (groups, &gross));
}

/* Whatever the taxes: the parts add up, none is more than its group has, the tax on each is the
 * group's, and less than a cent for every cent of tax is missing from what was wanted. */
static void
test_laws (void)
{
  static const int percents[] = { 0, 7, 10, 19, 25, 100 };

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GPtrArray) groups = new_groups ();
      const guint n = (guint)g_test_rand_int_range (1, 5);
      gint64 all = 0, sum = 0;
      BizMoney gross;
      gint64 wanted;

      for (guint i = 0; i < n; i++)
        {
          const gint64 net = g_test_rand_int_range (1, 100000);
          const gint64 with_tax = net + (net * percents[g_test_rand_int_range (0, 6)] + 50) / 100;

          add (groups, (int)i + 1, net, with_tax, 2);
          all += with_tax;
        }
      wanted = g_test_rand_int_range (1, (gint32)all + 1);
      gross = biz_money_from_minor (wanted, "EUR", 2);
      if (!biz_credit_groups_split (groups, &gross))
        {
          g_assert_cmpint (gross.minor, ==, 0);
          continue;
        }
      for (guint i = 0; i < groups->len; i++)
        {
          const BizCreditGroup *group = g_ptr_array_index (groups, i);

          g_assert_cmpint (group->gross.minor, >=, 0);
          g_assert_cmpint (group->gross.minor, <=, group->gross_left.minor);
          g_assert_cmpint (group->net.minor, <=, group->net_left.minor);
          g_assert_cmpint (group->net.minor, <=, group->gross.minor);
          g_assert_true (group->net.minor > 0 || group->gross.minor == 0);
          sum += group->gross.minor;
        }
      g_assert_cmpint (sum, ==, gross.minor);
      g_assert_cmpint (gross.minor, <=, wanted);
      g_assert_cmpint (wanted - gross.minor, <=, 2 * (gint64)groups->len);
      if (wanted == all)
        g_assert_cmpint (gross.minor, ==, all);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/credit-split/cases", test_cases);
  g_test_add_func ("/biz/credit-split/groups", test_groups);
  g_test_add_func ("/biz/credit-split/huge", test_huge);
  g_test_add_func ("/biz/credit-split/laws", test_laws);

  return g_test_run ();
}
