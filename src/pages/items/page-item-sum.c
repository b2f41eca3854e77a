/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-sum.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-group.h"
#include "erp-pick.h"
#include "erp-row.h"
#include "page-item-columns.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 120
/* More rows than this are the server's to sum, by their ids. */
#define MAX_ROWS 2000
#define MAX_PICKED 10000

struct _PageItemSum
{
  GObject parent_instance;

  KitLedgerList *list;          /* NULL once this is disposed */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) (nullable) */
  BizItemTotals *all;           /* (owned) (nullable): of all rows */
  GCancellable *asking;         /* (owned) (nullable): of the request for them */
  GCancellable *picking;        /* (owned) (nullable): of the requests for the selection */
  guint source;
};

G_DEFINE_FINAL_TYPE (PageItemSum, page_item_sum, G_TYPE_OBJECT)

static char *
format_books (BizItemTotals *totals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const BizItemSum *sums = biz_item_totals_get_books (totals, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *amount = page_text_format_amount (&sums[i].open);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Debit and credit are what a selection is judged by: what would be matched with what. */
static char *
describe (BizItemTotals *totals)
{
  g_autofree char *open = page_item_columns_format_open (totals);
  g_autofree char *books = format_books (totals);
  guint n;

  biz_item_totals_get_open (totals, &n);
  if (n == 0)
    return NULL;
  if (n > 1)
    /* Translators: sums of items: what is open by currency, and in the currency of the company */
    return g_strdup_printf (_ ("Open: %s   in the books: %s"), open, books);
  /* Translators: a sum of items */
  return g_strdup_printf (_ ("Open: %s"), open);
}

static void
show (PageItemSum *self, BizItemTotals *totals)
{
  g_autofree char *text = totals != NULL ? describe (totals) : NULL;

  kit_ledger_list_set_summary (self->list, text);
}

static void
tell_failure (PageItemSum *self, const GError *error)
{
  g_message ("No sums: %s", error->message);
  kit_ledger_list_set_summary (self->list, _ ("The items could not be summed."));
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemSum) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemTotals) totals = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (self == NULL || self->list == NULL || is_cancelled (error))
    return;
  g_clear_object (&self->asking);
  if (totals == NULL)
    {
      tell_failure (self, error);
      return;
    }
  g_set_object (&self->all, totals);
  page_item_sum_update (self);
}

static void
ask (PageItemSum *self, ErpDomain *domain, GCancellable *cancellable, GAsyncReadyCallback callback)
{
  g_autoptr (ErpCall) call = biz_item_totals_new_call (erp_session_get_capabilities (self->session),
                                                       self->currencies, domain);

  erp_client_call_async (erp_session_get_client (self->session), call, cancellable, callback,
                         page_weak_new (self));
}

/* What is selected and there; NULL where something is missing. */
static BizItemTotals *
sum_rows (PageItemSum *self, GtkBitset *selected)
{
  g_autoptr (BizItemTotals) totals = biz_item_totals_new ();
  GListModel *rows = kit_ledger_list_get_model (self->list);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size (selected) > MAX_ROWS
      || !gtk_bitset_iter_init_first (&iter, selected, &position))
    return NULL;
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && ERP_IS_GROUP (item))
        {
          if (gtk_bitset_get_size (selected) == 1)
            return g_object_ref (erp_group_get_totals (item));
          continue;
        }
      if (item == NULL || !biz_item_totals_add_item (totals, item, NULL))
        return NULL;
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return g_steal_pointer (&totals);
}

static void
picked_totals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemSum) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemTotals) totals = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (self == NULL || self->list == NULL || is_cancelled (error))
    return;
  if (totals != NULL)
    show (self, totals);
  else
    tell_failure (self, error);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemSum) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = erp_pick_resolve_finish (ERP_PICK (source), result, &error);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  if (self == NULL || self->list == NULL || is_cancelled (error))
    return;
  if (ids == NULL)
    {
      tell_failure (self, error);
      return;
    }
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gconstpointer)ids->data, ids->len);
  ask (self, domain, self->picking, picked_totals_cb);
}

static gint64
get_id (gpointer item)
{
  return biz_item_get_id (item);
}

static void
ask_selected (PageItemSum *self, GtkBitset *selected)
{
  GListModel *rows = kit_ledger_list_get_model (self->list);
  g_autoptr (ErpPick) pick =
      erp_pick_new (erp_session_get_client (self->session), ERP_PAGED (rows), get_id, MAX_PICKED);
  GtkBitsetIter iter;
  guint position;
  gboolean fits = gtk_bitset_get_size (selected) <= MAX_PICKED
                  && gtk_bitset_iter_init_first (&iter, selected, &position);

  while (fits && erp_pick_add (pick, position) && gtk_bitset_iter_next (&iter, &position))
    ;
  if (!fits)
    {
      kit_ledger_list_set_summary (self->list,
                                   _ ("Too many rows are selected to sum them; select all, or "
                                      "fewer."));
      return;
    }
  kit_ledger_list_set_summary (self->list, _ ("Summing the selection…"));
  self->picking = g_cancellable_new ();
  erp_pick_resolve_async (pick, self->picking, picked_cb, page_weak_new (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  PageItemSum *self = user_data;
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  g_autoptr (BizItemTotals) totals = NULL;

  self->source = 0;
  if (!kit_ledger_list_is_all_selected (self->list) && gtk_bitset_get_size (selected) > 0)
    {
      totals = sum_rows (self, selected);
      if (totals == NULL && gtk_bitset_get_size (selected) > 1)
        {
          ask_selected (self, selected);
          return G_SOURCE_REMOVE;
        }
      /* One item says its amounts itself. */
      if (totals != NULL && biz_item_totals_get_count (totals) > 1)
        {
          show (self, totals);
          return G_SOURCE_REMOVE;
        }
    }
  if (self->all == NULL && self->asking == NULL && self->domain != NULL)
    {
      self->asking = g_cancellable_new ();
      ask (self, self->domain, self->asking, all_cb);
    }
  show (self, self->all);

  return G_SOURCE_REMOVE;
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
page_item_sum_dispose (GObject *object)
{
  PageItemSum *self = PAGE_ITEM_SUM (object);

  self->list = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  stop (&self->asking);
  stop (&self->picking);
  g_clear_object (&self->all);
  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_pointer (&self->domain, erp_domain_unref);
  G_OBJECT_CLASS (page_item_sum_parent_class)->dispose (object);
}

static void
page_item_sum_class_init (PageItemSumClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_item_sum_dispose;
}

static void
page_item_sum_init (PageItemSum *self)
{
}

/**
 * page_item_sum_new:
 * @list: a list of items; outlives the sum
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): sums that show nothing yet
 */
PageItemSum *
page_item_sum_new (KitLedgerList *list, ErpSession *session, BizCurrencyTable *currencies)
{
  PageItemSum *self = g_object_new (PAGE_TYPE_ITEM_SUM, NULL);

  self->list = list;
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

void
page_item_sum_set_domain (PageItemSum *self, ErpDomain *domain)
{
  g_return_if_fail (PAGE_IS_ITEM_SUM (self));

  stop (&self->asking);
  g_clear_object (&self->all);
  g_clear_pointer (&self->domain, erp_domain_unref);
  self->domain = erp_domain_copy (domain);
  page_item_sum_update (self);
}

void
page_item_sum_update (PageItemSum *self)
{
  g_return_if_fail (PAGE_IS_ITEM_SUM (self));

  stop (&self->picking);
  if (self->source == 0 && self->list != NULL)
    self->source = g_timeout_add (PAUSE_MS, pause_cb, self);
}
