/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-times.h"

#include "biz-policy-book.h"
#include "biz-service-log.h"
#include "biz-service-reader.h"
#include "biz-working-read.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* Seconds that making a case may take. */
#define AT_ONCE 5

struct _BizServiceTimes
{
  GObject parent_instance;

  ErpSession *session;       /* (owned) */
  BizPolicyBook *book;       /* (owned) */
  BizServiceReader *reader;  /* (owned) */
  GHashTable *hours;         /* (owned): company -> BizWorkingTime */
  GHashTable *logs;          /* (owned): case -> BizServiceLog */
  GHashTable *seen;          /* (owned): case -> as of which writing, a string */
  GCancellable *cancellable; /* (owned): of what is read of logs */
  gboolean loaded;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizServiceTimes, biz_service_times, G_TYPE_OBJECT)

static void
changed_cb (BizServiceTimes *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
biz_service_times_dispose (GObject *object)
{
  BizServiceTimes *self = BIZ_SERVICE_TIMES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->book);
  g_clear_object (&self->reader);
  g_clear_object (&self->session);
  g_clear_pointer (&self->hours, g_hash_table_unref);
  g_clear_pointer (&self->logs, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  G_OBJECT_CLASS (biz_service_times_parent_class)->dispose (object);
}

static void
biz_service_times_class_init (BizServiceTimesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_service_times_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GHashTable *
new_table (GDestroyNotify value_free)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, value_free);
}

static void
put (GHashTable *table, gint64 id, gpointer value)
{
  g_hash_table_replace (table, g_memdup2 (&id, sizeof id), value);
}

static void
biz_service_times_init (BizServiceTimes *self)
{
  self->hours = new_table (g_object_unref);
  self->logs = new_table ((GDestroyNotify)biz_service_log_free);
  self->seen = new_table (g_free);
  self->cancellable = g_cancellable_new ();
}

static void policy_changed_cb (BizServiceTimes *self);

BizServiceTimes *
biz_service_times_new (ErpSession *session)
{
  BizServiceTimes *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_SERVICE_TIMES, NULL);
  self->session = g_object_ref (session);
  self->book = biz_policy_book_new (erp_session_get_client (session));
  self->reader = biz_service_reader_new (session);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (policy_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* working hours */

typedef struct
{
  JsonNode *companies; /* (owned) (nullable) */
  JsonNode *leaves;    /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable): the first */
  guint waiting;
} Loading;

static void
loading_free (Loading *loading)
{
  g_clear_pointer (&loading->companies, json_node_unref);
  g_clear_pointer (&loading->leaves, json_node_unref);
  g_clear_error (&loading->error);
  g_free (loading);
}

/* A server without calendars, or that keeps them from this user. */
static gboolean
has_no_calendars (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER);
}

static void
take_usual (BizServiceTimes *self)
{
  const gint64 *ids;
  gsize n = 0;

  ids = erp_session_get_active_companies (self->session, &n);
  for (gsize i = 0; i < n; i++)
    put (self->hours, ids[i], biz_working_time_new_usual ());
}

static gboolean
take_answers (BizServiceTimes *self, Loading *loading, GError **error)
{
  if (self->hours == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "ended");
      return FALSE;
    }
  if (loading->error == NULL)
    return biz_working_read_take (self->hours, loading->companies, loading->leaves, error);
  if (!has_no_calendars (loading->error))
    {
      g_propagate_error (error, g_steal_pointer (&loading->error));
      return FALSE;
    }
  take_usual (self);

  return TRUE;
}

static void
finish_loading (GTask *task)
{
  BizServiceTimes *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  if (--loading->waiting > 0)
    return;
  if (!take_answers (self, loading, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->loaded = TRUE;
  g_task_return_boolean (task, TRUE);
  changed_cb (self);
}

static void
companies_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);

  loading->companies = erp_client_call_finish (ERP_CLIENT (source), result,
                                               loading->error == NULL ? &loading->error : NULL);
  finish_loading (task);
}

static void
leaves_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);

  loading->leaves = erp_client_call_finish (ERP_CLIENT (source), result,
                                            loading->error == NULL ? &loading->error : NULL);
  finish_loading (task);
}

/**
 * biz_service_times_load_async:
 * @self: clocks
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads working hours and policies of the active companies. A server without calendars has the
 * usual hours of this computer's zone.
 */
void
biz_service_times_load_async (BizServiceTimes *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) companies = NULL, leaves = NULL;
  ErpClient *client;
  const gint64 *ids;
  gsize n = 0;
  Loading *loading;

  g_return_if_fail (BIZ_IS_SERVICE_TIMES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_service_times_load_async);
  client = erp_session_get_client (self->session);
  ids = erp_session_get_active_companies (self->session, &n);
  biz_policy_book_load (self->book, ids, n);
  loading = g_new0 (Loading, 1);
  loading->waiting = 2;
  g_task_set_task_data (task, loading, (GDestroyNotify)loading_free);
  companies = biz_working_read_new_companies (ids, n);
  leaves = biz_working_read_new_leaves ();
  erp_client_call_async (client, companies, cancellable, companies_cb, g_object_ref (task));
  erp_client_call_async (client, leaves, cancellable, leaves_cb, g_object_ref (task));
}

gboolean
biz_service_times_load_finish (BizServiceTimes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
biz_service_times_is_loaded (BizServiceTimes *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), FALSE);

  return self->loaded;
}

/* logs */

/* The cases that are read, and as of which writing. */
typedef struct
{
  GTask *task;      /* (owned) */
  GHashTable *seen; /* (owned) */
} Looking;

static void
looking_free (Looking *looking)
{
  g_clear_object (&looking->task);
  g_hash_table_unref (looking->seen);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static gboolean
steal_entry (gpointer key, gpointer value, gpointer table)
{
  g_hash_table_replace (table, key, value);

  return TRUE;
}

/**
 * biz_service_times_stage_waits:
 * @self: clocks
 * @stage: (nullable): the name of a stage
 *
 * Of which company the cases are does not matter to a name: one that says so is enough.
 *
 * Returns: whether cases of this stage wait for somebody else
 */
gboolean
biz_service_times_stage_waits (BizServiceTimes *self, const char *stage)
{
  const gint64 *ids;
  gsize n = 0;

  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), FALSE);

  ids = erp_session_get_active_companies (self->session, &n);
  for (gsize i = 0; i < n; i++)
    if (biz_service_target_stage_waits (biz_policy_book_get (self->book, ids[i]), stage))
      return TRUE;

  return n == 0 && biz_ticket_name_waits (stage);
}

static gboolean
waits (const char *stage, gpointer data)
{
  return biz_service_times_stage_waits (data, stage);
}

static void
settle (BizServiceTimes *self, GHashTable *logs)
{
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, logs);
  while (g_hash_table_iter_next (&iter, NULL, &log))
    biz_service_log_settle (log, biz_service_reader_get_stages (self->reader), waits, self);
}

static void
logs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Looking) looking = user_data;
  BizServiceTimes *self = g_task_get_source_object (looking->task);
  GError *error = NULL;
  g_autoptr (GHashTable) logs =
      biz_service_reader_read_finish (BIZ_SERVICE_READER (source), result, &error);

  if (logs == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The log of cases could not be read: %s", error->message);
      g_task_return_error (looking->task, error);
      return;
    }
  if (self->logs != NULL)
    {
      settle (self, logs);
      g_hash_table_foreach_steal (logs, steal_entry, self->logs);
      g_hash_table_foreach_steal (looking->seen, steal_entry, self->seen);
      changed_cb (self);
    }
  g_task_return_boolean (looking->task, TRUE);
}

/* Another policy may name other stages of waiting. */
static void
policy_changed_cb (BizServiceTimes *self)
{
  settle (self, self->logs);
  changed_cb (self);
}

void
biz_service_times_look_async (BizServiceTimes *self,
                              BizTicket *const *tickets,
                              gsize n,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (Looking) looking = NULL;

  g_return_if_fail (BIZ_IS_SERVICE_TIMES (self));

  looking = g_new0 (Looking, 1);
  looking->task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (looking->task, biz_service_times_look_async);
  looking->seen = new_table (g_free);
  for (gsize i = 0; i < n; i++)
    {
      const BizTicketFacts *facts = biz_ticket_get_facts (tickets[i]);
      gpointer known = NULL;

      /* One without a date of writing is read once as well. */
      if (g_hash_table_lookup_extended (self->seen, &facts->id, NULL, &known)
          && g_strcmp0 (known, facts->write_date) == 0)
        continue;
      g_ptr_array_add (wanted, tickets[i]);
      put (looking->seen, facts->id, g_strdup (facts->write_date));
    }
  if (wanted->len == 0)
    g_task_return_boolean (looking->task, FALSE);
  else
    biz_service_reader_read_async (self->reader, (BizTicket *const *)wanted->pdata, wanted->len,
                                   self->cancellable, logs_cb, g_steal_pointer (&looking));
}

gboolean
biz_service_times_look_finish (BizServiceTimes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
biz_service_times_look (BizServiceTimes *self, BizTicket *const *tickets, gsize n)
{
  biz_service_times_look_async (self, tickets, n, NULL, NULL);
}

void
biz_service_times_forget (BizServiceTimes *self, gint64 id)
{
  g_return_if_fail (BIZ_IS_SERVICE_TIMES (self));

  g_hash_table_remove (self->seen, &id);
}

gboolean
biz_service_times_is_read (BizServiceTimes *self, BizTicket *ticket)
{
  const gint64 id = biz_ticket_get_id (ticket);

  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), FALSE);

  return g_hash_table_contains (self->logs, &id);
}

/* clocks */

BizWorkingTime *
biz_service_times_get_hours (BizServiceTimes *self, gint64 company_id)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), NULL);

  return g_hash_table_lookup (self->hours, &company_id);
}

BizPolicy *
biz_service_times_get_policy (BizServiceTimes *self, gint64 company_id)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), NULL);

  return biz_policy_book_get (self->book, company_id);
}

/* (nullable): what the log tells, where it was read since the case was written */
static const BizServiceLog *
find_current (BizServiceTimes *self, const BizTicketFacts *facts)
{
  const BizServiceLog *log = g_hash_table_lookup (self->logs, &facts->id);
  const char *seen = g_hash_table_lookup (self->seen, &facts->id);

  return log != NULL && log->known && g_strcmp0 (seen, facts->write_date) == 0 ? log : NULL;
}

/* Writing the stage that it has makes a later date on some servers; it waits from its change on. */
static gint64
find_staged (const BizServiceLog *log, const BizTicketFacts *facts)
{
  if (log == NULL || facts->closed || log->staged <= 0)
    return facts->staged;

  return facts->staged > 0 ? MIN (log->staged, facts->staged) : log->staged;
}

/* Whether nothing that counts is left open of when it waited. */
static gboolean
knows_waits (const BizServiceLog *log, const BizTicketFacts *facts, BizWorkingTime *hours)
{
  /* A case that came to its stage when it was made never was in another one. */
  if (log == NULL)
    return ABS (facts->staged - facts->created) <= AT_ONCE;
  for (guint i = 0; i < log->doubts->len; i++)
    {
      const BizServiceWait *doubt = &g_array_index (log->doubts, BizServiceWait, i);

      if (biz_working_time_between (hours, doubt->from, doubt->until) > 0)
        return FALSE;
    }

  return TRUE;
}

/* Cases of every company are the current one's. */
static gint64
find_company (BizServiceTimes *self, const BizTicketFacts *facts)
{
  const gint64 *ids;
  gsize n = 0;

  if (facts->company_id > 0)
    return facts->company_id;
  ids = erp_session_get_active_companies (self->session, &n);

  return n > 0 ? ids[0] : 0;
}

gboolean
biz_service_times_is_waiting (BizServiceTimes *self, BizTicket *ticket)
{
  const BizTicketFacts *facts;

  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), FALSE);
  g_return_val_if_fail (BIZ_IS_TICKET (ticket), FALSE);

  facts = biz_ticket_get_facts (ticket);

  return !facts->closed
         && (facts->blocked
             || biz_service_target_stage_waits (
                 biz_policy_book_get (self->book, find_company (self, facts)), facts->stage));
}

/**
 * biz_service_times_get_clock:
 * @self: clocks
 * @ticket: a case
 * @now: seconds since 1970
 * @clock: (out caller-allocates): how it stands
 * @target: (out caller-allocates) (optional): what is promised
 *
 * Returns: FALSE while hours or promises are not known
 */
gboolean
biz_service_times_get_clock (BizServiceTimes *self,
                             BizTicket *ticket,
                             gint64 now,
                             BizServiceClock *clock,
                             BizServiceTarget *target)
{
  const BizTicketFacts *ticket_facts;
  const BizServiceLog *log;
  BizServiceFacts facts;
  BizServiceTarget own;
  BizWorkingTime *hours;
  BizPolicy *policy;

  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (self), FALSE);
  g_return_val_if_fail (BIZ_IS_TICKET (ticket) && clock != NULL, FALSE);

  ticket_facts = biz_ticket_get_facts (ticket);
  hours = biz_service_times_get_hours (self, find_company (self, ticket_facts));
  policy = biz_policy_book_get (self->book, find_company (self, ticket_facts));
  if (hours == NULL || policy == NULL)
    return FALSE;
  log = g_hash_table_lookup (self->logs, &ticket_facts->id);
  facts = (BizServiceFacts){
    .opened = ticket_facts->created,
    .log_known = log != NULL,
    .answered = log != NULL ? log->answered : 0,
    .ended = ticket_facts->ended,
    .closed = ticket_facts->closed,
    .waiting = biz_service_times_is_waiting (self, ticket),
    .staged = find_staged (find_current (self, ticket_facts), ticket_facts),
    .deadline = ticket_facts->deadline,
    .waits = log != NULL ? (const BizServiceWait *)log->waits->data : NULL,
    .n_waits = log != NULL ? log->waits->len : 0,
    .waits_known = knows_waits (find_current (self, ticket_facts), ticket_facts, hours),
  };
  biz_service_target_find (&own, policy, ticket_facts->team, ticket_facts->priority);
  biz_service_clock_compute (clock, &facts, hours, &own, now);
  if (target != NULL)
    *target = own;

  return TRUE;
}
