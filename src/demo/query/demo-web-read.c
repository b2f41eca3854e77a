/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-read.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

#define MAX_DEPTH 10

static JsonArray *read_web (DemoEnv *env,
                            DemoMeta *meta,
                            const DemoIds *ids,
                            JsonObject *specification,
                            guint depth,
                            GError **error);

/* The nested specification of a field, or NULL. */
static JsonObject *
find_fields (JsonObject *options)
{
  JsonNode *node = json_object_get_member (options, "fields");

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
wants_name_only (JsonObject *fields)
{
  g_autoptr (GList) names = json_object_get_members (fields);

  for (GList *l = names; l; l = l->next)
    if (strcmp (l->data, "display_name") != 0 && strcmp (l->data, "id") != 0)
      return FALSE;
  return TRUE;
}

/* The distinct ids that stand in a field of the records. */
static DemoIds *
collect (JsonArray *records, const char *name)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  DemoIds *all = demo_ids_new ();

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);
      g_autoptr (DemoIds) ids = demo_vals_ids (record, name);

      for (guint k = 0; k < ids->len; k++)
        if (g_hash_table_add (seen, g_memdup2 (&demo_ids_get (ids, k), sizeof (gint64))))
          demo_ids_add (all, demo_ids_get (ids, k));
    }
  return all;
}

static GHashTable *
index_by_id (JsonArray *records)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *node = json_array_get_element (records, i);
      gint64 id = json_object_get_int_member (json_node_get_object (node), "id");

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), node);
    }
  return by_id;
}

/* Names of related records are for everybody who sees the record, as are their ids. */
static JsonArray *
read_names_only (DemoEnv *env, DemoMeta *meta, DemoIds *ids, JsonObject *fields, GError **error)
{
  g_autoptr (GHashTable) names = demo_read_names (env, meta, ids, error);
  gboolean named = json_object_has_member (fields, "display_name");
  JsonArray *records;

  if (!names)
    return NULL;
  records = json_array_sized_new (ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      JsonObject *record = json_object_new ();
      const char *name = g_hash_table_lookup (names, &demo_ids_get (ids, i));

      json_object_set_int_member (record, "id", demo_ids_get (ids, i));
      if (named)
        json_object_set_string_member (record, "display_name", name ? name : "");
      json_array_add_object_element (records, record);
    }
  return records;
}

static gboolean
nest_many2one (DemoEnv *env,
               DemoSlot *slot,
               JsonArray *records,
               JsonObject *fields,
               guint depth,
               GError **error)
{
  const char *name = slot->field->name;
  g_autoptr (DemoIds) ids = collect (records, name);
  g_autoptr (JsonArray) related = wants_name_only (fields)
                                      ? read_names_only (env, slot->target, ids, fields, error)
                                      : read_web (env, slot->target, ids, fields, depth + 1, error);
  g_autoptr (GHashTable) by_id = NULL;

  if (!related)
    return FALSE;
  by_id = index_by_id (related);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);
      gint64 id = demo_vals_int (record, name);
      JsonNode *found = id ? g_hash_table_lookup (by_id, &id) : NULL;

      if (found)
        json_object_set_member (record, name, json_node_ref (found));
    }
  return TRUE;
}

/* Limits and orders the ids of each record; limit: only so many are read in full. */
static gboolean
arrange (DemoEnv *env, DemoSlot *slot, JsonArray *records, const char *order, GError **error)
{
  const char *name = slot->field->name;
  g_autoptr (DemoIds) owners = demo_ids_new ();
  g_autoptr (GHashTable) links = NULL;

  if (!order || slot->kind != DEMO_SLOT_MANY)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (records); i++)
    demo_ids_add (owners, demo_vals_int (json_array_get_object_element (records, i), "id"));
  links = demo_read_links (env, slot, owners, order, error);
  if (!links)
    return FALSE;
  for (guint i = 0; i < owners->len; i++)
    {
      DemoIds *list = g_hash_table_lookup (links, &demo_ids_get (owners, i));

      if (list)
        json_object_set_member (json_array_get_object_element (records, i), name,
                                demo_ids_to_json (list));
    }
  return TRUE;
}

static gboolean
nest_many (DemoEnv *env,
           DemoSlot *slot,
           JsonArray *records,
           JsonObject *options,
           JsonObject *fields,
           guint depth,
           GError **error)
{
  const char *name = slot->field->name;
  gint64 limit = demo_vals_int (options, "limit");
  g_autoptr (DemoIds) wanted = demo_ids_new ();
  g_autoptr (JsonArray) related = NULL;
  g_autoptr (GHashTable) by_id = NULL;

  if (!arrange (env, slot, records, demo_vals_text (options, "order"), error))
    return FALSE;
  if (!fields)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autoptr (DemoIds) ids = demo_vals_ids (json_array_get_object_element (records, i), name);

      for (guint k = 0; k < ids->len && (limit <= 0 || k < limit); k++)
        demo_ids_add (wanted, demo_ids_get (ids, k));
    }
  related = read_web (env, slot->target, wanted, fields, depth + 1, error);
  if (!related)
    return FALSE;
  by_id = index_by_id (related);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);
      g_autoptr (DemoIds) ids = demo_vals_ids (record, name);
      JsonArray *list = json_array_sized_new (ids->len);

      for (guint k = 0; k < ids->len; k++)
        {
          JsonNode *found = g_hash_table_lookup (by_id, &demo_ids_get (ids, k));
          JsonObject *bare;

          if (found)
            {
              json_array_add_element (list, json_node_ref (found));
              continue;
            }
          bare = json_object_new ();
          json_object_set_int_member (bare, "id", demo_ids_get (ids, k));
          json_array_add_object_element (list, bare);
        }
      json_object_set_array_member (record, name, list);
    }
  return TRUE;
}

static gboolean
nest (DemoEnv *env, DemoSlot *slot, JsonArray *records, JsonNode *node, guint depth, GError **error)
{
  JsonObject *options;
  JsonObject *fields;
  JsonNode *context;
  gboolean done = TRUE;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node) || !slot->target)
    return TRUE;
  options = json_node_get_object (node);
  fields = find_fields (options);
  context = json_object_get_member (options, "context");
  if (context && JSON_NODE_HOLDS_OBJECT (context))
    {
      g_autoptr (JsonObject) merged = demo_json_object_dup (demo_env_get_context (env));
      JsonObjectIter iter;
      const char *key;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (context));
      while (json_object_iter_next (&iter, &key, &value))
        if (strcmp (key, "allowed_company_ids") != 0)
          json_object_set_member (merged, key, json_node_ref (value));
      demo_env_push_context_object (env, merged);
    }
  if (slot->field->type != DEMO_MANY2ONE)
    done = nest_many (env, slot, records, options, fields, depth, error);
  else if (fields)
    done = nest_many2one (env, slot, records, fields, depth, error);
  if (context && JSON_NODE_HOLDS_OBJECT (context))
    demo_env_pop_context (env);
  return done;
}

static GPtrArray *
find_slots (DemoEnv *env, DemoMeta *meta, JsonObject *specification, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, specification);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      DemoSlot *slot = demo_meta_find (meta, name);

      if (!slot)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field '%s' on '%s'.", name,
                       meta->model->name);
          return NULL;
        }
      if (!demo_access_check_field (env, slot, DEMO_READ, error))
        return NULL;
      g_ptr_array_add (slots, slot);
    }
  return g_steal_pointer (&slots);
}

static JsonArray *
read_web (DemoEnv *env,
          DemoMeta *meta,
          const DemoIds *ids,
          JsonObject *specification,
          guint depth,
          GError **error)
{
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (JsonArray) records = NULL;

  if (depth > MAX_DEPTH)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "The specification is nested too deep.");
      return NULL;
    }
  slots = find_slots (env, meta, specification, error);
  if (!slots)
    return NULL;
  records = demo_read (env, meta, ids, slots, DEMO_READ_PLAIN, error);
  if (!records)
    return NULL;
  for (guint i = 0; i < slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (slots, i);

      if (!nest (env, slot, records, json_object_get_member (specification, slot->field->name),
                 depth, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

/**
 * demo_read_web:
 * @env: who asks
 * @meta: the model
 * @ids: the records
 * @specification: the fields, nested
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an array of objects
 */
JsonArray *
demo_read_web (
    DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonObject *specification, GError **error)
{
  return read_web (env, meta, ids, specification, 0, error);
}
