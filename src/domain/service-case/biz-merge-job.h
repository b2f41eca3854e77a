/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"
#include "biz-ticket.h"

G_BEGIN_DECLS

/* What is left of a case that was merged: its files hang on the other one, and it is closed. */
#define BIZ_JOB_MERGE "case-merge"
/* The way back. */
#define BIZ_JOB_PART "case-part"

/* A plain value: nothing in it is owned. */
typedef struct
{
  const char *model;
  gint64 id; /* of the case that is closed */
  const char *name;
  gint64 target_id; /* of the one that stays */
  const char *target;
  gint64 company_id; /* 0: any */
} BizMergeEnds;

extern const ErpJobKind biz_job_merge_kind;
extern const ErpJobKind biz_job_part_kind;

/* model, id (of the case that is closed), name, company_id, target_id, target (its name), files,
 * values (stage_id or state) */
JsonObject *biz_job_body_new_merge (const BizMergeEnds *ends,
                                    const char *value,
                                    GArray *files) G_GNUC_WARN_UNUSED_RESULT;

/* More files than this stay where they are; they are shown all the same. */
#define BIZ_MERGE_MAX_FILES 200

/* What both directions look at before they write. */
ErpCall *biz_merge_new_place_call (const BizMergeEnds *ends,
                                   gboolean by_stage) G_GNUC_WARN_UNUSED_RESULT;
char *biz_merge_dup_place (JsonObject *row, gboolean by_stage) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *biz_merge_new_files_call (const BizMergeEnds *ends,
                                   gint64 id,
                                   GArray *among) G_GNUC_WARN_UNUSED_RESULT;
GArray *biz_merge_list_ids (JsonNode *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
