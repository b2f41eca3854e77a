/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-new-file.h"

#include "biz-attachment.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gstdio.h>
#include <unistd.h>

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
  f->path = g_build_filename (f->folder, "Angebot ß.pdf", NULL);
  f->file = g_file_new_for_path (f->path);
  g_assert_true (g_file_set_contents (f->path, "as it was", -1, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->path);
  g_rmdir (f->folder);
  g_clear_object (&f->file);
  g_free (f->path);
  g_free (f->folder);
}

typedef struct
{
  BizNewFile *file;
  GError *error;
} Outcome;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->file = biz_new_file_read_finish (result, &outcome->error);
}

static void
wait_for (Outcome *outcome)
{
  while (outcome->file == NULL && outcome->error == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static BizNewFile *
read_file (Fixture *f)
{
  Outcome outcome = { NULL, NULL };

  biz_new_file_read_async (f->file, NULL, read_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);

  return outcome.file;
}

static BizNewFile *
read_again (BizNewFile *kept)
{
  Outcome outcome = { NULL, NULL };

  biz_new_file_read_again_async (kept, NULL, read_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);

  return outcome.file;
}

/* As a draft keeps it. */
static BizNewFile *
keep (BizNewFile *file)
{
  gsize room = BIZ_NEW_FILE_MAX_KEPT;
  g_autoptr (JsonNode) node = biz_new_file_to_json (file, &room);
  g_autofree char *text = erp_json_to_string (node);
  g_autoptr (JsonNode) again = erp_json_literal (text);

  return biz_new_file_new_from_json (again);
}

/* What the content becomes while the program is not there, and what is told then. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *content; /* NULL: it is gone */
    gboolean is_folder;
    BizNewFileState state;
  } cases[] = {
    { "as it was", FALSE, BIZ_NEW_FILE_READY },
    { "as it is!", FALSE, BIZ_NEW_FILE_CHANGED },
    { "longer than it was", FALSE, BIZ_NEW_FILE_CHANGED },
    { "", FALSE, BIZ_NEW_FILE_CHANGED },
    { NULL, FALSE, BIZ_NEW_FILE_GONE },
    { NULL, TRUE, BIZ_NEW_FILE_CHANGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizNewFile) file = NULL;
      g_autoptr (BizNewFile) kept = NULL;
      g_autoptr (BizNewFile) now = NULL;

      g_assert_true (g_file_set_contents (f->path, "as it was", -1, NULL));
      file = read_file (f);
      g_assert_cmpint (biz_new_file_get_state (file), ==, BIZ_NEW_FILE_READY);
      g_assert_cmpstr (biz_new_file_get_name (file), ==, "Angebot ß.pdf");
      kept = keep (file);
      g_assert_cmpint (biz_new_file_get_state (kept), ==, BIZ_NEW_FILE_KEPT);
      g_assert_null (biz_new_file_get_content (kept));
      g_assert_true (biz_new_file_is_same (kept, file));
      g_unlink (f->path);
      if (cases[i].content != NULL)
        g_assert_true (g_file_set_contents (f->path, cases[i].content, -1, NULL));
      if (cases[i].is_folder)
        g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
      now = read_again (kept);
      g_assert_cmpint (biz_new_file_get_state (now), ==, cases[i].state);
      g_assert_true ((biz_new_file_get_content (now) != NULL)
                     == (cases[i].state == BIZ_NEW_FILE_READY));
      g_assert_cmpstr (biz_new_file_get_name (now), ==, "Angebot ß.pdf");
      if (cases[i].state != BIZ_NEW_FILE_READY)
        {
          g_autoptr (BizNewFile) again = keep (now);

          /* It may be another one tomorrow. */
          g_assert_cmpint (biz_new_file_get_state (again), ==, BIZ_NEW_FILE_KEPT);
          g_assert_true (biz_new_file_is_same (again, file));
        }
      if (cases[i].is_folder)
        g_rmdir (f->path);
    }
}

/* Killed while it was read for the first time: whatever is in it. */
static void
test_chosen (Fixture *f, gconstpointer data)
{
  g_autoptr (BizNewFile) chosen = biz_new_file_new_chosen (f->file);
  g_autoptr (BizNewFile) kept = keep (chosen);
  g_autoptr (BizNewFile) now = NULL;
  g_autoptr (BizNewFile) gone = NULL;

  g_assert_cmpint (biz_new_file_get_state (kept), ==, BIZ_NEW_FILE_KEPT);
  g_assert_cmpint (biz_new_file_get_size (kept), ==, -1);
  now = read_again (kept);
  g_assert_cmpint (biz_new_file_get_state (now), ==, BIZ_NEW_FILE_READY);
  g_assert_cmpint (biz_new_file_get_size (now), ==, 9);
  g_unlink (f->path);
  gone = read_again (kept);
  g_assert_cmpint (biz_new_file_get_state (gone), ==, BIZ_NEW_FILE_GONE);
}

/* What is no file is kept whole, while there is room. */
static void
test_room (void)
{
  static const struct
  {
    gsize sizes[3];
    BizNewFileState states[3];
  } cases[] = {
    { { 1, 2, 3 }, { BIZ_NEW_FILE_READY, BIZ_NEW_FILE_READY, BIZ_NEW_FILE_READY } },
    { { BIZ_NEW_FILE_MAX_KEPT, 1, 2 },
      { BIZ_NEW_FILE_READY, BIZ_NEW_FILE_NAMED, BIZ_NEW_FILE_NAMED } },
    { { BIZ_NEW_FILE_MAX_KEPT + 1, BIZ_NEW_FILE_MAX_KEPT - 1, 1 },
      { BIZ_NEW_FILE_NAMED, BIZ_NEW_FILE_READY, BIZ_NEW_FILE_READY } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize room = BIZ_NEW_FILE_MAX_KEPT;

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr (GBytes) bytes =
              g_bytes_new_take (g_malloc0 (cases[i].sizes[j]), cases[i].sizes[j]);
          g_autoptr (BizNewFile) file = biz_new_file_new ("a.png", bytes);
          g_autoptr (JsonNode) node = biz_new_file_to_json (file, &room);
          g_autoptr (BizNewFile) back = biz_new_file_new_from_json (node);

          g_assert_cmpint (biz_new_file_get_state (back), ==, cases[i].states[j]);
          if (cases[i].states[j] == BIZ_NEW_FILE_READY)
            g_assert_true (g_bytes_equal (biz_new_file_get_content (back), bytes));
        }
    }
}

static void
test_damaged (void)
{
  static const struct
  {
    const char *json;
    gboolean is_file;
    BizNewFileState state;
  } cases[] = {
    { "5", FALSE, 0 },
    { "null", FALSE, 0 },
    { "\"a.txt\"", FALSE, 0 },
    { "[]", FALSE, 0 },
    { "{}", FALSE, 0 },
    { "{\"name\":7}", FALSE, 0 },
    { "{\"name\":\"a.txt\"}", TRUE, BIZ_NEW_FILE_NAMED },
    { "{\"name\":\"a.txt\",\"uri\":5,\"sum\":{},\"size\":\"x\"}", TRUE, BIZ_NEW_FILE_NAMED },
    { "{\"name\":\"a.txt\",\"uri\":\"nonsense\",\"sum\":\"zz\"}", TRUE, BIZ_NEW_FILE_KEPT },
    { "{\"name\":\"a.txt\",\"data\":\"!!\"}", TRUE, BIZ_NEW_FILE_READY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (BizNewFile) file = biz_new_file_new_from_json (node);

      g_assert_cmpint (file != NULL, ==, cases[i].is_file);
      if (file == NULL)
        continue;
      g_assert_cmpint (biz_new_file_get_state (file), ==, cases[i].state);
      if (cases[i].state == BIZ_NEW_FILE_KEPT)
        {
          g_autoptr (BizNewFile) now = read_again (file);

          g_assert_cmpint (biz_new_file_get_state (now), ==, BIZ_NEW_FILE_GONE);
        }
    }
}

/* What cannot be sent fails with words, and is not read. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { ".", "missing.txt", "large.bin", "empty.txt" };
  g_autofree char *large = g_build_filename (f->folder, "large.bin", NULL);
  g_autofree char *empty = g_build_filename (f->folder, "empty.txt", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome stopped = { NULL, NULL };

  g_assert_true (g_file_set_contents (large, "x", 1, NULL));
  g_assert_cmpint (truncate (large, BIZ_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      Outcome outcome = { NULL, NULL };

      biz_new_file_read_async (file, NULL, read_cb, &outcome);
      wait_for (&outcome);
      g_assert_error (outcome.error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_clear_error (&outcome.error);
    }
  g_cancellable_cancel (cancellable);
  biz_new_file_read_async (f->file, cancellable, read_cb, &stopped);
  wait_for (&stopped);
  g_assert_error (stopped.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&stopped.error);
  g_unlink (large);
  g_unlink (empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/biz-new-file/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/biz-new-file/chosen", Fixture, NULL, set_up, test_chosen, tear_down);
  g_test_add_func ("/biz-new-file/room", test_room);
  g_test_add_func ("/biz-new-file/damaged", test_damaged);
  g_test_add ("/biz-new-file/refused", Fixture, NULL, set_up, test_refused, tear_down);

  return g_test_run ();
}
