/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-message-files.h"
#include "biz-reply.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-json.h"

#include <string.h>

/* Notes with files on an invoice of the demo company of both series. */
typedef struct
{
  DemoDesk desk;
  BizThread *thread;
} Bench;

static void
set_up (Bench *b, gconstpointer data)
{
  gint64 id;

  desk_share (&b->desk, GPOINTER_TO_UINT (data), "controller");
  id = desk_make_draft (&b->desk, "out_invoice", "2026-11-20", "100");
  b->thread = biz_thread_new (b->desk.session, "account.move", id, "Draft",
                              erp_capabilities_get_default_company_id (b->desk.capabilities));
}

static void
tear_down (Bench *b, gconstpointer data)
{
  g_clear_object (&b->thread);
  desk_close (&b->desk);
}

static void
add_file (BizReply *reply, const char *name, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (BizNewFile) file = biz_new_file_new (name, content);

  g_list_store_append (biz_reply_get_files (reply), file);
}

static BizReply *
write_note (const char *text)
{
  BizReply *reply = biz_reply_new ();

  biz_reply_set_text (reply, text);
  biz_reply_set_is_message (reply, FALSE);

  return reply;
}

/* (transfer full) (nullable): why it was not posted */
static GError *
post (Bench *b, BizReply *reply)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ErpJob) job = NULL;
  GError *error = NULL;

  biz_thread_post_async (b->thread, reply, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);
  job = biz_thread_job_finish (b->thread, result, &error);
  g_assert_true ((job != NULL) == (error == NULL));

  return error;
}

static void
assert_posted (Bench *b, BizReply *reply)
{
  g_autoptr (GError) error = post (b, reply);

  g_assert_no_error (error);
}

static guint
count_where (Bench *b, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&b->desk, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static guint
count_files (Bench *b, const char *sum)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"checksum\",\"=\",\"%s\"],[\"description\",\"=\",false]]",
                       biz_thread_get_id (b->thread), sum);

  return count_where (b, "ir.attachment", domain);
}

static guint
count_notes (Bench *b, BizReply *reply)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"message_id\",\"ilike\",\"%s\"]]", biz_reply_get_mark (reply));

  return count_where (b, "mail.message", domain);
}

/* "hello" */
#define HELLO "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"
/* "world" */
#define WORLD "7c211433f02071597741e6ff5a8ea34789abbf43"

static void
test_plain (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_note ("See both");

  add_file (reply, "../a.txt", "hello");
  add_file (reply, "b.txt", "world");
  assert_posted (b, reply);
  g_assert_cmpuint (count_notes (b, reply), ==, 1);
  g_assert_cmpuint (count_files (b, HELLO), ==, 1);
  g_assert_cmpuint (count_files (b, WORLD), ==, 1);
}

/* One that is still being read: nothing is said, and it can be sent when it is there. */
static void
test_unread (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_note ("See it");
  g_autoptr (BizNewFile) unread = biz_new_file_new_named ("a.txt");
  g_autoptr (GError) error = NULL;

  add_file (reply, "b.txt", "world");
  g_list_store_append (biz_reply_get_files (reply), unread);
  error = post (b, reply);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_false (biz_reply_is_moving (reply));
  g_assert_cmpuint (count_notes (b, reply), ==, 0);
  g_list_store_remove (biz_reply_get_files (reply), 1);
  add_file (reply, "a.txt", "hello");
  assert_posted (b, reply);
  g_assert_cmpuint (count_notes (b, reply), ==, 1);
  g_assert_cmpuint (count_files (b, HELLO), ==, 1);
  g_assert_cmpuint (count_files (b, WORLD), ==, 1);
}

/* Whatever is lost on the way: posted at the end, the note is there once, with its file once. */
static void
test_faults (Bench *b, gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n_times;
    gboolean fails; /* the first time */
  } cases[] = {
    { "create", FAULTY_NOT_SENT, 1, FALSE },  { "create", FAULTY_LOST_AFTER, 2, FALSE },
    { "create", FAULTY_CUT, 1, FALSE },       { "create", FAULTY_NOT_SENT, 3, TRUE },
    { "create", FAULTY_LOST_AFTER, 3, TRUE }, { "message_post", FAULTY_LOST_AFTER, 1, FALSE },
    { "message_post", FAULTY_CUT, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("content %u", i);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
      g_autoptr (BizReply) reply = write_note ("See the file");
      g_autoptr (GError) error = NULL;

      g_test_message ("%s, %d", cases[i].method, (int)cases[i].fault);
      add_file (reply, "a.txt", text);
      faulty_client_set_fault (b->desk.client, cases[i].method, cases[i].fault, cases[i].n_times);
      error = post (b, reply);
      faulty_client_set_fault (b->desk.client, NULL, FAULTY_NONE, 0);
      if (cases[i].fails)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
          g_assert_cmpuint (count_notes (b, reply), ==, 0);
          assert_posted (b, reply);
        }
      else
        {
          g_assert_no_error (error);
        }
      g_assert_cmpuint (count_notes (b, reply), ==, 1);
      g_assert_cmpuint (count_files (b, sum), ==, 1);
    }
}

typedef struct
{
  GError *errors[2];
  guint n;
} Both;

static void
both_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Both *both = user_data;
  g_autoptr (ErpJob) job =
      biz_thread_job_finish (BIZ_THREAD (source), result, &both->errors[both->n]);

  both->n++;
}

/* A second time while its files are on their way: it is posted once. */
static void
test_twice (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_note ("Only once");
  Both both = { 0 };

  add_file (reply, "a.txt", "hello");
  biz_thread_post_async (b->thread, reply, NULL, both_cb, &both);
  biz_thread_post_async (b->thread, reply, NULL, both_cb, &both);
  while (both.n < 2)
    g_main_context_iteration (NULL, TRUE);
  /* Whichever ended first. */
  g_assert_true ((both.errors[0] == NULL) != (both.errors[1] == NULL));
  for (guint i = 0; i < 2; i++)
    if (both.errors[i] != NULL)
      g_assert_error (both.errors[i], ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_error (&both.errors[0]);
  g_clear_error (&both.errors[1]);
  g_assert_cmpuint (count_notes (b, reply), ==, 1);
  g_assert_cmpuint (count_files (b, HELLO), ==, 1);
}

/* While it is not known whether it was posted, the same is refused: its files keep their ids, or
 * it would not be seen to be the same. */
static void
test_unknown (Bench *b, gconstpointer data)
{
  g_autoptr (BizReply) reply = write_note ("Perhaps");
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  add_file (reply, "a.txt", "hello");
  faulty_client_set_fault (b->desk.client, "message_post", FAULTY_LATE, 1);
  first = post (b, reply);
  g_assert_error (first, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  second = post (b, reply);
  g_assert_error (second, ERP_ERROR, ERP_ERROR_CONFLICT);
  faulty_client_catch_up (b->desk.client);
  g_assert_cmpuint (count_notes (b, reply), ==, 1);
  g_assert_cmpuint (count_files (b, HELLO), ==, 1);
}

/* What was laid down does not travel again, unless the server refused the message: perhaps it has
 * cleared the file away. */
static void
test_kept (Bench *b, gconstpointer data)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
    gboolean is_kept;
  } cases[] = {
    { erp_error_quark, ERP_ERROR_UNREACHABLE, TRUE },
    { erp_error_quark, ERP_ERROR_UNKNOWN_OUTCOME, TRUE },
    { erp_error_quark, ERP_ERROR_TIMEOUT, TRUE },
    { erp_error_quark, ERP_ERROR_CONFLICT, TRUE },
    { g_io_error_quark, G_IO_ERROR_CANCELLED, TRUE },
    { erp_error_quark, ERP_ERROR_MISSING, FALSE },
    { erp_error_quark, ERP_ERROR_ACCESS, FALSE },
    { erp_error_quark, ERP_ERROR_VALIDATION, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizReply) reply = write_note ("x");
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain (), cases[i].code, "no");
      GListModel *files = G_LIST_MODEL (biz_reply_get_files (reply));
      g_autoptr (BizNewFile) file = NULL;

      add_file (reply, "a.txt", "x");
      file = g_list_model_get_item (files, 0);
      biz_new_file_set_server_id (file, 7);
      biz_message_files_note_error (files, error);
      g_assert_cmpint (biz_new_file_get_server_id (file), ==, cases[i].is_kept ? 7 : 0);
    }
}

static void
add_both (const char *name, void (*test) (Bench *b, gconstpointer data))
{
  static const guint all[] = { 17, 19 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *path = g_strdup_printf ("/message-files/%u/%s", all[i], name);

      g_test_add (path, Bench, GUINT_TO_POINTER (all[i]), set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add_both ("plain", test_plain);
  add_both ("unread", test_unread);
  add_both ("faults", test_faults);
  add_both ("twice", test_twice);
  add_both ("unknown", test_unknown);
  add_both ("kept", test_kept);
  status = g_test_run ();
  desk_end_shared ();

  return status;
}
