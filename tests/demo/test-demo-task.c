/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

/* Steps on the first task, one after the other; "stage state" after each. */
static const struct
{
  guint series; /* 0: in all */
  const char *vals, *answer, *state;
} steps[] = {
  { 0, "{'stage_id': 2}", "true", "2 01_in_progress" },
  { 0, "{'state': '04_waiting_normal'}", "true", "2 04_waiting_normal" },
  { 0, "{'stage_id': 3}", "true", "3 01_in_progress" },
  { 0, "{'stage_id': 4, 'state': '1_done'}", "true", "4 1_done" },
  /* What is done stays so when only its stage changes. */
  { 0, "{'stage_id': 2}", "true", "2 1_done" },
  { 0, "{'state': '01_in_progress'}", "true", "2 01_in_progress" },
  { 17, "{'priority': '3'}", "ValueError", "2 01_in_progress" },
  { 19, "{'priority': '3'}", "true", "2 01_in_progress" },
  { 0, "{'state': 'gone'}", "ValueError", "2 01_in_progress" },
  { 0, "{'project_id': 2}", "true", "1 01_in_progress" },
};

static void
test_life (void)
{
  static const guint all[] = { 17, 19 };

  for (guint s = 0; s < G_N_ELEMENTS (all); s++)
    {
      Fixture fixture;

      company_open (&fixture, all[s], "agent");
      company_assert_call (&fixture, "project.task", "create",
                           "{'vals_list': [{'name': 'Damaged', 'project_id': 1}]}", "[1]");
      company_assert_call (&fixture, "project.task", "read",
                           "{'ids': [1], 'fields': ['stage_id', 'state', 'is_closed', 'user_ids',"
                           " 'date_end', 'date_assign']}",
                           "[{\"id\": 1, \"stage_id\": [1, \"New\"], \"state\": \"01_in_progress\","
                           " \"is_closed\": false, \"user_ids\": [], \"date_end\": false,"
                           " \"date_assign\": false}]");
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          g_autofree char *args = g_strdup_printf ("{'ids': [1], 'vals': %s}", steps[i].vals);
          g_autofree char *state = NULL;

          if (steps[i].series != 0 && steps[i].series != all[s])
            continue;
          g_test_message ("%u: step %u", all[s], i);
          company_assert_call (&fixture, "project.task", "write", args, steps[i].answer);
          state =
              demo_db_text (fixture.db, NULL,
                            "SELECT stage_id || ' ' || state FROM project_task WHERE id = 1", "");
          g_assert_cmpstr (state, ==, steps[i].state);
        }
      fixture_close (&fixture);
    }
}

/* When it ended is known as long as its stage is a folded one; when somebody got it, from then on.
 */
static void
test_days (void)
{
  static const struct
  {
    const char *vals;
    gboolean ended, assigned;
  } rows[] = {
    { "{'name': 'other'}", FALSE, FALSE },
    { "{'user_ids': [[6, 0, [5]]]}", FALSE, TRUE },
    { "{'stage_id': 4}", TRUE, TRUE },
    { "{'stage_id': 2, 'user_ids': [[6, 0, []]]}", FALSE, TRUE },
  };
  Fixture fixture;

  company_open (&fixture, 19, "agent");
  company_assert_call (&fixture, "project.task", "create",
                       "{'vals_list': [{'name': 'Damaged', 'project_id': 1}]}", "[1]");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *args = g_strdup_printf ("{'ids': [1], 'vals': %s}", rows[i].vals);

      g_test_message ("row %u", i);
      company_assert_call (&fixture, "project.task", "write", args, "true");
      g_assert_cmpint (company_int (&fixture, "SELECT date_end IS NOT NULL FROM project_task"), ==,
                       rows[i].ended);
      g_assert_cmpint (company_int (&fixture, "SELECT date_assign IS NOT NULL FROM project_task"),
                       ==, rows[i].assigned);
    }
  fixture_close (&fixture);
}

/* The kind of news says that a stage changed, or which state it is; the words are kept. */
static void
test_news (void)
{
  static const struct
  {
    const char *vals, *kind;
  } rows[] = {
    { "{'stage_id': 2}", "Stage Changed" },
    { "{'state': '1_done'}", "Task Done" },
    { "{'state': '1_canceled'}", "Task Cancelled" },
    { "{'state': '04_waiting_normal'}", "Task Waiting" },
    { "{'state': '01_in_progress', 'stage_id': 4}", "Stage Changed" },
  };
  Fixture fixture;

  company_open (&fixture, 17, "agent");
  company_assert_call (&fixture, "project.task", "create",
                       "{'vals_list': [{'name': 'Damaged', 'project_id': 1}]}", "[1]");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *args = g_strdup_printf ("{'ids': [1], 'vals': %s}", rows[i].vals);
      g_autofree char *kind = NULL;

      company_assert_call (&fixture, "project.task", "write", args, "true");
      kind = demo_db_text (fixture.db, NULL,
                           "SELECT s.name FROM mail_message m JOIN mail_message_subtype s"
                           " ON s.id = m.subtype_id WHERE m.model = 'project.task'"
                           " ORDER BY m.id DESC LIMIT 1",
                           "");
      g_assert_cmpstr (kind, ==, rows[i].kind);
    }
  fixture_close (&fixture);
}

/* How long it was in which stage, for who reads it: lines of the log say when it changed. */
static void
test_durations (void)
{
  static const guint all[] = { 17, 19 };

  for (guint s = 0; s < G_N_ELEMENTS (all); s++)
    {
      Fixture fixture;
      g_autofree char *read = NULL;

      g_test_message ("%u", all[s]);
      company_open (&fixture, all[s], "agent");
      company_assert_call (&fixture, "project.task", "create",
                           "{'vals_list': [{'name': 'Late', 'project_id': 1}]}", "[1]");
      company_assert_call (&fixture, "project.task", "write",
                           "{'ids': [1], 'vals': {'stage_id': 2}}", "true");
      company_assert_call (&fixture, "project.task", "write",
                           "{'ids': [1], 'vals': {'stage_id': 2}}", "true");
      company_assert_call (&fixture, "project.task", "write",
                           "{'ids': [1], 'vals': {'stage_id': 1, 'state': '1_done'}}", "true");
      g_assert_true (demo_db_exec (
          fixture.db, NULL, "UPDATE project_task SET create_date = '2026-01-02 08:00:00'", ""));
      g_assert_true (demo_db_exec (
          fixture.db, NULL,
          "UPDATE mail_message SET create_date = CASE WHEN id = (SELECT MAX(id) FROM mail_message)"
          " THEN '2026-01-02 10:30:00' ELSE '2026-01-02 09:00:00' END",
          ""));
      read = company_call (&fixture, "project.task", "read",
                           "{'ids': [1], 'fields': ['duration_tracking']}");
      g_assert_true (g_str_has_prefix (read, "[{\"id\": 1, \"duration_tracking\": {\"1\": "));
      g_assert_true (g_str_has_suffix (read, ", \"2\": 5400}}]"));
      fixture_close (&fixture);
    }
}

static void
test_reference (void)
{
  Fixture fixture;
  g_autofree char *found = NULL;

  company_open (&fixture, 19, "agent");
  found = g_strdup_printf (
      "[\"mail.message.subtype\", %" G_GINT64_FORMAT "]",
      company_int (&fixture, "SELECT id FROM mail_message_subtype WHERE name = 'Stage Changed'"));
  company_assert_call (&fixture, "ir.model.data", "check_object_reference",
                       "{'module': 'project', 'xml_id': 'mt_task_stage'}", found);
  company_assert_call (&fixture, "ir.model.data", "check_object_reference",
                       "{'module': 'project', 'xml_id': 'none'}", "ValueError");
  company_assert_call (&fixture, "ir.model.data", "search_count", "{'domain': []}", "AccessError");
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/task/life", test_life);
  g_test_add_func ("/demo/task/days", test_days);
  g_test_add_func ("/demo/task/news", test_news);
  g_test_add_func ("/demo/task/durations", test_durations);
  g_test_add_func ("/demo/task/reference", test_reference);
  return g_test_run ();
}
