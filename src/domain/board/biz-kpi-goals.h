/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-goal.h"
#include "biz-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Targets and baselines that colleagues share, kept in the ERP. Signal "changed". */
#define BIZ_TYPE_KPI_GOALS (biz_kpi_goals_get_type ())
G_DECLARE_FINAL_TYPE (BizKpiGoals, biz_kpi_goals, BIZ, KPI_GOALS, GObject)

BizKpiGoals *biz_kpi_goals_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_goals_load_async (BizKpiGoals *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean biz_kpi_goals_load_finish (BizKpiGoals *self, GAsyncResult *result, GError **error);
/* (nullable) (transfer none): the newest one, where it was not taken away */
const BizKpiGoal *
biz_kpi_goals_find (BizKpiGoals *self, BizKpiGoalKind kind, BizKpi kpi, const BizKpiScope *scope);
/* Whether they were read: only then one can be set. */
gboolean biz_kpi_goals_is_loaded (BizKpiGoals *self);
/* Writes it once, through the journal. Errors as erp_journal_run_finish (). */
void biz_kpi_goals_set_async (BizKpiGoals *self,
                              const BizKpiGoal *goal,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean biz_kpi_goals_set_finish (BizKpiGoals *self, GAsyncResult *result, GError **error);

G_END_DECLS
