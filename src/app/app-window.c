/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the way in, the session and the verbs of a window are one state. */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-window.h"

#include "app-application.h"
#include "app-demo.h"
#include "app-held.h"
#include "app-kind.h"
#include "app-opening.h"
#include "app-palette-desk.h"
#include "app-preferences.h"
#include "app-shell.h"
#include "app-sign-in.h"
#include "app-sign-out.h"
#include "app-statement-import.h"
#include "app-window-dialogs.h"
#include "app-window-state.h"
#include "biz-job-kinds.h"
#include "erp-journal.h"
#include "erp-keyring.h"
#include "erp-link.h"
#include "erp-profile-store.h"
#include "erp-profile.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AppStatementImport *statements;

  AppSignIn *sign_in;  /* in the stack, when it was needed */
  AppOpening *opening; /* in the stack, when it was needed */
  AppShell *shell;     /* in the stack, while somebody is signed in */
  ErpProfile *profile; /* (owned) (nullable): what is open or being opened */
  ErpLink *link;       /* (owned) (nullable): shown as soon as somebody is signed in */
  gboolean is_second;  /* of a session that another window has */
  gboolean close_confirmed;
};

G_DEFINE_FINAL_TYPE (AppWindow, app_window, ADW_TYPE_APPLICATION_WINDOW)

static AppApplication *
get_app (AppWindow *self)
{
  return APP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static GSettings *
get_settings (AppWindow *self)
{
  return app_application_get_settings (get_app (self));
}

static void
set_action_enabled (AppWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (AppWindow *self)
{
  static const char *const of_session[] = { "customer", "find",         "new-window",
                                            "page",     "palette",      "policy",
                                            "show-nth", "show-section", "sign-out" };
  gboolean signed_in = self->shell != NULL;
  gboolean is_demo = self->profile != NULL && erp_profile_get_is_demo (self->profile);

  for (guint i = 0; i < G_N_ELEMENTS (of_session); i++)
    set_action_enabled (self, of_session[i], signed_in);
  set_action_enabled (self, "renew-key", signed_in && !is_demo);
  app_statement_import_set_session (self->statements, app_window_get_session (self));
}

static void
update_title (AppWindow *self)
{
  g_autofree char *title = NULL;

  if (self->profile != NULL)
    /* Translators: the name of a profile and of the program. */
    title = g_strdup_printf (_ ("%s — Quittance"), erp_profile_get_name (self->profile));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : "Quittance");
}

static void
set_profile (AppWindow *self, ErpProfile *profile)
{
  g_set_object (&self->profile, profile);
  app_kind_apply (profile, GTK_WIDGET (self));
  update_title (self);
}

/* Nobody comes back to the way in while somebody is signed in. */
static void
drop_way_in (AppWindow *self)
{
  if (self->sign_in != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->sign_in));
  if (self->opening != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->opening));
  self->sign_in = NULL;
  self->opening = NULL;
}

/* The pages of the session that ends go with it. */
static void
drop_shell (AppWindow *self)
{
  if (self->shell != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->shell));
  self->shell = NULL;
}

static void
store_profile (AppWindow *self, ErpProfile *profile)
{
  g_autoptr (GError) error = NULL;

  if (erp_profile_get_is_demo (profile))
    return;
  if (!erp_profile_store_save (app_application_get_profiles (get_app (self)), profile, &error))
    app_window_add_toast (self, error->message);
  if (!erp_keyring_get_persistent (app_application_get_keyring (get_app (self))))
    app_window_add_toast (
        self, _ ("This computer has no keyring: the key lives until you quit, then you sign in "
                 "again."));
}

static void
signed_in_cb (AppWindow *self, ErpSession *session)
{
  store_profile (self, erp_session_get_profile (session));
  app_window_open_session (self, session);
}

static void
profile_chosen_cb (AppWindow *self, ErpProfile *profile)
{
  app_window_open_profile (self, profile);
}

static void
demo_chosen_cb (AppWindow *self, const char *role)
{
  app_window_open_demo (self, role);
}

/* It only makes the next start faster: a full disk is told when something is lost by it. */
static void
learned_cb (AppWindow *self, ErpProfile *profile)
{
  erp_profile_store_save (app_application_get_profiles (get_app (self)), profile, NULL);
}

static void sign_in_wanted_cb (AppWindow *self, ErpProfile *profile);
static void demo_reset_cb (AppWindow *self);

static AppOpening *
ensure_opening (AppWindow *self)
{
  AppApplication *app = get_app (self);

  if (self->opening != NULL)
    return self->opening;
  self->opening =
      app_opening_new (app_application_get_keyring (app), app_application_get_demo (app));
  g_signal_connect_object (self->opening, "opened", G_CALLBACK (app_window_open_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opening, "learned", G_CALLBACK (learned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opening, "sign-in-wanted", G_CALLBACK (sign_in_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opening, "left", G_CALLBACK (app_window_show_welcome), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->opening));
  return self->opening;
}

static AppSignIn *
ensure_sign_in (AppWindow *self)
{
  AppApplication *app = get_app (self);
  g_autofree char *role = NULL;

  if (self->sign_in != NULL)
    return self->sign_in;
  role = g_settings_get_string (get_settings (self), "demo-role");
  self->sign_in =
      app_sign_in_new (app_application_get_keyring (app), app_application_get_profiles (app), role);
  g_signal_connect_object (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "profile-chosen", G_CALLBACK (profile_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "demo-chosen", G_CALLBACK (demo_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "demo-reset", G_CALLBACK (demo_reset_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->sign_in));
  return self->sign_in;
}

static void
sign_in_wanted_cb (AppWindow *self, ErpProfile *profile)
{
  AppSignIn *sign_in = ensure_sign_in (self);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (sign_in));
  app_sign_in_show_server (sign_in, profile);
}

static void
demo_reset_cb (AppWindow *self)
{
  g_autofree char *role = g_settings_get_string (get_settings (self), "demo-role");
  AppOpening *opening = ensure_opening (self);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (opening));
  app_opening_open_demo (opening, role, TRUE);
}

/* Every window of the session ends with it; one stays for the way in. */
static void
signed_out_cb (GtkWindow *window, ErpSession *session)
{
  AppWindow *self = APP_WINDOW (window);
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (get_app (self))));

  app_window_state_set_profile (get_settings (self), NULL);
  for (GList *l = windows; l != NULL; l = l->next)
    if (APP_IS_WINDOW (l->data) && l->data != self && app_window_get_session (l->data) == session)
      gtk_window_destroy (l->data);
  if (app_window_get_session (self) == session)
    app_window_show_welcome (self);
}

static void
sign_out_held_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "sign-out", NULL);
}

static void
sign_out_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  if (app_held_ask (GTK_WINDOW (self), app_window_get_session (self), sign_out_held_cb, self))
    return;
  app_sign_out_ask (GTK_WINDOW (self), app_shell_get_session (self->shell),
                    app_application_get_keyring (get_app (self)),
                    app_shell_is_touched (self->shell), signed_out_cb);
}

static void
sign_in_again_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  if (self->profile != NULL && !erp_profile_get_is_demo (self->profile))
    sign_in_wanted_cb (self, self->profile);
}

static void
show_section_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_shell_show_section (APP_WINDOW (user_data)->shell, g_variant_get_string (parameter, NULL));
}

static void
show_nth_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_shell_show_nth (APP_WINDOW (user_data)->shell, g_variant_get_uint32 (parameter));
}

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_shell_activate (APP_WINDOW (user_data)->shell, g_variant_get_string (parameter, NULL));
}

static void
renew_key_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_shell_renew_key (APP_WINDOW (user_data)->shell);
}

static void
key_renewed_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  store_profile (self, self->profile);
  app_window_add_toast (self, _ ("The key has been renewed."));
}

static void
toast_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_window_add_toast (user_data, g_variant_get_string (parameter, NULL));
}

static void
palette_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  app_palette_desk_open (GTK_WINDOW (self), self->shell,
                         app_application_get_profiles (get_app (self)), get_settings (self));
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;
  AppPalette *palette =
      app_palette_desk_open (GTK_WINDOW (self), self->shell,
                             app_application_get_profiles (get_app (self)), get_settings (self));

  app_palette_set_text (palette, g_variant_get_string (parameter, NULL));
}

/* One key there and back; without a customer in sight, he is looked for by name. */
static void
customer_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppWindow *self = user_data;

  if (!app_shell_toggle_customer (self->shell))
    palette_action (action, parameter, user_data);
}

/* What was open is open at the next start, as far as the server still has it. */
static void
remember_record (AppWindow *self)
{
  g_autofree char *link = NULL;

  if (self->shell == NULL)
    return;
  if (!erp_profile_get_is_demo (self->profile))
    link = app_shell_dup_link (self->shell);
  g_settings_set_string (get_settings (self), "last-record", link != NULL ? link : "");
}

static void
close_response_cb (AppWindow *self, const char *response)
{
  if (!g_str_equal (response, APP_WINDOW_STATE_CLOSE))
    return;
  self->close_confirmed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_before_close (AppWindow *self)
{
  GtkWidget *dialog = app_window_state_new_question (GTK_WINDOW (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_held_cb (gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static gboolean
app_window_close_request (GtkWindow *window)
{
  AppWindow *self = APP_WINDOW (window);

  if (!self->close_confirmed
      && app_held_ask (window, app_window_get_session (self), close_held_cb, self))
    return TRUE;
  if (!self->close_confirmed && self->shell != NULL && app_shell_is_touched (self->shell))
    {
      ask_before_close (self);
      return TRUE;
    }
  remember_record (self);
  app_window_state_save (window, get_settings (self));
  return GTK_WINDOW_CLASS (app_window_parent_class)->close_request (window);
}

static void
section_changed_cb (AppWindow *self)
{
  g_settings_set_string (get_settings (self), "last-section", app_shell_get_section (self->shell));
}

static void
app_window_dispose (GObject *object)
{
  AppWindow *self = APP_WINDOW (object);

  g_clear_pointer (&self->link, erp_link_free);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (app_window_parent_class)->dispose (object);
}

static void
app_window_class_init (AppWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = app_window_close_request;

  g_type_ensure (APP_TYPE_STATEMENT_IMPORT);
  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, statements);
}

static void
app_window_init (AppWindow *self)
{
  static const GActionEntry entries[] = {
    { "customer", customer_action, NULL, NULL, NULL, { 0 } },
    { "find", find_action, "s", NULL, NULL, { 0 } },
    { "key-renewed", key_renewed_action, NULL, NULL, NULL, { 0 } },
    { "page", page_action, "s", NULL, NULL, { 0 } },
    { "palette", palette_action, NULL, NULL, NULL, { 0 } },
    { "renew-key", renew_key_action, NULL, NULL, NULL, { 0 } },
    { "show-nth", show_nth_action, "u", NULL, NULL, { 0 } },
    { "show-section", show_section_action, "s", NULL, NULL, { 0 } },
    { "sign-in-again", sign_in_again_action, NULL, NULL, NULL, { 0 } },
    { "sign-out", sign_out_action, NULL, NULL, NULL, { 0 } },
    { "toast", toast_action, "s", NULL, NULL, { 0 } },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  app_window_dialogs_install (self);
  update_actions (self);
}

/**
 * app_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window in its size of the last time, without a content yet
 */
AppWindow *
app_window_new (AppApplication *application)
{
  AppWindow *self;

  g_return_val_if_fail (APP_IS_APPLICATION (application), NULL);

  self = g_object_new (APP_TYPE_WINDOW, "application", application, NULL);
  app_preferences_follow_window (app_application_get_settings (application), GTK_WIDGET (self));
  app_window_state_restore (GTK_WINDOW (self), app_application_get_settings (application));
  return self;
}

/**
 * app_window_show_welcome:
 * @self: a window
 *
 * Ends what is open and shows the way in.
 */
void
app_window_show_welcome (AppWindow *self)
{
  AppSignIn *sign_in;

  g_return_if_fail (APP_IS_WINDOW (self));

  sign_in = ensure_sign_in (self);
  app_sign_in_show_welcome (sign_in);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (sign_in));
  drop_shell (self);
  g_clear_pointer (&self->link, erp_link_free);
  set_profile (self, NULL);
  update_actions (self);
}

/**
 * app_window_open_profile:
 * @self: a window
 * @profile: what to open with its key of the keyring
 */
void
app_window_open_profile (AppWindow *self, ErpProfile *profile)
{
  AppOpening *opening;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  opening = ensure_opening (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (opening));
  drop_shell (self);
  set_profile (self, profile);
  update_actions (self);
  app_opening_open_profile (opening, profile);
}

/**
 * app_window_open_demo:
 * @self: a window
 * @role: (nullable): whose place to take; %NULL for the one of the last time
 */
void
app_window_open_demo (AppWindow *self, const char *role)
{
  AppOpening *opening;
  g_autofree char *chosen = NULL;

  g_return_if_fail (APP_IS_WINDOW (self));

  if (role != NULL)
    g_settings_set_string (get_settings (self), "demo-role", role);
  chosen = g_settings_get_string (get_settings (self), "demo-role");
  opening = ensure_opening (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (opening));
  drop_shell (self);
  set_profile (self, NULL);
  update_actions (self);
  app_opening_open_demo (opening, chosen, FALSE);
}

/* The link that the window was opened with, else the record of the last time. */
static void
show_link (AppWindow *self)
{
  g_autoptr (ErpLink) link = g_steal_pointer (&self->link);

  if (link == NULL)
    {
      g_autofree char *last = g_settings_get_string (get_settings (self), "last-record");

      if (*last != '\0' && !self->is_second)
        link = erp_link_parse (last, NULL);
      g_settings_set_string (get_settings (self), "last-record", "");
    }
  if (link != NULL && erp_link_matches (link, self->profile))
    app_shell_open (self->shell, link->model, link->id);
}

/**
 * app_window_open_link:
 * @self: a window
 * @link: a record of its profile
 *
 * Shows the record now, or as soon as somebody is signed in.
 */
void
app_window_open_link (AppWindow *self, const ErpLink *link)
{
  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (link != NULL);

  g_clear_pointer (&self->link, erp_link_free);
  self->link = erp_link_copy (link);
  if (self->shell != NULL)
    show_link (self);
}

/**
 * app_window_is_touched:
 * @self: a window
 *
 * Returns: whether it holds something written that showing another record might disturb
 */
gboolean
app_window_is_touched (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), FALSE);

  return self->shell != NULL && app_shell_is_touched (self->shell);
}

/**
 * app_window_open_session:
 * @self: a window
 * @session: who is signed in where
 */
void
app_window_open_session (AppWindow *self, ErpSession *session)
{
  ErpJournal *journal;
  g_autofree char *section = NULL;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (ERP_IS_SESSION (session));

  drop_shell (self);
  set_profile (self, erp_session_get_profile (session));
  erp_profile_store_follow (app_application_get_profiles (get_app (self)), self->profile);
  journal = erp_session_get_journal (session);
  self->is_second = app_application_has_session (get_app (self), session);
  if (journal != NULL && !self->is_second)
    {
      biz_job_kinds_register (journal);
      erp_journal_resume (journal);
    }
  if (!self->is_second)
    app_preferences_apply_company (get_settings (self), session);
  self->shell = app_shell_new (session, app_application_get_keyring (get_app (self)));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->shell));
  g_signal_connect_object (self->shell, "notify::section", G_CALLBACK (section_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->shell));
  drop_way_in (self);
  section = app_window_state_dup_section (get_settings (self));
  app_shell_show_section (self->shell, section);
  show_link (self);
  app_window_state_set_profile (get_settings (self), self->profile);
  update_actions (self);
}

/**
 * app_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): who is signed in
 */
ErpSession *
app_window_get_session (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), NULL);

  return self->shell != NULL ? app_shell_get_session (self->shell) : NULL;
}

/**
 * app_window_get_profile:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what is open or being opened
 */
ErpProfile *
app_window_get_profile (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), NULL);

  return self->profile;
}

/**
 * app_window_add_toast:
 * @self: a window
 * @text: what to say for a moment
 */
void
app_window_add_toast (AppWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new ("");
  g_object_set (toast, "title", text, NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
