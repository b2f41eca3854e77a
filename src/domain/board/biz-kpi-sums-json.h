/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-sums.h"

G_BEGIN_DECLS

/* How a sum is asked for; strings that are static. */
typedef struct
{
  const char *aggregate;
  const char *day;   /* (nullable): by which days it is grouped ... */
  const char *other; /* (nullable): ... and by what else */
} BizKpiSumsShape;

void biz_kpi_sums_add_decoder (ErpCall *call,
                               BizKpiSumsKind kind,
                               const BizKpiSumsShape *shape,
                               const BizMoney *zero);

G_END_DECLS
