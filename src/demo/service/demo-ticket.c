/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"
#include "demo-thread.h"

/* Tickets of a help desk. */

static const DemoField fields[] = {
  F_CHAR ("number",
          "Ticket number",
          .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX,
          .value = "\"/\""),
  F_CHAR ("name", "Title", .flags = DEMO_REQUIRED),
  F_HTML ("description", "Description", .flags = DEMO_REQUIRED),
  F_M2O ("user_id", "Assigned user", "res.users", .flags = DEMO_INDEX),
  F_M2O ("stage_id", "Stage", "helpdesk.ticket.stage", .flags = DEMO_INDEX | DEMO_NO_COPY),
  F_M2O ("partner_id", "Contact", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("commercial_partner_id",
         "Commercial Partner",
         "res.partner",
         .related = "partner_id.commercial_partner_id",
         .flags = DEMO_READONLY),
  F_CHAR ("partner_name", "Partner Name"),
  F_CHAR ("partner_email", "Email"),
  F_CHAR ("email_cc", "Email cc"),
  F_TIME ("last_stage_update", "Last Stage Update"),
  F_TIME ("assigned_date", "Assigned Date"),
  F_TIME ("closed_date", "Closed Date"),
  F_BOOL ("closed", "Closed", .related = "stage_id.closed"),
  F_BOOL ("unattended", "Unattended", .related = "stage_id.unattended"),
  F_M2M ("tag_ids",
         "Tags",
         "helpdesk.ticket.tag",
         "helpdesk_ticket_helpdesk_ticket_tag_rel",
         "helpdesk_ticket_id",
         "helpdesk_ticket_tag_id"),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("channel_id", "Channel", "helpdesk.ticket.channel"),
  F_M2O ("category_id", "Category", "helpdesk.ticket.category", .flags = DEMO_INDEX),
  F_M2O ("team_id", "Team", "helpdesk.ticket.team", .flags = DEMO_INDEX),
  F_SELECT ("priority", "Priority", "0:Low|1:Medium|2:High|3:Very High", .value = "\"1\""),
  F_O2M ("attachment_ids",
         "Media Attachments",
         "ir.attachment",
         "res_id",
         .domain = "[[\"res_model\", \"=\", \"helpdesk.ticket\"]]"),
  F_INT ("color", "Color Index"),
  F_SELECT (
      "kanban_state", "Kanban State", "normal:Default|done:Ready for next stage|blocked:Blocked"),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_ACTIVE,
  DEMO_THREAD_FIELDS ("helpdesk.ticket"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "helpdesk_mgmt.group_helpdesk_manager", DEMO_ALL },
  { "helpdesk_mgmt.group_helpdesk_user_own", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "base.group_user", DEMO_READ },
  { 0 },
};

static gint64
find_own_partner (DemoEnv *env)
{
  return demo_env_get_int (env, "res.users", demo_env_get_uid (env), "partner_id");
}

static char *
list_ids (DemoIds *ids)
{
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);

  return json_to_string (list, FALSE);
}

static JsonNode *
about_myself (DemoEnv *env)
{
  g_autoptr (DemoIds) ids =
      demo_db_ids (demo_env_get_db (env), NULL,
                   "SELECT id FROM helpdesk_ticket WHERE partner_id = ?1 UNION"
                   " SELECT res_id FROM mail_followers WHERE res_model = 'helpdesk.ticket'"
                   " AND partner_id = ?1",
                   "i", find_own_partner (env));
  g_autofree char *text = list_ids (ids);

  return demo_json ("[[\"id\", \"in\", %s]]", text);
}

static DemoIds *
own_teams (DemoEnv *env)
{
  return demo_db_ids (demo_env_get_db (env), NULL,
                      "SELECT helpdesk_ticket_team_id FROM helpdesk_ticket_team_res_users_rel"
                      " WHERE res_users_id = ?",
                      "i", demo_env_get_uid (env));
}

static JsonNode *
my_own (DemoEnv *env)
{
  g_autoptr (DemoIds) teams = own_teams (env);
  g_autofree char *text = list_ids (teams);

  return demo_json ("[\"|\", [\"user_id\", \"=\", %" G_GINT64_FORMAT "], \"&\","
                    " [\"user_id\", \"=\", false], [\"team_id\", \"in\", %s]]",
                    demo_env_get_uid (env), text);
}

static JsonNode *
of_my_teams (DemoEnv *env)
{
  g_autoptr (DemoIds) teams = own_teams (env);
  g_autofree char *text = list_ids (teams);

  return demo_json ("[\"|\", [\"team_id\", \"in\", %s], [\"team_id\", \"=\", false]]", text);
}

static JsonNode *
everything (DemoEnv *env)
{
  return demo_json ("[[1, \"=\", 1]]");
}

static const DemoRule rules[] = {
  { "base.group_user", 0, about_myself },
  { "helpdesk_mgmt.group_helpdesk_user_own", 0, my_own },
  { "helpdesk_mgmt.group_helpdesk_user_team", 0, of_my_teams },
  { "helpdesk_mgmt.group_helpdesk_user", 0, everything },
  { NULL },
};

/* The first stage of the team, or of everybody where the team has none of its own. */
static gint64
first_stage (DemoEnv *env, gint64 team)
{
  gint64 company = team > 0 ? demo_env_get_int (env, "helpdesk.ticket.team", team, "company_id")
                            : demo_env_get_company (env);

  return demo_db_int (
      demo_env_get_db (env), NULL,
      "SELECT s.id FROM helpdesk_ticket_stage s WHERE s.active"
      " AND COALESCE(s.company_id, ?1) IS ?1"
      " AND (NOT EXISTS (SELECT 1 FROM helpdesk_ticket_stage_helpdesk_ticket_team_rel r"
      "      WHERE r.helpdesk_ticket_stage_id = s.id)"
      "  OR EXISTS (SELECT 1 FROM helpdesk_ticket_stage_helpdesk_ticket_team_rel r"
      "      WHERE r.helpdesk_ticket_stage_id = s.id AND r.helpdesk_ticket_team_id = ?2))"
      " ORDER BY s.sequence, s.id LIMIT 1",
      "oi", company, team);
}

/* A number is never given twice: it goes with the id. */
static void
take_number (DemoEnv *env, JsonObject *vals)
{
  const char *given = demo_vals_text (vals, "number");
  g_autofree char *number = NULL;

  if (given != NULL && !g_str_equal (given, "/"))
    return;
  number = g_strdup_printf (
      "HT%05" G_GINT64_FORMAT,
      1
          + demo_db_int (demo_env_get_db (env), NULL,
                         "SELECT seq FROM sqlite_sequence WHERE name = 'helpdesk_ticket'", ""));
  json_object_set_string_member (vals, "number", number);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 team = demo_vals_int (vals, "team_id");
  gint64 company =
      team > 0 ? demo_env_get_int (env, "helpdesk.ticket.team", team, "company_id") : 0;

  take_number (env, vals);
  if (company == 0 && demo_vals_int (vals, "company_id") == 0)
    company = demo_env_get_company (env);
  if (company > 0)
    json_object_set_int_member (vals, "company_id", company);
  if (demo_vals_int (vals, "stage_id") == 0)
    {
      gint64 stage = first_stage (env, team);

      if (stage > 0)
        json_object_set_int_member (vals, "stage_id", stage);
    }
  if (demo_vals_text (vals, "last_stage_update") == NULL)
    json_object_set_string_member (vals, "last_stage_update", demo_env_now (env));
  if (demo_vals_int (vals, "user_id") > 0 && demo_vals_text (vals, "assigned_date") == NULL)
    json_object_set_string_member (vals, "assigned_date", demo_env_now (env));

  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return demo_thread_post (env, model->name, id,
                           "<div summary=\"o_mail_notification\"><p>Ticket opened</p></div>",
                           "notification", demo_env_ref (env, "helpdesk_mgmt.hlp_tck_created"),
                           error)
             > 0
         && demo_thread_follow (env, model->name, id, find_own_partner (env), error);
}

static gboolean
log_changes (DemoEnv *env, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const struct
  {
    const char *field, *label, *relation;
  } tracked[] = {
    { "user_id", "Assigned user", "res.users" },
    { "stage_id", "Stage", "helpdesk.ticket.stage" },
  };

  for (guint i = 0; i < ids->len; i++)
    for (guint t = 0; t < G_N_ELEMENTS (tracked); t++)
      if (json_object_has_member (vals, tracked[t].field)
          && !demo_case_log_link (env, "helpdesk.ticket", demo_ids_get (ids, i), tracked[t].field,
                                  tracked[t].label, tracked[t].relation,
                                  demo_vals_int (vals, tracked[t].field), "mail.mt_note", error))
        return FALSE;

  return TRUE;
}

/* Another team starts anew in its first stage; the day of closing stays when one is opened again.
 */
static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 stage = demo_vals_int (vals, "stage_id");

  if (stage > 0)
    {
      json_object_set_string_member (vals, "last_stage_update", demo_env_now (env));
      if (demo_env_get_int (env, "helpdesk.ticket.stage", stage, "closed"))
        json_object_set_string_member (vals, "closed_date", demo_env_now (env));
    }
  else if (json_object_has_member (vals, "team_id"))
    json_object_set_int_member (vals, "stage_id",
                                first_stage (env, demo_vals_int (vals, "team_id")));
  if (demo_vals_int (vals, "user_id") > 0)
    json_object_set_string_member (vals, "assigned_date", demo_env_now (env));

  return log_changes (env, ids, vals, error);
}

static JsonNode *
assign_to_me (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();

  json_object_set_int_member (vals, "user_id", demo_env_get_uid (env));
  demo_env_write (env, model->name, ids, vals, error);

  return NULL;
}

static const DemoMethod methods[] = {
  { "assign_to_me", assign_to_me, "" },
  { 0 },
};

static const char *const searched[] = { "number", "name", NULL };

const DemoModel demo_ticket_model = {
  .name = "helpdesk.ticket",
  .label = "Helpdesk Ticket",
  .table = "helpdesk_ticket",
  .order = "priority desc, sequence, number desc, id desc",
  .rec_name = "number",
  .display_sql = "$.number || ' - ' || $.name",
  .name_search = searched,
  .since = 18,
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .rules = rules,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
};
