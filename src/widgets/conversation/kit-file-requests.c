/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-requests.h"

#include "biz-file-request.h"
#include "erp-capabilities.h"
#include "erp-job.h"
#include "erp-session.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

#define DAYS 7

struct _KitFileRequests
{
  AdwBin parent_instance;

  GtkBox *box;
  BizThread *thread; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (KitFileRequests, kit_file_requests, ADW_TYPE_BIN)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitFileRequests) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  if (job == NULL && self->thread == BIZ_THREAD (source)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, _ ("The request was not changed."), error);
}

static void
done_cb (GtkButton *button, gpointer user_data)
{
  KitFileRequests *self = user_data;
  BizFileRequest *request = g_object_get_data (G_OBJECT (button), "request");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  biz_thread_finish_activity_async (self->thread, biz_file_request_get_activity (request),
                                    biz_attachment_get_name (biz_file_request_get_file (request)),
                                    NULL, written_cb, g_object_ref (self));
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  KitFileRequests *self = user_data;
  BizFileRequest *request = g_object_get_data (G_OBJECT (button), "request");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  biz_thread_cancel_activity_async (self->thread, biz_file_request_get_activity (request), NULL,
                                    written_cb, g_object_ref (self));
}

static void
add_verb (KitFileRequests *self, GtkWidget *row, BizFileRequest *request)
{
  const gboolean is_there = biz_file_request_get_file (request) != NULL;
  GtkWidget *button =
      gtk_button_new_with_mnemonic (is_there ? _ ("_Tick Off") : _ ("No Longer _Needed"));

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "request", g_object_ref (request), g_object_unref);
  g_signal_connect_object (button, "clicked",
                           is_there ? G_CALLBACK (done_cb) : G_CALLBACK (cancel_cb), self, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_row (KitFileRequests *self, BizFileRequest *request)
{
  const gboolean is_there = biz_file_request_get_file (request) != NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *day =
      kit_format_date (biz_activity_get_deadline (biz_file_request_get_activity (request)));
  g_autofree char *text = biz_file_request_describe (request, day);
  GtkWidget *label = gtk_label_new (text);

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (
                                     is_there ? "emblem-ok-symbolic" : "dialog-warning-symbolic"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (row), label);
  gtk_widget_add_css_class (row, is_there ? "file-there" : "file-missing");
  if (biz_thread_may_speak (self->thread))
    add_verb (self, row, request);
  gtk_box_append (self->box, row);
}

static void
fill (KitFileRequests *self)
{
  g_autoptr (GPtrArray) requests = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (self->thread != NULL)
    requests = biz_file_request_list (biz_thread_get_activities (self->thread),
                                      biz_thread_get_files (self->thread));
  gtk_widget_set_visible (GTK_WIDGET (self), requests != NULL && requests->len > 0);
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    add_row (self, g_ptr_array_index (requests, i));
}

static void
kit_file_requests_dispose (GObject *object)
{
  KitFileRequests *self = KIT_FILE_REQUESTS (object);

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_file_requests_parent_class)->dispose (object);
}

static void
kit_file_requests_class_init (KitFileRequestsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_file_requests_dispose;
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
kit_file_requests_init (KitFileRequests *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_file_requests_new (void)
{
  return g_object_new (KIT_TYPE_FILE_REQUESTS, NULL);
}

/**
 * kit_file_requests_set_thread:
 * @self: requests
 * @thread: (nullable): of the record they are of
 */
void
kit_file_requests_set_thread (KitFileRequests *self, BizThread *thread)
{
  g_return_if_fail (KIT_IS_FILE_REQUESTS (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_set_object (&self->thread, thread);
  if (thread != NULL)
    g_signal_connect_object (thread, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * kit_file_requests_ask:
 * @self: requests of a record
 * @kind: of document
 *
 * The same of the same person is refused while it is open.
 */
void
kit_file_requests_ask (KitFileRequests *self, const char *kind)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, DAYS);
  g_autofree char *note = NULL;
  g_autofree char *summary = NULL;
  g_autoptr (BizChoice) me = NULL;
  ErpCapabilities *capabilities;
  GDate until;

  g_return_if_fail (KIT_IS_FILE_REQUESTS (self) && kind != NULL);

  if (self->thread == NULL || !biz_thread_may_speak (self->thread))
    return;
  capabilities = erp_session_get_capabilities (biz_thread_get_session (self->thread));
  me = biz_choice_new (erp_capabilities_get_uid (capabilities),
                       erp_capabilities_get_user_name (capabilities), NULL);
  note = biz_file_request_make_note (kind);
  /* Translators: something to do: a kind of document is to be got. */
  summary = g_strdup_printf (_ ("Document wanted: %s"), biz_file_kind_get_label (kind));
  g_date_clear (&until, 1);
  g_date_set_dmy (&until, (GDateDay)g_date_time_get_day_of_month (then),
                  (GDateMonth)g_date_time_get_month (then), (GDateYear)g_date_time_get_year (then));
  biz_thread_plan_async (self->thread, 0, summary, note, me, &until, NULL, written_cb,
                         g_object_ref (self));
}
