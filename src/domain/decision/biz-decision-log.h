/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

G_BEGIN_DECLS

/* The decisions on many records, read in one request. Newest first. */
#define BIZ_TYPE_DECISION_LOG (biz_decision_log_get_type ())
G_DECLARE_FINAL_TYPE (BizDecisionLog, biz_decision_log, BIZ, DECISION_LOG, GObject)

/* More than these are not read at once. */
#define BIZ_DECISION_LOG_MAX 2000

/* Records of one model; none of them means every record of it. */
typedef struct
{
  const char *model;
  const gint64 *ids;
  gsize n_ids;
} BizDecisionScope;

/* Reads the notes on the records of any scope in one search, by kinds (bits, 0: all) and from a
 * time on (nullable, UTC). The answer is a BizDecisionLog. */
ErpCall *biz_decision_log_new_call (const BizDecisionScope *scopes,
                                    gsize n_scopes,
                                    guint kinds,
                                    GDateTime *since) G_GNUC_WARN_UNUSED_RESULT;
BizDecisionLog *biz_decision_log_new_from_answer (JsonNode *result,
                                                  guint kinds,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of notes that are at hand, newest first. (element-type BizDecisionNote) */
BizDecisionLog *biz_decision_log_new (GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type BizDecisionNote) */
GPtrArray *biz_decision_log_get_notes (BizDecisionLog *self);
/* (nullable) (transfer none): what counts */
BizDecisionNote *
biz_decision_log_get_newest (BizDecisionLog *self, const char *model, gint64 id, guint kinds);
/* (transfer container) (element-type BizDecisionNote): of one record */
GPtrArray *biz_decision_log_list (BizDecisionLog *self, const char *model, gint64 id, guint kinds)
    G_GNUC_WARN_UNUSED_RESULT;
/* Older ones were not read. */
gboolean biz_decision_log_is_cut (BizDecisionLog *self);

G_END_DECLS
