/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-run.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A record of a decision: what is at risk with its customer, why it cannot be decided, and what
 * came of it. */
#define PAGE_TYPE_DECISION_ROW (page_decision_row_get_type ())
G_DECLARE_FINAL_TYPE (PageDecisionRow, page_decision_row, PAGE, DECISION_ROW, AdwActionRow)

GtkWidget *page_decision_row_new (BizDecisionTarget *target) G_GNUC_WARN_UNUSED_RESULT;
BizDecisionTarget *page_decision_row_get_target (PageDecisionRow *self);
/* @problem: (nullable): why it cannot be decided so; @newest: (nullable): the decision that stands
 */
void page_decision_row_show (PageDecisionRow *self,
                             const BizDecisionWish *wish,
                             const char *newest,
                             const GError *problem);
/* From now on it shows the run. */
void page_decision_row_set_run (PageDecisionRow *self, BizDecisionRun *run);

/* (transfer full): "€12,000.00 at risk, limit €10,000.00: €2,000.00 over", before and after a
 * limit. Pure. */
char *page_decision_row_describe (BizDecisionTarget *target,
                                  const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
