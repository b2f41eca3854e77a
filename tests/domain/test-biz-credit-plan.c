/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-credit-plan.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* "quantity price discount net gross taxes(0..2) product" of each line of a document. */
typedef struct
{
  const char *name;
  double quantity;
  double price;
  double discount;
  double net;
  double gross;
  int tax;
  int product;
} Line;

typedef struct
{
  double total;
  Line lines[4];
} Document;

static void
append_document (GString *json, int id, int reversed, const Document *document)
{
  g_string_append_printf (json,
                          "%s{\"id\":%d,\"state\":\"%s\",\"move_type\":\"%s\","
                          "\"reversed_entry_id\":%d,\"amount_total\":%.2f,"
                          "\"amount_residual\":%.2f,\"partner_id\":5,\"journal_id\":{\"id\":7,"
                          "\"display_name\":\"Sales\"},\"invoice_origin\":\"S01\","
                          "\"invoice_user_id\":false,\"invoice_line_ids\":[",
                          json->str[json->len - 1] == '[' ? "" : ",", id,
                          reversed != 0 ? "draft" : "posted",
                          reversed != 0 ? "out_refund" : "out_invoice", reversed, document->total,
                          document->total);
  for (guint i = 0; i < G_N_ELEMENTS (document->lines) && document->lines[i].name != NULL; i++)
    {
      const Line *line = &document->lines[i];
      g_autofree char *tax =
          line->tax != 0
              ? g_strdup_printf ("{\"id\":%d,\"display_name\":\"T%d\"}", line->tax, line->tax)
              : g_strdup ("");

      g_string_append_printf (
          json,
          "%s{\"id\":%d,\"display_type\":\"product\",\"product_id\":%s%d%s,\"name\":\"%s\","
          "\"quantity\":%g,\"product_uom_id\":false,\"price_unit\":%g,\"discount\":%g,"
          "\"tax_ids\":[%s],\"price_subtotal\":%.2f,\"price_total\":%.2f,\"account_id\":9,"
          "\"sale_line_ids\":[%d]}",
          i > 0 ? "," : "", id * 10 + (int)i, line->product != 0 ? "[" : "false", line->product,
          line->product != 0 ? ",\"P\"]" : "", line->name, line->quantity, line->price,
          line->discount, tax, line->net, line->gross, 70 + (int)i);
    }
  g_string_append (json, "]}");
}

static BizCreditSource *
make_source (const Document *invoice, const Document *notes, guint n_notes)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (GString) json = g_string_new ("{\"length\":1,\"records\":[");
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  BizCreditSource *source;

  append_document (json, 1, 0, invoice);
  for (guint i = 0; i < n_notes; i++)
    append_document (json, 2 + (int)i, 1, &notes[i]);
  g_string_append (json, "]}");
  /* "false0" of a line without a product */
  g_string_replace (json, "false0", "false", 0);
  answer = erp_json_literal (json->str);
  source = biz_credit_source_new_from_json (1, 0, answer, &zero, &error);
  g_assert_no_error (error);

  return source;
}

static const Document plain = {
  364.99, { { "Desk", 3, 100, 0, 300, 315, 1, 37 }, { "Freight", 1, 49.99, 0, 49.99, 49.99, 0, 0 } }
};
static const Document discounted = { 127.72, { { "Desk", 10, 12.34, 10, 111.06, 127.72, 2, 37 } } };
static const Document included = { 119, { { "Box", 1, 119, 0, 100, 119, 1, 8 } } };
static const Document mixed = { 130, { { "Odd", 1, 110, 0, 100, 130, 1, 8 } } };
static const Document rounded = { 10, { { "Bread", 1, 10.02, 0, 10.02, 10.02, 0, 8 } } };
static const Document with_rebate = {
  90, { { "Desk", 1, 100, 0, 100, 100, 0, 37 }, { "Rebate", -1, 10, 0, -10, -10, 0, 0 } }
};

/* What is left, after which credit notes. */
static void
test_left (void)
{
  static const struct
  {
    const char *about;
    const Document *invoice;
    Document note;
    gint64 left;
    double quantity;
    gint64 net;
  } cases[] = {
    { "one of three",
      &plain,
      { 105, { { "Desk", 1, 100, 0, 100, 105, 1, 37 } } },
      25999,
      2,
      20000 },
    { "other words, same product",
      &plain,
      { 105, { { "Broken", 1, 95, 0, 95, 100, 1, 37 } } },
      25999,
      2,
      20500 },
    { "an amount of the line",
      &plain,
      { 10.5, { { "Reduction: Desk", 1, 10, 0, 10, 10.5, 1, 0 } } },
      35449,
      3,
      29000 },
    { "nothing that is on it",
      &plain,
      { 50, { { "Gift", 1, 50, 0, 50, 50, 0, 0 } } },
      31499,
      3,
      30000 },
    { "more than there is of it",
      &plain,
      { 420, { { "Desk", 4, 100, 0, 400, 420, 1, 37 } } },
      -5501,
      3,
      30000 },
    { "all of it",
      &discounted,
      { 127.72, { { "Desk", 10, 12.34, 10, 111.06, 127.72, 2, 37 } } },
      0,
      0,
      0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCreditSource) source = make_source (cases[i].invoice, &cases[i].note, 1);
      BizCreditLine *line = biz_credit_source_find_line (source, 10);
      const BizDecimal quantity = biz_credit_line_get_quantity_left (line);
      const BizDecimal wanted = biz_decimal_new ((gint64)cases[i].quantity, 0);

      g_test_message ("%s", cases[i].about);
      g_assert_cmpint (biz_credit_source_get_left (source).minor, ==, cases[i].left);
      g_assert_cmpint (biz_decimal_compare (&quantity, &wanted), ==, 0);
      g_assert_cmpint (biz_credit_line_get_net_left (line).minor, ==, cases[i].net);
      g_assert_cmpuint (biz_credit_source_get_n_notes (source), ==, 1);
    }
}

static void
test_quantity (void)
{
  static const struct
  {
    const Document *invoice;
    gint64 line;
    const char *quantity;
    gint64 net; /* -1: refused */
    gint64 gross;
    gboolean whole;
  } cases[] = {
    { &plain, 10, "3", 30000, 31500, FALSE },    { &plain, 10, "1", 10000, 10500, FALSE },
    { &plain, 10, "0.5", 5000, 5250, FALSE },    { &plain, 10, "3.001", -1, 0, FALSE },
    { &plain, 10, "-1", -1, 0, FALSE },          { &plain, 99, "1", -1, 0, FALSE },
    { &discounted, 10, "4", 4442, 5109, FALSE }, { &discounted, 10, "10", 11106, 12772, TRUE },
    { &included, 10, "1", 10000, 11900, TRUE },  { &with_rebate, 11, "-1", -1000, -1000, FALSE },
    { &with_rebate, 11, "1", -1, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCreditSource) source = make_source (cases[i].invoice, NULL, 0);
      g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (source, "Reduction");
      g_autoptr (GError) error = NULL;
      BizDecimal quantity;

      g_test_message ("%s of %d", cases[i].quantity, (int)cases[i].line);
      g_assert_true (biz_decimal_parse (cases[i].quantity, 6, &quantity, NULL));
      if (cases[i].net == -1)
        {
          g_assert_false (biz_credit_plan_set_quantity (plan, cases[i].line, &quantity, &error));
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          g_assert_true (biz_credit_plan_is_empty (plan));
          continue;
        }
      g_assert_true (biz_credit_plan_set_quantity (plan, cases[i].line, &quantity, &error));
      g_assert_no_error (error);
      g_assert_cmpint (biz_credit_plan_get_net (plan).minor, ==, cases[i].net);
      g_assert_cmpint (biz_credit_plan_get_gross (plan).minor, ==, cases[i].gross);
      g_assert_cmpint (biz_credit_plan_is_whole (plan), ==, cases[i].whole);
    }
}

static void
test_amounts (void)
{
  static const struct
  {
    const Document *invoice;
    gint64 net; /* of the first line, 0: @gross of all */
    gint64 gross;
    gint64 price; /* that is sent, in cents; 0: refused */
  } cases[] = {
    { &plain, 1000, 1050, 1000 },     { &plain, 30000, 31500, 30000 }, { &plain, 30001, 0, 0 },
    { &included, 5000, 5950, 5950 },  { &mixed, 5000, 0, 0 },          { &plain, 0, 36499, 30000 },
    { &plain, 0, 36500, 0 },          { &included, 0, 11900, 11900 },  { &included, 0, 1, 1 },
    { &discounted, 0, 12772, 11106 }, { &rounded, 0, 1000, 1000 },     { &rounded, 0, 1001, 0 },
    { &with_rebate, 0, 9000, 9000 },  { &with_rebate, 0, 9001, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCreditSource) source = make_source (cases[i].invoice, NULL, 0);
      g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (source, "Reduction");
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) commands = NULL;
      const BizMoney net = biz_money_from_minor (cases[i].net, "EUR", 2);
      const BizMoney gross = biz_money_from_minor (cases[i].gross, "EUR", 2);
      gboolean planned;
      JsonObject *values;

      g_test_message ("%u", (guint)i);
      planned = net.minor != 0 ? biz_credit_plan_set_net (plan, 10, &net, &error)
                               : biz_credit_plan_set_amount (plan, &gross, &error);
      g_assert_cmpint (planned, ==, cases[i].price != 0);
      if (!planned)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      g_assert_cmpint (biz_credit_plan_get_gross (plan).minor, ==, cases[i].gross);
      commands = biz_credit_plan_to_commands (plan);
      values = json_array_get_object_element (
          json_array_get_array_element (json_node_get_array (commands), 0), 2);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (values, "price_unit"),
                                      (double)cases[i].price / 100, 1e-9);
      g_assert_false (json_object_has_member (values, "product_id"));
      g_assert_false (json_object_has_member (values, "sale_line_ids"));
    }
}

/* Whatever is credited in whatever order: never more than invoiced, and the rest is the rest. */
static void
test_never_above (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      Document invoice = { 0 };
      Document notes[6] = { 0 };
      guint n_notes = 0;
      gint64 credited = 0, total = 0;

      for (guint i = 0; i < 3; i++)
        {
          Line *line = &invoice.lines[i];
          const gint64 quantity = g_rand_int_range (random, 1, 9);
          const gint64 price = g_rand_int_range (random, 1, 99999);
          const gint64 rate = 19 * g_rand_int_range (random, 0, 2);

          line->name = i == 0 ? "A" : i == 1 ? "B" : "C";
          line->product = 30 + (int)i;
          line->tax = (int)(rate / 19);
          line->quantity = (double)quantity;
          line->price = (double)price / 100;
          line->net = (double)(quantity * price) / 100;
          line->gross = (double)((quantity * price * (100 + rate) + 50) / 100) / 100;
          total += (quantity * price * (100 + rate) + 50) / 100;
        }
      invoice.total = (double)total / 100;

      while (n_notes < G_N_ELEMENTS (notes))
        {
          g_autoptr (BizCreditSource) source = make_source (&invoice, notes, n_notes);
          g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (source, "Reduction");
          const gint64 left = biz_credit_source_get_left (source).minor;
          const BizDecimal one = { 1, 0 };
          const BizMoney some =
              biz_money_from_minor (g_rand_int_range (random, 1, 50000), "EUR", 2);
          const gint64 id = 10 + g_rand_int_range (random, 0, 3);
          Document *note = &notes[n_notes];
          BizMoney net, gross;
          gboolean planned;

          g_assert_cmpint (left, ==, total - credited);
          switch (g_rand_int_range (random, 0, 4))
            {
            case 0:
              planned = biz_credit_plan_set_quantity (plan, id, &one, NULL);
              break;
            case 1:
              planned = biz_credit_plan_set_net (plan, id, &some, NULL);
              break;
            case 2:
              planned = biz_credit_plan_set_amount (plan, &some, NULL);
              break;
            default:
              planned = g_rand_boolean (random) && biz_credit_plan_set_rest (plan, NULL);
            }
          n_notes++;
          if (!planned || !biz_credit_plan_check (plan, NULL))
            continue;
          gross = biz_credit_plan_get_gross (plan);
          net = biz_credit_plan_get_net (plan);
          g_assert_cmpint (gross.minor, <=, left);
          g_assert_cmpint (net.minor, <=, gross.minor);
          /* A note of words that fit no line: only the total can tell. */
          *note = (Document){ (double)gross.minor / 100,
                              { { "Reduction", 1, (double)net.minor / 100, 0,
                                  (double)net.minor / 100, (double)gross.minor / 100, 0, 0 } } };
          credited += gross.minor;
        }
      g_assert_cmpint (credited, <=, total);
    }
}

/* Everything that is left is planned to the cent, and after it there is nothing. */
static void
test_rest (void)
{
  const Document half = { 105, { { "Desk", 1, 100, 0, 100, 105, 1, 37 } } };
  const Document rest = { 259.99,
                          { { "Desk", 2, 100, 0, 200, 210, 1, 37 },
                            { "Freight", 1, 49.99, 0, 49.99, 49.99, 0, 0 } } };
  const Document gift = { 64.99, { { "Gift", 1, 64.99, 0, 64.99, 64.99, 0, 0 } } };
  const Document both[] = { half, rest };
  g_autoptr (BizCreditSource) fresh = make_source (&plain, NULL, 0);
  g_autoptr (BizCreditSource) parted = make_source (&plain, &half, 1);
  g_autoptr (BizCreditSource) gifted = make_source (&plain, &gift, 1);
  g_autoptr (BizCreditSource) done = make_source (&plain, both, 2);
  BizCreditSource *const sources[] = { fresh, parted, gifted, done };
  static const gint64 wanted[] = { 36499, 25999, 30000, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (sources[i], "Reduction");
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (biz_credit_plan_set_rest (plan, &error), ==, wanted[i] > 0);
      g_assert_cmpint (biz_credit_plan_get_gross (plan).minor, ==, wanted[i]);
      g_assert_cmpint (biz_credit_plan_is_whole (plan), ==, i == 0);
      if (wanted[i] == 0)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

static char *
plan_to_text (BizCreditPlan *plan)
{
  g_autoptr (JsonNode) commands = biz_credit_plan_to_commands (plan);

  return erp_json_to_string (commands);
}

/* A wish planned again says the same; on newer figures it is refused, not bent. */
static void
test_wish (void)
{
  const Document other = { 315, { { "Desk", 3, 100, 0, 300, 315, 1, 37 } } };
  g_autoptr (BizCreditSource) source = make_source (&plain, NULL, 0);
  g_autoptr (BizCreditSource) newer = make_source (&plain, &other, 1);
  const BizDecimal two = { 2, 0 };
  const BizMoney amount = biz_money_from_minor (4999, "EUR", 2);

  for (guint way = 0; way < 3; way++)
    {
      g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (source, "Reduction");
      g_autoptr (BizCreditPlan) again = biz_credit_plan_new (source, "Reduction");
      g_autoptr (BizCreditPlan) late = biz_credit_plan_new (newer, "Reduction");
      g_autoptr (JsonNode) wish = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      if (way == 0)
        g_assert_true (biz_credit_plan_set_quantity (plan, 10, &two, NULL));
      else if (way == 1)
        g_assert_true (biz_credit_plan_set_net (plan, 10, &amount, NULL));
      else
        g_assert_true (biz_credit_plan_set_amount (plan, &amount, NULL));
      wish = biz_credit_plan_to_wish (plan);
      g_assert_true (biz_credit_plan_set_wish (again, wish, NULL));
      before = plan_to_text (plan);
      after = plan_to_text (again);
      g_assert_cmpstr (before, ==, after);
      if (way < 2)
        {
          g_assert_false (biz_credit_plan_set_wish (late, wish, &error));
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
        }
    }
}

/* The line keeps the price, the discount, the taxes and the link with the order. */
static void
test_values (void)
{
  g_autoptr (BizCreditSource) source = make_source (&discounted, NULL, 0);
  g_autoptr (BizCreditPlan) plan = biz_credit_plan_new (source, "Reduction");
  const BizDecimal four = { 4, 0 };
  g_autofree char *text = NULL;
  JsonObject *head;

  g_assert_true (biz_credit_plan_set_quantity (plan, 10, &four, NULL));
  text = plan_to_text (plan);
  g_assert_nonnull (strstr (text, "\"product_id\":37"));
  g_assert_nonnull (strstr (text, "\"quantity\":4"));
  g_assert_nonnull (strstr (text, "\"price_unit\":12.34"));
  g_assert_nonnull (strstr (text, "\"discount\":10"));
  g_assert_nonnull (strstr (text, "\"tax_ids\":[[6,0,[2]]]"));
  g_assert_nonnull (strstr (text, "\"sale_line_ids\":[[6,0,[70]]]"));
  g_assert_nonnull (strstr (text, "\"account_id\":9"));
  head = biz_credit_source_to_values (source);
  g_assert_cmpint (json_object_get_int_member (head, "partner_id"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (head, "journal_id"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (head, "invoice_origin"), ==, "S01");
  g_assert_false (json_object_has_member (head, "invoice_user_id"));
  json_object_unref (head);
}

static void
test_damaged_answers (void)
{
  static const char *const answers[] = {
    "{}",
    "{\"records\":7}",
    "{\"records\":[7]}",
    "{\"records\":[{\"id\":1}]}",
    "{\"records\":[{\"id\":1,\"state\":\"posted\",\"amount_total\":\"x\"}]}",
    "{\"records\":[{\"id\":1,\"state\":\"posted\",\"amount_total\":1,\"amount_residual\":1,"
    "\"invoice_line_ids\":[{\"id\":2,\"display_type\":false,\"name\":false,\"product_id\":false}]}"
    "]}",
    "{\"records\":[]}",
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (JsonNode) answer = erp_json_literal (answers[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_credit_source_new_from_json (1, 0, answer, &zero, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/credit-plan/left", test_left);
  g_test_add_func ("/biz/credit-plan/quantity", test_quantity);
  g_test_add_func ("/biz/credit-plan/amounts", test_amounts);
  g_test_add_func ("/biz/credit-plan/never-above", test_never_above);
  g_test_add_func ("/biz/credit-plan/rest", test_rest);
  g_test_add_func ("/biz/credit-plan/wish", test_wish);
  g_test_add_func ("/biz/credit-plan/values", test_values);
  g_test_add_func ("/biz/credit-plan/damaged-answers", test_damaged_answers);

  return g_test_run ();
}
