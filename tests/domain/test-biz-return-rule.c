/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-return-rule.h"
#include "biz-return-unit.h"
#include "erp-error.h"

static BizDecimal
number (int tenths)
{
  return biz_decimal_new (tenths, 1);
}

static void
assert_is (const BizDecimal *value, int tenths)
{
  const BizDecimal wanted = number (tenths);
  g_autofree char *text = biz_decimal_to_string (value);

  if (biz_decimal_compare (value, &wanted) != 0)
    g_error ("%s instead of %d tenths", text, tenths);
}

/* delivered, expected, received, returnable */
static void
test_returnable (void)
{
  static const int cases[][4] = {
    { 50, 0, 0, 50 },  { 50, 20, 0, 30 }, { 50, 0, 20, 30 },
    { 50, 20, 30, 0 }, { 50, 40, 20, 0 }, /* more came back than went out: somebody's mistake,
                                             nothing is left */
    { 0, 0, 0, 0 },    { 15, 5, 5, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BizDecimal delivered = number (cases[i][0]);
      const BizDecimal expected = number (cases[i][1]);
      const BizDecimal received = number (cases[i][2]);
      const BizDecimal left = biz_return_rule_returnable (&delivered, &expected, &received);

      assert_is (&left, cases[i][3]);
    }
}

typedef struct
{
  const char *name;
  int ordered, delivered, expected, received, replaced, invoiced, credited;
  int creditable;
  BizReturnLimit limit;
  int replaceable;
} CreditCase;

static const CreditCase credit_cases[] = {
  { "came back", 50, 50, 0, 20, 0, 50, 0, 20, BIZ_RETURN_LIMIT_NONE, 20 },
  { "on its way", 50, 50, 20, 0, 0, 50, 0, 0, BIZ_RETURN_LIMIT_RECEIVED, 0 },
  { "credited once", 50, 50, 0, 20, 0, 50, 20, 0, BIZ_RETURN_LIMIT_SETTLED, 0 },
  { "credited in part", 50, 50, 0, 20, 0, 50, 5, 15, BIZ_RETURN_LIMIT_NONE, 15 },
  { "credited before it came", 50, 50, 0, 20, 0, 50, 30, 0, BIZ_RETURN_LIMIT_SETTLED, 0 },
  { "replaced", 50, 70, 0, 20, 20, 50, 0, 0, BIZ_RETURN_LIMIT_SETTLED, 0 },
  { "a replacement is about to go", 50, 50, 0, 20, 20, 50, 0, 0, BIZ_RETURN_LIMIT_SETTLED, 0 },
  { "one replaced, one to credit", 50, 60, 0, 20, 10, 50, 0, 10, BIZ_RETURN_LIMIT_NONE, 10 },
  { "not invoiced", 50, 50, 0, 20, 0, 0, 0, 0, BIZ_RETURN_LIMIT_INVOICED, 20 },
  { "what is kept was invoiced, no more", 50, 50, 0, 20, 0, 30, 0, 0, BIZ_RETURN_LIMIT_INVOICED,
    20 },
  { "a part of what came back was invoiced", 50, 50, 0, 20, 0, 40, 0, 10, BIZ_RETURN_LIMIT_NONE,
    20 },
  { "invoiced before it was delivered", 50, 20, 0, 10, 0, 50, 0, 10, BIZ_RETURN_LIMIT_NONE, 10 },
  { "the same, credited", 50, 20, 0, 10, 0, 50, 10, 0, BIZ_RETURN_LIMIT_SETTLED, 0 },
  { "an invoice made anew", 50, 50, 0, 20, 0, 100, 50, 20, BIZ_RETURN_LIMIT_NONE, 20 },
  { "an invoice made anew, then credited", 50, 50, 0, 20, 0, 100, 70, 0, BIZ_RETURN_LIMIT_SETTLED,
    0 },
  { "tenths", 15, 15, 0, 5, 0, 15, 0, 5, BIZ_RETURN_LIMIT_NONE, 5 },
  { "nothing at all", 0, 0, 0, 0, 0, 0, 0, 0, BIZ_RETURN_LIMIT_RECEIVED, 0 },
};

static BizReturnCounts
make_counts (const CreditCase *c)
{
  return (BizReturnCounts){ number (c->ordered),  number (c->delivered), number (c->expected),
                            number (c->received), number (c->replaced),  number (c->invoiced),
                            number (c->credited) };
}

static void
test_creditable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (credit_cases); i++)
    {
      const CreditCase *c = &credit_cases[i];
      const BizReturnCounts counts = make_counts (c);
      BizReturnLimit limit = BIZ_RETURN_LIMIT_NONE;
      BizDecimal left;

      g_test_message ("%s", c->name);
      left = biz_return_rule_creditable (&counts, &limit);
      assert_is (&left, c->creditable);
      g_assert_cmpint (limit, ==, c->limit);
      g_assert_true ((biz_return_limit_to_words (limit) == NULL) == (c->creditable > 0));
      left = biz_return_rule_replaceable (&counts);
      assert_is (&left, c->replaceable);
    }
}

/* What must hold after every credit note. */
static gboolean
holds (const CreditCase *c, int credited)
{
  const int kept = MAX (0, c->delivered - c->received);

  return credited <= c->received - c->replaced /* no more than came and was not sent again */
         && credited <= c->invoiced
         && c->invoiced - credited >= kept; /* the customer still pays for what he keeps */
}

/* One at a time, for as long as everything holds. */
static int
count_slowly (const CreditCase *c)
{
  int n = 0;

  while (n < 1000 && holds (c, c->credited + n + 1))
    n++;

  return n;
}

static void
test_slow_reference (void)
{
  GRand *random = g_rand_new_with_seed (11);
  guint n_some = 0;

  for (guint i = 0; i < 20000; i++)
    {
      CreditCase c = { "random" };
      BizReturnCounts counts;
      BizDecimal left;

      c.ordered = g_rand_int_range (random, 0, 12);
      c.delivered = g_rand_int_range (random, 0, 12);
      c.received = g_rand_int_range (random, 0, c.delivered + 1);
      c.replaced = g_rand_int_range (random, 0, c.received + 1);
      c.invoiced = g_rand_int_range (random, 0, 24);
      c.credited = g_rand_int_range (random, 0, c.invoiced + 1);
      counts = make_counts (&c);
      left = biz_return_rule_creditable (&counts, NULL);
      n_some += biz_return_is_positive (&left);
      /* Whatever happened before, the customer is asked for what he keeps. */
      counts.credited = biz_return_add (&counts.credited, &left);
      if (biz_return_is_positive (&left))
        {
          const BizDecimal kept = biz_return_subtract (&counts.delivered, &counts.received);
          const BizDecimal asked = biz_return_subtract (&counts.invoiced, &counts.credited);

          g_assert_cmpint (biz_decimal_compare (&asked, &kept), >=, 0);
        }
      if (c.invoiced > MAX (c.ordered, c.delivered))
        continue;
      assert_is (&left, count_slowly (&c));
      left = biz_return_rule_creditable (&counts, NULL);
      assert_is (&left, 0);
    }
  g_assert_cmpuint (n_some, >, 1000);
  g_rand_free (random);
}

static void
test_units (void)
{
  const BizReturnUnit piece = { 1, { 1, 0 }, TRUE };
  const BizReturnUnit dozen = { 2, { G_GINT64_CONSTANT (83333333333333), 15 }, TRUE };
  const BizReturnUnit third = { 4, { G_GINT64_CONSTANT (333333333333333), 15 }, TRUE };
  const BizReturnUnit new_piece = { 1, { 1, 0 }, FALSE };
  const BizReturnUnit new_dozen = { 2, { 12, 0 }, FALSE };
  const BizReturnUnit unknown = { 0, { 0, 0 }, FALSE };
  const BizReturnUnit nothing = { 3, { 0, 0 }, FALSE };
  const struct
  {
    const BizReturnUnit *from, *to;
    int quantity, result; /* tenths; -1: refused */
  } cases[] = {
    { &piece, &piece, 15, 15 },        { &dozen, &piece, 20, 240 },
    { &piece, &dozen, 240, 20 },       { &new_dozen, &new_piece, 20, 240 },
    { &new_piece, &new_dozen, 60, 5 }, { &third, &piece, 10, 30 },
    { &unknown, &unknown, 10, -1 },    { &new_piece, &unknown, 10, -1 },
    { &new_piece, &nothing, 10, -1 },  { &nothing, &nothing, 10, 10 },
    { &dozen, &new_piece, 10, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BizDecimal quantity = number (cases[i].quantity);
      g_autoptr (GError) error = NULL;
      BizDecimal result;
      gboolean done =
          biz_return_unit_convert (&quantity, cases[i].from, cases[i].to, &result, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (done, ==, cases[i].result >= 0);
      if (done)
        assert_is (&result, cases[i].result);
      else
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/return-rule/returnable", test_returnable);
  g_test_add_func ("/biz/return-rule/creditable", test_creditable);
  g_test_add_func ("/biz/return-rule/slow-reference", test_slow_reference);
  g_test_add_func ("/biz/return-rule/units", test_units);

  return g_test_run ();
}
