/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-held.h"

#include "biz-outbox.h"
#include "erp-session.h"
#include "erp-unsent.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWindow *parent;   /* weak */
  ErpSession *session; /* (owned) */
  AppHeldFunc done;
  gpointer user_data;
} Asking;

static void
free_asking (Asking *asking)
{
  g_clear_weak_pointer (&asking->parent);
  g_clear_object (&asking->session);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, free_asking)

static void
tell_failure (GtkWindow *parent, const GError *error)
{
  GtkWidget *dialog =
      adw_message_dialog_new (parent, _ ("Not Everything Was Sent"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean sent = biz_outbox_finish_finish (BIZ_OUTBOX (source), result, &error);

  if (asking->parent == NULL)
    return;
  if (sent)
    asking->done (asking->user_data);
  else
    tell_failure (asking->parent, error);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  BizOutbox *outbox = biz_outbox_get (asking->session);

  if (asking->parent == NULL)
    return;
  if (g_str_equal (response, "send"))
    biz_outbox_finish_async (outbox, NULL, finished_cb, g_steal_pointer (&asking));
  else if (g_str_equal (response, "draft"))
    {
      biz_outbox_take_all_back (outbox);
      /* what was on its way already is waited for */
      biz_outbox_finish_async (outbox, NULL, finished_cb, g_steal_pointer (&asking));
    }
}

static char *
make_body (ErpSession *session, guint n)
{
  const char *drafts = erp_unsent_get_persistent (erp_session_get_unsent (session))
                           ? _ ("A draft is there again at the next start.")
                           : _ ("There is no keyring here: a draft is lost when the program ends.");

  return g_strdup_printf ("%s %s",
                          n == 1 ? _ ("A reply waits for the time in which it can be taken back.")
                                 : _ ("Replies wait for the time in which they can be taken back."),
                          drafts);
}

/**
 * app_held_ask:
 * @parent: the window that would close
 * @session: whose messages
 * @done: called when it may close
 * @user_data: for @done
 *
 * Returns: whether it is asked
 */
gboolean
app_held_ask (GtkWindow *parent, ErpSession *session, AppHeldFunc done, gpointer user_data)
{
  BizOutbox *outbox;
  GtkWidget *dialog;
  g_autofree char *body = NULL;
  Asking *asking;
  guint n;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && done != NULL, FALSE);
  g_return_val_if_fail (session == NULL || ERP_IS_SESSION (session), FALSE);

  outbox = session != NULL ? biz_outbox_peek (session) : NULL;
  n = outbox != NULL ? g_list_model_get_n_items (G_LIST_MODEL (outbox)) : 0;
  if (n == 0)
    return FALSE;
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->parent, parent);
  asking->session = g_object_ref (session);
  asking->done = done;
  asking->user_data = user_data;
  body = make_body (session, n);
  dialog = adw_message_dialog_new (parent, _ ("Send It before Closing?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep Open"),
                                    "draft", _ ("Keep as _Draft"), "send", _ ("_Send Now"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "send",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "send");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}
