/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-types.h"

G_BEGIN_DECLS

/* What was written on the server from here: done, running, refused, unknown, and the decisions that
 * only the person can take. Signal "open-requested" (string model, int64 id). */
#define PAGE_TYPE_JOURNAL (page_journal_get_type ())
G_DECLARE_FINAL_TYPE (PageJournal, page_journal, PAGE, JOURNAL, AdwBin)

GtkWidget *page_journal_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *page_journal_new_for (ErpJournal *journal) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
