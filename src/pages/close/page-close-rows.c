/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-close-rows.h"

#include "biz-close-rows.h"
#include "biz-currency-table.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-ledger-list.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCloseRows
{
  AdwWindow parent_instance;

  KitLedgerList *list;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizCloseCheck *check;         /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  gint64 company_id;
};

G_DEFINE_FINAL_TYPE (PageCloseRows, page_close_rows, ADW_TYPE_WINDOW)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
number_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_row_get_number (item));
}

static char *
date_text (gpointer item, gpointer user_data)
{
  return kit_format_date (biz_close_row_get_date (item));
}

static char *
partner_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_row_get_partner (item));
}

static char *
text_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_row_get_text (item));
}

static char *
amount_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (biz_close_row_get_amount (item));
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_row_get_amount (item)->currency);
}

static const KitLedgerColumn columns[] = {
  { "number", N_ ("Number"), KIT_LEDGER_TEXT, 165, FALSE, TRUE, FALSE, number_text, NULL },
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 100, FALSE, FALSE, FALSE, date_text, NULL },
  { "partner", N_ ("Partner"), KIT_LEDGER_TEXT, 140, TRUE, FALSE, FALSE, partner_text, NULL },
  { "text", N_ ("Text"), KIT_LEDGER_TEXT, 140, TRUE, FALSE, FALSE, text_text, NULL },
  { "amount", N_ ("Amount"), KIT_LEDGER_MONEY, 120, FALSE, TRUE, FALSE, amount_text, NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 70, FALSE, FALSE, FALSE, currency_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  if (count == BIZ_CLOSE_MAX_ROWS)
    return g_strdup_printf (_ ("The newest %s records"), number);

  return g_strdup_printf (ngettext ("%s record", "%s records", count), number);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCloseRows) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = biz_close_rows_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    erp_local_list_set_records (self->rows, rows, TRUE);
  else
    erp_local_list_set_error (self->rows, error);
}

static void
load (PageCloseRows *self)
{
  erp_local_list_set_loading (self->rows);
  biz_close_rows_read_async (self->session, self->currencies, self->company_id, self->check,
                             self->cancellable, read_cb, page_weak_new (self));
}

static void
row_activated_cb (PageCloseRows *self, ErpRow *row)
{
  const gint64 id = biz_close_row_get_move_id (erp_row_get_item (row));

  g_signal_emit (self, signals[OPEN_REQUESTED], 0, "account.move", id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
page_close_rows_dispose (GObject *object)
{
  PageCloseRows *self = PAGE_CLOSE_ROWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->rows);
  g_clear_object (&self->check);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_close_rows_parent_class)->dispose (object);
}

static void
page_close_rows_class_init (PageCloseRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_close_rows_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-close-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCloseRows, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
page_close_rows_init (PageCloseRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), NULL);
  kit_ledger_list_set_name (self->list, _ ("Records"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("No Records"),
                             _ ("Nothing is behind this check any more."));
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

/**
 * page_close_rows_new:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose period
 * @check: one that has records
 *
 * Returns: (transfer none): a window, which is destroyed when it is closed
 */
GtkWindow *
page_close_rows_new (ErpSession *session,
                     BizCurrencyTable *currencies,
                     gint64 company_id,
                     BizCloseCheck *check)
{
  PageCloseRows *self = g_object_new (PAGE_TYPE_CLOSE_ROWS, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->check = g_object_ref (check);
  self->company_id = company_id;
  gtk_window_set_title (GTK_WINDOW (self), biz_close_check_get_facts (check)->title);
  load (self);

  return GTK_WINDOW (self);
}
