/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paste.h"

#include "erp-call.h"
#include "erp-client.h"

static void ask (GTask *task, ErpClient *client);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *records = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_paste_take (g_task_get_task_data (task), records);
  ask (task, ERP_CLIENT (source));
}

static void
ask (GTask *task, ErpClient *client)
{
  g_autoptr (ErpCall) call = biz_paste_new_call (g_task_get_task_data (task));

  if (call == NULL)
    g_task_return_boolean (task, TRUE);
  else
    erp_client_call_async (client, call, g_task_get_cancellable (task), answered_cb,
                           g_object_ref (task));
}

/**
 * biz_paste_search_async:
 * @self: numbers that were not looked for yet
 * @client: who asks
 * @cancellable: (nullable): stops it
 * @callback: called when all is known
 * @user_data: for @callback
 */
void
biz_paste_search_async (BizPaste *self,
                        ErpClient *client,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL && ERP_IS_CLIENT (client));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_task_data (task, biz_paste_ref (self), (GDestroyNotify)biz_paste_unref);
  ask (task, client);
}

gboolean
biz_paste_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
