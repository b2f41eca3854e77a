/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-json.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether the number that begins at @data is one that json-glib keeps as it is written: it reads
 * 010 as eight, and a whole number beyond 64 bits as -1. @length: (out): of the number. */
static gboolean
scan_number (const char *data, gsize size, gsize *length)
{
  static const char most[] = "9223372036854775807";
  gboolean is_whole = TRUE;
  gsize n = 0;

  for (; n < size && (g_ascii_isalnum (data[n]) || strchr (".+-", data[n]) != NULL); n++)
    is_whole = is_whole && g_ascii_isdigit (data[n]);
  *length = n;
  if (n > 1 && data[0] == '0' && g_ascii_isalnum (data[1]) && data[1] != 'e' && data[1] != 'E')
    return FALSE;

  return !is_whole || n < strlen (most) || (n == strlen (most) && strncmp (data, most, n) <= 0);
}

/* Nesting, and numbers; both outside of texts. */
static gboolean
scan_depth (const char *data, gsize size, gboolean *has_bad_number)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      const char c = data[i];
      gsize length;

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (g_ascii_isdigit (c))
        {
          if (!scan_number (data + i, size - i, &length))
            *has_bad_number = TRUE;
          i += length - 1;
        }
      else if (c == '[' || c == '{')
        {
          if (++depth > ERP_JSON_MAX_DEPTH)
            return FALSE;
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

static gboolean
scan (const char *data, gsize size, gboolean *has_bad_number, GError **error)
{
  if (size > ERP_JSON_MAX_BYTES)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server’s answer is too large. Ask for less at a time."));
      return FALSE;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server’s answer is damaged: it is no UTF-8 text. Try again; if "
                              "it stays, tell the "
                              "administrator."));
      return FALSE;
    }
  if (!scan_depth (data, size, has_bad_number))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server’s answer is nested too deeply and was not read. Tell the "
                              "administrator."));
      return FALSE;
    }
  return TRUE;
}

/**
 * erp_json_parse:
 * @bytes: JSON text from a server or a file
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Refuses what is larger than ERP_JSON_MAX_BYTES, nested deeper than ERP_JSON_MAX_DEPTH, not UTF-8,
 * or holds a whole number beyond 64 bits, before the parser sees a byte. May be called in any
 * thread.
 *
 * Returns: (transfer full): the root, a node that holds null for the text "null"
 */
JsonNode *
erp_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  const char *data;
  gsize size;
  JsonNode *root = NULL;
  gboolean has_bad_number = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (!scan (data, size, &has_bad_number, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (size > 0 && json_parser_load_from_data (parser, data, (gssize)size, NULL)
      && !json_parser_has_assignment (parser, NULL))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (
        error, ERP_ERROR, ERP_ERROR_PROTOCOL,
        _ ("The server’s answer is not what its interface promises. Check the address: it may lead "
           "to another program, or the answer was cut off."));
  else if (has_bad_number)
    {
      g_clear_pointer (&root, json_node_unref);
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server’s answer holds a number that this program cannot keep "
                              "exactly, and was not read. Tell the administrator."));
    }

  return root;
}

/**
 * erp_json_literal:
 * @json: a constant of the program; a syntax error in it aborts
 *
 * Returns: (transfer full): the node
 */
JsonNode *
erp_json_literal (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_return_val_if_fail (json != NULL, NULL);

  node = json_from_string (json, &error);
  if (node == NULL)
    g_error ("Not JSON: %s: %s", json, error != NULL ? error->message : "empty");

  return node;
}

/**
 * erp_json_to_string:
 * @node: any node
 *
 * Returns: (transfer full): the node as JSON in one line
 */
char *
erp_json_to_string (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return json_to_string (node, FALSE);
}
