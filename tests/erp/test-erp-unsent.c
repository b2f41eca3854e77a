/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-unsent.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static GBytes *
key_of (guint8 value)
{
  guint8 data[32];

  memset (data, value, sizeof data);
  return g_bytes_new (data, sizeof data);
}

typedef struct
{
  char *folder;
  GBytes *key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  f->key = key_of (3);
}

static char *
only_file (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_null (name != NULL ? g_dir_read_name (dir) : NULL);
  return name != NULL ? g_build_filename (f->folder, name, NULL) : NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *path = only_file (f);

  if (path != NULL)
    g_unlink (path);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_bytes_unref (f->key);
}

static void
assert_text (ErpUnsent *unsent, gint64 id, const char *text, gboolean is_reply)
{
  gboolean reply = TRUE;

  g_assert_cmpstr (erp_unsent_get (unsent, "account.move", id, &reply), ==, text);
  g_assert_cmpint (reply, ==, is_reply);
}

/* The program ends without a word: what was flushed is there, sealed, for the owner alone. */
static void
test_outlives (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) first = erp_unsent_new (f->folder, f->key, "here");
  g_autoptr (ErpUnsent) second = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize length;
  struct stat info;

  g_assert_true (erp_unsent_get_persistent (first));
  erp_unsent_set (first, "account.move", 1, "Dear Müller,\nsecret", TRUE);
  erp_unsent_set (first, "account.move", 2, "a note", FALSE);
  erp_unsent_set (first, "account.move", 3, "gone", FALSE);
  erp_unsent_set (first, "account.move", 3, "", FALSE);
  erp_unsent_put (first, "account.move", 1, "Dear Müller,\nsecret", TRUE, "{\"seen\":4}");
  erp_unsent_set (first, "account.move", 1, "Dear Müller,\nsecret", TRUE);
  erp_unsent_flush (first);

  path = only_file (f);
  g_assert_nonnull (path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize)length, "secret"));

  second = erp_unsent_new (f->folder, f->key, "here");
  g_assert_cmpuint (erp_unsent_count (second), ==, 2);
  assert_text (second, 1, "Dear Müller,\nsecret", TRUE);
  assert_text (second, 2, "a note", FALSE);
  assert_text (second, 3, NULL, FALSE);
  g_assert_cmpstr (erp_unsent_get_more (second, "account.move", 1), ==, "{\"seen\":4}");
  g_assert_null (erp_unsent_get_more (second, "account.move", 2));
  g_assert_null (erp_unsent_get_more (second, "account.move", 3));
  erp_unsent_set (second, "account.move", 1, "changed", TRUE);
  g_assert_cmpstr (erp_unsent_get_more (second, "account.move", 1), ==, "{\"seen\":4}");
  erp_unsent_set (second, "account.move", 1, NULL, TRUE);
  g_assert_null (erp_unsent_get_more (second, "account.move", 1));
}

/* Two sessions of the same person are one; another person's, and another key, are not. */
static void
test_open (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) other_key = key_of (4);
  ErpUnsent *first = erp_unsent_open (f->folder, f->key, "here");
  g_autoptr (ErpUnsent) second = erp_unsent_open (f->folder, f->key, "here");
  g_autoptr (ErpUnsent) other = erp_unsent_open (f->folder, f->key, "there");
  g_autoptr (ErpUnsent) locked = erp_unsent_open (f->folder, NULL, "here");
  g_autoptr (ErpUnsent) changed = erp_unsent_open (f->folder, other_key, "here");
  g_autoptr (ErpUnsent) later = NULL;

  g_assert_true (first == second);
  g_assert_true (other != first && locked != first && changed != first);
  erp_unsent_set (first, "account.move", 1, "from one", FALSE);
  erp_unsent_set (second, "account.move", 2, "from the other", FALSE);
  assert_text (other, 1, NULL, FALSE);
  assert_text (locked, 1, NULL, FALSE);
  g_object_unref (first);
  erp_unsent_flush (second);
  g_clear_object (&second);
  later = erp_unsent_open (f->folder, f->key, "here");
  assert_text (later, 1, "from one", FALSE);
  assert_text (later, 2, "from the other", FALSE);
}

/* One that is too large does not take the others with it. */
static void
test_large (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) first = erp_unsent_new (f->folder, f->key, "here");
  g_autoptr (ErpUnsent) second = NULL;
  g_autoptr (ErpUnsent) memory = erp_unsent_new (NULL, NULL, "here");
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'x');
  g_autofree char *fits = g_strnfill (1024 * 1024, '\"');

  erp_unsent_set (first, "account.move", 1, large, TRUE);
  erp_unsent_set (first, "account.move", 2, fits, TRUE);
  erp_unsent_set (first, "account.move", 3, "small", TRUE);
  g_assert_false (erp_unsent_is_kept (first, "account.move", 1));
  g_assert_true (erp_unsent_is_kept (first, "account.move", 2));
  g_assert_true (erp_unsent_is_kept (first, "account.move", 4));
  g_assert_false (erp_unsent_is_kept (memory, "account.move", 3));
  erp_unsent_flush (first);
  second = erp_unsent_new (f->folder, f->key, "here");
  assert_text (first, 1, large, TRUE);
  assert_text (second, 1, NULL, FALSE);
  assert_text (second, 2, fits, TRUE);
  assert_text (second, 3, "small", TRUE);
}

static void
changed_cb (ErpUnsent *unsent, const char *model, gint64 id, GString *log)
{
  g_string_append_printf (log, "%s:%d ", model, (int)id);
}

/* A text may be empty when something goes with it; who watches hears of each change, and of none
 * that is none. */
static void
test_put (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) first = erp_unsent_new (f->folder, f->key, "here");
  g_autoptr (ErpUnsent) second = NULL;
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (first, "changed", G_CALLBACK (changed_cb), log);
  erp_unsent_put (first, "a", 1, "", TRUE, "files");
  erp_unsent_put (first, "a", 1, "", TRUE, "files");
  erp_unsent_put (first, "a", 1, "", TRUE, "other files");
  erp_unsent_set (first, "b", 1, "text", FALSE);
  erp_unsent_set (first, "b", 1, "text", FALSE);
  erp_unsent_set (first, "b", 2, NULL, FALSE);
  erp_unsent_set (first, "b", 1, NULL, FALSE);
  g_assert_cmpstr (log->str, ==, "a:1 a:1 b:1 b:1 ");
  erp_unsent_flush (first);
  second = erp_unsent_new (f->folder, f->key, "here");
  assert_text (second, 1, NULL, FALSE);
  {
    gboolean is_reply = FALSE;

    g_assert_cmpstr (erp_unsent_get (second, "a", 1, &is_reply), ==, "");
    g_assert_true (is_reply);
  }
  g_assert_cmpstr (erp_unsent_get_more (second, "a", 1), ==, "other files");
}

/* In the order in which they were written, those of the record alone. */
static void
test_list (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *prefix;
    gint64 id;
    const char *models;
  } cases[] = {
    { "held/m/", 1, "held/m/b held/m/a" },
    { "held/m/", 11, "held/m/c" },
    { "held/n/", 1, "" },
    { "held/m/", 2, "" },
    { "", 1, "held/m/b held/m/a m" },
  };
  g_autoptr (ErpUnsent) unsent = erp_unsent_new (NULL, NULL, "here");
  static const struct
  {
    const char *model;
    gint64 id;
  } texts[] = { { "held/m/b", 1 }, { "held/m/a", 1 }, { "held/m/c", 11 }, { "m", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const gint64 now = g_get_real_time ();

      erp_unsent_set (unsent, texts[i].model, texts[i].id, "x", FALSE);
      while (g_get_real_time () == now)
        g_thread_yield ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) found = erp_unsent_list (unsent, cases[i].prefix, cases[i].id);
      g_autofree char *models = g_strjoinv (" ", found);

      g_assert_cmpstr (models, ==, cases[i].models);
    }
}

static void
test_pause_writes (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) unsent = erp_unsent_new (f->folder, f->key, "here");
  g_autofree char *path = NULL;
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  erp_unsent_set (unsent, "account.move", 1, "typed", FALSE);
  while (path == NULL && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      path = only_file (f);
    }
  g_assert_nonnull (path);
}

/* The last text goes: so does the file. */
static void
test_nothing_left (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) unsent = erp_unsent_new (f->folder, f->key, "here");
  g_autofree char *path = NULL;

  erp_unsent_set (unsent, "account.move", 1, "x", FALSE);
  erp_unsent_flush (unsent);
  erp_unsent_set (unsent, "account.move", 1, NULL, FALSE);
  erp_unsent_flush (unsent);
  path = only_file (f);
  g_assert_null (path);
}

/* Another key, another user, or a damaged file: it begins empty, and does not fail. */
static void
test_not_opened (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) other = key_of (4);
  g_autofree char *path = NULL;

  {
    g_autoptr (ErpUnsent) unsent = erp_unsent_new (f->folder, f->key, "here");

    erp_unsent_set (unsent, "account.move", 1, "x", FALSE);
  }
  {
    g_autoptr (ErpUnsent) stranger = erp_unsent_new (f->folder, other, "here");
    g_autoptr (ErpUnsent) elsewhere = erp_unsent_new (f->folder, f->key, "there");

    g_assert_cmpuint (erp_unsent_count (stranger), ==, 0);
    g_assert_cmpuint (erp_unsent_count (elsewhere), ==, 0);
  }
  path = only_file (f);
  g_assert_nonnull (path);
  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
  {
    g_autoptr (ErpUnsent) unsent = erp_unsent_new (f->folder, f->key, "here");

    g_assert_cmpuint (erp_unsent_count (unsent), ==, 0);
    erp_unsent_set (unsent, "account.move", 1, "again", FALSE);
    assert_text (unsent, 1, "again", FALSE);
  }
}

static void
test_in_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) no_key = erp_unsent_new (f->folder, NULL, "here");
  g_autoptr (ErpUnsent) no_folder = erp_unsent_new (NULL, f->key, "here");
  g_autofree char *path = NULL;

  g_assert_false (erp_unsent_get_persistent (no_key));
  g_assert_false (erp_unsent_get_persistent (no_folder));
  erp_unsent_set (no_key, "account.move", 1, "x", TRUE);
  assert_text (no_key, 1, "x", TRUE);
  erp_unsent_flush (no_key);
  path = only_file (f);
  g_assert_null (path);
}

static void
test_oldest_goes (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpUnsent) unsent = erp_unsent_new (NULL, NULL, "here");

  for (gint64 id = 1; id <= 250; id++)
    erp_unsent_set (unsent, "account.move", id, "x", FALSE);
  g_assert_cmpuint (erp_unsent_count (unsent), ==, 200);
  assert_text (unsent, 250, "x", FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/erp/unsent/outlives", Fixture, NULL, set_up, test_outlives, tear_down);
  g_test_add ("/erp/unsent/put", Fixture, NULL, set_up, test_put, tear_down);
  g_test_add ("/erp/unsent/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/erp/unsent/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add ("/erp/unsent/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/erp/unsent/pause-writes", Fixture, NULL, set_up, test_pause_writes, tear_down);
  g_test_add ("/erp/unsent/nothing-left", Fixture, NULL, set_up, test_nothing_left, tear_down);
  g_test_add ("/erp/unsent/not-opened", Fixture, NULL, set_up, test_not_opened, tear_down);
  g_test_add ("/erp/unsent/in-memory", Fixture, NULL, set_up, test_in_memory, tear_down);
  g_test_add ("/erp/unsent/oldest-goes", Fixture, NULL, set_up, test_oldest_goes, tear_down);

  return g_test_run ();
}
