/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi.h"
#include "biz-types.h"

G_BEGIN_DECLS

#define BIZ_KPI_MAX_POINTS 25

/**
 * BizKpiScope:
 * @as_of: the last day, of the company's zone
 * @months: of the trailing period that each point looks back on
 * @n_points: how many points a series has, at most %BIZ_KPI_MAX_POINTS
 * @company_id: the company
 * @zero: nothing in its currency
 * @dimension: by what a part of it is chosen; %BIZ_KPI_OF_ALL for all of it
 * @key: which part, an id of the ERP
 *
 * Of what and until when figures are wanted; a plain value.
 */
typedef struct
{
  GDate as_of;
  guint months;
  guint n_points;
  gint64 company_id;
  BizMoney zero;
  BizKpiDimension dimension;
  gint64 key;
} BizKpiScope;

/* Point 0 is the day itself, point n the last day of the nth month before its month. */
GDate biz_kpi_scope_get_day (const BizKpiScope *self, guint point);
BizKpiFrame biz_kpi_scope_get_frame (const BizKpiScope *self, guint point);
/* The first day that any point looks back on. */
GDate biz_kpi_scope_get_first (const BizKpiScope *self);
/* Of the few points that stand for a whole series, those of the past, evenly spread: the one with
 * @index, 0 where there are no more of them. */
#define BIZ_KPI_HISTORY_POINTS 6
guint biz_kpi_scope_get_history (const BizKpiScope *self, guint index);
/* The point that ends one period before the last one. */
guint biz_kpi_scope_get_previous (const BizKpiScope *self);
/* Adds what chooses the part of records of @model, seen over @path ("debit_move_id.", or "");
 * FALSE where records of that model cannot be told apart so on this server. */
gboolean biz_kpi_scope_add_domain (const BizKpiScope *self,
                                   ErpDomain *domain,
                                   const char *model,
                                   const char *path,
                                   ErpCapabilities *capabilities);
/* Of payments nobody knows the salesperson, team or warehouse: receivables are then those of
 * invoices less what was matched. */
gboolean biz_kpi_scope_is_by_document (const BizKpiScope *self);

G_END_DECLS
