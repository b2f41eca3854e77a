/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-job.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

/* A file is put to its record. Its content is laid down first, where the server keeps the files of
 * messages that are being written: that may happen again, for what is never taken up shows nowhere
 * and is cleared away. What must happen once is then a small write to a record that is known by
 * its number; it is found again by that, whoever asks.
 *
 * Of a file of the person the content travelled before and stands in no journal: it is put there
 * only when the server has what was sent, and the record has no such file yet. What the program
 * made itself, and nobody could send again, stands in the journal with its content. */

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

/* What was laid down: before the job, or by it. */
static gint64
get_file_id (JsonObject *body)
{
  const gint64 id = biz_job_get_id (body, "file_id");

  return id != 0 ? id : erp_job_body_get_prepared_id (body);
}

/* The one that was laid down, and what the record has with the same content. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",     "name",      "checksum", "file_size",
                                        "res_id", "res_model", NULL };
  const char *checksum = biz_job_get_text (body, "checksum");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) ours = erp_domain_new ();
  g_autoptr (ErpDomain) same = erp_domain_new ();
  ErpDomain *any[] = { ours, same };

  erp_domain_add_int (ours, "id", "=", get_file_id (body));
  erp_domain_add_string (same, "res_model", "=", get_model (body));
  erp_domain_add_int (same, "res_id", "=", biz_job_get_id (body, "id"));
  erp_domain_add_string (same, "checksum", "=", checksum != NULL ? checksum : "");
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return biz_job_new_search (body, "ir.attachment", domain, fields);
}

static gboolean
check_content (JsonObject *body, JsonObject *file, GError **error)
{
  if (g_strcmp0 (biz_job_get_text (file, "checksum"), biz_job_get_text (body, "checksum")) == 0
      && biz_job_get_id (file, "file_size") == biz_job_get_id (body, "size"))
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The server did not keep the file as it was sent. Send it again."));
  return FALSE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonObject *ours = biz_job_find (baseline, get_file_id (body));
  JsonObject *other = NULL;

  if (ours == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The file is not on the server any more. Send it again."));
      return FALSE;
    }
  for (guint i = 0; other == NULL && biz_job_nth (baseline, i) != NULL; i++)
    if (biz_job_nth (baseline, i) != ours)
      other = biz_job_nth (baseline, i);
  if (other != NULL && biz_job_get_id (body, "accept_equal") == 0)
    {
      const char *name = biz_job_get_text (other, "name");

      /* Translators: a file. */
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT, _ ("It is there already, as “%s”."),
                   name != NULL ? name : "");
      return FALSE;
    }

  return check_content (body, ours, error);
}

static ErpCall *
observe_record (JsonObject *body)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "id"));

  return biz_job_new_search (body, get_model (body), domain, fields);
}

static gboolean
check_record (JsonObject *body, JsonNode *baseline, GError **error)
{
  return biz_job_check_exists (baseline, error);
}

static ErpCall *
lay_down (JsonObject *body, JsonNode *baseline)
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
  json_object_set_boolean_member (vals, "description", FALSE);
  json_node_take_object (node, vals);
  erp_call_set_id (call, get_file_id (body));
  erp_call_take_arg (call, "vals", node);

  return call;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "id", "=", get_file_id (body));
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

const ErpJobKind biz_job_put_file_kind = {
  .name = BIZ_JOB_PUT_FILE,
  .label = N_ ("File"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .verify = verify,
  .judge = judge,
};

const ErpJobKind biz_job_upload_kind = {
  .name = BIZ_JOB_UPLOAD,
  .label = N_ ("File"),
  .describe = describe,
  .observe = observe_record,
  .check = check_record,
  .prepare = lay_down,
  .send = send,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_file_job_new_put:
 * @model: of the record
 * @id: the record
 * @name: (nullable): what it is called
 * @company_id: its company, 0 where it has none
 * @pack: what was sent
 * @file_id: what the server made of it
 * @accept_equal: whether the record may have the same content already
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_PUT_FILE
 */
JsonObject *
biz_file_job_new_put (const char *model,
                      gint64 id,
                      const char *name,
                      gint64 company_id,
                      BizFilePack *pack,
                      gint64 file_id,
                      gboolean accept_equal)
{
  JsonObject *body;

  g_return_val_if_fail (model != NULL && id > 0 && file_id > 0, NULL);
  g_return_val_if_fail (BIZ_IS_FILE_PACK (pack), NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "model", model);
  json_object_set_int_member (body, "id", id);
  if (name != NULL)
    json_object_set_string_member (body, "name", name);
  if (company_id != 0)
    json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "file_name", biz_file_pack_get_name (pack));
  json_object_set_string_member (body, "checksum", biz_file_pack_get_checksum (pack));
  json_object_set_int_member (body, "size", biz_file_pack_get_size (pack));
  json_object_set_int_member (body, "file_id", file_id);
  if (accept_equal)
    json_object_set_int_member (body, "accept_equal", 1);

  return body;
}
