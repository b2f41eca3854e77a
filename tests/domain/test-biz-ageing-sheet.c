/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a sheet lists behind its sums is what the sums were added up from. */

#include "biz-ageing-entry.h"
#include "biz-ageing-sheet.h"

typedef struct
{
  gint64 partner;
  int age; /* on the day; 0 and below is not due */
  gint64 cents;
  const char *currency;
} Open;

static const Open opens[] = {
  { 1, 10, 100000, "EUR" }, { 1, 95, 25050, "EUR" }, { 1, -4, 4950, "EUR" },
  { 1, 40, -30000, "EUR" }, { 2, 30, 50000, "EUR" }, { 2, 31, 50000, "EUR" },
  { 2, 5, 77700, "USD" },   { 3, 61, -9900, "USD" },
};

static void
get_day (int age, GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, 23, 11, 2026);
  if (age > 0)
    g_date_subtract_days (day, (guint)age);
  else
    g_date_add_days (day, (guint)-age);
}

static BizAgeingBook *
make_book (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  GArray *ledger = g_array_new (FALSE, FALSE, sizeof (BizAgeingLedger));
  BizAgeingLedger account = { .company_id = 1, .account_id = 1200 };
  BizAgeingBook *book;
  GDate today;

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  g_array_set_clear_func (ledger, (GDestroyNotify)biz_ageing_ledger_clear);
  account.balance = biz_money_from_minor (200000, "EUR", 2);
  account.balance_document = account.balance;
  g_array_append_val (ledger, account);
  for (gsize i = 0; i < G_N_ELEMENTS (opens); i++)
    {
      BizAgeingItem item = { .id = (gint64)i + 1,
                             .move_id = 100 + (gint64)i,
                             .account_id = 1200,
                             .company_id = 1,
                             .partner_id = opens[i].partner };

      get_day (100, &item.date);
      get_day (opens[i].age, &item.due);
      item.open = biz_money_from_minor (opens[i].cents, opens[i].currency, 2);
      item.open_document = item.open;
      g_array_append_val (items, item);
    }
  get_day (0, &today);
  book = biz_ageing_book_new (&today, items, g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch)),
                              ledger, FALSE, NULL);
  g_assert_nonnull (book);

  return book;
}

static BizAgeingSheet *
make_sheet (BizAgeingBook *book)
{
  g_autoptr (GError) error = NULL;
  BizAgeingPlan plan = { 0 };
  BizAgeingSheet *sheet;

  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  sheet = biz_ageing_sheet_new (book, &plan, &error);
  g_assert_no_error (error);

  return sheet;
}

static gint64
add_up (GPtrArray *entries)
{
  gint64 sum = 0;

  for (guint i = 0; i < entries->len; i++)
    sum += biz_ageing_entry_get_item (g_ptr_array_index (entries, i))->open.minor;

  return sum;
}

static void
test_rows (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (BizAgeingSheet) sheet = make_sheet (book);
  GArray *rows = biz_ageing_sheet_get_rows (sheet);
  GPtrArray *lines = biz_ageing_sheet_get_lines (sheet);

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpuint (lines->len, ==, rows->len);
  g_assert_cmpuint (biz_ageing_sheet_get_sums (sheet)->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);
      g_autoptr (GPtrArray) all = biz_ageing_sheet_list_entries (sheet, row, BIZ_AGEING_ANY_BUCKET);
      int before = G_MAXINT;

      g_assert_true (biz_ageing_line_get_row (g_ptr_array_index (lines, i)) == row);
      g_assert_cmpuint (all->len, ==, row->n_items);
      g_assert_cmpint (add_up (all), ==, row->total.minor);
      for (guint k = 0; k < all->len; k++)
        {
          const int age = biz_ageing_entry_get_age (g_ptr_array_index (all, k));

          g_assert_cmpint (age, <=, before);
          before = age;
        }
      for (guint bucket = 0; bucket < 5; bucket++)
        {
          g_autoptr (GPtrArray) some = biz_ageing_sheet_list_entries (sheet, row, bucket);

          g_assert_cmpint (add_up (some), ==, row->buckets[bucket].minor);
        }
    }
}

static void
test_buckets (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (BizAgeingSheet) sheet = make_sheet (book);
  GArray *sums = biz_ageing_sheet_get_sums (sheet);
  gint64 owed[BIZ_AGEING_MAX_BUCKETS], credit[BIZ_AGEING_MAX_BUCKETS];

  for (guint i = 0; i < sums->len; i++)
    {
      const BizAgeingRow *sum = &g_array_index (sums, BizAgeingRow, i);

      biz_ageing_sheet_split (sheet, sum, owed, credit);
      for (guint bucket = 0; bucket < 5; bucket++)
        {
          g_autoptr (GPtrArray) entries =
              biz_ageing_sheet_list_bucket (sheet, sum->total.currency, bucket);

          g_assert_cmpint (add_up (entries), ==, sum->buckets[bucket].minor);
          g_assert_cmpint (owed[bucket], >=, 0);
          g_assert_cmpint (credit[bucket], <=, 0);
          g_assert_cmpint (owed[bucket] + credit[bucket], ==, sum->buckets[bucket].minor);
        }
    }
  /* the euros of 31 to 60 days: an invoice and a credit, not their difference alone */
  biz_ageing_sheet_split (sheet, &g_array_index (sums, BizAgeingRow, 0), owed, credit);
  g_assert_cmpint (owed[2], ==, 50000);
  g_assert_cmpint (credit[2], ==, -30000);
}

static void
test_share (void)
{
  static const struct
  {
    gint64 part;
    gint64 whole;
    gboolean has;
    gint64 share;
  } cases[] = {
    { 0, 100, TRUE, 0 },
    { 100, 100, TRUE, 1000 },
    { 1, 3, TRUE, 333 },
    { 2, 3, TRUE, 667 },
    { 1, 2000, TRUE, 1 },
    { 1, 2001, TRUE, 0 },
    { -50, 100, TRUE, -500 },
    { 300, 100, TRUE, 3000 },
    { 5, 0, FALSE, 0 },
    { 5, -100, FALSE, 0 },
    { G_MAXINT64, G_MAXINT64, TRUE, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BizMoney part = biz_money_from_minor (cases[i].part, "EUR", 2);
      const BizMoney whole = biz_money_from_minor (cases[i].whole, "EUR", 2);
      gint64 share = 0;

      g_test_message ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, cases[i].part, cases[i].whole);
      g_assert_cmpint (biz_ageing_compute_share (&part, &whole, &share), ==, cases[i].has);
      g_assert_cmpint (share, ==, cases[i].share);
    }
}

static void
test_lines (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (BizAgeingSheet) sheet = make_sheet (book);
  GPtrArray *lines = biz_ageing_sheet_get_lines (sheet);
  gint64 sum = 0, share;

  /* 100,000 and 100,000 of 200,000 cents in euros */
  g_assert_true (biz_ageing_line_get_share (g_ptr_array_index (lines, 0), &share));
  g_assert_cmpint (share, ==, 500);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (biz_ageing_line_get_share (g_ptr_array_index (lines, i), &share));
      sum += share;
    }
  g_assert_cmpint (sum, ==, 1000);
  /* 777.00 of 678.00 dollars: more than the whole, as somebody has a credit */
  g_assert_true (biz_ageing_line_get_share (g_ptr_array_index (lines, 2), &share));
  g_assert_cmpint (share, ==, 1146);
}

static void
test_feet (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (BizAgeingSheet) sheet = make_sheet (book);
  GArray *feet = biz_ageing_sheet_get_feet (sheet);

  g_assert_cmpuint (feet->len, ==, 2);
  g_assert_cmpint (g_array_index (feet, BizAgeingFoot, 0).difference.minor, ==, 0);
  g_assert_cmpint (g_array_index (feet, BizAgeingFoot, 1).difference.minor, ==, -67800);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
test_thread (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (BizAgeingSheet) here = make_sheet (book);
  g_autoptr (BizAgeingSheet) there = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_ageing_sheet_make_async (book, biz_ageing_sheet_get_plan (here), NULL, made_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  there = biz_ageing_sheet_make_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (biz_ageing_sheet_get_rows (there)->len, ==,
                    biz_ageing_sheet_get_rows (here)->len);
  for (guint i = 0; i < biz_ageing_sheet_get_rows (here)->len; i++)
    g_assert_true (biz_money_equal (
        &g_array_index (biz_ageing_sheet_get_rows (here), BizAgeingRow, i).total,
        &g_array_index (biz_ageing_sheet_get_rows (there), BizAgeingRow, i).total));
  g_assert_cmpint (g_date_compare (&biz_ageing_sheet_get_plan (there)->as_of,
                                   biz_ageing_book_get_as_of (book)),
                   ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (BizAgeingBook) book = make_book ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizAgeingPlan plan = { 0 };

  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  g_cancellable_cancel (cancellable);
  biz_ageing_sheet_make_async (book, &plan, cancellable, made_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (biz_ageing_sheet_make_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/ageing-sheet/rows", test_rows);
  g_test_add_func ("/biz/ageing-sheet/buckets", test_buckets);
  g_test_add_func ("/biz/ageing-sheet/share", test_share);
  g_test_add_func ("/biz/ageing-sheet/lines", test_lines);
  g_test_add_func ("/biz/ageing-sheet/feet", test_feet);
  g_test_add_func ("/biz/ageing-sheet/thread", test_thread);
  g_test_add_func ("/biz/ageing-sheet/cancelled", test_cancelled);

  return g_test_run ();
}
