/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-server-form.h"

#include "app-certificate-dialog.h"
#include "app-form.h"
#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-sign-in.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

struct _AppServerForm
{
  AdwBin parent_instance;

  GtkEditable *url_row;
  AdwActionRow *url_error;
  GtkWidget *plain_row;
  GtkSwitch *plain_switch;
  GtkWidget *continue_button;
  GtkSpinner *spinner;

  ErpKeyring *keyring;       /* (owned) (nullable) */
  ErpProfile *profile;       /* (owned) (nullable): signed in to again */
  ErpSignIn *sign_in;        /* (owned) (nullable): what is being looked for */
  GCancellable *cancellable; /* (owned) (nullable): set while busy */
};

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppServerForm, app_server_form, ADW_TYPE_BIN)

static void probe (AppServerForm *self);

static void
update_sensitivity (AppServerForm *self)
{
  g_autofree char *url = app_form_dup_text (self->url_row);
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->continue_button, !busy && *url != '\0');
  /* Insensitive, it would lose the focus. */
  gtk_editable_set_editable (self->url_row, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
trust_response_cb (AppServerForm *self, const char *response)
{
  if (self->sign_in == NULL)
    return;
  if (!g_str_equal (response, APP_CERTIFICATE_TRUST))
    {
      app_form_set_error (GTK_WIDGET (self->url_row), self->url_error,
                          _ ("You did not trust the server’s certificate, so nothing was sent."));
      gtk_widget_grab_focus (GTK_WIDGET (self->url_row));
      return;
    }
  erp_sign_in_pin_certificate (self->sign_in);
  probe (self);
}

/* TRUE when the person was asked: the certificate is one that may be pinned. */
static gboolean
ask_for_trust (AppServerForm *self)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *url = app_form_dup_text (self->url_row);
  GtkWidget *dialog;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_object_get (self->sign_in, "fingerprint", &fingerprint, NULL);
  if (fingerprint == NULL)
    return FALSE;
  dialog = app_certificate_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url,
                                       fingerprint);
  g_signal_connect_object (dialog, "response", G_CALLBACK (trust_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppServerForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean plain_possible = FALSE;
  gboolean found = erp_sign_in_probe_finish (ERP_SIGN_IN (source), result, &error);

  /* Stopped, and perhaps begun again: not ours to show any more. */
  if (self->sign_in != ERP_SIGN_IN (source)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  update_sensitivity (self);
  if (found)
    {
      g_signal_emit (self, signals[FOUND], 0, self->sign_in);
      return;
    }
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_TLS) && ask_for_trust (self))
    return;
  {
    g_autofree char *text = app_form_describe_error (error);

    app_form_set_error (GTK_WIDGET (self->url_row), self->url_error, text);
    g_object_get (self->sign_in, "plain-http-possible", &plain_possible, NULL);
    gtk_widget_set_visible (self->plain_row, plain_possible);
    gtk_widget_grab_focus (GTK_WIDGET (self->url_row));
  }
}

static void
probe (AppServerForm *self)
{
  g_autofree char *url = app_form_dup_text (self->url_row);

  g_return_if_fail (self->keyring != NULL);

  app_form_set_error (GTK_WIDGET (self->url_row), self->url_error, NULL);
  if (self->sign_in == NULL)
    {
      self->sign_in = erp_sign_in_new (self->keyring);
      if (self->profile != NULL)
        erp_sign_in_hold_to_profile (self->sign_in, self->profile);
    }
  if (gtk_switch_get_active (self->plain_switch))
    erp_sign_in_allow_plain_http (self->sign_in);
  self->cancellable = g_cancellable_new ();
  update_sensitivity (self);
  erp_sign_in_probe_async (self->sign_in, url, self->cancellable, probed_cb, g_object_ref (self));
}

static void
continue_cb (AppServerForm *self)
{
  if (gtk_widget_get_sensitive (self->continue_button))
    probe (self);
}

/* Another address is another attempt: what was trusted was trusted for the old one. */
static void
url_changed_cb (AppServerForm *self)
{
  g_clear_object (&self->sign_in);
  app_form_set_error (GTK_WIDGET (self->url_row), self->url_error, NULL);
  gtk_switch_set_active (self->plain_switch, FALSE);
  gtk_widget_set_visible (self->plain_row, FALSE);
  update_sensitivity (self);
}

static gboolean
app_server_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (APP_SERVER_FORM (widget)->url_row));
}

static void
app_server_form_dispose (GObject *object)
{
  AppServerForm *self = APP_SERVER_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->profile);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (app_server_form_parent_class)->dispose (object);
}

static void
app_server_form_class_init (AppServerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_server_form_dispose;
  widget_class->grab_focus = app_server_form_grab_focus;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ERP_TYPE_SIGN_IN);

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-server-form.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, url_row);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, url_error);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, plain_row);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, plain_switch);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, continue_button);
  gtk_widget_class_bind_template_child (widget_class, AppServerForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_changed_cb);
}

static void
app_server_form_init (AppServerForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_server_form_set_keyring:
 * @self: a form
 * @keyring: where the key will rest
 */
void
app_server_form_set_keyring (AppServerForm *self, ErpKeyring *keyring)
{
  g_return_if_fail (APP_IS_SERVER_FORM (self));

  g_set_object (&self->keyring, keyring);
}

/**
 * app_server_form_set_profile:
 * @self: a form
 * @profile: (nullable): what is signed in to again; its address stands in the entry
 */
void
app_server_form_set_profile (AppServerForm *self, ErpProfile *profile)
{
  const char *url;

  g_return_if_fail (APP_IS_SERVER_FORM (self));
  g_return_if_fail (profile == NULL || ERP_IS_PROFILE (profile));

  g_set_object (&self->profile, profile);
  g_clear_object (&self->sign_in);
  url = profile != NULL ? erp_profile_get_url (profile) : NULL;
  gtk_editable_set_text (self->url_row, url != NULL ? url : "");
}

/**
 * app_server_form_stop:
 * @self: a form
 *
 * Gives up looking for the server, without a word.
 */
void
app_server_form_stop (AppServerForm *self)
{
  g_return_if_fail (APP_IS_SERVER_FORM (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  update_sensitivity (self);
}
