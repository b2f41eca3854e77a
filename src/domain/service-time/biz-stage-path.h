/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* More changes than these are not looked through. */
#define BIZ_STAGE_PATH_MAX 20

typedef enum
{
  BIZ_STAGE_WORKS,
  BIZ_STAGE_WAITS, /* for somebody else */
  BIZ_STAGE_UNKNOWN,
} BizStageKind;

/* How long a case was in a stage, all its times there together. */
typedef struct
{
  gint64 stage;   /* 0: in none */
  gint64 seconds; /* around the clock */
  BizStageKind kind;
} BizStageTotal;

/* Times are seconds since 1970, UTC. */
typedef struct
{
  gint64 opened;
  gint64 stage;          /* in which it is */
  const gint64 *changes; /* (nullable) (array length=n_changes): when it left a stage, in order */
  gsize n_changes;
  const BizStageTotal *totals; /* (nullable) (array length=n_totals): a stage once */
  gsize n_totals;
} BizStageFacts;

/* @waits, @doubts: (element-type BizServiceWait): appended to; FALSE: nothing is known */
gboolean biz_stage_path_find (const BizStageFacts *facts, GArray *waits, GArray *doubts);

G_END_DECLS
