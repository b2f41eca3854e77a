/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"

G_BEGIN_DECLS

typedef struct
{
  BizKpiState state;
  GCancellable *cancellable; /* (owned) (nullable): while it loads */
  GError *error;             /* (owned) (nullable) */
  BizKpiRows *rows;          /* (owned) (nullable) */
  BizKpiSample sample;
  GDateTime *read_time; /* (owned) (nullable) */
} BizKpiBoardPart;

/* A figure at a point that is to be made. */
typedef struct
{
  BizKpi kpi;
  guint point;
  gboolean is_last; /* of its series */
} BizKpiBoardJob;

struct _BizKpiBoard
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GTimeZone *zone;              /* (owned) */
  GDate today;
  BizKpiScope scope;
  BizKpiSums *sums; /* (owned) (nullable) */
  BizKpiBoardPart parts[BIZ_KPI_N_PARTS];
  BizKpiValue *values[BIZ_KPI_N][BIZ_KPI_MAX_POINTS]; /* (owned) (nullable) */
  gboolean has_series[BIZ_KPI_N];
  gboolean wants_points;
  gboolean wants_ages;
  guint next_point; /* of the sums */
  guint next_age;
  gboolean wants_history;
  guint n_history;       /* points of it that were asked for */
  guint history_source;  /* until it begins */
  GCancellable *history; /* (owned) (nullable): while it is read */
  GQueue jobs;           /* (element-type BizKpiBoardJob) (owned) */
  guint job_source;
};

/* Something of a figure is known, or of all figures of a part. */
void biz_kpi_board_tell (BizKpiBoard *self, BizKpi kpi);
void biz_kpi_board_tell_part (BizKpiBoard *self, BizKpiPart part);
/* What is to be made of what was read, a few at a time. */
void biz_kpi_board_add_job (BizKpiBoard *self, BizKpi kpi, guint point, gboolean is_last);
void biz_kpi_board_make_at (BizKpiBoard *self, BizKpi kpi, guint point);
void biz_kpi_board_make_part (BizKpiBoard *self, BizKpiPart part);
void biz_kpi_board_make_of_both (BizKpiBoard *self, BizKpi kpi);
/* Whether it is made of rows and of sums. */
gboolean biz_kpi_board_is_of_both (BizKpi kpi);
/* A figure that is none, and why. */
BizKpiValue *biz_kpi_board_new_reason (BizKpi kpi,
                                       const BizKpiFrame *frame,
                                       const char *reason) G_GNUC_WARN_UNUSED_RESULT;
/* Reads a part unless it is there or on its way; the next point, or age, that is not there. */
void biz_kpi_board_read_part (BizKpiBoard *self, BizKpiPart index);
void biz_kpi_board_read_next_point (BizKpiBoard *self);
void biz_kpi_board_read_next_age (BizKpiBoard *self);
/* Begins the history once nothing else is read or made; stops it. */
void biz_kpi_board_plan_history (BizKpiBoard *self);
void biz_kpi_board_stop_history (BizKpiBoard *self);

G_END_DECLS
