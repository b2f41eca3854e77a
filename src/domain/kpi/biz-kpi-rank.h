/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @values are gint64 and become sorted. Both want at least one. */

/* The middle one, or the two middle ones added: the median is *@sum / *@n. */
void biz_kpi_rank_median (GArray *values, __int128 *sum, gint64 *n);
/* The smallest value that at least @percent of all do not exceed. */
gint64 biz_kpi_rank_percentile (GArray *values, guint percent);

G_END_DECLS
