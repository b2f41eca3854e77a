/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-sheet.h"
#include "draw-chart.h"

G_BEGIN_DECLS

/* A bar a bucket, of what is owed; credits hang below. A point is a bucket. */
DrawChart *draw_ageing_chart_new (BizAgeingSheet *sheet,
                                  const BizAgeingRow *sum) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
