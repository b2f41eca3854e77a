/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* Files that are to be deleted, of one session. Nothing is sent until their time is over; until
 * then they can be taken back. Where the program ends before that, they stay where they are.
 * Signals: "changed": something is thrown away, taken back, or a second passed; "deleted" (model,
 * record's id); "failed" (model, record's id, name, GError). */
#define BIZ_TYPE_FILE_BIN (biz_file_bin_get_type ())
G_DECLARE_FINAL_TYPE (BizFileBin, biz_file_bin, BIZ, FILE_BIN, GObject)

#define BIZ_FILE_BIN_DELAY_MS 10000

/* (transfer none): the session's */
BizFileBin *biz_file_bin_get (ErpSession *session);
/* For those that follow. */
void biz_file_bin_set_delay (BizFileBin *self, guint milliseconds);
void biz_file_bin_throw (BizFileBin *self, BizThread *thread, BizAttachment *file);
/* FALSE where it is being deleted already, or was never thrown away. */
gboolean biz_file_bin_take_back (BizFileBin *self, gint64 file_id);
/* Whether it is to be deleted or just is. */
gboolean biz_file_bin_has (BizFileBin *self, gint64 file_id);
/* Until it is deleted, rounded up; 0 where it is too late. */
guint biz_file_bin_get_seconds (BizFileBin *self, gint64 file_id);

G_END_DECLS
