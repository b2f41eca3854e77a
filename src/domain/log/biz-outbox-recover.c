/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-outbox.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"
#include "erp-unsent.h"

/* What was held when the program ended: the server knows whether it went. */

typedef struct
{
  BizThread *thread; /* (owned) */
  char *name;        /* (owned): what it is kept under */
  BizReply *reply;   /* (owned) */
} Recovery;

static void
free_recovery (gpointer data)
{
  Recovery *recovery = data;

  g_clear_object (&recovery->thread);
  g_clear_object (&recovery->reply);
  g_free (recovery->name);
  g_free (recovery);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Recovery *recovery = g_task_get_task_data (task);
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (recovery->thread));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  gint64 n = 0;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (JSON_NODE_HOLDS_VALUE (answer))
    n = json_node_get_int (answer);
  erp_unsent_set (unsent, recovery->name, biz_thread_get_id (recovery->thread), NULL, FALSE);
  erp_unsent_flush (unsent);
  g_task_return_pointer (task, n == 0 ? g_object_ref (recovery->reply) : NULL, g_object_unref);
}

/* What carries its mark is it. */
static void
look (GTask *task)
{
  Recovery *recovery = g_task_get_task_data (task);
  BizThread *thread = recovery->thread;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("mail.message", "search_count");

  erp_domain_add_string (domain, "model", "=", biz_thread_get_model (thread));
  erp_domain_add_int (domain, "res_id", "=", biz_thread_get_id (thread));
  erp_domain_add_string (domain, "message_id", "ilike", biz_reply_get_mark (recovery->reply));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (thread)), call,
                         g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

/**
 * biz_outbox_recover_async:
 * @self: an outbox
 * @thread: a conversation
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Where the server cannot be asked, it fails, and what was kept stays where it is.
 */
void
biz_outbox_recover_async (BizOutbox *self,
                          BizThread *thread,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  ErpUnsent *unsent;
  Recovery *recovery;
  gboolean is_reply = FALSE;
  const char *text;

  g_return_if_fail (BIZ_IS_OUTBOX (self) && BIZ_IS_THREAD (thread));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_outbox_recover_async);
  name = g_strdup_printf ("held/%s", biz_thread_get_model (thread));
  unsent = erp_session_get_unsent (biz_thread_get_session (thread));
  text = erp_unsent_get (unsent, name, biz_thread_get_id (thread), &is_reply);
  if (text == NULL
      || biz_outbox_find (self, biz_thread_get_model (thread), biz_thread_get_id (thread)) != NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  recovery = g_new0 (Recovery, 1);
  recovery->thread = g_object_ref (thread);
  recovery->name = g_steal_pointer (&name);
  recovery->reply = biz_reply_new ();
  biz_reply_set_text (recovery->reply, text);
  biz_reply_set_is_message (recovery->reply, is_reply);
  biz_reply_take_more (recovery->reply,
                       erp_unsent_get_more (unsent, recovery->name, biz_thread_get_id (thread)));
  g_task_set_task_data (task, recovery, free_recovery);
  look (task);
}

BizReply *
biz_outbox_recover_finish (BizOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
