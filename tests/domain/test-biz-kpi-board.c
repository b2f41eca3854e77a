/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of all pages with their series, read from the demo company. Those of sums are held
 * against the book, which is held against the ledger row by row. */

#include "biz-kpi-board.h"

#include "biz-currency-table.h"
#include "biz-kpi-readers.h"
#include "biz-kpi-store.h"
#include "biz-kpi-sums-read.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "kpi-check.h"

#define POINTS 13
#define DEADLINE (120 * G_USEC_PER_SEC)

static BizKpiScope
make_scope (DemoDesk *desk, BizCurrencyTable *currencies, guint months)
{
  GListModel *companies = erp_capabilities_get_companies (desk->capabilities);
  g_autoptr (ErpCompany) company = g_list_model_get_item (companies, 0);
  BizKpiScope scope = { .as_of = kpi_date (DESK_TODAY),
                        .months = months,
                        .n_points = POINTS,
                        .company_id = erp_company_get_id (company),
                        .dimension = BIZ_KPI_OF_ALL };

  g_assert_true (biz_currency_table_lookup (currencies, erp_company_get_currency_id (company),
                                            &scope.zero, NULL));

  return scope;
}

static BizKpiBoard *
open_board (DemoDesk *desk, BizCurrencyTable *currencies, const BizKpiScope *scope)
{
  BizKpiBoard *board = biz_kpi_board_new (desk->session, currencies);

  biz_kpi_board_set_today (board, &scope->as_of);
  biz_kpi_board_set_scope (board, scope);

  return board;
}

static void
wait_for (BizKpiBoard *board, BizKpi kpi)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  while (biz_kpi_board_get_state (board, kpi) == BIZ_KPI_STATE_LOADING
         || (biz_kpi_board_get_state (board, kpi) == BIZ_KPI_STATE_READY
             && !biz_kpi_board_has_series (board, kpi)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static BizKpiBook *
read_book (DemoDesk *desk, BizCurrencyTable *currencies, const BizKpiScope *scope, guint point)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate day = biz_kpi_scope_get_day (scope, point);
  BizKpiBook *book;

  biz_kpi_read_async (desk->session, currencies, &day, scope->months, scope->company_id, NULL,
                      desk_cb, desk);
  result = desk_wait (desk);
  book = biz_kpi_read_finish (result, &error);
  g_assert_no_error (error);

  return book;
}

static void
check_point (BizKpiBoard *board, BizKpiBook *book, guint point)
{
  g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, 0);

  for (guint i = 0; i < values->len; i++)
    {
      BizKpiValue *slow = g_ptr_array_index (values, i);
      BizKpi kpi = biz_kpi_value_get_kpi (slow);
      BizKpiValue *fast = biz_kpi_board_get_value (board, kpi, point);
      g_autofree char *one = NULL;
      g_autofree char *other = NULL;

      /* the book has a second one over three months */
      if (kpi == BIZ_KPI_DSO
          && g_date_compare (&biz_kpi_value_get_frame (slow)->from,
                             &biz_kpi_value_get_frame (fast)->from)
                 != 0)
        continue;
      g_assert_nonnull (fast);
      one = biz_kpi_value_format (fast);
      other = biz_kpi_value_format (slow);
      g_test_message ("%u %s %s %s", point, biz_kpi_get_key (kpi), one, other);
      g_assert_cmpstr (one, ==, other);
      g_assert_cmpstr (biz_kpi_value_get_reason (fast), ==, biz_kpi_value_get_reason (slow));
    }
}

/* Every point of every series of sums is what the book says as of that day. */
static void
test_sums (gconstpointer data)
{
  static const guint points[] = { 0, 7 };
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  BizKpiScope scope;

  desk_open (&desk, GPOINTER_TO_UINT (data), "manager");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 12);
  board = open_board (&desk, currencies, &scope);
  biz_kpi_board_want_series (board, BIZ_KPI_CEI);
  wait_for (board, BIZ_KPI_CEI);
  wait_for (board, BIZ_KPI_DSO);
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_DSO), ==, BIZ_KPI_STATE_READY);
  g_assert_nonnull (biz_kpi_board_get_read_time (board, BIZ_KPI_DSO));
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (BizKpiBook) book = read_book (&desk, currencies, &scope, points[i]);

      check_point (board, book, points[i]);
    }
  g_clear_object (&board);
  desk_close (&desk);
}

/* Ages add up to the receivables and what is overdue, at every point; the exposure is what is owed
 * and what orders still come to. */
static void
test_ages (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  BizMoney exposure, owed, to_deliver, to_invoice;
  gint64 end = g_get_monotonic_time () + DEADLINE;
  BizKpiScope scope;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 12);
  scope.n_points = 4;
  board = open_board (&desk, currencies, &scope);
  biz_kpi_board_want_ages (board);
  biz_kpi_board_want_series (board, BIZ_KPI_OVERDUE);
  biz_kpi_board_want (board, BIZ_KPI_EXPOSURE);
  wait_for (board, BIZ_KPI_OVERDUE);
  wait_for (board, BIZ_KPI_CONCENTRATION);
  wait_for (board, BIZ_KPI_EXPOSURE);
  while (!biz_kpi_board_has_ages (board))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  for (guint point = 0; point < scope.n_points; point++)
    {
      BizMoney ages[BIZ_KPI_SUMS_AGES], overdue;
      gint64 sum = 0;

      g_assert_true (biz_kpi_board_get_ages (board, point, ages));
      for (guint i = 1; i < BIZ_KPI_SUMS_AGES; i++)
        sum += ages[i].minor;
      g_assert_true (biz_kpi_value_get_money (
          biz_kpi_board_get_value (board, BIZ_KPI_OVERDUE, point), &overdue));
      g_assert_cmpint (sum, ==, overdue.minor);
      g_assert_cmpint (ages[1].minor, !=, 0);
      g_assert_null (
          biz_kpi_value_get_reason (biz_kpi_board_get_value (board, BIZ_KPI_CONCENTRATION, point)));
    }
  g_assert_true (
      biz_kpi_value_get_money (biz_kpi_board_get_value (board, BIZ_KPI_EXPOSURE, 0), &exposure));
  g_assert_true (
      biz_kpi_value_get_money (biz_kpi_board_get_value (board, BIZ_KPI_RECEIVABLE, 0), &owed));
  g_assert_true (biz_kpi_value_get_money (
      biz_kpi_board_get_value (board, BIZ_KPI_BACKLOG_DELIVERY, 0), &to_deliver));
  g_assert_true (biz_kpi_value_get_money (
      biz_kpi_board_get_value (board, BIZ_KPI_BACKLOG_INVOICE, 0), &to_invoice));
  g_assert_cmpint (exposure.minor, ==, owed.minor + to_deliver.minor + to_invoice.minor);
  g_clear_object (&board);
  desk_close (&desk);
}

/* The reason is what follows the number of the reversed invoice, in any language. */
static void
test_reason (void)
{
  static const struct
  {
    const char *reference;
    const char *reversed;
    const char *reason; /* NULL: none */
  } rows[] = {
    { "Reversal of: INV/2026/00001, wrong price", "INV/2026/00001", "wrong price" },
    { "Storno von: RE/2026/7, Ware, beschädigt", "RE/2026/7", "Ware, beschädigt" },
    { "Reversal of: INV/2026/00001", "INV/2026/00001", NULL },
    { "Reversal of: INV/2026/00001, ", "INV/2026/00001", NULL },
    { "INV/2026/000012, other", "INV/2026/00001", NULL },
    { "their order 4711, urgent", "INV/2026/00001", NULL },
    { NULL, "INV/2026/00001", NULL },
    { "x, y", "", NULL },
    { "x, y", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (biz_kpi_find_reason (rows[i].reference, rows[i].reversed), ==, rows[i].reason);
}

/* All that was credited has been read, whatever its reason. */
static void
test_credits (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  gint64 end = g_get_monotonic_time () + DEADLINE;
  const BizKpiInput *inputs;
  BizKpiScope scope;
  BizKpiFrame frame;
  BizKpiRows *rows;
  gint64 credited = 0;
  guint n = 0;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 12);
  scope.n_points = 2;
  board = open_board (&desk, currencies, &scope);
  biz_kpi_board_want_credits (board);
  wait_for (board, BIZ_KPI_CREDIT_RATE);
  while ((rows = biz_kpi_board_get_rows (board, BIZ_KPI_PART_CREDITS)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  frame = biz_kpi_scope_get_frame (&scope, 0);
  for (guint i = 0; i < rows->documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (rows->documents, BizKpiDocument, i);

      g_test_message ("%s %" G_GINT64_FORMAT, row->reason, row->total.minor);
      if (biz_kpi_frame_has_date (&frame, &row->date))
        credited += row->total.minor;
    }
  inputs = biz_kpi_value_get_inputs (biz_kpi_board_get_value (board, BIZ_KPI_CREDIT_RATE, 0), &n);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpint (credited, >, 0);
  g_assert_cmpint (inputs[0].money.minor, ==, credited);
  g_clear_object (&board);
  desk_close (&desk);
}

/* Twelve requests at most, whatever is asked for. */
static void
test_requests (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  BizKpiScope scope;
  guint before;

  desk_open (&desk, 19, "manager");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 3);
  scope.dimension = GPOINTER_TO_UINT (data);
  scope.key = scope.dimension == BIZ_KPI_OF_ALL ? 0 : 2;
  board = open_board (&desk, currencies, &scope);
  before = demo_server_count_calls (desk.demo, NULL);
  biz_kpi_board_want (board, BIZ_KPI_DSO);
  wait_for (board, BIZ_KPI_DSO);
  if (biz_kpi_board_get_error (board, BIZ_KPI_DSO) != NULL)
    g_error ("%s", biz_kpi_board_get_error (board, BIZ_KPI_DSO)->message);
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_DSO), ==, BIZ_KPI_STATE_READY);
  g_assert_cmpuint (demo_server_count_calls (desk.demo, NULL) - before, <=, 12);
  g_clear_object (&board);
  desk_close (&desk);
}

/* Everything that stands is made. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_for_point (BizKpiBoard *board, BizKpi kpi, guint point)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  while (biz_kpi_board_get_value (board, kpi, point) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
check_same (BizKpiBoard *board, BizKpiBoard *other, BizKpi kpi, guint point)
{
  BizKpiValue *values[] = { biz_kpi_board_get_value (board, kpi, point),
                            biz_kpi_board_get_value (other, kpi, point) };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  const BizKpiInput *ones, *twos;
  guint n = 0, m = 0;

  g_assert_nonnull (values[0]);
  g_assert_nonnull (values[1]);
  one = biz_kpi_value_format (values[0]);
  two = biz_kpi_value_format (values[1]);
  g_test_message ("%u %s %s", point, biz_kpi_get_key (kpi), one);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (biz_kpi_value_get_reason (values[0]), ==, biz_kpi_value_get_reason (values[1]));
  ones = biz_kpi_value_get_inputs (values[0], &n);
  twos = biz_kpi_value_get_inputs (values[1], &m);
  g_assert_cmpuint (n, ==, m);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (ones[i].money.minor, ==, twos[i].money.minor);
}

typedef struct
{
  const char *path;
  guint series;
  BizKpiDimension dimension;
  guint months;
} HistoryCase;

static const HistoryCase history_cases[] = {
  { "/kpi-board/history/19", 19, BIZ_KPI_OF_ALL, 3 },
  { "/kpi-board/history/17", 17, BIZ_KPI_OF_ALL, 12 },
  { "/kpi-board/history/team", 19, BIZ_KPI_BY_TEAM, 1 },
};

/* What cards show of the past is what the detail says of the same days; the figures take twelve
 * requests as before, their past twelve at most, and only once somebody looks. */
static void
test_history (gconstpointer data)
{
  const HistoryCase *test = data;
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  g_autoptr (BizKpiBoard) detail = NULL;
  BizKpiScope scope;
  guint before, figures;

  desk_open (&desk, test->series, "manager");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, test->months);
  scope.dimension = test->dimension;
  scope.key = test->dimension == BIZ_KPI_OF_ALL ? 0 : 1;
  board = open_board (&desk, currencies, &scope);
  before = demo_server_count_calls (desk.demo, NULL);
  biz_kpi_board_want (board, BIZ_KPI_CEI);
  wait_for (board, BIZ_KPI_DSO);
  settle ();
  g_assert_nonnull (biz_kpi_board_get_value (board, BIZ_KPI_CEI, 0));
  /* of a part, what there was amid a month is not known, and that is said */
  if (test->dimension == BIZ_KPI_BY_TEAM)
    g_assert_nonnull (biz_kpi_value_get_reason (biz_kpi_board_get_value (board, BIZ_KPI_CEI, 0)));
  figures = demo_server_count_calls (desk.demo, NULL) - before;
  g_assert_cmpuint (figures, <=, 12);
  g_assert_null (biz_kpi_board_get_value (board, BIZ_KPI_CEI, 2));
  biz_kpi_board_set_history (board, TRUE);
  for (guint i = 0, point; (point = biz_kpi_scope_get_history (&scope, i)) > 0; i++)
    wait_for_point (board, BIZ_KPI_CEI, point);
  settle ();
  biz_kpi_board_set_history (board, FALSE);
  biz_kpi_board_set_history (board, TRUE);
  settle ();
  g_assert_cmpuint (demo_server_count_calls (desk.demo, NULL) - before - figures, <=, 12);
  g_assert_cmpuint (demo_server_count_calls (desk.demo, NULL) - before - figures, >=, 10);
  g_assert_false (biz_kpi_board_has_series (board, BIZ_KPI_CEI));
  detail = open_board (&desk, currencies, &scope);
  biz_kpi_board_want_series (detail, BIZ_KPI_CEI);
  wait_for (detail, BIZ_KPI_CEI);
  for (guint i = 0, point; (point = biz_kpi_scope_get_history (&scope, i)) > 0; i++)
    for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
      if (biz_kpi_sums_needs_due ((BizKpi)kpi))
        check_same (board, detail, (BizKpi)kpi, point);
  /* the detail goes on from what is there */
  biz_kpi_board_want_series (board, BIZ_KPI_CEI);
  wait_for (board, BIZ_KPI_CEI);
  for (guint point = 1; point < POINTS; point++)
    check_same (board, detail, BIZ_KPI_CEI, point);
  g_clear_object (&board);
  g_clear_object (&detail);
  desk_close (&desk);
}

/* Who leaves stops it; what fails is left out, and the figures stand. */
static void
test_history_stops (void)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  gint64 end = g_get_monotonic_time () + DEADLINE;
  BizKpiScope scope;
  guint before;

  desk_open (&desk, 19, "manager");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 3);
  board = open_board (&desk, currencies, &scope);
  biz_kpi_board_want (board, BIZ_KPI_CEI);
  wait_for (board, BIZ_KPI_DSO);
  settle ();
  before = demo_server_count_calls (desk.demo, NULL);
  biz_kpi_board_set_history (board, TRUE);
  while (demo_server_count_calls (desk.demo, NULL) == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  biz_kpi_board_set_history (board, FALSE);
  /* something else that takes longer */
  biz_kpi_board_want (board, BIZ_KPI_DELINQUENT_PAID);
  wait_for (board, BIZ_KPI_DELINQUENT_PAID);
  g_assert_null (biz_kpi_board_get_value (board, BIZ_KPI_CEI, POINTS - 1));
  faulty_client_set_fault (desk.client, "formatted_read_group", FAULTY_NOT_SENT, 1);
  before = faulty_client_get_n_calls (desk.client);
  biz_kpi_board_set_history (board, TRUE);
  while (faulty_client_get_n_calls (desk.client) - before < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  biz_kpi_board_want (board, BIZ_KPI_EXPOSURE);
  wait_for (board, BIZ_KPI_EXPOSURE);
  g_assert_null (biz_kpi_board_get_value (board, BIZ_KPI_CEI, POINTS - 1));
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_CEI), ==, BIZ_KPI_STATE_READY);
  g_assert_null (biz_kpi_board_get_error (board, BIZ_KPI_CEI));
  g_assert_nonnull (biz_kpi_board_get_value (board, BIZ_KPI_CEI, 0));
  /* all again, the past too */
  biz_kpi_board_refresh (board);
  wait_for_point (board, BIZ_KPI_CEI, POINTS - 1);
  g_clear_object (&board);
  desk_close (&desk);
}

/* What rows make: each figure has a value, or says why there is none. */
static void
test_rows (gconstpointer data)
{
  static const BizKpi some[] = { BIZ_KPI_DELINQUENT_PAID,  BIZ_KPI_LAG_MEDIAN,
                                 BIZ_KPI_CYCLE_TOTAL,      BIZ_KPI_FILL_LINES,
                                 BIZ_KPI_BACKLOG_DELIVERY, BIZ_KPI_BACKLOG_INVOICE };
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  BizKpiScope scope;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 3);
  board = open_board (&desk, currencies, &scope);
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    biz_kpi_board_want (board, (BizKpi)kpi);
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    {
      BizKpiValue *value;
      g_autofree char *text = NULL;
      const GError *error;

      if (biz_kpi_sums_is_by_point ((BizKpi)kpi))
        continue;
      wait_for (board, (BizKpi)kpi);
      error = biz_kpi_board_get_error (board, (BizKpi)kpi);
      value = biz_kpi_board_get_value (board, (BizKpi)kpi, 0);
      text = value != NULL ? biz_kpi_value_format (value) : NULL;
      g_test_message ("%s: %s %s %s", biz_kpi_get_key ((BizKpi)kpi), text,
                      value != NULL ? biz_kpi_value_get_reason (value) : "",
                      error != NULL ? error->message : "");
      g_assert_true ((error == NULL) == (value != NULL));
      if (error != NULL)
        g_assert_true (g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
                       || g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    g_assert_null (biz_kpi_value_get_reason (biz_kpi_board_get_value (board, some[i], 0)));
  g_clear_object (&board);
  desk_close (&desk);
}

/* A part that fails is told beside its own figures, and can be tried again. */
static void
test_failure (void)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizKpiBoard) board = NULL;
  BizKpiScope scope;

  desk_open (&desk, 19, "manager");
  currencies = biz_currency_table_new (desk.capabilities);
  scope = make_scope (&desk, currencies, 3);
  board = open_board (&desk, currencies, &scope);
  faulty_client_set_fault (desk.client, "formatted_read_group", FAULTY_NOT_SENT, 1);
  biz_kpi_board_want (board, BIZ_KPI_DSO);
  biz_kpi_board_want (board, BIZ_KPI_DELINQUENT_PAID);
  wait_for (board, BIZ_KPI_DSO);
  wait_for (board, BIZ_KPI_DELINQUENT_PAID);
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_DSO), ==, BIZ_KPI_STATE_FAILED);
  g_assert_nonnull (biz_kpi_board_get_error (board, BIZ_KPI_DSO));
  g_assert_null (biz_kpi_board_get_value (board, BIZ_KPI_DSO, 0));
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_DELINQUENT_PAID), ==,
                   BIZ_KPI_STATE_READY);
  biz_kpi_board_retry (board, BIZ_KPI_DSO);
  wait_for (board, BIZ_KPI_DSO);
  g_assert_cmpint (biz_kpi_board_get_state (board, BIZ_KPI_DSO), ==, BIZ_KPI_STATE_READY);
  g_assert_nonnull (biz_kpi_board_get_value (board, BIZ_KPI_DSO, 0));
  g_clear_object (&board);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kpi-board/sums/19", GUINT_TO_POINTER (19), test_sums);
  g_test_add_data_func ("/kpi-board/sums/17", GUINT_TO_POINTER (17), test_sums);
  g_test_add_func ("/kpi-board/reason", test_reason);
  g_test_add_data_func ("/kpi-board/credits/19", GUINT_TO_POINTER (19), test_credits);
  g_test_add_data_func ("/kpi-board/credits/17", GUINT_TO_POINTER (17), test_credits);
  g_test_add_data_func ("/kpi-board/ages/19", GUINT_TO_POINTER (19), test_ages);
  g_test_add_data_func ("/kpi-board/ages/17", GUINT_TO_POINTER (17), test_ages);
  g_test_add_data_func ("/kpi-board/rows/19", GUINT_TO_POINTER (19), test_rows);
  g_test_add_data_func ("/kpi-board/rows/17", GUINT_TO_POINTER (17), test_rows);
  g_test_add_data_func ("/kpi-board/requests/all", GUINT_TO_POINTER (BIZ_KPI_OF_ALL),
                        test_requests);
  g_test_add_data_func ("/kpi-board/requests/group", GUINT_TO_POINTER (BIZ_KPI_BY_CUSTOMER_GROUP),
                        test_requests);
  g_test_add_data_func ("/kpi-board/requests/salesperson",
                        GUINT_TO_POINTER (BIZ_KPI_BY_SALESPERSON), test_requests);
  g_test_add_data_func ("/kpi-board/requests/team", GUINT_TO_POINTER (BIZ_KPI_BY_TEAM),
                        test_requests);
  g_test_add_data_func ("/kpi-board/requests/warehouse", GUINT_TO_POINTER (BIZ_KPI_BY_WAREHOUSE),
                        test_requests);
  for (gsize i = 0; i < G_N_ELEMENTS (history_cases); i++)
    g_test_add_data_func (history_cases[i].path, &history_cases[i], test_history);
  g_test_add_func ("/kpi-board/history/stops", test_history_stops);
  g_test_add_func ("/kpi-board/failure", test_failure);

  return g_test_run ();
}
