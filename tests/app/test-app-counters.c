/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-counters.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppDemo *demo;

static void
test_wait (void)
{
  static const struct
  {
    gint64 last;
    gint64 now;
    guint wait;
  } cases[] = {
    { 0, 5, 0 },
    { 1000000, 1000000, 60 },
    { 1000000, 2000000, 59 },
    { 1000000, 1500000, 60 },
    { 1000000, 61000000, 0 },
    { 1000000, 900000000, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (app_counters_get_wait (cases[i].last, cases[i].now), ==, cases[i].wait);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gint64 *)user_data = json_node_get_int (answer);
}

static gint64
count (ErpSession *session, const char *domain)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "search_count");
  gint64 n = -1;

  erp_call_set_arg_json (call, "domain", domain);
  erp_client_call_async (erp_session_get_client (session), call, NULL, counted_cb, &n);
  display_test_until (n >= 0);
  return n;
}

/* The numbers are the server's own, counted apart; both windows of a session share them, and
 * nothing is asked while nobody works there. */
static void
test_counts (void)
{
  g_autoptr (ErpSession) session = app_support_sign_in (demo, "controller");
  AppCounters *counters = app_counters_get_for_session (session);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *overdue = g_strdup_printf (
      "[[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]],[\"state\",\"=\",\"posted\"],"
      "[\"payment_state\",\"in\",[\"not_paid\",\"partial\"]],[\"invoice_date_due\",\"<\",\"%s\"]]",
      today);
  BizCounts counts;

  g_assert_true (app_counters_get_for_session (session) == counters);
  for (guint i = 0; i < 150; i++)
    display_test_tick ();
  g_assert_false (app_counters_get_counts (counters, &counts));
  app_counters_set_active (counters, TRUE);
  display_test_until (app_counters_get_counts (counters, &counts));
  g_assert_cmpint ((gint64)counts.n_overdue, ==, count (session, overdue));
  g_assert_cmpint ((gint64)counts.n_drafts, ==,
                   count (session, "[[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]],"
                                   "[\"state\",\"=\",\"draft\"]]"));
  g_assert_cmpint ((gint64)counts.n_overdue, >, 0);
  g_assert_cmpint ((gint64)counts.n_drafts, >, 0);
  g_assert_cmpint ((gint64)counts.n_to_invoice, >, 0);
  g_assert_cmpuint (app_counters_get_n_unknown (counters), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  demo = app_support_start_demo ();
  g_test_add_func ("/app/counters/wait", test_wait);
  g_test_add_func ("/app/counters/counts", test_counts);
  result = g_test_run ();
  g_object_unref (demo);
  return result;
}
