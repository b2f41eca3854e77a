/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of a period of the demo company, and its lock dates written from it. */

#include "biz-close.h"
#include "biz-currency-table.h"
#include "biz-lock-job.h"
#include "demo-desk.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

static GDate
day (int year, int month, int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return date;
}

static BizClose *
read_close (DemoDesk *desk, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate end = day (2026, 10, 31);

  biz_close_read_async (desk->session, currencies,
                        erp_capabilities_get_default_company_id (desk->capabilities), &end, NULL,
                        desk_cb, desk);
  result = desk_wait (desk);

  return biz_close_read_finish (result, error);
}

static const BizCloseCheckFacts *
find (BizClose *close, BizCloseKind kind)
{
  GListModel *checks = biz_close_get_checks (close);

  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (BizCloseCheck) check = g_list_model_get_item (checks, i);

      if (biz_close_check_get_facts (check)->kind == kind)
        return biz_close_check_get_facts (check);
    }

  return NULL;
}

/* A draft in the period appears in it, and is found by what the check says. */
static void
test_list (gconstpointer data)
{
  DemoDesk desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizClose) before = NULL;
  g_autoptr (BizClose) after = NULL;
  const BizCloseCheckFacts *drafts;
  const char *name;
  gint64 id;
  guint n;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  before = read_close (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find (before, BIZ_CLOSE_RECEIVABLE)->difference.minor, ==, 0);
  g_assert_cmpint (find (before, BIZ_CLOSE_RECEIVABLE)->figure.minor, >, 0);
  g_assert_cmpint (find (before, BIZ_CLOSE_CUSTOMERS)->state, ==, BIZ_CLOSE_OK);
  g_assert_nonnull (find (before, BIZ_CLOSE_BANK));
  g_assert_nonnull (find (before, BIZ_CLOSE_SUSPENSE));
  g_assert_nonnull (find (before, BIZ_CLOSE_OUTSTANDING));
  g_assert_cmpint (find (before, BIZ_CLOSE_BANK_LINES)->state, !=, BIZ_CLOSE_NONE);
  g_assert_cmpint (find (before, BIZ_CLOSE_REVIEW)->state, !=, BIZ_CLOSE_NONE);
  g_assert_false (biz_close_may_lock (before));
  g_assert_cmpint (biz_close_may_except (before), ==, GPOINTER_TO_UINT (data) >= 18);
  g_assert_cmpstr (biz_close_get_shelf (before, &id, &name), ==, "account.journal");
  g_assert_cmpint (id, >, 0);

  n = find (before, BIZ_CLOSE_DRAFTS)->count;
  desk_make_draft (&desk, "out_invoice", "2026-10-15", "71.00");
  after = read_close (&desk, &error);
  g_assert_no_error (error);
  drafts = find (after, BIZ_CLOSE_DRAFTS);
  g_assert_cmpuint (drafts->count, ==, n + 1);
  g_assert_cmpint (drafts->state, ==, BIZ_CLOSE_OPEN);
  desk_close (&desk);
}

static void
run_lock (DemoDesk *desk, BizClose *close, const BizLockDates *wanted, GError **error)
{
  g_autoptr (JsonObject) body =
      biz_job_body_new_lock (biz_close_get_company_id (close), biz_close_get_company (close),
                             biz_close_get_series (close), biz_close_get_locks (close), wanted);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ErpJob) job = NULL;

  erp_journal_run_async (desk->journal, BIZ_JOB_LOCK, body, NULL, desk_cb, desk);
  result = desk_wait (desk);
  job = erp_journal_run_finish (desk->journal, result, error);
}

/* The answer is lost, and the days are there: it is done. A colleague's days are not overwritten.
 */
static void
test_lock (gconstpointer data)
{
  DemoDesk desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizClose) before = NULL;
  g_autoptr (BizClose) after = NULL;
  BizLockDates wanted;

  desk_open (&desk, GPOINTER_TO_UINT (data), "admin");
  before = read_close (&desk, &error);
  g_assert_no_error (error);
  g_assert_true (biz_close_may_lock (before));
  wanted = *biz_close_get_locks (before);
  wanted.days[BIZ_LOCK_TAX] = day (2026, 9, 30);
  faulty_client_set_fault (desk.client, "write", FAULTY_LOST_AFTER, 1);
  run_lock (&desk, before, &wanted, &error);
  g_assert_no_error (error);
  after = read_close (&desk, &error);
  g_assert_true (biz_lock_dates_equal (biz_close_get_locks (after), &wanted));

  /* by somebody who still sees the days of before */
  wanted.days[BIZ_LOCK_TAX] = day (2026, 8, 31);
  run_lock (&desk, before, &wanted, &error);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_error (&error);

  faulty_client_set_fault (desk.client, "write", FAULTY_NOT_SENT, 9);
  run_lock (&desk, after, &wanted, &error);
  g_assert_nonnull (error);
  desk_close (&desk);
}

static GError *
run_exception (DemoDesk *desk, gint64 company, const char *reason)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) end = g_date_time_new (zone, 2026, 12, 1, 12, 0, 0);
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ErpJob) job = NULL;
  GError *error = NULL;
  GDate until = day (2026, 8, 31);

  body = biz_job_body_new_lock_exception (company, "Nord", BIZ_LOCK_ALL, &until, reason, end, TRUE);
  erp_journal_run_async (desk->journal, BIZ_JOB_LOCK_EXCEPTION, body, NULL, desk_cb, desk);
  result = desk_wait (desk);
  job = erp_journal_run_finish (desk->journal, result, &error);

  return error;
}

static guint
count_exceptions (DemoDesk *desk, const char *reason)
{
  g_autofree char *domain = g_strdup_printf ("[[\"reason\",\"=\",\"%s\"]]", reason);
  g_autoptr (JsonNode) rows =
      desk_ask (desk, FALSE, "account.lock_exception", "search_read", 0, "domain", domain, "fields",
                "[\"lock_date_field\",\"lock_date\",\"state\",\"user_id\"]", NULL);
  JsonArray *array = json_node_get_array (rows);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *row = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (row, "lock_date_field"), ==,
                       "fiscalyear_lock_date");
      g_assert_cmpstr (json_object_get_string_member (row, "lock_date"), ==, "2026-08-31");
      g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "active");
      g_assert_false (json_object_get_boolean_member (row, "user_id"));
    }

  return json_array_get_length (array);
}

/* Made once, whatever gets lost; refused for who may not. */
static void
test_exception (void)
{
  static const struct
  {
    Fault fault;
    guint n;
    gboolean fails;
  } cases[] = {
    { FAULTY_NONE, 1, FALSE },    { FAULTY_LOST_AFTER, 1, FALSE }, { FAULTY_CUT, 1, FALSE },
    { FAULTY_NOT_SENT, 0, TRUE }, { FAULTY_LOST_BEFORE, 0, TRUE },
  };
  DemoDesk desk = { 0 };
  DemoDesk credit = { 0 };
  gint64 company;

  desk_open (&desk, 19, "controller");
  company = erp_capabilities_get_default_company_id (desk.capabilities);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason = g_strdup_printf ("Late invoice of the post %u", (guint)i);
      g_autoptr (GError) error = NULL;

      faulty_client_set_fault (desk.client, "create", cases[i].fault,
                               cases[i].fault == FAULTY_NOT_SENT ? 9 : 1);
      error = run_exception (&desk, company, reason);
      g_assert_cmpint (error != NULL, ==, cases[i].fails);
      faulty_client_set_fault (desk.client, NULL, FAULTY_NONE, 0);
      g_assert_cmpuint (count_exceptions (&desk, reason), ==, cases[i].n);
    }
  desk_join (&credit, &desk, "credit");
  {
    g_autoptr (GError) error = run_exception (&credit, company, "May I");

    g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  }
  desk_close (&credit);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz/close-store/list-19", GUINT_TO_POINTER (19), test_list);
  g_test_add_data_func ("/biz/close-store/list-17", GUINT_TO_POINTER (17), test_list);
  g_test_add_func ("/biz/close-store/exception", test_exception);
  g_test_add_data_func ("/biz/close-store/lock-19", GUINT_TO_POINTER (19), test_lock);
  g_test_add_data_func ("/biz/close-store/lock-17", GUINT_TO_POINTER (17), test_lock);

  return g_test_run ();
}
