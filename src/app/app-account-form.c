/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-account-form.h"

#include "app-form.h"
#include "app-kind.h"
#include "erp-error.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"
#include "kit-inline-error.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AppAccountForm
{
  AdwBin parent_instance;

  GtkLabel *found_label;
  AdwComboRow *database_combo;
  GtkEditable *database_row;
  AdwActionRow *database_error;
  GtkEditable *login_row;
  GtkEditable *password_row;
  AdwActionRow *password_error;
  AdwExpanderRow *key_expander;
  AdwActionRow *key_help;
  GtkEditable *key_row;
  AdwActionRow *key_error;
  GtkEditable *name_row;
  AdwComboRow *kind_combo;
  KitInlineError *other_error;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;

  ErpSignIn *sign_in;        /* (owned) (nullable) */
  ErpProfile *profile;       /* (owned) (nullable): signed in to again */
  GCancellable *cancellable; /* (owned) (nullable): set while busy */
};

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppAccountForm, app_account_form, ADW_TYPE_BIN)

static gboolean
is_key_used (AppAccountForm *self)
{
  return adw_expander_row_get_expanded (self->key_expander);
}

static char *
dup_database (AppAccountForm *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->database_combo)))
    {
      GtkStringObject *item = adw_combo_row_get_selected_item (self->database_combo);

      return item != NULL ? g_strdup (gtk_string_object_get_string (item)) : g_strdup ("");
    }
  return app_form_dup_text (self->database_row);
}

static gboolean
is_complete (AppAccountForm *self)
{
  g_autofree char *database = dup_database (self);
  g_autofree char *login = app_form_dup_text (self->login_row);
  GtkEditable *secret = is_key_used (self) ? self->key_row : self->password_row;

  return *database != '\0' && *login != '\0' && *gtk_editable_get_text (secret) != '\0';
}

static void
update_sensitivity (AppAccountForm *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->sign_in_button, !busy && is_complete (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->password_row), !is_key_used (self));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
clear_errors (AppAccountForm *self)
{
  app_form_set_error (GTK_WIDGET (self->database_row), self->database_error, NULL);
  app_form_set_error (GTK_WIDGET (self->password_row), self->password_error, NULL);
  app_form_set_error (GTK_WIDGET (self->key_row), self->key_error, NULL);
  kit_inline_error_clear (self->other_error);
}

static void
show_secret_error (AppAccountForm *self, const char *text)
{
  if (is_key_used (self))
    app_form_set_error (GTK_WIDGET (self->key_row), self->key_error, text);
  else
    app_form_set_error (GTK_WIDGET (self->password_row), self->password_error, text);
}

/* A server that wants a second factor takes no password from a program: lead to the key. */
static gboolean
lead_to_key (AppAccountForm *self)
{
  gboolean needs_key = FALSE;

  g_object_get (self->sign_in, "needs-key", &needs_key, NULL);
  if (!needs_key || is_key_used (self))
    return FALSE;
  adw_expander_row_set_expanded (self->key_expander, TRUE);
  app_form_set_error (GTK_WIDGET (self->key_row), self->key_error,
                      _ ("You sign in with a second factor, so a password alone is not enough "
                         "here. Make a key in the browser and paste it above."));
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  return TRUE;
}

/* Beside the field that it concerns, else below the form. */
static void
show_error (AppAccountForm *self, const GError *error)
{
  g_autofree char *text = app_form_describe_error (error);

  if (lead_to_key (self))
    return;
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH))
    {
      show_secret_error (self, text);
      gtk_widget_grab_focus (GTK_WIDGET (is_key_used (self) ? self->key_row : self->password_row));
    }
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING))
    app_form_set_error (GTK_WIDGET (self->database_row), self->database_error, text);
  else
    kit_inline_error_set_error (self->other_error, NULL, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppAccountForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpSession) session = erp_sign_in_finish (ERP_SIGN_IN (source), result, &error);

  if (self->sign_in != ERP_SIGN_IN (source)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  update_sensitivity (self);
  if (session == NULL)
    {
      show_error (self, error);
      return;
    }
  app_account_form_stop (self);
  g_signal_emit (self, signals[SIGNED_IN], 0, session);
}

/* A name that the person did not give: the database, and where it is. */
static char *
dup_name (AppAccountForm *self, const char *url, const char *database)
{
  g_autofree char *typed = app_form_dup_text (self->name_row);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (*typed != '\0')
    return g_steal_pointer (&typed);
  /* Translators: the name of a database and of its server. */
  return g_strdup_printf (_ ("%s at %s"), database, uri != NULL ? g_uri_get_host (uri) : url);
}

static ErpProfile *
make_profile (AppAccountForm *self)
{
  g_autofree char *database = dup_database (self);
  g_autofree char *login = app_form_dup_text (self->login_row);
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;
  ErpProfile *profile;

  g_object_get (self->sign_in, "url", &url, NULL);
  name = dup_name (self, url, database);
  if (self->profile != NULL)
    {
      profile = g_object_ref (self->profile);
      g_object_set (profile, "name", name, "url", url, "database", database, "login", login, NULL);
    }
  else
    profile = erp_profile_new (name, url, database, login);
  g_object_set (profile, "kind", (ErpProfileKind)adw_combo_row_get_selected (self->kind_combo),
                NULL);
  return profile;
}

static void
sign_in_cb (AppAccountForm *self)
{
  g_autoptr (ErpProfile) profile = NULL;

  if (self->cancellable != NULL || self->sign_in == NULL || !is_complete (self))
    return;
  clear_errors (self);
  profile = make_profile (self);
  self->cancellable = g_cancellable_new ();
  update_sensitivity (self);
  if (is_key_used (self))
    {
      g_autofree char *key = app_form_dup_text (self->key_row);

      erp_sign_in_with_key_async (self->sign_in, profile, key, self->cancellable, finished_cb,
                                  g_object_ref (self));
      explicit_bzero (key, strlen (key));
    }
  else
    erp_sign_in_with_password_async (self->sign_in, profile,
                                     gtk_editable_get_text (self->password_row), self->cancellable,
                                     finished_cb, g_object_ref (self));
}

static void
changed_cb (AppAccountForm *self)
{
  clear_errors (self);
  update_sensitivity (self);
}

/* The password is not asked for when a key is given. */
static void
key_expanded_cb (AppAccountForm *self)
{
  changed_cb (self);
  if (is_key_used (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
open_browser_cb (AppAccountForm *self)
{
  g_autofree char *url = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_object_get (self->sign_in, "url", &url, NULL);
  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

static void
kind_changed_cb (AppAccountForm *self)
{
  ErpProfileKind kind = (ErpProfileKind)adw_combo_row_get_selected (self->kind_combo);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_combo), app_kind_get_description (kind));
}

static gboolean
app_account_form_grab_focus (GtkWidget *widget)
{
  AppAccountForm *self = APP_ACCOUNT_FORM (widget);
  GtkEditable *first = self->password_row;

  if (*gtk_editable_get_text (self->login_row) == '\0')
    first = self->login_row;
  if (gtk_widget_get_visible (GTK_WIDGET (self->database_row))
      && *gtk_editable_get_text (self->database_row) == '\0')
    first = self->database_row;
  return gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
app_account_form_dispose (GObject *object)
{
  AppAccountForm *self = APP_ACCOUNT_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (app_account_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, found_label);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, database_combo);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, database_row);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, database_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, login_row);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, password_row);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, password_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, key_expander);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, key_help);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, key_row);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, key_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, kind_combo);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, other_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, AppAccountForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
app_account_form_class_init (AppAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_account_form_dispose;
  widget_class->grab_focus = app_account_form_grab_focus;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, ERP_TYPE_SESSION);

  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-account-form.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  bind_template (widget_class);
}

static void
app_account_form_init (AppAccountForm *self)
{
  g_autoptr (GtkStringList) kinds = app_kind_list_labels ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind_combo, G_LIST_MODEL (kinds));
  kit_inline_error_set_retry_label (self->other_error, _ ("_Try Again"));
}

static void
set_databases (AppAccountForm *self, const char *chosen)
{
  g_auto (GStrv) databases = NULL;
  g_autoptr (GtkStringList) list = NULL;
  gboolean listed;

  g_object_get (self->sign_in, "databases", &databases, NULL);
  listed = databases != NULL && databases[0] != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->database_combo), listed);
  gtk_widget_set_visible (GTK_WIDGET (self->database_row), !listed);
  gtk_editable_set_text (self->database_row, chosen != NULL ? chosen : "");
  if (!listed)
    return;
  list = gtk_string_list_new ((const char *const *)databases);
  adw_combo_row_set_model (self->database_combo, G_LIST_MODEL (list));
  for (guint i = 0; chosen != NULL && databases[i] != NULL; i++)
    if (g_str_equal (databases[i], chosen))
      adw_combo_row_set_selected (self->database_combo, i);
}

/**
 * app_account_form_set_server:
 * @self: a form
 * @sign_in: an attempt whose server was found
 * @profile: (nullable): the profile to sign in to again
 */
void
app_account_form_set_server (AppAccountForm *self, ErpSignIn *sign_in, ErpProfile *profile)
{
  g_autofree char *url = NULL;
  g_autofree char *version = NULL;
  g_autofree char *found = NULL;
  g_autofree char *database = NULL;
  ErpProfileKind kind;

  g_return_if_fail (APP_IS_ACCOUNT_FORM (self));
  g_return_if_fail (ERP_IS_SIGN_IN (sign_in));
  g_return_if_fail (profile == NULL || ERP_IS_PROFILE (profile));

  g_set_object (&self->sign_in, sign_in);
  g_set_object (&self->profile, profile);
  g_object_get (sign_in, "url", &url, "version", &version, NULL);
  /* Translators: a version number and an address. */
  found = g_strdup_printf (_ ("Odoo %s at %s"), version, url);
  gtk_label_set_text (self->found_label, found);
  set_databases (self, profile != NULL ? erp_profile_get_database (profile) : NULL);
  if (profile != NULL)
    {
      gtk_editable_set_text (self->login_row, erp_profile_get_login (profile));
      gtk_editable_set_text (self->name_row, erp_profile_get_name (profile));
    }
  database = dup_database (self);
  kind = profile != NULL ? app_kind_get_shown (profile) : app_kind_guess (url, database);
  adw_combo_row_set_selected (self->kind_combo, kind);
  kind_changed_cb (self);
  changed_cb (self);
}

/**
 * app_account_form_stop:
 * @self: a form
 */
void
app_account_form_stop (AppAccountForm *self)
{
  g_return_if_fail (APP_IS_ACCOUNT_FORM (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->profile);
  gtk_editable_set_text (self->password_row, "");
  gtk_editable_set_text (self->key_row, "");
  gtk_editable_set_text (self->name_row, "");
  adw_expander_row_set_expanded (self->key_expander, FALSE);
  changed_cb (self);
}
