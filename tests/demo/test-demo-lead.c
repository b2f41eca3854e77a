/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

#include <string.h>

static const char likely_first[] = "SELECT probability / 1000000 FROM crm_lead WHERE id = 1";

/* Steps on the first opportunity, one after the other; what is likely after each. */
static const struct
{
  guint series; /* 0: in all */
  const char *method, *args, *answer;
  gint64 likely;
} steps[] = {
  { 0, "write", "{'ids': [1], 'vals': {'stage_id': 2}}", "true", 38 },
  { 0, "write", "{'ids': [1], 'vals': {'probability': 101}}", "ValidationError", 38 },
  { 0, "write", "{'ids': [1], 'vals': {'probability': 55}}", "true", 55 },
  { 0, "write", "{'ids': [1], 'vals': {'stage_id': 3}}", "true", 55 },
  { 0, "action_set_won", "{'ids': [1]}", "true", 100 },
  { 19, "action_set_lost", "{'ids': [1]}", "ValidationError", 100 },
  { 0, "write", "{'ids': [1], 'vals': {'stage_id': 1}}", "true", 10 },
  { 0, "action_set_lost", "{'ids': [1], 'lost_reason_id': 2}", "null", 0 },
  { 0, "search_count", "{'domain': []}", "0", 0 },
  { 0, "search_count", "{'domain': [['active', 'in', [true, false]]]}", "1", 0 },
  { 0, "action_set_won", "{'ids': [1]}", "true", 100 },
  { 0, "search_count", "{'domain': []}", "1", 100 },
  { 0, "unlink", "{'ids': [1]}", "AccessError", 100 },
};

static void
test_life (void)
{
  static const guint all[] = { 17, 19 };

  for (guint s = 0; s < G_N_ELEMENTS (all); s++)
    {
      Fixture fixture;
      gint64 customer;
      g_autofree char *create = NULL, *read = NULL;

      company_open (&fixture, all[s], "credit");
      customer = company_customer (&fixture, "EUR");
      create = g_strdup_printf ("{'vals_list': [{'partner_id': %" G_GINT64_FORMAT
                                ", 'expected_revenue': 200.5}]}",
                                customer);
      company_assert_call (&fixture, "crm.lead", "create", create, "[1]");
      read = company_call (&fixture, "crm.lead", "read",
                           "{'ids': [1], 'fields': ['type', 'stage_id', 'team_id', 'company_id',"
                           " 'expected_revenue', 'prorated_revenue', 'probability']}");
      g_assert_cmpstr (
          read, ==,
          "[{\"id\": 1, \"type\": \"opportunity\", \"stage_id\": [1, \"New\"],"
          " \"team_id\": [1, \"Sales\"], \"company_id\": [1, \"Nordlicht Handel GmbH\"],"
          " \"expected_revenue\": 200.5, \"prorated_revenue\": 20.05,"
          " \"probability\": 10.0}]");
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          if (steps[i].series != 0 && steps[i].series != all[s])
            continue;
          g_test_message ("%u: step %u", all[s], i);
          company_assert_call (&fixture, "crm.lead", steps[i].method, steps[i].args,
                               steps[i].answer);
          g_assert_cmpint (company_int (&fixture, likely_first), ==, steps[i].likely);
        }
      fixture_sign_in (&fixture, "admin", NULL);
      company_assert_call (&fixture, "crm.lead", "unlink", "{'ids': [1]}", "true");
      fixture_close (&fixture);
    }
}

/* Nothing is made without a name, or without a customer who has one. */
static void
test_needs_name (void)
{
  Fixture fixture;

  company_open (&fixture, 19, "credit");
  company_assert_call (&fixture, "crm.lead", "create", "{'vals_list': [{}]}", "ValidationError");
  company_assert_call (&fixture, "crm.lead", "create", "{'vals_list': [{'partner_id': 999999}]}",
                       "MissingError");
  company_assert_call (&fixture, "crm.lead", "create", "{'vals_list': [{'name': 'Hall'}]}", "[1]");
  fixture_close (&fixture);
}

static void
test_rights (void)
{
  static const struct
  {
    const char *login, *model, *method, *args, *answer;
  } rows[] = {
    { "manager", "crm.lead", "search_count", "{'domain': []}", "AccessError" },
    { "manager", "crm.stage", "search_count", "{'domain': []}", "4" },
    { "manager", "crm.stage", "write", "{'ids': [1], 'vals': {'name': 'x'}}", "AccessError" },
    { "agent", "crm.lead", "search_count", "{'domain': []}", "2" },
    { "agent", "crm.stage", "unlink", "{'ids': [1]}", "AccessError" },
    { "agent", "crm.lead", "unlink", "{'ids': [1]}", "AccessError" },
    { "admin", "crm.stage", "write", "{'ids': [1], 'vals': {'is_won': true}}", "true" },
    { "admin", "crm.lead", "search_count", "{'domain': [['probability', '=', 100]]}", "2" },
  };
  Fixture fixture;

  company_open (&fixture, 19, "credit");
  company_assert_call (&fixture, "crm.lead", "create",
                       "{'vals_list': [{'name': 'One'}, {'name': 'Other', 'user_id': false}]}",
                       "[1, 2]");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      fixture_sign_in (&fixture, rows[i].login, NULL);
      company_assert_call (&fixture, rows[i].model, rows[i].method, rows[i].args, rows[i].answer);
    }
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/lead/life", test_life);
  g_test_add_func ("/demo/lead/needs-name", test_needs_name);
  g_test_add_func ("/demo/lead/rights", test_rights);
  return g_test_run ();
}
