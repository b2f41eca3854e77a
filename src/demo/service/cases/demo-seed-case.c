/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed-case.h"

#include "demo-day.h"

/* One case of the story: its row, when what happened, and what became of it. */

#define DAY (24 * 60)
#define OPENS (7 * 60)
#define CLOSES (16 * 60)
#define LOG_COLUMNS ", create_uid, create_date, write_uid, write_date"

const char *
demo_case_stamp (gint64 time, char stamp[20])
{
  char day[DEMO_DAY_SIZE];
  int minute = (int)(time % DAY);

  demo_day_format ((int)(time / DAY), day);
  g_snprintf (stamp, 20, "%s %02d:%02d:%02d", day, minute / 60, minute % 60, (int)(time * 7 % 60));
  return stamp;
}

/**
 * demo_case_later: (skip)
 * @time: when something was
 * @minutes: how much later
 *
 * Returns: when somebody at work does the next thing
 */
gint64
demo_case_later (DemoCaseBook *book, gint64 time, int minutes)
{
  gint64 later = time + minutes;
  gint64 day = later / DAY;
  int minute = (int)(later % DAY);

  if (minute < OPENS || minute >= CLOSES)
    {
      day += minute >= CLOSES;
      minute = OPENS + 10 + demo_random_range (&book->random, 0, 90);
    }
  while (demo_day_weekday ((int)day) >= 5)
    day++;
  return day * DAY + minute;
}

void
demo_case_clear (DemoCase *self)
{
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->body, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->owned); i++)
    g_clear_pointer (&self->owned[i], g_free);
}

static gboolean
insert_ticket (DemoCaseBook *book, DemoCase *self, GError **error)
{
  DemoSeed *seed = book->seed;
  g_autofree char *number = g_strdup_printf ("HT%05" G_GINT64_FORMAT,
                                             1
                                                 + demo_db_int (seed->db, NULL,
                                                                "SELECT seq FROM sqlite_sequence"
                                                                " WHERE name = 'helpdesk_ticket'",
                                                                ""));
  g_autofree char *priority = g_strdup_printf ("%d", self->priority);
  char opened[20];

  demo_case_stamp (self->opened, opened);
  self->id = demo_db_insert (
      seed->db, error,
      "INSERT INTO helpdesk_ticket (number, name, description, partner_id, partner_name,"
      " partner_email, company_id, team_id, priority, channel_id, stage_id, kanban_state, sequence,"
      " active, color, last_stage_update" LOG_COLUMNS ")"
      " SELECT ?1, ?2, ?3, p.id, p.name, p.email, ?4, ?5, ?6, ?7, ?8, 'normal', 10, 1, 0, ?9,"
      " ?10, ?9, ?10, ?9 FROM res_partner p WHERE p.id = ?11",
      "sssiisiisii", number, self->subject, self->body, seed->companies[self->customer->company].id,
      book->teams[self->kind <= DEMO_CASE_MISSING || self->kind == DEMO_CASE_RETURN    ? 1
                  : self->kind == DEMO_CASE_INVOICE || self->kind == DEMO_CASE_PAYMENT ? 2
                                                                                       : 0],
      priority, book->channels[self->mailed ? 1 : 2], book->stages[DEMO_CASE_NEW], opened,
      seed->agent, self->customer->contact);
  return self->id > 0;
}

static gboolean
insert_task (DemoCaseBook *book, DemoCase *self, GError **error)
{
  DemoSeed *seed = book->seed;
  char opened[20];

  demo_case_stamp (self->opened, opened);
  self->id = demo_db_insert (
      seed->db, error,
      "INSERT INTO project_task (name, active, description, priority, sequence, stage_id, state,"
      " project_id, partner_id, company_id, date_last_stage_update, sale_order_id,"
      " display_in_project, color" LOG_COLUMNS ")"
      " VALUES (?1, 1, ?2, ?3, 10, ?4, '01_in_progress', ?5, ?6, ?7, ?8, ?9, 1, 0, ?10, ?8, ?10,"
      " ?8)",
      "sssiiiisoi", self->subject, self->body, self->priority >= 2 ? "1" : "0",
      book->stages[DEMO_CASE_NEW],
      book->teams[self->kind <= DEMO_CASE_MISSING || self->kind == DEMO_CASE_RETURN ? 1 : 0],
      self->customer->contact, seed->companies[self->customer->company].id, opened, self->order,
      seed->agent);
  return self->id > 0;
}

/**
 * demo_case_insert: (skip)
 *
 * Writes the case as it was when it came in: new, and nobody's.
 */
gboolean
demo_case_insert (DemoCaseBook *book, DemoCase *self, GError **error)
{
  return book->desk ? insert_ticket (book, self, error) : insert_task (book, self, error);
}

static gboolean
finish_ticket (
    DemoCaseBook *book, const DemoCase *self, gboolean closed, gint64 category, GError **error)
{
  char last[20];

  demo_case_stamp (self->last, last);
  return demo_db_exec (
      book->seed->db, error,
      "UPDATE helpdesk_ticket SET stage_id = ?2, user_id = ?3, category_id = ?4,"
      " last_stage_update = CASE WHEN ?2 = stage_id THEN last_stage_update ELSE ?5 END,"
      " closed_date = CASE WHEN ?6 THEN ?5 END, assigned_date = CASE WHEN ?3 IS NOT NULL THEN"
      " MIN(?5, COALESCE((SELECT MIN(m.date) FROM mail_message m WHERE m.model ="
      " 'helpdesk.ticket' AND m.res_id = ?1 AND m.create_uid = ?3 AND m.body = ''), ?5)) END, "
      "write_date = ?5,"
      " write_uid = COALESCE(?3, write_uid) WHERE id = ?1",
      "iioosi", self->id, book->stages[self->stage], self->owner, category, last, (gint64)closed);
}

static gboolean
finish_task (DemoCaseBook *book, const DemoCase *self, gboolean closed, gint64 tag, GError **error)
{
  char last[20];

  demo_case_stamp (self->last, last);
  return demo_db_exec (
             book->seed->db, error,
             "UPDATE project_task SET stage_id = ?2, state = ?3,"
             " date_last_stage_update = CASE WHEN ?2 = stage_id THEN date_last_stage_update"
             " ELSE ?4 END, date_end = CASE WHEN ?5 THEN ?4 END, date_assign = CASE WHEN ?6 > 0"
             " THEN MIN(?4, COALESCE((SELECT MIN(m.date) FROM mail_message m WHERE m.model ="
             " 'project.task' AND m.res_id = ?1 AND m.create_uid = ?6 AND m.body = ''), ?4)) END,"
             " write_date = ?4 WHERE id = ?1",
             "iissii", self->id, book->stages[self->stage],
             self->stage == DEMO_CASE_DONE        ? "1_done"
             : self->stage == DEMO_CASE_CANCELLED ? "1_canceled"
                                                  : "01_in_progress",
             last, (gint64)closed, self->owner)
         && (self->owner == 0
             || demo_db_exec (book->seed->db, error,
                              "INSERT INTO project_task_user_rel (task_id, user_id) VALUES (?, ?)",
                              "ii", self->id, self->owner))
         && (tag == 0
             || demo_db_exec (book->seed->db, error,
                              "INSERT INTO project_tags_project_task_rel (project_task_id,"
                              " project_tags_id) VALUES (?, ?)",
                              "ii", self->id, tag));
}

/**
 * demo_case_finish: (skip)
 *
 * Writes what became of the case; what is closed has its category, mostly the right one.
 */
gboolean
demo_case_finish (DemoCaseBook *book, const DemoCase *self, GError **error)
{
  gboolean closed = self->stage >= DEMO_CASE_DONE;
  gboolean sorted = closed || demo_random_percent (&book->random, 45);
  DemoCaseKind kind = demo_random_percent (&book->random, 4)
                          ? (DemoCaseKind)demo_random_range (&book->random, 0, DEMO_CASE_KINDS - 1)
                          : self->kind;
  gint64 category = sorted ? book->kinds[kind] : 0;

  return book->desk ? finish_ticket (book, self, closed, category, error)
                    : finish_task (book, self, closed, category, error);
}
