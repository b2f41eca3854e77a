/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Says on a record that its status of payment and the ledger contradict each other, why, and shows
 * all such documents; invisible where they agree. */
#define PAGE_TYPE_CONTRADICTION (page_contradiction_get_type ())
G_DECLARE_FINAL_TYPE (PageContradiction, page_contradiction, PAGE, CONTRADICTION, GtkBox)

/* @invoice: (nullable) */
void page_contradiction_set_invoice (PageContradiction *self, BizInvoice *invoice);

G_END_DECLS
