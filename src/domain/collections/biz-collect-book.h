/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"

G_BEGIN_DECLS

/**
 * BizCollectInput:
 * @today: days count to it
 * @zone: whose days notes are on
 * @tolerance: days granted after a promised one
 * @items: (owned) (element-type BizAgeingItem): open now
 * @payments: (owned) (element-type BizCollectPayment)
 * @notes: (owned) (element-type BizDecisionNote): on customers and invoices
 * @actions: (owned) (element-type BizCollectAction): the same
 * @rates: (owned) (nullable): by currency code, units of it for a million of the reference one
 *   (gint64)
 * @is_cut: there is more than was read
 *
 * What a worklist is made of.
 */
typedef struct
{
  GDate today;
  GTimeZone *zone;
  guint tolerance;
  GArray *items;
  GArray *payments;
  GPtrArray *notes;
  GPtrArray *actions;
  GHashTable *rates;
  gboolean is_cut;
} BizCollectInput;

BizCollectInput *biz_collect_input_new (const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
void biz_collect_input_free (BizCollectInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCollectInput, biz_collect_input_free)

/* All customers who owe something, or with whom something is planned, promised or disputed. */
#define BIZ_TYPE_COLLECT_BOOK (biz_collect_book_get_type ())
G_DECLARE_FINAL_TYPE (BizCollectBook, biz_collect_book, BIZ, COLLECT_BOOK, GObject)

/* Takes @input; in any thread. */
BizCollectBook *biz_collect_book_new (BizCollectInput *input) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type BizCollectCustomer): in no order */
GPtrArray *biz_collect_book_get_customers (BizCollectBook *self);
/* (transfer none) (element-type BizCollectCustomer): who has open items and is not asked: those in
 * credit, and (with the id 0) the items of nobody. Together with the customers they are what the
 * ageing of the day has. */
GPtrArray *biz_collect_book_get_others (BizCollectBook *self);
/* (nullable) (transfer none): the first of this partner */
BizCollectCustomer *biz_collect_book_find (BizCollectBook *self, gint64 id);
/* (transfer none) (element-type BizPromise): all that were made to us, of customers who owe nothing
 * any more too, judged; newest first */
GPtrArray *biz_collect_book_get_promises (BizCollectBook *self);
/* (transfer none) (element-type BizDispute): the same of disputes */
GPtrArray *biz_collect_book_get_disputes (BizCollectBook *self);
/* (transfer none): whose days notes are on */
GTimeZone *biz_collect_book_get_zone (BizCollectBook *self);
const GDate *biz_collect_book_get_today (BizCollectBook *self);
guint biz_collect_book_get_n_items (BizCollectBook *self);
/* There is more than was read. */
gboolean biz_collect_book_is_cut (BizCollectBook *self);

G_END_DECLS
