/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiCash:
 * @begin: receivables at the end of the day before the period
 * @end: receivables at the end of the period
 * @current: what of @end is not yet due
 * @sales: credit sales of the period, credit notes taken off
 *
 * The sums from which the figures of cash are made, whoever added them up.
 */
typedef struct
{
  BizMoney begin;
  BizMoney end;
  BizMoney current;
  BizMoney sales;
} BizKpiCash;

/* The credit sales of a day, signed. */
typedef struct
{
  GDate date;
  BizMoney amount;
} BizKpiDay;

BizKpiValue *biz_kpi_cash_receivable (const BizKpiFrame *frame,
                                      const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_cash_overdue (const BizKpiFrame *frame,
                                   const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_cash_dso (const BizKpiFrame *frame,
                               const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_cash_best (const BizKpiFrame *frame,
                                const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_cash_delinquent (const BizKpiFrame *frame,
                                      const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
BizKpiValue *biz_kpi_cash_cei (const BizKpiFrame *frame,
                               const BizKpiCash *cash) G_GNUC_WARN_UNUSED_RESULT;
/* Why there is none where the receivables at the beginning of the period are not known. */
BizKpiValue *biz_kpi_cash_cei_without_begin (const BizKpiFrame *frame) G_GNUC_WARN_UNUSED_RESULT;
/* @days in any order, days without sales left out; known from the first day of @frame on. */
BizKpiValue *biz_kpi_cash_countback (const BizKpiFrame *frame,
                                     const BizMoney *receivable,
                                     const BizKpiDay *days,
                                     gsize n_days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
