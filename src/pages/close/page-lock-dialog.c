/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-lock-dialog.h"

#include "biz-lock-job.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "page-confirm.h"
#include "page-lock-exception.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageLockDialog
{
  AdwWindow parent_instance;

  GtkWidget *set_button;
  KitInlineError *error;
  GtkLabel *warning;
  AdwPreferencesGroup *locks;
  GtkWidget *exception_button;

  KitDateEntry *entries[BIZ_N_LOCKS]; /* (nullable): of those that the server has */
  ErpSession *session;                /* (owned) */
  BizClose *close;                    /* (owned) */
  BizLockDates wanted;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (PageLockDialog, page_lock_dialog, ADW_TYPE_WINDOW)

enum
{
  SET,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* FALSE where an entry holds something that is no day. */
static gboolean
read_entries (PageLockDialog *self)
{
  biz_lock_dates_clear (&self->wanted);
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (self->entries[i] == NULL)
        continue;
      if (!kit_date_entry_get_date (self->entries[i], &self->wanted.days[i])
          && !kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->entries[i])))
        return FALSE;
    }

  return TRUE;
}

static void
update (PageLockDialog *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (GError) error = NULL;
  const gboolean read = read_entries (self);
  const gboolean changed =
      read && !biz_lock_dates_equal (&self->wanted, biz_close_get_locks (self->close));

  if (changed)
    biz_lock_dates_check (biz_close_get_locks (self->close), &self->wanted, &today, &error);
  kit_inline_error_set_error (self->error, NULL, error);
  gtk_widget_set_sensitive (self->set_button, changed && error == NULL && !self->writing
                                                  && biz_close_may_lock (self->close));
}

static void
set_writing (PageLockDialog *self, gboolean writing)
{
  self->writing = writing;
  gtk_widget_set_sensitive (GTK_WIDGET (self->locks), !writing);
  update (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageLockDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (self == NULL)
    return;
  set_writing (self, FALSE);
  if (job == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("The lock dates were not set."), error);
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
        g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
      return;
    }
  g_signal_emit (self, signals[SET], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
write_locks (PageLockDialog *self)
{
  ErpJournal *journal = erp_session_get_journal (self->session);
  g_autoptr (JsonObject) body = NULL;

  if (journal == NULL || self->writing)
    return;
  body = biz_job_body_new_lock (biz_close_get_company_id (self->close),
                                biz_close_get_company (self->close),
                                biz_close_get_series (self->close),
                                biz_close_get_locks (self->close), &self->wanted);
  set_writing (self, TRUE);
  erp_journal_run_async (journal, BIZ_JOB_LOCK, body, NULL, written_cb, page_weak_new (self));
}

static void
confirmed_cb (PageLockDialog *self, const char *response)
{
  if (g_str_equal (response, "do"))
    write_locks (self);
}

/* What can never be taken back is asked about. */
static void
set_cb (PageLockDialog *self)
{
  const GDate *now = &biz_close_get_locks (self->close)->days[BIZ_LOCK_HARD];
  const GDate *wanted = &self->wanted.days[BIZ_LOCK_HARD];
  AdwMessageDialog *dialog;
  g_autofree char *day = NULL;
  g_autofree char *heading = NULL;

  if (!g_date_valid (wanted) || (g_date_valid (now) && g_date_compare (now, wanted) == 0))
    {
      write_locks (self);
      return;
    }
  day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (wanted), (int)g_date_get_month (wanted),
                         g_date_get_day (wanted));
  /* Translators: a day */
  heading = g_strdup_printf (_ ("Close for Good Until %s?"), day);
  dialog = page_confirm_new (GTK_WIDGET (self), heading,
                             _ ("Nobody will ever be able to book or change anything until that "
                                "day again. There is no way back."),
                             _ ("_Cancel"), _ ("Close for _Good"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
excepted_cb (PageLockDialog *self)
{
  g_signal_emit (self, signals[SET], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
journal_cb (PageLockDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
exception_cb (PageLockDialog *self)
{
  GtkWindow *dialog = page_lock_exception_new (self->session, self->close);

  g_signal_connect_object (dialog, "made", G_CALLBACK (excepted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
  gtk_window_present (dialog);
}

static void
add_lock (PageLockDialog *self, BizLock lock)
{
  const GDate *now = &biz_close_get_locks (self->close)->days[lock];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = kit_date_entry_new ();
  GDate today = page_text_get_today (self->session);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), biz_lock_describe (lock));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), biz_lock_explain (lock));
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (entry, 170, -1);
  gtk_widget_set_hexpand (entry, FALSE);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (entry), biz_lock_describe (lock));
  kit_date_entry_set_today (KIT_DATE_ENTRY (entry), &today);
  kit_date_entry_set_date (KIT_DATE_ENTRY (entry), g_date_valid (now) ? now : NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  adw_preferences_group_add (self->locks, row);
  self->entries[lock] = KIT_DATE_ENTRY (entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* The day that was looked at, where less is closed; sales, purchases and what is for good stay as
 * they are. */
static void
propose (PageLockDialog *self)
{
  const GDate *end = biz_close_get_end (self->close);
  const GDate *now = &biz_close_get_locks (self->close)->days[BIZ_LOCK_ALL];

  if (biz_close_may_lock (self->close) && (!g_date_valid (now) || g_date_compare (now, end) < 0))
    kit_date_entry_set_date (self->entries[BIZ_LOCK_ALL], end);
}

static void
warn (PageLockDialog *self)
{
  const guint n = biz_close_count (self->close, BIZ_CLOSE_OPEN);
  g_autofree char *text = NULL;

  if (!biz_close_may_lock (self->close))
    text = g_strdup (_ ("You may look at the lock dates, not set them: on this server that takes "
                        "the right to administer companies. Give an administrator the report."));
  else if (n > 0)
    text =
        g_strdup_printf (ngettext ("%u check of the list is still to mend. The server may refuse.",
                                   "%u checks of the list are still to mend. The server may "
                                   "refuse.",
                                   n),
                         n);
  gtk_label_set_text (self->warning, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), text != NULL);
}

static void
page_lock_dialog_dispose (GObject *object)
{
  PageLockDialog *self = PAGE_LOCK_DIALOG (object);

  g_clear_object (&self->close);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_lock_dialog_parent_class)->dispose (object);
}

static void
page_lock_dialog_class_init (PageLockDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_lock_dialog_dispose;
  signals[SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-lock-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageLockDialog, set_button);
  gtk_widget_class_bind_template_child (widget_class, PageLockDialog, error);
  gtk_widget_class_bind_template_child (widget_class, PageLockDialog, warning);
  gtk_widget_class_bind_template_child (widget_class, PageLockDialog, locks);
  gtk_widget_class_bind_template_child (widget_class, PageLockDialog, exception_button);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, exception_cb);
}

static void
page_lock_dialog_init (PageLockDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
}

/**
 * page_lock_dialog_new:
 * @session: who is signed in
 * @close: the list that the period is closed by
 *
 * Returns: (transfer none): a window, which is destroyed when it is closed
 */
GtkWindow *
page_lock_dialog_new (ErpSession *session, BizClose *close)
{
  PageLockDialog *self = g_object_new (PAGE_TYPE_LOCK_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->close = g_object_ref (close);
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (biz_lock_is_available ((BizLock)i, biz_close_get_series (close)))
        add_lock (self, (BizLock)i);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->locks), biz_close_may_lock (close));
  gtk_widget_set_visible (self->exception_button, erp_session_get_journal (session) != NULL
                                                      && page_lock_exception_is_possible (close));
  propose (self);
  warn (self);
  update (self);

  return GTK_WINDOW (self);
}
