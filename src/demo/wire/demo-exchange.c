/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-json.h"
#include "demo-rpc.h"

#include <string.h>

void
demo_exchange_free (DemoExchange *self)
{
  g_free (self->path);
  g_free (self->verb);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->bearer);
  g_free (self->database);
  g_free (self->session);
  g_clear_pointer (&self->parsed, json_node_unref);
  g_free (self->new_session);
  if (self->answer)
    g_string_free (self->answer, TRUE);
  g_free (self);
}

/* The body as JSON, read once. */
JsonNode *
demo_exchange_parse (DemoExchange *self, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);

  if (!self->parsed)
    self->parsed = demo_json_parse (data ? data : "", size, error);
  return self->parsed ? json_node_ref (self->parsed) : NULL;
}

/* The member `params` of a JSON-RPC body, or NULL. */
JsonObject *
demo_exchange_get_params (JsonNode *body)
{
  JsonObject *root = body && JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body) : NULL;
  JsonNode *params = root ? json_object_get_member (root, "params") : NULL;

  return params && JSON_NODE_HOLDS_OBJECT (params) ? json_node_get_object (params) : NULL;
}

static const char *
text_at (JsonArray *args, guint index)
{
  JsonNode *node =
      index < json_array_get_length (args) ? json_array_get_element (args, index) : NULL;

  return demo_json_is_text (node) ? json_node_get_string (node) : NULL;
}

/* What a JSON-RPC body calls. */
static char *
find_called (DemoExchange *exchange)
{
  g_autoptr (JsonNode) body = demo_exchange_parse (exchange, NULL);
  JsonObject *params = demo_exchange_get_params (body);
  JsonNode *args = params ? json_object_get_member (params, "args") : NULL;
  const char *model = params ? demo_vals_text (params, "model") : NULL;
  const char *method = params ? demo_vals_text (params, "method") : NULL;
  const char *service = params ? demo_vals_text (params, "service") : NULL;

  if (service && strcmp (service, "object") == 0 && args && JSON_NODE_HOLDS_ARRAY (args))
    {
      model = text_at (json_node_get_array (args), 3);
      method = text_at (json_node_get_array (args), 4);
    }
  else if (service)
    model = service;
  return model && method ? g_strdup_printf ("%s/%s", model, method) : NULL;
}

char *
demo_rpc_find_name (DemoExchange *exchange)
{
  char *name = NULL;

  if (g_str_has_prefix (exchange->path, "/json/2/"))
    return g_strdup (exchange->path + strlen ("/json/2/"));
  if (strcmp (exchange->path, "/jsonrpc") == 0
      || g_str_has_prefix (exchange->path, "/web/dataset/call_kw"))
    name = find_called (exchange);
  return name ? name : g_strdup (exchange->path[0] == '/' ? exchange->path + 1 : exchange->path);
}
