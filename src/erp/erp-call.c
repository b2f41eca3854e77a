/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-call.h"

#include "erp-domain.h"
#include "erp-json.h"

#define DEFAULT_TIMEOUT 120

struct _ErpCall
{
  GObject parent_instance;

  char *model;  /* (owned) */
  char *method; /* (owned) */
  gboolean is_write;
  GArray *ids;         /* (owned) (nullable) (element-type gint64) */
  JsonObject *args;    /* (owned) */
  JsonObject *context; /* (owned) */
  guint timeout;
  gboolean background;

  ErpDecodeFunc decode; /* (nullable) */
  gpointer decode_data;
  GDestroyNotify decode_data_free; /* (nullable) */
  ErpDecodeFunc then;              /* (nullable): of what decode makes */
  gpointer then_data;
  GDestroyNotify then_data_free; /* (nullable) */
  GDestroyNotify result_free;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ErpCall, erp_call, G_TYPE_OBJECT)

static void
clear_decoder (ErpCall *self)
{
  if (self->decode_data_free != NULL)
    self->decode_data_free (self->decode_data);
  self->decode = NULL;
  self->decode_data = NULL;
  self->decode_data_free = NULL;
  if (self->then_data_free != NULL)
    self->then_data_free (self->then_data);
  self->then = NULL;
  self->then_data = NULL;
  self->then_data_free = NULL;
  self->result_free = NULL;
}

static ErpCall *
new_call (const char *model, const char *method, gboolean is_write)
{
  ErpCall *self = g_object_new (ERP_TYPE_CALL, NULL);

  self->model = g_strdup (model);
  self->method = g_strdup (method);
  self->is_write = is_write;

  return self;
}

static JsonNode *
node_for_ids (const gint64 *ids, gsize n_ids)
{
  JsonArray *array = json_array_sized_new ((guint)n_ids);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (gsize i = 0; i < n_ids; i++)
    json_array_add_int_element (array, ids[i]);
  json_node_take_array (node, array);

  return node;
}

static void
erp_call_finalize (GObject *object)
{
  ErpCall *self = ERP_CALL (object);

  clear_decoder (self);
  g_free (self->model);
  g_free (self->method);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->args, json_object_unref);
  g_clear_pointer (&self->context, json_object_unref);

  G_OBJECT_CLASS (erp_call_parent_class)->finalize (object);
}

static void
erp_call_class_init (ErpCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_call_finalize;
  g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
erp_call_init (ErpCall *self)
{
  self->args = json_object_new ();
  self->context = json_object_new ();
  self->timeout = DEFAULT_TIMEOUT;
}

/**
 * erp_call_new_read:
 * @model: a model of the ERP, "account.move"
 * @method: a method of it that changes nothing
 *
 * Returns: (transfer full): a call that the transport may send again by itself
 */
ErpCall *
erp_call_new_read (const char *model, const char *method)
{
  g_return_val_if_fail (model != NULL && method != NULL, NULL);

  return new_call (model, method, FALSE);
}

/**
 * erp_call_new_write:
 * @model: a model of the ERP
 * @method: a method of it that may change something
 *
 * Returns: (transfer full): a call that is sent once
 */
ErpCall *
erp_call_new_write (const char *model, const char *method)
{
  g_return_val_if_fail (model != NULL && method != NULL, NULL);

  return new_call (model, method, TRUE);
}

/**
 * erp_call_get_model:
 * @self: a call
 *
 * Returns: the model
 */
const char *
erp_call_get_model (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);

  return self->model;
}

/**
 * erp_call_get_method:
 * @self: a call
 *
 * Returns: the method
 */
const char *
erp_call_get_method (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);

  return self->method;
}

/**
 * erp_call_is_write:
 * @self: a call
 *
 * Returns: whether it may change something and so is sent only once
 */
gboolean
erp_call_is_write (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), TRUE);

  return self->is_write;
}

/**
 * erp_call_set_id:
 * @self: a call
 * @id: the one record it acts on
 */
void
erp_call_set_id (ErpCall *self, gint64 id)
{
  erp_call_set_ids (self, &id, 1);
}

/**
 * erp_call_set_ids:
 * @self: a call
 * @ids: (array length=n_ids): the records it acts on, perhaps none
 * @n_ids: how many
 */
void
erp_call_set_ids (ErpCall *self, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (ids != NULL || n_ids == 0);

  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)n_ids);
  if (n_ids > 0)
    g_array_append_vals (self->ids, ids, (guint)n_ids);
}

/**
 * erp_call_take_arg:
 * @self: a call
 * @name: an argument of the method
 * @value: (transfer full): its value
 */
void
erp_call_take_arg (ErpCall *self, const char *name, JsonNode *value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL && value != NULL);

  json_object_set_member (self->args, name, value);
}

/**
 * erp_call_set_arg_string:
 * @self: a call
 * @name: an argument of the method
 * @value: (nullable): a text; %NULL sends false, the ERP's word for empty
 */
void
erp_call_set_arg_string (ErpCall *self, const char *name, const char *value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL);

  if (value != NULL)
    json_object_set_string_member (self->args, name, value);
  else
    json_object_set_boolean_member (self->args, name, FALSE);
}

/**
 * erp_call_set_arg_int:
 * @self: a call
 * @name: an argument of the method
 * @value: a whole number or an id
 */
void
erp_call_set_arg_int (ErpCall *self, const char *name, gint64 value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL);

  json_object_set_int_member (self->args, name, value);
}

/**
 * erp_call_set_arg_bool:
 * @self: a call
 * @name: an argument of the method
 * @value: its value
 */
void
erp_call_set_arg_bool (ErpCall *self, const char *name, gboolean value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL);

  json_object_set_boolean_member (self->args, name, value);
}

/**
 * erp_call_set_arg_strv:
 * @self: a call
 * @name: an argument of the method
 * @values: (array zero-terminated=1): a list of texts
 */
void
erp_call_set_arg_strv (ErpCall *self, const char *name, const char *const *values)
{
  JsonArray *array;

  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL && values != NULL);

  array = json_array_new ();
  for (gsize i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (self->args, name, array);
}

/**
 * erp_call_set_arg_domain:
 * @self: a call
 * @name: an argument of the method
 * @domain: a filter, copied
 */
void
erp_call_set_arg_domain (ErpCall *self, const char *name, ErpDomain *domain)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL && domain != NULL);

  json_object_set_member (self->args, name, erp_domain_to_json (domain));
}

/**
 * erp_call_set_arg_json:
 * @self: a call
 * @name: an argument of the method
 * @json: a constant of the program; a syntax error aborts
 */
void
erp_call_set_arg_json (ErpCall *self, const char *name, const char *json)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL && json != NULL);

  json_object_set_member (self->args, name, erp_json_literal (json));
}

/**
 * erp_call_take_context:
 * @self: a call
 * @name: a name in the context
 * @value: (transfer full): its value
 */
void
erp_call_take_context (ErpCall *self, const char *name, JsonNode *value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL && value != NULL);

  json_object_set_member (self->context, name, value);
}

/**
 * erp_call_set_context_bool:
 * @self: a call
 * @name: a name in the context
 * @value: its value
 */
void
erp_call_set_context_bool (ErpCall *self, const char *name, gboolean value)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (name != NULL);

  json_object_set_boolean_member (self->context, name, value);
}

/**
 * erp_call_set_companies:
 * @self: a call
 * @ids: (array length=n_ids): companies of this call; the first is the current one
 * @n_ids: how many, at least one
 */
void
erp_call_set_companies (ErpCall *self, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (ids != NULL && n_ids > 0);

  json_object_set_member (self->context, "allowed_company_ids", node_for_ids (ids, n_ids));
}

/**
 * erp_call_set_timeout:
 * @self: a call
 * @seconds: until an answer is given up
 */
void
erp_call_set_timeout (ErpCall *self, guint seconds)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

/**
 * erp_call_set_background:
 * @self: a call
 * @background: whether it goes behind all that waits for a connection
 */
void
erp_call_set_background (ErpCall *self, gboolean background)
{
  g_return_if_fail (ERP_IS_CALL (self));

  self->background = background;
}

/**
 * erp_call_set_decoder:
 * @self: a call
 * @decode: (scope notified): makes what the caller wants, in a worker thread
 * @user_data: data for @decode
 * @user_data_free: (nullable): frees @user_data
 * @result_free: (nullable): frees an answer that nobody takes
 */
void
erp_call_set_decoder (ErpCall *self,
                      ErpDecodeFunc decode,
                      gpointer user_data,
                      GDestroyNotify user_data_free,
                      GDestroyNotify result_free)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (decode != NULL);

  clear_decoder (self);
  self->decode = decode;
  self->decode_data = user_data;
  self->decode_data_free = user_data_free;
  self->result_free = result_free;
}

/**
 * erp_call_add_decoder:
 * @self: a call whose answer is a JsonNode so far
 * @decode: (scope notified): makes what the caller wants of it, in a worker thread
 * @user_data: data for @decode
 * @user_data_free: (nullable): frees @user_data, maybe in a worker thread
 * @result_free: (nullable): frees what @decode makes, where nobody takes it
 *
 * Goes on where the decoder of a helper ended, such as that of erp_aggregate_new_call ().
 */
void
erp_call_add_decoder (ErpCall *self,
                      ErpDecodeFunc decode,
                      gpointer user_data,
                      GDestroyNotify user_data_free,
                      GDestroyNotify result_free)
{
  g_return_if_fail (ERP_IS_CALL (self));
  g_return_if_fail (decode != NULL && self->then == NULL);

  self->then = decode;
  self->then_data = user_data;
  self->then_data_free = user_data_free;
  self->result_free = result_free;
}

/**
 * erp_call_get_ids:
 * @self: a call
 * @n_ids: (out): how many
 *
 * Returns: (array length=n_ids) (nullable): the records; %NULL when it is no record method
 */
const gint64 *
erp_call_get_ids (ErpCall *self, gsize *n_ids)
{
  static const gint64 no_ids[1] = { 0 };

  g_return_val_if_fail (ERP_IS_CALL (self), NULL);
  g_return_val_if_fail (n_ids != NULL, NULL);

  *n_ids = self->ids != NULL ? self->ids->len : 0;
  if (self->ids == NULL)
    return NULL;
  return *n_ids > 0 ? (const gint64 *)(gconstpointer)self->ids->data : no_ids;
}

/**
 * erp_call_get_arg:
 * @self: a call
 * @name: an argument of the method
 *
 * Returns: (transfer none) (nullable): its value, where it was set
 */
JsonNode *
erp_call_get_arg (ErpCall *self, const char *name)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return json_object_get_member (self->args, name);
}

/**
 * erp_call_get_args:
 * @self: a call
 *
 * Returns: (transfer none): the arguments by name
 */
JsonObject *
erp_call_get_args (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);

  return self->args;
}

/**
 * erp_call_get_context:
 * @self: a call
 *
 * Returns: (transfer none): its own context, perhaps empty
 */
JsonObject *
erp_call_get_context (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);

  return self->context;
}

/**
 * erp_call_get_timeout:
 * @self: a call
 *
 * Returns: seconds until an answer is given up
 */
guint
erp_call_get_timeout (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), DEFAULT_TIMEOUT);

  return self->timeout;
}

/**
 * erp_call_get_background:
 * @self: a call
 *
 * Returns: whether it goes behind all that waits for a connection
 */
gboolean
erp_call_get_background (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), FALSE);

  return self->background;
}

/**
 * erp_call_decode:
 * @self: a call
 * @result: (transfer full): the server's answer
 * @error: return location for the decoder's error
 *
 * Returns: (transfer full) (nullable): what a client hands to the caller; free it with
 *   erp_call_get_result_free ()
 */
gpointer
erp_call_decode (ErpCall *self, JsonNode *result, GError **error)
{
  g_autoptr (JsonNode) node = result;

  g_return_val_if_fail (ERP_IS_CALL (self), NULL);
  g_return_val_if_fail (result != NULL, NULL);

  if (self->decode != NULL && self->then != NULL)
    {
      JsonNode *decoded = self->decode (node, self->decode_data, error);

      json_node_unref (g_steal_pointer (&node));
      node = decoded;
      if (node == NULL)
        return NULL;
    }
  else if (self->decode != NULL)
    return self->decode (node, self->decode_data, error);
  if (self->then != NULL)
    return self->then (node, self->then_data, error);
  return g_steal_pointer (&node);
}

/**
 * erp_call_get_result_free:
 * @self: a call
 *
 * Returns: (nullable): frees what erp_call_decode () gave, where nobody takes it
 */
GDestroyNotify
erp_call_get_result_free (ErpCall *self)
{
  g_return_val_if_fail (ERP_IS_CALL (self), NULL);

  return self->decode == NULL && self->then == NULL ? (GDestroyNotify)json_node_unref
                                                    : self->result_free;
}

void
erp_call_report_progress (ErpCall *self, guint64 n, guint64 n_all)
{
  g_return_if_fail (ERP_IS_CALL (self));

  g_signal_emit_by_name (self, "progress", n, n_all);
}
