/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-store.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

/* One of the two lists that come in slices, each after the last of the one before. */
typedef struct
{
  const char *model;
  const char *specification;
  ErpDecodeFunc decode;
  ErpDomain *domain; /* (owned) */
  GArray *rows;      /* (owned) */
  guint max;
  gint64 last_id;
} List;

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GDate as_of;
  List items;
  List matches;
  GArray *ledger; /* (owned) */
  gboolean cut;
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

/* What a worker thread made of one answer. */
typedef struct
{
  GArray *rows; /* (owned) */
  guint n;      /* records in the answer */
  gint64 last_id;
} Slice;

static void ask_slice (GTask *task, List *list);

static void
clear_list (List *list)
{
  g_clear_pointer (&list->domain, erp_domain_unref);
  g_clear_pointer (&list->rows, g_array_unref);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  clear_list (&load->items);
  clear_list (&load->matches);
  g_clear_pointer (&load->ledger, g_array_unref);
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

static GArray *
new_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);

  return items;
}

static void
finish_part (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);
  BizAgeingBook *book;

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  book = biz_ageing_book_new (&load->as_of, g_steal_pointer (&load->items.rows),
                              g_steal_pointer (&load->matches.rows),
                              g_steal_pointer (&load->ledger), load->cut, &error);
  if (book != NULL)
    g_task_return_pointer (task, book, g_object_unref);
  else
    g_task_return_error (task, error);
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
read_match (JsonObject *row, BizCurrencyTable *currencies, gpointer out, GError **error)
{
  return biz_ageing_read_match (row, currencies, out, error);
}

static gpointer
decode_items (JsonNode *result, gpointer user_data, GError **error)
{
  BizAgeingItem item;

  return decode_rows (result, user_data, new_items (), read_item, &item, error);
}

static gpointer
decode_matches (JsonNode *result, gpointer user_data, GError **error)
{
  BizAgeingMatch match;

  return decode_rows (result, user_data, g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch)),
                      read_match, &match, error);
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
take_slice (GTask *task, GObject *source, GAsyncResult *result, List *list)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (Slice) slice = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (slice == NULL)
    {
      finish_part (task, error);
      return;
    }
  take_rows (list->rows, slice->rows);
  if (slice->n < BIZ_AGEING_SLICE || slice->last_id <= list->last_id)
    {
      finish_part (task, NULL);
      return;
    }
  list->last_id = slice->last_id;
  if (list->rows->len >= list->max)
    {
      load->cut = TRUE;
      finish_part (task, NULL);
      return;
    }
  ask_slice (task, list);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_slice (task, source, result, &load->items);
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_slice (task, source, result, &load->matches);
}

static void
ask_slice (GTask *task, List *list)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_copy (list->domain);
  g_autoptr (ErpCall) call = erp_call_new_read (list->model, "web_search_read");

  if (list->last_id > 0)
    erp_domain_add_int (domain, "id", ">", list->last_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", list->specification);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", BIZ_AGEING_SLICE);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, list->decode, biz_currency_table_ref (load->currencies),
                        (GDestroyNotify)biz_currency_table_unref, free_slice);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task),
                         list == &load->items ? items_cb : matches_cb, g_object_ref (task));
}

static void
ledger_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) groups = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (groups != NULL)
    biz_ageing_read_ledger (groups, load->currencies, erp_session_get_capabilities (load->session),
                            load->ledger, &error);
  finish_part (task, error);
}

static void
ask_ledger (GTask *task, gint64 company_id, ErpDomain *items)
{
  static const char *const groupby[] = { "company_id", "account_id", "currency_id", NULL };
  static const char *const aggregates[] = { "balance:sum", "amount_currency:sum", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = biz_ageing_new_ledger_domain (&load->as_of, company_id);
  g_autoptr (ErpCall) call = NULL;

  if (items != NULL)
    erp_domain_add_all (domain, items);
  call = erp_capabilities_new_aggregate_call (erp_session_get_capabilities (load->session),
                                              "account.move.line", domain, groupby, aggregates);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), ledger_cb, g_object_ref (task));
}

/**
 * biz_ageing_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @as_of: the day that is wanted, any
 * @company_id: of this company alone; 0 for all companies seen
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what was open at the end of a day.
 */
void
biz_ageing_read_async (ErpSession *session,
                       BizCurrencyTable *currencies,
                       const GDate *as_of,
                       gint64 company_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  biz_ageing_read_part_async (session, currencies, as_of, company_id, NULL, NULL, cancellable,
                              callback, user_data);
}

static Load *
new_load (ErpSession *session,
          BizCurrencyTable *currencies,
          const GDate *as_of,
          gint64 company_id,
          ErpDomain *items,
          ErpDomain *matches)
{
  Load *load = g_new0 (Load, 1);

  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->as_of = *as_of;
  load->ledger = g_array_new (FALSE, FALSE, sizeof (BizAgeingLedger));
  g_array_set_clear_func (load->ledger, (GDestroyNotify)biz_ageing_ledger_clear);
  load->items = (List){ .model = "account.move.line",
                        .specification = BIZ_AGEING_ITEM_SPECIFICATION,
                        .decode = decode_items,
                        .domain = biz_ageing_new_item_domain (as_of, company_id),
                        .rows = new_items (),
                        .max = BIZ_AGEING_MAX_ITEMS };
  load->matches = (List){ .model = "account.partial.reconcile",
                          .specification = BIZ_AGEING_MATCH_SPECIFICATION,
                          .decode = decode_matches,
                          .domain = biz_ageing_new_match_domain (as_of, company_id),
                          .rows = g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch)),
                          .max = BIZ_AGEING_MAX_MATCHES };
  if (items != NULL)
    erp_domain_add_all (load->items.domain, items);
  if (matches != NULL)
    erp_domain_add_all (load->matches.domain, matches);

  return load;
}

/**
 * biz_ageing_read_part_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @as_of: the day that is wanted, any
 * @company_id: of this company alone; 0 for all companies seen
 * @items: (nullable): what chooses the part of entries
 * @matches: (nullable): the same of their matches
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what was open of a part at the end of a day.
 */
void
biz_ageing_read_part_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            const GDate *as_of,
                            gint64 company_id,
                            ErpDomain *items,
                            ErpDomain *matches,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (as_of != NULL && g_date_valid (as_of));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_ageing_read_part_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load = new_load (session, currencies, as_of, company_id, items, matches);
  load->n_pending = 3;
  g_task_set_task_data (task, load, free_load);

  ask_slice (task, &load->items);
  ask_slice (task, &load->matches);
  ask_ledger (task, company_id, items);
}

/**
 * biz_ageing_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the book; %NULL with an error
 */
BizAgeingBook *
biz_ageing_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
