/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a macro of the policy gives a case, at the demo company of both series. */

#include "biz-macro.h"

#include "biz-case-read.h"
#include "biz-ticket-create.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  BizService *service;
  BizTicket *ticket;
} Bench;

static gint64
ask_first (Bench *bench, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer = desk_ask (&bench->desk, FALSE, model, "search", 0, "domain", domain,
                                          "limit", "1", "order", "\"id\"", NULL);
  JsonArray *ids = json_node_get_array (answer);

  g_assert_cmpuint (json_array_get_length (ids), ==, 1);

  return json_array_get_int_element (ids, 0);
}

static BizTicket *
read_ticket (Bench *bench, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizTicket *ticket;

  biz_case_read_async (bench->service, id, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  ticket = biz_case_read_finish (result, &error);
  g_assert_no_error (error);

  return ticket;
}

static gint64
make_case (Bench *bench)
{
  const BizTicketWish wish = { .title = "Macro test", .text = "Text.", .priority = 1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  biz_ticket_create_async (bench->service, &wish, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  id = biz_ticket_create_finish (bench->service, result, &error);
  g_assert_no_error (error);

  return id;
}

/* 19 has a helpdesk, 17 has projects. */
static void
set_up (Bench *bench, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (&bench->desk, GPOINTER_TO_UINT (data), "agent");
  bench->service = biz_service_new (bench->desk.session, 0);
  if (biz_service_get_kind (bench->service) == BIZ_TICKETS_TASKS)
    biz_service_set_project (bench->service, ask_first (bench, "project.project", "[]"));
  biz_service_load_async (bench->service, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  biz_service_load_finish (bench->service, result, &error);
  g_assert_no_error (error);
  bench->ticket = read_ticket (bench, make_case (bench));
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_clear_object (&bench->ticket);
  g_clear_object (&bench->service);
  desk_close (&bench->desk);
}

/* (transfer full): one that the case is not in, and that mails nobody */
static BizStage *
find_other_stage (Bench *bench)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (bench->ticket);
  g_autoptr (GListModel) stages = biz_service_list_stages (bench->service, &facts->team_id, 1);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (biz_stage_get_id (stage) != facts->stage_id && biz_stage_get_mail (stage) == NULL)
        return g_steal_pointer (&stage);
    }
  g_assert_not_reached ();
}

static GPtrArray *
list (Bench *bench, const BizServiceText *macro)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = biz_macro_list_steps (macro, bench->service, bench->ticket, &error);

  g_assert_no_error (error);

  return steps;
}

static gboolean
run (Bench *bench, GPtrArray *steps, guint *n_done, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_macro_run_async (bench->service, bench->ticket, steps, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);

  return biz_macro_run_finish (bench->service, result, n_done, error);
}

/* The stage by its name regardless of case; what the case has already is not written again. */
static void
test_all (Bench *bench, gconstpointer data)
{
  g_autoptr (BizStage) stage = find_other_stage (bench);
  g_autoptr (BizChoice) category =
      g_list_model_get_item (biz_service_get_categories (bench->service), 0);
  g_autoptr (BizServiceText) macro = biz_service_text_new ("All", NULL);
  g_autoptr (GPtrArray) steps = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL, *expected = NULL;
  guint n_done = 0;

  macro->stage = g_utf8_strup (biz_stage_get_name (stage), -1);
  macro->category = g_utf8_strup (biz_choice_get_name (category), -1);
  macro->priority = 0;
  macro->mine = TRUE;
  steps = list (bench, macro);
  words = biz_macro_describe_steps (steps);
  expected = g_strdup_printf ("owner: me\npriority: Low\ncategory: %s\nstage: %s",
                              biz_choice_get_name (category), biz_stage_get_name (stage));
  g_assert_cmpstr (words, ==, expected);
  g_assert_true (run (bench, steps, &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 4);
  g_set_object (&bench->ticket, NULL);
  bench->ticket = read_ticket (bench, ask_first (bench, biz_service_get_model (bench->service),
                                                 "[[\"name\",\"=\",\"Macro test\"]]"));
  g_assert_cmpint (biz_ticket_get_facts (bench->ticket)->stage_id, ==, biz_stage_get_id (stage));
  g_assert_cmpint (biz_ticket_get_facts (bench->ticket)->priority, ==, 0);
  g_assert_true (biz_ticket_is_owned_by (bench->ticket, biz_service_get_uid (bench->service)));
  g_assert_cmpint (biz_ticket_get_facts (bench->ticket)->category_id, ==,
                   biz_choice_get_id (category));
  again = list (bench, macro);
  g_assert_cmpuint (again->len, ==, 0);
}

/* Text alone gives nothing; a stage that is not there gives nothing and says so. */
static void
test_nothing (Bench *bench, gconstpointer data)
{
  g_autoptr (BizServiceText) macro = biz_service_text_new ("Words", "Hello");
  g_autoptr (GPtrArray) steps = list (bench, macro);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (steps->len, ==, 0);
  macro->mine = TRUE;
  macro->stage = g_strdup ("Nowhere");
  g_assert_null (biz_macro_list_steps (macro, bench->service, bench->ticket, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "“Nowhere”"));
  g_clear_error (&error);
  g_clear_pointer (&macro->stage, g_free);
  macro->category = g_strdup ("Nothing");
  g_assert_null (biz_macro_list_steps (macro, bench->service, bench->ticket, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "“Nothing”"));
}

/* Tasks of that series are urgent or not. */
static void
test_priority (Bench *bench, gconstpointer data)
{
  g_autoptr (BizServiceText) macro = biz_service_text_new ("Hurry", NULL);
  g_autoptr (GError) error = NULL;

  macro->priority = 3;
  g_assert_null (biz_macro_list_steps (macro, bench->service, bench->ticket, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "“Urgent”"));
}

/* What a colleague changed since it was seen is left alone, and nothing else is written. */
static void
test_late (Bench *bench, gconstpointer data)
{
  const gint64 id = biz_ticket_get_id (bench->ticket);
  g_autoptr (BizStage) stage = find_other_stage (bench);
  g_autoptr (BizServiceText) macro = biz_service_text_new ("Late", NULL);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (BizTicket) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *vals =
      g_strdup_printf ("{\"stage_id\":%" G_GINT64_FORMAT "}", biz_stage_get_id (stage));
  guint n_done = 9;

  macro->priority = 0;
  steps = list (bench, macro);
  g_assert_cmpuint (steps->len, ==, 1);
  json_node_unref (desk_ask (&bench->desk, TRUE, biz_service_get_model (bench->service), "write",
                             id, "vals", vals, NULL));
  g_assert_false (run (bench, steps, &n_done, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (n_done, ==, 0);
  now = read_ticket (bench, id);
  g_assert_cmpint (biz_ticket_get_facts (now)->priority, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    guint series;
    void (*test) (Bench *bench, gconstpointer data);
  } tests[] = {
    { "/biz-macro/all/19", 19, test_all },         { "/biz-macro/all/17", 17, test_all },
    { "/biz-macro/nothing/19", 19, test_nothing }, { "/biz-macro/late/19", 19, test_late },
    { "/biz-macro/late/17", 17, test_late },       { "/biz-macro/priority/17", 17, test_priority },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Bench, GUINT_TO_POINTER (tests[i].series), set_up, tests[i].test,
                tear_down);

  return g_test_run ();
}
