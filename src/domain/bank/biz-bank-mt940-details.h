/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-line.h"

G_BEGIN_DECLS

/* Field 86 of MT940: what a booking is about, in one of the banks' dialects. */
void biz_bank_mt940_read_details (BizBankLine *line, const char *details);

G_END_DECLS
