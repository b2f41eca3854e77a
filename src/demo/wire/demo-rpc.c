/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-rpc.h"

#include "demo-auth.h"
#include "demo-call.h"
#include "demo-json.h"

#include <string.h>

/* One request on its way. */
typedef struct
{
  DemoStore *store;
  const char *database;
  gint64 now;
  DemoExchange *exchange;
} Request;

static guint
get_series (Request *self)
{
  return demo_registry_get_series (demo_store_get_registry (self->store));
}

static void
answer_json (Request *self, guint status, JsonNode *node)
{
  self->exchange->status = status;
  self->exchange->content_type = "application/json; charset=utf-8";
  demo_json_append (self->exchange->answer, node);
}

static void
answer_page (Request *self, guint status, const char *title, const char *text)
{
  self->exchange->status = status;
  self->exchange->content_type = "text/html; charset=utf-8";
  g_string_append_printf (self->exchange->answer,
                          "<!doctype html>\n<html lang=en>\n<title>%u %s</title>\n<h1>%s</h1>\n"
                          "<p>%s</p>\n",
                          status, title, title, text);
}

static void
answer_error (Request *self, const GError *error)
{
  g_autoptr (JsonNode) node = demo_error_to_json (error);

  if (error->domain == DEMO_ERROR && error->code == DEMO_ERROR_UNAUTHORIZED)
    self->exchange->challenge = TRUE;
  answer_json (self, demo_error_get_status (error), node);
}

static char *
format_now (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
}

/* Runs a call in a transaction of its own. */
static JsonNode *
run_call (Request *self, DemoCall *call, GError **error)
{
  gboolean write = !demo_call_is_readonly (call, demo_store_get_registry (self->store));
  DemoDb *db = demo_store_begin (self->store, write, error);
  g_autoptr (DemoEnv) env = NULL;
  g_autoptr (JsonNode) result = NULL;

  if (!db)
    return NULL;
  env = demo_env_new (demo_store_get_registry (self->store), db, self->now);
  result = demo_call_run (call, env, error);
  if (!demo_store_end (self->store, db, write, result != NULL, result ? error : NULL))
    return NULL;
  return g_steal_pointer (&result);
}

typedef gint64 (*FindUser) (DemoDb *db, const char *secret, const char *other);

static gint64
find_user (Request *self, FindUser find, const char *secret, const char *other)
{
  DemoDb *db = demo_store_begin (self->store, FALSE, NULL);
  gint64 uid = db ? find (db, secret, other) : 0;

  if (db)
    demo_store_end (self->store, db, FALSE, TRUE, NULL);
  return uid;
}

static gint64
find_by_session (DemoDb *db, const char *token, const char *unused)
{
  return demo_auth_find_session (db, token);
}

static gint64
find_by_key (Request *self, const char *key)
{
  g_autofree char *now = format_now (self->now);

  return find_user (self, demo_auth_check_key, key, now);
}

static gint64
find_by_password (Request *self, const char *login, const char *password)
{
  return find_user (self, demo_auth_check_password, login, password);
}

static gboolean
fail_key (Request *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->exchange->bearer)
    g_set_error_literal (&error, DEMO_ERROR, DEMO_ERROR_UNAUTHORIZED,
                         "Nobody is signed in: send a key (Authorization: bearer KEY).");
  else
    g_set_error_literal (&error, DEMO_ERROR, DEMO_ERROR_UNAUTHORIZED, "This key opens nothing.");
  answer_error (self, error);
  return FALSE;
}

/* /json/2/<model>/<method> */
static void
answer_json2 (Request *self)
{
  g_auto (GStrv) parts = g_strsplit (self->exchange->path, "/", -1);
  g_autoptr (DemoCall) call = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (parts) != 5 || strcmp (self->exchange->verb, "POST") != 0)
    {
      g_set_error_literal (&error, DEMO_ERROR, DEMO_ERROR_NOT_FOUND,
                           "Nothing is here. Methods are at POST /json/2/<model>/<method>.");
      answer_error (self, error);
      return;
    }
  call = g_new0 (DemoCall, 1);
  call->style = DEMO_CALL_NAMED;
  call->model = g_strdup (parts[3]);
  call->method = g_strdup (parts[4]);
  if (!self->exchange->bearer || !(call->uid = find_by_key (self, self->exchange->bearer)))
    {
      fail_key (self);
      return;
    }
  if (g_bytes_get_size (self->exchange->body) > 0
      && !(body = demo_exchange_parse (self->exchange, &error)))
    {
      answer_error (self, error);
      return;
    }
  /* As the real one: what is no object counts as no arguments. */
  call->kwargs = body && JSON_NODE_HOLDS_OBJECT (body)
                     ? json_object_ref (json_node_get_object (body))
                     : json_object_new ();
  result = run_call (self, call, &error);
  if (result)
    answer_json (self, 200, result);
  else
    answer_error (self, error);
}

static void
answer_rpc (Request *self, JsonNode *id, JsonNode *result, const GError *error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = demo_json_take_object (object);

  json_object_set_string_member (object, "jsonrpc", "2.0");
  json_object_set_member (object, "id",
                          id ? json_node_ref (id) : json_node_init_null (json_node_alloc ()));
  if (error)
    {
      JsonObject *told = json_object_new ();
      gboolean expired = error->domain == DEMO_ERROR && error->code == DEMO_ERROR_UNAUTHORIZED;

      json_object_set_int_member (told, "code", expired ? 100 : 200);
      json_object_set_string_member (told, "message",
                                     expired ? "Odoo Session Expired" : "Odoo Server Error");
      json_object_set_member (told, "data", demo_error_to_json (error));
      json_object_set_object_member (object, "error", told);
    }
  else
    json_object_set_member (object, "result",
                            result ? json_node_ref (result)
                                   : json_node_init_null (json_node_alloc ()));
  answer_json (self, 200, node);
}

static JsonNode *
version_json (Request *self)
{
  guint series = get_series (self);

  return demo_json ("{\"server_version\": \"%u.0\", \"server_version_info\": [%u, 0, 0, \"final\","
                    " 0, \"\"], \"server_serie\": \"%u.0\", \"protocol_version\": 1}",
                    series, series, series);
}

static const char *
text_at (JsonArray *args, guint index)
{
  JsonNode *node =
      index < json_array_get_length (args) ? json_array_get_element (args, index) : NULL;

  return demo_json_is_text (node) ? json_node_get_string (node) : NULL;
}

static gboolean
check_database (Request *self, const char *name, GError **error)
{
  if (name && strcmp (name, self->database) == 0)
    return TRUE;
  demo_error_set_named (error, DEMO_ERROR_INTERNAL, "psycopg2.OperationalError",
                        "There is no such database here.");
  return FALSE;
}

/* Service "common": version, login, authenticate. */
static JsonNode *
run_common (Request *self, const char *method, JsonArray *args, GError **error)
{
  const char *login = text_at (args, 1);
  const char *secret = text_at (args, 2);
  gint64 uid;

  if (strcmp (method, "version") == 0)
    return version_json (self);
  if (strcmp (method, "login") != 0 && strcmp (method, "authenticate") != 0)
    {
      demo_error_set_named (error, DEMO_ERROR_INTERNAL, "builtins.Exception",
                            "This service has no such method.");
      return NULL;
    }
  if (!check_database (self, text_at (args, 0), error))
    return NULL;
  if (!login || !secret)
    return demo_json_false ();
  uid = find_by_key (self, secret);
  if (uid)
    {
      DemoDb *db = demo_store_begin (self->store, FALSE, NULL);

      if (db
          && demo_db_int (db, NULL, "SELECT id FROM res_users WHERE login = ?", "s", login) != uid)
        uid = 0;
      if (db)
        demo_store_end (self->store, db, FALSE, TRUE, NULL);
    }
  else
    uid = find_by_password (self, login, secret);
  return uid ? demo_json_int (uid) : demo_json_false ();
}

/* The user of [db, uid, secret, ...]; the secret is a key or the password. */
static gboolean
check_secret (Request *self, gint64 uid, const char *secret)
{
  g_autofree char *login = NULL;
  DemoDb *db;

  if (!secret || !*secret)
    return FALSE;
  if (find_by_key (self, secret) == uid)
    return TRUE;
  db = demo_store_begin (self->store, FALSE, NULL);
  if (!db)
    return FALSE;
  login = demo_db_text (db, NULL, "SELECT login FROM res_users WHERE id = ?", "i", uid);
  demo_store_end (self->store, db, FALSE, TRUE, NULL);
  return login && find_by_password (self, login, secret) == uid;
}

/* args: [db, uid, secret, model, method, args, kwargs] or, for execute, the args in line. */
static DemoCall *
parse_object_call (JsonArray *args, gboolean with_names, GError **error)
{
  g_autoptr (DemoCall) call = g_new0 (DemoCall, 1);
  guint n = json_array_get_length (args);
  JsonNode *positional = n > 5 ? json_array_get_element (args, 5) : NULL;
  JsonNode *named = n > 6 ? json_array_get_element (args, 6) : NULL;

  call->style = DEMO_CALL_POSITIONAL;
  call->model = g_strdup (text_at (args, 3));
  call->method = g_strdup (text_at (args, 4));
  call->kwargs = json_object_new ();
  call->args = json_array_new ();
  if (!call->model || !call->method)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "A call names the model and the method.");
      return NULL;
    }
  if (!with_names)
    {
      for (guint i = 5; i < n; i++)
        json_array_add_element (call->args, json_node_ref (json_array_get_element (args, i)));
      return g_steal_pointer (&call);
    }
  if (positional && JSON_NODE_HOLDS_ARRAY (positional))
    {
      json_array_unref (call->args);
      call->args = json_array_ref (json_node_get_array (positional));
    }
  else if (positional && !JSON_NODE_HOLDS_NULL (positional))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "The arguments are a list.");
      return NULL;
    }
  if (named && JSON_NODE_HOLDS_OBJECT (named))
    {
      json_object_unref (call->kwargs);
      call->kwargs = json_object_ref (json_node_get_object (named));
    }
  return g_steal_pointer (&call);
}

static JsonNode *
run_object (Request *self, const char *method, JsonArray *args, GError **error)
{
  g_autoptr (DemoCall) call = NULL;

  if (strcmp (method, "execute_kw") != 0 && strcmp (method, "execute") != 0)
    {
      demo_error_set_named (error, DEMO_ERROR_INTERNAL, "builtins.NameError",
                            "This service has no such method.");
      return NULL;
    }
  if (!check_database (self, text_at (args, 0), error))
    return NULL;
  call = parse_object_call (args, strcmp (method, "execute_kw") == 0, error);
  if (!call)
    return NULL;
  call->uid = demo_json_array_int (args, 1);
  if (call->uid <= 0 || !check_secret (self, call->uid, text_at (args, 2)))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_ACCESS_DENIED, "Access denied.");
      return NULL;
    }
  return run_call (self, call, error);
}

static JsonNode *
get_id (JsonNode *body)
{
  return body && JSON_NODE_HOLDS_OBJECT (body)
             ? json_object_get_member (json_node_get_object (body), "id")
             : NULL;
}

static JsonNode *
run_service (Request *self, JsonObject *params, GError **error)
{
  const char *service = demo_vals_text (params, "service");
  const char *method = demo_vals_text (params, "method");
  JsonNode *args = json_object_get_member (params, "args");
  g_autoptr (JsonArray) list = args && JSON_NODE_HOLDS_ARRAY (args)
                                   ? json_array_ref (json_node_get_array (args))
                                   : json_array_new ();

  if (service && method && strcmp (service, "common") == 0)
    return run_common (self, method, list, error);
  if (service && method && strcmp (service, "object") == 0)
    return run_object (self, method, list, error);
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_KEY, service ? service : "service");
  return NULL;
}

/* {db, login, password} -> a cookie. */
static JsonNode *
run_authenticate (Request *self, JsonObject *params, GError **error)
{
  const char *login = demo_vals_text (params, "login");
  const char *password = demo_vals_text (params, "password");
  gint64 uid;
  DemoDb *db;
  JsonNode *result;

  if (!check_database (self, demo_vals_text (params, "db"), error))
    return NULL;
  uid = login && password ? find_by_password (self, login, password) : 0;
  if (!uid)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_ACCESS_DENIED, "Access denied.");
      return NULL;
    }
  db = demo_store_begin (self->store, TRUE, error);
  if (!db)
    return NULL;
  self->exchange->new_session = demo_auth_open_session (db, uid, error);
  if (!demo_store_end (self->store, db, TRUE, self->exchange->new_session != NULL, error)
      || !self->exchange->new_session)
    return NULL;
  result = demo_json ("{\"uid\": %" G_GINT64_FORMAT ", \"is_admin\": false}", uid);
  json_object_set_string_member (json_node_get_object (result), "username", login);
  json_object_set_string_member (json_node_get_object (result), "db", self->database);
  json_object_set_member (json_node_get_object (result), "server_version_info",
                          demo_json ("[%u, 0, 0, \"final\", 0, \"\"]", get_series (self)));
  return result;
}

static JsonNode *
fail_session (GError **error)
{
  demo_error_set_named (error, DEMO_ERROR_UNAUTHORIZED, "odoo.http.SessionExpiredException",
                        "The session is over: sign in again.");
  return NULL;
}

/* /web/dataset/call_kw with {model, method, args, kwargs} */
static JsonNode *
run_call_kw (Request *self, JsonObject *params, GError **error)
{
  g_autoptr (DemoCall) call = g_new0 (DemoCall, 1);
  JsonNode *args = json_object_get_member (params, "args");
  JsonNode *kwargs = json_object_get_member (params, "kwargs");

  call->style = DEMO_CALL_POSITIONAL;
  call->model = g_strdup (demo_vals_text (params, "model"));
  call->method = g_strdup (demo_vals_text (params, "method"));
  call->session = g_strdup (self->exchange->session);
  call->args = args && JSON_NODE_HOLDS_ARRAY (args) ? json_array_ref (json_node_get_array (args))
                                                    : json_array_new ();
  call->kwargs = kwargs && JSON_NODE_HOLDS_OBJECT (kwargs)
                     ? json_object_ref (json_node_get_object (kwargs))
                     : json_object_new ();
  call->uid = call->session ? find_user (self, find_by_session, call->session, NULL) : 0;
  if (!call->uid)
    return fail_session (error);
  if (!call->model || !call->method)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE,
                           "A call names the model and the method.");
      return NULL;
    }
  return run_call (self, call, error);
}

static JsonNode *
run_destroy (Request *self)
{
  DemoDb *db = self->exchange->session ? demo_store_begin (self->store, TRUE, NULL) : NULL;

  if (db)
    {
      demo_auth_close_session (db, self->exchange->session);
      demo_store_end (self->store, db, TRUE, TRUE, NULL);
    }
  self->exchange->new_session = g_strdup ("");
  return json_node_init_null (json_node_alloc ());
}

/* The routes that speak JSON-RPC. */
static JsonNode *
run_route (Request *self, JsonObject *params, gboolean *known, GError **error)
{
  const char *path = self->exchange->path;

  *known = TRUE;
  if (strcmp (path, "/jsonrpc") == 0)
    return run_service (self, params, error);
  if (strcmp (path, "/web/webclient/version_info") == 0)
    return version_json (self);
  if (strcmp (path, "/web/database/list") == 0)
    return demo_json ("[\"%s\"]", self->database);
  if (strcmp (path, "/web/session/authenticate") == 0)
    return run_authenticate (self, params, error);
  if (strcmp (path, "/web/session/destroy") == 0)
    return run_destroy (self);
  if (strcmp (path, "/web/dataset/call_kw") == 0
      || g_str_has_prefix (path, "/web/dataset/call_kw/"))
    return run_call_kw (self, params, error);
  *known = FALSE;
  return NULL;
}

static void
answer_route (Request *self)
{
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *params;
  gboolean known = TRUE;

  body = demo_exchange_parse (self->exchange, &error);
  if (!body)
    {
      answer_page (self, 400, "Bad Request", "The body is no JSON.");
      return;
    }
  params = demo_exchange_get_params (body);
  result = run_route (self, params ? params : none, &known, &error);
  if (known)
    answer_rpc (self, get_id (body), result, error);
  else
    answer_page (self, 404, "Not Found", "Nothing is at this address.");
}

static gboolean
is_json2 (const char *path)
{
  return strcmp (path, "/json/2") == 0 || g_str_has_prefix (path, "/json/2/");
}

void
demo_rpc_answer (DemoStore *store, const char *database, gint64 now, DemoExchange *exchange)
{
  Request self = { store, database, now, exchange };
  gboolean post = strcmp (exchange->verb, "POST") == 0;

  exchange->answer = g_string_new (NULL);
  if (is_json2 (exchange->path) && get_series (&self) >= 19)
    {
      if (!exchange->database || strcmp (exchange->database, database) != 0)
        answer_page (&self, 404, "Not Found", "No database was chosen, or it is not here.");
      else
        answer_json2 (&self);
    }
  else if (strcmp (exchange->path, "/web/version") == 0 && get_series (&self) >= 18)
    {
      g_autoptr (JsonNode) node =
          demo_json ("{\"version_info\": [%u, 0, 0, \"final\", 0, \"\"], \"version\": \"%u.0\"}",
                     get_series (&self), get_series (&self));

      answer_json (&self, 200, node);
    }
  else if (post)
    answer_route (&self);
  else
    answer_page (&self, 404, "Not Found", "Nothing is at this address.");
}
