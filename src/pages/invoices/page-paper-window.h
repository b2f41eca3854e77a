/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One or several documents as they look on paper, to be printed, saved or sent: the server's PDF
 * where it has one, else the program's own layout in the customer's language. */
#define PAGE_TYPE_PAPER_WINDOW (page_paper_window_get_type ())
G_DECLARE_FINAL_TYPE (PagePaperWindow, page_paper_window, PAGE, PAPER_WINDOW, AdwWindow)

/* @journal: (nullable): without one nothing is sent. */
GtkWindow *page_paper_window_new (ErpClient *client,
                                  BizCurrencyTable *currencies,
                                  ErpJournal *journal,
                                  const gint64 *ids,
                                  gsize n_ids) G_GNUC_WARN_UNUSED_RESULT;
/* Writes every document into @folder, under a name that is not taken there. For the button, and
 * for tests. */
void page_paper_window_save_to_folder (PagePaperWindow *self, GFile *folder);
/* Whether all documents are there. */
gboolean page_paper_window_is_ready (PagePaperWindow *self);

G_END_DECLS
