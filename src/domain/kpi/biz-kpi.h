/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* Every figure that managers steer by, with the words that defend it: what is counted, how, in
 * which variant, and where the ERP's own figure of the same name is another one. */
typedef enum
{
  /* cash */
  BIZ_KPI_RECEIVABLE,
  BIZ_KPI_OVERDUE,
  BIZ_KPI_DSO,
  BIZ_KPI_DSO_COUNTBACK,
  BIZ_KPI_DSO_BEST,
  BIZ_KPI_DELINQUENT,
  BIZ_KPI_DELINQUENT_PAID,
  BIZ_KPI_CEI,
  /* billing */
  BIZ_KPI_LAG_MEDIAN,
  BIZ_KPI_LAG_P90,
  BIZ_KPI_LAG_OPEN,
  BIZ_KPI_CREDIT_RATE,
  BIZ_KPI_FIRST_TIME_RIGHT,
  BIZ_KPI_DISPUTE_RATE,
  /* orders */
  BIZ_KPI_CYCLE_DELIVERY,
  BIZ_KPI_CYCLE_INVOICE,
  BIZ_KPI_CYCLE_PAID,
  BIZ_KPI_CYCLE_TOTAL,
  BIZ_KPI_FILL_LINES,
  BIZ_KPI_FILL_ORDERS,
  BIZ_KPI_RETURN_RATE,
  BIZ_KPI_BACKLOG_DELIVERY,
  BIZ_KPI_BACKLOG_INVOICE,
  BIZ_KPI_EXCEPTIONS,
  BIZ_KPI_EXCEPTIONS_VALUE,
  BIZ_KPI_ADJUSTMENTS,
  BIZ_KPI_ADJUSTMENTS_VALUE,
  /* credit */
  BIZ_KPI_EXPOSURE,
  BIZ_KPI_CONCENTRATION,
  BIZ_KPI_HOLDS,
  BIZ_KPI_HOLDS_VALUE,
  BIZ_KPI_HOLDS_AGE,
  BIZ_KPI_HOLDS_RELEASE,
  BIZ_KPI_PROMISES_KEPT,
  /* service */
  BIZ_KPI_CASES,
  BIZ_KPI_CASES_AGE,
  BIZ_KPI_FIRST_RESPONSE,
  BIZ_KPI_RESOLUTION,
  BIZ_KPI_TARGET_MET,
  BIZ_KPI_N
} BizKpi;

typedef enum
{
  BIZ_KPI_UNIT_DAYS,
  BIZ_KPI_UNIT_HOURS,
  BIZ_KPI_UNIT_PERCENT,
  BIZ_KPI_UNIT_MONEY,
  BIZ_KPI_UNIT_COUNT,
} BizKpiUnit;

typedef enum
{
  BIZ_KPI_AREA_CASH,
  BIZ_KPI_AREA_BILLING,
  BIZ_KPI_AREA_ORDERS,
  BIZ_KPI_AREA_CREDIT,
  BIZ_KPI_AREA_SERVICE,
} BizKpiArea;

/* By what a figure is broken down. */
typedef enum
{
  BIZ_KPI_BY_COMPANY,
  BIZ_KPI_BY_CUSTOMER_GROUP,
  BIZ_KPI_BY_SALESPERSON,
  BIZ_KPI_BY_WAREHOUSE,
  BIZ_KPI_BY_TEAM,
  BIZ_KPI_N_DIMENSIONS,
  BIZ_KPI_OF_ALL = BIZ_KPI_N_DIMENSIONS,
} BizKpiDimension;

/* Where a row belongs; the first member of all rows. An id of the ERP, 0 for none. */
typedef struct
{
  gint64 keys[BIZ_KPI_N_DIMENSIONS];
} BizKpiTags;

/**
 * BizKpiFrame:
 * @from: first day of the period
 * @to: last day of the period, and the day as of which everything is seen
 * @dimension: by what rows are chosen, %BIZ_KPI_OF_ALL for all of them
 * @key: which of that dimension
 * @zero: nothing in the currency of the company, in which all amounts are
 *
 * What a figure is asked for. Days are those of the company's zone.
 */
typedef struct
{
  GDate from;
  GDate to;
  BizKpiDimension dimension;
  gint64 key;
  BizMoney zero;
} BizKpiFrame;

/* The same in all languages: "dso-countback" */
const char *biz_kpi_get_key (BizKpi kpi);
/* Words for people, translated. */
const char *biz_kpi_get_title (BizKpi kpi);
const char *biz_kpi_get_formula (BizKpi kpi);
/* (nullable): which of several customary ways of counting it is */
const char *biz_kpi_get_variant (BizKpi kpi);
/* (nullable): where the ERP's own figure is another one, and why */
const char *biz_kpi_get_difference (BizKpi kpi);
BizKpiUnit biz_kpi_get_unit (BizKpi kpi);
BizKpiArea biz_kpi_get_area (BizKpi kpi);

/* The trailing period of @months that ends with @to: 2026-03-31 and 3 are 2026-01-01 to then. */
BizKpiFrame biz_kpi_frame_trailing (const GDate *to, guint months, const BizMoney *zero);
guint biz_kpi_frame_get_days (const BizKpiFrame *self);
/* Whole months of the period; 0 where it is none of whole months. */
guint biz_kpi_frame_get_months (const BizKpiFrame *self);
gboolean biz_kpi_frame_has_tags (const BizKpiFrame *self, const BizKpiTags *tags);
/* Whether @date is a day of the period; one that is not valid never is. */
gboolean biz_kpi_frame_has_date (const BizKpiFrame *self, const GDate *date);
/* Whether it happened by the end of the period. */
gboolean biz_kpi_frame_is_past (const BizKpiFrame *self, const GDate *date);
/* The different keys of rows of @size bytes that begin with BizKpiTags, ascending. */
GArray *biz_kpi_list_keys (gconstpointer rows, gsize n_rows, gsize size, BizKpiDimension dimension)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
