/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-store.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "biz-paged-rows.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GDate as_of;
  BizPagedQuery items_query;   /* the domain (owned) */
  BizPagedQuery matches_query; /* the same */
  GArray *items;               /* (owned) (nullable) */
  GArray *matches;             /* (owned) (nullable) */
  GArray *ledger;              /* (owned) */
  gboolean cut;
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->items_query.domain, erp_domain_unref);
  g_clear_pointer (&load->matches_query.domain, erp_domain_unref);
  g_clear_pointer (&load->items, g_array_unref);
  g_clear_pointer (&load->matches, g_array_unref);
  g_clear_pointer (&load->ledger, g_array_unref);
  g_clear_error (&load->error);
  biz_currency_table_unref (load->currencies);
  g_clear_object (&load->session);
  g_free (load);
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
  book = biz_ageing_book_new (&load->as_of, g_steal_pointer (&load->items),
                              g_steal_pointer (&load->matches), g_steal_pointer (&load->ledger),
                              load->cut, &error);
  if (book != NULL)
    g_task_return_pointer (task, book, g_object_unref);
  else
    g_task_return_error (task, error);
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

static void
take_rows (GTask *task, GAsyncResult *result, GArray **rows)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_cut = FALSE;

  *rows = biz_paged_rows_read_finish (result, &is_cut, &error);
  load->cut |= is_cut;
  finish_part (task, error);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_rows (task, result, &load->items);
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take_rows (task, result, &load->matches);
}

static void
ask_rows (GTask *task, const BizPagedQuery *query, GAsyncReadyCallback callback)
{
  Load *load = g_task_get_task_data (task);

  biz_paged_rows_read_async (erp_session_get_client (load->session), load->currencies, query, NULL,
                             NULL, g_task_get_cancellable (task), callback, g_object_ref (task));
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
  load->items_query = (BizPagedQuery){ .model = "account.move.line",
                                       .specification = BIZ_AGEING_ITEM_SPECIFICATION,
                                       .domain = biz_ageing_new_item_domain (as_of, company_id),
                                       .page = BIZ_AGEING_PAGE,
                                       .max = BIZ_AGEING_MAX_ITEMS,
                                       .row_size = sizeof (BizAgeingItem),
                                       .read = read_item,
                                       .clear = (GDestroyNotify)biz_ageing_item_clear };
  load->matches_query = (BizPagedQuery){ .model = "account.partial.reconcile",
                                         .specification = BIZ_AGEING_MATCH_SPECIFICATION,
                                         .domain = biz_ageing_new_match_domain (as_of, company_id),
                                         .page = BIZ_AGEING_PAGE,
                                         .max = BIZ_AGEING_MAX_MATCHES,
                                         .row_size = sizeof (BizAgeingMatch),
                                         .read = read_match };
  if (items != NULL)
    erp_domain_add_all (load->items_query.domain, items);
  if (matches != NULL)
    erp_domain_add_all (load->matches_query.domain, matches);

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

  ask_rows (task, &load->items_query, items_cb);
  ask_rows (task, &load->matches_query, matches_cb);
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
