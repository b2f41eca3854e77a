/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-bin.h"
#include "biz-file-change.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* Files of an invoice of the demo company: thrown away, taken back, called something else. */
typedef struct
{
  DemoDesk desk;
  BizThread *thread;
  BizFileBin *bin;
  guint n_deleted;
  guint n_failed;
} Bench;

static void
deleted_cb (Bench *b, const char *model, gint64 id)
{
  g_assert_cmpstr (model, ==, "account.move");
  g_assert_cmpint (id, ==, biz_thread_get_id (b->thread));
  b->n_deleted++;
}

static void
failed_cb (Bench *b, const char *model, gint64 id, const char *name, const GError *error)
{
  g_assert_cmpstr (name, ==, "proof.txt");
  g_assert_nonnull (error);
  b->n_failed++;
}

static void
load (Bench *b)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_thread_load_async (b->thread, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);
  biz_thread_load_finish (b->thread, result, &error);
  g_assert_no_error (error);
}

static void
open_bench (Bench *b, guint series)
{
  g_autofree char *values = NULL;
  gint64 id;

  memset (b, 0, sizeof *b);
  desk_open (&b->desk, series, "controller");
  id = desk_make_draft (&b->desk, "out_invoice", "2026-11-20", "100");
  values = g_strdup_printf ("[{\"name\":\"proof.txt\",\"datas\":\"aGVsbG8=\",\"res_model\":"
                            "\"account.move\",\"res_id\":%" G_GINT64_FORMAT "}]",
                            id);
  json_node_unref (
      desk_ask (&b->desk, TRUE, "ir.attachment", "create", 0, "vals_list", values, NULL));
  b->thread = biz_thread_new (b->desk.session, "account.move", id, "Draft",
                              erp_capabilities_get_default_company_id (b->desk.capabilities));
  load (b);
  b->bin = biz_file_bin_get (b->desk.session);
  g_signal_connect_swapped (b->bin, "deleted", G_CALLBACK (deleted_cb), b);
  g_signal_connect_swapped (b->bin, "failed", G_CALLBACK (failed_cb), b);
}

static void
close_bench (Bench *b)
{
  g_signal_handlers_disconnect_by_data (b->bin, b);
  g_clear_object (&b->thread);
  desk_close (&b->desk);
}

static BizAttachment *
get_file (Bench *b)
{
  g_autoptr (BizAttachment) file = g_list_model_get_item (biz_thread_get_files (b->thread), 0);

  g_assert_nonnull (file);

  return file;
}

static guint
count (Bench *b)
{
  load (b);

  return g_list_model_get_n_items (biz_thread_get_files (b->thread));
}

/* Taken back in time, nothing was sent; afterwards it is gone, once. */
static void
test_throw (gconstpointer data)
{
  Bench b;
  gint64 id;
  guint n_calls;

  open_bench (&b, GPOINTER_TO_UINT (data));
  id = biz_attachment_get_id (get_file (&b));
  g_assert_false (biz_file_bin_has (b.bin, id));
  g_assert_false (biz_file_bin_take_back (b.bin, id));
  n_calls = faulty_client_get_n_calls (b.desk.client);
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  g_assert_true (biz_file_bin_has (b.bin, id));
  g_assert_cmpuint (biz_file_bin_get_seconds (b.bin, id), ==, BIZ_FILE_BIN_DELAY_MS / 1000);
  g_assert_true (biz_file_bin_take_back (b.bin, id));
  g_assert_false (biz_file_bin_has (b.bin, id));
  g_assert_cmpuint (faulty_client_get_n_calls (b.desk.client), ==, n_calls);
  biz_file_bin_set_delay (b.bin, 20);
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  while (b.n_deleted == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (biz_file_bin_has (b.bin, id));
  g_assert_cmpuint (count (&b), ==, 0);
  g_assert_cmpuint (b.n_deleted, ==, 1);
  g_assert_cmpuint (b.n_failed, ==, 0);
  close_bench (&b);
}

/* What is being deleted cannot be taken back; what a colleague deleted before is told. */
static void
test_failed (gconstpointer data)
{
  Bench b;
  gint64 id;

  open_bench (&b, GPOINTER_TO_UINT (data));
  id = biz_attachment_get_id (get_file (&b));
  biz_file_bin_set_delay (b.bin, 1);
  json_node_unref (desk_ask (&b.desk, TRUE, "ir.attachment", "unlink", id, NULL));
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  while (biz_file_bin_get_seconds (b.bin, id) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (biz_file_bin_take_back (b.bin, id));
  while (b.n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (biz_file_bin_has (b.bin, id));
  g_assert_cmpuint (count (&b), ==, 0);
  close_bench (&b);
}

/* Taken back at the last moment and thrown away once more: the time begins anew, and until it is
 * over nothing is sent. */
static void
test_last_moment (gconstpointer data)
{
  Bench b;
  gint64 id;
  guint n_calls;

  open_bench (&b, GPOINTER_TO_UINT (data));
  id = biz_attachment_get_id (get_file (&b));
  n_calls = faulty_client_get_n_calls (b.desk.client);
  biz_file_bin_set_delay (b.bin, 30);
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  while (biz_file_bin_get_seconds (b.bin, id) > 0)
    ;
  /* Its time is over, and its deletion has not begun: the person was faster. */
  g_assert_true (biz_file_bin_take_back (b.bin, id));
  biz_file_bin_set_delay (b.bin, BIZ_FILE_BIN_DELAY_MS);
  biz_file_bin_throw (b.bin, b.thread, get_file (&b));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (biz_file_bin_get_seconds (b.bin, id), ==, BIZ_FILE_BIN_DELAY_MS / 1000);
  g_assert_cmpuint (faulty_client_get_n_calls (b.desk.client), ==, n_calls);
  g_assert_true (biz_file_bin_take_back (b.bin, id));
  g_assert_cmpuint (count (&b), ==, 1);
  close_bench (&b);
}

/* The program ends while it could be taken back: the file stays. */
static void
test_ends (gconstpointer data)
{
  Bench b;
  DemoDesk other;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *domain = NULL;

  open_bench (&b, GPOINTER_TO_UINT (data));
  desk_join (&other, &b.desk, "controller");
  domain = g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]",
                            biz_attachment_get_id (get_file (&b)));
  biz_file_bin_throw (biz_file_bin_get (other.session), b.thread, get_file (&b));
  desk_close (&other);
  answer = desk_ask (&b.desk, FALSE, "ir.attachment", "search_count", 0, "domain", domain, NULL);
  g_assert_cmpint (json_node_get_int (answer), ==, 1);
  close_bench (&b);
}

static void
test_make_name (void)
{
  static const struct
  {
    const char *name;
    const char *before;
    const char *after;
  } cases[] = {
    { "Contract", "scan.pdf", "Contract.pdf" },
    { "Contract.docx", "scan.pdf", "Contract.docx" },
    { "  x  ", "scan.pdf", "x.pdf" },
    { "", "scan.pdf", "scan.pdf" },
    { "   ", "scan.pdf", "scan.pdf" },
    { "plain", "noending", "plain" },
    { "x", ".hidden", "x" },
    { "x", "a.thisisnoendingatall", "x" },
    { "../../etc/passwd", "a.txt", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = biz_file_change_make_name (cases[i].name, cases[i].before);

      if (cases[i].after != NULL)
        g_assert_cmpstr (name, ==, cases[i].after);
      else
        g_assert_null (strchr (name, '/'));
    }
}

static void
finish (Bench *b)
{
  g_autoptr (GAsyncResult) result = desk_wait (&b->desk);
  g_autoptr (GError) error = NULL;

  biz_file_change_finish (b->thread, result, &error);
  g_assert_no_error (error);
}

/* The name and what it is are the server's: whoever loads the record sees them. */
static void
test_change (gconstpointer data)
{
  g_autoptr (GDate) until = g_date_new_dmy (31, G_DATE_JANUARY, 2027);
  g_autoptr (BizFileMark) mark = biz_file_mark_new ("certificate", until);
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  biz_file_change_name_async (b.thread, get_file (&b), "Proof of insurance", desk_cb, &b.desk);
  finish (&b);
  load (&b);
  g_assert_cmpstr (biz_attachment_get_name (get_file (&b)), ==, "Proof of insurance.txt");
  g_assert_null (biz_attachment_get_mark (get_file (&b)));
  biz_file_change_mark_async (b.thread, get_file (&b), mark, desk_cb, &b.desk);
  finish (&b);
  load (&b);
  g_assert_cmpstr (biz_file_mark_get_kind (biz_attachment_get_mark (get_file (&b))), ==,
                   "certificate");
  g_assert_cmpint (
      g_date_compare (biz_file_mark_get_until (biz_attachment_get_mark (get_file (&b))), until), ==,
      0);
  biz_file_change_mark_async (b.thread, get_file (&b), NULL, desk_cb, &b.desk);
  finish (&b);
  load (&b);
  g_assert_null (biz_attachment_get_mark (get_file (&b)));
  close_bench (&b);
}

static void
add_both (const char *name, GTestDataFunc func)
{
  static const guint all[] = { 17, 19 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file-bin/%u/%s", all[i], name);

      g_test_add_data_func (path, GUINT_TO_POINTER (all[i]), func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-bin/make-name", test_make_name);
  add_both ("throw", test_throw);
  add_both ("failed", test_failed);
  add_both ("last-moment", test_last_moment);
  add_both ("ends", test_ends);
  add_both ("change", test_change);

  return g_test_run ();
}
