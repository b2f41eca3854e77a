/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-store-private.h"
#include "biz-job-body.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"

/* The writes of the store that happen once, by the journal. */

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizInvoiceStore *self = g_task_get_source_object (task);
  gint64 invoice_id = *(gint64 *)g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  gint64 result_id;

  if (job == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  result_id = g_strcmp0 (erp_job_get_result_model (job), "account.move") == 0
                  ? erp_job_get_result_id (job)
                  : 0;
  g_task_return_pointer (task, g_steal_pointer (&job), g_object_unref);
  if (invoice_id != 0)
    biz_invoice_store_emit_changed (self, invoice_id);
  if (result_id != 0 && result_id != invoice_id)
    biz_invoice_store_emit_changed (self, result_id);
}

/* Takes @body. @invoice_id: the invoice that is written, 0 where one is made. */
static void
run_job (BizInvoiceStore *self, const char *kind, JsonObject *body, gint64 invoice_id, GTask *task)
{
  ErpJournal *journal = biz_invoice_store_get_journal (self);

  g_task_set_task_data (task, g_memdup2 (&invoice_id, sizeof invoice_id), g_free);
  erp_journal_run_async (journal, kind, body, g_task_get_cancellable (task), job_cb, task);
  json_object_unref (body);
}

/**
 * biz_invoice_store_create_async:
 * @self: a store with a journal
 * @draft: what the person wrote; biz_invoice_draft_check () holds
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the draft on the server, once.
 */
void
biz_invoice_store_create_async (BizInvoiceStore *self,
                                BizInvoiceDraft *draft,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_create_async);
  if (!biz_invoice_draft_check (draft, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run_job (self, BIZ_JOB_CREATE_INVOICE, biz_job_body_new_create_invoice (draft), 0,
             g_steal_pointer (&task));
}

/**
 * biz_invoice_store_create_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: the id of the draft; 0 with an error
 */
gint64
biz_invoice_store_create_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ErpJob) job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  job = g_task_propagate_pointer (G_TASK (result), error);

  return job != NULL ? erp_job_get_result_id (job) : 0;
}

/**
 * biz_invoice_store_edit_async:
 * @self: a store with a journal
 * @draft: what the person made of a draft of the server
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes what changed, once.
 */
void
biz_invoice_store_edit_async (BizInvoiceStore *self,
                              BizInvoiceDraft *draft,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (draft) && biz_invoice_draft_get_origin (draft) != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_edit_async);
  if (!biz_invoice_draft_check (draft, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run_job (self, BIZ_JOB_EDIT_INVOICE, biz_job_body_new_edit_invoice (draft),
             biz_invoice_get_id (biz_invoice_draft_get_origin (draft)), g_steal_pointer (&task));
}

/**
 * biz_invoice_store_edit_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: the id of the draft; 0 with an error
 */
gint64
biz_invoice_store_edit_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  return biz_invoice_store_create_finish (self, result, error);
}

/**
 * biz_invoice_store_pay_async:
 * @self: a store with a journal
 * @invoice: the invoice as the person saw it
 * @amount: what is paid
 * @date: when
 * @journal_id: the bank or cash journal, 0: the server's choice
 * @method_id: how, 0: the server's choice
 * @communication: (nullable): what is written on it, %NULL: the server's choice
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Registers a payment, once. Refused when what is open is not what the person saw.
 */
void
biz_invoice_store_pay_async (BizInvoiceStore *self,
                             BizInvoice *invoice,
                             const BizMoney *amount,
                             const GDate *date,
                             gint64 journal_id,
                             gint64 method_id,
                             const char *communication,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const BizPaymentOptions none = { 0 };

  biz_invoice_store_pay_with_async (self, invoice, amount, date, journal_id, method_id,
                                    communication, &none, cancellable, callback, user_data);
}

/**
 * biz_invoice_store_pay_with_async:
 * @self: a store with a journal
 * @invoice: the invoice as the person saw it
 * @amount: what is paid
 * @date: when
 * @journal_id: the bank or cash journal, 0: the server's choice
 * @method_id: how, 0: the server's choice
 * @communication: (nullable): what is written on it, %NULL: the server's choice
 * @options: what becomes of a difference, and whether an equal payment is meant
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Registers a payment, once. Refused when what is open is not what the person saw.
 */
void
biz_invoice_store_pay_with_async (BizInvoiceStore *self,
                                  BizInvoice *invoice,
                                  const BizMoney *amount,
                                  const GDate *date,
                                  gint64 journal_id,
                                  gint64 method_id,
                                  const char *communication,
                                  const BizPaymentOptions *options,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  JsonObject *body;
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));
  g_return_if_fail (options != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_pay_async);
  body = biz_job_body_new_payment (invoice, amount, date, journal_id, method_id, communication);
  biz_job_body_set_payment_options (body, options);
  run_job (self, BIZ_JOB_PAYMENT, body, biz_invoice_get_id (invoice), task);
}

/**
 * biz_invoice_store_pay_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the finished job
 */
ErpJob *
biz_invoice_store_pay_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_store_credit_async:
 * @self: a store with a journal
 * @invoice: a loaded, posted invoice
 * @reason: (nullable): why
 * @date: when
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes a draft credit note for the whole invoice, once.
 */
void
biz_invoice_store_credit_async (BizInvoiceStore *self,
                                BizInvoice *invoice,
                                const char *reason,
                                const GDate *date,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice) && biz_invoice_is_full (invoice));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_credit_async);
  run_job (self, BIZ_JOB_CREDIT_NOTE, biz_job_body_new_credit_note (invoice, reason, date),
           biz_invoice_get_id (invoice), task);
}

/**
 * biz_invoice_store_credit_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the finished job, whose result is the credit note
 */
ErpJob *
biz_invoice_store_credit_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_store_duplicate_async:
 * @self: a store with a journal
 * @invoice: what is copied
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes a copy as a new draft, once.
 */
void
biz_invoice_store_duplicate_async (BizInvoiceStore *self,
                                   BizInvoice *invoice,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_duplicate_async);
  run_job (self, BIZ_JOB_DUPLICATE, biz_job_body_new_duplicate (invoice), 0, task);
}

/**
 * biz_invoice_store_duplicate_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the finished job, whose result is the copy
 */
ErpJob *
biz_invoice_store_duplicate_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_store_log_async:
 * @self: a store with a journal
 * @invoice: whose log
 * @text: plain text
 * @is_reply: sent to the followers; else an internal note
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes into the log, once.
 */
void
biz_invoice_store_log_async (BizInvoiceStore *self,
                             BizInvoice *invoice,
                             const char *text,
                             gboolean is_reply,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_log_async);
  run_job (self, BIZ_JOB_MESSAGE,
           biz_job_body_new_message ("account.move", biz_invoice_get_id (invoice),
                                     biz_invoice_get_title (invoice),
                                     biz_invoice_get_company_id (invoice), text, is_reply),
           biz_invoice_get_id (invoice), task);
}

/**
 * biz_invoice_store_log_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the finished job
 */
ErpJob *
biz_invoice_store_log_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
