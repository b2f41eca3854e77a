/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_BATCH_READY,  /* a draft that can be posted */
  BIZ_BATCH_ASKING, /* a draft with something to look at first; posted once it is confirmed */
  BIZ_BATCH_NOT,    /* nothing to post: posted or cancelled already, or no document of a customer */
  BIZ_BATCH_POSTING, /* on its way */
  BIZ_BATCH_POSTED,
  BIZ_BATCH_REFUSED, /* with the reason */
  BIZ_BATCH_UNKNOWN, /* the answer was lost and reading did not settle it */
} BizBatchState;

/* One of several documents that are posted together. Notifies "state", "reason", "confirmed". */
#define BIZ_TYPE_BATCH_ITEM (biz_batch_item_get_type ())
G_DECLARE_FINAL_TYPE (BizBatchItem, biz_batch_item, BIZ, BATCH_ITEM, GObject)

/* @row: read with biz_batch_item_get_specification (). */
BizBatchItem *biz_batch_item_new_from_json (JsonObject *row,
                                            BizCurrencyTable *currencies,
                                            const GDate *today,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For web_search_read. @has_warnings: whether the server looks out for unusual documents */
char *biz_batch_item_get_specification (gboolean has_warnings) G_GNUC_WARN_UNUSED_RESULT;

BizInvoice *biz_batch_item_get_invoice (BizBatchItem *self);
BizBatchState biz_batch_item_get_state (BizBatchItem *self);
/* (nullable): why it was refused, or what to look at first; translated */
const char *biz_batch_item_get_reason (BizBatchItem *self);
/* (nullable): what the server said */
const GError *biz_batch_item_get_error (BizBatchItem *self);
/* Whether the next run posts it. */
gboolean biz_batch_item_is_wanted (BizBatchItem *self);
gboolean biz_batch_item_is_confirmed (BizBatchItem *self);
void biz_batch_item_confirm (BizBatchItem *self, gboolean confirmed);

void biz_batch_item_set_posting (BizBatchItem *self);
/* Takes the document as it is posted. */
void biz_batch_item_set_posted (BizBatchItem *self, BizInvoice *invoice);
void biz_batch_item_set_refused (BizBatchItem *self, const char *reason, const GError *error);

G_END_DECLS
