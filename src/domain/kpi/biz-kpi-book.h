/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-parts.h"
#include "biz-kpi-value.h"

G_BEGIN_DECLS

/* A group of the server's sums. */
typedef struct
{
  gint64 company_id;
  GDate date; /* not valid where there is none */
  gboolean is_credit;
  BizMoney amount; /* signed */
  gint64 count;
} BizKpiGroup;

/* What a group is a sum of. */
typedef enum
{
  BIZ_KPI_SUM_END,      /* balances of receivables until the last day */
  BIZ_KPI_SUM_BEGIN,    /* before the first day of the trailing period */
  BIZ_KPI_SUM_CURRENT,  /* of those of the last day, what is not due by then */
  BIZ_KPI_SUM_SETTLED,  /* of what is owed and not due: what is matched, positive */
  BIZ_KPI_SUM_USED,     /* of what is owed to customers and not due: what is matched, positive */
  BIZ_KPI_SUM_SALES,    /* documents of a day, by kind */
  BIZ_KPI_SUM_CORRECTED /* invoices of the period that a credit note names; a count */
} BizKpiSum;

/* The figures of cash and billing of the companies that are seen, made of a server's sums. */
#define BIZ_TYPE_KPI_BOOK (biz_kpi_book_get_type ())
G_DECLARE_FINAL_TYPE (BizKpiBook, biz_kpi_book, BIZ, KPI_BOOK, GObject)

/* The trailing @months that end with @as_of. */
BizKpiBook *biz_kpi_book_new (const GDate *as_of, guint months) G_GNUC_WARN_UNUSED_RESULT;
/* A company without any sum is not told of; @zero is nothing in its currency. */
void biz_kpi_book_add_company (BizKpiBook *self, gint64 id, const char *name, const BizMoney *zero);
/* Groups of companies that are not known are passed over. */
void biz_kpi_book_add_group (BizKpiBook *self, BizKpiSum sum, const BizKpiGroup *group);
/* Takes @values (element-type BizKpiValue, NULL where one is not known): the points of a figure,
 * the newest first. A figure that sums do not make is from then on one of the company's. */
void biz_kpi_book_take_series (BizKpiBook *self, gint64 company_id, BizKpi kpi, GPtrArray *values);
/* (nullable) (transfer none): the same */
GPtrArray *biz_kpi_book_get_series (BizKpiBook *self, guint index, BizKpi kpi);
/* Takes @parts: what a figure of the company is made of over time. */
void biz_kpi_book_take_parts (BizKpiBook *self, gint64 company_id, BizKpiParts *parts);
/* (nullable) (transfer none): the same */
const BizKpiParts *biz_kpi_book_get_parts (BizKpiBook *self, guint index, BizKpi kpi);
void biz_kpi_book_set_read_time (BizKpiBook *self, GDateTime *time);

const GDate *biz_kpi_book_get_as_of (BizKpiBook *self);
const GDate *biz_kpi_book_get_from (BizKpiBook *self);
/* (nullable): when the server was read, UTC */
GDateTime *biz_kpi_book_get_read_time (BizKpiBook *self);
guint biz_kpi_book_get_n_companies (BizKpiBook *self);
/* Companies as they were added; NULL behind the last. */
const char *biz_kpi_book_get_company (BizKpiBook *self, guint index, gint64 *id);
/* (element-type BizKpiValue) (transfer full): all figures of a company, in the order of the list */
GPtrArray *biz_kpi_book_list_values (BizKpiBook *self, guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
