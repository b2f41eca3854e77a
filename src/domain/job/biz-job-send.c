/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A document sent by the server's mail, with its PDF. The server's own wizard leaves nothing by
 * which its letter could be known again; so the letter is posted as a message with a Message-Id of
 * ours, as a mail program does, and found again by it. The file is laid down first, where the
 * server keeps those of letters that are being written: one that is never sent shows nowhere. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  const char *partner = biz_job_get_text (body, "partner");

  /* Translators: the number of a document, and a customer. */
  return g_strdup_printf (_ ("%s sent to %s"), invoice != NULL ? invoice : "",
                          partner != NULL ? partner : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "state", "is_move_sent", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "invoice_id"));

  return biz_job_new_search (body, "account.move", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *move = biz_job_find (baseline, biz_job_get_id (body, "invoice_id"));
  gboolean sent = FALSE, seen = FALSE;

  if (move == NULL)
    return biz_job_check_exists (NULL, error);
  erp_json_get_bool (move, "is_move_sent", &sent, NULL);
  if (json_object_has_member (body, "sent"))
    erp_json_get_bool (body, "sent", &seen, NULL);

  if (g_strcmp0 (biz_job_get_text (move, "state"), "posted") != 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Only a posted document is sent. Post it first."));
  else if (sent && !seen)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                         _ ("Somebody sent the document meanwhile. Look at it again."));
  else
    return TRUE;

  return FALSE;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  ErpCall *call = biz_job_new_write (body, "ir.attachment", "create");
  JsonObject *vals = biz_job_new_file (biz_job_get_text (body, "file_name"), "document.pdf",
                                       biz_job_get_text (body, "file"));

  json_object_set_string_member (vals, "mimetype", "application/pdf");
  biz_job_take_vals (call, vals);

  return call;
}

static char *
message_id (JsonObject *body)
{
  return g_strdup_printf ("<%s@quittance.invalid>", erp_job_body_get_marker (body));
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.move", "message_post");
  g_autofree char *id = message_id (body);
  g_autofree char *html = biz_job_text_to_html (biz_job_get_text (body, "text"));
  g_autofree char *files =
      g_strdup_printf ("[%" G_GINT64_FORMAT "]", erp_job_body_get_prepared_id (body));
  const char *subject = biz_job_get_text (body, "subject");

  erp_call_set_id (call, biz_job_get_id (body, "invoice_id"));
  erp_call_set_arg_string (call, "body", html);
  erp_call_set_arg_bool (call, "body_is_html", TRUE);
  erp_call_set_arg_string (call, "subject", subject != NULL ? subject : "");
  erp_call_set_arg_string (call, "message_type", "comment");
  erp_call_set_arg_string (call, "subtype_xmlid", "mail.mt_comment");
  erp_call_take_arg (call, "partner_ids", biz_job_list_ids (body, "partners"));
  erp_call_take_arg (call, "attachment_ids", erp_json_literal (files));
  biz_job_keep_files (call);
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

  erp_domain_add_string (domain, "model", "=", "account.move");
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "invoice_id"));
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

  *result = biz_job_result ("mail.message", biz_job_get_id (message, "id"),
                            biz_job_get_text (body, "invoice"));

  return ERP_VERDICT_DONE;
}

const ErpJobKind biz_job_send_kind = {
  .name = BIZ_JOB_SEND,
  .label = N_ ("Document sent"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
