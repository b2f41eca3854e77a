/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-thread.h"

#include <string.h>

/**
 * demo_thread_find_needed_access: (skip)
 * @model: of a record
 *
 * Returns: what it takes to say something about it: of some models who may read them may also
 *   speak, elsewhere it takes the right to write
 */
DemoAccess
demo_thread_find_needed_access (const char *model)
{
  static const char *const open[] = { "account.move", "product.template", "helpdesk.ticket",
                                      "project.task" };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (g_str_equal (model, open[i]))
      return DEMO_READ;
  return DEMO_WRITE;
}

/**
 * demo_thread_escape: (skip)
 * @text: plain text
 *
 * Returns: (transfer full): one paragraph of HTML that shows it
 */
char *
demo_thread_escape (const char *text)
{
  GString *html = g_string_new ("<p>");

  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;
      case '<':
        g_string_append (html, "&lt;");
        break;
      case '>':
        g_string_append (html, "&gt;");
        break;
      case '"':
        g_string_append (html, "&#34;");
        break;
      case '\'':
        g_string_append (html, "&#39;");
        break;
      default:
        g_string_append_c (html, *text);
      }
  return g_string_free (g_string_append (html, "</p>"), FALSE);
}

static gint64
find_author (DemoEnv *env)
{
  return demo_env_get_int (env, "res.users", demo_env_get_uid (env), "partner_id");
}

static gint64
find_company (DemoEnv *env, const char *model, gint64 id)
{
  static const char *const with[] = {
    "account.move",    "account.payment", "sale.order", "stock.picking",
    "helpdesk.ticket", "project.task",    "rma"
  };

  for (guint i = 0; i < G_N_ELEMENTS (with); i++)
    if (g_str_equal (model, with[i]))
      return demo_env_get_int (env, model, id, "company_id");
  return 0;
}

/**
 * demo_thread_post: (skip)
 * @html: the body
 * @message_type: "comment", "notification"
 * @subtype: a mail.message.subtype, or 0
 *
 * Returns: the new mail.message, or 0
 */
gint64
demo_thread_post (DemoEnv *env,
                  const char *model,
                  gint64 id,
                  const char *html,
                  const char *message_type,
                  gint64 subtype,
                  GError **error)
{
  gint64 author = find_author (env);
  g_autofree char *name = demo_env_display_name (env, model, id);

  return demo_db_insert (
      demo_env_get_db (env), error,
      "INSERT INTO mail_message (date, model, res_id, record_name, body, message_type, subtype_id,"
      " is_internal, author_id, email_from, record_company_id, create_uid, create_date, write_uid,"
      " write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
      " COALESCE((SELECT internal FROM mail_message_subtype WHERE id = ?7), 0) AND 0, ?8,"
      " (SELECT email FROM res_partner WHERE id = ?8), ?9, ?10, ?1, ?10, ?1)",
      "ssisssoooi", demo_env_now (env), model, id, name, html, message_type, subtype, author,
      find_company (env, model, id), demo_env_get_uid (env));
}

/**
 * demo_thread_log: (skip)
 * @text: plain text
 *
 * Writes a line of the record's own log.
 */
gboolean
demo_thread_log (DemoEnv *env,
                 const char *model,
                 gint64 id,
                 const char *text,
                 const char *subtype_xmlid,
                 GError **error)
{
  g_autofree char *html = demo_thread_escape (text);

  return demo_thread_post (env, model, id, html, "notification", demo_env_ref (env, subtype_xmlid),
                           error)
         > 0;
}

gboolean
demo_thread_log_created (
    DemoEnv *env, const char *model, gint64 id, const char *text, GError **error)
{
  return demo_thread_log (env, model, id, text, "mail.mt_note", error)
         && demo_thread_follow (env, model, id, find_author (env), error);
}

static gint64
find_subtype (DemoEnv *env, JsonObject *args, GError **error)
{
  const char *xmlid = demo_vals_text (args, "subtype_xmlid");
  gint64 subtype = demo_vals_int (args, "subtype_id");
  g_autofree char *full = NULL;

  if (subtype > 0)
    return subtype;
  if (xmlid == NULL)
    return demo_env_ref (env, "mail.mt_note");
  full = strchr (xmlid, '.') != NULL ? g_strdup (xmlid) : g_strdup_printf ("mail.%s", xmlid);
  subtype = demo_env_ref (env, full);
  if (subtype == 0)
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no external id \"%s\".", full);
  return subtype;
}

static gboolean
take_attachments (DemoEnv *env,
                  const char *model,
                  gint64 record,
                  gint64 message,
                  const DemoIds *attachments,
                  GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  for (guint i = 0; i < attachments->len; i++)
    {
      gint64 id = demo_ids_get (attachments, i);

      if (!demo_db_exec (db, error,
                         "INSERT OR IGNORE INTO message_attachment_rel (message_id, attachment_id)"
                         " VALUES (?, ?)",
                         "ii", message, id)
          || !demo_db_exec (db, error,
                            "UPDATE ir_attachment SET res_model = ?2, res_id = ?3 WHERE id = ?1"
                            " AND COALESCE(res_id, 0) = 0 AND create_uid = ?4",
                            "isii", id, model, record, demo_env_get_uid (env)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_partners (DemoEnv *env, gint64 message, const DemoIds *partners, GError **error)
{
  for (guint i = 0; i < partners->len; i++)
    if (!demo_db_exec (demo_env_get_db (env), error,
                       "INSERT OR IGNORE INTO mail_message_res_partner_rel"
                       " (mail_message_id, res_partner_id) VALUES (?, ?)",
                       "ii", message, demo_ids_get (partners, i)))
      return FALSE;
  return TRUE;
}

static gint64
post_one (DemoEnv *env,
          const char *model,
          gint64 id,
          JsonObject *args,
          const char *html,
          gint64 subtype,
          GError **error)
{
  const char *type = demo_vals_text (args, "message_type");
  g_autoptr (DemoIds) attachments = demo_vals_ids (args, "attachment_ids");
  g_autoptr (DemoIds) partners = demo_vals_ids (args, "partner_ids");
  g_autoptr (DemoIds) carried = demo_ids_new ();
  g_autofree char *body = demo_inline_take (env, model, id, html, carried, error);
  gint64 message;

  if (body == NULL)
    return 0;
  message =
      demo_thread_post (env, model, id, body, type != NULL ? type : "notification", subtype, error);
  if (message == 0 || !take_attachments (env, model, id, message, attachments, error)
      || !take_attachments (env, model, id, message, carried, error)
      || !take_partners (env, message, partners, error)
      || (g_strcmp0 (type, "comment") == 0
          && !demo_thread_follow (env, model, id, find_author (env), error)))
    return 0;
  if (demo_vals_text (args, "subject") != NULL
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE mail_message SET subject = ? WHERE id = ?", "si",
                        demo_vals_text (args, "subject"), message))
    return 0;
  if (demo_vals_int (args, "author_id") > 0
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE mail_message SET author_id = ? WHERE id = ?", "ii",
                        demo_vals_int (args, "author_id"), message))
    return 0;
  if (demo_vals_text (args, "message_id") != NULL
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE mail_message SET message_id = ? WHERE id = ?", "si",
                        demo_vals_text (args, "message_id"), message))
    return 0;
  return message;
}

static JsonNode *
message_post (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  const char *body = demo_vals_text (args, "body");
  g_autofree char *html = NULL;
  g_autoptr (DemoIds) messages = demo_ids_new ();
  gint64 subtype;

  if (!demo_env_check_access (env, model->name, ids, demo_thread_find_needed_access (model->name),
                              error))
    return NULL;
  if (ids->len != 1)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "Expected singleton: %s with %u records.",
                   model->name, ids->len);
      return NULL;
    }
  if (g_strcmp0 (demo_vals_text (args, "message_type"), "user_notification") == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "Notices to a user are not posted on a record.");
      return NULL;
    }
  subtype = find_subtype (env, args, error);
  if (subtype == 0)
    return NULL;
  if (body == NULL || *body == '\0')
    html = g_strdup ("");
  else
    html = demo_vals_true (args, "body_is_html") ? g_strdup (body) : demo_thread_escape (body);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 message =
          post_one (env, model->name, demo_ids_get (ids, i), args, html, subtype, error);

      if (message == 0)
        return NULL;
      demo_ids_add (messages, message);
    }
  return demo_ids_to_json (messages);
}

static const DemoMethod methods[] = {
  { "message_post", message_post,
    "body subject message_type email_from author_id parent_id subtype_xmlid subtype_id partner_ids"
    " outgoing_email_to incoming_email_to incoming_email_cc attachments attachment_ids "
    "body_is_html message_id notify_skip_followers" },
  { "message_subscribe", demo_thread_subscribe, "partner_ids subtype_ids" },
  { "message_unsubscribe", demo_thread_unsubscribe, "partner_ids" },
  { "activity_schedule", demo_activity_schedule,
    "act_type_xmlid date_deadline summary note activity_type_id user_id" },
  { 0 },
};

static const DemoMixin mixin = { .methods = methods };

const DemoMixin *const demo_thread_mixins[] = { &mixin, NULL };
