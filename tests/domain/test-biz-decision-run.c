/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "decision-ground.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* Decisions from beginning to end against the demo company of both series, with the rights of each
 * role: what is on the record afterwards. */

static void
test_hold_and_release (gconstpointer data)
{
  DecisionGround ground;
  BizDecisionNote *note;
  BizMoney exposure;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  g_assert_true (biz_decision_target_get_facts (ground.target)->known);
  g_assert_true (biz_decision_target_get_facts (ground.target)->has_exposure);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_HOLD, "limit", FALSE), ==,
                   BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 1);
  decision_ground_load (&ground);
  note = biz_decision_target_get_newest (ground.target);
  g_assert_cmpint (biz_decision_note_get_kind (note), ==, BIZ_DECISION_HOLD);
  g_assert_true (biz_decision_note_get_money (note, "exposure", &exposure));
  g_assert_cmpstr (biz_decision_note_get_text (note), ==,
                   "As agreed with <b>the</b> customer & others");
  g_assert_cmpint (biz_decision_target_find_gaps (ground.target, NULL), ==, 0);
  /* my own hold set the tag, which is no change of terms */
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_RELEASE, "paid", TRUE), ==,
                   BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 2);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 0);
  g_assert_cmpuint (decision_ground_count (&ground, "sale.order", DECISION_CONFIRMED, ground.order),
                    ==, 1);
  decision_ground_close (&ground);
}

static void
test_others (gconstpointer data)
{
  DecisionGround ground;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "controller", "credit");
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_PREPAYMENT, NULL, FALSE), ==,
                   BIZ_DECISION_RUN_DONE);
  decision_ground_load (&ground);
  g_assert_cmpint (
      biz_decision_note_get_int (
          biz_decision_log_get_newest (biz_decision_target_get_facts (ground.target)->log, NULL,
                                       ground.order, BIZ_DECISION_BIT (BIZ_DECISION_PREPAYMENT)),
          "invoice"),
      >, 0);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_ESCALATE, NULL, FALSE), ==,
                   BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 1);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_REJECT, NULL, FALSE), ==,
                   BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "sale.order", DECISION_CANCELLED, ground.order),
                    ==, 1);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 0);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_RELEASE, "paid", FALSE), ==,
                   BIZ_DECISION_RUN_REFUSED);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 3);
  decision_ground_close (&ground);
}

/* Who entered it does not release it, and writes nothing. */
static void
test_segregation (gconstpointer data)
{
  DecisionGround ground;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "credit");
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_HOLD, "manual", FALSE), ==,
                   BIZ_DECISION_RUN_DONE);
  g_assert_cmpint (decision_ground_decide (&ground, BIZ_DECISION_RELEASE, "paid", FALSE), ==,
                   BIZ_DECISION_RUN_REFUSED);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  decision_ground_close (&ground);
}

/* Two people who saw the same: the second is told, and overrules nobody. */
static void
test_two_people (gconstpointer data)
{
  DecisionGround ground;
  DemoDesk other;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionRun) run = NULL;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "admin");
  desk_join (&other, &ground.desk, "controller");
  json_node_unref (desk_ask (&other, TRUE, "sale.order", "message_post", ground.order, "body",
                             "\"<p>QUITTANCE/1 hold cause=manual</p>\"", "body_is_html", "true",
                             "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                             NULL));
  biz_decision_wish_init (&wish, BIZ_DECISION_RELEASE);
  wish.reason = g_strdup ("paid");
  wish.text = g_strdup ("Paid");
  run = biz_decision_run_new (ground.decisions, ground.target, &wish);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_REFUSED);
  g_assert_nonnull (strstr (biz_decision_run_get_words (run), "has decided meanwhile"));
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  desk_close (&other);
  decision_ground_close (&ground);
}

/* Cut off behind the note: what is missing is seen from it, done once and nothing repeated. */
static void
test_cut_off (gconstpointer data)
{
  DecisionGround ground;
  g_autoptr (BizDecisionRun) repair = NULL;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  json_node_unref (desk_ask (&ground.desk, TRUE, "sale.order", "message_post", ground.order, "body",
                             "\"<p>QUITTANCE/1 hold cause=manual review=2026-12-01<br>Why</p>\"",
                             "body_is_html", "true", "message_type", "\"comment\"", "subtype_xmlid",
                             "\"mail.mt_note\"", NULL));
  decision_ground_load (&ground);
  g_assert_true ((biz_decision_target_find_gaps (ground.target, NULL) & BIZ_DECISION_GAP_TASK)
                 != 0);
  repair = biz_decision_run_new_repair (ground.decisions, ground.target);
  g_assert_cmpint (decision_ground_start (&ground, repair), ==, BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 1);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  decision_ground_load (&ground);
  g_assert_null (biz_decision_run_new_repair (ground.decisions, ground.target));
  decision_ground_close (&ground);
}

/* The answer to the second step is lost: the decision stands, and going on repeats nothing. */
static void
test_lost_between (gconstpointer data)
{
  DecisionGround ground;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionRun) run = NULL;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  biz_decision_wish_init (&wish, BIZ_DECISION_HOLD);
  wish.reason = g_strdup ("manual");
  run = biz_decision_run_new (ground.decisions, ground.target, &wish);
  faulty_client_set_fault (ground.desk.client, "activity_schedule", FAULTY_NOT_SENT, 9);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_PARTLY);
  g_assert_true (biz_decision_run_can_go_on (run));
  faulty_client_set_fault (ground.desk.client, NULL, FAULTY_NONE, 0);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_DONE);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order),
                    ==, 1);
  g_assert_cmpuint (decision_ground_count (&ground, "mail.activity", DECISION_TASKS, ground.order),
                    ==, 1);
  decision_ground_close (&ground);
}

/* A limit, as each role may; what the server refuses is told in words. */
static void
test_limit (gconstpointer data)
{
  DecisionGround ground;
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionTarget) customer = NULL;
  g_autoptr (BizDecisionRun) run = NULL;
  g_autoptr (BizDecisionRun) again = NULL;
  gint64 partner;
  BizExposure *exposure;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "controller");
  partner = biz_decision_target_get_facts (ground.target)->group_id;
  customer =
      biz_decision_target_new ("res.partner", partner, "Customer",
                               erp_capabilities_get_default_company_id (ground.desk.capabilities),
                               NULL);
  g_list_store_remove_all (ground.targets);
  g_list_store_append (ground.targets, customer);
  decision_ground_load (&ground);
  exposure = &biz_decision_target_get_facts (customer)->exposure;
  biz_decision_wish_init (&wish, BIZ_DECISION_LIMIT);
  wish.text = g_strdup ("Better rating");
  wish.limit = exposure->limit;
  wish.limit.minor = 1234500 + (exposure->limit.minor == 1234500 ? 100 : 0);
  run = biz_decision_run_new (ground.decisions, customer, &wish);
  g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_DONE);
  /* from what was seen before, which is not so any more */
  wish.limit.minor += 500;
  again = biz_decision_run_new (ground.decisions, customer, &wish);
  g_assert_cmpint (decision_ground_start (&ground, again), ==, BIZ_DECISION_RUN_REFUSED);
  decision_ground_load (&ground);
  g_assert_cmpint (biz_decision_target_get_facts (customer)->exposure.limit.minor, ==,
                   wish.limit.minor - 500);
  g_assert_cmpint (biz_decision_target_get_facts (customer)->exposure.kind, ==, BIZ_LIMIT_OWN);
  decision_ground_close (&ground);
}

typedef enum
{
  NOTHING,
  HELD,
  CONFIRMED,
  CANCELLED,
  ASKED_FOR, /* a down payment */
  TASK,
  LIMIT,
} Trace;

/* What stands on the record, or its customer, when it was decided; one of each. */
static void
check_trace (DecisionGround *ground, Trace trace)
{
  const gint64 order = ground->order;

  if (trace == HELD || trace == TASK)
    g_assert_cmpuint (decision_ground_count (ground, "mail.activity", DECISION_TASKS, order), ==,
                      1);
  else if (trace == CONFIRMED || trace == CANCELLED)
    g_assert_cmpuint (
        decision_ground_count (ground, "sale.order",
                               trace == CONFIRMED ? DECISION_CONFIRMED : DECISION_CANCELLED, order),
        ==, 1);
  else if (trace == ASKED_FOR)
    g_assert_cmpuint (decision_ground_count (ground, "account.move", DECISION_DOWNS, order), ==, 1);
  else if (trace == LIMIT)
    {
      decision_ground_load (ground);
      g_assert_cmpint (biz_decision_target_get_facts (ground->target)->exposure.limit.minor, ==,
                       7654300);
    }
}

/* Nothing of a refused decision is there. */
static void
check_untouched (DecisionGround *ground)
{
  static const char *const forms[][2] = {
    { "mail.message", DECISION_NOTES },   { "mail.activity", DECISION_TASKS },
    { "sale.order", DECISION_CONFIRMED }, { "sale.order", DECISION_CANCELLED },
    { "account.move", DECISION_DOWNS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_cmpuint (decision_ground_count (ground, forms[i][0], forms[i][1], ground->order), ==,
                      0);
}

/* Each decision with the rights of each role, on an order that somebody else has entered. What is
 * refused has written nothing, and says why in words. */
static void
test_roles (gconstpointer data)
{
  static const struct
  {
    BizDecisionKind kind;
    const char *reason;
    gboolean resume;
    Trace trace;
    const char *roles; /* who may */
  } cases[] = {
    { BIZ_DECISION_HOLD, "limit", FALSE, HELD, "controller credit agent" },
    { BIZ_DECISION_RELEASE, "paid", FALSE, NOTHING, "controller credit agent" },
    { BIZ_DECISION_RELEASE, "paid", TRUE, CONFIRMED, "controller credit agent" },
    { BIZ_DECISION_REJECT, "limit", FALSE, CANCELLED, "controller credit agent" },
    { BIZ_DECISION_PREPAYMENT, NULL, FALSE, ASKED_FOR, "controller credit agent" },
    { BIZ_DECISION_ESCALATE, NULL, FALSE, TASK, "controller credit agent" },
    { BIZ_DECISION_LIMIT, NULL, FALSE, LIMIT, "controller credit" },
  };
  static const char *const roles[] = { "controller", "credit", "agent", "manager" };

  for (gsize r = 0; r < G_N_ELEMENTS (roles); r++)
    {
      DecisionGround ground;

      decision_ground_open (&ground, GPOINTER_TO_UINT (data), roles[r], "admin");
      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          const gboolean may = strstr (cases[i].roles, roles[r]) != NULL;
          g_auto (BizDecisionWish) wish = { 0 };
          g_autofree char *words = NULL;
          BizDecisionRunState state;

          g_test_message ("%s: %s%s", roles[r], biz_decision_kind_get_name (cases[i].kind),
                          cases[i].resume ? ", resumed" : "");
          decision_ground_take_order (&ground, "admin");
          if (cases[i].kind == BIZ_DECISION_LIMIT)
            decision_ground_take_customer (&ground);
          decision_ground_wish (&ground, cases[i].kind, &wish);
          wish.reason = g_strdup (cases[i].reason);
          wish.resume = cases[i].resume;
          if (cases[i].kind == BIZ_DECISION_LIMIT)
            wish.limit.minor = 7654300;
          state = decision_ground_decide_wish (&ground, &wish, &words);
          g_assert_cmpint (state, ==, may ? BIZ_DECISION_RUN_DONE : BIZ_DECISION_RUN_REFUSED);
          if (may)
            check_trace (&ground, cases[i].trace);
          else
            {
              check_untouched (&ground);
              g_assert_nonnull (strstr (words, "Your role on the server"));
            }
        }
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
    { "hold-and-release", test_hold_and_release },
    { "others", test_others },
    { "segregation", test_segregation },
    { "two-people", test_two_people },
    { "cut-off", test_cut_off },
    { "lost-between", test_lost_between },
    { "limit", test_limit },
    { "roles", test_roles },
  };

  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint series = 17; series <= 19; series += 2)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/biz/decision-run/%u/%s", series, tests[i].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (series), tests[i].func);
      }

  result = g_test_run ();
  desk_end_shared ();

  return result;
}
