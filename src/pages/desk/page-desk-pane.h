/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-book.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* An order that is to be decided on, with all that speaks for and against it. Signal
 * "open-requested" (model, id). Its buttons are the actions "desk.…" of the page. */
#define PAGE_TYPE_DESK_PANE (page_desk_pane_get_type ())
G_DECLARE_FINAL_TYPE (PageDeskPane, page_desk_pane, PAGE, DESK_PANE, AdwBin)

GtkWidget *page_desk_pane_new (ErpSession *session,
                               BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* @entry: a row of @book */
void page_desk_pane_show (PageDeskPane *self, BizDeskEntry *entry, BizDeskBook *book);
/* The row that is shown; (nullable) (transfer none) */
BizDeskEntry *page_desk_pane_get_entry (PageDeskPane *self);
/* (nullable): why nothing can be decided: the verbs are there, and say so. */
void page_desk_pane_set_obstacle (PageDeskPane *self, const char *obstacle);
/* @alone: no list beside it; @narrow: no room for columns */
void page_desk_pane_set_narrow (PageDeskPane *self, gboolean alone, gboolean narrow);

G_END_DECLS
