/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-due-book.h"
#include "biz-due-filter.h"
#include "biz-due-hold.h"
#include "biz-due-list.h"
#include "biz-due-maker.h"
#include "biz-due-store.h"
#include "biz-exception.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-group.h"
#include "fake-client.h"

#include <string.h>

static GDate
day (int year, int month, int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  return date;
}

/* the rule of the oldest open delivery */

typedef struct
{
  const char *name;
  const char *moves; /* "day:quantity ..." of November 2026 */
  int open;
  int expected; /* day, 0 for none */
} OldestCase;

static const OldestCase oldest_cases[] = {
  { "nothing", "", 5, 0 },
  { "nothing-open", "3:5", 0, 0 },
  { "one", "3:5", 5, 3 },
  { "one-part", "3:5", 2, 3 },
  { "first-is-invoiced", "3:5 10:5", 5, 10 },
  { "first-is-half-invoiced", "3:5 10:5", 7, 3 },
  { "order-does-not-matter", "10:5 3:5", 7, 3 },
  { "three", "1:1 2:1 3:1", 2, 2 },
  { "same-day", "4:2 4:3", 5, 4 },
  { "came-back", "3:5 9:-2", 3, 3 },
  { "came-back-and-went-again", "3:5 9:-5 12:5", 5, 12 },
  { "more-open-than-delivered", "3:5 10:5", 50, 3 },
  { "negative-open", "3:5", -2, 0 },
};

static void
test_oldest (gconstpointer data)
{
  const OldestCase *c = data;
  g_auto (GStrv) parts = g_strsplit (c->moves, " ", -1);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (BizDueMove));
  BizDecimal open = biz_decimal_new (c->open, 0);
  GDate found;

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], ":", 2);
      BizDueMove move = { day (2026, 11, atoi (pair[0])), biz_decimal_new (atoi (pair[1]), 0) };

      g_array_append_val (moves, move);
    }
  g_date_clear (&found, 1);
  g_assert_cmpint (biz_due_find_oldest ((const BizDueMove *)(gpointer)moves->data, moves->len,
                                        &open, &found),
                   ==, c->expected != 0);
  if (c->expected != 0)
    g_assert_cmpint (g_date_get_day (&found), ==, c->expected);
}

static void
test_share (void)
{
  static const struct
  {
    gint64 value;
    int delivered, open;
    gint64 expected;
  } cases[] = {
    { 10000, 5, 10, 5000 },   { 10000, 0, 10, 0 },   { 10000, 10, 10, 10000 },
    { 10000, 12, 10, 10000 }, { 10000, 1, 3, 3333 }, { 10000, 2, 3, 6667 },
    { 10000, -1, 3, 0 },      { 10000, 3, 0, 0 },    { -500, 1, 2, -250 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizMoney value = biz_money_from_minor (cases[i].value, "EUR", 2);
      BizDecimal delivered = biz_decimal_new (cases[i].delivered, 0);
      BizDecimal open = biz_decimal_new (cases[i].open, 0);

      g_assert_cmpint (biz_due_share (&value, &delivered, &open).minor, ==, cases[i].expected);
    }
}

static void
test_lag (void)
{
  GDate today = day (2026, 11, 22);
  BizDueLine line = { 0 };

  line.value = line.delivered_value = biz_money_from_minor (1000, "EUR", 2);
  line.since = day (2026, 11, 12);
  g_assert_cmpint (biz_due_line_get_lag (&line, &today), ==, 10000);
  line.since = day (2026, 11, 30); /* not past */
  g_assert_cmpint (biz_due_line_get_lag (&line, &today), ==, 0);
  line.since = day (2026, 11, 12);
  line.is_downpayment = TRUE;
  g_assert_cmpint (biz_due_line_get_lag (&line, &today), ==, 0);
  line.is_downpayment = FALSE;
  line.delivered_value.minor = -5;
  g_assert_cmpint (biz_due_line_get_lag (&line, &today), ==, 0);
  line.delivered_value.minor = G_MAXINT64 / 2;
  g_assert_cmpint (biz_due_line_get_lag (&line, &today), ==, G_MAXINT64);
  g_date_clear (&line.since, 1);
  g_assert_cmpint (biz_due_count_days (&line.since, &today), ==, 0);
}

/* orders */

typedef struct
{
  gint64 id;
  const char *partner;
  const char *currency;
  gint64 value;
  gint64 delivered_value;
  int since; /* day of November 2026; 0: not delivered */
  int to_invoice;
  const char *drafts;
  gboolean is_downpayment;
} Made;

static BizDueRow *
make_row (const Made *made)
{
  BizDueRow *row = g_new0 (BizDueRow, 1);

  row->id = made->id;
  row->name = g_strdup_printf ("S%05d", (int)made->id);
  row->partner = g_strdup (made->partner);
  row->partner_id = made->partner != NULL ? made->partner[0] : 0;
  row->ordered_on = day (2026, 10, 1);
  row->company = g_strdup ("House");
  row->rate = biz_decimal_new (2, 0);
  row->company_zero = biz_money_zero ("EUR", 2);
  row->line = g_new0 (BizDueLine, 1);
  row->line->order_id = made->id;
  row->line->product = g_strdup ("Bolt");
  row->line->value = biz_money_from_minor (made->value, made->currency, 2);
  row->line->delivered_value = biz_money_from_minor (made->delivered_value, made->currency, 2);
  row->line->to_invoice = biz_decimal_new (made->to_invoice, 0);
  row->line->drafts = g_strdup (made->drafts);
  row->line->is_downpayment = made->is_downpayment;
  g_date_clear (&row->line->since, 1);
  if (made->since != 0)
    row->line->since = day (2026, 11, made->since);

  return row;
}

static const Made house[] = {
  { 1, "Acme", "EUR", 10000, 10000, 12, 1, NULL, FALSE },
  { 1, "Acme", "EUR", 5000, 5000, 20, 1, NULL, FALSE },
  { 2, "Bolt & Co", "USD", 40000, 40000, 12, 0, "Draft 7", FALSE },
  { 3, "Acme", "EUR", 700, 0, 0, 1, NULL, FALSE },
  { 4, "Carl", "EUR", -300, -300, 0, -1, NULL, FALSE },
  { 5, "Dora", "EUR", -2000, 0, 0, -1, NULL, TRUE }, /* only a down payment */
  { 6, "Acme", "EUR", 9000, 9000, 2, 1, NULL, FALSE },
  { 6, "Acme", "EUR", -1000, 0, 0, -1, NULL, TRUE },
};

static BizDueBook *
make_book (void)
{
  GDate today = day (2026, 11, 22);
  BizDueBook *book = biz_due_book_new (&today);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_due_row_free);

  for (guint i = 0; i < G_N_ELEMENTS (house); i++)
    g_ptr_array_add (rows, make_row (&house[i]));
  biz_due_book_take_rows (book, rows);

  return book;
}

static const BizDueFacts *
find (GPtrArray *orders, gint64 id)
{
  for (guint i = 0; i < orders->len; i++)
    {
      const BizDueFacts *facts = biz_due_order_get_facts (g_ptr_array_index (orders, i));

      if (facts->id == id)
        return facts;
    }
  return NULL;
}

static void
test_orders (void)
{
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  const BizDueFacts *facts;

  g_assert_cmpuint (orders->len, ==, 5);
  g_assert_null (find (orders, 5));

  facts = find (orders, 1);
  g_assert_cmpint (facts->value.minor, ==, 15000);
  g_assert_cmpint (facts->days, ==, 10);
  g_assert_cmpint (facts->lag, ==, 10000 * 10 + 5000 * 2);
  g_assert_cmpint (facts->cause, ==, BIZ_DUE_READY);
  g_assert_cmpuint (facts->n_lines, ==, 2);
  g_assert_cmpstr (facts->products, ==, "Bolt");

  /* two dollars for a euro */
  facts = find (orders, 2);
  g_assert_cmpint (facts->cause, ==, BIZ_DUE_DRAFT);
  g_assert_cmpstr (facts->drafts, ==, "Draft 7");
  g_assert_cmpint (facts->company_value.minor, ==, 20000);
  g_assert_cmpstr (facts->company_value.currency, ==, "EUR");
  g_assert_cmpint (facts->lag, ==, 20000 * 10);

  facts = find (orders, 3);
  g_assert_cmpint (facts->cause, ==, BIZ_DUE_ORDERED);
  g_assert_cmpint (facts->days, ==, -1);
  g_assert_cmpint (facts->lag, ==, 0);

  g_assert_cmpint (find (orders, 4)->cause, ==, BIZ_DUE_CREDIT);

  /* the down payment is taken off what is to invoice, not off what lies there */
  facts = find (orders, 6);
  g_assert_cmpint (facts->value.minor, ==, 8000);
  g_assert_cmpint (facts->delivered.minor, ==, 9000);
  g_assert_cmpint (facts->lag, ==, 9000 * 20);
}

static void
test_holds (void)
{
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GHashTable) holds = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 id = 2;
  g_autoptr (GPtrArray) orders = NULL;

  g_hash_table_insert (holds, &id, (gpointer) "over the limit");
  biz_due_book_set_holds (book, holds);
  orders = biz_due_book_get_orders (book);
  for (guint i = 0; i < orders->len; i++)
    {
      BizDueOrder *order = g_ptr_array_index (orders, i);
      g_autofree char *why = biz_due_order_describe_cause (order);

      g_assert_cmpint (biz_due_order_get_facts (order)->cause == BIZ_DUE_HELD, ==,
                       biz_due_order_get_facts (order)->id == 2);
      g_assert_cmpint (strstr (why, "over the limit") != NULL, ==,
                       biz_due_order_get_facts (order)->id == 2);
    }
}

static void
test_sums (void)
{
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  g_autoptr (GArray) shown = biz_due_sum_orders (orders);
  g_autoptr (GArray) server = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  g_autoptr (GArray) all = NULL;
  BizMoney euro = biz_money_from_minor (21400, "EUR", 2);

  g_array_append_val (server, euro);
  biz_due_book_set_server (book, 8, server);
  all = biz_due_book_get_sums (book);
  g_assert_cmpuint (shown->len, ==, 2);
  g_assert_cmpstr (g_array_index (shown, BizDueSum, 0).value.currency, ==, "EUR");
  g_assert_cmpint (g_array_index (shown, BizDueSum, 0).value.minor, ==, 15000 + 700 - 300 + 8000);
  /* with the down payment whose order is not in the list it ties */
  g_assert_cmpint (g_array_index (all, BizDueSum, 0).value.minor, ==, 21400);
  g_assert_cmpint (g_array_index (all, BizDueSum, 0).server.minor, ==, 21400);
  g_assert_true (g_array_index (all, BizDueSum, 0).has_server);
  g_assert_cmpuint (biz_due_book_get_n_lines (book), ==, 8);
  g_assert_cmpuint (biz_due_book_get_n_all_lines (book), ==, 8);
}

static char *
list_ids (GPtrArray *orders)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < orders->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? " " : "",
                            (int)biz_due_order_get_facts (g_ptr_array_index (orders, i))->id);
  return g_strdup (ids->str);
}

static void
test_sort (void)
{
  static const struct
  {
    BizDueSort sort;
    gboolean descending;
    const char *expected;
  } cases[] = {
    { BIZ_DUE_SORT_LAG, TRUE, "2 6 1 3 4" },       { BIZ_DUE_SORT_LAG, FALSE, "4 3 1 6 2" },
    { BIZ_DUE_SORT_ORDER, FALSE, "1 2 3 4 6" },    { BIZ_DUE_SORT_ORDER, TRUE, "6 4 3 2 1" },
    { BIZ_DUE_SORT_CUSTOMER, FALSE, "1 3 6 2 4" }, { BIZ_DUE_SORT_DAYS, TRUE, "6 2 1 4 3" },
    { BIZ_DUE_SORT_VALUE, TRUE, "2 1 6 3 4" },     { BIZ_DUE_SORT_CAUSE, FALSE, "2 4 1 6 3" },
    { BIZ_DUE_SORT_SINCE, FALSE, "6 1 2 3 4" },    { BIZ_DUE_SORT_CURRENCY, FALSE, "1 3 4 6 2" },
  };
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = NULL;

      biz_due_sort (orders, cases[i].sort, cases[i].descending);
      ids = list_ids (orders);
      g_assert_cmpstr (ids, ==, cases[i].expected);
    }
}

static void
test_filter (void)
{
  static const struct
  {
    const char *text;
    const char *expected; /* NULL: refused */
  } cases[] = {
    { "", "1 2 3 4 6" },
    { "acme", "1 3 6" },
    { "ACME", "1 3 6" },
    { "customer:bolt", "2" },
    { "why:draft", "2" },
    { "draft", "2" },
    { "why:draft why:credit", "2 4" },
    { "-why:draft", "1 3 4 6" },
    { "value:>100", "1 2" },
    { "value:80..150", "1 6" },
    { "value:<0", "4" },
    { "days:>10", "6" },
    { "days:>=10", "1 2 6" },
    { "lagging", "1 2 6" },
    { "-lagging", "3 4" },
    { "currency:usd", "2" },
    { "order:S00006", "6" },
    { "delivered:2026-11-12", "1 2" },
    { "delivered:<2026-11-10", "6" },
    { "ordered-on:2026-10", "1 2 3 4 6" },
    { "product:bolt -customer:acme", "2 4" },
    { "150", "1" },
    { "\"50%\"", "" },
    { "dayz:3", NULL },
    { "days:many", NULL },
  };
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  GDate today = day (2026, 11, 22);

  biz_due_sort (orders, BIZ_DUE_SORT_ORDER, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_due_grammar, cases[i].text, &today, &error);
      g_autoptr (GPtrArray) fit = NULL;
      g_autofree char *ids = NULL;

      if (cases[i].expected == NULL)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      g_assert_no_error (error);
      fit = biz_due_select (orders, filter, &error);
      g_assert_no_error (error);
      ids = list_ids (fit);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (ids, ==, cases[i].expected);
    }
}

static void
test_groups (void)
{
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *ids = NULL;
  ErpGroup *acme;
  GArray *sums;

  biz_due_sort (orders, BIZ_DUE_SORT_LAG, TRUE);
  groups = biz_due_group (orders, BIZ_DUE_GROUP_CUSTOMER);
  ids = list_ids (orders);
  g_assert_cmpstr (ids, ==, "2 6 1 3 4");
  g_assert_cmpuint (groups->len, ==, 3);
  acme = g_ptr_array_index (groups, 1);
  g_assert_cmpstr (erp_group_get_label (acme), ==, "Acme");
  g_assert_cmpuint (erp_group_get_count (acme), ==, 3);
  sums = biz_due_totals_get_sums (erp_group_get_totals (acme));
  g_assert_cmpint (g_array_index (sums, BizDueSum, 0).value.minor, ==, 15000 + 700 + 8000);

  for (guint by = BIZ_DUE_GROUP_CUSTOMER; by < BIZ_DUE_N_GROUPS; by++)
    {
      g_autoptr (GPtrArray) some = biz_due_group (orders, by);
      BizDueGroupBy read;
      guint n = 0;

      for (guint i = 0; i < some->len; i++)
        n += (guint)erp_group_get_count (g_ptr_array_index (some, i));
      g_assert_cmpuint (n, ==, orders->len);
      g_assert_true (biz_due_group_by_from_name (biz_due_group_by_get_name (by), &read));
      g_assert_cmpint (read, ==, by);
    }
}

static void
test_hold_answer (void)
{
#define BY                                                                                         \
  "\"model\":\"sale.order\",\"date\":\"2026-11-20 "                                                \
  "08:00:00\",\"create_uid\":[7,\"A\"],\"author_id\":false,"
  static const char answer[] =
      "[{\"id\":9," BY "\"res_id\":1,\"body\":\"<p>QUITTANCE/1 release</p>\"},"
      "{\"id\":8," BY "\"res_id\":2,\"body\":\"<p>QUITTANCE/1 hold<br>why</p>\"},"
      "{\"id\":7," BY "\"res_id\":1,\"body\":\"<p>QUITTANCE/1 hold<br>old</p>\"},"
      "{\"id\":6," BY "\"res_id\":2,\"body\":\"<p>QUITTANCE/1 promise date=2026-01-01</p>\"},"
      "{\"id\":5," BY "\"res_id\":3,\"body\":\"<p>QUITTANCE/1 hold</p>\"}]";
  g_autoptr (ErpCall) call = biz_due_hold_new_call ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (answer, &error);
  g_autoptr (GHashTable) holds = erp_call_decode (call, g_steal_pointer (&node), &error);
  gint64 one = 1, two = 2, three = 3;

  g_assert_no_error (error);
  g_assert_null (g_hash_table_lookup (holds, &one));
  g_assert_cmpstr (g_hash_table_lookup (holds, &two), ==, "why");
  g_assert_nonnull (g_hash_table_lookup (holds, &three));
}

/* batches: what shares an invoice */

static void
test_plan (void)
{
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  g_autoptr (GPtrArray) apart = NULL;
  g_autoptr (GPtrArray) together = NULL;
  BizDueBatch *euros;

  biz_due_sort (orders, BIZ_DUE_SORT_ORDER, FALSE);
  apart = biz_due_plan (orders, FALSE);
  together = biz_due_plan (orders, TRUE);
  g_assert_cmpuint (apart->len, ==, orders->len);
  /* one company and address in this house, two currencies */
  g_assert_cmpuint (together->len, ==, 2);
  euros = g_ptr_array_index (together, 0);
  g_assert_cmpstr (biz_due_batch_get_names (euros), ==, "S00001, S00003, S00004, S00006");
  g_assert_cmpint (biz_due_batch_get_value (euros).minor, ==, 15000 + 700 - 300 + 8000);
  g_assert_false (biz_due_batch_takes (euros, g_ptr_array_index (orders, 1)));
  g_assert_cmpint (biz_due_batch_get_state (euros), ==, BIZ_DUE_BATCH_WAITING);
  biz_due_batch_set_invoices (euros, 7, "INV/7");
  biz_due_batch_set_state (euros, BIZ_DUE_BATCH_REFUSED, "no");
  g_assert_cmpstr (biz_due_batch_get_reason (euros), ==, "no");
  g_assert_cmpint (biz_due_batch_get_invoice_id (euros), ==, 7);
}

static void
test_exceptions (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "2 6 1" },   { "kind:held", "2" }, { "kind:not-invoiced", "6 1" },   { "days:>15", "6" },
    { "acme", "6 1" }, { "kind:late", "" },  { "value:>100 -kind:held", "1" },
  };
  g_autoptr (BizDueBook) book = make_book ();
  g_autoptr (GHashTable) holds = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) all = NULL;
  guint counts[BIZ_EXCEPTION_N_KINDS];
  GDate today = day (2026, 11, 22);
  gint64 id = 2;

  g_hash_table_insert (holds, &id, (gpointer) "over the limit");
  biz_due_book_set_holds (book, holds);
  all = biz_exception_from_book (book);
  biz_exception_count (all, counts);
  g_assert_cmpuint (counts[BIZ_EXCEPTION_HELD], ==, 1);
  g_assert_cmpuint (counts[BIZ_EXCEPTION_LAG], ==, 2);
  g_assert_cmpuint (counts[BIZ_EXCEPTION_LATE], ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_exception_grammar, cases[i].text, &today, &error);
      g_autoptr (GPtrArray) fit = NULL;
      g_autoptr (GString) ids = g_string_new (NULL);

      g_assert_no_error (error);
      fit = biz_exception_select (all, filter, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < fit->len; k++)
        g_string_append_printf (
            ids, "%s%d", k > 0 ? " " : "",
            (int)biz_exception_get_facts (g_ptr_array_index (fit, k))->order_id);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (ids->str, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (oldest_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/due/oldest/%s", oldest_cases[i].name);

      g_test_add_data_func (path, &oldest_cases[i], test_oldest);
    }
  g_test_add_func ("/due/share", test_share);
  g_test_add_func ("/due/lag", test_lag);
  g_test_add_func ("/due/orders", test_orders);
  g_test_add_func ("/due/holds", test_holds);
  g_test_add_func ("/due/sums", test_sums);
  g_test_add_func ("/due/sort", test_sort);
  g_test_add_func ("/due/filter", test_filter);
  g_test_add_func ("/due/groups", test_groups);
  g_test_add_func ("/due/plan", test_plan);
  g_test_add_func ("/due/exceptions", test_exceptions);
  g_test_add_func ("/due/hold/answer", test_hold_answer);

  return g_test_run ();
}
