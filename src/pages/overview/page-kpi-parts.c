/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-parts.h"

#include "draw-kpi-chart.h"
#include "draw-series.h"

#include <glib/gi18n-lib.h>

/* Reasons that are drawn each. */
#define MOST_REASONS 5

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
  return kpi == BIZ_KPI_OVERDUE || kpi == BIZ_KPI_RECEIVABLE || kpi == BIZ_KPI_CREDIT_RATE;
}

void
page_kpi_parts_want (BizKpiBoard *board, BizKpi kpi)
{
  if (kpi == BIZ_KPI_CREDIT_RATE)
    biz_kpi_board_want_credits (board);
  else if (page_kpi_parts_has (kpi))
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

/* Reasons of the newest period, what was credited most first; (element-type utf8). */
static GPtrArray *
list_reasons (const BizKpiFrame *frame, const GArray *documents)
{
  GPtrArray *reasons = g_ptr_array_new ();
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (guint i = 0; i < documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (documents, BizKpiDocument, i);
      const char *reason = row->reason != NULL ? row->reason : "";
      guint at;

      if (!biz_kpi_frame_has_date (frame, &row->date))
        continue;
      if (!g_ptr_array_find_with_equal_func (reasons, reason, g_str_equal, &at))
        {
          at = reasons->len;
          g_ptr_array_add (reasons, (gpointer)reason);
          g_array_set_size (sums, at + 1);
        }
      g_array_index (sums, gint64, at) += row->total.minor;
      for (; at > 0 && g_array_index (sums, gint64, at) > g_array_index (sums, gint64, at - 1);
           at--)
        {
          gint64 sum = g_array_index (sums, gint64, at);
          gpointer name = g_ptr_array_index (reasons, at);

          g_array_index (sums, gint64, at) = g_array_index (sums, gint64, at - 1);
          g_array_index (sums, gint64, at - 1) = sum;
          g_ptr_array_index (reasons, at) = g_ptr_array_index (reasons, at - 1);
          g_ptr_array_index (reasons, at - 1) = name;
        }
    }

  return reasons;
}

/* Of what was invoiced, as the rate itself; NULL where that is not known. */
static BizKpiValue *
make_rate (BizKpiBoard *board, guint point, const GArray *documents, const char *reason)
{
  BizKpiValue *rate = biz_kpi_board_get_value (board, BIZ_KPI_CREDIT_RATE, point);
  const BizKpiFrame *frame = rate != NULL ? biz_kpi_value_get_frame (rate) : NULL;
  const BizKpiInput *inputs;
  BizMoney credited;
  guint n = 0;

  inputs = rate != NULL ? biz_kpi_value_get_inputs (rate, &n) : NULL;
  if (n < 2 || !inputs[1].is_money)
    return NULL;
  credited = frame->zero;
  for (guint i = 0; i < documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (documents, BizKpiDocument, i);

      if (biz_kpi_frame_has_date (frame, &row->date)
          && g_str_equal (row->reason != NULL ? row->reason : "", reason))
        credited.minor += row->total.minor;
    }

  return biz_kpi_credit_rate_of_sums (frame, &inputs[1].money, &credited);
}

/* Rates of the reasons that weigh most, one above the other; all of them are the rate. */
static DrawChart *
new_reasons (BizKpiBoard *board)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  const BizKpiFrame frame = biz_kpi_scope_get_frame (scope, 0);
  const BizKpiRows *rows = biz_kpi_board_get_rows (board, BIZ_KPI_PART_CREDITS);
  gint64 amounts[MOST_REASONS + 1][BIZ_KPI_MAX_POINTS];
  DrawKpiPart parts[MOST_REASONS + 1];
  const DrawUnit unit = draw_kpi_chart_get_unit (BIZ_KPI_CREDIT_RATE, &scope->zero);
  g_autoptr (GPtrArray) reasons = NULL;
  GDate days[BIZ_KPI_MAX_POINTS];
  guint n;

  if (rows == NULL || rows->sample.n_read < rows->sample.n_all)
    return NULL;
  reasons = list_reasons (&frame, rows->documents);
  n = MIN (reasons->len, MOST_REASONS);
  if (n == 0)
    return NULL;
  for (guint point = 0; point < scope->n_points; point++)
    {
      gint64 rest =
          draw_kpi_chart_get_amount (biz_kpi_board_get_value (board, BIZ_KPI_CREDIT_RATE, point));

      days[point] = biz_kpi_scope_get_day (scope, point);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (BizKpiValue) value =
              make_rate (board, point, rows->documents, g_ptr_array_index (reasons, i));

          amounts[i][point] = draw_kpi_chart_get_amount (value);
          if (rest != DRAW_GAP && amounts[i][point] != DRAW_GAP)
            rest -= amounts[i][point];
        }
      amounts[n][point] = rest != DRAW_GAP ? MAX (rest, 0) : DRAW_GAP;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *reason = g_ptr_array_index (reasons, i);

      parts[i] =
          (DrawKpiPart){ reason, *reason != '\0' ? reason : _ ("No reason given"), amounts[i] };
    }
  parts[n] = (DrawKpiPart){ "\x1f", _ ("Other reasons"), amounts[n] };

  return draw_kpi_chart_new_stack (_ ("Credit-note rate by reason"), &unit, days, scope->n_points,
                                   parts, n + 1);
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
  if (kpi == BIZ_KPI_CREDIT_RATE)
    return new_reasons (board);

  return page_kpi_parts_has (kpi) ? new_ages (board, kpi) : NULL;
}
