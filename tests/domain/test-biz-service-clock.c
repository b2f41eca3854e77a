/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"
#include "biz-service-clock.h"
#include "biz-service-rule.h"
#include "biz-service-text.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define H(n) ((n)*3600)
/* Monday, 2026-11-23, 00:00 UTC */
#define MONDAY G_GINT64_CONSTANT (1795392000)

/* Monday to Friday, 8 to 16, UTC. */
static BizWorkingTime *
make_hours (void)
{
  BizWorkingHours hours[5];

  for (int i = 0; i < 5; i++)
    hours[i] = (BizWorkingHours){ .weekday = i + 1, .from = H (8), .until = H (16) };
  return biz_working_time_new ("UTC", hours, G_N_ELEMENTS (hours), NULL, 0, NULL);
}

/* Hours after Monday's midnight; 0 for none. A day has 24 of them. */
typedef struct
{
  double opened, answered, ended, staged, deadline, wait_from, wait_until, now;
  gboolean unread, waiting, blind;
  BizClockState response, resolution;
  double response_due, resolution_due; /* 0: not looked at */
  const char *words;
} Row;

static const Row rows[] = {
  /* Two hours to answer, eight to solve. */
  { .opened = 9,
    .now = 9.5,
    .response = BIZ_CLOCK_FINE,
    .resolution = BIZ_CLOCK_FINE,
    .response_due = 11,
    .resolution_due = 24 + 9,
    .words = "Answer in 1 h 30 min" },
  { .opened = 9,
    .now = 10,
    .response = BIZ_CLOCK_SOON,
    .resolution = BIZ_CLOCK_FINE,
    .words = "Answer in 1 h" },
  { .opened = 9,
    .now = 11,
    .response = BIZ_CLOCK_SOON,
    .resolution = BIZ_CLOCK_FINE,
    .words = "Answer in 0 min" },
  { .opened = 9,
    .now = 12,
    .response = BIZ_CLOCK_OVERDUE,
    .resolution = BIZ_CLOCK_FINE,
    .words = "Answer late by 1 h" },
  { .opened = 9,
    .now = 12,
    .unread = TRUE,
    .response = BIZ_CLOCK_UNKNOWN,
    .resolution = BIZ_CLOCK_FINE,
    .words = "Solve in 5 h" },
  { .opened = 9,
    .answered = 10,
    .now = 12,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_FINE,
    .words = "Solve in 5 h" },
  { .opened = 9,
    .answered = 11,
    .now = 12,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_FINE },
  { .opened = 9,
    .answered = 11.5,
    .now = 24 + 8.5,
    .response = BIZ_CLOCK_MISSED,
    .resolution = BIZ_CLOCK_SOON,
    .words = "Solve in 30 min" },
  { .opened = 9,
    .answered = 10,
    .now = 24 + 10,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_OVERDUE,
    .words = "Late by 1 h" },
  /* Opened at night it is as if it were opened in the morning. */
  { .opened = 3,
    .now = 7,
    .response = BIZ_CLOCK_FINE,
    .resolution = BIZ_CLOCK_FINE,
    .response_due = 10,
    .resolution_due = 16 },
  { .opened = 15,
    .now = 15.5,
    .response = BIZ_CLOCK_FINE,
    .resolution = BIZ_CLOCK_FINE,
    .response_due = 24 + 9 },
  /* Closed in time, late, without an answer, without a day. */
  { .opened = 9,
    .answered = 10,
    .ended = 12,
    .now = 100,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_MET,
    .words = "Solved in time" },
  { .opened = 9,
    .answered = 10,
    .ended = 24 + 12,
    .now = 100,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_MISSED,
    .words = "Solved late by 3 h" },
  { .opened = 9, .ended = 10, .now = 100, .response = BIZ_CLOCK_NONE, .resolution = BIZ_CLOCK_MET },
  { .opened = 9,
    .answered = 12,
    .ended = 13,
    .now = 100,
    .response = BIZ_CLOCK_MISSED,
    .resolution = BIZ_CLOCK_MET,
    .words = "Answered late by 1 h" },
  { .opened = 9,
    .answered = 10,
    .ended = -1,
    .now = 100,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_UNKNOWN,
    .words = "Not known" },
  /* It waits since eleven; so the end moves on. */
  { .opened = 9,
    .answered = 10,
    .staged = 11,
    .waiting = TRUE,
    .now = 13,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_PAUSED,
    .resolution_due = 24 + 11,
    .words = "Paused, 6 h left" },
  { .opened = 9,
    .answered = 10,
    .staged = 11,
    .waiting = TRUE,
    .now = 48 + 13,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_PAUSED,
    .words = "Paused, 6 h left" },
  /* It came to wait when it was late already. */
  { .opened = 9,
    .answered = 10,
    .staged = 24 + 10,
    .waiting = TRUE,
    .now = 24 + 12,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_OVERDUE,
    .words = "Late by 1 h" },
  /* It waited for two hours once. */
  { .opened = 9,
    .answered = 10,
    .wait_from = 11,
    .wait_until = 13,
    .now = 24 + 10,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_SOON,
    .resolution_due = 24 + 11,
    .words = "Solve in 1 h" },
  { .opened = 9,
    .answered = 10,
    .wait_from = 11,
    .wait_until = 13,
    .ended = 24 + 10.5,
    .now = 100,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_MET },
  /* What it waits before it is opened, and at night, does not count. */
  { .opened = 9,
    .answered = 10,
    .wait_from = 1,
    .wait_until = 8.5,
    .now = 10,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_FINE,
    .resolution_due = 24 + 9 },
  /* The server's own end is a moment. */
  { .opened = 9,
    .answered = 10,
    .deadline = 12,
    .now = 11.5,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_SOON,
    .resolution_due = 12,
    .words = "Solve in 30 min" },
  { .opened = 9,
    .answered = 10,
    .deadline = 12,
    .staged = 10,
    .waiting = TRUE,
    .now = 13,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_OVERDUE,
    .resolution_due = 12 },
  { .opened = 9,
    .answered = 10,
    .now = 11,
    .blind = TRUE,
    .response = BIZ_CLOCK_MET,
    .resolution = BIZ_CLOCK_FINE },
};

static gint64
moment (double hours)
{
  return hours > 0 ? MONDAY + (gint64)(hours * 3600) : 0;
}

static void
compute (BizServiceClock *clock, const Row *row, BizWorkingTime *hours)
{
  const BizServiceTarget target = { H (2), H (8) };
  const BizServiceWait wait = { moment (row->wait_from), moment (row->wait_until) };
  const BizServiceFacts facts = {
    .opened = moment (row->opened),
    .log_known = !row->unread,
    .answered = moment (row->answered),
    .ended = moment (row->ended),
    .closed = row->ended != 0,
    .waiting = row->waiting,
    .staged = moment (row->staged),
    .deadline = moment (row->deadline),
    .waits = &wait,
    .n_waits = row->wait_from > 0 ? 1 : 0,
    .waits_known = !row->blind,
  };

  biz_service_clock_compute (clock, &facts, hours, &target, moment (row->now));
}

static void
test_states (void)
{
  g_autoptr (BizWorkingTime) hours = make_hours ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BizServiceClock clock;
      g_autofree char *words = NULL;

      g_test_message ("row %u", i);
      compute (&clock, &rows[i], hours);
      g_assert_cmpint (clock.response.state, ==, rows[i].response);
      g_assert_cmpint (clock.resolution.state, ==, rows[i].resolution);
      if (rows[i].response_due > 0)
        g_assert_cmpint (clock.response.due, ==, moment (rows[i].response_due));
      if (rows[i].resolution_due > 0)
        g_assert_cmpint (clock.resolution.due, ==, moment (rows[i].resolution_due));
      g_assert_cmpint (clock.incomplete, ==, rows[i].blind);
      words = biz_service_clock_describe (&clock);
      if (rows[i].words != NULL)
        g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Sooner comes first; what waits after that; what is done with last. */
static void
test_order (void)
{
  static const guint order[] = { 3, 2, 0, 16, 15, 11 };
  g_autoptr (BizWorkingTime) hours = make_hours ();

  for (guint i = 0; i + 1 < G_N_ELEMENTS (order); i++)
    {
      BizServiceClock one, next;

      compute (&one, &rows[order[i]], hours);
      compute (&next, &rows[order[i + 1]], hours);
      g_test_message ("%u before %u", order[i], order[i + 1]);
      g_assert_cmpint (biz_service_clock_compare (&one, &next), <=, 0);
      g_assert_cmpint (biz_service_clock_compare (&next, &one), >=, 0);
      g_assert_cmpint (biz_service_clock_compare (&one, &one), ==, 0);
    }
}

static void
test_explain (void)
{
  const BizServiceTarget target = { H (2), H (8) };
  g_autoptr (BizWorkingTime) hours = make_hours ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *paused = NULL, *blind = NULL, *server = NULL;
  BizServiceClock clock;

  compute (&clock, &rows[16], hours);
  paused = biz_service_clock_explain (&clock, &target, utc);
  g_assert_nonnull (strstr (paused, "first answer is promised within 2 h"));
  g_assert_nonnull (strstr (paused, "solution is promised within 8 h"));
  g_assert_nonnull (strstr (paused, "stood still for 2 h"));
  g_assert_null (strstr (paused, "for certain"));
  compute (&clock, &rows[G_N_ELEMENTS (rows) - 1], hours);
  blind = biz_service_clock_explain (&clock, &target, utc);
  g_assert_nonnull (strstr (blind, "does not tell you for certain"));
  compute (&clock, &rows[22], hours);
  server = biz_service_clock_explain (&clock, &target, utc);
  g_assert_nonnull (strstr (server, "as the server says"));
}

static void
test_spans (void)
{
  static const struct
  {
    gint64 seconds;
    const char *words;
  } spans[] = {
    { 0, "0 min" },         { 59, "1 min" },   { 60 * 40, "40 min" },
    { -60 * 40, "40 min" }, { H (1), "1 h" },  { H (2) + 300, "2 h 05 min" },
    { H (15), "15 h" },     { H (16), "2 d" }, { H (28), "3 d 4 h" },
    { H (40), "5 d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = biz_service_clock_format_span (spans[i].seconds);

      g_assert_cmpstr (words, ==, spans[i].words);
    }
}

static BizPolicy *
parse (const char *section, GError **error)
{
  g_autofree char *text = g_strdup_printf ("{\"version\":1,\"service\":%s}", section);
  g_autoptr (JsonNode) node = erp_json_literal (text);

  return biz_policy_new_from_json (node, error);
}

/* The more a line says of whom it is for, the more it counts; the last of two alike. */
static void
test_targets (void)
{
  static const char section[] =
      "{\"response_low\":600,\"resolution_urgent\":0,\"targets\":["
      "{\"priority\":3,\"response\":30,\"resolution\":120},"
      "{\"team\":\"Returns\",\"response\":90,\"resolution\":900},"
      "{\"team\":\"Returns\",\"priority\":3,\"response\":15,\"resolution\":60},"
      "{\"team\":\"Accounts\",\"response\":1,\"resolution\":2},"
      "{\"team\":\"Accounts\",\"response\":5,\"resolution\":0}],"
      "\"waiting\":[{\"code\":\"a\",\"label\":\"Beim Kunden\"}]}";
  static const struct
  {
    const char *team;
    int priority;
    gint64 response, resolution; /* minutes */
  } cases[] = {
    { "Sales", 0, 600, 2400 }, { "Sales", 1, 240, 1440 },  { "Sales", 3, 30, 120 },
    { "Returns", 0, 90, 900 }, { "returns ", 1, 90, 900 }, { "RETURNS", 3, 15, 60 },
    { "Accounts", 3, 5, 0 },   { NULL, 2, 120, 960 },      { NULL, 3, 30, 120 },
    { "Sales", 9, 30, 120 },   { "Sales", -1, 600, 2400 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPolicy) policy = parse (section, &error);
  BizServiceTarget target;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("row %u", i);
      biz_service_target_find (&target, policy, cases[i].team, cases[i].priority);
      g_assert_cmpint (target.response, ==, 60 * cases[i].response);
      g_assert_cmpint (target.resolution, ==, 60 * cases[i].resolution);
    }
  biz_service_target_find (&target, NULL, "Sales", 3);
  g_assert_cmpint (target.response + target.resolution, ==, 0);
  g_assert_true (biz_service_target_is_waiting (policy, "beim kunden"));
  g_assert_false (biz_service_target_is_waiting (policy, "Awaiting customer"));
  g_assert_false (biz_service_target_is_waiting (policy, NULL));
  g_assert_false (biz_service_target_is_waiting (NULL, "Beim Kunden"));
  /* These and no others, whatever they are called. */
  g_assert_true (biz_service_target_stage_waits (policy, "Beim Kunden"));
  g_assert_false (biz_service_target_stage_waits (policy, "Waiting"));
  g_assert_true (biz_service_target_stage_waits (NULL, "Waiting"));
  g_assert_false (biz_service_target_stage_waits (NULL, NULL));
}

static void
test_usual (void)
{
  g_autoptr (BizPolicy) policy = biz_policy_new ();
  g_autoptr (GPtrArray) templates = biz_service_text_list_templates (policy);
  g_autoptr (GPtrArray) macros = biz_service_text_list_macros (policy);
  BizServiceTarget target;

  biz_service_target_find (&target, policy, NULL, 3);
  g_assert_cmpint (target.response, ==, H (1));
  g_assert_cmpint (target.resolution, ==, H (8));
  g_assert_true (biz_service_target_is_waiting (policy, "Awaiting customer"));
  g_assert_true (biz_service_target_stage_waits (policy, "Pending at the bank"));
  g_assert_false (biz_service_target_stage_waits (policy, "New"));
  g_assert_cmpuint (templates->len, ==, 3);
  g_assert_cmpuint (macros->len, ==, 0);
}

/* What is written is read again the same. */
static void
test_round (void)
{
  static const char section[] =
      "{\"targets\":[{\"team\":\"Returns\",\"priority\":3,\"response\":15,\"resolution\":60},"
      "{\"response\":5,\"resolution\":0}],\"macros\":[{\"name\":\"Damaged\",\"text\":\"Sorry\","
      "\"reply\":true,\"stage\":\"In Progress\",\"priority\":2,\"mine\":true},{\"name\":\"Done\","
      "\"stage\":\"Done\"}],\"templates\":[{\"name\":\"Thanks\",\"text\":\"Thank you\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPolicy) policy = parse (section, &error);
  g_autoptr (GPtrArray) rules = NULL, macros = NULL, templates = NULL;
  g_autoptr (JsonNode) rules_node = NULL, macros_node = NULL, templates_node = NULL;
  g_autofree char *one = NULL, *two = NULL, *three = NULL, *words = NULL, *told = NULL;

  g_assert_no_error (error);
  rules = biz_service_rule_list (policy);
  rules_node = biz_service_rule_to_json (rules);
  one = erp_json_to_string (rules_node);
  g_assert_cmpstr (one, ==,
                   "[{\"team\":\"Returns\",\"priority\":3,\"response\":15,\"resolution\":60},"
                   "{\"response\":5,\"resolution\":0}]");
  macros = biz_service_text_list_macros (policy);
  macros_node = biz_service_text_to_json (macros);
  two = erp_json_to_string (macros_node);
  g_assert_cmpstr (two, ==,
                   "[{\"name\":\"Damaged\",\"text\":\"Sorry\",\"reply\":true,"
                   "\"stage\":\"In Progress\",\"priority\":2,\"mine\":true},"
                   "{\"name\":\"Done\",\"stage\":\"Done\"}]");
  templates = biz_service_text_list_templates (policy);
  templates_node = biz_service_text_to_json (templates);
  three = erp_json_to_string (templates_node);
  g_assert_cmpstr (three, ==, "[{\"name\":\"Thanks\",\"text\":\"Thank you\"}]");
  words = biz_service_rule_describe (g_ptr_array_index (rules, 0));
  g_assert_cmpstr (words, ==, "Returns, Urgent: first answer 15 min, solved 1 h");
  told = biz_service_text_describe (g_ptr_array_index (macros, 0));
  g_assert_cmpstr (told, ==, "stage “In Progress”, priority High, becomes yours, reply “Sorry”");
}

static void
test_broken (void)
{
  static const char *const sections[] = {
    "{\"response_low\":-1}",
    "{\"response_low\":\"soon\"}",
    "{\"targets\":{}}",
    "{\"targets\":[{\"priority\":7,\"response\":1}]}",
    "{\"targets\":[{\"team\":4}]}",
    "{\"targets\":[{\"response\":-5}]}",
    "{\"targets\":[{\"response\":999999999}]}",
    "{\"macros\":[{\"text\":\"no name\"}]}",
    "{\"macros\":[{\"name\":\"x\",\"priority\":4}]}",
    "{\"templates\":[{\"name\":\"x\",\"text\":5}]}",
    "{\"templates\":[\"x\"]}",
    "{\"waiting\":[{\"code\":\"A B\",\"label\":\"x\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPolicy) policy = parse (sections[i], &error);

      g_test_message ("row %u", i);
      g_assert_null (policy);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/service-clock/states", test_states);
  g_test_add_func ("/biz/service-clock/order", test_order);
  g_test_add_func ("/biz/service-clock/explain", test_explain);
  g_test_add_func ("/biz/service-clock/spans", test_spans);
  g_test_add_func ("/biz/service-target/rules", test_targets);
  g_test_add_func ("/biz/service-target/usual", test_usual);
  g_test_add_func ("/biz/service-target/round", test_round);
  g_test_add_func ("/biz/service-target/broken", test_broken);
  return g_test_run ();
}
