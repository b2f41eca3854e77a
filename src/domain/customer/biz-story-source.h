/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-story-entry.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* Where entries come from: a model of the server, newest first. */
typedef enum
{
  BIZ_STORY_FROM_LEADS,
  BIZ_STORY_FROM_ORDERS,
  BIZ_STORY_FROM_DELIVERIES,
  BIZ_STORY_FROM_INVOICES, /* and credit notes */
  BIZ_STORY_FROM_PAYMENTS,
  BIZ_STORY_FROM_BANK, /* bank lines matched with invoices, without a payment between */
  BIZ_STORY_FROM_CASES,
  BIZ_STORY_FROM_PROJECTS, /* cases, too, where there is no helpdesk */
  BIZ_STORY_FROM_MESSAGES, /* and decisions on the customer himself */
  BIZ_STORY_FROM_TASKS,
  BIZ_STORY_N_SOURCES,
} BizStorySource;

/* What rows are read with; immutable, for worker threads. Reference counted. */
typedef struct _BizStoryReading BizStoryReading;

BizStoryReading *biz_story_reading_new (ErpCapabilities *capabilities,
                                        BizCurrencyTable *currencies,
                                        GTimeZone *zone,
                                        const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
BizStoryReading *biz_story_reading_ref (BizStoryReading *self);
void biz_story_reading_unref (BizStoryReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizStoryReading, biz_story_reading_unref)

/* The kinds whose entries it brings, as bits. */
guint biz_story_source_get_kinds (BizStorySource source);
/* "invoices and credit notes", in a sentence */
const char *biz_story_source_to_label (BizStorySource source);
/* NULL where the server has no such records, or the user may not see them; @forbidden tells which.
 */
const char *biz_story_source_get_model (BizStorySource source,
                                        ErpCapabilities *capabilities,
                                        gboolean *forbidden);

/* A page of entries of the customer @partner_id, a commercial partner. @kinds: only these.
 * The answer is a GPtrArray of BizStoryEntry, newest first. */
ErpCall *biz_story_source_new_call (BizStorySource source,
                                    BizStoryReading *reading,
                                    gint64 partner_id,
                                    guint kinds,
                                    guint offset,
                                    guint limit) G_GNUC_WARN_UNUSED_RESULT;
/* Decisions and tasks on these documents. @orders and @moves: (element-type gint64) */
ErpCall *biz_story_new_decisions_call (BizStoryReading *reading,
                                       GArray *orders,
                                       GArray *moves) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *biz_story_new_tasks_call (BizStoryReading *reading,
                                   GArray *orders,
                                   GArray *moves) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
