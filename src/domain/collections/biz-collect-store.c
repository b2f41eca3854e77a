/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-store.h"

#include "biz-ageing-json.h"
#include "biz-collect-json.h"
#include "biz-currency-table.h"
#include "biz-decision-log.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

/* One of the lists that come in slices, each after the last of the one before. */
typedef struct
{
  const char *model;
  const char *specification;
  ErpDecodeFunc decode;
  GAsyncReadyCallback callback;
  ErpDomain *domain; /* (owned) */
  guint max;
  guint n;
  gint64 last_id;
} List;

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizCollectInput *input;       /* (owned) (nullable) */
  BizCollectProgress progress;  /* (nullable) */
  gpointer progress_data;
  List items;
  List payments;
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

/* What a worker thread made of one answer. */
typedef struct
{
  GArray *rows; /* (owned) */
  guint n;
  gint64 last_id;
} Slice;

static void ask_slice (GTask *task, List *list);

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->items.domain, erp_domain_unref);
  g_clear_pointer (&load->payments.domain, erp_domain_unref);
  g_clear_pointer (&load->input, biz_collect_input_free);
  g_clear_error (&load->error);
  biz_currency_table_unref (load->currencies);
  g_clear_object (&load->session);
  g_free (load);
}

static void
free_slice (gpointer data)
{
  Slice *slice = data;

  g_array_unref (slice->rows);
  g_free (slice);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Slice, free_slice)

static void
make_book (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;

  g_task_return_pointer (task, biz_collect_book_new (g_steal_pointer (&load->input)),
                         g_object_unref);
}

/* Takes @error. */
static void
finish_part (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else if (g_task_get_source_tag (task) == biz_collect_read_promised_async)
    g_task_return_pointer (task, g_steal_pointer (&load->input),
                           (GDestroyNotify)biz_collect_input_free);
  else
    g_task_run_in_thread (task, make_book);
}

static JsonArray *
get_records (JsonNode *result, GError **error)
{
  JsonArray *records = NULL;
  JsonObject *answer;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;

  return records;
}

typedef gboolean (*ReadFunc) (JsonObject *row,
                              BizCurrencyTable *currencies,
                              gpointer out,
                              GError **error);

static gpointer
decode_rows (JsonNode *result,
             BizCurrencyTable *currencies,
             GArray *rows,
             ReadFunc read,
             gpointer out,
             GError **error)
{
  g_autoptr (Slice) slice = g_new0 (Slice, 1);
  JsonArray *records = get_records (result, error);

  slice->rows = rows;
  if (records == NULL)
    return NULL;
  slice->n = json_array_get_length (records);
  for (guint i = 0; i < slice->n; i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error)
          || !erp_json_get_int (row, "id", &slice->last_id, error)
          || !read (row, currencies, out, error))
        return NULL;
      g_array_append_vals (rows, out, 1);
    }

  return g_steal_pointer (&slice);
}

static gboolean
read_item (JsonObject *row, BizCurrencyTable *currencies, gpointer out, GError **error)
{
  return biz_ageing_read_item (row, currencies, out, error);
}

static gboolean
read_payment (JsonObject *row, BizCurrencyTable *currencies, gpointer out, GError **error)
{
  return biz_collect_read_payment (row, currencies, out, error);
}

static gpointer
decode_items (JsonNode *result, gpointer user_data, GError **error)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  BizAgeingItem item;

  g_array_set_clear_func (rows, (GDestroyNotify)biz_ageing_item_clear);

  return decode_rows (result, user_data, rows, read_item, &item, error);
}

static gpointer
decode_payments (JsonNode *result, gpointer user_data, GError **error)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BizCollectPayment));
  BizCollectPayment payment;

  g_array_set_clear_func (rows, (GDestroyNotify)biz_collect_payment_clear);

  return decode_rows (result, user_data, rows, read_payment, &payment, error);
}

/* Moves the rows: what they own goes along. */
static void
take_rows (GArray *into, GArray *rows)
{
  gsize n;
  g_autofree gpointer data = NULL;

  if (rows->len == 0)
    return;
  data = g_array_steal (rows, &n);
  g_array_append_vals (into, data, (guint)n);
}

static void
take_slice (GTask *task, GObject *source, GAsyncResult *result, List *list, GArray *into)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (Slice) slice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (slice == NULL)
    {
      finish_part (task, error);
      return;
    }
  take_rows (into, slice->rows);
  list->n += slice->n;
  if (load->error != NULL || slice->n < BIZ_COLLECT_SLICE || slice->last_id == list->last_id)
    {
      finish_part (task, NULL);
      return;
    }
  list->last_id = slice->last_id;
  if (list->n >= list->max)
    {
      load->input->is_cut = TRUE;
      finish_part (task, NULL);
      return;
    }
  if (list == &load->items && load->progress != NULL
      && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    load->progress (list->n, load->progress_data);
  ask_slice (task, list);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_slice (task, source, result, &load->items, load->input->items);
}

static void
payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_slice (task, source, result, &load->payments, load->input->payments);
}

/* Items the oldest first; of payments the newest first, so that the oldest are cut. */
static void
ask_slice (GTask *task, List *list)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_copy (list->domain);
  g_autoptr (ErpCall) call = erp_call_new_read (list->model, "web_search_read");
  gboolean rising = list == &load->items;

  if (list->last_id > 0)
    erp_domain_add_int (domain, "id", rising ? ">" : "<", list->last_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", list->specification);
  erp_call_set_arg_string (call, "order", rising ? "id" : "id desc");
  erp_call_set_arg_int (call, "limit", BIZ_COLLECT_SLICE);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, list->decode, biz_currency_table_ref (load->currencies),
                        (GDestroyNotify)biz_currency_table_unref, free_slice);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), list->callback, g_object_ref (task));
}

static void
notes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizDecisionLog) log = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (log != NULL)
    {
      g_ptr_array_unref (load->input->notes);
      load->input->notes = g_ptr_array_ref (biz_decision_log_get_notes (log));
      load->input->is_cut |= biz_decision_log_is_cut (log);
    }
  finish_part (task, error);
}

static void
ask_notes (GTask *task)
{
  static const BizDecisionScope scopes[] = { { "res.partner" }, { "account.move" } };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = biz_decision_log_new_call (
      scopes, G_N_ELEMENTS (scopes),
      BIZ_DECISION_BIT (BIZ_DECISION_PROMISE) | BIZ_DECISION_BIT (BIZ_DECISION_DISPUTE)
          | BIZ_DECISION_BIT (BIZ_DECISION_CONTACT) | BIZ_DECISION_BIT (BIZ_DECISION_REMINDER)
          | BIZ_DECISION_BIT (BIZ_DECISION_PAYER),
      NULL);

  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), notes_cb, g_object_ref (task));
}

static gpointer
decode_actions (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) actions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_collect_action_free);
  JsonArray *records = get_records (result, error);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      BizCollectAction *action;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return NULL;
      action = biz_collect_read_action (row, error);
      if (action == NULL)
        return NULL;
      g_ptr_array_add (actions, action);
    }

  return g_steal_pointer (&actions);
}

static void
actions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) actions = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (actions != NULL)
    {
      load->input->is_cut |= actions->len == BIZ_COLLECT_MAX_ACTIONS;
      g_ptr_array_unref (load->input->actions);
      load->input->actions = g_steal_pointer (&actions);
    }
  finish_part (task, error);
}

static void
ask_actions (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = biz_collect_new_action_domain ();
  g_autoptr (ErpCall) call = erp_call_new_read ("mail.activity", "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", BIZ_COLLECT_ACTION_SPECIFICATION);
  erp_call_set_arg_string (call, "order", "date_deadline, id");
  erp_call_set_arg_int (call, "limit", BIZ_COLLECT_MAX_ACTIONS);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_actions, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), actions_cb, g_object_ref (task));
}

/* They only order rows of different currencies: without them the list is as good. */
static void
rates_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->input->rates = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (load->input->rates == NULL)
    g_debug ("The rates were not read: %s", error->message);
  finish_part (task, NULL);
}

static gboolean
has_currencies (ErpCapabilities *capabilities)
{
  GListModel *companies = erp_capabilities_get_companies (capabilities);
  gint64 first = 0;

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      if (first != 0 && erp_company_get_currency_id (company) != first)
        return TRUE;
      first = erp_company_get_currency_id (company);
    }

  return FALSE;
}

static void
ask_rates (GTask *task)
{
  static const char *const fields[] = { "name", "rate", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;

  if (!has_currencies (erp_session_get_capabilities (load->session)))
    return;
  domain = erp_domain_new ();
  call = erp_call_new_read ("res.currency", "search_read");
  load->n_pending++;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_decoder (call, biz_collect_decode_rates, NULL, NULL,
                        (GDestroyNotify)g_hash_table_unref);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), rates_cb, g_object_ref (task));
}

static Load *
new_load (ErpSession *session, BizCurrencyTable *currencies, const GDate *today, guint tolerance)
{
  const char *zone = erp_capabilities_get_time_zone (erp_session_get_capabilities (session));
  GTimeZone *own = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  Load *load = g_new0 (Load, 1);
  GDate since = *today;

  g_date_subtract_days (&since, BIZ_PAYER_DAYS);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->input = biz_collect_input_new (today);
  load->input->tolerance = tolerance;
  if (own != NULL)
    {
      g_time_zone_unref (load->input->zone);
      load->input->zone = own;
    }
  load->items = (List){ .model = "account.move.line",
                        .specification = BIZ_AGEING_ITEM_SPECIFICATION,
                        .decode = decode_items,
                        .callback = items_cb,
                        .domain = biz_collect_new_item_domain (today),
                        .max = BIZ_COLLECT_MAX_ITEMS };
  load->payments = (List){ .model = "account.partial.reconcile",
                           .specification = BIZ_COLLECT_PAYMENT_SPECIFICATION,
                           .decode = decode_payments,
                           .callback = payments_cb,
                           .domain = biz_collect_new_payment_domain (&since),
                           .max = BIZ_COLLECT_MAX_PAYMENTS };

  return load;
}

/**
 * biz_collect_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @today: the day that days count to
 * @tolerance: days granted after a promised one
 * @progress: (nullable) (scope notified): called while more items are to come
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_collect_read_async (ErpSession *session,
                        BizCurrencyTable *currencies,
                        const GDate *today,
                        guint tolerance,
                        BizCollectProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_collect_read_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load = new_load (session, currencies, today, tolerance);
  load->progress = progress;
  load->progress_data = progress_data;
  load->n_pending = 4;
  g_task_set_task_data (task, load, free_load);

  ask_slice (task, &load->items);
  ask_slice (task, &load->payments);
  ask_notes (task);
  ask_actions (task);
  ask_rates (task);
}

/**
 * biz_collect_read_promised_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @today: the day that promises are judged on
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_collect_read_promised_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 const GDate *today,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_collect_read_promised_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load = new_load (session, currencies, today, BIZ_PROMISE_TOLERANCE);
  biz_collect_add_promised (load->items.domain, FALSE);
  biz_collect_add_promised (load->payments.domain, TRUE);
  load->n_pending = 3;
  g_task_set_task_data (task, load, free_load);

  ask_slice (task, &load->items);
  ask_slice (task, &load->payments);
  ask_notes (task);
}

/**
 * biz_collect_read_promised_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what a book is made of; %NULL with an error
 */
BizCollectInput *
biz_collect_read_promised_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_collect_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the worklist; %NULL with an error
 */
BizCollectBook *
biz_collect_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
