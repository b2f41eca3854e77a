/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Above a credit note that waits for a second person: why, and what this person may do about it.
 * Hidden over anything else. */
#define PAGE_TYPE_APPROVAL (page_approval_get_type ())
G_DECLARE_FINAL_TYPE (PageApproval, page_approval, PAGE, APPROVAL, AdwBin)

void page_approval_connect (PageApproval *self, ErpSession *session, BizInvoiceStore *store);
/* @invoice: (nullable) */
void page_approval_set_invoice (PageApproval *self, BizInvoice *invoice);
/* Whether this person is the one it waits for. */
gboolean page_approval_is_mine (PageApproval *self);

G_END_DECLS
