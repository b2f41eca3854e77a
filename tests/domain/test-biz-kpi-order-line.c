/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is concluded of an order's line: pairs of deliveries and invoices, and what waits. */

#include "biz-kpi-order-line.h"

#include "kpi-check.h"

#define MAX_PARTS 6

typedef struct
{
  const char *day;
  int quantity;
} Part;

/**
 * Case:
 * @pieces: what comes out, "2026-01-05>2026-01-07=10.00" with a blank between; "-" for not invoiced
 */
typedef struct
{
  const char *name;
  int ordered, delivered, demand, given_up, returned, credited;
  gboolean is_waiting;
  Part deliveries[MAX_PARTS];
  Part invoices[MAX_PARTS];
  const char *pieces;
  const char *to_deliver;
  const char *to_invoice;
} Case;

static const Case cases[] = {
  { "nothing yet", 10, 0, 10, 0, 0, 0, TRUE, { { 0 } }, { { 0 } }, "", "100.00", "" },
  { "all at once",
    10,
    10,
    10,
    0,
    0,
    0,
    FALSE,
    { { "2026-01-05", 10 } },
    { { "2026-01-07", 10 } },
    "2026-01-05>2026-01-07=100.00",
    "2026-01-05:100.00",
    "2026-01-07:100.00" },
  { "delivered, not invoiced",
    10,
    4,
    10,
    0,
    0,
    0,
    TRUE,
    { { "2026-01-05", 4 } },
    { { 0 } },
    "2026-01-05>-=40.00",
    "2026-01-05:40.00 60.00",
    "40.00" },
  { "first in, first out",
    10,
    10,
    10,
    0,
    0,
    0,
    FALSE,
    { { "2026-01-09", 6 }, { "2026-01-05", 4 } },
    { { "2026-01-07", 5 }, { "2026-01-20", 5 } },
    "2026-01-05>2026-01-07=40.00 2026-01-09>2026-01-07=10.00 2026-01-09>2026-01-20=50.00",
    "2026-01-05:40.00 2026-01-09:60.00",
    "2026-01-07:40.00 2026-01-20:50.00" },
  { "came back",
    10,
    7,
    10,
    0,
    3,
    0,
    FALSE,
    { { "2026-01-05", 10 } },
    { { "2026-01-07", 7 } },
    "2026-01-05>2026-01-07=70.00",
    "2026-01-05:70.00",
    "2026-01-07:70.00" },
  { "credited",
    10,
    10,
    10,
    0,
    0,
    4,
    FALSE,
    { { "2026-01-05", 10 } },
    { { "2026-01-07", 10 } },
    "2026-01-05>2026-01-07=60.00 2026-01-05>-=40.00",
    "2026-01-05:100.00",
    "2026-01-07:60.00 40.00" },
  { "another unit",
    2,
    2,
    24,
    0,
    0,
    0,
    FALSE,
    { { "2026-01-05", 12 }, { "2026-01-06", 12 } },
    { { "2026-01-07", 2 } },
    "2026-01-05>2026-01-07=50.00 2026-01-06>2026-01-07=50.00",
    "2026-01-05:50.00 2026-01-06:50.00",
    "2026-01-07:50.00 2026-01-07:50.00" },
  { "invoiced ahead",
    10,
    10,
    10,
    0,
    0,
    0,
    FALSE,
    { { "2026-01-05", 10 } },
    { { "2026-01-02", 10 } },
    "2026-01-05>2026-01-02=100.00",
    "2026-01-05:100.00",
    "" },
  { "given up",
    10,
    6,
    10,
    4,
    0,
    0,
    FALSE,
    { { "2026-01-05", 6 } },
    { { "2026-01-07", 6 } },
    "2026-01-05>2026-01-07=60.00",
    "2026-01-05:60.00",
    "2026-01-07:60.00" },
};

static void
fill (GArray *parts, const Part *from, gint64 first_picking)
{
  for (guint i = 0; i < MAX_PARTS && from[i].day != NULL; i++)
    {
      BizKpiPart part = { .day = kpi_date (from[i].day),
                          .picking = first_picking + i,
                          .quantity = biz_decimal_new (from[i].quantity, 0) };

      g_array_append_val (parts, part);
    }
}

static void
make_facts (const Case *c, BizKpiLineFacts *facts)
{
  biz_kpi_line_facts_init (facts);
  facts->ordered_on = kpi_date ("2026-01-01");
  facts->ordered = biz_decimal_new (c->ordered, 0);
  facts->delivered = biz_decimal_new (c->delivered, 0);
  facts->demand = biz_decimal_new (c->demand, 0);
  facts->given_up = biz_decimal_new (c->given_up, 0);
  facts->returned = biz_decimal_new (c->returned, 0);
  facts->credited = biz_decimal_new (c->credited, 0);
  facts->is_waiting = c->is_waiting;
  facts->subtotal = kpi_euro (10000);
  fill (facts->deliveries, c->deliveries, 1);
  fill (facts->invoices, c->invoices, 100);
}

static void
append_day (GString *text, const GDate *day)
{
  if (g_date_valid (day))
    g_string_append_printf (text, "%04u-%02u-%02u", g_date_get_year (day), g_date_get_month (day),
                            g_date_get_day (day));
  else
    g_string_append_c (text, '-');
}

static void
append_amount (GString *text, const BizMoney *money)
{
  g_autofree char *amount = biz_money_format (money, BIZ_MONEY_MACHINE);

  g_string_append (text, amount);
}

static char *
describe_pieces (GArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BizKpiDelivery *row = &g_array_index (rows, BizKpiDelivery, i);

      g_string_append (text, i > 0 ? " " : "");
      append_day (text, &row->delivered);
      g_string_append_c (text, '>');
      append_day (text, &row->invoiced);
      g_string_append_c (text, '=');
      append_amount (text, &row->value);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_spans (GArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BizKpiSpan *row = &g_array_index (rows, BizKpiSpan, i);

      g_string_append (text, i > 0 ? " " : "");
      if (g_date_valid (&row->until))
        {
          append_day (text, &row->until);
          g_string_append_c (text, ':');
        }
      append_amount (text, &row->value);
    }

  return g_string_free (text, FALSE);
}

static void
test_conclude (void)
{
  const BizMoney zero = kpi_euro (0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (BizKpiLineFacts) facts = { 0 };
      g_autoptr (BizKpiRows) rows = biz_kpi_rows_new ();
      g_autofree char *pieces = NULL;
      g_autofree char *to_deliver = NULL;
      g_autofree char *to_invoice = NULL;

      g_test_message ("%s", cases[i].name);
      make_facts (&cases[i], &facts);
      biz_kpi_line_facts_conclude (&facts, &zero, rows);
      pieces = describe_pieces (rows->deliveries);
      to_deliver = describe_spans (rows->to_deliver);
      to_invoice = describe_spans (rows->to_invoice);
      g_assert_cmpstr (pieces, ==, cases[i].pieces);
      g_assert_cmpstr (to_deliver, ==, cases[i].to_deliver);
      g_assert_cmpstr (to_invoice, ==, cases[i].to_invoice);
    }
}

/* 100.00 of an order's currency at 1.25 a euro are 80.00; of a quantity that no digits tell exactly
 * the parts are rounded each. */
static void
test_currency (void)
{
  const Case c = { "", 3, 1, 3, 0, 0, 0, TRUE, { { "2026-01-05", 1 } }, { { 0 } }, "", "", "" };
  const BizMoney zero = kpi_euro (0);
  g_auto (BizKpiLineFacts) facts = { 0 };
  g_autoptr (BizKpiRows) rows = biz_kpi_rows_new ();
  g_autofree char *to_deliver = NULL;

  make_facts (&c, &facts);
  facts.subtotal = biz_money_from_minor (10000, "USD", 2);
  facts.rate = biz_decimal_new (125, 2);
  biz_kpi_line_facts_conclude (&facts, &zero, rows);
  to_deliver = describe_spans (rows->to_deliver);
  g_assert_cmpstr (to_deliver, ==, "2026-01-05:26.67 53.33");
  g_assert_cmpstr (g_array_index (rows->to_deliver, BizKpiSpan, 0).value.currency, ==, "EUR");
}

static void
assert_fill (const Case *c, int ordered, int delivered)
{
  g_auto (BizKpiLineFacts) facts = { 0 };
  g_autoptr (BizKpiRows) rows = biz_kpi_rows_new ();
  const BizKpiPart *first;
  const BizKpiOrderLine *line;
  BizDecimal want_ordered = biz_decimal_new (ordered, 0);
  BizDecimal want_delivered = biz_decimal_new (delivered, 0);

  make_facts (c, &facts);
  first = biz_kpi_line_facts_get_first (&facts, NULL);
  g_assert_nonnull (first);
  biz_kpi_line_facts_add_fill (&facts, first, rows);
  g_assert_cmpuint (rows->lines->len, ==, 1);
  line = &g_array_index (rows->lines, BizKpiOrderLine, 0);
  g_assert_cmpint (biz_decimal_compare (&line->ordered, &want_ordered), ==, 0);
  g_assert_cmpint (biz_decimal_compare (&line->delivered, &want_delivered), ==, 0);
}

static void
test_fill (void)
{
  assert_fill (&cases[1], 10, 10);
  assert_fill (&cases[2], 10, 4);
  assert_fill (&cases[3], 10, 4); /* the rest came with another transfer */
  assert_fill (&cases[6], 24, 12);
  assert_fill (&cases[8], 10, 6); /* given up, and missing */
}

/* Orders of several readings are joined without mixing up who waits for which invoice. */
static void
test_join (void)
{
  g_autoptr (BizKpiRows) all = biz_kpi_rows_new ();
  g_autoptr (BizKpiRows) page = biz_kpi_rows_new ();
  const BizMoney zero = kpi_euro (0);

  for (guint round = 0; round < 2; round++)
    {
      g_auto (BizKpiLineFacts) facts = { 0 };
      BizKpiOrder order = { .ordered = kpi_date ("2026-01-01") };
      BizKpiBill bill = { .order = 0, .move_id = 7 + round };
      BizKpiDocument document = { .reason = round == 0 ? "price" : NULL };

      make_facts (&cases[0], &facts);
      biz_kpi_line_facts_conclude (&facts, &zero, page);
      g_array_append_val (page->orders, order);
      g_array_append_val (page->bills, bill);
      g_array_append_val (page->documents, document);
      page->sample.n_read = 5;
      biz_kpi_rows_take (all, page);
      g_assert_cmpuint (page->orders->len, ==, 0);
    }
  g_assert_cmpuint (all->orders->len, ==, 2);
  g_assert_cmpuint (all->sample.n_read, ==, 10);
  g_assert_cmpuint (g_array_index (all->bills, BizKpiBill, 1).order, ==, 1);
  g_assert_cmpint (g_array_index (all->to_deliver, BizKpiSpan, 0).id, !=,
                   g_array_index (all->to_deliver, BizKpiSpan, 1).id);
  g_assert_cmpstr (g_array_index (all->documents, BizKpiDocument, 0).reason, ==, "price");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-order-line/conclude", test_conclude);
  g_test_add_func ("/kpi-order-line/currency", test_currency);
  g_test_add_func ("/kpi-order-line/fill", test_fill);
  g_test_add_func ("/kpi-order-line/join", test_join);

  return g_test_run ();
}
