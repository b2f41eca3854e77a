/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-batch-item.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One document of a batch: what it is, how it stands, and the reason beside it where it waits for
 * a decision or was refused. */
#define PAGE_TYPE_BATCH_ROW (page_batch_row_get_type ())
G_DECLARE_FINAL_TYPE (PageBatchRow, page_batch_row, PAGE, BATCH_ROW, GtkListBoxRow)

GtkWidget *page_batch_row_new (BizBatchItem *item) G_GNUC_WARN_UNUSED_RESULT;
BizBatchItem *page_batch_row_get_item (PageBatchRow *self);

G_END_DECLS
