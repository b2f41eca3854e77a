/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* What hangs on a record, a file or something to do, is taken away. Numbers are never used again:
 * when it is gone, it is done, whoever did it. */

static const char *
get_model (JsonObject *body)
{
  const char *model = biz_job_get_text (body, "model");

  return model != NULL ? model : "ir.attachment";
}

static char *
describe (JsonObject *body)
{
  const char *what = biz_job_get_text (body, "what");
  const char *name = biz_job_get_text (body, "name");

  if (g_str_equal (get_model (body), "mail.activity"))
    /* Translators: what was to do, and on which record. */
    return g_strdup_printf (_ ("“%s” cancelled on %s"), what != NULL ? what : "",
                            name != NULL ? name : "");
  /* Translators: a file, and the record it was on. */
  return g_strdup_printf (_ ("File %s deleted from %s"), what != NULL ? what : "",
                          name != NULL ? name : "");
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
  if (!biz_job_is_empty_list (baseline))
    return biz_job_check_exists (baseline, error);

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING, _ ("It is not there any more."));
  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "unlink");

  erp_call_set_id (call, biz_job_get_id (body, "id"));

  return call;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  const char *record = biz_job_get_text (body, "record_model");

  if (!biz_job_is_empty_list (answer))
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done (record != NULL ? record : get_model (body),
                       biz_job_get_id (body, "record_id"), biz_job_get_text (body, "name"), result);
}

const ErpJobKind biz_job_remove_kind = {
  .name = BIZ_JOB_REMOVE,
  .label = N_ ("Taken away"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .verify = verify,
  .judge = judge,
};
