/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_UPLOAD_WAITING, /* others go first */
  BIZ_UPLOAD_READING,
  BIZ_UPLOAD_LOOKING, /* whether it is there already */
  BIZ_UPLOAD_SENDING,
  BIZ_UPLOAD_PUTTING, /* all was sent: it is put to its record */
  BIZ_UPLOAD_DONE,
  BIZ_UPLOAD_THERE,  /* the record has it already; nothing was put there */
  BIZ_UPLOAD_FAILED, /* may start again */
} BizUploadState;

/* One file on its way to a record, once. Its content travels first, to where the server keeps files
 * that belong to nothing yet; then a job of the journal puts it to the record. Started again it
 * goes on where it stopped. Signal "changed": state or fraction. Made by BizUploads. */
#define BIZ_TYPE_UPLOAD (biz_upload_get_type ())
G_DECLARE_FINAL_TYPE (BizUpload, biz_upload, BIZ, UPLOAD, GObject)

/* Either @file or @content. */
BizUpload *biz_upload_new (BizThread *thread, GFile *file, GBytes *content, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
const char *biz_upload_get_name (BizUpload *self);
/* Bytes; -1 until it was read */
gint64 biz_upload_get_size (BizUpload *self);
BizUploadState biz_upload_get_state (BizUpload *self);
gboolean biz_upload_is_ended (BizUpload *self);
/* Of the content, 0 to 1. */
double biz_upload_get_fraction (BizUpload *self);
/* (nullable): why it failed */
const GError *biz_upload_get_error (BizUpload *self);
/* (nullable): what the equal file of the record is called */
const char *biz_upload_get_other_name (BizUpload *self);
gboolean biz_upload_is_for (BizUpload *self, BizThread *thread);
/* (nullable): SHA-1, once it was read */
const char *biz_upload_get_checksum (BizUpload *self);
/* Of the same content for the same record. */
gboolean biz_upload_is_twin (BizUpload *self, BizUpload *other);

/* For BizUploads. A waiting one is read; one that was read is sent. */
void biz_upload_read (BizUpload *self);
void biz_upload_send (BizUpload *self);
/* Waits again; @accept_equal: though the record has it. */
void biz_upload_wait (BizUpload *self, gboolean accept_equal);
/* Stops what can be stopped without doubt: until it is put to the record. */
void biz_upload_cancel (BizUpload *self);

G_END_DECLS
