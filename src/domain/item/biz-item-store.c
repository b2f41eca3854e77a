/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-store.h"

#include "biz-currency-table.h"
#include "biz-item-jobs.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizItemStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizItemStore, biz_item_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a task is about. */
typedef struct
{
  GArray *ids;       /* (owned) */
  GError *refused;   /* (owned) (nullable): why these cannot be matched */
  BizItemUndo *undo; /* (owned) (nullable) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_array_unref (asking->ids);
  g_clear_error (&asking->refused);
  g_clear_pointer (&asking->undo, biz_item_undo_free);
  g_free (asking);
}

static GTask *
make_task (BizItemStore *self,
           const gint64 *ids,
           guint n_ids,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (asking->ids, ids, n_ids);
  g_task_set_task_data (task, asking, asking_free);

  return task;
}

static ErpClient *
get_client (BizItemStore *self)
{
  return erp_session_get_client (self->session);
}

static void
biz_item_store_finalize (GObject *object)
{
  BizItemStore *self = BIZ_ITEM_STORE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);

  G_OBJECT_CLASS (biz_item_store_parent_class)->finalize (object);
}

static void
biz_item_store_class_init (BizItemStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_item_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_item_store_init (BizItemStore *self)
{
}

/**
 * biz_item_store_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store
 */
BizItemStore *
biz_item_store_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizItemStore *self = g_object_new (BIZ_TYPE_ITEM_STORE, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/* reading */

static gpointer
decode_items (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizItem *item;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      item = biz_item_new_from_json (row, user_data, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

/* The rows of a list. */
static gpointer
decode_rows (JsonNode *result, gpointer user_data, GError **error)
{
  JsonObject *answer;

  if (!erp_json_get_object (result, &answer, error))
    return NULL;

  return decode_items (json_object_get_member (answer, "records"), user_data, error);
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *items = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
biz_item_store_read_async (BizItemStore *self,
                           ErpDomain *domain,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "web_search_read");
  g_autoptr (ErpDomain) open = NULL;

  g_return_if_fail (BIZ_IS_ITEM_STORE (self) && domain != NULL);

  open = erp_domain_copy (domain);
  erp_domain_add_bool (open, "reconciled", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", open);
  erp_call_set_arg_json (call, "specification", biz_item_get_specification ());
  erp_call_set_arg_string (call, "order", "partner_id asc, date_maturity asc, id asc");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_rows, biz_currency_table_ref (self->currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (get_client (self), call, cancellable, rows_cb,
                         g_task_new (self, cancellable, callback, user_data));
}

/**
 * biz_item_store_read_finish:
 * @self: a store
 * @result: of the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizItem): the items, or %NULL with an error
 */
GPtrArray *
biz_item_store_read_finish (BizItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a refused item is matched with is said, too. */
static void
bonds_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizItemStore *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (BizItemUndo) undo = NULL;
  g_autofree char *what = NULL;

  if (answer != NULL)
    undo = biz_item_undo_new ((const gint64 *)(gpointer)asking->ids->data, asking->ids->len, answer,
                              self->currencies, NULL);
  if (undo != NULL && undo->bonds->len > 0)
    {
      what = biz_item_undo_describe (undo);
      /* Translators: a document, and those that it is matched with */
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("%s It is %s."),
                               asking->refused->message, what);
    }
  else
    g_task_return_error (task, g_steal_pointer (&asking->refused));
}

/* Asks what @item is matched with, to say it beside why it is refused. */
static void
explain (GTask *task, BizItem *item)
{
  BizItemStore *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  gint64 id = biz_item_get_id (item);
  g_autoptr (ErpCall) call = biz_item_undo_new_call (&id, 1);

  g_array_set_size (asking->ids, 0);
  g_array_append_val (asking->ids, id);
  erp_client_call_async (get_client (self), call, g_task_get_cancellable (task), bonds_cb,
                         g_object_ref (task));
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizItemPlan *plan;

  if (items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (items->len != asking->ids->len)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING,
                               _ ("Some of these items are not there any more. Refresh the list."));
      return;
    }
  plan = biz_item_plan_new (items, &asking->refused);
  if (plan != NULL)
    {
      g_task_return_pointer (task, plan, (GDestroyNotify)biz_item_plan_free);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      if (biz_item_get_facts (g_ptr_array_index (items, i))->reconciled)
        {
          explain (task, g_ptr_array_index (items, i));
          return;
        }
    }
  g_task_return_error (task, g_steal_pointer (&asking->refused));
}

void
biz_item_store_plan_async (BizItemStore *self,
                           const gint64 *ids,
                           guint n_ids,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "web_read");

  g_return_if_fail (BIZ_IS_ITEM_STORE (self));

  erp_call_set_ids (call, ids, n_ids);
  erp_call_set_arg_json (call, "specification", biz_item_get_specification ());
  erp_call_set_decoder (call, decode_items, biz_currency_table_ref (self->currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (get_client (self), call, cancellable, items_cb,
                         make_task (self, ids, n_ids, cancellable, callback, user_data));
}

/**
 * biz_item_store_plan_finish:
 * @self: a store
 * @result: of the callback
 * @error: return location
 *
 * Returns: (transfer full): what a match would do, or %NULL with an error
 */
BizItemPlan *
biz_item_store_plan_finish (BizItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* taking back */

/* The latest of the days that close the books for everybody. */
static void
read_locks (JsonNode *answer, GDate *locked)
{
  static const char *const fields[] = { "fiscalyear_lock_date", "hard_lock_date" };
  JsonArray *rows;
  JsonObject *row;

  g_date_clear (locked, 1);
  if (!erp_json_get_array (answer, &rows, NULL) || json_array_get_length (rows) == 0
      || !erp_json_get_object (json_array_get_element (rows, 0), &row, NULL))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GDate day;

      g_date_clear (&day, 1);
      if (json_object_has_member (row, fields[i]) && erp_json_get_date (row, fields[i], &day, NULL)
          && g_date_valid (&day) && (!g_date_valid (locked) || g_date_compare (&day, locked) > 0))
        *locked = day;
    }
}

static void
locks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  GDate locked;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  read_locks (answer, &locked);
  if (biz_item_undo_check (asking->undo, &locked, &error))
    g_task_return_pointer (task, g_steal_pointer (&asking->undo),
                           (GDestroyNotify)biz_item_undo_free);
  else
    g_task_return_error (task, error);
}

static void
ask_locks (GTask *task)
{
  static const char *const old[] = { "fiscalyear_lock_date", NULL };
  static const char *const fresh[] = { "fiscalyear_lock_date", "hard_lock_date", NULL };
  BizItemStore *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  const char *version =
      erp_capabilities_get_server_version (erp_session_get_capabilities (self->session));
  gboolean is_old = version != NULL && g_ascii_strtoull (version, NULL, 10) < 18;
  g_autoptr (ErpCall) call = erp_call_new_read ("res.company", "read");

  erp_call_set_id (call, asking->undo->company_id);
  erp_call_set_arg_strv (call, "fields", is_old ? old : fresh);
  erp_client_call_async (get_client (self), call, g_task_get_cancellable (task), locks_cb,
                         g_object_ref (task));
}

static void
undo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizItemStore *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  GDate open;

  g_date_clear (&open, 1);
  if (answer != NULL)
    asking->undo = biz_item_undo_new ((const gint64 *)(gpointer)asking->ids->data, asking->ids->len,
                                      answer, self->currencies, &error);
  /* what no lock date can change is told before it is asked for */
  if (asking->undo == NULL || !biz_item_undo_check (asking->undo, &open, &error))
    g_task_return_error (task, error);
  else
    ask_locks (task);
}

void
biz_item_store_undo_plan_async (BizItemStore *self,
                                const gint64 *ids,
                                guint n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (ErpCall) call = biz_item_undo_new_call (ids, n_ids);

  g_return_if_fail (BIZ_IS_ITEM_STORE (self));

  erp_client_call_async (get_client (self), call, cancellable, undo_cb,
                         make_task (self, ids, n_ids, cancellable, callback, user_data));
}

/**
 * biz_item_store_undo_plan_finish:
 * @self: a store
 * @result: of the callback
 * @error: return location
 *
 * Returns: (transfer full): the matches that would end, or %NULL with an error
 */
BizItemUndo *
biz_item_store_undo_plan_finish (BizItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* writing */

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizItemStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  /* What is refused may have been done by somebody else: the list is not what it was. */
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes @body. */
static void
run_job (BizItemStore *self,
         const char *kind,
         JsonObject *body,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  erp_journal_run_async (erp_session_get_journal (self->session), kind, body, cancellable, job_cb,
                         g_task_new (self, cancellable, callback, user_data));
  json_object_unref (body);
}

void
biz_item_store_match_async (BizItemStore *self,
                            const BizItemPlan *plan,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BIZ_IS_ITEM_STORE (self) && plan != NULL);

  run_job (self, BIZ_JOB_MATCH_ITEMS, biz_item_plan_to_job (plan), cancellable, callback,
           user_data);
}

void
biz_item_store_unmatch_async (BizItemStore *self,
                              const BizItemUndo *undo,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BIZ_IS_ITEM_STORE (self) && undo != NULL);

  run_job (self, BIZ_JOB_UNMATCH_ITEMS, biz_item_undo_to_job (undo), cancellable, callback,
           user_data);
}

/**
 * biz_item_store_write_finish:
 * @self: a store
 * @result: of the callback of either
 * @error: return location
 *
 * Returns: FALSE with an error as erp_journal_run_finish() has it
 */
gboolean
biz_item_store_write_finish (BizItemStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
