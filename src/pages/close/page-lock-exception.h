/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Lets somebody book in closed days for a while, with a reason and an end. Signals "made" and
 * "journal-requested". */
#define PAGE_TYPE_LOCK_EXCEPTION (page_lock_exception_get_type ())
G_DECLARE_FINAL_TYPE (PageLockException, page_lock_exception, PAGE, LOCK_EXCEPTION, AdwWindow)

/* Whether there is something that this user may except from. */
gboolean page_lock_exception_is_possible (BizClose *close);
GtkWindow *page_lock_exception_new (ErpSession *session, BizClose *close) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
