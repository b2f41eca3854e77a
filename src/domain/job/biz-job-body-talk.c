/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-body.h"

/* Bodies of what is said about a record, put to it, and to be done about it. */

static void
set_string (JsonObject *body, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, member, text);
}

static void
set_id (JsonObject *body, const char *member, gint64 id)
{
  if (id != 0)
    json_object_set_int_member (body, member, id);
}

static void
set_content (JsonObject *body, GBytes *content)
{
  gsize size;
  const guchar *data = g_bytes_get_data (content, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  json_object_set_string_member (body, "data", base64);
}

static void
set_ids (JsonObject *body, const char *member, const gint64 *ids, gsize n_ids)
{
  JsonArray *list = json_array_sized_new ((guint)n_ids);

  for (gsize i = 0; i < n_ids; i++)
    json_array_add_int_element (list, ids[i]);
  json_object_set_array_member (body, member, list);
}

/**
 * biz_job_body_set_partners:
 * @body: of biz_job_body_new_message ()
 * @ids: (array length=n_ids): partners who get it beside the followers
 * @n_ids: how many
 */
void
biz_job_body_set_partners (JsonObject *body, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (body != NULL);
  g_return_if_fail (ids != NULL || n_ids == 0);

  if (n_ids > 0)
    set_ids (body, "partners", ids, n_ids);
}

/**
 * biz_job_body_set_named_only:
 * @body: of biz_job_body_new_message (), with partners
 *
 * Only for servers that can: see biz_thread_can_leave_out ().
 */
void
biz_job_body_set_named_only (JsonObject *body)
{
  g_return_if_fail (body != NULL);

  json_object_set_boolean_member (body, "named_only", TRUE);
}

/**
 * biz_job_body_set_mark:
 * @body: of biz_job_body_new_message ()
 * @mark: letters, digits and hyphens: what its Message-Id says for programs
 */
void
biz_job_body_set_mark (JsonObject *body, const char *mark)
{
  g_return_if_fail (body != NULL && mark != NULL);

  set_string (body, "mark", mark);
}

/**
 * biz_job_body_add_file:
 * @body: of biz_job_body_new_message ()
 * @name: what the file is called
 * @content: what is in it
 */
void
biz_job_body_add_file (JsonObject *body, const char *name, GBytes *content)
{
  JsonObject *file;

  g_return_if_fail (body != NULL && name != NULL && content != NULL);

  if (!json_object_has_member (body, "files"))
    json_object_set_array_member (body, "files", json_array_new ());
  file = json_object_new ();
  set_string (file, "name", name);
  set_content (file, content);
  json_array_add_object_element (json_object_get_array_member (body, "files"), file);
}

/**
 * biz_job_body_set_file_ids:
 * @body: of biz_job_body_new_message ()
 * @ids: (array length=n_ids): files that were laid down before, see biz-message-files.h
 * @n_ids: how many
 */
void
biz_job_body_set_file_ids (JsonObject *body, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (body != NULL);
  g_return_if_fail (ids != NULL && n_ids > 0);

  set_ids (body, "file_ids", ids, n_ids);
}

/**
 * biz_job_body_new_upload:
 * @model: of the record
 * @id: the record
 * @name: (nullable): what it is called
 * @company_id: its company, 0 where it has none
 * @file_name: what the file is called
 * @content: what is in it
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_UPLOAD
 */
JsonObject *
biz_job_body_new_upload (const char *model,
                         gint64 id,
                         const char *name,
                         gint64 company_id,
                         const char *file_name,
                         GBytes *content)
{
  JsonObject *body;

  g_return_val_if_fail (model != NULL && id > 0, NULL);
  g_return_val_if_fail (file_name != NULL && content != NULL, NULL);

  body = json_object_new ();
  set_string (body, "model", model);
  set_id (body, "id", id);
  set_string (body, "name", name);
  set_id (body, "company_id", company_id);
  set_string (body, "file_name", file_name);
  set_content (body, content);

  return body;
}

/**
 * biz_job_body_new_remove:
 * @model: "ir.attachment" or "mail.activity"
 * @id: what goes
 * @what: (nullable): what that is called
 * @record_model: of the record it hangs on
 * @record_id: that record
 * @name: (nullable): what that is called
 * @company_id: its company, 0 where it has none
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_REMOVE
 */
JsonObject *
biz_job_body_new_remove (const char *model,
                         gint64 id,
                         const char *what,
                         const char *record_model,
                         gint64 record_id,
                         const char *name,
                         gint64 company_id)
{
  JsonObject *body;

  g_return_val_if_fail (model != NULL && id > 0, NULL);
  g_return_val_if_fail (record_model != NULL && record_id > 0, NULL);

  body = json_object_new ();
  set_string (body, "model", model);
  set_id (body, "id", id);
  set_string (body, "what", what);
  set_string (body, "record_model", record_model);
  set_id (body, "record_id", record_id);
  set_string (body, "name", name);
  set_id (body, "company_id", company_id);

  return body;
}

/**
 * biz_job_body_new_activity_done:
 * @activity: what was done
 * @uid: the user who did it
 * @feedback: (nullable): what came of it
 * @record_model: of the record it hangs on
 * @record_id: that record
 * @name: (nullable): what that is called
 * @company_id: its company, 0 where it has none
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_ACTIVITY_DONE
 */
JsonObject *
biz_job_body_new_activity_done (BizActivity *activity,
                                gint64 uid,
                                const char *feedback,
                                const char *record_model,
                                gint64 record_id,
                                const char *name,
                                gint64 company_id)
{
  JsonObject *body;

  g_return_val_if_fail (BIZ_IS_ACTIVITY (activity), NULL);
  g_return_val_if_fail (record_model != NULL && record_id > 0, NULL);

  body = json_object_new ();
  set_id (body, "id", biz_activity_get_id (activity));
  set_string (body, "what", biz_activity_get_title (activity));
  set_id (body, "type_id", biz_activity_get_type_id (activity));
  set_id (body, "uid", uid);
  set_string (body, "feedback", feedback);
  set_string (body, "record_model", record_model);
  set_id (body, "record_id", record_id);
  set_string (body, "name", name);
  set_id (body, "company_id", company_id);

  return body;
}

/**
 * biz_job_body_set_activity_type:
 * @body: of biz_job_body_new_activity ()
 * @type_id: a kind of activity, 0 for the ordinary one
 */
void
biz_job_body_set_activity_type (JsonObject *body, gint64 type_id)
{
  g_return_if_fail (body != NULL);

  set_id (body, "type_id", type_id);
}
