/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of an invoice as 17, 18 and 19 send it, written or only computed. */

#include "biz-invoice-line.h"
#include "erp-error.h"
#include "test-values.h"

#define GOOD                                                                                       \
  "{\"id\":11,\"display_type\":\"product\",\"product_id\":{\"id\":7,\"display_name\":\"Desk\"},"   \
  "\"name\":\"Desk, oak\",\"quantity\":3,\"product_uom_id\":[1,\"Units\"],\"price_unit\":33.333,"  \
  "\"discount\":10,\"tax_ids\":[{\"id\":5,\"display_name\":\"19%\"}],\"price_subtotal\":90,"       \
  "\"price_total\":107.1,\"account_id\":[9,\"Sales\"],\"sequence\":10}"

typedef struct
{
  const char *member;
  const char *value; /* NULL: not there */
  gboolean written;  /* reads as a line of a record */
  gboolean preview;  /* reads as one that is only computed */
} Case;

static const Case cases[] = {
  { "id", NULL, TRUE, TRUE },
  { "id", "false", TRUE, TRUE },
  { "id", "\"NewId\"", FALSE, FALSE },
  { "display_type", NULL, TRUE, TRUE },
  { "display_type", "false", TRUE, TRUE },
  { "display_type", "7", FALSE, FALSE },
  { "product_id", "false", TRUE, TRUE },
  { "product_id", NULL, FALSE, FALSE },
  { "name", "false", TRUE, TRUE },
  { "name", NULL, FALSE, FALSE },
  { "quantity", "0", TRUE, TRUE },
  { "quantity", "-1.5", TRUE, TRUE },
  { "quantity", "\"3\"", FALSE, FALSE },
  { "price_unit", "0.000001", TRUE, TRUE },
  { "price_unit", "1e18", FALSE, FALSE },
  { "discount", "-5", TRUE, TRUE },
  { "discount", NULL, FALSE, FALSE },
  /* what is not written yet is not rounded by every server */
  { "price_subtotal", "89.9991", FALSE, TRUE },
  { "price_total", "107.0989", FALSE, TRUE },
  { "price_total", "true", FALSE, FALSE },
  { "product_uom_id", "false", TRUE, TRUE },
  { "product_uom_id", NULL, FALSE, FALSE },
  { "account_id", NULL, TRUE, TRUE },
  { "account_id", "false", TRUE, TRUE },
  { "account_id", "\"9\"", FALSE, FALSE },
  { "sequence", NULL, TRUE, TRUE },
  { "sequence", "\"10\"", FALSE, FALSE },
  { "tax_ids", NULL, TRUE, TRUE },
  { "tax_ids", "false", TRUE, TRUE },
};

static void
test_fields (void)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoiceLine) written = biz_invoice_line_new_from_json (row, &zero, &error);
      g_autoptr (BizInvoiceLine) preview = NULL;

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((written != NULL) == cases[i].written);
      if (written == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
      preview = biz_invoice_line_new_from_preview (row, &zero, &error);
      g_assert_true ((preview != NULL) == cases[i].preview);
      if (preview == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
    }
}

static void
test_values (void)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonObject) row = test_object (GOOD);
  BizInvoiceLine *line = biz_invoice_line_new_from_json (row, &zero, NULL);
  BizDecimal price = biz_invoice_line_get_price (line);
  g_autofree char *shown = biz_decimal_to_string (&price);

  g_assert_cmpint (biz_invoice_line_get_id (line), ==, 11);
  g_assert_cmpint (biz_invoice_line_get_kind (line), ==, BIZ_INVOICE_LINE_PRODUCT);
  g_assert_cmpint (biz_invoice_line_get_product_id (line), ==, 7);
  g_assert_cmpstr (biz_invoice_line_get_product_name (line), ==, "Desk");
  g_assert_cmpstr (biz_invoice_line_get_description (line), ==, "Desk, oak");
  g_assert_cmpstr (biz_invoice_line_get_unit (line), ==, "Units");
  g_assert_cmpstr (biz_invoice_line_get_account (line), ==, "Sales");
  g_assert_cmpint (biz_invoice_line_get_account_id (line), ==, 9);
  g_assert_cmpint (biz_invoice_line_get_sequence (line), ==, 10);
  g_assert_cmpstr (shown, ==, "33.333");
  g_assert_cmpint (biz_invoice_line_get_subtotal (line).minor, ==, 9000);
  g_assert_cmpint (biz_invoice_line_get_total (line).minor, ==, 10710);
  g_assert_cmpuint (test_read_properties (line), ==, 12);
  test_last_unref (&line);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *type;
    BizInvoiceLineKind kind;
  } kinds[] = {
    { "\"product\"", BIZ_INVOICE_LINE_PRODUCT },
    { "false", BIZ_INVOICE_LINE_PRODUCT },
    { "\"cogs\"", BIZ_INVOICE_LINE_PRODUCT },
    { "\"line_section\"", BIZ_INVOICE_LINE_SECTION },
    { "\"line_subsection\"", BIZ_INVOICE_LINE_SECTION },
    { "\"line_note\"", BIZ_INVOICE_LINE_NOTE },
  };
  const BizMoney zero = biz_money_zero ("JPY", 0);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (
          "{\"product_id\":false,\"name\":\"x\",\"quantity\":1,\"price_unit\":7,\"discount\":0,"
          "\"price_subtotal\":7,\"price_total\":7,\"product_uom_id\":false}",
          "display_type", kinds[i].type);
      g_autoptr (BizInvoiceLine) line = biz_invoice_line_new_from_json (row, &zero, NULL);

      g_assert_cmpint (biz_invoice_line_get_kind (line), ==, kinds[i].kind);
      /* a title has no amount, whatever the server computed for it */
      g_assert_cmpint (biz_invoice_line_get_total (line).minor, ==,
                       kinds[i].kind == BIZ_INVOICE_LINE_PRODUCT ? 7 : 0);
      g_assert_cmpstr (biz_invoice_line_get_total (line).currency, ==, "JPY");
    }
}

/* Taxes come as records, as numbers, and in onchange as commands; none may be dropped, because
 * what is kept here is written back. */
static void
test_taxes (void)
{
  static const struct
  {
    const char *json;
    const char *names;
    gsize n;
    gint64 last;
  } taxes[] = {
    { "[]", "", 0, 0 },
    { "[{\"id\":5,\"display_name\":\"19%\"}]", "19%", 1, 5 },
    { "[{\"id\":5,\"display_name\":\"19%\"},{\"id\":2,\"display_name\":\"Eco\"}]", "19%, Eco", 2,
      2 },
    { "[{\"id\":5,\"display_name\":false}]", "", 1, 5 },
    { "[{\"id\":5}]", "", 1, 5 },
    { "[5,2]", "", 2, 2 },
    { "[[4,5,{\"id\":5,\"display_name\":\"19%\"}]]", "19%", 1, 5 },
    { "[[4,5,{\"display_name\":\"19%\"}],[4,2,{\"display_name\":\"Eco\"}]]", "19%, Eco", 2, 2 },
    { "[[4,5,false]]", "", 1, 5 },
    { "[null,false,\"x\",{}]", "", 0, 0 },
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);

  for (guint i = 0; i < G_N_ELEMENTS (taxes); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, "tax_ids", taxes[i].json);
      g_autoptr (BizInvoiceLine) line = biz_invoice_line_new_from_preview (row, &zero, NULL);
      gsize n = 77;
      const gint64 *ids = biz_invoice_line_get_tax_ids (line, &n);

      g_test_message ("%s", taxes[i].json);
      g_assert_cmpstr (biz_invoice_line_get_taxes (line), ==, taxes[i].names);
      g_assert_cmpuint (n, ==, taxes[i].n);
      if (n > 0)
        g_assert_cmpint (ids[n - 1], ==, taxes[i].last);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/invoice-line/fields", test_fields);
  g_test_add_func ("/biz/invoice-line/values", test_values);
  g_test_add_func ("/biz/invoice-line/kinds", test_kinds);
  g_test_add_func ("/biz/invoice-line/taxes", test_taxes);

  return g_test_run ();
}
