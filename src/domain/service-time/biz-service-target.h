/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* From the least urgent to the most. */
#define BIZ_SERVICE_PRIORITIES 4

/* What is promised to customers: seconds of work, 0 for nothing. */
typedef struct
{
  gint64 response;
  gint64 resolution;
} BizServiceTarget;

/* @policy: (nullable): nothing is promised. @team: (nullable): its name. @priority: 0 to 3 */
void
biz_service_target_find (BizServiceTarget *self, BizPolicy *policy, const char *team, int priority);
/* Whether the policy says that cases of this stage wait for somebody else. @policy: (nullable) */
gboolean biz_service_target_is_waiting (BizPolicy *policy, const char *stage);
/* The same where the policy names such stages itself; else the stage's name tells as well. */
gboolean biz_service_target_stage_waits (BizPolicy *policy, const char *stage);

G_END_DECLS
