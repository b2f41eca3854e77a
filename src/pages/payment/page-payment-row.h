/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-batch.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One payment of several: whose, for what, how much, what became of it, and whether an equal one
 * is there already. */
#define PAGE_TYPE_PAYMENT_ROW (page_payment_row_get_type ())
G_DECLARE_FINAL_TYPE (PagePaymentRow, page_payment_row, PAGE, PAYMENT_ROW, GtkListBoxRow)

GtkWidget *page_payment_row_new (BizPaymentBatch *batch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
