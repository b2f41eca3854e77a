/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-clock.h"
#include "erp-types.h"

G_BEGIN_DECLS

/* What the log of a case tells of its clock. */
typedef struct
{
  gint64 answered; /* our first message to the customer; 0: none */
  GArray *moves;   /* (owned) (element-type BizServiceMove): in order; administrators' only */
} BizServiceLog;

/* The case came to a stage. */
typedef struct
{
  gint64 at;
  gboolean waits;
} BizServiceMove;

BizServiceLog *biz_service_log_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_service_log_free (BizServiceLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizServiceLog, biz_service_log_free)

/* Messages of ours to customers on these cases, those after the message @after. A page of them:
 * biz_service_log_find_next (). */
ErpCall *biz_service_log_new_answers (const char *model, const gint64 *ids, gsize n, gint64 after)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same on whatever case. @since: UTC, as the server writes it */
ErpCall *biz_service_log_new_answers_since (const char *model,
                                            const char *since,
                                            gint64 after) G_GNUC_WARN_UNUSED_RESULT;
/* The message after which the next page begins; 0 where @answer was the last. */
gint64 biz_service_log_find_next (JsonNode *answer);
/* Changes of stage of these cases, which the server tells administrators alone. */
ErpCall *
biz_service_log_new_moves (const char *model, const gint64 *ids, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* @logs: (element-type gint64 BizServiceLog): those that were asked for */
gboolean biz_service_log_take_answers (GHashTable *logs, JsonNode *answer, GError **error);
typedef gboolean (*BizServiceWaitsFunc) (const char *stage, gpointer data);
gboolean biz_service_log_take_moves (
    GHashTable *logs, JsonNode *answer, BizServiceWaitsFunc waits, gpointer data, GError **error);
/* (transfer full) (element-type BizServiceWait): the times in which it waited, but for one that
 * goes on */
GArray *biz_service_log_list_waits (const BizServiceLog *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
