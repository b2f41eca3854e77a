/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of the person while it is read: an ordinary one that is not empty and not too large, and
 * the same at the end as at the beginning. Blocks: for threads. */
typedef struct _BizFileSource BizFileSource;

/* @name: what it is called in errors. Refuses with ERP_ERROR_VALIDATION, without reading, what is
 * no ordinary file, empty, larger than @max_bytes or not to be read. */
BizFileSource *biz_file_source_open (GFile *file,
                                     const char *name,
                                     gint64 max_bytes,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_file_source_free (BizFileSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizFileSource, biz_file_source_free)

/* (transfer none) */
GInputStream *biz_file_source_get_stream (BizFileSource *self);
/* Bytes, as it said when it was opened. */
gint64 biz_file_source_get_size (BizFileSource *self);
/* Whether @n_read bytes, read to its end, are the file: FALSE, with ERP_ERROR_VALIDATION, where
 * somebody wrote to it meanwhile. */
gboolean biz_file_source_check (BizFileSource *self,
                                gint64 n_read,
                                GCancellable *cancellable,
                                GError **error);
/* (transfer full): all of it, checked */
GBytes *biz_file_source_read (BizFileSource *self,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The words for it, where more was read than it said. */
void biz_file_source_set_too_large (GError **error, const char *name, gint64 max_bytes);
/* The same of what has nothing in it. */
void biz_file_source_set_empty (GError **error, const char *name);
/* The same of what cannot be read; passes on that it was stopped. */
void biz_file_source_set_unreadable (GError **error, const char *name, const GError *cause);

G_END_DECLS
