/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-crud.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"

#include <math.h>
#include <string.h>

static JsonNode *
null_value (void)
{
  return json_node_init_null (json_node_alloc ());
}

static JsonNode *
fail (DemoSlot *slot, JsonNode *value, GError **error)
{
  g_autofree char *what = demo_json_describe (value);

  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "%s is no value for %s.%s.", what,
               slot->meta->model->name, slot->field->name);
  return NULL;
}

static JsonNode *
convert_selection (DemoSlot *slot, JsonNode *value, GError **error)
{
  if (!demo_json_is_text (value))
    return fail (slot, value, error);
  for (guint i = 0; slot->choices[i]; i += 2)
    if (strcmp (slot->choices[i], json_node_get_string (value)) == 0)
      return demo_json_text (slot->choices[i]);
  return fail (slot, value, error);
}

static JsonNode *
convert_many2one (DemoEnv *env, DemoSlot *slot, JsonNode *value, GError **error)
{
  g_autofree char *query = NULL;
  gint64 id;

  /* A list [id, name], as `read` gives it, is taken too. */
  if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0)
    value = json_array_get_element (json_node_get_array (value), 0);
  if (!demo_json_is_int (value))
    return fail (slot, value, error);
  id = json_node_get_int (value);
  query = g_strdup_printf ("SELECT 1 FROM %s WHERE \"id\" = ?", slot->target->table);
  if (!demo_db_int (demo_env_get_db (env), NULL, query, "i", id))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING,
                   "This record is gone: %s(%" G_GINT64_FORMAT ").", slot->target->model->name, id);
      return NULL;
    }
  return demo_json_int (id);
}

static JsonNode *
convert_number (DemoSlot *slot, JsonNode *value, GError **error)
{
  guint decimals = demo_field_get_decimals (slot->field);
  g_autoptr (JsonObject) box = NULL;
  double number;

  if (demo_json_is_bool (value))
    return demo_json_int (0);
  if (demo_json_is_int (value) && decimals == 0)
    return demo_json_int (json_node_get_int (value));
  if (demo_json_is_text (value))
    {
      char *end;

      number = g_ascii_strtod (json_node_get_string (value), &end);
      if (*end || end == json_node_get_string (value))
        return fail (slot, value, error);
    }
  else if (demo_json_is_number (value))
    number = json_node_get_double (value);
  else
    return fail (slot, value, error);
  if (demo_json_is_int (value))
    number = (double)json_node_get_int (value);
  /* Beyond this a double does not hold the unit any more. */
  if (!(fabs (number) < 9e15 / pow (10, decimals)))
    return fail (slot, value, error);
  box = json_object_new ();
  json_object_set_member (box, "n", json_node_ref (value));
  return demo_json_int (demo_vals_amount (box, "n", decimals));
}

static JsonNode *
convert_text (DemoSlot *slot, JsonNode *value, GError **error)
{
  if (demo_json_is_text (value))
    return demo_json_text (json_node_get_string (value));
  if (demo_json_is_number (value))
    {
      g_autofree char *text = demo_json_to_text (value);

      return demo_json_text (text);
    }
  return fail (slot, value, error);
}

JsonNode *
demo_crud_convert (DemoEnv *env, DemoSlot *slot, JsonNode *value, GError **error)
{
  DemoFieldType type = slot->field->type;

  if (type == DEMO_BOOLEAN)
    return demo_json_int (demo_json_is_text (value)     ? *json_node_get_string (value) != '\0'
                          : demo_json_is_number (value) ? json_node_get_double (value) != 0
                                                        : demo_json_is_set (value));
  if (demo_json_is_false (value))
    return type == DEMO_INTEGER || type == DEMO_FLOAT || type == DEMO_MONETARY ? demo_json_int (0)
                                                                               : null_value ();
  switch (type)
    {
    case DEMO_INTEGER:
    case DEMO_FLOAT:
    case DEMO_MONETARY:
      return convert_number (slot, value, error);
    case DEMO_MANY2ONE_REFERENCE:
      return demo_json_is_int (value) ? demo_json_int (json_node_get_int (value))
                                      : fail (slot, value, error);
    case DEMO_MANY2ONE:
      return convert_many2one (env, slot, value, error);
    case DEMO_SELECTION:
      return convert_selection (slot, value, error);
    case DEMO_DATE:
    case DEMO_DATETIME:
      if (demo_json_is_text (value) && *json_node_get_string (value) == '\0')
        return null_value ();
      return demo_domain_convert (slot, "=", value, error);
    case DEMO_JSON:
      {
        g_autofree char *text = demo_json_to_text (value);

        return demo_json_text (text);
      }
    default:
      return convert_text (slot, value, error);
    }
}

static gboolean
write_blob (DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *value, GError **error)
{
  g_autofree char *query =
      g_strdup_printf ("UPDATE %s SET %s = ? WHERE \"id\" = ?", slot->meta->table, slot->column);
  g_autofree guchar *data = NULL;
  const char *text;
  gsize length;
  gsize padding;

  if (demo_json_is_false (value))
    return demo_db_exec (demo_env_get_db (env), error, query, "ni", id);
  if (!demo_json_is_text (value))
    {
      fail (slot, value, error);
      return FALSE;
    }
  text = json_node_get_string (value);
  length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n");
  padding = strspn (text + length, "=\r\n");
  if (text[length + padding] != '\0')
    {
      demo_error_set_named (error, DEMO_ERROR_VALUE, "binascii.Error",
                            "The content of the file is no base64.");
      return FALSE;
    }
  data = g_base64_decode (text, &length);
  return demo_db_exec (demo_env_get_db (env), error, query, "bi", data, length, id);
}

gboolean
demo_crud_write_blobs (DemoEnv *env, DemoMeta *meta, gint64 id, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < meta->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (meta->slots, i);
      JsonNode *value;

      if (slot->field->type != DEMO_BINARY || slot->kind != DEMO_SLOT_COLUMN)
        continue;
      value = json_object_get_member (vals, slot->field->name);
      if (value && !write_blob (env, slot, id, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_company_value (DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *value, GError **error)
{
  g_autoptr (JsonNode) converted = demo_crud_convert (env, slot, value, error);
  g_autofree char *field = g_strdup_printf ("%s.%s", slot->meta->model->name, slot->field->name);
  DemoDb *db = demo_env_get_db (env);
  gint64 company = demo_env_get_company (env);

  if (!converted)
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (converted))
    return demo_db_exec (db, error,
                         "DELETE FROM company_value WHERE field = ? AND res_id = ?"
                         " AND company_id = ?",
                         "sii", field, id, company);
  if (demo_json_is_text (converted))
    return demo_db_exec (db, error, "INSERT OR REPLACE INTO company_value VALUES (?, ?, ?, ?)",
                         "siis", field, id, company, json_node_get_string (converted));
  return demo_db_exec (db, error, "INSERT OR REPLACE INTO company_value VALUES (?, ?, ?, ?)",
                       "siii", field, id, company, json_node_get_int (converted));
}

/* Follows a related path to the record that holds the value, and writes there. */
static gboolean
write_related (DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *value, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  DemoSlot *last = g_ptr_array_index (slot->path, slot->path->len - 1);

  for (guint i = 0; i + 1 < slot->path->len; i++)
    {
      DemoSlot *step = g_ptr_array_index (slot->path, i);

      id = demo_env_get_int (env, step->meta->model->name, id, step->field->name);
      if (!id)
        return TRUE;
    }
  json_object_set_member (vals, last->field->name, json_node_ref (value));
  return demo_env_write_one (env, last->meta->model->name, id, vals, error);
}

static gboolean
write_one_rest (
    DemoEnv *env, DemoSlot *slot, gint64 id, JsonNode *value, gboolean is_new, GError **error)
{
  if (slot->field->inverse_func)
    return slot->field->inverse_func (env, slot->field, id, value, error);
  switch (slot->kind)
    {
    case DEMO_SLOT_MANY:
      return demo_many_write (env, slot, id, value, is_new, error);
    case DEMO_SLOT_COMPANY:
      return write_company_value (env, slot, id, value, error);
    case DEMO_SLOT_SQL:
      if (slot->path && (slot->field->flags & DEMO_WRITE_THROUGH))
        return write_related (env, slot, id, value, error);
      return TRUE;
    default:
      return TRUE;
    }
}

gboolean
demo_crud_write_rest (
    DemoEnv *env, DemoMeta *meta, gint64 id, JsonObject *vals, gboolean is_new, GError **error)
{
  /* The list of names first: a hook behind a command may touch vals. */
  g_autoptr (GList) names = json_object_get_members (vals);

  for (GList *l = names; l; l = l->next)
    {
      DemoSlot *slot = demo_meta_find (meta, l->data);
      g_autoptr (JsonNode) value = NULL;

      if (!slot || (slot->kind == DEMO_SLOT_COLUMN && !slot->field->inverse_func))
        continue;
      value = json_node_ref (json_object_get_member (vals, l->data));
      if (!write_one_rest (env, slot, id, value, is_new, error))
        return FALSE;
    }
  return TRUE;
}
