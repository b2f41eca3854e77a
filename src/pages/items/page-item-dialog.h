/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-store.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Shows what matching items, or taking their matches back, would do, and does it. Signal
 * "journal-requested". */
#define PAGE_TYPE_ITEM_DIALOG (page_item_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageItemDialog, page_item_dialog, PAGE, ITEM_DIALOG, AdwWindow)

/* Not presented yet. @ids: what is selected. */
GtkWindow *page_item_dialog_new (BizItemStore *store,
                                 const gint64 *ids,
                                 guint n_ids,
                                 gboolean takes_back) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
