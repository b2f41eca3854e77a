/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of 45 MB, the largest that is sent, put to an invoice of a demo company in a process of
 * its own: read, hashed, encoded, sent and answered, from the disk, as what was pasted, and with a
 * note. How long it takes, how long the main loop is held at most (see loop-watch.h) and how much
 * memory it takes at its peak. Prints medians; judges nothing. With --quick it is 5 MB, once.
 */

#include "app-demo.h"
#include "app-support.h"
#include "biz-job-kinds.h"
#include "biz-reply.h"
#include "biz-uploads.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"
#include "erp-session.h"
#include "loop-watch.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MB (1024 * 1024)
#define QUICK_BYTES (5 * MB)
#define MAX_ROUNDS 5

typedef struct
{
  BizUploads *uploads;
  BizThread *thread; /* (owned) */
  gsize n_bytes;
  guint n_rounds;
  guint n_finished;
} Bench;

typedef struct
{
  double took[MAX_ROUNDS];  /* ms */
  double wall[MAX_ROUNDS];  /* ms */
  double own[MAX_ROUNDS];   /* ms */
  double grown[MAX_ROUNDS]; /* MB, at the peak */
} Row;

/* KiB; 0 where the kernel does not say. */
static gint64
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);

  return line != NULL ? g_ascii_strtoll (line + strlen (name), NULL, 10) : 0;
}

/* The peak from now on. */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static void
finished_cb (Bench *bench, BizUpload *upload)
{
  bench->n_finished++;
}

/* Never the same twice: what the record has already would not be sent. */
static GBytes *
make_content (Bench *bench)
{
  guint32 *data = g_malloc (bench->n_bytes);
  guint32 word = g_random_int ();

  for (gsize i = 0; i < bench->n_bytes / sizeof *data; i++)
    {
      word = word * 1664525u + 1013904223u;
      data[i] = word;
    }

  return g_bytes_new_take (data, bench->n_bytes);
}

static void
write_content (Bench *bench, const char *path)
{
  g_autoptr (GBytes) content = make_content (bench);
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);

  g_file_set_contents (path, data, (gssize)size, &error);
  g_assert_no_error (error);
}

static void
begin (Row *row, guint round)
{
  forget_peak ();
  row->grown[round] = (double)read_status ("VmRSS:");
  row->took[round] = (double)g_get_monotonic_time ();
  loop_watch_begin ();
}

static void
end (Row *row, guint round)
{
  gint64 wall, own;

  loop_watch_end (&wall, &own);
  row->took[round] = ((double)g_get_monotonic_time () - row->took[round]) / 1000;
  row->wall[round] = (double)wall / 1000;
  row->own[round] = (double)own / 1000;
  row->grown[round] = ((double)read_status ("VmHWM:") - row->grown[round]) / 1024;
}

static void
send (Bench *bench, GFile *file, Row *row, guint round)
{
  g_autoptr (GBytes) content = file == NULL ? make_content (bench) : NULL;
  const guint n_before = bench->n_finished;

  begin (row, round);
  if (file != NULL)
    biz_uploads_add_file (bench->uploads, bench->thread, file);
  else
    biz_uploads_add_bytes (bench->uploads, bench->thread, content, "pasted.bin");
  while (biz_uploads_is_busy (bench->uploads))
    g_main_context_iteration (NULL, TRUE);
  end (row, round);
  g_assert_cmpuint (bench->n_finished, ==, n_before + 1);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  g_assert_no_error (error);
  bench->n_finished++;
}

static void
say (Bench *bench, Row *row, guint round)
{
  g_autoptr (GBytes) content = make_content (bench);
  g_autoptr (BizNewFile) file = biz_new_file_new ("proof.bin", content);
  g_autoptr (BizReply) reply = biz_reply_new ();
  const guint n_before = bench->n_finished;

  biz_reply_set_text (reply, "See the file.");
  g_list_store_append (biz_reply_get_files (reply), file);
  begin (row, round);
  biz_thread_post_async (bench->thread, reply, NULL, said_cb, bench);
  while (bench->n_finished == n_before)
    g_main_context_iteration (NULL, TRUE);
  end (row, round);
}

static int
compare (const void *a, const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

static void
report (Bench *bench, const char *name, double *values, const char *unit)
{
  qsort (values, bench->n_rounds, sizeof *values, compare);
  g_print ("  %-34s median %7.1f %s (%.1f-%.1f, n=%u)\n", name, values[bench->n_rounds / 2], unit,
           values[0], values[bench->n_rounds - 1], bench->n_rounds);
}

static void
measure (Bench *bench, const char *name, const char *path, gboolean is_message)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  Row row;

  for (guint i = 0; i < bench->n_rounds; i++)
    {
      if (path != NULL)
        write_content (bench, path);
      if (is_message)
        say (bench, &row, i);
      else
        send (bench, file, &row, i);
    }
  g_print ("%s: %.0f MB\n", name, (double)bench->n_bytes / MB);
  report (bench, "from the choice to the record", row.took, "ms");
  report (bench, "the main loop held at most", row.wall, "ms");
  report (bench, "the same on a machine of its own", row.own, "ms");
  report (bench, "memory at the peak, more by", row.grown, "MB");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(JsonNode **)user_data = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static BizThread *
find_record (ErpSession *session)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "search");
  g_autoptr (JsonNode) domain = erp_json_literal ("[[\"move_type\",\"=\",\"out_invoice\"]]");
  JsonNode *found = NULL;
  BizThread *thread;

  erp_call_take_arg (call, "domain", g_steal_pointer (&domain));
  erp_call_set_arg_int (call, "limit", 1);
  erp_client_call_async (erp_session_get_client (session), call, NULL, found_cb, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  thread = biz_thread_new (session, "account.move",
                           json_array_get_int_element (json_node_get_array (found), 0), "Bench", 0);
  json_node_unref (found);

  return thread;
}

int
main (int argc, char *argv[])
{
  const gboolean quick = argc > 1 && strcmp (argv[1], "--quick") == 0;
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.bin", NULL);
  g_autoptr (ErpSession) session = NULL;
  Bench bench = { 0 };
  AppDemo *demo;
  int n_known = 1;

  display_test_init (&n_known, &argv);
  bench.n_bytes = quick ? QUICK_BYTES : BIZ_ATTACHMENT_MAX_BYTES;
  bench.n_rounds = quick ? 1 : MAX_ROUNDS;
  demo = app_support_start_demo ();
  session = app_support_sign_in (demo, "controller");
  biz_job_kinds_register (erp_session_get_journal (session));
  bench.thread = find_record (session);
  bench.uploads = biz_uploads_get (session);
  g_signal_connect_swapped (bench.uploads, "finished", G_CALLBACK (finished_cb), &bench);
  measure (&bench, "from the disk", path, FALSE);
  measure (&bench, "as pasted", NULL, FALSE);
  measure (&bench, "with a note", NULL, TRUE);
  g_signal_handlers_disconnect_by_data (bench.uploads, &bench);
  g_clear_object (&bench.thread);
  g_clear_object (&session);
  g_object_unref (demo);
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
