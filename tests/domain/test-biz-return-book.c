/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "return-book.h"

#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

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

static void
check_returned (BizReturnBook *book, const BookCase *c)
{
  BizTransfer *transfer = biz_return_book_find_transfer (book, 2);
  g_autoptr (BizReturnLine) line = book_get_line (book, 2);
  g_autoptr (BizReturnPlan) plan = biz_return_plan_new (book, transfer, BIZ_RETURN_PURPOSE_CREDIT);
  BizMoney gross;

  g_assert_cmpint (biz_transfer_get_kind (transfer), ==, BIZ_TRANSFER_RETURN);
  book_assert_pieces (biz_return_line_get_creditable (line), c->creditable);
  book_assert_pieces (biz_return_line_get_replaceable (line), c->replaceable);
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
      book = book_make (c, ORDER_LINE, 100);
      line = book_get_line (book, 1);
      book_assert_pieces (biz_return_line_get_returnable (line), c->returnable);
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
  g_autoptr (BizReturnBook) book = book_make (&expected, ORDER_LINE, 100);
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
      g_autoptr (BizReturnBook) book = book_make (&received, cases[i].order_line, cases[i].price);
      g_autoptr (BizReturnPlan) plan =
          biz_return_plan_new (book, biz_return_book_find_transfer (book, 2),
                               BIZ_RETURN_PURPOSE_CREDIT);
      g_autoptr (BizReturnLine) line = book_get_line (book, 1);
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
  g_autoptr (BizReturnBook) book = book_make (&received, ORDER_LINE, 80);
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
  g_autoptr (BizCurrencyTable) currencies = book_make_currencies ();
  g_autoptr (BizReturnBook) book = biz_return_book_new ();
  g_autoptr (BizReturnLine) first = NULL;
  g_autoptr (BizReturnLine) second = NULL;
  g_autoptr (GError) error = NULL;

  book_add_transfer (transfers, 1, "done", "customer", 0, 10, ORDER_LINE, "");
  book_add_transfer (transfers, 2, "done", "internal", 10, 3, ORDER_LINE, "");
  book_add_transfer (transfers, 4, "done", "internal", 10, 2, ORDER_LINE, "");
  book_add_paper (papers, 11, "out_invoice", 10, 0, 100, UNIT);
  book_add_paper (papers, 12, "out_refund", 3, 11, 100, UNIT);
  transfer_answer = book_wrap (transfers);
  paper_answer = book_wrap (papers);
  g_assert_true (biz_return_book_take_transfers (book, transfer_answer, FALSE, &error));
  g_assert_true (biz_return_book_take_papers (book, paper_answer, currencies, FALSE, &error));
  first = book_get_line (book, 2);
  second = book_get_line (book, 4);
  book_assert_pieces (biz_return_line_get_creditable (first), 0);
  book_assert_pieces (biz_return_line_get_creditable (second), 2);
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

  return g_test_run ();
}
