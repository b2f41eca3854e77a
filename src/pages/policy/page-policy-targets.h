/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"
#include "biz-service.h"
#include "page-policy-rows.h"

G_BEGIN_DECLS

/* What the service desk promises otherwise to a team or a priority. */
#define PAGE_TYPE_POLICY_TARGETS (page_policy_targets_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyTargets, page_policy_targets, PAGE, POLICY_TARGETS, PagePolicyRows)

/* @service: (nullable): whose teams there are */
void page_policy_targets_fill (PagePolicyTargets *self, BizPolicy *policy, BizService *service);
/* Writes what differs into @edit; ERP_ERROR_VALIDATION. */
gboolean page_policy_targets_apply (PagePolicyTargets *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
