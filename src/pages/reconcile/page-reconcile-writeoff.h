/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks where the difference of a bank line, or all of it, is booked, and does so on the line. The
 * account chosen last is offered, and kept in the settings. */
#define PAGE_TYPE_RECONCILE_WRITEOFF (page_reconcile_writeoff_get_type ())
G_DECLARE_FINAL_TYPE (
    PageReconcileWriteoff, page_reconcile_writeoff, PAGE, RECONCILE_WRITEOFF, AdwBin)

/* Whether something is left of the line, or is written off already: that can be changed. */
gboolean page_reconcile_writeoff_is_possible (BizBenchLine *line);
/* (transfer floating): the dialog */
AdwMessageDialog *page_reconcile_writeoff_ask (GtkWidget *over,
                                               ErpSession *session,
                                               BizBench *bench,
                                               BizBenchLine *line);

/* For tests. */
void page_reconcile_writeoff_choose (PageReconcileWriteoff *self, gint64 id, const char *name);

G_END_DECLS
