/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-file.h"

G_BEGIN_DECLS

/* A bank's file from a text, and a file as a text that a table of cases can hold. */

/* @length: -1 for a text that ends with a NUL */
BizBankFile *bank_read (const char *text,
                        gssize length,
                        const BizBankMapping *mapping,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A row a booking: "2026-10-01 -5.00 EUR name=… text=…", only what is there, in the order of the
 * file; the day of value as "/2026-10-02" where it is another. */
char *bank_show_line (const BizBankLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* All rows of all statements, each ended by "\n". */
char *bank_show_lines (const BizBankFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* "account EUR 1.00 > 2.00 good", "-" for what is absent. */
char *bank_show_statement (const BizBankStatement *statement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
