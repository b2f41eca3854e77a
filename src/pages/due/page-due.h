/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is delivered and not invoiced, ranked by value × days. Signals "journal-requested" and
 * "open-requested" (model, id). */
#define PAGE_TYPE_DUE (page_due_get_type ())
G_DECLARE_FINAL_TYPE (PageDue, page_due, PAGE, DUE, AdwBin)

GtkWidget *page_due_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* An order; 0 closes the one that is open. */
void page_due_open (PageDue *self, gint64 id);
gint64 page_due_get_open (PageDue *self);
/* Whose order is shown or selected, 0 for nobody. */
gint64 page_due_get_partner (PageDue *self);
void page_due_search (PageDue *self, const char *text);

/* For tests. */
GListModel *page_due_get_rows (PageDue *self);

G_END_DECLS
