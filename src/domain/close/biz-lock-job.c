/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-lock-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* The days a company's books are closed until: absolute values, so that writing them again changes
 * nothing. They are seen in the company when they are there, whoever wrote them. Days that a
 * colleague has changed in between are not written over. */

static JsonObject *
get_days (JsonObject *body, const char *member)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
describe (JsonObject *body)
{
  const char *company = biz_job_get_text (body, "company");

  /* Translators: the name of a company. */
  return g_strdup_printf (_ ("Lock dates of %s"), company != NULL ? company : "");
}

static ErpCall *
observe (JsonObject *body)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *wanted = get_days (body, "wanted");
  g_autoptr (GList) fields = wanted != NULL ? json_object_get_members (wanted) : NULL;
  g_auto (GStrv) names = NULL;

  for (GList *at = fields; at != NULL; at = at->next)
    g_strv_builder_add (builder, at->data);
  g_strv_builder_add (builder, "name");
  names = g_strv_builder_end (builder);
  erp_domain_add_int (domain, "id", "=", biz_job_get_id (body, "company_id"));

  return biz_job_new_search (body, "res.company", domain, (const char *const *)names);
}

/* Whether the company has all days of @days; "false" and null are none. */
static gboolean
has_days (JsonNode *answer, JsonObject *days)
{
  JsonObject *company = biz_job_nth (answer, 0);
  g_autoptr (GList) fields = days != NULL ? json_object_get_members (days) : NULL;

  if (company == NULL || fields == NULL)
    return FALSE;
  for (GList *at = fields; at != NULL; at = at->next)
    {
      const char *field = at->data;
      const char *there = NULL;

      if (!json_object_has_member (company, field)
          || !erp_json_get_string (company, field, &there, NULL)
          || g_strcmp0 (there, biz_job_get_text (days, field)) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (!biz_job_check_exists (baseline, error))
    return FALSE;
  if (has_days (baseline, get_days (body, "seen")))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("A colleague has changed the lock dates in the meantime. Look at them "
                          "before you set yours."));

  return FALSE;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "res.company", "write");
  JsonObject *wanted = get_days (body, "wanted");
  g_autoptr (GList) fields = wanted != NULL ? json_object_get_members (wanted) : NULL;
  JsonObject *vals = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (GList *at = fields; at != NULL; at = at->next)
    {
      const char *day = biz_job_get_text (wanted, at->data);

      if (day != NULL)
        json_object_set_string_member (vals, at->data, day);
      else
        json_object_set_boolean_member (vals, at->data, FALSE);
    }
  json_node_take_object (node, vals);
  erp_call_set_id (call, biz_job_get_id (body, "company_id"));
  erp_call_take_arg (call, "vals", node);

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
  if (!has_days (answer, get_days (body, "wanted")))
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("res.company", biz_job_get_id (body, "company_id"),
                       biz_job_get_text (body, "company"), result);
}

const ErpJobKind biz_job_lock_kind = {
  .name = BIZ_JOB_LOCK,
  .label = N_ ("Lock dates"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .verify = verify,
  .judge = judge,
};

/* An exception from a lock. It is known again as the one of the same lock, reason and end that was
 * not there before; the same one by somebody else serves as well. */

static char *
describe_exception (JsonObject *body)
{
  const char *company = biz_job_get_text (body, "company");
  const char *reason = biz_job_get_text (body, "reason");

  /* Translators: the name of a company, and a reason. */
  return g_strdup_printf (_ ("Exception from the lock dates of %s: %s"),
                          company != NULL ? company : "", reason != NULL ? reason : "");
}

static ErpCall *
observe_exception (JsonObject *body)
{
  static const char *const fields[] = { "id", "reason", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "company_id", "=", biz_job_get_id (body, "company_id"));
  erp_domain_add_string (domain, "lock_date_field", "=", biz_job_get_text (body, "field"));
  erp_domain_add_string (domain, "reason", "=", biz_job_get_text (body, "reason"));
  erp_domain_add_string (domain, "end_datetime", "=", biz_job_get_text (body, "end"));

  return biz_job_new_search (body, "account.lock_exception", domain, fields);
}

static ErpCall *
send_exception (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.lock_exception", "create");
  JsonObject *vals = json_object_new ();
  const char *field = biz_job_get_text (body, "field");
  const char *day = biz_job_get_text (body, "day");
  const char *end = biz_job_get_text (body, "end");

  json_object_set_int_member (vals, "company_id", biz_job_get_id (body, "company_id"));
  if (json_object_has_member (body, "everybody"))
    json_object_set_boolean_member (vals, "user_id", FALSE);
  json_object_set_string_member (vals, "reason", biz_job_get_text (body, "reason"));
  if (end != NULL)
    json_object_set_string_member (vals, "end_datetime", end);
  if (field != NULL && day != NULL)
    json_object_set_string_member (vals, field, day);
  else if (field != NULL)
    json_object_set_boolean_member (vals, field, FALSE);
  biz_job_take_vals (call, vals);

  return call;
}

static gboolean
interpret_exception (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("account.lock_exception", answer, result, error);
}

static ErpCall *
verify_exception (JsonObject *body, JsonNode *baseline)
{
  return observe_exception (body);
}

static ErpVerdict
judge_exception (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *found = NULL;
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (answer, i)) != NULL; i++)
    {
      if (biz_job_find (baseline, biz_job_get_id (row, "id")) != NULL)
        continue;
      if (found != NULL)
        return ERP_VERDICT_AMBIGUOUS;
      found = row;
    }
  if (found == NULL)
    return ERP_VERDICT_NOT_SEEN;

  return biz_job_done ("account.lock_exception", biz_job_get_id (found, "id"),
                       biz_job_get_text (body, "reason"), result);
}

const ErpJobKind biz_job_lock_exception_kind = {
  .name = BIZ_JOB_LOCK_EXCEPTION,
  .label = N_ ("Exception from lock dates"),
  .describe = describe_exception,
  .observe = observe_exception,
  .send = send_exception,
  .interpret = interpret_exception,
  .verify = verify_exception,
  .judge = judge_exception,
};

static void
set_day (JsonObject *object, const char *member, const GDate *day)
{
  g_autofree char *text = NULL;

  if (!g_date_valid (day))
    {
      json_object_set_null_member (object, member);
      return;
    }
  text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (day), (int)g_date_get_month (day),
                          g_date_get_day (day));
  json_object_set_string_member (object, member, text);
}

static gboolean
is_same_day (const GDate *a, const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return g_date_valid (a) == g_date_valid (b);

  return g_date_compare (a, b) == 0;
}

JsonObject *
biz_job_body_new_lock (gint64 company_id,
                       const char *company,
                       guint series,
                       const BizLockDates *seen,
                       const BizLockDates *wanted)
{
  JsonObject *body = json_object_new ();
  JsonObject *before = json_object_new ();
  JsonObject *after = json_object_new ();

  json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "company", company != NULL ? company : "");
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (!biz_lock_is_available ((BizLock)i, series)
          || is_same_day (&seen->days[i], &wanted->days[i]))
        continue;
      set_day (before, biz_lock_get_field ((BizLock)i), &seen->days[i]);
      set_day (after, biz_lock_get_field ((BizLock)i), &wanted->days[i]);
    }
  json_object_set_object_member (body, "seen", before);
  json_object_set_object_member (body, "wanted", after);

  return body;
}

JsonObject *
biz_job_body_new_lock_exception (gint64 company_id,
                                 const char *company,
                                 BizLock lock,
                                 const GDate *day,
                                 const char *reason,
                                 GDateTime *end,
                                 gboolean everybody)
{
  JsonObject *body = json_object_new ();
  g_autoptr (GDateTime) utc = g_date_time_to_utc (end);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%d %H:%M:%S");

  json_object_set_int_member (body, "company_id", company_id);
  json_object_set_string_member (body, "company", company != NULL ? company : "");
  json_object_set_string_member (body, "field", biz_lock_get_field (lock));
  if (g_date_valid (day))
    set_day (body, "day", day);
  json_object_set_string_member (body, "reason", reason);
  json_object_set_string_member (body, "end", text);
  if (everybody)
    json_object_set_boolean_member (body, "everybody", TRUE);

  return body;
}
