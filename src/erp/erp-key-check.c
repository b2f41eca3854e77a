/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-key-check.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "erp-secret.h"
#include "erp-web.h"

#include <glib/gi18n-lib.h>

/* The first version that JSON-2 is spoken with. */
#define JSON2_SINCE 19

typedef struct
{
  guint major;
  char *version;  /* (owned) */
  char *database; /* (owned) */
  char *api_key;  /* (owned): secret */
  gint64 uid;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->version);
  g_free (check->database);
  erp_secret_free (check->api_key);
  g_free (check);
}

static void
fail_auth (GTask *task)
{
  g_task_return_new_error (
      task, ERP_ERROR, ERP_ERROR_AUTH,
      _ ("The server does not accept the key. Check the login and the database, or make a new key "
         "in the browser (Preferences, Account Security)."));
}

static void
return_client (GTask *task, ErpClient *client)
{
  Check *check = g_task_get_task_data (task);

  erp_transport_set_server_version (ERP_TRANSPORT (client), check->version);
  g_task_return_pointer (task, client, g_object_unref);
}

static void
context_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *context;

  if (node == NULL && g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH))
    {
      g_error_free (error);
      fail_auth (task);
      return;
    }
  if (node == NULL || !erp_json_get_object (node, &context, &error)
      || !erp_json_get_int (context, "uid", &check->uid, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* "false" is the ERP's word for nobody */
  if (check->uid <= 0)
    {
      fail_auth (task);
      return;
    }
  return_client (task, ERP_CLIENT (g_object_ref (source)));
}

static void
authenticated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = erp_web_call_finish (ERP_HTTP (source), result, NULL, &error);

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) <= 0)
    {
      fail_auth (task);
      return;
    }
  check->uid = json_node_get_int (node);
  return_client (task, erp_jsonrpc_client_new (ERP_HTTP (source), check->database, check->uid,
                                               check->api_key, check->major));
}

static void
ask_context (GTask *task, ErpHttp *http)
{
  Check *check = g_task_get_task_data (task);
  g_autoptr (ErpClient) client = erp_json2_client_new (http, check->database, check->api_key);
  g_autoptr (ErpCall) call = erp_call_new_read ("res.users", "context_get");

  erp_client_call_async (client, call, g_task_get_cancellable (task), context_cb,
                         g_object_ref (task));
}

static void
ask_uid (GTask *task, ErpHttp *http, const char *login)
{
  Check *check = g_task_get_task_data (task);
  JsonObject *params = json_object_new ();
  JsonArray *args = json_array_new ();

  json_array_add_string_element (args, check->database);
  json_array_add_string_element (args, login);
  json_array_add_string_element (args, check->api_key);
  json_array_add_object_element (args, json_object_new ());
  json_object_set_string_member (params, "service", "common");
  json_object_set_string_member (params, "method", "authenticate");
  json_object_set_array_member (params, "args", args);
  erp_web_call_async (http, "/jsonrpc", params, FALSE, g_task_get_cancellable (task),
                      authenticated_cb, g_object_ref (task));
}

/**
 * erp_key_check_new_client:
 * @http: the way to a server
 * @major: the server's major version
 * @version: the version as the server named it
 * @database: a database
 * @uid: the user
 * @api_key: the user's key
 *
 * Returns: (transfer full): a client that asks with a key that was not checked
 */
ErpClient *
erp_key_check_new_client (ErpHttp *http,
                          guint major,
                          const char *version,
                          const char *database,
                          gint64 uid,
                          const char *api_key)
{
  ErpClient *client;

  g_return_val_if_fail (ERP_IS_HTTP (http) && database != NULL && api_key != NULL, NULL);

  if (major >= JSON2_SINCE)
    client = erp_json2_client_new (http, database, api_key);
  else
    client = erp_jsonrpc_client_new (http, database, uid, api_key, major);
  erp_transport_set_server_version (ERP_TRANSPORT (client), version);
  return client;
}

/**
 * erp_key_check_async:
 * @http: the way to a server
 * @major: the server's major version
 * @version: the version as the server named it
 * @database: a database
 * @login: the person's login; JSON-2 does without
 * @api_key: the key
 * @cancellable: (nullable): a cancellable
 * @callback: called with the client
 * @user_data: data for @callback, owned by it
 */
void
erp_key_check_async (ErpHttp *http,
                     guint major,
                     const char *version,
                     const char *database,
                     const char *login,
                     const char *api_key,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  Check *check;

  g_return_if_fail (ERP_IS_HTTP (http) && database != NULL && login != NULL && api_key != NULL);

  g_task_set_source_tag (task, erp_key_check_async);
  check = g_new0 (Check, 1);
  check->major = major;
  check->version = g_strdup (version);
  check->database = g_strdup (database);
  check->api_key = g_strstrip (g_strdup (api_key));
  g_task_set_task_data (task, check, check_free);
  /* Whatever was pasted must not end up as a header of its own. */
  for (const char *p = check->api_key; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      {
        fail_auth (task);
        return;
      }
  if (*check->api_key == '\0')
    fail_auth (task);
  else if (major >= JSON2_SINCE)
    ask_context (task, http);
  else
    ask_uid (task, http, login);
}

/**
 * erp_key_check_finish:
 * @http: the way to a server
 * @result: what the callback was given
 * @uid: (out): whose key it is
 * @error: return location for an ERP_ERROR; ERP_ERROR_AUTH where the key opens nothing
 *
 * Returns: (transfer full): a client that asks with the key
 */
ErpClient *
erp_key_check_finish (ErpHttp *http, GAsyncResult *result, gint64 *uid, GError **error)
{
  Check *check;

  g_return_val_if_fail (g_task_is_valid (result, http), NULL);
  g_return_val_if_fail (uid != NULL, NULL);

  check = g_task_get_task_data (G_TASK (result));
  *uid = check->uid;
  return g_task_propagate_pointer (G_TASK (result), error);
}
