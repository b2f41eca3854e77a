/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-counters.h"

#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-session.h"
#include "page-text.h"

struct _AppCounters
{
  GObject parent_instance;

  ErpSession *session;       /* weak: it owns the counters */
  GCancellable *cancellable; /* (owned) */
  BizCounts counts;
  gboolean known;
  gboolean active;
  gboolean asking;
  guint n_unknown;
  gint64 asked; /* when the last request was sent, 0 for never */
  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppCounters, app_counters, G_TYPE_OBJECT)

static void schedule (AppCounters *self);
static void journal_changed_cb (AppCounters *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppCounters) self = user_data;
  g_autoptr (GError) error = NULL;
  BizCounts counts;
  gboolean counted = biz_counts_load_finish (ERP_CLIENT (source), result, &counts, &error);

  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  schedule (self);
  /* A count that fails is not worth a word: the connection's own bar speaks of it. */
  if (!counted)
    return;
  if (self->known && self->counts.n_drafts == counts.n_drafts
      && self->counts.n_overdue == counts.n_overdue
      && self->counts.n_to_invoice == counts.n_to_invoice
      && self->counts.n_bank_lines == counts.n_bank_lines)
    return;
  self->counts = counts;
  self->known = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (AppCounters *self)
{
  GDate today;

  if (self->asking || self->session == NULL)
    return;
  self->asking = TRUE;
  today = page_text_get_today (self->session);
  self->asked = g_get_monotonic_time ();
  biz_counts_load_async (erp_session_get_client (self->session),
                         erp_session_get_capabilities (self->session), &today, self->cancellable,
                         counted_cb, g_object_ref (self));
}

static gboolean
ask_cb (gpointer user_data)
{
  AppCounters *self = user_data;

  self->source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (AppCounters *self)
{
  guint wait = app_counters_get_wait (self->asked, g_get_monotonic_time ());

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->active || self->asking)
    return;
  /* Never before the page that is shown has asked for its own rows. */
  self->source =
      wait == 0 ? g_timeout_add (500, ask_cb, self) : g_timeout_add_seconds (wait, ask_cb, self);
}

static void
count_unknown (AppCounters *self)
{
  GListModel *jobs = G_LIST_MODEL (erp_session_get_journal (self->session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (jobs, i);

      /* A job tells itself when it becomes one of them or ceases to be. */
      g_signal_handlers_disconnect_by_func (job, journal_changed_cb, self);
      g_signal_connect_object (job, "notify::state", G_CALLBACK (journal_changed_cb), self,
                               G_CONNECT_SWAPPED);
      n += erp_job_get_state (job) == ERP_JOB_UNKNOWN ? 1 : 0;
    }
  if (n == self->n_unknown)
    return;
  self->n_unknown = n;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
journal_changed_cb (AppCounters *self)
{
  if (self->session != NULL)
    count_unknown (self);
}

/* Other companies, other counts; still not more than one request a minute. */
static void
companies_changed_cb (AppCounters *self)
{
  schedule (self);
}

/* Only now it is known whose orders may be counted. */
static void
complete_cb (AppCounters *self)
{
  self->asked = 0;
  schedule (self);
}

static void
app_counters_dispose (GObject *object)
{
  AppCounters *self = APP_COUNTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->session);

  G_OBJECT_CLASS (app_counters_parent_class)->dispose (object);
}

static void
app_counters_finalize (GObject *object)
{
  g_clear_object (&APP_COUNTERS (object)->cancellable);

  G_OBJECT_CLASS (app_counters_parent_class)->finalize (object);
}

static void
app_counters_class_init (AppCountersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = app_counters_dispose;
  object_class->finalize = app_counters_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_counters_init (AppCounters *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * app_counters_get_for_session:
 * @session: who is signed in
 *
 * Returns: (transfer none): the counters of all its windows; they ask nothing until they are active
 */
AppCounters *
app_counters_get_for_session (ErpSession *session)
{
  static const char key[] = "app-counters";
  AppCounters *self;
  ErpJournal *journal;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), key);
  if (self != NULL)
    return self;
  self = g_object_new (APP_TYPE_COUNTERS, NULL);
  g_object_set_data_full (G_OBJECT (session), key, self, g_object_unref);
  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (complete_cb), self, G_CONNECT_SWAPPED);
  journal = erp_session_get_journal (session);
  if (journal != NULL)
    {
      g_signal_connect_object (journal, "items-changed", G_CALLBACK (journal_changed_cb), self,
                               G_CONNECT_SWAPPED);
      count_unknown (self);
    }
  return self;
}

/**
 * app_counters_set_active:
 * @self: counters
 * @active: whether somebody works in the window
 */
void
app_counters_set_active (AppCounters *self, gboolean active)
{
  g_return_if_fail (APP_IS_COUNTERS (self));

  if (self->active == active)
    return;
  self->active = active;
  schedule (self);
}

/**
 * app_counters_get_counts:
 * @self: counters
 * @counts: (out caller-allocates): what was counted last
 *
 * Returns: whether the server has answered yet
 */
gboolean
app_counters_get_counts (AppCounters *self, BizCounts *counts)
{
  g_return_val_if_fail (APP_IS_COUNTERS (self), FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  *counts = self->counts;
  return self->known;
}

/**
 * app_counters_get_n_unknown:
 * @self: counters
 *
 * Returns: how many jobs of the journal wait for a decision
 */
guint
app_counters_get_n_unknown (AppCounters *self)
{
  g_return_val_if_fail (APP_IS_COUNTERS (self), 0);

  return self->n_unknown;
}

/**
 * app_counters_get_wait:
 * @last: when the last request was sent, in microseconds; 0 for never
 * @now: the time
 *
 * Returns: seconds, rounded up, until the next one may be sent
 */
guint
app_counters_get_wait (gint64 last, gint64 now)
{
  gint64 left = last + APP_COUNTERS_SECONDS * G_USEC_PER_SEC - now;

  if (last == 0 || left <= 0)
    return 0;
  return (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}
