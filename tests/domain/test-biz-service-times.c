/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-times.h"
#include "biz-service-watch.h"
#include "biz-working-read.h"
#include "demo-desk.h"
#include "erp-json.h"
#include "test-values.h"

/* 2026-11-22 06:00 UTC */
#define NOW G_GINT64_CONSTANT (1795327200)

static void
changed_cb (BizServiceTimes *times, guint *count)
{
  (*count)++;
}

/* (element-type BizTicket): the newest cases of the first company, open or not */
static GPtrArray *
list_tickets (DemoDesk *desk)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *specification = NULL;
  g_autoptr (JsonNode) answer = NULL;
  BizTicketShape shape;
  JsonArray *rows = NULL;

  biz_ticket_shape_init (&shape, desk->capabilities);
  specification = biz_ticket_shape_make_specification (&shape);
  answer = desk_ask (desk, FALSE, shape.model, "web_search_read", 0, "domain",
                     "[[\"company_id\",\"=\",1]]", "specification", specification, "limit", "400",
                     "order", "\"id desc\"", NULL);
  rows = json_object_get_array_member (json_node_get_object (answer), "records");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizTicket *ticket =
          biz_ticket_new_from_json (&shape, json_array_get_object_element (rows, i), &error);

      g_assert_no_error (error);
      g_ptr_array_add (tickets, ticket);
    }
  g_assert_cmpuint (tickets->len, >, 100);
  return tickets;
}

static BizServiceTimes *
load (DemoDesk *desk)
{
  BizServiceTimes *times = biz_service_times_new (desk->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_false (biz_service_times_is_loaded (times));
  biz_service_times_load_async (times, NULL, desk_cb, desk);
  result = desk_wait (desk);
  g_assert_true (biz_service_times_load_finish (times, result, &error));
  g_assert_no_error (error);
  g_assert_true (biz_service_times_is_loaded (times));
  return times;
}

static void
look (BizServiceTimes *times, GPtrArray *tickets)
{
  guint count = 0;
  const gulong handler = g_signal_connect (times, "changed", G_CALLBACK (changed_cb), &count);

  /* The policy may come after the hours. */
  while (biz_service_times_get_policy (times, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  count = 0;
  biz_service_times_look (times, (BizTicket *const *)tickets->pdata, tickets->len);
  while (count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (times, handler);
}

/* Each clock is what the case, the log and the promises say, whoever looks. */
static void
check_clocks (gboolean told, BizServiceTimes *times, GPtrArray *tickets)
{
  guint counts[BIZ_CLOCK_OVERDUE + 1] = { 0 }, incomplete = 0, waited = 0;
  const gint64 now = NOW;

  for (guint i = 0; i < tickets->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (tickets, i);
      const BizTicketFacts *facts = biz_ticket_get_facts (ticket);
      BizServiceClock clock;
      BizServiceTarget target;

      g_assert_true (biz_service_times_get_clock (times, ticket, now, &clock, &target));
      g_assert_cmpint (target.response, >, 0);
      g_assert_cmpint (target.resolution, >=, target.response);
      g_assert_cmpint (clock.response.state, !=, BIZ_CLOCK_UNKNOWN);
      if (facts->closed)
        g_assert_true (clock.resolution.state == BIZ_CLOCK_MET
                       || clock.resolution.state == BIZ_CLOCK_MISSED);
      else
        g_assert_cmpint (clock.resolution.state, >=, BIZ_CLOCK_FINE);
      counts[clock.resolution.state]++;
      counts[clock.response.state]++;
      incomplete += clock.incomplete;
      waited += clock.waited > 0;
    }
  g_assert_cmpuint (counts[BIZ_CLOCK_MET], >, 50);
  g_assert_cmpuint (counts[BIZ_CLOCK_MISSED], >, 5);
  g_assert_cmpuint (counts[BIZ_CLOCK_OVERDUE] + counts[BIZ_CLOCK_PAUSED], >, 5);
  g_assert_cmpuint (waited, >, 3);
  /* In which stage a ticket was, the server tells administrators alone; of tasks it tells all. */
  if (told)
    g_assert_cmpuint (incomplete, ==, 0);
  else
    g_assert_cmpuint (incomplete, >, 20);
}

/* (transfer full): of each case, in a line */
static char *
write_clocks (BizServiceTimes *times, GPtrArray *tickets)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tickets->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (tickets, i);
      BizServiceClock clock;

      g_assert_true (biz_service_times_get_clock (times, ticket, NOW, &clock, NULL));
      g_string_append_printf (text,
                              "%" G_GINT64_FORMAT ": %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                              " %" G_GINT64_FORMAT " %d\n",
                              biz_ticket_get_id (ticket), clock.response.due, clock.resolution.due,
                              clock.waited, clock.incomplete);
    }

  return g_string_free (text, FALSE);
}

static char *
read_clocks (guint series, const char *role, gboolean told)
{
  DemoDesk desk;
  g_autoptr (BizServiceTimes) times = NULL;
  g_autoptr (GPtrArray) tickets = NULL;
  g_autofree char *words = NULL;
  char *clocks;

  g_test_message ("%u as %s", series, role);
  desk_open (&desk, series, role);
  times = load (&desk);
  tickets = list_tickets (&desk);
  words = biz_working_time_describe (biz_service_times_get_hours (times, 1));
  g_assert_cmpstr (words, ==, "Mon–Thu 08:00–12:00, 13:00–17:00\nFri 08:00–12:00, 13:00–15:00");
  look (times, tickets);
  check_clocks (told, times, tickets);
  clocks = write_clocks (times, tickets);
  g_clear_object (&times);
  desk_close (&desk);

  return clocks;
}

static void
test_clocks (void)
{
  g_autofree char *agent = read_clocks (19, "agent", FALSE);
  g_autofree char *admin = read_clocks (19, "admin", TRUE);

  g_assert_cmpstr (agent, !=, admin);
}

/* Where cases are tasks, whoever works knows what administrators do. */
static void
test_clocks_of_tasks (void)
{
  g_autofree char *agent = read_clocks (17, "agent", TRUE);
  g_autofree char *admin = read_clocks (17, "admin", TRUE);

  g_assert_cmpstr (agent, ==, admin);
}

/* Before the log is read nothing is said of an answer; the policy's own promises count. */
static void
test_policy (void)
{
  DemoDesk desk;
  g_autoptr (BizServiceTimes) times = NULL;
  g_autoptr (GPtrArray) tickets = NULL;
  BizServiceClock clock;
  BizServiceTarget target;
  BizTicket *ticket;
  guint n_named = 0;

  desk_open (&desk, 19, "agent");
  desk_write_policy (&desk,
                     "{\"version\":1,\"service\":{\"targets\":[{\"response\":7,"
                     "\"resolution\":9}],\"waiting\":[{\"code\":\"n\",\"label\":\"New\"}]}}");
  times = load (&desk);
  tickets = list_tickets (&desk);
  while (biz_service_times_get_policy (times, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < tickets->len; i++)
    {
      const BizTicketFacts *facts;

      ticket = g_ptr_array_index (tickets, i);
      facts = biz_ticket_get_facts (ticket);
      g_assert_true (biz_service_times_get_clock (times, ticket, NOW, &clock, &target));
      g_assert_cmpint (target.response, ==, 7 * 60);
      g_assert_cmpint (target.resolution, ==, 9 * 60);
      g_assert_cmpint (clock.response.state, ==, BIZ_CLOCK_UNKNOWN);
      g_assert_cmpint (biz_service_times_is_waiting (times, ticket), ==,
                       g_strcmp0 (facts->stage, "New") == 0);
      n_named += facts->waiting;
    }
  /* some would wait by the name of their stage */
  g_assert_cmpuint (n_named, >, 0);
  g_assert_true (biz_service_times_stage_waits (times, "new"));
  g_assert_false (biz_service_times_stage_waits (times, "Awaiting"));
  g_clear_object (&times);
  desk_close (&desk);
}

typedef struct
{
  GHashTable *told; /* (owned): numbers of cases, as a set */
  guint n;
  guint mine;
  gint64 uid;
} Heard;

static void
due_cb (BizServiceWatch *watch, BizTicket *ticket, const char *words, Heard *heard)
{
  g_assert_true (g_str_has_prefix (words, "Answer in ") || g_str_has_prefix (words, "Solve in "));
  g_hash_table_add (heard->told, biz_ticket_dup_number (ticket));
  heard->n++;
  heard->mine += biz_ticket_is_owned_by (ticket, heard->uid);
}

/* Hour after hour: of one's own cases, once a case and promise, and of nothing else. */
static void
test_watch (void)
{
  DemoDesk desk;
  g_autoptr (BizServiceTimes) times = NULL;
  g_autoptr (BizService) service = NULL;
  g_autoptr (BizServiceWatch) watch = NULL;
  Heard heard = { .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  guint before, changes = 0;

  desk_open (&desk, 19, "agent");
  times = load (&desk);
  while (biz_service_times_get_policy (times, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  service = biz_service_new (desk.session, 0);
  watch = biz_service_watch_new (service, times);
  heard.uid = biz_service_get_uid (service);
  g_signal_connect (watch, "due", G_CALLBACK (due_cb), &heard);
  g_signal_connect (times, "changed", G_CALLBACK (changed_cb), &changes);
  biz_service_watch_check (watch, NOW);
  while (changes == 0 || biz_service_watch_get_n_cases (watch) == 0)
    g_main_context_iteration (NULL, TRUE);
  /* A fortnight in half hours: everything open falls due some time, or waits for the customer. */
  for (gint64 now = NOW; now < NOW + 14 * 24 * 3600; now += 1800)
    biz_service_watch_tell (watch, now);
  g_assert_cmpuint (heard.n, >, 0);
  g_assert_cmpuint (heard.n, ==, heard.mine);
  g_assert_cmpuint (heard.n, <=, 2 * biz_service_watch_get_n_cases (watch));
  g_assert_cmpuint (g_hash_table_size (heard.told), <=, heard.n);
  before = heard.n;
  for (gint64 now = NOW; now < NOW + 14 * 24 * 3600; now += 1800)
    biz_service_watch_tell (watch, now);
  g_assert_cmpuint (heard.n, ==, before);
  g_hash_table_unref (heard.told);
  g_clear_object (&watch);
  g_clear_object (&service);
  g_clear_object (&times);
  desk_close (&desk);
}

typedef struct
{
  BizServiceTimes *times;
  gint64 now, told;
  guint n;
} Ears;

static void
told_cb (BizServiceWatch *watch, BizTicket *ticket, const char *words, Ears *ears)
{
  g_assert_true (biz_service_times_is_read (ears->times, ticket));
  if (ears->n++ == 0)
    ears->told = ears->now;
}

/* @times: of the same desk; the watch reads at @now and is told of @n_steps half hours from then.
 */
static void
listen (DemoDesk *desk, BizServiceTimes *times, Ears *ears, gint64 now, guint n_steps)
{
  g_autoptr (BizService) service = biz_service_new (desk->session, 0);
  g_autoptr (BizServiceWatch) watch = biz_service_watch_new (service, times);
  guint changes = 0;

  *ears = (Ears){ .times = times, .now = now };
  g_signal_connect (watch, "due", G_CALLBACK (told_cb), ears);
  g_signal_connect (times, "changed", G_CALLBACK (changed_cb), &changes);
  biz_service_watch_check (watch, now);
  while (changes == 0 || biz_service_watch_get_n_cases (watch) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < n_steps && ears->n == 0; i++)
    {
      ears->now = now + i * 1800;
      biz_service_watch_tell (watch, ears->now);
    }
  g_signal_handlers_disconnect_by_data (times, &changes);
}

/* Where an end alone is promised, nobody is called before it is known what the case waited. */
static void
test_watch_waits (void)
{
  DemoDesk desk;
  g_autoptr (BizServiceTimes) first = NULL, second = NULL;
  Ears ears;

  desk_open (&desk, 19, "agent");
  desk_write_policy (&desk, "{\"version\":1,\"service\":{\"targets\":[{\"response\":0,"
                            "\"resolution\":2400}]}}");
  first = load (&desk);
  while (biz_service_times_get_policy (first, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  listen (&desk, first, &ears, NOW, 14 * 48);
  g_assert_cmpuint (ears.n, >, 0);
  second = load (&desk);
  while (biz_service_times_get_policy (second, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  listen (&desk, second, &ears, ears.told, 1);
  g_assert_cmpuint (ears.n, >, 0);
  g_clear_object (&first);
  g_clear_object (&second);
  desk_close (&desk);
}

#define LEAVE(calendar, company, kind, from, until)                                                \
  "{\"id\":1,\"calendar_id\":" calendar ",\"company_id\":" company ",\"time_type\":\"" kind        \
  "\",\"date_from\":\"2026-11-23 " from "\",\"date_to\":\"2026-11-23 " until "\"}"

/* Which days off are those of a calendar: its own and everybody's of its company, if they are off.
 */
static void
test_hours (void)
{
  static const char companies[] =
      "{\"length\":2,\"records\":[{\"id\":1,\"resource_calendar_id\":{\"id\":4,\"tz\":\"UTC\","
      "\"two_weeks_calendar\":false,\"attendance_ids\":[{\"id\":1,\"dayofweek\":\"0\","
      "\"hour_from\":8,\"hour_to\":16,\"day_period\":\"full_day\",\"week_type\":false,"
      "\"display_type\":false}]}},{\"id\":2,\"resource_calendar_id\":false}]}";
  static const struct
  {
    const char *leave;
    int hours; /* of Monday */
  } rows[] = {
    { LEAVE ("[4, \"Ours\"]", "[1, \"One\"]", "leave", "09:00:00", "11:00:00"), 6 },
    { LEAVE ("false", "[1, \"One\"]", "leave", "09:00:00", "10:00:00"), 7 },
    { LEAVE ("false", "false", "leave", "06:00:00", "09:00:00"), 7 },
    { LEAVE ("[4, \"Ours\"]", "false", "other", "09:00:00", "11:00:00"), 8 },
    { LEAVE ("[5, \"Theirs\"]", "[1, \"One\"]", "leave", "09:00:00", "11:00:00"), 8 },
    { LEAVE ("false", "[2, \"Two\"]", "leave", "09:00:00", "11:00:00"), 8 },
    { LEAVE ("[4, \"Ours\"]", "false", "leave", "11:00:00", "09:00:00"), 8 },
    { LEAVE ("[4, \"Ours\"]", "false", "leave", "soon", "09:00:00"), -1 },
    { "{\"id\":1}", -1 },
  };
  const gint64 monday = NOW + 18 * 3600, first = 1, second = 2;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", rows[i].leave);
      g_autoptr (JsonNode) company_node = erp_json_literal (companies);
      g_autoptr (JsonNode) leave_node = erp_json_literal (text);
      g_autoptr (GHashTable) hours =
          g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      g_assert_cmpint (biz_working_read_take (hours, company_node, leave_node, &error), ==,
                       rows[i].hours >= 0);
      g_assert_cmpint (error == NULL, ==, rows[i].hours >= 0);
      if (error != NULL)
        continue;
      g_assert_cmpint (biz_working_time_between (g_hash_table_lookup (hours, &first), monday,
                                                 monday + 24 * 3600),
                       ==, rows[i].hours * 3600);
      /* Without a calendar there are the usual hours. */
      g_assert_cmpint (biz_working_time_between (g_hash_table_lookup (hours, &second), monday,
                                                 monday + 24 * 3600),
                       ==, 9 * 3600);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/service-times/clocks", test_clocks);
  g_test_add_func ("/biz/service-times/clocks-of-tasks", test_clocks_of_tasks);
  g_test_add_func ("/biz/service-times/policy", test_policy);
  g_test_add_func ("/biz/service-times/watch", test_watch);
  g_test_add_func ("/biz/service-times/watch-waits", test_watch_waits);
  g_test_add_func ("/biz/service-times/hours", test_hours);
  return g_test_run ();
}
