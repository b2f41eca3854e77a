/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-json.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

static gboolean
scan_depth (const char *data, gsize size)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      const char c = data[i];

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
          if (++depth > ERP_JSON_MAX_DEPTH)
            return FALSE;
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

static gboolean
scan (const char *data, gsize size, GError **error)
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
  if (!scan_depth (data, size))
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
 * Refuses what is larger than ERP_JSON_MAX_BYTES, nested deeper than ERP_JSON_MAX_DEPTH or not
 * UTF-8 before the parser sees a byte. May be called in any thread.
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

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (!scan (data, size, error))
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
