/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-job.h"
#include "biz-job-kinds.h"
#include "decision-ground.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "fake-client.h"

#include <glib/gstdio.h>
#include <string.h>

/* A limit and an escalation are two writes each. Cut off in between, whoever looks next is told,
 * and completing it, or deciding the same once more, writes what is missing and nothing twice. */

#define LIMIT_NOTES                                                                                \
  "[[\"model\",\"=\",\"res.partner\"],[\"res_id\",\"=\",@],"                                       \
  "[\"body\",\"ilike\",\"QUITTANCE/1 limit\"]]"

static char *
describe (DecisionGround *ground)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  decision_ground_load (ground);

  return biz_decision_target_describe_newest (ground->target, NULL, &today);
}

static BizDecisionRunState
set_limit (DecisionGround *ground, gint64 minor, const char *text, char **words)
{
  g_auto (BizDecisionWish) wish = { 0 };

  decision_ground_load (ground);
  decision_ground_wish (ground, BIZ_DECISION_LIMIT, &wish);
  wish.limit.minor = minor;
  g_free (wish.text);
  wish.text = g_strdup (text);

  return decision_ground_decide_wish (ground, &wish, words);
}

static guint
count_limit_notes (DecisionGround *ground)
{
  return decision_ground_count (ground, "mail.message", LIMIT_NOTES,
                                biz_decision_target_get_id (ground->target));
}

static void
check_limit (DecisionGround *ground, gint64 minor, const char *before)
{
  BizDecisionFacts *facts;
  BizDecisionNote *note;

  decision_ground_load (ground);
  facts = biz_decision_target_get_facts (ground->target);
  g_assert_cmpint (facts->exposure.kind, ==, BIZ_LIMIT_OWN);
  g_assert_cmpint (facts->exposure.limit.minor, ==, minor);
  note = biz_decision_log_get_newest (facts->log, "res.partner",
                                      biz_decision_target_get_id (ground->target),
                                      BIZ_DECISION_BIT (BIZ_DECISION_LIMIT));
  g_assert_nonnull (note);
  if (before != NULL)
    g_assert_cmpstr (biz_decision_note_get (note, "before"), ==, before);
}

/* The limit is set and its note is not: on another computer, or after the journal is gone. */
static void
test_limit_killed (gconstpointer data)
{
  DecisionGround ground;
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  g_autofree char *fine = NULL;
  guint n;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  decision_ground_take_customer (&ground);
  g_assert_cmpint (set_limit (&ground, 1234500, "First", NULL), ==, BIZ_DECISION_RUN_DONE);
  n = count_limit_notes (&ground);
  faulty_client_set_fault (ground.desk.client, "message_post", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (set_limit (&ground, 1234600, "Second", &words), ==, BIZ_DECISION_RUN_PARTLY);
  g_assert_nonnull (strstr (words, "The limit is set; the note is missing"));
  g_assert_cmpuint (count_limit_notes (&ground), ==, n);
  decision_ground_restart (&ground, "credit");
  decision_ground_take_customer (&ground);
  line = describe (&ground);
  g_assert_nonnull (strstr (line, "not what its last note says"));
  g_assert_cmpint (set_limit (&ground, 1234600, "Second", NULL), ==, BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (count_limit_notes (&ground), ==, n + 1);
  check_limit (&ground, 1234600, "12345.00");
  fine = describe (&ground);
  g_assert_null (fine);
  decision_ground_close (&ground);
}

/* In the same window: going on writes the note alone. */
static void
test_limit_goes_on (gconstpointer data)
{
  DecisionGround ground;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionRun) run = NULL;
  guint n;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  decision_ground_take_customer (&ground);
  n = count_limit_notes (&ground);
  decision_ground_wish (&ground, BIZ_DECISION_LIMIT, &wish);
  wish.limit.minor = 2234500;
  run = biz_decision_run_new (ground.decisions, ground.target, &wish);
  faulty_client_set_fault (ground.desk.client, "message_post", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_PARTLY);
  g_assert_true (biz_decision_run_can_go_on (run));
  faulty_client_set_fault (ground.desk.client, NULL, FAULTY_NONE, 0);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (count_limit_notes (&ground), ==, n + 1);
  check_limit (&ground, 2234500, NULL);
  decision_ground_close (&ground);
}

/* Nothing reached the server: nothing is said to be set. The answer lost: it is there once. */
static void
test_limit_lost (gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n_times;
    BizDecisionRunState state;
    guint n_notes;
    gboolean is_set;
  } cases[] = {
    { "write", FAULTY_NOT_SENT, 9, BIZ_DECISION_RUN_REFUSED, 0, FALSE },
    { "write", FAULTY_LOST_AFTER, 1, BIZ_DECISION_RUN_DONE, 1, TRUE },
    { "write", FAULTY_LOST_AFTER, 9, BIZ_DECISION_RUN_DONE, 1, TRUE },
    { "message_post", FAULTY_LOST_AFTER, 1, BIZ_DECISION_RUN_DONE, 1, TRUE },
    { "message_post", FAULTY_CUT, 1, BIZ_DECISION_RUN_DONE, 1, TRUE },
    { "message_post", FAULTY_LOST_BEFORE, 1, BIZ_DECISION_RUN_UNKNOWN, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 minor = 3234500 + 100 * i;
      DecisionGround ground;
      const BizExposure *exposure;
      guint n;

      g_test_message ("%s %u", cases[i].method, i);
      decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
      decision_ground_take_customer (&ground);
      n = count_limit_notes (&ground);
      faulty_client_set_fault (ground.desk.client, cases[i].method, cases[i].fault,
                               cases[i].n_times);
      g_assert_cmpint (set_limit (&ground, minor, "Lost", NULL), ==, cases[i].state);
      faulty_client_set_fault (ground.desk.client, NULL, FAULTY_NONE, 0);
      g_assert_cmpuint (count_limit_notes (&ground) - n, ==, cases[i].n_notes);
      decision_ground_load (&ground);
      exposure = &biz_decision_target_get_facts (ground.target)->exposure;
      g_assert_cmpint (exposure->kind == BIZ_LIMIT_OWN && exposure->limit.minor == minor, ==,
                       cases[i].is_set);
      decision_ground_close (&ground);
    }
}

/* A colleague has set another one meanwhile: it is not overruled, and nothing is noted. */
static void
test_limit_two_people (gconstpointer data)
{
  DecisionGround ground, other;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionRun) run = NULL;
  guint n;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "agent");
  decision_ground_join (&other, &ground, "controller");
  decision_ground_take_customer (&ground);
  decision_ground_take_customer (&other);
  decision_ground_wish (&ground, BIZ_DECISION_LIMIT, &wish);
  wish.limit.minor = 4234500;
  g_assert_cmpint (set_limit (&other, 4234600, "Faster", NULL), ==, BIZ_DECISION_RUN_DONE);
  n = count_limit_notes (&ground);
  run = biz_decision_run_new (ground.decisions, ground.target, &wish);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_REFUSED);
  g_assert_nonnull (
      strstr (biz_decision_run_get_words (run), "The limit is another one meanwhile"));
  g_assert_cmpuint (count_limit_notes (&ground), ==, n);
  check_limit (&ground, 4234600, NULL);
  decision_ground_close (&other);
  decision_ground_close (&ground);
}

typedef struct
{
  DecisionGround *ground;
  ErpJournal *journal;
  gint64 minor;
} Ending;

/* The limit is written, and the program ends before it knows. */
static void
end_cb (ErpCall *call, gpointer user_data)
{
  Ending *ending = user_data;
  DemoDesk *world = desk_get_shared (ending->ground->desk.series);
  const gint64 company =
      erp_capabilities_get_default_company_id (ending->ground->desk.capabilities);
  g_autofree char *vals =
      g_strdup_printf ("{\"use_partner_credit_limit\":true,\"credit_limit\":%" G_GINT64_FORMAT
                       ".0}",
                       ending->minor / 100);
  g_autoptr (ErpCall) write = erp_call_new_write ("res.partner", "write");

  erp_journal_close (ending->journal);
  erp_call_set_id (write, biz_decision_target_get_id (ending->ground->target));
  erp_call_set_arg_json (write, "vals", vals);
  erp_call_set_companies (write, &company, 1);
  json_node_unref (faulty_ask (ERP_CLIENT (world->client), write, NULL));
}

static ErpJournal *
open_journal (DecisionGround *ground, const char *path)
{
  guint8 bytes[32];
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GError) error = NULL;
  ErpJournal *journal;

  memset (bytes, 7, sizeof bytes);
  key = g_bytes_new (bytes, sizeof bytes);
  journal = erp_journal_new (path, key, "test", ERP_CLIENT (ground->desk.client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (journal);

  return journal;
}

static gboolean
is_done (gpointer user_data)
{
  g_autoptr (ErpJob) job = g_list_model_get_item (user_data, 0);

  return job != NULL && erp_job_get_state (job) == ERP_JOB_DONE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  g_assert_null (job);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

/* The program ends between the limit and its note: started anew, it writes the note, once. */
static void
test_limit_resumed (gconstpointer data)
{
  DecisionGround ground;
  Ending ending = { &ground, NULL, 5234500 };
  g_autofree char *folder = g_dir_make_tmp ("quittance-cut-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (JsonObject) body = NULL;
  BizDecisionFacts *facts;
  BizMoney after;
  gboolean ended = FALSE;
  guint n;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  decision_ground_take_customer (&ground);
  facts = biz_decision_target_get_facts (ground.target);
  after = facts->exposure.limit;
  after.minor = ending.minor;
  n = count_limit_notes (&ground);
  body =
      biz_job_body_new_limit (biz_decision_target_get_id (ground.target), "Customer",
                              biz_decision_target_get_company_id (ground.target),
                              facts->exposure.kind == BIZ_LIMIT_OWN ? &facts->exposure.limit : NULL,
                              &after, "QUITTANCE/1 limit after=52345.00\nResumed");
  ending.journal = open_journal (&ground, path);
  faulty_client_set_hook (ground.desk.client, "write", end_cb, &ending);
  erp_journal_run_async (ending.journal, BIZ_JOB_LIMIT, body, NULL, ended_cb, &ended);
  fake_loop_until (is_true, &ended);
  g_clear_object (&ending.journal);
  fake_loop_drain ();
  g_assert_cmpuint (count_limit_notes (&ground), ==, n);
  ending.journal = open_journal (&ground, path);
  erp_journal_resume (ending.journal);
  fake_loop_until (is_done, ending.journal);
  g_assert_cmpuint (count_limit_notes (&ground), ==, n + 1);
  check_limit (&ground, ending.minor, NULL);
  erp_journal_close (ending.journal);
  g_clear_object (&ending.journal);
  fake_loop_drain ();
  for (guint i = 0; i < 3; i++)
    {
      static const char *const suffixes[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  decision_ground_close (&ground);
}

/* An escalation without its task is completed from what its note says, by anybody who may. */
static void
test_escalation_completed (gconstpointer data)
{
  DecisionGround ground;
  g_autoptr (BizDecisionRun) repair = NULL;
  g_autofree char *line = NULL;
  g_autofree char *tasks = NULL;
  BizDecisionFacts *facts;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  faulty_client_set_fault (ground.desk.client, "activity_schedule", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_ESCALATE, NULL, FALSE), ==,
                   BIZ_DECISION_RUN_PARTLY);
  decision_ground_restart (&ground, "controller");
  line = describe (&ground);
  g_assert_nonnull (strstr (line, "no task is open for it"));
  g_assert_cmpint (biz_decision_target_find_gaps (ground.target, NULL), ==, BIZ_DECISION_GAP_TASK);
  repair = biz_decision_run_new_repair (ground.decisions, ground.target);
  g_assert_cmpint (decision_ground_start (&ground, repair), ==, BIZ_DECISION_RUN_DONE);
  decision_ground_load (&ground);
  facts = biz_decision_target_get_facts (ground.target);
  g_assert_cmpuint (facts->tasks->len, ==, 1);
  g_assert_cmpint (g_array_index (facts->tasks, BizDecisionTask, 0).user_id, ==,
                   decision_ground_find (&ground, "res.users",
                                         "[[\"login\",\"like\",\"manager\"]]"));
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  g_assert_null (biz_decision_run_new_repair (ground.decisions, ground.target));
  decision_ground_close (&ground);
}

/* The same asked again: the task alone. Something else is an escalation of its own. */
static void
test_escalation_asked_again (gconstpointer data)
{
  for (guint other = 0; other < 2; other++)
    {
      DecisionGround ground;
      g_auto (BizDecisionWish) wish = { 0 };
      g_auto (GStrv) writes = NULL;

      decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
      faulty_client_set_fault (ground.desk.client, "activity_schedule", FAULTY_NOT_SENT, 9);
      g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_ESCALATE, NULL, FALSE), ==,
                       BIZ_DECISION_RUN_PARTLY);
      decision_ground_restart (&ground, "credit");
      decision_ground_wish (&ground, BIZ_DECISION_ESCALATE, &wish);
      if (other)
        {
          g_free (wish.text);
          wish.text = g_strdup ("Something else");
        }
      g_assert_cmpint (biz_decision_target_is_escalated (ground.target, &wish), ==, !other);
      writes = biz_decision_target_list_writes (ground.target, &wish);
      g_assert_cmpuint (g_strv_length (writes), ==, other ? 2 : 1);
      g_assert_cmpint (decision_ground_decide_wish (&ground, &wish, NULL), ==,
                       BIZ_DECISION_RUN_DONE);
      g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES,
                                               ground.order),
                        ==, 1 + other);
      g_assert_cmpuint (
          decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order), ==, 1);
      decision_ground_close (&ground);
    }
}

/* The answer to either step is lost. */
static void
test_escalation_lost (gconstpointer data)
{
  static const char *const methods[] = { "message_post", "activity_schedule" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      DecisionGround ground;

      decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
      faulty_client_set_fault (ground.desk.client, methods[i], FAULTY_LOST_AFTER, 1);
      g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_ESCALATE, NULL, FALSE), ==,
                       BIZ_DECISION_RUN_DONE);
      g_assert_cmpuint (
          decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order), ==, 1);
      g_assert_cmpuint (
          decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order), ==, 1);
      decision_ground_load (&ground);
      g_assert_cmpint (biz_decision_target_find_gaps (ground.target, NULL), ==, 0);
      decision_ground_close (&ground);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "limit-killed", test_limit_killed },
    { "limit-goes-on", test_limit_goes_on },
    { "limit-lost", test_limit_lost },
    { "limit-two-people", test_limit_two_people },
    { "limit-resumed", test_limit_resumed },
    { "escalation-completed", test_escalation_completed },
    { "escalation-asked-again", test_escalation_asked_again },
    { "escalation-lost", test_escalation_lost },
  };
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint series = 17; series <= 19; series += 2)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/biz/decision-cut/%u/%s", series, tests[i].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (series), tests[i].func);
      }
  result = g_test_run ();
  desk_end_shared ();

  return result;
}
