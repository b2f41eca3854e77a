/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-drawer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  GBytes *key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  guint8 key[32];

  memset (key, 7, sizeof key);
  f->folder = g_dir_make_tmp ("drawer-XXXXXX", NULL);
  f->key = g_bytes_new (key, sizeof key);
}

static char *
find_folder (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (f->folder, name, NULL) : NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = find_folder (f);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_bytes_unref (f->key);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (erp_drawer_load_finish (ERP_DRAWER (source), result, &error));
  g_assert_no_error (error);
  *done = TRUE;
}

static void
load (ErpDrawer *drawer)
{
  gboolean done = FALSE;

  erp_drawer_load_async (drawer, NULL, loaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_text (ErpDrawer *drawer, const char *name, const char *wanted)
{
  g_autofree char *text = erp_drawer_get (drawer, name);

  g_assert_cmpstr (text, ==, wanted);
}

static char *
read_only_file (Fixture *f, char **path)
{
  g_autofree char *folder = find_folder (f);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *content = NULL;
  gsize length;

  *path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_true (g_file_get_contents (*path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize)length, "secret"));

  return content;
}

static void
test_lasting (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpDrawer) first = erp_drawer_new (f->folder, f->key, "uuid@server");
  g_autoptr (ErpDrawer) second = erp_drawer_new (f->folder, f->key, "uuid@server");
  g_autoptr (ErpDrawer) third = erp_drawer_new (f->folder, f->key, "uuid@server");
  g_auto (GStrv) names = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  GStatBuf status;

  g_assert_true (erp_drawer_is_lasting (first));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("secret %u", i);

      erp_drawer_put (first, "invoice-1", text);
    }
  erp_drawer_put (first, "invoice-2", "other");
  erp_drawer_remove (first, "invoice-2");
  erp_drawer_flush (first);
  content = read_only_file (f, &path);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  assert_text (second, "invoice-1", NULL);
  /* what is written before the files were read is newer */
  erp_drawer_put (second, "invoice-3", "mine");
  load (second);
  names = erp_drawer_list (second);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  assert_text (second, "invoice-1", "secret 49");
  erp_drawer_remove (second, "invoice-1");
  erp_drawer_remove (second, "invoice-3");
  erp_drawer_flush (second);
  load (third);
  assert_text (third, "invoice-1", NULL);
}

/* Another server, another key, another name, a damaged file: nothing opens, nothing breaks. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpDrawer) first = erp_drawer_new (f->folder, f->key, "uuid@server");
  g_autoptr (ErpDrawer) other = erp_drawer_new (f->folder, f->key, "uuid@elsewhere");
  g_autoptr (ErpDrawer) again = erp_drawer_new (f->folder, f->key, "uuid@server");
  g_autoptr (ErpDrawer) stranger = NULL;
  g_autoptr (GBytes) wrong = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autofree char *moved = NULL;
  guint8 key[32] = { 0 };

  erp_drawer_put (first, "invoice-1", "secret");
  erp_drawer_flush (first);
  load (other);
  assert_text (other, "invoice-1", NULL);
  wrong = g_bytes_new (key, sizeof key);
  stranger = erp_drawer_new (f->folder, wrong, "uuid@server");
  load (stranger);
  assert_text (stranger, "invoice-1", NULL);
  content = read_only_file (f, &path);
  moved = g_strconcat (path, NULL);
  memcpy (strrchr (moved, '1'), "9", 1);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  load (again);
  assert_text (again, "invoice-9", NULL);
  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
  load (again);
  assert_text (again, "invoice-1", NULL);
}

/* Another program, here another drawer at the same place. */
static void
test_taken (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpDrawer) one = erp_drawer_new (f->folder, f->key, "here");
  g_autoptr (ErpDrawer) other = erp_drawer_new (f->folder, f->key, "here");
  g_autoptr (ErpDrawer) elsewhere = erp_drawer_new (f->folder, f->key, "there");

  g_assert_false (erp_drawer_is_taken (one, "invoice-1"));
  g_assert_false (erp_drawer_is_taken (other, "invoice-1"));
  g_assert_true (erp_drawer_take (one, "invoice-1"));
  g_assert_true (erp_drawer_is_taken (one, "invoice-1"));
  g_assert_true (erp_drawer_is_taken (other, "invoice-1"));
  g_assert_false (erp_drawer_take (one, "invoice-1"));
  g_assert_false (erp_drawer_take (other, "invoice-1"));
  /* another text, and another server's of the same name, are free */
  g_assert_false (erp_drawer_is_taken (other, "invoice-2"));
  g_assert_false (erp_drawer_is_taken (elsewhere, "invoice-1"));
  /* given back, it is anybody's, as often as one likes */
  for (guint i = 0; i < 3; i++)
    {
      erp_drawer_give_back (one, "invoice-1");
      g_assert_false (erp_drawer_is_taken (other, "invoice-1"));
      g_assert_true (erp_drawer_take (other, "invoice-1"));
      g_assert_false (erp_drawer_take (one, "invoice-1"));
      erp_drawer_give_back (other, "invoice-1");
      g_assert_true (erp_drawer_take (one, "invoice-1"));
    }
  /* giving back what one does not have changes nothing */
  erp_drawer_give_back (other, "invoice-1");
  g_assert_true (erp_drawer_is_taken (other, "invoice-1"));
  /* a program that ends gives back what it did not */
  g_clear_object (&one);
  g_assert_false (erp_drawer_is_taken (other, "invoice-1"));
  g_assert_true (erp_drawer_take (other, "invoice-1"));
  erp_drawer_give_back (other, "invoice-1");
}

static void
test_taken_in_memory (void)
{
  g_autoptr (ErpDrawer) drawer = erp_drawer_new (NULL, NULL, "memory");

  g_assert_true (erp_drawer_take (drawer, "invoice-1"));
  g_assert_false (erp_drawer_take (drawer, "invoice-1"));
  g_assert_true (erp_drawer_is_taken (drawer, "invoice-1"));
  erp_drawer_give_back (drawer, "invoice-1");
  g_assert_false (erp_drawer_is_taken (drawer, "invoice-1"));
}

static void
test_memory (void)
{
  g_autoptr (ErpDrawer) drawer = erp_drawer_new (NULL, NULL, "x");

  g_assert_false (erp_drawer_is_lasting (drawer));
  erp_drawer_put (drawer, "invoice-1", "text");
  load (drawer);
  assert_text (drawer, "invoice-1", "text");
  erp_drawer_remove (drawer, "invoice-1");
  assert_text (drawer, "invoice-1", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/erp-drawer/lasting", Fixture, NULL, set_up, test_lasting, tear_down);
  g_test_add ("/erp-drawer/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add_func ("/erp-drawer/memory", test_memory);
  g_test_add ("/erp-drawer/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add_func ("/erp-drawer/taken-in-memory", test_taken_in_memory);

  return g_test_run ();
}
