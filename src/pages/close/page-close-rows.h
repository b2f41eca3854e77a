/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close-check.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The records behind a check of a period. Signal "open-requested" (model, id) where one is to be
 * seen. */
#define PAGE_TYPE_CLOSE_ROWS (page_close_rows_get_type ())
G_DECLARE_FINAL_TYPE (PageCloseRows, page_close_rows, PAGE, CLOSE_ROWS, AdwWindow)

GtkWindow *page_close_rows_new (ErpSession *session,
                                BizCurrencyTable *currencies,
                                gint64 company_id,
                                BizCloseCheck *check) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
