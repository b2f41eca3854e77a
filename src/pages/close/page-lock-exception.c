/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-lock-exception.h"

#include "biz-lock-job.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PageLockException
{
  AdwWindow parent_instance;

  GtkWidget *make_button;
  KitInlineError *error;
  GtkWidget *group;
  AdwComboRow *lock;
  KitDateEntry *day;
  KitDateEntry *end;
  GtkSwitch *everybody;
  GtkEditable *reason;

  BizLock locks[BIZ_N_LOCKS]; /* as they are listed */
  ErpSession *session;        /* (owned) */
  BizClose *close;            /* (owned) */
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (PageLockException, page_lock_exception, ADW_TYPE_WINDOW)

enum
{
  MADE,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* From what is closed for good there is none. */
static gboolean
is_excepted (BizClose *close, BizLock lock)
{
  return lock != BIZ_LOCK_HARD && lock != BIZ_LOCK_PERIOD
         && g_date_valid (&biz_close_get_locks (close)->days[lock]);
}

gboolean
page_lock_exception_is_possible (BizClose *close)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (close), FALSE);

  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (is_excepted (close, (BizLock)i))
        return biz_close_may_except (close);
    }

  return FALSE;
}

static BizLock
get_lock (PageLockException *self)
{
  return self->locks[adw_combo_row_get_selected (self->lock)];
}

/* A day before the one that is closed, or none at all; an end that is not over; a reason. */
static gboolean
is_right (PageLockException *self)
{
  const GDate *closed = &biz_close_get_locks (self->close)->days[get_lock (self)];
  GDate today = page_text_get_today (self->session);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  const gboolean all = kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->day));
  GDate day, end;

  return *reason != '\0'
         && (all
             || (kit_date_entry_get_date (self->day, &day) && g_date_compare (&day, closed) < 0))
         && kit_date_entry_get_date (self->end, &end) && g_date_compare (&end, &today) >= 0;
}

static void
update (PageLockException *self)
{
  if (self->close == NULL)
    return;
  gtk_widget_set_sensitive (self->make_button, !self->writing && is_right (self));
}

static void
set_writing (PageLockException *self, gboolean writing)
{
  self->writing = writing;
  gtk_widget_set_sensitive (self->group, !writing);
  update (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageLockException) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (self == NULL)
    return;
  set_writing (self, FALSE);
  if (job == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("The exception was not made."), error);
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
        g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
      return;
    }
  g_signal_emit (self, signals[MADE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* The end of its last day, in the person's zone. */
static GDateTime *
get_end (PageLockException *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  const char *name = erp_capabilities_get_time_zone (capabilities);
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  GDate end;

  if (zone == NULL)
    zone = g_time_zone_new_local ();
  kit_date_entry_get_date (self->end, &end);

  return g_date_time_new (zone, g_date_get_year (&end), (int)g_date_get_month (&end),
                          g_date_get_day (&end), 23, 59, 59);
}

static void
make_cb (PageLockException *self)
{
  ErpJournal *journal = erp_session_get_journal (self->session);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (JsonObject) body = NULL;
  GDate day;

  if (journal == NULL || self->writing || !is_right (self))
    return;
  end = get_end (self);
  g_date_clear (&day, 1);
  kit_date_entry_get_date (self->day, &day);
  body =
      biz_job_body_new_lock_exception (biz_close_get_company_id (self->close),
                                       biz_close_get_company (self->close), get_lock (self), &day,
                                       reason, end, gtk_switch_get_active (self->everybody));
  kit_inline_error_clear (self->error);
  set_writing (self, TRUE);
  erp_journal_run_async (journal, BIZ_JOB_LOCK_EXCEPTION, body, NULL, written_cb,
                         page_weak_new (self));
}

static void
page_lock_exception_dispose (GObject *object)
{
  PageLockException *self = PAGE_LOCK_EXCEPTION (object);

  g_clear_object (&self->close);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_lock_exception_parent_class)->dispose (object);
}

static void
page_lock_exception_class_init (PageLockExceptionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_lock_exception_dispose;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-lock-exception.ui");
  gtk_widget_class_bind_template_child (widget_class, PageLockException, make_button);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, error);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, group);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, lock);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, day);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, end);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, everybody);
  gtk_widget_class_bind_template_child (widget_class, PageLockException, reason);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
page_lock_exception_init (PageLockException *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->day), _ ("Stays closed until"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->end), _ ("Ends after"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->everybody), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("For everybody"), -1);
}

/**
 * page_lock_exception_new:
 * @session: who is signed in
 * @close: a list whose company has something closed
 *
 * Returns: (transfer none): a window, which is destroyed when it is closed
 */
GtkWindow *
page_lock_exception_new (ErpSession *session, BizClose *close)
{
  PageLockException *self = g_object_new (PAGE_TYPE_LOCK_EXCEPTION, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GDate today = page_text_get_today (session);
  guint n = 0;

  self->session = g_object_ref (session);
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (!is_excepted (close, (BizLock)i))
        continue;
      self->locks[n++] = (BizLock)i;
      gtk_string_list_append (names, biz_lock_describe ((BizLock)i));
    }
  adw_combo_row_set_model (self->lock, G_LIST_MODEL (names));
  kit_date_entry_set_today (self->day, &today);
  kit_date_entry_set_today (self->end, &today);
  kit_date_entry_set_date (self->end, &today);
  self->close = g_object_ref (close);
  update (self);

  return GTK_WINDOW (self);
}
