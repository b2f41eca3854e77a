/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-mapping.h"

G_BEGIN_DECLS

/* Amounts and dates as banks write them into tables. */

/* "1.234,56-", "(12.00)", "€ 5", "1'000.00 CR": @point is the decimal mark. */
gboolean biz_bank_cell_read_amount (const char *text, char point, guint digits, gint64 *minor);
/* Which mark is the decimal one: '.', ',', or 0 where the text does not say; -1 for no amount. */
int biz_bank_cell_guess_point (const char *text);
/* "22.11.2026", "11/22/26", "2026-11-22T10:00", "20261122", "22 Nov 2026" */
gboolean biz_bank_cell_read_date (const char *text, BizBankDateOrder order, GDate *date);
/* Three numbers of a date in their order; FALSE where it is none or has its month as a word. */
gboolean biz_bank_cell_split_date (const char *text, int numbers[3], guint widths[3]);
/* 1 for money in, -1 for money out, 0 where the text says neither. */
int biz_bank_cell_read_sign (const char *text);
gboolean biz_bank_cell_is_iban (const char *text);

G_END_DECLS
