/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"
#include "demo-fields.h"

G_BEGIN_DECLS

/* Methods of records with a conversation and activities; their fields are DEMO_THREAD_FIELDS. */
extern const DemoMixin *const demo_thread_mixins[];
/* What it takes to say something about a record of @model. */
DemoAccess demo_thread_find_needed_access (const char *model);

#define DEMO_OPEN_ACTIVITY(column, model)                                                          \
  "(SELECT a." column " FROM mail_activity a WHERE a.res_model = '" model "'"                      \
  " AND a.res_id = $.id AND a.active ORDER BY a.date_deadline, a.id LIMIT 1)"

#define DEMO_THREAD_FIELDS(model)                                                                  \
  F_O2M ("message_ids", "Messages", "mail.message", "res_id"),                                     \
      F_O2M ("message_follower_ids", "Followers", "mail.followers", "res_id"),                     \
      F_BOOL ("message_is_follower", "Is Follower",                                                \
              .sql = "EXISTS (SELECT 1 FROM mail_followers f JOIN res_users u"                     \
                     " ON u.partner_id = f.partner_id WHERE f.res_model = '" model "'"             \
                     " AND f.res_id = $.id AND u.id = {uid})"),                                    \
      F_INT ("message_attachment_count", "Attachment Count",                                       \
             .sql = "(SELECT COUNT(*) FROM ir_attachment a WHERE a.res_model = '" model "'"        \
                    " AND a.res_id = $.id)"),                                                      \
      F_O2M ("activity_ids", "Activities", "mail.activity", "res_id",                              \
             .domain = "[[\"active\", \"=\", true]]"),                                             \
      F_SELECT ("activity_state", "Activity State", "overdue:Overdue|today:Today|planned:Planned", \
                .sql = "(SELECT CASE WHEN MIN(a.date_deadline) < {today} THEN 'overdue'"           \
                       " WHEN MIN(a.date_deadline) = {today} THEN 'today'"                         \
                       " WHEN MIN(a.date_deadline) IS NOT NULL THEN 'planned' END"                 \
                       " FROM mail_activity a WHERE a.res_model = '" model "'"                     \
                       " AND a.res_id = $.id AND a.active)"),                                      \
      F_DATE ("activity_date_deadline", "Next Activity Deadline",                                  \
              .sql = DEMO_OPEN_ACTIVITY ("date_deadline", model)),                                 \
      F_CHAR ("activity_summary", "Next Activity Summary",                                         \
              .sql = DEMO_OPEN_ACTIVITY ("summary", model)),                                       \
      F_M2O ("activity_type_id", "Next Activity Type", "mail.activity.type",                       \
             .sql = DEMO_OPEN_ACTIVITY ("activity_type_id", model)),                               \
      F_M2O ("activity_user_id", "Responsible User", "res.users",                                  \
             .sql = DEMO_OPEN_ACTIVITY ("user_id", model))

gint64 demo_thread_post (DemoEnv *env,
                         const char *model,
                         gint64 id,
                         const char *html,
                         const char *message_type,
                         gint64 subtype,
                         GError **error);
gboolean demo_thread_log (DemoEnv *env,
                          const char *model,
                          gint64 id,
                          const char *text,
                          const char *subtype_xmlid,
                          GError **error);
gboolean demo_thread_log_created (
    DemoEnv *env, const char *model, gint64 id, const char *text, GError **error);
char *demo_thread_escape (const char *text);

/* demo-inline.c */
char *demo_inline_take (DemoEnv *env,
                        const char *model,
                        gint64 record,
                        const char *html,
                        DemoIds *files,
                        GError **error);

/* demo-follow.c */
gboolean
demo_thread_follow (DemoEnv *env, const char *model, gint64 id, gint64 partner, GError **error);
JsonNode *demo_thread_subscribe (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_thread_unsubscribe (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

/* demo-tracking.c */
gboolean demo_thread_track (DemoEnv *env,
                            gint64 message,
                            const char *model,
                            const char *field,
                            const char *label,
                            const char *old_value,
                            const char *new_value,
                            GError **error);
/* The same of a link, which has numbers too. */
gboolean demo_thread_track_link (DemoEnv *env,
                                 gint64 message,
                                 const char *model,
                                 const char *field,
                                 const char *label,
                                 gint64 before,
                                 const char *old_value,
                                 gint64 after,
                                 const char *new_value,
                                 GError **error);

/* demo-activity.c */
JsonNode *demo_activity_schedule (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

G_END_DECLS
