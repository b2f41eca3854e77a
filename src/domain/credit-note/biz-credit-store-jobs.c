/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-choice.h"
#include "biz-credit-store-private.h"
#include "biz-decision-note.h"
#include "biz-invoice-store-private.h"
#include "biz-job-body.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* A credit note and what follows it: made, its reason noted, a colleague asked, posted. Once it is
 * made, what follows may fail and is told; it can be done by hand. */
typedef struct
{
  BizInvoice *invoice; /* (owned) */
  BizCreditPlan *plan; /* (owned) */
  BizMoney gross;
  GDate date;
  char *code;   /* (owned) (nullable) */
  char *reason; /* (owned) (nullable) */
  BizCreditThen then;
  gint64 return_id;
  BizChoice *approver; /* (owned) (nullable) */
  GPtrArray *apply_to; /* (owned) (nullable): BizInvoice */
  guint n_applied;
  gint64 line_id;    /* of the credit note, its open item */
  gint64 id;         /* of the credit note */
  char *name;        /* (owned) (nullable) */
  GString *warnings; /* (owned) */
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->invoice);
  g_clear_object (&making->plan);
  g_clear_object (&making->approver);
  g_clear_pointer (&making->apply_to, g_ptr_array_unref);
  g_free (making->code);
  g_free (making->reason);
  g_free (making->name);
  g_string_free (making->warnings, TRUE);
  g_free (making);
}

static void
warn (Making *making, const char *what, const GError *error)
{
  g_string_append_printf (making->warnings, "%s%s %s", making->warnings->len > 0 ? "\n" : "", what,
                          error->message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) note =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (note == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&note), g_object_unref);
  biz_invoice_store_emit_changed (biz_credit_store_get_invoices (self),
                                  biz_invoice_get_id (making->invoice));
  biz_invoice_store_emit_changed (biz_credit_store_get_invoices (self), making->id);
}

/* Takes @task. */
static void
load_note (GTask *task)
{
  BizCreditStore *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);

  biz_invoice_store_load_async (biz_credit_store_get_invoices (self), making->id,
                                g_task_get_cancellable (task), loaded_cb, task);
}

static void
run (GTask *task, const char *kind, JsonObject *body, GAsyncReadyCallback callback)
{
  BizCreditStore *self = g_task_get_source_object (task);

  erp_journal_run_async (erp_session_get_journal (biz_credit_store_get_session (self)), kind, body,
                         g_task_get_cancellable (task), callback, task);
  json_object_unref (body);
}

static void apply_next (GTask *task);

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Making *making = g_task_get_task_data (task);
  BizInvoice *invoice = g_ptr_array_index (making->apply_to, making->n_applied - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  g_autofree char *what = NULL;

  if (job == NULL)
    {
      /* Translators: the number of an invoice. */
      what = g_strdup_printf (_ ("It was not applied to %s."), biz_invoice_get_title (invoice));
      warn (making, what, error);
    }
  apply_next (task);
}

/* Takes @task. */
static void
apply_next (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  BizInvoice *invoice;

  if (making->n_applied >= making->apply_to->len)
    {
      load_note (task);
      return;
    }
  invoice = g_ptr_array_index (making->apply_to, making->n_applied++);
  run (task, BIZ_JOB_APPLY, biz_job_body_new_apply (invoice, making->line_id, making->name),
       applied_cb);
}

/* Nothing open is left of it where its own invoice took everything after all. */
static void
item_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;
  JsonObject *row = NULL;

  if (answer == NULL || !erp_json_get_array (answer, &rows, &error))
    warn (making, _ ("It was not applied."), error);
  else if (json_array_get_length (rows) > 0
           && erp_json_get_object (json_array_get_element (rows, 0), &row, NULL)
           && erp_json_get_int (row, "id", &making->line_id, NULL))
    {
      apply_next (task);
      return;
    }
  load_note (task);
}

/* Takes @task. */
static void
apply_rest (GTask *task)
{
  static const char *const fields[] = { "id", "amount_residual", NULL };
  BizCreditStore *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "search_read");

  erp_domain_add_int (domain, "move_id", "=", making->id);
  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", 1);
  erp_client_call_async (erp_session_get_client (biz_credit_store_get_session (self)), call,
                         g_task_get_cancellable (task), item_cb, task);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) note =
      biz_invoice_store_post_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (note == NULL)
    warn (making, _ ("It was not posted and stays a draft."), error);
  if (note != NULL && making->apply_to != NULL && making->apply_to->len > 0)
    apply_rest (task);
  else
    load_note (task);
}

/* The server's own totals, before anything is posted: a cent of rounding may have come to it. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCreditSource) now =
      biz_credit_store_load_finish (BIZ_CREDIT_STORE (source), result, &error);

  if (now != NULL && biz_credit_source_get_left (now).minor < 0)
    g_set_error_literal (
        &error, ERP_ERROR, ERP_ERROR_CONFLICT,
        _ ("With it more would be credited than was invoiced. Look at the draft."));
  if (error != NULL)
    {
      warn (making, _ ("It was not posted and stays a draft."), error);
      load_note (task);
      return;
    }
  biz_invoice_store_post_async (biz_credit_store_get_invoices (self), making->id,
                                g_task_get_cancellable (task), posted_cb, task);
}

/* Takes @task. */
static void
finish_making (GTask *task)
{
  BizCreditStore *self = g_task_get_source_object (task);
  Making *making = g_task_get_task_data (task);

  if (making->then == BIZ_CREDIT_THEN_POST)
    biz_credit_store_load_async (self, making->invoice, g_task_get_cancellable (task), checked_cb,
                                 task);
  else
    load_note (task);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    warn (making, _ ("The colleague was not asked."), error);
  finish_making (task);
}

/* Takes @task. */
static void
ask_colleague (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  g_autofree char *amount = biz_money_format (&making->gross, BIZ_MONEY_SYMBOL);
  /* Translators: an amount and the number of an invoice. */
  g_autofree char *summary = g_strdup_printf (_ ("Approve the credit note of %s for %s"), amount,
                                              biz_invoice_get_title (making->invoice));

  run (task, BIZ_JOB_ACTIVITY,
       biz_job_body_new_activity ("account.move", making->id,
                                  biz_invoice_get_company_id (making->invoice), summary,
                                  making->reason, making->approver, &making->date),
       asked_cb);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    warn (making, _ ("The reason was not noted."), error);
  if (making->then == BIZ_CREDIT_THEN_ASK && making->approver != NULL)
    ask_colleague (task);
  else
    finish_making (task);
}

/* Takes @task. The first line is for programs, the rest for people. */
static void
note_reason (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  g_autoptr (BizDecisionNote) decision = biz_decision_note_new (BIZ_DECISION_CREDIT);
  g_autofree char *text = NULL;

  biz_decision_note_set (decision, "reason", making->code != NULL ? making->code : "other");
  biz_decision_note_set_int (decision, "invoice", biz_invoice_get_id (making->invoice));
  biz_decision_note_set_money (decision, "amount", &making->gross);
  biz_decision_note_set (decision, "state", making->then == BIZ_CREDIT_THEN_ASK ? "asked" : "made");
  if (making->return_id != 0)
    biz_decision_note_set_int (decision, "return", making->return_id);
  biz_decision_note_set_text (decision, making->reason);
  text = biz_decision_note_to_text (decision);
  run (task, BIZ_JOB_MESSAGE,
       biz_job_body_new_message ("account.move", making->id, making->name,
                                 biz_invoice_get_company_id (making->invoice), text, FALSE),
       noted_cb);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  making->id = erp_job_get_result_id (job);
  making->name = g_strdup (erp_job_get_result_name (job));
  note_reason (g_steal_pointer (&task));
}

static gboolean
check_terms (BizCreditStore *self, Making *making, GError **error)
{
  BizPolicy *policy = biz_credit_store_get_policy (self);

  if (!biz_credit_plan_check (making->plan, error))
    return FALSE;
  if (making->then == BIZ_CREDIT_THEN_POST
      && (policy == NULL || biz_policy_needs_approval (policy, &making->gross)))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("A credit note of this amount is posted by a second person. Ask a "
                              "colleague for the approval."));
      return FALSE;
    }

  return TRUE;
}

/**
 * biz_credit_store_credit_async:
 * @self: a store that loaded @invoice
 * @invoice: the invoice
 * @plan: what is credited of it
 * @terms: when, why, and what follows
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes a credit note, once, and does what follows.
 */
void
biz_credit_store_credit_async (BizCreditStore *self,
                               BizInvoice *invoice,
                               BizCreditPlan *plan,
                               const BizCreditTerms *terms,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *body;
  Making *making;

  g_return_if_fail (BIZ_IS_CREDIT_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice) && BIZ_IS_CREDIT_PLAN (plan));
  g_return_if_fail (terms != NULL && g_date_valid (&terms->date));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_credit_store_credit_async);
  making = g_new0 (Making, 1);
  making->invoice = g_object_ref (invoice);
  making->plan = g_object_ref (plan);
  making->gross = biz_credit_plan_get_gross (plan);
  making->date = terms->date;
  making->code = g_strdup (terms->code);
  making->reason = g_strdup (terms->reason);
  making->then = terms->then;
  if (terms->goods != NULL)
    making->return_id = biz_transfer_get_id (biz_return_plan_get_transfer (terms->goods));
  making->approver = terms->approver != NULL ? g_object_ref (terms->approver) : NULL;
  making->apply_to = terms->apply_to != NULL ? g_ptr_array_ref (terms->apply_to) : NULL;
  making->warnings = g_string_new (NULL);
  g_task_set_task_data (task, making, free_making);
  if (!check_terms (self, making, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  body =
      biz_job_body_new_credit_plan (invoice, plan, terms->journal_id, terms->reason, &terms->date);
  if (terms->goods != NULL)
    {
      json_object_set_int_member (
          body, "n_notes", biz_credit_source_get_n_notes (biz_credit_plan_get_source (plan)));
      json_object_set_object_member (body, "goods", biz_return_plan_dup_goods (terms->goods));
    }
  run (g_steal_pointer (&task), BIZ_JOB_CREDIT_NOTE, body, made_cb);
}

/**
 * biz_credit_store_credit_finish:
 * @self: a store
 * @result: from the callback
 * @warning: (out) (transfer full) (nullable): what of the rest failed
 * @error: return location
 *
 * Returns: (transfer full): the credit note
 */
BizInvoice *
biz_credit_store_credit_finish (BizCreditStore *self,
                                GAsyncResult *result,
                                char **warning,
                                GError **error)
{
  Making *making;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  making = g_task_get_task_data (G_TASK (result));
  *warning = making->warnings->len > 0 ? g_strdup (making->warnings->str) : NULL;

  return g_task_propagate_pointer (G_TASK (result), error);
}
