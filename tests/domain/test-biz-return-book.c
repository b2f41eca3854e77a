/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-return-module.h"
#include "biz-return-plan.h"

#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

/* One order line of ten at 100.00 less 10 %, 19 % tax; what happened to it in few words. */
typedef struct
{
  const char *name;
  int returned, received, replaced, invoiced, credited;
  /* expected answers, in pieces; cents of the estimate for all that may be credited */
  int returnable, creditable, replaceable;
  gint64 estimate;
  BizReturnState state;
  const char *refusal; /* (nullable): a word of why nothing is credited */
  const char *rma;     /* (nullable): what the returns module says of the return */
  int linked;          /* and by how many moves it knows that it is sent again */
  gboolean gone;       /* what is sent again */
  gboolean unitless;   /* papers without units */
} BookCase;

static const BookCase book_cases[] = {
  { "delivered", 0, 0, 0, 10, 0, 10, -1, -1, 0, 0, NULL },
  { "expected", 4, 0, 0, 10, 0, 6, 0, 0, 0, BIZ_RETURN_EXPECTED, "come back" },
  { "received", 4, 4, 0, 10, 0, 6, 4, 4, 42840, BIZ_RETURN_RECEIVED, NULL },
  { "credited in part", 4, 4, 0, 10, 1, 6, 3, 3, 32130, BIZ_RETURN_RECEIVED, NULL },
  { "credited", 4, 4, 0, 10, 4, 6, 0, 0, 0, BIZ_RETURN_CREDITED, "already" },
  { "credited too much elsewhere", 4, 4, 0, 10, 7, 6, 0, 0, 0, BIZ_RETURN_CREDITED, "already" },
  { "sent again", 4, 4, 4, 10, 0, 6, 0, 0, 0, BIZ_RETURN_REPLACED, "already" },
  { "sent again in part", 4, 4, 1, 10, 0, 6, 3, 3, 32130, BIZ_RETURN_RECEIVED, NULL },
  { "nothing invoiced", 4, 4, 0, 0, 0, 6, 0, 4, 0, BIZ_RETURN_RECEIVED, "not invoiced" },
  { "half invoiced", 4, 4, 0, 8, 0, 6, 2, 4, 21420, BIZ_RETURN_RECEIVED, NULL },
};

#define UNIT "{\"id\":1,\"display_name\":\"Units\",\"factor\":1.0}"
#define PRODUCT "{\"id\":7,\"display_name\":\"Lamp\",\"uom_id\":" UNIT "}"
#define ORDER_LINE                                                                                 \
  "{\"id\":50,\"product_id\":7,\"product_uom_id\":" UNIT                                           \
  ",\"product_uom_qty\":10.0,\"price_unit\":100.0,\"discount\":10.0}"

static void
add_transfer (GString *text,
              int id,
              const char *state,
              const char *usage,
              int origin,
              int quantity,
              const char *order_line,
              const char *more)
{
  g_autofree char *from = origin != 0 ? g_strdup_printf ("%d", origin) : g_strdup ("false");

  g_string_append_printf (
      text,
      "%s{\"id\":%d,\"name\":\"T/%d\",\"state\":\"%s\",\"date_done\":false,\"scheduled_date\":"
      "\"2026-11-02 08:00:00\",\"sale_id\":{\"id\":5,\"display_name\":\"S5\"},\"partner_id\":"
      "{\"id\":3,\"display_name\":\"Acme\"},\"company_id\":1,\"move_ids\":[{\"id\":%d,\"state\":"
      "\"%s\",\"quantity\":%d.0,\"product_uom_qty\":%d.0,\"product_id\":" PRODUCT
      ",\"product_uom\":" UNIT ",\"origin_returned_move_id\":%s,\"location_dest_usage\":\"%s\","
      "\"sale_line_id\":%s%s}]}",
      text->len > 0 ? "," : "", id, id, state, id * 10,
      g_str_equal (state, "done") ? "done" : "assigned", g_str_equal (state, "done") ? quantity : 0,
      quantity, from, usage, order_line, more);
}

static JsonNode *
wrap (GString *text)
{
  g_autofree char *json = g_strdup_printf ("{\"length\":1,\"records\":[%s]}", text->str);
  g_autoptr (GError) error = NULL;
  JsonNode *node = test_json (json, &error);

  g_assert_no_error (error);

  return node;
}

static void
add_paper (GString *text,
           int id,
           const char *type,
           int quantity,
           int reversed,
           double price,
           const char *unit)
{
  g_autofree char *back =
      reversed != 0 ? g_strdup_printf ("{\"id\":%d}", reversed) : g_strdup ("false");
  const gint64 net = (gint64)(price * 90) * quantity;

  g_string_append_printf (
      text,
      "%s{\"id\":%d,\"name\":\"P/%d\",\"move_type\":\"%s\",\"state\":\"posted\",\"amount_total\":"
      "%.2f,\"amount_residual\":%.2f,\"currency_id\":{\"id\":1},\"invoice_date\":\"2026-11-03\","
      "\"reversed_entry_id\":%s,\"company_id\":{\"id\":1},\"invoice_payments_widget\":false,"
      "\"invoice_line_ids\":[{\"id\":%d,\"display_type\":\"product\",\"quantity\":%d.0,"
      "\"price_unit\":%.2f,\"discount\":10.0,\"sale_line_ids\":[50],\"price_subtotal\":%.2f,"
      "\"price_total\":%.2f,\"product_uom_id\":%s}]}",
      text->len > 0 ? "," : "", id, id, type, (double)net * 1.19 / 100, (double)net * 1.19 / 100,
      back, id * 10, quantity, price, (double)net / 100, (double)net * 1.19 / 100, unit);
}

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);

  return table;
}

static char *
make_record (const BookCase *c)
{
  g_autoptr (GString) linked = g_string_new (NULL);

  if (c->rma == NULL)
    return g_strdup ("");
  for (int i = 0; i < c->linked; i++)
    g_string_append_printf (linked, "%s%d", i > 0 ? "," : "", 30 + i);

  return g_strdup_printf (",\"rma_receiver_ids\":[{\"id\":77,\"name\":\"RMA77\",\"state\":\"%s\","
                          "\"delivery_move_ids\":[%s]}]",
                          c->rma, linked->str);
}

static BizReturnBook *
make_book (const BookCase *c, const char *order_line, double price)
{
  g_autoptr (GString) transfers = g_string_new (NULL);
  g_autoptr (GString) papers = g_string_new (NULL);
  g_autoptr (JsonNode) transfer_answer = NULL;
  g_autoptr (JsonNode) paper_answer = NULL;
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (GError) error = NULL;
  BizReturnBook *book = biz_return_book_new ();
  g_autofree char *record = make_record (c);
  const char *unit = c->unitless ? "false" : UNIT;

  /* As the server may give them: the newest first. */
  if (c->replaced > 0)
    add_transfer (transfers, 3, c->gone ? "done" : "assigned", "customer", 20, c->replaced,
                  order_line, "");
  if (c->returned > 0)
    add_transfer (transfers, 2, c->received > 0 ? "done" : "assigned", "internal", 10, c->returned,
                  order_line, record);
  add_transfer (transfers, 1, "done", "customer", 0, 10, order_line, "");
  if (c->credited > 0)
    add_paper (papers, 12, "out_refund", c->credited, 11, price, unit);
  if (c->invoiced > 0)
    add_paper (papers, 11, "out_invoice", c->invoiced, 0, price, unit);
  transfer_answer = wrap (transfers);
  paper_answer = wrap (papers);
  biz_return_book_take_transfers (book, transfer_answer, FALSE, &error);
  g_assert_no_error (error);
  biz_return_book_take_papers (book, paper_answer, currencies, FALSE, &error);
  g_assert_no_error (error);

  return book;
}

static BizReturnLine *
get_line (BizReturnBook *book, gint64 transfer)
{
  g_autoptr (GListModel) lines =
      biz_return_book_list_lines (book, biz_return_book_find_transfer (book, transfer));

  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 1);

  return g_list_model_get_item (lines, 0);
}

static void
assert_pieces (BizDecimal value, int pieces)
{
  const BizDecimal wanted = { pieces, 0 };
  g_autofree char *text = biz_decimal_to_string (&value);

  if (biz_decimal_compare (&value, &wanted) != 0)
    g_error ("%s instead of %d", text, pieces);
}

static void
check_returned (BizReturnBook *book, const BookCase *c)
{
  BizTransfer *transfer = biz_return_book_find_transfer (book, 2);
  g_autoptr (BizReturnLine) line = get_line (book, 2);
  g_autoptr (BizReturnPlan) plan = biz_return_plan_new (book, transfer, BIZ_RETURN_PURPOSE_CREDIT);
  BizMoney gross;

  g_assert_cmpint (biz_transfer_get_kind (transfer), ==, BIZ_TRANSFER_RETURN);
  assert_pieces (biz_return_line_get_creditable (line), c->creditable);
  assert_pieces (biz_return_line_get_replaceable (line), c->replaceable);
  g_assert_cmpint (biz_return_book_get_state (book, transfer), ==, c->state);
  if (c->refusal != NULL)
    g_assert_nonnull (g_strstr_len (biz_return_line_get_refusal (line), -1, c->refusal));
  biz_return_plan_set_all (plan);
  if (c->creditable == 0)
    {
      g_autoptr (GError) error = NULL;
      const BizDecimal one = { 1, 0 };

      g_assert_false (biz_return_plan_estimate (plan, &gross));
      g_assert_false (biz_return_plan_set_quantity (plan, 20, &one, &error));
      test_take_error_about (&error, ERP_ERROR_VALIDATION, c->refusal);
      g_assert_false (biz_return_plan_check (plan, &error));
      test_take_error (&error, ERP_ERROR_VALIDATION);
      return;
    }
  g_assert_true (biz_return_plan_estimate (plan, &gross));
  g_assert_cmpint (gross.minor, ==, c->estimate);
}

static void
test_book (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (book_cases); i++)
    {
      const BookCase *c = &book_cases[i];
      g_autoptr (BizReturnBook) book = NULL;
      g_autoptr (BizReturnLine) line = NULL;
      g_autoptr (GListModel) deliveries = NULL;

      g_test_message ("%s", c->name);
      book = make_book (c, ORDER_LINE, 100);
      line = get_line (book, 1);
      assert_pieces (biz_return_line_get_returnable (line), c->returnable);
      deliveries = biz_return_book_list_deliveries (book);
      g_assert_cmpuint (g_list_model_get_n_items (deliveries), ==, 1);
      if (c->replaced > 0)
        g_assert_cmpint (biz_transfer_get_kind (biz_return_book_find_transfer (book, 3)), ==,
                         BIZ_TRANSFER_REPLACEMENT);
      if (c->returned > 0)
        check_returned (book, c);
    }
}

static void
test_over_return (void)
{
  static const BookCase expected = { "expected", 4, 0, 0, 10, 0 };
  g_autoptr (BizReturnBook) book = make_book (&expected, ORDER_LINE, 100);
  g_autoptr (BizReturnPlan) plan =
      biz_return_plan_new (book, biz_return_book_find_transfer (book, 1),
                           BIZ_RETURN_PURPOSE_RETURN);
  const BizDecimal six = { 6, 0 };
  const BizDecimal seven = { 7, 0 };
  const BizDecimal less = { -1, 0 };
  const BizDecimal hair = { 600001, 5 };
  g_autoptr (GError) error = NULL;
  BizMoney gross;

  g_assert_false (biz_return_plan_check (plan, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
  g_assert_false (biz_return_plan_set_quantity (plan, 10, &seven, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "6");
  g_assert_false (biz_return_plan_set_quantity (plan, 10, &hair, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "6");
  g_assert_false (biz_return_plan_set_quantity (plan, 10, &less, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
  g_assert_false (biz_return_plan_set_quantity (plan, 99, &six, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
  g_assert_true (biz_return_plan_set_quantity (plan, 10, &six, &error));
  g_assert_false (biz_return_plan_is_partial (plan));
  g_assert_true (biz_return_plan_check (plan, &error));
  g_assert_true (biz_return_plan_estimate (plan, &gross));
  g_assert_cmpint (gross.minor, ==, 64260);
  biz_return_plan_clear (plan);
  g_assert_true (biz_return_plan_is_partial (plan));
}

/* A kit, a price that the order does not know, a unit nobody can compare, goods without an order.
 */
static void
test_refusals (void)
{
  static const BookCase received = { "received", 4, 4, 0, 10, 0 };
  static const struct
  {
    const char *order_line;
    double price;
    gboolean offered; /* to return */
    const char *word;
  } cases[] = {
    { "{\"id\":50,\"product_id\":8,\"product_uom_id\":" UNIT
      ",\"product_uom_qty\":5.0,\"price_unit\":300.0,\"discount\":0.0}",
      100, FALSE, "kit" },
    { ORDER_LINE, 120, TRUE, "higher price" },
    { "{\"id\":50,\"product_id\":7,\"product_uom_id\":{\"id\":9,\"display_name\":\"Bag\","
      "\"factor\":0.0},\"product_uom_qty\":10.0,\"price_unit\":100.0,\"discount\":10.0}",
      100, TRUE, "units" },
    { "false", 100, TRUE, "no order" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizReturnBook) book = make_book (&received, cases[i].order_line, cases[i].price);
      g_autoptr (BizReturnPlan) plan =
          biz_return_plan_new (book, biz_return_book_find_transfer (book, 2),
                               BIZ_RETURN_PURPOSE_CREDIT);
      g_autoptr (BizReturnLine) line = get_line (book, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) parts = NULL;
      const BizDecimal returnable = biz_return_line_get_returnable (line);

      g_test_message ("%s", cases[i].word);
      g_assert_cmpint (biz_return_is_positive (&returnable), ==, cases[i].offered);
      biz_return_plan_set_all (plan);
      parts = biz_return_plan_split_credit (plan, &error);
      g_assert_null (parts);
      test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].word);
    }
}

/* The invoice asked less than the order: never more than was invoiced. */
static void
test_lower_price (void)
{
  static const BookCase received = { "received", 4, 4, 0, 10, 0 };
  g_autoptr (BizReturnBook) book = make_book (&received, ORDER_LINE, 80);
  g_autoptr (BizReturnPlan) plan =
      biz_return_plan_new (book, biz_return_book_find_transfer (book, 2),
                           BIZ_RETURN_PURPOSE_CREDIT);
  BizMoney gross;

  biz_return_plan_set_all (plan);
  g_assert_true (biz_return_plan_estimate (plan, &gross));
  g_assert_cmpint (gross.minor, ==, 34272);
}

/* What a credit note settles of two returns is the older one. */
static void
test_two_returns (void)
{
  g_autoptr (GString) transfers = g_string_new (NULL);
  g_autoptr (GString) papers = g_string_new (NULL);
  g_autoptr (JsonNode) transfer_answer = NULL;
  g_autoptr (JsonNode) paper_answer = NULL;
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (BizReturnBook) book = biz_return_book_new ();
  g_autoptr (BizReturnLine) first = NULL;
  g_autoptr (BizReturnLine) second = NULL;
  g_autoptr (GError) error = NULL;

  add_transfer (transfers, 1, "done", "customer", 0, 10, ORDER_LINE, "");
  add_transfer (transfers, 2, "done", "internal", 10, 3, ORDER_LINE, "");
  add_transfer (transfers, 4, "done", "internal", 10, 2, ORDER_LINE, "");
  add_paper (papers, 11, "out_invoice", 10, 0, 100, UNIT);
  add_paper (papers, 12, "out_refund", 3, 11, 100, UNIT);
  transfer_answer = wrap (transfers);
  paper_answer = wrap (papers);
  g_assert_true (biz_return_book_take_transfers (book, transfer_answer, FALSE, &error));
  g_assert_true (biz_return_book_take_papers (book, paper_answer, currencies, FALSE, &error));
  first = get_line (book, 2);
  second = get_line (book, 4);
  assert_pieces (biz_return_line_get_creditable (first), 0);
  assert_pieces (biz_return_line_get_creditable (second), 2);
  g_assert_cmpint (biz_return_book_get_state (book, biz_return_book_find_transfer (book, 2)), ==,
                   BIZ_RETURN_CREDITED);
  g_assert_cmpint (biz_return_book_get_state (book, biz_return_book_find_transfer (book, 4)), ==,
                   BIZ_RETURN_RECEIVED);
}

/* Nothing of what a server may answer brings it down, or is taken for a delivery. */
static void
test_hostile (void)
{
  static const char *const answers[] = {
    "[]",
    "{}",
    "{\"records\":false}",
    "{\"records\":[1]}",
    "{\"records\":[{}]}",
    "{\"records\":[{\"id\":1,\"name\":false,\"state\":\"done\",\"date_done\":false}]}",
    "{\"records\":[{\"id\":1,\"name\":\"a\",\"state\":\"done\",\"date_done\":\"never\","
    "\"move_ids\":[]}]}",
    "{\"records\":[{\"id\":1,\"name\":\"a\",\"state\":\"done\",\"date_done\":false,"
    "\"move_ids\":[{\"id\":1}]}]}",
    "{\"records\":[{\"id\":1,\"name\":\"a\",\"state\":\"done\",\"date_done\":false,\"move_ids\":"
    "[{\"id\":1,\"state\":\"done\",\"location_dest_usage\":\"customer\",\"quantity\":\"ten\"}]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (BizReturnBook) book = biz_return_book_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) answer = test_json (answers[i], &error);

      g_assert_no_error (error);
      g_assert_false (biz_return_book_take_transfers (book, answer, FALSE, &error));
      test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

/* What the returns module is told of its record. */
static const struct
{
  BookCase book;
  const char *state; /* (nullable): nothing */
  guint n_moves;
  gint64 refund;
} telling_cases[] = {
  { { .name = "no module", .received = 4, .invoiced = 10, .credited = 4 }, NULL, 0, 0 },
  { { .name = "nothing yet", .received = 4, .invoiced = 10, .rma = "received" }, NULL, 0, 0 },
  { { .name = "credited", .received = 4, .invoiced = 10, .credited = 4, .rma = "received" },
    "refunded",
    0,
    12 },
  /* the module would credit all of it */
  { { .name = "credited in part", .received = 4, .invoiced = 10, .credited = 1, .rma = "received" },
    "refunded",
    0,
    12 },
  { { .name = "told", .received = 4, .invoiced = 10, .credited = 4, .rma = "refunded" },
    NULL,
    0,
    0 },
  { { .name = "sent again", .received = 4, .replaced = 4, .invoiced = 10, .rma = "received" },
    "waiting_replacement",
    1,
    0 },
  { { .name = "sent again, nothing invoiced", .received = 4, .replaced = 4, .rma = "received" },
    "waiting_replacement",
    1,
    0 },
  { { .name = "it knows",
      .received = 4,
      .replaced = 4,
      .invoiced = 10,
      .rma = "waiting_replacement",
      .linked = 1 },
    NULL,
    0,
    0 },
  { { .name = "it does not know by which",
      .received = 4,
      .replaced = 4,
      .invoiced = 10,
      .rma = "waiting_replacement" },
    "waiting_replacement",
    1,
    0 },
  { { .name = "gone before it knew",
      .received = 4,
      .replaced = 4,
      .gone = TRUE,
      .invoiced = 10,
      .rma = "received" },
    "replaced",
    1,
    0 },
  { { .name = "a part is gone",
      .received = 4,
      .replaced = 1,
      .gone = TRUE,
      .invoiced = 10,
      .rma = "received" },
    "waiting_replacement",
    1,
    0 },
  { { .name = "the rest waits",
      .received = 4,
      .replaced = 1,
      .gone = TRUE,
      .invoiced = 10,
      .rma = "waiting_replacement",
      .linked = 1 },
    NULL,
    0,
    0 },
  { { .name = "some of the rest is credited",
      .received = 4,
      .replaced = 1,
      .invoiced = 10,
      .credited = 1,
      .rma = "waiting_replacement",
      .linked = 1 },
    NULL,
    0,
    0 },
  { { .name = "the rest is credited",
      .received = 4,
      .replaced = 1,
      .invoiced = 10,
      .credited = 3,
      .rma = "waiting_replacement",
      .linked = 1 },
    "refunded",
    1,
    12 },
  { { .name = "the rest is credited without units",
      .received = 4,
      .replaced = 1,
      .invoiced = 10,
      .credited = 3,
      .unitless = TRUE,
      .rma = "waiting_replacement",
      .linked = 1 },
    "refunded",
    1,
    12 },
  { { .name = "the module closed it",
      .received = 4,
      .replaced = 1,
      .invoiced = 10,
      .credited = 3,
      .rma = "finished",
      .linked = 1 },
    NULL,
    0,
    0 },
  { { .name = "not here yet", .invoiced = 10, .rma = "confirmed" }, NULL, 0, 0 },
};

static void
test_tellings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (telling_cases); i++)
    {
      BookCase c = telling_cases[i].book;
      g_autoptr (BizReturnBook) book = NULL;
      g_autoptr (GPtrArray) tellings = NULL;
      const BizReturnTelling *telling;

      g_test_message ("%s", c.name);
      c.returned = 4;
      book = make_book (&c, ORDER_LINE, 100);
      tellings = biz_return_book_list_tellings (book, biz_return_book_find_transfer (book, 2));
      g_assert_cmpuint (tellings->len, ==, telling_cases[i].state != NULL ? 1 : 0);
      if (tellings->len == 0)
        continue;
      telling = g_ptr_array_index (tellings, 0);
      g_assert_cmpint (telling->rma_id, ==, 77);
      g_assert_cmpstr (telling->state, ==, telling_cases[i].state);
      g_assert_cmpuint (telling->moves->len, ==, telling_cases[i].n_moves);
      g_assert_cmpint (telling->refund_id, ==, telling_cases[i].refund);
    }
}

/* A paper without a unit counts in the order's, as the server has it. */
static void
test_unitless (void)
{
  const BookCase c = { "unitless",      4, 4, 0, 10, 1, 6, 3, 3, 32130, BIZ_RETURN_RECEIVED, NULL,
                       .unitless = TRUE };
  g_autoptr (BizReturnBook) book = make_book (&c, ORDER_LINE, 100);
  g_autoptr (BizReturnPlan) plan =
      biz_return_plan_new (book, biz_return_book_find_transfer (book, 2),
                           BIZ_RETURN_PURPOSE_CREDIT);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  const BizReturnCreditPart *part;
  const BizReturnCreditRow *row;
  BizReturnCounts counts;

  g_assert_true (biz_return_book_count (book, 50, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (counts.invoiced.mantissa, ==, 10);
  g_assert_cmpint (counts.credited.mantissa, ==, 1);
  biz_return_plan_set_all (plan);
  parts = biz_return_plan_split_credit (plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  part = g_ptr_array_index (parts, 0);
  row = &g_array_index (part->rows, BizReturnCreditRow, 0);
  g_assert_cmpint (row->quantity.mantissa, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/return-book/book", test_book);
  g_test_add_func ("/biz/return-book/over-return", test_over_return);
  g_test_add_func ("/biz/return-book/refusals", test_refusals);
  g_test_add_func ("/biz/return-book/lower-price", test_lower_price);
  g_test_add_func ("/biz/return-book/two-returns", test_two_returns);
  g_test_add_func ("/biz/return-book/hostile", test_hostile);

  g_test_add_func ("/biz/return-book/tellings", test_tellings);
  g_test_add_func ("/biz/return-book/unitless", test_unitless);

  return g_test_run ();
}
