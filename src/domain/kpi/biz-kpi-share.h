/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/* What one customer owes. */
typedef struct
{
  const char *name; /* (nullable) */
  BizMoney amount;  /* signed */
} BizKpiShare;

/* @shares: of those who owe most; none of them where customers cannot be told apart. */
BizKpiValue *biz_kpi_concentration (const BizKpiFrame *frame,
                                    const BizMoney *receivable,
                                    const BizKpiShare *shares,
                                    gsize n_shares) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_exposure (const BizKpiFrame *frame,
                               const BizMoney *receivable,
                               const BizMoney *to_deliver,
                               const BizMoney *to_invoice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
