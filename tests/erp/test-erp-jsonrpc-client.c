/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same call on both transports: what each version is sent, and what its answers mean. */

#include "erp-jsonrpc-client.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "test-server.h"
#include "test-values.h"

#include <string.h>

#define KEY "0123456789abcdef0123456789abcdef01234567"
#define EXCEPTION(name)                                                                            \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"Odoo Server "               \
  "Error\",\"data\":{\"name\":\"" name "\",\"message\":\"Its words\",\"arguments\":[\"x\"]}}}"

typedef struct
{
  const char *root;
  const char *result; /* JSON; NULL: an error */
  int read_code, write_code;
  const char *words; /* (nullable): of the server */
} Unwrap;

static const Unwrap unwraps[] = {
  { "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}", "7", 0, 0, NULL },
  { "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}", "null", 0, 0, NULL },
  { "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":false}", "false", 0, 0, NULL },
  { "{\"result\":[{\"a\":1}]}", "[{\"a\":1}]", 0, 0, NULL },
  { EXCEPTION ("odoo.exceptions.UserError"), NULL, ERP_ERROR_VALIDATION, ERP_ERROR_VALIDATION,
    "Its words" },
  { EXCEPTION ("odoo.exceptions.AccessError"), NULL, ERP_ERROR_ACCESS, ERP_ERROR_ACCESS,
    "Its words" },
  { EXCEPTION ("builtins.KeyError"), NULL, ERP_ERROR_SERVER, ERP_ERROR_SERVER, "Its words" },
  /* a failure with a result beside it is a failure */
  { "{\"result\":7,\"error\":{\"code\":200,\"message\":\"x\",\"data\":{\"name\":"
    "\"odoo.exceptions.UserError\",\"message\":\"Its words\"}}}",
    NULL, ERP_ERROR_VALIDATION, ERP_ERROR_VALIDATION, "Its words" },
};

static void
test_unwrap (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unwraps); i++)
    for (int is_write = 0; is_write < 2; is_write++)
      {
        const Unwrap *c = &unwraps[i];
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) node =
            erp_jsonrpc_unwrap (is_write, erp_json_literal (c->root), &error);
        g_autofree char *text = node != NULL ? erp_json_to_string (node) : NULL;

        g_test_message ("case %u", i);
        g_assert_cmpstr (text, ==, c->result);
        if (node != NULL)
          continue;
        g_assert_cmpstr (erp_error_get_server_message (error), ==, c->words);
        test_take_error (&error, is_write ? c->write_code : c->read_code);
      }
}

/* An envelope that is none: nobody knows whether a write happened. */
static void
test_broken_envelopes (void)
{
  static const char *const roots[] = {
    "{}",
    "[]",
    "7",
    "null",
    "\"x\"",
    "{\"error\":7}",
    "{\"error\":{}}",
    "{\"error\":{\"data\":7}}",
    "{\"error\":{\"data\":{}}}",
    "{\"error\":{\"data\":{\"name\":7}}}",
    "{\"error\":{\"code\":100,\"message\":\"Odoo Session Expired\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    for (int is_write = 0; is_write < 2; is_write++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) node =
            erp_jsonrpc_unwrap (is_write, erp_json_literal (roots[i]), &error);

        g_test_message ("%s", roots[i]);
        g_assert_null (node);
        g_assert_nonnull (error);
        g_assert_cmpuint (error->domain, ==, ERP_ERROR);
        g_assert_cmpstr (error->message, !=, "");
        /* never that it is safe to send it again */
        g_assert_cmpint (error->code, !=, ERP_ERROR_UNREACHABLE);
      }
}

typedef struct
{
  const char *what;
  const char *method;
  gboolean has_ids;
  const char *argument;
  const char *value;
  const char *body_17; /* behind the method */
  const char *body_18;
  const char *body_19; /* all of it */
} Encode;

static const Encode encodes[] = {
  { "by name", "search_count", FALSE, "domain", "[]", "[],{\"domain\":[]}", "[],{\"domain\":[]}",
    "{\"domain\":[]}" },
  { "ids first", "read", TRUE, "fields", "[\"name\"]", "[[5,6]],{\"fields\":[\"name\"]}",
    "[[5,6]],{\"fields\":[\"name\"]}", "{\"fields\":[\"name\"],\"ids\":[5,6]}" },
  { "create by position", "create", FALSE, "vals_list", "[{}]", "[[{}]],{}", "[[{}]],{}",
    "{\"vals_list\":[{}]}" },
  { "write by position", "write", TRUE, "vals", "{\"a\":1}", "[[5,6],{\"a\":1}],{}",
    "[[5,6],{\"a\":1}],{}", "{\"vals\":{\"a\":1},\"ids\":[5,6]}" },
  { "another name of the domain", "name_search", FALSE, "domain", "[]", "[],{\"args\":[]}",
    "[],{\"domain\":[]}", "{\"domain\":[]}" },
  { "defaults by position", "default_get", FALSE, "fields", "[]", "[[]],{}", "[[]],{}",
    "{\"fields\":[]}" },
  { "a group of the user", "has_group", TRUE, "group_ext_id", "\"x\"",
    "[],{\"group_ext_id\":\"x\"}", "[[5,6]],{\"group_ext_id\":\"x\"}",
    "{\"group_ext_id\":\"x\",\"ids\":[5,6]}" },
};

static char *
send (const Encode *c, guint major, char **path)
{
  static const gint64 ids[] = { 5, 6 };
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http = erp_http_new (url);
  g_autoptr (ErpClient) client = major >= 19 ? erp_json2_client_new (http, "db", KEY)
                                             : erp_jsonrpc_client_new (http, "db", 7, KEY, major);
  g_autoptr (ErpCall) call = erp_call_new_read ("a.model", c->method);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = NULL;

  if (c->has_ids)
    erp_call_set_ids (call, ids, G_N_ELEMENTS (ids));
  erp_call_set_arg_json (call, c->argument, c->value);
  test_server_push (server, TEST_ACT_REPLY, 200, major >= 19 ? "7" : "{\"result\":7}");
  erp_client_call_async (client, call, NULL, test_take_result_cb, &result);
  test_wait (&result);
  answer = erp_client_call_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_node_get_int (answer), ==, 7);
  *path = g_strdup (test_server_get_request (server, 0)->path);

  return g_strdup (test_server_get_request (server, 0)->body);
}

static void
test_encode (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodes); i++)
    for (guint major = 17; major <= 19; major++)
      {
        const Encode *c = &encodes[i];
        const char *arguments = major == 17 ? c->body_17 : major == 18 ? c->body_18 : c->body_19;
        g_autofree char *path = NULL;
        g_autofree char *body = send (c, major, &path);
        g_autofree char *expected =
            major >= 19
                ? g_strdup (arguments)
                : g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"id\":1,\"params\":{"
                                   "\"service\":\"object\",\"method\":\"execute_kw\",\"args\":["
                                   "\"db\",7,\"" KEY "\",\"a.model\",\"%s\",%s]}}",
                                   c->method, arguments);
        g_autofree char *expected_path =
            major >= 19 ? g_strdup_printf ("/json/2/a.model/%s", c->method) : g_strdup ("/jsonrpc");

        g_test_message ("%s in %u", c->what, major);
        g_assert_cmpstr (path, ==, expected_path);
        g_assert_cmpstr (body, ==, expected);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/jsonrpc-client/unwrap", test_unwrap);
  g_test_add_func ("/erp/jsonrpc-client/broken-envelopes", test_broken_envelopes);
  g_test_add_func ("/erp/jsonrpc-client/encode", test_encode);

  return g_test_run ();
}
