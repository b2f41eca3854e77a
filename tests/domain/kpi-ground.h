/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "biz-kpi-board.h"
#include "demo-desk.h"

G_BEGIN_DECLS

/* A controller of the demo company with a board of figures, of its first company over twelve months
 * and two points. */
typedef struct
{
  DemoDesk desk;
  BizCurrencyTable *currencies;
  BizKpiBoard *board;
  BizKpiScope scope; /* takes effect by kpi_ground_set_scope () */
} KpiGround;

void kpi_ground_open (KpiGround *self, guint series);
void kpi_ground_close (KpiGround *self);
void kpi_ground_set_scope (KpiGround *self);
/* Until the figure is there with its series, or failed. */
void kpi_ground_wait (KpiGround *self, BizKpi kpi);
/* The last one that may be chosen. */
gint64 kpi_ground_find_key (KpiGround *self, BizKpiDimension dimension);

G_END_DECLS
