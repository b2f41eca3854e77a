/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-visitor.h"

#include "demo-json.h"

#include <string.h>

void
visitor_open (Visitor *self, DemoServer *server, const char *role)
{
  self->server = server;
  self->session = soup_session_new_with_options ("timeout", 20, NULL);
  self->account = demo_server_get_account (server, role);
  g_assert_nonnull (self->account);
}

void
visitor_close (Visitor *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->account, demo_account_free);
}

static void
add_headers (SoupMessageHeaders *headers, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (!colon)
        continue;
      *colon = '\0';
      soup_message_headers_replace (headers, lines[i], g_strstrip (colon + 1));
    }
}

static char *
tell (guint status, GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_strndup (data ? data : "", size);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (status >= 400 && object && json_object_has_member (object, "name"))
    return g_strdup_printf ("%u %s", status, json_object_get_string_member (object, "name"));
  return g_strdup_printf ("%u %s", status, text);
}

char *
visitor_post (Visitor *self, const char *path, const char *body, const char *headers)
{
  g_autofree char *url = g_strconcat (demo_server_get_url (self->server), path, NULL);
  g_autoptr (SoupMessage) msg = soup_message_new (body ? "POST" : "GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  if (body)
    {
      char *json = g_strdelimit (g_strdup (body), "'", '"');
      g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));

      soup_message_set_request_body_from_bytes (msg, "application/json", bytes);
    }
  add_headers (soup_message_get_request_headers (msg), headers);
  answer = soup_session_send_and_read (self->session, msg, NULL, &error);
  if (!answer)
    return g_strdup_printf ("! %s", error->message);
  return tell (soup_message_get_status (msg), answer);
}

char *
visitor_json2 (Visitor *self, const char *method, const char *body)
{
  g_autofree char *path = g_strconcat ("/json/2/", method, NULL);
  g_autofree char *headers =
      g_strdup_printf ("Authorization: bearer %s\nX-Odoo-Database: demo", self->account->key);

  return visitor_post (self, path, body, headers);
}

char *
visitor_rpc (Visitor *self, const char *model, const char *method, const char *args)
{
  g_autofree char *body = g_strdup_printf (
      "{'jsonrpc': '2.0', 'id': 7, 'method': 'call', 'params': {'service': 'object', 'method':"
      " 'execute_kw', 'args': ['demo', %" G_GINT64_FORMAT ", '%s', '%s', '%s', %s]}}",
      self->account->uid, self->account->key, model, method, args);
  g_autofree char *told = visitor_post (self, "/jsonrpc", body, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!g_str_has_prefix (told, "200 "))
    return g_steal_pointer (&told);
  node = json_from_string (told + 4, NULL);
  object = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (object, "id"), ==, 7);
  if (json_object_has_member (object, "error"))
    {
      JsonObject *failure = json_object_get_object_member (object, "error");

      g_assert_cmpint (json_object_get_int_member (failure, "code"), ==, 200);
      return g_strdup_printf ("!%s", json_object_get_string_member (
                                         json_object_get_object_member (failure, "data"), "name"));
    }
  return demo_json_to_text (json_object_get_member (object, "result"));
}
