/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 50,000 invoices of one answer: the bare json-glib parse against our scan, parse and records, in
 * processor time; and how long the main loop is held while the whole call runs, the answer plain
 * and compressed. One JSON line; asserts no time. */

#include "biz-currency-table.h"
#include "biz-invoice.h"
#include "erp-call.h"
#include "erp-http.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "loop-watch.h"

#include <libsoup/soup.h>
#include <string.h>
#include <time.h>

#define N_ROWS 50000
#define N_RUNS 9

typedef struct
{
  GMainLoop *loop;
  SoupServer *server;
  GBytes *body;
  GBytes *packed; /* the same, gzip */
  gboolean is_packed;
  char *url;
  GMutex lock;
  GCond ready;
} Server;

typedef struct
{
  GMainLoop *loop;
  gint64 took;
  gint64 started;
  GPtrArray *records; /* (owned) (nullable) */
} Run;

typedef struct
{
  GBytes *body;
  gint64 bare;
  gint64 ours;
} Parse;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *)a;
  const gint64 y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static double
median_ms (gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  return (double)times[n / 2] / 1000.0;
}

static GBytes *
make_answer (void)
{
  GString *text = g_string_new ("{\"length\": 50000, \"records\": [");

  for (guint i = 1; i <= N_ROWS; i++)
    g_string_append_printf (
        text,
        "%s{\"id\": %u, \"name\": \"INV/2026/%05u\", \"state\": \"posted\", \"move_type\": "
        "\"out_invoice\", \"payment_state\": \"not_paid\", \"partner_id\": {\"id\": %u, "
        "\"display_name\": \"Großhandel Müller %u GmbH\"}, \"invoice_date\": \"2026-11-%02u\", "
        "\"invoice_date_due\": \"2026-12-%02u\", \"amount_total\": %u.5, \"amount_residual\": "
        "%u.25, \"amount_total_signed\": %u.5, \"amount_residual_signed\": %u.25, \"currency_id\": "
        "{\"id\": 1, \"display_name\": \"EUR\"}, \"company_id\": {\"id\": 1, \"display_name\": "
        "\"Nordwind\"}, \"invoice_user_id\": false, \"ref\": false, \"write_date\": "
        "\"2026-11-22 08:00:00\"}",
        i > 1 ? ", " : "", i, i, i % 400 + 1, i % 400, i % 28 + 1, i % 28 + 1, i % 9000, i % 900,
        i % 9000, i % 900);
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

static GPtrArray *
make_records (JsonNode *root, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "records");

  biz_currency_table_add (currencies, 1, "EUR", 2);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizInvoice *invoice =
          biz_invoice_new_from_json (json_array_get_object_element (rows, i), currencies, error);

      if (invoice == NULL)
        return NULL;
      g_ptr_array_add (records, invoice);
    }

  return g_steal_pointer (&records);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  return make_records (result, error);
}

static gint64
get_thread_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64)spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gint64
time_bare (GBytes *body)
{
  gint64 start = get_thread_time ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                              (gssize)g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  g_clear_object (&parser);

  return get_thread_time () - start;
}

static gint64
time_ours (GBytes *body)
{
  gint64 start = get_thread_time ();
  gint64 took;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = erp_json_parse (body, &error);
  g_autoptr (GPtrArray) records = NULL;

  g_assert_no_error (error);
  records = make_records (root, &error);
  g_assert_no_error (error);
  g_clear_pointer (&root, json_node_unref);
  took = get_thread_time () - start;
  g_assert_cmpuint (records->len, ==, N_ROWS);

  return took;
}

/* As the program does it: what is parsed and thrown away never was the main thread's, whose memory
 * it would leave in a million pieces. */
static gpointer
time_both (gpointer data)
{
  Parse *parse = data;

  parse->bare = time_bare (parse->body);
  parse->ours = time_ours (parse->body);

  return NULL;
}

static gpointer
free_records (gpointer data)
{
  g_ptr_array_unref (data);

  return NULL;
}

static void
answer_cb (SoupServer *soup,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Server *server = user_data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json", NULL);
  if (server->is_packed)
    soup_message_headers_append (soup_server_message_get_response_headers (message),
                                 "Content-Encoding", "gzip");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                  server->is_packed ? server->packed : server->body);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (context);
  server->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->server, NULL, answer_cb, server, NULL);
  soup_server_listen_local (server->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server->server);
  g_mutex_lock (&server->lock);
  server->url = g_uri_to_string (uris->data);
  server->loop = g_main_loop_new (context, FALSE);
  g_cond_signal (&server->ready);
  g_mutex_unlock (&server->lock);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_main_loop_run (server->loop);
  g_clear_object (&server->server);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  run->records = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_assert_no_error (error);
  run->took = g_get_monotonic_time () - run->started;
  g_main_loop_quit (run->loop);
}

static void
time_call (Server *server, gboolean is_packed, gint64 *took, gint64 *wall, gint64 *own)
{
  g_autoptr (ErpHttp) http = erp_http_new (server->url);
  g_autoptr (ErpClient) client = erp_json2_client_new (http, "bench", "key");
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "web_search_read");
  Run run = { 0 };

  server->is_packed = is_packed;
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  run.loop = g_main_loop_new (NULL, FALSE);
  run.started = g_get_monotonic_time ();
  erp_client_call_async (client, call, NULL, called_cb, &run);
  loop_watch_begin ();
  g_main_loop_run (run.loop);
  loop_watch_end (wall, own);
  g_main_loop_unref (run.loop);
  g_assert_cmpuint (run.records->len, ==, N_ROWS);
  g_thread_join (g_thread_new ("free", free_records, run.records));
  *took = run.took;
}

static GBytes *
pack (GBytes *body)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, compressor);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

int
main (int argc, char *argv[])
{
  guint n_runs = argc > 1 && g_str_equal (argv[1], "--quick") ? 1 : N_RUNS;
  Server server = { .body = make_answer () };
  GThread *thread;
  gint64 bare[N_RUNS];
  gint64 ours[N_RUNS];
  gint64 call[2][N_RUNS];
  gint64 wall[2][N_RUNS];
  gint64 own[2][N_RUNS];
  double bare_ms;
  double ours_ms;
  Parse parse = { 0 };

  server.packed = pack (server.body);
  parse.body = server.body;
  g_mutex_init (&server.lock);
  g_cond_init (&server.ready);
  g_mutex_lock (&server.lock);
  thread = g_thread_new ("server", serve, &server);
  while (server.loop == NULL)
    g_cond_wait (&server.ready, &server.lock);
  g_mutex_unlock (&server.lock);
  if (g_str_has_suffix (server.url, "/"))
    server.url[strlen (server.url) - 1] = '\0';

  for (guint i = 0; i < n_runs; i++)
    {
      g_thread_join (g_thread_new ("parse", time_both, &parse));
      bare[i] = parse.bare;
      ours[i] = parse.ours;
      for (guint j = 0; j < 2; j++)
        time_call (&server, j == 1, &call[j][i], &wall[j][i], &own[j][i]);
    }
  bare_ms = median_ms (bare, n_runs);
  ours_ms = median_ms (ours, n_runs);
  g_print ("{\"rows\": %u, \"bytes\": %zu, \"bare_parse_ms\": %.1f, \"decode_ms\": %.1f, "
           "\"ratio\": %.2f",
           N_ROWS, g_bytes_get_size (server.body), bare_ms, ours_ms, ours_ms / bare_ms);
  for (guint j = 0; j < 2; j++)
    g_print (", \"%s\": {\"bytes\": %zu, \"call_ms\": %.1f, \"main_loop_held_ms\": %.1f, "
             "\"on_own_machine_ms\": %.1f}",
             j == 0 ? "plain" : "gzip", g_bytes_get_size (j == 0 ? server.body : server.packed),
             median_ms (call[j], n_runs), median_ms (wall[j], n_runs), median_ms (own[j], n_runs));
  g_print (", \"runs\": %u}\n", n_runs);

  g_main_loop_quit (server.loop);
  g_thread_join (thread);

  return 0;
}
