/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-intake.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One account of a bank's file: its journal, whether its balances fit, what is new. Signal
 * "lines-requested". */
#define PAGE_TYPE_STATEMENT_PART (page_statement_part_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementPart, page_statement_part, PAGE, STATEMENT_PART, AdwBin)

GtkWidget *page_statement_part_new (BizStatementIntake *intake,
                                    BizStatementPart *part) G_GNUC_WARN_UNUSED_RESULT;
BizStatementPart *page_statement_part_get_part (PageStatementPart *self);

G_END_DECLS
