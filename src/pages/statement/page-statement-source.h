/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-intake.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One file on its way into the ERP: what it is, why it cannot be read, its accounts. Signals
 * "columns-requested" and "lines-requested" (BizStatementPart). */
#define PAGE_TYPE_STATEMENT_SOURCE (page_statement_source_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementSource, page_statement_source, PAGE, STATEMENT_SOURCE, AdwBin)

GtkWidget *page_statement_source_new (BizStatementIntake *intake,
                                      BizStatementSource *source) G_GNUC_WARN_UNUSED_RESULT;
BizStatementSource *page_statement_source_get_source (PageStatementSource *self);

G_END_DECLS
