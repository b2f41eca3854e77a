/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* From so many days before its end a certificate is warned of. */

/* What a file is, as people say it: kept in its description at the server, where there is nothing
 * else to tag a file with. "QUITTANCE/1 document kind=certificate until=2027-01-31". Immutable. */
#define BIZ_TYPE_FILE_MARK (biz_file_mark_get_type ())
G_DECLARE_FINAL_TYPE (BizFileMark, biz_file_mark, BIZ, FILE_MARK, GObject)

/* @until: (nullable) */
BizFileMark *biz_file_mark_new (const char *kind, const GDate *until) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): of a description of anybody */
BizFileMark *biz_file_mark_new_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *biz_file_mark_to_text (BizFileMark *self) G_GNUC_WARN_UNUSED_RESULT;
/* "certificate": small letters, digits and hyphens */
const char *biz_file_mark_get_kind (BizFileMark *self);
/* (nullable): its last day */
const GDate *biz_file_mark_get_until (BizFileMark *self);
/* Whether it ended, or ends within @days, see biz-file-days.h. */
gboolean biz_file_mark_is_ending (BizFileMark *self, const GDate *today, guint days);
/* (nullable): "ends in 12 days", "ended on ..."; NULL where nothing is to be warned of. */
char *
biz_file_mark_warn (BizFileMark *self, const GDate *today, guint days) G_GNUC_WARN_UNUSED_RESULT;

/* The kinds that are offered; what somebody else wrote is called as it is. */
guint biz_file_kind_get_n (void);
const char *biz_file_kind_get_name (guint i);
/* In the person's language. */
const char *biz_file_kind_get_label (const char *kind);

G_END_DECLS
