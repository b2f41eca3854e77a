/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close-check.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Records that are read at most. */
#define BIZ_CLOSE_MAX_ROWS 200

/**
 * BizCloseRow:
 * @move_id: the entry that it is, or belongs to
 * @move_type: (nullable): "out_invoice"; of entries
 *
 * A record behind a check.
 */
#define BIZ_TYPE_CLOSE_ROW (biz_close_row_get_type ())
G_DECLARE_FINAL_TYPE (BizCloseRow, biz_close_row, BIZ, CLOSE_ROW, GObject)

gint64 biz_close_row_get_move_id (BizCloseRow *self);
const char *biz_close_row_get_number (BizCloseRow *self);
/* (nullable) */
const char *biz_close_row_get_partner (BizCloseRow *self);
/* (nullable) */
const char *biz_close_row_get_text (BizCloseRow *self);
const GDate *biz_close_row_get_date (BizCloseRow *self);
const BizMoney *biz_close_row_get_amount (BizCloseRow *self);

/* The newest records of @check. Errors as erp_client_call_async (). */
void biz_close_rows_read_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                gint64 company_id,
                                BizCloseCheck *check,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) (element-type BizCloseRow) */
GPtrArray *biz_close_rows_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
