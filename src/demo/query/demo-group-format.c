/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-methods.h"

#include "demo-group.h"
#include "demo-json.h"
#include "demo-query.h"
#include "demo-read.h"

#include <string.h>

/* How the two series tell the same groups. */
typedef struct
{
  DemoEnv *env;
  GPtrArray *keys;
  GPtrArray *aggregates;
  GPtrArray *names; /* (owned): per key a table id -> name, or NULL */
} Formatter;

static void
unref_names (gpointer names)
{
  if (names)
    g_hash_table_unref (names);
}

static gboolean
load_names (Formatter *self, GPtrArray *rows, GError **error)
{
  self->names = g_ptr_array_new_with_free_func (unref_names);
  for (guint i = 0; i < self->keys->len; i++)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, i);
      g_autoptr (DemoIds) ids = NULL;
      GHashTable *names;

      if (!key->slot->target)
        {
          g_ptr_array_add (self->names, NULL);
          continue;
        }
      ids = demo_ids_new ();
      for (guint k = 0; k < rows->len; k++)
        {
          DemoGroupRow *row = g_ptr_array_index (rows, k);
          JsonNode *value = g_ptr_array_index (row->keys, i);

          if (demo_json_is_int (value))
            demo_ids_add (ids, json_node_get_int (value));
        }
      names = demo_read_names (self->env, key->slot->target, ids, error);
      if (!names)
        return FALSE;
      g_ptr_array_add (self->names, names);
    }
  return TRUE;
}

static gboolean
is_period (DemoGroupKey *key, JsonNode *value)
{
  return key->period != DEMO_PERIOD_NONE && demo_json_is_text (value);
}

/* First and last moment of a period, in the field's own spelling. */
static void
find_range (Formatter *self, DemoGroupKey *key, JsonNode *value, char **from, char **to)
{
  const char *first = json_node_get_string (value);
  g_autofree char *end = demo_period_end (key->period, first);
  const char *zone = demo_env_get_tz (self->env);

  if (key->slot->field->type == DEMO_DATETIME)
    {
      *from = demo_period_to_utc (first, zone);
      *to = demo_period_to_utc (end, zone);
    }
  else
    {
      *from = g_strdup (first);
      *to = g_steal_pointer (&end);
    }
}

static JsonNode *
pair_of (gint64 id, GHashTable *names)
{
  const char *name = g_hash_table_lookup (names, &id);
  JsonArray *pair = json_array_sized_new (2);

  json_array_add_int_element (pair, id);
  json_array_add_string_element (pair, name ? name : "");
  return demo_json_take_array (pair);
}

/* The value of a key: [id, name]; [first, label] or only the label; else as it is. */
static JsonNode *
format_key (Formatter *self, guint index, JsonNode *value, gboolean with_first)
{
  DemoGroupKey *key = g_ptr_array_index (self->keys, index);
  g_autofree char *label = NULL;
  JsonArray *pair;

  if (key->slot->target && demo_json_is_int (value))
    return pair_of (json_node_get_int (value), g_ptr_array_index (self->names, index));
  if (!is_period (key, value))
    return json_node_ref (value);
  label = demo_period_label (key->period, json_node_get_string (value));
  if (!with_first)
    return demo_json_text (label);
  pair = json_array_sized_new (2);
  if (key->slot->field->type == DEMO_DATETIME)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      find_range (self, key, value, &from, &to);
      json_array_add_string_element (pair, from);
    }
  else
    json_array_add_string_element (pair, json_node_get_string (value));
  json_array_add_string_element (pair, label);
  return demo_json_take_array (pair);
}

/* The conditions of one key. */
static JsonNode *
key_domain (Formatter *self, DemoGroupKey *key, JsonNode *value)
{
  const char *name = key->slot->field->name;
  JsonArray *all = json_array_new ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!is_period (key, value))
    {
      json_array_add_element (all, demo_domain_leaf (name, "=", json_node_ref (value)));
      return demo_json_take_array (all);
    }
  find_range (self, key, value, &from, &to);
  json_array_add_string_element (all, "&");
  json_array_add_element (all, demo_domain_leaf (name, ">=", demo_json_text (from)));
  json_array_add_element (all, demo_domain_leaf (name, "<", demo_json_text (to)));
  return demo_json_take_array (all);
}

/* All conditions with all "&" in front, as series 19 writes them. */
static JsonNode *
flat_domain (Formatter *self, DemoGroupRow *row)
{
  g_autoptr (JsonArray) leaves = json_array_new ();
  JsonArray *all = json_array_new ();
  guint n;

  for (guint i = 0; i < self->keys->len; i++)
    {
      g_autoptr (JsonNode) one =
          key_domain (self, g_ptr_array_index (self->keys, i), g_ptr_array_index (row->keys, i));
      JsonArray *terms = json_node_get_array (one);

      for (guint k = 0; k < json_array_get_length (terms); k++)
        if (JSON_NODE_HOLDS_ARRAY (json_array_get_element (terms, k)))
          json_array_add_element (leaves, json_node_ref (json_array_get_element (terms, k)));
    }
  n = json_array_get_length (leaves);
  if (n == 0)
    json_array_add_element (all, demo_json ("[1, \"=\", 1]"));
  for (guint i = 1; i < n; i++)
    json_array_add_string_element (all, "&");
  for (guint i = 0; i < n; i++)
    json_array_add_element (all, json_node_ref (json_array_get_element (leaves, i)));
  return demo_json_take_array (all);
}

static JsonNode *
format_19 (Formatter *self, GPtrArray *rows, GError **error)
{
  JsonArray *out;

  if (!load_names (self, rows, error))
    return NULL;
  out = json_array_sized_new (rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      DemoGroupRow *row = g_ptr_array_index (rows, i);
      JsonObject *group = json_object_new ();

      for (guint k = 0; k < self->keys->len; k++)
        json_object_set_member (group, ((DemoGroupKey *)g_ptr_array_index (self->keys, k))->spec,
                                format_key (self, k, g_ptr_array_index (row->keys, k), TRUE));
      json_object_set_member (group, "__extra_domain", flat_domain (self, row));
      for (guint k = 0; k < self->aggregates->len; k++)
        json_object_set_member (group,
                                ((DemoAggregate *)g_ptr_array_index (self->aggregates, k))->spec,
                                json_node_ref (g_ptr_array_index (row->values, k)));
      json_array_add_object_element (out, group);
    }
  return demo_json_take_array (out);
}

static gboolean
read_query (JsonObject *args, const char *order_name, DemoGroupQuery *query, GError **error)
{
  memset (query, 0, sizeof *query);
  query->domain = json_object_get_member (args, "domain");
  query->having = json_object_get_member (args, "having");
  return demo_args_text (args, order_name, &query->order, error)
         && demo_args_int (args, "offset", 0, &query->offset, error)
         && demo_args_int (args, "limit", 0, &query->limit, error);
}

/* Both 19 methods; `total` as in demo_group_run(). */
static JsonNode *
run_19 (DemoEnv *env,
        const DemoModel *model,
        JsonObject *args,
        gboolean with_count,
        gint64 *total,
        GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) aggregates = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  Formatter formatter = { env };
  DemoGroupQuery query;
  JsonNode *result;

  if (!meta || !read_query (args, "order", &query, error))
    return NULL;
  keys = demo_group_parse_keys (env, meta, json_object_get_member (args, "groupby"), FALSE, error);
  if (!keys)
    return NULL;
  aggregates =
      demo_group_parse_aggregates (env, meta, json_object_get_member (args, "aggregates"), error);
  if (!aggregates)
    return NULL;
  if (with_count)
    {
      DemoAggregate *count = g_new0 (DemoAggregate, 1);

      count->spec = g_strdup ("__count");
      count->function = g_strdup ("count");
      g_ptr_array_add (aggregates, count);
    }
  rows = demo_group_run (env, meta, keys, aggregates, &query, total, error);
  if (!rows)
    return NULL;
  formatter.keys = keys;
  formatter.aggregates = aggregates;
  result = format_19 (&formatter, rows, error);
  g_clear_pointer (&formatter.names, g_ptr_array_unref);
  return result;
}

JsonNode *
demo_method_formatted_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return run_19 (env, model, args, FALSE, NULL, error);
}

static JsonNode *
with_length (JsonNode *groups, gint64 length)
{
  JsonObject *result;

  if (!groups)
    return NULL;
  result = json_object_new ();
  json_object_set_member (result, "groups", groups);
  json_object_set_int_member (result, "length", length);
  return demo_json_take_object (result);
}

JsonNode *
demo_method_web_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gint64 total = 0;
  JsonNode *groups = run_19 (env, model, args, TRUE, &total, error);

  return with_length (groups, total);
}

/* "amount", "amount:sum", "name:sum(amount)"; what cannot be summed up is passed over. */
static gboolean
parse_old_field (DemoEnv *env, DemoMeta *meta, const char *text, GPtrArray *out, GError **error)
{
  const char *colon = strchr (text, ':');
  const char *open = strchr (text, '(');
  g_autofree char *name = colon ? g_strndup (text, colon - text) : g_strdup (text);
  g_autofree char *field = NULL;
  g_autofree char *function = NULL;
  g_autofree char *spec = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) parsed = NULL;
  DemoAggregate *aggregate;

  if (strcmp (name, "__count") == 0)
    return TRUE;
  if (open && colon && open > colon)
    {
      const char *close = strchr (open, ')');

      function = g_strndup (colon + 1, open - colon - 1);
      field = close ? g_strndup (open + 1, close - open - 1) : g_strdup (open + 1);
    }
  else
    {
      DemoSlot *slot = demo_meta_find (meta, name);

      field = g_strdup (name);
      function = g_strdup (colon ? colon + 1 : "sum");
      if (!colon
          && (!slot || !(slot->field->type == DEMO_INTEGER || demo_field_get_decimals (slot->field))
              || slot->kind == DEMO_SLOT_COMPUTED || strcmp (name, "id") == 0))
        return TRUE;
    }
  spec = g_strdup_printf ("%s:%s", field, function);
  node = demo_json_text (spec);
  parsed = demo_group_parse_aggregates (env, meta, node, error);
  if (!parsed)
    return FALSE;
  aggregate = g_ptr_array_steal_index (parsed, 0);
  g_free (aggregate->spec);
  aggregate->spec = g_steal_pointer (&name);
  g_ptr_array_add (out, aggregate);
  return TRUE;
}

static GPtrArray *
parse_old_fields (DemoEnv *env, DemoMeta *meta, JsonNode *fields, GPtrArray *keys, GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify)demo_aggregate_free);
  JsonArray *list = fields && JSON_NODE_HOLDS_ARRAY (fields) ? json_node_get_array (fields) : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const char *text = demo_json_is_text (node) ? json_node_get_string (node) : "__count";
      gboolean is_key = FALSE;

      for (guint k = 0; k < keys->len; k++)
        is_key |=
            strcmp (((DemoGroupKey *)g_ptr_array_index (keys, k))->slot->field->name, text) == 0;
      if (!is_key && !parse_old_field (env, meta, text, out, error))
        return NULL;
    }
  {
    DemoAggregate *count = g_new0 (DemoAggregate, 1);

    count->spec = g_strdup ("__count");
    count->function = g_strdup ("count");
    g_ptr_array_add (out, count);
  }
  return g_steal_pointer (&out);
}

/* The conditions joined pairwise, as series 17 writes them. */
static JsonNode *
old_domain (Formatter *self, DemoGroupRow *row, JsonNode *domain)
{
  JsonNode *all = NULL;
  guint n = self->keys->len;
  JsonArray *joined = json_array_new ();
  gboolean has_base = domain && JSON_NODE_HOLDS_ARRAY (domain)
                      && json_array_get_length (json_node_get_array (domain)) > 0;
  guint parts = n + (has_base ? 1 : 0);

  for (guint i = 1; i < parts; i++)
    json_array_add_string_element (joined, "&");
  for (guint i = has_base ? 0 : 1; i <= n; i++)
    {
      g_autoptr (JsonNode) part = i == 0 ? demo_domain_and (domain, NULL)
                                         : key_domain (self, g_ptr_array_index (self->keys, i - 1),
                                                       g_ptr_array_index (row->keys, i - 1));
      JsonArray *terms = json_node_get_array (part);

      for (guint k = 0; k < json_array_get_length (terms); k++)
        json_array_add_element (joined, json_node_ref (json_array_get_element (terms, k)));
    }
  all = demo_json_take_array (joined);
  return all;
}

static JsonNode *
old_ranges (Formatter *self, DemoGroupRow *row)
{
  JsonObject *ranges = NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, i);
      JsonNode *value = g_ptr_array_index (row->keys, i);

      if (key->period == DEMO_PERIOD_NONE)
        continue;
      if (!ranges)
        ranges = json_object_new ();
      if (is_period (key, value))
        {
          g_autofree char *from = NULL;
          g_autofree char *to = NULL;
          JsonObject *range = json_object_new ();

          find_range (self, key, value, &from, &to);
          json_object_set_string_member (range, "from", from);
          json_object_set_string_member (range, "to", to);
          json_object_set_object_member (ranges, key->spec, range);
        }
      else
        json_object_set_boolean_member (ranges, key->spec, FALSE);
    }
  return ranges ? demo_json_take_object (ranges) : NULL;
}

static JsonObject *
format_17 (Formatter *self, DemoGroupRow *row, JsonNode *domain, gboolean lazy, JsonArray *rest)
{
  JsonObject *group = json_object_new ();
  guint n = self->aggregates->len;
  JsonNode *ranges = old_ranges (self, row);

  for (guint k = 0; k < self->keys->len; k++)
    json_object_set_member (group, ((DemoGroupKey *)g_ptr_array_index (self->keys, k))->spec,
                            format_key (self, k, g_ptr_array_index (row->keys, k), FALSE));
  if (lazy && self->keys->len == 1)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, 0);
      g_autofree char *name = g_strdup_printf ("%s_count", key->slot->field->name);

      json_object_set_member (group, name, json_node_ref (g_ptr_array_index (row->values, n - 1)));
    }
  else
    json_object_set_member (group, "__count",
                            json_node_ref (g_ptr_array_index (row->values, n - 1)));
  for (guint k = 0; k + 1 < n; k++)
    json_object_set_member (group, ((DemoAggregate *)g_ptr_array_index (self->aggregates, k))->spec,
                            json_node_ref (g_ptr_array_index (row->values, k)));
  json_object_set_member (group, "__domain", old_domain (self, row, domain));
  if (ranges)
    json_object_set_member (group, "__range", ranges);
  if (rest && json_array_get_length (rest) > 0)
    {
      JsonObject *context = json_object_new ();

      json_object_set_array_member (context, "group_by", json_array_ref (rest));
      json_object_set_object_member (group, "__context", context);
    }
  return group;
}

/* With `lazy`, only the first group counts and the others are told in __context. */
static JsonArray *
split_lazy (JsonNode *groupby, JsonNode **first)
{
  JsonArray *rest = json_array_new ();
  JsonArray *list;

  *first = groupby ? json_node_ref (groupby) : NULL;
  if (!groupby || !JSON_NODE_HOLDS_ARRAY (groupby))
    return rest;
  list = json_node_get_array (groupby);
  if (json_array_get_length (list) < 2)
    return rest;
  json_node_unref (*first);
  *first = json_node_ref (json_array_get_element (list, 0));
  for (guint i = 1; i < json_array_get_length (list); i++)
    json_array_add_element (rest, json_node_ref (json_array_get_element (list, i)));
  return rest;
}

static JsonNode *
run_17 (DemoEnv *env, const DemoModel *model, JsonObject *args, gint64 *total, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *lazy_node = json_object_get_member (args, "lazy");
  gboolean lazy = !lazy_node || demo_json_is_set (lazy_node);
  JsonNode *groupby = json_object_get_member (args, "groupby");
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonArray) rest = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) aggregates = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JsonArray) out = json_array_new ();
  Formatter formatter = { env };
  DemoGroupQuery query;

  if (!meta || !read_query (args, "orderby", &query, error))
    return NULL;
  if (lazy)
    rest = split_lazy (groupby, &first);
  keys = demo_group_parse_keys (env, meta, lazy ? first : groupby, TRUE, error);
  if (!keys)
    return NULL;
  aggregates = parse_old_fields (env, meta, json_object_get_member (args, "fields"), keys, error);
  if (!aggregates)
    return NULL;
  rows = demo_group_run (env, meta, keys, aggregates, &query, total, error);
  if (!rows)
    return NULL;
  formatter.keys = keys;
  formatter.aggregates = aggregates;
  if (load_names (&formatter, rows, error))
    for (guint i = 0; i < rows->len; i++)
      json_array_add_object_element (out, format_17 (&formatter, g_ptr_array_index (rows, i),
                                                     query.domain, lazy, rest));
  else
    g_clear_pointer (&out, json_array_unref);
  g_clear_pointer (&formatter.names, g_ptr_array_unref);
  return out ? demo_json_take_array (g_steal_pointer (&out)) : NULL;
}

JsonNode *
demo_method_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return run_17 (env, model, args, NULL, error);
}

JsonNode *
demo_method_web_read_group_17 (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gint64 total = 0;
  JsonNode *groups = run_17 (env, model, args, &total, error);

  return with_length (groups, total);
}
