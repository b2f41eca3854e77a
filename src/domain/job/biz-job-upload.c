/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A file put to a record. Its content is laid down first, where the server keeps the files of
 * messages that are being written: that may happen again, for what is never taken up shows nowhere
 * and is cleared away. What must happen once is then a small write to a record that is known by
 * its number; it is found again by that, whoever asks. */

static char *
describe (JsonObject *body)
{
  const char *file = biz_job_get_text (body, "file_name");
  const char *name = biz_job_get_text (body, "name");

  /* Translators: a file, and the record it was put to. */
  return g_strdup_printf (_ ("File %s put to %s"), file != NULL ? file : "",
                          name != NULL ? name : "");
}

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "mail.thread";
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

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  ErpCall *call = biz_job_new_write (body, "ir.attachment", "create");

  biz_job_take_vals (call, biz_job_new_file (biz_job_get_text (body, "file_name"), "file",
                                             biz_job_get_text (body, "data")));

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "ir.attachment", "write");
  JsonObject *vals = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (vals, "res_model", get_model (body));
  json_object_set_int_member (vals, "res_id", biz_job_get_id (body, "id"));
  json_node_take_object (node, vals);
  erp_call_set_id (call, erp_job_body_get_prepared_id (body));
  erp_call_take_arg (call, "vals", node);

  return call;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", erp_job_body_get_prepared_id (body));
  erp_domain_add_string (domain, "res_model", "=", get_model (body));
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "id"));

  return biz_job_new_search (body, "ir.attachment", domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *file = biz_job_nth (answer, 0);

  if (file == NULL)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("ir.attachment", biz_job_get_id (file, "id"),
                       biz_job_get_text (body, "file_name"), result);
}

const ErpJobKind biz_job_upload_kind = {
  .name = BIZ_JOB_UPLOAD,
  .label = N_ ("File"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .verify = verify,
  .judge = judge,
};
