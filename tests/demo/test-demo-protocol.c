/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"
#include "demo-json.h"
#include "demo-visitor.h"

#include <string.h>

static const struct
{
  const char *method;
  const char *body;
  const char *expected;
} json2_cases[] = {
  { "x.order/search_count", "{'domain': []}", "200 6" },
  { "x.order/read", "{'ids': [1], 'fields': ['name', 'amount', 'partner_id', 'quantity']}",
    "200 [{\"id\": 1, \"name\": \"O1\", \"amount\": 100.1, \"partner_id\": [2, \"Acme\"],"
    " \"quantity\": 2.5}]" },
  { "x.order/read", "{'ids': [2, 99], 'fields': ['amount']}",
    "200 [{\"id\": 2, \"amount\": 200.0}]" },
  { "x.order/confirm", "{'ids': [2]}", "200 false" },
  { "x.order/refuse", "{'ids': [2]}", "422 odoo.exceptions.UserError" },
  { "x.order/refuse", "{'ids': [2], 'redirect': true}", "500 odoo.exceptions.RedirectWarning" },
  { "x.order/confirm", "{'ids': [99]}", "404 odoo.exceptions.MissingError" },
  { "x.order/write", "{'ids': [99], 'vals': {}}", "404 odoo.exceptions.MissingError" },
  { "x.order/write", "{'ids': [1], 'vals': {'state': 'odd'}}", "500 builtins.ValueError" },
  { "x.order/create", "{'vals_list': [{'partner_id': 999}]}", "404 odoo.exceptions.MissingError" },
  { "x.order/create", "{'vals_list': [{}]}", "422 odoo.exceptions.ValidationError" },
  { "x.order/create", "{'vals_list': 'x'}", "500 builtins.TypeError" },
  { "x.odd/read", "{'ids': [1]}", "404 werkzeug.exceptions.NotFound" },
  { "x.order/odd", "{'ids': [1]}", "404 werkzeug.exceptions.NotFound" },
  { "x.order/_read", "{'ids': [1]}", "403 odoo.exceptions.AccessError" },
  { "x.order/read", "{'ids': [1], 'odd': 1}", "422 werkzeug.exceptions.UnprocessableEntity" },
  { "x.order/search", "{}", "422 werkzeug.exceptions.UnprocessableEntity" },
  { "x.order/search", "{'domain': [], 'ids': [1]}", "422 werkzeug.exceptions.UnprocessableEntity" },
  { "x.order/read", "{'ids': ['x']}", "500 builtins.TypeError" },
  { "x.order/read", "{'ids': [1], 'fields': ['odd']}", "500 builtins.ValueError" },
  { "x.order/read", "{bad", "400 werkzeug.exceptions.BadRequest" },
  { "x.order/read", "[1]", "200 []" },
  { "x.order/read", "", "200 []" },
  { "x.order/search_count", "{'domain': [], 'context': {'allowed_company_ids': [2]}}", "200 1" },
  { "x.order/search_count", "{'domain': [], 'context': {'allowed_company_ids': [9]}}",
    "403 odoo.exceptions.AccessError" },
  { "x.order/search_count", "{'domain': [], 'context': 'x'}", "500 builtins.TypeError" },
  { "x.order/has_access", "{'operation': 'unlink'}", "200 true" },
  { "x.order/name_search", "{'name': 'O', 'limit': 2}", "200 [[3, \"o3\"], [6, \"O6\"]]" },
  { "x.order", "{}", "404 werkzeug.exceptions.NotFound" },
};

static void
test_json2 (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
  Visitor visitor;

  visitor_open (&visitor, server, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (json2_cases); i++)
    visitor_assert (visitor_json2 (&visitor, json2_cases[i].method, json2_cases[i].body),
                    json2_cases[i].expected);
  visitor_close (&visitor);
}

static void
test_keys (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
  const char *path = "/json/2/x.order/search_count";
  const char *body = "{'domain': []}";
  g_autofree char *lost = NULL;
  Visitor visitor;

  visitor_open (&visitor, server, "clerk");
  visitor_assert (visitor_post (&visitor, path, body, "X-Odoo-Database: demo"),
                  "401 werkzeug.exceptions.Unauthorized");
  visitor_assert (visitor_post (&visitor, path, body,
                                "X-Odoo-Database: demo\nAuthorization: bearer odd"),
                  "401 werkzeug.exceptions.Unauthorized");
  lost = visitor_post (&visitor, path, body, "X-Odoo-Database: other");
  g_assert_true (g_str_has_prefix (lost, "404 <!doctype html>"));
  g_clear_pointer (&lost, g_free);
  lost = visitor_post (&visitor, "/nowhere", "{}", NULL);
  g_assert_true (g_str_has_prefix (lost, "404 <!doctype html>"));
  visitor_assert (visitor_post (&visitor, "/web/version", NULL, NULL),
                  "200 {\"version_info\": [19, 0, 0, \"final\", 0, \"\"], \"version\": \"19.0\"}");
  visitor_assert (visitor_post (&visitor, "/web/database/list", "{'jsonrpc': '2.0', 'params': {}}",
                                NULL),
                  "200 {\"jsonrpc\": \"2.0\", \"id\": null, \"result\": [\"demo\"]}");
  visitor_assert (visitor_post (&visitor, "/web/webclient/version_info",
                                "{'jsonrpc': '2.0', 'id': 3, 'params': {}}", NULL),
                  "200 {\"jsonrpc\": \"2.0\", \"id\": 3, \"result\": {\"server_version\": "
                  "\"19.0\", \"server_version_info\": [19, 0, 0, \"final\", 0, \"\"], "
                  "\"server_serie\": \"19.0\", \"protocol_version\": 1}}");
  visitor_close (&visitor);
}

static void
test_browsers (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
  Visitor visitor;

  visitor_open (&visitor, server, "clerk");
  visitor_assert (visitor_post (&visitor, "/web/version", NULL, "Host: evil.example"),
                  "403 This address is not served.\n");
  visitor_assert (visitor_post (&visitor, "/web/version", NULL, "Host: 127.0.0.1:1"),
                  "403 This address is not served.\n");
  visitor_assert (visitor_post (&visitor, "/web/version", NULL, "Origin: http://127.0.0.1"),
                  "403 Pages of other places are not served.\n");
  visitor_assert (visitor_post (&visitor, "/web/version", NULL, "Origin: null"),
                  "403 Pages of other places are not served.\n");
  visitor_close (&visitor);
}

static const struct
{
  const char *model;
  const char *method;
  const char *args;
  const char *expected;
} rpc_cases[] = {
  { "x.order", "search_count", "[], {'domain': []}", "6" },
  { "x.order", "search_count", "[[]], {}", "6" },
  { "x.order", "read", "[[1], ['name']], {}", "[{\"id\": 1, \"name\": \"O1\"}]" },
  { "x.order", "read", "[[1]], {'fields': ['name'], 'load': ''}",
    "[{\"id\": 1, \"name\": \"O1\"}]" },
  { "x.order", "read", "[1, ['partner_id']], {'load': ''}", "[{\"id\": 1, \"partner_id\": 2}]" },
  { "x.order", "read", "[], {}", "!builtins.IndexError" },
  { "x.order", "create", "[{'partner_id': 2}], {}", "7" },
  { "x.order", "create", "[[{'partner_id': 2}]], {}", "[8]" },
  { "x.order", "create", "[], {'vals_list': [{'partner_id': 2}]}", "!builtins.IndexError" },
  { "x.order", "write", "[[8], {'name': 'new'}], {}", "true" },
  { "x.order", "write", "[[8]], {'vals': {'name': 'newer'}}", "true" },
  { "x.order", "write", "[[8], {}, 1], {}", "!builtins.TypeError" },
  { "x.order", "write", "[[8]], {}", "!builtins.TypeError" },
  { "x.order", "write", "[[8], {}], {'vals': {}}", "!builtins.TypeError" },
  { "x.order", "refuse", "[[1]], {}", "!odoo.exceptions.UserError" },
  { "x.order", "odd", "[], {}", "!builtins.AttributeError" },
  { "x.odd", "read", "[], {}", "!odoo.exceptions.UserError" },
  { "x.order", "has_access", "[], {'operation': 'read'}", "!builtins.AttributeError" },
  { "x.order", "formatted_read_group", "[], {'domain': []}", "!builtins.AttributeError" },
  { "x.order", "check_access_rights", "['create'], {'raise_exception': false}", "true" },
  { "x.order", "name_get", "[[1]], {}", "[[1, \"O1\"]]" },
  { "x.order", "_read", "[[1]], {}", "!odoo.exceptions.AccessError" },
  { "res.users", "has_group", "['x.clerk'], {}", "true" },
  { "res.users", "fields_get", "[['groups_id', 'group_ids']], {'attributes': ['type']}",
    "{\"groups_id\": {\"type\": \"many2many\"}}" },
};

static void
test_jsonrpc (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (17, NULL);
  g_autofree char *lost = NULL;
  g_autofree char *body = NULL;
  g_autofree char *expected = NULL;
  Visitor visitor;

  visitor_open (&visitor, server, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (rpc_cases); i++)
    visitor_assert (visitor_rpc (&visitor, rpc_cases[i].model, rpc_cases[i].method,
                                 rpc_cases[i].args),
                    rpc_cases[i].expected);
  /* series 17 has no JSON-2 */
  lost = visitor_json2 (&visitor, "x.order/search_count", "{'domain': []}");
  g_assert_true (g_str_has_prefix (lost, "404 <!doctype html>"));
  body = g_strdup_printf ("{'id': 1, 'params': {'service': 'common', 'method': 'authenticate',"
                          " 'args': ['demo', 'clerk', '%s', {}]}}",
                          visitor.account->key);
  expected = g_strdup_printf ("200 {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": %d}",
                              (int)visitor.account->uid);
  visitor_assert (visitor_post (&visitor, "/jsonrpc", body, NULL), expected);
  visitor_assert (visitor_post (&visitor, "/jsonrpc",
                                "{'id': 1, 'params': {'service': 'common', 'method':"
                                " 'authenticate', 'args': ['demo', 'clerk', 'odd', {}]}}",
                                NULL),
                  "200 {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": false}");
  visitor.account->key[0] = 'x';
  visitor_assert (visitor_rpc (&visitor, "x.order", "search", "[[]], {}"),
                  "!odoo.exceptions.AccessDenied");
  visitor_close (&visitor);
}

/* What /web/dataset/call_kw answers. */
static JsonNode *
call_kw (Visitor *visitor, const char *model, const char *method, const char *rest)
{
  g_autofree char *body =
      g_strdup_printf ("{'id': 1, 'params': {'model': '%s', 'method': '%s', %s}}", model, method,
                       rest);
  g_autofree char *told = visitor_post (visitor, "/web/dataset/call_kw", body, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonNode *result;

  g_assert_true (g_str_has_prefix (told, "200 "));
  node = json_from_string (told + 4, NULL);
  result = json_object_get_member (json_node_get_object (node), "result");
  if (!result)
    g_test_message ("%s", told);
  return result ? json_node_ref (result) : NULL;
}

static void
sign_in (Visitor *visitor, const char *password)
{
  g_autofree char *body =
      g_strdup_printf ("{'id': 1, 'params': {'db': 'demo', 'login': 'clerk', 'password': '%s'}}",
                       password);
  g_autofree char *told = NULL;

  if (!soup_session_has_feature (visitor->session, SOUP_TYPE_COOKIE_JAR))
    soup_session_add_feature_by_type (visitor->session, SOUP_TYPE_COOKIE_JAR);
  told = visitor_post (visitor, "/web/session/authenticate", body, NULL);
  if (strcmp (password, visitor->account->password) == 0)
    g_assert_nonnull (strstr (told, "\"uid\": "));
  else
    g_assert_nonnull (strstr (told, "odoo.exceptions.AccessDenied"));
}

static void
test_minting (gconstpointer data)
{
  guint series = GPOINTER_TO_UINT (data);
  g_autoptr (DemoServer) server = fixture_start_server (series, NULL);
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) asked = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autoptr (JsonNode) late = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *run = NULL;
  g_autofree char *key = NULL;
  gint64 check;
  Visitor visitor;

  visitor_open (&visitor, server, "clerk");
  sign_in (&visitor, "odd");
  sign_in (&visitor, visitor.account->password);
  made = call_kw (&visitor, "res.users.apikeys.description", "create",
                  series == 19 ? "'args': [{'name': 'Test', 'duration': '90'}], 'kwargs': {}"
                               : "'args': [{'name': 'Test'}], 'kwargs': {}");
  g_assert_nonnull (made);
  rest = g_strdup_printf ("'args': [[%d]], 'kwargs': {}", (int)json_node_get_int (made));
  asked = call_kw (&visitor, "res.users.apikeys.description", "make_key", rest);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (asked), "res_model"), ==,
                   "res.users.identitycheck");
  check = json_object_get_int_member (json_node_get_object (asked), "res_id");
  run = g_strdup_printf (series == 19 ? "'args': [[%d]], 'kwargs': {'context': {'password': '%s'}}"
                                      : "'args': [[%d], {'password': '%s'}], 'kwargs': {}",
                         (int)check, visitor.account->password);
  g_clear_pointer (&rest, g_free);
  rest = g_strdup_printf ("'args': [[%d]], 'kwargs': {}", (int)check);
  refused = call_kw (&visitor, "res.users.identitycheck", "run_check", rest);
  g_assert_null (refused);
  if (series == 17)
    written = call_kw (&visitor, "res.users.identitycheck", "write", run);
  shown = call_kw (&visitor, "res.users.identitycheck", "run_check", series == 19 ? run : rest);
  g_assert_nonnull (shown);
  key = g_strdup (json_object_get_string_member (
      json_object_get_object_member (json_node_get_object (shown), "context"), "default_key"));
  g_assert_cmpint (strlen (key), ==, 40);
  g_free (visitor.account->key);
  visitor.account->key = g_steal_pointer (&key);
  visitor_assert (visitor_rpc (&visitor, "x.order", "search_count", "[[]], {}"), "6");
  visitor_assert (visitor_post (&visitor, "/web/session/destroy", "{'id': 1, 'params': {}}", NULL),
                  "200 {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": null}");
  late = call_kw (&visitor, "x.order", "search_count", "'args': [[]], 'kwargs': {}");
  g_assert_null (late);
  visitor_close (&visitor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/protocol/json2", test_json2);
  g_test_add_func ("/demo/protocol/keys", test_keys);
  g_test_add_func ("/demo/protocol/browsers", test_browsers);
  g_test_add_func ("/demo/protocol/jsonrpc", test_jsonrpc);
  g_test_add_data_func ("/demo/protocol/minting-19", GUINT_TO_POINTER (19), test_minting);
  g_test_add_data_func ("/demo/protocol/minting-17", GUINT_TO_POINTER (17), test_minting);
  return g_test_run ();
}
