/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-wish.h"
#include "biz-policy.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Writes down what a collector heard, was promised or wants to be done. Signals: "written" once it
 * is on the server, "journal-requested". */
#define PAGE_TYPE_COLLECT_DIALOG (page_collect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageCollectDialog, page_collect_dialog, PAGE, COLLECT_DIALOG, AdwWindow)

/* @moves: (element-type gint64): invoices it is about; empty: the account as a whole. */
GtkWidget *page_collect_dialog_new (ErpSession *session,
                                    BizPolicy *policy,
                                    BizCollectVerb verb,
                                    BizCollectCustomer *customer,
                                    GArray *moves,
                                    const GDate *today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
