/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "decision-ground.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-journal-private.h"
#include "erp-json.h"

#include <string.h>

/* A prepayment is an invoice and a note. Wherever it is cut off, and whoever asks again, there is
 * one down payment, and it is noted. */

static BizDecisionRunState
ask (DecisionGround *ground, guint percent, char **words)
{
  g_auto (BizDecisionWish) wish = { 0 };

  decision_ground_wish (ground, BIZ_DECISION_PREPAYMENT, &wish);
  wish.percent = percent;

  return decision_ground_decide_wish (ground, &wish, words);
}

/* One down payment, of which @n_notes tell; all name it. */
static void
check_one (DecisionGround *ground, guint n_notes)
{
  BizDecisionFacts *facts;
  g_autoptr (GPtrArray) notes = NULL;
  const BizDecisionDown *down;

  g_assert_cmpuint (decision_ground_count (ground, "account.move", DECISION_DOWNS, ground->order),
                    ==, 1);
  decision_ground_load (ground);
  facts = biz_decision_target_get_facts (ground->target);
  g_assert_true (facts->downs.known);
  g_assert_cmpuint (facts->downs.open->len, ==, 1);
  g_assert_cmpuint (facts->downs.invoice_ids->len, ==, 1);
  down = g_ptr_array_index (facts->downs.open, 0);
  notes = biz_decision_log_list (facts->log, "sale.order", ground->order,
                                 BIZ_DECISION_BIT (BIZ_DECISION_PREPAYMENT));
  g_assert_cmpuint (notes->len, ==, n_notes);
  for (guint i = 0; i < notes->len; i++)
    g_assert_cmpint (biz_decision_note_get_int (g_ptr_array_index (notes, i), "invoice"), ==,
                     down->id);
}

/* Cut off between the invoice and its note, and asked again: on this computer or after a restart.
 */
static void
test_cut_off (gconstpointer data)
{
  DecisionGround ground;
  g_autofree char *words = NULL;
  g_autofree char *other = NULL;
  g_autofree char *line = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  faulty_client_set_fault (ground.desk.client, "message_post", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (ask (&ground, 30, &words), ==, BIZ_DECISION_RUN_PARTLY);
  g_assert_nonnull (strstr (words, "The invoice is drafted; the note is missing"));
  check_one (&ground, 0);
  decision_ground_restart (&ground, "credit");
  line = biz_decision_target_describe_newest (ground.target, NULL, &today);
  g_assert_nonnull (strstr (line, "No decision tells of the down payment"));
  /* another share is another invoice: it is not taken for that one, and none is drafted */
  g_assert_cmpint (ask (&ground, 50, &other), ==, BIZ_DECISION_RUN_REFUSED);
  g_assert_nonnull (strstr (other, "It is not 50 % of this order"));
  check_one (&ground, 0);
  g_assert_cmpint (ask (&ground, 30, NULL), ==, BIZ_DECISION_RUN_DONE);
  check_one (&ground, 1);
  g_assert_null (biz_decision_downs_find_loose (
      &biz_decision_target_get_facts (ground.target)->downs,
      biz_decision_target_get_facts (ground.target)->log, ground.order));
  decision_ground_close (&ground);
}

/* Gone on with in the same window: the note alone is written. */
static void
test_go_on (gconstpointer data)
{
  DecisionGround ground;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionRun) run = NULL;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  decision_ground_wish (&ground, BIZ_DECISION_PREPAYMENT, &wish);
  run = biz_decision_run_new (ground.decisions, ground.target, &wish);
  faulty_client_set_fault (ground.desk.client, "message_post", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_PARTLY);
  faulty_client_set_fault (ground.desk.client, NULL, FAULTY_NONE, 0);
  decision_ground_load (&ground);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_DONE);
  check_one (&ground, 1);
  decision_ground_close (&ground);
}

/* The answer is lost, of either step: it is found, and asking again is refused in words. */
static void
test_answer_lost (gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
  } cases[] = {
    { "create_invoices", FAULTY_LOST_AFTER },
    { "create_invoices", FAULTY_CUT },
    { "message_post", FAULTY_LOST_AFTER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DecisionGround ground;
      g_autofree char *words = NULL;

      g_test_message ("%s", cases[i].method);
      decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
      faulty_client_set_fault (ground.desk.client, cases[i].method, cases[i].fault, 1);
      g_assert_cmpint (ask (&ground, 30, NULL), ==, BIZ_DECISION_RUN_DONE);
      check_one (&ground, 1);
      g_assert_cmpint (ask (&ground, 30, &words), ==, BIZ_DECISION_RUN_REFUSED);
      g_assert_nonnull (strstr (words, "A prepayment is asked for already, and not paid yet"));
      check_one (&ground, 1);
      decision_ground_close (&ground);
    }
}

/* Nobody knows whether it happens, and it happens late: meanwhile nothing else is sent. */
static void
test_late (gconstpointer data)
{
  DecisionGround ground;
  g_autofree char *words = NULL;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  faulty_client_set_fault (ground.desk.client, "create_invoices", FAULTY_LATE, 1);
  g_assert_cmpint (ask (&ground, 30, NULL), ==, BIZ_DECISION_RUN_UNKNOWN);
  g_assert_cmpint (ask (&ground, 40, &words), ==, BIZ_DECISION_RUN_REFUSED);
  g_assert_nonnull (strstr (words, "An invoice of this order was sent already"));
  faulty_client_catch_up (ground.desk.client);
  /* the program ends before it looks again */
  decision_ground_restart (&ground, "credit");
  check_one (&ground, 0);
  g_assert_cmpint (ask (&ground, 30, NULL), ==, BIZ_DECISION_RUN_DONE);
  check_one (&ground, 1);
  decision_ground_close (&ground);
}

typedef struct
{
  BizDecisionRun *runs[2];
  guint n_ended;
} Clicks;

static void
clicked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Clicks *clicks = user_data;
  g_autoptr (GError) error = NULL;

  biz_decision_run_start_finish (BIZ_DECISION_RUN (source), result, &error);
  g_assert_no_error (error);
  clicks->n_ended++;
}

/* Twice at once, in the same window or by two people who saw the same. */
static void
test_twice (gconstpointer data)
{
  for (guint two_people = 0; two_people < 2; two_people++)
    {
      DecisionGround ground, other;
      g_auto (BizDecisionWish) wish = { 0 };
      Clicks clicks = { 0 };
      guint n_done = 0;

      decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "agent");
      decision_ground_join (&other, &ground, two_people ? "controller" : "credit");
      decision_ground_wish (&ground, BIZ_DECISION_PREPAYMENT, &wish);
      clicks.runs[0] = biz_decision_run_new (ground.decisions, ground.target, &wish);
      clicks.runs[1] = two_people ? biz_decision_run_new (other.decisions, other.target, &wish)
                                  : biz_decision_run_new (ground.decisions, ground.target, &wish);
      biz_decision_run_start_async (clicks.runs[0], NULL, clicked_cb, &clicks);
      /* two people: the second is a moment later, and has seen nothing of the first */
      while (two_people && clicks.n_ended < 1)
        g_main_context_iteration (NULL, TRUE);
      biz_decision_run_start_async (clicks.runs[1], NULL, clicked_cb, &clicks);
      while (clicks.n_ended < 2)
        g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < 2; i++)
        {
          g_test_message ("%s", biz_decision_run_get_words (clicks.runs[i]));
          n_done += biz_decision_run_get_state (clicks.runs[i]) == BIZ_DECISION_RUN_DONE;
        }
      g_assert_cmpuint (n_done, ==, 1);
      g_assert_cmpint (biz_decision_run_get_state (clicks.runs[1]), ==, BIZ_DECISION_RUN_REFUSED);
      g_object_unref (clicks.runs[0]);
      g_object_unref (clicks.runs[1]);
      check_one (&ground, 1);
      decision_ground_close (&other);
      decision_ground_close (&ground);
    }
}

/* A colleague asks later, and is told by whom it is asked; once it is cancelled, there is a new
 * one. */
static void
test_second_user (gconstpointer data)
{
  DecisionGround ground, other;
  g_autofree char *words = NULL;
  const BizDecisionDown *down;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "agent");
  g_assert_cmpint (ask (&ground, 30, NULL), ==, BIZ_DECISION_RUN_DONE);
  decision_ground_join (&other, &ground, "controller");
  g_assert_cmpint (ask (&other, 30, &words), ==, BIZ_DECISION_RUN_REFUSED);
  g_assert_nonnull (strstr (words, erp_capabilities_get_user_name (ground.desk.capabilities)));
  check_one (&other, 1);
  down = g_ptr_array_index (biz_decision_target_get_facts (other.target)->downs.open, 0);
  json_node_unref (desk_ask (&other.desk, TRUE, "account.move", "button_cancel", down->id, NULL));
  g_assert_cmpint (ask (&other, 40, NULL), ==, BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&other, "account.move", DECISION_DOWNS, other.order), ==,
                    1);
  decision_ground_close (&other);
  decision_ground_close (&ground);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "cut-off", test_cut_off }, { "go-on", test_go_on }, { "answer-lost", test_answer_lost },
    { "late", test_late },       { "twice", test_twice }, { "second-user", test_second_user },
  };
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint series = 17; series <= 19; series += 2)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
            g_strdup_printf ("/biz/decision-prepay/%u/%s", series, tests[i].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (series), tests[i].func);
      }
  result = g_test_run ();
  desk_end_shared ();

  return result;
}
