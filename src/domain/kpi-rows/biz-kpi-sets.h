/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-kpi-rows.h"
#include "biz-kpi-set.h"

G_BEGIN_DECLS

/* The rows behind figures, as the rules that make the figures count them. */

/* (nullable) (transfer full): the rows of a figure that is made of @rows; @value: the figure, whose
 * frame and kind say which; NULL for a figure that is made of none of them. */
BizKpiSet *biz_kpi_sets_of_rows (BizKpiRows *rows,
                                 BizKpiValue *value,
                                 GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): what was delivered beside what came back; what was in full of what was ordered. */
BizKpiSet *biz_kpi_sets_of_part (BizKpiRows *rows, BizKpiValue *value) G_GNUC_WARN_UNUSED_RESULT;
/* Orders that wait, also as a part of the exposure; @index: as biz_kpi_set_expect (). */
BizKpiSet *biz_kpi_sets_of_backlog (BizKpiRows *rows, BizKpi backlog, BizKpiValue *value, int index)
    G_GNUC_WARN_UNUSED_RESULT;

/* Which open items. */
typedef enum
{
  BIZ_KPI_ITEMS_ALL,
  BIZ_KPI_ITEMS_CURRENT, /* due on the day itself, or later */
  BIZ_KPI_ITEMS_OVERDUE,
} BizKpiItems;

/* What was open at the end of @day; @index: as biz_kpi_set_expect (). */
BizKpiSet *biz_kpi_sets_of_items (const BizAgeingItem *items,
                                  gsize n_items,
                                  const GDate *day,
                                  BizKpiItems which,
                                  const char *name,
                                  BizKpiValue *value,
                                  int index) G_GNUC_WARN_UNUSED_RESULT;
/* The customers who owe most, as BIZ_KPI_CONCENTRATION names them. */
BizKpiSet *biz_kpi_sets_of_shares (BizKpiValue *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
