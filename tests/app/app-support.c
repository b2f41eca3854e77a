/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#define DEADLINE_SECONDS 60
#define STORY "story-"

typedef struct
{
  gboolean done;
  GError *error;
  ErpSession *session;
} Wait;

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  app_demo_start_finish (APP_DEMO (source), result, &wait->error);
  wait->done = TRUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->session = erp_sign_in_finish (ERP_SIGN_IN (source), result, &wait->error);
  wait->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Wait *)user_data)->done;
}

static gboolean
expired_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
app_support_wait (gboolean (*done) (gpointer user_data), gpointer user_data)
{
  gboolean expired = FALSE;
  guint source = g_timeout_add_seconds (DEADLINE_SECONDS, expired_cb, &expired);

  while (!done (user_data) && !expired)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_false (expired);
}

static char *
dup_story_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  GStatBuf about;

  g_assert_cmpint (g_stat (g_getenv ("QUITTANCE_DEMO_ERP"), &about), ==, 0);
  return g_strdup_printf (STORY "%s-%" G_GINT64_FORMAT ".sqlite", day, (gint64)about.st_mtime);
}

static void
remove_other_stories (const char *folder, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *found;

  while ((found = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (found, STORY) && g_str_has_suffix (found, ".sqlite")
        && !g_str_equal (found, name))
      {
        g_autofree char *path = g_build_filename (folder, found, NULL);

        g_unlink (path);
      }
}

/* With nothing to read it ends as soon as it is ready. */
static void
tell_story (const char *path)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.%d", path, getpid ());
  const char *argv[] = { g_getenv ("QUITTANCE_DEMO_ERP"), "--data", unfinished, "--die-with-parent",
                         NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (unfinished, path), ==, 0);
}

void
app_support_copy_story (const char *folder)
{
  const char *build = g_test_get_dir (G_TEST_BUILT);
  g_autofree char *name = dup_story_name ();
  g_autofree char *path = g_build_filename (build, "app", name, NULL);
  g_autofree char *copy = g_build_filename (folder, "demo.sqlite", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *home = g_path_get_dirname (path);

      remove_other_stories (home, name);
      tell_story (path);
    }
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

AppDemo *
app_support_start_demo (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-demo-XXXXXX", NULL);
  AppDemo *demo = app_demo_new (folder, NULL);
  Wait wait = { 0 };

  app_support_copy_story (folder);
  app_demo_start_async (demo, NULL, started_cb, &wait);
  app_support_wait (is_done, &wait);
  g_assert_no_error (wait.error);
  g_assert_true (app_demo_get_running (demo));
  return demo;
}

ErpSession *
app_support_sign_in (AppDemo *demo, const char *role)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();
  g_autoptr (ErpSignIn) sign_in = erp_sign_in_new (keyring);
  g_autoptr (ErpProfile) profile = app_demo_dup_profile (demo, role);
  Wait wait = { 0 };

  g_assert_nonnull (profile);
  g_object_set (sign_in, "journal-path", NULL, NULL);
  erp_sign_in_with_key_async (sign_in, profile, app_demo_get_key (demo, role), NULL, signed_in_cb,
                              &wait);
  app_support_wait (is_done, &wait);
  g_assert_no_error (wait.error);
  return wait.session;
}

static char *
dup_member (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member (object, name));
}

AppSupportServer *
app_support_start_server (void)
{
  AppSupportServer *self = g_new0 (AppSupportServer, 1);
  g_autofree char *folder = g_dir_make_tmp ("quittance-server-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "demo.sqlite", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  JsonObject *object, *user;

  app_support_copy_story (folder);
  self->child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                                  &error, g_getenv ("QUITTANCE_DEMO_ERP"), "--port", "0", "--data",
                                  data, "--die-with-parent", NULL);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  line = g_data_input_stream_read_line (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_data (parser, line, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  user = json_array_get_object_element (json_object_get_array_member (object, "users"), 0);
  self->url = dup_member (object, "url");
  self->database = dup_member (object, "database");
  self->login = dup_member (user, "login");
  self->password = dup_member (user, "password");
  self->key = dup_member (user, "key");
  return self;
}

void
app_support_stop_server (AppSupportServer *self)
{
  g_subprocess_send_signal (self->child, SIGTERM);
  /* Under the sanitizers what it leaks is an error. */
  g_assert_true (g_subprocess_wait_check (self->child, NULL, NULL));
  g_clear_object (&self->child);
  g_free (self->url);
  g_free (self->database);
  g_free (self->login);
  g_free (self->password);
  g_free (self->key);
  g_free (self);
}

ErpSession *
app_support_enter (
    ErpKeyring *keyring, ErpProfile *profile, const char *password, const char *key, GError **error)
{
  g_autoptr (ErpSignIn) sign_in = erp_sign_in_new (keyring);
  Wait wait = { 0 };

  g_object_set (sign_in, "journal-path", NULL, NULL);
  if (password != NULL)
    erp_sign_in_with_password_async (sign_in, profile, password, NULL, signed_in_cb, &wait);
  else if (key != NULL)
    erp_sign_in_with_key_async (sign_in, profile, key, NULL, signed_in_cb, &wait);
  else
    erp_sign_in_resume_async (sign_in, profile, NULL, signed_in_cb, &wait);
  app_support_wait (is_done, &wait);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return wait.session;
}

static GtkWidget *
find (GtkWidget *root, GType type, const char *property, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    {
      g_autofree char *value = NULL;

      if (property == NULL)
        return root;
      g_object_get (root, property, &value, NULL);
      if (g_strcmp0 (value, text) == 0)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, property, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
app_support_find (gpointer root, GType type, const char *property, const char *text)
{
  GtkWidget *found = find (GTK_WIDGET (root), type, property, text);

  if (found == NULL)
    g_error ("no %s with %s “%s”", g_type_name (type), property, text);
  return found;
}
