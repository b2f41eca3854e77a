/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-store-private.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

/* A verb is sent, then what became of it is read. Posting alone is sent once more where its answer
 * was lost: it does nothing twice, while the others could undo what a colleague did meanwhile. */
static const struct
{
  const char *method;
  BizInvoiceState wanted;
  gboolean repeatable;
} verbs[] = {
  [BIZ_VERB_POST] = { "action_post", BIZ_STATE_POSTED, TRUE },
  [BIZ_VERB_RESET] = { "button_draft", BIZ_STATE_DRAFT, FALSE },
  [BIZ_VERB_CANCEL] = { "button_cancel", BIZ_STATE_CANCELLED, FALSE },
  /* what is deleted has no state */
  [BIZ_VERB_DELETE] = { "unlink", BIZ_STATE_DRAFT, FALSE },
};

typedef struct
{
  gint64 id;
  BizInvoiceVerb verb;
  GError *sent_error; /* (owned) (nullable): of the last sending */
  guint n_sent;
} Posting;

static void
free_posting (gpointer data)
{
  Posting *posting = data;

  g_clear_error (&posting->sent_error);
  g_free (posting);
}

static void send_post (GTask *task);

/* An answer that cannot be read tells as little as one that was lost. */
static gboolean
is_unknown (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
post_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizInvoiceStore *self = g_task_get_source_object (task);
  Posting *posting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (invoice == NULL && posting->verb == BIZ_VERB_DELETE
      && g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING))
    {
      g_task_return_pointer (task, NULL, NULL);
      biz_invoice_store_emit_changed (self, posting->id);
      return;
    }
  if (invoice == NULL)
    {
      /* what the server said to the verb itself tells more */
      g_task_return_error (task, posting->sent_error != NULL
                                     ? g_steal_pointer (&posting->sent_error)
                                     : g_steal_pointer (&error));
      return;
    }
  if (biz_invoice_get_state (invoice) == verbs[posting->verb].wanted
      && posting->verb != BIZ_VERB_DELETE)
    {
      g_task_return_pointer (task, g_steal_pointer (&invoice), g_object_unref);
      biz_invoice_store_emit_changed (self, posting->id);
      return;
    }
  if (is_unknown (posting->sent_error) && posting->n_sent < 2 && verbs[posting->verb].repeatable)
    {
      send_post (g_steal_pointer (&task));
      return;
    }
  if (posting->sent_error != NULL)
    g_task_return_error (task, g_steal_pointer (&posting->sent_error));
  else
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                             posting->verb == BIZ_VERB_POST
                                 ? _ ("The server did not post the invoice: it wants a decision "
                                      "first. Open the invoice in the browser.")
                                 : _ ("The server did not do it: it wants a decision first. Open "
                                      "the invoice in the browser."));
}

static void
post_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizInvoiceStore *self = g_task_get_source_object (task);
  Posting *posting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpCall) read = NULL;

  /* A refusal may mean that it is done already. */
  if (answer == NULL && !is_unknown (error)
      && !g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
      && !g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_error (&posting->sent_error);
  posting->sent_error = g_steal_pointer (&error);
  read = biz_invoice_store_make_read (self, posting->id);
  erp_client_call_async (ERP_CLIENT (source), read, g_task_get_cancellable (task), post_read_cb,
                         g_object_ref (task));
}

/* Takes @task. */
static void
send_post (GTask *task)
{
  BizInvoiceStore *self = g_task_get_source_object (task);
  Posting *posting = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_write ("account.move", verbs[posting->verb].method);

  posting->n_sent++;
  erp_call_set_id (call, posting->id);
  erp_client_call_async (biz_invoice_store_get_client (self), call, g_task_get_cancellable (task),
                         post_sent_cb, task);
}

/**
 * biz_invoice_store_act_async:
 * @self: a store
 * @id: an invoice
 * @verb: what to do with it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Posts, resets to draft, cancels or deletes, and settles a lost answer by reading.
 */
void
biz_invoice_store_act_async (BizInvoiceStore *self,
                             gint64 id,
                             BizInvoiceVerb verb,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Posting *posting;
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));

  posting = g_new0 (Posting, 1);
  posting->id = id;
  posting->verb = verb;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_act_async);
  g_task_set_task_data (task, posting, free_posting);
  send_post (task);
}

/**
 * biz_invoice_store_act_finish:
 * @self: a store
 * @result: from the callback
 * @invoice: (out) (transfer full) (nullable): the document afterwards; %NULL where it is deleted
 * @error: return location
 *
 * Returns: whether it is done; ERP_ERROR_UNKNOWN_OUTCOME where that cannot be told
 */
gboolean
biz_invoice_store_act_finish (BizInvoiceStore *self,
                              GAsyncResult *result,
                              BizInvoice **invoice,
                              GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self) && invoice != NULL, FALSE);

  *invoice = g_task_propagate_pointer (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/**
 * biz_invoice_store_post_async:
 * @self: a store
 * @id: a draft
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Posts the draft. Posting twice does nothing twice, so a lost answer is settled by reading and, if
 * need be, sending again.
 */
void
biz_invoice_store_post_async (BizInvoiceStore *self,
                              gint64 id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  biz_invoice_store_act_async (self, id, BIZ_VERB_POST, cancellable, callback, user_data);
}

/**
 * biz_invoice_store_post_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the document as it is posted
 */
BizInvoice *
biz_invoice_store_post_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
