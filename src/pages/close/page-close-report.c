/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-close-report.h"

#include "biz-job-body.h"
#include "draw-close-report.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"
#include "page-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *over;     /* (owned) */
  ErpSession *session; /* (owned) */
  BizClose *close;     /* (owned) */
  DrawReportFormat format;
  GtkNativeDialog *chooser; /* (owned) (nullable) */
} Job;

/* What is put to the server, one after the other. */
static const DrawReportFormat kept[] = { DRAW_REPORT_PDF, DRAW_REPORT_XLSX };

static void run_keep (Job *job);

static void
free_job (Job *job)
{
  g_clear_object (&job->over);
  g_clear_object (&job->session);
  g_clear_object (&job->close);
  g_clear_object (&job->chooser);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static Job *
new_job (GtkWidget *over, ErpSession *session, BizClose *close)
{
  Job *job = g_new0 (Job, 1);

  job->over = g_object_ref (over);
  job->session = g_object_ref (session);
  job->close = g_object_ref (close);

  return job;
}

static void
tell (Job *job, const char *heading, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (job->over);
  const char *words = erp_error_get_server_message (error);
  g_autofree char *body = words != NULL ? g_strdup_printf ("%s\n\n%s", error->message, words)
                                        : g_strdup (error->message);
  GtkWidget *dialog =
      adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
toast (Job *job, const char *text)
{
  gtk_widget_activate_action (job->over, "win.toast", "s", text);
}

char *
page_close_report_describe_making (ErpSession *session)
{
  const char *user = erp_capabilities_get_user_name (erp_session_get_capabilities (session));
  g_autoptr (GDateTime) now = page_text_get_now (session);
  g_autofree char *time = g_date_time_format (now, "%x %H:%M %Z");

  return user != NULL ? g_strdup_printf ("%s · %s", time, user) : g_steal_pointer (&time);
}

static GBytes *
make_report (Job *job, DrawReportFormat format, GError **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autofree char *made = page_close_report_describe_making (job->session);

  if (!draw_close_report_write (format, job->close, made, out, NULL, error)
      || !g_output_stream_close (out, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    toast (job, _ ("The report is saved."));
  else
    tell (job, _ ("The Report Was Not Saved"), error);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  bytes = make_report (job, job->format, &error);
  if (bytes == NULL)
    tell (job, _ ("The Report Was Not Saved"), error);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, replaced_cb,
                                         g_steal_pointer (&job));
}

/**
 * page_close_report_save:
 * @over: the widget whose window it stands over
 * @session: who is signed in
 * @close: the list
 * @format: which kind of file
 */
void
page_close_report_save (GtkWidget *over,
                        ErpSession *session,
                        BizClose *close,
                        DrawReportFormat format)
{
  Job *job = new_job (over, session, close);
  GtkRoot *root = gtk_widget_get_root (over);
  g_autofree char *name = draw_close_report_make_name (format, close);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save the Report"), root != NULL ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  job->format = format;
  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), job);
  gtk_native_dialog_show (job->chooser);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) done = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  g_autofree char *text = NULL;
  const char *name;
  gint64 id;

  if (done == NULL)
    {
      tell (job, _ ("The Report Was Not Kept"), error);
      return;
    }
  job->format++;
  if (job->format < G_N_ELEMENTS (kept))
    {
      run_keep (g_steal_pointer (&job));
      return;
    }
  biz_close_get_shelf (job->close, &id, &name);
  /* Translators: the record that the files are put to */
  text = g_strdup_printf (_ ("Paper and spreadsheet are kept with “%s”."), name);
  toast (job, text);
}

/* Takes @job; its format counts what is kept. */
static void
run_keep (Job *job)
{
  const DrawReportFormat format = kept[job->format];
  g_autofree char *file = draw_close_report_make_name (format, job->close);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_report (job, format, &error);
  g_autoptr (JsonObject) body = NULL;
  const char *model, *name;
  gint64 id;

  if (bytes == NULL)
    {
      tell (job, _ ("The Report Was Not Kept"), error);
      free_job (job);
      return;
    }
  model = biz_close_get_shelf (job->close, &id, &name);
  body =
      biz_job_body_new_upload (model, id, name, biz_close_get_company_id (job->close), file, bytes);
  erp_journal_run_async (erp_session_get_journal (job->session), BIZ_JOB_UPLOAD, body, NULL,
                         kept_cb, job);
}

/**
 * page_close_report_keep:
 * @over: the widget whose window it stands over
 * @session: who is signed in
 * @close: a list that has a shelf
 */
void
page_close_report_keep (GtkWidget *over, ErpSession *session, BizClose *close)
{
  const char *name;
  gint64 id;

  g_return_if_fail (biz_close_get_shelf (close, &id, &name) != NULL);
  g_return_if_fail (erp_session_get_journal (session) != NULL);

  run_keep (new_job (over, session, close));
}
