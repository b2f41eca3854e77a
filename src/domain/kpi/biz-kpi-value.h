/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "biz-kpi.h"

G_BEGIN_DECLS

/* What a figure was made of: an amount where @is_money, else a number. */
typedef struct
{
  char *name; /* (owned): for people, translated */
  gboolean is_money;
  BizMoney money;
  BizDecimal number;
} BizKpiInput;

/* One figure as of a date with everything that defends it, or the reason why there is none. The
 * rules make it; then it does not change. */
#define BIZ_TYPE_KPI_VALUE (biz_kpi_value_get_type ())
G_DECLARE_FINAL_TYPE (BizKpiValue, biz_kpi_value, BIZ, KPI_VALUE, GObject)

BizKpi biz_kpi_value_get_kpi (BizKpiValue *self);
const BizKpiFrame *biz_kpi_value_get_frame (BizKpiValue *self);
/* (nullable): why there is no figure; NULL where there is one */
const char *biz_kpi_value_get_reason (BizKpiValue *self);
/* A figure in money; FALSE where it is none. */
gboolean biz_kpi_value_get_money (BizKpiValue *self, BizMoney *money);
/* Days, hours, percent to two places, half rounded up, or a count; FALSE where it is none. */
gboolean biz_kpi_value_get_number (BizKpiValue *self, BizDecimal *number);
const BizKpiInput *biz_kpi_value_get_inputs (BizKpiValue *self, guint *n);
/* "42.31 days", "€1,234.00"; "–" where there is none */
char *biz_kpi_value_format (BizKpiValue *self) G_GNUC_WARN_UNUSED_RESULT;
char *biz_kpi_input_format (const BizKpiInput *input) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
