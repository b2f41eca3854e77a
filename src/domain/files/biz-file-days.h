/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"

G_BEGIN_DECLS

/* How long before its last day a document is warned of: what the policy of its company says, which
 * is read when first somebody asks, and again some minutes later. Signal "changed": another number
 * counts. */
#define BIZ_TYPE_FILE_DAYS (biz_file_days_get_type ())
G_DECLARE_FINAL_TYPE (BizFileDays, biz_file_days, BIZ, FILE_DAYS, GObject)

/* (transfer none): the session's */
BizFileDays *biz_file_days_get (ErpSession *session);
/* Never waits: until the policy is known, as it would be without one. @company_id: 0 for the one
 * that new documents belong to. */
guint biz_file_days_get_days (BizFileDays *self, gint64 company_id);
/* The policy was written: what is known is read anew. */
void biz_file_days_look_again (BizFileDays *self);

G_END_DECLS
