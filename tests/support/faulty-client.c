/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "faulty-client.h"

#include "erp-call.h"
#include "erp-error.h"

#include <signal.h>
#include <unistd.h>

struct _FaultyClient
{
  GObject parent_instance;

  ErpClient *real; /* (owned) */
  char *method;    /* (owned) (nullable) */
  Fault fault;
  guint n_times;
  char *hook_method; /* (owned) (nullable) */
  FaultyHook hook;
  gpointer hook_data;
  ErpCall *late; /* (owned) (nullable) */
  gboolean holds;
  GPtrArray *held; /* (owned) (element-type GTask) */
  guint n_calls;
  guint n_trips;  /* of those sent */
  guint answered; /* the last trip that was answered */
};

static void faulty_client_iface_init (ErpClientInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FaultyClient,
                               faulty_client,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ERP_TYPE_CLIENT, faulty_client_iface_init))

/* A call on its way; lives in its GTask. */
typedef struct
{
  ErpCall *call; /* (owned) */
  Fault fault;
  guint trip; /* how many answers, one behind the other, it waited for */
} Passage;

static void
passage_free (gpointer data)
{
  Passage *self = data;

  g_clear_object (&self->call);
  g_free (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FaultyClient *self = g_task_get_source_object (task);
  const Passage *passage = g_task_get_task_data (task);
  const Fault fault = passage->fault;
  const GDestroyNotify result_free = erp_call_get_result_free (passage->call);
  GError *error = NULL;
  gpointer answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  self->answered = MAX (self->answered, passage->trip);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (fault == FAULTY_NONE)
    {
      g_task_return_pointer (task, answer, result_free);
      return;
    }

  if (result_free != NULL)
    result_free (answer);
  if (fault == FAULTY_KILL_AFTER)
    kill (getpid (), SIGKILL);
  g_task_return_new_error (task, ERP_ERROR,
                           fault == FAULTY_CUT ? ERP_ERROR_PROTOCOL : ERP_ERROR_UNKNOWN_OUTCOME,
                           "The answer was lost");
}

static void
send (FaultyClient *self, GTask *task)
{
  const Passage *passage = g_task_get_task_data (task);

  erp_client_call_async (self->real, passage->call, g_task_get_cancellable (task), answered_cb,
                         g_object_ref (task));
}

static void
run_hook (FaultyClient *self, ErpCall *call)
{
  const FaultyHook hook = self->hook;

  if (hook == NULL || g_strcmp0 (erp_call_get_method (call), self->hook_method) != 0)
    return;

  self->hook = NULL;
  hook (call, self->hook_data);
}

static void
faulty_client_call_async (ErpClient *client,
                          ErpCall *call,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  FaultyClient *self = FAULTY_CLIENT (client);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Passage *passage = g_new0 (Passage, 1);
  Fault fault = FAULTY_NONE;

  self->n_calls++;
  passage->trip = self->answered + 1;
  self->n_trips = MAX (self->n_trips, passage->trip);
  run_hook (self, call);
  if (self->n_times > 0 && g_strcmp0 (erp_call_get_method (call), self->method) == 0)
    {
      self->n_times--;
      fault = self->fault;
    }

  passage->call = g_object_ref (call);
  passage->fault = fault;
  g_task_set_task_data (task, passage, passage_free);
  if (fault == FAULTY_KILL_BEFORE)
    kill (getpid (), SIGKILL);
  if (fault == FAULTY_LATE)
    g_set_object (&self->late, call);
  if (fault == FAULTY_NOT_SENT)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_UNREACHABLE, "Not sent");
  else if (fault == FAULTY_LOST_BEFORE || fault == FAULTY_LATE)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME, "The answer was lost");
  else if (self->holds)
    g_ptr_array_add (self->held, g_object_ref (task));
  else
    send (self, task);
}

static gpointer
faulty_client_call_finish (ErpClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gint64
faulty_client_get_server_time (ErpClient *client)
{
  return erp_client_get_server_time (FAULTY_CLIENT (client)->real);
}

static const char *
faulty_client_get_server_version (ErpClient *client)
{
  return erp_client_get_server_version (FAULTY_CLIENT (client)->real);
}

static void
faulty_client_iface_init (ErpClientInterface *iface)
{
  iface->call_async = faulty_client_call_async;
  iface->call_finish = faulty_client_call_finish;
  iface->get_server_time = faulty_client_get_server_time;
  iface->get_server_version = faulty_client_get_server_version;
}

static void
faulty_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, ERP_CONNECTION_ONLINE);
}

static void
faulty_client_finalize (GObject *object)
{
  FaultyClient *self = FAULTY_CLIENT (object);

  g_clear_object (&self->real);
  g_clear_object (&self->late);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_free (self->method);
  g_free (self->hook_method);

  G_OBJECT_CLASS (faulty_client_parent_class)->finalize (object);
}

static void
faulty_client_class_init (FaultyClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = faulty_client_get_property;
  object_class->finalize = faulty_client_finalize;
  g_object_class_override_property (object_class, 1, "connection-state");
}

static void
faulty_client_init (FaultyClient *self)
{
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

FaultyClient *
faulty_client_new (ErpClient *real)
{
  FaultyClient *self = g_object_new (FAULTY_TYPE_CLIENT, NULL);

  self->real = g_object_ref (real);

  return self;
}

void
faulty_client_set_fault (FaultyClient *self, const char *method, Fault fault, guint n_times)
{
  g_free (self->method);
  self->method = g_strdup (method);
  self->fault = fault;
  self->n_times = n_times;
}

void
faulty_client_set_hook (FaultyClient *self, const char *method, FaultyHook hook, gpointer user_data)
{
  g_free (self->hook_method);
  self->hook_method = g_strdup (method);
  self->hook = hook;
  self->hook_data = user_data;
}

void
faulty_client_catch_up (FaultyClient *self)
{
  g_autoptr (ErpCall) late = g_steal_pointer (&self->late);

  g_assert_nonnull (late);
  json_node_unref (faulty_ask (self->real, late, NULL));
}

void
faulty_client_hold (FaultyClient *self, gboolean hold)
{
  self->holds = hold;
  while (!hold && self->held->len > 0)
    faulty_client_release (self, 0);
}

guint
faulty_client_get_n_held (FaultyClient *self)
{
  return self->held->len;
}

ErpCall *
faulty_client_get_held (FaultyClient *self, guint nth)
{
  const Passage *passage = g_task_get_task_data (g_ptr_array_index (self->held, nth));

  return passage->call;
}

void
faulty_client_release (FaultyClient *self, guint nth)
{
  g_autoptr (GTask) task = g_ptr_array_steal_index (self->held, nth);

  send (self, task);
}

typedef struct
{
  JsonNode *answer;
  GError *error;
  gboolean done;
} Asked;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;

  asked->answer = erp_client_call_finish (ERP_CLIENT (source), result, &asked->error);
  asked->done = TRUE;
}

void
faulty_client_forget_trips (FaultyClient *self)
{
  self->n_trips = 0;
  self->answered = 0;
}

guint
faulty_client_get_n_trips (FaultyClient *self)
{
  return self->n_trips;
}

guint
faulty_client_get_n_calls (FaultyClient *self)
{
  g_return_val_if_fail (FAULTY_IS_CLIENT (self), 0);

  return self->n_calls;
}

JsonNode *
faulty_ask (ErpClient *client, ErpCall *call, GError **error)
{
  Asked asked = { 0 };

  erp_client_call_async (client, call, NULL, asked_cb, &asked);
  while (!asked.done)
    g_main_context_iteration (NULL, TRUE);
  if (error == NULL)
    g_assert_no_error (asked.error);
  else if (asked.error != NULL)
    g_propagate_error (error, asked.error);

  return asked.answer;
}
