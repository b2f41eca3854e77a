/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-upload.h"

G_BEGIN_DECLS

/* All files on their way, of one session: a GListModel of BizUpload. They go on when the page that
 * shows them is left. At most two travel at once; of two with the same content for the same record
 * the second one waits and then finds the first. Signal "finished" (BizUpload): one is on its
 * record. */
#define BIZ_TYPE_UPLOADS (biz_uploads_get_type ())
G_DECLARE_FINAL_TYPE (BizUploads, biz_uploads, BIZ, UPLOADS, GObject)

/* (transfer none): the session's */
BizUploads *biz_uploads_get (ErpSession *session);
/* (transfer none) */
BizUpload *biz_uploads_add_file (BizUploads *self, BizThread *thread, GFile *file);
BizUpload *
biz_uploads_add_bytes (BizUploads *self, BizThread *thread, GBytes *content, const char *name);
void biz_uploads_again (BizUploads *self, BizUpload *upload);
void biz_uploads_add_anyway (BizUploads *self, BizUpload *upload);
/* Gives it up, where it did not end well; it leaves the list. */
void biz_uploads_dismiss (BizUploads *self, BizUpload *upload);
gboolean biz_uploads_is_busy (BizUploads *self);

G_END_DECLS
