/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-source.h"

G_BEGIN_DECLS

/* What the import of statements says of its files, in words. */
char *page_statement_describe_source (BizStatementSource *source) G_GNUC_WARN_UNUSED_RESULT;
char *page_statement_describe_part (BizStatementPart *part) G_GNUC_WARN_UNUSED_RESULT;
/* @details: (out) (nullable): what does not fit together; @is_good: (out): nothing of the kind */
char *page_statement_describe_balance (BizStatementPart *part,
                                       char **details,
                                       gboolean *is_good) G_GNUC_WARN_UNUSED_RESULT;
/* @details: (out) (nullable) */
char *page_statement_describe_plan (BizStatementPart *part,
                                    char **details) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
