/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-export.h"

#include "draw-ageing-report.h"
#include "page-close-report.h"
#include "page-list-print.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *over;       /* (owned) */
  BizAgeingSheet *sheet; /* (owned) */
  DrawReportFormat format;
  char *made;               /* (owned) */
  GtkNativeDialog *chooser; /* (owned) (nullable) */
} Job;

static const char *const endings[] = {
  [DRAW_REPORT_TEXT] = "txt",  [DRAW_REPORT_CSV] = "csv", [DRAW_REPORT_JSON] = "json",
  [DRAW_REPORT_XLSX] = "xlsx", [DRAW_REPORT_PDF] = "pdf",
};

static void
free_job (Job *job)
{
  g_clear_object (&job->over);
  g_clear_object (&job->sheet);
  g_clear_object (&job->chooser);
  g_free (job->made);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static GtkWindow *
get_window (GtkWidget *over)
{
  GtkRoot *root = gtk_widget_get_root (over);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell (GtkWidget *over, const char *heading, const GError *error)
{
  GtkWidget *dialog =
      adw_message_dialog_new (get_window (over), heading, error != NULL ? error->message : NULL);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  if (draw_ageing_report_write (job->format, biz_ageing_sheet_get_plan (job->sheet),
                                biz_ageing_sheet_get_rows (job->sheet),
                                biz_ageing_sheet_get_feet (job->sheet), job->made, out, cancellable,
                                &error)
      && g_output_stream_close (out, cancellable, &error))
    g_task_return_pointer (task,
                           g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out)),
                           (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    gtk_widget_activate_action (job->over, "win.toast", "s", _ ("The list is saved."));
  else
    tell (job->over, _ ("The List Was Not Exported"), error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GFile) file = NULL;

  if (bytes == NULL)
    {
      tell (job->over, _ ("The List Was Not Exported"), error);
      return;
    }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (job->chooser));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, replaced_cb, g_steal_pointer (&job));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GTask) task = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  task = g_task_new (NULL, NULL, written_cb, job);
  g_task_set_task_data (task, g_steal_pointer (&job), NULL);
  g_task_run_in_thread (task, write_thread);
}

void
page_ageing_export_run (GtkWidget *over,
                        ErpSession *session,
                        BizAgeingSheet *sheet,
                        DrawReportFormat format)
{
  Job *job;
  GtkFileChooserNative *chooser;
  const GDate *day;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (over) && BIZ_IS_AGEING_SHEET (sheet));

  job = g_new0 (Job, 1);
  job->over = g_object_ref (over);
  job->sheet = g_object_ref (sheet);
  job->format = format;
  job->made = page_close_report_describe_making (session);
  day = &biz_ageing_sheet_get_plan (sheet)->as_of;
  /* Translators: the name of a file: year, month, day, kind of file */
  name = g_strdup_printf (_ ("ageing-%04d-%02d-%02d.%s"), g_date_get_year (day),
                          (int)g_date_get_month (day), g_date_get_day (day), endings[format]);
  chooser = gtk_file_chooser_native_new (_ ("Export the List"), get_window (over),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_show (job->chooser);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  tell (user_data, _ ("The List Was Not Printed"), error);
}

GtkPrintOperation *
page_ageing_export_new_print (ErpSession *session, BizAgeingSheet *sheet, GError **error)
{
  g_autofree char *made = page_close_report_describe_making (session);
  DrawTablePages *pages;
  GtkPrintOperation *operation;

  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (sheet), NULL);

  pages = draw_ageing_report_new_pages (biz_ageing_sheet_get_plan (sheet),
                                        biz_ageing_sheet_get_rows (sheet),
                                        biz_ageing_sheet_get_feet (sheet), made, error);
  if (pages == NULL)
    return NULL;
  operation = page_list_print_new (pages);
  gtk_print_operation_set_job_name (operation, _ ("Open items by age"));

  return operation;
}

void
page_ageing_export_print (GtkWidget *over, ErpSession *session, BizAgeingSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_if_fail (GTK_IS_WIDGET (over) && BIZ_IS_AGEING_SHEET (sheet));

  operation = page_ageing_export_new_print (session, sheet, &error);
  if (operation == NULL)
    {
      tell (over, _ ("The List Was Not Printed"), error);
      return;
    }
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), over, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, get_window (over),
                           NULL);
}
