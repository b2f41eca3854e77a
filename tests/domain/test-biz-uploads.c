/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-uploads.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Files on their way to an invoice of the demo company of both series. */
typedef struct
{
  DemoDesk desk;
  BizThread *thread;
  BizUploads *uploads;
  guint n_finished;
} Bench;

static void
finished_cb (Bench *b, BizUpload *upload)
{
  g_assert_cmpint (biz_upload_get_state (upload), ==, BIZ_UPLOAD_DONE);
  b->n_finished++;
}

static void
open_bench (Bench *b, guint series)
{
  gint64 id;

  memset (b, 0, sizeof *b);
  desk_open (&b->desk, series, "controller");
  id = desk_make_draft (&b->desk, "out_invoice", "2026-11-20", "100");
  b->thread = biz_thread_new (b->desk.session, "account.move", id, "Draft",
                              erp_capabilities_get_default_company_id (b->desk.capabilities));
  b->uploads = biz_uploads_get (b->desk.session);
  g_assert_true (biz_uploads_get (b->desk.session) == b->uploads);
  g_signal_connect_swapped (b->uploads, "finished", G_CALLBACK (finished_cb), b);
}

static void
close_bench (Bench *b)
{
  g_signal_handlers_disconnect_by_data (b->uploads, b);
  g_clear_object (&b->thread);
  desk_close (&b->desk);
}

static guint
count_where (Bench *b, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&b->desk, FALSE, "ir.attachment", "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

/* On the record. */
static guint
count_there (Bench *b)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "]]",
                       biz_thread_get_id (b->thread));

  return count_where (b, domain);
}

/* What was laid down and not taken up. */
static guint
count_pending (Bench *b)
{
  return count_where (b, "[[\"res_model\",\"=\",\"mail.compose.message\"]]");
}

static BizUpload *
add (Bench *b, const char *name, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return biz_uploads_add_bytes (b->uploads, b->thread, content, name);
}

static guint
count_left (Bench *b)
{
  return g_list_model_get_n_items (G_LIST_MODEL (b->uploads));
}

/* Until nothing moves any more. */
static void
wait_all (Bench *b)
{
  while (biz_uploads_is_busy (b->uploads))
    g_main_context_iteration (NULL, TRUE);
}

/* It arrives as it was, on the record alone, and leaves the list. */
static void
test_plain (gconstpointer data)
{
  Bench b;
  g_autofree char *domain = NULL;

  open_bench (&b, GPOINTER_TO_UINT (data));
  add (&b, "../proof.txt", "hello");
  g_assert_true (biz_uploads_is_busy (b.uploads));
  g_assert_cmpuint (count_left (&b), ==, 1);
  wait_all (&b);
  g_assert_cmpuint (count_left (&b), ==, 0);
  g_assert_cmpuint (b.n_finished, ==, 1);
  g_assert_cmpuint (count_pending (&b), ==, 0);
  domain = g_strdup_printf ("[[\"res_id\",\"=\",%" G_GINT64_FORMAT
                            "],[\"checksum\",\"=\",\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"],"
                            "[\"description\",\"=\",false]]",
                            biz_thread_get_id (b.thread));
  g_assert_cmpuint (count_where (&b, domain), ==, 1);
  close_bench (&b);
}

/* Several, of which two are the same: each content is there once, unless it is wanted twice. */
static void
test_double (gconstpointer data)
{
  Bench b;
  g_autoptr (BizUpload) first = NULL;
  g_autoptr (BizUpload) second = NULL;
  g_autoptr (BizUpload) renamed = NULL;

  open_bench (&b, GPOINTER_TO_UINT (data));
  first = g_object_ref (add (&b, "a.txt", "first"));
  second = g_object_ref (add (&b, "a.txt", "first"));
  add (&b, "b.txt", "second");
  add (&b, "c.txt", "third");
  wait_all (&b);
  /* Whichever was read first. */
  if (biz_upload_get_state (second) == BIZ_UPLOAD_DONE)
    {
      BizUpload *other = g_steal_pointer (&first);

      first = g_steal_pointer (&second);
      second = other;
    }
  g_assert_cmpint (biz_upload_get_state (first), ==, BIZ_UPLOAD_DONE);
  g_assert_cmpint (biz_upload_get_state (second), ==, BIZ_UPLOAD_THERE);
  g_assert_cmpstr (biz_upload_get_other_name (second), ==, "a.txt");
  g_assert_cmpuint (count_there (&b), ==, 3);
  g_assert_cmpuint (count_left (&b), ==, 1);
  biz_uploads_dismiss (b.uploads, second);
  g_assert_cmpuint (count_left (&b), ==, 0);
  renamed = g_object_ref (add (&b, "copy.txt", "first"));
  wait_all (&b);
  g_assert_cmpint (biz_upload_get_state (renamed), ==, BIZ_UPLOAD_THERE);
  biz_uploads_add_anyway (b.uploads, renamed);
  wait_all (&b);
  g_assert_cmpint (biz_upload_get_state (renamed), ==, BIZ_UPLOAD_DONE);
  g_assert_cmpuint (count_there (&b), ==, 4);
  g_assert_cmpuint (b.n_finished, ==, 4);
  g_assert_cmpuint (count_pending (&b), ==, 0);
  close_bench (&b);
}

/* Whatever is lost on the way: started again it is there once, and nothing stays laid down. */
static void
test_faults (gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n_times;
    gboolean fails; /* the first time */
  } cases[] = {
    { "create", FAULTY_NOT_SENT, 1, TRUE },      { "create", FAULTY_LOST_BEFORE, 1, TRUE },
    { "create", FAULTY_LOST_AFTER, 1, TRUE },    { "create", FAULTY_CUT, 1, TRUE },
    { "search_read", FAULTY_NOT_SENT, 1, TRUE }, { "write", FAULTY_LOST_AFTER, 1, FALSE },
    { "write", FAULTY_CUT, 1, FALSE },
  };
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("content %u", i);
      g_autoptr (BizUpload) upload = NULL;

      g_test_message ("%s, %d", cases[i].method, (int)cases[i].fault);
      faulty_client_set_fault (b.desk.client, cases[i].method, cases[i].fault, cases[i].n_times);
      upload = g_object_ref (add (&b, "f.txt", text));
      wait_all (&b);
      faulty_client_set_fault (b.desk.client, NULL, FAULTY_NONE, 0);
      if (cases[i].fails)
        {
          g_assert_cmpint (biz_upload_get_state (upload), ==, BIZ_UPLOAD_FAILED);
          g_assert_nonnull (biz_upload_get_error (upload));
          g_assert_cmpuint (count_there (&b), ==, i);
          biz_uploads_again (b.uploads, upload);
          g_assert_null (biz_upload_get_error (upload));
          wait_all (&b);
        }
      g_assert_cmpint (biz_upload_get_state (upload), ==, BIZ_UPLOAD_DONE);
      g_assert_cmpuint (count_there (&b), ==, i + 1);
      g_assert_cmpuint (count_pending (&b), ==, 0);
    }
  close_bench (&b);
}

/* Too large or no file: refused in words, and the server is never asked. */
static void
test_refused (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *large = g_build_filename (folder, "large.bin", NULL);
  const char *const paths[] = { large, folder };
  Bench b;
  guint n_calls;

  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, BIZ_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  open_bench (&b, GPOINTER_TO_UINT (data));
  n_calls = faulty_client_get_n_calls (b.desk.client);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (BizUpload) upload =
          g_object_ref (biz_uploads_add_file (b.uploads, b.thread, file));

      wait_all (&b);
      g_assert_cmpint (biz_upload_get_state (upload), ==, BIZ_UPLOAD_FAILED);
      g_assert_error (biz_upload_get_error (upload), ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_cmpint (biz_upload_get_size (upload), ==, -1);
      biz_uploads_dismiss (b.uploads, upload);
    }
  g_assert_cmpuint (faulty_client_get_n_calls (b.desk.client), ==, n_calls);
  g_assert_cmpuint (count_left (&b), ==, 0);
  g_unlink (large);
  g_rmdir (folder);
  close_bench (&b);
}

static void
fraction_cb (BizUpload *upload, double *highest)
{
  if (biz_upload_get_state (upload) != BIZ_UPLOAD_SENDING)
    return;
  g_assert_cmpfloat (biz_upload_get_fraction (upload), <=, 1);
  *highest = MAX (*highest, biz_upload_get_fraction (upload));
}

/* A file that was changed between two tries is read anew; how much was sent is told. */
static void
test_changed (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.bin", NULL);
  g_autofree char *before = g_strnfill (300000, 'a');
  g_autofree char *after = g_strnfill (400000, 'b');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BizUpload) upload = NULL;
  double highest = 0;
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  faulty_client_set_fault (b.desk.client, "search_read", FAULTY_NOT_SENT, 1);
  upload = g_object_ref (biz_uploads_add_file (b.uploads, b.thread, file));
  g_signal_connect (upload, "changed", G_CALLBACK (fraction_cb), &highest);
  wait_all (&b);
  g_assert_cmpint (biz_upload_get_size (upload), ==, 300000);
  g_assert_true (g_file_set_contents (path, after, -1, NULL));
  biz_uploads_again (b.uploads, upload);
  wait_all (&b);
  g_assert_cmpuint (count_where (&b, "[[\"file_size\",\"=\",300000]]"), ==, 0);
  g_assert_cmpuint (count_where (&b, "[[\"file_size\",\"=\",400000]]"), ==, 1);
  g_assert_cmpfloat (highest, >, 0.3);
  g_unlink (path);
  g_rmdir (folder);
  close_bench (&b);
}

/* What is given up before it is put to the record never shows there. */
static void
test_dismissed (gconstpointer data)
{
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  biz_uploads_dismiss (b.uploads, add (&b, "no.txt", "not this"));
  g_assert_cmpuint (count_left (&b), ==, 0);
  add (&b, "yes.txt", "this");
  wait_all (&b);
  g_assert_cmpuint (count_there (&b), ==, 1);
  g_assert_cmpuint (b.n_finished, ==, 1);
  close_bench (&b);
}

/* The answer was lost and the program ended: whoever sends the file again, at this computer or at
 * another one, finds it there. Another content of the same name is another file. */
static void
test_elsewhere (gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n_left; /* on the record, when the first program ended */
  } cases[] = {
    { "create", FAULTY_LOST_AFTER, 0 },
    { "write", FAULTY_LOST_BEFORE, 0 },
    { "write", FAULTY_LOST_AFTER, 1 },
  };
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("proof %u", i);
      g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
      g_autoptr (BizUpload) again = NULL;
      g_autoptr (BizThread) thread = NULL;
      const guint n_before = count_there (&b);
      const guint n_laid = count_pending (&b);
      DemoDesk first;

      g_test_message ("%s, %d", cases[i].method, (int)cases[i].fault);
      desk_join (&first, &b.desk, "controller");
      thread = biz_thread_new (first.session, "account.move", biz_thread_get_id (b.thread), "Draft",
                               biz_thread_get_company_id (b.thread));
      faulty_client_set_fault (first.client, cases[i].method, cases[i].fault, 1);
      biz_uploads_add_bytes (biz_uploads_get (first.session), thread, content, "a.txt");
      while (count_pending (&b) == n_laid && count_there (&b) == n_before)
        g_main_context_iteration (NULL, FALSE);
      /* What the program had begun is over when this is answered. */
      for (guint k = 0; k < 20; k++)
        count_pending (&b);
      g_clear_object (&thread);
      desk_close (&first);
      g_assert_cmpuint (count_there (&b), ==, n_before + cases[i].n_left);
      again = g_object_ref (add (&b, "a.txt", text));
      wait_all (&b);
      g_assert_cmpint (biz_upload_get_state (again), ==,
                       cases[i].n_left > 0 ? BIZ_UPLOAD_THERE : BIZ_UPLOAD_DONE);
      g_assert_cmpuint (count_there (&b), ==, n_before + 1);
      if (cases[i].n_left > 0)
        biz_uploads_dismiss (b.uploads, again);
    }
  close_bench (&b);
}

static void
add_both (const char *name, GTestDataFunc func)
{
  static const guint all[] = { 17, 19 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *path = g_strdup_printf ("/uploads/%u/%s", all[i], name);

      g_test_add_data_func (path, GUINT_TO_POINTER (all[i]), func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_both ("plain", test_plain);
  add_both ("double", test_double);
  add_both ("faults", test_faults);
  add_both ("refused", test_refused);
  add_both ("changed", test_changed);
  add_both ("dismissed", test_dismissed);
  add_both ("elsewhere", test_elsewhere);

  return g_test_run ();
}
