/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-http.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "test-server.h"

#include <string.h>

#define KEY "k3y-that-nobody-may-see"

typedef struct
{
  TestServer *server;
  ErpHttp *http;
  ErpClient *client;
} Fixture;

static double
no_chance (gpointer user_data)
{
  return 0.0;
}

static void
make_client (Fixture *fixture, gboolean jsonrpc)
{
  g_autofree char *url = test_server_get_url (fixture->server);

  fixture->http = erp_http_new (url);
  fixture->client = jsonrpc ? erp_jsonrpc_client_new (fixture->http, "db", 7, KEY, 17)
                            : erp_json2_client_new (fixture->http, "db", KEY);
  erp_transport_set_random (ERP_TRANSPORT (fixture->client), no_chance, NULL);
  erp_transport_set_waits (ERP_TRANSPORT (fixture->client), 30, 1);
}

static void
set_up (Fixture *fixture, gconstpointer jsonrpc)
{
  fixture->server = test_server_new (NULL);
  make_client (fixture, jsonrpc != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  g_clear_pointer (&fixture->server, test_server_free);
}

static gpointer
run (Fixture *fixture, ErpCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_client_call_async (fixture->client, call, cancellable, test_take_result_cb, &result);
  test_wait (&result);
  return erp_client_call_finish (fixture->client, result, error);
}

static ErpCall *
read_call (void)
{
  return erp_call_new_read ("res.partner", "search_count");
}

static ErpCall *
write_call (void)
{
  return erp_call_new_write ("account.move", "action_post");
}

static void
assert_fails (Fixture *fixture, ErpCall *call, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run (fixture, call, NULL, &error));
  g_assert_error (error, ERP_ERROR, code);
  g_assert_null (strstr (error->message, KEY));
  if (erp_error_get_server_message (error) != NULL)
    g_assert_null (strstr (erp_error_get_server_message (error), KEY));
}

static void
assert_json (JsonNode *node, const char *wanted)
{
  g_autofree char *text = erp_json_to_string (node);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_body (Fixture *fixture, guint i, const char *wanted)
{
  g_assert_cmpstr (test_server_get_request (fixture->server, i)->body, ==, wanted);
}

static void
test_json2_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) call = write_call ();
  g_autoptr (JsonObject) context = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  json_object_set_string_member (context, "lang", "de_DE");
  json_object_set_string_member (context, "tz", "Europe/Berlin");
  erp_client_set_context (fixture->client, context);
  erp_call_set_id (call, 5);
  erp_call_set_arg_int (call, "soft", 1);
  erp_call_set_context_bool (call, "tz", TRUE);
  test_server_push (fixture->server, TEST_ACT_REPLY, 200, "null");
  node = run (fixture, call, NULL, &error);
  g_assert_no_error (error);
  assert_json (node, "null");
  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/json/2/account.move/action_post");
  g_assert_nonnull (strstr (request->headers, "Authorization: bearer " KEY "\n"));
  g_assert_nonnull (strstr (request->headers, "X-Odoo-Database: db\n"));
  g_assert_nonnull (strstr (request->headers, "Accept-Encoding: gzip"));
  assert_body (fixture, 0, "{\"soft\":1,\"ids\":[5],\"context\":{\"tz\":true,\"lang\":\"de_DE\"}}");
}

static void
test_jsonrpc_request (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *method;
    gboolean ids;
    const char *argument;
    const char *wanted;
  } cases[] = {
    { "search_read", FALSE, "domain", "[],{\"domain\":1}" },
    { "create", FALSE, "vals_list", "[1],{}" },
    { "write", TRUE, "vals", "[[3],1],{}" },
    { "message_post", TRUE, "body", "[[3]],{\"body\":1}" },
    { "name_search", FALSE, "domain", "[],{\"args\":1}" },
    { "default_get", FALSE, "fields", "[1],{}" },
    { "has_group", TRUE, "group_ext_id", "[],{\"group_ext_id\":1}" },
    { "load", FALSE, "data", "[],{\"data\":1}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpCall) call = erp_call_new_read ("m", cases[i].method);
      g_autofree char *wanted = g_strdup_printf (
          "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"id\":1,\"params\":{\"service\":\"object\","
          "\"method\":\"execute_kw\",\"args\":[\"db\",7,\"" KEY "\",\"m\",\"%s\",%s]}}",
          cases[i].method, cases[i].wanted);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      erp_call_set_arg_int (call, cases[i].argument, 1);
      if (cases[i].ids)
        erp_call_set_id (call, 3);
      test_server_push (fixture->server, TEST_ACT_REPLY, 200,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[4]}");
      node = run (fixture, call, NULL, &error);
      g_assert_no_error (error);
      assert_json (node, "[4]");
      g_assert_cmpstr (test_server_get_request (fixture->server, i)->path, ==, "/jsonrpc");
      assert_body (fixture, i, wanted);
    }
}

static void
test_json2_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *name;
    int code;
  } cases[] = {
    { 401, "werkzeug.exceptions.Unauthorized", ERP_ERROR_AUTH },
    { 403, "odoo.exceptions.AccessError", ERP_ERROR_ACCESS },
    { 403, "odoo.exceptions.AccessDenied", ERP_ERROR_ACCESS },
    { 404, "werkzeug.exceptions.NotFound", ERP_ERROR_PROTOCOL },
    { 404, "odoo.exceptions.MissingError", ERP_ERROR_MISSING },
    { 422, "odoo.exceptions.UserError", ERP_ERROR_VALIDATION },
    { 422, "odoo.exceptions.ValidationError", ERP_ERROR_VALIDATION },
    { 422, "werkzeug.exceptions.UnprocessableEntity", ERP_ERROR_PROTOCOL },
    { 500, "builtins.ValueError", ERP_ERROR_SERVER },
    { 500, "psycopg2.errors.SerializationFailure", ERP_ERROR_CONFLICT },
    { 500, "psycopg2.errors.LockNotAvailable", ERP_ERROR_CONFLICT },
    { 500, "psycopg2.errors.UndefinedColumn", ERP_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint is_write = 0; is_write < 2; is_write++)
      {
        g_autoptr (ErpCall) call = is_write ? write_call () : read_call ();
        g_autofree char *body = g_strdup_printf (
            "{\"name\":\"%s\",\"message\":\"Its own words\",\"arguments\":[\"x\"],\"context\":{},"
            "\"debug\":\"Traceback with " KEY "\"}",
            cases[i].name);
        g_autoptr (GError) error = NULL;

        test_server_push (fixture->server, TEST_ACT_REPLY, cases[i].status, body);
        g_assert_null (run (fixture, call, NULL, &error));
        g_assert_error (error, ERP_ERROR, cases[i].code);
        g_assert_cmpstr (erp_error_get_server_name (error), ==, cases[i].name);
        g_assert_cmpstr (erp_error_get_server_message (error), ==, "Its own words");
        g_assert_null (strstr (error->message, KEY));
      }
}

static void
test_redirect_warning (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) call = write_call ();
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, TEST_ACT_REPLY, 500,
                    "{\"name\":\"odoo.exceptions.RedirectWarning\",\"message\":\"Words\\n{'a':1}\","
                    "\"arguments\":[\"Words\",{\"a\":1},\"Go\"]}");
  g_assert_null (run (fixture, call, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_cmpstr (erp_error_get_server_message (error), ==, "Words");
}

static void
test_jsonrpc_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int code;
  } cases[] = {
    { "odoo.exceptions.AccessDenied", ERP_ERROR_AUTH },
    { "odoo.exceptions.AccessError", ERP_ERROR_ACCESS },
    { "odoo.exceptions.UserError", ERP_ERROR_VALIDATION },
    { "odoo.exceptions.MissingError", ERP_ERROR_MISSING },
    { "builtins.AttributeError", ERP_ERROR_SERVER },
    { "odoo.http.SessionExpiredException", ERP_ERROR_AUTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpCall) call = write_call ();
      g_autofree char *body = g_strdup_printf (
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"Odoo Server "
          "Error\",\"data\":{\"name\":\"%s\",\"message\":\"Its own words\",\"arguments\":[]}}}",
          cases[i].name);
      g_autoptr (GError) error = NULL;

      test_server_push (fixture->server, TEST_ACT_REPLY, 200, body);
      g_assert_null (run (fixture, call, NULL, &error));
      g_assert_error (error, ERP_ERROR, cases[i].code);
      g_assert_cmpstr (erp_error_get_server_message (error), ==, "Its own words");
    }
}

/* How a call of each kind ends when the connection dies at each point, and how often it was sent.
 */
static void
test_deaths (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TestAct act;
    guint status;
    int read_code;
    int write_code;
  } cases[] = {
    { TEST_ACT_CUT_BEFORE, 200, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_CUT_IN_HEADERS, 200, ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_CUT_IN_BODY, 200, ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_CUT_IN_BODY_CLOSE, 200, ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_REPLY, 502, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_REPLY, 503, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { TEST_ACT_REPLY, 504, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpCall) question = read_call ();
      g_autoptr (ErpCall) action = write_call ();
      guint before = test_server_get_n_requests (fixture->server);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("act %d status %u", cases[i].act, cases[i].status);
      for (guint n = 0; n < 3; n++)
        test_server_push (fixture->server, cases[i].act, cases[i].status, "123456");
      assert_fails (fixture, question, cases[i].read_code);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server) - before, ==, 3);

      test_server_push (fixture->server, cases[i].act, cases[i].status, "123456");
      assert_fails (fixture, action, cases[i].write_code);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server) - before, ==, 4);
      g_assert_cmpint (erp_client_get_connection_state (fixture->client), ==,
                       cases[i].act == TEST_ACT_REPLY ? ERP_CONNECTION_ONLINE
                                                      : ERP_CONNECTION_OFFLINE);

      /* One failure is not the last word for a read. */
      test_server_push (fixture->server, cases[i].act, cases[i].status, "123456");
      test_server_push (fixture->server, TEST_ACT_REPLY, 200, "8");
      node = run (fixture, question, NULL, &error);
      g_assert_no_error (error);
      assert_json (node, "8");
      g_assert_cmpint (erp_client_get_connection_state (fixture->client), ==,
                       ERP_CONNECTION_ONLINE);
    }
}

/* The server closes a connection that it promised to keep: libsoup may use it once more. */
static void
test_write_once_after_keep_alive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (ErpCall) action = write_call ();

  for (guint i = 0; i < 20; i++)
    {
      const guint before = test_server_get_n_requests (fixture->server);
      const guint connections = test_server_get_n_connections (fixture->server);
      g_autoptr (JsonNode) first = NULL;
      g_autoptr (JsonNode) second = NULL;
      g_autoptr (GError) error = NULL;

      test_server_push (fixture->server, i % 2 == 0 ? TEST_ACT_REPLY_HANG_UP : TEST_ACT_REPLY, 200,
                        "1");
      first = run (fixture, question, NULL, &error);
      g_assert_no_error (error);
      test_server_push (fixture->server, TEST_ACT_REPLY, 200, "2");
      second = run (fixture, action, NULL, &error);
      g_assert_no_error (error);
      assert_json (second, "2");
      g_assert_cmpuint (test_server_get_n_requests (fixture->server) - before, ==, 2);
      /* The write came on a connection of its own. */
      g_assert_cmpuint (test_server_get_n_connections (fixture->server) - connections, >=, 1);
    }
}

/* Reads share a connection: a new one costs a round trip, two with TLS. */
static void
test_reads_reuse (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (ErpCall) question = read_call ();
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      test_server_push (fixture->server, TEST_ACT_REPLY, 200, "1");
      node = run (fixture, question, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (test_server_get_n_connections (fixture->server), ==, 1);
}

static void
test_write_once_when_reused_dies (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (ErpCall) question = read_call ();
      g_autoptr (ErpCall) action = write_call ();
      const guint before = test_server_get_n_requests (fixture->server);
      g_autoptr (JsonNode) first = NULL;
      g_autoptr (GError) error = NULL;

      test_server_push (fixture->server, TEST_ACT_REPLY, 200, "1");
      first = run (fixture, question, NULL, &error);
      g_assert_no_error (error);
      test_server_push (fixture->server, TEST_ACT_CUT_BEFORE, 200, NULL);
      assert_fails (fixture, action, ERP_ERROR_UNKNOWN_OUTCOME);
      g_assert_cmpuint (test_server_get_n_requests (fixture->server) - before, ==, 2);
    }
}

static void
test_nothing_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (ErpCall) action = write_call ();

  test_server_free (g_steal_pointer (&fixture->server));
  assert_fails (fixture, action, ERP_ERROR_UNREACHABLE);
  assert_fails (fixture, question, ERP_ERROR_UNREACHABLE);
  g_assert_cmpint (erp_client_get_connection_state (fixture->client), ==, ERP_CONNECTION_OFFLINE);
}

/* A socket that takes connections and never speaks TLS: the connection is not made in time. */
static void
test_connect_timeout (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url =
      g_strdup_printf ("https://127.0.0.1:%u", test_server_get_port (fixture->server));
  g_autoptr (ErpCall) action = write_call ();
  g_autoptr (ErpHttp) http =
      g_object_new (ERP_TYPE_HTTP, "base-url", url, "connect-timeout", 40, NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->client);
  fixture->client = erp_json2_client_new (http, "db", KEY);
  g_assert_null (run (fixture, action, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_answer_timeout (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (ErpCall) action = write_call ();

  erp_call_set_timeout (question, 1);
  erp_call_set_timeout (action, 1);
  test_server_push (fixture->server, TEST_ACT_HANG, 200, NULL);
  assert_fails (fixture, question, ERP_ERROR_TIMEOUT);
  test_server_push (fixture->server, TEST_ACT_HANG, 200, NULL);
  assert_fails (fixture, action, ERP_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 2);
}

static gboolean
is_waiting (gpointer user_data)
{
  return erp_client_get_connection_state (user_data) == ERP_CONNECTION_WAITING;
}

static gboolean
has_request (gpointer user_data)
{
  return test_server_get_n_requests (user_data) > 0;
}

static void
test_waiting_and_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) action = write_call ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (fixture->server, TEST_ACT_HANG, 200, NULL);
  erp_client_call_async (fixture->client, action, cancellable, test_take_result_cb, &result);
  test_wait_until (is_waiting, fixture->client);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  test_wait (&result);
  g_assert_null (erp_client_call_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (erp_client_get_connection_state (fixture->client), ==, ERP_CONNECTION_ONLINE);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) action = write_call ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (run (fixture, action, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);
}

static GBytes *
compress (const char *unit, gsize n)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);

  for (gsize i = 0; i < n; i++)
    g_output_stream_write_all (stream, unit, strlen (unit), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
push_compressed (Fixture *fixture, GBytes *body)
{
  test_server_push_answer (fixture->server, (TestAnswer){ .act = TEST_ACT_REPLY,
                                                          .status = 200,
                                                          .headers = "Content-Encoding: gzip\r\n",
                                                          .body = body });
}

static void
test_compressed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (ErpCall) action = write_call ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *megabyte = g_strnfill (1024 * 1024, '[');

  push_compressed (fixture, compress ("[1,2]", 1));
  node = run (fixture, question, NULL, &error);
  g_assert_no_error (error);
  assert_json (node, "[1,2]");

  /* 100 MiB from 100 kB */
  push_compressed (fixture, compress (megabyte, 100));
  assert_fails (fixture, question, ERP_ERROR_PROTOCOL);
  push_compressed (fixture, compress (megabyte, 100));
  assert_fails (fixture, action, ERP_ERROR_UNKNOWN_OUTCOME);
  /* Inside the size, too deep. */
  push_compressed (fixture, compress (megabyte, 1));
  assert_fails (fixture, question, ERP_ERROR_PROTOCOL);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    int read_code;
    int write_code;
  } cases[] = {
    { 200, "text/html", ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { 200, "application/json", ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { 404, "text/html", ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 403, "text/html", ERP_ERROR_ACCESS, ERP_ERROR_ACCESS },
    { 500, "text/html", ERP_ERROR_SERVER, ERP_ERROR_UNKNOWN_OUTCOME },
    { 413, "text/html", ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint is_write = 0; is_write < 2; is_write++)
      {
        g_autoptr (ErpCall) call = is_write ? write_call () : read_call ();
        const char *page = "<html><body>Hello</body></html>";

        g_test_message ("%u %s %u", cases[i].status, cases[i].type, is_write);
        test_server_push_answer (fixture->server,
                                 (TestAnswer){ .act = TEST_ACT_REPLY,
                                               .status = cases[i].status,
                                               .content_type = cases[i].type,
                                               .body = g_bytes_new_static (page, strlen (page)) });
        assert_fails (fixture, call, is_write ? cases[i].write_code : cases[i].read_code);
      }
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) action = write_call ();
  g_autoptr (GError) error = NULL;

  test_server_push_answer (fixture->server,
                           (TestAnswer){ .act = TEST_ACT_REPLY,
                                         .status = 302,
                                         .headers = "Location: https://new.example.com/x\r\n" });
  g_assert_null (run (fixture, action, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "https://new.example.com/x"));
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_plain_http_refused (Fixture *fixture, gconstpointer data)
{
  static const char *urls[] = { "http://erp.example.com", "http://192.0.2.1:8069",
                                "http://[2001:db8::1]:8069", "http://127.0.0.1.example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (ErpCall) question = read_call ();
      g_autoptr (ErpHttp) http = erp_http_new (urls[i]);

      g_clear_object (&fixture->client);
      fixture->client = erp_json2_client_new (http, "db", KEY);
      assert_fails (fixture, question, ERP_ERROR_TLS);
    }
}

typedef struct
{
  GThread *main;
  gboolean off_main;
} Decoded;

static gpointer
decode_thread_check (JsonNode *result, gpointer user_data, GError **error)
{
  Decoded *decoded = user_data;

  decoded->off_main = g_thread_self () != decoded->main;
  return g_strdup ("decoded");
}

static void
test_decoder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  Decoded decoded = { .main = g_thread_self () };
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  erp_call_set_decoder (question, decode_thread_check, &decoded, NULL, g_free);
  answer = run (fixture, question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "decoded");
  g_assert_true (decoded.off_main);
}

static void
test_server_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (GDateTime) wanted = g_date_time_new_utc (2026, 11, 22, 17, 0, 0);
  g_autoptr (JsonNode) node = NULL;
  gint64 late;

  g_assert_cmpint (erp_client_get_server_time (fixture->client), ==, -1);
  node = run (fixture, question, NULL, NULL);
  late =
      erp_client_get_server_time (fixture->client) - g_date_time_to_unix (wanted) * G_USEC_PER_SEC;
  g_assert_cmpint (late, >=, 0);
  g_assert_cmpint (late, <, 20 * G_USEC_PER_SEC);
}

static void
test_client_dropped_while_asking (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpCall) question = read_call ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  ErpClient *client = fixture->client;

  test_server_push_answer (fixture->server,
                           (TestAnswer){ .act = TEST_ACT_REPLY, .status = 200, .delay = 50 });
  erp_client_call_async (client, question, NULL, test_take_result_cb, &result);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  test_wait_until (has_request, fixture->server);
  test_wait (&result);
  node = erp_client_call_finish (client, result, NULL);
  g_assert_nonnull (node);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, jsonrpc, func)                                                                   \
  g_test_add ("/erp/transport/" path, Fixture, jsonrpc, set_up, func, tear_down)
  ADD ("json2/request", NULL, test_json2_request);
  ADD ("json2/errors", NULL, test_json2_errors);
  ADD ("json2/redirect-warning", NULL, test_redirect_warning);
  ADD ("json2/deaths", NULL, test_deaths);
  ADD ("json2/unreadable", NULL, test_unreadable);
  ADD ("jsonrpc/request", "", test_jsonrpc_request);
  ADD ("jsonrpc/errors", "", test_jsonrpc_errors);
  ADD ("jsonrpc/unreadable", "", test_unreadable);
  ADD ("write-once/keep-alive", NULL, test_write_once_after_keep_alive);
  ADD ("write-once/reused-dies", NULL, test_write_once_when_reused_dies);
  ADD ("reads-reuse", NULL, test_reads_reuse);
  ADD ("nothing-sent", NULL, test_nothing_sent);
  ADD ("connect-timeout", NULL, test_connect_timeout);
  ADD ("answer-timeout", NULL, test_answer_timeout);
  ADD ("waiting-and-cancel", NULL, test_waiting_and_cancel);
  ADD ("cancelled-before", NULL, test_cancelled_before);
  ADD ("compressed", NULL, test_compressed);
  ADD ("redirect", NULL, test_redirect);
  ADD ("plain-http", NULL, test_plain_http_refused);
  ADD ("decoder", NULL, test_decoder);
  ADD ("server-time", NULL, test_server_time);
  ADD ("dropped", NULL, test_client_dropped_while_asking);
  return g_test_run ();
}
