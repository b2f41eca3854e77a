/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-part.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The lines of an account of a file, each with what the ERP has of it. */
#define PAGE_TYPE_STATEMENT_LINES (page_statement_lines_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementLines, page_statement_lines, PAGE, STATEMENT_LINES, AdwBin)

/* @plan: (nullable): NULL shows nothing */
void page_statement_lines_set_plan (PageStatementLines *self, BizImportPlan *plan);

G_END_DECLS
