/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-batch-post.h"

#include "biz-credit-store.h"
#include "biz-currency-table.h"
#include "biz-refusal.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizBatchPost
{
  GObject parent_instance;

  ErpSession *session;     /* (owned) */
  BizInvoiceStore *store;  /* (owned) */
  BizCreditStore *credits; /* (owned) */
  GArray *ids;             /* (owned): gint64 */
  GListStore *items;       /* (owned) */
  GPtrArray *queue;        /* (owned) (nullable): BizBatchItem of this run */
  guint next;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (BizBatchPost, biz_batch_post, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void post_next (GTask *task);

static void
biz_batch_post_dispose (GObject *object)
{
  BizBatchPost *self = BIZ_BATCH_POST (object);

  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->credits);
  g_clear_object (&self->items);
  g_clear_pointer (&self->queue, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_batch_post_parent_class)->dispose (object);
}

static void
biz_batch_post_finalize (GObject *object)
{
  g_clear_pointer (&BIZ_BATCH_POST (object)->ids, g_array_unref);

  G_OBJECT_CLASS (biz_batch_post_parent_class)->finalize (object);
}

static void
biz_batch_post_class_init (BizBatchPostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_batch_post_dispose;
  G_OBJECT_CLASS (klass)->finalize = biz_batch_post_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_batch_post_init (BizBatchPost *self)
{
  self->items = g_list_store_new (BIZ_TYPE_BATCH_ITEM);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * biz_batch_post_new:
 * @session: who is signed in where
 * @store: posts
 * @ids: (array length=n_ids): documents, at most %BIZ_BATCH_MAX
 * @n_ids: how many
 *
 * Returns: (transfer full): the wish, nothing loaded yet
 */
BizBatchPost *
biz_batch_post_new (ErpSession *session, BizInvoiceStore *store, const gint64 *ids, gsize n_ids)
{
  BizBatchPost *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (store), NULL);
  g_return_val_if_fail (n_ids <= BIZ_BATCH_MAX, NULL);

  self = g_object_new (BIZ_TYPE_BATCH_POST, NULL);
  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->credits = biz_credit_store_new (session, store);
  g_array_append_vals (self->ids, ids, (guint)n_ids);

  return self;
}

GListModel *
biz_batch_post_get_items (BizBatchPost *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * biz_batch_post_count:
 * @self: a wish
 * @state: a state
 *
 * Returns: how many documents are in it
 */
guint
biz_batch_post_count (BizBatchPost *self, BizBatchState state)
{
  GListModel *items;
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), 0);

  items = G_LIST_MODEL (self->items);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);

      n += biz_batch_item_get_state (item) == state;
    }

  return n;
}

guint
biz_batch_post_count_wanted (BizBatchPost *self)
{
  GListModel *items;
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), 0);

  items = G_LIST_MODEL (self->items);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);

      n += biz_batch_item_is_wanted (item);
    }

  return n;
}

guint
biz_batch_post_count_missing (BizBatchPost *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), 0);

  return self->ids->len - g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* loading */

static GPtrArray *
read_items (BizBatchPost *self, JsonNode *answer, const GDate *today, GError **error)
{
  BizCurrencyTable *currencies = biz_invoice_store_get_currencies (self->store);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object = NULL;
  JsonArray *records = NULL;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      BizBatchItem *item;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return NULL;
      item = biz_batch_item_new_from_json (row, currencies, today, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

/* In the order in which they were chosen, not in the server's. */
static void
take_items (BizBatchPost *self, GPtrArray *items)
{
  g_list_store_remove_all (self->items);
  for (guint i = 0; i < self->ids->len; i++)
    for (guint k = 0; k < items->len; k++)
      {
        BizBatchItem *item = g_ptr_array_index (items, k);

        if (biz_invoice_get_id (biz_batch_item_get_invoice (item))
            == g_array_index (self->ids, gint64, i))
          g_list_store_append (self->items, item);
      }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizBatchPost *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (answer != NULL)
    items = read_items (self, answer, g_task_get_task_data (task), &error);
  if (items == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_items (self, items);
  g_task_return_boolean (task, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * biz_batch_post_load_async:
 * @self: a wish
 * @today: in the company's zone
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_batch_post_load_async (BizBatchPost *self,
                           const GDate *today,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ErpCapabilities *capabilities;
  g_autofree char *specification = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_BATCH_POST (self));
  g_return_if_fail (today != NULL && g_date_valid (today));

  capabilities = erp_session_get_capabilities (self->session);
  specification = biz_batch_item_get_specification (
      erp_capabilities_has_field (capabilities, "account.move", "abnormal_amount_warning"));
  domain = erp_domain_new ();
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(void *)self->ids->data, self->ids->len);
  call = erp_call_new_read ("account.move", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_int (call, "limit", BIZ_BATCH_MAX);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_batch_post_load_async);
  g_task_set_task_data (task, g_date_copy (today), (GDestroyNotify)g_date_free);
  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, read_cb, task);
}

gboolean
biz_batch_post_load_finish (BizBatchPost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* posting */

static BizBatchItem *
get_current (BizBatchPost *self)
{
  return g_ptr_array_index (self->queue, self->next - 1);
}

static void
end_run (GTask *task, GError *error)
{
  BizBatchPost *self = g_task_get_source_object (task);

  g_clear_pointer (&self->queue, g_ptr_array_unref);
  self->stopping = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* No document is at fault for these, and the next one would fare no better. */
static gboolean
ends_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_TLS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH);
}

/* A refused document and what the server said, on the way to a sentence. */
typedef struct
{
  GTask *task;   /* (owned) */
  GError *error; /* (owned) */
} Refused;

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refused *refused = user_data;
  g_autoptr (GTask) task = refused->task;
  g_autoptr (GError) error = refused->error;
  BizBatchPost *self = g_task_get_source_object (task);
  g_autoptr (BizRefusal) refusal = biz_refusal_explain_finish (result, NULL);
  const char *words = erp_error_get_server_message (error);

  g_free (refused);
  biz_batch_item_set_refused (get_current (self),
                              refusal != NULL && biz_refusal_get_kind (refusal) != BIZ_REFUSAL_OTHER
                                  ? biz_refusal_get_sentence (refusal)
                              : words != NULL ? words
                                              : error->message,
                              error);
  post_next (g_steal_pointer (&task));
}

/* Takes @task and @error. */
static void
take_refusal (GTask *task, GError *error)
{
  BizBatchPost *self = g_task_get_source_object (task);
  BizBatchItem *item = get_current (self);
  Refused *refused;

  if (ends_all (error))
    {
      biz_batch_item_set_refused (item, error->message, error);
      end_run (task, error);
      g_clear_object (&task);
      return;
    }
  refused = g_new0 (Refused, 1);
  refused->task = task;
  refused->error = error;
  biz_refusal_explain_async (
      erp_session_get_client (self->session), error, biz_batch_item_get_invoice (item),
      erp_capabilities_get_uid (erp_session_get_capabilities (self->session)),
      g_task_get_cancellable (task), explained_cb, refused);
}

/* Takes @task. */
static void
take_result (GTask *task, BizInvoice *invoice, GError *error)
{
  BizBatchPost *self = g_task_get_source_object (task);

  if (invoice == NULL)
    {
      take_refusal (task, error);
      return;
    }
  biz_batch_item_set_posted (get_current (self), invoice);
  post_next (task);
}

static void
invoice_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (BizInvoice) invoice =
      biz_invoice_store_post_finish (BIZ_INVOICE_STORE (source), result, &error);

  take_result (user_data, invoice, error);
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (BizInvoice) note =
      biz_credit_store_post_finish (BIZ_CREDIT_STORE (source), result, &error);

  take_result (user_data, note, error);
}

/* Takes @task. */
static void
post_next (GTask *task)
{
  BizBatchPost *self = g_task_get_source_object (task);
  BizBatchItem *item;
  BizInvoice *invoice;

  if (self->stopping || self->next >= self->queue->len)
    {
      end_run (task, NULL);
      g_clear_object (&task);
      return;
    }
  item = g_ptr_array_index (self->queue, self->next++);
  invoice = biz_batch_item_get_invoice (item);
  biz_batch_item_set_posting (item);
  g_signal_emit (self, signals[CHANGED], 0);
  if (biz_invoice_get_move_type (invoice) == BIZ_MOVE_CREDIT_NOTE)
    biz_credit_store_post_async (self->credits, invoice, g_task_get_cancellable (task), note_cb,
                                 task);
  else
    biz_invoice_store_post_async (self->store, biz_invoice_get_id (invoice),
                                  g_task_get_cancellable (task), invoice_cb, task);
}

/**
 * biz_batch_post_run_async:
 * @self: a loaded wish that does not run
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_batch_post_run_async (BizBatchPost *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GListModel *items;
  GTask *task;

  g_return_if_fail (BIZ_IS_BATCH_POST (self));
  g_return_if_fail (self->queue == NULL);

  items = G_LIST_MODEL (self->items);
  self->queue = g_ptr_array_new_with_free_func (g_object_unref);
  self->next = 0;
  self->stopping = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);

      if (biz_batch_item_is_wanted (item))
        g_ptr_array_add (self->queue, g_steal_pointer (&item));
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_batch_post_run_async);
  post_next (task);
}

/**
 * biz_batch_post_run_finish:
 * @self: a wish
 * @result: from the callback
 * @error: return location
 *
 * Returns: FALSE where the run broke off: no connection, or nobody signed in any more. What a
 *   single document was refused for stands with it
 */
gboolean
biz_batch_post_run_finish (BizBatchPost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * biz_batch_post_stop:
 * @self: a wish
 *
 * The document under way is finished; the rest stays as it is.
 */
void
biz_batch_post_stop (BizBatchPost *self)
{
  g_return_if_fail (BIZ_IS_BATCH_POST (self));

  if (self->queue == NULL || self->stopping)
    return;
  self->stopping = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
biz_batch_post_is_running (BizBatchPost *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), FALSE);

  return self->queue != NULL;
}

gboolean
biz_batch_post_is_stopping (BizBatchPost *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_POST (self), FALSE);

  return self->stopping;
}
