/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-reader.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

static void
fail (GTask *task, const char *format, const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, format, name);
#pragma GCC diagnostic pop
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  const char *name = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (bytes == NULL)
    fail (task, _ ("“%s” cannot be read."), name);
  else if (g_bytes_get_size (bytes) > BIZ_ATTACHMENT_MAX_BYTES)
    fail (task, _ ("“%s” is larger than 45 MB. Send a smaller one, or a link to it."), name);
  else
    g_task_return_pointer (task, biz_new_file_new (name, bytes), g_object_unref);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  const char *name = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (info == NULL)
    fail (task, _ ("“%s” cannot be read."), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    fail (task, _ ("“%s” is a folder or no ordinary file. Choose files."), name);
  else if (g_file_info_get_size (info) > BIZ_ATTACHMENT_MAX_BYTES)
    fail (task, _ ("“%s” is larger than 45 MB. Send a smaller one, or a link to it."), name);
  else
    g_file_load_bytes_async (G_FILE (source), g_task_get_cancellable (task), loaded_cb,
                             g_object_ref (task));
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
  GTask *task;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_file_reader_read_async);
  g_task_set_task_data (task, g_file_get_basename (file), g_free);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, info_cb, task);
}

BizNewFile *
kit_file_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
