/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-http.h"

#include "demo-json.h"
#include "demo-listener.h"

#include <string.h>

#define WORKERS 6

struct _DemoHttp
{
  SoupServer *server;     /* (owned) */
  DemoListener *listener; /* (owned) */
  GMainContext *context;  /* (owned) */
  GThreadPool *pool;      /* (owned) */
  DemoStore *store;
  DemoFaults *faults;
  const char *database;
  DemoHttpClock clock;
  gpointer clock_data;
  guint port;
  gboolean closing;
  GHashTable *waiting; /* (owned): DemoJob of the main context: paused or delayed */
  GMutex lock;
  GHashTable *counts; /* (owned): name -> number */
  guint total;
  guint pending;
};

/* One request from its arrival to its end. */
typedef struct
{
  DemoHttp *http;
  SoupServerMessage *msg; /* (owned) (nullable): gone when the connection was dropped */
  DemoExchange *exchange; /* (owned) */
  DemoFaultKind fault;
  guint milliseconds;
  gboolean run;   /* no fault is looked for any more */
  GSource *delay; /* (owned) (nullable) */
} DemoJob;

static gboolean finish_cb (gpointer data);

static void
forget_message (DemoJob *self)
{
  if (self->msg)
    g_signal_handlers_disconnect_by_data (self->msg, self);
  g_clear_object (&self->msg);
}

static void
job_free (DemoJob *self)
{
  forget_message (self);
  demo_exchange_free (self->exchange);
  if (self->delay)
    {
      g_source_destroy (self->delay);
      g_source_unref (self->delay);
    }
  g_free (self);
}

static void
set_pending (DemoHttp *self, int change)
{
  g_mutex_lock (&self->lock);
  self->pending = (guint)((int)self->pending + change);
  g_mutex_unlock (&self->lock);
}

/* Only names as short as real ones are counted apart. */
static void
count_call (DemoHttp *self, const char *name)
{
  g_mutex_lock (&self->lock);
  self->total++;
  if (g_hash_table_size (self->counts) < 2000 || g_hash_table_contains (self->counts, name))
    g_hash_table_insert (self->counts, g_strdup (name),
                         GUINT_TO_POINTER (
                             GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name)) + 1));
  g_mutex_unlock (&self->lock);
}

/* In a worker thread. */
static void
work_cb (gpointer data, gpointer user_data)
{
  DemoJob *job = data;
  DemoHttp *self = user_data;
  g_autoptr (GSource) source = NULL;

  if (!job->run)
    {
      g_autofree char *name = demo_rpc_find_name (job->exchange);

      count_call (self, name);
      job->fault = demo_faults_next (self->faults, name, &job->milliseconds);
    }
  if (job->run || job->fault == DEMO_FAULT_NONE || job->fault == DEMO_FAULT_COMMIT
      || job->fault == DEMO_FAULT_MID)
    {
      demo_rpc_answer (self->store, self->database, self->clock (self->clock_data), job->exchange);
      job->run = TRUE;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finish_cb, job, NULL);
  g_source_attach (source, self->context);
}

static void
end_job (DemoJob *job)
{
  DemoHttp *self = job->http;

  g_hash_table_remove (self->waiting, job);
  set_pending (self, -1);
  job_free (job);
}

static void
drop (DemoJob *job)
{
  g_autoptr (GIOStream) stream = NULL;

  if (!job->msg)
    return;
  g_signal_handlers_disconnect_by_data (job->msg, job);
  stream = soup_server_message_steal_connection (job->msg);
  if (stream)
    g_io_stream_close (stream, NULL, NULL);
  g_clear_object (&job->msg);
}

/* Sends the beginning of an answer that promises more, and hangs up. */
static void
cut (DemoJob *job)
{
  GString *answer = job->exchange->answer;
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                       "\r\n\r\n",
                       job->exchange->status, job->exchange->content_type, answer->len + 1);
  g_autoptr (GIOStream) stream = NULL;
  GOutputStream *out;

  g_signal_handlers_disconnect_by_data (job->msg, job);
  stream = soup_server_message_steal_connection (job->msg);
  out = stream ? g_io_stream_get_output_stream (stream) : NULL;
  if (out)
    {
      g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
      g_output_stream_write_all (out, answer->str, answer->len / 2, NULL, NULL, NULL);
      g_io_stream_close (stream, NULL, NULL);
    }
  g_clear_object (&job->msg);
}

static void
set_cookie (DemoJob *job, SoupMessageHeaders *headers)
{
  const char *token = job->exchange->new_session;
  g_autofree char *cookie =
      g_strdup_printf ("session_id=%s; HttpOnly; Path=/; SameSite=Strict; Max-Age=%d", token,
                       *token ? 604800 : 0);

  soup_message_headers_append (headers, "Set-Cookie", cookie);
}

/* A company that lives on another day says so: its records carry the times of that day. */
static void
set_date (DemoJob *job, SoupMessageHeaders *headers)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_utc (job->http->clock (job->http->clock_data));
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "Date", date);
}

static void
respond (DemoJob *job)
{
  DemoExchange *exchange = job->exchange;
  SoupMessageHeaders *headers;
  gsize length;

  if (!job->msg)
    return;
  headers = soup_server_message_get_response_headers (job->msg);
  soup_server_message_set_status (job->msg, exchange->status, NULL);
  set_date (job, headers);
  if (exchange->challenge)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  if (exchange->new_session)
    set_cookie (job, headers);
  length = exchange->answer->len;
  soup_server_message_set_response (job->msg, exchange->content_type, SOUP_MEMORY_TAKE,
                                    g_string_free (g_steal_pointer (&exchange->answer), FALSE),
                                    length);
  soup_server_message_unpause (job->msg);
}

static void
respond_fixed (DemoJob *job, guint status, const char *type, const char *text)
{
  job->exchange->status = status;
  job->exchange->content_type = type;
  if (!job->exchange->answer)
    job->exchange->answer = g_string_new (NULL);
  g_string_assign (job->exchange->answer, text);
  respond (job);
}

static gboolean
delay_cb (gpointer data)
{
  DemoJob *job = data;

  g_clear_pointer (&job->delay, g_source_unref);
  job->run = TRUE;
  g_thread_pool_push (job->http->pool, job, NULL);
  return G_SOURCE_REMOVE;
}

static void
run_later (DemoJob *job)
{
  job->delay = g_timeout_source_new (job->milliseconds);
  g_source_set_callback (job->delay, delay_cb, job, NULL);
  g_source_attach (job->delay, job->http->context);
}

/* The answer is there, or a fault stands before it. TRUE when the job goes on. */
static gboolean
apply_fault (DemoJob *job)
{
  switch (job->fault)
    {
    case DEMO_FAULT_BEFORE:
    case DEMO_FAULT_COMMIT:
      drop (job);
      return FALSE;
    case DEMO_FAULT_MID:
      if (job->msg)
        cut (job);
      return FALSE;
    case DEMO_FAULT_LATE:
      drop (job);
      run_later (job);
      return TRUE;
    case DEMO_FAULT_SLOW:
      run_later (job);
      return TRUE;
    case DEMO_FAULT_HANG:
      return TRUE;
    case DEMO_FAULT_500:
      respond_fixed (job, 500, "text/plain; charset=utf-8", "Internal Server Error\n");
      return FALSE;
    case DEMO_FAULT_HTML:
      respond_fixed (job, 200, "text/html; charset=utf-8",
                     "<!doctype html>\n<title>Please wait</title>\n<p>Not what you asked for.\n");
      return FALSE;
    case DEMO_FAULT_NONE:
    default:
      respond (job);
      return FALSE;
    }
}

static gboolean
finish_cb (gpointer data)
{
  DemoJob *job = data;
  gboolean answered = job->run;

  /* A delayed call has had its fault. */
  if (answered && (job->fault == DEMO_FAULT_LATE || job->fault == DEMO_FAULT_SLOW))
    job->fault = DEMO_FAULT_NONE;
  if (!apply_fault (job))
    end_job (job);
  return G_SOURCE_REMOVE;
}

static gboolean
is_own_host (DemoHttp *self, const char *host)
{
  static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };

  for (guint i = 0; host && i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (host, names[i], length) == 0
          && (host[length] == '\0'
              || (host[length] == ':'
                  && g_ascii_strtoull (host + length + 1, NULL, 10) == self->port)))
        return TRUE;
    }
  return FALSE;
}

static void
refuse (SoupServerMessage *msg, guint status, const char *text)
{
  soup_server_message_set_status (msg, status, NULL);
  soup_server_message_set_response (msg, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* Browsers are kept out: no page may talk to the demo company. */
static void
early_cb (SoupServer *server,
          SoupServerMessage *msg,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  DemoHttp *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);

  if (!is_own_host (self, soup_message_headers_get_one (headers, "Host")))
    refuse (msg, SOUP_STATUS_FORBIDDEN, "This address is not served.\n");
  else if (soup_message_headers_get_list (headers, "Origin"))
    refuse (msg, SOUP_STATUS_FORBIDDEN, "Pages of other places are not served.\n");
  else if (soup_message_headers_get_content_length (headers) > DEMO_JSON_MAX_BYTES)
    {
      refuse (msg, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "The body is too large.\n");
      soup_message_headers_replace (soup_server_message_get_response_headers (msg), "Connection",
                                    "close");
    }
}

static void
got_chunk_cb (SoupServerMessage *msg, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (msg);

  if (body->length > DEMO_JSON_MAX_BYTES)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (msg);

      if (stream)
        g_io_stream_close (stream, NULL, NULL);
    }
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *msg, gpointer user_data)
{
  g_signal_connect (msg, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static char *
find_cookie (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Cookie");
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ";", 50);

  for (guint i = 0; parts[i]; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (g_str_has_prefix (part, "session_id=") && part[11])
        return g_strdup (part + 11);
    }
  return NULL;
}

static char *
find_bearer (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Authorization");

  if (!text || g_ascii_strncasecmp (text, "bearer ", 7) != 0)
    return NULL;
  return g_strstrip (g_strdup (text + 7));
}

static DemoExchange *
build_exchange (SoupServerMessage *msg, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (msg);
  DemoExchange *exchange = g_new0 (DemoExchange, 1);

  exchange->path = g_strdup (path);
  exchange->verb = g_strdup (soup_server_message_get_method (msg));
  exchange->body = soup_message_body_flatten (soup_server_message_get_request_body (msg));
  exchange->bearer = find_bearer (headers);
  exchange->database = g_strdup (soup_message_headers_get_one (headers, "X-Odoo-Database"));
  exchange->session = find_cookie (headers);
  return exchange;
}

/* The client hung up while its request waited. */
static void
finished_cb (SoupServerMessage *msg, gpointer user_data)
{
  DemoJob *job = user_data;

  if (job->fault == DEMO_FAULT_HANG)
    end_job (job);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *msg,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  DemoHttp *self = user_data;
  DemoJob *job;

  if (self->closing)
    {
      refuse (msg, SOUP_STATUS_SERVICE_UNAVAILABLE, "The demo company is closing.\n");
      return;
    }
  job = g_new0 (DemoJob, 1);
  job->http = self;
  job->msg = g_object_ref (msg);
  job->exchange = build_exchange (msg, path);
  g_hash_table_add (self->waiting, job);
  set_pending (self, 1);
  soup_server_message_pause (msg);
  g_signal_connect (msg, "disconnected", G_CALLBACK (finished_cb), job);
  g_thread_pool_push (self->pool, job, NULL);
}

DemoHttp *
demo_http_new (DemoStore *store,
               DemoFaults *faults,
               const char *database,
               guint port,
               DemoHttpClock clock,
               gpointer clock_data,
               GError **error)
{
  DemoHttp *self = g_new0 (DemoHttp, 1);

  self->store = store;
  self->faults = faults;
  self->database = database;
  self->clock = clock;
  self->clock_data = clock_data;
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_hash_table_new (NULL, NULL);
  self->pool = g_thread_pool_new (work_cb, self, WORKERS, FALSE, NULL);
  self->server = soup_server_new ("server-header", "quittance-demo-erp", NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  self->listener = demo_listener_new (self->server, port, error);
  if (!self->listener)
    {
      demo_http_free (self);
      return NULL;
    }
  self->port = demo_listener_get_port (self->listener);
  return self;
}

guint
demo_http_get_port (DemoHttp *self)
{
  return self->port;
}

/* Those that hang are cut off; a delayed one runs at once, for it was accepted. */
static void
settle (DemoHttp *self)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    g_ptr_array_add (jobs, job);
  for (guint i = 0; i < jobs->len; i++)
    {
      DemoJob *waiting = g_ptr_array_index (jobs, i);

      if (waiting->delay)
        {
          g_source_destroy (waiting->delay);
          delay_cb (waiting);
        }
      else if (waiting->fault == DEMO_FAULT_HANG)
        {
          drop (waiting);
          end_job (waiting);
        }
    }
}

void
demo_http_close (DemoHttp *self)
{
  self->closing = TRUE;
  while (g_hash_table_size (self->waiting) > 0)
    {
      settle (self);
      if (g_hash_table_size (self->waiting) > 0)
        g_main_context_iteration (self->context, TRUE);
    }
  g_clear_pointer (&self->listener, demo_listener_free);
  soup_server_disconnect (self->server);
}

void
demo_http_free (DemoHttp *self)
{
  if (!self)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_pointer (&self->listener, demo_listener_free);
  g_clear_object (&self->server);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->counts);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
demo_http_count_calls (DemoHttp *self, const char *name)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = name ? GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name)) : self->total;
  g_mutex_unlock (&self->lock);
  return count;
}

guint
demo_http_count_pending (DemoHttp *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->pending;
  g_mutex_unlock (&self->lock);
  return count;
}
