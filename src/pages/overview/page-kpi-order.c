/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-order.h"

#define HIDDEN '-'

void
page_kpi_order_init (PageKpiOrder *self)
{
  *self = (PageKpiOrder){ 0 };
  for (guint i = 0; i < BIZ_KPI_N; i++)
    self->kpis[i] = (BizKpi)i;
}

static gboolean
find_kpi (const char *key, BizKpi *kpi)
{
  for (guint i = 0; i < BIZ_KPI_N; i++)
    if (g_str_equal (biz_kpi_get_key ((BizKpi)i), key))
      {
        *kpi = (BizKpi)i;
        return TRUE;
      }

  return FALSE;
}

/**
 * page_kpi_order_read:
 * @self: (out): an order
 * @words: (array zero-terminated=1): keys of figures, a "-" before those that are hidden
 */
void
page_kpi_order_read (PageKpiOrder *self, const char *const *words)
{
  gboolean seen[BIZ_KPI_N] = { FALSE };
  guint n = 0;

  page_kpi_order_init (self);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean is_hidden = words[i][0] == HIDDEN;
      BizKpi kpi;

      if (!find_kpi (words[i] + (is_hidden ? 1 : 0), &kpi) || seen[kpi])
        continue;
      seen[kpi] = TRUE;
      self->hidden[kpi] = is_hidden;
      self->kpis[n++] = kpi;
    }
  for (guint i = 0; i < BIZ_KPI_N; i++)
    if (!seen[i])
      self->kpis[n++] = (BizKpi)i;
}

char **
page_kpi_order_write (const PageKpiOrder *self)
{
  char **words = g_new0 (char *, BIZ_KPI_N + 1);

  for (guint i = 0; i < BIZ_KPI_N; i++)
    words[i] =
        g_strconcat (self->hidden[self->kpis[i]] ? "-" : "", biz_kpi_get_key (self->kpis[i]), NULL);

  return words;
}

/**
 * page_kpi_order_move:
 * @self: an order
 * @kpi: what moves
 * @back: towards the beginning
 *
 * Returns: FALSE where it is the first or the last one
 */
gboolean
page_kpi_order_move (PageKpiOrder *self, BizKpi kpi, gboolean back)
{
  int step = back ? -1 : 1;
  int place = 0;

  while (self->kpis[place] != kpi)
    place++;
  for (int i = place + step; i >= 0 && i < BIZ_KPI_N; i += step)
    if (biz_kpi_get_area (self->kpis[i]) == biz_kpi_get_area (kpi) && !self->hidden[self->kpis[i]])
      {
        /* What stands between moves up, so that the others keep their order. */
        for (int j = place; j != i; j += step)
          self->kpis[j] = self->kpis[j + step];
        self->kpis[i] = kpi;
        return TRUE;
      }

  return FALSE;
}

guint
page_kpi_order_count_hidden (const PageKpiOrder *self, BizKpiArea area)
{
  guint n = 0;

  for (guint i = 0; i < BIZ_KPI_N; i++)
    n += self->hidden[i] && biz_kpi_get_area ((BizKpi)i) == area;

  return n;
}
