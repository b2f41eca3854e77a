/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-methods.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

static const char *const type_names[] = {
  [DEMO_CHAR] = "char",         [DEMO_TEXT] = "text",
  [DEMO_HTML] = "html",         [DEMO_INTEGER] = "integer",
  [DEMO_FLOAT] = "float",       [DEMO_MONETARY] = "monetary",
  [DEMO_BOOLEAN] = "boolean",   [DEMO_DATE] = "date",
  [DEMO_DATETIME] = "datetime", [DEMO_SELECTION] = "selection",
  [DEMO_MANY2ONE] = "many2one", [DEMO_MANY2ONE_REFERENCE] = "many2one_reference",
  [DEMO_ONE2MANY] = "one2many", [DEMO_MANY2MANY] = "many2many",
  [DEMO_BINARY] = "binary",     [DEMO_JSON] = "json",
};

static void
set_bool (JsonObject *object, const char *name, gboolean value)
{
  json_object_set_boolean_member (object, name, value);
}

static JsonNode *
describe_selection (DemoSlot *slot)
{
  JsonArray *all = json_array_new ();

  for (guint i = 0; slot->choices[i]; i += 2)
    {
      JsonArray *pair = json_array_sized_new (2);

      json_array_add_string_element (pair, slot->choices[i]);
      json_array_add_string_element (pair, slot->choices[i + 1]);
      json_array_add_array_element (all, pair);
    }
  return demo_json_take_array (all);
}

static void
describe_relation (DemoSlot *slot, JsonObject *object)
{
  if (!slot->target)
    return;
  json_object_set_string_member (object, "relation", slot->target->model->name);
  json_object_set_member (object, "domain",
                          slot->domain ? json_node_ref (slot->domain)
                                       : demo_json_take_array (json_array_new ()));
  json_object_set_object_member (object, "context", json_object_new ());
  if (slot->inverse)
    json_object_set_string_member (object, "relation_field", slot->inverse->field->name);
}

static JsonObject *
describe (DemoEnv *env, DemoSlot *slot)
{
  const DemoField *field = slot->field;
  JsonObject *object = json_object_new ();
  gboolean stored = slot->kind == DEMO_SLOT_COLUMN || slot->kind == DEMO_SLOT_MANY;
  gboolean in_sql = slot->kind != DEMO_SLOT_COMPUTED;
  gboolean readonly = (field->flags & DEMO_READONLY)
                      || (slot->kind == DEMO_SLOT_SQL && !(field->flags & DEMO_WRITE_THROUGH)
                          && !field->inverse_func)
                      || (slot->kind == DEMO_SLOT_COMPUTED && !(field->flags & DEMO_NO_STORE)
                          && !field->inverse_func);
  gboolean is_many = field->type == DEMO_ONE2MANY || field->type == DEMO_MANY2MANY;
  gboolean sums = demo_field_get_decimals (field) > 0
                  || (field->type == DEMO_INTEGER && strcmp (field->name, "id") != 0);

  if (sums && in_sql)
    json_object_set_string_member (
        object, demo_env_get_series (env) >= 18 ? "aggregator" : "group_operator", "sum");
  set_bool (object, "change_default", FALSE);
  set_bool (object, "company_dependent", slot->kind == DEMO_SLOT_COMPANY);
  if (field->currency)
    json_object_set_string_member (object, "currency_field", field->currency);
  set_bool (object, "default_export_compatible", FALSE);
  json_object_set_array_member (object, "depends", json_array_new ());
  if (field->type == DEMO_FLOAT)
    {
      JsonArray *digits = json_array_new ();

      json_array_add_int_element (digits, 16);
      json_array_add_int_element (digits, 2);
      json_object_set_array_member (object, "digits", digits);
    }
  set_bool (object, "exportable", TRUE);
  if (demo_env_get_series (env) >= 18)
    set_bool (object, "groupable", in_sql && field->type != DEMO_ONE2MANY);
  if (field->groups)
    json_object_set_string_member (object, "groups", field->groups);
  if (field->help)
    json_object_set_string_member (object, "help", field->help);
  set_bool (object, "manual", FALSE);
  json_object_set_string_member (object, "name", field->name);
  set_bool (object, "readonly", readonly);
  if (field->related)
    json_object_set_string_member (object, "related", field->related);
  describe_relation (slot, object);
  set_bool (object, "required", field->flags & DEMO_REQUIRED);
  set_bool (object, "searchable", demo_slot_is_searchable (slot));
  if (slot->choices)
    json_object_set_member (object, "selection", describe_selection (slot));
  set_bool (object, "sortable", in_sql && !is_many);
  set_bool (object, "store", stored);
  json_object_set_string_member (object, "string", field->label ? field->label : field->name);
  json_object_set_string_member (object, "type", type_names[field->type]);
  return object;
}

static gboolean
is_listed (JsonNode *list, const char *name)
{
  JsonArray *array;

  if (!list || !JSON_NODE_HOLDS_ARRAY (list))
    return TRUE;
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (demo_json_is_text (node) && strcmp (json_node_get_string (node), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty (JsonNode *list)
{
  return !list || !JSON_NODE_HOLDS_ARRAY (list)
         || json_array_get_length (json_node_get_array (list)) == 0;
}

JsonNode *
demo_method_fields_get (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  DemoMeta *meta = demo_env_find_model (env, model->name, error);
  JsonNode *names = json_object_get_member (args, "allfields");
  JsonNode *attributes = json_object_get_member (args, "attributes");
  JsonObject *result;

  if (!meta)
    return NULL;
  result = json_object_new ();
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);
      const char *name = slot->field->name;
      JsonObject *object;

      if (demo_meta_find (meta, name) != slot || !(is_empty (names) || is_listed (names, name))
          || !demo_access_has_field (env, slot))
        continue;
      object = describe (env, slot);
      if (!is_empty (attributes))
        {
          g_autoptr (GList) members = json_object_get_members (object);

          for (GList *l = members; l; l = l->next)
            if (!is_listed (attributes, l->data))
              json_object_remove_member (object, l->data);
        }
      json_object_set_object_member (result, name, object);
    }
  return demo_json_take_object (result);
}
