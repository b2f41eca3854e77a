/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* First what is planned, which is found again by the line for programs in it, then the note, which
 * is found again by its Message-Id: whatever is lost or killed between the two, the job goes on
 * with the rest. The same that was planned for an earlier day is moved and not planned twice; where
 * the note ends a promise or a dispute, it is taken away, and what is gone already is gone. */

static JsonObject *
get_plan (JsonObject *body)
{
  JsonObject *plan = NULL;

  if (json_object_has_member (body, "plan"))
    erp_json_get_object (json_object_get_member (body, "plan"), &plan, NULL);

  return plan != NULL ? plan : body;
}

static const char *
get_text (JsonObject *body, const char *member)
{
  const char *text = biz_job_get_text (body, member);

  return text != NULL ? text : "";
}

static char *
describe (JsonObject *body)
{
  return biz_job_message_kind.describe (body);
}

static ErpDomain *
new_place (const char *model, gint64 id)
{
  ErpDomain *place = erp_domain_new ();

  erp_domain_add_string (place, "res_model", "=", model);
  erp_domain_add_int (place, "res_id", "=", id);

  return place;
}

static gboolean
is_end (JsonObject *plan)
{
  gboolean ends = FALSE;

  if (json_object_has_member (plan, "ends"))
    erp_json_get_bool (plan, "ends", &ends, NULL);

  return ends;
}

/* By its line for programs; what was planned before there were such lines by its words, in the
 * language of the person or the program's own. */
static void
add_what (ErpDomain *domain, JsonObject *plan)
{
  const char *summaries[] = { get_text (plan, "summary"), biz_job_get_text (plan, "own_summary"),
                              NULL };
  const char *mark = biz_job_get_text (plan, "mark");
  g_autoptr (ErpDomain) marked = erp_domain_new ();
  g_autoptr (ErpDomain) worded = erp_domain_new ();

  erp_domain_add_strv (worded, "summary", "in", summaries);
  if (mark == NULL)
    {
      erp_domain_add_all (domain, worded);
      return;
    }
  erp_domain_add_string (marked, "note", "ilike", mark);
  erp_domain_add_any (domain, (ErpDomain *const[]){ marked, worded }, 2);
}

/* What is open of the same: of the same person where it is moved, of whomever where it ends. */
static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "date_deadline", NULL };
  JsonObject *plan = get_plan (body);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  JsonArray *moves = NULL;

  g_ptr_array_add (places, new_place (get_text (plan, "model"), biz_job_get_id (plan, "id")));
  if (json_object_has_member (body, "moves"))
    erp_json_get_array (json_object_get_member (body, "moves"), &moves, NULL);
  for (guint i = 0; moves != NULL && i < json_array_get_length (moves); i++)
    g_ptr_array_add (places, new_place ("account.move", json_array_get_int_element (moves, i)));
  if (places->len == 1)
    erp_domain_add_all (domain, g_ptr_array_index (places, 0));
  else
    erp_domain_add_any (domain, (ErpDomain *const *)places->pdata, places->len);
  add_what (domain, plan);
  if (!is_end (plan))
    erp_domain_add_int (domain, "user_id", "=", biz_job_get_id (plan, "user_id"));

  return biz_job_new_search (body, "mail.activity", domain, fields);
}

static ErpCall *
new_move (JsonObject *body, GArray *ids)
{
  ErpCall *call = biz_job_new_write (body, "mail.activity", "write");
  JsonObject *plan = get_plan (body);
  JsonObject *vals = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (vals, "date_deadline", get_text (plan, "deadline"));
  json_object_set_string_member (vals, "summary", get_text (plan, "summary"));
  if (biz_job_get_text (plan, "note") != NULL)
    json_object_set_string_member (vals, "note", biz_job_get_text (plan, "note"));
  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
  json_node_take_object (node, vals);
  erp_call_take_arg (call, "vals", node);

  return call;
}

static ErpCall *
new_removal (JsonObject *body, GArray *ids)
{
  ErpCall *call = biz_job_new_write (body, "mail.activity", "unlink");

  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);

  return call;
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  JsonObject *plan = get_plan (body);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean moved = FALSE;
  JsonObject *activity;

  for (guint i = 0; (activity = biz_job_nth (baseline, i)) != NULL; i++)
    {
      const gint64 id = biz_job_get_id (activity, "id");

      if (id == 0)
        continue;
      g_array_append_val (ids, id);
      moved |= g_strcmp0 (biz_job_get_text (activity, "date_deadline"), get_text (plan, "deadline"))
               != 0;
    }
  if (is_end (plan))
    return ids->len > 0 ? new_removal (body, ids) : NULL;
  if (ids->len > 0)
    return moved ? new_move (body, ids) : NULL;

  return biz_job_activity_kind.send (plan, NULL);
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  return biz_job_message_kind.send (body, NULL);
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_message_kind.interpret (body, answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return biz_job_message_kind.verify (body, baseline);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  return biz_job_message_kind.judge (body, baseline, answer, rivals, result);
}

const ErpJobKind biz_job_planned_note_kind = {
  .name = BIZ_JOB_PLANNED_NOTE,
  .label = N_ ("Note with a plan"),
  .describe = describe,
  .observe = observe,
  .prepare = prepare,
  .observes_prepared = TRUE,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
