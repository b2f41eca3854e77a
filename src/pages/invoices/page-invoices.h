/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-saved-filters.h"

G_BEGIN_DECLS

/* The invoices of a session: list and record side by side, one of them where it is narrow. Brings
 * its own toolbar below the window's header bar; its verbs are actions of the group "invoices".
 * Signal "journal-requested": the person wants to see the journal. */
#define PAGE_TYPE_INVOICES (page_invoices_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoices, page_invoices, PAGE, INVOICES, AdwBin)

GtkWidget *page_invoices_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Something has been written that closing would lose. */
gboolean page_invoices_is_touched (PageInvoices *self);
void page_invoices_search (PageInvoices *self, const char *text);
/* Shows the invoices with these ids, "12,15", all selected. */
void page_invoices_pick (PageInvoices *self, const char *ids);
/* The list of what "invoices.saved" can use. */
BizSavedFilters *page_invoices_get_saved (PageInvoices *self);
/* Opens one invoice; 0 closes the record. */
void page_invoices_open (PageInvoices *self, gint64 id);
/* 0 for none. */
gint64 page_invoices_get_open (PageInvoices *self);
/* Whose invoice is shown or selected, 0 for nobody. */
gint64 page_invoices_get_partner (PageInvoices *self);

G_END_DECLS
