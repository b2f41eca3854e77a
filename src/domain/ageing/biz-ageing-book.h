/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"

G_BEGIN_DECLS

/* What was open on a day, and what the accounts say: as read from the server. */
#define BIZ_TYPE_AGEING_BOOK (biz_ageing_book_get_type ())
G_DECLARE_FINAL_TYPE (BizAgeingBook, biz_ageing_book, BIZ, AGEING_BOOK, GObject)

/* Takes the arrays: of BizAgeingItem as they are open now, of BizAgeingMatch, of BizAgeingLedger.
 */
BizAgeingBook *biz_ageing_book_new (const GDate *as_of,
                                    GArray *items,
                                    GArray *matches,
                                    GArray *ledger,
                                    gboolean cut,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
const GDate *biz_ageing_book_get_as_of (BizAgeingBook *self);
/* (element-type BizAgeingItem): open at the end of the day */
const BizAgeingItem *biz_ageing_book_get_items (BizAgeingBook *self, gsize *n_items);
/* Not all could be read: too many. */
gboolean biz_ageing_book_is_cut (BizAgeingBook *self);
/* As the functions of biz-ageing.h, over what is in the book; the day of @plan is the book's. */
GArray *biz_ageing_book_compute (BizAgeingBook *self,
                                 const BizAgeingPlan *plan,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *biz_ageing_book_foot (BizAgeingBook *self,
                              const BizAgeingPlan *plan,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
