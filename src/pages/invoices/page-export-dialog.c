/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-export-dialog.h"

#include "biz-currency-table.h"
#include "erp-domain.h"
#include "kit-format.h"
#include "page-invoice-export.h"
#include "page-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* From the question where to, until the file is there. */
typedef struct
{
  GtkWidget *over;              /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) */
  char *order;                  /* (owned) (nullable) */
  DrawTableFormat format;
  GOutputStream *stream;     /* (owned) (nullable) */
  GtkNativeDialog *chooser;  /* (owned) (nullable) */
  AdwMessageDialog *dialog;  /* (owned) (nullable) */
  GtkProgressBar *bar;       /* in it */
  GCancellable *cancellable; /* (owned) */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->over);
  g_clear_object (&job->session);
  biz_currency_table_unref (job->currencies);
  erp_domain_unref (job->domain);
  g_free (job->order);
  g_clear_object (&job->stream);
  g_clear_object (&job->chooser);
  g_clear_object (&job->dialog);
  g_clear_object (&job->cancellable);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static AdwMessageDialog *
create_dialog (Job *job, const char *heading, const char *body, const char *button)
{
  GtkRoot *root = gtk_widget_get_root (job->over);
  GtkWidget *dialog =
      adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", button);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
tell_end (Job *job, const char *heading, const char *body)
{
  gtk_window_present (GTK_WINDOW (create_dialog (job, heading, body, _ ("_Close"))));
}

static void
progress_cb (guint64 done, guint64 all, gpointer user_data)
{
  Job *job = user_data;
  g_autofree char *of = kit_format_count (all);
  g_autofree char *text = kit_format_count (done);
  /* Translators: how many rows are written, of how many */
  g_autofree char *words = g_strdup_printf (_ ("%s of %s"), text, of);

  gtk_progress_bar_set_fraction (job->bar, all > 0 ? (double)done / (double)all : 1);
  gtk_progress_bar_set_text (job->bar, words);
}

/* A file that is not complete is not put in the place of what was there. */
static void
abandon (Job *job)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (job->stream, cancelled, NULL);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = page_invoice_export_finish (result, &error);
  g_autofree char *count = NULL;
  g_autofree char *body = NULL;

  g_signal_handlers_disconnect_by_data (job->dialog, job->cancellable);
  gtk_window_destroy (GTK_WINDOW (job->dialog));
  if (n < 0)
    {
      abandon (job);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell_end (job, _ ("The List Was Not Exported"), error->message);
      return;
    }
  count = kit_format_count ((guint64)n);
  body = g_strdup_printf (ngettext ("%s invoice was written to the file.",
                                    "%s invoices were written to the file.", (gulong)n),
                          count);
  tell_end (job, _ ("Export Complete"), body);
}

static void
show_progress (Job *job)
{
  job->dialog = g_object_ref_sink (create_dialog (job, _ ("Exporting…"), NULL, _ ("_Cancel")));
  job->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (job->bar, TRUE);
  gtk_progress_bar_set_text (job->bar, _ ("Asking which…"));
  adw_message_dialog_set_extra_child (job->dialog, GTK_WIDGET (job->bar));
  g_signal_connect_object (job->dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           job->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (job->dialog));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;
  Job *held;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  job->stream = G_OUTPUT_STREAM (
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error));
  if (job->stream == NULL)
    {
      tell_end (job, _ ("The List Was Not Exported"), error->message);
      return;
    }
  today = page_text_get_today (job->session);
  show_progress (job);
  held = g_steal_pointer (&job);
  page_invoice_export_async (erp_session_get_client (held->session), held->currencies, held->domain,
                             held->order, &today, held->format, held->stream, progress_cb, held,
                             held->cancellable, written_cb, held);
}

/**
 * page_export_dialog_run:
 * @over: the widget whose window it stands over
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @domain: which invoices
 * @order: (nullable): in which order
 * @format: CSV or XLSX
 */
void
page_export_dialog_run (GtkWidget *over,
                        ErpSession *session,
                        BizCurrencyTable *currencies,
                        ErpDomain *domain,
                        const char *order,
                        DrawTableFormat format)
{
  Job *job = g_new0 (Job, 1);
  GtkRoot *root = gtk_widget_get_root (over);
  GtkFileChooserNative *chooser;
  GDate today = page_text_get_today (session);
  g_autoptr (GDateTime) now = page_text_get_now (session);
  g_autofree char *name = NULL;

  job->over = g_object_ref (over);
  job->session = g_object_ref (session);
  job->currencies = biz_currency_table_ref (currencies);
  job->domain = erp_domain_copy (domain);
  job->order = g_strdup (order);
  job->format = format;
  job->cancellable = g_cancellable_new ();
  chooser =
      gtk_file_chooser_native_new (_ ("Export the List"), root != NULL ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  name = g_strdup_printf (_ ("Invoices %04d-%02d-%02d"), g_date_get_year (&today),
                          (int)g_date_get_month (&today), g_date_get_day (&today));
  {
    /* Of when it is: the rows of a CSV are for machines. */
    g_autofree char *time = g_date_time_format (now, " %H-%M %Z");
    g_autofree char *file =
        g_strconcat (name, time, format == DRAW_TABLE_XLSX ? ".xlsx" : ".csv", NULL);

    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  }
  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_show (job->chooser);
}
