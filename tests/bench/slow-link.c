/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "slow-link.h"

#define CHUNK 2048

struct _SlowLink
{
  guint16 port;
  gint64 one_way; /* µs */
  guint rate;
  gint64 free_at[2]; /* µs: when the line has carried all that was put on it, up and down */
  int n_connections; /* atomic */
  int n_bytes_down;  /* atomic */

  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GSocketService *service; /* (owned) (nullable): in the thread */
  GMutex lock;
  GCond ready;
};

/* One direction of one connection. */
typedef struct
{
  SlowLink *link;
  GIOStream *from; /* (owned) */
  GIOStream *to;   /* (owned) */
  gboolean down;
  gint64 extra;  /* µs: before the first byte */
  GQueue chunks; /* (owned) (element-type Chunk) */
  GSource *source;
  gboolean ended;
} Pipe;

typedef struct
{
  GBytes *bytes; /* (owned): empty at the end */
  gint64 due;
} Chunk;

static void
chunk_free (gpointer data)
{
  Chunk *chunk = data;

  g_bytes_unref (chunk->bytes);
  g_free (chunk);
}

static void
pipe_free (Pipe *pipe)
{
  g_source_destroy (pipe->source);
  g_source_unref (pipe->source);
  g_queue_clear_full (&pipe->chunks, chunk_free);
  g_clear_object (&pipe->from);
  g_clear_object (&pipe->to);
  g_free (pipe);
}

static void
deliver (Pipe *pipe, GBytes *bytes)
{
  GOutputStream *out = g_io_stream_get_output_stream (pipe->to);

  if (g_bytes_get_size (bytes) > 0)
    {
      if (pipe->down)
        g_atomic_int_add (&pipe->link->n_bytes_down, (int)g_bytes_get_size (bytes));
      g_output_stream_write_all (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 NULL, NULL, NULL);
      return;
    }
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (pipe->to)), FALSE, TRUE,
                     NULL);
  pipe->ended = TRUE;
}

static gboolean
due_cb (gpointer user_data)
{
  Pipe *pipe = user_data;
  Chunk *chunk;

  g_source_set_ready_time (pipe->source, -1);
  while ((chunk = g_queue_peek_head (&pipe->chunks)) != NULL)
    {
      if (chunk->due > g_get_monotonic_time ())
        {
          g_source_set_ready_time (pipe->source, chunk->due);
          return G_SOURCE_CONTINUE;
        }
      g_queue_pop_head (&pipe->chunks);
      deliver (pipe, chunk->bytes);
      chunk_free (chunk);
    }
  if (pipe->ended)
    pipe_free (pipe);
  return G_SOURCE_CONTINUE;
}

static void
put (Pipe *pipe, GBytes *bytes)
{
  SlowLink *link = pipe->link;
  gint64 *free_at = &link->free_at[pipe->down];
  Chunk *chunk = g_new0 (Chunk, 1);
  const gsize size = g_bytes_get_size (bytes);

  *free_at =
      MAX (*free_at, g_get_monotonic_time ()) + (gint64)size * G_USEC_PER_SEC / (gint64)link->rate;
  chunk->bytes = g_bytes_ref (bytes);
  chunk->due = *free_at + link->one_way + pipe->extra;
  if (size > 0)
    pipe->extra = 0;
  g_queue_push_tail (&pipe->chunks, chunk);
  if (g_queue_get_length (&pipe->chunks) == 1)
    g_source_set_ready_time (pipe->source, chunk->due);
}

static void read_more (Pipe *pipe);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pipe *pipe = user_data;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  g_autoptr (GBytes) end = g_bytes_new_static ("", 0);

  put (pipe, bytes != NULL ? bytes : end);
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    read_more (pipe);
}

static void
read_more (Pipe *pipe)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (pipe->from), CHUNK,
                                   G_PRIORITY_DEFAULT, NULL, read_cb, pipe);
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs due_funcs = { .dispatch = dispatch };

static void
start_pipe (SlowLink *link, GIOStream *from, GIOStream *to, gboolean down)
{
  Pipe *pipe = g_new0 (Pipe, 1);

  pipe->link = link;
  pipe->from = g_object_ref (from);
  pipe->to = g_object_ref (to);
  pipe->down = down;
  pipe->extra = down ? 0 : 2 * link->one_way;
  g_queue_init (&pipe->chunks);
  pipe->source = g_source_new (&due_funcs, sizeof (GSource));
  g_source_set_callback (pipe->source, due_cb, pipe, NULL);
  g_source_attach (pipe->source, link->context);
  read_more (pipe);
}

static gboolean
incoming_cb (SlowLink *self, GSocketConnection *near)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) far = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  far = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);
  /* The server is gone, as at the end of a bench: so is this connection. */
  if (far == NULL)
    return TRUE;
  g_atomic_int_inc (&self->n_connections);
  start_pipe (self, G_IO_STREAM (near), G_IO_STREAM (far), FALSE);
  start_pipe (self, G_IO_STREAM (far), G_IO_STREAM (near), TRUE);
  return TRUE;
}

static gpointer
run (gpointer data)
{
  SlowLink *self = data;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  g_mutex_lock (&self->lock);
  self->loop = g_main_loop_new (self->context, FALSE);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  g_clear_object (&self->service);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

SlowLink *
slow_link_new (guint16 port, guint round_trip, guint rate)
{
  SlowLink *self = g_new0 (SlowLink, 1);

  self->port = port;
  self->one_way = (gint64)round_trip * 1000 / 2;
  self->rate = rate;
  self->context = g_main_context_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  g_mutex_lock (&self->lock);
  self->thread = g_thread_new ("slow-link", run, self);
  while (self->loop == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

/* Pipes that are open still are left to the end of the program. */
void
slow_link_free (SlowLink *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self);
}

void
slow_link_take_counts (SlowLink *self, guint *n_connections, guint *n_bytes_down)
{
  *n_connections = (guint)g_atomic_int_and ((guint *)&self->n_connections, 0);
  *n_bytes_down = (guint)g_atomic_int_and ((guint *)&self->n_bytes_down, 0);
}
