/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"
#include "erp-job-private.h"
#include "erp-json.h"

#include <string.h>

static JsonObject *
object_of (JsonNode *node)
{
  return json_node_get_object (node);
}

static void
test_wish (void)
{
  static const struct
  {
    const char *one;
    const char *two;
    gboolean equal;
  } cases[] = {
    { "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"x\"}}", "{\"b\":{\"d\":\"x\",\"c\":[1,2]},\"a\":1}",
      TRUE },
    { "{\"a\":1}", "{\"a\":1,\"journal\":{\"marker\":\"m\"}}", TRUE },
    { "{\"a\":1}", "{\"a\":2}", FALSE },
    { "{\"a\":[1,2]}", "{\"a\":[2,1]}", FALSE },
    { "{\"a\":\"1\"}", "{\"a\":1}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) one = erp_json_literal (cases[i].one);
      g_autoptr (JsonNode) two = erp_json_literal (cases[i].two);
      g_autofree char *a = erp_job_body_to_wish (object_of (one));
      g_autofree char *b = erp_job_body_to_wish (object_of (two));

      g_assert_cmpint (g_str_equal (a, b), ==, cases[i].equal);
    }
}

static void
test_trace (void)
{
  g_autoptr (JsonNode) body = erp_json_literal ("{\"a\":1}");
  g_autoptr (JsonNode) list = erp_json_literal ("[42]");
  g_autoptr (JsonNode) number = erp_json_literal ("43");
  JsonObject *object = object_of (body);

  g_assert_cmpstr (erp_job_body_get_marker (object), ==, "");
  g_assert_cmpint (erp_job_body_get_prepared_id (object), ==, 0);

  erp_job_body_set_trace (object, "m", G_GINT64_CONSTANT (1795370405) * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (erp_job_body_get_marker (object), ==, "m");
  g_assert_cmpstr (erp_job_body_get_since (object), ==, "2026-11-22 18:00:05");
  erp_job_body_set_prepared (object, list);
  g_assert_cmpint (erp_job_body_get_prepared_id (object), ==, 42);
  erp_job_body_set_prepared (object, number);
  g_assert_cmpint (erp_job_body_get_prepared_id (object), ==, 43);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  *(guint *)user_data += 1;
}

static void
test_news (void)
{
  ErpJournalRecord *record = erp_journal_record_new ();
  g_autoptr (ErpJob) job = NULL;
  guint n_state = 0, n_result = 0, n_error = 0;

  record->id = g_strdup ("id");
  record->kind = g_strdup ("payment");
  job = erp_job_new (record);
  g_signal_connect (job, "notify::state", G_CALLBACK (count_cb), &n_state);
  g_signal_connect (job, "notify::result", G_CALLBACK (count_cb), &n_result);
  g_signal_connect (job, "notify::error", G_CALLBACK (count_cb), &n_error);
  g_assert_cmpstr (erp_job_get_title (job), ==, "payment");
  g_assert_null (erp_job_get_error (job));

  record = erp_journal_record_copy (erp_job_get_record (job));
  record->state = ERP_JOB_WAITING;
  record->next_look = 5;
  record->error_code = ERP_ERROR_UNKNOWN_OUTCOME;
  record->error_message = g_strdup ("lost");
  record->server_message = g_strdup ("words");
  erp_job_set_record (job, record);
  g_assert_cmpint (erp_job_get_next_look (job), ==, 5);
  g_assert_error (erp_job_get_error (job), ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpstr (erp_error_get_server_message (erp_job_get_error (job)), ==, "words");
  g_assert_false (erp_job_is_ended (job));

  record = erp_journal_record_copy (erp_job_get_record (job));
  record->state = ERP_JOB_DONE;
  record->error_code = -1;
  record->result_id = 7;
  record->result_name = g_strdup ("PAY/7");
  erp_job_set_record (job, record);
  g_assert_cmpstr (erp_job_get_result_name (job), ==, "PAY/7");
  g_assert_cmpint (erp_job_get_next_look (job), ==, -1);
  g_assert_null (erp_job_get_error (job));
  g_assert_true (erp_job_is_ended (job));
  g_assert_cmpuint (n_state, ==, 2);
  g_assert_cmpuint (n_result, ==, 1);
  g_assert_cmpuint (n_error, ==, 2);
}

static void
test_about (void)
{
  static const struct
  {
    const char *body; /* NULL: not kept */
    const char *member;
    gboolean about;
  } cases[] = {
    { "{\"order_id\":7,\"order_ids\":[5,7]}", "order_ids", TRUE },
    { "{\"order_id\":7,\"order_ids\":[5,7]}", "order_id", TRUE },
    { "{\"order_id\":5,\"order_ids\":[5]}", "order_ids", FALSE },
    { "{\"order_id\":5}", "order_id", FALSE },
    { "{\"order_ids\":[]}", "order_ids", FALSE },
    { "{\"order_ids\":[\"7\"]}", "order_ids", FALSE },
    { "{\"order_ids\":\"7\"}", "order_ids", FALSE },
    { "{}", "order_ids", FALSE },
    { "[7]", "order_ids", FALSE },
    { NULL, "order_ids", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ErpJournalRecord *record = erp_journal_record_new ();
      g_autoptr (ErpJob) job = NULL;

      g_test_message ("%zu", i);
      record->kind = g_strdup ("order-invoice");
      record->body = g_strdup (cases[i].body);
      job = erp_job_new (record);
      g_assert_cmpint (erp_job_is_about (job, cases[i].member, 7), ==, cases[i].about);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/job/wish", test_wish);
  g_test_add_func ("/erp/job/trace", test_trace);
  g_test_add_func ("/erp/job/news", test_news);
  g_test_add_func ("/erp/job/about", test_about);

  return g_test_run ();
}
