/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-book.h"
#include "biz-ageing-line.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What an ageing says: the rows of a plan, their sums, the accounts they tie to. Does not change
 * once it is made. */
#define BIZ_TYPE_AGEING_SHEET (biz_ageing_sheet_get_type ())
G_DECLARE_FINAL_TYPE (BizAgeingSheet, biz_ageing_sheet, BIZ, AGEING_SHEET, GObject)

/* Any bucket. */
#define BIZ_AGEING_ANY_BUCKET G_MAXUINT

BizAgeingSheet *biz_ageing_sheet_new (BizAgeingBook *book,
                                      const BizAgeingPlan *plan,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in a worker thread. */
void biz_ageing_sheet_make_async (BizAgeingBook *book,
                                  const BizAgeingPlan *plan,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BizAgeingSheet *biz_ageing_sheet_make_finish (GAsyncResult *result, GError **error);

BizAgeingBook *biz_ageing_sheet_get_book (BizAgeingSheet *self);
/* With the day of the book. */
const BizAgeingPlan *biz_ageing_sheet_get_plan (BizAgeingSheet *self);
/* (element-type BizAgeingRow): one a currency; (element-type BizAgeingFoot) */
GArray *biz_ageing_sheet_get_rows (BizAgeingSheet *self);
GArray *biz_ageing_sheet_get_sums (BizAgeingSheet *self);
GArray *biz_ageing_sheet_get_feet (BizAgeingSheet *self);
/* (element-type BizAgeingLine): the rows, for lists */
GPtrArray *biz_ageing_sheet_get_lines (BizAgeingSheet *self);
/* (transfer full) (element-type BizAgeingEntry): the items that @row adds up, the oldest first */
GPtrArray *biz_ageing_sheet_list_entries (BizAgeingSheet *self,
                                          const BizAgeingRow *row,
                                          guint bucket) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizAgeingEntry): of all rows of @currency */
GPtrArray *biz_ageing_sheet_list_bucket (BizAgeingSheet *self,
                                         const char *currency,
                                         guint bucket) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the customers that @row adds up to @partners (element-type gint64), each once. */
void
biz_ageing_sheet_collect_partners (BizAgeingSheet *self, const BizAgeingRow *row, GArray *partners);
/* What is owed to us and what we owe, of a bucket, in minor units of the currency of @sum. */
void biz_ageing_sheet_split (BizAgeingSheet *self,
                             const BizAgeingRow *sum,
                             gint64 owed[BIZ_AGEING_MAX_BUCKETS],
                             gint64 credit[BIZ_AGEING_MAX_BUCKETS]);

G_END_DECLS
