/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "biz-kpi-goals.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Sets a target of a figure, takes it away, or freezes what the figure is as a baseline: for all
 * colleagues. Signals "set" when it is written, and "journal-requested" where that is not known. */
#define PAGE_TYPE_KPI_GOAL_DIALOG (page_kpi_goal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiGoalDialog, page_kpi_goal_dialog, PAGE, KPI_GOAL_DIALOG, AdwWindow)

GtkWindow *page_kpi_goal_dialog_new (BizKpiGoals *goals,
                                     BizKpiBoard *board,
                                     BizKpi kpi,
                                     BizKpiGoalKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
