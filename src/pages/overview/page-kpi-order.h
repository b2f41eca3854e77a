/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi.h"

G_BEGIN_DECLS

/* In which order figures are shown, and which not; kept in the settings. A plain value. */
typedef struct
{
  BizKpi kpis[BIZ_KPI_N];
  gboolean hidden[BIZ_KPI_N]; /* by figure */
} PageKpiOrder;

/* The order of the program. */
void page_kpi_order_init (PageKpiOrder *self);
/* Words of another version are passed over, new figures stand at the end. */
void page_kpi_order_read (PageKpiOrder *self, const char *const *words);
/* (transfer full) (array zero-terminated=1) */
char **page_kpi_order_write (const PageKpiOrder *self) G_GNUC_WARN_UNUSED_RESULT;
/* Past its next visible neighbour of the same area; FALSE where there is none. */
gboolean page_kpi_order_move (PageKpiOrder *self, BizKpi kpi, gboolean back);
guint page_kpi_order_count_hidden (const PageKpiOrder *self, BizKpiArea area);

G_END_DECLS
