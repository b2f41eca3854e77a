/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-order-risk.h"

typedef struct
{
  const char *name;
  const char *ordered;
  const char *delivered;
  const char *invoiced;
  gboolean on_delivery;
  gboolean is_over;
  gint64 total; /* of what is ordered, in cents */
  const char *price;
  gint64 to_invoice;
  gint64 to_deliver;
} Case;

static const Case cases[] = {
  { "nothing yet", "10", "0", "0", TRUE, FALSE, 119000, "0", 0, 119000 },
  { "partly delivered", "10", "4", "0", TRUE, FALSE, 119000, "0", 47600, 71400 },
  { "partly delivered, that invoiced", "10", "4", "4", TRUE, FALSE, 119000, "0", 0, 71400 },
  { "partly delivered, part of that invoiced", "10", "4", "1", TRUE, FALSE, 119000, "0", 35700,
    71400 },
  { "delivered", "10", "10", "0", TRUE, TRUE, 119000, "0", 119000, 0 },
  { "delivered and invoiced", "10", "10", "10", TRUE, TRUE, 119000, "0", 0, 0 },
  { "the rest will not come", "10", "6", "6", TRUE, TRUE, 119000, "0", 0, 0 },
  { "the rest will not come, the first is not invoiced", "10", "6", "0", TRUE, TRUE, 119000, "0",
    71400, 0 },
  { "all was cancelled", "10", "0", "0", TRUE, TRUE, 119000, "0", 0, 0 },
  { "more delivered than ordered", "10", "12", "0", TRUE, TRUE, 119000, "0", 142800, 0 },
  { "more delivered, the order invoiced", "10", "12", "10", TRUE, TRUE, 119000, "0", 23800, 0 },
  { "invoiced beyond", "10", "4", "6", TRUE, TRUE, 119000, "0", 0, 0 },
  { "invoiced before it came", "10", "2", "6", TRUE, FALSE, 119000, "0", 0, 47600 },
  { "credited again", "10", "10", "0", TRUE, TRUE, 119000, "0", 119000, 0 },
  { "returned and credited", "10", "0", "0", TRUE, TRUE, 119000, "0", 0, 0 },
  { "a service by order", "1", "0", "0", FALSE, FALSE, 50000, "0", 0, 50000 },
  { "a service by order, done", "1", "1", "0", FALSE, FALSE, 50000, "0", 50000, 0 },
  { "a service by order, invoiced before", "1", "0", "1", FALSE, FALSE, 50000, "0", 0, 0 },
  { "hours by order, half of them done", "8", "4", "2", FALSE, FALSE, 80000, "0", 20000, 40000 },
  { "by order, more done than ordered", "8", "12", "0", FALSE, FALSE, 80000, "0", 80000, 0 },
  { "by order, though nothing will come", "8", "0", "0", FALSE, TRUE, 80000, "0", 0, 80000 },
  { "parts of units", "2.5", "0.5", "0", TRUE, FALSE, 10001, "0", 2000, 8001 },
  { "thirds add up", "3", "1", "0", TRUE, FALSE, 10000, "0", 3333, 6667 },
  { "half cents go up", "2", "1", "0", TRUE, FALSE, 1, "0", 1, 0 },
  { "finer than the order is", "1", "0.333", "0", TRUE, FALSE, 10000, "0", 3330, 6670 },
  { "an expense, ordered as nothing", "0", "4", "0", TRUE, TRUE, 0, "20.5", 8200, 0 },
  { "an expense that is invoiced", "0", "4", "4", TRUE, TRUE, 0, "20.5", 0, 0 },
  { "for free", "10", "4", "0", TRUE, FALSE, 0, "0", 0, 0 },
  { "a return", "-2", "0", "0", TRUE, FALSE, -20000, "0", 0, -20000 },
  { "a return that came", "-2", "-2", "0", TRUE, TRUE, -20000, "0", -20000, 0 },
  { "a return that was credited", "-2", "-2", "-2", TRUE, TRUE, -20000, "0", 0, 0 },
};

static BizDecimal
read_number (const char *text)
{
  BizDecimal number;

  g_assert_true (biz_decimal_parse (text, 6, &number, NULL));

  return number;
}

static BizOrderLine
make_line (const Case *c)
{
  BizOrderLine line = { 0 };

  line.ordered = read_number (c->ordered);
  line.delivered = read_number (c->delivered);
  line.invoiced = read_number (c->invoiced);
  line.price = read_number (c->price);
  line.on_delivery = c->on_delivery;
  line.is_over = c->is_over;
  line.total = biz_money_from_minor (c->total, "EUR", 2);

  return line;
}

static void
test_line (gconstpointer data)
{
  const Case *c = data;
  const BizOrderLine line = make_line (c);
  BizMoney to_invoice, to_deliver;
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_order_risk_compute (&line, &to_invoice, &to_deliver, &error));
  g_assert_no_error (error);
  g_assert_cmpint (to_invoice.minor, ==, c->to_invoice);
  g_assert_cmpint (to_deliver.minor, ==, c->to_deliver);
  g_assert_cmpstr (to_invoice.currency, ==, "EUR");
  g_assert_cmpstr (to_deliver.currency, ==, "EUR");
}

static void
test_too_large (void)
{
  BizOrderLine line = { 0 };
  BizMoney to_invoice, to_deliver;
  g_autoptr (GError) error = NULL;

  line.ordered = biz_decimal_new (1, 0);
  line.delivered = biz_decimal_new (G_MAXINT64 / 2, 0);
  line.on_delivery = TRUE;
  line.total = biz_money_from_minor (G_MAXINT64 / 2, "EUR", 2);
  g_assert_false (biz_order_risk_compute (&line, &to_invoice, &to_deliver, &error));
  g_assert_nonnull (error);
}

/* Whatever the numbers are: nothing is counted twice, and a step on never adds to what is owed. */
static void
test_steps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 5000; i++)
    {
      BizOrderLine line = { 0 };
      BizMoney to_invoice, to_deliver, more_invoice, more_deliver;
      const int ordered = g_rand_int_range (random, 1, 50);
      const int delivered = g_rand_int_range (random, 0, 60);
      const int invoiced = g_rand_int_range (random, 0, 60);

      line.ordered = biz_decimal_new (ordered, 0);
      line.delivered = biz_decimal_new (delivered, 0);
      line.invoiced = biz_decimal_new (invoiced, 0);
      line.on_delivery = g_rand_boolean (random);
      line.total = biz_money_from_minor (g_rand_int_range (random, 0, 1000000), "EUR", 2);
      g_assert_true (biz_order_risk_compute (&line, &to_invoice, &to_deliver, NULL));
      g_assert_cmpint (to_invoice.minor, >=, 0);
      g_assert_cmpint (to_deliver.minor, >=, 0);
      if (delivered <= ordered)
        g_assert_cmpint (to_invoice.minor + to_deliver.minor, <=, line.total.minor);
      /* one more is invoiced */
      line.invoiced.mantissa++;
      g_assert_true (biz_order_risk_compute (&line, &more_invoice, &more_deliver, NULL));
      g_assert_cmpint (more_invoice.minor + more_deliver.minor, <=,
                       to_invoice.minor + to_deliver.minor);
      /* nothing more will come */
      line.invoiced.mantissa--;
      line.is_over = TRUE;
      g_assert_true (biz_order_risk_compute (&line, &more_invoice, &more_deliver, NULL));
      g_assert_cmpint (more_invoice.minor, ==, to_invoice.minor);
      g_assert_cmpint (more_deliver.minor, <=, to_deliver.minor);
    }
}

typedef struct
{
  gint64 prepaid;
  gint64 to_invoice;
  gint64 to_deliver;
  gint64 left_to_invoice;
  gint64 left_to_deliver;
} Advance;

static void
test_advance (void)
{
  static const Advance advances[] = {
    { 0, 300, 700, 300, 700 },      { 200, 300, 700, 100, 700 }, { 300, 300, 700, 0, 700 },
    { 500, 300, 700, 0, 500 },      { 1000, 300, 700, 0, 0 },    { 1500, 300, 700, 0, 0 },
    { -100, 300, 700, 300, 700 },   { 300, 0, 1000, 0, 700 },    { 300, -200, 1000, -200, 700 },
    { 300, 1000, -200, 700, -200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (advances); i++)
    {
      const BizMoney prepaid = biz_money_from_minor (advances[i].prepaid, "EUR", 2);
      BizMoney to_invoice = biz_money_from_minor (advances[i].to_invoice, "EUR", 2);
      BizMoney to_deliver = biz_money_from_minor (advances[i].to_deliver, "EUR", 2);

      biz_order_risk_deduct (&prepaid, &to_invoice, &to_deliver);
      g_assert_cmpint (to_invoice.minor, ==, advances[i].left_to_invoice);
      g_assert_cmpint (to_deliver.minor, ==, advances[i].left_to_deliver);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/order-risk/line/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_line);
    }
  g_test_add_func ("/biz/order-risk/too-large", test_too_large);
  g_test_add_func ("/biz/order-risk/steps", test_steps);
  g_test_add_func ("/biz/order-risk/advance", test_advance);

  return g_test_run ();
}
