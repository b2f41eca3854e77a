/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-group.h"

#include "demo-access.h"
#include "demo-json.h"

#include <string.h>

static void
key_free (DemoGroupKey *self)
{
  g_free (self->spec);
  g_free (self);
}

void
demo_aggregate_free (DemoAggregate *self)
{
  g_free (self->spec);
  g_free (self->function);
  g_free (self);
}

static const char *
get_text (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (demo_json_is_text (node))
    return json_node_get_string (node);
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "Groups and sums are named by texts.");
  return NULL;
}

static JsonArray *
get_list (JsonNode *node, GError **error)
{
  JsonArray *array;

  if (demo_json_is_false (node))
    return json_array_new ();
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_ref (json_node_get_array (node));
  if (demo_json_is_text (node))
    {
      array = json_array_new ();
      json_array_add_string_element (array, json_node_get_string (node));
      return array;
    }
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TYPE, "Groups and sums are lists of texts.");
  return NULL;
}

static DemoSlot *
find_slot (DemoEnv *env, DemoMeta *meta, const char *name, const char *spec, GError **error)
{
  DemoSlot *slot = demo_meta_find (meta, name);

  if (!slot)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field '%s' on '%s' (in '%s').",
                   name, meta->model->name, spec);
      return NULL;
    }
  return demo_access_check_field (env, slot, DEMO_READ, error) ? slot : NULL;
}

static DemoGroupKey *
parse_key (DemoEnv *env, DemoMeta *meta, const char *spec, gboolean month_default, GError **error)
{
  const char *colon = strchr (spec, ':');
  g_autofree char *name = colon ? g_strndup (spec, colon - spec) : g_strdup (spec);
  DemoSlot *slot = find_slot (env, meta, name, spec, error);
  DemoPeriod period = DEMO_PERIOD_NONE;
  gboolean temporal;
  DemoGroupKey *key;

  if (!slot)
    return NULL;
  temporal = slot->field->type == DEMO_DATE || slot->field->type == DEMO_DATETIME;
  if (colon && (!temporal || !demo_period_parse (colon + 1, &period)))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "'%s' is no span of time to group %s by.",
                   colon + 1, name);
      return NULL;
    }
  if (temporal && !colon)
    {
      if (!month_default)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                       "A span of time must be named to group by '%s', as in '%s:month'.", name,
                       name);
          return NULL;
        }
      period = DEMO_PERIOD_MONTH;
    }
  if (slot->kind == DEMO_SLOT_COMPUTED || slot->field->type == DEMO_ONE2MANY
      || slot->field->type == DEMO_BINARY)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "%s.%s cannot be grouped by.",
                   meta->model->name, name);
      return NULL;
    }
  key = g_new0 (DemoGroupKey, 1);
  key->spec = g_strdup (spec);
  key->slot = slot;
  key->period = period;
  return key;
}

GPtrArray *
demo_group_parse_keys (
    DemoEnv *env, DemoMeta *meta, JsonNode *groupby, gboolean month_default, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify)key_free);
  g_autoptr (JsonArray) list = get_list (groupby, error);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      const char *spec = get_text (list, i, error);
      DemoGroupKey *key = spec ? parse_key (env, meta, spec, month_default, error) : NULL;

      if (!key)
        return NULL;
      g_ptr_array_add (keys, key);
    }
  return list ? g_steal_pointer (&keys) : NULL;
}

static const char *const functions[] = {
  "sum", "avg", "min", "max", "count", "count_distinct", "array_agg", "bool_and", "bool_or", NULL
};

static DemoAggregate *
parse_aggregate (DemoEnv *env, DemoMeta *meta, const char *spec, GError **error)
{
  const char *colon = strchr (spec, ':');
  g_autofree char *name = colon ? g_strndup (spec, colon - spec) : g_strdup (spec);
  const char *function = colon ? colon + 1 : "count";
  DemoSlot *slot = NULL;
  DemoAggregate *aggregate;

  if (strcmp (spec, "__count") != 0)
    {
      slot = find_slot (env, meta, name, spec, error);
      if (!slot)
        return NULL;
      if (strcmp (function, "recordset") == 0)
        function = "array_agg";
      if (!colon || !g_strv_contains (functions, function))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                       "'%s' does not say how to sum up: write 'field:sum' or the like.", spec);
          return NULL;
        }
      if (slot->kind == DEMO_SLOT_COMPUTED || slot->kind == DEMO_SLOT_MANY)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "%s.%s cannot be summed up.",
                       meta->model->name, name);
          return NULL;
        }
    }
  aggregate = g_new0 (DemoAggregate, 1);
  aggregate->spec = g_strdup (spec);
  aggregate->slot = slot;
  aggregate->function = g_strdup (function);
  return aggregate;
}

GPtrArray *
demo_group_parse_aggregates (DemoEnv *env, DemoMeta *meta, JsonNode *aggregates, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)demo_aggregate_free);
  g_autoptr (JsonArray) list = get_list (aggregates, error);

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      const char *spec = get_text (list, i, error);
      DemoAggregate *aggregate = spec ? parse_aggregate (env, meta, spec, error) : NULL;

      if (!aggregate)
        return NULL;
      g_ptr_array_add (all, aggregate);
    }
  return list ? g_steal_pointer (&all) : NULL;
}
