/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-server.h"
#include "erp-error.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "faulty-client.h"
#include "job-ground.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define SECOND G_TIME_SPAN_SECOND

/* Every kind of write against every way to lose its answer, over both transports. */
typedef struct
{
  const char *name;
  Fault fault;
  guint n_times;
  const char *demo; /* (nullable): the demo server does it; else the client before it */
  gboolean elsewhere;
  ErpJobState state; /* where the job rests first */
  ErpJobState later; /* after the server's limit */
  guint n_made;
} FaultCase;

static const FaultCase fault_cases[] = {
  { "plain", FAULTY_NONE, 0, NULL, FALSE, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "a-not-sent-once", FAULTY_NOT_SENT, 1, NULL, FALSE, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "a-not-sent", FAULTY_NOT_SENT, 9, NULL, FALSE, ERP_JOB_REFUSED, ERP_JOB_REFUSED, 0 },
  { "b-before-commit", FAULTY_LOST_BEFORE, 1, "before", FALSE, ERP_JOB_WAITING, ERP_JOB_UNKNOWN,
    0 },
  { "c-after-commit", FAULTY_LOST_AFTER, 1, "commit", FALSE, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "d-mid-answer", FAULTY_CUT, 1, "mid", FALSE, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "e-late", FAULTY_LATE, 1, "late=400", FALSE, ERP_JOB_WAITING, ERP_JOB_DONE, 1 },
  { "f-killed-before", FAULTY_KILL_BEFORE, 1, NULL, FALSE, ERP_JOB_WAITING, ERP_JOB_UNKNOWN, 0 },
  { "f-killed-after", FAULTY_KILL_AFTER, 1, NULL, FALSE, ERP_JOB_DONE, ERP_JOB_DONE, 1 },
  { "g-elsewhere", FAULTY_LOST_BEFORE, 1, NULL, TRUE, ERP_JOB_WAITING, ERP_JOB_UNKNOWN, 1 },
};

typedef struct
{
  Ground ground;
  DemoServer *demo;
  char *folder;
  char *path;
  GBytes *key;
  FaultyClient *client;
  ErpJournal *journal;
} Bench;

static gint64 clock_offset;

static gint64
test_now (gpointer data)
{
  return g_get_real_time () + clock_offset;
}

static void
open_journal (Bench *b)
{
  g_autoptr (GError) error = NULL;
  ErpJobDesk *desk;

  b->client = faulty_client_new (b->ground.client);
  b->journal = erp_journal_new (b->path, b->key, "test", ERP_CLIENT (b->client), &error);
  g_assert_no_error (error);
  desk = erp_journal_get_desk (b->journal);
  desk->now = test_now;
  desk->retry_delay = 1000;
  biz_job_kinds_register (b->journal);
}

static void
close_journal (Bench *b)
{
  erp_journal_close (b->journal);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&b->journal);
  g_clear_object (&b->client);
}

static void
bench_init (Bench *b, const char *folder)
{
  guint8 key[32];

  memset (key, 1, sizeof key);
  b->key = g_bytes_new (key, sizeof key);
  b->folder = g_strdup (folder);
  b->path = g_build_filename (folder, "journal.db", NULL);
  ground_connect (&b->ground);
  open_journal (b);
}

typedef struct
{
  GError *error;
  gboolean ended;
} Outcome;

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &outcome->error);

  outcome->ended = TRUE;
}

static void
run_job (Bench *b, const ErpJobKind *kind, JsonObject *body)
{
  Outcome outcome = { 0 };

  erp_journal_run_async (b->journal, kind->name, body, NULL, run_cb, &outcome);
  while (!outcome.ended)
    g_main_context_iteration (NULL, TRUE);
  if (outcome.error != NULL)
    {
      const char *words = erp_error_get_server_message (outcome.error);

      g_test_message ("%s (%s)", outcome.error->message, words != NULL ? words : "");
    }
  g_clear_error (&outcome.error);
}

/* The wizard of returns got another name. */
static const char *
get_method (const Bench *b, const KindCase *k)
{
  if (k->method != NULL)
    return k->method;

  return b->ground.series < 18 ? "create_returns" : "action_create_returns";
}

static ErpJob *
newest (Bench *b)
{
  g_autoptr (ErpJob) job = NULL;

  while (g_list_model_get_n_items (G_LIST_MODEL (b->journal)) == 0)
    g_main_context_iteration (NULL, TRUE);
  job = g_list_model_get_item (G_LIST_MODEL (b->journal), 0);

  return job;
}

static void
deadline_passed (int signal_number)
{
  g_error ("what the test waits for did not come within a minute");
}

static void
wait_for_state (ErpJob *job, ErpJobState state)
{
  alarm (60);
  while (erp_job_get_state (job) != state)
    g_main_context_iteration (NULL, TRUE);
  alarm (0);
}

/* The program, in a process of its own, until it is killed. */
static int
run_child (char **args)
{
  Bench b = { 0 };
  g_autoptr (JsonNode) body = erp_json_literal (args[8]);
  const guint64 number = g_ascii_strtoull (args[6], NULL, 10);

  b.ground.url = args[0];
  b.ground.database = args[1];
  b.ground.key = args[2];
  b.ground.uid = g_ascii_strtoll (args[3], NULL, 10);
  b.ground.series = (guint)g_ascii_strtoull (args[4], NULL, 10);
  clock_offset = g_ascii_strtoll (args[9], NULL, 10);
  bench_init (&b, args[5]);
  faulty_client_set_fault (b.client, get_method (&b, &job_kind_cases[number]),
                           (Fault)g_ascii_strtoll (args[7], NULL, 10), 1);
  run_job (&b, job_kind_cases[number].kind, json_node_get_object (body));

  return EXIT_FAILURE;
}

static void
run_killed (Bench *b, const KindCase *k, const FaultCase *f, Subject *subject)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) error = NULL;
  int status = 0;

  json_node_set_object (node, subject->body);
  g_ptr_array_add (argv, g_file_read_link ("/proc/self/exe", NULL));
  g_ptr_array_add (argv, g_strdup ("--child"));
  g_ptr_array_add (argv, g_strdup (b->ground.url));
  g_ptr_array_add (argv, g_strdup (b->ground.database));
  g_ptr_array_add (argv, g_strdup (b->ground.key));
  g_ptr_array_add (argv, g_strdup_printf ("%" G_GINT64_FORMAT, b->ground.uid));
  g_ptr_array_add (argv, g_strdup_printf ("%u", b->ground.series));
  g_ptr_array_add (argv, g_strdup (b->folder));
  g_ptr_array_add (argv, g_strdup_printf ("%u", (guint)(k - job_kind_cases)));
  g_ptr_array_add (argv, g_strdup_printf ("%d", (int)f->fault));
  g_ptr_array_add (argv, erp_json_to_string (node));
  g_ptr_array_add (argv, g_strdup_printf ("%" G_GINT64_FORMAT, clock_offset));
  g_ptr_array_add (argv, NULL);

  close_journal (b);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  /* The dead one's lease runs for half a minute. */
  clock_offset += 31 * SECOND;
  open_journal (b);
  erp_journal_resume (b->journal);
}

typedef struct
{
  Bench *bench;
  const KindCase *kind_case;
  Subject *subject;
} Elsewhere;

static void
elsewhere_cb (ErpCall *call, gpointer user_data)
{
  Elsewhere *elsewhere = user_data;

  elsewhere->kind_case->elsewhere (&elsewhere->bench->ground, elsewhere->subject);
}

static void
set_fault (Bench *b, const KindCase *k, const FaultCase *f)
{
  g_autofree char *spec = NULL;
  g_autoptr (GError) error = NULL;

  if (b->demo == NULL || f->demo == NULL)
    {
      faulty_client_set_fault (b->client, get_method (b, k), f->fault, f->n_times);
      return;
    }

  spec = g_strdup_printf ("%s/%s:1:%s", k->model, get_method (b, k), f->demo);
  demo_server_add_fault (b->demo, spec, &error);
  g_assert_no_error (error);
}

static void
catch_up (Bench *b)
{
  if (b->demo == NULL)
    faulty_client_catch_up (b->client);
  else
    while (demo_server_count_pending (b->demo) > 0)
      g_main_context_iteration (NULL, FALSE);
}

/* What is left to the person: sent again it is done once. What another computer did meanwhile, and
 * must not be done twice, is refused even then. */
static void
send_again (Bench *b, const KindCase *k, const FaultCase *f, Subject *subject, ErpJob *job)
{
  if (f->elsewhere && !k->once)
    {
      erp_journal_decide (b->journal, job, ERP_DECISION_GIVE_UP);
      wait_for_state (job, ERP_JOB_REFUSED);
      return;
    }

  erp_journal_decide (b->journal, job, ERP_DECISION_SEND_AGAIN);
  wait_for_state (job, f->elsewhere ? ERP_JOB_REFUSED : ERP_JOB_DONE);
  g_assert_cmpuint (k->count (&b->ground, subject), ==, 1);
}

/* Another computer does it between our last look and our sending, and no answer is lost. Where the
 * server does not refuse the second one, nobody can; but it is never just "done". */
static void
try_race (Bench *b, const KindCase *k)
{
  Subject subject;
  Elsewhere elsewhere = { b, k, &subject };
  ErpJobState state;

  g_test_message ("%s: g-faster-elsewhere", k->kind->name);
  subject_init (&subject, &b->ground, k);
  faulty_client_set_hook (b->client, get_method (b, k), elsewhere_cb, &elsewhere);
  run_job (b, k->kind, subject.body);
  state = erp_job_get_state (newest (b));
  g_assert_true (state == ERP_JOB_REFUSED || state == ERP_JOB_UNKNOWN);
  g_assert_cmpuint (k->count (&b->ground, &subject), ==, state == ERP_JOB_REFUSED ? 1 : 2);
  g_assert_nonnull (erp_job_get_error (newest (b)));
  if (state == ERP_JOB_UNKNOWN)
    {
      erp_journal_decide (b->journal, newest (b), ERP_DECISION_IT_HAPPENED);
      wait_for_state (newest (b), ERP_JOB_DONE);
    }
  subject_clear (&subject);
}

static void
try_fault (Bench *b, const KindCase *k, const FaultCase *f)
{
  Subject subject;
  Elsewhere elsewhere = { b, k, &subject };
  const gboolean as_good = f->elsewhere && k->as_good;
  const ErpJobState later = as_good ? ERP_JOB_DONE : f->later;
  ErpJob *job;

  g_test_message ("%s (%s): %s", k->kind->name, get_method (b, k), f->name);
  subject_init (&subject, &b->ground, k);
  if (f->elsewhere)
    faulty_client_set_hook (b->client, get_method (b, k), elsewhere_cb, &elsewhere);
  if (f->fault == FAULTY_KILL_BEFORE || f->fault == FAULTY_KILL_AFTER)
    {
      run_killed (b, k, f, &subject);
    }
  else
    {
      set_fault (b, k, f);
      run_job (b, k->kind, subject.body);
    }

  job = newest (b);
  wait_for_state (job, as_good ? ERP_JOB_DONE : f->state);
  if (f->fault == FAULTY_LATE)
    catch_up (b);
  if (f->state != later)
    {
      clock_offset += 151 * SECOND;
      erp_journal_tick (b->journal);
      wait_for_state (job, later);
    }

  g_assert_cmpuint (k->count (&b->ground, &subject), ==, f->n_made);
  if (later == ERP_JOB_DONE)
    g_assert_cmpint (erp_job_get_result_id (job), >, 0);
  else
    g_assert_nonnull (erp_job_get_error (job));
  faulty_client_set_fault (b->client, NULL, FAULTY_NONE, 0);
  if (b->demo != NULL)
    demo_server_clear_faults (b->demo);
  if (later == ERP_JOB_UNKNOWN)
    send_again (b, k, f, &subject, job);
  subject_clear (&subject);
}

/* @kinds: (nullable): the names of those to try */
static void
try_all (Bench *b, const char *const *kinds)
{
  for (guint i = 0; i < n_job_kind_cases; i++)
    {
      if (kinds != NULL && kinds[0] != NULL
          && !g_strv_contains (kinds, job_kind_cases[i].kind->name))
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (fault_cases); j++)
        try_fault (b, &job_kind_cases[i], &fault_cases[j]);
      if (job_kind_cases[i].once)
        try_race (b, &job_kind_cases[i]);
    }
}

static void
bench_clear (Bench *b)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  close_journal (b);
  ground_clear (&b->ground);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (b->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (b->folder);
  g_free (b->folder);
  g_free (b->path);
  g_bytes_unref (b->key);
}

/* A journal waits for the disk after each step, a thousand times here. It is killed with the
 * program, not with the machine: what the kernel was given is there, disk or not. */
static char *
make_folder (void)
{
  char *folder = g_strdup ("/dev/shm/quittance-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);

  return g_dir_make_tmp ("quittance-XXXXXX", NULL);
}

static void
test_demo (gconstpointer data)
{
  Bench b = { 0 };
  /* What is looked for is newer than what the program wrote down by its own clock. */
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const DemoServerOptions options = { .series = GPOINTER_TO_UINT (data),
                                      .today = today,
                                      .seed = 7 };
  g_autofree char *folder = make_folder ();
  g_autoptr (DemoServer) demo = demo_server_new ();
  g_autoptr (DemoAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  demo_server_start (demo, &options, &error);
  g_assert_no_error (error);
  account = demo_server_get_account (demo, "controller");
  b.demo = demo;
  b.ground.url = g_strdup (demo_server_get_url (demo));
  b.ground.database = g_strdup (demo_server_get_database (demo));
  b.ground.key = g_strdup (account->key);
  b.ground.uid = account->uid;
  b.ground.series = options.series;
  bench_init (&b, folder);
  ground_make_data (&b.ground);
  try_all (&b, NULL);
  bench_clear (&b);
  demo_server_stop (demo);
}

/* The same against a real server, when somebody asks for it: --server URL DATABASE KEY UID SERIES
 * [KIND ...]. */
static void
test_server (gconstpointer data)
{
  char **args = (char **)data;
  g_autofree char *folder = make_folder ();
  Bench b = { 0 };

  b.ground.url = g_strdup (args[0]);
  b.ground.database = g_strdup (args[1]);
  b.ground.key = g_strdup (args[2]);
  b.ground.uid = g_ascii_strtoll (args[3], NULL, 10);
  b.ground.series = (guint)g_ascii_strtoull (args[4], NULL, 10);
  bench_init (&b, folder);
  ground_make_data (&b.ground);
  try_all (&b, (const char *const *)args + 5);
  bench_clear (&b);
}

int
main (int argc, char *argv[])
{
  if (argc == 12 && g_str_equal (argv[1], "--child"))
    return run_child (argv + 2);

  signal (SIGALRM, deadline_passed);
  g_test_init (&argc, &argv, NULL);
  if (argc >= 7 && g_str_equal (argv[1], "--server"))
    {
      g_test_add_data_func ("/biz/job-kinds/server", argv + 2, test_server);
    }
  else
    {
      g_test_add_data_func ("/biz/job-kinds/demo-19", GUINT_TO_POINTER (19), test_demo);
      g_test_add_data_func ("/biz/job-kinds/demo-17", GUINT_TO_POINTER (17), test_demo);
    }

  return g_test_run ();
}
