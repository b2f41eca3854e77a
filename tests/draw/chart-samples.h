/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart.h"

G_BEGIN_DECLS

/* Days sales outstanding of a year with a gap in May, beside the year before; target and baseline.
 */
DrawChart *chart_samples_new_dso (void);
/* Open items by age, stacked by team, of four quarters. */
DrawChart *chart_samples_new_ageing (void);
/* From one DSO to the next, by cause. */
DrawChart *chart_samples_new_bridge (void);
/* Invoices by days from delivery to invoice. */
DrawChart *chart_samples_new_lag (void);
DrawChart *chart_samples_new_sparkline (void);
/* So many days of open items. */
DrawChart *chart_samples_new_long (guint n_points);

G_END_DECLS
