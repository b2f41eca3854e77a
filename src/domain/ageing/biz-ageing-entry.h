/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-book.h"

G_BEGIN_DECLS

/* An open item behind a row, for lists. */
#define BIZ_TYPE_AGEING_ENTRY (biz_ageing_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizAgeingEntry, biz_ageing_entry, BIZ, AGEING_ENTRY, GObject)

/* @item is one of @book, which is kept. */
BizAgeingEntry *biz_ageing_entry_new (BizAgeingBook *book,
                                      const BizAgeingItem *item,
                                      const BizAgeingPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
const BizAgeingItem *biz_ageing_entry_get_item (BizAgeingEntry *self);
/* Days; below 1 is not late. */
int biz_ageing_entry_get_age (BizAgeingEntry *self);
guint biz_ageing_entry_get_bucket (BizAgeingEntry *self);

G_END_DECLS
