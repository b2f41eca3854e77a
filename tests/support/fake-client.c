/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "fake-client.h"

#include "erp-call.h"
#include "erp-error.h"

#define DEADLINE_S 10
#define TICK_MS 5

struct _FakeClient
{
  GObject parent_instance;

  FakeAnswerFunc answer;
  gpointer user_data;
  GPtrArray *calls;   /* (owned) (element-type ErpCall) */
  GPtrArray *waiting; /* (owned) (element-type GTask) */
  gboolean hold;
  gint64 server_time;
  const char *server_version; /* (nullable) */
};

static void fake_client_iface_init (ErpClientInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeClient,
                               fake_client,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ERP_TYPE_CLIENT, fake_client_iface_init))

typedef struct
{
  ErpCall *call;    /* (owned) */
  JsonNode *answer; /* (owned) (nullable) */
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_clear_object (&exchange->call);
  g_clear_pointer (&exchange->answer, json_node_unref);
  g_free (exchange);
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Exchange *exchange = task_data;
  GError *error = NULL;
  gpointer result = erp_call_decode (exchange->call, g_steal_pointer (&exchange->answer), &error);

  if (result != NULL)
    g_task_return_pointer (task, result, erp_call_get_result_free (exchange->call));
  else
    g_task_return_error (task, error);
}

static void
answer_task (FakeClient *self, GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  exchange->answer = self->answer (exchange->call, self->user_data, &error);
  if (exchange->answer != NULL)
    g_task_run_in_thread (task, decode_in_thread);
  else
    g_task_return_error (task, error);
}

static gboolean
cancelled_idle_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FakeClient *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add (cancelled_idle_cb, g_object_ref (user_data));
}

static void
fake_client_call_async (ErpClient *client,
                        ErpCall *call,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  FakeClient *self = FAKE_CLIENT (client);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->call = g_object_ref (call);
  g_task_set_task_data (task, exchange, exchange_free);
  g_ptr_array_add (self->calls, g_object_ref (call));
  if (!self->hold)
    {
      answer_task (self, task);
      return;
    }

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);
}

static gpointer
fake_client_call_finish (ErpClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gint64
fake_client_get_server_time (ErpClient *client)
{
  return FAKE_CLIENT (client)->server_time;
}

static const char *
fake_client_get_server_version (ErpClient *client)
{
  return FAKE_CLIENT (client)->server_version;
}

static void
fake_client_iface_init (ErpClientInterface *iface)
{
  iface->call_async = fake_client_call_async;
  iface->call_finish = fake_client_call_finish;
  iface->get_server_time = fake_client_get_server_time;
  iface->get_server_version = fake_client_get_server_version;
}

static void
fake_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, ERP_CONNECTION_ONLINE);
}

static void
fake_client_finalize (GObject *object)
{
  FakeClient *self = FAKE_CLIENT (object);

  g_ptr_array_unref (self->calls);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (fake_client_parent_class)->finalize (object);
}

static void
fake_client_class_init (FakeClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_client_get_property;
  object_class->finalize = fake_client_finalize;
  g_object_class_override_property (object_class, 1, "connection-state");
}

static void
fake_client_init (FakeClient *self)
{
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->server_time = -1;
}

FakeClient *
fake_client_new (FakeAnswerFunc answer, gpointer user_data)
{
  FakeClient *self = g_object_new (FAKE_TYPE_CLIENT, NULL);

  self->answer = answer;
  self->user_data = user_data;

  return self;
}

void
fake_client_set_server_version (FakeClient *self, const char *version)
{
  self->server_version = version;
}

void
fake_client_hold (FakeClient *self, gboolean hold)
{
  self->hold = hold;
  while (!hold && self->waiting->len > 0)
    fake_client_release (self, 0);
}

guint
fake_client_get_n_waiting (FakeClient *self)
{
  return self->waiting->len;
}

void
fake_client_release (FakeClient *self, guint nth_waiting)
{
  g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiting, nth_waiting);

  answer_task (self, task);
}

guint
fake_client_get_n_calls (FakeClient *self)
{
  return self->calls->len;
}

ErpCall *
fake_client_get_call (FakeClient *self, guint nth)
{
  g_assert_cmpuint (nth, <, self->calls->len);

  return g_ptr_array_index (self->calls, nth);
}

guint
fake_client_count_calls (FakeClient *self, const char *method)
{
  guint n = 0;

  for (guint i = 0; i < self->calls->len; i++)
    n += g_str_equal (erp_call_get_method (g_ptr_array_index (self->calls, i)), method);

  return n;
}

void
fake_client_forget_calls (FakeClient *self)
{
  g_ptr_array_set_size (self->calls, 0);
}

void
fake_client_set_server_time (FakeClient *self, gint64 time)
{
  self->server_time = time;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("what the test waits for did not come within %d s", DEADLINE_S);
  return G_SOURCE_REMOVE;
}

void
fake_loop_until (gboolean (*done) (gpointer user_data), gpointer user_data)
{
  const guint deadline = g_timeout_add_seconds (DEADLINE_S, deadline_cb, NULL);
  /* What another thread lets go of wakes nobody up. */
  const guint tick = g_timeout_add (TICK_MS, tick_cb, NULL);

  while (!done (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  g_source_remove (tick);
}

void
fake_loop_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}
