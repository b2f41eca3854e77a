/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-call.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

void
demo_call_free (DemoCall *self)
{
  g_free (self->model);
  g_free (self->method);
  g_clear_pointer (&self->args, json_array_unref);
  g_clear_pointer (&self->kwargs, json_object_unref);
  g_free (self->session);
  g_free (self);
}

gboolean
demo_call_is_readonly (DemoCall *self, DemoRegistry *registry)
{
  DemoMeta *meta = demo_registry_find (registry, self->model);
  const DemoMethod *method = meta ? demo_meta_find_method (meta, self->method) : NULL;

  return !method || (method->flags & DEMO_METHOD_READONLY);
}

static DemoMeta *
find_meta (DemoCall *self, DemoEnv *env, GError **error)
{
  DemoMeta *meta = demo_registry_find (demo_env_get_registry (env), self->model);

  if (meta)
    return meta;
  if (self->style == DEMO_CALL_NAMED)
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_NOT_FOUND, "There is no model '%s'.", self->model);
  else if (demo_env_get_series (env) >= 18)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_KEY, self->model);
  else
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER, "There is no object %s.", self->model);
  return NULL;
}

static const DemoMethod *
find_method (DemoCall *self, DemoMeta *meta, GError **error)
{
  const DemoMethod *method;

  if (self->method[0] == '_')
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_ACCESS,
                   "Methods that begin with _, as %s.%s does, are not for callers from outside.",
                   self->model, self->method);
      return NULL;
    }
  method = demo_meta_find_method (meta, self->method);
  if (!method)
    g_set_error (error, DEMO_ERROR,
                 self->style == DEMO_CALL_NAMED ? DEMO_ERROR_NOT_FOUND : DEMO_ERROR_ATTRIBUTE,
                 "The model '%s' has no method '%s'.", self->model, self->method);
  return method;
}

static void
fail_argument (DemoCall *self, GError **error, const char *format, const char *name)
{
  g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, self->method, name);
#pragma GCC diagnostic pop
  g_set_error_literal (error, DEMO_ERROR,
                       self->style == DEMO_CALL_NAMED ? DEMO_ERROR_UNPROCESSABLE : DEMO_ERROR_TYPE,
                       text);
}

static gboolean
is_param (char **params, const char *name)
{
  for (guint i = 0; params[i]; i++)
    {
      gsize length = strcspn (params[i], "!");

      if (strlen (name) == length && strncmp (params[i], name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Names the positional arguments and checks that all are there and none too many. */
static JsonObject *
bind (DemoCall *self, const DemoMethod *method, guint first, GError **error)
{
  g_auto (GStrv) params = g_strsplit (method->params ? method->params : "", " ", -1);
  guint n_params = method->params && *method->params ? g_strv_length (params) : 0;
  g_autoptr (JsonObject) bound = json_object_new ();
  guint n = self->args ? json_array_get_length (self->args) : 0;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (n > first && n - first > n_params)
    {
      fail_argument (self, error, "%s() was given too many arguments%s.", "");
      return NULL;
    }
  for (guint i = first; i < n; i++)
    {
      g_autofree char *param = g_strndup (params[i - first], strcspn (params[i - first], "!"));

      json_object_set_member (bound, param, json_node_ref (json_array_get_element (self->args, i)));
    }
  json_object_iter_init_ordered (&iter, self->kwargs);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (strcmp (name, "context") == 0
          || (self->style == DEMO_CALL_NAMED && strcmp (name, "ids") == 0))
        continue;
      if (!is_param (params, name) || json_object_has_member (bound, name))
        {
          fail_argument (self, error, "%s() takes no argument '%s', or has it already.", name);
          return NULL;
        }
      json_object_set_member (bound, name, json_node_ref (value));
    }
  for (guint i = 0; i < n_params; i++)
    {
      gsize length = strcspn (params[i], "!");
      g_autofree char *param = g_strndup (params[i], length);

      if (params[i][length] == '!' && !json_object_has_member (bound, param))
        {
          fail_argument (self, error, "%s() needs the argument '%s'.", param);
          return NULL;
        }
    }
  return g_steal_pointer (&bound);
}

/* The ids, and how many positional arguments they took. */
static DemoIds *
take_ids (DemoCall *self, DemoEnv *env, const DemoMethod *method, guint *taken, GError **error)
{
  gboolean model = method->flags & DEMO_METHOD_MODEL;
  g_autoptr (DemoIds) ids = NULL;

  *taken = 0;
  if (self->style == DEMO_CALL_NAMED)
    {
      ids = demo_json_get_ids (json_object_get_member (self->kwargs, "ids"), error);
      if (ids && model && ids->len > 0)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_UNPROCESSABLE,
                       "%s.%s is not called on records: leave out the ids.", self->model,
                       self->method);
          return NULL;
        }
      return g_steal_pointer (&ids);
    }
  if (model)
    {
      /* `create` reads its values by position. */
      if (strcmp (self->method, "create") == 0
          && (!self->args || json_array_get_length (self->args) == 0))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_INDEX,
                               "The values of new records come first in the list of arguments.");
          return NULL;
        }
      return demo_ids_new ();
    }
  if (!self->args || json_array_get_length (self->args) == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_INDEX,
                           "The ids of the records come first in the list of arguments.");
      return NULL;
    }
  *taken = 1;
  return demo_json_get_ids (json_array_get_element (self->args, 0), error);
}

static JsonObject *
get_context (DemoCall *self, GError **error)
{
  JsonNode *node = json_object_get_member (self->kwargs, "context");

  if (demo_json_is_false (node))
    return json_object_new ();
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_ref (json_node_get_object (node));
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "The context is an object.");
  return NULL;
}

/* Business methods are never called on records that are gone. */
static gboolean
check_existing (
    DemoEnv *env, DemoMeta *meta, const DemoMethod *method, const DemoIds *ids, GError **error)
{
  g_autoptr (DemoIds) there = NULL;

  for (const DemoMethod *base = demo_base_methods; base->name; base++)
    if (base == method)
      return TRUE;
  if (ids->len == 0)
    return TRUE;
  there = demo_query_filter (env, meta, ids, NULL, error);
  if (!there || there->len == ids->len)
    return there != NULL;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING, "A record of %s that was asked for is gone.",
               meta->model->name);
  return FALSE;
}

/* `create` of one object answers one id over JSON-RPC. */
static JsonNode *
adapt_result (DemoCall *self, JsonNode *result)
{
  JsonNode *first;
  JsonNode *id;

  if (self->style != DEMO_CALL_POSITIONAL || strcmp (self->method, "create") != 0
      || !JSON_NODE_HOLDS_OBJECT (json_array_get_element (self->args, 0)))
    return result;
  first = json_array_get_element (json_node_get_array (result), 0);
  id = json_node_ref (first);
  json_node_unref (result);
  return id;
}

JsonNode *
demo_call_run (DemoCall *self, DemoEnv *env, GError **error)
{
  g_autoptr (JsonObject) context = get_context (self, error);
  g_autoptr (JsonObject) bound = NULL;
  g_autoptr (DemoIds) ids = NULL;
  g_autoptr (GError) local = NULL;
  const DemoMethod *method;
  JsonNode *result;
  DemoMeta *meta;
  guint taken;

  if (!context || !demo_env_enter (env, self->uid, context, error))
    return NULL;
  demo_env_set_session (env, self->session);
  meta = find_meta (self, env, error);
  method = meta ? find_method (self, meta, error) : NULL;
  if (!method)
    return NULL;
  ids = take_ids (self, env, method, &taken, error);
  if (!ids)
    return NULL;
  bound = bind (self, method, taken, error);
  if (!bound || !check_existing (env, meta, method, ids, error))
    return NULL;
  result = method->call (env, meta->model, ids, bound, &local);
  if (local)
    {
      g_clear_pointer (&result, json_node_unref);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!result)
    result = json_node_init_null (json_node_alloc ());
  if (!demo_env_flush (env, error))
    {
      json_node_unref (result);
      return NULL;
    }
  return adapt_result (self, result);
}
