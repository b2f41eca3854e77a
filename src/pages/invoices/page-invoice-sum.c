/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-sum.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-group.h"
#include "erp-grouping.h"
#include "erp-pick.h"
#include "erp-row.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 120
/* More rows than this are the server's to sum. */
#define MAX_ROWS 5000
/* More than these are not named one by one to the server. */
#define MAX_PICKED 10000

struct _PageInvoiceSum
{
  GObject parent_instance;

  KitLedgerList *list;          /* NULL once this is disposed */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) (nullable) */
  BizInvoiceTotals *all;        /* (owned) (nullable): of all rows */
  GCancellable *cancellable;    /* (owned) (nullable): of the request for them */
  BizInvoiceTotals *picked;     /* (owned) (nullable): of what is selected and not all there */
  GCancellable *picking;        /* (owned) (nullable): of the requests for that */
  gboolean without;             /* picked are the rows that are not selected */
  guint source;
};

G_DEFINE_FINAL_TYPE (PageInvoiceSum, page_invoice_sum, G_TYPE_OBJECT)

static void
append_sums (GString *text, const BizInvoiceSum *sums, guint n, gboolean open)
{
  for (guint i = 0; i < n; i++)
    {
      const BizMoney *money = open ? &sums[i].residual : &sums[i].total;
      g_autofree char *amount = page_text_format_amount (money);

      if (open && money->minor == 0 && n > 1)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", amount);
    }
}

char *
page_invoice_sum_format (BizInvoiceTotals *totals, gboolean open)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const BizInvoiceSum *sums;
  guint n;

  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (totals), NULL);

  sums = biz_invoice_totals_get_sums (totals, &n);
  append_sums (text, sums, n, open);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With more than one currency, what it is in the books, too. */
static char *
describe (BizInvoiceTotals *totals)
{
  g_autofree char *total = page_invoice_sum_format (totals, FALSE);
  g_autofree char *open = page_invoice_sum_format (totals, TRUE);
  g_autoptr (GString) books = g_string_new (NULL);
  const BizInvoiceSum *sums;
  guint n, n_books;

  biz_invoice_totals_get_sums (totals, &n);
  if (n == 0)
    return NULL;
  sums = biz_invoice_totals_get_company_sums (totals, &n_books);
  if (n > 1)
    append_sums (books, sums, n_books, TRUE);
  if (books->len > 0)
    /* Translators: three sums of invoices: the totals, what is open, and what is open in the
     * currency of the company */
    return g_strdup_printf (_ ("Total: %s   Open: %s   in the books: %s"), total,
                            *open != '\0' ? open : "0", books->str);
  /* Translators: two sums of invoices: the totals, and what is open */
  return g_strdup_printf (_ ("Total: %s   Open: %s"), total, *open != '\0' ? open : "0");
}

static void
show (PageInvoiceSum *self, BizInvoiceTotals *totals)
{
  g_autofree char *text = totals != NULL ? describe (totals) : NULL;

  kit_ledger_list_set_summary (self->list, text);
}

/* What is selected and there; NULL where something is missing. */
static BizInvoiceTotals *
sum_rows (PageInvoiceSum *self, GtkBitset *selected)
{
  g_autoptr (BizInvoiceTotals) totals = biz_invoice_totals_new ();
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
      if (item == NULL || !biz_invoice_totals_add_invoice (totals, item, NULL))
        return NULL;
    }
  while (gtk_bitset_iter_next (&iter, &position));
  return g_steal_pointer (&totals);
}

static void queue (PageInvoiceSum *self);

static void
totals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceSum) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceTotals) totals =
      erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (totals == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (totals == NULL)
    {
      /* The rows stand; a sum is no reason to alarm anybody. */
      g_message ("No sums: %s", error->message);
      return;
    }
  g_set_object (&self->all, totals);
  queue (self);
}

static void
ask_all (PageInvoiceSum *self)
{
  g_autoptr (ErpCall) call = NULL;

  if (self->cancellable != NULL || self->domain == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  call = biz_invoice_totals_new_call (erp_session_get_capabilities (self->session),
                                      self->currencies, self->domain);
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, totals_cb,
                         g_object_ref (self));
}

static void
stop_picking (PageInvoiceSum *self)
{
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
  g_clear_object (&self->picked);
}

static gint64
get_invoice_id (gpointer item)
{
  return biz_invoice_get_id (item);
}

static gboolean
is_picking (PageInvoiceSum *self, const GError *error)
{
  return self->picking != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
tell_failure (PageInvoiceSum *self, const GError *error)
{
  g_clear_object (&self->picking);
  g_message ("No sum of the selection: %s", error->message);
  kit_ledger_list_set_summary (self->list, _ ("The selection could not be summed."));
}

static void
picked_totals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceSum) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceTotals) totals =
      erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (!is_picking (self, error))
    return;
  if (totals == NULL)
    {
      tell_failure (self, error);
      return;
    }
  g_clear_object (&self->picking);
  g_set_object (&self->picked, totals);
  show (self, totals);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceSum) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = erp_pick_resolve_finish (ERP_PICK (source), result, &error);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpDomain) named = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;

  if (!is_picking (self, error))
    return;
  if (ids == NULL)
    {
      tell_failure (self, error);
      return;
    }
  erp_domain_add_ids (named, "id", "in", (const gint64 *)(gconstpointer)ids->data, ids->len);
  domain = erp_domain_copy (self->without ? self->domain : named);
  if (self->without)
    erp_domain_add_none (domain, named);
  call = biz_invoice_totals_new_call (erp_session_get_capabilities (self->session),
                                      self->currencies, domain);
  erp_client_call_async (erp_session_get_client (self->session), call, self->picking,
                         picked_totals_cb, g_object_ref (self));
}

/* Of a list that is known to its end, what is not selected. */
static GtkBitset *
list_unselected (PageInvoiceSum *self, GtkBitset *selected)
{
  GListModel *rows = kit_ledger_list_get_model (self->list);
  GtkBitset *rest;

  if (ERP_IS_GROUPING (rows) || !erp_paged_get_count_exact (ERP_PAGED (rows)))
    return NULL;
  rest = gtk_bitset_new_range (0, g_list_model_get_n_items (rows));
  gtk_bitset_subtract (rest, selected);

  return rest;
}

static gboolean
pick (ErpPick *into, GtkBitset *positions)
{
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size (positions) > 2 * MAX_PICKED)
    return FALSE;
  if (!gtk_bitset_iter_init_first (&iter, positions, &position))
    return TRUE;
  do
    if (!erp_pick_add (into, position))
      return FALSE;
  while (gtk_bitset_iter_next (&iter, &position));

  return TRUE;
}

/* What is selected and not all there is the server's to sum: by its ids, or as all but the few that
 * are not selected. */
static void
ask_selected (PageInvoiceSum *self, GtkBitset *selected)
{
  GListModel *rows = kit_ledger_list_get_model (self->list);
  g_autoptr (GtkBitset) rest = list_unselected (self, selected);
  g_autoptr (ErpPick) chosen = NULL;

  stop_picking (self);
  self->without = rest != NULL && gtk_bitset_get_size (rest) < gtk_bitset_get_size (selected);
  chosen = erp_pick_new (erp_session_get_client (self->session), ERP_PAGED (rows), get_invoice_id,
                         MAX_PICKED);
  if (!pick (chosen, self->without ? rest : selected))
    {
      g_autofree char *most = kit_format_count (MAX_PICKED);
      /* Translators: a number. */
      g_autofree char *text =
          g_strdup_printf (_ ("At most %s rows picked by hand are summed; select fewer, or all."),
                           most);

      kit_ledger_list_set_summary (self->list, text);
      return;
    }
  kit_ledger_list_set_summary (self->list, _ ("Summing the selection…"));
  self->picking = g_cancellable_new ();
  erp_pick_resolve_async (chosen, self->picking, picked_cb, g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  PageInvoiceSum *self = user_data;
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  g_autoptr (BizInvoiceTotals) totals = NULL;
  gboolean all = kit_ledger_list_is_all_selected (self->list);

  self->source = 0;
  if (!all && gtk_bitset_get_size (selected) > 0)
    {
      gboolean one = gtk_bitset_get_size (selected) == 1;

      totals = sum_rows (self, selected);
      if (totals == NULL && !one)
        {
          if (self->picked != NULL)
            show (self, self->picked);
          else if (self->picking == NULL)
            ask_selected (self, selected);
          return G_SOURCE_REMOVE;
        }
      /* One invoice says its amounts itself. */
      if (!one || (totals != NULL && biz_invoice_totals_get_count (totals) > 1))
        {
          show (self, totals);
          return G_SOURCE_REMOVE;
        }
    }
  if (self->all == NULL && self->cancellable == NULL)
    ask_all (self);
  show (self, self->all);
  return G_SOURCE_REMOVE;
}

static void
queue (PageInvoiceSum *self)
{
  if (self->source == 0 && self->list != NULL)
    self->source = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
page_invoice_sum_dispose (GObject *object)
{
  PageInvoiceSum *self = PAGE_INVOICE_SUM (object);

  self->list = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  stop_picking (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->all);
  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_pointer (&self->domain, erp_domain_unref);
  G_OBJECT_CLASS (page_invoice_sum_parent_class)->dispose (object);
}

static void
page_invoice_sum_class_init (PageInvoiceSumClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_invoice_sum_dispose;
}

static void
page_invoice_sum_init (PageInvoiceSum *self)
{
}

/**
 * page_invoice_sum_new:
 * @list: a list of invoices; outlives the sum
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): sums that show nothing yet
 */
PageInvoiceSum *
page_invoice_sum_new (KitLedgerList *list, ErpSession *session, BizCurrencyTable *currencies)
{
  PageInvoiceSum *self = g_object_new (PAGE_TYPE_INVOICE_SUM, NULL);

  self->list = list;
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  return self;
}

void
page_invoice_sum_set_domain (PageInvoiceSum *self, ErpDomain *domain)
{
  g_return_if_fail (PAGE_IS_INVOICE_SUM (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->all);
  g_clear_pointer (&self->domain, erp_domain_unref);
  self->domain = erp_domain_copy (domain);
  page_invoice_sum_update (self);
}

void
page_invoice_sum_update (PageInvoiceSum *self)
{
  g_return_if_fail (PAGE_IS_INVOICE_SUM (self));

  stop_picking (self);
  queue (self);
}
