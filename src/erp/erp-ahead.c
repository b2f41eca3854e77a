/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-ahead.h"

#include "erp-client.h"
#include "erp-json.h"

#include <string.h>

/* The text comes from a file: nothing longer is even looked at. */
#define MAX_LENGTH 8192
/* What is older may have changed since. */
#define MAX_AGE (30 * G_USEC_PER_SEC)

struct _ErpAhead
{
  GObject parent_instance;

  char *description; /* (owned) */
  ErpCall *call;     /* (owned) */
  gint64 asked;      /* monotonic */
  gboolean came;
  JsonNode *answer; /* (owned) (nullable) */
  GTask *waiting;   /* (owned) (nullable): the call that wants it */
};

G_DEFINE_FINAL_TYPE (ErpAhead, erp_ahead, G_TYPE_OBJECT)

static gboolean
is_first_rows (const char *model, const char *method, JsonObject *args)
{
  JsonNode *offset = json_object_get_member (args, "offset");

  return *model != '\0' && strcmp (method, "web_search_read") == 0 && offset != NULL
         && JSON_NODE_HOLDS_VALUE (offset) && json_node_get_value_type (offset) == G_TYPE_INT64
         && json_node_get_int (offset) == 0;
}

static JsonNode *
wrap_object (JsonObject *object)
{
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * erp_ahead_describe:
 * @call: a call
 * @context: the context it is sent with
 *
 * Returns: (transfer full) (nullable): what it asks, %NULL where that is not the first rows of a
 *   list or too long to keep
 */
char *
erp_ahead_describe (ErpCall *call, JsonObject *context)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gsize n_ids = 0;

  g_return_val_if_fail (ERP_IS_CALL (call), NULL);
  g_return_val_if_fail (context != NULL, NULL);

  if (erp_call_is_write (call) || erp_call_get_background (call)
      || erp_call_get_ids (call, &n_ids) != NULL
      || !is_first_rows (erp_call_get_model (call), erp_call_get_method (call),
                         erp_call_get_args (call)))
    return NULL;
  json_object_set_string_member (object, "model", erp_call_get_model (call));
  json_object_set_string_member (object, "method", erp_call_get_method (call));
  json_object_set_member (object, "args", wrap_object (erp_call_get_args (call)));
  json_object_set_member (object, "context", wrap_object (context));
  node = wrap_object (object);
  text = erp_json_to_string (node);

  return strlen (text) <= MAX_LENGTH ? g_steal_pointer (&text) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static ErpCall *
read_call (const char *description)
{
  g_autoptr (GBytes) bytes = g_bytes_new (description, strlen (description));
  g_autoptr (JsonNode) node = erp_json_parse (bytes, NULL);
  g_autoptr (GList) names = NULL;
  g_autoptr (GList) around = NULL;
  const char *model = NULL;
  const char *method = NULL;
  JsonObject *object;
  JsonObject *args;
  JsonObject *context;
  ErpCall *call;

  if (node == NULL || !erp_json_get_object (node, &object, NULL)
      || !erp_json_get_string (object, "model", &model, NULL) || model == NULL
      || !erp_json_get_string (object, "method", &method, NULL) || method == NULL)
    return NULL;
  args = get_object (object, "args");
  context = get_object (object, "context");
  if (args == NULL || context == NULL || !is_first_rows (model, method, args))
    return NULL;
  call = erp_call_new_read (model, method);
  names = json_object_get_members (args);
  for (GList *l = names; l != NULL; l = l->next)
    erp_call_take_arg (call, l->data, json_node_copy (json_object_get_member (args, l->data)));
  around = json_object_get_members (context);
  for (GList *l = around; l != NULL; l = l->next)
    erp_call_take_context (call, l->data,
                           json_node_copy (json_object_get_member (context, l->data)));

  return call;
}

static void
erp_ahead_finalize (GObject *object)
{
  ErpAhead *self = ERP_AHEAD (object);

  g_clear_pointer (&self->description, g_free);
  g_clear_object (&self->call);
  g_clear_pointer (&self->answer, json_node_unref);
  g_assert (self->waiting == NULL);

  G_OBJECT_CLASS (erp_ahead_parent_class)->finalize (object);
}

static void
erp_ahead_class_init (ErpAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_ahead_finalize;
}

static void
erp_ahead_init (ErpAhead *self)
{
  self->asked = g_get_monotonic_time ();
}

/**
 * erp_ahead_new:
 * @description: what erp_ahead_describe () gave in an earlier session, read from a file: anything
 *
 * Returns: (transfer full) (nullable): that read, still to be sent
 */
ErpAhead *
erp_ahead_new (const char *description)
{
  g_autoptr (ErpCall) call = NULL;
  ErpAhead *self;

  g_return_val_if_fail (description != NULL, NULL);

  if (strlen (description) > MAX_LENGTH)
    return NULL;
  call = read_call (description);
  if (call == NULL)
    return NULL;
  self = g_object_new (ERP_TYPE_AHEAD, NULL);
  self->description = g_strdup (description);
  self->call = g_steal_pointer (&call);

  return self;
}

/**
 * erp_ahead_get_call:
 * @self: a read ahead
 *
 * Returns: (transfer none): the read, without a decoder
 */
ErpCall *
erp_ahead_get_call (ErpAhead *self)
{
  g_return_val_if_fail (ERP_IS_AHEAD (self), NULL);

  return self->call;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, erp_call_get_result_free (g_task_get_task_data (task)));
}

typedef struct
{
  ErpCall *call;  /* (owned) */
  JsonNode *node; /* (owned) (nullable) */
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  g_clear_object (&self->call);
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self);
}

static void
decode_thread (GTask *step, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  GError *error = NULL;
  gpointer decoded = erp_call_decode (decoding->call, g_steal_pointer (&decoding->node), &error);

  if (error != NULL)
    g_task_return_error (step, error);
  else
    g_task_return_pointer (step, decoded, erp_call_get_result_free (decoding->call));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer decoded = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, decoded, erp_call_get_result_free (g_task_get_task_data (task)));
}

/* Takes @node. */
static void
decode (GTask *task, JsonNode *node)
{
  g_autoptr (GTask) step =
      g_task_new (g_task_get_source_object (task), NULL, decoded_cb, g_object_ref (task));
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->call = g_object_ref (g_task_get_task_data (task));
  decoding->node = node;
  g_task_set_task_data (step, decoding, decoding_free);
  g_task_run_in_thread (step, decode_thread);
}

/* Takes @node. */
static void
hand_over (GTask *task, JsonNode *node)
{
  g_autoptr (JsonNode) answer = node;
  ErpCall *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* What went wrong shows again when it is asked in turn. */
  if (answer == NULL)
    erp_client_call_async (g_task_get_source_object (task), call, cancellable, asked_cb,
                           g_object_ref (task));
  else
    decode (task, g_steal_pointer (&answer));
}

/**
 * erp_ahead_answer:
 * @self: a read ahead
 * @node: (transfer full) (nullable): what the server said, %NULL where it failed
 */
void
erp_ahead_answer (ErpAhead *self, JsonNode *node)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_AHEAD (self));
  g_return_if_fail (!self->came);

  self->came = TRUE;
  task = g_steal_pointer (&self->waiting);
  if (task != NULL)
    hand_over (task, node);
  else
    self->answer = node;
}

/**
 * erp_ahead_is_for:
 * @self: a read ahead
 * @description: what is wanted now
 *
 * Returns: whether its answer, come or to come, is that of @description, and not too old
 */
gboolean
erp_ahead_is_for (ErpAhead *self, const char *description)
{
  g_return_val_if_fail (ERP_IS_AHEAD (self), FALSE);
  g_return_val_if_fail (description != NULL, FALSE);

  return strcmp (self->description, description) == 0
         && g_get_monotonic_time () - self->asked <= MAX_AGE;
}

/**
 * erp_ahead_call_async:
 * @self: a read ahead
 * @client: who was asked
 * @call: what erp_ahead_is_for () said yes to
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 */
void
erp_ahead_call_async (ErpAhead *self,
                      ErpClient *client,
                      ErpCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_AHEAD (self));
  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (self->waiting == NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, erp_ahead_call_async);
  g_task_set_task_data (task, g_object_ref (call), g_object_unref);
  if (self->came)
    hand_over (task, g_steal_pointer (&self->answer));
  else
    self->waiting = g_steal_pointer (&task);
}
