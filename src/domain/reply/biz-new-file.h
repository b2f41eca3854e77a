/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  BIZ_NEW_FILE_READY,   /* what is in it is here */
  BIZ_NEW_FILE_KEPT,    /* it is known where it is: it has to be read */
  BIZ_NEW_FILE_CHANGED, /* what is there is another one by now */
  BIZ_NEW_FILE_GONE,    /* it is not there, or cannot be read */
  BIZ_NEW_FILE_NAMED,   /* only its name was kept */
} BizNewFileState;

/* A file that is not on the server yet. Immutable but for
 * what the server made of it. Where it is a file of the person, a draft keeps
 * where it is, how large it is and its sum, and no content; what is no file, as a picture that
 * was pasted, is kept whole up to BIZ_NEW_FILE_MAX_KEPT bytes a draft. */
#define BIZ_TYPE_NEW_FILE (biz_new_file_get_type ())
G_DECLARE_FINAL_TYPE (BizNewFile, biz_new_file, BIZ, NEW_FILE, GObject)

#define BIZ_NEW_FILE_MAX_KEPT (512 * 1024)

/* One that is no file of the person. */
BizNewFile *biz_new_file_new (const char *name, GBytes *content) G_GNUC_WARN_UNUSED_RESULT;
/* A file of the person that is still to be read. */
BizNewFile *biz_new_file_new_chosen (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* Only the name is known. */
BizNewFile *biz_new_file_new_named (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* @node: what biz_new_file_to_json () made, whatever became of it: (nullable) */
BizNewFile *biz_new_file_new_from_json (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): for a draft; @room: bytes that may be kept whole, what was is taken off */
JsonNode *biz_new_file_to_json (BizNewFile *self, gsize *room) G_GNUC_WARN_UNUSED_RESULT;

/* Cleaned by biz_attachment_clean_name (). */
const char *biz_new_file_get_name (BizNewFile *self);
BizNewFileState biz_new_file_get_state (BizNewFile *self);
/* Bytes; -1 where it is not known */
gint64 biz_new_file_get_size (BizNewFile *self);
/* (nullable) (transfer none): unless it is ready */
GBytes *biz_new_file_get_content (BizNewFile *self);
/* (nullable) (transfer full) */
GFile *biz_new_file_dup_file (BizNewFile *self);
/* Whether both are the same file, as it was then. */
gboolean biz_new_file_is_same (BizNewFile *self, BizNewFile *other);

/* What the server made of it when it was laid down for a message; 0. See biz-message-files.h. */
void biz_new_file_set_server_id (BizNewFile *self, gint64 id);
gint64 biz_new_file_get_server_id (BizNewFile *self);
/* Whether it is on its way there. */
void biz_new_file_set_is_moving (BizNewFile *self, gboolean is_moving);
gboolean biz_new_file_get_is_moving (BizNewFile *self);
/* How much of it has travelled, 0 to 1. */
void biz_new_file_set_fraction (BizNewFile *self, double fraction);
double biz_new_file_get_fraction (BizNewFile *self);

/* In a thread: a file of the person, whole. What cannot be sent fails with a sentence that names
 * it. */
void biz_new_file_read_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* The same of one that was kept: READY, CHANGED or GONE; fails only when it is cancelled. */
void biz_new_file_read_again_async (BizNewFile *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full): of both */
BizNewFile *biz_new_file_read_finish (GAsyncResult *result, GError **error);

/* What a thread found out. @uri: (nullable) */
BizNewFile *biz_new_file_new_read (const char *name,
                                   GBytes *content,
                                   const char *uri,
                                   const char *sum) G_GNUC_WARN_UNUSED_RESULT;
/* The same file in another state than READY. */
BizNewFile *biz_new_file_copy (BizNewFile *self, BizNewFileState state) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): SHA-256 of what was in it */
const char *biz_new_file_get_sum (BizNewFile *self);

G_END_DECLS
