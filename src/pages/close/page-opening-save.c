/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-opening-save.h"

#include "draw-opening-report.h"

typedef struct
{
  GFile *file; /* (owned) */
  DrawReportFormat format;
  gboolean all;
  char *subtitle; /* (owned) */
  char *made;     /* (owned) */
} Save;

static void
free_save (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->file);
  g_free (save->subtitle);
  g_free (save->made);
  g_free (save);
}

static gboolean
write_file (BizOpeningComparison *comparison,
            const Save *save,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;

  if (!draw_opening_report_write (save->format, biz_opening_comparison_get_lines (comparison),
                                  save->all, save->subtitle, save->made, out, cancellable, error)
      || !g_output_stream_close (out, cancellable, error))
    return FALSE;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));

  return g_file_replace_contents (save->file, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (BIZ_OPENING_COMPARISON (source), task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * page_opening_save_async:
 * @comparison: what is written; it does not change
 * @file: where to
 * @format: which kind of file
 * @all: customers that agree, too
 * @subtitle: of what
 * @made: when and by whom it was made, in words
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
page_opening_save_async (BizOpeningComparison *comparison,
                         GFile *file,
                         DrawReportFormat format,
                         gboolean all,
                         const char *subtitle,
                         const char *made,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (comparison, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, page_opening_save_async);
  save->file = g_object_ref (file);
  save->format = format;
  save->all = all;
  save->subtitle = g_strdup (subtitle);
  save->made = g_strdup (made);
  g_task_set_task_data (task, save, free_save);
  g_task_run_in_thread (task, save_thread);
}

gboolean
page_opening_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
