/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service desk: what may be done, what is asked, what a search means, how many there are. */

#include "biz-service.h"

#include "biz-ticket-counts.h"
#include "biz-ticket-listing.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-row.h"
#include "service-ground.h"
#include "test-values.h"

#include <string.h>

#define ALL_RIGHTS (ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE)

static const char stages_json[] =
    "[{\"id\":1,\"name\":\"New\",\"sequence\":1,\"team_ids\":[],\"mail_template_id\":false,"
    "\"closed\":false},"
    "{\"id\":3,\"name\":\"Awaiting\",\"sequence\":3,\"team_ids\":[5],\"mail_template_id\":false,"
    "\"closed\":false},"
    "{\"id\":4,\"name\":\"Done\",\"sequence\":4,\"team_ids\":[],"
    "\"mail_template_id\":[34,\"Closed\"],\"closed\":true}]";
static const char task_stages_json[] =
    "[{\"id\":1,\"name\":\"New\",\"sequence\":1,\"project_ids\":[4],\"mail_template_id\":[21,"
    "\"Acknowledged\"],\"fold\":false}]";

typedef struct
{
  const char *refused; /* (nullable): the model that this user may not read */
  int code;
  const char *rows; /* of web_search_read */
  const char *groups;
  const char *groups_of_owners;
} Server;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;
  const char *model = erp_call_get_model (call);
  const char *method = erp_call_get_method (call);

  if (server->refused != NULL && g_str_equal (model, server->refused))
    {
      g_set_error_literal (error, ERP_ERROR, server->code, "not for you");
      return NULL;
    }
  if (g_str_equal (method, "fields_get") && g_str_has_suffix (model, ".stage"))
    return erp_json_literal ("{\"id\":{},\"name\":{},\"sequence\":{},\"team_ids\":{},"
                             "\"mail_template_id\":{},\"closed\":{}}");
  if (g_str_equal (method, "fields_get"))
    return erp_json_literal ("{\"priority\":{\"selection\":[[\"0\",\"Low\"],[\"1\",\"High\"]]}}");
  if (g_str_equal (method, "web_search_read"))
    return erp_json_literal (server->rows);
  if (g_str_equal (method, "formatted_read_group"))
    {
      g_autofree char *groupby = erp_json_to_string (erp_call_get_arg (call, "groupby"));

      return erp_json_literal (g_str_equal (groupby, "[\"user_ids\"]") ? server->groups_of_owners
                                                                       : server->groups);
    }
  if (g_str_equal (model, "helpdesk.ticket.stage"))
    return erp_json_literal (stages_json);
  if (g_str_equal (model, "project.task.type"))
    return erp_json_literal (task_stages_json);

  return erp_json_literal ("[{\"id\":5,\"display_name\":\"Anna\"},"
                           "{\"id\":6,\"display_name\":false}]");
}

typedef struct
{
  gboolean done, ok;
  GError *error; /* (owned) (nullable) */
  BizTicketCounts counts;
} Wait;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->ok = biz_service_load_finish (BIZ_SERVICE (source), result, &wait->error);
  wait->done = TRUE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->ok =
      biz_ticket_counts_load_finish (BIZ_SERVICE (source), result, &wait->counts, &wait->error);
  wait->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Wait *)user_data)->done;
}

static void
test_rights (void)
{
  static const struct
  {
    GroundKind ground;
    ErpRights rights;
    gint64 project;
    gboolean ready, write, create;
  } cases[] = {
    { GROUND_OCA, ALL_RIGHTS, 0, TRUE, TRUE, TRUE },
    { GROUND_OCA, ERP_RIGHT_READ, 0, TRUE, FALSE, FALSE },
    { GROUND_OCA, ERP_RIGHT_READ | ERP_RIGHT_WRITE, 0, TRUE, TRUE, FALSE },
    /* whatever the rights: nobody of us has tried it */
    { GROUND_ENTERPRISE, ALL_RIGHTS, 0, TRUE, FALSE, FALSE },
    { GROUND_TASKS, ALL_RIGHTS, 0, FALSE, TRUE, TRUE },
    { GROUND_TASKS, ALL_RIGHTS, 4, TRUE, TRUE, TRUE },
    { GROUND_NOTHING, ALL_RIGHTS, 4, FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ground ground;
      BizService *service;

      ground_open (&ground, cases[i].ground, cases[i].rights, answer, NULL);
      service = biz_service_new (ground.session, cases[i].project);
      g_assert_cmpint (biz_service_is_ready (service), ==, cases[i].ready);
      g_assert_cmpint (biz_service_may_write (service), ==, cases[i].write);
      g_assert_cmpint (biz_service_may_create (service), ==, cases[i].create);
      g_assert_cmpint (biz_service_get_refusal (service) == NULL, ==, cases[i].write);
      g_assert_cmpint (biz_service_get_uid (service), ==, GROUND_UID);
      g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, 0);
      test_last_unref (&service);
      ground_close (&ground);
    }
}

static void
test_lists (void)
{
  Server server = { 0 };
  Wait wait = { 0 };
  Ground ground;
  BizService *service;
  BizStage *done;
  static const gint64 teams[] = { 5, 6 };
  g_autoptr (GListModel) of_both = NULL;
  g_autoptr (GListModel) of_one = NULL;
  g_autoptr (BizChoice) high = NULL;

  ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
  service = biz_service_new (ground.session, 0);
  biz_service_load_async (service, NULL, loaded_cb, &wait);
  fake_loop_until (is_done, &wait);
  g_assert_no_error (wait.error);
  g_assert_true (wait.ok && biz_service_is_loaded (service));
  /* the fields of stages, stages, teams, people, categories, priorities: none twice */
  g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, 6);
  g_assert_cmpuint (g_list_model_get_n_items (biz_service_get_stages (service)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (biz_service_get_owners (service)), ==, 2);
  done = biz_service_find_stage (service, 4);
  g_assert_true (biz_stage_is_closed (done));
  g_assert_cmpstr (biz_stage_get_mail (done), ==, "Closed");
  g_assert_true (biz_stage_is_waiting (biz_service_find_stage (service, 3)));
  g_assert_null (biz_service_find_stage (service, 99));
  of_one = biz_service_list_stages (service, teams, 1);
  of_both = biz_service_list_stages (service, teams, 2);
  g_assert_cmpuint (g_list_model_get_n_items (of_one), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (of_both), ==, 2);
  high = g_list_model_get_item (biz_service_get_priorities (service), 1);
  g_assert_cmpint (biz_choice_get_id (high), ==, 1);
  g_assert_cmpstr (biz_choice_get_name (high), ==, "High");
  test_last_unref (&service);
  ground_close (&ground);
}

/* Who may not see categories works without them; without stages nothing can be done. */
static void
test_refused_lists (void)
{
  static const struct
  {
    GroundKind ground;
    const char *model;
    int code;
    gboolean ok;
  } cases[] = {
    { GROUND_OCA, "helpdesk.ticket.category", ERP_ERROR_ACCESS, TRUE },
    { GROUND_OCA, "helpdesk.ticket.team", ERP_ERROR_MISSING, TRUE },
    { GROUND_OCA, "res.users", ERP_ERROR_UNREACHABLE, FALSE },
    { GROUND_OCA, "helpdesk.ticket.stage", ERP_ERROR_ACCESS, FALSE },
    { GROUND_NOTHING, NULL, ERP_ERROR_MISSING, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .refused = cases[i].model, .code = cases[i].code };
      Wait wait = { 0 };
      Ground ground;
      g_autoptr (BizService) service = NULL;

      ground_open (&ground, cases[i].ground, ALL_RIGHTS, answer, &server);
      service = biz_service_new (ground.session, 0);
      biz_service_load_async (service, NULL, loaded_cb, &wait);
      fake_loop_until (is_done, &wait);
      g_assert_cmpint (wait.ok, ==, cases[i].ok);
      if (!cases[i].ok)
        test_take_error (&wait.error, cases[i].code);
      g_clear_error (&wait.error);
      ground_close (&ground);
    }
}

/* Answers of the project before are not taken for those of the new one. */
static void
test_project (void)
{
  Server server = { 0 };
  Wait wait = { 0 };
  Ground ground;
  g_autoptr (BizService) service = NULL;
  g_autoptr (TestNotify) notify = NULL;

  ground_open (&ground, GROUND_TASKS, ALL_RIGHTS, answer, &server);
  service = biz_service_new (ground.session, 4);
  notify = test_notify_new (service, "project");
  fake_client_hold (ground.client, TRUE);
  biz_service_load_async (service, NULL, loaded_cb, &wait);
  biz_service_set_project (service, 9);
  biz_service_set_project (service, 9);
  g_assert_cmpuint (test_notify_take (notify), ==, 1);
  while (fake_client_get_n_waiting (ground.client) > 0)
    {
      fake_client_release (ground.client, 0);
      fake_loop_drain ();
    }
  fake_loop_until (is_done, &wait);
  g_assert_true (wait.ok);
  g_assert_false (biz_service_is_loaded (service));
  g_assert_cmpuint (g_list_model_get_n_items (biz_service_get_stages (service)), ==, 0);
  ground_close (&ground);
}

#define OPEN "\"|\",[\"stage_id\",\"=\",false],[\"stage_id.closed\",\"=\",false]"
#define TASKS_BASE "[\"project_id\",\"=\",4],[\"is_template\",\"=\",false]"

static void
test_filter (void)
{
  static const struct
  {
    GroundKind ground;
    const char *text, *domain; /* NULL: not understood */
  } cases[] = {
    { GROUND_OCA, "", "[]" },
    { GROUND_OCA, "open", "[" OPEN "]" },
    { GROUND_OCA, "closed", "[[\"stage_id.closed\",\"=\",true]]" },
    { GROUND_OCA, "mine", "[[\"user_id\",\"in\",[7]]]" },
    { GROUND_OCA, "unassigned", "[[\"user_id\",\"=\",false]]" },
    { GROUND_OCA, "waiting", "[" OPEN ",[\"stage_id.name\",\"ilike\",\"wait\"]]" },
    { GROUND_OCA, "late", "[[\"id\",\"in\",[4,9]]]" },
    { GROUND_OCA, "due", "[[\"id\",\"in\",[]]]" },
    { GROUND_OCA, "team:invoices", "[[\"team_id\",\"ilike\",\"invoices\"]]" },
    { GROUND_OCA, "stage:new stage:done",
      "[\"|\",[\"stage_id\",\"ilike\",\"new\"],[\"stage_id\",\"ilike\",\"done\"]]" },
    { GROUND_OCA, "-owner:anna", "[\"!\",[\"user_id\",\"ilike\",\"anna\"]]" },
    { GROUND_OCA, "priority:urgent", "[[\"priority\",\"=\",\"3\"]]" },
    { GROUND_OCA, "category:damage", "[[\"category_id\",\"ilike\",\"damage\"]]" },
    { GROUND_OCA, "ids:3,5", "[[\"id\",\"in\",[3,5]]]" },
    { GROUND_OCA, "pallet",
      "[\"|\",\"|\",\"|\",[\"name\",\"ilike\",\"pallet\"],[\"number\",\"ilike\",\"pallet\"],"
      "[\"partner_id\",\"ilike\",\"pallet\"],[\"partner_email\",\"ilike\",\"pallet\"]]" },
    { GROUND_OCA, "priority:burning", NULL },
    { GROUND_OCA, "deadline:today", NULL }, /* it has none */
    { GROUND_OCA, "colour:red", NULL },
    { GROUND_TASKS, "mine", "[" TASKS_BASE ",[\"user_ids\",\"in\",[7]]]" },
    { GROUND_TASKS, "category:damage", "[" TASKS_BASE ",[\"tag_ids\",\"ilike\",\"damage\"]]" },
    { GROUND_TASKS, "open",
      "[" TASKS_BASE ",[\"state\",\"not in\",[\"1_done\",\"1_canceled\"]],\"|\","
      "[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false]]" },
    { GROUND_TASKS, "team:x", NULL }, /* one project is chosen */
    { GROUND_TASKS, "number:1", NULL },
  };
  GDate today = test_make_day ("2026-11-23");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ground ground;
      g_autoptr (BizService) service = NULL;
      g_autoptr (BizFilter) filter = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      ground_open (&ground, cases[i].ground, ALL_RIGHTS, answer, NULL);
      service = biz_service_new (ground.session, 4);
      biz_service_set_marked (service, BIZ_SERVICE_LATE, (const gint64[]){ 4, 9 }, 2);
      filter = biz_filter_parse (biz_service_get_grammar (service), cases[i].text, &today, &error);
      if (cases[i].domain == NULL)
        {
          g_assert_null (filter);
          test_take_error (&error, ERP_ERROR_VALIDATION);
        }
      else
        {
          g_autoptr (ErpListing) listing = biz_ticket_listing_new (service);
          g_autoptr (JsonNode) node = NULL;
          g_autofree char *text = NULL;

          g_assert_no_error (error);
          biz_ticket_listing_set_filter (listing, service, filter);
          node = erp_domain_to_json (erp_listing_get_domain (listing));
          text = erp_json_to_string (node);
          g_assert_cmpstr (text, ==, cases[i].domain);
        }
      ground_close (&ground);
    }
}

/* Once the stages are known, those that wait are named. */
static void
test_waiting (void)
{
  Server server = { 0 };
  Wait wait = { 0 };
  Ground ground;
  g_autoptr (BizService) service = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
  service = biz_service_new (ground.session, 0);
  biz_service_load_async (service, NULL, loaded_cb, &wait);
  fake_loop_until (is_done, &wait);
  biz_service_add_waiting (service, domain);
  node = erp_domain_to_json (domain);
  text = erp_json_to_string (node);
  g_assert_cmpstr (text, ==, "[" OPEN ",[\"stage_id\",\"in\",[3]]]");
  ground_close (&ground);
}

/* A policy that names the stages goes before their names, for the search and for the counter. */
static void
test_named_waiting (void)
{
  static const struct
  {
    gint64 ids[2];
    guint n;
    gboolean changed;
    const char *ids_text;
    guint waiting;
  } cases[] = {
    { { 3 }, 1, FALSE, "[3]", 2 },    /* as its name says */
    { { 3, 4 }, 2, FALSE, "[3]", 2 }, /* what is done waits for nobody */
    { { 1, 3 }, 2, TRUE, "[1,3]", 9 }, { { 1 }, 1, TRUE, "[1]", 7 }, { { 0 }, 0, TRUE, "[]", 0 },
  };
  Server server = { .groups = "[{\"user_id\":[7,\"Agent\"],\"stage_id\":[1,\"New\"],\"__count\":4},"
                              "{\"user_id\":false,\"stage_id\":[1,\"New\"],\"__count\":3},"
                              "{\"user_id\":[8,\"Berta\"],\"stage_id\":[3,\"Awaiting\"],"
                              "\"__count\":2}]" };
  Wait wait = { 0 };
  Ground ground;
  g_autoptr (BizService) service = NULL;

  ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
  service = biz_service_new (ground.session, 0);
  biz_service_load_async (service, NULL, loaded_cb, &wait);
  fake_loop_until (is_done, &wait);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      g_autofree char *expected =
          g_strdup_printf ("[" OPEN ",[\"stage_id\",\"in\",%s]]", cases[i].ids_text);

      g_assert_cmpint (biz_service_set_waiting (service, cases[i].ids, cases[i].n), ==,
                       cases[i].changed);
      g_assert_false (biz_service_set_waiting (service, cases[i].ids, cases[i].n));
      biz_service_add_waiting (service, domain);
      node = erp_domain_to_json (domain);
      text = erp_json_to_string (node);
      g_assert_cmpstr (text, ==, expected);
      wait.done = FALSE;
      biz_ticket_counts_load_async (service, NULL, counted_cb, &wait);
      fake_loop_until (is_done, &wait);
      g_assert_no_error (wait.error);
      g_assert_cmpuint (wait.counts.waiting, ==, cases[i].waiting);
    }
  /* a stage that is not listed goes by its name */
  g_assert_true (biz_service_is_stage_waiting (service, 99, "On hold"));
  g_assert_false (biz_service_is_stage_waiting (service, 99, "Parked"));
  ground_close (&ground);
}

static void
test_order (void)
{
  static const struct
  {
    GroundKind ground;
    BizTicketSort sort;
    gboolean descending;
    const char *order; /* NULL: the server cannot */
  } cases[] = {
    { GROUND_OCA, BIZ_TICKET_SORT_QUEUE, TRUE, "priority desc, create_date asc, id asc" },
    { GROUND_OCA, BIZ_TICKET_SORT_NUMBER, FALSE, "number asc, id asc" },
    { GROUND_OCA, BIZ_TICKET_SORT_OWNER, TRUE, "user_id desc, id desc" },
    { GROUND_OCA, BIZ_TICKET_SORT_DEADLINE, FALSE, NULL },
    { GROUND_TASKS, BIZ_TICKET_SORT_NUMBER, TRUE, "id desc" },
    { GROUND_TASKS, BIZ_TICKET_SORT_OWNER, FALSE, NULL },
    { GROUND_TASKS, BIZ_TICKET_SORT_CATEGORY, FALSE, NULL },
    { GROUND_TASKS, BIZ_TICKET_SORT_DEADLINE, FALSE, "date_deadline asc, id asc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ground ground;
      BizTicketShape shape;
      g_autofree char *order = NULL;

      ground_open (&ground, cases[i].ground, ALL_RIGHTS, answer, NULL);
      biz_ticket_shape_init (&shape, ground.capabilities);
      order = biz_ticket_sort_to_order (&shape, cases[i].sort, cases[i].descending);
      g_assert_cmpint (biz_ticket_can_sort (&shape, cases[i].sort), ==, cases[i].order != NULL);
      g_assert_cmpstr (order, ==,
                       cases[i].order != NULL ? cases[i].order : "create_date asc, id asc");
      ground_close (&ground);
    }
}

static gboolean
is_loaded (gpointer user_data)
{
  ErpListingState state = erp_paged_get_state (user_data);

  return state == ERP_LISTING_READY || state == ERP_LISTING_EMPTY;
}

/* The queue opens with one request. */
static void
test_list (void)
{
  Server server = { .rows = "{\"length\":1,\"records\":[" GROUND_OCA_ROW "]}" };
  Ground ground;
  g_autoptr (BizService) service = NULL;
  ErpListing *listing;
  g_autoptr (ErpRow) row = NULL;

  ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
  service = biz_service_new (ground.session, 0);
  listing = biz_ticket_listing_new (service);
  erp_listing_load (listing);
  fake_loop_until (is_loaded, listing);
  g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (listing), 0);
  g_assert_cmpint (biz_ticket_get_id (erp_row_get_item (row)), ==, 14);
  g_clear_object (&row);
  test_last_unref (&listing);
  ground_close (&ground);
}

static void
test_counts (void)
{
  static const struct
  {
    GroundKind ground;
    const char *groups, *owners;
    guint n_calls;
    BizTicketCounts counts;
  } cases[] = {
    { GROUND_OCA,
      "[{\"user_id\":[7,\"Agent\"],\"stage_id\":[1,\"New\"],\"__count\":4},"
      "{\"user_id\":false,\"stage_id\":[1,\"New\"],\"__count\":3},"
      "{\"user_id\":[8,\"Berta\"],\"stage_id\":[3,\"Awaiting\"],\"__count\":2},"
      "{\"user_id\":[7,\"Agent\"],\"stage_id\":false,\"__count\":1}]",
      NULL,
      1,
      { .open = 10, .mine = 5, .unassigned = 3, .waiting = 2 } },
    { GROUND_OCA, "[]", NULL, 1, { 0 } },
    /* a task with two owners is one case */
    { GROUND_TASKS,
      "[{\"stage_id\":[1,\"New\"],\"__count\":1}]",
      "[{\"user_ids\":[7,\"Agent\"],\"__count\":1},{\"user_ids\":[8,\"Berta\"],\"__count\":1}]",
      2,
      { .open = 1, .mine = 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .groups = cases[i].groups, .groups_of_owners = cases[i].owners };
      Wait wait = { 0 };
      Ground ground;
      g_autoptr (BizService) service = NULL;

      ground_open (&ground, cases[i].ground, ALL_RIGHTS, answer, &server);
      service = biz_service_new (ground.session, 4);
      biz_ticket_counts_load_async (service, NULL, counted_cb, &wait);
      fake_loop_until (is_done, &wait);
      g_assert_no_error (wait.error);
      g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, cases[i].n_calls);
      g_assert_cmpuint (wait.counts.open, ==, cases[i].counts.open);
      g_assert_cmpuint (wait.counts.mine, ==, cases[i].counts.mine);
      g_assert_cmpuint (wait.counts.unassigned, ==, cases[i].counts.unassigned);
      g_assert_cmpuint (wait.counts.waiting, ==, cases[i].counts.waiting);
      ground_close (&ground);
    }
}

static void
test_counts_refused (void)
{
  static const char *const answers[] = { "{}", "[7]", "[{\"user_id\":[7,\"A\"]}]",
                                         "[{\"user_id\":\"x\",\"stage_id\":false,\"__count\":1}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Server server = { .groups = answers[i] };
      Wait wait = { 0 };
      Ground ground;
      g_autoptr (BizService) service = NULL;

      ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
      service = biz_service_new (ground.session, 0);
      biz_ticket_counts_load_async (service, NULL, counted_cb, &wait);
      fake_loop_until (is_done, &wait);
      g_assert_false (wait.ok);
      test_take_error (&wait.error, ERP_ERROR_PROTOCOL);
      ground_close (&ground);
    }
}

static void
test_groups (void)
{
  static const struct
  {
    BizTicketGroupBy by;
    const char *groups;
    const char *labels; /* in their order */
  } cases[] = {
    { BIZ_TICKET_GROUP_OWNER,
      "[{\"user_id\":[8,\"Zoe\"],\"__count\":1},{\"user_id\":false,\"__count\":5},"
      "{\"user_id\":[7,\"Anna\"],\"__count\":2}]",
      "Anna 2, Zoe 1, Nobody’s 5, " },
    { BIZ_TICKET_GROUP_STAGE, /* as the server has them */
      "[{\"stage_id\":[1,\"New\"],\"__count\":1},{\"stage_id\":[3,\"Awaiting\"],\"__count\":5}]",
      "New 1, Awaiting 5, " },
    { BIZ_TICKET_GROUP_PRIORITY,
      "[{\"priority\":\"0\",\"__count\":1},{\"priority\":\"3\",\"__count\":5}]",
      "Urgent 5, Low 1, " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .groups = cases[i].groups };
      Ground ground;
      g_autoptr (BizService) service = NULL;
      g_autoptr (ErpGrouping) grouping = NULL;
      g_autoptr (GString) labels = g_string_new (NULL);

      ground_open (&ground, GROUND_OCA, ALL_RIGHTS, answer, &server);
      service = biz_service_new (ground.session, 0);
      grouping = biz_ticket_grouping_new (service, cases[i].by);
      erp_paged_load (ERP_PAGED (grouping));
      fake_loop_until (is_loaded, grouping);
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (grouping)); k++)
        {
          ErpGroup *group = erp_grouping_get_group (grouping, k);

          g_string_append_printf (labels, "%s %u, ", erp_group_get_label (group),
                                  (guint)erp_group_get_count (group));
        }
      g_assert_cmpstr (labels->str, ==, cases[i].labels);
      ground_close (&ground);
    }
}

static void
test_group_names (void)
{
  for (guint by = 0; by < BIZ_TICKET_N_GROUPS; by++)
    {
      BizTicketGroupBy found;

      g_assert_true (biz_ticket_group_by_from_name (
          biz_ticket_group_by_get_name ((BizTicketGroupBy)by), &found));
      g_assert_cmpint (found, ==, by);
      g_assert_cmpstr (biz_ticket_group_by_get_label ((BizTicketGroupBy)by), !=, "");
    }
  g_assert_false (biz_ticket_group_by_from_name ("colour", &(BizTicketGroupBy){ 0 }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/service/rights", test_rights);
  g_test_add_func ("/biz/service/lists", test_lists);
  g_test_add_func ("/biz/service/refused-lists", test_refused_lists);
  g_test_add_func ("/biz/service/project", test_project);
  g_test_add_func ("/biz/service/filter", test_filter);
  g_test_add_func ("/biz/service/waiting", test_waiting);
  g_test_add_func ("/biz/service/named-waiting", test_named_waiting);
  g_test_add_func ("/biz/service/order", test_order);
  g_test_add_func ("/biz/service/list", test_list);
  g_test_add_func ("/biz/service/counts", test_counts);
  g_test_add_func ("/biz/service/counts-refused", test_counts_refused);
  g_test_add_func ("/biz/service/groups", test_groups);
  g_test_add_func ("/biz/service/group-names", test_group_names);

  return g_test_run ();
}
