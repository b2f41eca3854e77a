/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-source.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define CHANGED_ATTRIBUTES                                                                         \
  G_FILE_ATTRIBUTE_STANDARD_SIZE                                                                   \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

struct _BizFileSource
{
  char *name;               /* (owned) */
  GFileInputStream *stream; /* (owned) */
  GFileInfo *before;        /* (owned) (nullable): where the stream can tell */
  gint64 size;
};

void
biz_file_source_set_too_large (GError **error, const char *name, gint64 max_bytes)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” is larger than %d MB. Send a smaller one, or a link to it."), name,
               (int)(max_bytes / (1024 * 1024)));
}

void
biz_file_source_set_empty (GError **error, const char *name)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” is empty. Look whether it was written to its end, and send it then."),
               name);
}

void
biz_file_source_set_unreadable (GError **error, const char *name, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("“%s” cannot be read."), name);
}

static gboolean
check_info (GFileInfo *info, const char *name, gint64 max_bytes, GError **error)
{
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("“%s” is a folder or no ordinary file. Choose files."), name);
  else if (g_file_info_get_size (info) > max_bytes)
    biz_file_source_set_too_large (error, name, max_bytes);
  else if (g_file_info_get_size (info) == 0)
    biz_file_source_set_empty (error, name);
  else
    return TRUE;

  return FALSE;
}

/**
 * biz_file_source_open:
 * @file: a file of the person
 * @name: what it is called in errors
 * @max_bytes: more is refused
 * @cancellable: (nullable): to stop
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): it, nothing read yet
 */
BizFileSource *
biz_file_source_open (
    GFile *file, const char *name, gint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  BizFileSource *self;

  g_return_val_if_fail (G_IS_FILE (file) && name != NULL, NULL);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &cause);
  if (info != NULL && !check_info (info, name, max_bytes, error))
    return NULL;
  if (info != NULL)
    stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL)
    {
      biz_file_source_set_unreadable (error, name, cause);
      return NULL;
    }
  self = g_new0 (BizFileSource, 1);
  self->name = g_strdup (name);
  self->size = g_file_info_get_size (info);
  self->before = g_file_input_stream_query_info (stream, CHANGED_ATTRIBUTES, cancellable, NULL);
  self->stream = g_steal_pointer (&stream);

  return self;
}

void
biz_file_source_free (BizFileSource *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->before);
  g_free (self->name);
  g_free (self);
}

GInputStream *
biz_file_source_get_stream (BizFileSource *self)
{
  return G_INPUT_STREAM (self->stream);
}

gint64
biz_file_source_get_size (BizFileSource *self)
{
  return self->size;
}

static gboolean
is_same (GFileInfo *a, GFileInfo *b)
{
  static const char *const times[] = { G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                       G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC };

  if (g_file_info_get_size (a) != g_file_info_get_size (b))
    return FALSE;
  return g_file_info_get_attribute_uint64 (a, times[0])
             == g_file_info_get_attribute_uint64 (b, times[0])
         && g_file_info_get_attribute_uint32 (a, times[1])
                == g_file_info_get_attribute_uint32 (b, times[1]);
}

/**
 * biz_file_source_check:
 * @self: one that was read to its end
 * @n_read: how many bytes that were
 * @cancellable: (nullable): to stop
 * @error: return location for an ERP_ERROR
 *
 * Half of a file that a program still writes must not pass for the file.
 *
 * Returns: whether it is what it was when it was opened
 */
gboolean
biz_file_source_check (BizFileSource *self,
                       gint64 n_read,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GFileInfo) after =
      g_file_input_stream_query_info (self->stream, CHANGED_ATTRIBUTES, cancellable, NULL);

  if (n_read == self->size
      && (self->before == NULL || after == NULL || is_same (self->before, after)))
    return TRUE;

  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” was changed while it was read. Send it again when it is complete."),
               self->name);
  return FALSE;
}

/**
 * biz_file_source_read:
 * @self: one that was opened
 * @cancellable: (nullable): to stop
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): all that is in it
 */
GBytes *
biz_file_source_read (BizFileSource *self, GCancellable *cancellable, GError **error)
{
  /* One more than it said shows that it grew. */
  const gsize room = (gsize)self->size + 1;
  g_autofree guchar *data = g_malloc (room);
  g_autoptr (GError) cause = NULL;
  gsize n;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), data, room, &n, cancellable, &cause))
    {
      biz_file_source_set_unreadable (error, self->name, cause);
      return NULL;
    }
  if (!biz_file_source_check (self, (gint64)n, cancellable, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), n);
}
