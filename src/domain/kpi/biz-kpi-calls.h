/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-book.h"

G_BEGIN_DECLS

#define BIZ_KPI_N_CALLS (BIZ_KPI_SUM_CORRECTED + 1)

/* The read of one sum; the answer is a GArray of BizKpiGroup. @company_id: 0 for all seen. */
ErpCall *biz_kpi_new_call (BizKpiSum sum,
                           const GDate *from,
                           const GDate *as_of,
                           gint64 company_id,
                           ErpCapabilities *capabilities,
                           BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
