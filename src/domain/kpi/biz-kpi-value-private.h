/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/* How the rules make a figure. */

BizKpiValue *biz_kpi_value_new (BizKpi kpi, const BizKpiFrame *frame) G_GNUC_WARN_UNUSED_RESULT;
/* Sums of minor units are kept wide; one that does not fit takes the figure away. */
void biz_kpi_value_add_money (BizKpiValue *self, const char *name, __int128 minor);
void biz_kpi_value_add_number (BizKpiValue *self, const char *name, gint64 number);
void biz_kpi_value_add_decimal (BizKpiValue *self, const char *name, const BizDecimal *number);
/* The figure, once; the first reason against it stays. */
void biz_kpi_value_take_ratio (BizKpiValue *self, __int128 numerator, __int128 denominator);
void biz_kpi_value_take_money (BizKpiValue *self, __int128 minor);
void biz_kpi_value_take_count (BizKpiValue *self, gint64 count);
void biz_kpi_value_take_reason (BizKpiValue *self, const char *reason);
/* @amount to @sum; FALSE, with the reason in @self, where its currency is another one. */
gboolean biz_kpi_value_sum (BizKpiValue *self, __int128 *sum, const BizMoney *amount);

G_END_DECLS
