/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-ledger-list.h"

#include "biz-types.h"

G_BEGIN_DECLS

/* What the lists of orders do alike. */

/* Whether this user may make invoices of orders. */
gboolean page_due_verbs_may_make (ErpSession *session);
/* Asks how and makes invoices of @orders (element-type BizDueOrder), at most BIZ_DUE_MAKE_MAX. What
 * was made runs the action @refresh of @page; its signals "open-requested" and "journal-requested"
 * are emitted for the dialog. */
void page_due_verbs_make (GtkWidget *page,
                          const char *refresh,
                          ErpSession *session,
                          BizInvoiceStore *invoices,
                          GPtrArray *orders);
/* FALSE where the server has no page of it. */
gboolean page_due_verbs_has_browser (ErpSession *session, const char *model);
gboolean
page_due_verbs_open_in_browser (GtkWidget *page, ErpSession *session, const char *model, gint64 id);

typedef void (*PageDueGroupFunc) (gpointer page, const char *name);
void page_due_verbs_add_group (GMenu *menu, const char *name, const char *label);
/* @func is called with the name of what was chosen in @menu. */
void page_due_verbs_install_groups (GtkWidget *page,
                                    KitLedgerList *list,
                                    GMenu *menu,
                                    PageDueGroupFunc func);

G_END_DECLS
