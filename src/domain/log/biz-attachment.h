/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-file-mark.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* The largest file that is sent: it travels as base64 in one request. */
#define BIZ_ATTACHMENT_MAX_BYTES (45 * 1024 * 1024)

/* The largest picture that is read to be shown between words. */
#define BIZ_ATTACHMENT_MAX_PICTURE (10 * 1024 * 1024)

/* A file that hangs on a record; its content is read by BizThreadStore. Immutable. */
#define BIZ_TYPE_ATTACHMENT (biz_attachment_get_type ())
G_DECLARE_FINAL_TYPE (BizAttachment, biz_attachment, BIZ, ATTACHMENT, GObject)

#define BIZ_ATTACHMENT_FIELDS                                                                      \
  "\"name\":{},\"description\":{},\"mimetype\":{},\"file_size\":{},\"create_date\":{},"            \
  "\"create_uid\":{\"fields\":{\"display_name\":{}}}"
#define BIZ_ATTACHMENT_SPECIFICATION "{" BIZ_ATTACHMENT_FIELDS "}"

BizAttachment *biz_attachment_new_from_json (JsonObject *row,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A file of the community's folders ("dms.file"), which are only read here. */
#define BIZ_ATTACHMENT_FOLDER_FIELDS                                                               \
  "\"name\":{},\"mimetype\":{},\"size\":{},\"create_date\":{},"                                    \
  "\"create_uid\":{\"fields\":{\"display_name\":{}}},"                                             \
  "\"directory_id\":{\"fields\":{\"display_name\":{}}}"
BizAttachment *biz_attachment_new_from_folder (JsonObject *row,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_attachment_get_id (BizAttachment *self);
/* Without folders and marks that turn text around; never NULL or empty. */
const char *biz_attachment_get_name (BizAttachment *self);
/* (nullable) */
const char *biz_attachment_get_media_type (BizAttachment *self);
/* Bytes */
gint64 biz_attachment_get_size (BizAttachment *self);
/* Whether it may be shown between the words of a message: said to be a picture of points, and not
 * too large to be read just because a message is looked at. */
gboolean biz_attachment_is_picture (BizAttachment *self);
GDateTime *biz_attachment_get_date (BizAttachment *self);
/* (nullable) */
const char *biz_attachment_get_author (BizAttachment *self);
/* (nullable) (transfer none): what people say it is */
BizFileMark *biz_attachment_get_mark (BizAttachment *self);
/* (nullable): what its folder is called, of a file in one; its id is not one of an attachment */
const char *biz_attachment_get_folder (BizAttachment *self);
/* What of @name may become a file's name here. */
char *biz_attachment_clean_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
