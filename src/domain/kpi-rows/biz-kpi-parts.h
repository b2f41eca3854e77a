/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"

G_BEGIN_DECLS

/* Reasons that are told each, or ages. */
#define BIZ_KPI_MAX_PARTS 6

/* A part of a figure: cents, or hundredths; G_MININT64 where it is not known. */
typedef struct
{
  char *key;  /* (owned): the same in all languages, or the words of a reason */
  char *name; /* (owned) */
  gint64 amounts[BIZ_KPI_MAX_POINTS];
} BizKpiPartSeries;

/**
 * BizKpiParts:
 * @kpi: of which figure
 * @title: (owned)
 * @unit: of its amounts
 * @zero: nothing in the company's currency
 * @days: (array length=n_days): the newest first
 * @n_days: how many
 * @parts: (array length=n_parts): lowest first
 * @n_parts: how many
 *
 * A figure over time in parts that are it together.
 */
typedef struct
{
  BizKpi kpi;
  char *title;
  BizKpiUnit unit;
  BizMoney zero;
  GDate days[BIZ_KPI_MAX_POINTS];
  guint n_days;
  BizKpiPartSeries parts[BIZ_KPI_MAX_PARTS];
  guint n_parts;
} BizKpiParts;

/* Whether a figure is told in parts over time at all: by ages, or by reasons. */
gboolean biz_kpi_parts_has (BizKpi kpi);
/* Has @board read what they are made of; whether it is there, or failed. */
void biz_kpi_parts_want (BizKpiBoard *board, BizKpi kpi);
gboolean biz_kpi_parts_is_ready (BizKpiBoard *board, BizKpi kpi);
/* (nullable): NULL where nothing of them is known; @problem: (out) (nullable): why, where that will
 * not come. */
BizKpiParts *
biz_kpi_parts_new (BizKpiBoard *board, BizKpi kpi, const char **problem) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_parts_free (BizKpiParts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiParts, biz_kpi_parts_free)

G_END_DECLS
