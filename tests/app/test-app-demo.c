/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "display-test.h"
#include "erp-error.h"
#include "erp-profile.h"

#include <glib/gstdio.h>

typedef struct
{
  gboolean done;
  GError *error;
} Wait;

static gboolean
is_done (gpointer user_data)
{
  return ((Wait *)user_data)->done;
}

static gboolean
is_ended (gpointer user_data)
{
  return !app_demo_get_running (user_data);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  app_demo_start_finish (APP_DEMO (source), result, &wait->error);
  wait->done = TRUE;
}

static void
reset_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  app_demo_reset_finish (APP_DEMO (source), result, &wait->error);
  wait->done = TRUE;
}

static void
test_roles (void)
{
  static const char *const roles[] = { "controller", "credit", "agent", "manager" };
  g_autoptr (AppDemo) demo = app_support_start_demo ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (ErpProfile) profile = app_demo_dup_profile (demo, roles[i]);

      g_assert_true (erp_profile_get_is_demo (profile));
      g_assert_cmpint (erp_profile_get_kind (profile), ==, ERP_PROFILE_TRAINING);
      g_assert_true (g_str_has_prefix (erp_profile_get_url (profile), "http://127.0.0.1:"));
      g_assert_cmpuint (strlen (app_demo_get_key (demo, roles[i])), >=, 20);
    }
  g_assert_null (app_demo_dup_profile (demo, "nobody"));
  g_assert_null (app_demo_get_key (demo, "nobody"));
}

/* Two windows ask at once: one server. */
static void
test_started_once (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-demo-XXXXXX", NULL);
  g_autoptr (AppDemo) demo = app_demo_new (folder, NULL);
  g_autoptr (ErpProfile) before = NULL;
  g_autoptr (ErpProfile) after = NULL;
  Wait first = { 0 }, second = { 0 }, third = { 0 };

  app_demo_start_async (demo, NULL, started_cb, &first);
  app_demo_start_async (demo, NULL, started_cb, &second);
  app_support_wait (is_done, &first);
  app_support_wait (is_done, &second);
  g_assert_no_error (first.error);
  g_assert_no_error (second.error);
  before = app_demo_dup_profile (demo, "controller");
  app_demo_start_async (demo, NULL, started_cb, &third);
  app_support_wait (is_done, &third);
  after = app_demo_dup_profile (demo, "controller");
  g_assert_cmpstr (erp_profile_get_url (before), ==, erp_profile_get_url (after));
}

static void
test_stop (void)
{
  g_autoptr (AppDemo) demo = app_support_start_demo ();

  app_demo_stop (demo);
  g_assert_false (app_demo_get_running (demo));
  g_assert_null (app_demo_get_key (demo, "controller"));
}

static void
test_reset (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-demo-XXXXXX", NULL);
  g_autofree char *other = g_build_filename (folder, "mine.txt", NULL);
  g_autofree char *data = g_build_filename (folder, "demo.sqlite", NULL);
  g_autoptr (AppDemo) demo = app_demo_new (folder, NULL);
  g_autofree char *old_key = NULL;
  Wait start = { 0 }, reset = { 0 };

  g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
  app_demo_start_async (demo, NULL, started_cb, &start);
  app_support_wait (is_done, &start);
  g_assert_no_error (start.error);
  old_key = g_strdup (app_demo_get_key (demo, "controller"));
  app_demo_reset_async (demo, NULL, reset_cb, &reset);
  app_support_wait (is_done, &reset);
  g_assert_no_error (reset.error);
  g_assert_true (app_demo_get_running (demo));
  g_assert_cmpstr (app_demo_get_key (demo, "controller"), !=, old_key);
  g_assert_true (g_file_test (data, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
expect_failure (const char *script, int code)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-demo-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "server", NULL);
  g_autoptr (AppDemo) demo = app_demo_new (folder, program);
  Wait wait = { 0 };

  if (script != NULL)
    {
      g_assert_true (g_file_set_contents (program, script, -1, NULL));
      g_assert_cmpint (g_chmod (program, 0700), ==, 0);
    }
  app_demo_start_async (demo, NULL, started_cb, &wait);
  app_support_wait (is_done, &wait);
  g_assert_nonnull (wait.error);
  if (code >= 0)
    g_assert_error (wait.error, ERP_ERROR, code);
  g_assert_false (app_demo_get_running (demo));
  g_error_free (wait.error);
}

static void
test_no_program (void)
{
  expect_failure (NULL, -1);
}

static void
test_ends_at_once (void)
{
  expect_failure ("#!/bin/sh\nexit 1\n", ERP_ERROR_SERVER);
}

static void
test_speaks_nonsense (void)
{
  expect_failure ("#!/bin/sh\necho hello\nread line\n", ERP_ERROR_PROTOCOL);
  expect_failure ("#!/bin/sh\necho '{\"url\":\"http://127.0.0.1:1\",\"database\":\"x\"}'\nread l\n",
                  ERP_ERROR_PROTOCOL);
}

/* A server that dies is seen, and can be started again. */
static void
test_dies (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-demo-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "server", NULL);
  g_autoptr (AppDemo) demo = app_demo_new (folder, program);
  Wait wait = { 0 };

  g_assert_true (g_file_set_contents (
      program,
      "#!/bin/sh\n"
      "echo '{\"url\":\"http://127.0.0.1:1\",\"database\":\"x\",\"users\":[]}'\nexit 0\n",
      -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  app_demo_start_async (demo, NULL, started_cb, &wait);
  app_support_wait (is_done, &wait);
  app_support_wait (is_ended, demo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/demo/roles", test_roles);
  g_test_add_func ("/app/demo/started-once", test_started_once);
  g_test_add_func ("/app/demo/stop", test_stop);
  g_test_add_func ("/app/demo/reset", test_reset);
  g_test_add_func ("/app/demo/no-program", test_no_program);
  g_test_add_func ("/app/demo/ends-at-once", test_ends_at_once);
  g_test_add_func ("/app/demo/speaks-nonsense", test_speaks_nonsense);
  g_test_add_func ("/app/demo/dies", test_dies);
  return g_test_run ();
}
