/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-error.h"
#include "erp-fault.h"
#include "erp-http-private.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* One request on its way: what was sent, why it was stopped, what came back.
 *
 * queued -> (network events) -> "starting": from here on a byte may have left -> headers -> body
 */

#define READ_SIZE (64 * 1024)
/* A large question is sent, and a large answer read, below the redraw of a window
 * (GDK_PRIORITY_REDRAW is 120). */
#define LARGE_QUESTION (256 * 1024)
#define LARGE_ANSWER (256 * 1024)
#define LARGE_PRIORITY 125
/* From the first byte of the answer to its last, in units of the time until the first. */
#define BODY_FACTOR 5

typedef enum
{
  STOP_NONE,
  STOP_CONNECT, /* no connection in time */
  STOP_ANSWER,  /* no answer in time */
  STOP_SIZE,
  STOP_FAULT, /* see the fault */
} StopReason;

typedef struct
{
  ErpHttp *http;        /* (owned) */
  SoupMessage *message; /* (owned) */
  gboolean once;
  guint timeout;

  GCancellable *inner; /* (owned) */
  GCancellable *outer; /* (owned) (nullable) */
  gulong outer_id;
  GSource *timer; /* (owned) (nullable) */

  gboolean started;
  gboolean answered;
  gboolean lost;
  StopReason stop;
  GError *fault; /* (owned) (nullable) */

  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) */
} Exchange;

static void
stop_timer (Exchange *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  stop_timer (self);
  if (self->outer != NULL && self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_object (&self->http);
  g_clear_error (&self->fault);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self);
}

static void
stop (Exchange *self, StopReason reason)
{
  if (self->stop == STOP_NONE)
    self->stop = reason;
  g_cancellable_cancel (self->inner);
}

static gboolean
connect_timer_cb (gpointer user_data)
{
  Exchange *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  stop (self, STOP_CONNECT);
  return G_SOURCE_REMOVE;
}

static gboolean
answer_timer_cb (gpointer user_data)
{
  Exchange *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  stop (self, STOP_ANSWER);
  return G_SOURCE_REMOVE;
}

static void
start_timer (Exchange *self, guint ms, GSourceFunc callback)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (ms);
  g_source_set_callback (self->timer, callback, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static GError *
lost_error (Exchange *self, const GError *cause)
{
  if (self->once)
    return erp_error_new_from_server (
        ERP_ERROR_UNKNOWN_OUTCOME,
        _ ("The answer was lost: the server may have done this. Look before you do it again."),
        NULL, cause != NULL ? cause->message : NULL);
  if (self->answered)
    return erp_error_new_from_server (ERP_ERROR_PROTOCOL,
                                      _ ("The server’s answer was cut off. Try again."), NULL,
                                      cause != NULL ? cause->message : NULL);
  return erp_error_new_from_server (ERP_ERROR_UNREACHABLE,
                                    _ ("The connection to the server was lost. Try again."), NULL,
                                    cause != NULL ? cause->message : NULL);
}

static GError *
unreachable_error (Exchange *self, const GError *cause)
{
  g_autofree char *host = erp_http_get_host_port (self->http);
  g_autofree char *message = g_strdup_printf (
      /* Translators: %s is a host name and port */
      _ ("%s cannot be reached; nothing was sent. Check the address and the network."), host);

  return erp_error_new_from_server (ERP_ERROR_UNREACHABLE, message, NULL,
                                    cause != NULL ? cause->message : NULL);
}

static GError *
timeout_error (Exchange *self)
{
  if (!self->started)
    return unreachable_error (self, NULL);
  if (self->once)
    return lost_error (self, NULL);
  return g_error_new_literal (
      ERP_ERROR, ERP_ERROR_TIMEOUT,
      _ ("The server did not answer in time. Try again, or ask for less at once."));
}

/* What a failed step of libsoup means for the caller. */
static GError *
judge (Exchange *self, const GError *cause)
{
  if (self->fault != NULL)
    return g_steal_pointer (&self->fault);
  switch (self->stop)
    {
    case STOP_CONNECT:
      self->lost = TRUE;
      return unreachable_error (self, NULL);
    case STOP_ANSWER:
      return timeout_error (self);
    case STOP_SIZE:
      return erp_fault_unreadable (
          self->once,
          g_error_new_literal (ERP_ERROR, ERP_ERROR_PROTOCOL,
                               _ ("The server’s answer is too large. Ask for less at a time.")));
    case STOP_NONE:
    case STOP_FAULT:
    default:
      break;
    }
  if (self->outer != NULL && g_cancellable_is_cancelled (self->outer))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  if (!self->started && cause->domain == G_TLS_ERROR)
    return erp_error_new_from_server (
        ERP_ERROR_TLS,
        _ ("No safe connection could be made; nothing was sent. Check the address, or tell the "
           "administrator."),
        NULL, cause->message);
  self->lost = TRUE;
  return self->started ? lost_error (self, cause) : unreachable_error (self, cause);
}

static void
fail (GTask *task, const GError *cause)
{
  Exchange *self = g_task_get_task_data (task);

  stop_timer (self);
  g_task_return_error (task, judge (self, cause));
}

static gint64
parse_date (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : -1;
}

/* A body that says "Connection: close" may end early without an error. */
static gboolean
is_whole (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
      || soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return TRUE;
  return soup_message_headers_get_content_length (headers) == (goffset)self->body->len;
}

static void
complete (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  ErpReply *reply;

  stop_timer (self);
  if (!is_whole (self))
    {
      self->lost = TRUE;
      g_task_return_error (task, lost_error (self, NULL));
      return;
    }
  reply = g_new0 (ErpReply, 1);
  reply->status = soup_message_get_status (self->message);
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->date = parse_date (soup_message_headers_get_one (headers, "Date"));
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_task_return_pointer (task, reply, (GDestroyNotify)erp_reply_free);
}

static void read_more (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    {
      fail (task, error);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      complete (task);
      return;
    }
  if (self->body->len + size > ERP_JSON_MAX_BYTES)
    {
      stop (self, STOP_SIZE);
      fail (task, NULL);
      return;
    }
  g_byte_array_append (self->body, data, (guint)size);
  read_more (task);
}

static void
read_more (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  const int priority = self->body->len < LARGE_ANSWER ? G_PRIORITY_DEFAULT : LARGE_PRIORITY;

  g_input_stream_read_bytes_async (self->stream, READ_SIZE, priority, self->inner, read_cb,
                                   g_object_ref (task));
}

static void
redirect_error (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");

  g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server has moved to %s and did nothing. If that address is "
                              "right, enter it."),
                           location != NULL ? location : "?");
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      fail (task, error);
      return;
    }
  self->answered = TRUE;
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (self->message)))
    {
      stop_timer (self);
      redirect_error (task);
      return;
    }
  if (self->timeout <= G_MAXUINT / BODY_FACTOR)
    start_timer (self, self->timeout * BODY_FACTOR, answer_timer_cb);
  read_more (task);
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  Exchange *self = user_data;

  if (event == G_SOCKET_CLIENT_RESOLVING)
    start_timer (self, erp_http_get_connect_timeout (self->http), connect_timer_cb);
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && G_IS_TLS_CONNECTION (connection))
    {
      GTlsCertificate *certificate =
          g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection));

      if (self->fault == NULL && certificate != NULL
          && !erp_http_check_pin (self->http, certificate, &self->fault))
        stop (self, STOP_FAULT);
    }
}

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags faults,
                       gpointer user_data)
{
  Exchange *self = user_data;

  g_clear_error (&self->fault);
  return erp_http_accept_certificate (self->http, certificate, faults, &self->fault);
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *self = user_data;

  /* libsoup starts a second time when it sends again by itself; a write is never sent twice. */
  if (self->started && self->once)
    {
      stop (self, STOP_NONE);
      return;
    }
  self->started = TRUE;
  start_timer (self, self->timeout, answer_timer_cb);
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
is_large (SoupMessage *message)
{
  return soup_message_headers_get_content_length (soup_message_get_request_headers (message))
         > LARGE_QUESTION;
}

/**
 * erp_http_send_async:
 * @self: the way to a server
 * @message: a request made by @self
 * @once: whether it may change something: sent on a fresh connection, never a second time
 * @timeout: ms until the answer begins
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 */
void
erp_http_send_async (ErpHttp *self,
                     SoupMessage *message,
                     gboolean once,
                     guint timeout,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Exchange *exchange;
  GError *error = NULL;

  g_return_if_fail (ERP_IS_HTTP (self) && SOUP_IS_MESSAGE (message) && timeout > 0);

  g_task_set_source_tag (task, erp_http_send_async);
  exchange = g_new0 (Exchange, 1);
  exchange->http = g_object_ref (self);
  exchange->message = g_object_ref (message);
  exchange->once = once;
  exchange->timeout = timeout;
  exchange->inner = g_cancellable_new ();
  exchange->body = g_byte_array_new ();
  g_task_set_task_data (task, exchange, exchange_free);

  if (!erp_http_check_plain (self, &error)
      || g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (cancellable != NULL)
    {
      exchange->outer = g_object_ref (cancellable);
      exchange->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                                  g_object_ref (exchange->inner), g_object_unref);
    }
  /* libsoup takes a POST for a write and opens a connection for it, unless it is told better. */
  soup_message_add_flags (message, once ? SOUP_MESSAGE_NEW_CONNECTION : SOUP_MESSAGE_IDEMPOTENT);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), exchange);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), exchange);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), exchange);
  /* Until a connection is there: waiting for a free one counts as waiting for the answer. */
  start_timer (exchange, timeout, answer_timer_cb);
  soup_session_send_async (erp_http_get_session (self), message,
                           is_large (message) ? LARGE_PRIORITY : G_PRIORITY_DEFAULT,
                           exchange->inner, send_cb, g_object_ref (task));
}

/**
 * erp_http_send_finish:
 * @self: the way to a server
 * @result: what the callback was given
 * @lost: (out) (optional): set to whether the connection failed, so that a read may be tried again
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, of any status that is no redirect
 */
ErpReply *
erp_http_send_finish (ErpHttp *self, GAsyncResult *result, gboolean *lost, GError **error)
{
  Exchange *exchange;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  exchange = g_task_get_task_data (G_TASK (result));
  if (lost != NULL)
    *lost = exchange->lost;
  return g_task_propagate_pointer (G_TASK (result), error);
}
