/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizFileRequest
{
  GObject parent_instance;

  BizActivity *activity; /* (owned) */
  BizFileMark *mark;     /* (owned) */
  BizAttachment *file;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizFileRequest, biz_file_request, G_TYPE_OBJECT)

static void
biz_file_request_finalize (GObject *object)
{
  BizFileRequest *self = BIZ_FILE_REQUEST (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->mark);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (biz_file_request_parent_class)->finalize (object);
}

static void
biz_file_request_class_init (BizFileRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_file_request_finalize;
}

static void
biz_file_request_init (BizFileRequest *self)
{
}

/* The newest of the files that are @kind. */
static BizAttachment *
find_file (GListModel *files, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BizAttachment) file = g_list_model_get_item (files, i);
      BizFileMark *mark = biz_attachment_get_mark (file);

      if (mark != NULL && g_str_equal (biz_file_mark_get_kind (mark), kind))
        return g_steal_pointer (&file);
    }
  return NULL;
}

/**
 * biz_file_request_list:
 * @activities: (element-type BizActivity): what is to be done on a record
 * @files: (element-type BizAttachment): what it has, newest first
 *
 * Returns: (transfer full) (element-type BizFileRequest): the documents that were asked for
 */
GPtrArray *
biz_file_request_list (GListModel *activities, GListModel *files)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (G_IS_LIST_MODEL (activities) && G_IS_LIST_MODEL (files), list);

  for (guint i = 0; i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (BizActivity) activity = g_list_model_get_item (activities, i);
      const char *note = biz_activity_get_note (activity);
      g_autoptr (BizFileMark) mark = biz_file_mark_new_from_text (note + strspn (note, " \n\t"));
      BizFileRequest *request;

      if (mark == NULL)
        continue;
      request = g_object_new (BIZ_TYPE_FILE_REQUEST, NULL);
      request->file = find_file (files, biz_file_mark_get_kind (mark));
      request->activity = g_steal_pointer (&activity);
      request->mark = g_steal_pointer (&mark);
      g_ptr_array_add (list, request);
    }

  return list;
}

BizActivity *
biz_file_request_get_activity (BizFileRequest *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_REQUEST (self), NULL);

  return self->activity;
}

const char *
biz_file_request_get_kind (BizFileRequest *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_REQUEST (self), NULL);

  return biz_file_mark_get_kind (self->mark);
}

BizAttachment *
biz_file_request_get_file (BizFileRequest *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_REQUEST (self), NULL);

  return self->file;
}

/**
 * biz_file_request_describe:
 * @self: a document that was asked for
 * @day: until when, as it is shown
 *
 * Returns: (transfer full): whether it is there, in words
 */
char *
biz_file_request_describe (BizFileRequest *self, const char *day)
{
  const char *label;

  g_return_val_if_fail (BIZ_IS_FILE_REQUEST (self) && day != NULL, NULL);

  label = biz_file_kind_get_label (biz_file_mark_get_kind (self->mark));
  if (self->file != NULL)
    /* Translators: a kind of document, and the file that is it. */
    return g_strdup_printf (_ ("%s is there: “%s”"), label, biz_attachment_get_name (self->file));
  /* Translators: a kind of document, and until when it was asked for. */
  return g_strdup_printf (_ ("%s is missing, asked for until %s"), label, day);
}

char *
biz_file_request_make_note (const char *kind)
{
  g_autoptr (BizFileMark) mark = biz_file_mark_new (kind, NULL);

  return mark != NULL ? biz_file_mark_to_text (mark) : NULL;
}
