/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread-load.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILES 200
#define MAX_TYPES 80
#define MAX_COUNTED 10000

typedef gpointer (*ReadFunc) (JsonObject *row, GError **error);

void
biz_thread_record_free (BizThreadRecord *self)
{
  g_clear_object (&self->entries);
  g_clear_object (&self->activities);
  g_clear_object (&self->followers);
  g_free (self->writer);
  g_free (self);
}

void
biz_thread_page_free (BizThreadPage *self)
{
  g_clear_object (&self->entries);
  g_free (self);
}

/* Documents of the ledger have a paper of their own. */
static gboolean
has_paper (const char *model)
{
  return g_str_equal (model, "account.move");
}

JsonNode *
biz_thread_load_specification (const char *model, guint limit, gboolean tracking)
{
  g_autofree char *json = g_strdup_printf (
      "{\"message_ids\":{\"fields\":{" BIZ_LOG_ENTRY_THREAD_FIELDS "%s},\"limit\":%u},"
      "\"activity_ids\":{\"fields\":" BIZ_ACTIVITY_SPECIFICATION "},"
      "\"message_follower_ids\":{\"fields\":" BIZ_FOLLOWER_SPECIFICATION "},"
      "\"message_is_follower\":{},\"write_date\":{},"
      "\"write_uid\":{\"fields\":{\"display_name\":{}}}%s}",
      tracking ? BIZ_LOG_ENTRY_TRACKING_FIELDS : "", limit,
      has_paper (model) ? ",\"message_main_attachment_id\":{},\"invoice_pdf_report_id\":{}" : "");

  return erp_json_literal (json);
}

static void
set_file_arguments (ErpCall *call, ErpDomain *domain, guint limit)
{
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", BIZ_ATTACHMENT_SPECIFICATION);
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", limit + 1);
  erp_call_set_arg_string (call, "order", "id desc");
}

/* A search, which leaves out what this user may not see, where a read would fail. */
void
biz_thread_load_set_files_by_id (ErpCall *call, const gint64 *ids, gsize n_ids)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_ids (domain, "id", "in", ids, n_ids);
  set_file_arguments (call, domain, (guint)n_ids);
}

static void
add_records (ErpDomain *domain, GArray *ids)
{
  if (ids->len == 1)
    erp_domain_add_int (domain, "res_id", "=", g_array_index (ids, gint64, 0));
  else
    erp_domain_add_ids (domain, "res_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
}

/* A file may also be the content of a field; of these only papers are shown. */
void
biz_thread_load_set_files (ErpCall *call, const char *model, GArray *ids)
{
  static const char *const papers[] = { "invoice_pdf_report_file", "ubl_cii_xml_file", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) free = erp_domain_new ();
  g_autoptr (ErpDomain) paper = erp_domain_new ();
  ErpDomain *any[] = { free, paper };

  erp_domain_add_string (domain, "res_model", "=", model);
  add_records (domain, ids);
  erp_domain_add_bool (free, "res_field", "=", FALSE);
  erp_domain_add_strv (paper, "res_field", "in", papers);
  erp_domain_add_any (domain, any, 2);
  set_file_arguments (call, domain, MAX_FILES);
}

void
biz_thread_load_set_older (
    ErpCall *call, const char *model, GArray *ids, gint64 before, guint limit, gboolean tracking)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", model);
  add_records (domain, ids);
  erp_domain_add_string (domain, "message_type", "!=", "user_notification");
  erp_domain_add_int (domain, "id", "<", before);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         tracking ? "{" BIZ_LOG_ENTRY_THREAD_FIELDS BIZ_LOG_ENTRY_TRACKING_FIELDS
                                    "}"
                                  : "{" BIZ_LOG_ENTRY_THREAD_FIELDS "}");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", MAX_COUNTED);
  erp_call_set_arg_string (call, "order", "id desc");
}

void
biz_thread_load_set_types (ErpCall *call, const char *model)
{
  static const char *const fields[] = { "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) all = erp_domain_new ();
  g_autoptr (ErpDomain) own = erp_domain_new ();
  ErpDomain *any[] = { all, own };

  erp_domain_add_bool (all, "res_model", "=", FALSE);
  erp_domain_add_string (own, "res_model", "=", model);
  erp_domain_add_any (domain, any, 2);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_TYPES);
  erp_call_set_arg_string (call, "order", "sequence, id");
}

/* Elements beyond a limit are ids alone, and are counted only. */
static gboolean
read_list (
    JsonNode *node, ReadFunc read, const char *needed, GListStore *list, guint *n, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (node, &array, error))
    return FALSE;
  if (n != NULL)
    *n = json_array_get_length (array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GObject) item = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error))
        return FALSE;
      if (needed != NULL && !json_object_has_member (object, needed))
        continue;
      item = read (object, error);
      if (item == NULL)
        return FALSE;
      g_list_store_append (list, item);
    }

  return TRUE;
}

static gboolean
read_main_file (BizThreadRecord *self, JsonObject *row, GError **error)
{
  gint64 paper = 0;

  if (json_object_has_member (row, "message_main_attachment_id")
      && !erp_json_get_many2one (row, "message_main_attachment_id", &self->main_file, NULL, error))
    return FALSE;
  if (json_object_has_member (row, "invoice_pdf_report_id")
      && !erp_json_get_many2one (row, "invoice_pdf_report_id", &paper, NULL, error))
    return FALSE;
  if (paper != 0)
    self->main_file = paper;

  return TRUE;
}

/* Who wrote it last, and when. */
static gboolean
read_writing (BizThreadRecord *self, JsonObject *row, GError **error)
{
  g_autoptr (GDateTime) date = NULL;

  if (json_object_has_member (row, "write_date")
      && !erp_json_get_datetime (row, "write_date", &date, error))
    return FALSE;
  self->written = date != NULL ? g_date_time_to_unix (date) : 0;

  return !json_object_has_member (row, "write_uid")
         || erp_json_get_many2one (row, "write_uid", &self->writer_uid, &self->writer, error);
}

gpointer
biz_thread_decode_record (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizThreadRecord) self = g_new0 (BizThreadRecord, 1);
  JsonArray *rows;
  JsonObject *row;

  self->entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
  self->activities = g_list_store_new (BIZ_TYPE_ACTIVITY);
  self->followers = g_list_store_new (BIZ_TYPE_FOLLOWER);
  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The record is not on the server any more, or you may not see it."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error)
      || !read_list (json_object_get_member (row, "message_ids"),
                     (ReadFunc)biz_log_entry_new_from_json, "date", self->entries, &self->n_entries,
                     error)
      || !read_list (json_object_get_member (row, "activity_ids"),
                     (ReadFunc)biz_activity_new_from_json, NULL, self->activities, NULL, error)
      || !read_list (json_object_get_member (row, "message_follower_ids"),
                     (ReadFunc)biz_follower_new_from_json, NULL, self->followers, NULL, error)
      || !erp_json_get_bool (row, "message_is_follower", &self->is_following, error)
      || !read_main_file (self, row, error) || !read_writing (self, row, error))
    return NULL;

  return g_steal_pointer (&self);
}

gpointer
biz_thread_decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizThreadPage) self = g_new0 (BizThreadPage, 1);
  JsonObject *answer;
  gint64 length;

  self->entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_int (answer, "length", &length, error)
      || !read_list (json_object_get_member (answer, "records"),
                     (ReadFunc)biz_log_entry_new_from_json, NULL, self->entries, NULL, error))
    return NULL;
  self->n_all = (guint)CLAMP (length, 0, MAX_COUNTED);

  return g_steal_pointer (&self);
}

gpointer
biz_thread_decode_files (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GListStore) files = g_list_store_new (BIZ_TYPE_ATTACHMENT);
  JsonObject *answer;

  if (!erp_json_get_object (result, &answer, error)
      || !read_list (json_object_get_member (answer, "records"),
                     (ReadFunc)biz_attachment_new_from_json, NULL, files, NULL, error))
    return NULL;

  return g_steal_pointer (&files);
}

gpointer
biz_thread_decode_bytes (JsonNode *result, gpointer user_data, GError **error)
{
  JsonArray *rows;
  JsonObject *row;
  const char *member = user_data != NULL ? user_data : "datas";
  const char *text = NULL;
  guchar *data;
  gsize length;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The file is not on the server any more, or you may not see it."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error)
      || !erp_json_get_string (row, member, &text, error))
    return NULL;
  /* One that stands elsewhere, as a link, has no content here. */
  if (text == NULL)
    return g_bytes_new (NULL, 0);
  data = g_base64_decode (text, &length);

  return g_bytes_new_take (data, length);
}

static gpointer
read_type (JsonObject *row, GError **error)
{
  const char *name;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error) || !erp_json_get_string (row, "name", &name, error))
    return NULL;

  return biz_choice_new (id, name != NULL ? name : "", NULL);
}

gpointer
biz_thread_decode_types (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GListStore) types = g_list_store_new (BIZ_TYPE_CHOICE);

  if (!read_list (result, read_type, NULL, types, NULL, error))
    return NULL;

  return g_steal_pointer (&types);
}
