/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-steps.h"

#include "biz-choice.h"
#include "biz-decision-job.h"
#include "biz-job-body.h"
#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

static gboolean
is_order (BizDecisionTarget *target)
{
  return g_strcmp0 (biz_decision_target_get_model (target), "sale.order") == 0;
}

static guint
add_end (BizDecisionTarget *target, BizDecisionStep *steps, guint n)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);

  if (facts->tasks != NULL && facts->tasks->len > 0)
    steps[n++] = BIZ_DECISION_STEP_UNDO_TASK;
  if (facts->tagged && facts->may_tag)
    steps[n++] = BIZ_DECISION_STEP_UNTAG;

  return n;
}

/**
 * biz_decision_steps_of_wish:
 * @target: a record whose facts were read
 * @wish: what is decided
 * @steps: (out caller-allocates): what is written
 *
 * Returns: how many
 */
guint
biz_decision_steps_of_wish (BizDecisionTarget *target,
                            const BizDecisionWish *wish,
                            BizDecisionStep *steps)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  guint n = 0;

  if (wish->kind == BIZ_DECISION_LIMIT)
    {
      steps[n++] = BIZ_DECISION_STEP_LIMIT;
      return n;
    }
  if (wish->kind == BIZ_DECISION_PREPAYMENT && biz_decision_target_find_down (target, wish) == NULL)
    steps[n++] = BIZ_DECISION_STEP_INVOICE;
  /* the same once more is what was cut off before its task */
  if (!biz_decision_target_is_escalated (target, wish))
    steps[n++] = BIZ_DECISION_STEP_NOTE;
  switch (wish->kind)
    {
    case BIZ_DECISION_HOLD:
      steps[n++] = BIZ_DECISION_STEP_TASK;
      if (is_order (target) && !facts->tagged && facts->may_tag)
        steps[n++] = BIZ_DECISION_STEP_TAG;
      break;
    case BIZ_DECISION_ESCALATE:
      steps[n++] = BIZ_DECISION_STEP_TASK;
      break;
    case BIZ_DECISION_RELEASE:
      n = add_end (target, steps, n);
      if (wish->resume && biz_decision_target_can_resume (target))
        steps[n++] = BIZ_DECISION_STEP_STATE;
      break;
    case BIZ_DECISION_REJECT:
      steps[n++] = BIZ_DECISION_STEP_STATE;
      n = add_end (target, steps, n);
      break;
    default:
      break;
    }

  return n;
}

guint
biz_decision_steps_of_gaps (BizDecisionKind kind, BizDecisionGaps gaps, BizDecisionStep *steps)
{
  static const struct
  {
    BizDecisionGaps gap;
    BizDecisionStep step;
  } map[] = {
    { BIZ_DECISION_GAP_TASK, BIZ_DECISION_STEP_TASK },
    { BIZ_DECISION_GAP_TAG, BIZ_DECISION_STEP_TAG },
    { BIZ_DECISION_GAP_UNDONE, BIZ_DECISION_STEP_UNDO_TASK },
    { BIZ_DECISION_GAP_TAGGED, BIZ_DECISION_STEP_UNTAG },
    { BIZ_DECISION_GAP_STATE, BIZ_DECISION_STEP_STATE },
  };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (map); i++)
    if ((gaps & map[i].gap) != 0)
      steps[n++] = map[i].step;

  return n;
}

/* bodies */

JsonObject *
biz_decision_steps_new_task (BizDecisionDesk *desk,
                             BizDecisionTarget *target,
                             const BizDecisionWish *wish)
{
  ErpCapabilities *capabilities =
      erp_session_get_capabilities (biz_decision_desk_get_session (desk));
  const gboolean mine = wish->user_id == 0;
  g_autoptr (BizChoice) user =
      biz_choice_new (mine ? erp_capabilities_get_uid (capabilities) : wish->user_id,
                      mine ? erp_capabilities_get_user_name (capabilities) : wish->user, NULL);
  g_autofree char *text =
      g_strdup_printf ("%s\n" BIZ_DECISION_TASK, wish->text != NULL ? wish->text : "");
  g_autofree char *note = biz_job_text_to_html (text);
  GDate day = wish->until;

  if (!g_date_valid (&day))
    biz_decision_desk_get_today (desk, &day);

  return biz_job_body_new_activity (
      biz_decision_target_get_model (target), biz_decision_target_get_id (target),
      biz_decision_target_get_company_id (target),
      wish->kind == BIZ_DECISION_ESCALATE ? _ ("Credit: please decide") : _ ("Credit hold: decide"),
      note, user, &day);
}

JsonObject *
biz_decision_steps_new_done (BizDecisionDesk *desk,
                             BizDecisionTarget *target,
                             const BizDecisionWish *wish,
                             const BizDecisionTask *task)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "id", task->id);
  json_object_set_string_member (body, "what", biz_decision_kind_get_label (wish->kind));
  json_object_set_int_member (body, "type_id", task->type_id);
  json_object_set_int_member (body, "uid", biz_decision_desk_get_uid (desk));
  json_object_set_string_member (body, "feedback", biz_decision_kind_get_label (wish->kind));
  json_object_set_string_member (body, "record_model", biz_decision_target_get_model (target));
  json_object_set_int_member (body, "record_id", biz_decision_target_get_id (target));
  json_object_set_string_member (body, "name", biz_decision_target_get_name (target));
  json_object_set_int_member (body, "company_id", biz_decision_target_get_company_id (target));

  return body;
}

static gboolean
delivers (BizDecisionTarget *target, BizDecisionKind kind)
{
  return kind == BIZ_DECISION_RELEASE && is_order (target)
         && !biz_decision_target_is_quotation (target);
}

guint
biz_decision_steps_count_states (BizDecisionTarget *target, BizDecisionKind kind)
{
  return delivers (target, kind) ? biz_decision_target_get_deliveries (target)->len : 1;
}

JsonObject *
biz_decision_steps_new_state (BizDecisionTarget *target, BizDecisionKind kind, guint nth)
{
  GPtrArray *deliveries = biz_decision_target_get_deliveries (target);

  if (delivers (target, kind) && nth < deliveries->len)
    return biz_job_body_new_state ("stock.picking",
                                   biz_choice_get_id (g_ptr_array_index (deliveries, nth)),
                                   biz_choice_get_name (g_ptr_array_index (deliveries, nth)),
                                   biz_decision_target_get_company_id (target), "done");

  return biz_job_body_new_state (biz_decision_target_get_model (target),
                                 biz_decision_target_get_id (target),
                                 biz_decision_target_get_name (target),
                                 biz_decision_target_get_company_id (target),
                                 kind == BIZ_DECISION_REJECT ? "cancel"
                                 : is_order (target)         ? "confirm"
                                                             : "done");
}

JsonObject *
biz_decision_steps_new_invoice (BizDecisionTarget *target, const BizDecisionWish *wish)
{
  const gint64 id = biz_decision_target_get_id (target);
  const BizOrderInvoicing how = { .method = "percentage" };
  g_autofree char *percent = g_strdup_printf ("%u", wish->percent);
  JsonObject *body =
      biz_job_body_new_order_invoice (&id, 1, biz_decision_target_get_name (target),
                                      biz_decision_target_get_company_id (target), &how,
                                      biz_decision_target_get_facts (target)->downs.invoice_ids);

  json_object_set_string_member (body, "percentage", percent);
  json_object_set_boolean_member (body, "before_order", TRUE);

  return body;
}

JsonObject *
biz_decision_steps_new_limit (BizDecisionTarget *target,
                              const BizDecisionWish *wish,
                              const char *note)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  const gboolean own = facts->has_exposure && facts->exposure.kind == BIZ_LIMIT_OWN;

  return biz_job_body_new_limit (biz_decision_target_get_id (target),
                                 biz_decision_target_get_name (target),
                                 biz_decision_target_get_company_id (target),
                                 own ? &facts->exposure.limit : NULL,
                                 wish->no_limit ? NULL : &wish->limit, note);
}

/* the tag */

typedef struct
{
  ErpClient *client;         /* (owned) */
  BizDecisionTarget *target; /* (owned) */
  GError *refusal;           /* (owned) (nullable): why the tag was not made */
  gboolean set;
  gboolean again;
} Tagging;

static void
free_tagging (gpointer data)
{
  Tagging *tagging = data;

  g_clear_object (&tagging->client);
  g_clear_object (&tagging->target);
  g_clear_error (&tagging->refusal);
  g_free (tagging);
}

static void write_tag (GTask *task);
static void find_tag (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  /* what is set twice is set */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME) && !tagging->again)
    {
      tagging->again = TRUE;
      write_tag (g_steal_pointer (&task));
    }
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      biz_decision_target_get_facts (tagging->target)->tagged = tagging->set;
      g_task_return_boolean (task, TRUE);
    }
}

/* Takes @task. */
static void
write_tag (GTask *task)
{
  Tagging *tagging = g_task_get_task_data (task);
  g_autofree char *vals =
      g_strdup_printf ("{\"tag_ids\":[[%d,%" G_GINT64_FORMAT "]]}", tagging->set ? 4 : 3,
                       biz_decision_target_get_facts (tagging->target)->tag_id);
  g_autoptr (ErpCall) call = erp_call_new_write ("sale.order", "write");

  erp_call_set_id (call, biz_decision_target_get_id (tagging->target));
  erp_call_set_arg_json (call, "vals", vals);
  erp_client_call_async (tagging->client, call, g_task_get_cancellable (task), written_cb, task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *tag = answer != NULL ? biz_job_nth (answer, 0) : NULL;

  if (tag == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&tagging->refusal));
      return;
    }
  biz_decision_target_get_facts (tagging->target)->tag_id = biz_job_get_id (tag, "id");
  write_tag (g_steal_pointer (&task));
}

/* Takes @task. */
static void
find_tag (GTask *task)
{
  static const char *const fields[] = { "id", NULL };
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read ("crm.tag", "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "name", "=", BIZ_DECISION_TAG);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_client_call_async (tagging->client, call, g_task_get_cancellable (task), found_cb, task);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const gint64 id = answer != NULL ? biz_job_first_id (answer) : 0;

  /* a colleague was faster, or it was made and the answer lost: then it is there */
  if (error != NULL && error->domain == ERP_ERROR)
    {
      tagging->refusal = g_steal_pointer (&error);
      find_tag (g_steal_pointer (&task));
    }
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (id == 0)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_PROTOCOL, "%s",
                             _ ("The server did not say which tag it made."));
  else
    {
      biz_decision_target_get_facts (tagging->target)->tag_id = id;
      write_tag (g_steal_pointer (&task));
    }
}

void
biz_decision_steps_tag_async (BizDecisionDesk *desk,
                              BizDecisionTarget *target,
                              gboolean set,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Tagging *tagging = g_new0 (Tagging, 1);

  tagging->client = g_object_ref (erp_session_get_client (biz_decision_desk_get_session (desk)));
  tagging->target = g_object_ref (target);
  tagging->set = set;
  g_task_set_task_data (task, tagging, free_tagging);
  if (biz_decision_target_get_facts (target)->tag_id != 0)
    write_tag (task);
  else
    {
      /* names of tags are unique on the server: nobody makes it twice */
      g_autoptr (ErpCall) call = erp_call_new_write ("crm.tag", "create");

      erp_call_set_arg_json (call, "vals_list", "[{\"name\":\"" BIZ_DECISION_TAG "\"}]");
      erp_client_call_async (tagging->client, call, cancellable, made_cb, task);
    }
}

gboolean
biz_decision_steps_tag_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
