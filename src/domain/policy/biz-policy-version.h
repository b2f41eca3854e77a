/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* One writing of a company's policy: who, when, what. Immutable. */
#define BIZ_TYPE_POLICY_VERSION (biz_policy_version_get_type ())
G_DECLARE_FINAL_TYPE (BizPolicyVersion, biz_policy_version, BIZ, POLICY_VERSION, GObject)

/* A row of biz_policy_version_make_read (). A file that cannot be read is a version as well. */
BizPolicyVersion *biz_policy_version_new_from_row (JsonNode *row,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Newest first. */
ErpCall *biz_policy_version_make_read (gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_policy_version_get_id (BizPolicyVersion *self);
/* (nullable): where the server does not say */
const char *biz_policy_version_get_author (BizPolicyVersion *self);
/* (nullable): UTC */
GDateTime *biz_policy_version_get_time (BizPolicyVersion *self);
BizPolicy *biz_policy_version_get_policy (BizPolicyVersion *self);
/* (nullable): the file, where it is one; what the program does not know is in it too */
JsonObject *biz_policy_version_get_file (BizPolicyVersion *self);

G_END_DECLS
