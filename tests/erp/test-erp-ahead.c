/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-ahead.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-http.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "test-server.h"

#include <string.h>

#define ROWS                                                                                       \
  "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{\"domain\":[[\"state\","   \
  "\"=\",\"posted\"]],\"offset\":0,\"limit\":100},\"context\":{\"allowed_company_ids\":[1,2]}}"

static ErpCall *
new_rows (gint64 offset)
{
  ErpCall *call = erp_call_new_read ("account.move", "web_search_read");

  erp_call_set_arg_json (call, "domain", "[[\"state\",\"=\",\"posted\"]]");
  erp_call_set_arg_int (call, "offset", offset);
  erp_call_set_arg_int (call, "limit", 100);

  return call;
}

static JsonObject *
new_context (void)
{
  JsonObject *context = json_object_new ();
  JsonArray *companies = json_array_new ();

  json_array_add_int_element (companies, 1);
  json_array_add_int_element (companies, 2);
  json_object_set_array_member (context, "allowed_company_ids", companies);

  return context;
}

static void
test_described (void)
{
  g_autoptr (ErpCall) call = new_rows (0);
  g_autoptr (JsonObject) context = new_context ();
  g_autofree char *text = erp_ahead_describe (call, context);
  g_autofree char *again = NULL;
  g_autofree char *around = NULL;
  g_autoptr (ErpAhead) ahead = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpstr (text, ==, ROWS);
  ahead = erp_ahead_new (text);
  g_assert_nonnull (ahead);
  again = erp_ahead_describe (erp_ahead_get_call (ahead),
                              erp_call_get_context (erp_ahead_get_call (ahead)));
  g_assert_cmpstr (again, ==, text);
  g_assert_true (erp_ahead_is_for (ahead, text));
  node = json_node_init_object (json_node_alloc (), context);
  around = erp_json_to_string (node);
  g_assert_cmpstr (around, ==, "{\"allowed_company_ids\":[1,2]}");
}

/* Only what shows rows from their beginning is worth asking ahead. */
static void
test_not_described (void)
{
  g_autoptr (JsonObject) context = new_context ();
  g_autoptr (ErpCall) later = new_rows (100);
  g_autoptr (ErpCall) behind = new_rows (0);
  g_autoptr (ErpCall) other = erp_call_new_read ("account.move", "search_count");
  g_autoptr (ErpCall) write = erp_call_new_write ("account.move", "web_search_read");
  g_autoptr (ErpCall) record = new_rows (0);
  g_autoptr (ErpCall) nothing = erp_call_new_read ("account.move", "web_search_read");
  g_autoptr (ErpCall) huge = new_rows (0);
  g_autofree char *long_text = g_strnfill (9000, 'x');
  ErpCall *const calls[] = { later, behind, other, write, record, nothing, huge };

  erp_call_set_background (behind, TRUE);
  erp_call_set_arg_int (write, "offset", 0);
  erp_call_set_id (record, 3);
  erp_call_set_arg_string (huge, "order", long_text);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *text = erp_ahead_describe (calls[i], context);

      g_assert_null (text);
    }
}

/* The text comes from a file. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "null",
    "{\"model\":\"account.move\"}",
    "{\"model\":7,\"method\":\"web_search_read\",\"args\":{\"offset\":0},\"context\":{}}",
    "{\"model\":\"\",\"method\":\"web_search_read\",\"args\":{\"offset\":0},\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"unlink\",\"args\":{\"offset\":0},\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":[],\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{},\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{\"offset\":0}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{\"offset\":\"0\"},"
    "\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{\"offset\":80},"
    "\"context\":{}}",
    "{\"model\":\"account.move\",\"method\":\"web_search_read\",\"args\":{\"offset\":0},"
    "\"context\":3}",
  };
  g_autofree char *brackets = g_strnfill (4000, '[');
  g_autofree char *long_text = g_strnfill (9000, ' ');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ErpAhead) ahead = erp_ahead_new (texts[i]);

      g_assert_null (ahead);
    }
  g_assert_null (erp_ahead_new (brackets));
  memcpy (long_text, ROWS, strlen (ROWS));
  g_assert_null (erp_ahead_new (long_text));
}

static void
test_for (void)
{
  g_autoptr (ErpAhead) ahead = erp_ahead_new (ROWS);

  g_assert_true (erp_ahead_is_for (ahead, ROWS));
  g_assert_false (erp_ahead_is_for (ahead, "{}"));
}

/* A server, and a client that was told what the last session asked first. */
typedef struct
{
  TestServer *server;
  ErpHttp *http;
  ErpClient *client;
  guint n_notified;
} Fixture;

static void
notify_cb (ErpClient *client, GParamSpec *pspec, gpointer user_data)
{
  ((Fixture *)user_data)->n_notified++;
}

static void
set_up (Fixture *f, gconstpointer jsonrpc)
{
  g_autofree char *url = NULL;
  g_autoptr (JsonObject) context = new_context ();

  f->server = test_server_new (NULL);
  url = test_server_get_url (f->server);
  f->http = erp_http_new (url);
  f->client = jsonrpc != NULL ? erp_jsonrpc_client_new (f->http, "db", 7, "key", 17)
                              : erp_json2_client_new (f->http, "db", "key");
  erp_client_set_context (f->client, context);
  g_signal_connect (f->client, "notify::first-rows", G_CALLBACK (notify_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->client);
  g_clear_object (&f->http);
  g_clear_pointer (&f->server, test_server_free);
}

static gpointer
decode_thread (JsonNode *result, gpointer user_data, GError **error)
{
  g_assert_true (g_thread_self () != user_data);

  return erp_json_to_string (result);
}

static char *
ask (Fixture *f, gint64 offset, GCancellable *cancellable, GError **error)
{
  g_autoptr (ErpCall) call = new_rows (offset);
  g_autoptr (GAsyncResult) result = NULL;

  erp_call_set_decoder (call, decode_thread, g_thread_self (), NULL, g_free);
  erp_client_call_async (f->client, call, cancellable, test_take_result_cb, &result);
  test_wait (&result);

  return erp_client_call_finish (f->client, result, error);
}

static void
assert_answer (Fixture *f, const char *wanted, guint n_requests)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ask (f, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, wanted);
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, n_requests);
}

static gboolean
has_request (gpointer user_data)
{
  return test_server_get_n_requests (user_data) > 0;
}

/* It is still on its way when it is wanted, or there already: one request. */
static void
test_taken (Fixture *f, gconstpointer data)
{
  const char *body = data != NULL ? "{\"jsonrpc\":\"2.0\",\"result\":[7]}" : "[7]";

  test_server_push_answer (f->server, (TestAnswer){ .act = TEST_ACT_REPLY,
                                                    .status = 200,
                                                    .body = g_bytes_new (body, strlen (body)),
                                                    .delay = 40 });
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  assert_answer (f, "[7]", 1);
  g_assert_cmpuint (f->n_notified, ==, 1);
}

static gboolean
is_kept (gpointer user_data)
{
  return erp_client_get_server_time (user_data) >= 0;
}

static void
test_taken_late (Fixture *f, gconstpointer data)
{
  test_server_push (f->server, TEST_ACT_REPLY, 200, "[7]");
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  test_wait_until (is_kept, f->client);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  assert_answer (f, "[7]", 1);
}

/* Asked once more it is asked anew: rows change. */
static void
test_once (Fixture *f, gconstpointer data)
{
  test_server_push (f->server, TEST_ACT_REPLY, 200, "[7]");
  test_server_push (f->server, TEST_ACT_REPLY, 200, "[8]");
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  assert_answer (f, "[7]", 1);
  assert_answer (f, "[8]", 2);
  g_assert_cmpuint (f->n_notified, ==, 1);
}

/* Other companies, another day: its answer is nobody's. */
static void
test_other (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) context = json_object_new ();
  g_autofree char *first = NULL;

  test_server_push (f->server, TEST_ACT_REPLY, 200, "[7]");
  test_server_push (f->server, TEST_ACT_REPLY, 200, "[8]");
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  test_wait_until (has_request, f->server);
  erp_client_set_context (f->client, context);
  assert_answer (f, "[8]", 2);
  g_object_get (f->client, "first-rows", &first, NULL);
  g_assert_true (g_str_has_suffix (first, "\"context\":{}}"));
}

static void
test_failed (Fixture *f, gconstpointer data)
{
  test_server_push (f->server, TEST_ACT_REPLY, 403, "{\"name\":\"odoo.exceptions.AccessError\"}");
  test_server_push (f->server, TEST_ACT_REPLY, 200, "[8]");
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  assert_answer (f, "[8]", 2);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  test_server_push_answer (f->server,
                           (TestAnswer){ .act = TEST_ACT_REPLY, .status = 200, .delay = 40 });
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  g_cancellable_cancel (cancellable);
  g_assert_null (ask (f, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nobody asks for it: nothing is left behind. */
static void
test_unused (Fixture *f, gconstpointer data)
{
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), "nothing");
  erp_transport_ask_ahead (ERP_TRANSPORT (f->client), ROWS);
  test_wait_until (is_kept, f->client);
  g_assert_cmpuint (test_server_get_n_requests (f->server), ==, 1);
  g_assert_cmpuint (f->n_notified, ==, 0);
}

/* Without anything asked ahead the first rows are kept in mind, and only the first. */
static void
test_learned (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *later = ask (f, 100, NULL, NULL);

  g_object_get (f->client, "first-rows", &first, NULL);
  g_assert_null (first);
  g_assert_cmpuint (f->n_notified, ==, 0);
  assert_answer (f, "true", 2);
  g_object_get (f->client, "first-rows", &first, NULL);
  g_assert_cmpstr (first, ==, ROWS);
  g_assert_cmpuint (f->n_notified, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/ahead/described", test_described);
  g_test_add_func ("/erp/ahead/not-described", test_not_described);
  g_test_add_func ("/erp/ahead/hostile", test_hostile);
  g_test_add_func ("/erp/ahead/for", test_for);
#define ADD(path, jsonrpc, func)                                                                   \
  g_test_add ("/erp/ahead/" path, Fixture, jsonrpc, set_up, func, tear_down)
  ADD ("taken/json2", NULL, test_taken);
  ADD ("taken/jsonrpc", "", test_taken);
  ADD ("taken-late", NULL, test_taken_late);
  ADD ("once", NULL, test_once);
  ADD ("other", NULL, test_other);
  ADD ("failed", NULL, test_failed);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("unused", NULL, test_unused);
  ADD ("learned", NULL, test_learned);

  return g_test_run ();
}
