/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-list-print.h"

#include "biz-currency-table.h"
#include "biz-invoice-totals.h"
#include "erp-capabilities.h"
#include "kit-format.h"
#include "page-invoice-export.h"
#include "page-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* From the first question to the server until the printer has it. */
typedef struct
{
  GtkWidget *page;                 /* (owned): with what the columns need */
  const KitLedgerColumn **columns; /* (owned) */
  guint n_columns;
  gpointer columns_data;
  DrawTablePages *pages;     /* (owned) (nullable): NULL once they are at the printer */
  BizInvoiceTotals *totals;  /* (owned) */
  AdwMessageDialog *dialog;  /* (owned) */
  GtkProgressBar *bar;       /* in it */
  GCancellable *cancellable; /* (owned) */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->page);
  g_free (job->columns);
  g_clear_pointer (&job->pages, draw_table_pages_free);
  g_clear_object (&job->totals);
  g_clear_object (&job->dialog);
  g_clear_object (&job->cancellable);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static GtkWindow *
get_window (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static AdwMessageDialog *
create_dialog (GtkWidget *page, const char *heading, const char *body, const char *button)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (page), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", button);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
tell_failure (GtkWidget *page, const GError *error)
{
  gtk_window_present (GTK_WINDOW (create_dialog (
      page, _ ("The List Was Not Printed"), error != NULL ? error->message : NULL, _ ("_Close"))));
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  draw_table_pages_lay_out (user_data, gtk_print_context_get_width (context),
                            gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int)draw_table_pages_get_n_pages (user_data));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer user_data)
{
  draw_table_pages_draw_page (user_data, (guint)number,
                              gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  tell_failure (user_data, error);
}

/**
 * page_list_print_new:
 * @pages: (transfer full): a list with all its rows
 *
 * Returns: (transfer full): an operation that is not run yet; on the paper of the person's country
 */
GtkPrintOperation *
page_list_print_new (DrawTablePages *pages)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  gtk_page_setup_set_orientation (setup, draw_table_pages_is_landscape (pages)
                                             ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                             : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Invoices"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "pages", pages,
                          (GDestroyNotify)draw_table_pages_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), pages);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), pages);

  return operation;
}

void
page_list_print_ask (GtkPrintOperation *operation, GtkWidget *page)
{
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), page, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, get_window (page),
                           NULL);
}

static gboolean
take (GPtrArray *invoices, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < invoices->len; i++)
    {
      gpointer invoice = g_ptr_array_index (invoices, i);

      if (!biz_invoice_totals_add_invoice (job->totals, invoice, error))
        return FALSE;
      g_ptr_array_set_size (texts, 0);
      for (guint k = 0; k < job->n_columns; k++)
        g_ptr_array_add (texts, job->columns[k]->text (invoice, job->columns_data));
      draw_table_pages_add_row (job->pages, (const char *const *)texts->pdata);
    }

  return TRUE;
}

static void
progress_cb (guint64 done, guint64 all, gpointer user_data)
{
  Job *job = user_data;
  g_autofree char *of = kit_format_count (all);
  g_autofree char *text = kit_format_count (done);
  /* Translators: how many rows are fetched, of how many */
  g_autofree char *words = g_strdup_printf (_ ("%s of %s"), text, of);

  gtk_progress_bar_set_fraction (job->bar, all > 0 ? (double)done / (double)all : 1);
  gtk_progress_bar_set_text (job->bar, words);
}

static void
add_total (Job *job, const char *format, const BizMoney *money)
{
  g_autofree char *name = g_strdup_printf ("%s %s", format, money->currency);
  g_autofree char *amount = page_text_format_amount (money);

  draw_table_pages_add_total (job->pages, name, amount);
}

static void
add_totals (Job *job)
{
  const guint n_rows = draw_table_pages_get_n_rows (job->pages);
  g_autofree char *number = kit_format_count (n_rows);
  g_autofree char *count = g_strdup_printf (ngettext ("%s invoice", "%s invoices", n_rows), number);
  const BizInvoiceSum *sums;
  guint n;

  draw_table_pages_add_total (job->pages, count, NULL);
  sums = biz_invoice_totals_get_sums (job->totals, &n);
  for (guint i = 0; i < n; i++)
    {
      add_total (job, _ ("Total"), &sums[i].total);
      add_total (job, _ ("Open"), &sums[i].residual);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  const gint64 n = page_invoice_export_finish (result, &error);

  g_signal_handlers_disconnect_by_data (job->dialog, job->cancellable);
  gtk_window_destroy (GTK_WINDOW (job->dialog));
  if (n < 0)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell_failure (job->page, error);
      return;
    }
  add_totals (job);
  operation = page_list_print_new (g_steal_pointer (&job->pages));
  page_list_print_ask (operation, job->page);
}

static void
show_progress (Job *job)
{
  job->dialog =
      g_object_ref_sink (create_dialog (job->page, _ ("Preparing the List…"), NULL, _ ("_Cancel")));
  job->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (job->bar, TRUE);
  gtk_progress_bar_set_text (job->bar, _ ("Asking which…"));
  adw_message_dialog_set_extra_child (job->dialog, GTK_WIDGET (job->bar));
  g_signal_connect_object (job->dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           job->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (job->dialog));
}

/* "2026-11-23 01:42 · Europe/Vienna": in the zone that days of this list are in. */
static char *
describe_now (ErpSession *session)
{
  const char *name = erp_capabilities_get_time_zone (erp_session_get_capabilities (session));
  g_autoptr (GDateTime) now = page_text_get_now (session);
  g_autofree char *time = g_date_time_format (now, "%H:%M %Z");
  g_autofree char *date = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  date = kit_format_date (&day);

  /* The name says more than the letters, but where both are the same. */
  return name != NULL && !g_str_has_suffix (time, name)
             ? g_strdup_printf ("%s %s · %s", date, time, name)
             : g_strdup_printf ("%s %s", date, time);
}

/**
 * page_list_print_new_pages:
 * @session: who is signed in where
 * @columns: (array zero-terminated=1): of a list
 * @title: what the list is, translated
 * @filter: (nullable): which rows, in words
 *
 * Returns: (transfer full): pages without rows
 */
DrawTablePages *
page_list_print_new_pages (ErpSession *session,
                           const KitLedgerColumn *const *columns,
                           const char *title,
                           const char *filter)
{
  g_autofree DrawTablePagesColumn *titles = NULL;
  g_autofree char *now = describe_now (session);
  DrawTablePages *pages;
  guint n = 0;

  while (columns[n] != NULL)
    n++;
  titles = g_new0 (DrawTablePagesColumn, n);
  for (guint i = 0; i < n; i++)
    {
      titles[i].title = _ (columns[i]->title);
      titles[i].weight = columns[i]->expand ? columns[i]->width * 1.5 : columns[i]->width;
      titles[i].figures = columns[i]->kind == KIT_LEDGER_NUMBER
                          || columns[i]->kind == KIT_LEDGER_MONEY
                          || columns[i]->kind == KIT_LEDGER_DATE;
    }
  pages = draw_table_pages_new (titles, n);
  draw_table_pages_set_head (pages, title, filter, now);

  return pages;
}

/**
 * page_list_print_run:
 * @page: the widget whose window it stands over
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @listing: which invoices, in which order
 * @list: where they are seen
 * @columns_data: for the functions of its columns; @page's
 * @filter: (nullable): which ones, in words
 */
void
page_list_print_run (GtkWidget *page,
                     ErpSession *session,
                     BizCurrencyTable *currencies,
                     ErpListing *listing,
                     KitLedgerList *list,
                     gpointer columns_data,
                     const char *filter)
{
  Job *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->columns = kit_ledger_list_get_visible_columns (list);
  job->columns_data = columns_data;
  while (job->columns[job->n_columns] != NULL)
    job->n_columns++;
  job->pages = page_list_print_new_pages (session, job->columns, _ ("Invoices"), filter);
  job->totals = biz_invoice_totals_new ();
  job->cancellable = g_cancellable_new ();
  show_progress (job);
  page_invoice_export_read_async (erp_session_get_client (session), currencies,
                                  erp_listing_get_domain (listing), erp_listing_get_order (listing),
                                  take, progress_cb, job, job->cancellable, read_cb, job);
}
