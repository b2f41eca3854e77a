/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"
#include "demo-service.h"

static const DemoField subtype_fields[] = {
  F_CHAR ("name", "Message Type", .flags = DEMO_REQUIRED),
  F_TEXT ("description", "Description"),
  F_BOOL ("internal", "Internal Only"),
  F_CHAR ("res_model", "Model"),
  F_BOOL ("default", "Default", .value = "true"),
  F_INT ("sequence", "Sequence", .value = "1"),
  F_BOOL ("hidden", "Hidden"),
  { 0 },
};

static const DemoAccessRow subtype_access[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

const DemoModel demo_message_subtype_model = {
  .name = "mail.message.subtype",
  .label = "Message subtypes",
  .table = "mail_message_subtype",
  .order = "sequence, id",
  .fields = subtype_fields,
  .access = subtype_access,
};

static const DemoField fields[] = {
  F_CHAR ("subject", "Subject"),
  F_TIME ("date", "Date"),
  F_HTML ("body", "Contents"),
  F_CHAR ("model", "Related Document Model"),
  DEMO_FIELD (DEMO_MANY2ONE_REFERENCE, "res_id", "Related Document ID"),
  F_CHAR ("record_name", "Message Record Name"),
  F_M2O ("record_company_id", "Company", "res.company"),
  F_SELECT ("message_type",
            "Type",
            "email:Incoming Email|comment:Comment|email_outgoing:Outgoing Email|"
            "notification:System notification|auto_comment:Automated Targeted Notification|"
            "user_notification:User Specific Notification",
            .flags = DEMO_REQUIRED,
            .value = "\"comment\""),
  F_M2O ("subtype_id", "Subtype", "mail.message.subtype"),
  F_BOOL ("is_internal", "Employee Only"),
  F_M2O ("author_id", "Author", "res.partner", .flags = DEMO_INDEX),
  F_CHAR ("email_from", "From"),
  F_CHAR ("message_id", "Message-Id", .flags = DEMO_INDEX),
  F_M2O ("parent_id", "Parent Message", "mail.message"),
  F_M2O ("mail_activity_type_id", "Mail Activity Type", "mail.activity.type", .flags = DEMO_INDEX),
  F_M2M ("partner_ids",
         "Recipients",
         "res.partner",
         "mail_message_res_partner_rel",
         "mail_message_id",
         "res_partner_id"),
  F_M2M ("attachment_ids",
         "Attachments",
         "ir.attachment",
         "message_attachment_rel",
         "message_id",
         "attachment_id"),
  F_O2M ("tracking_value_ids",
         "Tracking values",
         "mail.tracking.value",
         "mail_message_id",
         .groups = "base.group_system"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

/* A message is read with its document; what a user may not read of that, he does not see here. */
static JsonNode *
of_readable_models (DemoEnv *env)
{
  static const char *const models[] = {
    "account.move",     "account.payment", "sale.order",      "stock.picking", "res.partner",
    "product.template", "crm.lead",        "helpdesk.ticket", "project.task",  "rma"
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (demo_case_is_open_to (env, models[i])
        && demo_env_check_access (env, models[i], NULL, DEMO_READ, NULL))
      g_string_append_printf (list, ", \"%s\"", models[i]);
  return demo_json ("[\"|\", [\"author_id.user_ids\", \"in\", [%" G_GINT64_FORMAT "]],"
                    " [\"model\", \"in\", [false%s]]]",
                    demo_env_get_uid (env), list->str);
}

static JsonNode *
own_messages (DemoEnv *env)
{
  return demo_json ("[[\"create_uid\", \"=\", %" G_GINT64_FORMAT "]]", demo_env_get_uid (env));
}

static const DemoRule rules[] = {
  { "base.group_user", DEMO_READ, of_readable_models },
  { "base.group_user", DEMO_WRITE | DEMO_UNLINK, own_messages },
  { NULL },
};

static const char *const ddl[] = {
  "CREATE INDEX IF NOT EXISTS mail_message_record ON mail_message(model, res_id, id)",
  NULL,
};

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date", demo_env_now (env));
  /* Whatever a client says: the author is who posts. */
  if (!demo_env_is_su (env) || !demo_vals_has (vals, "author_id"))
    json_object_set_int_member (vals, "author_id",
                                demo_env_get_int (env, "res.users", demo_env_get_uid (env),
                                                  "partner_id"));
  return TRUE;
}

const DemoModel demo_message_model = {
  .name = "mail.message",
  .label = "Message",
  .table = "mail_message",
  .order = "id desc",
  .rec_name = "record_name",
  .company_field = "record_company_id",
  .fields = fields,
  .access = access_rows,
  .rules = rules,
  .ddl = ddl,
  .defaults = defaults,
};
