/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-rule.h"
#include "page-policy-row.h"

G_BEGIN_DECLS

/* What is promised to the cases of a team, of a priority or both, told in its title and written in
 * the rows below. */
#define PAGE_TYPE_POLICY_TARGET_ROW (page_policy_target_row_get_type ())
G_DECLARE_FINAL_TYPE (
    PagePolicyTargetRow, page_policy_target_row, PAGE, POLICY_TARGET_ROW, PagePolicyRow)

GtkWidget *page_policy_target_row_new (const BizServiceRule *rule, GListModel *teams);
/* (transfer full): as it is written now */
BizServiceRule *
page_policy_target_row_dup_rule (PagePolicyTargetRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
