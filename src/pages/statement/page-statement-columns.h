/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-intake.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* How a bank's table is read: its columns, marks and letters, with its first rows and what comes of
 * them. Every choice reads the table anew. */
#define PAGE_TYPE_STATEMENT_COLUMNS (page_statement_columns_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementColumns, page_statement_columns, PAGE, STATEMENT_COLUMNS, AdwBin)

/* @source: (nullable): a table */
void page_statement_columns_set_source (PageStatementColumns *self,
                                        BizStatementIntake *intake,
                                        BizStatementSource *source);

G_END_DECLS
