/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-attachment.h"

#include "demo-env.h"
#include "demo-fields.h"
#include "demo-models.h"
#include "demo-service.h"

#include <string.h>

static const DemoField fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_TEXT ("description", "Description"),
  F_CHAR ("res_name", "Resource Name", .sql = "NULL"),
  F_CHAR ("res_model", "Resource Model"),
  F_CHAR ("res_field", "Resource Field"),
  DEMO_FIELD (DEMO_MANY2ONE_REFERENCE, "res_id", "Resource ID"),
  F_M2O ("company_id", "Company", "res.company"),
  F_SELECT ("type", "Type", "url:URL|binary:File", .flags = DEMO_REQUIRED, .value = "\"binary\""),
  F_CHAR ("url", "Url"),
  F_BOOL ("public", "Is public document"),
  DEMO_FIELD (DEMO_BINARY, "datas", "File Content (base64)", .flags = DEMO_COPY),
  F_INT ("file_size", "File Size", .flags = DEMO_READONLY),
  F_CHAR ("checksum", "Checksum/SHA1", .flags = DEMO_READONLY | DEMO_INDEX),
  F_CHAR ("mimetype", "Mime Type"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_ALL },
  { 0 },
};

static const char *const ddl[] = {
  "CREATE INDEX IF NOT EXISTS ir_attachment_record ON ir_attachment(res_model, res_id)",
  NULL,
};

/* A file is read with its record; one without a record by whoever put it there. */
static JsonNode *
of_readable_models (DemoEnv *env)
{
  static const char *const models[] = { "account.move",    "account.payment", "sale.order",
                                        "stock.picking",   "res.partner",     "product.template",
                                        "res.company",     "product.product", "crm.lead",
                                        "helpdesk.ticket", "project.task",    "rma" };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (demo_case_is_open_to (env, models[i])
        && demo_env_check_access (env, models[i], NULL, DEMO_READ, NULL))
      g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? ", " : "", models[i]);
  return demo_json ("[\"|\", \"|\", [\"public\", \"=\", true],"
                    " [\"create_uid\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"res_model\", \"in\", [%s]]]",
                    demo_env_get_uid (env), list->str);
}

static const DemoRule rules[] = {
  { "base.group_user", DEMO_READ, of_readable_models },
  { NULL },
};

/**
 * demo_attachment_guess_type: (skip)
 * @name: the file's name
 * @data: its content
 * @length: how long it is
 *
 * Returns: the media type, by the first bytes, else by the name
 */
const char *
demo_attachment_guess_type (const char *name, const guchar *data, gsize length)
{
  static const struct
  {
    const char *magic;
    gsize length;
    const char *type;
  } magics[] = {
    { "%PDF-", 5, "application/pdf" },   { "\x89PNG\r\n\x1a\n", 8, "image/png" },
    { "\xff\xd8\xff", 3, "image/jpeg" }, { "GIF8", 4, "image/gif" },
    { "<?xml", 5, "application/xml" },
  };
  static const struct
  {
    const char *suffix;
    const char *type;
  } names[] = {
    { ".txt", "text/plain" },
    { ".csv", "text/csv" },
    { ".json", "application/json" },
    { ".eml", "message/rfc822" },
    { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { ".zip", "application/zip" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (data, magics[i].magic, magics[i].length) == 0)
      return magics[i].type;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_suffix (name, names[i].suffix))
      return names[i].type;
  return length > 0 && memchr (data, 0, length) == NULL
                 && g_utf8_validate ((const char *)data, (gssize)length, NULL)
             ? "text/plain"
             : "application/octet-stream";
}

static gboolean
describe_content (JsonObject *vals, GError **error)
{
  const char *text = demo_vals_text (vals, "datas");
  g_autofree guchar *data = NULL;
  g_autofree char *sum = NULL;
  gsize length = 0;

  if (!json_object_has_member (vals, "datas"))
    return TRUE;
  if (text != NULL)
    data = g_base64_decode (text, &length);
  if (text != NULL && *text != '\0' && length == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "The content of a file travels as base64.");
      return FALSE;
    }
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA1, data != NULL ? data : (const guchar *)"",
                                     length);
  json_object_set_string_member (vals, "checksum", sum);
  json_object_set_int_member (vals, "file_size", (gint64)length);
  if (demo_vals_text (vals, "mimetype") == NULL)
    json_object_set_string_member (
        vals, "mimetype", demo_attachment_guess_type (demo_vals_text (vals, "name"), data, length));
  return TRUE;
}

static gboolean
check_record (DemoEnv *env, const char *model, gint64 id, DemoAccess access, GError **error)
{
  g_autoptr (DemoIds) record = NULL;

  if (model == NULL || id == 0)
    return TRUE;
  record = demo_ids_new_one (id);
  return demo_env_check_access (env, model, record, access, error);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  static const char *const derived[] = { "checksum", "file_size" };

  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    json_object_remove_member (vals, derived[i]);
  return describe_content (vals, error)
         && check_record (env, demo_vals_text (vals, "res_model"), demo_vals_int (vals, "res_id"),
                          DEMO_WRITE, error);
}

static gboolean
check_own_records (DemoEnv *env, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *model = demo_env_get_text (env, "ir.attachment", id, "res_model");

      /* One that hangs on nothing yet is whose who made it. */
      if (demo_env_get_int (env, "ir.attachment", id, "res_id") == 0 && !demo_env_is_su (env)
          && demo_env_get_int (env, "ir.attachment", id, "create_uid") != demo_env_get_uid (env))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_ACCESS,
                       "The file with the number %" G_GINT64_FORMAT " is somebody else's.", id);
          return FALSE;
        }
      if (!check_record (env, model, demo_env_get_int (env, "ir.attachment", id, "res_id"),
                         DEMO_WRITE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  return check_own_records (env, ids, error) && describe_content (vals, error)
         && check_record (env, demo_vals_text (vals, "res_model"), demo_vals_int (vals, "res_id"),
                          DEMO_WRITE, error);
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  return check_own_records (env, ids, error);
}

const DemoModel demo_attachment_model = {
  .name = "ir.attachment",
  .label = "Attachment",
  .table = "ir_attachment",
  .order = "id desc",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .rules = rules,
  .ddl = ddl,
  .before_create = before_create,
  .before_write = before_write,
  .before_unlink = before_unlink,
};
