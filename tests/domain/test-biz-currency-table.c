/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "erp-error.h"
#include "test-values.h"

typedef struct
{
  guint n_asked;
  guint n_freed;
  gint64 last;
} Source;

static gboolean
look_up (gint64 id, BizMoney *zero, gpointer user_data)
{
  Source *source = user_data;

  source->n_asked++;
  source->last = id;
  if (id != 9)
    return FALSE;
  *zero = biz_money_zero ("KWD", 3);

  return TRUE;
}

static void
source_freed (gpointer user_data)
{
  ((Source *)user_data)->n_freed++;
}

static void
test_added (void)
{
  static const struct
  {
    gint64 id;
    const char *code;
    guint digits;
    const char *kept_code;
    guint kept_digits;
  } cases[] = {
    { 1, "EUR", 2, "EUR", 2 },          { 2, "jpy", 0, "JPY", 0 },
    { 3, "KWD", 3, "KWD", 3 },          { 4, "XBT", 8, "XBT", 6 },
    { 5, "LONGCODE", 2, "LONGCO", 2 },  { G_MAXINT64, "USD", 2, "USD", 2 },
    { 4294967297, "GBP", 2, "GBP", 2 }, /* beyond 32 bits: not the same as 1 */
  };
  g_autoptr (BizCurrencyTable) table = biz_currency_table_new_empty ();
  g_autoptr (GError) error = NULL;
  BizMoney zero;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    biz_currency_table_add (table, cases[i].id, cases[i].code, cases[i].digits);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (biz_currency_table_lookup (table, cases[i].id, &zero, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (zero.currency, ==, cases[i].kept_code);
      g_assert_cmpuint (zero.digits, ==, cases[i].kept_digits);
      g_assert_cmpint (zero.minor, ==, 0);
    }
  g_assert_false (biz_currency_table_lookup (table, 77, &zero, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "77");
  g_assert_false (biz_currency_table_lookup (table, 0, &zero, &error));
  test_take_error (&error, ERP_ERROR_PROTOCOL);
}

static void
test_replaced (void)
{
  g_autoptr (BizCurrencyTable) table = biz_currency_table_new_empty ();
  BizMoney zero;

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 1, "USD", 3);
  g_assert_true (biz_currency_table_lookup (table, 1, &zero, NULL));
  g_assert_cmpstr (zero.currency, ==, "USD");
  g_assert_cmpuint (zero.digits, ==, 3);
}

/* What was added is not asked for; the source lives as long as the table. */
static void
test_lookup (void)
{
  Source source = { 0 };
  BizCurrencyTable *table = biz_currency_table_new_empty ();
  BizCurrencyTable *second;
  g_autoptr (GError) error = NULL;
  BizMoney zero;

  biz_currency_table_set_lookup (table, look_up, &source, source_freed);
  biz_currency_table_add (table, 1, "EUR", 2);
  g_assert_true (biz_currency_table_lookup (table, 1, &zero, &error));
  g_assert_cmpuint (source.n_asked, ==, 0);
  g_assert_true (biz_currency_table_lookup (table, 9, &zero, &error));
  g_assert_cmpstr (zero.currency, ==, "KWD");
  g_assert_cmpint (source.last, ==, 9);
  g_assert_false (biz_currency_table_lookup (table, 8, &zero, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "8");
  g_assert_cmpuint (source.n_asked, ==, 2);

  second = biz_currency_table_ref (table);
  g_assert_true (second == table);
  biz_currency_table_unref (table);
  g_assert_cmpuint (source.n_freed, ==, 0);
  biz_currency_table_unref (second);
  g_assert_cmpuint (source.n_freed, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/currency-table/added", test_added);
  g_test_add_func ("/biz/currency-table/replaced", test_replaced);
  g_test_add_func ("/biz/currency-table/lookup", test_lookup);

  return g_test_run ();
}
