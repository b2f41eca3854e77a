/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-steps.h"
#include "biz-decision-target.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define POLICY                                                                                     \
  "{\"version\":1,\"credit\":{\"release_authority\":[{\"login\":\"anna\",\"currency\":\"EUR\","    \
  "\"up_to\":1000}],\"limit_authority\":[{\"login\":\"boss\"}]}}"

static gboolean
no_group (const char *group, gpointer user_data)
{
  return FALSE;
}

/* @note: (nullable): the newest decision, by user 7 at 06:00 */
static BizDecisionTarget *
make_target (const char *model, const char *state, gint64 minor, const char *note)
{
  BizDecisionTarget *target = biz_decision_target_new (model, 5, "S00005", 1, "Acme");
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) node = erp_json_literal (POLICY);

  facts->known = TRUE;
  facts->state = g_strdup (state);
  facts->amount = biz_money_from_minor (minor, "EUR", 2);
  facts->creator_id = 3;
  facts->writer_id = 3;
  facts->tag_id = 9;
  facts->may_tag = TRUE;
  facts->policy = biz_policy_new_from_json (node, NULL);
  if (note != NULL)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":4,\"model\":\"%s\",\"res_id\":5,\"date\":\"2026-11-23 06:00:00\",\"create_uid\":"
          "[7,\"A\"],\"author_id\":false,\"body\":\"<p>QUITTANCE/1 %s</p>\"}",
          model, note);
      g_autoptr (JsonNode) row = erp_json_literal (text);

      g_ptr_array_add (notes, biz_decision_note_new_from_row (json_node_get_object (row), NULL));
    }
  facts->log = biz_decision_log_new (notes);

  return target;
}

static void
test_check (void)
{
  static const struct
  {
    const char *model;
    const char *state;
    BizDecisionKind kind;
    gint64 minor;
    const char *login;
    gint64 creator;
    int code; /* -1: may */
    const char *words;
  } cases[] = {
    { "sale.order", "draft", BIZ_DECISION_RELEASE, 100000, "anna", 3, -1, NULL },
    { "sale.order", "draft", BIZ_DECISION_RELEASE, 100001, "anna", 3, ERP_ERROR_ACCESS, "up to" },
    { "sale.order", "draft", BIZ_DECISION_RELEASE, 1, "otto", 3, ERP_ERROR_ACCESS, "others" },
    { "sale.order", "draft", BIZ_DECISION_RELEASE, 1, "anna", 7, ERP_ERROR_ACCESS, "You entered" },
    { "sale.order", "draft", BIZ_DECISION_HOLD, 1, "otto", 7, -1, NULL },
    { "sale.order", "sale", BIZ_DECISION_HOLD, 1, "otto", 7, -1, NULL },
    { "sale.order", "cancel", BIZ_DECISION_HOLD, 1, "otto", 7, ERP_ERROR_CONFLICT, "cancelled" },
    { "sale.order", "sent", BIZ_DECISION_REJECT, 1, "otto", 7, -1, NULL },
    { "sale.order", "sale", BIZ_DECISION_REJECT, 1, "otto", 7, ERP_ERROR_CONFLICT, "confirmed" },
    { "stock.picking", "assigned", BIZ_DECISION_REJECT, 0, "otto", 7, ERP_ERROR_CONFLICT,
      "Only a quotation" },
    { "stock.picking", "done", BIZ_DECISION_HOLD, 0, "otto", 7, ERP_ERROR_CONFLICT, "delivered" },
    { "stock.picking", "assigned", BIZ_DECISION_PREPAYMENT, 0, "otto", 7, ERP_ERROR_CONFLICT,
      "for an order" },
    { "res.partner", NULL, BIZ_DECISION_LIMIT, 0, "boss", 7, -1, NULL },
    { "res.partner", NULL, BIZ_DECISION_LIMIT, 0, "anna", 7, ERP_ERROR_ACCESS, "others" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target =
          make_target (cases[i].model, cases[i].state, cases[i].minor, NULL);
      const BizAuthorityPerson me = { cases[i].login, no_group, NULL };
      g_auto (BizDecisionWish) wish = { 0 };
      g_auto (GStrv) advice = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      biz_decision_target_get_facts (target)->creator_id = cases[i].creator;
      biz_decision_wish_init (&wish, cases[i].kind);
      wish.limit = biz_money_from_minor (500, "EUR", 2);
      g_assert_cmpint (biz_decision_target_check (target, &wish, 7, &me, &advice, &error), ==,
                       cases[i].code < 0);
      if (cases[i].code < 0)
        continue;
      g_assert_error (error, ERP_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* A transfer is released by nobody who entered, changed or confirmed its order. */
static void
test_order (void)
{
  static const struct
  {
    gint64 order;
    gboolean known;
    gint64 creator;
    gint64 writer;
    gint64 changed;   /* an entry of mine in its log, minutes past six; 0: none */
    const char *note; /* (nullable): of mine on the order at six */
    const char *words;
  } cases[] = {
    { 0, FALSE, 0, 0, 0, NULL, NULL },
    { 11, TRUE, 3, 3, 0, NULL, NULL },
    { 11, FALSE, 0, 0, 0, NULL, "cannot be read" },
    { 11, TRUE, 7, 3, 0, NULL, "You entered the order" },
    { 11, TRUE, 3, 7, 0, NULL, "last to change or confirm" },
    { 11, TRUE, 3, 3, 1, NULL, "log of this delivery" },
    /* the hold of mine wrote the tag; a change of terms beside it is in the log */
    { 11, TRUE, 3, 7, 0, "hold cause=limit", NULL },
    { 11, TRUE, 3, 7, 1, "hold cause=limit", "log of this delivery" },
    /* the release of mine confirmed it */
    { 11, TRUE, 3, 7, 1, "release reason=paid resume=yes", NULL },
    { 11, TRUE, 3, 3, 5, "release reason=paid resume=yes", "log of this delivery" },
    { 11, TRUE, 3, 3, 1, "release reason=paid", "log of this delivery" },
  };
  const gint64 six = 1795413600; /* 2026-11-23 06:00 UTC */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target = make_target ("stock.picking", "assigned", 100, NULL);
      BizDecisionOrder *order = &biz_decision_target_get_facts (target)->order;
      const BizAuthorityPerson me = { "anna", no_group, NULL };
      g_auto (BizDecisionWish) wish = { 0 };
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GError) error = NULL;
      const gint64 time = six + 60 * cases[i].changed;

      g_test_message ("%u", i);
      *order = (BizDecisionOrder){ .id = cases[i].order,
                                   .known = cases[i].known,
                                   .creator_id = cases[i].creator,
                                   .writer_id = cases[i].writer,
                                   .write_time = six + 60 };
      if (cases[i].changed != 0)
        {
          order->changes = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_array_append_val (order->changes, time);
        }
      if (cases[i].note != NULL)
        {
          g_autofree char *text = g_strdup_printf (
              "{\"id\":4,\"model\":\"sale.order\",\"res_id\":11,\"date\":\"2026-11-23 06:00:00\","
              "\"create_uid\":[7,\"A\"],\"author_id\":false,\"body\":\"<p>QUITTANCE/1 %s</p>\"}",
              cases[i].note);
          g_autoptr (JsonNode) row = erp_json_literal (text);

          g_ptr_array_add (notes,
                           biz_decision_note_new_from_row (json_node_get_object (row), NULL));
        }
      order->log = biz_decision_log_new (notes);
      biz_decision_wish_init (&wish, BIZ_DECISION_RELEASE);
      g_assert_cmpint (biz_decision_target_check (target, &wish, 7, &me, NULL, &error), ==,
                       cases[i].words == NULL);
      if (cases[i].words == NULL)
        continue;
      g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* Who may not write on the record decides nothing on it: the server takes no note from them. */
static void
test_read_only (void)
{
  static const struct
  {
    const char *model;
    BizDecisionKind kind;
  } cases[] = {
    { "sale.order", BIZ_DECISION_HOLD },       { "sale.order", BIZ_DECISION_ESCALATE },
    { "sale.order", BIZ_DECISION_RELEASE },    { "sale.order", BIZ_DECISION_REJECT },
    { "sale.order", BIZ_DECISION_PREPAYMENT }, { "stock.picking", BIZ_DECISION_RELEASE },
    { "res.partner", BIZ_DECISION_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target = make_target (cases[i].model, "draft", 100, NULL);
      const BizAuthorityPerson me = { "anna", no_group, NULL };
      g_auto (BizDecisionWish) wish = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      biz_decision_target_get_facts (target)->obstacle = "Not of your role.";
      biz_decision_wish_init (&wish, cases[i].kind);
      g_assert_false (biz_decision_target_check (target, &wish, 7, &me, NULL, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
      g_assert_cmpstr (error->message, ==, "Not of your role.");
    }
}

/* Who may not set a tag is told, and holds all the same. */
static void
test_without_tag (void)
{
  g_autoptr (BizDecisionTarget) target = make_target ("sale.order", "draft", 100, NULL);
  g_auto (BizDecisionWish) wish = { 0 };
  g_auto (GStrv) writes = NULL;
  BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];

  biz_decision_target_get_facts (target)->may_tag = FALSE;
  biz_decision_wish_init (&wish, BIZ_DECISION_HOLD);
  g_assert_cmpuint (biz_decision_steps_of_wish (target, &wish, steps), ==, 2);
  g_assert_cmpint (steps[0], ==, BIZ_DECISION_STEP_NOTE);
  g_assert_cmpint (steps[1], ==, BIZ_DECISION_STEP_TASK);
  writes = biz_decision_target_list_writes (target, &wish);
  g_assert_nonnull (strstr (writes[2], "the hold stands without it"));
}

/* What is not there, or could not be read, is not decided on. */
static void
test_unknown (void)
{
  g_autoptr (BizDecisionTarget) target = biz_decision_target_new ("sale.order", 5, "S", 1, NULL);
  const BizAuthorityPerson me = { "anna", no_group, NULL };
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (GError) error = NULL;

  biz_decision_wish_init (&wish, BIZ_DECISION_HOLD);
  g_assert_false (biz_decision_target_check (target, &wish, 7, &me, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
  g_assert_null (biz_decision_target_get_newest (target));
  g_assert_cmpint (biz_decision_target_find_gaps (target, NULL), ==, 0);
}

static void
test_gaps (void)
{
  static const struct
  {
    const char *note;
    const char *state;
    gboolean has_task;
    gboolean tagged;
    guint gaps;
  } cases[] = {
    { NULL, "draft", TRUE, TRUE, 0 },
    { "hold", "draft", TRUE, TRUE, 0 },
    { "hold", "draft", FALSE, TRUE, BIZ_DECISION_GAP_TASK },
    { "hold", "draft", TRUE, FALSE, BIZ_DECISION_GAP_TAG },
    { "hold", "sale", FALSE, FALSE, BIZ_DECISION_GAP_TASK | BIZ_DECISION_GAP_TAG },
    { "release", "draft", FALSE, FALSE, 0 },
    { "release", "draft", TRUE, TRUE, BIZ_DECISION_GAP_UNDONE | BIZ_DECISION_GAP_TAGGED },
    { "release resume=yes", "draft", FALSE, FALSE, BIZ_DECISION_GAP_STATE },
    { "release resume=yes", "sale", FALSE, FALSE, 0 },
    { "reject", "sent", FALSE, FALSE, BIZ_DECISION_GAP_STATE },
    { "reject", "cancel", FALSE, FALSE, 0 },
    { "promise date=2026-12-01", "draft", FALSE, FALSE, 0 },
    { "escalate user=7", "draft", TRUE, FALSE, 0 },
    { "escalate user=7", "draft", FALSE, FALSE, BIZ_DECISION_GAP_TASK },
    { "escalate user=8", "draft", TRUE, FALSE, BIZ_DECISION_GAP_TASK },
    { "prepayment percent=30", "draft", FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target =
          make_target ("sale.order", cases[i].state, 100, cases[i].note);
      BizDecisionFacts *facts = biz_decision_target_get_facts (target);
      const BizDecisionTask task = { 1, 4, 7 };
      BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];
      BizDecisionNote *cut_off = NULL;

      g_test_message ("%u", i);
      facts->tagged = cases[i].tagged;
      if (cases[i].has_task)
        {
          facts->tasks = g_array_new (FALSE, FALSE, sizeof (BizDecisionTask));
          g_array_append_val (facts->tasks, task);
        }
      g_assert_cmpuint (biz_decision_target_find_gaps (target, &cut_off), ==, cases[i].gaps);
      g_assert_cmpint (cut_off != NULL, ==, cases[i].gaps != 0);
      g_assert_cmpuint (biz_decision_steps_of_gaps (BIZ_DECISION_HOLD,
                                                    (BizDecisionGaps)cases[i].gaps, steps),
                        ==, (guint)__builtin_popcount (cases[i].gaps));
    }
}

static void
test_newest (void)
{
  static const struct
  {
    const char *note;
    const char *login;
    gint64 minor;
    const char *line; /* NULL: none */
  } cases[] = {
    { NULL, "anna", 1, NULL },
    { "hold cause=limit", "anna", 1, "Hold by A." },
    { "release reason=paid", "anna", 100000, "Release by A." },
    { "release reason=paid", "anna", 100001,
      "Release by A. The company's policy gave no authority for it." },
    { "release reason=paid", "otto", 1,
      "Release by A. The company's policy gave no authority for it." },
    { "release reason=paid expires=2026-11-23", "anna", 1, "Release by A." },
    { "release reason=paid expires=2026-11-22", "anna", 1, "Release by A. It has ended." },
    { "promise date=2026-12-01", "anna", 1, NULL },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target =
          make_target ("sale.order", "draft", cases[i].minor, cases[i].note);
      g_autofree char *line = biz_decision_target_describe_newest (target, cases[i].login, &today);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

/* What a crash between two steps, or a browser, leaves is told. */
static void
test_loose_ends (void)
{
  static const struct
  {
    const char *model;
    const char *note;
    gboolean own;
    gint64 limit;
    gboolean has_task;
    const char *words; /* NULL: no line */
  } cases[] = {
    { "res.partner", NULL, TRUE, 500000, FALSE, NULL },
    { "res.partner", "limit before=none after=5000.00 currency=EUR", TRUE, 500000, FALSE, NULL },
    { "res.partner", "limit before=none after=5000.00 currency=EUR", TRUE, 600000, FALSE,
      "not what its last note says" },
    { "res.partner", "limit before=none after=5000.00 currency=EUR", FALSE, 0, FALSE,
      "not what its last note says" },
    { "res.partner", "limit before=none after=none", FALSE, 0, FALSE, NULL },
    { "res.partner", "limit before=none after=none", TRUE, 100, FALSE,
      "not what its last note says" },
    { "sale.order", "escalate", FALSE, 0, TRUE, NULL },
    { "sale.order", "escalate", FALSE, 0, FALSE, "no task is open for it" },
    { "sale.order", "escalate user=7", FALSE, 0, TRUE, NULL },
    { "sale.order", "escalate user=8", FALSE, 0, TRUE, "no task is open for it" },
    { "sale.order", "prepayment percent=30", FALSE, 0, FALSE, NULL },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionTarget) target =
          make_target (cases[i].model, "draft", 100, cases[i].note);
      BizDecisionFacts *facts = biz_decision_target_get_facts (target);
      const BizMoney zero = biz_money_zero ("EUR", 2);
      const BizDecisionTask task = { 1, 4, 7 };
      g_autofree char *line = NULL;

      g_test_message ("%u", i);
      biz_exposure_init (&facts->exposure, &zero);
      facts->has_exposure = TRUE;
      facts->exposure.limit.minor = cases[i].limit;
      facts->exposure.kind = cases[i].own ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
      if (cases[i].has_task)
        {
          facts->tasks = g_array_new (FALSE, FALSE, sizeof (BizDecisionTask));
          g_array_append_val (facts->tasks, task);
        }
      line = biz_decision_target_describe_newest (target, "anna", &today);
      if (cases[i].words == NULL)
        g_assert_null (line);
      else
        g_assert_nonnull (strstr (line, cases[i].words));
    }
}

/* What a prepayment and a limit write, and what they find there already. */
static void
test_taken_up (void)
{
  static const struct
  {
    BizDecisionKind kind;
    gint64 found; /* a down payment, or a limit; 0: none */
    BizDecisionStep first;
    guint n_steps;
    const char *write;
  } cases[] = {
    { BIZ_DECISION_PREPAYMENT, 0, BIZ_DECISION_STEP_INVOICE, 2, "A draft down payment invoice" },
    { BIZ_DECISION_PREPAYMENT, 3000, BIZ_DECISION_STEP_NOTE, 1, "the down payment INV/3 over" },
    { BIZ_DECISION_LIMIT, 0, BIZ_DECISION_STEP_LIMIT, 1, "The credit limit of the customer" },
    { BIZ_DECISION_LIMIT, 5000, BIZ_DECISION_STEP_LIMIT, 1, "The credit limit of the customer" },
    { BIZ_DECISION_LIMIT, 7000, BIZ_DECISION_STEP_LIMIT, 1, "The credit limit is so already" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gboolean limit = cases[i].kind == BIZ_DECISION_LIMIT;
      g_autoptr (BizDecisionTarget) target =
          make_target (limit ? "res.partner" : "sale.order", "draft", 10000,
                       limit ? "limit before=none after=50.00 currency=EUR" : NULL);
      BizDecisionFacts *facts = biz_decision_target_get_facts (target);
      const BizMoney zero = biz_money_zero ("EUR", 2);
      g_auto (BizDecisionWish) wish = { 0 };
      g_auto (GStrv) writes = NULL;
      g_autoptr (BizDecisionNote) note = NULL;
      char name[] = "INV/3";
      BizDecisionDown down = { 3, name, NULL, zero };
      BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];

      g_test_message ("%u", i);
      biz_decision_wish_init (&wish, cases[i].kind);
      wish.percent = 30;
      wish.limit = biz_money_from_minor (7000, "EUR", 2);
      biz_exposure_init (&facts->exposure, &zero);
      facts->has_exposure = TRUE;
      facts->exposure.kind = limit && cases[i].found != 0 ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
      facts->exposure.limit.minor = cases[i].found;
      facts->downs.known = TRUE;
      facts->downs.open = g_ptr_array_new ();
      down.amount.minor = cases[i].found;
      if (!limit && cases[i].found != 0)
        g_ptr_array_add (facts->downs.open, &down);
      g_assert_cmpuint (biz_decision_steps_of_wish (target, &wish, steps), ==, cases[i].n_steps);
      g_assert_cmpint (steps[0], ==, cases[i].first);
      writes = biz_decision_target_list_writes (target, &wish);
      g_assert_nonnull (strstr (writes[0], cases[i].write));
      g_assert_cmpint (biz_decision_target_has_limit (target, &wish), ==,
                       limit && cases[i].found == 7000);
      note = biz_decision_target_make_note (target, &wish);
      if (limit)
        g_assert_cmpstr (biz_decision_note_get (note, "before"), ==,
                         cases[i].found == 0 ? "none" : "50.00");
    }
}

static void
test_note (void)
{
  g_autoptr (BizDecisionTarget) target = make_target ("sale.order", "draft", 100, NULL);
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionNote) note = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) writes = NULL;
  BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];

  biz_exposure_init (&facts->exposure, &zero);
  facts->exposure.total.minor = 123456;
  facts->exposure.limit.minor = 100000;
  facts->exposure.kind = BIZ_LIMIT_OWN;
  facts->has_exposure = TRUE;
  biz_decision_wish_init (&wish, BIZ_DECISION_HOLD);
  wish.reason = g_strdup ("limit");
  g_date_set_dmy (&wish.until, 1, G_DATE_DECEMBER, 2026);
  note = biz_decision_target_make_note (target, &wish);
  text = biz_decision_note_to_text (note);
  g_assert_cmpstr (text, ==,
                   "QUITTANCE/1 hold cause=limit review=2026-12-01 exposure=1234.56 limit=1000.00 "
                   "currency=EUR\nOver the credit limit");
  writes = biz_decision_target_list_writes (target, &wish);
  g_assert_cmpuint (g_strv_length (writes), ==, 3);
  g_assert_cmpuint (biz_decision_steps_of_wish (target, &wish, steps), ==, 3);
  g_assert_cmpint (steps[0], ==, BIZ_DECISION_STEP_NOTE);
}

static void
test_limit_note (void)
{
  g_autoptr (BizDecisionTarget) target = make_target ("res.partner", NULL, 0, NULL);
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (BizDecisionNote) note = NULL;
  g_autoptr (BizDecisionNote) none = NULL;
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;
  BizDecisionStep steps[BIZ_DECISION_MAX_STEPS];

  biz_decision_wish_init (&wish, BIZ_DECISION_LIMIT);
  wish.limit = biz_money_from_minor (500000, "EUR", 2);
  wish.text = g_strdup ("Better rating");
  note = biz_decision_target_make_note (target, &wish);
  text = biz_decision_note_to_text (note);
  g_assert_cmpstr (text, ==,
                   "QUITTANCE/1 limit before=none after=5000.00 currency=EUR\nBetter rating");
  wish.no_limit = TRUE;
  none = biz_decision_target_make_note (target, &wish);
  bare = biz_decision_note_to_text (none);
  g_assert_cmpstr (bare, ==, "QUITTANCE/1 limit before=none after=none\nBetter rating");
  g_assert_cmpuint (biz_decision_steps_of_wish (target, &wish, steps), ==, 1);
  g_assert_cmpint (steps[0], ==, BIZ_DECISION_STEP_LIMIT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-target/check", test_check);
  g_test_add_func ("/biz/decision-target/order", test_order);
  g_test_add_func ("/biz/decision-target/read-only", test_read_only);
  g_test_add_func ("/biz/decision-target/without-tag", test_without_tag);
  g_test_add_func ("/biz/decision-target/unknown", test_unknown);
  g_test_add_func ("/biz/decision-target/gaps", test_gaps);
  g_test_add_func ("/biz/decision-target/newest", test_newest);
  g_test_add_func ("/biz/decision-target/loose-ends", test_loose_ends);
  g_test_add_func ("/biz/decision-target/note", test_note);
  g_test_add_func ("/biz/decision-target/taken-up", test_taken_up);
  g_test_add_func ("/biz/decision-target/limit-note", test_limit_note);

  return g_test_run ();
}
