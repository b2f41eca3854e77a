/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"

/* Texts that are written often, by a short name. Since 18 they belong to who made them, or to the
 * groups he shares them with; before, to everybody. */

static const DemoField response_fields[] = {
  F_CHAR ("source", "Shortcut", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_TEXT ("substitution", "Substitution", .flags = DEMO_REQUIRED),
  F_TIME ("last_used", "Last Used"),
  F_M2M ("group_ids",
         "Authorized Groups",
         "res.groups",
         "mail_canned_response_res_groups_rel",
         "mail_canned_response_id",
         "res_groups_id"),
  F_BOOL ("is_shared",
          "Determines if the canned_response is currently shared with other users",
          .sql = "EXISTS (SELECT 1 FROM mail_canned_response_res_groups_rel r"
                 " WHERE r.mail_canned_response_id = $.id)"),
  F_BOOL ("is_editable",
          "Determines if the canned response can be edited by the current user",
          .sql = "($.create_uid = {uid})"),
  { 0 },
};

static const DemoAccessRow open_access[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static JsonNode *
mine_or_shared (DemoEnv *env)
{
  g_autoptr (DemoIds) ids =
      demo_db_ids (demo_env_get_db (env), NULL,
                   "SELECT c.id FROM mail_canned_response c WHERE c.create_uid = ?1 OR EXISTS"
                   " (SELECT 1 FROM mail_canned_response_res_groups_rel r"
                   " JOIN res_groups_users_rel u ON u.gid = r.res_groups_id"
                   " WHERE r.mail_canned_response_id = c.id AND u.uid = ?1)",
                   "i", demo_env_get_uid (env));
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);
  g_autofree char *text = json_to_string (list, FALSE);

  return demo_json ("[[\"id\", \"in\", %s]]", text);
}

static JsonNode *
mine (DemoEnv *env)
{
  return demo_json ("[[\"create_uid\", \"=\", %" G_GINT64_FORMAT "]]", demo_env_get_uid (env));
}

static const DemoRule response_rules[] = {
  { "base.group_user", DEMO_READ, mine_or_shared },
  { "base.group_user", DEMO_WRITE | DEMO_UNLINK, mine },
  { NULL },
};

const DemoModel demo_canned_response_model = {
  .name = "mail.canned.response",
  .label = "Canned Response",
  .table = "mail_canned_response",
  .order = "id desc",
  .rec_name = "source",
  .since = 18,
  .fields = response_fields,
  .access = open_access,
  .rules = response_rules,
};

static const DemoField shortcode_fields[] = {
  F_CHAR ("source", "Shortcut", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_TEXT ("substitution", "Substitution", .flags = DEMO_REQUIRED),
  F_CHAR ("description", "Description"),
  F_TIME ("last_used", "Last Used"),
  { 0 },
};

const DemoModel demo_shortcode_model = {
  .name = "mail.shortcode",
  .label = "Canned Response / Shortcode",
  .table = "mail_shortcode",
  .rec_name = "source",
  .until = 17,
  .fields = shortcode_fields,
  .access = open_access,
};
