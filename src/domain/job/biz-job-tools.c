/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT 200

const char *
biz_job_get_text (JsonObject *body, const char *member)
{
  const char *text = NULL;

  if (json_object_has_member (body, member))
    erp_json_get_string (body, member, &text, NULL);

  return text;
}

gint64
biz_job_get_id (JsonObject *body, const char *member)
{
  gint64 id = 0;

  if (json_object_has_member (body, member))
    erp_json_get_int (body, member, &id, NULL);

  return id;
}

gboolean
biz_job_parse_minor (const char *text, gint64 digits, gint64 *minor)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gint64 after = -1;

  if (text == NULL || digits < 0 || digits > 6)
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '.' && after < 0)
        after = 0;
      else if (g_ascii_isdigit (*c) || (*c == '-' && c == text))
        {
          g_string_append_c (all, *c);
          after += after >= 0;
        }
      else
        return FALSE;
    }
  if (after > digits || strpbrk (text, "0123456789") == NULL)
    return FALSE;
  for (after = MAX (after, 0); after < digits; after++)
    g_string_append_c (all, '0');

  return g_ascii_string_to_signed (all->str, 10, G_MININT64, G_MAXINT64, minor, NULL);
}

gboolean
biz_job_get_minor (JsonObject *body, const char *member, gint64 *minor)
{
  return biz_job_parse_minor (biz_job_get_text (body, member), biz_job_get_id (body, "digits"),
                              minor);
}

char *
biz_job_format_amount (JsonObject *body, const char *member)
{
  const char *currency = biz_job_get_text (body, "currency");
  gint64 minor = 0;
  BizMoney money;

  if (currency == NULL || !biz_job_get_minor (body, member, &minor))
    return g_strdup (biz_job_get_text (body, member));

  money = biz_money_from_minor (minor, currency, (guint)biz_job_get_id (body, "digits"));

  return biz_money_format (&money, BIZ_MONEY_SYMBOL);
}

static void
set_company (ErpCall *call, JsonObject *body)
{
  const gint64 company = biz_job_get_id (body, "company_id");

  if (company != 0)
    erp_call_set_companies (call, &company, 1);
}

ErpCall *
biz_job_new_read (JsonObject *body, const char *model)
{
  return biz_job_new_method (body, model, "search_read");
}

ErpCall *
biz_job_new_method (JsonObject *body, const char *model, const char *method)
{
  ErpCall *call = erp_call_new_read (model, method);

  set_company (call, body);

  return call;
}

ErpCall *
biz_job_new_write (JsonObject *body, const char *model, const char *method)
{
  ErpCall *call = erp_call_new_write (model, method);

  set_company (call, body);

  return call;
}

ErpCall *
biz_job_new_search (JsonObject *body,
                    const char *model,
                    ErpDomain *domain,
                    const char *const *fields)
{
  ErpCall *call = biz_job_new_read (body, model);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", LIMIT);
  erp_call_set_arg_string (call, "order", "id");

  return call;
}

ErpCall *
biz_job_new_search_marked (JsonObject *body)
{
  static const char *const fields[] = { "id", "name", "display_name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "access_token", "=", erp_job_body_get_marker (body));

  return biz_job_new_search (body, "account.move", domain, fields);
}

void
biz_job_take_vals (ErpCall *call, JsonObject *vals)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_array_add_object_element (list, vals);
  json_node_take_array (node, list);
  erp_call_take_arg (call, "vals_list", node);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/* An empty line ends a paragraph; further ones are kept as empty ones. */
char *
biz_job_text_to_html (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (escaped), "\n", -1);
  g_autoptr (GString) html = g_string_new ("<p>");
  gboolean is_start = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0 && is_blank (lines[i]))
        {
          g_string_append (html, is_start ? "<br></p><p>" : "</p><p>");
          is_start = TRUE;
          continue;
        }
      g_string_append_printf (html, "%s%s", is_start ? "" : "<br>", g_strchomp (lines[i]));
      is_start = FALSE;
    }
  g_string_append (html, "</p>");

  return g_string_free (g_steal_pointer (&html), FALSE);
}

JsonNode *
biz_job_list_ids (JsonObject *body, const char *member)
{
  g_autoptr (GArray) ids = NULL;
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  if (json_object_has_member (body, member) && erp_json_get_ids (body, member, &ids, NULL))
    for (guint i = 0; i < ids->len; i++)
      json_array_add_int_element (list, g_array_index (ids, gint64, i));
  json_node_take_array (node, list);

  return node;
}

JsonObject *
biz_job_new_file (const char *name, const char *otherwise, const char *base64)
{
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "name", name != NULL ? name : otherwise);
  json_object_set_string_member (vals, "datas", base64 != NULL ? base64 : "");
  json_object_set_string_member (vals, "res_model", "mail.compose.message");
  json_object_set_int_member (vals, "res_id", 0);

  return vals;
}

JsonObject *
biz_job_new_pending_file (JsonObject *file)
{
  return biz_job_new_file (biz_job_get_text (file, "name"), "file",
                           biz_job_get_text (file, "data"));
}

void
biz_job_keep_files (ErpCall *call)
{
  erp_call_set_context_bool (call, "no_new_invoice", TRUE);
  erp_call_set_context_bool (call, "disable_attachment_import", TRUE);
}

void
biz_job_set_active (ErpCall *call, const char *model, gint64 id)
{
  biz_job_set_active_ids (call, model, &id, 1);
}

void
biz_job_set_active_ids (ErpCall *call, const char *model, const gint64 *ids, gsize n)
{
  JsonArray *array = json_array_new ();
  JsonNode *list = json_node_new (JSON_NODE_ARRAY);
  JsonNode *name = json_node_new (JSON_NODE_VALUE);
  JsonNode *first = json_node_new (JSON_NODE_VALUE);

  for (gsize i = 0; i < n; i++)
    json_array_add_int_element (array, ids[i]);
  json_node_take_array (list, array);
  json_node_set_string (name, model);
  json_node_set_int (first, n > 0 ? ids[0] : 0);
  erp_call_take_context (call, "active_model", name);
  erp_call_take_context (call, "active_id", first);
  erp_call_take_context (call, "active_ids", list);
}

/* The token of a document's page in the customer portal is the one field of a move that is random
 * by nature, not copied, and means nothing to the trade. The ERP would make it itself when the
 * document is shared first. */
void
biz_job_mark_moves (ErpCall *call, JsonObject *body)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, erp_job_body_get_marker (body));
  erp_call_take_context (call, "default_access_token", node);
}

JsonObject *
biz_job_nth (JsonNode *answer, guint i)
{
  JsonObject *object = NULL;
  JsonArray *array;

  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer))
    return NULL;
  array = json_node_get_array (answer);
  if (i >= json_array_get_length (array))
    return NULL;
  erp_json_get_object (json_array_get_element (array, i), &object, NULL);

  return object;
}

JsonObject *
biz_job_find (JsonNode *answer, gint64 id)
{
  JsonObject *object;

  for (guint i = 0; (object = biz_job_nth (answer, i)) != NULL; i++)
    if (biz_job_get_id (object, "id") == id)
      return object;

  return NULL;
}

gint64
biz_job_first_id (JsonNode *answer)
{
  if (answer != NULL && JSON_NODE_HOLDS_ARRAY (answer)
      && json_array_get_length (json_node_get_array (answer)) > 0)
    answer = json_array_get_element (json_node_get_array (answer), 0);
  if (answer == NULL || !JSON_NODE_HOLDS_VALUE (answer)
      || json_node_get_value_type (answer) != G_TYPE_INT64)
    return 0;

  return json_node_get_int (answer);
}

gint64
biz_job_get_many2one (JsonObject *object, const char *member)
{
  gint64 id = 0;
  g_autofree char *name = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_many2one (object, member, &id, &name, NULL);

  return id;
}

char *
biz_job_dup_many2one_name (JsonObject *object, const char *member)
{
  gint64 id = 0;
  char *name = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_many2one (object, member, &id, &name, NULL);

  return name;
}

gboolean
biz_job_has_id (JsonObject *object, const char *member, gint64 id)
{
  g_autoptr (GArray) ids = NULL;

  if (!json_object_has_member (object, member) || !erp_json_get_ids (object, member, &ids, NULL))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

JsonObject *
biz_job_result (const char *model, gint64 id, const char *name)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "model", model);
  json_object_set_int_member (result, "id", id);
  if (name != NULL && *name != '\0')
    json_object_set_string_member (result, "name", name);

  return result;
}

/* A record without an id is there, but not one to show: a person looks. */
ErpVerdict
biz_job_done (const char *model, gint64 id, const char *name, JsonObject **result)
{
  if (id <= 0)
    return ERP_VERDICT_AMBIGUOUS;
  *result = biz_job_result (model, id, name);

  return ERP_VERDICT_DONE;
}

gboolean
biz_job_is_empty_list (JsonNode *answer)
{
  return answer != NULL && JSON_NODE_HOLDS_ARRAY (answer)
         && json_array_get_length (json_node_get_array (answer)) == 0;
}

gboolean
biz_job_is_full (JsonNode *answer)
{
  return answer != NULL && JSON_NODE_HOLDS_ARRAY (answer)
         && json_array_get_length (json_node_get_array (answer)) >= LIMIT;
}

static gboolean
not_understood (GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                       _ ("The server answered something that is not understood."));
  return FALSE;
}

gboolean
biz_job_interpret_ids (const char *model, JsonNode *answer, JsonObject **result, GError **error)
{
  const gint64 id = biz_job_first_id (answer);

  if (id <= 0)
    return not_understood (error);

  *result = biz_job_result (model, id, NULL);

  return TRUE;
}

gboolean
biz_job_interpret_action (const char *model, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *action = NULL;
  gint64 id;

  if (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_BOOLEAN
      && json_node_get_boolean (answer))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (answer))
    return not_understood (error);

  action = json_node_get_object (answer);
  if (g_strcmp0 (biz_job_get_text (action, "res_model"), model) == 0)
    {
      id = biz_job_get_id (action, "res_id");
      if (id > 0)
        *result = biz_job_result (model, id, NULL);
      return TRUE;
    }
  if (g_strcmp0 (biz_job_get_text (action, "target"), "new") != 0)
    return not_understood (error);

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The server wants a decision first. Do this one in the browser."));
  return FALSE;
}

ErpVerdict
biz_job_judge_marked (JsonNode *answer, JsonObject **result)
{
  JsonObject *move = biz_job_nth (answer, 0);
  const char *name;

  if (!JSON_NODE_HOLDS_ARRAY (answer) || biz_job_is_empty_list (answer))
    return ERP_VERDICT_NOT_SEEN;
  /* whatever the others are: there are others */
  if (move == NULL || json_array_get_length (json_node_get_array (answer)) > 1)
    return ERP_VERDICT_AMBIGUOUS;

  name = biz_job_get_text (move, "display_name");
  return biz_job_done ("account.move", biz_job_get_id (move, "id"), name, result);
}

gboolean
biz_job_check_exists (JsonNode *baseline, GError **error)
{
  if (biz_job_nth (baseline, 0) != NULL)
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                       _ ("The record is gone, or you may not see it any more. Read the list "
                          "again."));
  return FALSE;
}
