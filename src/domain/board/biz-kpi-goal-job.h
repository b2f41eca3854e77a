/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"
#include "biz-kpi-goal.h"

G_BEGIN_DECLS

/* company_id, figure (its title), users (the field that shares), data (the goal as text) */
#define BIZ_JOB_KPI_GOAL "kpi-goal"
/* What their names begin with; the job's marker stands behind it. */
#define BIZ_KPI_GOAL_NAME "QUITTANCE/1 kpi "
/* A model that no browser lists filters of. */
#define BIZ_KPI_GOAL_MODEL "ir.filters"

extern const ErpJobKind biz_job_kpi_goal_kind;

/* @users: "user_ids" or, before 19, "user_id" */
JsonObject *biz_job_body_new_kpi_goal (const BizKpiGoal *goal,
                                       const char *users) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
