/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line that somebody writes: what is not said is left to the server, what is not changed is not
 * sent, and everything that changes says so. */

#include "biz-draft-line.h"
#include "biz-product.h"
#include "erp-json.h"
#include "test-values.h"

#define ORIGIN                                                                                     \
  "{\"id\":11,\"display_type\":\"product\",\"product_id\":{\"id\":7,\"display_name\":\"Desk\"},"   \
  "\"name\":\"Desk, oak\",\"quantity\":3,\"product_uom_id\":false,\"price_unit\":33.5,"            \
  "\"discount\":10,\"tax_ids\":[{\"id\":5,\"display_name\":\"19%\"},{\"id\":2,\"display_name\":"   \
  "\"Eco\"}],\"price_subtotal\":90.45,\"price_total\":107.64,\"account_id\":[9,\"Sales\"]}"

static BizInvoiceLine *
make_origin (void)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonObject) row = test_object (ORIGIN);

  return biz_invoice_line_new_from_json (row, &zero, NULL);
}

static char *
show_values (BizDraftLine *line)
{
  g_autoptr (JsonNode) node = biz_draft_line_to_values (line);

  return erp_json_to_string (node);
}

static char *
show_changes (BizDraftLine *line)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_take_object (node, biz_draft_line_to_changes (line));
  text = erp_json_to_string (node);
  json_node_unref (node);

  return text;
}

/* A new line says only what the person said. */
static void
test_values (void)
{
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();
  g_autoptr (BizDraftLine) section = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_SECTION);
  g_autoptr (BizDraftLine) note = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_NOTE);
  g_autoptr (BizProduct) product = biz_product_new (7, "Desk");
  static const gint64 taxes[] = { 5, 2 };
  const BizDecimal quantity = { 15, 1 }, price = { 0, 0 }, discount = { 125, 1 };
  g_autofree char *empty = show_values (line);
  g_autofree char *full = NULL;
  g_autofree char *bare_section = show_values (section);
  g_autofree char *note_text = NULL;

  g_assert_cmpstr (empty, ==, "{\"quantity\":1}");
  biz_draft_line_set_product (line, product);
  biz_draft_line_set_quantity (line, &quantity);
  biz_draft_line_set_price (line, &price);
  biz_draft_line_set_discount (line, &discount);
  biz_draft_line_set_description (line, "Größe \"3\"");
  biz_draft_line_set_taxes (line, taxes, G_N_ELEMENTS (taxes));
  biz_draft_line_set_account_id (line, 9);
  full = show_values (line);
  /* a price of nothing is a price */
  g_assert_cmpstr (full, ==,
                   "{\"product_id\":7,\"tax_ids\":[[6,0,[5,2]]],\"account_id\":9,"
                   "\"name\":\"Größe \\\"3\\\"\",\"quantity\":1.5,\"price_unit\":0,"
                   "\"discount\":12.5}");
  g_assert_cmpstr (bare_section, ==, "{\"display_type\":\"line_section\",\"name\":\"\"}");
  biz_draft_line_set_description (note, "x");
  biz_draft_line_set_quantity (note, &quantity);
  note_text = show_values (note);
  g_assert_cmpstr (note_text, ==, "{\"display_type\":\"line_note\",\"name\":\"x\"}");
}

/* No taxes at all are another thing than the server's. */
static void
test_no_taxes (void)
{
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();
  g_autofree char *text = NULL;
  gsize n = 77;

  g_assert_null (biz_draft_line_get_taxes (line, &n));
  g_assert_cmpuint (n, ==, 0);
  biz_draft_line_set_taxes (line, NULL, 0);
  text = show_values (line);
  g_assert_cmpstr (text, ==, "{\"tax_ids\":[[6,0,[]]],\"quantity\":1}");
}

typedef struct
{
  const char *what;
  void (*change) (BizDraftLine *line);
  const char *changes;
} Case;

static void
change_nothing (BizDraftLine *line)
{
}

static void
change_quantity (BizDraftLine *line)
{
  biz_draft_line_set_quantity (line, &(BizDecimal){ -25, 1 });
}

static void
change_quantity_back (BizDraftLine *line)
{
  change_quantity (line);
  /* written with other digits it is the same number */
  biz_draft_line_set_quantity (line, &(BizDecimal){ 300, 2 });
}

static void
change_price (BizDraftLine *line)
{
  biz_draft_line_set_price (line, &(BizDecimal){ 3450, 2 });
}

static void
forget_price (BizDraftLine *line)
{
  biz_draft_line_set_price (line, NULL);
}

static void
change_discount (BizDraftLine *line)
{
  biz_draft_line_set_discount (line, NULL);
}

static void
change_description (BizDraftLine *line)
{
  biz_draft_line_set_description (line, "Other");
}

static void
forget_description (BizDraftLine *line)
{
  biz_draft_line_set_description (line, "");
}

static void
change_taxes (BizDraftLine *line)
{
  static const gint64 taxes[] = { 5 };

  biz_draft_line_set_taxes (line, taxes, 1);
}

static void
remove_taxes (BizDraftLine *line)
{
  biz_draft_line_set_taxes (line, NULL, 0);
}

static void
set_taxes_again (BizDraftLine *line)
{
  static const gint64 taxes[] = { 5, 2 };

  biz_draft_line_set_taxes (line, taxes, 2);
}

static void
change_account (BizDraftLine *line)
{
  biz_draft_line_set_account_id (line, 12);
}

static void
forget_account (BizDraftLine *line)
{
  biz_draft_line_set_account_id (line, 0);
}

static void
change_product (BizDraftLine *line)
{
  g_autoptr (BizProduct) product = biz_product_new (8, "Chair");

  biz_draft_line_set_product (line, product);
}

static void
remove_product (BizDraftLine *line)
{
  biz_draft_line_set_product (line, NULL);
}

static const Case cases[] = {
  { "nothing", change_nothing, "{}" },
  { "quantity", change_quantity, "{\"quantity\":-2.5}" },
  { "quantity and back", change_quantity_back, "{}" },
  { "price", change_price, "{\"price_unit\":34.5}" },
  { "no price", forget_price, "{}" },
  { "no discount", change_discount, "{\"discount\":0}" },
  { "description", change_description, "{\"name\":\"Other\"}" },
  { "no description", forget_description, "{}" },
  { "a tax less", change_taxes, "{\"tax_ids\":[[6,0,[5]]]}" },
  { "no taxes", remove_taxes, "{\"tax_ids\":[[6,0,[]]]}" },
  { "the same taxes", set_taxes_again, "{}" },
  { "account", change_account, "{\"account_id\":12}" },
  { "the server's account", forget_account, "{}" },
  /* a new product brings its own price, text, taxes and account */
  { "product", change_product, "{\"product_id\":8}" },
  { "no product", remove_product, "{\"product_id\":false}" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizInvoiceLine) origin = make_origin ();
      g_autoptr (BizDraftLine) line = biz_draft_line_new_from_line (origin);
      g_autoptr (BizDraftLine) rebased = NULL;
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;

      cases[i].change (line);
      text = show_changes (line);
      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (text, ==, cases[i].changes);
      /* the same change of the same line, after it was read anew */
      rebased = biz_draft_line_new_rebased (line, origin);
      again = show_changes (rebased);
      g_assert_cmpstr (again, ==, text);
      g_assert_true (biz_draft_line_get_origin (rebased) == origin);
    }
}

/* Every setter says what it changed, and nothing where nothing did. */
static void
test_notify (void)
{
  static const struct
  {
    void (*change) (BizDraftLine *line);
    const char *property;
    guint n, n_again;
  } steps[] = {
    { change_quantity, "quantity", 1, 0 },       { change_price, "price", 1, 0 },
    { forget_price, "has-price", 1, 0 },         { change_discount, "discount", 1, 0 },
    { change_description, "description", 1, 0 }, { forget_description, "description", 1, 0 },
    { change_account, "account-id", 1, 0 },      { change_taxes, "account-id", 1, 1 },
    { change_product, "product-id", 1, 0 },      { change_product, "product-name", 1, 0 },
    { change_product, "description", 1, 0 },     { change_product, "has-price", 1, 0 },
    { change_product, "account-id", 1, 0 },      { remove_product, "product-id", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (BizInvoiceLine) origin = make_origin ();
      g_autoptr (BizDraftLine) line = biz_draft_line_new_from_line (origin);
      g_autoptr (TestNotify) notify = test_notify_new (line, steps[i].property);

      steps[i].change (line);
      g_test_message ("%s (%u)", steps[i].property, i);
      g_assert_cmpuint (test_notify_take (notify), ==, steps[i].n);
      steps[i].change (line);
      g_assert_cmpuint (test_notify_take (notify), ==, steps[i].n_again);
    }
}

/* The properties are the setters by another way. */
static void
test_properties (void)
{
  BizDraftLine *line = biz_draft_line_new ();
  const BizDecimal number = { 725, 2 };
  BizDecimal price;

  g_object_set (line, "description", "x", "quantity", &number, "price", &number, "discount",
                &number, NULL);
  g_assert_cmpstr (biz_draft_line_get_description (line), ==, "x");
  g_assert_cmpint (biz_draft_line_get_quantity (line).mantissa, ==, 725);
  g_assert_cmpint (biz_draft_line_get_discount (line).mantissa, ==, 725);
  g_assert_true (biz_draft_line_get_price (line, &price));
  g_assert_cmpint (price.mantissa, ==, 725);
  g_object_set (line, "price", NULL, "quantity", NULL, NULL);
  g_assert_false (biz_draft_line_get_price (line, &price));
  g_assert_cmpint (biz_draft_line_get_quantity (line).mantissa, ==, 0);
  g_assert_cmpuint (test_read_properties (line), ==, 9);
  test_last_unref (&line);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/draft-line/values", test_values);
  g_test_add_func ("/biz/draft-line/no-taxes", test_no_taxes);
  g_test_add_func ("/biz/draft-line/changes", test_changes);
  g_test_add_func ("/biz/draft-line/notify", test_notify);
  g_test_add_func ("/biz/draft-line/properties", test_properties);

  return g_test_run ();
}
