/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-run.h"

#include "biz-invoice-store-private.h"
#include "biz-job-body.h"
#include "biz-refusal.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"

#include <glib/gi18n-lib.h>

struct _BizPaymentRun
{
  GObject parent_instance;

  BizInvoiceStore *store; /* (owned) */
  GPtrArray *batches;     /* (owned) */
  BizPaymentManner manner;
  guint n_done;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (BizPaymentRun, biz_payment_run, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_DONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void send_next (GTask *task);

static void
biz_payment_run_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_N_DONE)
    g_value_set_uint (value, BIZ_PAYMENT_RUN (object)->n_done);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
biz_payment_run_finalize (GObject *object)
{
  BizPaymentRun *self = BIZ_PAYMENT_RUN (object);

  g_clear_object (&self->store);
  g_ptr_array_unref (self->batches);

  G_OBJECT_CLASS (biz_payment_run_parent_class)->finalize (object);
}

static void
biz_payment_run_class_init (BizPaymentRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_payment_run_get_property;
  object_class->finalize = biz_payment_run_finalize;

  properties[PROP_N_DONE] =
      g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_payment_run_init (BizPaymentRun *self)
{
  self->batches = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * biz_payment_run_new:
 * @store: a store with a journal
 * @batches: (element-type BizPaymentBatch): what is paid
 * @manner: how
 *
 * Returns: (transfer full): the payments that are to be made
 */
BizPaymentRun *
biz_payment_run_new (BizInvoiceStore *store, GListModel *batches, const BizPaymentManner *manner)
{
  BizPaymentRun *self;

  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (store), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (batches), NULL);
  g_return_val_if_fail (manner != NULL && g_date_valid (&manner->date), NULL);

  self = g_object_new (BIZ_TYPE_PAYMENT_RUN, NULL);
  self->store = g_object_ref (store);
  self->manner = *manner;
  for (guint i = 0; i < g_list_model_get_n_items (batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, i);
      const BizPaymentFate state = biz_payment_batch_get_state (batch);

      if ((state == BIZ_FATE_READY || state == BIZ_FATE_SKIPPED)
          && !biz_payment_batch_is_held (batch))
        g_ptr_array_add (self->batches, g_steal_pointer (&batch));
    }

  return self;
}

guint
biz_payment_run_get_n_total (BizPaymentRun *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_RUN (self), 0);

  return self->batches->len;
}

guint
biz_payment_run_get_n_done (BizPaymentRun *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_RUN (self), 0);

  return self->n_done;
}

void
biz_payment_run_stop (BizPaymentRun *self)
{
  g_return_if_fail (BIZ_IS_PAYMENT_RUN (self));

  self->stopped = TRUE;
}

static void
set_money (JsonObject *object, const char *member, const BizMoney *money)
{
  g_autofree char *text = biz_money_format (money, BIZ_MONEY_MACHINE);

  json_object_set_string_member (object, member, text);
}

/* One as one invoice is paid, so that equal payments are looked for at the moment of writing;
 * several as documents. */
static void
set_documents (JsonObject *body, GPtrArray *documents)
{
  JsonArray *array;

  if (documents->len == 1)
    {
      BizMoney open = biz_payment_document_get_open (documents->pdata[0]);

      open = biz_money_abs (&open);
      set_money (body, "residual", &open);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *object = json_object_new ();
      BizMoney open = biz_payment_document_get_open (documents->pdata[i]);

      json_object_set_int_member (object, "id", biz_payment_document_get_id (documents->pdata[i]));
      json_object_set_int_member (object, "digits", open.digits);
      set_money (object, "residual", &open);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (body, "documents", array);
}

/**
 * biz_payment_run_make_body:
 * @batch: one payment
 * @manner: how
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_PAYMENT
 */
JsonObject *
biz_payment_run_make_body (BizPaymentBatch *batch, const BizPaymentManner *manner)
{
  BizPaymentOptions options = { 0 };
  GPtrArray *documents;
  BizPaymentDocument *first;
  g_autofree char *names = NULL;
  g_autofree char *day = NULL;
  BizMoney amount;
  JsonObject *body;

  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (batch), NULL);
  g_return_val_if_fail (manner != NULL && g_date_valid (&manner->date), NULL);

  body = json_object_new ();
  documents = biz_payment_batch_get_documents (batch);
  first = documents->pdata[0];
  names = biz_payment_batch_format_documents (batch);
  amount = biz_payment_batch_get_amount (batch);
  day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&manner->date),
                         (int)g_date_get_month (&manner->date), g_date_get_day (&manner->date));
  json_object_set_int_member (body, "invoice_id", biz_payment_document_get_id (first));
  json_object_set_string_member (body, "invoice", names);
  if (biz_payment_document_get_partner_name (first) != NULL)
    json_object_set_string_member (body, "partner", biz_payment_document_get_partner_name (first));
  json_object_set_int_member (body, "company_id", biz_payment_document_get_company_id (first));
  set_money (body, "amount", &amount);
  json_object_set_string_member (body, "currency", amount.currency);
  json_object_set_int_member (body, "digits", amount.digits);
  json_object_set_string_member (body, "date", day);
  if (manner->journal_id != 0)
    json_object_set_int_member (body, "journal_id", manner->journal_id);
  if (manner->method_id != 0)
    json_object_set_int_member (body, "method_id", manner->method_id);
  set_documents (body, documents);
  options.is_second = biz_payment_batch_get_accepted (batch);
  options.takes_discount = biz_payment_batch_get_discount (batch).minor > 0;
  options.has_modes = manner->has_modes;
  biz_job_body_set_payment_options (body, &options);

  return body;
}

/* What the person is told of a payment that was not made. */
static char *
describe (const GError *error)
{
  const char *words = erp_error_get_server_message (error);

  return words != NULL && words[0] != '\0' ? g_strdup_printf ("%s %s", error->message, words)
                                           : g_strdup (error->message);
}

static gboolean
ends_run (const GError *error)
{
  return error->domain == ERP_ERROR
         && (error->code == ERP_ERROR_UNKNOWN_OUTCOME || error->code == ERP_ERROR_UNREACHABLE
             || error->code == ERP_ERROR_TLS || error->code == ERP_ERROR_TIMEOUT
             || error->code == ERP_ERROR_AUTH);
}

/* One payment has ended, and is told its batch. Takes @task. */
static void
go_on (GTask *task)
{
  BizPaymentRun *self = g_task_get_source_object (task);
  GPtrArray *documents = biz_payment_batch_get_documents (self->batches->pdata[self->n_done]);

  for (guint i = 0; i < documents->len; i++)
    biz_invoice_store_emit_changed (self->store, biz_payment_document_get_id (documents->pdata[i]));
  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  send_next (task);
}

static void
refuse (BizPaymentRun *self, const GError *error)
{
  g_autofree char *words = describe (error);

  biz_payment_batch_set_state (self->batches->pdata[self->n_done],
                               g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
                                   ? BIZ_FATE_UNKNOWN
                                   : BIZ_FATE_REFUSED,
                               words);
  if (ends_run (error))
    self->stopped = TRUE;
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const GError *refused = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizRefusal) refusal = biz_refusal_explain_finish (result, &error);
  g_autoptr (GError) clear = NULL;

  if (refusal == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  clear = biz_refusal_to_payment_error (refusal, refused);
  refuse (g_task_get_source_object (task), clear);
  go_on (g_steal_pointer (&task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizPaymentRun *self = g_task_get_source_object (task);
  BizPaymentBatch *batch = self->batches->pdata[self->n_done];
  GPtrArray *documents = biz_payment_batch_get_documents (batch);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (job != NULL)
    biz_payment_batch_set_state (batch, BIZ_FATE_PAID, erp_job_get_result_name (job));
  else if (documents->len == 1 && !ends_run (error))
    {
      g_task_set_task_data (task, g_error_copy (error), (GDestroyNotify)g_error_free);
      biz_refusal_explain_payment_async (biz_invoice_store_get_client (self->store), error,
                                         biz_payment_document_get_id (documents->pdata[0]), NULL, 0,
                                         &self->manner.date, g_task_get_cancellable (task),
                                         explained_cb, g_object_ref (task));
      return;
    }
  else
    refuse (self, error);
  go_on (g_steal_pointer (&task));
}

/* Takes @task. */
static void
send_next (GTask *task)
{
  BizPaymentRun *self = g_task_get_source_object (task);
  g_autoptr (JsonObject) body = NULL;

  if (self->stopped)
    for (guint i = self->n_done; i < self->batches->len; i++)
      biz_payment_batch_set_state (self->batches->pdata[i], BIZ_FATE_SKIPPED, _ ("Not sent"));
  if (self->stopped || self->n_done >= self->batches->len)
    {
      g_task_return_boolean (task, TRUE);
      g_clear_object (&task);
      return;
    }
  biz_payment_batch_set_state (self->batches->pdata[self->n_done], BIZ_FATE_SENDING, NULL);
  body = biz_payment_run_make_body (self->batches->pdata[self->n_done], &self->manner);
  erp_journal_run_async (biz_invoice_store_get_journal (self->store), BIZ_JOB_PAYMENT, body,
                         g_task_get_cancellable (task), sent_cb, task);
}

/**
 * biz_payment_run_start_async:
 * @self: a run that was not started
 * @cancellable: (nullable): to stop waiting; the payment that is sent goes on in the journal
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the payments.
 */
void
biz_payment_run_start_async (BizPaymentRun *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BIZ_IS_PAYMENT_RUN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_payment_run_start_async);
  send_next (task);
}

/**
 * biz_payment_run_start_finish:
 * @self: a run
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether it came to its end; what became of each payment, its batch says
 */
gboolean
biz_payment_run_start_finish (BizPaymentRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
