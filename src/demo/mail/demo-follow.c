/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"
#include "demo-thread.h"

/* Who hears of what is said about a record. */

static const DemoField fields[] = {
  F_CHAR ("res_model", "Related Document Model Name", .flags = DEMO_REQUIRED | DEMO_INDEX),
  DEMO_FIELD (DEMO_MANY2ONE_REFERENCE, "res_id", "Related Document ID", .flags = DEMO_INDEX),
  F_M2O ("partner_id", "Related Partner", "res.partner", .flags = DEMO_REQUIRED | DEMO_CASCADE),
  F_M2M ("subtype_ids",
         "Subtype",
         "mail.message.subtype",
         "mail_followers_mail_message_subtype_rel",
         "mail_followers_id",
         "mail_message_subtype_id"),
  F_CHAR ("name", "Name", .related = "partner_id.name"),
  F_CHAR ("email", "Email", .related = "partner_id.email"),
  F_BOOL ("is_active", "Is Active", .related = "partner_id.active"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static const char *const ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS mail_followers_once"
  " ON mail_followers(res_model, res_id, partner_id)",
  NULL,
};

const DemoModel demo_followers_model = {
  .name = "mail.followers",
  .label = "Document Followers",
  .table = "mail_followers",
  .display_sql = "(SELECT p.complete_name FROM res_partner p WHERE p.id = $.partner_id)",
  .no_log = TRUE,
  .fields = fields,
  .access = access_rows,
  .ddl = ddl,
};

/**
 * demo_thread_follow: (skip)
 * @partner: who; nobody where it is 0
 *
 * Who makes or writes to a record by hand hears of it from then on, and of what is said to its
 * followers: notes are not among that.
 */
gboolean
demo_thread_follow (DemoEnv *env, const char *model, gint64 id, gint64 partner, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  return partner <= 0
         || (demo_db_exec (db, error,
                           "INSERT OR IGNORE INTO mail_followers (res_model, res_id, partner_id)"
                           " VALUES (?, ?, ?)",
                           "sii", model, id, partner)
             && demo_db_exec (db, error,
                              "INSERT OR IGNORE INTO mail_followers_mail_message_subtype_rel"
                              " (mail_followers_id, mail_message_subtype_id) SELECT f.id, ?4"
                              " FROM mail_followers f WHERE f.res_model = ?1 AND f.res_id = ?2"
                              " AND f.partner_id = ?3",
                              "siii", model, id, partner, demo_env_ref (env, "mail.mt_comment")));
}

static gint64
find_own_partner (DemoEnv *env)
{
  return demo_env_get_int (env, "res.users", demo_env_get_uid (env), "partner_id");
}

/* Whoever may read a record may follow it; to make others follow it takes the right to write. */
static gboolean
may_follow (DemoEnv *env,
            const DemoModel *model,
            const DemoIds *ids,
            const DemoIds *partners,
            GError **error)
{
  gboolean self = TRUE;

  for (guint i = 0; i < partners->len; i++)
    self = self && demo_ids_get (partners, i) == find_own_partner (env);
  return demo_env_check_access (env, model->name, ids, self ? DEMO_READ : DEMO_WRITE, error);
}

JsonNode *
demo_thread_subscribe (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) partners = demo_vals_ids (args, "partner_ids");

  if (ids->len == 0 || partners->len == 0)
    return demo_json_true ();
  if (!may_follow (env, model, ids, partners, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    for (guint k = 0; k < partners->len; k++)
      {
        gint64 partner = demo_ids_get (partners, k);

        if (demo_env_get_int (env, "res.partner", partner, "active") == 0)
          continue;
        if (!demo_thread_follow (env, model->name, demo_ids_get (ids, i), partner, error))
          return NULL;
      }
  return demo_json_true ();
}

JsonNode *
demo_thread_unsubscribe (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) partners = demo_vals_ids (args, "partner_ids");

  if (partners->len == 0)
    return demo_json_true ();
  if (!may_follow (env, model, ids, partners, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    for (guint k = 0; k < partners->len; k++)
      if (!demo_db_exec (demo_env_get_db (env), error,
                         "DELETE FROM mail_followers WHERE res_model = ? AND res_id = ?"
                         " AND partner_id = ?",
                         "sii", model->name, demo_ids_get (ids, i), demo_ids_get (partners, k)))
        return NULL;
  return demo_json_true ();
}
