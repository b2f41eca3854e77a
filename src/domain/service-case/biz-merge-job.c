/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-merge-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Both steps write what is to be, not what is to change: they may be repeated, and what a browser
 * did already is done. First the files are asked for, then they go over, then the case is closed.
 */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  const char *target = biz_job_get_text (body, "target");

  /* Translators: two numbers of cases. */
  return g_strdup_printf (_ ("%s merged into %s"), name != NULL ? name : "",
                          target != NULL ? target : "");
}

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "mail.thread";
}

static gboolean
has_files (JsonObject *body)
{
  gboolean with_files = FALSE;

  if (json_object_has_member (body, "with_files"))
    erp_json_get_bool (body, "with_files", &with_files, NULL);

  return with_files;
}

/* The files of the duplicate; where they stay, whether it is there. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  if (!has_files (body))
    {
      erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));
      return biz_job_new_search (body, get_model (body), domain, fields);
    }
  erp_domain_add_string (domain, "res_model", "=", get_model (body));
  erp_domain_add_int (domain, "res_id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_bool (domain, "res_field", "=", FALSE);

  return biz_job_new_search (body, "ir.attachment", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  return has_files (body) || biz_job_check_exists (baseline, error);
}

static void
take_vals (ErpCall *call, JsonObject *vals)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, vals);
  erp_call_take_arg (call, "vals", node);
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonObject *vals;
  JsonObject *file;
  ErpCall *call;

  for (guint i = 0; has_files (body) && (file = biz_job_nth (baseline, i)) != NULL; i++)
    {
      const gint64 id = biz_job_get_id (file, "id");

      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    return NULL;
  call = biz_job_new_write (body, "ir.attachment", "write");
  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
  vals = json_object_new ();
  json_object_set_int_member (vals, "res_id", biz_job_get_id (body, "target_id"));
  take_vals (call, vals);

  return call;
}

static JsonObject *
get_values (JsonObject *body)
{
  JsonObject *values = NULL;

  if (json_object_has_member (body, "values"))
    erp_json_get_object (json_object_get_member (body, "values"), &values, NULL);

  return values;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "write");
  JsonObject *values = get_values (body);

  erp_call_set_id (call, biz_job_get_id (body, "id"));
  take_vals (call, values != NULL ? json_object_ref (values) : json_object_new ());

  return call;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  JsonObject *values = get_values (body);

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));
  if (values != NULL && json_object_has_member (values, "stage_id"))
    erp_domain_add_int (domain, "stage_id", "=", biz_job_get_id (values, "stage_id"));
  if (values != NULL && json_object_has_member (values, "state"))
    erp_domain_add_string (domain, "state", "=", biz_job_get_text (values, "state"));

  return biz_job_new_search (body, get_model (body), domain, fields);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  if (biz_job_nth (answer, 0) == NULL)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done (get_model (body), biz_job_get_id (body, "target_id"),
                       biz_job_get_text (body, "target"), result);
}

const ErpJobKind biz_job_merge_kind = {
  .name = BIZ_JOB_MERGE,
  .label = N_ ("Merge of cases"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_merge:
 * @duplicate: the case that is closed
 * @name: what it is called
 * @target_id: the case that stays, of the same model
 * @target: what that is called
 * @stage_id: a stage that closes; 0 where cases are tasks, which are done then
 * @with_files: whether its files go over
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_MERGE
 */
JsonObject *
biz_job_body_new_merge (const BizTicketFacts *duplicate,
                        const char *name,
                        gint64 target_id,
                        const char *target,
                        gint64 stage_id,
                        gboolean with_files)
{
  JsonObject *body;
  JsonObject *values;

  g_return_val_if_fail (duplicate != NULL && target_id > 0, NULL);

  values = json_object_new ();
  if (stage_id != 0)
    json_object_set_int_member (values, "stage_id", stage_id);
  else
    json_object_set_string_member (values, "state", "1_done");
  body = json_object_new ();
  json_object_set_string_member (body, "model", duplicate->model);
  json_object_set_int_member (body, "id", duplicate->id);
  json_object_set_string_member (body, "name", name != NULL ? name : "");
  if (duplicate->company_id != 0)
    json_object_set_int_member (body, "company_id", duplicate->company_id);
  json_object_set_int_member (body, "target_id", target_id);
  json_object_set_string_member (body, "target", target != NULL ? target : "");
  json_object_set_boolean_member (body, "with_files", with_files);
  json_object_set_object_member (body, "values", values);

  return body;
}
