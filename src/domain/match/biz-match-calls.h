/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-desk.h"
#include "erp-call.h"

G_BEGIN_DECLS

/* The reads of a desk, each decoded into it in a worker thread. */

#define BIZ_MATCH_PAGE 1000

typedef enum
{
  BIZ_MATCH_STEP_LINES,
  BIZ_MATCH_STEP_ITEMS,
  BIZ_MATCH_STEP_ACCOUNTS,
  BIZ_MATCH_STEP_RULES,
  BIZ_MATCH_STEP_RULE_LINES,
  BIZ_MATCH_STEP_HISTORY,
  BIZ_MATCH_N_STEPS,
} BizMatchStep;

/* What the decoder answers, to be freed by g_free (). */
typedef struct
{
  guint n_rows;
  gint64 last_id;
} BizMatchPage;

/* Records behind the id @after; NULL where there is nothing to ask. */
ErpCall *biz_match_calls_new (BizMatchDesk *desk,
                              ErpSession *session,
                              BizMatchStep step,
                              gint64 after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
