/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the list, the runs, the leases and the looks share one table of runners;
 * a third of the lines is documentation. */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-journal-private.h"

#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-seal.h"

#include <glib/gi18n-lib.h>

/* Leases are renewed, and other processes' news read, well within a lease. */
#define POLL_MS 10000

struct _ErpJournal
{
  GObject parent_instance;

  ErpJobDesk *desk;    /* (owned) */
  GPtrArray *jobs;     /* (owned) (element-type ErpJob): newest first */
  GHashTable *kinds;   /* (owned): name -> ErpJobKind */
  GHashTable *runners; /* (owned): job id -> ErpJobRunner */
  GHashTable *wishes;  /* (owned): open here; tells a double click without asking the disk */
  GPtrArray *waiters;  /* (owned) (element-type GTask) */
  guint timer;
  guint n_open;
  gboolean resumed;
  gboolean loaded;
  gboolean polling;
  gboolean closed;
};

/* A run on its way to the disk, or somebody who waits for its end. */
typedef struct
{
  ErpJob *job;     /* (owned) */
  GSource *source; /* (owned) (nullable): of the cancellable */
} Run;

typedef enum
{
  ACT_IT_HAPPENED = ERP_DECISION_IT_HAPPENED,
  ACT_SEND_AGAIN = ERP_DECISION_SEND_AGAIN,
  ACT_GIVE_UP = ERP_DECISION_GIVE_UP,
  ACT_LOOK,
} Act;

typedef struct
{
  GWeakRef journal;
  ErpJob *job; /* (owned) (nullable) */
  Act act;
} Poll;

static void erp_journal_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ErpJournal,
                               erp_journal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, erp_journal_model_init))

enum
{
  PROP_N_OPEN = 1,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void schedule (ErpJournal *self);
static void poll_store (ErpJournal *self, gboolean always, ErpJob *job, Act act);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->job);
  if (run->source != NULL)
    g_source_destroy (run->source);
  g_clear_pointer (&run->source, g_source_unref);
  g_free (run);
}

static const char *
wish_of (ErpJob *job)
{
  return erp_job_get_record (job)->wish;
}

static void
count_open (ErpJournal *self)
{
  guint n = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n += !erp_job_is_ended (g_ptr_array_index (self->jobs, i));
  if (n == self->n_open)
    return;

  self->n_open = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OPEN]);
}

static ErpJob *
find_job (ErpJournal *self, const char *id)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (g_str_equal (erp_job_get_id (g_ptr_array_index (self->jobs, i)), id))
      return g_ptr_array_index (self->jobs, i);

  return NULL;
}

static void
add_job (ErpJournal *self, ErpJob *job)
{
  guint position = 0;

  while (position < self->jobs->len
         && erp_job_get_created (g_ptr_array_index (self->jobs, position))
                > erp_job_get_created (job))
    position++;
  g_ptr_array_insert (self->jobs, (int)position, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  count_open (self);
}

static void
tell (GTask *task, ErpJob *job, gboolean lost)
{
  if (lost)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME,
                             _ ("Another window has taken this over; see the journal."));
  else if (erp_job_get_state (job) == ERP_JOB_DONE)
    g_task_return_pointer (task, g_object_ref (job), g_object_unref);
  else
    g_task_return_error (task, g_error_copy (erp_job_get_error (job)));
}

static void
tell_waiters (ErpJournal *self, ErpJob *job, gboolean lost)
{
  for (guint i = self->waiters->len; i-- > 0;)
    {
      GTask *waiting = g_ptr_array_index (self->waiters, i);
      Run *run = g_task_get_task_data (waiting);

      if (run->job == job)
        {
          g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiters, i);

          tell (task, job, lost);
        }
    }
}

static void
rested_cb (ErpJobRunner *runner, ErpJournal *self)
{
  g_autoptr (ErpJob) job = g_object_ref (erp_job_runner_get_job (runner));
  const gboolean lost = erp_job_runner_is_lost (runner);
  const ErpJobState state = erp_job_get_state (job);

  if (lost || state != ERP_JOB_WAITING)
    g_hash_table_remove (self->runners, erp_job_get_id (job));
  if (lost)
    poll_store (self, TRUE, NULL, ACT_LOOK);

  count_open (self);
  tell_waiters (self, job, lost);
  schedule (self);
}

static void
state_cb (ErpJob *job, GParamSpec *pspec, ErpJournal *self)
{
  const char *wish = g_object_get_data (G_OBJECT (job), "wish");

  if (wish != NULL && erp_job_is_ended (job))
    g_hash_table_remove (self->wishes, wish);
  count_open (self);
}

static ErpJobRunner *
add_runner (ErpJournal *self, ErpJob *job)
{
  const ErpJobKind *kind = g_hash_table_lookup (self->kinds, erp_job_get_kind (job));
  ErpJobRunner *runner = erp_job_runner_new (self->desk, job, kind);

  g_signal_connect_object (runner, "rested", G_CALLBACK (rested_cb), self, 0);
  g_hash_table_insert (self->runners, g_strdup (erp_job_get_id (job)), runner);

  return runner;
}

/* For a job whose lease is ours by now. */
static void
act_on (ErpJournal *self, ErpJob *job, Act act)
{
  ErpJobRunner *runner = g_hash_table_lookup (self->runners, erp_job_get_id (job));
  g_autoptr (ErpJobRunner) held = NULL;

  if (runner == NULL)
    runner = add_runner (self, job);
  held = g_object_ref (runner);

  if (act == ACT_LOOK)
    erp_job_runner_look (held);
  else if (act == ACT_SEND_AGAIN)
    erp_job_runner_send_again (held);
  else
    erp_job_runner_close (held, act == ACT_IT_HAPPENED ? ERP_JOB_DONE : ERP_JOB_REFUSED);

  /* Without its details it cannot be looked for: it stays the person's. */
  if (erp_job_runner_is_resting (held) && erp_job_get_state (job) == ERP_JOB_UNKNOWN)
    g_hash_table_remove (self->runners, erp_job_get_id (job));
}

/* Without a key its own title was not kept. */
static void
name_by_kind (ErpJournal *self, ErpJournalRecord *record)
{
  const ErpJobKind *kind = g_hash_table_lookup (self->kinds, record->kind);

  if (record->title == NULL && kind != NULL && kind->label != NULL)
    record->title = g_strdup (g_dgettext (GETTEXT_PACKAGE, kind->label));
}

/* What another process wrote, unless it is worked on here. */
static void
take_record (ErpJournal *self, const ErpJournalRecord *record)
{
  ErpJob *job = find_job (self, record->id);
  ErpJournalRecord *copy;

  if (job == NULL)
    {
      g_autoptr (ErpJob) added = NULL;

      copy = erp_journal_record_copy (record);
      name_by_kind (self, copy);
      added = erp_job_new (copy);
      g_signal_connect_object (added, "notify::state", G_CALLBACK (state_cb), self, 0);
      add_job (self, added);
      return;
    }
  if (g_hash_table_contains (self->runners, record->id))
    return;

  copy = erp_journal_record_copy (record);
  if (copy->body == NULL && !erp_job_state_is_ended (copy->state))
    {
      /* Without a key it lives here alone. */
      copy->body = g_strdup (erp_job_get_record (job)->body);
      copy->baseline = g_strdup (erp_job_get_record (job)->baseline);
    }
  if (copy->title == NULL)
    copy->title = g_strdup (erp_job_get_record (job)->title);
  name_by_kind (self, copy);
  if (copy->wish == NULL && !erp_job_state_is_ended (copy->state))
    copy->wish = g_strdup (wish_of (job));
  erp_job_set_record (job, copy);
}

static void
take_over (ErpJournal *self, const char *id)
{
  ErpJob *job = find_job (self, id);

  if (job == NULL || g_hash_table_contains (self->runners, id)
      || !g_hash_table_contains (self->kinds, erp_job_get_kind (job)))
    return;

  erp_job_runner_start (add_runner (self, job));
}

static void
set_loaded (ErpJournal *self)
{
  if (self->loaded)
    return;

  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Poll *poll = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJournalNews) news =
      erp_journal_thread_poll_finish (ERP_JOURNAL_THREAD (source), result, &error);
  g_autoptr (ErpJournal) self = g_weak_ref_get (&poll->journal);
  g_autoptr (ErpJob) job = poll->job;
  const Act act = poll->act;

  g_weak_ref_clear (&poll->journal);
  g_free (poll);
  if (self == NULL || self->closed)
    return;

  self->polling = FALSE;
  if (news == NULL)
    {
      /* Whoever wants to act is told then. */
      g_info ("journal: %s", error->message);
      set_loaded (self);
      schedule (self);
      return;
    }

  for (guint i = 0; news->records != NULL && i < news->records->len; i++)
    take_record (self, g_ptr_array_index (news->records, i));
  for (guint i = 0; i < news->taken->len; i++)
    {
      const char *id = g_ptr_array_index (news->taken, i);

      if (job != NULL && g_str_equal (id, erp_job_get_id (job)))
        act_on (self, job, act);
      else
        take_over (self, id);
    }
  count_open (self);
  set_loaded (self);
  schedule (self);
}

/* @job: (nullable): the one to lease and to act on; otherwise all that nobody works on. */
static void
poll_store (ErpJournal *self, gboolean always, ErpJob *job, Act act)
{
  Poll *poll = g_new0 (Poll, 1);
  const gint64 now = erp_job_desk_get_now (self->desk);

  g_weak_ref_init (&poll->journal, self);
  poll->job = job != NULL ? g_object_ref (job) : NULL;
  poll->act = act;
  self->polling = TRUE;
  erp_journal_thread_poll_async (self->desk->thread, job != NULL ? erp_job_get_id (job) : NULL,
                                 job != NULL || self->resumed, always, now, now + self->desk->lease,
                                 polled_cb, poll);
}

static gboolean
timer_cb (gpointer user_data)
{
  ErpJournal *self = user_data;

  self->timer = 0;
  erp_journal_tick (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (ErpJournal *self)
{
  const gint64 now = erp_job_desk_get_now (self->desk);
  gint64 wait_ms = POLL_MS;
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->closed || (!self->resumed && g_hash_table_size (self->runners) == 0))
    return;

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const gint64 look = erp_job_get_next_look (erp_job_runner_get_job (value));

      if (look >= 0 && erp_job_runner_is_resting (value))
        wait_ms = CLAMP ((look - now) / 1000 + 1, 1, wait_ms);
    }
  self->timer = g_timeout_add ((guint)wait_ms, timer_cb, self);
}

ErpJobDesk *
erp_journal_get_desk (ErpJournal *self)
{
  return self->desk;
}

void
erp_journal_tick (ErpJournal *self)
{
  const gint64 now = erp_job_desk_get_now (self->desk);
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const gint64 look = erp_job_get_next_look (erp_job_runner_get_job (value));

      if (erp_job_runner_is_resting (value) && look >= 0 && look <= now)
        g_ptr_array_add (due, g_object_ref (value));
    }
  for (guint i = 0; i < due->len; i++)
    erp_job_runner_look (g_ptr_array_index (due, i));

  if (!self->polling)
    poll_store (self, FALSE, NULL, ACT_LOOK);
}

static GType
erp_journal_get_item_type (GListModel *model)
{
  return ERP_TYPE_JOB;
}

static guint
erp_journal_get_n_items (GListModel *model)
{
  return ERP_JOURNAL (model)->jobs->len;
}

static gpointer
erp_journal_get_item (GListModel *model, guint position)
{
  ErpJournal *self = ERP_JOURNAL (model);

  return position < self->jobs->len ? g_object_ref (g_ptr_array_index (self->jobs, position))
                                    : NULL;
}

static void
erp_journal_model_init (GListModelInterface *iface)
{
  iface->get_item_type = erp_journal_get_item_type;
  iface->get_n_items = erp_journal_get_n_items;
  iface->get_item = erp_journal_get_item;
}

static void
erp_journal_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_N_OPEN)
    g_value_set_uint (value, ERP_JOURNAL (object)->n_open);
  else if (prop_id == PROP_LOADED)
    g_value_set_boolean (value, ERP_JOURNAL (object)->loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
erp_journal_dispose (GObject *object)
{
  erp_journal_close (ERP_JOURNAL (object));

  G_OBJECT_CLASS (erp_journal_parent_class)->dispose (object);
}

static void
erp_journal_finalize (GObject *object)
{
  ErpJournal *self = ERP_JOURNAL (object);

  g_clear_pointer (&self->desk, erp_job_desk_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->runners, g_hash_table_unref);
  g_clear_pointer (&self->wishes, g_hash_table_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);

  G_OBJECT_CLASS (erp_journal_parent_class)->finalize (object);
}

static void
erp_journal_class_init (ErpJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_journal_get_property;
  object_class->dispose = erp_journal_dispose;
  object_class->finalize = erp_journal_finalize;

  props[PROP_N_OPEN] =
      g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
erp_journal_init (ErpJournal *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  self->runners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->wishes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * erp_journal_new:
 * @path: (nullable): the file, made with mode 0600; %NULL keeps the journal in memory
 * @sealing_key: (nullable): 32 bytes; without it no word of a job reaches the disk, only its
 *   existence, kind, state and times: what a crash leaves on its way is then UNKNOWN
 * @identity: database uuid and URL; a copied or restored server is another identity and never
 *   sees this one's jobs
 * @client: the way to the server
 * @error: return location for an error
 *
 * The history is read in a thread and appears in the list when it is there.
 *
 * Returns: (transfer full): a journal that has not taken up anything yet
 */
ErpJournal *
erp_journal_new (
    const char *path, GBytes *sealing_key, const char *identity, ErpClient *client, GError **error)
{
  g_autoptr (ErpJournalThread) thread = NULL;
  ErpJournal *self;

  g_return_val_if_fail (identity != NULL, NULL);
  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  if (sealing_key != NULL && g_bytes_get_size (sealing_key) != ERP_SEAL_KEY_SIZE)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The key in the keyring is damaged. Remove it there and sign in "
                              "again."));
      return NULL;
    }

  self = g_object_new (ERP_TYPE_JOURNAL, NULL);
  thread = erp_journal_thread_new (erp_journal_store_new (path, sealing_key, identity));
  self->desk = erp_job_desk_new (client, thread);
  poll_store (self, TRUE, NULL, ACT_LOOK);

  return self;
}

/**
 * erp_journal_register_kind:
 * @self: a journal
 * @kind: (transfer none): how this kind is sent and recognised; static
 */
void
erp_journal_register_kind (ErpJournal *self, const ErpJobKind *kind)
{
  g_return_if_fail (ERP_IS_JOURNAL (self));
  g_return_if_fail (kind != NULL && kind->name != NULL);

  g_hash_table_insert (self->kinds, (gpointer)kind->name, (gpointer)kind);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  ErpJournal *self = g_task_get_source_object (task);
  guint position;

  /* Before it stands on the disk, the one who runs it is told by inserted_cb (). */
  if (g_ptr_array_find (self->waiters, task, &position))
    {
      g_autoptr (GTask) held = g_ptr_array_steal_index (self->waiters, position);

      g_task_return_error_if_cancelled (held);
    }

  return G_SOURCE_REMOVE;
}

static void
wait_for (ErpJournal *self, GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (self->waiters, g_object_ref (task));
  if (cancellable == NULL)
    return;

  run->source = g_cancellable_source_new (cancellable);
  g_source_set_callback (run->source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (run->source, g_main_context_get_thread_default ());
}

static void
inserted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpJournal *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!erp_journal_thread_write_finish (ERP_JOURNAL_THREAD (source), result, &error))
    {
      g_hash_table_remove (self->wishes, wish_of (run->job));
      g_task_return_error (task, error);
      return;
    }
  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      return;
    }

  g_signal_connect_object (run->job, "notify::state", G_CALLBACK (state_cb), self, 0);
  add_job (self, run->job);
  wait_for (self, task);
  erp_job_runner_start (add_runner (self, run->job));
  schedule (self);
}

static ErpJob *
make_job (ErpJournal *self, const ErpJobKind *kind, JsonObject *body)
{
  ErpJournalRecord *record = erp_journal_record_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *wish = erp_job_body_to_wish (body);

  json_node_set_object (node, body);
  record->id = g_uuid_string_random ();
  record->kind = g_strdup (kind->name);
  record->title = kind->describe (body);
  record->body = erp_json_to_string (node);
  record->wish = g_strconcat (kind->name, " ", wish, NULL);
  record->state = ERP_JOB_INTENDED;
  record->created = record->changed = erp_job_desk_get_now (self->desk);

  return erp_job_new (record);
}

/**
 * erp_journal_run_async:
 * @self: a journal
 * @kind: the name of a registered kind
 * @body: what is wanted, in the kind's words; copied
 * @cancellable: (nullable): stops the waiting, never the job
 * @callback: called when the job ended, waits for the server, or is the person's
 * @user_data: data for @callback, owned by it
 *
 * Writes the wish down, sends it once, and looks whether it happened.
 */
void
erp_journal_run_async (ErpJournal *self,
                       const char *kind,
                       JsonObject *body,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  const ErpJobKind *found;
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (ERP_IS_JOURNAL (self));
  g_return_if_fail (kind != NULL && body != NULL);
  found = g_hash_table_lookup (self->kinds, kind);
  g_return_if_fail (found != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  run = g_new0 (Run, 1);
  run->job = make_job (self, found, body);
  g_task_set_task_data (task, run, run_free);
  if (!g_hash_table_add (self->wishes, g_strdup (wish_of (run->job))))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("The same is under way already. Look at it in the journal before "
                                  "doing it again."));
      return;
    }

  g_object_set_data_full (G_OBJECT (run->job), "wish", g_strdup (wish_of (run->job)), g_free);
  erp_journal_thread_insert_async (self->desk->thread, erp_job_get_record (run->job),
                                   erp_job_desk_get_now (self->desk) + self->desk->lease,
                                   inserted_cb, g_object_ref (task));
}

/**
 * erp_journal_run_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: why it was refused; ERP_ERROR_UNKNOWN_OUTCOME when the job stays in the journal
 *
 * Returns: (transfer full): the job, DONE
 */
ErpJob *
erp_journal_run_finish (ErpJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * erp_journal_resume:
 * @self: a journal with all its kinds
 *
 * Takes up what an earlier run, a crash or another window left open and not leased, now and
 * whenever a lease runs out.
 */
void
erp_journal_resume (ErpJournal *self)
{
  g_return_if_fail (ERP_IS_JOURNAL (self));

  self->resumed = TRUE;
  poll_store (self, TRUE, NULL, ACT_LOOK);
}

static void
act (ErpJournal *self, ErpJob *job, Act what)
{
  if (erp_job_is_ended (job))
    return;
  if (g_hash_table_contains (self->runners, erp_job_get_id (job)))
    act_on (self, job, what);
  else
    poll_store (self, TRUE, job, what);
}

/**
 * erp_journal_decide:
 * @self: a journal
 * @job: one of its jobs that is UNKNOWN or WAITING
 * @decision: what the person says after a look at the server
 *
 * Before it is sent again, the server is asked once more.
 */
void
erp_journal_decide (ErpJournal *self, ErpJob *job, ErpDecision decision)
{
  g_return_if_fail (ERP_IS_JOURNAL (self));
  g_return_if_fail (ERP_IS_JOB (job));

  act (self, job, (Act)decision);
}

/**
 * erp_journal_look_again:
 * @self: a journal
 * @job: one of its jobs that is UNKNOWN or WAITING
 */
void
erp_journal_look_again (ErpJournal *self, ErpJob *job)
{
  g_return_if_fail (ERP_IS_JOURNAL (self));
  g_return_if_fail (ERP_IS_JOB (job));

  act (self, job, ACT_LOOK);
}

/**
 * erp_journal_get_n_open:
 * @self: a journal
 *
 * Returns: jobs that run, wait, or are the person's
 */
guint
erp_journal_get_n_open (ErpJournal *self)
{
  g_return_val_if_fail (ERP_IS_JOURNAL (self), 0);

  return self->n_open;
}

/**
 * erp_journal_close:
 * @self: a journal
 *
 * Nothing more is sent or read. Open jobs stay written down as they are and free for the next
 * run; who waits for one is told that it was cancelled.
 */
void
erp_journal_close (ErpJournal *self)
{
  g_return_if_fail (ERP_IS_JOURNAL (self));

  if (self->closed || self->desk == NULL)
    return;

  self->closed = TRUE;
  g_cancellable_cancel (self->desk->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  erp_journal_thread_stop (self->desk->thread);
  while (self->waiters->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiters, self->waiters->len - 1);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
    }
}
