/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-attachment.h"
#include "demo-seed-case.h"
#include "demo-thread.h"

/* What was said in a case, in the order in which it was. */

/**
 * demo_case_say: (skip)
 * @type: "email", "comment", "notification"
 * @author: a user, or 0 for the customer
 *
 * Returns: the mail.message of the case's last minute, or 0
 */
gint64
demo_case_say (DemoCaseBook *book,
               const DemoCase *self,
               const char *type,
               gint64 subtype,
               gint64 author,
               const char *html,
               GError **error)
{
  DemoSeed *seed = book->seed;
  char stamp[20];

  demo_case_stamp (self->last, stamp);
  return demo_db_insert (
      seed->db, error,
      "INSERT INTO mail_message (date, model, res_id, record_name, subject, body, message_type,"
      " subtype_id, is_internal, author_id, email_from, message_id, record_company_id, create_uid,"
      " create_date, write_uid, write_date)"
      " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, p.id, p.email,"
      " '<case-' || ?3 || '-' || STRFTIME('%s', ?1) || '@' || CASE WHEN ?9 > 0"
      "   THEN 'nordlicht' ELSE 'customer' END || '.example>', ?10, CASE WHEN ?9 > 0 THEN ?9"
      " ELSE 1 END, ?1, CASE WHEN ?9 > 0 THEN ?9 ELSE 1 END, ?1"
      " FROM res_partner p WHERE p.id = CASE WHEN ?9 > 0 THEN (SELECT u.partner_id"
      "   FROM res_users u WHERE u.id = ?9) ELSE ?11 END",
      "ssissssiiii", stamp, book->model, self->id, self->subject,
      g_str_equal (type, "email") ? self->subject : NULL, html, type, subtype, author,
      seed->companies[self->customer->company].id, self->customer->contact);
}

/**
 * demo_case_attach: (skip)
 * @message: the mail.message it came with, or 0
 *
 * Returns: an ir.attachment of the case, or 0
 */
gint64
demo_case_attach (DemoCaseBook *book,
                  const DemoCase *self,
                  gint64 message,
                  const char *name,
                  const char *type,
                  GBytes *data,
                  GError **error)
{
  DemoSeed *seed = book->seed;
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, data);
  gsize size;
  const void *bytes = g_bytes_get_data (data, &size);
  gint64 id;
  char stamp[20];

  demo_case_stamp (self->last, stamp);
  id = demo_db_insert (seed->db, error,
                       "INSERT INTO ir_attachment (name, res_model, res_id, company_id, type,"
                       " datas, file_size, checksum, mimetype, create_uid, create_date, write_uid,"
                       " write_date) VALUES (?1, ?2, ?3, ?4, 'binary', ?5, ?6, ?7, ?8, 1, ?9, 1,"
                       " ?9)",
                       "ssiibisss", name, book->model, self->id,
                       seed->companies[self->customer->company].id, bytes, size, (gint64)size, sum,
                       type, stamp);
  if (id == 0
      || (message > 0
          && !demo_db_exec (seed->db, error,
                            "INSERT INTO message_attachment_rel (message_id, attachment_id)"
                            " VALUES (?, ?)",
                            "ii", message, id)))
    return 0;
  return id;
}

static gboolean
follow (DemoCaseBook *book, const DemoCase *self, GError **error)
{
  return demo_thread_follow (book->seed->env, book->model, self->id, self->customer->contact, error)
         && (self->owner == 0
             || demo_thread_follow (book->seed->env, book->model, self->id,
                                    demo_env_get_int (book->seed->env, "res.users", self->owner,
                                                      "partner_id"),
                                    error));
}

/* Photos come with damage, one of them within the text. */
static gboolean
send_photos (DemoCaseBook *book, const DemoCase *self, gint64 message, GError **error)
{
  gint64 first = demo_case_attach (book, self, message, "IMG_2041.png", "image/png",
                                   book->pictures[self->id % 3], error);
  g_autofree char *html = NULL;

  if (first == 0
      || demo_case_attach (book, self, message, "IMG_2042.png", "image/png",
                           book->pictures[(self->id + 1) % 3], error)
             == 0)
    return FALSE;
  html = g_strdup_printf ("%s<p><img src=\"/web/image/%" G_GINT64_FORMAT
                          "?access_token=\" data-filename=\"IMG_2041.png\" width=\"160\"></p>",
                          self->body, first);
  return demo_db_exec (book->seed->db, error, "UPDATE mail_message SET body = ? WHERE id = ?", "si",
                       html, message);
}

static gboolean
open_case (DemoCaseBook *book, DemoCase *self, GError **error)
{
  gint64 message = 0;

  if (demo_case_say (book, self, "notification", book->created, book->seed->agent,
                     book->desk ? "<div summary=\"o_mail_notification\"><p>Ticket opened</p></div>"
                                : "<div summary=\"o_mail_notification\"><p>Task opened</p></div>",
                     error)
      == 0)
    return FALSE;
  if (self->mailed)
    message = demo_case_say (book, self, "email", book->comment, 0, self->body, error);
  if (message > 0 && self->kind == DEMO_CASE_DAMAGED)
    return send_photos (book, self, message, error);
  return !self->mailed || message > 0;
}

/* The line says that something changed; what it was is kept for administrators. */
static gboolean
move_to (
    DemoCaseBook *book, const DemoCase *self, DemoCaseStage from, DemoCaseStage to, GError **error)
{
  static const char *const names[] = { "New", "In Progress", "Awaiting customer", "Done",
                                       "Cancelled" };
  gint64 message = demo_case_say (book, self, "notification", book->moved, self->owner, "", error);

  return message > 0
         && demo_thread_track_link (book->seed->env, message, book->model, "stage_id", "Stage",
                                    book->stages[from], names[from], book->stages[to], names[to],
                                    error);
}

static gboolean
answer (DemoCaseBook *book, DemoCase *self, GError **error)
{
  g_autofree char *html = demo_case_answer (&book->random, self->kind, self->german, &self->words);
  gint64 message = demo_case_say (book, self, "comment", book->comment, self->owner, html, error);

  if (message == 0
      || !demo_db_exec (book->seed->db, error,
                        "INSERT INTO mail_message_res_partner_rel (mail_message_id, res_partner_id)"
                        " VALUES (?, ?)",
                        "ii", message, self->customer->contact))
    return FALSE;
  return self->kind != DEMO_CASE_DOCUMENTS
         || demo_case_attach (book, self, message,
                              self->german ? "Datenblatt.pdf" : "Data sheet.pdf", "application/pdf",
                              book->paper, error)
                > 0;
}

/* The customer answers on top of what was written to him. */
static gboolean
answer_back (DemoCaseBook *book, DemoCase *self, GError **error)
{
  g_autofree char *words = demo_case_again (&book->random, self->german, &self->words);
  g_autofree char *before =
      demo_case_answer (&book->random, self->kind, self->german, &self->words);
  g_autofree char *html = g_strdup_printf (
      "<div dir=\"ltr\">%s</div><br><div class=\"gmail_quote\"><div dir=\"ltr\""
      " class=\"gmail_attr\">%s<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px"
      " 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">%s</blockquote></div>",
      words, self->german ? "Der Kundenservice schrieb:" : "Customer service wrote:", before);

  return demo_case_say (book, self, "email", book->comment, 0, html, error) > 0;
}

static gboolean
go_on (DemoCaseBook *book, DemoCase *self, DemoCaseStage *stage, GError **error)
{
  DemoRandom *random = &book->random;

  if (demo_random_percent (random, 35))
    {
      g_autofree char *note = g_strdup_printf ("<p>%s</p>", demo_case_note (random, self->kind));

      self->last = demo_case_later (book, self->last, demo_random_range (random, 5, 120));
      if (demo_case_say (book, self, "comment", book->note, self->owner, note, error) == 0)
        return FALSE;
    }
  if (self->stage == DEMO_CASE_AWAITING || demo_random_percent (random, 25))
    {
      self->last = demo_case_later (book, self->last, 3);
      if (!move_to (book, self, *stage, DEMO_CASE_AWAITING, error))
        return FALSE;
      *stage = DEMO_CASE_AWAITING;
    }
  if (self->stage != DEMO_CASE_AWAITING && demo_random_percent (random, 45))
    {
      self->last = demo_case_later (book, self->last, demo_random_range (random, 60, 3000));
      if (!answer_back (book, self, error))
        return FALSE;
      self->last = demo_case_later (book, self->last, demo_random_range (random, 15, 400));
      if (self->stage >= DEMO_CASE_DONE && !answer (book, self, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * demo_case_talk: (skip)
 *
 * Tells the case from its first mail to where it stands.
 */
gboolean
demo_case_talk (DemoCaseBook *book, DemoCase *self, GError **error)
{
  DemoCaseStage stage = DEMO_CASE_NEW;

  self->last = self->opened;
  if (!open_case (book, self, error) || !follow (book, self, error))
    return FALSE;
  if (self->stage == DEMO_CASE_NEW)
    return TRUE;
  self->last = demo_case_later (book, self->last,
                                demo_random_percent (&book->random, 80)
                                    ? demo_random_range (&book->random, 8, 170)
                                    : demo_random_range (&book->random, 300, 2600));
  if (!move_to (book, self, stage, DEMO_CASE_IN_PROGRESS, error))
    return FALSE;
  stage = DEMO_CASE_IN_PROGRESS;
  self->last = demo_case_later (book, self->last, demo_random_range (&book->random, 4, 60));
  if ((self->stage != DEMO_CASE_CANCELLED && !answer (book, self, error))
      || !go_on (book, self, &stage, error))
    return FALSE;
  if (self->stage < DEMO_CASE_DONE)
    return TRUE;
  self->last = demo_case_later (book, self->last, demo_random_range (&book->random, 20, 1800));
  return move_to (book, self, stage, self->stage, error);
}
