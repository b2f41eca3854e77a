/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-application.h"

#include "app-command.h"
#include "app-demo.h"
#include "app-preferences.h"
#include "app-window.h"
#include "erp-keyring.h"
#include "erp-link.h"
#include "erp-profile-store.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-init.h"

#include <glib/gi18n-lib.h>

struct _AppApplication
{
  AdwApplication parent_instance;

  GSettings *settings;       /* (owned) (nullable) */
  ErpKeyring *keyring;       /* (owned) (nullable): made when first wanted */
  ErpProfileStore *profiles; /* (owned) (nullable): likewise */
  AppDemo *demo;             /* (owned) (nullable): likewise */
  gboolean bench;            /* print the time of the first frame, then quit */
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

static void
first_frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  AppApplication *self = user_data;

  g_signal_handlers_disconnect_by_data (clock, self);
  g_print ("first-frame %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_application_quit (G_APPLICATION (self));
}

static void
watch_first_frame (AppApplication *self, GtkWidget *window)
{
  GdkFrameClock *clock;

  gtk_widget_realize (window);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (first_frame_cb), self);
}

static AppWindow *
find_window (AppApplication *self, ErpProfile *profile)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (APP_IS_WINDOW (l->data)
        && (profile == NULL || app_window_get_profile (APP_WINDOW (l->data)) == profile))
      return APP_WINDOW (l->data);
  return NULL;
}

/* A window that nobody is signed in at, else a new one. */
static AppWindow *
find_free_window (AppApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (APP_IS_WINDOW (l->data) && app_window_get_profile (APP_WINDOW (l->data)) == NULL)
      return APP_WINDOW (l->data);
  return app_window_new (self);
}

static void
present (AppApplication *self, AppWindow *window)
{
  if (self->bench)
    watch_first_frame (self, GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_profile (AppApplication *self, ErpProfile *profile)
{
  AppWindow *window = find_window (self, profile);

  if (window == NULL)
    {
      window = find_free_window (self);
      app_window_open_profile (window, profile);
    }
  present (self, window);
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);
  AppWindow *window = find_window (self, NULL);
  g_autofree char *last = NULL;
  ErpProfile *profile;

  if (window != NULL)
    {
      present (self, window);
      return;
    }
  last = g_settings_get_string (self->settings, "last-profile");
  profile =
      *last != '\0' ? erp_profile_store_find (app_application_get_profiles (self), last) : NULL;
  window = app_window_new (self);
  if (profile != NULL)
    app_window_open_profile (window, profile);
  else
    app_window_show_welcome (window);
  present (self, window);
}

static void
open_demo (AppApplication *self, const char *role)
{
  AppWindow *window = find_free_window (self);

  app_window_open_demo (window, role);
  present (self, window);
}

/* Of several windows, the one used last comes first. */
static AppWindow *
find_window_for_link (AppApplication *self, const ErpLink *link)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      ErpProfile *profile = APP_IS_WINDOW (l->data) ? app_window_get_profile (l->data) : NULL;

      if (profile != NULL && erp_link_matches (link, profile))
        return l->data;
    }
  return NULL;
}

static ErpProfile *
find_profile_for_link (AppApplication *self, const ErpLink *link)
{
  GListModel *profiles = G_LIST_MODEL (app_application_get_profiles (self));

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (ErpProfile) profile = g_list_model_get_item (profiles, i);

      if (erp_link_matches (link, profile))
        return profile;
    }
  return NULL;
}

static void
refuse_link (AppApplication *self, const char *words)
{
  AppWindow *window = find_window (self, NULL);
  GtkWidget *dialog;

  if (window == NULL)
    {
      window = app_window_new (self);
      app_window_show_welcome (window);
      gtk_window_present (GTK_WINDOW (window));
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("The Link Cannot Be Opened"), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A link shows a record, and nothing else: it never acts, and it never disturbs what somebody is
 * writing. */
static void
open_link (AppApplication *self, const char *text, gboolean in_new_window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpLink) link = erp_link_parse (text, &error);
  AppWindow *there = link != NULL ? find_window_for_link (self, link) : NULL;
  ErpProfile *profile = link != NULL ? find_profile_for_link (self, link) : NULL;
  AppWindow *window = there;

  if (link == NULL)
    {
      refuse_link (self, error->message);
      return;
    }
  if (there == NULL && profile == NULL && !erp_link_is_demo (link))
    {
      g_autofree char *words = g_strdup_printf (
          /* Translators: the name of a database and of a server. */
          _ ("No profile on this computer opens the database “%s” at %s. Sign in there, then open "
             "the link again."),
          link->database, link->server);

      refuse_link (self, words);
      return;
    }
  if (there == NULL || in_new_window || app_window_is_touched (there))
    window = find_free_window (self);
  app_window_open_link (window, link);
  if (there == NULL && profile == NULL)
    app_window_open_demo (window, NULL);
  else if (there == NULL)
    app_window_open_profile (window, profile);
  else if (window != there && app_window_get_session (there) != NULL)
    app_window_open_session (window, app_window_get_session (there));
  present (self, window);
}

static void
open_link_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_link (user_data, g_variant_get_string (parameter, NULL), TRUE);
}

static void
app_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *text = g_file_get_uri (files[i]);

      open_link (APP_APPLICATION (application), text, FALSE);
    }
}

static void
open_profile_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppApplication *self = user_data;
  ErpProfile *profile = erp_profile_store_find (app_application_get_profiles (self),
                                                g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    open_profile (self, profile);
}

static gboolean
is_role (const char *role)
{
  static const char *const roles[] = { "controller", "credit", "agent", "manager", NULL };

  return g_strv_contains (roles, role);
}

static int
app_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  AppApplication *self = APP_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  const char *name = NULL;
  const char *role = NULL;
  g_autofree const char **links = NULL;
  gboolean demo = FALSE;

  g_variant_dict_lookup (options, "profile", "&s", &name);
  g_variant_dict_lookup (options, "role", "&s", &role);
  g_variant_dict_lookup (options, "demo", "b", &demo);
  if (role != NULL && !is_role (role))
    {
      g_application_command_line_printerr (
          command_line, _ ("There is no role “%s”. Take controller, credit, agent or manager.\n"),
          role);
      return 2;
    }
  if (name != NULL)
    {
      ErpProfile *profile = erp_profile_store_find (app_application_get_profiles (self), name);

      if (profile == NULL)
        {
          g_application_command_line_printerr (
              command_line, _ ("There is no profile “%s”. Start without one to sign in.\n"), name);
          return 2;
        }
      open_profile (self, profile);
      return 0;
    }
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &links);
  for (guint i = 0; links != NULL && links[i] != NULL; i++)
    open_link (self, links[i], FALSE);
  if (links != NULL)
    return 0;
  if (demo || role != NULL)
    open_demo (self, role);
  else
    g_application_activate (application);
  return 0;
}

static int
app_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Quittance %s\n", QUITTANCE_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "bench"))
    {
      APP_APPLICATION (application)->bench = TRUE;
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  /* Each window may ask about what would be lost; the last one to close ends the program. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;

  gtk_show_uri (gtk_application_get_active_window (application), "help:quittance",
                GDK_CURRENT_TIME);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  static const char *const developers[] = { "The Quittance developers", NULL };

  adw_show_about_window (gtk_application_get_active_window (application), "application-name",
                         "Quittance", "application-icon", QUITTANCE_APP_ID, "version",
                         QUITTANCE_VERSION, "developer-name", _ ("The Quittance developers"),
                         "developers", developers, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("A quittance is the paper that ends a debt."), "translator-credits",
                         /* Translators: put your names here, one a line. */
                         _ ("translator-credits"), NULL);
}

/* The direction of a translation that we do not have, for those who look at the screens. */
static void
set_direction (void)
{
  const char *direction = g_getenv ("QUITTANCE_TEXT_DIRECTION");

  if (g_strcmp0 (direction, "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
app_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "about", about_action, NULL, NULL, NULL, { 0 } },
    { "help", help_action, NULL, NULL, NULL, { 0 } },
    { "open-link", open_link_action, "s", NULL, NULL, { 0 } },
    { "open-profile", open_profile_action, "s", NULL, NULL, { 0 } },
    { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  };
  AppApplication *self = APP_APPLICATION (application);

  kit_init ();
  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);
  set_direction ();
  gtk_window_set_default_icon_name (QUITTANCE_APP_ID);
  self->settings = g_settings_new (QUITTANCE_APP_ID);
  app_preferences_follow (self->settings);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  app_command_set_accels (GTK_APPLICATION (self));
}

static void
app_application_shutdown (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  if (self->demo != NULL)
    app_demo_stop (self->demo);
  g_clear_object (&self->demo);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profiles);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (app_application_parent_class)->shutdown (application);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = app_application_activate;
  application_class->command_line = app_application_command_line;
  application_class->handle_local_options = app_application_handle_local_options;
  application_class->open = app_application_open;
  application_class->shutdown = app_application_shutdown;
  application_class->startup = app_application_startup;
}

static void
app_application_init (AppApplication *self)
{
  const GOptionEntry entries[] = {
    { "demo", 'd', 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo company"), NULL },
    { "profile", 'p', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open a profile"), N_ ("NAME") },
    { "role", 'r', 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Role in the demo company: controller, credit, agent or manager"), N_ ("ROLE") },
    { "version", 'V', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[LINK…]") },
    { "bench", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * app_application_new:
 *
 * Returns: (transfer full): the program
 */
AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", QUITTANCE_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/quittance/Quittance", NULL);
}

/**
 * app_application_get_settings:
 * @self: the program, started
 *
 * Returns: (transfer none): its settings
 */
GSettings *
app_application_get_settings (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * app_application_get_keyring:
 * @self: the program
 *
 * Returns: (transfer none): where keys rest
 */
ErpKeyring *
app_application_get_keyring (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  if (self->keyring == NULL)
    self->keyring = erp_keyring_new ();
  return self->keyring;
}

/**
 * app_application_get_profiles:
 * @self: the program
 *
 * Returns: (transfer none): the profiles of this computer
 */
ErpProfileStore *
app_application_get_profiles (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  if (self->profiles == NULL)
    self->profiles = erp_profile_store_new_for_user ();
  return self->profiles;
}

/**
 * app_application_get_demo:
 * @self: the program
 *
 * Returns: (transfer none): the demo company, started or not
 */
AppDemo *
app_application_get_demo (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  if (self->demo == NULL)
    self->demo = app_demo_new (NULL, NULL);
  return self->demo;
}

/**
 * app_application_has_session:
 * @self: the program
 * @session: a session
 *
 * Returns: whether a window shows it
 */
gboolean
app_application_has_session (AppApplication *self, ErpSession *session)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), FALSE);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (APP_IS_WINDOW (l->data) && app_window_get_session (APP_WINDOW (l->data)) == session)
      return TRUE;
  return FALSE;
}

/**
 * app_application_open_link:
 * @self: the program, started
 * @text: a link, from anywhere
 *
 * Shows its record, in the window of its profile or in one more, or says why not.
 */
void
app_application_open_link (AppApplication *self, const char *text)
{
  g_return_if_fail (APP_IS_APPLICATION (self));
  g_return_if_fail (text != NULL);

  open_link (self, text, FALSE);
}
