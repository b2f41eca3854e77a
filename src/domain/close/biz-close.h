/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close-facts.h"
#include "biz-lock-dates.h"

G_BEGIN_DECLS

/* The list that a period of a company is closed by, as read at one time. */
#define BIZ_TYPE_CLOSE (biz_close_get_type ())
G_DECLARE_FINAL_TYPE (BizClose, biz_close, BIZ, CLOSE, GObject)

/* About ten requests side by side, whatever the size of the books, and those of the open items
 * (biz_ageing_read_async ()). What this user may not read is a check that says so. Errors as
 * erp_client_call_async (); ERP_ERROR_MISSING where the company is not seen. */
void biz_close_read_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           gint64 company_id,
                           const GDate *end,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
BizClose *biz_close_read_finish (GAsyncResult *result, GError **error);

gint64 biz_close_get_company_id (BizClose *self);
const char *biz_close_get_company (BizClose *self);
const GDate *biz_close_get_start (BizClose *self);
const GDate *biz_close_get_end (BizClose *self);
/* (element-type BizCloseCheck) */
GListModel *biz_close_get_checks (BizClose *self);
/* Checks in @state. */
guint biz_close_count (BizClose *self, BizCloseState state);
const BizLockDates *biz_close_get_locks (BizClose *self);
/* Of the server: which locks there are. */
guint biz_close_get_series (BizClose *self);
/* This user may write the company's lock dates; may make an exception of them. */
gboolean biz_close_may_lock (BizClose *self);
gboolean biz_close_may_except (BizClose *self);
/* Where a report of the period is kept: a record that this user may write; %NULL where there is
 * none. */
const char *biz_close_get_shelf (BizClose *self, gint64 *id, const char **name);
/* (nullable): not all open items could be read */
gboolean biz_close_is_cut (BizClose *self);

G_END_DECLS
