/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Proposes matches among open items, and makes those that are ticked, one after another. Signal
 * "journal-requested". */
#define PAGE_TYPE_ITEM_PROPOSE (page_item_propose_get_type ())
G_DECLARE_FINAL_TYPE (PageItemPropose, page_item_propose, PAGE, ITEM_PROPOSE, AdwWindow)

/* Not presented yet. @domain: of which items; only open ones count. */
GtkWindow *page_item_propose_new (BizItemStore *store, ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
