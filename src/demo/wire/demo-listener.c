/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-listener.h"

#include <gio/gnetworking.h>
#include <sys/socket.h>
#include <unistd.h>

/* libsoup before 3.4 never lets go of a socket that it accepted, nor of an address that it was
 * asked for. So connections are accepted here and handed over. */
struct _DemoListener
{
  SoupServer *server; /* (owned) */
  GSocket *socket;    /* (owned) */
  GSource *source;    /* (owned) */
  guint port;
  int quiet; /* the other end of what libsoup listens on */
};

static gboolean
accept_cb (GSocket *listening, GIOCondition condition, gpointer data)
{
  DemoListener *self = data;
  g_autoptr (GSocket) socket = g_socket_accept (listening, NULL, NULL);
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  if (!socket)
    return G_SOURCE_CONTINUE;
  local = g_socket_get_local_address (socket, NULL);
  remote = g_socket_get_remote_address (socket, NULL);
  /* Who hung up already has no address any more. */
  if (!local || !remote)
    return G_SOURCE_CONTINUE;
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_socket (DemoListener *self, guint port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocketAddress) bound = NULL;

  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (!self->socket || !g_socket_bind (self->socket, wanted, TRUE, error)
      || !g_socket_listen (self->socket, error))
    return FALSE;
  bound = g_socket_get_local_address (self->socket, error);
  if (!bound)
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return TRUE;
}

/* A connection outlives its first request only while the server listens to something by itself: it
 * is given one end of a pair, and nobody ever speaks at the other. */
static gboolean
keep_alive (DemoListener *self, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  self->quiet = ends[1];
  socket = g_socket_new_from_fd (ends[0], error);
  if (!socket)
    {
      close (ends[0]);
      return FALSE;
    }
  return soup_server_listen_socket (self->server, socket, 0, error);
}

/**
 * demo_listener_new:
 * @server: who answers; `soup_server_disconnect()` ends its connections
 * @port: a port, or 0 for a free one
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what listens in the thread's default main context
 */
DemoListener *
demo_listener_new (SoupServer *server, guint port, GError **error)
{
  DemoListener *self;

  g_return_val_if_fail (SOUP_IS_SERVER (server), NULL);

  self = g_new0 (DemoListener, 1);
  self->server = g_object_ref (server);
  self->quiet = -1;
  if (!open_socket (self, port, error) || !keep_alive (self, error))
    {
      demo_listener_free (self);
      return NULL;
    }
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (accept_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

guint
demo_listener_get_port (DemoListener *self)
{
  return self->port;
}

void
demo_listener_free (DemoListener *self)
{
  if (!self)
    return;
  if (self->source)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  if (self->quiet >= 0)
    close (self->quiet);
  g_clear_object (&self->socket);
  g_clear_object (&self->server);
  g_free (self);
}
