/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-store.h"

#include "biz-ageing-json.h"
#include "biz-collect-json.h"
#include "biz-currency-table.h"
#include "biz-decision-log.h"
#include "biz-paged-rows.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizCollectInput *input;       /* (owned) (nullable) */
  BizCollectProgress progress;  /* (nullable) */
  gpointer progress_data;
  BizPagedQuery items;    /* the domain (owned) */
  BizPagedQuery payments; /* the same */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

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

/* The names of companies are known since the sign-in. */
static void
name_companies (Load *load)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (load->session);

  for (guint i = 0; i < load->input->items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (load->input->items, BizAgeingItem, i);
      ErpCompany *company = erp_capabilities_get_company (capabilities, item->company_id);

      if (item->company == NULL && company != NULL && erp_company_get_name (company) != NULL)
        item->company = g_ref_string_new_intern (erp_company_get_name (company));
    }
}

/* Takes the rows over into what the book is made of. */
static void
take_rows (GTask *task, GAsyncResult *result, GArray **into)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_cut = FALSE;
  GArray *rows = biz_paged_rows_read_finish (result, &is_cut, &error);

  if (rows != NULL)
    {
      g_array_unref (*into);
      *into = rows;
      if (into == &load->input->items)
        name_companies (load);
      load->input->is_cut |= is_cut;
    }
  finish_part (task, error);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_rows (task, result, &load->input->items);
}

static void
payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_rows (task, result, &load->input->payments);
}

static void
ask_rows (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  ErpClient *client = erp_session_get_client (load->session);
  GCancellable *cancellable = g_task_get_cancellable (task);

  biz_paged_rows_read_async (client, load->currencies, &load->items, load->progress,
                             load->progress_data, cancellable, items_cb, g_object_ref (task));
  biz_paged_rows_read_async (client, load->currencies, &load->payments, NULL, NULL, cancellable,
                             payments_cb, g_object_ref (task));
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
  load->items = (BizPagedQuery){ .model = "account.move.line",
                                 .specification = BIZ_COLLECT_ITEM_SPECIFICATION,
                                 .domain = biz_collect_new_item_domain (today),
                                 .page = BIZ_COLLECT_PAGE,
                                 .max = BIZ_COLLECT_MAX_ITEMS,
                                 .row_size = sizeof (BizAgeingItem),
                                 .read = read_item,
                                 .clear = (GDestroyNotify)biz_ageing_item_clear };
  /* the newest first, so that the oldest are cut */
  load->payments = (BizPagedQuery){ .model = "account.partial.reconcile",
                                    .specification = BIZ_COLLECT_PAYMENT_SPECIFICATION,
                                    .domain = biz_collect_new_payment_domain (&since),
                                    .newest_first = TRUE,
                                    .page = BIZ_COLLECT_PAGE,
                                    .max = BIZ_COLLECT_MAX_PAYMENTS,
                                    .row_size = sizeof (BizCollectPayment),
                                    .read = read_payment,
                                    .clear = (GDestroyNotify)biz_collect_payment_clear };

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

  ask_rows (task);
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

  ask_rows (task);
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
