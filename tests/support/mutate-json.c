/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "mutate-json.h"

typedef struct
{
  JsonNode *root; /* (unowned) */
  MutateTryFunc try_one;
  gpointer user_data;
  guint n_tried;
} Mutation;

static const char *const replacements[] = {
  "null",
  "false",
  "true",
  "0",
  "-1",
  "1",
  "4611686018427387904",
  "1e300",
  "0.1234567",
  "\"\"",
  "\"x\"",
  "\"2026-13-45\"",
  "\"9999-12-31 23:59:60\"",
  "\"\\u202e\\u0000\"",
  "[]",
  "[null]",
  "[false]",
  "[1]",
  "[1,\"x\"]",
  "[\"x\",1]",
  "[[]]",
  "[{}]",
  "{}",
  "{\"id\":\"x\"}",
  "{\"id\":false,\"display_name\":7}",
  "{\"content\":7}",
};

static void
try_one (Mutation *self, const char *where, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", where, what);

  self->n_tried++;
  self->try_one (self->root, text, self->user_data);
}

/* Where a value stands: a member of an object, or a place in a list. */
typedef struct
{
  JsonObject *object; /* (nullable) */
  const char *name;
  JsonArray *array; /* (nullable) */
  guint index;
} Place;

static void
put (const Place *place, JsonNode *value)
{
  g_autoptr (GPtrArray) elements = NULL;
  guint n;

  if (place->object != NULL)
    {
      json_object_set_member (place->object, place->name, json_node_ref (value));
      return;
    }
  /* A list has no way to replace an element. */
  elements = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  n = json_array_get_length (place->array);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (elements, json_array_dup_element (place->array, i));
  for (guint i = n; i > 0; i--)
    json_array_remove_element (place->array, i - 1);
  for (guint i = 0; i < n; i++)
    json_array_add_element (place->array, i == place->index ? json_node_ref (value)
                                                            : json_node_ref (elements->pdata[i]));
}

static void replace_inside (Mutation *self, JsonNode *node, const char *where);

static void
replace (Mutation *self, const Place *place, JsonNode *good, const char *where)
{
  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      g_autoptr (JsonNode) bad = json_from_string (replacements[i], NULL);

      g_assert_nonnull (bad);
      put (place, bad);
      try_one (self, where, replacements[i]);
    }
  put (place, good);
  replace_inside (self, good, where);
}

static void
replace_members (Mutation *self, JsonObject *object, const char *where)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (names, g_strdup (l->data));
  for (guint i = 0; i < names->len; i++)
    {
      const Place place = { .object = object, .name = names->pdata[i] };
      g_autofree char *below = g_strconcat (where, "/", place.name, NULL);
      g_autoptr (JsonNode) good = json_object_dup_member (object, place.name);

      replace (self, &place, good, below);
      json_object_remove_member (object, place.name);
      try_one (self, below, "nothing");
      put (&place, good);
    }
}

static void
replace_inside (Mutation *self, JsonNode *node, const char *where)
{
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    replace_members (self, json_node_get_object (node), where);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const Place place = { .array = array, .index = i };
      g_autofree char *below = g_strdup_printf ("%s/%u", where, i);
      g_autoptr (JsonNode) good = json_array_dup_element (array, i);

      replace (self, &place, good, below);
    }
}

guint
mutate_json (const char *json, MutateTryFunc try_func, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  Mutation self = { .root = root, .try_one = try_func, .user_data = user_data };

  g_assert_no_error (error);
  try_one (&self, "", "as it is");
  replace_inside (&self, root, "");

  return self.n_tried;
}
