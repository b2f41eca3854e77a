/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item-totals.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* The account of a customer or vendor: items with the latest first, each with the balance after it.
 * What is not read stands in the opening balance, which the server sums. Immutable. */
#define BIZ_TYPE_ITEM_LEDGER (biz_item_ledger_get_type ())
G_DECLARE_FINAL_TYPE (BizItemLedger, biz_item_ledger, BIZ, ITEM_LEDGER, GObject)

typedef struct
{
  BizItem *item;    /* (owned) */
  BizMoney change;  /* what it adds: its debit less its credit, or what is open of it */
  BizMoney balance; /* after it, of everything in books of that currency */
} BizItemStep;

/* @items: (element-type BizItem): the latest first. @opening: of what comes before them. @open: of
 * everything that is open. NULL with an error where a sum is beyond all bounds. */
BizItemLedger *biz_item_ledger_new (GPtrArray *items,
                                    BizItemTotals *opening,
                                    BizItemTotals *open,
                                    gboolean open_only,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint biz_item_ledger_get_n_steps (BizItemLedger *self);
const BizItemStep *biz_item_ledger_get_step (BizItemLedger *self, guint i);
/* Whether there are items before those that were read. */
gboolean biz_item_ledger_has_older (BizItemLedger *self);
/* (element-type BizMoney): one for each currency of the books; none where there is nothing. */
GArray *biz_item_ledger_dup_opening (BizItemLedger *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *biz_item_ledger_dup_closing (BizItemLedger *self) G_GNUC_WARN_UNUSED_RESULT;
/* What all open items come to, as the server sums them. */
BizItemTotals *biz_item_ledger_get_open (BizItemLedger *self);
/* Whether the balance is what the open items come to. */
gboolean biz_item_ledger_is_footed (BizItemLedger *self);

/* At most @limit items of @partner_id (0: those of nobody), in three round trips at most. */
void biz_item_ledger_load_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 gint64 partner_id,
                                 gboolean open_only,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
BizItemLedger *biz_item_ledger_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
