/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-cash.h"
#include "biz-kpi-scope.h"

G_BEGIN_DECLS

/* Days of an age, and how many ages have an end: 1 to 30 days overdue, to 60, to 90. */
#define BIZ_KPI_SUMS_WINDOW_DAYS 30
#define BIZ_KPI_SUMS_WINDOWS 3
/* With what is not due, and what is overdue for longer. */
#define BIZ_KPI_SUMS_AGES (BIZ_KPI_SUMS_WINDOWS + 2)
/* Customers who owe most. */
#define BIZ_KPI_SUMS_LARGEST_N 10

/* What rows of the server's sums are. */
typedef enum
{
  BIZ_KPI_SUMS_MONTHS,        /* balances by the month they are booked in, all until the last day */
  BIZ_KPI_SUMS_BEFORE,        /* balances until the day before the last point's period */
  BIZ_KPI_SUMS_DUE,           /* balances by month booked and day due, of what may not be due */
  BIZ_KPI_SUMS_SALES,         /* documents by kind and day */
  BIZ_KPI_SUMS_MATCHED_DEBIT, /* matched of what is owed, by month; of parts by document only */
  BIZ_KPI_SUMS_MATCHED_CREDIT, /* matched of what is owed to customers, the same */
  /* read when somebody asks for ages */
  BIZ_KPI_SUMS_AGED,      /* balances by month booked and day due, of what may be overdue */
  BIZ_KPI_SUMS_AGED_BARE, /* balances by day booked, of what has no due date */
  BIZ_KPI_SUMS_N_WHOLE,
  /* of a point each */
  BIZ_KPI_SUMS_SETTLED = BIZ_KPI_SUMS_N_WHOLE, /* of what is owed and not due: what is matched */
  BIZ_KPI_SUMS_USED,                           /* of what is owed to customers and not due */
  BIZ_KPI_SUMS_CORRECTED, /* invoices of the period that a credit note names; a count */
  BIZ_KPI_SUMS_LARGEST,   /* of the customers who owe most, the first ones */
  /* read when somebody asks for ages: what is matched of each age, nearest first */
  BIZ_KPI_SUMS_SETTLED_AGED,
  BIZ_KPI_SUMS_USED_AGED = BIZ_KPI_SUMS_SETTLED_AGED + BIZ_KPI_SUMS_WINDOWS,
  BIZ_KPI_SUMS_N = BIZ_KPI_SUMS_USED_AGED + BIZ_KPI_SUMS_WINDOWS,
} BizKpiSumsKind;

/* One of the server's sums. */
typedef struct
{
  GDate day; /* booked, or the first day of that month; not valid for none */
  GDate due; /* not valid for none */
  gboolean is_credit;
  gint64 minor; /* signed; a match is positive */
  gint64 count;
  char *name; /* (owned by its array) (nullable): of a customer */
} BizKpiSumsRow;

/* The server's sums of a scope, from which the figures of cash and billing are made for each of
 * its points: a bounded number of rows, whatever the number of documents. Pure. */
typedef struct _BizKpiSums BizKpiSums;

BizKpiSums *biz_kpi_sums_new (const BizKpiScope *scope) G_GNUC_WARN_UNUSED_RESULT;
BizKpiSums *biz_kpi_sums_ref (BizKpiSums *self);
void biz_kpi_sums_unref (BizKpiSums *self);
const BizKpiScope *biz_kpi_sums_get_scope (BizKpiSums *self);
/* @rows (element-type BizKpiSumsRow): all there are of that kind; @point: of kinds of a point. */
void biz_kpi_sums_take (BizKpiSums *self, BizKpiSumsKind kind, guint point, GArray *rows);
gboolean biz_kpi_sums_has (BizKpiSums *self, BizKpiSumsKind kind, guint point);
/* FALSE where sums that it is made of are not there. */
gboolean biz_kpi_sums_get_cash (BizKpiSums *self, guint point, BizKpiCash *cash);
/* The same without what is due: only its end and its sales. */
gboolean biz_kpi_sums_get_sales (BizKpiSums *self, guint point, BizKpiCash *cash);
/* What is open by age, not due first; adds up to the receivables. FALSE where sums of it are not
 * there. */
gboolean biz_kpi_sums_get_ages (BizKpiSums *self, guint point, BizMoney ages[BIZ_KPI_SUMS_AGES]);
/* The first and the last day due of an age, from 0, as of @day. */
void biz_kpi_sums_get_window (const GDate *day, guint window, GDate *first, GDate *last);
/* Whether the figure asks for sums of each point, beside those of the whole. */
gboolean biz_kpi_sums_is_by_point (BizKpi kpi);
/* Whether it is made of what was not due then, among others. */
gboolean biz_kpi_sums_needs_due (BizKpi kpi);
/* Whether it is a figure of these sums at all. */
gboolean biz_kpi_sums_makes (BizKpi kpi);
/* (transfer full) (nullable): NULL where sums that it is made of are not there */
BizKpiValue *
biz_kpi_sums_make (BizKpiSums *self, BizKpi kpi, guint point) G_GNUC_WARN_UNUSED_RESULT;
/* Invoices of a period that the scope looks back on. */
gint64 biz_kpi_sums_count_invoices (BizKpiSums *self, const BizKpiFrame *frame);
/* (nullable) (transfer none) (element-type BizKpiSumsRow) */
GArray *biz_kpi_sums_get_rows (BizKpiSums *self, BizKpiSumsKind kind, guint point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiSums, biz_kpi_sums_unref)

G_END_DECLS
