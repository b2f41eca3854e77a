/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-store.h"

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "biz-exposure-domain.h"
#include "biz-exposure-slice.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

struct _BizExposureStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizExposureStore, biz_exposure_store, G_TYPE_OBJECT)

typedef struct
{
  BizExposureBook *book;       /* (owned) */
  BizExposureReading *reading; /* (owned) */
  GArray *companies;           /* (owned) (element-type gint64) */
  GArray *partners;            /* (owned) (nullable) (element-type gint64) */
  GArray *asked;               /* (owned) (nullable) (element-type gint64): of the parties */
  gint64 last_item;
  gint64 last_line;
  guint n_items;
  guint n_lines;
  guint n_pending;
  gboolean has_parties;
  GError *error; /* (owned) (nullable) */
} Read;

static void ask_items (GTask *task);
static void ask_lines (GTask *task);
static void ask_parties (GTask *task, const GArray *ids);

static void
free_read (gpointer data)
{
  Read *read = data;

  g_clear_object (&read->book);
  biz_exposure_reading_unref (read->reading);
  g_array_unref (read->companies);
  g_clear_pointer (&read->partners, g_array_unref);
  g_clear_pointer (&read->asked, g_array_unref);
  g_clear_error (&read->error);
  g_free (read);
}

static void
biz_exposure_store_finalize (GObject *object)
{
  BizExposureStore *self = BIZ_EXPOSURE_STORE (object);

  g_clear_object (&self->session);
  biz_currency_table_unref (self->currencies);

  G_OBJECT_CLASS (biz_exposure_store_parent_class)->finalize (object);
}

static void
biz_exposure_store_class_init (BizExposureStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_exposure_store_finalize;
}

static void
biz_exposure_store_init (BizExposureStore *self)
{
}

/**
 * biz_exposure_store_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store
 */
BizExposureStore *
biz_exposure_store_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizExposureStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_EXPOSURE_STORE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/* (element-type gint64): who has something in the book */
static GArray *
list_seen (BizExposureBook *book)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const BizExposureItem *items;
  const BizExposureOrder *orders;
  gsize n_items, n_orders;

  items = biz_exposure_book_get_items (book, &n_items);
  orders = biz_exposure_book_get_orders (book, &n_orders);
  for (gsize i = 0; i < n_items; i++)
    {
      if (items[i].partner_id != 0 && g_hash_table_add (seen, (gpointer)&items[i].partner_id))
        g_array_append_val (ids, items[i].partner_id);
    }
  for (gsize i = 0; i < n_orders; i++)
    {
      if (orders[i].partner_id != 0 && g_hash_table_add (seen, (gpointer)&orders[i].partner_id))
        g_array_append_val (ids, orders[i].partner_id);
    }

  return ids;
}

/* Nobody else has the book yet. */
static void
seal_thread (GTask *task, gpointer source, gpointer book, GCancellable *cancellable)
{
  biz_exposure_book_seal (book);
  g_task_return_boolean (task, TRUE);
}

static void
sealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_object_ref (read->book), g_object_unref);
}

/* Ends @task with the last of its requests; the limits of all customers come behind the rest. */
static void
finish_part (GTask *task, GError *error)
{
  g_autoptr (GTask) seal = NULL;
  Read *read = g_task_get_task_data (task);

  if (error != NULL && read->error == NULL)
    read->error = error;
  else
    g_clear_error (&error);
  if (--read->n_pending > 0)
    return;
  if (read->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&read->error));
      return;
    }
  if (!read->has_parties)
    {
      read->asked = list_seen (read->book);
      read->has_parties = TRUE;
      if (read->asked->len > 0)
        {
          ask_parties (task, read->asked);
          return;
        }
    }
  seal = g_task_new (NULL, NULL, sealed_cb, g_object_ref (task));
  g_task_set_task_data (seal, g_object_ref (read->book), g_object_unref);
  g_task_run_in_thread (seal, seal_thread);
}

/* Whether there is more to ask for; the book is cut where that is too much. */
static gboolean
has_more (
    Read *read, const BizExposureSlice *slice, guint limit, gint64 *last_id, guint *n, guint max)
{
  const gboolean is_full = slice->rows->len >= limit && slice->last_id > *last_id;

  *n += slice->rows->len;
  *last_id = slice->last_id;
  if (is_full && *n >= max)
    biz_exposure_book_set_cut (read->book);

  return is_full && *n < max;
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizExposureSlice) slice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  for (guint i = 0; slice != NULL && i < slice->rows->len; i++)
    {
      const BizExposureItemRow *row = &g_array_index (slice->rows, BizExposureItemRow, i);

      biz_exposure_book_add_item (read->book, &row->item);
      if (row->salesperson != NULL)
        biz_exposure_book_set_salesperson (read->book, row->item.salesperson_id, row->salesperson);
    }
  if (slice != NULL
      && has_more (read, slice, BIZ_EXPOSURE_ITEMS, &read->last_item, &read->n_items,
                   BIZ_EXPOSURE_MAX_ITEMS))
    ask_items (task);
  finish_part (task, error);
}

static void
lines_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizExposureSlice) slice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  for (guint i = 0; slice != NULL && i < slice->rows->len && error == NULL; i++)
    {
      BizExposureLineRow *row = &g_array_index (slice->rows, BizExposureLineRow, i);

      if (row->salesperson != NULL)
        biz_exposure_book_set_salesperson (read->book, row->order.salesperson_id, row->salesperson);
      biz_exposure_book_take_order (read->book, &row->order, &error);
    }
  if (slice != NULL && error == NULL
      && has_more (read, slice, BIZ_EXPOSURE_LINES, &read->last_line, &read->n_lines,
                   BIZ_EXPOSURE_MAX_LINES))
    ask_lines (task);
  finish_part (task, error);
}

static void
parties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizExposureSlice) slice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  for (guint i = 0; slice != NULL && i < slice->rows->len; i++)
    {
      BizExposurePartyRow *row = &g_array_index (slice->rows, BizExposurePartyRow, i);

      if (row->account.group_id != 0)
        biz_exposure_book_take_account (read->book, &row->account);
      biz_exposure_book_take_party (read->book, &row->party);
    }
  finish_part (task, error);
}

static void
rates_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizRates) rates = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (rates != NULL)
    biz_exposure_book_set_rates (read->book, rates);
  finish_part (task, error);
}

static void
send (GTask *task, ErpCall *call, ErpDomain *domain, guint limit, GAsyncReadyCallback callback)
{
  BizExposureStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);

  if (domain != NULL)
    {
      erp_call_set_arg_domain (call, "domain", domain);
      erp_call_set_arg_string (call, "order", "id");
      erp_call_set_arg_int (call, "limit", limit);
      erp_call_set_arg_int (call, "count_limit", 1);
    }
  read->n_pending++;
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
set_reading (ErpCall *call, Read *read, ErpDecodeFunc decode)
{
  erp_call_set_decoder (call, decode, biz_exposure_reading_ref (read->reading),
                        (GDestroyNotify)biz_exposure_reading_unref,
                        (GDestroyNotify)biz_exposure_slice_free);
  erp_call_set_companies (call, (const gint64 *)(gpointer)read->companies->data,
                          read->companies->len);
}

static void
ask_items (GTask *task)
{
  Read *read = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "web_search_read");

  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_domain_add_ids (domain, "company_id", "in", (const gint64 *)(gpointer)read->companies->data,
                      read->companies->len);
  biz_exposure_add_partners (domain, "partner_id.commercial_partner_id", read->partners);
  if (read->last_item > 0)
    erp_domain_add_int (domain, "id", ">", read->last_item);
  erp_call_take_arg (call, "specification",
                     erp_json_literal (
                         biz_exposure_reading_get_item_specification (read->reading)));
  set_reading (call, read, biz_exposure_decode_items);
  send (task, call, domain, BIZ_EXPOSURE_ITEMS, items_cb);
}

static void
ask_lines (GTask *task)
{
  Read *read = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) open = erp_domain_new ();
  g_autoptr (ErpDomain) drafts = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("sale.order.line", "web_search_read");

  erp_domain_add_string (domain, "state", "=", "sale");
  erp_domain_add_string (domain, "display_type", "=", NULL);
  /* what is on drafts only is called invoiced, but has something to invoice */
  erp_domain_add_string (open, "invoice_status", "!=", "invoiced");
  erp_domain_add_int (drafts, "untaxed_amount_to_invoice", "!=", 0);
  erp_domain_add_any (domain, (ErpDomain *const[]){ open, drafts }, 2);
  erp_domain_add_ids (domain, "company_id", "in", (const gint64 *)(gpointer)read->companies->data,
                      read->companies->len);
  biz_exposure_add_partners (domain, "order_id.partner_invoice_id.commercial_partner_id",
                             read->partners);
  if (read->last_line > 0)
    erp_domain_add_int (domain, "id", ">", read->last_line);
  erp_call_take_arg (call, "specification",
                     erp_json_literal (
                         biz_exposure_reading_get_line_specification (read->reading)));
  set_reading (call, read, biz_exposure_decode_lines);
  send (task, call, domain, BIZ_EXPOSURE_LINES, lines_cb);
}

static void
ask_party_slice (
    GTask *task, gint64 company_id, const BizMoney *zero, ErpDomain *domain, guint limit)
{
  Read *read = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read ("res.partner", "web_search_read");
  erp_call_take_arg (call, "specification",
                     erp_json_literal (
                         biz_exposure_reading_get_party_specification (read->reading)));
  biz_exposure_decode_parties (call, read->reading, company_id, zero);
  /* limits are those of the first company, and the server's risk adds up all of them */
  erp_call_set_companies (call, &company_id, 1);
  send (task, call, domain, limit, parties_cb);
}

static ErpDomain *
new_party_domain (GTask *task, const gint64 *ids, guint n)
{
  BizExposureStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_literal (domain, "active", "in", "[true,false]");
  if (ids != NULL)
    erp_domain_add_ids (domain, "id", "in", ids, n);
  else if (read->partners != NULL)
    biz_exposure_add_partners (domain, "commercial_partner_id", read->partners);
  else
    biz_exposure_add_ordering (domain, erp_session_get_capabilities (self->session));

  return domain;
}

/* @ids: (nullable): those that were seen; else those that were asked for. */
static void
ask_parties (GTask *task, const GArray *ids)
{
  Read *read = g_task_get_task_data (task);
  const guint step = BIZ_EXPOSURE_PARTIES;

  for (guint c = 0; c < read->companies->len; c++)
    {
      const gint64 company = g_array_index (read->companies, gint64, c);
      BizMoney zero;

      if (!biz_exposure_book_get_company (read->book, company, &zero, NULL))
        continue;
      for (guint first = 0; first == 0 || (ids != NULL && first < ids->len); first += step)
        {
          const gint64 *from =
              ids != NULL ? (const gint64 *)(gconstpointer)ids->data + first : NULL;
          g_autoptr (ErpDomain) domain =
              new_party_domain (task, from, ids != NULL ? MIN (step, ids->len - first) : 0);

          ask_party_slice (task, company, &zero, domain, step);
        }
    }
}

static gboolean
is_wanted (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }

  return FALSE;
}

/* What was open in the past is read whole, as the ageing does. */
static void
ageing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizAgeingBook) book = biz_ageing_read_finish (result, &error);
  const BizAgeingItem *items = NULL;
  gsize n = 0;

  if (book != NULL)
    items = biz_ageing_book_get_items (book, &n);
  for (gsize i = 0; i < n; i++)
    {
      const BizAgeingItem *from = &items[i];
      BizExposureItem item = { .company_id = from->company_id,
                               .partner_id = from->partner_id,
                               .salesperson_id = from->salesperson_id,
                               .open = from->open,
                               .open_document = from->open_document };

      if (!is_wanted (read->companies, item.company_id)
          || (read->partners != NULL && !is_wanted (read->partners, from->partner_id)
              && !is_wanted (read->partners, from->group_id)))
        continue;
      item.due = g_date_valid (&from->due) ? from->due : from->date;
      biz_exposure_book_add_item (read->book, &item);
      if (from->salesperson != NULL)
        biz_exposure_book_set_salesperson (read->book, item.salesperson_id, from->salesperson);
    }
  if (book != NULL && biz_ageing_book_is_cut (book))
    biz_exposure_book_set_cut (read->book);
  finish_part (task, error);
}

static GArray *
copy_ids (const gint64 *ids, gsize n)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)n);

  g_array_append_vals (copy, ids, (guint)n);

  return copy;
}

static gboolean
add_companies (BizExposureStore *self, Read *read, GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  for (guint i = 0; i < read->companies->len; i++)
    {
      const gint64 id = g_array_index (read->companies, gint64, i);
      ErpCompany *company = erp_capabilities_get_company (capabilities, id);
      BizMoney zero;

      if (company == NULL)
        continue;
      if (!biz_currency_table_lookup (self->currencies, erp_company_get_currency_id (company),
                                      &zero, error))
        return FALSE;
      biz_exposure_book_add_company (read->book, id, erp_company_get_name (company), &zero);
    }

  return TRUE;
}

static void
ask_rates (GTask *task)
{
  BizExposureStore *self = g_task_get_source_object (task);
  Read *read = g_task_get_task_data (task);
  g_autoptr (GListModel) currencies =
      erp_capabilities_list_active_currencies (erp_session_get_capabilities (self->session));
  g_autoptr (ErpCall) call = NULL;

  if (g_list_model_get_n_items (currencies) < 2)
    return;
  call = biz_rates_new_call (g_array_index (read->companies, gint64, 0));
  send (task, call, NULL, 0, rates_cb);
}

/**
 * biz_exposure_store_read_async:
 * @self: a store
 * @ask: what is wanted; copied
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what makes the exposures of customers.
 */
void
biz_exposure_store_read_async (BizExposureStore *self,
                               const BizExposureAsk *ask,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ErpCapabilities *capabilities;
  g_autoptr (GTask) task = NULL;
  BizExposureWish wish;
  gboolean may_read_orders;
  GError *error = NULL;
  Read *read;

  g_return_if_fail (BIZ_IS_EXPOSURE_STORE (self));
  g_return_if_fail (ask != NULL && ask->n_companies > 0 && g_date_valid (&ask->as_of));

  capabilities = erp_session_get_capabilities (self->session);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_exposure_store_read_async);
  wish = (BizExposureWish){ ask->with_salespeople, ask->with_server };
  read = g_new0 (Read, 1);
  read->book = biz_exposure_book_new (&ask->as_of);
  read->reading = biz_exposure_reading_new (capabilities, self->currencies, &wish);
  read->companies = copy_ids (ask->company_ids, ask->n_companies);
  if (ask->partner_ids != NULL)
    read->partners = copy_ids (ask->partner_ids, ask->n_partners);
  g_task_set_task_data (task, read, free_read);
  if (!biz_whole_ledger_check (capabilities, &error) || !add_companies (self, read, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  read->n_pending = 1; /* until all are sent */
  if (ask->in_past)
    {
      read->n_pending++;
      biz_ageing_read_async (self->session, self->currencies, &ask->as_of,
                             ask->n_companies == 1 ? ask->company_ids[0] : 0, cancellable,
                             ageing_cb, g_object_ref (task));
    }
  else
    ask_items (task);
  may_read_orders =
      (erp_capabilities_get_rights (capabilities, "sale.order") & ERP_RIGHT_READ) != 0;
  if (may_read_orders)
    ask_lines (task);
  ask_rates (task);
  if (read->partners != NULL || (ask->with_orders && may_read_orders))
    {
      ask_parties (task, NULL);
      read->has_parties = TRUE;
    }
  finish_part (task, NULL);
}

/**
 * biz_exposure_store_read_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the book, sealed; %NULL with an error
 */
BizExposureBook *
biz_exposure_store_read_finish (BizExposureStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
