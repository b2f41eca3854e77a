/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-thread.h"
#include "biz-job-body.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-json.h"

#include <string.h>

/* A conversation against the demo company of both series. */

static BizThread *
open_thread (DemoDesk *desk)
{
  const gint64 id = desk_make_draft (desk, "out_invoice", "2026-11-20", "100");

  return biz_thread_new (desk->session, "account.move", id, "Draft",
                         erp_capabilities_get_default_company_id (desk->capabilities));
}

static void
load (DemoDesk *desk, BizThread *thread)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_thread_load_async (thread, NULL, desk_cb, desk);
  result = desk_wait (desk);
  biz_thread_load_finish (thread, result, &error);
  g_assert_no_error (error);
}

static ErpJob *
end_job (DemoDesk *desk, BizThread *thread, GError **error)
{
  g_autoptr (GAsyncResult) result = desk_wait (desk);

  return biz_thread_job_finish (thread, result, error);
}

static void
assert_done (DemoDesk *desk, BizThread *thread)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = end_job (desk, thread, &error);

  g_assert_no_error (error);
  g_assert_nonnull (job);
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

/* What was said is there once, newest first, as a note or a message. */
static void
test_said (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (BizLogEntry) newest = NULL;
  g_autoptr (BizLogEntry) before = NULL;
  guint n;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  g_assert_false (biz_thread_is_loaded (thread));
  load (&desk, thread);
  g_assert_true (biz_thread_is_loaded (thread));
  g_assert_true (biz_thread_may_speak (thread));
  g_assert_true (biz_thread_may_change (thread));
  n = count (biz_thread_get_entries (thread));
  biz_thread_say_async (thread, "For us <b>only</b>", FALSE, NULL, 0, NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  biz_thread_say_async (thread, "For all", TRUE, NULL, 0, NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_entries (thread)), ==, n + 2);
  newest = g_list_model_get_item (biz_thread_get_entries (thread), 0);
  before = g_list_model_get_item (biz_thread_get_entries (thread), 1);
  g_assert_cmpint (biz_log_entry_get_kind (newest), ==, BIZ_LOG_REPLY);
  g_assert_cmpint (biz_log_entry_get_kind (before), ==, BIZ_LOG_NOTE);
  g_clear_object (&newest);
  g_clear_object (&before);
  g_clear_object (&thread);
  desk_close (&desk);
}

/* The answer is lost after it was said: it is found, and not said twice. */
static void
test_said_once (gconstpointer data)
{
  static const Fault faults[] = { FAULTY_LOST_AFTER, FAULTY_CUT };
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  load (&desk, thread);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const guint n = count (biz_thread_get_entries (thread));

      faulty_client_set_fault (desk.client, "message_post", faults[i], 1);
      biz_thread_say_async (thread, i == 0 ? "One" : "Two", FALSE, NULL, 0, NULL, desk_cb, &desk);
      assert_done (&desk, thread);
      load (&desk, thread);
      g_assert_cmpuint (count (biz_thread_get_entries (thread)), ==, n + 1);
    }
  g_clear_object (&thread);
  desk_close (&desk);
}

/* One of the messages is written anew, another one is emptied: they are shown so, and all others
 * stay what they are. */
static void
test_renewed (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (BizLogEntry) kept = NULL;
  g_autoptr (BizLogEntry) same = NULL;
  g_autoptr (BizLogEntry) renewed = NULL;
  g_autoptr (BizLogEntry) emptied = NULL;
  gint64 ids[3];
  guint n;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      biz_thread_say_async (thread, "As it was", FALSE, NULL, 0, NULL, desk_cb, &desk);
      assert_done (&desk, thread);
      load (&desk, thread);
      ids[i] = biz_thread_get_newest (thread);
    }
  n = count (biz_thread_get_entries (thread));
  kept = g_list_model_get_item (biz_thread_get_entries (thread), 1);
  json_node_unref (desk_ask (&desk, TRUE, "mail.message", "write", ids[0], "vals",
                             "{\"body\":\"<p>As it is</p>\"}", NULL));
  json_node_unref (
      desk_ask (&desk, TRUE, "mail.message", "write", ids[2], "vals", "{\"body\":\"\"}", NULL));
  biz_thread_say_async (thread, "Newer", FALSE, NULL, 0, NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_entries (thread)), ==, n + 1);
  emptied = g_list_model_get_item (biz_thread_get_entries (thread), 1);
  same = g_list_model_get_item (biz_thread_get_entries (thread), 2);
  renewed = g_list_model_get_item (biz_thread_get_entries (thread), 3);
  g_assert_cmpint (biz_log_entry_get_id (emptied), ==, ids[2]);
  g_assert_cmpstr (biz_log_entry_get_text (emptied), !=, "As it was");
  g_assert_true (same == kept);
  g_assert_cmpint (biz_log_entry_get_id (renewed), ==, ids[0]);
  g_assert_cmpstr (biz_log_entry_get_text (renewed), ==, "As it is");
  g_clear_object (&thread);
  desk_close (&desk);
}

/* A file is put, read as it was, and taken away. */
static void
test_file (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("hello\n", 6);
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (ErpJob) job = NULL;
  g_autoptr (BizAttachment) there = NULL;
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  load (&desk, thread);
  n = count (biz_thread_get_files (thread));
  body = biz_job_body_new_upload ("account.move", biz_thread_get_id (thread), NULL, 0,
                                  "../../a.txt", content);
  erp_journal_run_async (erp_session_get_journal (desk.session), BIZ_JOB_UPLOAD, body, NULL,
                         desk_cb, &desk);
  result = desk_wait (&desk);
  job = erp_journal_run_finish (erp_session_get_journal (desk.session), result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_files (thread)), ==, n + 1);
  for (guint i = 0; there == NULL && i < count (biz_thread_get_files (thread)); i++)
    {
      g_autoptr (BizAttachment) one = g_list_model_get_item (biz_thread_get_files (thread), i);

      if (g_str_has_suffix (biz_attachment_get_name (one), "a.txt"))
        there = g_steal_pointer (&one);
    }
  g_assert_nonnull (there);
  g_assert_null (strchr (biz_attachment_get_name (there), '/'));
  biz_thread_read_file_async (thread, biz_attachment_get_id (there), NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  read = biz_thread_read_file_finish (thread, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, content));
  biz_thread_delete_file_async (thread, there, NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_files (thread)), ==, n);
  g_clear_object (&there);
  g_clear_object (&thread);
  desk_close (&desk);
}

/* To follow may be repeated without harm. */
static void
test_follows (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  static const gboolean wishes[] = { TRUE, TRUE, FALSE, FALSE, TRUE };

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  load (&desk, thread);
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      biz_thread_set_follows_async (thread, 0, wishes[i], NULL, desk_cb, &desk);
      result = desk_wait (&desk);
      biz_thread_set_follows_finish (thread, result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (biz_thread_is_following (thread), ==, wishes[i]);
    }
  g_clear_object (&thread);
  desk_close (&desk);
}

/* Something to do is planned, then done; what was to do is in the log. */
static void
test_activity (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (BizActivity) activity = NULL;
  g_autoptr (GDate) day = g_date_new_dmy (24, G_DATE_NOVEMBER, 2026);
  g_autoptr (BizChoice) me = NULL;
  guint n;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  load (&desk, thread);
  n = count (biz_thread_get_entries (thread));
  me = biz_choice_new (erp_capabilities_get_uid (desk.capabilities), "Me", NULL);
  biz_thread_plan_async (thread, 0, "Call them", NULL, me, day, NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_activities (thread)), ==, 1);
  activity = g_list_model_get_item (biz_thread_get_activities (thread), 0);
  biz_thread_finish_activity_async (thread, activity, "They pay", NULL, desk_cb, &desk);
  assert_done (&desk, thread);
  load (&desk, thread);
  g_assert_cmpuint (count (biz_thread_get_activities (thread)), ==, 0);
  g_assert_cmpuint (count (biz_thread_get_entries (thread)), ==, n + 1);
  g_clear_object (&activity);
  g_clear_object (&thread);
  desk_close (&desk);
}

/* A record that is gone is an error and no empty conversation. */
static void
test_gone (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (ErpJob) job = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  thread = open_thread (&desk);
  json_node_unref (
      desk_ask (&desk, TRUE, "account.move", "unlink", biz_thread_get_id (thread), NULL));
  biz_thread_say_async (thread, "Too late", FALSE, NULL, 0, NULL, desk_cb, &desk);
  job = end_job (&desk, thread, &error);
  g_assert_null (job);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
  g_clear_object (&thread);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc run;
  } tests[] = {
    { "said", test_said },       { "said-once", test_said_once }, { "file", test_file },
    { "follows", test_follows }, { "activity", test_activity },   { "gone", test_gone },
    { "renewed", test_renewed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint series = 17; series <= 19; series += 2)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/thread/%u/%s", series, tests[i].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (series), tests[i].run);
      }

  return g_test_run ();
}
