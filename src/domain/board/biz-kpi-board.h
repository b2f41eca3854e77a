/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-rows.h"
#include "biz-kpi-sums.h"

G_BEGIN_DECLS

/* What figures are read together. */
typedef enum
{
  BIZ_KPI_PART_SUMS,
  BIZ_KPI_PART_SETTLED,
  BIZ_KPI_PART_ORDERS,
  BIZ_KPI_PART_EXCEPTIONS,
  BIZ_KPI_PART_STOCK,
  BIZ_KPI_PART_NOTES,
  BIZ_KPI_PART_CASES,
  BIZ_KPI_PART_CREDITS, /* why was credited, beside the rate itself */
  BIZ_KPI_N_PARTS,
} BizKpiPart;

typedef enum
{
  BIZ_KPI_STATE_IDLE, /* nobody wanted it yet */
  BIZ_KPI_STATE_LOADING,
  BIZ_KPI_STATE_READY,
  BIZ_KPI_STATE_FAILED,
} BizKpiState;

/* All figures of a scope with their series, each part read when it is wanted, in the background;
 * figures are made a few at a time so that nothing waits for them. Nothing is kept on disk.
 *
 * Signal "changed" (guint kpi): something of a figure is known, or came to fail. */
#define BIZ_TYPE_KPI_BOARD (biz_kpi_board_get_type ())
G_DECLARE_FINAL_TYPE (BizKpiBoard, biz_kpi_board, BIZ, KPI_BOARD, GObject)

BizKpiBoard *biz_kpi_board_new (ErpSession *session,
                                BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* The company's day: what is wrong with orders is only known as of it. */
void biz_kpi_board_set_today (BizKpiBoard *self, const GDate *today);
/* Forgets what is of another one; what is wanted is read again. */
void biz_kpi_board_set_scope (BizKpiBoard *self, const BizKpiScope *scope);
const BizKpiScope *biz_kpi_board_get_scope (BizKpiBoard *self);
/* Reads what @kpi is made of, unless that is there or on its way. */
void biz_kpi_board_want (BizKpiBoard *self, BizKpi kpi);
/* Reads the points of its series that are not there. */
void biz_kpi_board_want_series (BizKpiBoard *self, BizKpi kpi);
/* Whether a few past points of what needs to know what was due are read, in the background. */
void biz_kpi_board_set_history (BizKpiBoard *self, gboolean is_wanted);
/* Everything that was wanted again. */
void biz_kpi_board_refresh (BizKpiBoard *self);
/* What failed, again. */
void biz_kpi_board_retry (BizKpiBoard *self, BizKpi kpi);

BizKpiPart biz_kpi_board_get_part (BizKpi kpi);
BizKpiState biz_kpi_board_get_state (BizKpiBoard *self, BizKpi kpi);
/* (nullable): why it failed */
const GError *biz_kpi_board_get_error (BizKpiBoard *self, BizKpi kpi);
BizKpiState biz_kpi_board_get_part_state (BizKpiBoard *self, BizKpiPart part);
/* (nullable): the same of a part that is of no figure of its own */
const GError *biz_kpi_board_get_part_error (BizKpiBoard *self, BizKpiPart part);
/* (nullable) (transfer none): NULL while it is not made */
BizKpiValue *biz_kpi_board_get_value (BizKpiBoard *self, BizKpi kpi, guint point);
/* Whether all points of its series are made, as far as they can be read. */
gboolean biz_kpi_board_has_series (BizKpiBoard *self, BizKpi kpi);
/* (transfer full) (element-type BizKpiValue): all points, the newest first; of what could not be
 * read the first one says why, those that are not known are NULL. */
GPtrArray *biz_kpi_board_list_points (BizKpiBoard *self, BizKpi kpi) G_GNUC_WARN_UNUSED_RESULT;
/* When the server was read, UTC; NULL before. */
GDateTime *biz_kpi_board_get_read_time (BizKpiBoard *self, BizKpi kpi);
/* Documents read and there are; FALSE where it is made of sums. While it loads: how far it is. */
gboolean biz_kpi_board_get_sample (BizKpiBoard *self, BizKpi kpi, BizKpiSample *sample);
/* Credit notes with their reasons, as rows of BIZ_KPI_PART_CREDITS: read when they are wanted.
 * BIZ_KPI_CREDIT_RATE changes when they are there. */
void biz_kpi_board_want_credits (BizKpiBoard *self);
/* What is open by age, over time: read when it is wanted. */
void biz_kpi_board_want_ages (BizKpiBoard *self);
/* Whether all points were asked for. */
gboolean biz_kpi_board_has_ages (BizKpiBoard *self);
/* FALSE where they are not known, or not yet. */
gboolean biz_kpi_board_get_ages (BizKpiBoard *self, guint point, BizMoney ages[BIZ_KPI_SUMS_AGES]);
/* (nullable) (transfer none): what figures of cash and billing are made of */
BizKpiSums *biz_kpi_board_get_sums (BizKpiBoard *self);
/* (nullable) (transfer none) */
BizKpiRows *biz_kpi_board_get_rows (BizKpiBoard *self, BizKpiPart part);

G_END_DECLS
