/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-sheet.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The open items behind a row or a bucket of an ageing. Signal "open-requested" (model, id). */
#define PAGE_TYPE_AGEING_ENTRIES (page_ageing_entries_get_type ())
G_DECLARE_FINAL_TYPE (PageAgeingEntries, page_ageing_entries, PAGE, AGEING_ENTRIES, AdwBin)

GtkWidget *page_ageing_entries_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @row: of @sheet */
void page_ageing_entries_show_row (PageAgeingEntries *self,
                                   BizAgeingSheet *sheet,
                                   const BizAgeingRow *row);
/* @sum: of @sheet */
void page_ageing_entries_show_bucket (PageAgeingEntries *self,
                                      BizAgeingSheet *sheet,
                                      const BizAgeingRow *sum,
                                      guint bucket);
void page_ageing_entries_clear (PageAgeingEntries *self);
/* @alone: not beside the list. */
void page_ageing_entries_set_alone (PageAgeingEntries *self, gboolean alone);
/* (transfer full) (element-type gint64): the customers of what is shown */
GArray *page_ageing_entries_list_partners (PageAgeingEntries *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
