/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-file-mark.h"
#include "biz-thread.h"

G_BEGIN_DECLS

/* A document that was asked for: something to do on the record, whose note says what document. It
 * is there when the record has a file of that kind. Immutable. */
#define BIZ_TYPE_FILE_REQUEST (biz_file_request_get_type ())
G_DECLARE_FINAL_TYPE (BizFileRequest, biz_file_request, BIZ, FILE_REQUEST, GObject)

/* (element-type BizFileRequest): those of @activities, in their order */
GPtrArray *biz_file_request_list (GListModel *activities,
                                  GListModel *files) G_GNUC_WARN_UNUSED_RESULT;
BizActivity *biz_file_request_get_activity (BizFileRequest *self);
const char *biz_file_request_get_kind (BizFileRequest *self);
/* (nullable): the file that is it */
BizAttachment *biz_file_request_get_file (BizFileRequest *self);
/* "Certificate is missing, until 30 Nov 2026": @day as it is shown */
char *biz_file_request_describe (BizFileRequest *self, const char *day) G_GNUC_WARN_UNUSED_RESULT;
/* What the note of such a thing to do says. */
char *biz_file_request_make_note (const char *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
