/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-reply.h"

/* The files of what is being written: those that were kept come back. */

static guint
count (BizReply *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_files (self)));
}

static BizNewFile *
nth (BizReply *self, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (biz_reply_get_files (self)), i);
}

gboolean
biz_reply_is_complete (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);

      if (biz_new_file_get_state (file) != BIZ_NEW_FILE_READY)
        return FALSE;
    }

  return TRUE;
}

gboolean
biz_reply_is_moving (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);

      if (biz_new_file_get_is_moving (file))
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_reply_get_fraction:
 * @self: something that is being sent
 *
 * Returns: how much of its files is on the server, 0 to 1
 */
double
biz_reply_get_fraction (BizReply *self)
{
  double all = 0;
  double there = 0;

  g_return_val_if_fail (BIZ_IS_REPLY (self), 1);

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);
      const double size = (double)MAX (biz_new_file_get_size (file), 1);

      all += size;
      there += size * biz_new_file_get_fraction (file);
    }

  return all > 0 ? there / all : 1;
}

static void
replace_file (BizReply *self, BizNewFile *file, BizNewFile *now)
{
  guint position;

  if (g_list_store_find (biz_reply_get_files (self), file, &position))
    g_list_store_splice (biz_reply_get_files (self), position, 1, (gpointer *)&now, 1);
}

static BizNewFile *
find_ready (BizReply *self, BizNewFile *wanted)
{
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);

      if (biz_new_file_get_state (file) == BIZ_NEW_FILE_READY
          && biz_new_file_is_same (file, wanted))
        return g_steal_pointer (&file);
    }

  return NULL;
}

/**
 * biz_reply_take_files:
 * @self: what was kept
 * @other: the same, with its files; it is not changed
 */
void
biz_reply_take_files (BizReply *self, BizReply *other)
{
  g_return_if_fail (BIZ_IS_REPLY (self) && BIZ_IS_REPLY (other));

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);
      g_autoptr (BizNewFile) ready = NULL;

      if (biz_new_file_get_state (file) != BIZ_NEW_FILE_READY)
        ready = find_ready (other, file);
      if (ready != NULL)
        replace_file (self, file, ready);
    }
}

typedef struct
{
  BizReply *self;   /* (owned) */
  BizNewFile *file; /* (owned) */
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (BizReply) self = reading->self;
  g_autoptr (BizNewFile) file = reading->file;
  g_autoptr (BizNewFile) now = biz_new_file_read_finish (result, NULL);

  g_free (reading);
  if (now != NULL)
    replace_file (self, file, now);
}

/**
 * biz_reply_read_files:
 * @self: what was kept
 * @cancellable: (nullable): to stop
 */
void
biz_reply_read_files (BizReply *self, GCancellable *cancellable)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (BizNewFile) file = nth (self, i);
      Reading *reading;

      if (biz_new_file_get_state (file) != BIZ_NEW_FILE_KEPT)
        continue;
      reading = g_new0 (Reading, 1);
      reading->self = g_object_ref (self);
      reading->file = g_object_ref (file);
      biz_new_file_read_again_async (file, cancellable, read_cb, reading);
    }
}
