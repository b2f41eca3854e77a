/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-file.h"
#include "biz-bank-input.h"

G_BEGIN_DECLS

/* One reader a format; each fills @file or fails with the line. */
gboolean biz_bank_read_camt (BizBankInput *input, BizBankFile *file, GError **error);
gboolean biz_bank_read_mt940 (BizBankInput *input, BizBankFile *file, GError **error);
gboolean biz_bank_read_ofx (BizBankInput *input, BizBankFile *file, GError **error);
gboolean biz_bank_read_csv (BizBankInput *input,
                            const BizBankMapping *mapping,
                            BizBankFile *file,
                            GError **error);

G_END_DECLS
