/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread.h"

#include "biz-thread-load.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-session.h"

/* What BizThread reads when it is asked for it alone. */

static ErpCall *
new_read (BizThread *self, const char *model, const char *method)
{
  ErpCall *call = erp_call_new_read (model, method);
  gint64 company = biz_thread_get_company_id (self);

  if (company != 0)
    erp_call_set_companies (call, &company, 1);

  return call;
}

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
types_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GListModel *types = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (types != NULL)
    g_task_return_pointer (task, types, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * biz_thread_read_file_async:
 * @self: a conversation
 * @id: the file
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what is in a file. It travels in one piece and stays in memory.
 */
void
biz_thread_read_file_async (BizThread *self,
                            gint64 id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const char *const fields[] = { "datas", NULL };
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_THREAD (self));

  call = new_read (self, "ir.attachment", "read");
  erp_call_set_id (call, id);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_decoder (call, biz_thread_decode_bytes, NULL, NULL, (GDestroyNotify)g_bytes_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_read_file_async);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (self)), call, cancellable,
                         bytes_cb, task);
}

/**
 * biz_thread_read_folder_file_async:
 * @self: a conversation
 * @id: the file, of the community's folders
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * As biz_thread_read_file_async (), ended as that is.
 */
void
biz_thread_read_folder_file_async (BizThread *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  static char member[] = "content";
  static const char *const fields[] = { member, NULL };
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_THREAD (self));

  call = new_read (self, "dms.file", "read");
  erp_call_set_id (call, id);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_decoder (call, biz_thread_decode_bytes, member, NULL, (GDestroyNotify)g_bytes_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_read_folder_file_async);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (self)), call, cancellable,
                         bytes_cb, task);
}

GBytes *
biz_thread_read_file_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
biz_thread_load_types_async (BizThread *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_THREAD (self));

  call = new_read (self, "mail.activity.type", "search_read");
  biz_thread_load_set_types (call, biz_thread_get_model (self));
  erp_call_set_decoder (call, biz_thread_decode_types, NULL, NULL, g_object_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_thread_load_types_async);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (self)), call, cancellable,
                         types_cb, task);
}

GListModel *
biz_thread_load_types_finish (BizThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
