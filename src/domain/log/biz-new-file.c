/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread.h"

struct _BizNewFile
{
  GObject parent_instance;

  char *name;      /* (owned) */
  GBytes *content; /* (owned) */
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
