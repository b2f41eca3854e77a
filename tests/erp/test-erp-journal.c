/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-call.h"
#include "erp-error.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "fake-client.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define SECOND G_TIME_SPAN_SECOND

typedef enum
{
  NO_FAULT,
  NOT_SENT,    /* a: dies before a byte was sent */
  LOST_BEFORE, /* b: before the commit */
  LOST_AFTER,  /* c: after the commit, before the answer */
  CUT,         /* d: mid-answer */
  LATE,        /* e: commits only after the first look */
  REFUSED,     /* the server rolled back */
  FAILED,      /* the server failed and rolled back */
  RACED,       /* two writers */
  WIZARD,      /* an action instead of acting */
  GARBLED,     /* acted, and answers nonsense */
  KILL_BEFORE, /* f: the program dies, before the server acts */
  KILL_AFTER,  /* f: and after it */
} Fault;

/* A server with a list of things in a file, one a line: maker and name. It outlives clients. */
typedef struct
{
  char *path;
  const char *method; /* where the fault is */
  Fault fault;
  guint n_faults; /* how often */
  char *late;     /* what it still works on */
} Server;

typedef struct
{
  char *folder;
  char *path;
  GBytes *key;
  Server server;
  FakeClient *client;
  ErpJournal *journal;
} Fixture;

static gint64 test_clock = 1000000 * G_TIME_SPAN_SECOND;

static gint64
test_now (gpointer data)
{
  return test_clock;
}

static char *
read_things (Server *server)
{
  char *text = NULL;

  if (!g_file_get_contents (server->path, &text, NULL, NULL))
    return g_strdup ("");

  return text;
}

static void
make_thing (Server *server, const char *line)
{
  g_autofree char *things = read_things (server);
  g_autofree char *more = g_strconcat (things, line, "\n", NULL);

  g_assert_true (g_file_set_contents (server->path, more, -1, NULL));
}

static guint
count_things (Server *server)
{
  g_autofree char *things = read_things (server);
  guint n = 0;

  for (const char *c = things; *c != '\0'; c++)
    n += *c == '\n';

  return n;
}

static JsonNode *
list_things (Server *server)
{
  g_autofree char *things = read_things (server);
  g_auto (GStrv) lines = g_strsplit (things, "\n", -1);
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

      g_string_append_printf (json, "%s{\"id\":%u,\"maker\":\"%s\",\"name\":\"%s\"}",
                              i > 0 ? "," : "", i + 1, words[0], words[1]);
    }
  g_string_append_c (json, ']');

  return erp_json_literal (json->str);
}

static JsonNode *
act (Server *server, ErpCall *call)
{
  const char *method = erp_call_get_method (call);

  if (g_str_equal (method, "make"))
    {
      g_autofree char *line =
          g_strdup_printf ("%s %s", json_node_get_string (erp_call_get_arg (call, "maker")),
                           json_node_get_string (erp_call_get_arg (call, "name")));

      if (server->fault == LATE && server->n_faults > 0)
        server->late = g_steal_pointer (&line);
      else
        make_thing (server, line);
      return erp_json_literal ("{\"type\":\"ir.actions.act_window\"}");
    }
  if (g_str_equal (method, "create"))
    return erp_json_literal ("[77]");

  return list_things (server);
}

static const struct
{
  Fault fault;
  int code;
} failures[] = {
  { NOT_SENT, ERP_ERROR_UNREACHABLE },
  { LOST_BEFORE, ERP_ERROR_UNKNOWN_OUTCOME },
  { LOST_AFTER, ERP_ERROR_UNKNOWN_OUTCOME },
  { CUT, ERP_ERROR_PROTOCOL },
  { LATE, ERP_ERROR_UNKNOWN_OUTCOME },
  { REFUSED, ERP_ERROR_VALIDATION },
  { FAILED, ERP_ERROR_SERVER },
  { RACED, ERP_ERROR_CONFLICT },
};

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Server *server = user_data;
  const gboolean acts = server->fault == LOST_AFTER || server->fault == CUT || server->fault == LATE
                        || server->fault == KILL_AFTER || server->fault == GARBLED;
  g_autoptr (JsonNode) answer = NULL;

  if (server->n_faults == 0 || g_strcmp0 (erp_call_get_method (call), server->method) != 0)
    return act (server, call);

  if (acts)
    answer = act (server, call);
  server->n_faults--;
  if (server->fault == KILL_BEFORE || server->fault == KILL_AFTER)
    kill (getpid (), SIGKILL);
  if (server->fault == WIZARD)
    return erp_json_literal ("{\"type\":\"wizard\"}");
  if (server->fault == GARBLED)
    return erp_json_literal ("[]");

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].fault == server->fault)
      g_set_error_literal (error, ERP_ERROR, failures[i].code, "scripted");

  return NULL;
}

/* The kind under test: {"name"}. */

static char *
thing_describe (JsonObject *body)
{
  return g_strdup_printf ("Make %s", json_object_get_string_member (body, "name"));
}

static ErpCall *
thing_observe (JsonObject *body)
{
  return erp_call_new_read ("thing", "observe");
}

static gboolean
thing_check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (!g_str_equal (json_object_get_string_member (body, "name"), "forbidden"))
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT, "changed");
  return FALSE;
}

static ErpCall *
thing_prepare (JsonObject *body, JsonNode *baseline)
{
  return erp_call_new_write ("thing.wizard", "create");
}

static ErpCall *
thing_send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = erp_call_new_write ("thing.wizard", "make");

  g_assert_cmpint (erp_job_body_get_prepared_id (body), ==, 77);
  g_assert_cmpuint (strlen (erp_job_body_get_since (body)), ==, 19);
  erp_call_set_arg_string (call, "maker", erp_job_body_get_marker (body));
  erp_call_set_arg_string (call, "name", json_object_get_string_member (body, "name"));

  return call;
}

static gboolean
thing_interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *object = NULL;
  const char *type = NULL;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_string (object, "type", &type, error))
    return FALSE;
  if (g_strcmp0 (type, "ir.actions.act_window") == 0)
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, "wants a decision");
  return FALSE;
}

static ErpCall *
thing_verify (JsonObject *body, JsonNode *baseline)
{
  return erp_call_new_read ("thing", "verify");
}

static ErpVerdict
thing_judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonArray *things = json_node_get_array (answer);
  const guint before = json_array_get_length (json_node_get_array (baseline));
  gboolean other = FALSE;

  for (guint i = before; i < json_array_get_length (things); i++)
    {
      JsonObject *thing = json_array_get_object_element (things, i);

      if (!g_str_equal (json_object_get_string_member (thing, "maker"),
                        erp_job_body_get_marker (body)))
        {
          other = TRUE;
          continue;
        }
      *result = json_object_new ();
      json_object_set_string_member (*result, "model", "thing");
      json_object_set_int_member (*result, "id", json_object_get_int_member (thing, "id"));
      json_object_set_string_member (*result, "name",
                                     json_object_get_string_member (thing, "name"));
      return ERP_VERDICT_DONE;
    }

  return other ? ERP_VERDICT_AMBIGUOUS : ERP_VERDICT_NOT_SEEN;
}

static const ErpJobKind thing_kind = {
  .name = "thing",
  .label = "A thing",
  .describe = thing_describe,
  .observe = thing_observe,
  .check = thing_check,
  .prepare = thing_prepare,
  .send = thing_send,
  .interpret = thing_interpret,
  .verify = thing_verify,
  .judge = thing_judge,
};

static ErpJournal *
open_journal (Fixture *f, GBytes *key)
{
  g_autoptr (GError) error = NULL;
  ErpJournal *journal =
      erp_journal_new (f->path, key, "https://erp uuid", ERP_CLIENT (f->client), &error);
  ErpJobDesk *desk = erp_journal_get_desk (journal);

  g_assert_no_error (error);
  desk->now = test_now;
  desk->retry_delay = 1000;
  erp_journal_register_kind (journal, &thing_kind);

  return journal;
}

static void
set_up_in (Fixture *f, const char *folder)
{
  guint8 key[32];

  memset (key, 5, sizeof key);
  f->folder = g_strdup (folder);
  f->path = g_build_filename (folder, "journal.db", NULL);
  f->server.path = g_build_filename (folder, "things", NULL);
  f->key = g_bytes_new (key, sizeof key);
  f->client = fake_client_new (answer_cb, &f->server);
  fake_client_set_server_time (f->client, test_clock);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);

  set_up_in (f, folder);
  f->journal = open_journal (f, f->key);
}

static void
close_journal (Fixture *f)
{
  erp_journal_close (f->journal);
  fake_loop_drain ();
  g_clear_object (&f->journal);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "things", "journal.db", "journal.db-wal", "journal.db-shm" };

  close_journal (f);
  g_clear_object (&f->client);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->server.path);
  g_free (f->server.late);
  g_bytes_unref (f->key);
}

typedef struct
{
  ErpJob *job;
  GError *error;
  gboolean ended;
} Outcome;

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->job = erp_journal_run_finish (ERP_JOURNAL (source), result, &outcome->error);
  outcome->ended = TRUE;
}

static gboolean
outcome_is_there (gpointer user_data)
{
  return ((Outcome *)user_data)->ended;
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->job);
  g_clear_error (&outcome->error);
  outcome->ended = FALSE;
}

static void
start_run (Fixture *f, const char *name, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "name", name);
  erp_journal_run_async (f->journal, "thing", body, cancellable, run_cb, outcome);
}

static void
run (Fixture *f, const char *name, Outcome *outcome)
{
  start_run (f, name, NULL, outcome);
  fake_loop_until (outcome_is_there, outcome);
}

static ErpJob *
first_job (Fixture *f)
{
  g_autoptr (ErpJob) job = g_list_model_get_item (G_LIST_MODEL (f->journal), 0);

  return job;
}

typedef struct
{
  ErpJob *job;
  ErpJobState state;
} Expected;

static gboolean
has_state (gpointer user_data)
{
  Expected *expected = user_data;

  return erp_job_get_state (expected->job) == expected->state;
}

static void
wait_for_state (ErpJob *job, ErpJobState state)
{
  Expected expected = { job, state };

  fake_loop_until (has_state, &expected);
}

static void
pass_time (Fixture *f, gint64 seconds)
{
  test_clock += seconds * SECOND;
  fake_client_set_server_time (f->client, test_clock);
  erp_journal_tick (f->journal);
}

/* What the run tells, where the job stands then, and where it stands after the server's limit. */
typedef struct
{
  const char *name;
  Fault fault;
  const char *method;
  guint n_faults;
  int code; /* -1: done */
  ErpJobState state;
  ErpJobState later;
  guint n_made;
} Case;

static const Case cases[] = {
  { "plain", NO_FAULT, "make", 0, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "not-sent-once", NOT_SENT, "make", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "not-sent", NOT_SENT, "make", 9, ERP_ERROR_UNREACHABLE, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "not-observed-once", NOT_SENT, "observe", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "not-observed", NOT_SENT, "observe", 9, ERP_ERROR_UNREACHABLE, ERP_JOB_REFUSED, ERP_JOB_REFUSED,
    0 },
  { "prepare-lost", LOST_AFTER, "create", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "never-prepared", LOST_AFTER, "create", 9, ERP_ERROR_UNREACHABLE, ERP_JOB_REFUSED,
    ERP_JOB_REFUSED, 0 },
  { "lost-before", LOST_BEFORE, "make", 1, ERP_ERROR_UNKNOWN_OUTCOME, ERP_JOB_WAITING,
    ERP_JOB_UNKNOWN, 0 },
  { "lost-after", LOST_AFTER, "make", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "cut", CUT, "make", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "late", LATE, "make", 1, ERP_ERROR_UNKNOWN_OUTCOME, ERP_JOB_WAITING, ERP_JOB_DONE, 1 },
  { "garbled", GARBLED, "make", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "refused", REFUSED, "make", 1, ERP_ERROR_VALIDATION, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "failed", FAILED, "make", 1, ERP_ERROR_SERVER, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "raced", RACED, "make", 1, ERP_ERROR_CONFLICT, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "wizard", WIZARD, "make", 1, ERP_ERROR_VALIDATION, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "verify-lost", LOST_BEFORE, "verify", 1, -1, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
};

static void
test_faults (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *name = g_strdup_printf ("thing%zu", i);
      const guint before = count_things (&f->server);
      Outcome outcome = { 0 };
      ErpJob *job;

      g_test_message ("%s", c->name);
      f->server.method = c->method;
      f->server.fault = c->fault;
      f->server.n_faults = c->n_faults;
      test_clock += SECOND;
      run (f, name, &outcome);
      if (c->code < 0)
        g_assert_no_error (outcome.error);
      else
        g_assert_error (outcome.error, ERP_ERROR, c->code);
      job = first_job (f);
      g_assert_cmpint (erp_job_get_state (job), ==, c->state);
      g_assert_cmpint (erp_job_is_ended (job), ==, c->state == c->later);

      f->server.n_faults = 0;
      if (f->server.late != NULL)
        make_thing (&f->server, f->server.late);
      g_clear_pointer (&f->server.late, g_free);
      if (c->state == ERP_JOB_WAITING)
        {
          g_assert_cmpint (erp_job_get_next_look (job), ==, test_clock + 5 * SECOND);
          pass_time (f, 151);
          wait_for_state (job, c->later);
        }
      g_assert_cmpuint (count_things (&f->server) - before, ==, c->n_made);
      if (c->later == ERP_JOB_DONE && c->fault != LOST_BEFORE)
        g_assert_cmpstr (erp_job_get_result_name (job), ==, name);
      if (c->later == ERP_JOB_UNKNOWN)
        g_assert_error (erp_job_get_error (job), ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (erp_journal_get_n_open (f->journal), ==, 1);
}

static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };

  /* The connection dies before the commit, and the same is made on a second computer. */
  f->server.method = "make";
  f->server.fault = LOST_BEFORE;
  f->server.n_faults = 1;
  fake_client_hold (f->client, TRUE);
  start_run (f, "one", NULL, &outcome);
  while (!outcome.ended)
    {
      if (fake_client_get_n_waiting (f->client) > 0)
        {
          if (fake_client_count_calls (f->client, "make") == 1
              && fake_client_count_calls (f->client, "verify") == 0)
            make_thing (&f->server, "another-computer one");
          fake_client_release (f->client, 0);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  fake_client_hold (f->client, FALSE);

  g_assert_error (outcome.error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  pass_time (f, 151);
  wait_for_state (first_job (f), ERP_JOB_UNKNOWN);
  g_assert_cmpuint (count_things (&f->server), ==, 1);
  outcome_clear (&outcome);
}

static void
test_changed_record (Fixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };

  run (f, "forbidden", &outcome);
  g_assert_error (outcome.error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (fake_client_count_calls (f->client, "create"), ==, 0);
  g_assert_cmpint (erp_job_get_state (first_job (f)), ==, ERP_JOB_REFUSED);
  outcome_clear (&outcome);
}

static void
test_double_click (Fixture *f, gconstpointer data)
{
  Outcome first = { 0 }, second = { 0 }, third = { 0 };

  start_run (f, "one", NULL, &first);
  start_run (f, "one", NULL, &second);
  fake_loop_until (outcome_is_there, &first);
  fake_loop_until (outcome_is_there, &second);
  g_assert_no_error (first.error);
  g_assert_error (second.error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_things (&f->server), ==, 1);

  /* When it has ended, the same may be wanted again. */
  run (f, "one", &third);
  g_assert_no_error (third.error);
  g_assert_cmpuint (count_things (&f->server), ==, 2);
  outcome_clear (&first);
  outcome_clear (&second);
  outcome_clear (&third);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  fake_client_hold (f->client, TRUE);
  start_run (f, "one", cancellable, &outcome);
  while (fake_client_get_n_waiting (f->client) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  fake_loop_until (outcome_is_there, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  fake_client_hold (f->client, FALSE);
  wait_for_state (first_job (f), ERP_JOB_DONE);
  g_assert_cmpuint (count_things (&f->server), ==, 1);
  outcome_clear (&outcome);
}

static void
leave_unknown (Fixture *f, const char *name)
{
  Outcome outcome = { 0 };

  f->server.method = "make";
  f->server.fault = LOST_BEFORE;
  f->server.n_faults = 1;
  run (f, name, &outcome);
  outcome_clear (&outcome);
  pass_time (f, 151);
  wait_for_state (first_job (f), ERP_JOB_UNKNOWN);
}

/* As the server shows what this job made. */
static void
make_late (Fixture *f, ErpJob *job, const char *name)
{
  g_autoptr (JsonNode) node = erp_json_literal (erp_job_get_record (job)->body);
  g_autofree char *line =
      g_strdup_printf ("%s %s", erp_job_body_get_marker (json_node_get_object (node)), name);

  make_thing (&f->server, line);
}

static void
test_decide (Fixture *f, gconstpointer data)
{
  ErpJob *job;

  leave_unknown (f, "one");
  job = first_job (f);
  erp_journal_decide (f->journal, job, ERP_DECISION_SEND_AGAIN);
  wait_for_state (job, ERP_JOB_DONE);
  g_assert_cmpuint (count_things (&f->server), ==, 1);

  test_clock += SECOND;
  leave_unknown (f, "two");
  job = first_job (f);
  erp_journal_decide (f->journal, job, ERP_DECISION_GIVE_UP);
  wait_for_state (job, ERP_JOB_REFUSED);

  test_clock += SECOND;
  leave_unknown (f, "three");
  job = first_job (f);
  erp_journal_decide (f->journal, job, ERP_DECISION_IT_HAPPENED);
  wait_for_state (job, ERP_JOB_DONE);

  /* It had happened after all: it is not sent again, whatever the person thinks. */
  test_clock += SECOND;
  leave_unknown (f, "four");
  job = first_job (f);
  make_late (f, job, "four");
  erp_journal_decide (f->journal, job, ERP_DECISION_SEND_AGAIN);
  wait_for_state (job, ERP_JOB_DONE);
  g_assert_cmpuint (count_things (&f->server), ==, 2);
  g_assert_cmpuint (erp_journal_get_n_open (f->journal), ==, 0);
}

static void
test_look_again (Fixture *f, gconstpointer data)
{
  ErpJob *job;

  leave_unknown (f, "one");
  job = first_job (f);
  make_late (f, job, "one");
  erp_journal_look_again (f->journal, job);
  wait_for_state (job, ERP_JOB_DONE);
  g_assert_cmpint (erp_job_get_result_id (job), ==, 1);
}

static void
test_disk_full (Fixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };
  g_autofree char *blocked = g_build_filename (f->server.path, "journal.db", NULL);

  close_journal (f);
  g_assert_true (g_file_set_contents (f->server.path, "", 0, NULL));
  g_free (f->path);
  f->path = g_strdup (blocked);
  f->journal = open_journal (f, f->key);
  run (f, "one", &outcome);
  g_assert_nonnull (outcome.error);
  g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->journal)), ==, 0);
  outcome_clear (&outcome);
}

static gboolean
has_jobs (gpointer user_data)
{
  Fixture *f = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (f->journal)) > 0;
}

static void
test_two_windows (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournal) window = NULL;
  Fixture second = *f;
  Outcome outcome = { 0 }, refused = { 0 };

  /* One works on it; the other sees it, leaves it alone, and does not start the same. */
  fake_client_hold (f->client, TRUE);
  start_run (f, "one", NULL, &outcome);
  while (fake_client_get_n_waiting (f->client) == 0)
    g_main_context_iteration (NULL, TRUE);
  window = open_journal (f, f->key);
  second.journal = window;
  erp_journal_resume (window);
  fake_loop_until (has_jobs, &second);
  run (&second, "one", &refused);
  g_assert_error (refused.error, ERP_ERROR, ERP_ERROR_CONFLICT);

  fake_client_hold (f->client, FALSE);
  fake_loop_until (outcome_is_there, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (fake_client_count_calls (f->client, "make"), ==, 1);
  erp_journal_tick (window);
  wait_for_state (first_job (&second), ERP_JOB_DONE);
  g_assert_cmpuint (count_things (&f->server), ==, 1);
  erp_journal_close (window);
  outcome_clear (&outcome);
  outcome_clear (&refused);
}

/* In a process of its own, which is killed. */
static int
run_child (const char *folder, const char *method, const char *fault, const char *time)
{
  Fixture f = { 0 };
  Outcome outcome = { 0 };

  test_clock = g_ascii_strtoll (time, NULL, 10);
  set_up_in (&f, folder);
  f.server.method = method;
  f.server.fault = g_str_equal (fault, "before") ? KILL_BEFORE : KILL_AFTER;
  f.server.n_faults = 1;
  f.journal = open_journal (&f, g_str_equal (fault, "keyless") ? NULL : f.key);
  run (&f, "one", &outcome);

  return 0;
}

static void
kill_child (Fixture *f, const char *method, const char *fault)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, test_clock);
  const char *const argv[] = { self, "--child", f->folder, method, fault, time, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *fault;
    ErpJobState state; /* after the restart */
    ErpJobState later;
    guint n_made;
  } kills[] = {
    { "observe", "before", ERP_JOB_DONE, ERP_JOB_DONE, 1 },
    { "create", "after", ERP_JOB_DONE, ERP_JOB_DONE, 1 },
    { "make", "before", ERP_JOB_WAITING, ERP_JOB_UNKNOWN, 0 },
    { "make", "after", ERP_JOB_DONE, ERP_JOB_DONE, 1 },
    { "verify", "before", ERP_JOB_DONE, ERP_JOB_DONE, 1 },
    { "make", "keyless", ERP_JOB_UNKNOWN, ERP_JOB_UNKNOWN, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kills); i++)
    {
      const guint before = count_things (&f->server);

      g_test_message ("%s %s", kills[i].method, kills[i].fault);
      close_journal (f);
      kill_child (f, kills[i].method, kills[i].fault);

      /* The dead one's lease runs for half a minute. */
      f->server.n_faults = 0;
      test_clock += 31 * SECOND;
      f->journal = open_journal (f, f->key);
      erp_journal_resume (f->journal);
      fake_loop_until (has_jobs, f);
      wait_for_state (first_job (f), kills[i].state);
      if (kills[i].later != kills[i].state)
        pass_time (f, 151);
      wait_for_state (first_job (f), kills[i].later);
      g_assert_cmpuint (count_things (&f->server) - before, ==, kills[i].n_made);
      if (g_str_equal (kills[i].fault, "keyless"))
        {
          g_assert_cmpstr (erp_job_get_title (first_job (f)), ==, "A thing");
          g_assert_false (erp_job_can_look (first_job (f)));
        }
      if (!erp_job_is_ended (first_job (f)))
        {
          erp_journal_decide (f->journal, first_job (f), ERP_DECISION_GIVE_UP);
          wait_for_state (first_job (f), ERP_JOB_REFUSED);
        }
    }
}

static void
test_old_wish (Fixture *f, gconstpointer data)
{
  close_journal (f);
  kill_child (f, "observe", "before");
  test_clock += 3600 * SECOND;
  f->journal = open_journal (f, f->key);
  erp_journal_resume (f->journal);
  fake_loop_until (has_jobs, f);
  wait_for_state (first_job (f), ERP_JOB_REFUSED);
  g_assert_error (erp_job_get_error (first_job (f)), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_assert_cmpuint (count_things (&f->server), ==, 0);
}

static void
test_other_server (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournal) copied = NULL;

  leave_unknown (f, "one");
  copied = erp_journal_new (f->path, f->key, "https://copy uuid", ERP_CLIENT (f->client), NULL);
  erp_journal_register_kind (copied, &thing_kind);
  erp_journal_resume (copied);
  fake_loop_drain ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (copied)), ==, 0);
  erp_journal_close (copied);
}

#define ADD(name, func) g_test_add ("/erp/journal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3], argv[4], argv[5]);

  g_test_init (&argc, &argv, NULL);
  ADD ("faults", test_faults);
  ADD ("elsewhere", test_elsewhere);
  ADD ("changed-record", test_changed_record);
  ADD ("double-click", test_double_click);
  ADD ("cancel", test_cancel);
  ADD ("decide", test_decide);
  ADD ("look-again", test_look_again);
  ADD ("disk-full", test_disk_full);
  ADD ("two-windows", test_two_windows);
  ADD ("killed", test_killed);
  ADD ("old-wish", test_old_wish);
  ADD ("other-server", test_other_server);

  return g_test_run ();
}
