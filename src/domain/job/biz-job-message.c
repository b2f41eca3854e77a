/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A note or a reply. As a mail program does, the message is given its Message-Id here, and is
 * found again by it. Its files are laid down first, where the server keeps those of messages that
 * are being written: one that is never sent shows nowhere. Those of the person were laid down
 * before the job; what the program made itself stands in the journal and is laid down by it. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  gboolean is_reply = FALSE;

  if (json_object_has_member (body, "is_reply"))
    erp_json_get_bool (body, "is_reply", &is_reply, NULL);
  if (name == NULL)
    name = "";

  return is_reply ? g_strdup_printf (_ ("Reply on %s"), name)
                  : g_strdup_printf (_ ("Note on %s"), name);
}

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "mail.thread";
}

static char *
message_id (JsonObject *body)
{
  const char *mark = biz_job_get_text (body, "mark");

  return g_strdup_printf ("<%s%s%s@quittance.invalid>", erp_job_body_get_marker (body),
                          mark != NULL ? "." : "", mark != NULL ? mark : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));

  return biz_job_new_search (body, get_model (body), domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  return biz_job_check_exists (baseline, error);
}

static JsonArray *
get_files (JsonObject *body)
{
  JsonArray *files = NULL;

  if (json_object_has_member (body, "files"))
    erp_json_get_array (json_object_get_member (body, "files"), &files, NULL);

  return files != NULL && json_array_get_length (files) > 0 ? files : NULL;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  JsonArray *files = get_files (body);
  ErpCall *call;
  JsonArray *list;
  JsonNode *node;

  if (files == NULL)
    return NULL;

  list = json_array_new ();
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file;

      if (erp_json_get_object (json_array_get_element (files, i), &file, NULL))
        json_array_add_object_element (list, biz_job_new_pending_file (file));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, list);
  call = biz_job_new_write (body, "ir.attachment", "create");
  erp_call_take_arg (call, "vals_list", node);

  return call;
}

/* The files that were laid down; their ids are all that the answer may hold. */
static void
attach (JsonObject *body, ErpCall *call, JsonNode *prepared)
{
  JsonNode *node;
  JsonArray *ids;
  JsonArray *made = NULL;

  if (json_object_has_member (body, "file_ids"))
    {
      erp_call_take_arg (call, "attachment_ids", biz_job_list_ids (body, "file_ids"));
      biz_job_keep_files (call);
      return;
    }
  if (get_files (body) == NULL || prepared == NULL || !erp_json_get_array (prepared, &made, NULL))
    return;
  ids = json_array_new ();
  for (guint i = 0; i < json_array_get_length (made); i++)
    {
      JsonNode *element = json_array_get_element (made, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_INT64)
        json_array_add_int_element (ids, json_node_get_int (element));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, ids);
  erp_call_take_arg (call, "attachment_ids", node);
  biz_job_keep_files (call);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "message_post");
  g_autofree char *id = message_id (body);
  g_autofree char *html = biz_job_text_to_html (biz_job_get_text (body, "text"));
  gboolean is_reply = FALSE;

  if (json_object_has_member (body, "is_reply"))
    erp_json_get_bool (body, "is_reply", &is_reply, NULL);
  erp_call_set_id (call, biz_job_get_id (body, "id"));
  erp_call_set_arg_string (call, "body", html);
  erp_call_set_arg_bool (call, "body_is_html", TRUE);
  if (biz_job_get_text (body, "subject") != NULL)
    erp_call_set_arg_string (call, "subject", biz_job_get_text (body, "subject"));
  erp_call_set_arg_string (call, "message_type", "comment");
  erp_call_set_arg_string (call, "subtype_xmlid", is_reply ? "mail.mt_comment" : "mail.mt_note");
  if (json_object_has_member (body, "partners"))
    erp_call_take_arg (call, "partner_ids", biz_job_list_ids (body, "partners"));
  if (json_object_has_member (body, "named_only"))
    erp_call_set_arg_bool (call, "notify_skip_followers", TRUE);
  attach (body, call, prepared);
  erp_call_set_arg_string (call, "message_id", id);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("mail.message", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *id = message_id (body);

  erp_domain_add_string (domain, "model", "=", get_model (body));
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_string (domain, "message_id", "=", id);

  return biz_job_new_search (body, "mail.message", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *message = biz_job_nth (answer, 0);

  if (message == NULL)
    return ERP_VERDICT_NOT_SEEN;
  if (biz_job_nth (answer, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("mail.message", biz_job_get_id (message, "id"),
                       biz_job_get_text (body, "name"), result);
}

const ErpJobKind biz_job_message_kind = {
  .name = BIZ_JOB_MESSAGE,
  .label = N_ ("Message"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
