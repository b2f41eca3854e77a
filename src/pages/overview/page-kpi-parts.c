/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-parts.h"

#include "draw-kpi-chart.h"
#include "draw-series.h"

#include <glib/gi18n-lib.h>

/* Of what is not due, the ages that end, and of those that do not; as BIZ_KPI_SUMS_AGES. */
static const char *const age_names[] = {
  NC_ ("age", "Not due"),       NC_ ("age", "1 to 30 days"),      NC_ ("age", "31 to 60 days"),
  NC_ ("age", "61 to 90 days"), NC_ ("age", "More than 90 days"),
};

static const char *const age_keys[] = { "0", "30", "60", "90", "more" };

G_STATIC_ASSERT (G_N_ELEMENTS (age_names) == BIZ_KPI_SUMS_AGES);
G_STATIC_ASSERT (G_N_ELEMENTS (age_keys) == BIZ_KPI_SUMS_AGES);

gboolean
page_kpi_parts_has (BizKpi kpi)
{
  return kpi == BIZ_KPI_OVERDUE || kpi == BIZ_KPI_RECEIVABLE;
}

void
page_kpi_parts_want (BizKpiBoard *board, BizKpi kpi)
{
  if (page_kpi_parts_has (kpi))
    biz_kpi_board_want_ages (board);
}

/* What is not due is no part of what is overdue. */
static DrawChart *
new_ages (BizKpiBoard *board, BizKpi kpi)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  const guint first = kpi == BIZ_KPI_OVERDUE ? 1 : 0;
  gint64 amounts[BIZ_KPI_SUMS_AGES][BIZ_KPI_MAX_POINTS];
  DrawKpiPart parts[BIZ_KPI_SUMS_AGES];
  GDate days[BIZ_KPI_MAX_POINTS];
  DrawUnit unit = draw_unit_money (scope->zero.currency, scope->zero.digits);
  guint known = 0;

  for (guint i = 0; i < scope->n_points; i++)
    {
      BizMoney ages[BIZ_KPI_SUMS_AGES];
      gboolean is_known = biz_kpi_board_get_ages (board, i, ages);

      days[i] = biz_kpi_scope_get_day (scope, i);
      known += is_known;
      for (guint age = 0; age < BIZ_KPI_SUMS_AGES; age++)
        amounts[age][i] = is_known ? ages[age].minor : DRAW_GAP;
    }
  if (known == 0)
    return NULL;
  for (guint age = 0; age < BIZ_KPI_SUMS_AGES; age++)
    parts[age] =
        (DrawKpiPart){ age_keys[age], g_dpgettext2 (NULL, "age", age_names[age]), amounts[age] };

  return draw_kpi_chart_new_stack (kpi == BIZ_KPI_OVERDUE ? _ ("Overdue, by days overdue")
                                                          : _ ("Receivables, by days overdue"),
                                   &unit, days, scope->n_points, parts + first,
                                   BIZ_KPI_SUMS_AGES - first);
}

/**
 * page_kpi_parts_new_chart:
 * @board: what is known
 * @kpi: a figure
 *
 * Returns: (transfer full) (nullable): its parts over time
 */
DrawChart *
page_kpi_parts_new_chart (BizKpiBoard *board, BizKpi kpi)
{
  return page_kpi_parts_has (kpi) ? new_ages (board, kpi) : NULL;
}
