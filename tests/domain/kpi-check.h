/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/* Euros from cents. */
BizMoney kpi_euro (gint64 cents);
/* "2026-03-31"; "" is no date. */
GDate kpi_date (const char *text);
/* All rows of a period in euros. */
BizKpiFrame kpi_frame (const char *from, const char *to);
/* Takes @value: it is "30.42" in figures, or has no figure where @expected is NULL and a reason. */
void kpi_assert (BizKpiValue *value, const char *expected);
/* Takes @value: it is @numerator / @denominator rounded to two places, half away from zero. */
void kpi_assert_ratio (BizKpiValue *value, __int128 numerator, __int128 denominator);

G_END_DECLS
