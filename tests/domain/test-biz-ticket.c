/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a case is on each kind of server, from the fields it has to the row that is read. */

#include "biz-ticket.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "service-ground.h"
#include "test-values.h"

static void
make_shape (BizTicketShape *shape, GroundKind kind)
{
  Ground ground;

  ground_open (&ground, kind, ERP_RIGHT_READ, NULL, NULL);
  biz_ticket_shape_init (shape, ground.capabilities);
  ground_close (&ground);
}

static void
test_kinds (void)
{
  static const struct
  {
    GroundKind ground;
    ErpRights rights;
    BizTicketKind kind;
    const char *model, *number, *owner, *category, *team_model, *stage_model, *category_model;
  } cases[] = {
    { GROUND_OCA, ERP_RIGHT_READ, BIZ_TICKETS_HELPDESK, "helpdesk.ticket", "number", "user_id",
      "category_id", "helpdesk.ticket.team", "helpdesk.ticket.stage", "helpdesk.ticket.category" },
    { GROUND_ENTERPRISE, ERP_RIGHT_READ, BIZ_TICKETS_ENTERPRISE, "helpdesk.ticket", "ticket_ref",
      "user_id", "ticket_type_id", "helpdesk.team", "helpdesk.stage", "helpdesk.ticket.type" },
    { GROUND_TASKS, ERP_RIGHT_READ, BIZ_TICKETS_TASKS, "project.task", NULL, "user_ids", "tag_ids",
      "project.project", "project.task.type", "project.tags" },
    { GROUND_NOTHING, ERP_RIGHT_READ, BIZ_TICKETS_NONE },
    { GROUND_TASKS, 0, BIZ_TICKETS_NONE },
    { GROUND_OCA, 0, BIZ_TICKETS_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizTicketShape shape;
      Ground ground;

      ground_open (&ground, cases[i].ground, cases[i].rights, NULL, NULL);
      biz_ticket_shape_init (&shape, ground.capabilities);
      g_assert_cmpint (shape.kind, ==, cases[i].kind);
      g_assert_cmpstr (shape.model, ==, cases[i].model);
      g_assert_cmpstr (shape.fields[BIZ_TICKET_NUMBER], ==, cases[i].number);
      g_assert_cmpstr (shape.fields[BIZ_TICKET_OWNER], ==, cases[i].owner);
      g_assert_cmpstr (shape.fields[BIZ_TICKET_CATEGORY], ==, cases[i].category);
      if (cases[i].model != NULL)
        {
          g_assert_cmpstr (biz_ticket_shape_get_team_model (&shape), ==, cases[i].team_model);
          g_assert_cmpstr (biz_ticket_shape_get_stage_model (&shape), ==, cases[i].stage_model);
          g_assert_cmpstr (biz_ticket_shape_get_category_model (&shape), ==,
                           cases[i].category_model);
        }
      ground_close (&ground);
    }
}

#define NAMED "{\"fields\":{\"display_name\":{}}}"

/* Only what the server has is asked for; what closes a case depends on it. */
static void
test_specification (void)
{
  static const struct
  {
    GroundKind ground;
    const char *specification;
  } cases[] = {
    { GROUND_OCA,
      "{\"name\":{},\"number\":{},\"partner_email\":{},\"priority\":{},\"create_date\":{},"
      "\"write_date\":{},\"last_stage_update\":{},\"closed_date\":{},\"partner_id\":" NAMED
      ",\"team_id\":" NAMED ",\"user_id\":" NAMED ",\"category_id\":" NAMED ",\"company_id\":" NAMED
      ",\"write_uid\":" NAMED ",\"stage_id\":{\"fields\":{\"display_name\":{},\"closed\":{}}}}" },
    { GROUND_ENTERPRISE,
      "{\"name\":{},\"ticket_ref\":{},\"partner_email\":{},\"priority\":{},\"create_date\":{},"
      "\"write_date\":{},\"date_last_stage_update\":{},\"close_date\":{},\"sla_deadline\":{},"
      "\"partner_id\":" NAMED ",\"team_id\":" NAMED ",\"user_id\":" NAMED
      ",\"ticket_type_id\":" NAMED ",\"company_id\":" NAMED ",\"write_uid\":" NAMED
      ",\"stage_id\":{\"fields\":{\"display_name\":{},\"fold\":{}}}}" },
    { GROUND_TASKS,
      "{\"name\":{},\"priority\":{},\"state\":{},\"create_date\":{},\"write_date\":{},"
      "\"date_last_stage_update\":{},\"date_end\":{},\"date_deadline\":{},\"partner_id\":" NAMED
      ",\"project_id\":" NAMED ",\"user_ids\":" NAMED ",\"tag_ids\":" NAMED ",\"company_id\":" NAMED
      ",\"write_uid\":" NAMED ",\"stage_id\":{\"fields\":{\"display_name\":{},\"fold\":{}}}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *specification = NULL;
      BizTicketShape shape;

      make_shape (&shape, cases[i].ground);
      specification = biz_ticket_shape_make_specification (&shape);
      g_assert_cmpstr (specification, ==, cases[i].specification);
      json_node_unref (erp_json_literal (specification));
    }
}

static char *
dup_domain (ErpDomain *domain)
{
  g_autoptr (JsonNode) node = erp_domain_to_json (domain);

  return erp_json_to_string (node);
}

static void
test_open (void)
{
  static const struct
  {
    GroundKind ground;
    const char *base, *open, *closed;
  } cases[] = {
    { GROUND_OCA, "[]", "[\"|\",[\"stage_id\",\"=\",false],[\"stage_id.closed\",\"=\",false]]",
      "[[\"stage_id.closed\",\"=\",true]]" },
    { GROUND_ENTERPRISE, "[]", "[\"|\",[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false]]",
      "[[\"stage_id.fold\",\"=\",true]]" },
    { GROUND_TASKS, "[[\"project_id\",\"=\",4],[\"is_template\",\"=\",false]]",
      "[[\"state\",\"not in\",[\"1_done\",\"1_canceled\"]],\"|\",[\"stage_id\",\"=\",false],"
      "[\"stage_id.fold\",\"=\",false]]",
      "[\"|\",[\"state\",\"in\",[\"1_done\",\"1_canceled\"]],[\"stage_id.fold\",\"=\",true]]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpDomain) base = erp_domain_new ();
      g_autoptr (ErpDomain) open = erp_domain_new ();
      g_autoptr (ErpDomain) closed = erp_domain_new ();
      g_autofree char *base_text = NULL;
      g_autofree char *open_text = NULL;
      g_autofree char *closed_text = NULL;
      BizTicketShape shape;

      make_shape (&shape, cases[i].ground);
      biz_ticket_shape_add_base (&shape, base, 4);
      biz_ticket_shape_add_open (&shape, open);
      biz_ticket_shape_add_closed (&shape, closed);
      base_text = dup_domain (base);
      open_text = dup_domain (open);
      closed_text = dup_domain (closed);
      g_assert_cmpstr (base_text, ==, cases[i].base);
      g_assert_cmpstr (open_text, ==, cases[i].open);
      g_assert_cmpstr (closed_text, ==, cases[i].closed);
    }
}

static BizTicket *
read_row (GroundKind kind, const char *json, const char *member, const char *value, GError **error)
{
  g_autoptr (JsonObject) row =
      member != NULL ? test_object_with (json, member, value) : test_object (json);
  BizTicketShape shape;

  make_shape (&shape, kind);

  return biz_ticket_new_from_json (&shape, row, error);
}

static void
test_ticket (void)
{
  g_autoptr (GError) error = NULL;
  BizTicket *ticket = read_row (GROUND_OCA, GROUND_OCA_ROW, NULL, NULL, &error);
  g_autofree char *number = NULL;
  const BizTicketFacts *facts;

  g_assert_no_error (error);
  facts = biz_ticket_get_facts (ticket);
  number = biz_ticket_dup_number (ticket);
  g_assert_cmpstr (biz_ticket_get_model (ticket), ==, "helpdesk.ticket");
  g_assert_cmpint (biz_ticket_get_id (ticket), ==, 14);
  g_assert_cmpstr (number, ==, "HT00014");
  g_assert_cmpstr (facts->title, ==, "Broken pallet");
  g_assert_cmpstr (biz_ticket_get_who (ticket), ==, "Azure Interior");
  g_assert_cmpint (facts->customer_id, ==, 15);
  g_assert_cmpint (facts->team_id, ==, 5);
  g_assert_cmpint (facts->stage_id, ==, 1);
  g_assert_cmpstr (facts->stage, ==, "New");
  g_assert_false (facts->closed);
  g_assert_false (facts->waiting);
  g_assert_true (biz_ticket_is_owned_by (ticket, 7));
  g_assert_false (biz_ticket_is_owned_by (ticket, 8));
  g_assert_cmpint (facts->priority, ==, 2);
  g_assert_cmpstr (facts->category, ==, "Damage");
  g_assert_cmpstr (facts->write_date, ==, "2026-11-22 18:00:00");
  g_assert_cmpint (facts->written - facts->created, ==, 1112);
  g_assert_cmpint (facts->ended, ==, 0);
  g_assert_cmpint (biz_ticket_get_age (ticket, facts->created + 60), ==, 60);
  g_assert_cmpint (biz_ticket_get_age (ticket, facts->created - 60), ==, 0);
  test_last_unref (&ticket);
}

static void
test_task (void)
{
  g_autoptr (GError) error = NULL;
  BizTicket *ticket = read_row (GROUND_TASKS, GROUND_TASK_ROW, NULL, NULL, &error);
  g_autofree char *number = NULL;
  const BizTicketFacts *facts;

  g_assert_no_error (error);
  facts = biz_ticket_get_facts (ticket);
  number = biz_ticket_dup_number (ticket);
  g_assert_cmpstr (number, ==, "#21");
  g_assert_cmpstr (facts->team, ==, "Service");
  g_assert_cmpstr (facts->owner, ==, "Agent Test, Berta");
  g_assert_cmpint (facts->owner_id, ==, 7);
  g_assert_true (biz_ticket_is_owned_by (ticket, 8));
  g_assert_cmpint (facts->category_id, ==, 31);
  g_assert_cmpint (facts->company_id, ==, 0);
  /* a day ends with its last second */
  g_assert_cmpint (facts->deadline - facts->created, ==, 4 * 86400 + 16 * 3600 - 1);
  test_last_unref (&ticket);
}

static void
test_standing (void)
{
  static const struct
  {
    GroundKind ground;
    const char *member, *value;
    gboolean closed, waiting;
  } cases[] = {
    { GROUND_OCA, "stage_id", "{\"id\":4,\"closed\":true,\"display_name\":\"Done\"}", TRUE, FALSE },
    { GROUND_OCA, "stage_id", "{\"id\":3,\"closed\":false,\"display_name\":\"Awaiting\"}", FALSE,
      TRUE },
    { GROUND_OCA, "stage_id", "{\"id\":9,\"closed\":true,\"display_name\":\"Waited too long\"}",
      TRUE, FALSE },
    { GROUND_OCA, "stage_id", "false", FALSE, FALSE },
    { GROUND_TASKS, "state", "\"1_done\"", TRUE, FALSE },
    { GROUND_TASKS, "state", "\"1_canceled\"", TRUE, FALSE },
    { GROUND_TASKS, "state", "\"04_waiting_normal\"", FALSE, TRUE },
    { GROUND_TASKS, "state", "\"03_approved\"", FALSE, FALSE },
    { GROUND_TASKS, "stage_id", "{\"id\":3,\"fold\":true,\"display_name\":\"Done\"}", TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *row = cases[i].ground == GROUND_OCA ? GROUND_OCA_ROW : GROUND_TASK_ROW;
      g_autoptr (GError) error = NULL;
      g_autoptr (BizTicket) ticket =
          read_row (cases[i].ground, row, cases[i].member, cases[i].value, &error);

      g_assert_no_error (error);
      g_assert_cmpint (biz_ticket_get_facts (ticket)->closed, ==, cases[i].closed);
      g_assert_cmpint (biz_ticket_get_facts (ticket)->waiting, ==, cases[i].waiting);
    }
}

static void
test_gaps (void)
{
  static const struct
  {
    const char *member, *value;
  } cases[] = {
    { "partner_id", "false" },  { "partner_email", "false" }, { "team_id", "false" },
    { "user_id", "false" },     { "priority", "false" },      { "category_id", "false" },
    { "closed_date", "false" }, { "name", "false" },          { "number", "\"/\"" },
    { "company_id", "false" },  { "write_date", "false" },    { "priority", "\"seven\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizTicket) ticket =
          read_row (GROUND_OCA, GROUND_OCA_ROW, cases[i].member, cases[i].value, &error);
      g_autofree char *number = NULL;

      g_test_message ("%s", cases[i].member);
      g_assert_no_error (error);
      number = biz_ticket_dup_number (ticket);
      g_assert_nonnull (biz_ticket_get_facts (ticket)->title);
      g_assert_nonnull (biz_ticket_get_who (ticket));
      g_assert_cmpstr (number, ==, g_str_equal (cases[i].member, "number") ? "#14" : "HT00014");
    }
}

static void
test_refused (void)
{
  static const struct
  {
    GroundKind ground;
    const char *member, *value;
  } cases[] = {
    { GROUND_OCA, "id", NULL },
    { GROUND_OCA, "number", "[]" },
    { GROUND_OCA, "partner_id", "7.5" },
    { GROUND_OCA, "user_id", "\"me\"" },
    { GROUND_OCA, "stage_id", "{\"id\":1,\"display_name\":\"x\",\"closed\":\"no\"}" },
    { GROUND_OCA, "create_date", "\"yesterday\"" },
    { GROUND_OCA, "priority", "2" },
    { GROUND_TASKS, "user_ids", "[7]" },
    { GROUND_TASKS, "user_ids", "false" },
    { GROUND_TASKS, "tag_ids", "[{\"display_name\":\"x\"}]" },
    { GROUND_TASKS, "date_deadline", "\"2026-99-99\"" },
    { GROUND_TASKS, "state", "{}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *row = cases[i].ground == GROUND_OCA ? GROUND_OCA_ROW : GROUND_TASK_ROW;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].member);
      g_assert_null (read_row (cases[i].ground, row, cases[i].member, cases[i].value, &error));
      test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

static void
test_waits (void)
{
  static const struct
  {
    const char *name;
    gboolean waits;
  } cases[] = {
    { "Awaiting", TRUE },
    { "Waiting for customer", TRUE },
    { "Wartet auf Kunde", TRUE },
    { "PENDING", TRUE },
    { "On Hold", TRUE },
    { "Rückfrage beim Kunden", TRUE },
    { "RÜCKFRAGE", TRUE },
    { "In Progress", FALSE },
    { "New", FALSE },
    { "", FALSE },
    { NULL, FALSE },
    { "Done", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (biz_ticket_name_waits (cases[i].name), ==, cases[i].waits);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/ticket/kinds", test_kinds);
  g_test_add_func ("/biz/ticket/specification", test_specification);
  g_test_add_func ("/biz/ticket/open", test_open);
  g_test_add_func ("/biz/ticket/ticket", test_ticket);
  g_test_add_func ("/biz/ticket/task", test_task);
  g_test_add_func ("/biz/ticket/standing", test_standing);
  g_test_add_func ("/biz/ticket/gaps", test_gaps);
  g_test_add_func ("/biz/ticket/refused", test_refused);
  g_test_add_func ("/biz/ticket/waits", test_waits);

  return g_test_run ();
}
