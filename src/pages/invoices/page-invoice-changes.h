/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what somebody else did to an invoice between two looks at it; NULL
 * where nothing was written. */
char *page_invoice_changes_describe (BizInvoice *before,
                                     BizInvoice *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
