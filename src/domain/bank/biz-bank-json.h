/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-file.h"

G_BEGIN_DECLS

/* {format, statements: [{id, account, currency, opening, closing, check, difference, pending,
 * lines: [...]}], gaps: [...]}; amounts are strings, absent things null. */
void biz_bank_write_json (const BizBankFile *file, GString *json);

G_END_DECLS
