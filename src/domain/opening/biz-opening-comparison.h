/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-opening.h"

G_BEGIN_DECLS

/* A file of balances beside those of the ERP, as it was read; it does not change. */
#define BIZ_TYPE_OPENING_COMPARISON (biz_opening_comparison_get_type ())
G_DECLARE_FINAL_TYPE (
    BizOpeningComparison, biz_opening_comparison, BIZ, OPENING_COMPARISON, GObject)

/* @rows (BizOpeningRow) and @customers (BizOpeningCustomer) are kept. %NULL where an amount or a
 * sum does not fit. */
BizOpeningComparison *biz_opening_comparison_new (GPtrArray *rows,
                                                  GPtrArray *customers,
                                                  const BizMoney *zero,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type BizOpeningLine): as biz_opening_compare () orders them */
GArray *biz_opening_comparison_get_lines (BizOpeningComparison *self);
guint biz_opening_comparison_count (BizOpeningComparison *self, BizOpeningState state);
/* Of all lines, in the currency of the company; @difference is @erp - @file. */
void biz_opening_comparison_get_sums (BizOpeningComparison *self,
                                      BizMoney *file,
                                      BizMoney *erp,
                                      BizMoney *difference);
/* (transfer full) (element-type BizOpeningEntry): all lines, or those that are not equal */
GPtrArray *biz_opening_comparison_list (BizOpeningComparison *self,
                                        gboolean all) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the file in a worker thread, then the customers. Errors as biz_opening_read_file (),
 * biz_opening_read_async () and g_file_read (). */
void biz_opening_comparison_read_async (ErpSession *session,
                                        BizCurrencyTable *currencies,
                                        gint64 company_id,
                                        const GDate *as_of,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BizOpeningComparison *biz_opening_comparison_read_finish (GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
