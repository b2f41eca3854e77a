/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-web.h"

#include "erp-fault.h"
#include "erp-json.h"
#include "erp-jsonrpc-client.h"
#include "erp-secret.h"

#define TIMEOUT_MS 60000

typedef struct
{
  gboolean once;
  gboolean bare;
  gint64 now;
  ErpReply *reply; /* (owned) (nullable) */
} WebCall;

static void
web_call_free (gpointer data)
{
  WebCall *call = data;

  g_clear_pointer (&call->reply, erp_reply_free);
  g_free (call);
}

static GBytes *
wrap (JsonObject *params)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  char *text;

  json_object_set_string_member (body, "jsonrpc", "2.0");
  json_object_set_string_member (body, "method", "call");
  json_object_set_int_member (body, "id", 1);
  json_object_set_object_member (body, "params", params);
  json_node_take_object (root, body);
  text = erp_json_to_string (root);
  return g_bytes_new_with_free_func (text, strlen (text), erp_secret_free_bytes, text);
}

static void
parse_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WebCall *call = task_data;
  g_autoptr (JsonNode) root = NULL;
  JsonNode *result;
  GError *error = NULL;

  if (call->reply->status < 200 || call->reply->status >= 300)
    {
      g_task_return_error (task, erp_fault_from_status (call->once, call->reply));
      return;
    }
  root = erp_json_parse (call->reply->body, &error);
  if (root == NULL)
    {
      g_task_return_error (task, erp_fault_unreadable (call->once, error));
      return;
    }
  result = call->bare ? g_steal_pointer (&root)
                      : erp_jsonrpc_unwrap (call->once, g_steal_pointer (&root), &error);
  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify)json_node_unref);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WebCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = erp_http_send_finish (ERP_HTTP (source), result, NULL, &error);
  if (call->reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call->now = call->reply->date;
  g_task_run_in_thread (task, parse_thread);
}

/**
 * erp_web_call_async:
 * @http: the way to a server
 * @path: a route
 * @params: (transfer full) (nullable): what to post; %NULL gets the route
 * @once: whether it may change something
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 */
void
erp_web_call_async (ErpHttp *http,
                    const char *path,
                    JsonObject *params,
                    gboolean once,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;
  WebCall *call;

  g_return_if_fail (ERP_IS_HTTP (http) && path != NULL);

  g_task_set_source_tag (task, erp_web_call_async);
  g_task_set_check_cancellable (task, FALSE);
  call = g_new0 (WebCall, 1);
  call->once = once;
  call->bare = params == NULL;
  g_task_set_task_data (task, call, web_call_free);
  if (params != NULL)
    {
      g_autoptr (GBytes) body = wrap (params);

      message = erp_http_new_post (http, path, body);
    }
  else
    message = erp_http_new_get (http, path);
  if (message == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_PROTOCOL, "Not an address: %s",
                               erp_http_get_base_url (http));
      return;
    }
  erp_http_send_async (http, message, once, TIMEOUT_MS, cancellable, sent_cb, g_object_ref (task));
}

/**
 * erp_web_call_finish:
 * @http: the way to a server
 * @result: what the callback was given
 * @now: (out) (optional): the server's clock in µs since 1970, -1 where it sent none
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the result
 */
JsonNode *
erp_web_call_finish (ErpHttp *http, GAsyncResult *result, gint64 *now, GError **error)
{
  WebCall *call;

  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  call = g_task_get_task_data (G_TASK (result));
  if (now != NULL)
    *now = call->now;
  return g_task_propagate_pointer (G_TASK (result), error);
}
