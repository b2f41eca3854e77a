/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"
#include "biz-ticket.h"

G_BEGIN_DECLS

/* What is left of a case that was merged: its files hang on the other one, and it is closed. */
#define BIZ_JOB_MERGE "case-merge"

extern const ErpJobKind biz_job_merge_kind;

/* model, id (of the duplicate), name, company_id, target_id, target (its name), with_files, values
 * (that close it) */
JsonObject *biz_job_body_new_merge (const BizTicketFacts *duplicate,
                                    const char *name,
                                    gint64 target_id,
                                    const char *target,
                                    gint64 stage_id,
                                    gboolean with_files) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
