/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-clock.h"
#include "erp-types.h"

G_BEGIN_DECLS

/* What tells in which stages a case was. */
typedef enum
{
  BIZ_SERVICE_SOURCE_NONE,
  BIZ_SERVICE_SOURCE_MOVES,  /* the log says from where to where: for administrators */
  BIZ_SERVICE_SOURCE_TOTALS, /* when it changed, and how long it was in which, together */
} BizServiceSource;

/* The case went to another stage. */
typedef struct
{
  gint64 at;
  gint64 from, to;       /* stages; 0: none */
  char *old_name, *name; /* (owned) (nullable): as they were called then */
} BizServiceMove;

/* What the log of a case tells of its clock; times are seconds since 1970, UTC. */
typedef struct
{
  gint64 opened;
  gint64 answered; /* our first message to the customer; 0: none */
  BizServiceSource source;
  gint64 stage;    /* in which it was when totals were read */
  GArray *moves;   /* (owned) (element-type BizServiceMove): in order */
  GArray *changes; /* (owned) (element-type gint64): in order */
  GArray *totals;  /* (owned) (element-type BizStageTotal) */

  /* of biz_service_log_settle () */
  gboolean known; /* waits and doubts are all there can have been */
  gint64 staged;  /* when it came to its stage */
  GArray *waits;  /* (owned) (element-type BizServiceWait): but for one that goes on */
  GArray *doubts; /* (owned) (element-type BizServiceWait): it waited then, or did not */
} BizServiceLog;

BizServiceLog *biz_service_log_new (gint64 opened) G_GNUC_WARN_UNUSED_RESULT;
void biz_service_log_free (BizServiceLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizServiceLog, biz_service_log_free)

/* Messages of ours to customers on these cases, and lines of kind @subtype where it is not 0: those
 * after the message @after. A page of them: biz_service_log_find_next (). */
ErpCall *biz_service_log_new_answers (const char *model,
                                      const gint64 *ids,
                                      gsize n,
                                      gint64 subtype,
                                      gint64 after) G_GNUC_WARN_UNUSED_RESULT;
/* Our messages to customers on whatever case. @since: UTC, as the server writes it */
ErpCall *biz_service_log_new_answers_since (const char *model,
                                            const char *since,
                                            gint64 after) G_GNUC_WARN_UNUSED_RESULT;
/* @next: the message after which the next page begins; 0 where @answer was the last. FALSE where
 * @answer is not of messages after @after: asked for the next, such a server never ends. */
gboolean biz_service_log_find_next (JsonNode *answer, gint64 after, gint64 *next, GError **error);
/* Changes of stage of these cases, which the server tells administrators alone. */
ErpCall *
biz_service_log_new_moves (const char *model, const gint64 *ids, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* How long these cases were in which stage. */
ErpCall *biz_service_log_new_totals (const char *model,
                                     const gint64 *ids,
                                     gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* @logs: (element-type gint64 BizServiceLog): those that were asked for */
gboolean
biz_service_log_take_answers (GHashTable *logs, JsonNode *answer, gint64 subtype, GError **error);
gboolean biz_service_log_take_moves (GHashTable *logs, JsonNode *answer, GError **error);
gboolean biz_service_log_take_totals (GHashTable *logs, JsonNode *answer, GError **error);
gboolean biz_service_log_read_totals (BizServiceLog *self, JsonObject *row, GError **error);
/* A line of kind @subtype, or an answer. */
gboolean
biz_service_log_read_message (BizServiceLog *self, JsonObject *row, gint64 subtype, GError **error);
typedef gboolean (*BizServiceWaitsFunc) (const char *stage, gpointer data);
/* @stages: (element-type gint64 utf8): what they are called now */
void biz_service_log_settle (BizServiceLog *self,
                             GHashTable *stages,
                             BizServiceWaitsFunc waits,
                             gpointer data);

G_END_DECLS
