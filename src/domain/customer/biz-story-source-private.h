/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-story-source.h"

G_BEGIN_DECLS

struct _BizStoryReading
{
  ErpCapabilities *capabilities; /* (owned) */
  BizCurrencyTable *currencies;  /* (owned) */
  GTimeZone *zone;               /* (owned) */
  GDate today;
};

/* (transfer full): the entry of a row; NULL with ERP_ERROR_PROTOCOL. */
typedef BizStoryEntry *(*BizStoryReadFunc) (const BizStoryReading *reading,
                                            JsonObject *row,
                                            GError **error);

BizStoryEntry *
biz_story_read_lead (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_order (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_delivery (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_invoice (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_payment (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_bank (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_ticket (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_task (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_message (const BizStoryReading *reading, JsonObject *row, GError **error);
BizStoryEntry *
biz_story_read_activity (const BizStoryReading *reading, JsonObject *row, GError **error);

G_END_DECLS
