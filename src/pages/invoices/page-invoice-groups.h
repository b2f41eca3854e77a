/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-grouping.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* By what the list of invoices is grouped: the menu and the actions "grouping.first" and
 * "grouping.second" behind it. Signal "changed". */
#define PAGE_TYPE_INVOICE_GROUPS (page_invoice_groups_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoiceGroups, page_invoice_groups, PAGE, INVOICE_GROUPS, GObject)

PageInvoiceGroups *page_invoice_groups_new (void) G_GNUC_WARN_UNUSED_RESULT;
GActionGroup *page_invoice_groups_get_actions (PageInvoiceGroups *self);
GMenuModel *page_invoice_groups_create_menu (PageInvoiceGroups *self) G_GNUC_WARN_UNUSED_RESULT;
/* Levels from the outside; 0 for a plain list. */
guint page_invoice_groups_get_levels (PageInvoiceGroups *self, BizInvoiceGroupBy levels[2]);
/* "customer,month"; empty for none. */
char *page_invoice_groups_to_string (PageInvoiceGroups *self) G_GNUC_WARN_UNUSED_RESULT;
void page_invoice_groups_set_string (PageInvoiceGroups *self, const char *text);

G_END_DECLS
