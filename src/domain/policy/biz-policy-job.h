/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* company_id, company (its name), seen (the version it began with; 0: none), data (base64) */
#define BIZ_JOB_POLICY "policy"

extern const ErpJobKind biz_job_policy_kind;

JsonObject *biz_job_body_new_policy (gint64 company_id,
                                     const char *company,
                                     gint64 seen,
                                     const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
