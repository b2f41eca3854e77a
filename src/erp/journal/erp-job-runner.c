/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the steps of a job read best in one sequence. */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-job-runner.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTEMPTS 3
/* A wish that was never sent is not sent behind the person's back later. */
#define WISH_LIFE (10 * G_TIME_SPAN_MINUTE)
/* The clock of the server that answers, and of the one that stamps its records. */
#define CLOCK_SLACK G_TIME_SPAN_MINUTE

typedef void (*Step) (ErpJobRunner *self);

struct _ErpJobRunner
{
  GObject parent_instance;

  ErpJobDesk *desk; /* (owned) */
  ErpJob *job;      /* (owned) */
  const ErpJobKind *kind;
  JsonObject *body;    /* (owned) (nullable) */
  JsonNode *baseline;  /* (owned) (nullable) */
  JsonNode *prepared;  /* (owned) (nullable) */
  JsonNode *answer;    /* (owned) (nullable): of verify, while rivals are asked */
  JsonObject *result;  /* (owned) (nullable): as the answer to send named it */
  guint attempts;      /* of the step under way */
  guint n_prepared;    /* times that the answer to prepare was lost */
  Step retry;          /* (nullable): the step that waits for its next attempt */
  gboolean acted;      /* the server said so itself */
  gboolean send_again; /* the person wants it sent unless it is seen */
  gboolean resting;
  gboolean lost;
};

typedef struct
{
  ErpJobRunner *self; /* (owned) */
  Step next;
  ErpJournalRecord *record; /* (owned) */
} Writing;

G_DEFINE_FINAL_TYPE (ErpJobRunner, erp_job_runner, G_TYPE_OBJECT)

enum
{
  RESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void observe (ErpJobRunner *self);
static void prepare (ErpJobRunner *self);
static void send (ErpJobRunner *self);
static void verify (ErpJobRunner *self);

static void
rest (ErpJobRunner *self)
{
  self->resting = TRUE;
  g_signal_emit (self, signals[RESTED], 0);
}

static gboolean
is_sent (const ErpJournalRecord *record)
{
  return record->sent >= 0;
}

static void
set_error (ErpJournalRecord *record, const GError *error)
{
  g_clear_pointer (&record->error_message, g_free);
  g_clear_pointer (&record->server_message, g_free);
  record->error_code = -1;
  if (error == NULL)
    return;

  /* What is no error of the wire (a full disk) kept the job from being sent. */
  record->error_code = error->domain == ERP_ERROR ? error->code : ERP_ERROR_UNREACHABLE;
  record->error_message = g_strdup (error->message);
  record->server_message = g_strdup (erp_error_get_server_message (error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;
  g_autoptr (ErpJobRunner) self = writing->self;
  g_autoptr (GError) error = NULL;
  Step next = writing->next;
  ErpJournalRecord *record = g_steal_pointer (&writing->record);
  const gboolean written =
      erp_journal_thread_write_finish (ERP_JOURNAL_THREAD (source), result, &error);

  g_free (writing);
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
    {
      self->lost = TRUE;
      erp_journal_record_free (record);
      rest (self);
      return;
    }
  if (!written && next == send)
    {
      /* Nothing is sent that is not written down. */
      record->state = ERP_JOB_REFUSED;
      record->sent = -1;
      set_error (record, error);
      next = rest;
    }
  /* After the sending, what the server says counts, written down or not: the disk knows that it
   * was sent, and a later run looks again. */
  erp_job_set_record (self->job, record);
  next (self);
}

static ErpJournalRecord *
next_record (ErpJobRunner *self, ErpJobState state)
{
  ErpJournalRecord *record = erp_journal_record_copy (erp_job_get_record (self->job));

  record->state = state;
  record->changed = erp_job_desk_get_now (self->desk);
  record->next_look = -1;
  set_error (record, NULL);

  return record;
}

/* Takes @record. The next step is taken when it stands on the disk. */
static void
write_down (ErpJobRunner *self, ErpJournalRecord *record, Step next)
{
  Writing *writing = g_new0 (Writing, 1);

  if (erp_job_state_is_ended (record->state))
    {
      g_clear_pointer (&record->body, g_free);
      g_clear_pointer (&record->baseline, g_free);
      g_clear_pointer (&record->wish, g_free);
    }
  writing->self = g_object_ref (self);
  writing->next = next;
  writing->record = record;
  erp_journal_thread_update_async (self->desk->thread, record,
                                   erp_job_desk_get_now (self->desk) + self->desk->lease,
                                   written_cb, writing);
}

static void
refuse (ErpJobRunner *self, const GError *error)
{
  ErpJournalRecord *record = next_record (self, ERP_JOB_REFUSED);

  set_error (record, error);
  write_down (self, record, rest);
}

static void
leave_unknown (ErpJobRunner *self, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME, message);
  ErpJournalRecord *record = next_record (self, ERP_JOB_UNKNOWN);

  set_error (record, error);
  write_down (self, record, rest);
}

static void
finish (ErpJobRunner *self, JsonObject *result)
{
  ErpJournalRecord *record = next_record (self, ERP_JOB_DONE);
  const char *text = NULL;

  if (result != NULL)
    {
      if (erp_json_get_string (result, "model", &text, NULL))
        record->result_model = g_strdup (text);
      erp_json_get_int (result, "id", &record->result_id, NULL);
      text = NULL;
      if (json_object_has_member (result, "name")
          && erp_json_get_string (result, "name", &text, NULL))
        record->result_name = g_strdup (text);
    }
  write_down (self, record, rest);
}

static void
wait_for_server (ErpJobRunner *self)
{
  static const int looks_s[] = { 5, 20, 60 };
  ErpJournalRecord *record = next_record (self, ERP_JOB_WAITING);
  const gint64 end = record->sent + self->desk->server_limit;
  g_autoptr (GError) error = NULL;

  record->next_look = record->changed < end ? end : record->changed + G_TIME_SPAN_MINUTE;
  for (gsize i = G_N_ELEMENTS (looks_s); i-- > 0;)
    {
      const gint64 look = record->sent + looks_s[i] * G_TIME_SPAN_SECOND;

      if (look > record->changed && look < record->next_look)
        record->next_look = look;
    }
  error =
      g_error_new_literal (ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME,
                           _ ("The answer was lost, and the server may still be working on it. "
                              "The program looks again by itself; do not do it a second time."));
  set_error (record, error);
  write_down (self, record, rest);
}

static gboolean
retry_cb (gpointer user_data)
{
  ErpJobRunner *self = user_data;

  self->retry (self);

  return G_SOURCE_REMOVE;
}

/* FALSE when it was tried often enough. */
static gboolean
try_again (ErpJobRunner *self, Step step)
{
  if (++self->attempts >= ATTEMPTS)
    return FALSE;

  self->retry = step;
  g_timeout_add_full (G_PRIORITY_DEFAULT, (guint)(self->desk->retry_delay * self->attempts / 1000),
                      retry_cb, g_object_ref (self), g_object_unref);

  return TRUE;
}

static void
ask (ErpJobRunner *self, ErpCall *call, GAsyncReadyCallback callback)
{
  erp_client_call_async (self->desk->client, call, self->desk->cancellable, callback,
                         g_object_ref (self));
  g_clear_object (&call);
}

/* TRUE when the journal itself is going: the job stays as it is written down. */
static gboolean
is_stopped (ErpJobRunner *self)
{
  return g_cancellable_is_cancelled (self->desk->cancellable);
}

static void
set_trace (ErpJobRunner *self)
{
  const ErpJournalRecord *record = erp_job_get_record (self->job);
  const gint64 now = erp_job_desk_get_now (self->desk);
  const gint64 server = erp_client_get_server_time (self->desk->client);

  const char *known = erp_job_body_get_marker (self->body);
  g_autofree char *marker = *known != '\0' ? g_strdup (known) : g_uuid_string_random ();

  /* The server's clock at the time of the wish. */
  erp_job_body_set_trace (self->body, marker,
                          (server >= 0 ? server - (now - record->changed) : record->changed)
                              - CLOCK_SLACK);
}

static void
mark_sent (ErpJobRunner *self)
{
  ErpJournalRecord *record = next_record (self, ERP_JOB_SENT);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  erp_job_body_set_prepared (self->body, self->prepared);
  json_node_set_object (node, self->body);
  g_free (record->body);
  record->body = erp_json_to_string (node);
  g_free (record->baseline);
  record->baseline = erp_json_to_string (self->baseline);
  record->sent = record->changed;
  self->attempts = 0;
  write_down (self, record, send);
}

static void
observed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (is_stopped (self))
    return;
  if (answer == NULL)
    {
      if (!erp_error_is_retryable_read (error) || !try_again (self, observe))
        refuse (self, error);
      return;
    }

  g_clear_pointer (&self->baseline, json_node_unref);
  self->baseline = g_steal_pointer (&answer);
  set_trace (self);
  self->attempts = 0;
  if (self->kind->check != NULL && !self->kind->check (self->body, self->baseline, &error))
    refuse (self, error);
  else if (self->kind->prepare != NULL)
    prepare (self);
  else
    mark_sent (self);
}

static void
observe (ErpJobRunner *self)
{
  ask (self, self->kind->observe (self->body), observed_cb);
}

/* What is not known to have been refused may have been lost on the way. */
static gboolean
is_lost_answer (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_TIMEOUT)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL) || error->domain != ERP_ERROR;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (is_stopped (self))
    return;
  if (answer != NULL)
    {
      g_clear_pointer (&self->prepared, json_node_unref);
      self->prepared = g_steal_pointer (&answer);
      mark_sent (self);
      return;
    }
  if (is_lost_answer (error) || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE))
    {
      if (++self->n_prepared < ATTEMPTS
          && try_again (self, self->kind->observes_prepared ? observe : prepare))
        return;
      told = g_error_new_literal (ERP_ERROR, ERP_ERROR_UNREACHABLE,
                                  _ ("The connection broke before anything was done. Try again "
                                     "when the server can be reached."));
    }
  refuse (self, told != NULL ? told : error);
}

static void
prepare (ErpJobRunner *self)
{
  ErpCall *call = self->kind->prepare (self->body, self->baseline);

  if (call != NULL)
    ask (self, call, prepared_cb);
  else
    mark_sent (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  ErpJournalRecord *record;

  if (is_stopped (self))
    return;
  if (answer != NULL)
    {
      self->acted = self->kind->interpret == NULL
                    || self->kind->interpret (self->body, answer, &self->result, &error);
    }
  if (self->acted || (answer != NULL && is_lost_answer (error)))
    {
      /* An answer that cannot be understood tells nothing: the server is asked. */
    }
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE))
    {
      if (!try_again (self, send))
        refuse (self, error);
      return;
    }
  else if (!is_lost_answer (error))
    {
      refuse (self, error);
      return;
    }

  record = next_record (self, ERP_JOB_VERIFYING);
  record->sent = record->changed;
  write_down (self, record, verify);
}

static void
send (ErpJobRunner *self)
{
  ask (self, self->kind->send (self->body, self->prepared), sent_cb);
}

static void
conclude (ErpJobRunner *self, JsonNode *rivals)
{
  const ErpJournalRecord *record = erp_job_get_record (self->job);
  g_autoptr (JsonObject) result = NULL;
  const ErpVerdict verdict =
      self->kind->judge (self->body, self->baseline, self->answer, rivals, &result);

  if (verdict == ERP_VERDICT_DONE)
    {
      finish (self, result);
    }
  else if (self->acted && verdict == ERP_VERDICT_NOT_SEEN)
    {
      /* The server said it itself, and knows better than a search. */
      finish (self, self->result);
    }
  else if (self->acted)
    {
      leave_unknown (self, _ ("It was done, but an equal one was made from another computer at the "
                              "same moment. Look whether one of them is too many, then decide "
                              "here."));
    }
  else if (self->send_again)
    {
      ErpJournalRecord *again = next_record (self, ERP_JOB_INTENDED);

      again->sent = -1;
      self->send_again = FALSE;
      self->attempts = 0;
      write_down (self, again, observe);
    }
  else if (erp_job_desk_get_now (self->desk) < record->sent + self->desk->server_limit)
    {
      wait_for_server (self);
    }
  else if (verdict == ERP_VERDICT_AMBIGUOUS)
    {
      leave_unknown (self, _ ("The answer was lost. The server shows an equal one, which may have "
                              "been made from another computer. Look at it there, then decide "
                              "here."));
    }
  else
    {
      leave_unknown (self, _ ("The answer was lost, and the server shows no trace of it: it most "
                              "probably did not happen. Look there, then send it again or give "
                              "it up."));
    }
}

static gboolean
take_reading (ErpJobRunner *self, JsonNode *answer)
{
  if (is_stopped (self))
    return FALSE;
  if (answer != NULL)
    return TRUE;

  if (self->acted)
    finish (self, self->result);
  else
    wait_for_server (self);

  return FALSE;
}

static void
rivals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpJobRunner) self = user_data;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);

  if (take_reading (self, answer))
    conclude (self, answer);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ErpJobRunner) self = user_data;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);

  if (!take_reading (self, answer))
    return;

  g_clear_pointer (&self->answer, json_node_unref);
  self->answer = g_steal_pointer (&answer);
  if (self->kind->rivals != NULL && !self->acted)
    ask (self, self->kind->rivals (self->body, self->baseline), rivals_cb);
  else
    conclude (self, NULL);
}

static void
verify (ErpJobRunner *self)
{
  ask (self, self->kind->verify (self->body, self->baseline), verified_cb);
}

static void
erp_job_runner_finalize (GObject *object)
{
  ErpJobRunner *self = ERP_JOB_RUNNER (object);

  g_clear_object (&self->job);
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_pointer (&self->baseline, json_node_unref);
  g_clear_pointer (&self->prepared, json_node_unref);
  g_clear_pointer (&self->answer, json_node_unref);
  g_clear_pointer (&self->result, json_object_unref);
  g_clear_pointer (&self->desk, erp_job_desk_unref);

  G_OBJECT_CLASS (erp_job_runner_parent_class)->finalize (object);
}

static void
erp_job_runner_class_init (ErpJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_job_runner_finalize;

  signals[RESTED] = g_signal_new ("rested", ERP_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
erp_job_runner_init (ErpJobRunner *self)
{
  self->resting = TRUE;
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return NULL;
  bytes = g_bytes_new (text, strlen (text));

  return erp_json_parse (bytes, NULL);
}

ErpJobRunner *
erp_job_runner_new (ErpJobDesk *desk, ErpJob *job, const ErpJobKind *kind)
{
  ErpJobRunner *self = g_object_new (ERP_TYPE_JOB_RUNNER, NULL);
  const ErpJournalRecord *record = erp_job_get_record (job);
  g_autoptr (JsonNode) body = parse (record->body);
  JsonObject *object = NULL;

  self->desk = erp_job_desk_ref (desk);
  self->job = g_object_ref (job);
  self->kind = kind;
  self->baseline = parse (record->baseline);
  if (body != NULL && erp_json_get_object (body, &object, NULL))
    self->body = json_object_ref (object);

  return self;
}

ErpJob *
erp_job_runner_get_job (ErpJobRunner *self)
{
  return self->job;
}

gboolean
erp_job_runner_is_resting (ErpJobRunner *self)
{
  return self->resting;
}

gboolean
erp_job_runner_is_lost (ErpJobRunner *self)
{
  return self->lost;
}

static gboolean
can_look (ErpJobRunner *self)
{
  return self->kind != NULL && self->body != NULL && self->baseline != NULL;
}

void
erp_job_runner_start (ErpJobRunner *self)
{
  const ErpJournalRecord *record = erp_job_get_record (self->job);
  const gint64 now = erp_job_desk_get_now (self->desk);
  ErpJournalRecord *next;

  self->resting = FALSE;
  if (record->state == ERP_JOB_INTENDED && self->kind != NULL && self->body != NULL
      && now - record->changed < WISH_LIFE)
    {
      observe (self);
    }
  else if (record->state == ERP_JOB_INTENDED)
    {
      g_autoptr (GError) error =
          g_error_new_literal (ERP_ERROR, ERP_ERROR_UNREACHABLE,
                               self->kind != NULL && self->kind->observes_prepared
                                   ? _ ("The program ended before this was finished. Look at the "
                                        "record, and do it again if it is still wanted: what is "
                                        "there already is not done twice.")
                                   : _ ("The program ended before this was sent: nothing happened. "
                                        "Do it again if it is still wanted."));

      refuse (self, error);
    }
  else if (!can_look (self))
    {
      leave_unknown (self, _ ("This was on its way when the program ended, and its details were "
                              "not kept because there was no keyring. Look at the server before "
                              "doing it again."));
    }
  else if (record->state == ERP_JOB_SENT)
    {
      /* How long it was under way nobody knows: the server's time runs from now. */
      next = next_record (self, ERP_JOB_VERIFYING);
      next->sent = now;
      write_down (self, next, verify);
    }
  else
    {
      write_down (self, next_record (self, ERP_JOB_VERIFYING), verify);
    }
}

void
erp_job_runner_look (ErpJobRunner *self)
{
  if (!self->resting || !can_look (self) || !is_sent (erp_job_get_record (self->job)))
    return;

  self->resting = FALSE;
  write_down (self, next_record (self, ERP_JOB_VERIFYING), verify);
}

void
erp_job_runner_send_again (ErpJobRunner *self)
{
  if (!self->resting)
    return;

  self->send_again = TRUE;
  erp_job_runner_look (self);
}

void
erp_job_runner_close (ErpJobRunner *self, ErpJobState state)
{
  g_autoptr (GError) error = NULL;
  ErpJournalRecord *record;

  if (!self->resting)
    return;

  self->resting = FALSE;
  record = next_record (self, state);
  if (state == ERP_JOB_REFUSED)
    error = g_error_new_literal (ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME,
                                 _ ("Given up by you. Whether it happened was never known."));
  set_error (record, error);
  write_down (self, record, rest);
}
