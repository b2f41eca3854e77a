/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-jsonrpc-client.h"

#include "erp-error.h"
#include "erp-fault.h"
#include "erp-json.h"
#include "erp-later.h"
#include "erp-secret.h"

#include <glib/gi18n-lib.h>

struct _ErpJsonrpcClient
{
  ErpTransport parent_instance;

  char *database; /* (owned) */
  gint64 uid;
  GMutex lock;
  char *api_key; /* (owned): secret; read in worker threads under the lock */
  guint major;
};

G_DEFINE_FINAL_TYPE (ErpJsonrpcClient, erp_jsonrpc_client, ERP_TYPE_TRANSPORT)

/* Where a method of this generation wants another keyword than the names of Odoo 19 that the
 * interface speaks, wants an argument by position, or is no record method yet. */
typedef struct
{
  const char *method;
  guint up_to; /* the last major version it is true of */
  const char *argument;
  const char *keyword; /* (nullable): NULL sends it by position */
  gboolean drop_ids;
} Difference;

static const Difference differences[] = {
  { "create", G_MAXUINT, "vals_list", NULL, FALSE },
  { "default_get", 18, "fields", NULL, FALSE }, /* every override names it anew */
  { "has_group", 17, NULL, NULL, TRUE },
  { "name_search", 17, "domain", "args", FALSE },
  { "write", G_MAXUINT, "vals", NULL, FALSE }, /* many overrides until 17 call it values */
};

static const Difference *
find_difference (const char *method, guint major)
{
  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    if (g_str_equal (differences[i].method, method) && major <= differences[i].up_to)
      return &differences[i];
  return NULL;
}

static JsonNode *
array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static void
add_ids (JsonArray *positional, ErpCall *call)
{
  gsize n_ids;
  const gint64 *ids = erp_call_get_ids (call, &n_ids);
  JsonArray *array;

  if (ids == NULL)
    return;
  array = json_array_sized_new ((guint)n_ids);
  for (gsize i = 0; i < n_ids; i++)
    json_array_add_int_element (array, ids[i]);
  json_array_add_element (positional, array_node (array));
}

static void
split_args (ErpJsonrpcClient *self,
            ErpCall *call,
            JsonObject *context,
            JsonArray *positional,
            JsonObject *keywords)
{
  const Difference *difference = find_difference (erp_call_get_method (call), self->major);
  JsonObject *args = erp_call_get_args (call);
  g_autoptr (GList) names = json_object_get_members (args);

  if (difference == NULL || !difference->drop_ids)
    add_ids (positional, call);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_node_ref (json_object_get_member (args, l->data));

      if (difference == NULL || g_strcmp0 (difference->argument, l->data) != 0)
        json_object_set_member (keywords, l->data, value);
      else if (difference->keyword != NULL)
        json_object_set_member (keywords, difference->keyword, value);
      else
        json_array_add_element (positional, value);
    }
  if (json_object_get_size (context) > 0)
    json_object_set_object_member (keywords, "context", json_object_ref (context));
}

static GBytes *
erp_jsonrpc_client_encode (ErpTransport *transport, ErpCall *call, JsonObject *context, char **path)
{
  ErpJsonrpcClient *self = ERP_JSONRPC_CLIENT (transport);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonObject *params = json_object_new ();
  JsonObject *keywords = json_object_new ();
  JsonArray *args = json_array_new ();
  JsonArray *positional = json_array_new ();
  char *text;

  split_args (self, call, context, positional, keywords);
  json_array_add_string_element (args, self->database);
  json_array_add_int_element (args, self->uid);
  g_mutex_lock (&self->lock);
  json_array_add_string_element (args, self->api_key);
  g_mutex_unlock (&self->lock);
  json_array_add_string_element (args, erp_call_get_model (call));
  json_array_add_string_element (args, erp_call_get_method (call));
  json_array_add_array_element (args, positional);
  json_array_add_object_element (args, keywords);
  json_object_set_string_member (params, "service", "object");
  json_object_set_string_member (params, "method", "execute_kw");
  json_object_set_array_member (params, "args", args);
  json_object_set_string_member (body, "jsonrpc", "2.0");
  json_object_set_string_member (body, "method", "call");
  json_object_set_int_member (body, "id", 1);
  json_object_set_object_member (body, "params", params);
  json_node_take_object (root, body);

  *path = g_strdup ("/jsonrpc");
  text = erp_json_to_string (root);
  return erp_later_new_bytes (text, erp_secret_free_bytes);
}

static void
erp_jsonrpc_client_authorize (ErpTransport *transport, SoupMessage *message)
{
  /* The key stands in the body. */
}

static void
erp_jsonrpc_client_set_api_key (ErpTransport *transport, const char *api_key)
{
  ErpJsonrpcClient *self = ERP_JSONRPC_CLIENT (transport);

  g_mutex_lock (&self->lock);
  erp_secret_free (self->api_key);
  self->api_key = g_strdup (api_key);
  g_mutex_unlock (&self->lock);
}

static JsonNode *
erp_jsonrpc_client_unwrap (
    ErpTransport *transport, ErpCall *call, guint status, JsonNode *root, GError **error)
{
  const gboolean is_write = erp_call_is_write (call);
  ErpReply reply = { .status = status };

  if (status < 200 || status >= 300)
    {
      json_node_unref (root);
      g_propagate_error (error, erp_fault_from_status (is_write, &reply));
      return NULL;
    }
  return erp_jsonrpc_unwrap (is_write, root, error);
}

static void
erp_jsonrpc_client_finalize (GObject *object)
{
  ErpJsonrpcClient *self = ERP_JSONRPC_CLIENT (object);

  g_free (self->database);
  erp_secret_free (self->api_key);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (erp_jsonrpc_client_parent_class)->finalize (object);
}

static void
erp_jsonrpc_client_class_init (ErpJsonrpcClientClass *klass)
{
  ErpTransportClass *transport_class = ERP_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = erp_jsonrpc_client_finalize;
  transport_class->encode = erp_jsonrpc_client_encode;
  transport_class->authorize = erp_jsonrpc_client_authorize;
  transport_class->set_api_key = erp_jsonrpc_client_set_api_key;
  transport_class->unwrap = erp_jsonrpc_client_unwrap;
}

static void
erp_jsonrpc_client_init (ErpJsonrpcClient *self)
{
  g_mutex_init (&self->lock);
}

/**
 * erp_jsonrpc_client_new:
 * @http: the way to the server
 * @database: a database
 * @uid: the person's id there
 * @api_key: the person's key
 * @major: the server's major version, 17 or 18
 *
 * Returns: (transfer full): a client
 */
ErpClient *
erp_jsonrpc_client_new (
    ErpHttp *http, const char *database, gint64 uid, const char *api_key, guint major)
{
  ErpJsonrpcClient *self;

  g_return_val_if_fail (ERP_IS_HTTP (http) && database != NULL && api_key != NULL, NULL);

  self = g_object_new (ERP_TYPE_JSONRPC_CLIENT, "http", http, NULL);
  self->database = g_strdup (database);
  self->uid = uid;
  self->api_key = g_strdup (api_key);
  self->major = major;

  return ERP_CLIENT (self);
}

static GError *
envelope_error (gboolean is_write, JsonNode *node)
{
  JsonObject *fault;
  JsonObject *data;
  const char *name = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  fault = json_node_get_object (node);
  node = json_object_get_member (fault, "data");
  data = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : fault;
  if (!erp_json_get_string (data, "name", &name, NULL) || name == NULL)
    name = "JSON-RPC";
  /* Here a key that ended is refused with this class. */
  if (g_str_equal (name, "odoo.exceptions.AccessDenied"))
    name = "werkzeug.exceptions.Unauthorized";
  return erp_fault_from_exception (is_write, name, data);
}

/**
 * erp_jsonrpc_unwrap:
 * @is_write: whether the request may have changed something
 * @root: (transfer full): the answer
 * @error: return location for the server's error, or ERP_ERROR_PROTOCOL
 *
 * Returns: (transfer full): the result; a node that holds null where there is none
 */
JsonNode *
erp_jsonrpc_unwrap (gboolean is_write, JsonNode *root, GError **error)
{
  g_autoptr (JsonNode) node = root;
  JsonObject *object;
  JsonNode *member;

  g_return_val_if_fail (root != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      GError *fault = NULL;

      object = json_node_get_object (node);
      member = json_object_get_member (object, "error");
      if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
        fault = envelope_error (is_write, member);
      if (fault != NULL)
        {
          g_propagate_error (error, fault);
          return NULL;
        }
      member = json_object_get_member (object, "result");
      if (member != NULL)
        return json_node_ref (member);
      if (json_object_has_member (object, "jsonrpc"))
        return json_node_new (JSON_NODE_NULL);
    }
  g_propagate_error (
      error,
      erp_fault_unreadable (
          is_write,
          g_error_new_literal (ERP_ERROR, ERP_ERROR_PROTOCOL,
                               _ ("The server’s answer is not what its interface promises. Check "
                                  "the address: it may lead to another program."))));
  return NULL;
}
