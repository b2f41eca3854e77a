/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-currency.h"

#include "erp-error.h"
#include "test-values.h"

#define GOOD                                                                                       \
  "{\"id\":1,\"name\":\"EUR\",\"symbol\":\"€\",\"position\":\"after\",\"decimal_places\":2}"

static void
test_fields (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
    const char *symbol;
    gboolean before;
    guint digits;
  } cases[] = {
    { "id", "7", TRUE, "€", FALSE, 2 },
    { "id", "\"7\"", FALSE, NULL, FALSE, 0 },
    { "name", "false", FALSE, NULL, FALSE, 0 },
    { "name", "\"\"", FALSE, NULL, FALSE, 0 },
    { "name", NULL, FALSE, NULL, FALSE, 0 },
    { "symbol", "false", TRUE, "EUR", FALSE, 2 },
    { "symbol", "\"\"", TRUE, "EUR", FALSE, 2 },
    { "symbol", "7", FALSE, NULL, FALSE, 0 },
    { "position", "\"before\"", TRUE, "€", TRUE, 2 },
    { "position", "false", TRUE, "€", FALSE, 2 },
    { "position", "\"odd\"", TRUE, "€", FALSE, 2 },
    { "decimal_places", "0", TRUE, "€", FALSE, 0 },
    { "decimal_places", "3", TRUE, "€", FALSE, 3 },
    { "decimal_places", "6", TRUE, "€", FALSE, 6 },
    { "decimal_places", "2.0", TRUE, "€", FALSE, 2 },
    /* what cannot be kept exactly is refused, not rounded */
    { "decimal_places", "7", FALSE, NULL, FALSE, 0 },
    { "decimal_places", "-1", FALSE, NULL, FALSE, 0 },
    { "decimal_places", "2.5", FALSE, NULL, FALSE, 0 },
    { "decimal_places", "4294967298", FALSE, NULL, FALSE, 0 },
    { "decimal_places", "\"2\"", FALSE, NULL, FALSE, 0 },
    { "decimal_places", NULL, FALSE, NULL, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpCurrency) currency = erp_currency_new_from_json (row, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((currency != NULL) == cases[i].ok);
      if (currency == NULL)
        {
          test_take_error (&error, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_cmpstr (erp_currency_get_symbol (currency), ==, cases[i].symbol);
      g_assert_cmpint (erp_currency_get_symbol_before (currency), ==, cases[i].before);
      g_assert_cmpuint (erp_currency_get_digits (currency), ==, cases[i].digits);
    }
}

static void
test_values (void)
{
  ErpCurrency *currency = erp_currency_new (5, "KWD", NULL, TRUE, 3);

  g_assert_cmpint (erp_currency_get_id (currency), ==, 5);
  g_assert_cmpstr (erp_currency_get_code (currency), ==, "KWD");
  g_assert_cmpstr (erp_currency_get_symbol (currency), ==, "KWD");
  test_last_unref (&currency);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/currency/fields", test_fields);
  g_test_add_func ("/erp/currency/values", test_values);

  return g_test_run ();
}
