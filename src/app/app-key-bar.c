/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-key-bar.h"

#include "app-form.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"

#include <glib/gi18n-lib.h>

/* A program that runs for weeks looks again. */
#define LOOK_SECONDS (60 * 60)

struct _AppKeyBar
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkWidget *renew_button;
  GtkWidget *later_button;
  GtkWidget *form;
  GtkEditable *password;
  GtkWidget *confirm_button;
  GtkLabel *error_label;

  ErpSession *session;       /* (owned) (nullable) */
  ErpKeyring *keyring;       /* (owned) (nullable) */
  ErpSignIn *sign_in;        /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint look_source;
  gboolean busy;
  gboolean put_off; /* for this run of the program */
};

G_DEFINE_FINAL_TYPE (AppKeyBar, app_key_bar, ADW_TYPE_BIN)

static void
set_error (AppKeyBar *self, const char *text)
{
  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static void
update (AppKeyBar *self)
{
  gboolean filled = *gtk_editable_get_text (self->password) != '\0';

  /* Insensitive, it would lose the focus. */
  gtk_editable_set_editable (self->password, !self->busy);
  gtk_widget_set_sensitive (self->confirm_button, filled && !self->busy);
  gtk_widget_set_visible (self->renew_button, !gtk_widget_get_visible (self->form));
}

static void
look (AppKeyBar *self)
{
  GDateTime *expires = erp_profile_get_key_expires (erp_session_get_profile (self->session));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gboolean due = app_key_bar_is_due (expires, now);

  if (expires != NULL)
    {
      g_autofree char *text = app_key_bar_describe (expires, now);

      gtk_label_set_text (self->label, text);
    }
  if (due && !self->put_off)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static gboolean
look_cb (gpointer user_data)
{
  look (user_data);
  return G_SOURCE_CONTINUE;
}

static void
put_away (AppKeyBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_editable_set_text (self->password, "");
  set_error (self, NULL);
  gtk_widget_set_visible (self->form, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  update (self);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppKeyBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean renewed = erp_sign_in_renew_finish (ERP_SIGN_IN (source), result, &error);

  self->busy = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!renewed)
    {
      g_autofree char *text = app_form_describe_error (error);

      set_error (self, text);
      update (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  put_away (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.key-renewed", NULL);
}

static void
confirm_cb (AppKeyBar *self)
{
  const char *password = gtk_editable_get_text (self->password);

  if (self->busy || *password == '\0')
    return;
  set_error (self, NULL);
  self->busy = TRUE;
  g_clear_object (&self->sign_in);
  self->sign_in = erp_sign_in_new (self->keyring);
  erp_sign_in_renew_async (self->sign_in, self->session, password, self->cancellable, renewed_cb,
                           g_object_ref (self));
  update (self);
}

static void
renew_cb (AppKeyBar *self)
{
  app_key_bar_ask (self);
}

static void
later_cb (AppKeyBar *self)
{
  self->put_off = TRUE;
  put_away (self);
}

static void
password_changed_cb (AppKeyBar *self)
{
  set_error (self, NULL);
  update (self);
}

static void
app_key_bar_dispose (GObject *object)
{
  AppKeyBar *self = APP_KEY_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (app_key_bar_parent_class)->dispose (object);
}

static void
app_key_bar_finalize (GObject *object)
{
  g_clear_object (&APP_KEY_BAR (object)->cancellable);

  G_OBJECT_CLASS (app_key_bar_parent_class)->finalize (object);
}

static void
app_key_bar_class_init (AppKeyBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = app_key_bar_dispose;
  object_class->finalize = app_key_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-key-bar.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, label);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, renew_button);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, later_button);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, form);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, password);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, AppKeyBar, error_label);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, renew_cb);
}

static void
app_key_bar_init (AppKeyBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_key_bar_set_session:
 * @self: a bar
 * @session: whose key it watches; set once
 * @keyring: where the key rests
 */
void
app_key_bar_set_session (AppKeyBar *self, ErpSession *session, ErpKeyring *keyring)
{
  g_return_if_fail (APP_IS_KEY_BAR (self));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (ERP_IS_KEYRING (keyring));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->keyring = g_object_ref (keyring);
  self->look_source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  look (self);
  update (self);
}

/**
 * app_key_bar_ask:
 * @self: a bar
 */
void
app_key_bar_ask (AppKeyBar *self)
{
  g_return_if_fail (APP_IS_KEY_BAR (self));

  if (*gtk_label_get_text (self->label) == '\0')
    gtk_label_set_text (self->label, _ ("Make a new key for this computer."));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (self->form, TRUE);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

/**
 * app_key_bar_is_due:
 * @expires: (nullable): when the key ends
 * @now: the time
 *
 * Returns: whether the person is told about the end now
 */
gboolean
app_key_bar_is_due (GDateTime *expires, GDateTime *now)
{
  g_return_val_if_fail (now != NULL, FALSE);

  return expires != NULL
         && g_date_time_difference (expires, now) <= APP_KEY_BAR_DAYS * G_TIME_SPAN_DAY;
}

/**
 * app_key_bar_describe:
 * @expires: when the key ends
 * @now: the time
 *
 * Returns: (transfer full): a sentence for the person, with the day in their own zone
 */
char *
app_key_bar_describe (GDateTime *expires, GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (expires != NULL, NULL);
  g_return_val_if_fail (now != NULL, NULL);

  local = g_date_time_to_local (expires);
  day = g_date_time_format (local, "%x");
  if (g_date_time_compare (expires, now) <= 0)
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("The key of this computer ended on %s."), day);
  return g_strdup_printf (
      _ ("The key of this computer ends on %s. Renew it with your password, and go on working."),
      day);
}
