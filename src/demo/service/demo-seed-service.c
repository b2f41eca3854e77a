/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed.h"

/* What a service desk works with before the first case: stages, teams, categories, working hours,
 * the ways back of goods. */

#define LOG_COLUMNS ", create_uid, create_date, write_uid, write_date"

static gboolean
add_subtypes (DemoSeed *seed, GError **error)
{
  static const struct
  {
    const char *name, *xmlid, *model;
    guint until, since;
  } rows[] = {
    { "Ticket Created", "helpdesk_mgmt.hlp_tck_created", "helpdesk.ticket", 0, 18 },
    { "Task Created", "project.mt_task_new", "project.task", 0, 0 },
    { "Stage Changed", "project.mt_task_stage", "project.task", 0, 0 },
    { "Task In Progress", "project.mt_task_in_progress", "project.task", 0, 0 },
    { "Changes Requested", "project.mt_task_changes_requested", "project.task", 0, 0 },
    { "Task Approved", "project.mt_task_approved", "project.task", 0, 0 },
    { "Task Cancelled", "project.mt_task_canceled", "project.task", 0, 0 },
    { "Task Done", "project.mt_task_done", "project.task", 0, 0 },
    { "Task Waiting", "project.mt_task_waiting", "project.task", 0, 0 },
    { "Draft RMA", "rma.mt_rma_draft", "rma", 17, 0 },
    { "RMA Notification", "rma.mt_rma_notification", "rma", 17, 0 },
  };
  guint series = demo_env_get_series (seed->env);
  const char *now = demo_env_now (seed->env);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id;

      if ((rows[i].until > 0 && series > rows[i].until) || series < rows[i].since)
        continue;
      id = demo_db_insert (seed->db, error,
                           "INSERT INTO mail_message_subtype (name, internal, res_model,"
                           " \"default\", sequence" LOG_COLUMNS ")"
                           " VALUES (?1, 0, ?2, 0, ?3, 1, ?4, 1, ?4)",
                           "ssis", rows[i].name, rows[i].model, (gint64)i + 20, now);
      if (id == 0
          || !demo_env_set_ref (seed->env, rows[i].xmlid, "mail.message.subtype", id, error))
        return FALSE;
    }

  return TRUE;
}

/* Monday to Thursday 8 to 12 and 13 to 17, Friday until 15; a break is a line of its own. */
static gboolean
add_hours (DemoSeed *seed, gint64 calendar, GError **error)
{
  static const struct
  {
    const char *period, *name;
    int from, to;
  } parts[] = {
    { "morning", "Morning", 8, 12 },
    { "lunch", "Lunch", 12, 13 },
    { "afternoon", "Afternoon", 13, 17 },
  };
  static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" };

  for (gsize day = 0; day < G_N_ELEMENTS (days); day++)
    for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
      {
        g_autofree char *name = g_strdup_printf ("%s %s", days[day], parts[p].name);
        g_autofree char *number = g_strdup_printf ("%d", (int)day);
        int until = day == 4 && p == 2 ? 15 : parts[p].to;

        if (!demo_db_exec (seed->db, error,
                           "INSERT INTO resource_calendar_attendance (name, dayofweek, hour_from,"
                           " hour_to, day_period, sequence, calendar_id" LOG_COLUMNS ")"
                           " VALUES (?1, ?2, ?3, ?4, ?5, 10, ?6, 1, ?7, 1, ?7)",
                           "ssiisis", name, number, parts[p].from * DEMO_FLOAT_ONE,
                           until * DEMO_FLOAT_ONE, parts[p].period, calendar,
                           demo_env_now (seed->env)))
          return FALSE;
      }

  return TRUE;
}

/* Christmas and New Year of every winter the story touches. */
static gboolean
add_holidays (DemoSeed *seed, gint64 calendar, gint64 company, GError **error)
{
  static const struct
  {
    const char *name, *day;
  } holidays[] = {
    { "Christmas", "12-25" },
    { "Boxing Day", "12-26" },
    { "New Year", "01-01" },
    { "Labour Day", "05-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    for (int year = -2; year <= 1; year++)
      if (!demo_db_exec (
              seed->db, error,
              "INSERT INTO resource_calendar_leaves (name, company_id, calendar_id, date_from,"
              " date_to, time_type" LOG_COLUMNS ") VALUES (?1, ?2, ?3,"
              " DATETIME(STRFTIME('%Y', ?4, ?5) || '-' || ?6 || ' 00:00:00', '-1 hour'),"
              " DATETIME(STRFTIME('%Y', ?4, ?5) || '-' || ?6 || ' 23:59:59', '-1 hour'),"
              " 'leave', 1, ?4, 1, ?4)",
              "siisss", holidays[i].name, company, calendar, demo_env_now (seed->env),
              (const char *[]){ "-2 years", "-1 years", "+0 years", "+1 years" }[year + 2],
              holidays[i].day))
        return FALSE;

  return TRUE;
}

static gboolean
add_calendars (DemoSeed *seed, GError **error)
{
  static const char *const zones[] = { "Europe/Berlin", "Europe/Vienna", "America/New_York" };

  for (int i = 0; i < DEMO_SEED_COMPANIES; i++)
    {
      gint64 company = seed->companies[i].id;
      gint64 calendar =
          demo_db_insert (seed->db, error,
                          "INSERT INTO resource_calendar (name, active, company_id, hours_per_day,"
                          " two_weeks_calendar, tz" LOG_COLUMNS ")"
                          " VALUES ('Service hours', 1, ?1, 7600000, 0, ?2, 1, ?3, 1, ?3)",
                          "iss", company, zones[i], demo_env_now (seed->env));

      if (calendar == 0 || !add_hours (seed, calendar, error)
          || !add_holidays (seed, calendar, company, error)
          || !demo_db_exec (seed->db, error,
                            "UPDATE res_company SET resource_calendar_id = ? WHERE id = ?", "ii",
                            calendar, company))
        return FALSE;
    }

  return TRUE;
}

/* Deliveries come back as receipts; since goods of customers are looked at apart on 17, there is a
 * place for them. */
static gboolean
add_ways_back (DemoSeed *seed, GError **error)
{
  static const char *const common[] = {
    "UPDATE stock_warehouse SET in_type_id = (SELECT t.id FROM stock_picking_type t"
    " WHERE t.warehouse_id = stock_warehouse.id AND t.code = 'incoming' LIMIT 1)",
    "UPDATE stock_picking_type SET return_picking_type_id = (SELECT w.in_type_id"
    " FROM stock_warehouse w WHERE w.id = warehouse_id) WHERE code = 'outgoing'",
    "UPDATE stock_picking_type SET return_picking_type_id = (SELECT w.out_type_id"
    " FROM stock_warehouse w WHERE w.id = warehouse_id) WHERE code = 'incoming'",
  };
  static const char *const with_rma[] = {
    "INSERT INTO stock_location (name, complete_name, usage, company_id, active" LOG_COLUMNS ")"
    " SELECT 'RMA', w.code || '/RMA', 'internal', w.company_id, 1, 1, ?1, 1, ?1"
    " FROM stock_warehouse w ORDER BY w.id",
    "INSERT INTO stock_picking_type (name, code, sequence_code, warehouse_id,"
    " default_location_src_id, default_location_dest_id, company_id, active" LOG_COLUMNS ")"
    " SELECT 'RMA Receipts', 'incoming', 'RMA/IN', w.id, (SELECT MIN(c.id) FROM stock_location c"
    " WHERE c.usage = 'customer'), (SELECT l.id FROM stock_location l WHERE l.complete_name ="
    " w.code || '/RMA'), w.company_id, 1, 1, ?1, 1, ?1 FROM stock_warehouse w ORDER BY w.id",
    "INSERT INTO stock_picking_type (name, code, sequence_code, warehouse_id,"
    " default_location_src_id, default_location_dest_id, company_id, active" LOG_COLUMNS ")"
    " SELECT 'RMA Delivery Orders', 'outgoing', 'RMA/OUT', w.id, (SELECT l.id FROM stock_location l"
    " WHERE l.complete_name = w.code || '/RMA'), (SELECT MIN(c.id) FROM stock_location c"
    " WHERE c.usage = 'customer'), w.company_id, 1, 1, ?1, 1, ?1 FROM stock_warehouse w"
    " ORDER BY w.id",
    "UPDATE stock_warehouse SET rma = 1, rma_loc_id = (SELECT l.id FROM stock_location l"
    " WHERE l.complete_name = code || '/RMA'), rma_in_type_id = (SELECT t.id"
    " FROM stock_picking_type t WHERE t.warehouse_id = stock_warehouse.id"
    " AND t.sequence_code = 'RMA/IN'), rma_out_type_id = (SELECT t.id FROM stock_picking_type t"
    " WHERE t.warehouse_id = stock_warehouse.id AND t.sequence_code = 'RMA/OUT'), write_date = ?1",
    "INSERT INTO rma_operation (name, active" LOG_COLUMNS ") VALUES ('Replace', 1, 1, ?1, 1, ?1),"
    " ('Repair', 1, 1, ?1, 1, ?1), ('Refund', 1, 1, ?1, 1, ?1)",
    "INSERT INTO rma_team (name, sequence, active" LOG_COLUMNS ")"
    " VALUES ('Returns', 1, 1, 1, ?1, 1, ?1)",
    "UPDATE stock_picking_type SET write_date = ?1, return_picking_type_id = (SELECT o.id FROM "
    "stock_picking_type o"
    " WHERE o.warehouse_id = stock_picking_type.warehouse_id AND o.sequence_code = 'RMA/OUT')"
    " WHERE sequence_code = 'RMA/IN'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (!demo_db_exec (seed->db, error, common[i], ""))
      return FALSE;
  for (gsize i = 0; demo_env_get_series (seed->env) <= 17 && i < G_N_ELEMENTS (with_rma); i++)
    if (!demo_db_exec (seed->db, error, with_rma[i], "s", demo_env_now (seed->env)))
      return FALSE;

  return TRUE;
}

static gboolean
add_ticket_parts (DemoSeed *seed, GError **error)
{
  static const char *const steps[] = {
    "INSERT INTO helpdesk_ticket_stage (name, sequence, active, unattended, closed, fold"
    " " LOG_COLUMNS ") VALUES ('New', 1, 1, 1, 0, 0, 1, ?1, 1, ?1),"
    " ('In Progress', 2, 1, 0, 0, 0, 1, ?1, 1, ?1),"
    " ('Awaiting customer', 3, 1, 0, 0, 0, 1, ?1, 1, ?1),"
    " ('Done', 4, 1, 0, 1, 1, 1, ?1, 1, ?1), ('Cancelled', 5, 1, 0, 1, 1, 1, ?1, 1, ?1)",
    "INSERT INTO helpdesk_ticket_channel (name, sequence, active" LOG_COLUMNS ")"
    " VALUES ('Web', 1, 1, 1, ?1, 1, ?1), ('Email', 2, 1, 1, ?1, 1, ?1),"
    " ('Phone', 3, 1, 1, ?1, 1, ?1), ('Other', 4, 1, 1, ?1, 1, ?1)",
    "INSERT INTO helpdesk_ticket_category (name, sequence, active" LOG_COLUMNS ")"
    " VALUES ('Damaged goods', 1, 1, 1, ?1, 1, ?1), ('Wrong article', 2, 1, 1, ?1, 1, ?1),"
    " ('Missing goods', 3, 1, 1, ?1, 1, ?1), ('Invoice', 4, 1, 1, ?1, 1, ?1),"
    " ('Price and offer', 5, 1, 1, ?1, 1, ?1), ('Delivery date', 6, 1, 1, ?1, 1, ?1),"
    " ('Return', 7, 1, 1, ?1, 1, ?1), ('Payment', 8, 1, 1, ?1, 1, ?1),"
    " ('Documents', 9, 1, 1, ?1, 1, ?1)",
    "INSERT INTO helpdesk_ticket_tag (name, color, active" LOG_COLUMNS ")"
    " VALUES ('Urgent customer', 1, 1, 1, ?1, 1, ?1), ('Carrier', 2, 1, 1, ?1, 1, ?1),"
    " ('Warranty', 3, 1, 1, ?1, 1, ?1)",
    "INSERT INTO mail_alias (alias_name" LOG_COLUMNS ") VALUES ('service', 1, ?1, 1, ?1),"
    " ('returns', 1, ?1, 1, ?1), ('accounts', 1, ?1, 1, ?1)",
    "INSERT INTO helpdesk_ticket_team (name, sequence, active, alias_id, show_in_portal, color"
    " " LOG_COLUMNS ") SELECT CASE a.alias_name WHEN 'service' THEN 'Customer service'"
    " WHEN 'returns' THEN 'Returns and complaints' ELSE 'Accounts' END, a.id, 1, a.id, 1, 0,"
    " 1, ?1, 1, ?1 FROM mail_alias a ORDER BY a.id",
    "INSERT INTO mail_canned_response (source, substitution" LOG_COLUMNS ") VALUES"
    " ('thanks', 'Thank you for your message. We are looking into it and will be back to you by"
    " the end of the day.', 1, ?1, 1, ?1),"
    " ('photos', 'Please send us two or three photos of the damage and of the packaging. We need"
    " them for the carrier.', 1, ?1, 1, ?1),"
    " ('danke', 'Vielen Dank für Ihre Nachricht. Wir prüfen das und melden uns bis heute Abend.',"
    " 1, ?1, 1, ?1),"
    " ('label', 'The return label is attached. Please stick it over the old one.', 1, ?1, 1, ?1)",
    "INSERT INTO mail_canned_response_res_groups_rel SELECT c.id, (SELECT d.res_id"
    " FROM ir_model_data d WHERE d.module = 'base' AND d.name = 'group_user')"
    " FROM mail_canned_response c WHERE ?1 <> ''",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!demo_db_exec (seed->db, error, steps[i], "s", demo_env_now (seed->env)))
      return FALSE;

  return demo_db_exec (seed->db, error,
                       "INSERT INTO helpdesk_ticket_team_res_users_rel SELECT t.id, u.id"
                       " FROM helpdesk_ticket_team t, res_users u WHERE u.id IN (?1, ?2, ?3)"
                       " AND (u.id = ?1 OR (t.sequence = 3) = (u.id = ?2))",
                       "iii", seed->agent, seed->credit, seed->salesmen[0]);
}

/* The stages of a project are shared; whoever works there has some of his own too. */
static gboolean
add_projects (DemoSeed *seed, GError **error)
{
  static const char *const steps[] = {
    "INSERT INTO project_task_type (name, sequence, active, fold" LOG_COLUMNS ") VALUES"
    " ('New', 1, 1, 0, 1, ?1, 1, ?1), ('In Progress', 2, 1, 0, 1, ?1, 1, ?1),"
    " ('Awaiting customer', 3, 1, 0, 1, ?1, 1, ?1), ('Done', 4, 1, 1, 1, ?1, 1, ?1),"
    " ('Cancelled', 5, 1, 1, 1, ?1, 1, ?1)",
    "INSERT INTO project_project (name, active, sequence, company_id, label_tasks, allow_billable,"
    " privacy_visibility" LOG_COLUMNS ") VALUES ('Customer service', 1, 1, NULL, 'Cases', 1,"
    " 'employees', 1, ?1, 1, ?1), ('Returns and complaints', 1, 2, NULL, 'Cases', 1, 'employees',"
    " 1, ?1, 1, ?1), ('New warehouse', 1, 9, NULL, 'Tasks', 0, 'employees', 1, ?1, 1, ?1)",
    "INSERT INTO project_task_type_rel (project_id, type_id) SELECT p.id, t.id"
    " FROM project_project p, project_task_type t WHERE ?1 <> ''",
    "INSERT INTO project_tags (name, color" LOG_COLUMNS ") VALUES"
    " ('Damaged goods', 1, 1, ?1, 1, ?1), ('Wrong article', 2, 1, ?1, 1, ?1),"
    " ('Missing goods', 3, 1, ?1, 1, ?1), ('Invoice', 4, 1, ?1, 1, ?1),"
    " ('Price and offer', 5, 1, ?1, 1, ?1), ('Delivery date', 6, 1, ?1, 1, ?1),"
    " ('Return', 7, 1, ?1, 1, ?1), ('Payment', 8, 1, ?1, 1, ?1), ('Documents', 9, 1, ?1, 1, ?1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!demo_db_exec (seed->db, error, steps[i], "s", demo_env_now (seed->env)))
      return FALSE;

  return TRUE;
}

static gboolean
add_shortcodes (DemoSeed *seed, GError **error)
{
  return demo_db_exec (
      seed->db, error,
      "INSERT INTO mail_shortcode (source, substitution" LOG_COLUMNS ") VALUES"
      " ('thanks', 'Thank you for your message. We are looking into it and will be back to you by"
      " the end of the day.', 1, ?1, 1, ?1),"
      " ('danke', 'Vielen Dank für Ihre Nachricht. Wir prüfen das und melden uns bis heute Abend.',"
      " 1, ?1, 1, ?1)",
      "s", demo_env_now (seed->env));
}

/**
 * demo_seed_add_service: (skip)
 * @seed: with companies, people and stages
 * @error: return location
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_service (DemoSeed *seed, GError **error)
{
  gboolean desk = demo_env_get_series (seed->env) >= 18;

  return add_subtypes (seed, error) && add_calendars (seed, error) && add_ways_back (seed, error)
         && add_projects (seed, error)
         && (desk ? add_ticket_parts (seed, error) : add_shortcodes (seed, error));
}
