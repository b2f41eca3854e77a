/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-entry.h"
#include "biz-kpi-value.h"
#include "erp-types.h"

G_BEGIN_DECLS

/* Which columns its rows have. */
typedef enum
{
  BIZ_KPI_SHAPE_OPEN,       /* booked, due, days overdue, open */
  BIZ_KPI_SHAPE_SALES,      /* date, amount, invoice or credit note */
  BIZ_KPI_SHAPE_MATCHED,    /* due, paid, days late, amount */
  BIZ_KPI_SHAPE_DELIVERY,   /* delivered, invoiced, days, value */
  BIZ_KPI_SHAPE_CYCLE,      /* from, until, days */
  BIZ_KPI_SHAPE_LINE,       /* first delivery, ordered, delivered, in full or not */
  BIZ_KPI_SHAPE_MOVE,       /* date, quantity */
  BIZ_KPI_SHAPE_SPAN,       /* since, until, days, value */
  BIZ_KPI_SHAPE_ADJUSTMENT, /* date, value, found or lost */
  BIZ_KPI_SHAPE_PROMISE,    /* promised for, paid, kept or not */
  BIZ_KPI_SHAPE_CASE,       /* opened, done, hours, met or not */
  BIZ_KPI_SHAPE_AGE,        /* since, until, days: spans without a value */
  BIZ_KPI_SHAPE_SHARE,      /* customer, amount */
  BIZ_KPI_N_SHAPES,
} BizKpiShape;

/* What of its rows adds up to what the figure says of them. */
typedef enum
{
  BIZ_KPI_FOOT_COUNT,
  BIZ_KPI_FOOT_AMOUNT,
  BIZ_KPI_FOOT_QUANTITY,
} BizKpiFootBy;

/**
 * BizKpiSet:
 * @name: (owned): what the figure calls it
 * @shape: which columns its rows have
 * @entries: (owned) (nullable) (element-type BizKpiEntry): its rows; %NULL where they are so many
 *   that the server keeps them
 * @domain: (owned) (nullable): which documents of the server they are, then
 * @negates: the server's amounts count with the other sign
 * @foot_by: what of its rows adds up
 * @count: how many rows
 * @amount: their sum
 * @quantity: the same
 * @has_expected: whether the figure says what they come to
 * @expected: what it says; a count or quantity in its number
 * @cut: there were too many to read all of them
 *
 * Rows behind a figure, or behind one of the sums that it is made of.
 */
typedef struct
{
  char *name;
  BizKpiShape shape;
  GPtrArray *entries;
  ErpDomain *domain;
  gboolean negates;
  BizKpiFootBy foot_by;
  gint64 count;
  BizMoney amount;
  BizDecimal quantity;
  gboolean has_expected;
  BizKpiInput expected;
  gboolean cut;
} BizKpiSet;

BizKpiSet *biz_kpi_set_new (const char *name,
                            BizKpiShape shape,
                            BizKpiFootBy foot_by,
                            const BizMoney *zero) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_set_free (BizKpiSet *self);
/* Adds a row and what it comes to. */
void biz_kpi_set_add (BizKpiSet *self, const BizKpiEntryFacts *facts);
/* The figure says so of them: input @index of @value, or @value itself where @index is -1. */
void biz_kpi_set_expect (BizKpiSet *self, BizKpiValue *value, int index);
/* Whether its rows come to what the figure says; TRUE where it says nothing. */
gboolean biz_kpi_set_foots (const BizKpiSet *self);
/* What its rows come to, and what the figure says: for people. */
char *biz_kpi_set_format_foot (const BizKpiSet *self) G_GNUC_WARN_UNUSED_RESULT;
char *biz_kpi_set_format_expected (const BizKpiSet *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiSet, biz_kpi_set_free)

G_END_DECLS
