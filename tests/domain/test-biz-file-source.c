/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-source.h"
#include "erp-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 1000

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "proof.txt", NULL);
  f->file = g_file_new_for_path (f->path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_clear_object (&f->file);
  g_free (f->path);
  g_free (f->folder);
}

static void
fill (Fixture *f, gsize n)
{
  g_autofree char *text = g_strnfill (n, 'x');

  g_assert_true (g_file_set_contents (f->path, text, (gssize)n, NULL));
}

/* As a program that writes into its file, which stays the same file. */
static void
append (Fixture *f, const char *text)
{
  g_autoptr (GFileOutputStream) stream = g_file_append_to (f->file, G_FILE_CREATE_NONE, NULL, NULL);

  g_assert_true (
      g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, NULL));
}

/* What is no file to be sent is refused before anything is read, in words that name it; a pipe is
 * not even opened, where nobody would ever answer. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *what;
    gssize size; /* -1: none is made */
    const char *word;
  } cases[] = {
    { "missing", -1, "cannot be read" }, { "folder", -1, "folder" },
    { "pipe", -1, "no ordinary" },       { "empty", 0, "empty" },
    { "large", MOST + 1, "larger" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizFileSource *source;

      if (g_str_equal (cases[i].what, "folder"))
        g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
      else if (g_str_equal (cases[i].what, "pipe"))
        g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
      else if (cases[i].size >= 0)
        fill (f, (gsize)cases[i].size);
      source = biz_file_source_open (f->file, "proof.txt", MOST, NULL, &error);
      g_assert_null (source);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, "proof.txt"));
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_remove (f->path);
    }
}

static void
test_read (Fixture *f, gconstpointer data)
{
  static const gsize sizes[] = { 1, 2, MOST - 1, MOST };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BizFileSource) source = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      fill (f, sizes[i]);
      source = biz_file_source_open (f->file, "proof.txt", MOST, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (biz_file_source_get_size (source), ==, (gint64)sizes[i]);
      bytes = biz_file_source_read (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizes[i]);
    }
}

/* Half of what somebody still writes does not pass for the file, however it changed. */
static void
test_changed (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = { "grows", "shrinks", "becomes empty", "is written over" };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (BizFileSource) source = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      fill (f, 100);
      source = biz_file_source_open (f->file, "proof.txt", MOST, NULL, &error);
      g_assert_no_error (error);
      if (i == 0)
        append (f, "more");
      else if (i == 1)
        g_assert_cmpint (truncate (f->path, 50), ==, 0);
      else if (i == 2)
        g_assert_cmpint (truncate (f->path, 0), ==, 0);
      else
        {
          /* The same length at another time. */
          g_assert_true (g_file_set_attribute_uint64 (f->file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                      1700000000, G_FILE_QUERY_INFO_NONE, NULL,
                                                      &error));
          g_assert_no_error (error);
        }
      bytes = biz_file_source_read (source, NULL, &error);
      g_assert_null (bytes);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, "was changed while it was read"));
    }
}

static void
test_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BizFileSource *source;

  fill (f, 10);
  g_cancellable_cancel (cancelled);
  source = biz_file_source_open (f->file, "proof.txt", MOST, cancelled, &error);
  g_assert_null (source);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/file-source/refused", test_refused },
    { "/file-source/read", test_read },
    { "/file-source/changed", test_changed },
    { "/file-source/stopped", test_stopped },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
