/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"
#include "demo-thread.h"

/* Which field changed from what to what. For administrators alone, as are the fields by name. */

static const DemoField name_fields[] = {
  F_CHAR ("name", "Field Name", .flags = DEMO_REQUIRED),
  F_CHAR ("field_description", "Field Label", .flags = DEMO_REQUIRED),
  F_CHAR ("model", "Model Name", .flags = DEMO_REQUIRED),
  F_CHAR ("ttype", "Field Type", .flags = DEMO_REQUIRED),
  { 0 },
};

static const DemoAccessRow for_administrators[] = {
  { "base.group_system", DEMO_READ },
  { 0 },
};

static const char *const name_ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS ir_model_fields_once ON ir_model_fields(model, name)",
  NULL,
};

const DemoModel demo_model_fields_model = {
  .name = "ir.model.fields",
  .label = "Fields",
  .table = "ir_model_fields",
  .order = "name, id",
  .display_sql = "$.field_description || COALESCE(' (' || (SELECT m.name FROM ir_model m"
                 " WHERE m.model = $.model) || ')', '')",
  .no_log = TRUE,
  .fields = name_fields,
  .access = for_administrators,
  .ddl = name_ddl,
};

static const DemoField fields[] = {
  F_M2O ("mail_message_id",
         "Message ID",
         "mail.message",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  F_M2O ("field_id", "Field", "ir.model.fields"),
  F_JSON ("field_info", "Removed field information"),
  F_INT ("old_value_integer", "Old Value Integer"),
  F_FLOAT ("old_value_float", "Old Value Float"),
  F_CHAR ("old_value_char", "Old Value Char"),
  F_TEXT ("old_value_text", "Old Value Text"),
  F_TIME ("old_value_datetime", "Old Value DateTime"),
  F_INT ("new_value_integer", "New Value Integer"),
  F_FLOAT ("new_value_float", "New Value Float"),
  F_CHAR ("new_value_char", "New Value Char"),
  F_TEXT ("new_value_text", "New Value Text"),
  F_TIME ("new_value_datetime", "New Value Datetime"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  { 0 },
};

const DemoModel demo_tracking_value_model = {
  .name = "mail.tracking.value",
  .label = "Mail Tracking Value",
  .table = "mail_tracking_value",
  .order = "id desc",
  .no_log = TRUE,
  .fields = fields,
  .access = for_administrators,
};

static gboolean
track (DemoEnv *env,
       gint64 message,
       const char *model,
       const char *field,
       const char *label,
       const char *type,
       gint64 before,
       const char *old_value,
       gint64 after,
       const char *new_value,
       GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  return demo_db_exec (db, error,
                       "INSERT OR IGNORE INTO ir_model_fields (name, field_description, model,"
                       " ttype) VALUES (?, ?, ?, ?)",
                       "ssss", field, label, model, type)
         && demo_db_exec (db, error,
                          "INSERT INTO mail_tracking_value (mail_message_id, field_id,"
                          " old_value_char, new_value_char, old_value_integer, new_value_integer)"
                          " VALUES (?1, (SELECT f.id FROM ir_model_fields f WHERE f.model = ?2"
                          " AND f.name = ?3), ?4, ?5, ?6, ?7)",
                          "issssii", message, model, field, old_value, new_value, before, after);
}

/**
 * demo_thread_track: (skip)
 * @message: what tells of the change
 * @field: the field's name
 * @label: what people call it
 * @old_value: (nullable): in words
 * @new_value: (nullable): in words
 *
 * Writes down beside a message which field of words changed.
 */
gboolean
demo_thread_track (DemoEnv *env,
                   gint64 message,
                   const char *model,
                   const char *field,
                   const char *label,
                   const char *old_value,
                   const char *new_value,
                   GError **error)
{
  return track (env, message, model, field, label, "char", 0, old_value, 0, new_value, error);
}

gboolean
demo_thread_track_link (DemoEnv *env,
                        gint64 message,
                        const char *model,
                        const char *field,
                        const char *label,
                        gint64 before,
                        const char *old_value,
                        gint64 after,
                        const char *new_value,
                        GError **error)
{
  return track (env, message, model, field, label, "many2one", before, old_value, after, new_value,
                error);
}
