/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* Projects, the stages of their tasks, and tags. */

#define TASKS(more)                                                                                \
  "(SELECT COUNT(*) FROM project_task t WHERE t.project_id = $.id AND t.active" more ")"

static const DemoField project_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_INT ("sequence", "Sequence", .value = "10"),
  F_HTML ("description", "Description"),
  F_M2O ("user_id", "Project Manager", "res.users"),
  F_M2O ("partner_id", "Customer", "res.partner"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("alias_id", "Alias", "mail.alias"),
  F_M2M ("type_ids",
         "Tasks Stages",
         "project.task.type",
         "project_task_type_rel",
         "project_id",
         "type_id"),
  F_M2M ("tag_ids",
         "Tags",
         "project.tags",
         "project_project_project_tags_rel",
         "project_project_id",
         "project_tags_id"),
  F_O2M ("task_ids", "Tasks", "project.task", "project_id"),
  F_O2M ("tasks", "Task Activities", "project.task", "project_id"),
  F_INT ("task_count", "Task Count", .sql = TASKS ("")),
  F_INT ("open_task_count",
         "Open Task Count",
         .sql = TASKS (" AND t.state NOT IN ('1_done', '1_canceled')")),
  F_M2O ("resource_calendar_id",
         "Working Time",
         "resource.calendar",
         .sql = "(SELECT c.resource_calendar_id FROM res_company c"
                " WHERE c.id = COALESCE($.company_id, {company}))"),
  F_CHAR ("label_tasks", "Use Tasks as", .value = "\"Tasks\""),
  F_SELECT ("privacy_visibility",
            "Visibility",
            "followers:Invited internal users|employees:All internal users|"
            "portal:Invited portal users and all internal users",
            .flags = DEMO_REQUIRED,
            .value = "\"portal\""),
  F_BOOL ("allow_billable", "Billable"),
  F_DATE ("date_start", "Start Date"),
  F_DATE ("date", "Expiration Date"),
  F_INT ("color", "Color Index"),
  DEMO_THREAD_FIELDS ("project.project"),
  { 0 },
};

static const DemoAccessRow project_access[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

const DemoModel demo_project_model = {
  .name = "project.project",
  .label = "Project",
  .table = "project_project",
  .order = "sequence, name, id",
  .company_field = "company_id",
  .fields = project_fields,
  .mixins = demo_thread_mixins,
  .access = project_access,
};

static const DemoField stage_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_INT ("sequence", "Sequence", .value = "1"),
  F_BOOL ("fold", "Folded"),
  F_M2O ("user_id", "Stage Owner", "res.users", .flags = DEMO_INDEX),
  F_M2M ("project_ids",
         "Projects",
         "project.project",
         "project_task_type_rel",
         "type_id",
         "project_id"),
  F_INT ("rotting_threshold_days", "Days to rot", .since = 19),
  F_INT ("color", "Color", .since = 19),
  { 0 },
};

/* A stage with an owner is one of his own list and nobody else's. */
static JsonNode *
shared_or_mine (DemoEnv *env)
{
  return demo_json ("[\"|\", [\"user_id\", \"=\", false],"
                    " [\"user_id\", \"=\", %" G_GINT64_FORMAT "]]",
                    demo_env_get_uid (env));
}

static const DemoRule stage_rules[] = {
  { "base.group_user", 0, shared_or_mine },
  { NULL },
};

static const DemoAccessRow open_access[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

const DemoModel demo_task_stage_model = {
  .name = "project.task.type",
  .label = "Task Stage",
  .table = "project_task_type",
  .order = "sequence, id",
  .fields = stage_fields,
  .access = open_access,
  .rules = stage_rules,
};

static const DemoField tag_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_INT ("color", "Color"),
  { 0 },
};

const DemoModel demo_project_tag_model = {
  .name = "project.tags",
  .label = "Project Tags",
  .table = "project_tags",
  .order = "name",
  .fields = tag_fields,
  .access = open_access,
};
