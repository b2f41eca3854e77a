/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-profile-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sub", "profiles.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *sub = g_path_get_dirname (fixture->path);

  g_remove (fixture->path);
  g_remove (aside);
  g_rmdir (sub);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (fixture->path);
  g_autoptr (ErpProfileStore) again = NULL;
  g_autoptr (ErpProfile) profile =
      erp_profile_new ("Müller; [x]\nline", "https://erp.example.com", "db", "anna");
  g_autoptr (GDateTime) expires = g_date_time_new_utc (2027, 2, 20, 10, 0, 0);
  g_autofree char *host = NULL;
  ErpProfile *found;
  GStatBuf status;

  g_object_set (profile, "kind", ERP_PROFILE_STAGING, "key-expires", expires, "pinned-host", "h:1",
                NULL);
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  again = erp_profile_store_new (fixture->path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  found = erp_profile_store_find (again, "Müller; [x]\nline");
  g_assert_nonnull (found);
  g_assert_true (found == erp_profile_store_find (again, erp_profile_get_id (profile)));
  g_assert_cmpstr (erp_profile_get_url (found), ==, "https://erp.example.com");
  g_assert_cmpstr (erp_profile_get_database (found), ==, "db");
  g_assert_cmpstr (erp_profile_get_login (found), ==, "anna");
  g_assert_cmpint (erp_profile_get_kind (found), ==, ERP_PROFILE_STAGING);
  g_assert_true (g_date_time_equal (erp_profile_get_key_expires (found), expires));
  g_object_get (found, "pinned-host", &host, NULL);
  g_assert_cmpstr (host, ==, "h:1");

  g_assert_true (erp_profile_store_remove (again, found, NULL));
  g_clear_object (&store);
  store = erp_profile_store_new (fixture->path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
}

static void
test_save_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpProfileStore) store = erp_profile_store_new (NULL);
  g_autoptr (ErpProfile) profile = erp_profile_new ("a", "https://x", "db", "l");
  g_autoptr (ErpProfile) same = g_object_new (ERP_TYPE_PROFILE, "id", erp_profile_get_id (profile),
                                              "name", "b", "url", "https://y", NULL);

  g_assert_true (erp_profile_store_save (store, profile, NULL));
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  g_assert_true (erp_profile_store_save (store, same, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  g_assert_true (erp_profile_store_find (store, "b") == same);
}

static void
test_demo_is_training (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Demo", "http://127.0.0.1:1", "demo", "x");

  g_object_set (profile, "is-demo", TRUE, "kind", ERP_PROFILE_PRODUCTION, NULL);
  g_assert_cmpint (erp_profile_get_kind (profile), ==, ERP_PROFILE_TRAINING);
}

static void
test_damaged_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname (fixture->path);
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (ErpProfile) profile = erp_profile_new ("a", "https://x", "db", "l");
  g_autoptr (ErpProfileStore) store = NULL;

  g_mkdir (sub, 0700);
  g_assert_true (g_file_set_contents (fixture->path, "not a key file", -1, NULL));
  store = erp_profile_store_new (fixture->path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  g_assert_true (erp_profile_store_save (store, profile, NULL));
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "not a key file");
}

static void
test_incomplete_is_skipped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname (fixture->path);
  g_autoptr (ErpProfileStore) store = NULL;

  g_mkdir (sub, 0700);
  g_assert_true (g_file_set_contents (fixture->path,
                                      "[1]\nname=only\n[2]\nname=n\nurl=u\ndatabase=d\nlogin=l\n"
                                      "kind=nonsense\nkey-expires=never\n",
                                      -1, NULL));
  store = erp_profile_store_new (fixture->path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  g_assert_null (erp_profile_get_key_expires (erp_profile_store_find (store, "2")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/erp/profile/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("save-replaces", test_save_replaces);
  ADD ("demo-is-training", test_demo_is_training);
  ADD ("damaged-is-kept", test_damaged_is_kept);
  ADD ("incomplete-is-skipped", test_incomplete_is_skipped);
  return g_test_run ();
}
