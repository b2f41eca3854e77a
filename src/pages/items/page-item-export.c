/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-export.h"

#include "biz-currency-table.h"
#include "biz-item-reader.h"
#include "draw-item-table.h"
#include "erp-domain.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* From the question where to, until the file is there. */
typedef struct
{
  GtkWidget *over;              /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) */
  char *order;                  /* (owned) */
  DrawTableFormat format;
  GCancellable *cancellable; /* (owned) */
  GOutputStream *stream;     /* (owned) (nullable) */
  DrawRecordTable *table;    /* (owned) (nullable) */
  GtkNativeDialog *chooser;  /* (owned) (nullable) */
  AdwMessageDialog *dialog;  /* (owned) (nullable): progress */
  GtkProgressBar *bar;
  guint done;
} Job;

static void
job_free (Job *job)
{
  if (job->dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (job->dialog, job->cancellable);
      gtk_window_destroy (GTK_WINDOW (job->dialog));
    }
  g_clear_object (&job->dialog);
  g_clear_object (&job->over);
  g_clear_object (&job->session);
  biz_currency_table_unref (job->currencies);
  erp_domain_unref (job->domain);
  g_free (job->order);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->stream);
  g_clear_pointer (&job->table, draw_record_table_free);
  g_clear_object (&job->chooser);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static AdwMessageDialog *
create_dialog (Job *job, const char *heading, const char *body, const char *response)
{
  GtkRoot *root = gtk_widget_get_root (job->over);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", response);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");

  return ADW_MESSAGE_DIALOG (dialog);
}

static void
tell (Job *job, const char *heading, const char *body)
{
  gtk_window_present (GTK_WINDOW (create_dialog (job, heading, body, _ ("_Close"))));
}

/* A file that is not complete is not put in the place of what was there. */
static void
abandon (Job *job)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (job->stream, cancelled, NULL);
}

static gboolean
take_items (GPtrArray *items, guint all, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autofree char *done = NULL;
  g_autofree char *of = kit_format_count (all);
  g_autofree char *words = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      if (!draw_record_table_add (job->table, g_ptr_array_index (items, i), job->cancellable,
                                  error))
        return FALSE;
    }
  job->done += items->len;
  done = kit_format_count (job->done);
  /* Translators: how many rows are fetched, of how many */
  words = g_strdup_printf (_ ("%s of %s"), done, of);
  gtk_progress_bar_set_fraction (job->bar, (double)job->done / MAX (all, 1));
  gtk_progress_bar_set_text (job->bar, words);

  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = biz_item_reader_run_finish (result, &error);
  g_autofree char *count = kit_format_count ((guint64)MAX (n, 0));
  g_autofree char *body = NULL;

  if (n < 0 || !draw_record_table_close (job->table, job->cancellable, &error)
      || !g_output_stream_close (job->stream, job->cancellable, &error))
    {
      abandon (job);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell (job, _ ("The List Was Not Exported"), error->message);
      return;
    }
  body = g_strdup_printf (ngettext ("%s item was written to the file.",
                                    "%s items were written to the file.", (gulong)n),
                          count);
  tell (job, _ ("Export Complete"), body);
}

/* Takes @job. */
static void
start (Job *job)
{
  GDate today = page_text_get_today (job->session);

  job->table = draw_record_table_new (&draw_item_table_kind, job->format, &today, job->stream);
  job->dialog = g_object_ref_sink (create_dialog (job, _ ("Exporting…"), NULL, _ ("_Cancel")));
  job->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (job->bar, TRUE);
  gtk_progress_bar_set_text (job->bar, _ ("Asking which…"));
  adw_message_dialog_set_extra_child (job->dialog, GTK_WIDGET (job->bar));
  g_signal_connect_object (job->dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           job->cancellable, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (job->dialog));
  biz_item_reader_run_async (erp_session_get_client (job->session), job->currencies, job->domain,
                             job->order, 0, take_items, job, job->cancellable, read_cb, job);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  job->stream = G_OUTPUT_STREAM (
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error));
  if (job->stream != NULL)
    start (g_steal_pointer (&job));
  else
    tell (job, _ ("The List Was Not Exported"), error->message);
}

void
page_item_export_run (GtkWidget *over,
                      ErpSession *session,
                      BizCurrencyTable *currencies,
                      ErpDomain *domain,
                      const char *order,
                      DrawTableFormat format)
{
  Job *job = g_new0 (Job, 1);
  GtkRoot *root = gtk_widget_get_root (over);
  GDate today = page_text_get_today (session);
  GtkFileChooserNative *chooser;
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  g_autofree char *name =
      g_strdup_printf (_ ("Open items %04d-%02d-%02d"), g_date_get_year (&today),
                       (int)g_date_get_month (&today), g_date_get_day (&today));
  g_autofree char *file = g_strconcat (name, format == DRAW_TABLE_XLSX ? ".xlsx" : ".csv", NULL);

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
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_show (job->chooser);
}
