/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One action of the journal: what it is, how it stands, and what the person can decide. Signal
 * "open" (string model, int64 id). */
#define PAGE_TYPE_JOB_ROW (page_job_row_get_type ())
G_DECLARE_FINAL_TYPE (PageJobRow, page_job_row, PAGE, JOB_ROW, GtkListBoxRow)

GtkWidget *page_job_row_new (ErpJournal *journal, ErpJob *job) G_GNUC_WARN_UNUSED_RESULT;
ErpJob *page_job_row_get_job (PageJobRow *self);
const char *page_job_row_get_words (PageJobRow *self);

G_END_DECLS
