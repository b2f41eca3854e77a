/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Who is reminded of what, and who is not and why; the letters, to be read and changed, then sent
 * one after another. Signal "journal-requested". */
#define PAGE_TYPE_REMINDERS_DIALOG (page_reminders_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageRemindersDialog, page_reminders_dialog, PAGE, REMINDERS_DIALOG, AdwWindow)

GtkWindow *page_reminders_dialog_new (ErpSession *session,
                                      const gint64 *partners,
                                      gsize n_partners) G_GNUC_WARN_UNUSED_RESULT;

/* The same window for statements of account as of a day. */
GtkWindow *page_reminders_dialog_new_statements (ErpSession *session,
                                                 const gint64 *partners,
                                                 gsize n_partners,
                                                 const GDate *as_of);

G_END_DECLS
