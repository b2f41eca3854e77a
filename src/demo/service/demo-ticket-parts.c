/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* What tickets are sorted by: stages, teams, categories, channels, tags. */

static const DemoAccessRow part_access[] = {
  { "base.group_user", DEMO_READ },
  { "helpdesk_mgmt.group_helpdesk_manager", DEMO_ALL },
  { 0 },
};

static const DemoField stage_fields[] = {
  F_CHAR ("name", "Stage Name", .flags = DEMO_REQUIRED),
  F_HTML ("description", "Description"),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_ACTIVE,
  F_BOOL ("unattended", "Unattended"),
  F_BOOL ("closed", "Closed"),
  F_BOOL ("close_from_portal", "Close From Portal"),
  F_BOOL ("fold", "Folded in Kanban"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2M ("team_ids",
         "Helpdesk Teams",
         "helpdesk.ticket.team",
         "helpdesk_ticket_stage_helpdesk_ticket_team_rel",
         "helpdesk_ticket_stage_id",
         "helpdesk_ticket_team_id"),
  { 0 },
};

const DemoModel demo_ticket_stage_model = {
  .name = "helpdesk.ticket.stage",
  .label = "Helpdesk Ticket Stage",
  .table = "helpdesk_ticket_stage",
  .order = "sequence, id",
  .since = 18,
  .company_field = "company_id",
  .fields = stage_fields,
  .access = part_access,
};

static const DemoField category_fields[] = {
  F_INT ("sequence", "Sequence", .value = "10"),
  F_ACTIVE,
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

const DemoModel demo_ticket_category_model = {
  .name = "helpdesk.ticket.category",
  .label = "Helpdesk Ticket Category",
  .table = "helpdesk_ticket_category",
  .order = "sequence, id",
  .since = 18,
  .company_field = "company_id",
  .fields = category_fields,
  .access = part_access,
};

const DemoModel demo_ticket_channel_model = {
  .name = "helpdesk.ticket.channel",
  .label = "Helpdesk Ticket Channel",
  .table = "helpdesk_ticket_channel",
  .order = "sequence, id",
  .since = 18,
  .company_field = "company_id",
  .fields = category_fields,
  .access = (const DemoAccessRow[]){ { "helpdesk_mgmt.group_helpdesk_user_own", DEMO_READ },
                                     { "helpdesk_mgmt.group_helpdesk_manager", DEMO_ALL },
                                     { 0 } },
};

static const DemoField tag_fields[] = {
  F_CHAR ("name", "Name"),
  F_INT ("color", "Color Index"),
  F_ACTIVE,
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

const DemoModel demo_ticket_tag_model = {
  .name = "helpdesk.ticket.tag",
  .label = "Helpdesk Ticket Tag",
  .table = "helpdesk_ticket_tag",
  .since = 18,
  .company_field = "company_id",
  .fields = tag_fields,
  .access = part_access,
};

#define OPEN_TICKETS(more)                                                                         \
  "(SELECT COUNT(*) FROM helpdesk_ticket t JOIN helpdesk_ticket_stage s ON s.id = t.stage_id"      \
  " WHERE t.team_id = $.id AND t.active AND NOT s.closed" more ")"

static const DemoField team_fields[] = {
  F_INT ("sequence", "Sequence", .value = "10"),
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_M2M ("user_ids",
         "Members",
         "res.users",
         "helpdesk_ticket_team_res_users_rel",
         "helpdesk_ticket_team_id",
         "res_users_id"),
  F_ACTIVE,
  F_M2M ("category_ids",
         "Category",
         "helpdesk.ticket.category",
         "helpdesk_ticket_category_helpdesk_ticket_team_rel",
         "helpdesk_ticket_team_id",
         "helpdesk_ticket_category_id"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("user_id", "Team Leader", "res.users"),
  F_M2O ("alias_id", "Email", "mail.alias"),
  F_CHAR ("alias_name", "Alias Name", .related = "alias_id.alias_name"),
  F_INT ("color", "Color Index"),
  F_O2M ("ticket_ids", "Tickets", "helpdesk.ticket", "team_id"),
  F_INT ("todo_ticket_count", "Number of tickets", .sql = OPEN_TICKETS ("")),
  F_INT ("todo_ticket_count_unassigned",
         "Number of tickets unassigned",
         .sql = OPEN_TICKETS (" AND t.user_id IS NULL")),
  F_INT ("todo_ticket_count_unattended",
         "Number of tickets unattended",
         .sql = OPEN_TICKETS (" AND s.unattended")),
  F_INT ("todo_ticket_count_high_priority",
         "Number of tickets in high priority",
         .sql = OPEN_TICKETS (" AND t.priority = '3'")),
  F_BOOL ("show_in_portal", "Show in portal form", .value = "true"),
  DEMO_THREAD_FIELDS ("helpdesk.ticket.team"),
  { 0 },
};

const DemoModel demo_ticket_team_model = {
  .name = "helpdesk.ticket.team",
  .label = "Helpdesk Ticket Team",
  .table = "helpdesk_ticket_team",
  .order = "sequence, id",
  .since = 18,
  .company_field = "company_id",
  .fields = team_fields,
  .mixins = demo_thread_mixins,
  .access = part_access,
};

static const DemoField alias_fields[] = {
  F_CHAR ("alias_name", "Alias Name"),
  F_CHAR ("alias_full_name", "Alias Email", .sql = "$.alias_name || '@nordlicht.example'"),
  { 0 },
};

const DemoModel demo_alias_model = {
  .name = "mail.alias",
  .label = "Email Aliases",
  .table = "mail_alias",
  .rec_name = "alias_name",
  .display_sql = "COALESCE($.alias_name || '@nordlicht.example', 'Inactive Alias')",
  .fields = alias_fields,
  .access = (const DemoAccessRow[]){ { "base.group_user", DEMO_READ },
                                     { "base.group_system", DEMO_ALL },
                                     { 0 } },
};
