/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-words.h"

#include "draw-kpi-chart.h"
#include "draw-unit.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

/* Whether more of it is better: 1, worse: -1, or neither. */
static int
get_direction (BizKpi kpi)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
    case BIZ_KPI_EXPOSURE:
      return 0;
    case BIZ_KPI_CEI:
    case BIZ_KPI_FIRST_TIME_RIGHT:
    case BIZ_KPI_FILL_LINES:
    case BIZ_KPI_FILL_ORDERS:
    case BIZ_KPI_PROMISES_KEPT:
    case BIZ_KPI_TARGET_MET:
      return 1;
    default:
      return -1;
    }
}

/**
 * page_kpi_words_describe_change:
 * @value: (nullable): a figure
 * @before: (nullable): what it was one period before
 * @tone: (out): good, bad or plain
 *
 * Returns: (transfer full) (nullable): how much more or less it is
 */
char *
page_kpi_words_describe_change (BizKpiValue *value, BizKpiValue *before, KitTone *tone)
{
  gint64 now = draw_kpi_chart_get_amount (value);
  gint64 then = draw_kpi_chart_get_amount (before);
  g_autofree char *amount = NULL;
  g_autofree char *day = NULL;
  const BizKpiFrame *frame;
  DrawUnit unit;
  BizKpi kpi;
  gint64 change;
  int sense;

  *tone = KIT_TONE_DIM;
  if (now == DRAW_GAP || then == DRAW_GAP || __builtin_sub_overflow (now, then, &change))
    return NULL;
  kpi = biz_kpi_value_get_kpi (value);
  frame = biz_kpi_value_get_frame (before);
  unit = draw_kpi_chart_get_unit (kpi, &frame->zero);
  day = kit_format_date (&frame->to);
  /* Translators: a day; the figure is what it was then */
  if (change == 0)
    return g_strdup_printf (_ ("Same as on %s"), day);
  amount = draw_unit_format (&unit, change);
  sense = get_direction (kpi) * (change > 0 ? 1 : -1);
  if (sense != 0)
    *tone = sense > 0 ? KIT_TONE_GOOD : KIT_TONE_BAD;

  /* Translators: a plus where it is more, how much more or less it is, and than on which day */
  return g_strdup_printf (_ ("%s%s since %s"), change > 0 ? "+" : "", amount, day);
}

char *
page_kpi_words_describe_sample (BizKpiBoard *board, BizKpi kpi)
{
  BizKpiSample sample;
  g_autofree char *read = NULL;
  g_autofree char *all = NULL;

  if (!biz_kpi_board_get_sample (board, kpi, &sample) || sample.n_read >= sample.n_all)
    return NULL;
  read = kit_format_count (sample.n_read);
  all = kit_format_count (sample.n_all);
  if (biz_kpi_board_get_state (board, kpi) == BIZ_KPI_STATE_LOADING)
    /* Translators: how many documents are read, of how many */
    return g_strdup_printf (_ ("%s of %s read"), read, all);

  /* Translators: how many documents the figure is made of, of how many */
  return g_strdup_printf (_ ("A sample: %s of %s documents"), read, all);
}
