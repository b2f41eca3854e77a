/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-json.h"

#include "demo-env.h"
#include "demo-error.h"

#include <math.h>
#include <string.h>

static gboolean
scan_depth (const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        {
          if (++depth > DEMO_JSON_MAX_DEPTH)
            {
              g_set_error (error, DEMO_ERROR, DEMO_ERROR_BAD_REQUEST,
                           "The body is nested deeper than %d levels.", DEMO_JSON_MAX_DEPTH);
              return FALSE;
            }
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* json-glib takes comments and bare words that JSON does not have; the first byte that cannot
 * begin a JSON text, or a slash outside a string, tells them. */
static gboolean
scan_start (const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;
        }
      else if (text[i] == '"')
        in_string = TRUE;
      else if (text[i] == '/' || text[i] == '\'' || text[i] == '\0' || text[i] == '(')
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_BAD_REQUEST,
                       "The body is not JSON: unexpected character at %" G_GSIZE_FORMAT ".", i);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * demo_json_parse:
 * @text: the bytes
 * @length: how many
 * @error: return location for an error
 *
 * Parses a request's body.
 *
 * Returns: (transfer full): the root, or %NULL with a BadRequest
 */
JsonNode *
demo_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  if (length > DEMO_JSON_MAX_BYTES)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_TOO_LARGE, "The body is too large.");
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_BAD_REQUEST, "The body is not UTF-8.");
      return NULL;
    }
  if (!scan_depth (text, length, error) || !scan_start (text, length, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, length, &local))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_BAD_REQUEST, "The body is not JSON: %s",
                   local->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (!root)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_BAD_REQUEST, "The body is empty.");
  return root;
}

static void
append_text (GString *out, const char *text)
{
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text;; p++)
    {
      guchar c = *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, run, p - run);
      run = p + 1;
      if (c == '\0')
        break;
      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, c);
        }
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c == '\r')
        g_string_append (out, "\\r");
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_c (out, '"');
}

static void
append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  if (g_ascii_strtod (buffer, NULL) != value)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", value);
  g_string_append (out, buffer);
  if (!strpbrk (buffer, ".eE"))
    g_string_append (out, ".0");
}

static void
append_value (GString *out, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
      {
        char buffer[24];

        g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, json_node_get_int (node));
        g_string_append (out, buffer);
      }
      break;
    case G_TYPE_DOUBLE:
      append_double (out, json_node_get_double (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_STRING:
      append_text (out, json_node_get_string (node));
      break;
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * demo_json_append:
 * @out: where to write
 * @node: (nullable): what to write
 *
 * Writes JSON.
 */
void
demo_json_append (GString *out, JsonNode *node)
{
  if (!node || JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = json_array_get_length (array);

      g_string_append_c (out, '[');
      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append (out, ", ");
          demo_json_append (out, json_array_get_element (array, i));
        }
      g_string_append_c (out, ']');
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;
      gboolean first = TRUE;

      g_string_append_c (out, '{');
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          if (!first)
            g_string_append (out, ", ");
          first = FALSE;
          append_text (out, name);
          g_string_append (out, ": ");
          demo_json_append (out, member);
        }
      g_string_append_c (out, '}');
    }
  else
    append_value (out, node);
}

/**
 * demo_json_to_text:
 * @node: (nullable): a value
 *
 * Returns: (transfer full): the JSON text
 */
char *
demo_json_to_text (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  demo_json_append (out, node);
  return g_string_free (out, FALSE);
}

gboolean
demo_json_is_bool (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

gboolean
demo_json_is_false (JsonNode *node)
{
  return !node || JSON_NODE_HOLDS_NULL (node)
         || (demo_json_is_bool (node) && !json_node_get_boolean (node));
}

gboolean
demo_json_is_set (JsonNode *node)
{
  return !demo_json_is_false (node);
}

gboolean
demo_json_is_text (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
demo_json_is_texts (JsonNode *node)
{
  JsonArray *array;
  guint i;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return demo_json_is_text (node);
  array = json_node_get_array (node);
  for (i = 0; i < json_array_get_length (array); i++)
    {
      if (!demo_json_is_text (json_array_get_element (array, i)))
        return FALSE;
    }
  return json_array_get_length (array) > 0;
}

gboolean
demo_json_is_int (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

gboolean
demo_json_is_number (JsonNode *node)
{
  return demo_json_is_int (node)
         || (node && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/**
 * demo_json_describe:
 * @node: (nullable): a value
 *
 * Returns: (transfer full): at most 200 bytes about the value
 */
char *
demo_json_describe (JsonNode *node)
{
  char *text = demo_json_to_text (node);

  if (strlen (text) > 200)
    {
      char *end = g_utf8_find_prev_char (text, text + 197);

      strcpy (end ? end : text, "...");
    }
  return text;
}

JsonNode *
demo_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

JsonNode *
demo_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonObject *
demo_json_object_dup (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, json_node_ref (member));
  return copy;
}

/**
 * demo_json_get_ids:
 * @node: (nullable): a list of ids, one id, or nothing
 * @error: return location for an error
 *
 * Returns: (transfer full): the ids, or %NULL with a TypeError
 */
DemoIds *
demo_json_get_ids (JsonNode *node, GError **error)
{
  g_autoptr (DemoIds) ids = demo_ids_new ();

  if (demo_json_is_false (node))
    return g_steal_pointer (&ids);
  if (demo_json_is_int (node))
    demo_ids_add (ids, json_node_get_int (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (!demo_json_is_int (element))
            {
              g_autofree char *what = demo_json_describe (element);

              g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "%s is no record id.", what);
              return NULL;
            }
          demo_ids_add (ids, json_node_get_int (element));
        }
    }
  else
    {
      g_autofree char *what = demo_json_describe (node);

      g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "%s is no list of record ids.", what);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * demo_json_array_int:
 * @array: an array
 * @index: a place in it, or beyond
 *
 * Returns: the integer there, or -1
 */
gint64
demo_json_array_int (JsonArray *array, guint index)
{
  JsonNode *node;

  if (index >= json_array_get_length (array))
    return -1;
  node = json_array_get_element (array, index);
  return demo_json_is_int (node) ? json_node_get_int (node) : -1;
}
