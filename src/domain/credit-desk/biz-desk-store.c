/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-store-private.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#define KINDS                                                                                      \
  (BIZ_DECISION_BITS_OF_HOLD | BIZ_DECISION_BIT (BIZ_DECISION_ESCALATE)                            \
   | BIZ_DECISION_BIT (BIZ_DECISION_PREPAYMENT))

struct _BizDeskStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizDeskStore, biz_desk_store, G_TYPE_OBJECT)

static void ask_held (GTask *task);
static void ask_open (GTask *task);

static void
free_read (gpointer data)
{
  BizDeskRead *read = data;

  g_clear_object (&read->session);
  g_clear_pointer (&read->currencies, biz_currency_table_unref);
  g_clear_object (&read->book);
  g_clear_object (&read->known);
  biz_desk_reading_unref (read->reading);
  biz_desk_reading_unref (read->lean);
  g_clear_pointer (&read->promised, biz_collect_input_free);
  g_clear_pointer (&read->seen, g_date_time_unref);
  g_clear_error (&read->error);
  g_free (read);
}

static void
biz_desk_store_finalize (GObject *object)
{
  BizDeskStore *self = BIZ_DESK_STORE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);

  G_OBJECT_CLASS (biz_desk_store_parent_class)->finalize (object);
}

static void
biz_desk_store_class_init (BizDeskStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_desk_store_finalize;
}

static void
biz_desk_store_init (BizDeskStore *self)
{
}

/**
 * biz_desk_store_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store
 */
BizDeskStore *
biz_desk_store_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizDeskStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DESK_STORE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

static void
report (GTask *task)
{
  BizDeskRead *read = g_task_get_task_data (task);

  if (read->progress != NULL && biz_desk_book_get_log (read->book) != NULL && read->error == NULL
      && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    read->progress (read->book, read->progress_data);
}

static gboolean
has_figures (BizDeskRead *read, gint64 company_id)
{
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (read->session, &n);

  for (gsize i = 0; i < n; i++)
    if (companies[i] == company_id)
      return TRUE;

  return FALSE;
}

/* Contacts of contacts of contacts, whose orders the first question does not reach: all others are
 * in the book, of the companies whose figures are read. */
static GArray *
list_missing (BizDeskRead *read)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) orders = biz_desk_book_list_orders (read->book);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < orders->len; i++)
    {
      BizDeskOrder *order = g_ptr_array_index (orders, i);

      if (order->group_id != 0 && order->is_open && has_figures (read, order->company_id)
          && !biz_desk_known_has_account (read->known, order->group_id, order->company_id)
          && g_hash_table_add (seen, &order->group_id))
        g_array_append_val (ids, order->group_id);
    }

  return ids;
}

/* FALSE where more is asked first. */
static gboolean
complete_figures (GTask *task)
{
  BizDeskRead *read = g_task_get_task_data (task);
  g_autoptr (GArray) missing = NULL;

  if (read->asked_missing || read->error != NULL || !biz_desk_known_has_exposures (read->known))
    return TRUE;
  read->asked_missing = TRUE;
  missing = list_missing (read);
  if (missing->len == 0)
    return TRUE;
  biz_desk_read_ask_exposures (task, missing);

  return FALSE;
}

/* Ends @task with the last of its requests. */
void
biz_desk_read_end (GTask *task, GError *error)
{
  BizDeskRead *read = g_task_get_task_data (task);

  if (error != NULL && read->error == NULL)
    read->error = error;
  else
    g_clear_error (&error);
  if (--read->n_pending > 0)
    {
      report (task);
      return;
    }
  if (!complete_figures (task))
    return;
  if (read->error != NULL)
    g_task_return_error (task, g_steal_pointer (&read->error));
  else
    g_task_return_pointer (task, g_object_ref (read->book), g_object_unref);
}

/* What this user may not read is left out; the desk is as good without it, and says so. */
static gboolean
may_go_without (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

void
biz_desk_read_end_known (GTask *task, GError *error)
{
  BizDeskRead *read = g_task_get_task_data (task);

  if (error != NULL && may_go_without (error))
    {
      g_debug ("The desk goes without: %s", error->message);
      g_clear_error (&error);
    }
  if (--read->n_known == 0 && !biz_desk_read_judge_promises (task)
      && biz_desk_known_has_exposures (read->known))
    biz_desk_book_set_judge (read->book, biz_desk_known_judge, g_object_ref (read->known),
                             g_object_unref);
  biz_desk_read_end (task, error);
}

static gpointer
decode_orders (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);
  JsonObject *answer;
  JsonArray *records;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *row;
      BizDeskOrder *order;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return NULL;
      order = biz_desk_reading_read (user_data, row, error);
      if (order == NULL)
        return NULL;
      g_ptr_array_add (orders, order);
    }

  return g_steal_pointer (&orders);
}

static ErpCall *
new_orders_call (BizDeskReading *reading, ErpDomain *domain)
{
  ErpCall *call = erp_call_new_read ("sale.order", "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification",
                     erp_json_literal (biz_desk_reading_get_specification (reading)));
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", BIZ_DESK_SLICE);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_orders, biz_desk_reading_ref (reading),
                        (GDestroyNotify)biz_desk_reading_unref, (GDestroyNotify)g_ptr_array_unref);

  return call;
}

/* Those with a decision in their log, unless they are cancelled or delivered long ago. */
static ErpDomain *
new_held_domain (BizDeskStore *self, BizDeskRead *read)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) open = erp_domain_new ();
  g_autoptr (ErpDomain) recent = erp_domain_new ();
  g_autoptr (ErpDomain) delivered = erp_domain_new ();
  ErpDomain *const any[] = { open, recent, delivered };
  GDate day = read->today;

  g_date_subtract_days (&day, BIZ_DESK_PAST_DAYS);
  erp_domain_add_string (domain, "message_ids.body", "ilike", BIZ_DECISION_MARK);
  erp_domain_add_string (domain, "state", "!=", "cancel");
  biz_desk_reading_add_open (open, capabilities);
  erp_domain_add_date (recent, "date_order", ">=", &day);
  erp_domain_add_date (delivered, "picking_ids.date_done", ">=", &day);
  erp_domain_add_any (domain, any, biz_desk_reading_has_deliveries (read->reading) ? 3 : 2);
  if (read->last_held > 0)
    erp_domain_add_int (domain, "id", ">", read->last_held);

  return domain;
}

/* Takes a slice; whether there is another one. */
static gboolean
take_slice (GTask *task, GPtrArray *orders, gint64 *last_id)
{
  BizDeskRead *read = g_task_get_task_data (task);
  gboolean more = orders->len == BIZ_DESK_SLICE;

  if (orders->len > 0)
    *last_id = ((BizDeskOrder *)g_ptr_array_index (orders, orders->len - 1))->id;
  biz_desk_book_take_orders (read->book, orders);
  if (more && biz_desk_book_get_n_orders (read->book) >= BIZ_DESK_MAX_ORDERS)
    {
      biz_desk_book_set_cut (read->book);
      return FALSE;
    }
  if (more)
    report (task);

  return more;
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDeskRead *read = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *orders = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (orders != NULL && take_slice (task, orders, &read->last_held))
    ask_held (task);
  else
    biz_desk_read_end (task, error);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDeskRead *read = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *orders = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (orders != NULL && take_slice (task, orders, &read->last_open))
    ask_open (task);
  else
    biz_desk_read_end (task, error);
}

static void
ask_held (GTask *task)
{
  BizDeskStore *self = g_task_get_source_object (task);
  BizDeskRead *read = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = new_held_domain (self, read);
  g_autoptr (ErpCall) call = new_orders_call (read->reading, domain);

  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), held_cb, g_object_ref (task));
}

/* Every order that may still be stopped: what the policy proposes is among them. */
static void
ask_open (GTask *task)
{
  BizDeskStore *self = g_task_get_source_object (task);
  BizDeskRead *read = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;

  biz_desk_reading_add_open (domain, erp_session_get_capabilities (self->session));
  if (read->last_open > 0)
    erp_domain_add_int (domain, "id", ">", read->last_open);
  call = new_orders_call (read->lean, domain);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), open_cb, g_object_ref (task));
}

static void
log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDeskRead *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizDecisionLog) log = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (log != NULL)
    biz_desk_book_set_log (read->book, log);
  biz_desk_read_end (task, error);
}

static void
ask_log (GTask *task)
{
  static const BizDecisionScope scope = { "sale.order", NULL, 0 };
  BizDeskStore *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call = biz_decision_log_new_call (&scope, 1, KINDS, NULL);

  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), log_cb, g_object_ref (task));
}

static GTimeZone *
get_zone (ErpSession *session)
{
  const char *name = erp_capabilities_get_time_zone (erp_session_get_capabilities (session));
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static BizDeskRead *
new_read (BizDeskStore *self, const GDate *today, GDateTime *seen)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (GTimeZone) zone = get_zone (self->session);
  const BizDeskClock clock = { *today, zone, seen };
  BizDeskRead *read = g_new0 (BizDeskRead, 1);

  read->session = g_object_ref (self->session);
  read->currencies = biz_currency_table_ref (self->currencies);
  read->today = *today;
  read->seen = seen != NULL ? g_date_time_ref (seen) : NULL;
  read->book = biz_desk_book_new (today, zone, seen);
  read->known = biz_desk_known_new (&clock);
  read->reading = biz_desk_reading_new (capabilities, self->currencies, TRUE);
  read->lean = biz_desk_reading_new (capabilities, self->currencies, FALSE);
  if (!biz_desk_reading_has_deliveries (read->reading))
    biz_desk_book_set_no_deliveries (read->book);
  biz_desk_book_set_known (read->book, read->known);

  return read;
}

/**
 * biz_desk_store_read_async:
 * @self: a store
 * @today: the day that days count to
 * @seen: (nullable): when somebody looked last, UTC: what came since is news
 * @progress: (nullable) (scope notified): called while more is to come
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what is to decide in the companies seen.
 */
void
biz_desk_store_read_async (BizDeskStore *self,
                           const GDate *today,
                           GDateTime *seen,
                           BizDeskProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  BizDeskRead *read;

  g_return_if_fail (BIZ_IS_DESK_STORE (self));
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_desk_store_read_async);
  read = new_read (self, today, seen);
  read->progress = progress;
  read->progress_data = progress_data;
  g_task_set_task_data (task, read, free_read);
  read->n_pending = 3;
  ask_held (task);
  ask_log (task);
  ask_open (task);
  biz_desk_read_ask_known (task);
}

/**
 * biz_desk_store_read_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what is to decide; %NULL with an error
 */
BizDeskBook *
biz_desk_store_read_finish (BizDeskStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
