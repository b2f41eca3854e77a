/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-batch-post.h"
#include "demo-desk.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* Several drafts against the demo company of both series. */

static void
load (DemoDesk *desk, BizBatchPost *batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  biz_batch_post_load_async (batch, &today, NULL, desk_cb, desk);
  result = desk_wait (desk);
  biz_batch_post_load_finish (batch, result, &error);
  g_assert_no_error (error);
}

static gboolean
run (DemoDesk *desk, BizBatchPost *batch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_batch_post_run_async (batch, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_batch_post_run_finish (batch, result, error);
}

static BizBatchItem *
nth (BizBatchPost *batch, guint i)
{
  g_autoptr (BizBatchItem) item = g_list_model_get_item (biz_batch_post_get_items (batch), i);

  /* the batch keeps it */
  return item;
}

static void
assert_state (DemoDesk *desk, gint64 id, const char *wanted)
{
  g_autofree char *state = desk_get_state (desk, id);

  g_assert_cmpstr (state, ==, wanted);
}

/* A good one, one dated ahead, one that cannot be posted, one that is, one that is gone. */
static void
test_each_its_result (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizBatchPost) batch = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[5];

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  ids[0] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "10");
  ids[1] = desk_make_draft (&desk, "out_invoice", "2026-12-24", "20");
  ids[2] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "-30");
  ids[3] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "40");
  ids[4] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "50");
  json_node_unref (desk_ask (&desk, TRUE, "account.move", "action_post", ids[3], NULL));
  json_node_unref (desk_ask (&desk, TRUE, "account.move", "unlink", ids[4], NULL));

  batch = biz_batch_post_new (desk.session, desk.store, ids, G_N_ELEMENTS (ids));
  load (&desk, batch);
  g_assert_cmpuint (g_list_model_get_n_items (biz_batch_post_get_items (batch)), ==, 4);
  g_assert_cmpuint (biz_batch_post_count_missing (batch), ==, 1);
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 0)), ==, BIZ_BATCH_READY);
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 1)), ==, BIZ_BATCH_ASKING);
  g_assert_nonnull (strstr (biz_batch_item_get_reason (nth (batch, 1)), "still to come"));
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 3)), ==, BIZ_BATCH_NOT);
  g_assert_cmpuint (biz_batch_post_count_wanted (batch), ==, 2);

  g_assert_true (run (&desk, batch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 0)), ==, BIZ_BATCH_POSTED);
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 1)), ==, BIZ_BATCH_ASKING);
  g_assert_cmpint (biz_batch_item_get_state (nth (batch, 2)), ==, BIZ_BATCH_REFUSED);
  g_assert_nonnull (biz_batch_item_get_reason (nth (batch, 2)));
  g_assert_nonnull (biz_batch_item_get_error (nth (batch, 2)));
  assert_state (&desk, ids[0], "posted");
  assert_state (&desk, ids[1], "draft");
  assert_state (&desk, ids[2], "draft");

  /* the one dated ahead once it was looked at; the refused one is tried again with it */
  biz_batch_item_confirm (nth (batch, 1), TRUE);
  g_assert_cmpuint (biz_batch_post_count_wanted (batch), ==, 2);
  g_assert_true (run (&desk, batch, &error));
  assert_state (&desk, ids[1], "posted");
  assert_state (&desk, ids[2], "draft");
  g_assert_cmpuint (biz_batch_post_count (batch, BIZ_BATCH_POSTED), ==, 2);
  g_assert_cmpuint (biz_batch_post_count (batch, BIZ_BATCH_REFUSED), ==, 1);
  g_clear_object (&batch);
  desk_close (&desk);
}

/* Above the limit a batch is no way around the second person. */
static void
test_four_eyes (gconstpointer data)
{
  DemoDesk desk, colleague;
  g_autoptr (BizBatchPost) mine = NULL;
  g_autoptr (BizBatchPost) theirs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[2];

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  desk_write_policy (&desk, "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":100,"
                            "\"USD\":100}}}");
  ids[0] = desk_make_draft (&desk, "out_refund", "2026-11-20", "99");
  ids[1] = desk_make_draft (&desk, "out_refund", "2026-11-20", "101");
  mine = biz_batch_post_new (desk.session, desk.store, ids, 2);
  load (&desk, mine);
  g_assert_true (run (&desk, mine, &error));
  g_assert_cmpint (biz_batch_item_get_state (nth (mine, 0)), ==, BIZ_BATCH_POSTED);
  g_assert_cmpint (biz_batch_item_get_state (nth (mine, 1)), ==, BIZ_BATCH_REFUSED);
  g_assert_error (biz_batch_item_get_error (nth (mine, 1)), ERP_ERROR, ERP_ERROR_ACCESS);
  assert_state (&desk, ids[1], "draft");

  desk_join (&colleague, &desk, "credit");
  theirs = biz_batch_post_new (colleague.session, colleague.store, ids + 1, 1);
  load (&colleague, theirs);
  g_assert_true (run (&colleague, theirs, &error));
  assert_state (&desk, ids[1], "posted");
  g_clear_object (&theirs);
  desk_close (&colleague);
  g_clear_object (&mine);
  desk_close (&desk);
}

typedef struct
{
  const char *name;
  Fault fault;
  guint n_times;
  BizBatchState first; /* of the first of two documents */
  BizBatchState second;
  gboolean ran;
  const char *state; /* of the first on the server */
} FaultCase;

static const FaultCase fault_cases[] = {
  { "lost-before", FAULTY_LOST_BEFORE, 1, BIZ_BATCH_POSTED, BIZ_BATCH_POSTED, TRUE, "posted" },
  { "lost-after", FAULTY_LOST_AFTER, 1, BIZ_BATCH_POSTED, BIZ_BATCH_POSTED, TRUE, "posted" },
  { "cut", FAULTY_CUT, 1, BIZ_BATCH_POSTED, BIZ_BATCH_POSTED, TRUE, "posted" },
  { "lost-twice", FAULTY_LOST_BEFORE, 2, BIZ_BATCH_UNKNOWN, BIZ_BATCH_POSTED, TRUE, "draft" },
  { "not-sent", FAULTY_NOT_SENT, 1, BIZ_BATCH_REFUSED, BIZ_BATCH_READY, FALSE, "draft" },
};

/* Whatever happens to an answer, a document is posted once or waits, and the rest goes on. */
static void
test_faults (void)
{
  DemoDesk desk;

  desk_open (&desk, 19, "controller");
  for (gsize i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      const FaultCase *c = &fault_cases[i];
      g_autoptr (BizBatchPost) batch = NULL;
      g_autoptr (GError) error = NULL;
      gint64 ids[2];

      g_test_message ("%s", c->name);
      ids[0] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "10");
      ids[1] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "20");
      batch = biz_batch_post_new (desk.session, desk.store, ids, 2);
      load (&desk, batch);
      faulty_client_set_fault (desk.client, "action_post", c->fault, c->n_times);
      g_assert_cmpint (run (&desk, batch, &error), ==, c->ran);
      g_assert_cmpint (biz_batch_item_get_state (nth (batch, 0)), ==, c->first);
      g_assert_cmpint (biz_batch_item_get_state (nth (batch, 1)), ==, c->second);
      assert_state (&desk, ids[0], c->state);
    }
  desk_close (&desk);
}

static void
stop_cb (BizBatchPost *batch)
{
  if (biz_batch_post_count (batch, BIZ_BATCH_POSTED) == 1)
    biz_batch_post_stop (batch);
}

static void
test_stop (void)
{
  DemoDesk desk;
  g_autoptr (BizBatchPost) batch = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[3];

  desk_open (&desk, 19, "controller");
  for (guint i = 0; i < 3; i++)
    ids[i] = desk_make_draft (&desk, "out_invoice", "2026-11-20", "10");
  batch = biz_batch_post_new (desk.session, desk.store, ids, 3);
  load (&desk, batch);
  g_signal_connect (batch, "changed", G_CALLBACK (stop_cb), NULL);
  g_assert_true (run (&desk, batch, &error));
  g_assert_false (biz_batch_post_is_running (batch));
  /* the one under way when it was told is finished */
  g_assert_cmpuint (biz_batch_post_count (batch, BIZ_BATCH_POSTED), ==, 2);
  g_assert_cmpuint (biz_batch_post_count (batch, BIZ_BATCH_READY), ==, 1);
  assert_state (&desk, ids[2], "draft");
  g_clear_object (&batch);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz-batch-post/each-its-result/19", GUINT_TO_POINTER (19),
                        test_each_its_result);
  g_test_add_data_func ("/biz-batch-post/each-its-result/17", GUINT_TO_POINTER (17),
                        test_each_its_result);
  g_test_add_data_func ("/biz-batch-post/four-eyes/19", GUINT_TO_POINTER (19), test_four_eyes);
  g_test_add_data_func ("/biz-batch-post/four-eyes/17", GUINT_TO_POINTER (17), test_four_eyes);
  g_test_add_func ("/biz-batch-post/faults", test_faults);
  g_test_add_func ("/biz-batch-post/stop", test_stop);

  return g_test_run ();
}
