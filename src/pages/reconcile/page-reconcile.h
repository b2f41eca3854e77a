/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The bench: the lines of a bank that wait, what is proposed for them, and the way to say so, by
 * keyboard. Signals "open-requested" (model, id) and "journal-requested". */
#define PAGE_TYPE_RECONCILE (page_reconcile_get_type ())
G_DECLARE_FINAL_TYPE (PageReconcile, page_reconcile, PAGE, RECONCILE, AdwBin)

GtkWidget *page_reconcile_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_reconcile_search (PageReconcile *self, const char *text);
/* The line that is shown, 0 for none; of account.bank.statement.line. */
gint64 page_reconcile_get_open (PageReconcile *self);
/* Whom the line that is shown or selected comes from, as far as the ERP or the proposal knows. */
gint64 page_reconcile_get_partner (PageReconcile *self);
/* Shows a line that waits, as soon as it is read. */
void page_reconcile_open (PageReconcile *self, gint64 id);

/* For tests. */
GListModel *page_reconcile_get_rows (PageReconcile *self);

G_END_DECLS
