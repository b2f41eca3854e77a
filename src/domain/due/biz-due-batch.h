/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_DUE_BATCH_WAITING,
  BIZ_DUE_BATCH_MAKING,
  BIZ_DUE_BATCH_DRAFT, /* made */
  BIZ_DUE_BATCH_POSTED,
  BIZ_DUE_BATCH_REFUSED, /* nothing was made */
  BIZ_DUE_BATCH_UNKNOWN, /* the journal goes on looking */
} BizDueBatchState;

/* The orders that one wish of the server's wizard is for, and what became of them. Notifies
 * "state". */
#define BIZ_TYPE_DUE_BATCH (biz_due_batch_get_type ())
G_DECLARE_FINAL_TYPE (BizDueBatch, biz_due_batch, BIZ, DUE_BATCH, GObject)

BizDueBatch *biz_due_batch_new (BizDueOrder *order) G_GNUC_WARN_UNUSED_RESULT;
void biz_due_batch_add (BizDueBatch *self, BizDueOrder *order);
/* Whether the server puts @order on the same invoice: company, invoice address and currency. */
gboolean biz_due_batch_takes (BizDueBatch *self, BizDueOrder *order);

/* (element-type BizDueOrder) */
GPtrArray *biz_due_batch_get_orders (BizDueBatch *self);
/* "S00012, S00013" */
const char *biz_due_batch_get_names (BizDueBatch *self);
/* What the orders come to without taxes. */
BizMoney biz_due_batch_get_value (BizDueBatch *self);
BizDueBatchState biz_due_batch_get_state (BizDueBatch *self);
/* (nullable): why it was refused or stayed a draft; several lines */
const char *biz_due_batch_get_reason (BizDueBatch *self);
/* Invoices made: their names with ", " between, and the first one's id. */
const char *biz_due_batch_get_invoices (BizDueBatch *self);
gint64 biz_due_batch_get_invoice_id (BizDueBatch *self);

void biz_due_batch_set_state (BizDueBatch *self, BizDueBatchState state, const char *reason);
void biz_due_batch_set_invoices (BizDueBatch *self, gint64 id, const char *names);

/* @orders (element-type BizDueOrder) one by one, or @together as the server groups them; new
 * (element-type BizDueBatch), in the order of their first. */
GPtrArray *biz_due_plan (GPtrArray *orders, gboolean together) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
