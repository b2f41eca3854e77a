/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-attachment.h"
#include "biz-file-pack.h"
#include "erp-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static BizFilePack *
pack (GBytes *content, const char *name, gint64 max, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);

  return biz_file_pack_new (stream, name, max, NULL, error);
}

/* Of any length: what comes out is what went in, and its sum is the one the server counts. */
static void
test_lengths (void)
{
  static const gsize lengths[] = { 0, 1, 2, 3, 4, 196607, 196608, 196609, 500000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      guchar *data = g_malloc (lengths[i] + 1);
      g_autoptr (GBytes) content = NULL;
      g_autoptr (BizFilePack) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sum = NULL;
      g_autofree char *base64 = NULL;
      gsize n;
      g_autofree guchar *back = NULL;

      for (gsize k = 0; k < lengths[i]; k++)
        data[k] = (guchar)(k * 31 + k / 255);
      content = g_bytes_new_take (data, lengths[i]);
      sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, content);
      file = pack (content, "a.bin", BIZ_ATTACHMENT_MAX_BYTES, &error);
      g_assert_no_error (error);
      g_assert_cmpint (biz_file_pack_get_size (file), ==, (gint64)lengths[i]);
      g_assert_cmpstr (biz_file_pack_get_checksum (file), ==, sum);
      base64 = json_node_dup_string (biz_file_pack_get_content (file));
      back = g_base64_decode (base64, &n);
      g_assert_cmpmem (back, n, g_bytes_get_data (content, NULL), lengths[i]);
      g_assert_null (strchr (base64, '\n'));
    }
}

static void
test_limit (void)
{
  static const struct
  {
    gsize length;
    gint64 max;
    gboolean fits;
  } cases[] = { { 9, 10, TRUE }, { 10, 10, TRUE },         { 11, 10, FALSE },        { 0, 0, TRUE },
                { 1, 0, FALSE }, { 400000, 400000, TRUE }, { 400001, 400000, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *data = g_strnfill (cases[i].length, 'x');
      g_autoptr (GBytes) content = g_bytes_new (data, cases[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilePack) file = pack (content, "../x\u202etxt.exe", cases[i].max, &error);

      g_assert_true ((file != NULL) == cases[i].fits);
      if (cases[i].fits)
        g_assert_null (strstr (biz_file_pack_get_name (file), ".."));
      else
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static BizFilePack *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  biz_file_pack_read_async (file, cancellable, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return biz_file_pack_finish (result, error);
}

/* What cannot be sent is refused in words; a too large one without being read. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *small = g_build_filename (folder, "small.txt", NULL);
  g_autofree char *large = g_build_filename (folder, "large.bin", NULL);
  g_autofree char *none = g_build_filename (folder, "none", NULL);
  const char *const bad[] = { folder, large, none, "/dev/zero" };
  g_autoptr (BizFilePack) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (BizFilePack) nothing = NULL;

  g_assert_true (g_file_set_contents (small, "hello", -1, NULL));
  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, BIZ_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  file = read_file (small, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (biz_file_pack_get_name (file), ==, "small.txt");
  g_assert_cmpstr (biz_file_pack_get_checksum (file), ==,
                   "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autofree char *name = g_path_get_basename (bad[i]);

      g_assert_null (read_file (bad[i], NULL, &reason));
      g_assert_error (reason, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (reason->message, name));
    }
  g_cancellable_cancel (cancelled);
  nothing = read_file (small, cancelled, &error);
  g_assert_null (nothing);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_unlink (small);
  g_unlink (large);
  g_rmdir (folder);
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("hello", 5);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizFilePack) file = NULL;
  g_autoptr (GError) error = NULL;

  biz_file_pack_bytes_async (content, "Picture.png", NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  file = biz_file_pack_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_node_get_string (biz_file_pack_get_content (file)), ==, "aGVsbG8=");
  g_assert_cmpint (biz_file_pack_get_size (file), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-pack/lengths", test_lengths);
  g_test_add_func ("/file-pack/limit", test_limit);
  g_test_add_func ("/file-pack/files", test_files);
  g_test_add_func ("/file-pack/bytes", test_bytes);

  return g_test_run ();
}
