/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-change.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-session.h"

#include <string.h>

#define MAX_ENDING 12

/**
 * biz_file_change_make_name:
 * @name: what the person wrote
 * @before: what the file is called
 *
 * Returns: (transfer full): what it is to be called; @before where nothing was written
 */
char *
biz_file_change_make_name (const char *name, const char *before)
{
  g_autofree char *plain = NULL;
  g_autofree char *whole = NULL;
  const char *ending;

  g_return_val_if_fail (name != NULL && before != NULL, NULL);

  plain = g_strstrip (g_strdup (name));
  if (*plain == '\0')
    return g_strdup (before);
  ending = strrchr (before, '.');
  if (ending == NULL || ending == before || strlen (ending) > MAX_ENDING
      || strrchr (plain, '.') != NULL)
    ending = "";
  whole = g_strconcat (plain, ending, NULL);

  return biz_attachment_clean_name (whole);
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_thread_load_finish (BIZ_THREAD (source), result, &error))
    g_debug ("the conversation was not loaded again: %s", error->message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  /* Also where its end is not known: perhaps it shows. */
  biz_thread_load_async (g_task_get_source_object (task), NULL, ignore_cb, NULL);
  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @vals. */
static void
write_values (BizThread *thread,
              BizAttachment *file,
              JsonObject *vals,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (ErpCall) call = erp_call_new_write ("ir.attachment", "write");
  const gint64 company = biz_thread_get_company_id (thread);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  GTask *task = g_task_new (thread, NULL, callback, user_data);

  g_task_set_source_tag (task, write_values);
  json_node_take_object (node, vals);
  erp_call_set_id (call, biz_attachment_get_id (file));
  erp_call_take_arg (call, "vals", node);
  if (company != 0)
    erp_call_set_companies (call, &company, 1);
  erp_client_call_async (erp_session_get_client (biz_thread_get_session (thread)), call, NULL,
                         written_cb, task);
}

void
biz_file_change_name_async (BizThread *thread,
                            BizAttachment *file,
                            const char *name,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *whole = NULL;
  JsonObject *vals;

  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_ATTACHMENT (file));
  g_return_if_fail (name != NULL);

  vals = json_object_new ();
  whole = biz_file_change_make_name (name, biz_attachment_get_name (file));
  json_object_set_string_member (vals, "name", whole);
  write_values (thread, file, vals, callback, user_data);
}

void
biz_file_change_mark_async (BizThread *thread,
                            BizAttachment *file,
                            BizFileMark *mark,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  JsonObject *vals;

  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_ATTACHMENT (file));
  g_return_if_fail (mark == NULL || BIZ_IS_FILE_MARK (mark));

  vals = json_object_new ();
  if (mark != NULL)
    {
      g_autofree char *text = biz_file_mark_to_text (mark);

      json_object_set_string_member (vals, "description", text);
    }
  else
    json_object_set_boolean_member (vals, "description", FALSE);
  write_values (thread, file, vals, callback, user_data);
}

gboolean
biz_file_change_finish (BizThread *thread, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, thread), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
