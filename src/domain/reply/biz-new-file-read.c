/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-new-file.h"

#include "biz-attachment.h"
#include "biz-file-source.h"

/* Files of the person are read in a thread, whole, and their sum is taken there. */

typedef struct
{
  GFile *file;      /* (owned) */
  char *name;       /* (owned) */
  BizNewFile *kept; /* (owned) (nullable): what it was */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->file);
  g_clear_object (&wish->kept);
  g_free (wish->name);
  g_free (wish);
}

/* Of another size: it is another one, though it cannot be sent. */
static gboolean
has_other_size (Wish *wish, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (wish->file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  return biz_new_file_get_sum (wish->kept) != NULL && info != NULL
         && g_file_info_get_size (info) != biz_new_file_get_size (wish->kept);
}

static BizNewFile *
read_file (Wish *wish, GCancellable *cancellable, GError **error)
{
  g_autoptr (BizFileSource) source =
      biz_file_source_open (wish->file, wish->name, BIZ_ATTACHMENT_MAX_BYTES, cancellable, error);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *uri = g_file_get_uri (wish->file);

  if (source != NULL)
    content = biz_file_source_read (source, cancellable, error);
  if (content == NULL)
    return NULL;
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  return biz_new_file_new_read (wish->name, content, uri, sum);
}

static void
read_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BizNewFile *file = read_file (task_data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
read_again_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  Wish *wish = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizNewFile) file = read_file (wish, cancellable, &error);
  const char *sum;
  BizNewFile *now;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sum = biz_new_file_get_sum (wish->kept);
  if (file != NULL && (sum == NULL || g_str_equal (biz_new_file_get_sum (file), sum)))
    now = g_steal_pointer (&file);
  else if (file != NULL || has_other_size (wish, cancellable))
    now = biz_new_file_copy (wish->kept, BIZ_NEW_FILE_CHANGED);
  else
    now = biz_new_file_copy (wish->kept, BIZ_NEW_FILE_GONE);
  g_task_return_pointer (task, now, g_object_unref);
}

static void
run (Wish *wish,
     GTaskThreadFunc func,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, wish, free_wish);
  g_task_run_in_thread (task, func);
}

/**
 * biz_new_file_read_async:
 * @file: a file of the person
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_new_file_read_async (GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *basename = NULL;
  Wish *wish;

  g_return_if_fail (G_IS_FILE (file));

  basename = g_file_get_basename (file);
  wish = g_new0 (Wish, 1);
  wish->file = g_object_ref (file);
  wish->name = biz_attachment_clean_name (basename);
  run (wish, read_thread, cancellable, callback, user_data);
}

/**
 * biz_new_file_read_again_async:
 * @self: one that was kept
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_new_file_read_again_async (BizNewFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Wish *wish;

  g_return_if_fail (BIZ_IS_NEW_FILE (self));
  g_return_if_fail (biz_new_file_get_state (self) == BIZ_NEW_FILE_KEPT);

  wish = g_new0 (Wish, 1);
  wish->file = biz_new_file_dup_file (self);
  wish->name = g_strdup (biz_new_file_get_name (self));
  wish->kept = g_object_ref (self);
  run (wish, read_again_thread, cancellable, callback, user_data);
}

BizNewFile *
biz_new_file_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
