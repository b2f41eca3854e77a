/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Sets the days that a company's books are closed until. Signals "set" when they are, and
 * "journal-requested" where it is not known. */
#define PAGE_TYPE_LOCK_DIALOG (page_lock_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageLockDialog, page_lock_dialog, PAGE, LOCK_DIALOG, AdwWindow)

/* Who may not write the company is told who may. */
GtkWindow *page_lock_dialog_new (ErpSession *session, BizClose *close) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
