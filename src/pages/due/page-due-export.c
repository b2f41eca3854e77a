/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due-export.h"

#include "page-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* From the question where to, until the file is there. */
typedef struct
{
  GtkWidget *over; /* (owned) */
  const PageDueExport *how;
  GPtrArray *rows; /* (owned) */
  DrawTableFormat format;
  GOutputStream *stream;    /* (owned) (nullable) */
  GtkNativeDialog *chooser; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->over);
  g_ptr_array_unref (job->rows);
  g_clear_object (&job->stream);
  g_clear_object (&job->chooser);
  g_free (job);
}

static void
tell_end (Job *job, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (job->over);
  GtkWidget *dialog =
      adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  GError *error = NULL;

  if (job->how->write (job->format, job->rows, job->stream, cancellable, &error)
      && g_output_stream_close (job->stream, cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* A file that is not complete is not put in the place of what was there. */
  g_cancellable_cancel (cancelled);
  g_output_stream_close (job->stream, cancelled, NULL);
  g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_end (job, _ ("The List Was Not Exported"), error->message);
      return;
    }
  body = job->how->tell (job->rows->len);
  tell_end (job, _ ("Export Complete"), body);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, job, job_free);
  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      job->stream = G_OUTPUT_STREAM (
          g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error));
      if (job->stream != NULL)
        g_task_run_in_thread (task, write_thread);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Nothing was chosen: nobody is told anything. */
  g_task_set_task_data (task, NULL, NULL);
  job_free (job);
}

/* The three numbers are what the translation has, too: the compiler cannot see that. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
format_name (const char *name, const GDate *day)
{
  return g_strdup_printf (_ (name), g_date_get_year (day), (int)g_date_get_month (day),
                          g_date_get_day (day));
}
#pragma GCC diagnostic pop

void
page_due_export_run (GtkWidget *over,
                     ErpSession *session,
                     const PageDueExport *how,
                     GPtrArray *rows,
                     DrawTableFormat format)
{
  Job *job = g_new0 (Job, 1);
  GtkRoot *root = gtk_widget_get_root (over);
  GDate today = page_text_get_today (session);
  GtkFileChooserNative *chooser;
  g_autofree char *name = format_name (how->file_name, &today);
  g_autofree char *file = g_strconcat (name, format == DRAW_TABLE_XLSX ? ".xlsx" : ".csv", NULL);

  job->over = g_object_ref (over);
  job->how = how;
  job->rows = g_ptr_array_ref (rows);
  job->format = format;
  chooser =
      gtk_file_chooser_native_new (_ ("Export the List"), root != NULL ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_show (job->chooser);
}
