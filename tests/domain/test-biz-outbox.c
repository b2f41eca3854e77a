/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-outbox.h"
#include "biz-say.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "erp-unsent.h"

#include <glib/gstdio.h>
#include <string.h>

/* Replies that wait, on an order of the demo company. */
typedef struct
{
  DemoDesk desk;
  BizThread *thread;
  BizOutbox *outbox;
  guint n_sent;
  guint n_returned;
  GError *error;
} Bench;

static gint64 clock_offset;

static gint64
test_now (gpointer data)
{
  return g_get_real_time () + clock_offset;
}

static void
sent_cb (Bench *b)
{
  b->n_sent++;
}

static void
returned_cb (Bench *b, BizOutboxItem *item, const GError *error)
{
  b->n_returned++;
  g_clear_error (&b->error);
  b->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
watch (Bench *b)
{
  b->outbox = biz_outbox_get (b->desk.session);
  g_assert_true (biz_outbox_get (b->desk.session) == b->outbox);
  g_signal_connect_swapped (b->outbox, "sent", G_CALLBACK (sent_cb), b);
  g_signal_connect_swapped (b->outbox, "returned", G_CALLBACK (returned_cb), b);
}

static void
set_up (Bench *b, gconstpointer data)
{
  gint64 id;

  desk_open (&b->desk, GPOINTER_TO_UINT (data), "controller");
  id = desk_make_draft (&b->desk, "out_invoice", "2026-11-20", "100");
  b->thread = biz_thread_new (b->desk.session, "account.move", id, "Draft", 0);
  erp_journal_get_desk (b->desk.journal)->retry_delay = 1000;
  erp_journal_get_desk (b->desk.journal)->now = test_now;
  watch (b);
}

static void
tear_down (Bench *b, gconstpointer data)
{
  g_clear_error (&b->error);
  g_clear_object (&b->thread);
  desk_close (&b->desk);
}

static BizReply *
write_reply (const char *text)
{
  BizReply *reply = biz_reply_new ();

  biz_reply_set_text (reply, text);
  biz_reply_set_is_message (reply, TRUE);

  return reply;
}

static guint
count (Bench *b, const char *words)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"ilike\",\"%s\"]]",
                       biz_thread_get_id (b->thread), words);
  g_autoptr (JsonNode) answer =
      desk_ask (&b->desk, FALSE, "mail.message", "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static const char *
get_kept (Bench *b, const char *model)
{
  gboolean is_reply;

  return erp_unsent_get (erp_session_get_unsent (b->desk.session), model,
                         biz_thread_get_id (b->thread), &is_reply);
}

/* What waits of the record: the texts, oldest first. */
static char *
dup_held (Bench *b)
{
  ErpUnsent *unsent = erp_session_get_unsent (b->desk.session);
  g_auto (GStrv) names =
      erp_unsent_list (unsent, "held/account.move/", biz_thread_get_id (b->thread));
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "", get_kept (b, names[i]));

  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static void
assert_held (Bench *b, const char *texts)
{
  g_autofree char *held = dup_held (b);

  g_assert_cmpstr (held, ==, texts);
}

static void
wait_for (Bench *b, guint *n, guint wanted)
{
  const gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (*n < wanted)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* After its time, once, with the mark, in paragraphs. */
static void
test_goes (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("One\n\ntwo\n\nthree");
  g_autofree char *domain =
      g_strdup_printf ("[[\"message_id\",\"ilike\",\"%s\"]]", biz_reply_get_mark (reply));
  g_autoptr (JsonNode) rows = NULL;
  BizOutboxItem *item;

  biz_outbox_set_delay (b->outbox, 60);
  item = biz_outbox_hold (b->outbox, b->thread, reply);
  g_assert_cmpuint (biz_outbox_item_get_seconds (item), ==, 1);
  g_assert_cmpuint (biz_outbox_get_n_held (b->outbox), ==, 1);
  g_assert_cmpuint (count (b, "three"), ==, 0);
  assert_held (b, "One\n\ntwo\n\nthree");
  wait_for (b, &b->n_sent, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (b->outbox)), ==, 0);
  assert_held (b, "");
  g_assert_null (get_kept (b, "account.move"));
  rows = desk_ask (&b->desk, FALSE, "mail.message", "search_read", 0, "domain", domain, "fields",
                   "[\"body\"]", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (rows)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (json_node_get_array (rows), 0), "body"),
                   ==, "<p>One</p><p>two</p><p>three</p>");
}

/* Taken back: a draft again, with its files; nothing reaches the server. */
static void
test_taken_back (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Too early");
  g_autoptr (BizReply) back = NULL;
  g_autoptr (BizReply) none = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (BizNewFile) file = biz_new_file_new ("a.txt", bytes);
  BizOutboxItem *item;

  g_list_store_append (biz_reply_get_files (reply), file);
  item = biz_outbox_hold (b->outbox, b->thread, reply);
  g_assert_cmpuint (biz_outbox_item_get_seconds (item), ==, 10);
  g_assert_true (biz_outbox_find (b->outbox, "account.move", biz_thread_get_id (b->thread))
                 == item);
  g_assert_true (biz_outbox_take_back (b->outbox, item));
  g_assert_cmpuint (b->n_returned, ==, 1);
  g_assert_no_error (b->error);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Too early");
  assert_held (b, "");
  back = biz_outbox_steal_returned (b->outbox, "account.move", biz_thread_get_id (b->thread));
  g_assert_true (back == reply);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_files (back))), ==, 1);
  none = biz_outbox_steal_returned (b->outbox, "account.move", biz_thread_get_id (b->thread));
  g_assert_null (none);
  g_assert_cmpuint (count (b, "early"), ==, 0);
}

/* On its way nothing is taken back, and what was begun meanwhile is not lost. */
static void
test_too_late (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("On its way");
  BizOutboxItem *item = biz_outbox_hold (b->outbox, b->thread, reply);

  biz_outbox_send_now (b->outbox, item);
  g_assert_cmpuint (biz_outbox_item_get_seconds (item), ==, 0);
  g_assert_false (biz_outbox_take_back (b->outbox, item));
  biz_outbox_send_now (b->outbox, item);
  wait_for (b, &b->n_sent, 1);
  g_assert_cmpuint (b->n_returned, ==, 0);
  g_assert_cmpuint (count (b, "On its way"), ==, 1);
}

/* The next one of the same record sends the one before; the order stays. */
static void
test_second (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) first = write_reply ("First words");
  g_autoptr (BizReply) second = write_reply ("Second words");

  biz_outbox_hold (b->outbox, b->thread, first);
  biz_outbox_hold (b->outbox, b->thread, second);
  wait_for (b, &b->n_sent, 1);
  g_assert_cmpuint (count (b, "First words"), ==, 1);
  g_assert_cmpuint (count (b, "Second words"), ==, 0);
  g_assert_cmpuint (biz_outbox_get_n_held (b->outbox), ==, 1);
  biz_outbox_take_all_back (b->outbox);
  g_assert_cmpuint (b->n_returned, ==, 1);
}

/* Nothing reaches the server: it stands below what was begun meanwhile. */
static void
test_fails (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Not sent");

  erp_unsent_set (erp_session_get_unsent (b->desk.session), "account.move",
                  biz_thread_get_id (b->thread), "Begun", FALSE);
  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_NOT_SENT, 9);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, reply));
  wait_for (b, &b->n_returned, 1);
  g_assert_nonnull (b->error);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Begun\n\nNot sent");
  g_assert_cmpuint (count (b, "Not sent"), ==, 0);
}

typedef struct
{
  gboolean ended;
  gboolean done;
  GError *error;
} Outcome;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->done = biz_outbox_finish_finish (BIZ_OUTBOX (source), result, &outcome->error);
  outcome->ended = TRUE;
}

/* Quitting: everything goes now, and the answer says whether it went. */
static void
test_finish (Bench *b, gconstpointer data)
{
  static const Fault faults[] = { FAULTY_NONE, FAULTY_NOT_SENT };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (BizReply) reply = write_reply ("Last words");
      Outcome outcome = { 0 };

      faulty_client_set_fault (b->desk.client, "message_post", faults[i], 9);
      biz_outbox_hold (b->outbox, b->thread, reply);
      biz_outbox_finish_async (b->outbox, NULL, finished_cb, &outcome);
      while (!outcome.ended)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (outcome.done, ==, faults[i] == FAULTY_NONE);
      g_assert_cmpint (outcome.error != NULL, ==, faults[i] != FAULTY_NONE);
      g_clear_error (&outcome.error);
      g_assert_cmpuint (count (b, "Last words"), ==, 1);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (b->outbox)), ==, 0);
    }
  {
    Outcome outcome = { 0 };

    biz_outbox_finish_async (b->outbox, NULL, finished_cb, &outcome);
    while (!outcome.ended)
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (outcome.done);
  }
}

static BizReply *
recover (Bench *b, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_outbox_recover_async (b->outbox, b->thread, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);

  return biz_outbox_recover_finish (b->outbox, result, error);
}

/* As if the program had been killed: the texts are there, the outbox is not. */
static void
crash (Bench *b)
{
  g_object_set_data (G_OBJECT (b->desk.session), "biz-outbox", NULL);
  watch (b);
}

/* Killed within the window it is a draft again; killed behind it the server has it. */
static void
test_recover (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Survives");
  g_autoptr (BizReply) found = NULL;
  g_autoptr (BizReply) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      g_strdup_printf ("\"<1.%s@quittance.invalid>\"", biz_reply_get_mark (reply));

  none = recover (b, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  biz_outbox_hold (b->outbox, b->thread, reply);
  none = recover (b, &error);
  g_assert_null (none);
  crash (b);
  faulty_client_set_fault (b->desk.client, "search_count", FAULTY_NOT_SENT, 9);
  none = recover (b, &error);
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_held (b, "Survives");
  faulty_client_set_fault (b->desk.client, "search_count", FAULTY_NONE, 0);
  found = recover (b, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_cmpstr (biz_reply_get_text (found), ==, "Survives");
  g_assert_true (biz_reply_is_message (found));
  g_assert_cmpstr (biz_reply_get_mark (found), ==, biz_reply_get_mark (reply));
  assert_held (b, "");

  biz_outbox_hold (b->outbox, b->thread, found);
  crash (b);
  json_node_unref (desk_ask (&b->desk, TRUE, "account.move", "message_post",
                             biz_thread_get_id (b->thread), "body", "\"Survives\"", "message_type",
                             "\"comment\"", "message_id", id, NULL));
  none = recover (b, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  assert_held (b, "");
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReply) reply = biz_outbox_recover_finish (BIZ_OUTBOX (source), result, &error);

  (*n)++;
}

static void
cancel_hook (ErpCall *call, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Who asked is gone in the middle: the text is in one of the two places, never in none. */
static void
test_recover_cancelled (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Kept");
  g_autoptr (BizReply) found = NULL;
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) amid = g_cancellable_new ();
  g_autoptr (GCancellable) behind = g_cancellable_new ();
  guint n = 0;

  biz_outbox_hold (b->outbox, b->thread, reply);
  crash (b);
  g_cancellable_cancel (before);
  biz_outbox_recover_async (b->outbox, b->thread, before, count_cb, &n);
  wait_for (b, &n, 1);
  assert_held (b, "Kept");
  faulty_client_set_hook (b->desk.client, "search_count", cancel_hook, amid);
  biz_outbox_recover_async (b->outbox, b->thread, amid, count_cb, &n);
  wait_for (b, &n, 2);
  assert_held (b, "Kept");
  g_assert_null (get_kept (b, "account.move"));

  /* Nobody hears of the end, and it stands there. */
  biz_outbox_recover_async (b->outbox, b->thread, behind, NULL, NULL);
  while (get_kept (b, "account.move") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (behind);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Kept");
  assert_held (b, "");
}

/* Both that were on their way, below what was begun since; a second look makes nothing of it. */
static void
test_recover_joined (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) first = write_reply ("First");
  g_autoptr (BizReply) second = write_reply ("Second");
  g_autoptr (BizPartner) buyer = biz_partner_new (7, "Buyer");
  g_autoptr (BizReply) draft = biz_reply_new ();
  g_autoptr (BizReply) begun = write_reply ("Begun");
  g_autoptr (BizPartner) other = biz_partner_new (8, "Other");
  g_autofree char *more = NULL;
  gboolean is_reply;
  guint n = 0;
  ErpUnsent *unsent = erp_session_get_unsent (b->desk.session);

  biz_reply_add_person (first, buyer);
  biz_outbox_hold (b->outbox, b->thread, first);
  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_NOT_SENT, 9);
  biz_outbox_hold (b->outbox, b->thread, second);
  assert_held (b, "First|Second");
  wait_for (b, &b->n_returned, 1);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "First");
  assert_held (b, "Second");
  biz_reply_add_person (begun, other);
  more = biz_reply_to_more (begun);
  erp_unsent_put (unsent, "account.move", biz_thread_get_id (b->thread), "Begun", TRUE, more);
  crash (b);
  biz_outbox_recover_async (b->outbox, b->thread, NULL, count_cb, &n);
  biz_outbox_recover_async (b->outbox, b->thread, NULL, count_cb, &n);
  wait_for (b, &n, 2);
  assert_held (b, "");
  g_assert_cmpstr (erp_unsent_get (unsent, "account.move", biz_thread_get_id (b->thread),
                                   &is_reply),
                   ==, "Begun\n\nSecond");
  g_assert_true (is_reply);
  biz_reply_take_more (draft,
                       erp_unsent_get_more (unsent, "account.move", biz_thread_get_id (b->thread)));
  g_assert_true (biz_reply_has_person (draft, 8));
  g_assert_cmpstr (biz_reply_get_mark (draft), ==, biz_reply_get_mark (second));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BizNewFile **file = user_data;
  g_autoptr (GError) error = NULL;

  *file = biz_new_file_read_finish (result, &error);
  g_assert_no_error (error);
}

static BizNewFile *
read_file (const char *path)
{
  g_autoptr (GFile) place = g_file_new_for_path (path);
  BizNewFile *file = NULL;

  biz_new_file_read_async (place, NULL, read_cb, &file);
  while (file == NULL)
    g_main_context_iteration (NULL, TRUE);

  return file;
}

/* A reply that is a file alone, and no word: killed in the ten seconds it is there again, and goes
 * with the file. */
static void
test_recover_file (Bench *b, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (BizReply) reply = write_reply ("");
  g_autoptr (BizReply) found = NULL;
  g_autoptr (BizNewFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *domain =
      g_strdup_printf ("[[\"name\",\"=\",\"proof.txt\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT "]]",
                       biz_thread_get_id (b->thread));
  g_autoptr (JsonNode) answer = NULL;

  g_assert_true (g_file_set_contents (path, "proof", -1, NULL));
  file = read_file (path);
  g_list_store_append (biz_reply_get_files (reply), file);
  biz_outbox_hold (b->outbox, b->thread, reply);
  crash (b);
  found = recover (b, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "");
  g_assert_false (biz_reply_is_complete (found));
  biz_reply_read_files (found, NULL);
  while (!biz_reply_is_complete (found))
    g_main_context_iteration (NULL, TRUE);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, found));
  wait_for (b, &b->n_sent, 1);
  g_assert_null (get_kept (b, "account.move"));
  answer = desk_ask (&b->desk, FALSE, "ir.attachment", "search_count", 0, "domain", domain, NULL);
  g_assert_cmpint (json_node_get_int (answer), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
is_sent (Bench *b)
{
  GListModel *jobs = G_LIST_MODEL (b->desk.journal);
  g_autoptr (ErpJob) job = g_list_model_get_item (jobs, 0);

  return job != NULL && erp_job_get_state (job) != ERP_JOB_INTENDED;
}

/* The journal has it: it stays where it is until the end is known, and is no draft meanwhile. */
static void
test_recover_in_journal (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Under way");
  g_autoptr (BizReply) none = NULL;
  g_autoptr (GError) error = NULL;

  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_LATE, 1);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, reply));
  while (!is_sent (b))
    g_main_context_iteration (NULL, TRUE);
  crash (b);
  none = recover (b, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  assert_held (b, "Under way");
  g_assert_null (get_kept (b, "account.move"));
  faulty_client_catch_up (b->desk.client);
  while (erp_journal_get_n_open (b->desk.journal) > 0)
    {
      clock_offset += G_TIME_SPAN_SECOND;
      erp_journal_tick (b->desk.journal);
      g_main_context_iteration (NULL, TRUE);
    }
  none = recover (b, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  assert_held (b, "");
  g_assert_null (get_kept (b, "account.move"));
  g_assert_cmpuint (count (b, "Under way"), ==, 1);
}

/* Its time is over and it was not sent yet: who is first wins. */
static void
test_last_moment (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Just in time");
  BizOutboxItem *item;

  biz_outbox_set_delay (b->outbox, 0);
  item = biz_outbox_hold (b->outbox, b->thread, reply);
  g_assert_cmpuint (biz_outbox_item_get_seconds (item), ==, 0);
  g_assert_true (biz_outbox_take_back (b->outbox, item));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (b->n_sent, ==, 0);
  g_assert_cmpuint (count (b, "Just in time"), ==, 0);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Just in time");
}

typedef struct
{
  Bench *b;
  BizOutboxItem *item;
} Undo;

static void
undo_hook (ErpCall *call, gpointer user_data)
{
  Undo *undo = user_data;

  g_assert_true (biz_reply_is_moving (biz_outbox_item_get_reply (undo->item)));
  g_assert_true (biz_outbox_take_back (undo->b->outbox, undo->item));
  g_assert_false (biz_outbox_take_back (undo->b->outbox, undo->item));
}

/* Taken back while its file travels: nothing is said; sent again it is said once, with it. */
static void
test_stopped (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("With a file");
  g_autoptr (BizReply) back = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new ("proof", 5);
  g_autoptr (BizNewFile) file = biz_new_file_new ("p.txt", bytes);
  Undo undo = { b, NULL };

  g_list_store_append (biz_reply_get_files (reply), file);
  g_assert_cmpfloat (biz_reply_get_fraction (reply), ==, 0);
  undo.item = biz_outbox_hold (b->outbox, b->thread, reply);
  faulty_client_set_hook (b->desk.client, "create", undo_hook, &undo);
  biz_outbox_send_now (b->outbox, undo.item);
  wait_for (b, &b->n_returned, 1);
  g_assert_no_error (b->error);
  g_assert_cmpuint (b->n_sent, ==, 0);
  g_assert_cmpuint (count (b, "With a file"), ==, 0);
  g_assert_cmpuint (erp_journal_get_n_open (b->desk.journal), ==, 0);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "With a file");
  assert_held (b, "");
  back = biz_outbox_steal_returned (b->outbox, "account.move", biz_thread_get_id (b->thread));
  g_assert_true (back == reply);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, reply));
  wait_for (b, &b->n_sent, 1);
  g_assert_cmpfloat (biz_reply_get_fraction (reply), ==, 1);
  g_assert_false (biz_reply_is_moving (reply));
  g_assert_cmpuint (count (b, "With a file"), ==, 1);
}

/* The draft as the composer of a new run finds it. */
static BizReply *
take_draft (Bench *b, const char *text)
{
  BizReply *reply = write_reply (text != NULL ? text : get_kept (b, "account.move"));

  biz_reply_take_more (reply, erp_unsent_get_more (erp_session_get_unsent (b->desk.session),
                                                   "account.move", biz_thread_get_id (b->thread)));

  return reply;
}

static void
send_draft (Bench *b, const char *text)
{
  g_autoptr (BizReply) draft = take_draft (b, text);
  g_autofree char *more = biz_reply_to_more (draft);

  erp_unsent_put (erp_session_get_unsent (b->desk.session), "account.move",
                  biz_thread_get_id (b->thread), biz_reply_get_text (draft), TRUE, more);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, draft));
}

/* Sent again, and again, while nobody knows and when it is known: it is said once. */
static void
test_answer_lost (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Said late");

  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_LATE, 1);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, reply));
  wait_for (b, &b->n_returned, 1);
  g_assert_error (b->error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Said late");
  assert_held (b, "");

  send_draft (b, NULL);
  wait_for (b, &b->n_returned, 2);
  g_assert_error (b->error, ERP_ERROR, ERP_ERROR_CONFLICT);
  send_draft (b, "Said late, with more");
  wait_for (b, &b->n_returned, 3);
  g_assert_error (b->error, ERP_ERROR, ERP_ERROR_CONFLICT);
  faulty_client_catch_up (b->desk.client);
  while (erp_journal_get_n_open (b->desk.journal) > 0)
    {
      clock_offset += G_TIME_SPAN_SECOND;
      erp_journal_tick (b->desk.journal);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (count (b, "Said late"), ==, 1);

  /* Changed since: it is told, and then it is a message of its own. */
  crash (b);
  g_assert_cmpstr (get_kept (b, "account.move"), ==, "Said late, with more");
  send_draft (b, NULL);
  wait_for (b, &b->n_returned, 4);
  g_assert_error (b->error, ERP_ERROR, ERP_ERROR_CONFLICT);
  assert_held (b, "");
  g_assert_cmpuint (count (b, "Said late"), ==, 1);
  send_draft (b, NULL);
  wait_for (b, &b->n_sent, 1);
  g_assert_cmpuint (count (b, "with more"), ==, 1);
  g_assert_cmpuint (count (b, "Said late"), ==, 2);
}

/* The same words: they are on the server, and that is all that was wanted. */
static void
test_said_already (Bench *b, gconstpointer data)
{
  static const gboolean reachable[] = { FALSE, TRUE };
  g_autoptr (BizReply) reply = write_reply ("Said once");

  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_LATE, 1);
  biz_outbox_send_now (b->outbox, biz_outbox_hold (b->outbox, b->thread, reply));
  wait_for (b, &b->n_returned, 1);
  faulty_client_catch_up (b->desk.client);
  while (erp_journal_get_n_open (b->desk.journal) > 0)
    {
      clock_offset += G_TIME_SPAN_SECOND;
      erp_journal_tick (b->desk.journal);
      g_main_context_iteration (NULL, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (reachable); i++)
    {
      crash (b);
      faulty_client_set_fault (b->desk.client, "search_count",
                               reachable[i] ? FAULTY_NONE : FAULTY_NOT_SENT, 9);
      send_draft (b, NULL);
      if (reachable[i])
        wait_for (b, &b->n_sent, 1);
      else
        wait_for (b, &b->n_returned, 2);
    }
  g_assert_null (get_kept (b, "account.move"));
  assert_held (b, "");
  g_assert_cmpuint (count (b, "Said once"), ==, 1);
}

static BizReply *
copy_reply (BizReply *reply)
{
  g_autofree char *more = biz_reply_to_more (reply);
  BizReply *copy = write_reply (biz_reply_get_text (reply));

  biz_reply_take_more (copy, more);

  return copy;
}

/* The same draft is sent from two windows: it waits once, and another text is one of its own. */
static void
test_two_windows (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("From both");
  g_autoptr (BizReply) same = copy_reply (reply);
  g_autoptr (BizReply) other = copy_reply (reply);
  BizOutboxItem *item = biz_outbox_hold (b->outbox, b->thread, reply);

  g_assert_true (biz_outbox_hold (b->outbox, b->thread, same) == item);
  g_assert_cmpuint (biz_outbox_get_n_held (b->outbox), ==, 1);
  assert_held (b, "From both");
  biz_reply_set_text (other, "From one");
  g_assert_true (biz_outbox_hold (b->outbox, b->thread, other) != item);
  g_assert_cmpstr (biz_reply_get_mark (other), !=, biz_reply_get_mark (reply));
  assert_held (b, "From both|From one");
  wait_for (b, &b->n_sent, 1);
  biz_outbox_send_now (b->outbox,
                       biz_outbox_find (b->outbox, "account.move", biz_thread_get_id (b->thread)));
  wait_for (b, &b->n_sent, 2);
  g_assert_cmpuint (count (b, "From both"), ==, 1);
  g_assert_cmpuint (count (b, "From one"), ==, 1);
  assert_held (b, "");
}

typedef struct
{
  guint n;
  guint n_said;
  guint n_refused;
} Said;

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Said *said = user_data;
  g_autoptr (GError) error = NULL;

  if (biz_say_finish (BIZ_THREAD (source), result, &error))
    said->n_said++;
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
    said->n_refused++;
  said->n++;
}

/* While its file travels the journal does not know of it: it is refused all the same. */
static void
test_said_twice (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Once only");
  g_autoptr (BizReply) again = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new ("proof", 5);
  g_autoptr (BizNewFile) file = biz_new_file_new ("p.txt", bytes);
  Said said = { 0 };

  g_list_store_append (biz_reply_get_files (reply), file);
  biz_say_async (b->thread, reply, NULL, said_cb, &said);
  again = copy_reply (reply);
  g_assert_true (biz_reply_was_tried (again));
  biz_say_async (b->thread, again, NULL, said_cb, &said);
  wait_for (b, &said.n, 2);
  g_assert_cmpuint (said.n_said, ==, 1);
  g_assert_cmpuint (said.n_refused, ==, 1);
  g_assert_false (biz_say_is_open (b->thread, reply));
  biz_say_async (b->thread, again, NULL, said_cb, &said);
  wait_for (b, &said.n, 3);
  g_assert_cmpuint (said.n_said, ==, 2);
  g_assert_cmpuint (count (b, "Once only"), ==, 1);
}

static void
hold_hook (ErpCall *call, gpointer user_data)
{
  Bench *b = user_data;
  g_autoptr (BizReply) reply = write_reply ("Sent since");
  g_auto (GStrv) names = erp_unsent_list (erp_session_get_unsent (b->desk.session),
                                          "held/account.move/", biz_thread_get_id (b->thread));

  biz_reply_take_more (reply, erp_unsent_get_more (erp_session_get_unsent (b->desk.session),
                                                   names[0], biz_thread_get_id (b->thread)));
  biz_outbox_hold (b->outbox, b->thread, reply);
}

/* It waits again by the time of the answer: it is no draft beside that. */
static void
test_recover_late (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_reply ("Sent since");
  g_autoptr (BizReply) found = NULL;
  g_autoptr (GError) error = NULL;

  biz_outbox_hold (b->outbox, b->thread, reply);
  crash (b);
  faulty_client_set_hook (b->desk.client, "search_count", hold_hook, b);
  found = recover (b, &error);
  g_assert_no_error (error);
  g_assert_null (found);
  g_assert_null (get_kept (b, "account.move"));
  assert_held (b, "Sent since");
  g_assert_cmpuint (biz_outbox_get_n_held (b->outbox), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Bench *b, gconstpointer data);
  } tests[] = {
    { "goes", test_goes },
    { "taken-back", test_taken_back },
    { "too-late", test_too_late },
    { "second", test_second },
    { "fails", test_fails },
    { "finish", test_finish },
    { "recover", test_recover },
    { "recover-cancelled", test_recover_cancelled },
    { "recover-joined", test_recover_joined },
    { "recover-file", test_recover_file },
    { "recover-in-journal", test_recover_in_journal },
    { "last-moment", test_last_moment },
    { "stopped", test_stopped },
    { "answer-lost", test_answer_lost },
    { "said-already", test_said_already },
    { "two-windows", test_two_windows },
    { "said-twice", test_said_twice },
    { "recover-late", test_recover_late },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz-outbox/%s", tests[i].name);

      g_test_add (path, Bench, GUINT_TO_POINTER (i % 2 == 0 ? 19 : 17), set_up, tests[i].test,
                  tear_down);
    }

  return g_test_run ();
}
