/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-activity.h"
#include "biz-credit-store-private.h"
#include "biz-decision-note.h"
#include "biz-invoice-details.h"
#include "biz-job-body.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* Four eyes. The policy and the credit note are read anew, then it is posted, or declined: the
 * server itself knows of no limit, and in a browser it can still be posted. */
typedef struct
{
  BizInvoice *note;  /* (owned): as it is now, once it was read */
  char *reason;      /* (owned) (nullable): why it is declined */
  BizPolicy *policy; /* (owned) (nullable) */
  BizInvoice *done;  /* (owned) (nullable): afterwards */
} Deciding;

static void
free_deciding (gpointer data)
{
  Deciding *deciding = data;

  g_clear_object (&deciding->note);
  g_clear_object (&deciding->policy);
  g_clear_object (&deciding->done);
  g_free (deciding->reason);
  g_free (deciding);
}

static gint64
get_uid (BizCreditStore *self)
{
  return erp_capabilities_get_uid (
      erp_session_get_capabilities (biz_credit_store_get_session (self)));
}

/* Takes @task. */
static void
end (GTask *task)
{
  Deciding *deciding = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&deciding->done), g_object_unref);
  g_clear_object (&task);
}

/* It is decided; a request that stays open is no reason to say that it failed. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    g_debug ("The request stays open: %s", error->message);
  end (user_data);
}

static GArray *
list_requests (BizCreditStore *self, BizInvoice *note)
{
  BizInvoiceDetails *details = biz_invoice_get_details (note);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GListModel *activities = details != NULL ? biz_invoice_details_get_activities (details) : NULL;

  for (guint i = 0; activities != NULL && i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (BizActivity) activity = g_list_model_get_item (activities, i);
      const gint64 id = biz_activity_get_id (activity);

      if (biz_activity_get_user_id (activity) == get_uid (self))
        g_array_append_val (ids, id);
    }

  return ids;
}

/* What was asked of this user about it is answered by the decision. Takes @task. */
static void
answer_requests (GTask *task)
{
  BizCreditStore *self = g_task_get_source_object (task);
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GArray) ids = list_requests (self, deciding->note);
  g_autoptr (ErpCall) call = NULL;

  if (ids->len == 0)
    {
      end (task);
      return;
    }
  call = erp_call_new_write ("mail.activity", "action_feedback");
  erp_call_set_ids (call, (const gint64 *)(void *)ids->data, ids->len);
  erp_call_set_arg_string (call, "feedback",
                           deciding->reason != NULL ? deciding->reason : _ ("Approved"));
  erp_client_call_async (erp_session_get_client (biz_credit_store_get_session (self)), call,
                         g_task_get_cancellable (task), answered_cb, task);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  deciding->done = biz_invoice_store_post_finish (BIZ_INVOICE_STORE (source), result, &error);
  if (deciding->done == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    answer_requests (g_steal_pointer (&task));
}

static gboolean
check_second_person (BizCreditStore *self, Deciding *deciding, GError **error)
{
  BizInvoiceDetails *details = biz_invoice_get_details (deciding->note);
  ErpCapabilities *capabilities =
      erp_session_get_capabilities (biz_credit_store_get_session (self));
  const BizMoney total = biz_invoice_get_total (deciding->note);

  if (!biz_policy_needs_approval (deciding->policy, &total))
    return TRUE;
  if (details == NULL || biz_invoice_details_get_creator_id (details) == get_uid (self))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                         _ ("You made this credit note, and its amount is above the limit up to "
                            "which one person is enough. A colleague has to post it."));
  else if (!biz_policy_may_approve (deciding->policy, erp_capabilities_get_login (capabilities)))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                         _ ("The amount of this credit note is above the limit, and the company's "
                            "policy names others who may approve it."));
  else
    return TRUE;

  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) note =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (note != NULL)
    {
      g_set_object (&deciding->note, note);
      check_second_person (self, deciding, &error);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    biz_invoice_store_post_async (biz_credit_store_get_invoices (self), biz_invoice_get_id (note),
                                  g_task_get_cancellable (task), posted_cb, g_object_ref (task));
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  deciding->policy = biz_policy_new_from_attachments (answer, &error);
  if (deciding->policy == NULL)
    deciding->policy = biz_policy_new_strict (error->message);
  biz_invoice_store_load_async (biz_credit_store_get_invoices (self),
                                biz_invoice_get_id (deciding->note), g_task_get_cancellable (task),
                                read_cb, g_object_ref (task));
}

static GTask *
start (BizCreditStore *self,
       BizInvoice *note,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Deciding *deciding = g_new0 (Deciding, 1);

  deciding->note = g_object_ref (note);
  g_task_set_task_data (task, deciding, free_deciding);

  return task;
}

/**
 * biz_credit_store_post_async:
 * @self: a store
 * @note: a draft credit note
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the company's limit and the credit note anew. Above the limit, who made it does not post
 * it, and where the policy names who may, nobody else.
 */
void
biz_credit_store_post_async (BizCreditStore *self,
                             BizInvoice *note,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_CREDIT_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (note));

  task = start (self, note, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_credit_store_post_async);
  call = biz_policy_make_read (biz_invoice_get_company_id (note));
  erp_client_call_async (erp_session_get_client (biz_credit_store_get_session (self)), call,
                         cancellable, policy_cb, task);
}

/**
 * biz_credit_store_post_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the posted credit note; ERP_ERROR_ACCESS where a colleague has to
 */
BizInvoice *
biz_credit_store_post_finish (BizCreditStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* declining */

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (biz_invoice_store_act_finish (BIZ_INVOICE_STORE (source), result, &deciding->done, &error))
    answer_requests (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  Deciding *deciding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    biz_invoice_store_act_async (biz_credit_store_get_invoices (self),
                                 biz_invoice_get_id (deciding->note), BIZ_VERB_CANCEL,
                                 g_task_get_cancellable (task), cancelled_cb, g_object_ref (task));
}

/**
 * biz_credit_store_decline_async:
 * @self: a store
 * @note: a draft credit note, loaded
 * @reason: why, in a sentence
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes the reason into the log, once, and cancels the draft; who made it can reset it.
 */
void
biz_credit_store_decline_async (BizCreditStore *self,
                                BizInvoice *note,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (BizDecisionNote) decision = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) body = NULL;
  Deciding *deciding;
  GTask *task;

  g_return_if_fail (BIZ_IS_CREDIT_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (note));
  g_return_if_fail (reason != NULL && *reason != '\0');

  task = start (self, note, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_credit_store_decline_async);
  deciding = g_task_get_task_data (task);
  deciding->reason = g_strdup (reason);
  decision = biz_decision_note_new (BIZ_DECISION_CREDIT);
  biz_decision_note_set (decision, "state", "declined");
  biz_decision_note_set_text (decision, reason);
  text = biz_decision_note_to_text (decision);
  body = biz_job_body_new_message ("account.move", biz_invoice_get_id (note),
                                   biz_invoice_get_title (note), biz_invoice_get_company_id (note),
                                   text, FALSE);
  erp_journal_run_async (erp_session_get_journal (biz_credit_store_get_session (self)),
                         BIZ_JOB_MESSAGE, body, cancellable, noted_cb, task);
}

BizInvoice *
biz_credit_store_decline_finish (BizCreditStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
