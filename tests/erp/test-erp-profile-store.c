/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Profiles on the disk: nothing of anybody is lost, whoever wrote it. */

#include "erp-profile-store.h"
#include "test-values.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("profiles-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "below", "profiles.ini", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *below = g_path_get_dirname (self->path);
  g_autofree char *damaged = g_strconcat (self->path, ".damaged", NULL);

  g_chmod (below, 0700);
  g_unlink (self->path);
  g_unlink (damaged);
  g_rmdir (below);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static ErpProfile *
add (ErpProfileStore *store, const char *name)
{
  g_autoptr (ErpProfile) profile = erp_profile_new (name, "https://erp.example", "db", "login");
  g_autoptr (GError) error = NULL;

  g_assert_true (erp_profile_store_save (store, profile, &error));
  g_assert_no_error (error);

  return erp_profile_store_find (store, name);
}

static guint
count (ErpProfileStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
write_text (Fixture *self, const char *text)
{
  g_autofree char *below = g_path_get_dirname (self->path);

  g_mkdir_with_parents (below, 0700);
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static char *
read_text (Fixture *self)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));

  return text;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (self->path);
  g_autoptr (ErpProfileStore) again = NULL;
  g_autoptr (GDateTime) ends = g_date_time_new_utc (2027, 1, 2, 3, 4, 5);
  ErpProfile *profile = add (store, "Größe „A“ = b; c\\d");
  ErpProfile *read;
  GStatBuf info;

  g_object_set (profile, "kind", ERP_PROFILE_STAGING, "key-expires", ends, "allow-plain-http", TRUE,
                "pinned-host", "erp.example:443", "server-version", "saas~18.2", NULL);
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  again = erp_profile_store_new (self->path);
  g_assert_cmpuint (count (again), ==, 1);
  read = erp_profile_store_find (again, erp_profile_get_id (profile));
  g_assert_nonnull (read);
  g_assert_cmpstr (erp_profile_get_name (read), ==, "Größe „A“ = b; c\\d");
  g_assert_cmpstr (erp_profile_get_url (read), ==, "https://erp.example");
  g_assert_cmpint (erp_profile_get_kind (read), ==, ERP_PROFILE_STAGING);
  g_assert_true (g_date_time_equal (erp_profile_get_key_expires (read), ends));
  /* nobody else's to read, though no secret is in it */
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static char *
read_first_rows (Fixture *self, const char *name)
{
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (self->path);
  ErpProfile *profile = erp_profile_store_find (store, name);
  char *first_rows = NULL;

  if (profile != NULL)
    g_object_get (profile, "first-rows", &first_rows, NULL);

  return first_rows;
}

/* What a session goes on to learn is on the disk, and a profile that went stays away. */
static void
test_follow (Fixture *self, gconstpointer data)
{
  static const char rows[] = "{\"model\":\"account.move\",\"args\":{\"order\":\"name; id\"}}";
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (self->path);
  g_autoptr (ErpProfile) stranger = erp_profile_new ("Other", "https://o.example", "o", "o");
  g_autoptr (ErpProfile) profile = g_object_ref (add (store, "Ours"));
  g_autofree char *before = NULL;
  g_autofree char *known = NULL;
  g_autofree char *gone = NULL;

  g_object_set (profile, "first-rows", "nobody follows yet", NULL);
  before = read_first_rows (self, "Ours");
  g_assert_null (before);
  erp_profile_store_follow (store, profile);
  erp_profile_store_follow (store, profile);
  erp_profile_store_follow (store, stranger);
  g_object_set (profile, "first-rows", rows, NULL);
  g_object_set (stranger, "first-rows", rows, NULL);
  known = read_first_rows (self, "Ours");
  g_assert_cmpstr (known, ==, rows);
  g_assert_cmpuint (count (store), ==, 1);

  g_assert_true (erp_profile_store_remove (store, profile, NULL));
  g_object_set (profile, "first-rows", "again", NULL);
  gone = read_first_rows (self, "Ours");
  g_assert_null (gone);
}

/* The window and the command line each add one: neither throws the other's away. */
static void
test_two_programs (Fixture *self, gconstpointer data)
{
  g_autoptr (ErpProfileStore) window = erp_profile_store_new (self->path);
  g_autoptr (ErpProfileStore) command = erp_profile_store_new (self->path);
  g_autoptr (ErpProfileStore) third = NULL;
  ErpProfile *ours = add (window, "Window");

  add (command, "Command");
  g_assert_true (erp_profile_store_save (window, ours, NULL));
  third = erp_profile_store_new (self->path);
  g_assert_cmpuint (count (third), ==, 2);
  g_assert_nonnull (erp_profile_store_find (third, "Window"));
  g_assert_nonnull (erp_profile_store_find (third, "Command"));

  g_assert_true (erp_profile_store_remove (window, ours, NULL));
  g_clear_object (&third);
  third = erp_profile_store_new (self->path);
  g_assert_cmpuint (count (third), ==, 1);
  g_assert_nonnull (erp_profile_store_find (third, "Command"));
}

/* A profile of a later version, or one that lacks a line, is not shown and not deleted. */
static void
test_unreadable_group (Fixture *self, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = NULL;
  g_autofree char *text = NULL;

  write_text (self, "# mine\n[half]\nname=Half\nurl=https://x\n"
                    "[whole]\nname=Whole\nurl=https://x\ndatabase=d\nlogin=l\nlater=value\n");
  store = erp_profile_store_new (self->path);
  g_assert_cmpuint (count (store), ==, 1);
  g_assert_nonnull (erp_profile_store_find (store, "whole"));
  add (store, "New");
  text = read_text (self);
  g_assert_nonnull (strstr (text, "[half]"));
  g_assert_nonnull (strstr (text, "name=Half"));
  g_assert_nonnull (strstr (text, "later=value"));
  g_assert_nonnull (strstr (text, "name=New"));
  g_assert_nonnull (strstr (text, "# mine"));
}

/* A file that is none is kept aside before it is replaced. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "this is no key file\n", "[open\nname=x\n", "\377\376\001" };
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ErpProfileStore) store = NULL;
      g_autofree char *kept = NULL;

      write_text (self, texts[i]);
      store = erp_profile_store_new (self->path);
      g_assert_cmpuint (count (store), ==, 0);
      add (store, "First");
      add (store, "Second");
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
      g_clear_object (&store);
      store = erp_profile_store_new (self->path);
      g_assert_cmpuint (count (store), ==, 2);
    }
}

/* The demo company is training, whatever the file says. */
static void
test_demo_is_training (Fixture *self, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = NULL;

  write_text (self, "[a]\nname=A\nurl=http://127.0.0.1:1\ndatabase=d\nlogin=l\nis-demo=true\n"
                    "kind=production\n[b]\nname=B\nurl=https://x\ndatabase=d\nlogin=l\n"
                    "kind=nonsense\nkey-expires=yesterday\n");
  store = erp_profile_store_new (self->path);
  g_assert_cmpint (erp_profile_get_kind (erp_profile_store_find (store, "a")), ==,
                   ERP_PROFILE_TRAINING);
  g_assert_cmpint (erp_profile_get_kind (erp_profile_store_find (store, "b")), ==,
                   ERP_PROFILE_PRODUCTION);
  g_assert_null (erp_profile_get_key_expires (erp_profile_store_find (store, "b")));
}

typedef struct
{
  guint position, removed, added, n;
} Change;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Change *change)
{
  change->position = position;
  change->removed = removed;
  change->added = added;
  change->n++;
}

static void
test_list_model (Fixture *self, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (NULL);
  Change change = { 0 };
  ErpProfile *second;
  g_autoptr (ErpProfile) twin = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (store, "items-changed", G_CALLBACK (changed_cb), &change);
  add (store, "First");
  second = add (store, "Second");
  g_assert_cmpuint (change.n, ==, 2);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  /* the same one again changes nothing, another of its id takes its place */
  g_assert_true (erp_profile_store_save (store, second, &error));
  g_assert_cmpuint (change.n, ==, 2);
  twin = g_object_new (ERP_TYPE_PROFILE, "id", erp_profile_get_id (second), "name", "Twin", "url",
                       "https://x", "database", "d", "login", "l", NULL);
  g_assert_true (erp_profile_store_save (store, twin, &error));
  g_assert_cmpuint (change.n, ==, 3);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  g_assert_true (erp_profile_store_find (store, "Twin") == twin);
  g_assert_cmpuint (count (store), ==, 2);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (store), 2));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (store)) == ERP_TYPE_PROFILE);
  g_assert_true (erp_profile_store_remove (store, erp_profile_store_find (store, "First"), &error));
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (count (store), ==, 1);
  g_assert_null (erp_profile_store_find (store, "First"));
  test_last_unref (&store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/erp/profile-store/round-trip", test_round_trip);
  ADD ("/erp/profile-store/follow", test_follow);
  ADD ("/erp/profile-store/two-programs", test_two_programs);
  ADD ("/erp/profile-store/unreadable-group", test_unreadable_group);
  ADD ("/erp/profile-store/damaged", test_damaged);
  ADD ("/erp/profile-store/demo-is-training", test_demo_is_training);
  ADD ("/erp/profile-store/list-model", test_list_model);
#undef ADD

  return g_test_run ();
}
