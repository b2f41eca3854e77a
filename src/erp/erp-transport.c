/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: a call from its first try to its answer, each step beside the next. */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-transport.h"

#include "erp-ahead.h"
#include "erp-error.h"
#include "erp-fault.h"
#include "erp-json.h"

#define OVERDUE_MS 3000
#define BACK_OFF_MS 300
#define MAX_TRIES 3
/* Of these is told how much was sent. */
#define LARGE_BODY (64 * 1024)

typedef struct
{
  ErpHttp *http;       /* (owned) */
  char *version;       /* (owned) (nullable) */
  JsonObject *context; /* (owned): replaced, never changed */
  ErpConnectionState state;
  guint n_overdue;
  gint64 server_time;    /* µs since 1970, -1 unknown */
  gint64 server_time_at; /* our monotonic clock then */
  ErpRandomFunc random;
  gpointer random_data;
  guint overdue_ms;
  guint back_off_ms;
  char *first_rows; /* (owned) (nullable) */
  ErpAhead *ahead;  /* (owned) (nullable): asked, not wanted yet */
} ErpTransportPrivate;

/* One call from the first try to its answer; lives in its GTask. */
typedef struct
{
  ErpCall *call;       /* (owned) */
  JsonObject *context; /* (owned) */
  GBytes *body;        /* (owned) (nullable) */
  char *path;          /* (owned) (nullable) */
  ErpReply *reply;     /* (owned) (nullable) */
  guint n_tries;
  gboolean overdue;
  GSource *overdue_source; /* (owned) (nullable) */
} Attempt;

enum
{
  PROP_0,
  PROP_HTTP,
  PROP_CONNECTION_STATE,
  PROP_FIRST_ROWS,
};

static void erp_transport_client_init (ErpClientInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ErpTransport,
                                  erp_transport,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ErpTransport)
                                      G_IMPLEMENT_INTERFACE (ERP_TYPE_CLIENT,
                                                             erp_transport_client_init))

static ErpTransportPrivate *
get_private (ErpTransport *self)
{
  return erp_transport_get_instance_private (self);
}

static double
default_random (gpointer user_data)
{
  return g_random_double ();
}

static void
set_state (ErpTransport *self, ErpConnectionState state)
{
  ErpTransportPrivate *priv = get_private (self);

  if (priv->state == state)
    return;
  priv->state = state;
  g_object_notify (G_OBJECT (self), "connection-state");
}

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  if (self->overdue_source != NULL)
    g_source_destroy (self->overdue_source);
  g_clear_pointer (&self->overdue_source, g_source_unref);
  g_clear_object (&self->call);
  g_clear_pointer (&self->context, json_object_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->reply, erp_reply_free);
  g_free (self);
}

/* The answer came or will not come: the call is overdue no more. */
static void
settle (ErpTransport *self, Attempt *attempt)
{
  ErpTransportPrivate *priv = get_private (self);

  if (attempt->overdue_source != NULL)
    g_source_destroy (attempt->overdue_source);
  g_clear_pointer (&attempt->overdue_source, g_source_unref);
  if (attempt->overdue)
    priv->n_overdue--;
  attempt->overdue = FALSE;
}

static void
fail (GTask *task, GError *error)
{
  ErpTransport *self = g_task_get_source_object (task);
  ErpTransportPrivate *priv = get_private (self);

  settle (self, g_task_get_task_data (task));
  if (erp_error_is_retryable_read (error)
      || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    set_state (self, ERP_CONNECTION_OFFLINE);
  else if (priv->n_overdue == 0 && priv->state == ERP_CONNECTION_WAITING)
    set_state (self, ERP_CONNECTION_ONLINE);
  g_task_return_error (task, error);
}

static JsonObject *
merge_context (JsonObject *base, JsonObject *own)
{
  g_autoptr (GList) names = json_object_get_members (own);
  JsonObject *merged = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (merged, l->data, json_node_ref (json_object_get_member (own, l->data)));
  g_list_free (g_steal_pointer (&names));
  names = json_object_get_members (base);
  for (GList *l = names; l != NULL; l = l->next)
    if (!json_object_has_member (merged, l->data))
      json_object_set_member (merged, l->data,
                              json_node_ref (json_object_get_member (base, l->data)));
  return merged;
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ErpTransport *self = source;
  Attempt *attempt = task_data;
  const gboolean is_write = erp_call_is_write (attempt->call);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) result = NULL;
  GError *error = NULL;
  gpointer decoded;

  root = erp_json_parse (attempt->reply->body, &error);
  if (root == NULL)
    {
      if (erp_reply_is_json (attempt->reply) && attempt->reply->status < 300)
        error = erp_fault_unreadable (is_write, error);
      else
        {
          g_clear_error (&error);
          error = erp_fault_from_status (is_write, attempt->reply);
        }
      g_task_return_error (task, error);
      return;
    }
  /* The text is not needed any more; give its memory back before the decoder asks for its own. */
  g_clear_pointer (&attempt->reply->body, g_bytes_unref);
  attempt->reply->body = g_bytes_new_static ("", 0);
  result = ERP_TRANSPORT_GET_CLASS (self)->unwrap (self, attempt->call, attempt->reply->status,
                                                   g_steal_pointer (&root), &error);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  decoded = erp_call_decode (attempt->call, g_steal_pointer (&result), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, decoded, erp_call_get_result_free (attempt->call));
}

static void
encode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ErpTransport *self = source;
  Attempt *attempt = task_data;

  attempt->body = ERP_TRANSPORT_GET_CLASS (self)->encode (self, attempt->call, attempt->context,
                                                          &attempt->path);
  g_task_return_boolean (task, TRUE);
}

/* Runs @work on the attempt of @task; the attempt stays @task's. */
static void
run_in_thread (GTask *task, GTaskThreadFunc work, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step =
      g_task_new (g_task_get_source_object (task), NULL, callback, g_object_ref (task));

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, work);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer decoded = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, decoded, erp_call_get_result_free (attempt->call));
}

static void
note_reply (ErpTransport *self, ErpReply *reply)
{
  ErpTransportPrivate *priv = get_private (self);

  if (reply->date >= 0)
    {
      priv->server_time = reply->date;
      priv->server_time_at = g_get_monotonic_time ();
    }
  set_state (self, priv->n_overdue > 0 ? ERP_CONNECTION_WAITING : ERP_CONNECTION_ONLINE);
}

static void send_attempt (GTask *task);

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, error);
  else
    send_attempt (task);
  return G_SOURCE_REMOVE;
}

/* Twice as long each time, and up to half of it by chance, so that many clients spread out. */
static gboolean
try_again (GTask *task)
{
  ErpTransportPrivate *priv = get_private (g_task_get_source_object (task));
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GSource) source = NULL;
  double wait;

  if (erp_call_is_write (attempt->call) || attempt->n_tries >= MAX_TRIES)
    return FALSE;
  wait = priv->back_off_ms * (double)(1u << (attempt->n_tries - 1));
  wait += wait * 0.5 * priv->random (priv->random_data);
  source = g_timeout_source_new ((guint)wait);
  g_source_set_callback (source, again_cb, g_object_ref (task), g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) child = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (child);
      g_source_add_child_source (source, child);
    }
  g_source_attach (source, g_main_context_get_thread_default ());
  return TRUE;
}

static gboolean
is_passing (guint status)
{
  return status == 429 || status == 502 || status == 503 || status == 504;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpTransport *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  gboolean lost = FALSE;
  GError *error = NULL;

  attempt->reply = erp_http_send_finish (ERP_HTTP (source), result, &lost, &error);
  if (attempt->reply == NULL)
    {
      if (!lost || !try_again (task))
        fail (task, error);
      else
        g_error_free (error);
      return;
    }
  if (is_passing (attempt->reply->status) && try_again (task))
    {
      g_clear_pointer (&attempt->reply, erp_reply_free);
      return;
    }
  settle (self, attempt);
  note_reply (self, attempt->reply);
  run_in_thread (task, decode_thread, decoded_cb);
}

/* How much of one message left. */
typedef struct
{
  ErpCall *call; /* (owned) */
  guint64 n;
  guint64 n_all;
} Progress;

static void
free_progress (gpointer data, GClosure *closure)
{
  Progress *progress = data;

  g_clear_object (&progress->call);
  g_free (progress);
}

static void
wrote_cb (SoupMessage *message, guint chunk_size, gpointer user_data)
{
  Progress *progress = user_data;

  progress->n += chunk_size;
  erp_call_report_progress (progress->call, MIN (progress->n, progress->n_all), progress->n_all);
}

static void
watch_progress (Attempt *attempt, SoupMessage *message)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->call = g_object_ref (attempt->call);
  progress->n_all = g_bytes_get_size (attempt->body);
  g_signal_connect_data (message, "wrote-body-data", G_CALLBACK (wrote_cb), progress, free_progress,
                         0);
}

static void
send_attempt (GTask *task)
{
  ErpTransport *self = g_task_get_source_object (task);
  ErpTransportPrivate *priv = get_private (self);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = erp_http_new_post (priv->http, attempt->path, attempt->body);
  const guint seconds = MIN (erp_call_get_timeout (attempt->call), G_MAXUINT / 10000);

  attempt->n_tries++;
  if (message == NULL)
    {
      fail (task, g_error_new (ERP_ERROR, ERP_ERROR_PROTOCOL, "Not an address: %s",
                               erp_http_get_base_url (priv->http)));
      return;
    }
  ERP_TRANSPORT_GET_CLASS (self)->authorize (self, message);
  if (g_bytes_get_size (attempt->body) >= LARGE_BODY)
    watch_progress (attempt, message);
  if (erp_call_get_background (attempt->call))
    soup_message_set_priority (message, SOUP_MESSAGE_PRIORITY_LOW);
  erp_http_send_async (priv->http, message, erp_call_is_write (attempt->call), seconds * 1000,
                       g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  send_attempt (task);
}

static gboolean
overdue_cb (gpointer user_data)
{
  GTask *task = user_data;
  ErpTransport *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);

  g_clear_pointer (&attempt->overdue_source, g_source_unref);
  attempt->overdue = TRUE;
  get_private (self)->n_overdue++;
  set_state (self, ERP_CONNECTION_WAITING);
  return G_SOURCE_REMOVE;
}

static void
begin_attempt (ErpTransport *self,
               ErpCall *call,
               JsonObject *context,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, begin_attempt);
  /* A write that was done is told as done, even when it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  attempt->call = g_object_ref (call);
  attempt->context = json_object_ref (context);
  g_task_set_task_data (task, attempt, attempt_free);
  attempt->overdue_source = g_timeout_source_new (get_private (self)->overdue_ms);
  g_source_set_callback (attempt->overdue_source, overdue_cb, task, NULL);
  g_source_attach (attempt->overdue_source, g_main_context_get_thread_default ());

  run_in_thread (task, encode_thread, encoded_cb);
}

/* The first rows that somebody wants: on their way already, or kept in mind for the next time. */
static ErpAhead *
find_ahead (ErpTransport *self, ErpCall *call, JsonObject *context)
{
  ErpTransportPrivate *priv = get_private (self);
  g_autoptr (ErpAhead) ahead = NULL;

  if (priv->first_rows == NULL)
    priv->first_rows = erp_ahead_describe (call, context);
  else
    return NULL;
  if (priv->first_rows == NULL)
    return NULL;
  ahead = g_steal_pointer (&priv->ahead);
  g_object_notify (G_OBJECT (self), "first-rows");

  return ahead != NULL && erp_ahead_is_for (ahead, priv->first_rows) ? g_steal_pointer (&ahead)
                                                                     : NULL;
}

static void
erp_transport_call_async (ErpClient *client,
                          ErpCall *call,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ErpTransport *self = ERP_TRANSPORT (client);
  g_autoptr (JsonObject) context =
      merge_context (get_private (self)->context, erp_call_get_context (call));
  g_autoptr (ErpAhead) ahead = find_ahead (self, call, context);

  if (ahead != NULL)
    erp_ahead_call_async (ahead, client, call, cancellable, callback, user_data);
  else
    begin_attempt (self, call, context, cancellable, callback, user_data);
}

static gpointer
erp_transport_call_finish (ErpClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gint64
erp_transport_get_server_time (ErpClient *client)
{
  ErpTransportPrivate *priv = get_private (ERP_TRANSPORT (client));

  if (priv->server_time < 0)
    return -1;
  return priv->server_time + (g_get_monotonic_time () - priv->server_time_at);
}

static const char *
erp_transport_get_server_version (ErpClient *client)
{
  return get_private (ERP_TRANSPORT (client))->version;
}

static void
erp_transport_set_context (ErpClient *client, JsonObject *context)
{
  ErpTransportPrivate *priv = get_private (ERP_TRANSPORT (client));
  g_autoptr (JsonObject) nothing = json_object_new ();
  JsonObject *copy = merge_context (nothing, context);

  json_object_unref (priv->context);
  priv->context = copy;
}

static void
erp_transport_client_init (ErpClientInterface *iface)
{
  iface->call_async = erp_transport_call_async;
  iface->call_finish = erp_transport_call_finish;
  iface->get_server_time = erp_transport_get_server_time;
  iface->get_server_version = erp_transport_get_server_version;
  iface->set_context = erp_transport_set_context;
}

static void
erp_transport_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpTransportPrivate *priv = get_private (ERP_TRANSPORT (object));

  switch (prop_id)
    {
    case PROP_HTTP:
      g_value_set_object (value, priv->http);
      break;
    case PROP_CONNECTION_STATE:
      g_value_set_enum (value, priv->state);
      break;
    case PROP_FIRST_ROWS:
      g_value_set_string (value, priv->first_rows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_transport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ErpTransportPrivate *priv = get_private (ERP_TRANSPORT (object));

  switch (prop_id)
    {
    case PROP_HTTP:
      priv->http = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_transport_finalize (GObject *object)
{
  ErpTransportPrivate *priv = get_private (ERP_TRANSPORT (object));

  g_clear_object (&priv->http);
  g_free (priv->version);
  g_free (priv->first_rows);
  g_clear_object (&priv->ahead);
  g_clear_pointer (&priv->context, json_object_unref);

  G_OBJECT_CLASS (erp_transport_parent_class)->finalize (object);
}

static void
erp_transport_class_init (ErpTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_transport_get_property;
  object_class->set_property = erp_transport_set_property;
  object_class->finalize = erp_transport_finalize;

  g_object_class_install_property (object_class, PROP_HTTP,
                                   g_param_spec_object ("http", NULL, NULL, ERP_TYPE_HTTP,
                                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                            | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_CONNECTION_STATE, "connection-state");
  g_object_class_install_property (object_class, PROP_FIRST_ROWS,
                                   g_param_spec_string ("first-rows", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                                            | G_PARAM_STATIC_STRINGS));
}

static void
erp_transport_init (ErpTransport *self)
{
  ErpTransportPrivate *priv = get_private (self);

  priv->context = json_object_new ();
  priv->server_time = -1;
  priv->random = default_random;
  priv->overdue_ms = OVERDUE_MS;
  priv->back_off_ms = BACK_OFF_MS;
}

/**
 * erp_transport_set_random:
 * @self: a transport
 * @random: gives a number from 0 up to 1
 * @user_data: data for @random
 */
void
erp_transport_set_random (ErpTransport *self, ErpRandomFunc random, gpointer user_data)
{
  g_return_if_fail (ERP_IS_TRANSPORT (self));
  g_return_if_fail (random != NULL);

  get_private (self)->random = random;
  get_private (self)->random_data = user_data;
}

/**
 * erp_transport_set_waits:
 * @self: a transport
 * @overdue: ms after which an answer is overdue; 3,000 unless said otherwise
 * @back_off: ms before a read is tried the second time; 300 unless said otherwise
 */
void
erp_transport_set_waits (ErpTransport *self, guint overdue, guint back_off)
{
  g_return_if_fail (ERP_IS_TRANSPORT (self));

  get_private (self)->overdue_ms = overdue;
  get_private (self)->back_off_ms = back_off;
}

/**
 * erp_transport_set_api_key:
 * @self: a transport
 * @api_key: the renewed key, used from the next call on
 */
void
erp_transport_set_api_key (ErpTransport *self, const char *api_key)
{
  g_return_if_fail (ERP_IS_TRANSPORT (self));
  g_return_if_fail (api_key != NULL);

  ERP_TRANSPORT_GET_CLASS (self)->set_api_key (self, api_key);
}

/**
 * erp_transport_set_server_version:
 * @self: a transport
 * @version: what the server named when it was probed
 */
void
erp_transport_set_server_version (ErpTransport *self, const char *version)
{
  g_return_if_fail (ERP_IS_TRANSPORT (self));

  g_free (get_private (self)->version);
  get_private (self)->version = g_strdup (version);
}

/**
 * erp_transport_get_http:
 * @self: a transport
 *
 * Returns: (transfer none): the way to the server
 */
ErpHttp *
erp_transport_get_http (ErpTransport *self)
{
  g_return_val_if_fail (ERP_IS_TRANSPORT (self), NULL);

  return get_private (self)->http;
}

static void
ahead_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpAhead) ahead = user_data;

  erp_ahead_answer (ahead, erp_client_call_finish (ERP_CLIENT (source), result, NULL));
}

/**
 * erp_transport_ask_ahead:
 * @self: a transport nobody asked for rows yet
 * @first_rows: "first-rows" of an earlier session, from a file: what is none is left alone
 */
void
erp_transport_ask_ahead (ErpTransport *self, const char *first_rows)
{
  ErpTransportPrivate *priv = get_private (self);
  ErpCall *call;

  g_return_if_fail (ERP_IS_TRANSPORT (self));
  g_return_if_fail (first_rows != NULL);
  g_return_if_fail (priv->ahead == NULL);

  priv->ahead = erp_ahead_new (first_rows);
  if (priv->ahead == NULL)
    return;
  call = erp_ahead_get_call (priv->ahead);
  begin_attempt (self, call, erp_call_get_context (call), NULL, ahead_cb,
                 g_object_ref (priv->ahead));
}
