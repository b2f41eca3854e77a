/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one run, from how the orders stand to what became of each; its steps call one another.
 */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-maker.h"

#include "biz-batch-post.h"
#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizDueMaker
{
  GObject parent_instance;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *invoices; /* (owned) */
  GPtrArray *orders;         /* (owned) (element-type BizDueOrder) */
  GPtrArray *batches;        /* (owned) (element-type BizDueBatch) */
  GArray *seen;              /* (owned) (nullable) (element-type gint64) */
  GString *drafts;           /* (owned) */
  BizMoney total;            /* of the first */
  gboolean has_total;
  gboolean together;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (BizDueMaker, biz_due_maker, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define SPECIFICATION                                                                              \
  "{\"name\":{},\"state\":{},\"amount_total\":{},\"currency_id\":{\"fields\":{}},"                 \
  "\"invoice_ids\":{\"fields\":{\"display_name\":{},\"state\":{}}}}"

/* One run. */
typedef struct
{
  char *method;
  BizDecimal percentage;
  BizMoney fixed;
  gboolean has_percentage;
  gboolean has_fixed;
  gboolean keep;
  gboolean post;
  GDate today;
  guint next;
  BizBatchPost *posting; /* (owned) (nullable) */
} Run;

static void make_next (GTask *task);

static void
free_run (gpointer data)
{
  Run *run = data;

  g_free (run->method);
  g_clear_object (&run->posting);
  g_free (run);
}

static void
biz_due_maker_finalize (GObject *object)
{
  BizDueMaker *self = BIZ_DUE_MAKER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->invoices);
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->batches);
  g_clear_pointer (&self->seen, g_array_unref);
  g_string_free (self->drafts, TRUE);

  G_OBJECT_CLASS (biz_due_maker_parent_class)->finalize (object);
}

static void
biz_due_maker_class_init (BizDueMakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_due_maker_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_due_maker_init (BizDueMaker *self)
{
  self->drafts = g_string_new (NULL);
}

/**
 * biz_due_maker_new:
 * @session: who is signed in
 * @invoices: what posts
 * @orders: (element-type BizDueOrder): at least one, settled
 *
 * Returns: (transfer full): a maker with an invoice for each of them
 */
BizDueMaker *
biz_due_maker_new (ErpSession *session, BizInvoiceStore *invoices, GPtrArray *orders)
{
  BizDueMaker *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (orders != NULL && orders->len > 0, NULL);

  self = g_object_new (BIZ_TYPE_DUE_MAKER, NULL);
  self->session = g_object_ref (session);
  self->invoices = g_object_ref (invoices);
  self->orders = g_ptr_array_ref (orders);
  self->batches = biz_due_plan (orders, FALSE);

  return self;
}

static void
emit_changed (BizDueMaker *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
biz_due_maker_set_together (BizDueMaker *self, gboolean together)
{
  g_return_if_fail (BIZ_IS_DUE_MAKER (self));

  if (self->together == together || self->running)
    return;
  self->together = together;
  g_ptr_array_unref (self->batches);
  self->batches = biz_due_plan (self->orders, together);
  emit_changed (self);
}

gboolean
biz_due_maker_get_together (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), FALSE);

  return self->together;
}

GPtrArray *
biz_due_maker_get_batches (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), NULL);

  return self->batches;
}

GPtrArray *
biz_due_maker_get_orders (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), NULL);

  return self->orders;
}

const char *
biz_due_maker_get_drafts (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), NULL);

  return self->drafts->len > 0 ? self->drafts->str : NULL;
}

gboolean
biz_due_maker_get_total (BizDueMaker *self, BizMoney *total)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self) && total != NULL, FALSE);

  *total = self->total;

  return self->has_total;
}

gboolean
biz_due_maker_has_down_payments (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), FALSE);

  for (guint i = 0; i < self->orders->len; i++)
    {
      GPtrArray *lines = biz_due_order_get_lines (g_ptr_array_index (self->orders, i));

      for (guint k = 0; k < lines->len; k++)
        {
          if (((const BizDueLine *)g_ptr_array_index (lines, k))->is_downpayment)
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
biz_due_maker_is_running (BizDueMaker *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), FALSE);

  return self->running;
}

guint
biz_due_maker_count (BizDueMaker *self, BizDueBatchState state)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_DUE_MAKER (self), 0);

  for (guint i = 0; i < self->batches->len; i++)
    n += biz_due_batch_get_state (g_ptr_array_index (self->batches, i)) == state ? 1 : 0;

  return n;
}

/* how the orders stand */

static ErpCall *
new_look (GPtrArray *orders)
{
  ErpCall *call = erp_call_new_read ("sale.order", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < orders->len; i++)
    {
      gint64 id = biz_due_order_get_facts (g_ptr_array_index (orders, i))->id;

      g_array_append_val (ids, id);
    }
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", SPECIFICATION);

  return call;
}

typedef void (*InvoiceFunc) (
    BizDueMaker *self, gint64 id, const char *name, const char *state, gpointer user_data);

static gboolean
each_invoice (
    BizDueMaker *self, JsonObject *order, InvoiceFunc func, gpointer user_data, GError **error)
{
  JsonArray *invoices;

  if (!erp_json_get_array (json_object_get_member (order, "invoice_ids"), &invoices, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (invoices); i++)
    {
      JsonObject *invoice;
      const char *name, *state;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (invoices, i), &invoice, error)
          || !erp_json_get_int (invoice, "id", &id, error)
          || !erp_json_get_string (invoice, "display_name", &name, error)
          || !erp_json_get_string (invoice, "state", &state, error))
        return FALSE;
      func (self, id, name != NULL ? name : "", state, user_data);
    }

  return TRUE;
}

static gboolean
get_orders (JsonNode *answer, JsonArray **records, GError **error)
{
  JsonObject *page;

  return erp_json_get_object (answer, &page, error)
         && erp_json_get_array (json_object_get_member (page, "records"), records, error);
}

static void
remember (BizDueMaker *self, gint64 id, const char *name, const char *state, gpointer user_data)
{
  g_array_append_val (self->seen, id);
  if (g_strcmp0 (state, "draft") == 0)
    g_string_append_printf (self->drafts, "%s%s", self->drafts->len > 0 ? ", " : "", name);
}

static gboolean
take_total (BizDueMaker *self, JsonObject *order, GError **error)
{
  BizCurrencyTable *currencies = biz_invoice_store_get_currencies (self->invoices);
  g_autofree char *name = NULL;
  gint64 id, currency;
  BizMoney zero;

  if (!erp_json_get_int (order, "id", &id, error))
    return FALSE;
  if (id != biz_due_order_get_facts (g_ptr_array_index (self->orders, 0))->id)
    return TRUE;
  self->has_total =
      erp_json_get_many2one (order, "currency_id", &currency, &name, error)
      && biz_currency_table_lookup (currencies, currency, &zero, error)
      && biz_money_from_json_rounded (order, "amount_total", &zero, &self->total, error);

  return self->has_total;
}

static gboolean
take_orders (BizDueMaker *self, JsonNode *answer, GError **error)
{
  JsonArray *records;

  if (!get_orders (answer, &records, error))
    return FALSE;
  g_clear_pointer (&self->seen, g_array_unref);
  self->seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_string_truncate (self->drafts, 0);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *order;

      if (!erp_json_get_object (json_array_get_element (records, i), &order, error)
          || !each_invoice (self, order, remember, NULL, error) || !take_total (self, order, error))
        return FALSE;
    }
  if (json_array_get_length (records) < self->orders->len)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("An order is gone, or you may not see it any more. Read the list "
                              "again."));
      return FALSE;
    }

  return TRUE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDueMaker *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL || !take_orders (self, answer, &error))
    g_task_return_error (task, error);
  else
    {
      g_task_return_boolean (task, TRUE);
      emit_changed (self);
    }
}

void
biz_due_maker_load_async (BizDueMaker *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) call = NULL;

  g_return_if_fail (BIZ_IS_DUE_MAKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_due_maker_load_async);
  call = new_look (self->orders);
  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, looked_cb,
                         g_object_ref (task));
}

gboolean
biz_due_maker_load_finish (BizDueMaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* making */

static BizDueBatch *
get_current (GTask *task)
{
  BizDueMaker *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  return g_ptr_array_index (self->batches, run->next);
}

/* Takes @task, goes on with the next batch. */
static void
end_batch (GTask *task, BizDueBatchState state, const char *reason)
{
  BizDueMaker *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  biz_due_batch_set_state (get_current (task), state, reason);
  g_clear_object (&run->posting);
  run->next++;
  emit_changed (self);
  make_next (task);
}

static void
end_refused (GTask *task, const GError *error)
{
  const char *server = erp_error_get_server_message (error);
  g_autofree char *reason = server != NULL ? g_strdup_printf ("%s\n%s", error->message, server)
                                           : g_strdup (error->message);

  end_batch (task,
             g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME) ? BIZ_DUE_BATCH_UNKNOWN
                                                                           : BIZ_DUE_BATCH_REFUSED,
             reason);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean done = biz_batch_post_run_finish (BIZ_BATCH_POST (source), result, &error);
  GListModel *items = biz_batch_post_get_items (run->posting);
  g_autoptr (GString) reason = g_string_new (done ? NULL : error->message);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean all = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);
      const char *why = biz_batch_item_get_reason (item);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              biz_invoice_get_title (biz_batch_item_get_invoice (item)));
      if (biz_batch_item_get_state (item) == BIZ_BATCH_POSTED)
        continue;
      all = FALSE;
      if (why != NULL)
        g_string_append_printf (reason, "%s%s", reason->len > 0 ? "\n" : "", why);
    }
  biz_due_batch_set_invoices (get_current (task), biz_due_batch_get_invoice_id (get_current (task)),
                              names->str);
  end_batch (task, all ? BIZ_DUE_BATCH_POSTED : BIZ_DUE_BATCH_DRAFT,
             reason->len > 0 ? reason->str : NULL);
}

static void
post_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!biz_batch_post_load_finish (BIZ_BATCH_POST (source), result, &error))
    end_batch (g_steal_pointer (&task), BIZ_DUE_BATCH_DRAFT, error->message);
  else
    biz_batch_post_run_async (BIZ_BATCH_POST (source), g_task_get_cancellable (task), posted_cb,
                              g_object_ref (task));
}

/* What was made, to be told and perhaps posted. */
typedef struct
{
  GArray *ids;
  GString *names;
} Made;

static void
collect_new (BizDueMaker *self, gint64 id, const char *name, const char *state, gpointer user_data)
{
  Made *made = user_data;

  for (guint i = 0; i < self->seen->len; i++)
    {
      if (g_array_index (self->seen, gint64, i) == id)
        return;
    }
  for (guint i = 0; i < made->ids->len; i++)
    {
      if (g_array_index (made->ids, gint64, i) == id)
        return;
    }
  g_array_append_val (made->ids, id);
  g_string_append_printf (made->names, "%s%s", made->names->len > 0 ? ", " : "", name);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDueMaker *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) names = g_string_new (NULL);
  Made made = { ids, names };
  JsonArray *records = NULL;

  if (answer != NULL && get_orders (answer, &records, &error))
    {
      for (guint i = 0; i < json_array_get_length (records) && error == NULL; i++)
        {
          JsonObject *order;

          if (erp_json_get_object (json_array_get_element (records, i), &order, &error))
            each_invoice (self, order, collect_new, &made, &error);
        }
    }
  if (error != NULL || ids->len == 0)
    {
      end_batch (g_steal_pointer (&task), BIZ_DUE_BATCH_DRAFT,
                 error != NULL ? error->message : NULL);
      return;
    }
  g_array_append_vals (self->seen, ids->data, ids->len);
  biz_due_batch_set_invoices (get_current (task), g_array_index (ids, gint64, 0), names->str);
  if (!run->post)
    {
      end_batch (g_steal_pointer (&task), BIZ_DUE_BATCH_DRAFT, NULL);
      return;
    }
  run->posting = biz_batch_post_new (self->session, self->invoices,
                                     (const gint64 *)(gpointer)ids->data, ids->len);
  biz_batch_post_load_async (run->posting, &run->today, g_task_get_cancellable (task),
                             post_loaded_cb, g_object_ref (task));
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDueMaker *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  g_autoptr (ErpCall) look = NULL;

  if (job == NULL)
    {
      end_refused (g_steal_pointer (&task), error);
      return;
    }
  biz_due_batch_set_invoices (get_current (task), erp_job_get_result_id (job),
                              erp_job_get_result_name (job));
  look = new_look (biz_due_batch_get_orders (get_current (task)));
  erp_client_call_async (erp_session_get_client (self->session), look, NULL, made_cb,
                         g_object_ref (task));
}

static JsonObject *
make_body (BizDueMaker *self, Run *run, BizDueBatch *batch)
{
  GPtrArray *orders = biz_due_batch_get_orders (batch);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  BizOrderInvoicing how = { .method = run->method,
                            .percentage = run->has_percentage ? &run->percentage : NULL,
                            .fixed = run->has_fixed ? &run->fixed : NULL,
                            .keep_down_payments = run->keep };

  for (guint i = 0; i < orders->len; i++)
    {
      gint64 id = biz_due_order_get_facts (g_ptr_array_index (orders, i))->id;

      g_array_append_val (ids, id);
    }

  return biz_job_body_new_order_invoice (
      (const gint64 *)(gpointer)ids->data, ids->len, biz_due_batch_get_names (batch),
      biz_due_order_get_facts (g_ptr_array_index (orders, 0))->company_id, &how, self->seen);
}

/* Takes @task. */
static void
make_next (GTask *held)
{
  g_autoptr (GTask) task = held;
  BizDueMaker *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  JsonObject *body;

  if (run->next >= self->batches->len || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      self->running = FALSE;
      g_task_return_boolean (task, TRUE);
      emit_changed (self);
      return;
    }
  biz_due_batch_set_state (get_current (task), BIZ_DUE_BATCH_MAKING, NULL);
  emit_changed (self);
  body = make_body (self, run, get_current (task));
  /* The job ends where it ends: stopping is for what has not begun. */
  erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_ORDER_INVOICE, body, NULL,
                         job_cb, g_object_ref (task));
  json_object_unref (body);
}

/**
 * biz_due_maker_run_async:
 * @self: a maker that was loaded
 * @how: what is invoiced
 * @post: whether the invoices are posted, too
 * @today: the day it is
 * @cancellable: (nullable): to stop before the next one
 * @callback: called when all were tried
 * @user_data: for @callback
 *
 * Makes the invoices; what is refused does not hold up the rest.
 */
void
biz_due_maker_run_async (BizDueMaker *self,
                         const BizOrderInvoicing *how,
                         gboolean post,
                         const GDate *today,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Run *run;

  g_return_if_fail (BIZ_IS_DUE_MAKER (self));
  g_return_if_fail (how != NULL && how->method != NULL && self->seen != NULL && !self->running);

  run = g_new0 (Run, 1);
  run->method = g_strdup (how->method);
  run->has_percentage = how->percentage != NULL;
  if (run->has_percentage)
    run->percentage = *how->percentage;
  run->has_fixed = how->fixed != NULL;
  if (run->has_fixed)
    run->fixed = *how->fixed;
  run->keep = how->keep_down_payments;
  run->post = post;
  run->today = *today;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_due_maker_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, free_run);
  self->running = TRUE;
  make_next (task);
}

gboolean
biz_due_maker_run_finish (BizDueMaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
