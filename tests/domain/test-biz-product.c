/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the searches offer: products, customers, choices. */

#include "biz-choice.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "erp-error.h"
#include "test-values.h"

#define PRODUCT                                                                                    \
  "{\"id\":7,\"display_name\":\"[D1] Desk\",\"default_code\":\"D1\",\"lst_price\":33.333,"         \
  "\"uom_id\":{\"id\":1,\"display_name\":\"Units\"}}"
#define PARTNER                                                                                    \
  "{\"id\":5,\"display_name\":\"Acme\",\"ref\":\"C5\",\"email\":\"a@b.example\",\"city\":"         \
  "\"Köln\","                                                                                     \
  "\"vat\":\"DE1\"}"

static void
test_product (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "id", "7.0", TRUE },           { "id", "false", TRUE },
    { "id", "\"7\"", FALSE },        { "display_name", "false", TRUE },
    { "display_name", NULL, FALSE }, { "default_code", "false", TRUE },
    { "default_code", "1", FALSE },  { "lst_price", "0", TRUE },
    { "lst_price", "-5.5", TRUE },   { "lst_price", "1e16", FALSE },
    { "lst_price", "\"5\"", FALSE }, { "uom_id", "false", TRUE },
    { "uom_id", NULL, FALSE },
  };
  g_autoptr (JsonObject) good = test_object (PRODUCT);
  BizProduct *product = biz_product_new_from_json (good, NULL);
  BizDecimal price = biz_product_get_price (product);
  g_autofree char *shown = biz_decimal_to_string (&price);

  g_assert_cmpint (biz_product_get_id (product), ==, 7);
  g_assert_cmpstr (biz_product_get_name (product), ==, "[D1] Desk");
  g_assert_cmpstr (biz_product_get_code (product), ==, "D1");
  g_assert_cmpstr (biz_product_get_unit (product), ==, "Units");
  g_assert_cmpstr (shown, ==, "33.333");
  g_assert_cmpuint (test_read_properties (product), ==, 5);
  test_last_unref (&product);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (PRODUCT, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizProduct) read = biz_product_new_from_json (row, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((read != NULL) == cases[i].ok);
      if (read == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
      else
        g_assert_nonnull (biz_product_get_name (read));
    }
}

static void
test_partner (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "id", "\"5\"", FALSE },
    { "display_name", "false", TRUE },
    { "display_name", "[]", FALSE },
    /* what only helps to tell customers apart never hides one */
    { "ref", "false", TRUE },
    { "ref", NULL, TRUE },
    { "email", "7", TRUE },
    { "city", "[]", TRUE },
    { "vat", "{}", TRUE },
  };
  g_autoptr (JsonObject) good = test_object (PARTNER);
  BizPartner *partner = biz_partner_new_from_json (good, NULL);

  g_assert_cmpint (biz_partner_get_id (partner), ==, 5);
  g_assert_cmpstr (biz_partner_get_name (partner), ==, "Acme");
  g_assert_cmpstr (biz_partner_get_reference (partner), ==, "C5");
  g_assert_cmpstr (biz_partner_get_email (partner), ==, "a@b.example");
  g_assert_cmpstr (biz_partner_get_city (partner), ==, "Köln");
  g_assert_cmpstr (biz_partner_get_tax_number (partner), ==, "DE1");
  g_assert_nonnull (biz_partner_get_details (partner));
  g_assert_cmpuint (test_read_properties (partner), ==, 7);
  test_last_unref (&partner);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (PARTNER, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPartner) read = biz_partner_new_from_json (row, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((read != NULL) == cases[i].ok);
      if (read == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
    }
}

static void
test_choice (void)
{
  BizChoice *choice = biz_choice_new (3, "Bank", "BNK1");
  g_autoptr (BizChoice) bare = biz_choice_new (0, "", NULL);

  g_assert_cmpint (biz_choice_get_id (choice), ==, 3);
  g_assert_cmpstr (biz_choice_get_name (choice), ==, "Bank");
  g_assert_cmpstr (biz_choice_get_code (choice), ==, "BNK1");
  g_assert_null (biz_choice_get_code (bare));
  g_assert_cmpuint (test_read_properties (choice), >=, 3);
  test_last_unref (&choice);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/product", test_product);
  g_test_add_func ("/biz/partner", test_partner);
  g_test_add_func ("/biz/choice", test_choice);

  return g_test_run ();
}
