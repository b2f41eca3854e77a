/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-choice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A reason that is being written: words for people, and a code that reports count by. What has a
 * code keeps it. Signals "changed", "removed". */
#define PAGE_TYPE_POLICY_REASON_ROW (page_policy_reason_row_get_type ())
G_DECLARE_FINAL_TYPE (
    PagePolicyReasonRow, page_policy_reason_row, PAGE, POLICY_REASON_ROW, GtkListBoxRow)

/* @reason: (nullable): a new one */
GtkWidget *page_policy_reason_row_new (BizChoice *reason) G_GNUC_WARN_UNUSED_RESULT;
BizChoice *page_policy_reason_row_dup_reason (PagePolicyReasonRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
