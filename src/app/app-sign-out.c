/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-sign-out.h"

#include "app-form.h"
#include "erp-journal.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"

#include <glib/gi18n-lib.h>

/* One sign-out, from the question to the end. */
typedef struct
{
  GtkWindow *parent; /* weak */
  ErpSession *session;
  ErpSignIn *sign_in;
  GtkEditable *password; /* (nullable): in the dialog */
  AppSignOutFunc done;
} SignOut;

static void
sign_out_free (SignOut *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->session);
  g_clear_object (&self->sign_in);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignOut, sign_out_free)

static void
say (SignOut *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (self->parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The key stands on the server still: name and place, so that it can be deleted there. */
static void
say_where_key_is (SignOut *self, const GError *error, const char *key_name, const char *place)
{
  g_autofree char *words = error != NULL ? app_form_describe_error (error) : NULL;
  g_autofree char *body = g_strdup_printf (
      _ ("%s%sThis computer has forgotten the key. On the server it is still there and is called "
         "“%s”. To delete it there too: %s"),
      words != NULL ? words : "", words != NULL ? "\n\n" : "", key_name, place);

  say (self, _ ("Signed Out Here"), body);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SignOut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *key_name = NULL;
  g_autofree char *place = NULL;
  gboolean is_demo = erp_profile_get_is_demo (erp_session_get_profile (self->session));

  erp_sign_in_sign_out_finish (ERP_SIGN_IN (source), result, &key_name, &place, &error);
  if (self->parent == NULL)
    return;
  self->done (self->parent, self->session);
  if (key_name != NULL && !is_demo)
    say_where_key_is (self, error, key_name, place);
}

static void
response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  g_autoptr (SignOut) self = user_data;
  const char *password = self->password != NULL ? gtk_editable_get_text (self->password) : "";
  ErpProfile *profile = erp_session_get_profile (self->session);
  ErpSignIn *sign_in = self->sign_in;

  if (!g_str_equal (response, "sign-out"))
    {
      gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
      return;
    }
  erp_sign_in_sign_out_async (sign_in, profile, *password != '\0' ? password : NULL, NULL,
                              signed_out_cb, g_steal_pointer (&self));
  /* An entry that has the focus while its window goes is told so when its parts are gone. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
}

static char *
describe_loss (SignOut *self, gboolean touched)
{
  ErpJournal *journal = erp_session_get_journal (self->session);
  guint n_open = journal != NULL ? erp_journal_get_n_open (journal) : 0;
  gboolean is_demo = erp_profile_get_is_demo (erp_session_get_profile (self->session));
  GString *text =
      g_string_new (is_demo ? _ ("You leave the demo company. What you did in it stays.")
                            : _ ("The key is deleted from this computer. With your "
                                 "password it is deleted on the server too."));

  if (touched)
    g_string_append_printf (text, "\n\n%s", _ ("What you have written and not saved is lost."));
  if (n_open > 0)
    g_string_append_printf (
        text, "\n\n%s",
        _ ("Something in the journal has not ended. It is looked at again when you sign in."));
  return g_string_free (text, FALSE);
}

static void
add_password (SignOut *self, AdwMessageDialog *dialog)
{
  GtkWidget *entry = gtk_password_entry_new ();

  self->password = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _ ("Password (optional)"), "show-peek-icon", TRUE,
                "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Password (optional)"), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
}

/**
 * app_sign_out_ask:
 * @parent: the window of the session
 * @session: who signs out
 * @keyring: where the key rests
 * @touched: whether something written would be lost
 * @done: called when the key is gone from here
 */
void
app_sign_out_ask (GtkWindow *parent,
                  ErpSession *session,
                  ErpKeyring *keyring,
                  gboolean touched,
                  AppSignOutFunc done)
{
  GtkWidget *dialog;
  SignOut *self;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (done != NULL);

  self = g_new0 (SignOut, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->session = g_object_ref (session);
  self->sign_in = erp_sign_in_new (keyring);
  self->done = done;
  body = describe_loss (self, touched);
  dialog = adw_message_dialog_new (parent, _ ("Sign Out?"), body);
  if (!erp_profile_get_is_demo (erp_session_get_profile (session)))
    add_password (self, ADW_MESSAGE_DIALOG (dialog));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "sign-out", _ ("_Sign Out"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign-out",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "sign-out");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
