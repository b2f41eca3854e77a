/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The totals below an invoice, in both forms that servers have for them. */

#include "biz-tax-line.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define NEW_GROUP(name, base, tax)                                                                 \
  "{\"group_name\":" name ",\"base_amount_currency\":" base ",\"tax_amount_currency\":" tax "}"
#define NEW(groups, base, total)                                                                   \
  "{\"subtotals\":[{\"tax_groups\":[" groups "]}],\"base_amount_currency\":" base                  \
  ",\"total_amount_currency\":" total "}"
#define OLD_GROUP(name, base, tax)                                                                 \
  "{\"tax_group_name\":" name ",\"tax_group_base_amount\":" base ",\"tax_group_amount\":" tax "}"
#define OLD(groups, untaxed, total)                                                                \
  "{\"groups_by_subtotal\":{\"Untaxed Amount\":[" groups "]},\"amount_untaxed\":" untaxed          \
  ",\"amount_total\":" total "}"

typedef struct
{
  const char *what;
  const char *json;
  guint digits;
  int n; /* -1: refused */
  gint64 untaxed, tax, total;
} Case;

static const Case cases[] = {
  { "new, one", NEW (NEW_GROUP ("\"19%\"", "100", "19"), "100", "119"), 2, 1, 10000, 1900, 11900 },
  { "new, two",
    NEW (NEW_GROUP ("\"19%\"", "100", "19") "," NEW_GROUP ("\"7%\"", "50", "3.5"), "150", "172.5"),
    2, 2, 15000, 2250, 17250 },
  { "new, none", NEW ("", "100", "100"), 2, 0, 10000, 0, 10000 },
  { "new, no subtotals",
    "{\"subtotals\":[],\"base_amount_currency\":0,\"total_amount_currency\":0}", 2, 0, 0, 0, 0 },
  { "new, taken off", NEW (NEW_GROUP ("\"WHT\"", "100", "-15"), "100", "85"), 2, 1, 10000, -1500,
    8500 },
  { "new, unrounded", NEW (NEW_GROUP ("\"x\"", "44.991", "8.548"), "44.991", "53.539"), 2, 1, 4499,
    855, 5354 },
  { "new, yen", NEW (NEW_GROUP ("\"x\"", "1000", "100"), "1000", "1100"), 0, 1, 1000, 100, 1100 },
  { "new, dinars", NEW (NEW_GROUP ("\"x\"", "1.250", "0.063"), "1.25", "1.313"), 3, 1, 1250, 63,
    1313 },
  { "new, a group without a name", NEW (NEW_GROUP ("false", "1", "1"), "1", "2"), 2, 1, 100, 100,
    200 },
  { "new, a name that is none", NEW (NEW_GROUP ("7", "1", "1"), "1", "2"), 2, -1, 0, 0, 0 },
  { "new, an amount that is none", NEW (NEW_GROUP ("\"x\"", "\"1\"", "1"), "1", "2"), 2, -1, 0, 0,
    0 },
  { "new, no total", "{\"subtotals\":[],\"base_amount_currency\":0}", 2, -1, 0, 0, 0 },
  { "new, groups that are none",
    "{\"subtotals\":[{\"tax_groups\":{}}],\"base_amount_currency\":0,\"total_amount_currency\":0}",
    2, -1, 0, 0, 0 },
  { "new, a subtotal that is none",
    "{\"subtotals\":[7],\"base_amount_currency\":0,\"total_amount_currency\":0}", 2, -1, 0, 0, 0 },
  { "old, one", OLD (OLD_GROUP ("\"15%\"", "200", "30"), "200", "230"), 2, 1, 20000, 3000, 23000 },
  { "old, rounded over the document", OLD (OLD_GROUP ("\"x\"", "0.335", "0.06365"), "0.34", "0.4"),
    2, 1, 34, 6, 40 },
  { "old, none", "{\"groups_by_subtotal\":{},\"amount_untaxed\":5,\"amount_total\":5}", 2, 0, 500,
    0, 500 },
  { "old, groups that are none",
    "{\"groups_by_subtotal\":{\"x\":false},\"amount_untaxed\":5,\"amount_total\":5}", 2, -1, 0, 0,
    0 },
  { "old, no groups at all",
    "{\"groups_by_subtotal\":false,\"amount_untaxed\":5,\"amount_total\":5}", 2, -1, 0, 0, 0 },
  { "neither", "{}", 2, -1, 0, 0, 0 },
  { "false", "false", 2, -1, 0, 0, 0 },
  { "a text of a version before", "\"{}\"", 2, -1, 0, 0, 0 },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (JsonNode) node = erp_json_literal (c->json);
      const BizMoney zero = biz_money_zero ("EUR", c->digits);
      g_autoptr (GListStore) lines = g_list_store_new (BIZ_TYPE_TAX_LINE);
      g_autoptr (GError) error = NULL;
      BizMoney untaxed, tax, total;
      gboolean ok = biz_tax_line_read_totals (node, &zero, lines, &untaxed, &tax, &total, &error);

      g_test_message ("%s", c->what);
      g_assert_true (ok == (c->n >= 0));
      if (!ok)
        {
          test_take_error (&error, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, (guint)c->n);
      g_assert_cmpint (untaxed.minor, ==, c->untaxed);
      g_assert_cmpint (tax.minor, ==, c->tax);
      g_assert_cmpint (total.minor, ==, c->total);
      g_assert_cmpuint (total.digits, ==, c->digits);
    }
}

static void
test_line (void)
{
  const BizMoney base = biz_money_from_minor (10000, "EUR", 2);
  const BizMoney amount = biz_money_from_minor (1900, "EUR", 2);
  BizTaxLine *line = biz_tax_line_new ("19 %", &base, &amount);

  g_assert_cmpstr (biz_tax_line_get_name (line), ==, "19 %");
  g_assert_cmpint (biz_tax_line_get_base (line).minor, ==, 10000);
  g_assert_cmpint (biz_tax_line_get_amount (line).minor, ==, 1900);
  g_assert_cmpuint (test_read_properties (line), ==, 3);
  test_last_unref (&line);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/tax-line/cases", test_cases);
  g_test_add_func ("/biz/tax-line/line", test_line);

  return g_test_run ();
}
