/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-bridge.h"
#include "draw-chart.h"

G_BEGIN_DECLS

/* Why days sales outstanding moved, from one day to the other: a column a cause; or one a customer,
 * the @most who moved it most and all others together. */
DrawChart *draw_kpi_bridge_new (const BizKpiBridge *bridge,
                                const GDate *before,
                                const GDate *after,
                                guint most) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
