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
 * did already is done. First the files go over, then the case is closed; parted, they come back,
 * and it opens. */

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

static char *
describe_part (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  const char *target = biz_job_get_text (body, "target");

  /* Translators: two numbers of cases. */
  return g_strdup_printf (_ ("%s parted from %s"), name != NULL ? name : "",
                          target != NULL ? target : "");
}

/* Whether the case is there. */
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

static void
take_vals (ErpCall *call, JsonObject *vals)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, vals);
  erp_call_take_arg (call, "vals", node);
}

/* @place: where the body says whose they are to be */
static ErpCall *
move_files (JsonObject *body, const char *place)
{
  g_autoptr (GArray) ids = NULL;
  JsonObject *vals;
  ErpCall *call;

  if (!json_object_has_member (body, "files") || !erp_json_get_ids (body, "files", &ids, NULL)
      || ids->len == 0)
    return NULL;
  call = biz_job_new_write (body, "ir.attachment", "write");
  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
  vals = json_object_new ();
  json_object_set_int_member (vals, "res_id", biz_job_get_id (body, place));
  take_vals (call, vals);

  return call;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  return move_files (body, "target_id");
}

static ErpCall *
prepare_part (JsonObject *body, JsonNode *baseline)
{
  return move_files (body, "id");
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

const ErpJobKind biz_job_part_kind = {
  .name = BIZ_JOB_PART,
  .label = N_ ("Parting of merged cases"),
  .describe = describe_part,
  .observe = observe,
  .check = check,
  .prepare = prepare_part,
  .send = send,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_merge_new_place_call:
 * @ends: the two cases
 * @by_stage: cases have a stage that says whether they are open; else a state
 *
 * Returns: (transfer full): asks where the case that is closed stands
 */
ErpCall *
biz_merge_new_place_call (const BizMergeEnds *ends, gboolean by_stage)
{
  const char *const fields[] = { by_stage ? "stage_id" : "state", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read (ends->model, "search_read");

  erp_domain_add_int (domain, "id", "=", ends->id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  if (ends->company_id != 0)
    erp_call_set_companies (call, &ends->company_id, 1);

  return call;
}

/**
 * biz_merge_dup_place:
 * @row: of the answer
 * @by_stage: as it was asked
 *
 * Returns: (transfer full) (nullable): the id of its stage, or its state
 */
char *
biz_merge_dup_place (JsonObject *row, gboolean by_stage)
{
  gint64 stage;

  if (!by_stage)
    return g_strdup (biz_job_get_text (row, "state"));
  stage = biz_job_get_many2one (row, "stage_id");

  return stage > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, stage) : NULL;
}

/**
 * biz_merge_new_files_call:
 * @ends: the two cases
 * @id: the one that they hang on
 * @among: (nullable) (element-type gint64): of these alone
 *
 * Returns: (transfer full): asks which files hang there
 */
ErpCall *
biz_merge_new_files_call (const BizMergeEnds *ends, gint64 id, GArray *among)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("ir.attachment", "search_read");

  erp_domain_add_string (domain, "res_model", "=", ends->model);
  erp_domain_add_int (domain, "res_id", "=", id);
  erp_domain_add_bool (domain, "res_field", "=", FALSE);
  if (among != NULL)
    erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)among->data, among->len);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", BIZ_MERGE_MAX_FILES);
  if (ends->company_id != 0)
    erp_call_set_companies (call, &ends->company_id, 1);

  return call;
}

/**
 * biz_merge_list_ids:
 * @rows: an answer
 *
 * Returns: (transfer full) (element-type gint64): the ids in it
 */
GArray *
biz_merge_list_ids (JsonNode *rows)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (rows, i)) != NULL; i++)
    {
      const gint64 id = biz_job_get_id (row, "id");

      if (id > 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * biz_job_body_new_merge:
 * @ends: the two cases
 * @value: the id of a stage, or a state: what the closed one is given; %NULL: it keeps what it has
 * @files: (element-type gint64): those that go over, or come back
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_MERGE or %BIZ_JOB_PART
 */
JsonObject *
biz_job_body_new_merge (const BizMergeEnds *ends, const char *value, GArray *files)
{
  JsonObject *body = json_object_new ();
  JsonObject *values = json_object_new ();
  JsonArray *ids = json_array_new ();
  gint64 stage;

  g_return_val_if_fail (ends != NULL && ends->id > 0 && ends->target_id > 0, body);

  /* "1_done" is no number */
  if (value != NULL && g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &stage, NULL))
    json_object_set_int_member (values, "stage_id", stage);
  else if (value != NULL)
    json_object_set_string_member (values, "state", value);
  for (guint i = 0; files != NULL && i < files->len; i++)
    json_array_add_int_element (ids, g_array_index (files, gint64, i));
  json_object_set_string_member (body, "model", ends->model);
  json_object_set_int_member (body, "id", ends->id);
  json_object_set_string_member (body, "name", ends->name);
  if (ends->company_id != 0)
    json_object_set_int_member (body, "company_id", ends->company_id);
  json_object_set_int_member (body, "target_id", ends->target_id);
  json_object_set_string_member (body, "target", ends->target);
  json_object_set_array_member (body, "files", ids);
  json_object_set_object_member (body, "values", values);

  return body;
}
