/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows behind every figure of the demo company, of all of it and of a part: they come to what
 * the figure says. */

#include "biz-kpi-sets-read.h"

#include "biz-kpi-documents.h"
#include "biz-kpi-names.h"
#include "erp-error.h"
#include "erp-row.h"
#include "kpi-ground.h"

#define DEADLINE (120 * G_USEC_PER_SEC)

static GPtrArray *
read_sets (KpiGround *f, BizKpi kpi, guint point)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *sets;

  biz_kpi_sets_read_async (f->desk.session, f->currencies, f->board, kpi, point, NULL, desk_cb,
                           &f->desk);
  result = desk_wait (&f->desk);
  sets = biz_kpi_sets_read_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sets);

  return sets;
}

/* Rows that the figure has, and that they come to it; how many there are. */
static gint64
check_kpi (KpiGround *f, BizKpi kpi, guint point)
{
  g_autoptr (GPtrArray) sets = NULL;
  gint64 n = 0;

  if (biz_kpi_board_get_value (f->board, kpi, point) == NULL)
    return 0;
  sets = read_sets (f, kpi, point);
  g_assert_cmpuint (sets->len, >, 0);
  for (guint i = 0; i < sets->len; i++)
    {
      const BizKpiSet *set = g_ptr_array_index (sets, i);
      g_autofree char *foot = biz_kpi_set_format_foot (set);
      g_autofree char *expected = set->has_expected ? biz_kpi_set_format_expected (set) : NULL;

      g_test_message ("%s %u %s: %" G_GINT64_FORMAT " rows, %s, the figure says %s",
                      biz_kpi_get_key (kpi), point, set->name, set->count, foot, expected);
      g_assert_cmpstr (set->name, !=, NULL);
      g_assert_false (set->cut);
      g_assert_true ((set->entries == NULL) == (set->domain != NULL));
      if (set->entries != NULL)
        g_assert_cmpint (set->entries->len, ==, set->count);
      if (biz_kpi_value_get_reason (biz_kpi_board_get_value (f->board, kpi, point)) == NULL)
        g_assert_true (biz_kpi_set_foots (set));
      n += set->count;
    }

  return n;
}

static void
test_all (gconstpointer data)
{
  static const BizKpi some[] = {
    BIZ_KPI_RECEIVABLE,      BIZ_KPI_OVERDUE,      BIZ_KPI_DSO,         BIZ_KPI_CEI,
    BIZ_KPI_DELINQUENT_PAID, BIZ_KPI_LAG_MEDIAN,   BIZ_KPI_CREDIT_RATE, BIZ_KPI_FIRST_TIME_RIGHT,
    BIZ_KPI_CYCLE_TOTAL,     BIZ_KPI_FILL_LINES,   BIZ_KPI_RETURN_RATE, BIZ_KPI_BACKLOG_DELIVERY,
    BIZ_KPI_EXPOSURE,        BIZ_KPI_CONCENTRATION
  };
  gint64 n[BIZ_KPI_N] = { 0 };
  KpiGround f;

  kpi_ground_open (&f, GPOINTER_TO_UINT (data));
  kpi_ground_set_scope (&f);
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    biz_kpi_board_want (f.board, (BizKpi)kpi);
  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    {
      /* the other series reads what is open in the same way */
      if (GPOINTER_TO_UINT (data) != 19 && biz_kpi_get_area ((BizKpi)kpi) == BIZ_KPI_AREA_CASH
          && kpi != BIZ_KPI_CEI)
        continue;
      kpi_ground_wait (&f, (BizKpi)kpi);
      n[kpi] += check_kpi (&f, (BizKpi)kpi, 0);
      /* and as of an earlier day */
      if (kpi == BIZ_KPI_OVERDUE || kpi == BIZ_KPI_CYCLE_PAID)
        n[kpi] += check_kpi (&f, (BizKpi)kpi, 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    if (GPOINTER_TO_UINT (data) == 19 || biz_kpi_get_area (some[i]) != BIZ_KPI_AREA_CASH)
      g_assert_cmpint (n[some[i]], >, 0);
  kpi_ground_close (&f);
}

/* A part: its rows are fewer than all, and come to its own figure. */
static void
test_part (gconstpointer data)
{
  static const BizKpi kpis[] = { BIZ_KPI_RECEIVABLE,  BIZ_KPI_CEI,
                                 BIZ_KPI_DSO_BEST,    BIZ_KPI_CREDIT_RATE,
                                 BIZ_KPI_LAG_MEDIAN,  BIZ_KPI_RETURN_RATE,
                                 BIZ_KPI_CYCLE_TOTAL, BIZ_KPI_FIRST_TIME_RIGHT };
  gint64 n = 0;
  KpiGround f;

  kpi_ground_open (&f, 19);
  f.scope.dimension = GPOINTER_TO_UINT (data);
  f.scope.key = kpi_ground_find_key (&f, f.scope.dimension);
  kpi_ground_set_scope (&f);
  for (gsize i = 0; i < G_N_ELEMENTS (kpis); i++)
    {
      kpi_ground_wait (&f, kpis[i]);
      n += check_kpi (&f, kpis[i], 0);
    }
  g_assert_cmpint (n, >, 0);
  kpi_ground_close (&f);
}

static void
wait_for_listing (ErpListing *listing)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  erp_listing_load (listing);
  while (erp_listing_get_state (listing) == ERP_LISTING_LOADING
         || !erp_listing_get_count_exact (listing))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* What the server keeps is a list as long as it was counted, with the sign that counts; names of
 * what was on the board come after. */
static void
test_lists (void)
{
  g_autoptr (GPtrArray) credits = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const BizKpiSet *set;
  KpiGround f;

  kpi_ground_open (&f, 19);
  kpi_ground_set_scope (&f);
  kpi_ground_wait (&f, BIZ_KPI_CREDIT_RATE);
  kpi_ground_wait (&f, BIZ_KPI_CYCLE_DELIVERY);
  credits = read_sets (&f, BIZ_KPI_CREDIT_RATE, 0);
  set = g_ptr_array_index (credits, 0);
  {
    g_autoptr (ErpListing) listing =
        biz_kpi_documents_new_listing (set, erp_session_get_client (f.desk.session));
    g_autoptr (ErpRow) row = NULL;
    const BizKpiEntryFacts *facts;

    biz_kpi_documents_sort (listing, BIZ_KPI_SORT_AMOUNT, FALSE);
    wait_for_listing (listing);
    g_assert_cmpint (erp_listing_get_count (listing), ==, set->count);
    row = g_list_model_get_item (G_LIST_MODEL (listing), 0);
    facts = biz_kpi_entry_get_facts (erp_row_get_item (row));
    g_assert_cmpint (facts->verdict, ==, BIZ_KPI_VERDICT_CREDIT_NOTE);
    g_assert_cmpint (facts->amount.minor, >, 0);
    g_assert_nonnull (facts->document);
    g_assert_nonnull (facts->partner);
  }
  orders = read_sets (&f, BIZ_KPI_CYCLE_DELIVERY, 0);
  set = g_ptr_array_index (orders, 0);
  g_assert_null (biz_kpi_entry_get_facts (g_ptr_array_index (set->entries, 0))->document);
  biz_kpi_names_read_async (f.desk.session, set->entries, NULL, NULL, NULL, desk_cb, &f.desk);
  result = desk_wait (&f.desk);
  g_assert_true (biz_kpi_names_read_finish (result, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < set->entries->len; i++)
    {
      const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (g_ptr_array_index (set->entries, i));

      g_assert_nonnull (facts->document);
      g_assert_nonnull (facts->partner);
    }
  kpi_ground_close (&f);
}

/* Whatever is asked of the server fails: that is said, and nothing is half there. */
static void
test_failure (void)
{
  static const char *const methods[] = { "web_search_read", "formatted_read_group" };
  KpiGround f;

  kpi_ground_open (&f, 19);
  kpi_ground_set_scope (&f);
  kpi_ground_wait (&f, BIZ_KPI_DSO);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      faulty_client_set_fault (f.desk.client, methods[i], FAULTY_NOT_SENT, 1);
      biz_kpi_sets_read_async (f.desk.session, f.currencies, f.board, BIZ_KPI_DSO, 0, NULL, desk_cb,
                               &f.desk);
      result = desk_wait (&f.desk);
      g_assert_null (biz_kpi_sets_read_finish (result, &error));
      g_assert_nonnull (error);
    }
  /* what is wrong with orders is known of today alone */
  kpi_ground_wait (&f, BIZ_KPI_EXCEPTIONS);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    biz_kpi_sets_read_async (f.desk.session, f.currencies, f.board, BIZ_KPI_EXCEPTIONS, 1, NULL,
                             desk_cb, &f.desk);
    result = desk_wait (&f.desk);
    g_assert_null (biz_kpi_sets_read_finish (result, &error));
    g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  }
  kpi_ground_close (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kpi-sets-read/all/19", GUINT_TO_POINTER (19), test_all);
  g_test_add_data_func ("/kpi-sets-read/all/17", GUINT_TO_POINTER (17), test_all);
  g_test_add_data_func ("/kpi-sets-read/part/salesperson",
                        GUINT_TO_POINTER (BIZ_KPI_BY_SALESPERSON), test_part);
  g_test_add_data_func ("/kpi-sets-read/part/warehouse", GUINT_TO_POINTER (BIZ_KPI_BY_WAREHOUSE),
                        test_part);
  g_test_add_func ("/kpi-sets-read/lists", test_lists);
  g_test_add_func ("/kpi-sets-read/failure", test_failure);

  return g_test_run ();
}
