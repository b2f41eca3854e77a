/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "erp-session.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-split.h"

G_BEGIN_DECLS

/* The parts that every list page has; they belong to the page. */
typedef struct
{
  PageSplit *split;
  KitFilterBar *bar;
  KitFilterChips *chips;
  KitInlineError *error;
  KitLedgerList *list;
} PageListParts;

/* What the parts of a list page do with each other: search bar and chips are one filter, the
 * keyboard goes from the bar to the rows, the record follows the selection.
 *
 * Signals: "changed" when another filter is asked for than the one parsed last, "rested" when the
 * selection stands still beside a record that is shown. */
#define PAGE_TYPE_LIST_FRAME (page_list_frame_get_type ())
G_DECLARE_FINAL_TYPE (PageListFrame, page_list_frame, PAGE, LIST_FRAME, GObject)

PageListFrame *page_list_frame_new (const PageListParts *parts,
                                    const BizFilterGrammar *grammar) G_GNUC_WARN_UNUSED_RESULT;
/* What is asked for; NULL where it is not understood, which is said. @today: what "today" means. */
BizFilter *page_list_frame_parse (PageListFrame *self,
                                  const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the text in the bar when it was parsed last */
const char *page_list_frame_get_searched (PageListFrame *self);
/* (transfer full) (nullable): the chip that is on and that text, in words; NULL where all are
 * shown.
 * @more: (nullable): what else narrows the list */
char *page_list_frame_dup_words (PageListFrame *self, const char *more) G_GNUC_WARN_UNUSED_RESULT;
/* The keyboard goes to the bar. */
void page_list_frame_search (PageListFrame *self);
/* The record goes, the keyboard to the rows. */
void page_list_frame_close_record (PageListFrame *self);
/* The companies' column, where several are seen. */
void page_list_frame_show_companies (PageListFrame *self, ErpSession *session);

G_END_DECLS
