/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-json2-client.h"

#include "erp-fault.h"
#include "erp-json.h"
#include "erp-later.h"
#include "erp-secret.h"

struct _ErpJson2Client
{
  ErpTransport parent_instance;

  char *database;      /* (owned) */
  char *authorization; /* (owned): secret */
};

G_DEFINE_FINAL_TYPE (ErpJson2Client, erp_json2_client, ERP_TYPE_TRANSPORT)

static void
add_member (JsonObject *body, const char *name, JsonNode *value)
{
  json_object_set_member (body, name, json_node_ref (value));
}

static GBytes *
erp_json2_client_encode (ErpTransport *transport, ErpCall *call, JsonObject *context, char **path)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonObject *args = erp_call_get_args (call);
  g_autoptr (GList) names = json_object_get_members (args);
  const gint64 *ids;
  gsize n_ids;
  char *text;

  json_node_take_object (root, body);
  for (GList *l = names; l != NULL; l = l->next)
    add_member (body, l->data, json_object_get_member (args, l->data));
  ids = erp_call_get_ids (call, &n_ids);
  if (ids != NULL)
    {
      JsonArray *array = json_array_sized_new ((guint)n_ids);

      for (gsize i = 0; i < n_ids; i++)
        json_array_add_int_element (array, ids[i]);
      json_object_set_array_member (body, "ids", array);
    }
  if (json_object_get_size (context) > 0)
    json_object_set_object_member (body, "context", json_object_ref (context));

  *path = g_strdup_printf ("/json/2/%s/%s", erp_call_get_model (call), erp_call_get_method (call));
  text = erp_json_to_string (root);
  return erp_later_new_bytes (text, g_free);
}

static void
erp_json2_client_authorize (ErpTransport *transport, SoupMessage *message)
{
  ErpJson2Client *self = ERP_JSON2_CLIENT (transport);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Authorization", self->authorization);
  if (self->database != NULL)
    soup_message_headers_replace (headers, "X-Odoo-Database", self->database);
}

static void
erp_json2_client_set_api_key (ErpTransport *transport, const char *api_key)
{
  ErpJson2Client *self = ERP_JSON2_CLIENT (transport);

  erp_secret_free (self->authorization);
  self->authorization = g_strconcat ("bearer ", api_key, NULL);
}

static JsonNode *
erp_json2_client_unwrap (
    ErpTransport *transport, ErpCall *call, guint status, JsonNode *root, GError **error)
{
  g_autoptr (JsonNode) node = root;
  const gboolean is_write = erp_call_is_write (call);
  ErpReply reply = { .status = status };
  const char *name = NULL;
  JsonObject *object;

  if (status >= 200 && status < 300)
    return g_steal_pointer (&node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      object = json_node_get_object (node);
      if (erp_json_get_string (object, "name", &name, NULL) && name != NULL)
        {
          g_propagate_error (error, erp_fault_from_exception (is_write, name, object));
          return NULL;
        }
    }
  g_propagate_error (error, erp_fault_from_status (is_write, &reply));
  return NULL;
}

static void
erp_json2_client_finalize (GObject *object)
{
  ErpJson2Client *self = ERP_JSON2_CLIENT (object);

  g_free (self->database);
  erp_secret_free (self->authorization);

  G_OBJECT_CLASS (erp_json2_client_parent_class)->finalize (object);
}

static void
erp_json2_client_class_init (ErpJson2ClientClass *klass)
{
  ErpTransportClass *transport_class = ERP_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = erp_json2_client_finalize;
  transport_class->encode = erp_json2_client_encode;
  transport_class->authorize = erp_json2_client_authorize;
  transport_class->set_api_key = erp_json2_client_set_api_key;
  transport_class->unwrap = erp_json2_client_unwrap;
}

static void
erp_json2_client_init (ErpJson2Client *self)
{
}

/**
 * erp_json2_client_new:
 * @http: the way to the server
 * @database: (nullable): a database, where the server has several
 * @api_key: the person's key
 *
 * Returns: (transfer full): a client
 */
ErpClient *
erp_json2_client_new (ErpHttp *http, const char *database, const char *api_key)
{
  ErpJson2Client *self;

  g_return_val_if_fail (ERP_IS_HTTP (http) && api_key != NULL, NULL);

  self = g_object_new (ERP_TYPE_JSON2_CLIENT, "http", http, NULL);
  self->database = g_strdup (database);
  erp_json2_client_set_api_key (ERP_TRANSPORT (self), api_key);

  return ERP_CLIENT (self);
}
