/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-scope.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  BIZ_KPI_GOAL_TARGET,   /* where it is to be */
  BIZ_KPI_GOAL_BASELINE, /* what it was when somebody froze it */
} BizKpiGoalKind;

/**
 * BizKpiGoal:
 * @kpi: of which figure
 * @kind: target or baseline
 * @company_id: of which company
 * @months: of the trailing period; a figure over another one is another figure
 * @dimension: of which part, %BIZ_KPI_OF_ALL for all of it
 * @key: which part
 * @day: from which day; of a baseline the day it was frozen at
 * @minor: the level: cents of the company's currency, hundredths of days, hours or percent, or a
 *   count
 * @has_level: FALSE where it was taken away again
 * @name: (owned) (nullable): what people call it
 *
 * A level that a figure is compared with, shared with all colleagues: the newest one counts.
 */
typedef struct
{
  BizKpi kpi;
  BizKpiGoalKind kind;
  gint64 company_id;
  guint months;
  BizKpiDimension dimension;
  gint64 key;
  GDate day;
  gint64 minor;
  gboolean has_level;
  char *name;
} BizKpiGoal;

void biz_kpi_goal_free (BizKpiGoal *self);
/* As it stands in the ERP: a literal of its own language that is JSON as well. */
char *biz_kpi_goal_to_text (const BizKpiGoal *self) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): NULL where @text is none, whoever wrote it */
BizKpiGoal *biz_kpi_goal_new_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is of this figure of this scope. */
gboolean biz_kpi_goal_fits (const BizKpiGoal *self,
                            BizKpiGoalKind kind,
                            BizKpi kpi,
                            const BizKpiScope *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiGoal, biz_kpi_goal_free)

G_END_DECLS
