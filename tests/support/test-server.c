/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "test-server.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define WAIT_SECONDS 20

struct _TestServer
{
  GSocketService *service;
  GTlsCertificate *certificate;
  GCancellable *stopping;
  guint16 port;

  GMutex lock;
  GQueue answers; /* TestAnswer */
  GPtrArray *requests;
  guint n_connections;
  TestHandler handler;
  gpointer handler_data;
};

static void
request_free (gpointer data)
{
  TestRequest *request = data;

  g_free (request->method);
  g_free (request->path);
  g_free (request->headers);
  g_free (request->body);
  g_free (request);
}

static TestRequest *
read_request (GDataInputStream *input)
{
  g_autoptr (GString) headers = g_string_new (NULL);
  g_autofree char *first = g_data_input_stream_read_line (input, NULL, NULL, NULL);
  g_auto (GStrv) words = NULL;
  TestRequest *request;
  gsize length = 0;
  gsize n_read;

  if (first == NULL)
    return NULL;
  words = g_strsplit (first, " ", 3);
  if (g_strv_length (words) != 3)
    return NULL;
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        return NULL;
      g_strchomp (line);
      if (*line == '\0')
        break;
      if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        length = strtoul (line + 15, NULL, 10);
      g_string_append_printf (headers, "%s\n", line);
    }
  request = g_new0 (TestRequest, 1);
  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  request->headers = g_strdup (headers->str);
  request->body = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (input), request->body, length, &n_read, NULL, NULL)
      || n_read != length)
    {
      request_free (request);
      return NULL;
    }
  return request;
}

static void
choose_answer (TestServer *self, TestRequest *request, TestAnswer *answer)
{
  g_autofree TestAnswer *pushed = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, request);
  pushed = g_queue_pop_head (&self->answers);
  if (pushed != NULL)
    *answer = *pushed;
  else
    {
      *answer = (TestAnswer){ .act = TEST_ACT_REPLY, .status = 200 };
      if (self->handler != NULL)
        self->handler (request, answer, self->handler_data);
    }
  if (answer->body == NULL)
    answer->body = g_bytes_new_static ("true", 4);
  g_mutex_unlock (&self->lock);
}

/* Whether there is more to read. Asked below TLS: gnutls keeps the error of a read that fails. */
static gboolean
wait_for_more (GSocket *socket)
{
  char byte;

  return g_socket_condition_wait (socket, G_IO_IN, NULL, NULL)
         && recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK) > 0;
}

/* Returns whether the connection goes on. */
static gboolean
give_answer (const TestAnswer *answer, GSocket *socket, GOutputStream *output)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize size = g_bytes_get_size (answer->body);
  const gboolean says_close =
      answer->act == TEST_ACT_REPLY_CLOSE || answer->act == TEST_ACT_CUT_IN_BODY_CLOSE;

  if (answer->act == TEST_ACT_HANG)
    wait_for_more (socket);
  if (answer->act == TEST_ACT_HANG || answer->act == TEST_ACT_CUT_BEFORE)
    return FALSE;
  g_string_append_printf (text,
                          "HTTP/1.1 %u Test\r\nDate: Sun, 22 Nov 2026 17:00:00 GMT\r\n"
                          "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s%s",
                          answer->status,
                          answer->content_type != NULL ? answer->content_type : "application/json",
                          size, says_close ? "Connection: close\r\n" : "",
                          answer->headers != NULL ? answer->headers : "");
  if (answer->act != TEST_ACT_CUT_IN_HEADERS)
    g_string_append (text, "\r\n");
  if (!g_output_stream_write_all (output, text->str, text->len, NULL, NULL, NULL))
    return FALSE;
  if (answer->act == TEST_ACT_CUT_IN_HEADERS)
    return FALSE;
  if (answer->act == TEST_ACT_CUT_IN_BODY || answer->act == TEST_ACT_CUT_IN_BODY_CLOSE)
    size /= 2;
  if (!g_output_stream_write_all (output, g_bytes_get_data (answer->body, NULL), size, NULL, NULL,
                                  NULL))
    return FALSE;
  return answer->act == TEST_ACT_REPLY;
}

/* Ends what waits for the other side, in whatever layer. */
static void
hang_up_cb (GCancellable *stopping, gpointer user_data)
{
  g_socket_shutdown (G_SOCKET (user_data), TRUE, TRUE, NULL);
}

static GIOStream *
shake_hands (TestServer *self, GSocketConnection *connection)
{
  g_autoptr (GIOStream) tls = NULL;

  if (self->certificate == NULL)
    return G_IO_STREAM (g_object_ref (connection));
  tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL))
    return NULL;
  return g_steal_pointer (&tls);
}

static void
converse (TestServer *self, GSocket *socket, GIOStream *stream)
{
  g_autoptr (GDataInputStream) input =
      g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  gboolean go_on = TRUE;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (go_on && wait_for_more (socket))
    {
      TestAnswer answer;
      TestRequest *request = read_request (input);

      if (request == NULL)
        break;
      choose_answer (self, request, &answer);
      if (answer.delay > 0)
        g_usleep (answer.delay * 1000);
      go_on = give_answer (&answer, socket, g_io_stream_get_output_stream (stream));
      g_bytes_unref (answer.body);
    }
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  TestServer *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GIOStream) stream = NULL;
  gulong stopping;

  g_mutex_lock (&self->lock);
  self->n_connections++;
  g_mutex_unlock (&self->lock);
  stopping = g_cancellable_connect (self->stopping, G_CALLBACK (hang_up_cb), g_object_ref (socket),
                                    g_object_unref);
  stream = shake_hands (self, connection);
  if (stream != NULL)
    converse (self, socket, stream);
  g_cancellable_disconnect (self->stopping, stopping);
  return TRUE;
}

TestServer *
test_server_new (const char *certificate_file)
{
  TestServer *self = g_new0 (TestServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->lock);
  g_queue_init (&self->answers);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->stopping = g_cancellable_new ();
  if (certificate_file != NULL)
    {
      self->certificate = g_tls_certificate_new_from_file (certificate_file, &error);
      g_assert_no_error (error);
    }
  self->service = g_threaded_socket_service_new (32);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);

  return self;
}

void
test_server_free (TestServer *self)
{
  TestAnswer *answer;

  g_cancellable_cancel (self->stopping);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  /* Its threads hold a reference each. */
  while (g_atomic_int_get (&G_OBJECT (self->service)->ref_count) > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  g_clear_object (&self->service);
  while ((answer = g_queue_pop_head (&self->answers)) != NULL)
    {
      g_clear_pointer (&answer->body, g_bytes_unref);
      g_free (answer);
    }
  g_clear_object (&self->certificate);
  g_clear_object (&self->stopping);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
test_server_get_port (TestServer *self)
{
  return self->port;
}

char *
test_server_get_url (TestServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->port);
}

void
test_server_push (TestServer *self, TestAct act, guint status, const char *body)
{
  test_server_push_answer (
      self, (TestAnswer){ .act = act,
                          .status = status,
                          .body = body != NULL ? g_bytes_new (body, strlen (body)) : NULL });
}

void
test_server_push_answer (TestServer *self, TestAnswer answer)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->answers, g_memdup2 (&answer, sizeof answer));
  g_mutex_unlock (&self->lock);
}

void
test_server_set_handler (TestServer *self, TestHandler handler, gpointer user_data)
{
  g_mutex_lock (&self->lock);
  self->handler = handler;
  self->handler_data = user_data;
  g_mutex_unlock (&self->lock);
}

guint
test_server_get_n_requests (TestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->requests->len;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
test_server_get_n_connections (TestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_connections;
  g_mutex_unlock (&self->lock);
  return n;
}

const TestRequest *
test_server_get_request (TestServer *self, guint i)
{
  const TestRequest *request;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (i, <, self->requests->len);
  request = g_ptr_array_index (self->requests, i);
  g_mutex_unlock (&self->lock);
  return request;
}

void
test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("Nothing happened in time");
  return G_SOURCE_REMOVE;
}

void
test_wait_until (gboolean (*condition) (gpointer), gpointer user_data)
{
  const guint deadline = g_timeout_add_seconds (WAIT_SECONDS, deadline_cb, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

void
test_wait (GAsyncResult **result)
{
  test_wait_until (has_result, result);
}
