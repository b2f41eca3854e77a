/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* half a year of work */
#define BIZ_SERVICE_MAX_MINUTES (60 * 24 * 180)
#define BIZ_SERVICE_MAX_RULES 200

/* What is promised otherwise to customers of a team, of a priority, or both. */
typedef struct
{
  char *team;              /* (owned) (nullable): its name; NULL: every team */
  int priority;            /* -1: every priority */
  gint64 response_minutes; /* of work; 0: nothing is promised */
  gint64 resolution_minutes;
} BizServiceRule;

BizServiceRule *biz_service_rule_new (const char *team,
                                      int priority,
                                      gint64 response_minutes,
                                      gint64 resolution_minutes) G_GNUC_WARN_UNUSED_RESULT;
void biz_service_rule_free (BizServiceRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizServiceRule, biz_service_rule_free)
/* (transfer full) (element-type BizServiceRule): as the file has them */
GPtrArray *biz_service_rule_list (BizPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* @section: (nullable) */
GPtrArray *biz_service_rule_list_section (JsonObject *section) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_service_rule_check (JsonNode *node);
/* (transfer full) (nullable): what goes into the file; NULL for none */
JsonNode *biz_service_rule_to_json (GPtrArray *rules) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what differs into @edit; ERP_ERROR_VALIDATION. @rules: (element-type BizServiceRule) */
gboolean biz_service_rule_apply (GPtrArray *rules, BizPolicyEdit *edit, GError **error);
/* "Returns, high: answered within 1 h, solved within 8 h" */
char *biz_service_rule_describe (const BizServiceRule *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
