/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One bank line: what it says, what is proposed for it and why, what else it could be. Its verbs
 * are actions "reconcile.…" of the page around it. */
#define PAGE_TYPE_RECONCILE_LINE (page_reconcile_line_get_type ())
G_DECLARE_FINAL_TYPE (PageReconcileLine, page_reconcile_line, PAGE, RECONCILE_LINE, AdwBin)

GtkWidget *page_reconcile_line_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: nothing is chosen. */
void page_reconcile_line_show (PageReconcileLine *self, BizBenchLine *line);
BizBenchLine *page_reconcile_line_get (PageReconcileLine *self);
/* @alone: without the list beside it */
void page_reconcile_line_set_narrow (PageReconcileLine *self, gboolean alone, gboolean narrow);
/* Puts the keyboard into the search for open items, or into what the items get. */
void page_reconcile_line_find (PageReconcileLine *self);
void page_reconcile_line_split (PageReconcileLine *self);
/* Opens what was said about it. */
void page_reconcile_line_talk (PageReconcileLine *self);

G_END_DECLS
