/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "biz-invoice-ahead.h"

#include "biz-currency-table.h"
#include "biz-invoice-store-private.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"

/* More is never wanted at once. */
#define WANTED_MAX (BIZ_INVOICE_AHEAD_KEPT - 1)

typedef struct
{
  BizInvoice *invoice; /* (owned) */
  gint64 came;         /* µs of the clock */
} Kept;

struct _BizInvoiceAhead
{
  GObject parent_instance;

  BizInvoiceStore *store; /* (owned) */
  GQueue kept;            /* (owned) (element-type Kept): the last used first */
  GArray *wanted;         /* (owned) (element-type gint64) */
  GArray *asked;          /* (owned) (element-type gint64): on its way */
  GPtrArray *waiting;     /* (owned) (element-type GTask): for what is on its way */
  GCancellable *asking;   /* (owned) (nullable): of the request for it */
  guint generation;       /* of what may be kept */
  BizInvoiceAheadClock clock;
  gpointer clock_data;
};

/* A load of one document, as a task's data. */
typedef struct
{
  gint64 id;
  guint generation;
} Load;

G_DEFINE_FINAL_TYPE (BizInvoiceAhead, biz_invoice_ahead, G_TYPE_OBJECT)

static void ask_missing (BizInvoiceAhead *self);

static gint64
monotonic_clock (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static void
kept_free (Kept *kept)
{
  g_clear_object (&kept->invoice);
  g_free (kept);
}

static gboolean
contains (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static GList *
find (BizInvoiceAhead *self, gint64 id)
{
  for (GList *l = self->kept.head; l != NULL; l = l->next)
    if (biz_invoice_get_id (((Kept *)l->data)->invoice) == id)
      return l;
  return NULL;
}

static void
keep (BizInvoiceAhead *self, BizInvoice *invoice)
{
  GList *link = find (self, biz_invoice_get_id (invoice));
  Kept *kept;

  if (link != NULL)
    {
      kept_free (link->data);
      g_queue_delete_link (&self->kept, link);
    }
  kept = g_new (Kept, 1);
  kept->invoice = g_object_ref (invoice);
  kept->came = self->clock (self->clock_data);
  g_queue_push_head (&self->kept, kept);
  while (g_queue_get_length (&self->kept) > BIZ_INVOICE_AHEAD_KEPT)
    kept_free (g_queue_pop_tail (&self->kept));
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizInvoice *invoice;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      invoice = biz_invoice_new_from_json (row, user_data, error);
      if (invoice == NULL)
        return NULL;
      g_ptr_array_add (invoices, invoice);
    }

  return g_steal_pointer (&invoices);
}

static ErpCall *
make_call (BizInvoiceAhead *self)
{
  ErpCall *call = erp_call_new_read ("account.move", "web_read");

  erp_call_set_ids (call, (const gint64 *)(gconstpointer)self->asked->data, self->asked->len);
  erp_call_set_arg_json (call, "specification", biz_invoice_store_get_specification (self->store));
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, decode,
                        biz_currency_table_ref (biz_invoice_store_get_currencies (self->store)),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);

  return call;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizInvoiceAhead *self = g_task_get_source_object (task);
  const Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  BizInvoice *invoice = biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (invoice == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (load->generation == self->generation)
    keep (self, invoice);
  g_task_return_pointer (task, invoice, g_object_unref);
}

/* Takes @task. */
static void
load_one (BizInvoiceAhead *self, GTask *task)
{
  const Load *load = g_task_get_task_data (task);

  biz_invoice_store_load_async (self->store, load->id, g_task_get_cancellable (task), loaded_cb,
                                task);
}

/* What somebody waits for came, or has to be asked for alone. */
static void
serve_waiting (BizInvoiceAhead *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = waiting->pdata[i];
      const Load *load = g_task_get_task_data (task);
      GList *link = find (self, load->id);

      if (link == NULL)
        {
          load_one (self, task);
          continue;
        }
      g_task_return_pointer (task, g_object_ref (((Kept *)link->data)->invoice), g_object_unref);
      g_clear_object (&task);
    }
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizInvoiceAhead *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) invoices = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_task_return_boolean (task, invoices != NULL);
  /* Dropped or replaced meanwhile. */
  if (g_task_get_cancellable (task) != self->asking)
    return;

  g_clear_object (&self->asking);
  g_array_set_size (self->asked, 0);
  for (guint i = 0; invoices != NULL && i < invoices->len; i++)
    keep (self, invoices->pdata[i]);
  /* What did not come is asked for when it is opened, and its failure said then. */
  if (invoices == NULL)
    {
      g_debug ("nothing read ahead: %s", error->message);
      g_array_set_size (self->wanted, 0);
    }
  serve_waiting (self);
  ask_missing (self);
}

static void
stop_asking (BizInvoiceAhead *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_array_set_size (self->asked, 0);
  serve_waiting (self);
}

static gboolean
is_any_wanted (BizInvoiceAhead *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (contains (self->wanted, g_array_index (self->asked, gint64, i)))
      return TRUE;
  return self->waiting->len > 0;
}

/* Each is asked for once: what does not come is not wanted any more. */
static void
ask_missing (BizInvoiceAhead *self)
{
  g_autoptr (ErpCall) call = NULL;

  if (self->asking != NULL && is_any_wanted (self))
    return;
  if (self->asking != NULL)
    stop_asking (self);
  for (guint i = 0; i < self->wanted->len; i++)
    {
      gint64 id = g_array_index (self->wanted, gint64, i);

      if (find (self, id) == NULL)
        g_array_append_val (self->asked, id);
    }
  g_array_set_size (self->wanted, 0);
  if (self->asked->len == 0)
    return;
  self->asking = g_cancellable_new ();
  call = make_call (self);
  erp_client_call_async (biz_invoice_store_get_client (self->store), call, self->asking, came_cb,
                         g_task_new (self, self->asking, NULL, NULL));
}

static void
biz_invoice_ahead_dispose (GObject *object)
{
  BizInvoiceAhead *self = BIZ_INVOICE_AHEAD (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_queue_clear_full (&self->kept, (GDestroyNotify)kept_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (biz_invoice_ahead_parent_class)->dispose (object);
}

static void
biz_invoice_ahead_finalize (GObject *object)
{
  BizInvoiceAhead *self = BIZ_INVOICE_AHEAD (object);

  /* Each waiting task holds this object: there is none left. */
  g_ptr_array_unref (self->waiting);
  g_array_unref (self->wanted);
  g_array_unref (self->asked);

  G_OBJECT_CLASS (biz_invoice_ahead_parent_class)->finalize (object);
}

static void
biz_invoice_ahead_class_init (BizInvoiceAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_invoice_ahead_dispose;
  G_OBJECT_CLASS (klass)->finalize = biz_invoice_ahead_finalize;
}

static void
biz_invoice_ahead_init (BizInvoiceAhead *self)
{
  g_queue_init (&self->kept);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->waiting = g_ptr_array_new ();
  self->clock = monotonic_clock;
}

/**
 * biz_invoice_ahead_new:
 * @store: reads; what it writes drops all that is kept
 *
 * Returns: (transfer full): nothing kept yet
 */
BizInvoiceAhead *
biz_invoice_ahead_new (BizInvoiceStore *store)
{
  BizInvoiceAhead *self;

  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (store), NULL);

  self = g_object_new (BIZ_TYPE_INVOICE_AHEAD, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (biz_invoice_ahead_drop), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * biz_invoice_ahead_set_clock:
 * @self: documents
 * @clock: (scope forever): tells the time
 * @user_data: for @clock
 *
 * For tests.
 */
void
biz_invoice_ahead_set_clock (BizInvoiceAhead *self, BizInvoiceAheadClock clock, gpointer user_data)
{
  g_return_if_fail (BIZ_IS_INVOICE_AHEAD (self) && clock != NULL);

  self->clock = clock;
  self->clock_data = user_data;
}

/**
 * biz_invoice_ahead_want:
 * @self: documents
 * @ids: (array length=n_ids): the nearest first; 0 is none
 * @n_ids: how many
 *
 * Asks for those of @ids that are neither kept nor on their way, all in one request; what is on its
 * way and of no use any more is given up.
 */
void
biz_invoice_ahead_want (BizInvoiceAhead *self, const gint64 *ids, guint n_ids)
{
  g_return_if_fail (BIZ_IS_INVOICE_AHEAD (self));

  g_array_set_size (self->wanted, 0);
  for (guint i = 0; i < n_ids && self->wanted->len < WANTED_MAX; i++)
    if (ids[i] != 0 && !contains (self->wanted, ids[i]))
      g_array_append_val (self->wanted, ids[i]);
  ask_missing (self);
}

/* A list's row is read again and again: where it says something else, the document is old. */
static gboolean
says_the_same (BizInvoice *invoice, BizInvoice *row)
{
  BizMoney total = biz_invoice_get_total (invoice);
  BizMoney residual = biz_invoice_get_residual (invoice);
  BizMoney row_total = biz_invoice_get_total (row);
  BizMoney row_residual = biz_invoice_get_residual (row);

  return biz_invoice_get_state (invoice) == biz_invoice_get_state (row)
         && biz_invoice_get_payment_state (invoice) == biz_invoice_get_payment_state (row)
         && biz_money_equal (&total, &row_total) && biz_money_equal (&residual, &row_residual)
         && g_strcmp0 (biz_invoice_get_number (invoice), biz_invoice_get_number (row)) == 0;
}

/**
 * biz_invoice_ahead_look:
 * @self: documents
 * @row: a row of a list
 * @fresh: (out): whether it came in the last %BIZ_INVOICE_AHEAD_FRESH seconds
 *
 * Returns: (transfer none) (nullable): the whole document
 */
BizInvoice *
biz_invoice_ahead_look (BizInvoiceAhead *self, BizInvoice *row, gboolean *fresh)
{
  GList *link;
  Kept *kept;

  g_return_val_if_fail (BIZ_IS_INVOICE_AHEAD (self) && BIZ_IS_INVOICE (row), NULL);

  *fresh = FALSE;
  link = find (self, biz_invoice_get_id (row));
  if (link == NULL)
    return NULL;
  kept = link->data;
  g_queue_unlink (&self->kept, link);
  if (!says_the_same (kept->invoice, row))
    {
      kept_free (kept);
      g_list_free_1 (link);
      return NULL;
    }
  g_queue_push_head_link (&self->kept, link);
  *fresh = self->clock (self->clock_data) - kept->came
           <= (gint64)BIZ_INVOICE_AHEAD_FRESH * G_USEC_PER_SEC;

  return kept->invoice;
}

/**
 * biz_invoice_ahead_load_async:
 * @self: documents
 * @id: a document
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * As biz_invoice_store_load_async (). A document that is kept is asked for all the same.
 */
void
biz_invoice_ahead_load_async (BizInvoiceAhead *self,
                              gint64 id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Load *load;

  g_return_if_fail (BIZ_IS_INVOICE_AHEAD (self));

  load = g_new (Load, 1);
  load->id = id;
  load->generation = self->generation;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_ahead_load_async);
  g_task_set_task_data (task, load, g_free);
  if (contains (self->asked, id))
    g_ptr_array_add (self->waiting, task);
  else
    load_one (self, task);
}

/**
 * biz_invoice_ahead_load_finish:
 * @self: documents
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the document; ERP_ERROR_MISSING where it is gone
 */
BizInvoice *
biz_invoice_ahead_load_finish (BizInvoiceAhead *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_ahead_drop:
 * @self: documents
 *
 * Forgets all, and what is asked for already when it comes.
 */
void
biz_invoice_ahead_drop (BizInvoiceAhead *self)
{
  g_return_if_fail (BIZ_IS_INVOICE_AHEAD (self));

  self->generation++;
  g_queue_clear_full (&self->kept, (GDestroyNotify)kept_free);
  g_array_set_size (self->wanted, 0);
  stop_asking (self);
}

/**
 * biz_invoice_ahead_get_n_kept:
 * @self: documents
 *
 * Returns: how many are kept
 */
guint
biz_invoice_ahead_get_n_kept (BizInvoiceAhead *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_AHEAD (self), 0);

  return g_queue_get_length (&self->kept);
}

/**
 * biz_invoice_ahead_is_asking:
 * @self: documents
 *
 * Returns: whether something that was wanted is on its way
 */
gboolean
biz_invoice_ahead_is_asking (BizInvoiceAhead *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_AHEAD (self), FALSE);

  return self->asking != NULL;
}
