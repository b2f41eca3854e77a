/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

#include <string.h>

static const char first_stage[] = "SELECT stage_id FROM helpdesk_ticket WHERE id = 1";

/* Steps on the first ticket, one after the other, and its stage after each. */
static const struct
{
  const char *method, *args, *answer;
  gint64 stage;
} steps[] = {
  { "write", "{'ids': [1], 'vals': {'stage_id': 2}}", "true", 2 },
  { "write", "{'ids': [1], 'vals': {'priority': '3'}}", "true", 2 },
  { "write", "{'ids': [1], 'vals': {'priority': '7'}}", "ValueError", 2 },
  { "assign_to_me", "{'ids': [1]}", "null", 2 },
  { "write", "{'ids': [1], 'vals': {'stage_id': 4}}", "true", 4 },
  { "search_count", "{'domain': [['closed', '=', true]]}", "1", 4 },
  /* Another team begins anew; the day of closing stays, as on the real one. */
  { "write", "{'ids': [1], 'vals': {'team_id': 2}}", "true", 1 },
  { "search_count", "{'domain': [['closed', '=', false], ['closed_date', '!=', false]]}", "1", 1 },
  { "search_count", "{'domain': [['unattended', '=', true]]}", "1", 1 },
  { "unlink", "{'ids': [1]}", "AccessError", 1 },
};

static void
test_life (void)
{
  Fixture fixture;
  g_autofree char *read = NULL;

  company_open (&fixture, 19, "agent");
  company_assert_call (&fixture, "helpdesk.ticket", "create", "{'vals_list': [{'name': 'Broken'}]}",
                       "ValidationError");
  company_assert_call (
      &fixture, "helpdesk.ticket", "create",
      "{'vals_list': [{'name': 'Damaged on arrival', 'description': '<p>2 of 10</p>'}]}", "[1]");
  read = company_call (&fixture, "helpdesk.ticket", "read",
                       "{'ids': [1], 'fields': ['number', 'display_name', 'stage_id', 'team_id',"
                       " 'user_id', 'priority', 'partner_email', 'closed', 'category_id']}");
  g_assert_cmpstr (read, ==,
                   "[{\"id\": 1, \"number\": \"HT00001\","
                   " \"display_name\": \"HT00001 - Damaged on arrival\","
                   " \"stage_id\": [1, \"New\"], \"team_id\": false, \"user_id\": false,"
                   " \"priority\": \"1\", \"partner_email\": false, \"closed\": false,"
                   " \"category_id\": false}]");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %u", i);
      company_assert_call (&fixture, "helpdesk.ticket", steps[i].method, steps[i].args,
                           steps[i].answer);
      g_assert_cmpint (company_int (&fixture, first_stage), ==, steps[i].stage);
    }
  fixture_close (&fixture);
}

/* A number is never given twice, whatever was deleted between. */
static void
test_number (void)
{
  Fixture fixture;

  company_open (&fixture, 19, "admin");
  company_assert_call (&fixture, "helpdesk.ticket", "create",
                       "{'vals_list': [{'name': 'a', 'description': 'a'},"
                       " {'name': 'b', 'description': 'b'}]}",
                       "[1, 2]");
  company_assert_call (&fixture, "helpdesk.ticket", "unlink", "{'ids': [2]}", "true");
  company_assert_call (&fixture, "helpdesk.ticket", "create",
                       "{'vals_list': [{'name': 'c', 'description': 'c'}]}", "[3]");
  g_assert_cmpint (
      company_int (&fixture,
                   "SELECT COUNT(*) FROM helpdesk_ticket WHERE number IN ('HT00001', 'HT00003')"),
      ==, 2);
  fixture_close (&fixture);
}

/* What happened is in the log: that there was something for all, what it was for administrators. */
static void
test_log (void)
{
  static const char lines[] = "{'domain': [['model', '=', 'helpdesk.ticket'], ['res_id', '=', 1]]}";
  static const struct
  {
    const char *login, *model, *args, *answer;
  } rows[] = {
    { "agent", "mail.message", lines, "4" },
    { "manager", "mail.message", lines, "0" },
    { "agent", "mail.tracking.value", "{'domain': []}", "AccessError" },
    { "admin", "mail.tracking.value",
      "{'domain': [['new_value_char', '=', 'Done'], ['old_value_char', '=', 'New']]}", "1" },
  };
  Fixture fixture;

  company_open (&fixture, 19, "agent");
  company_assert_call (&fixture, "helpdesk.ticket", "create",
                       "{'vals_list': [{'name': 'a', 'description': 'a'}]}", "[1]");
  company_assert_call (&fixture, "helpdesk.ticket", "write",
                       "{'ids': [1], 'vals': {'stage_id': 4, 'user_id': 5}}", "true");
  company_assert_call (&fixture, "helpdesk.ticket", "write",
                       "{'ids': [1], 'vals': {'stage_id': 4}}", "true");
  g_free (company_call (&fixture, "helpdesk.ticket", "message_post",
                        "{'ids': [1], 'body': 'Sent again', 'message_type': 'comment',"
                        " 'subtype_xmlid': 'mail.mt_comment'}"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      fixture_sign_in (&fixture, rows[i].login, NULL);
      company_assert_call (&fixture, rows[i].model, "search_count", rows[i].args, rows[i].answer);
    }
  fixture_close (&fixture);
}

static void
test_rights (void)
{
  static const struct
  {
    const char *login, *model, *method, *args, *answer;
  } rows[] = {
    { "manager", "helpdesk.ticket", "search_count", "{'domain': []}", "0" },
    { "manager", "helpdesk.ticket", "create", "{'vals_list': [{'name': 'a', 'description': 'a'}]}",
      "AccessError" },
    { "manager", "helpdesk.ticket.stage", "search_count", "{'domain': []}", "5" },
    { "credit", "helpdesk.ticket", "search_count", "{'domain': []}", "1" },
    { "agent", "helpdesk.ticket.category", "write", "{'ids': [1], 'vals': {'name': 'x'}}",
      "AccessError" },
    { "admin", "helpdesk.ticket.category", "write", "{'ids': [1], 'vals': {'name': 'x'}}", "true" },
    { "agent", "mail.canned.response", "search_count", "{'domain': []}", "4" },
    { "agent", "mail.canned.response", "write", "{'ids': [1], 'vals': {'source': 'x'}}",
      "AccessError" },
    { "agent", "dms.directory", "create", "{'vals_list': [{'name': 'x'}]}", "AccessError" },
    { "agent", "resource.calendar", "search_count", "{'domain': []}", "1" },
    { "agent", "resource.calendar.attendance", "unlink", "{'ids': [1]}", "AccessError" },
  };
  Fixture fixture;

  company_open (&fixture, 19, "agent");
  company_assert_call (&fixture, "helpdesk.ticket", "create",
                       "{'vals_list': [{'name': 'a', 'description': 'a'}]}", "[1]");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      fixture_sign_in (&fixture, rows[i].login, NULL);
      company_assert_call (&fixture, rows[i].model, rows[i].method, rows[i].args, rows[i].answer);
    }
  fixture_close (&fixture);
}

/* 17 has no help desk: its cases are tasks; and only 17 has rmas. */
static void
test_absent (void)
{
  static const struct
  {
    const char *model;
    guint series;
  } rows[] = {
    { "helpdesk.ticket", 19 }, { "mail.canned.response", 19 },
    { "mail.shortcode", 17 },  { "rma", 17 },
    { "rma.operation", 17 },
  };
  static const guint all[] = { 17, 19 };

  for (guint s = 0; s < G_N_ELEMENTS (all); s++)
    {
      Fixture fixture;

      company_open (&fixture, all[s], "agent");
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (demo_registry_find (demo_env_get_registry (fixture.env), rows[i].model)
                             != NULL,
                         ==, rows[i].series == all[s]);
      fixture_close (&fixture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/ticket/life", test_life);
  g_test_add_func ("/demo/ticket/number", test_number);
  g_test_add_func ("/demo/ticket/log", test_log);
  g_test_add_func ("/demo/ticket/rights", test_rights);
  g_test_add_func ("/demo/ticket/absent", test_absent);
  return g_test_run ();
}
