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

/* Messages of ours to customers on these cases. */
ErpCall *biz_service_log_new_answers (const char *model,
                                      const gint64 *ids,
                                      gsize n) G_GNUC_WARN_UNUSED_RESULT;
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
