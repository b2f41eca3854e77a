/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-store.h"

#include "biz-currency-table.h"
#include "biz-due-hold.h"
#include "biz-due-json.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

struct _BizDueStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizDueStore, biz_due_store, G_TYPE_OBJECT)

/* One reading: the sums and the holds beside the slices, which follow one another. */
typedef struct
{
  BizDueBook *book;        /* (owned) */
  BizDueReading *reading;  /* (owned) */
  GHashTable *holds;       /* (owned) (nullable) */
  BizDueProgress progress; /* (nullable) */
  gpointer progress_data;
  gint64 last_id;
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Read;

static void ask_slice (GTask *task);

static void
free_read (gpointer data)
{
  Read *read = data;

  g_clear_object (&read->book);
  biz_due_reading_unref (read->reading);
  g_clear_pointer (&read->holds, g_hash_table_unref);
  g_clear_error (&read->error);
  g_free (read);
}

static void
biz_due_store_finalize (GObject *object)
{
  BizDueStore *self = BIZ_DUE_STORE (object);

  g_clear_object (&self->session);
  biz_currency_table_unref (self->currencies);

  G_OBJECT_CLASS (biz_due_store_parent_class)->finalize (object);
}

static void
biz_due_store_class_init (BizDueStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_due_store_finalize;
}

static void
biz_due_store_init (BizDueStore *self)
{
}

/**
 * biz_due_store_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store
 */
BizDueStore *
biz_due_store_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizDueStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DUE_STORE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/* Ends @task with the last of its requests. */
static void
finish_part (GTask *task, GError *error)
{
  Read *read = g_task_get_task_data (task);

  if (error != NULL && read->error == NULL)
    read->error = error;
  else
    g_clear_error (&error);
  if (--read->n_pending > 0)
    return;
  if (read->error != NULL)
    g_task_return_error (task, g_steal_pointer (&read->error));
  else
    g_task_return_pointer (task, g_object_ref (read->book), g_object_unref);
}

static gpointer
decode_slice (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_due_row_free);
  JsonObject *answer;
  JsonArray *records;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *row;
      BizDueRow *made;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return NULL;
      made = biz_due_reading_read (user_data, row, error);
      if (made == NULL)
        return NULL;
      g_ptr_array_add (rows, made);
    }

  return g_steal_pointer (&rows);
}

static void
slice_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  guint n = rows != NULL ? rows->len : 0;
  gboolean more = n == BIZ_DUE_SLICE;

  if (rows == NULL)
    {
      finish_part (task, error);
      return;
    }
  if (n > 0)
    {
      const BizDueRow *last = g_ptr_array_index (rows, n - 1);

      read->last_id = last->line->id;
    }
  biz_due_book_take_rows (read->book, g_steal_pointer (&rows));
  if (read->holds != NULL)
    biz_due_book_set_holds (read->book, read->holds);
  if (more && biz_due_book_get_n_lines (read->book) >= BIZ_DUE_MAX_LINES)
    {
      biz_due_book_set_cut (read->book);
      more = FALSE;
    }
  if (more && read->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    read->progress (read->book, read->progress_data);
  if (more)
    ask_slice (task);
  else
    finish_part (task, NULL);
}

static void
ask_slice (GTask *task)
{
  BizDueStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = biz_due_new_domain ();
  g_autoptr (ErpCall) call = erp_call_new_read ("sale.order.line", "web_search_read");

  if (read->last_id > 0)
    erp_domain_add_int (domain, "id", ">", read->last_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification",
                     erp_json_literal (biz_due_reading_get_specification (read->reading)));
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", BIZ_DUE_SLICE);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_slice, biz_due_reading_ref (read->reading),
                        (GDestroyNotify)biz_due_reading_unref, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), slice_cb, g_object_ref (task));
}

static gboolean
read_sums (BizDueStore *self, JsonNode *answer, GArray *sums, guint64 *n, GError **error)
{
  JsonArray *groups;

  if (!erp_json_get_array (answer, &groups, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      g_autofree char *name = NULL;
      JsonObject *group;
      gint64 currency, count;
      BizMoney zero, sum;

      if (!erp_json_get_object (json_array_get_element (groups, i), &group, error)
          || !erp_json_get_many2one (group, "currency_id", &currency, &name, error)
          || !erp_json_get_int (group, "__count", &count, error)
          || !biz_currency_table_lookup (self->currencies, currency, &zero, error)
          || !biz_money_from_json_rounded (group, "untaxed_amount_to_invoice:sum", &zero, &sum,
                                           error))
        return FALSE;
      *n += (guint64)MAX (count, 0);
      g_array_append_val (sums, sum);
    }

  return TRUE;
}

/* What the server adds up is there to compare with; without it the list is as good. */
static void
sums_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDueStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  guint64 n = 0;

  if (answer != NULL && read_sums (self, answer, sums, &n, &error))
    biz_due_book_set_server (read->book, n, sums);
  else
    g_debug ("The sums were not read: %s", error->message);
  finish_part (task, NULL);
}

static void
holds_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;

  read->holds = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (read->holds != NULL)
    biz_due_book_set_holds (read->book, read->holds);
  finish_part (task, error);
}

/**
 * biz_due_store_read_async:
 * @self: a store
 * @today: the day that days count to
 * @progress: (nullable) (scope notified): called while more is to come
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads every line with something to invoice of the companies seen.
 */
void
biz_due_store_read_async (BizDueStore *self,
                          const GDate *today,
                          BizDueProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const char *const groupby[] = { "currency_id", NULL };
  static const char *const aggregates[] = { "untaxed_amount_to_invoice:sum", "__count", NULL };
  ErpClient *client;
  ErpCapabilities *capabilities;
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) sums = NULL;
  g_autoptr (ErpCall) holds = NULL;
  Read *read;

  g_return_if_fail (BIZ_IS_DUE_STORE (self));
  g_return_if_fail (today != NULL && g_date_valid (today));

  client = erp_session_get_client (self->session);
  capabilities = erp_session_get_capabilities (self->session);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_due_store_read_async);
  read = g_new0 (Read, 1);
  read->book = biz_due_book_new (today);
  read->reading = biz_due_reading_new (capabilities, self->currencies);
  read->progress = progress;
  read->progress_data = progress_data;
  read->n_pending = 3;
  g_task_set_task_data (task, read, free_read);

  ask_slice (task);
  domain = biz_due_new_domain ();
  sums = erp_capabilities_new_aggregate_call (capabilities, "sale.order.line", domain, groupby,
                                              aggregates);
  erp_client_call_async (client, sums, cancellable, sums_cb, g_object_ref (task));
  holds = biz_due_hold_new_call ();
  erp_client_call_async (client, holds, cancellable, holds_cb, g_object_ref (task));
}

/**
 * biz_due_store_read_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what is to invoice; %NULL with an error
 */
BizDueBook *
biz_due_store_read_finish (BizDueStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_due_new_count_call:
 *
 * Returns: (transfer full): a read whose answer is a number: confirmed orders that the server calls
 *   to invoice
 */
ErpCall *
biz_due_new_count_call (void)
{
  ErpCall *call = erp_call_new_read ("sale.order", "search_count");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "invoice_status", "=", "to invoice");
  erp_call_set_arg_domain (call, "domain", domain);

  return call;
}
