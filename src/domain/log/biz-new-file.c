/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread.h"

struct _BizNewFile
{
  GObject parent_instance;

  char *name;      /* (owned) */
  GBytes *content; /* (owned) */
  gint64 server_id;
  gboolean is_moving;
};

G_DEFINE_FINAL_TYPE (BizNewFile, biz_new_file, G_TYPE_OBJECT)

static void
biz_new_file_finalize (GObject *object)
{
  BizNewFile *self = BIZ_NEW_FILE (object);

  g_free (self->name);
  g_clear_pointer (&self->content, g_bytes_unref);

  G_OBJECT_CLASS (biz_new_file_parent_class)->finalize (object);
}

static void
biz_new_file_class_init (BizNewFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_new_file_finalize;
}

static void
biz_new_file_init (BizNewFile *self)
{
}

/**
 * biz_new_file_new:
 * @name: (nullable): what it is called where it comes from
 * @content: what is in it
 *
 * Returns: (transfer full): a file to be sent
 */
BizNewFile *
biz_new_file_new (const char *name, GBytes *content)
{
  BizNewFile *self;

  g_return_val_if_fail (content != NULL, NULL);

  self = g_object_new (BIZ_TYPE_NEW_FILE, NULL);
  self->name = biz_attachment_clean_name (name);
  self->content = g_bytes_ref (content);

  return self;
}

const char *
biz_new_file_get_name (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->name;
}

GBytes *
biz_new_file_get_content (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->content;
}

void
biz_new_file_set_server_id (BizNewFile *self, gint64 id)
{
  g_return_if_fail (BIZ_IS_NEW_FILE (self));

  self->server_id = id;
}

gint64
biz_new_file_get_server_id (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), 0);

  return self->server_id;
}

void
biz_new_file_set_is_moving (BizNewFile *self, gboolean is_moving)
{
  g_return_if_fail (BIZ_IS_NEW_FILE (self));

  self->is_moving = is_moving;
}

gboolean
biz_new_file_get_is_moving (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), FALSE);

  return self->is_moving;
}
