/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-auth.h"
#include "demo-fixture.h"
#include "demo-visitor.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static gint64
count_orders (DemoDb *db)
{
  return demo_db_int (db, NULL, "SELECT count(*) FROM x_order", NULL);
}

static gboolean
add_order (DemoDb *db, gint64 partner, GError **error)
{
  return demo_db_insert (db, error,
                         "INSERT INTO x_order (partner_id, company_id, state)"
                         " VALUES (?, 1, 'draft')",
                         "i", partner)
         != 0;
}

/* Readers see what was committed when they began; a writer is in nobody's way. */
static void
test_isolation (void)
{
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  DemoDb *before;
  DemoDb *after;

  fixture_open (&fixture, 19, NULL);
  g_assert_true (add_order (fixture.db, 2, &error));
  before = demo_store_begin (fixture.store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_orders (before), ==, 6);
  g_assert_cmpint (count_orders (fixture.db), ==, 7);
  g_assert_true (demo_store_end (fixture.store, fixture.db, TRUE, TRUE, &error));
  g_assert_cmpint (count_orders (before), ==, 6);
  after = demo_store_begin (fixture.store, FALSE, &error);
  g_assert_cmpint (count_orders (after), ==, 7);
  g_assert_false (add_order (after, 2, &error));
  g_assert_nonnull (error);
  demo_store_end (fixture.store, before, FALSE, TRUE, NULL);
  demo_store_end (fixture.store, after, FALSE, TRUE, NULL);
  fixture.db = demo_store_begin (fixture.store, TRUE, NULL);
  fixture_close (&fixture);
}

/* What is rolled back was never there; what breaks a constraint says so. */
static void
test_refusal (void)
{
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  fixture_open (&fixture, 19, NULL);
  g_assert_false (add_order (fixture.db, 99, &error));
  g_assert_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_true (add_order (fixture.db, 2, &error));
  g_assert_true (demo_store_end (fixture.store, fixture.db, TRUE, FALSE, &error));
  fixture.db = demo_store_begin (fixture.store, TRUE, &error);
  g_assert_cmpint (count_orders (fixture.db), ==, 6);
  /* A deferred constraint is checked by the commit itself. */
  g_assert_true (demo_db_script (fixture.db,
                                 "CREATE TABLE late (id INTEGER REFERENCES x_tag (id)"
                                 " DEFERRABLE INITIALLY DEFERRED); INSERT INTO late VALUES (99)",
                                 &error));
  g_assert_false (demo_store_end (fixture.store, fixture.db, TRUE, TRUE, &error));
  g_assert_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION);
  fixture.db = demo_store_begin (fixture.store, TRUE, NULL);
  fixture_close (&fixture);
}

static gpointer
write_thread (gpointer data)
{
  DemoStore *store = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;
      DemoDb *db = demo_store_begin (store, TRUE, &error);
      gint64 sum;

      g_assert_no_error (error);
      sum = demo_db_int (db, NULL, "SELECT count FROM x_order WHERE id = 1", NULL);
      demo_db_exec (db, &error, "UPDATE x_order SET count = ? WHERE id = 1", "i", sum + 1);
      g_assert_no_error (error);
      g_assert_true (demo_store_end (store, db, TRUE, TRUE, &error));
    }
  return NULL;
}

/* Nobody's addition is lost. */
static void
test_writers (void)
{
  GThread *threads[4];
  Fixture fixture;

  fixture_open (&fixture, 19, NULL);
  demo_store_end (fixture.store, fixture.db, TRUE, TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_thread, fixture.store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  fixture.db = demo_store_begin (fixture.store, TRUE, NULL);
  g_assert_cmpint (demo_db_int (fixture.db, NULL, "SELECT count FROM x_order WHERE id = 1", NULL),
                   ==, 201);
  fixture_close (&fixture);
}

/* The file is its owner's alone, keeps keys and records, and is not taken for another's. */
static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("demo-file-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *file = g_build_filename (inner, "demo.sqlite", NULL);
  g_autofree char *key = NULL;
  g_autoptr (DemoRegistry) registry = NULL;
  g_autoptr (DemoStore) store = NULL;
  g_autoptr (GError) error = NULL;
  DemoSeedOptions options = { 0, 1, "2026-11-22" };
  GStatBuf status;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (DemoServer) server = fixture_start_server (19, file);
      Visitor visitor;

      visitor_open (&visitor, server, "clerk");
      if (round == 0)
        key = g_strdup (visitor.account->key);
      g_assert_cmpstr (visitor.account->key, ==, key);
      visitor_assert (visitor_json2 (&visitor, "x.order/create",
                                     "{'vals_list': [{'partner_id': 2}]}"),
                      round == 0 ? "200 [7]" : "200 [8]");
      visitor_close (&visitor);
    }
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (inner, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  registry = demo_registry_new (fixture_models + 1, fixture_groups, 19, NULL);
  g_assert_null (registry);
  registry = demo_registry_new (demo_company_models, demo_company_groups, 19, &error);
  g_assert_no_error (error);
  store = demo_store_open (file, registry, fixture_seed, &options, FIXTURE_NOW, &error);
  g_assert_null (store);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_unlink (file);
  g_rmdir (inner);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/store/isolation", test_isolation);
  g_test_add_func ("/demo/store/refusal", test_refusal);
  g_test_add_func ("/demo/store/writers", test_writers);
  g_test_add_func ("/demo/store/file", test_file);
  return g_test_run ();
}
