/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What, by whom and until when: a popover that plans something to do. */
#define KIT_TYPE_ACTIVITY_PLAN (kit_activity_plan_get_type ())
G_DECLARE_FINAL_TYPE (KitActivityPlan, kit_activity_plan, KIT, ACTIVITY_PLAN, GtkPopover)

GtkWidget *kit_activity_plan_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_activity_plan_set_thread (KitActivityPlan *self, BizThread *thread, const GDate *today);

G_END_DECLS
