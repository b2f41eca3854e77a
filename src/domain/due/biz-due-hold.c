/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-hold.h"

#include "biz-html.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MARK "QUITTANCE/1 "
#define LIMIT 2000

/**
 * biz_due_hold_read:
 * @html: (nullable): the body of a message
 * @kind: (out) (transfer full): "hold", "release", "reject" …
 * @text: (out) (transfer full) (nullable): what stands below the first line
 *
 * Returns: whether it is a decision
 */
gboolean
biz_due_hold_read (const char *html, char **kind, char **text)
{
  g_autofree char *plain = html != NULL ? biz_html_to_text (html) : NULL;
  const char *line = plain != NULL ? strstr (plain, MARK) : NULL;
  const char *end;

  /* Only the first line makes a decision: a quoted one is none. */
  if (line == NULL || line != plain + strspn (plain, " \n\t"))
    return FALSE;
  line += strlen (MARK);
  *kind = g_strndup (line, strcspn (line, " \n"));
  end = strchr (line, '\n');
  *text = end != NULL && end[strspn (end, " \n\t")] != '\0' ? g_strstrip (g_strdup (end)) : NULL;

  return TRUE;
}

/* Newest first: the first decision on an order that holds or lets go counts. */
static gboolean
read_message (JsonObject *row, GHashTable *decided, GHashTable *holds, GError **error)
{
  const char *body;
  g_autofree char *kind = NULL;
  g_autofree char *text = NULL;
  gboolean hold;
  gint64 id;

  if (!erp_json_get_int (row, "res_id", &id, error)
      || !erp_json_get_string (row, "body", &body, error))
    return FALSE;
  if (!biz_due_hold_read (body, &kind, &text))
    return TRUE;
  hold = g_str_equal (kind, "hold");
  if ((!hold && !g_str_equal (kind, "release") && !g_str_equal (kind, "reject"))
      || !g_hash_table_add (decided, g_memdup2 (&id, sizeof id)))
    return TRUE;
  if (hold)
    g_hash_table_insert (holds, g_memdup2 (&id, sizeof id),
                         text != NULL ? g_steal_pointer (&text) : g_strdup (_ ("no reason given")));

  return TRUE;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) decided =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) holds =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_message (row, decided, holds, error))
        return NULL;
    }

  return g_steal_pointer (&holds);
}

ErpCall *
biz_due_hold_new_call (void)
{
  static const char *const fields[] = { "res_id", "body", NULL };
  ErpCall *call = erp_call_new_read ("mail.message", "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", "sale.order");
  erp_domain_add_string (domain, "body", "ilike", MARK);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", LIMIT);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_hash_table_unref);

  return call;
}
