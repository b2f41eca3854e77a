/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-return-module.h"
#include "erp-error.h"
#include "return-book.h"
#include "test-values.h"

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
      book = book_make (&c, ORDER_LINE, 100);
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

/* The smallest step of a unit, what is wanted of ten, and whether that is counted so. */
static void
test_steps (void)
{
  static const struct
  {
    const char *rounding;
    const char *quantity;
    gboolean fits;
  } cases[] = {
    { "0.01", "0.01", TRUE },
    { "0.01", "3", TRUE },
    { "0.01", "2.5", TRUE },
    { "0.01", "0.005", FALSE },
    { "0.01", "0.333", FALSE },
    { "1.0", "0.5", FALSE },
    { "1.0", "4", TRUE },
    { "1.0", "10", TRUE },
    { "0.0", "0.333", TRUE },
    { "0.25", "0.75", TRUE },
    { "0.25", "0.8", FALSE },
    { "12.0", "6", FALSE },
    /* a sum of floats that is written as what it means */
    { "0.01", "0.30", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizReturnUnit unit = { .id = 1, .factor = biz_decimal_new (1, 0) };
      BizDecimal quantity;

      g_test_message ("%s of %s", cases[i].quantity, cases[i].rounding);
      g_assert_true (biz_decimal_parse (cases[i].rounding, 6, &unit.rounding, NULL));
      g_assert_true (biz_decimal_parse (cases[i].quantity, 6, &quantity, NULL));
      g_assert_true (biz_return_unit_has (&unit, &quantity) == cases[i].fits);
    }
}

/* A part of a step is refused in words, before the server makes another quantity of it. */
static void
test_part_of_step (void)
{
  const BookCase c = { .name = "steps", .invoiced = 10 };
  g_autoptr (BizReturnBook) book = book_make (&c, ORDER_LINE, 100);
  BizTransfer *transfer = biz_return_book_find_transfer (book, 1);
  g_autoptr (BizReturnPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  const BizDecimal half = biz_decimal_new (5, 1);
  const BizDecimal one = biz_decimal_new (1, 0);

  ((BizTransferMove *)g_ptr_array_index (biz_transfer_get_moves (transfer), 0))->unit.rounding =
      one;
  plan = biz_return_plan_new (book, transfer, BIZ_RETURN_PURPOSE_RETURN);
  g_assert_false (biz_return_plan_set_quantity (plan, 10, &half, &error));
  g_assert_cmpstr (error->message, ==, "Its unit of measure is counted in steps of 1.");
  test_take_error (&error, ERP_ERROR_VALIDATION);
  g_assert_true (biz_return_plan_set_quantity (plan, 10, &one, &error));
  g_assert_no_error (error);
}

/* What moved back within the house before it went out is no return, and takes no credit. */
static void
test_within_the_house (void)
{
  g_autoptr (GString) transfers = g_string_new (NULL);
  g_autoptr (GString) papers = g_string_new (NULL);
  g_autoptr (JsonNode) transfer_answer = NULL;
  g_autoptr (JsonNode) paper_answer = NULL;
  g_autoptr (BizCurrencyTable) currencies = book_make_currencies ();
  g_autoptr (BizReturnBook) book = biz_return_book_new ();
  g_autoptr (BizReturnLine) back = NULL;
  g_autoptr (GError) error = NULL;

  book_add_transfer (transfers, 1, "done", "internal", 0, 12, ORDER_LINE, ""); /* picked */
  book_add_transfer (transfers, 2, "done", "customer", 0, 10, ORDER_LINE, ""); /* sent */
  book_add_transfer (transfers, 3, "done", "internal", 20, 4, ORDER_LINE, ""); /* came back */
  book_add_transfer (transfers, 4, "done", "internal", 10, 2, ORDER_LINE, ""); /* put back */
  book_add_transfer (transfers, 5, "done", "internal", 0, 4, ORDER_LINE, "");  /* stored */
  book_add_paper (papers, 11, "out_invoice", 10, 0, 100, UNIT);
  transfer_answer = book_wrap (transfers);
  paper_answer = book_wrap (papers);
  g_assert_true (biz_return_book_take_transfers (book, transfer_answer, FALSE, &error));
  g_assert_true (biz_return_book_take_papers (book, paper_answer, currencies, FALSE, &error));
  back = book_get_line (book, 3);
  book_assert_pieces (biz_return_line_get_creditable (back), 4);
  g_assert_cmpint (biz_transfer_get_kind (biz_return_book_find_transfer (book, 4)), ==,
                   BIZ_TRANSFER_OTHER);
  g_assert_cmpint (biz_transfer_get_kind (biz_return_book_find_transfer (book, 5)), ==,
                   BIZ_TRANSFER_OTHER);
}

/* A paper without a unit counts in the order's, as the server has it. */
static void
test_unitless (void)
{
  const BookCase c = { "unitless",      4, 4, 0, 10, 1, 6, 3, 3, 32130, BIZ_RETURN_RECEIVED, NULL,
                       .unitless = TRUE };
  g_autoptr (BizReturnBook) book = book_make (&c, ORDER_LINE, 100);
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
  g_test_add_func ("/biz/return-module/tellings", test_tellings);
  g_test_add_func ("/biz/return-module/unitless", test_unitless);
  g_test_add_func ("/biz/return-module/steps", test_steps);
  g_test_add_func ("/biz/return-module/part-of-step", test_part_of_step);
  g_test_add_func ("/biz/return-module/within-the-house", test_within_the_house);

  return g_test_run ();
}
