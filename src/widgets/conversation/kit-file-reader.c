/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-reader.h"

#include "biz-file-source.h"

static void
read_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  GFile *file = task_data;
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = biz_attachment_clean_name (basename);
  g_autoptr (BizFileSource) source = NULL;
  g_autoptr (GBytes) content = NULL;
  GError *error = NULL;

  source = biz_file_source_open (file, name, BIZ_ATTACHMENT_MAX_BYTES, cancellable, &error);
  if (source != NULL)
    content = biz_file_source_read (source, cancellable, &error);
  if (content != NULL)
    g_task_return_pointer (task, biz_new_file_new (name, content), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kit_file_reader_read_async:
 * @file: a file
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
kit_file_reader_read_async (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_file_reader_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

BizNewFile *
kit_file_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
