/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-json.h"

#include <math.h>

DemoIds *
demo_ids_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

DemoIds *
demo_ids_new_one (gint64 id)
{
  DemoIds *ids = demo_ids_new ();

  demo_ids_add (ids, id);
  return ids;
}

void
demo_ids_add (DemoIds *ids, gint64 id)
{
  g_array_append_val (ids, id);
}

gboolean
demo_ids_has (const DemoIds *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (demo_ids_get (ids, i) == id)
      return TRUE;
  return FALSE;
}

JsonNode *
demo_ids_to_json (const DemoIds *ids)
{
  JsonArray *array = json_array_sized_new (ids->len);

  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (array, demo_ids_get (ids, i));
  return demo_json_take_array (array);
}

/**
 * demo_json:
 * @format: JSON with printf places
 * @...: constants and integers; never text from outside
 *
 * Returns: (transfer full): the value
 */
JsonNode *
demo_json (const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  va_list args;
  JsonNode *node;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  node = json_from_string (text, &error);
  if (!node)
    g_error ("not JSON: %s", text);
  return node;
}

JsonNode *
demo_json_true (void)
{
  return json_node_init_boolean (json_node_alloc (), TRUE);
}

JsonNode *
demo_json_false (void)
{
  return json_node_init_boolean (json_node_alloc (), FALSE);
}

JsonNode *
demo_json_int (gint64 value)
{
  return json_node_init_int (json_node_alloc (), value);
}

JsonNode *
demo_json_text (const char *value)
{
  return value ? json_node_init_string (json_node_alloc (), value) : demo_json_false ();
}

static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

JsonNode *
demo_json_amount (gint64 value, guint decimals)
{
  g_return_val_if_fail (decimals < G_N_ELEMENTS (powers), NULL);

  return json_node_init_double (json_node_alloc (), (double)value / (double)powers[decimals]);
}

static JsonNode *
get_member (JsonObject *vals, const char *name)
{
  JsonNode *node = json_object_get_member (vals, name);

  return demo_json_is_set (node) ? node : NULL;
}

gint64
demo_vals_int (JsonObject *vals, const char *name)
{
  JsonNode *node = get_member (vals, name);

  if (!node)
    return 0;
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    return demo_vals_int (json_node_get_object (node), "id");
  if (demo_json_is_bool (node))
    return json_node_get_boolean (node);
  if (demo_json_is_int (node))
    return json_node_get_int (node);
  if (demo_json_is_number (node))
    return llround (json_node_get_double (node));
  if (demo_json_is_text (node))
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);
  return 0;
}

const char *
demo_vals_text (JsonObject *vals, const char *name)
{
  JsonNode *node = get_member (vals, name);

  return demo_json_is_text (node) ? json_node_get_string (node) : NULL;
}

gboolean
demo_vals_true (JsonObject *vals, const char *name)
{
  JsonNode *node = get_member (vals, name);

  if (!node)
    return FALSE;
  if (demo_json_is_number (node))
    return json_node_get_double (node) != 0;
  if (demo_json_is_text (node))
    return *json_node_get_string (node) != '\0';
  return TRUE;
}

/**
 * demo_vals_amount:
 * @vals: an object
 * @name: a member that holds a number
 * @decimals: the unit of the result, 10^-decimals
 *
 * Returns: the amount, rounded to its unit, half away from zero
 */
gint64
demo_vals_amount (JsonObject *vals, const char *name, guint decimals)
{
  JsonNode *node = get_member (vals, name);
  double value = 0;

  g_return_val_if_fail (decimals < G_N_ELEMENTS (powers), 0);

  if (demo_json_is_int (node))
    return json_node_get_int (node) * powers[decimals];
  if (demo_json_is_number (node))
    value = json_node_get_double (node);
  else if (demo_json_is_text (node))
    value = g_ascii_strtod (json_node_get_string (node), NULL);
  value *= (double)powers[decimals];
  /* 1.005 is 1.00499999999999989; what was typed is meant. */
  value += value < 0 ? -1e-7 : 1e-7;
  if (!(fabs (value) < 9e18))
    return 0;
  return llround (value);
}

gboolean
demo_vals_has (JsonObject *vals, const char *name)
{
  return json_object_has_member (vals, name);
}

/**
 * demo_vals_ids:
 * @vals: an object
 * @name: a member with ids or with commands
 *
 * Returns: (transfer full): the ids of a plain list, or those that the commands 4 and 6 name
 */
DemoIds *
demo_vals_ids (JsonObject *vals, const char *name)
{
  DemoIds *ids = demo_ids_new ();
  JsonNode *node = get_member (vals, name);
  JsonArray *array;

  if (demo_json_is_int (node))
    demo_ids_add (ids, json_node_get_int (node));
  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return ids;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonArray *command;

      if (demo_json_is_int (element))
        demo_ids_add (ids, json_node_get_int (element));
      if (!JSON_NODE_HOLDS_ARRAY (element))
        continue;
      command = json_node_get_array (element);
      if (json_array_get_length (command) >= 2 && demo_json_array_int (command, 0) == 4)
        demo_ids_add (ids, demo_json_array_int (command, 1));
      if (json_array_get_length (command) == 3 && demo_json_array_int (command, 0) == 6
          && JSON_NODE_HOLDS_ARRAY (json_array_get_element (command, 2)))
        {
          JsonArray *listed = json_array_get_array_element (command, 2);

          for (guint k = 0; k < json_array_get_length (listed); k++)
            demo_ids_add (ids, demo_json_array_int (listed, k));
        }
    }
  return ids;
}

void
demo_vals_set_amount (JsonObject *vals, const char *name, gint64 value, guint decimals)
{
  json_object_set_member (vals, name, demo_json_amount (value, decimals));
}

static gint64
round_wide (__int128 num, __int128 den)
{
  gboolean negative = (num < 0) != (den < 0);
  __int128 n = num < 0 ? -num : num;
  __int128 d = den < 0 ? -den : den;
  __int128 q = (n + d / 2) / d;

  return (gint64)(negative ? -q : q);
}

gint64
demo_round_div (gint64 num, gint64 den)
{
  g_return_val_if_fail (den != 0, 0);

  return round_wide (num, den);
}

gint64
demo_mul_div (gint64 a, gint64 b, gint64 den)
{
  g_return_val_if_fail (den != 0, 0);

  return round_wide ((__int128)a * b, den);
}
