/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"
#include "demo-tax.h"

#define P(x) ((gint64)((x)*1000000.0 + 0.5)) /* price, quantity, per cent */

typedef struct
{
  const char *name;
  gboolean globally;
  DemoTax taxes[2];
  DemoTaxLine lines[3];
  gint64 subtotals[3], amounts[3];
  gint64 tax[2], bases[2];
} Case;

static const Case cases[] = {
  /* 10.33 less 5 % is 9.8135: three of them are 29.44, one cent more than three times 9.81. */
  { "globally",
    TRUE,
    { { 1, P (15), FALSE, 0, 0 } },
    { { P (10.33), P (1), P (5), 1, 0, 0, 0 },
      { P (10.33), P (1), P (5), 1, 0, 0, 0 },
      { P (10.33), P (1), P (5), 1, 0, 0, 0 } },
    { 981, 981, 981 },
    { 982, 981, 981 },
    { 442, 0 },
    { 2944, 0 } },
  { "per line",
    FALSE,
    { { 1, P (15), FALSE, 0, 0 } },
    { { P (10.33), P (1), P (5), 1, 0, 0, 0 },
      { P (10.33), P (1), P (5), 1, 0, 0, 0 },
      { P (10.33), P (1), P (5), 1, 0, 0, 0 } },
    { 981, 981, 981 },
    { 981, 981, 981 },
    { 441, 0 },
    { 2943, 0 } },
  { "two taxes on different lines",
    TRUE,
    { { 1, P (19), FALSE, 0, 0 }, { 2, P (7), FALSE, 0, 0 } },
    { { P (100), P (3), 0, 1, 0, 0, 0 }, { P (49.99), P (1), 0, 2, 0, 0, 0 }, { 0 } },
    { 30000, 4999, 0 },
    { 30000, 4999, 0 },
    { 5700, 350 },
    { 30000, 4999 } },
  { "included in the price",
    TRUE,
    { { 1, P (19), TRUE, 0, 0 } },
    { { P (119), P (2), 0, 1, 0, 0, 0 }, { 0 }, { 0 } },
    { 20000, 0, 0 },
    { 20000, 0, 0 },
    { 3800, 0 },
    { 20000, 0 } },
  { "half a cent goes away from zero",
    TRUE,
    { { 1, P (10), FALSE, 0, 0 } },
    { { P (0.05), P (1), 0, 1, 0, 0, 0 }, { P (0.125), P (1), 0, 0, 0, 0, 0 }, { 0 } },
    { 5, 13, 0 },
    { 5, 13, 0 },
    { 1, 0 },
    { 5, 0 } },
  { "returned goods are negative",
    TRUE,
    { { 1, P (19), FALSE, 0, 0 } },
    { { P (9.99), -P (3), 0, 1, 0, 0, 0 }, { 0 }, { 0 } },
    { -2997, 0, 0 },
    { -2997, 0, 0 },
    { -569, 0 },
    { -2997, 0 } },
};

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Case c = cases[i];

      g_test_message ("%s", c.name);
      demo_tax_document (c.lines, 3, c.taxes, 2, 2, c.globally);
      for (guint l = 0; l < 3; l++)
        {
          g_assert_cmpint (c.lines[l].subtotal, ==, c.subtotals[l]);
          g_assert_cmpint (c.lines[l].amount, ==, c.amounts[l]);
        }
      for (guint t = 0; t < 2; t++)
        {
          g_assert_cmpint (c.taxes[t].amount, ==, c.tax[t]);
          g_assert_cmpint (c.taxes[t].base, ==, c.bases[t]);
        }
    }
}

static void
test_amounts (void)
{
  static const struct
  {
    gint64 value;
    int digits;
    const char *text;
  } texts[] = {
    { 0, 2, "0.00" },
    { 5, 2, "0.05" },
    { -123456, 2, "-1,234.56" },
    { 100000000, 2, "1,000,000.00" },
    { 1234, 0, "1,234" },
    { 999, 0, "999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = demo_amount_format (texts[i].value, texts[i].digits);

      g_assert_cmpstr (text, ==, texts[i].text);
    }
  g_assert_cmpint (demo_amount_muldiv (G_MAXINT64, 3, 3), ==, G_MAXINT64);
  g_assert_cmpint (demo_amount_muldiv (5, 1, 2), ==, 3);
  g_assert_cmpint (demo_amount_muldiv (-5, 1, 2), ==, -3);
  g_assert_cmpint (demo_amount_muldiv (1, 1, 3), ==, 0);
  g_assert_cmpint (demo_amount_muldiv (2, 1, 3), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/tax/documents", test_documents);
  g_test_add_func ("/demo/tax/amounts", test_amounts);
  return g_test_run ();
}
