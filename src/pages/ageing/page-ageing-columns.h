/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-sheet.h"
#include "kit-ledger-column.h"

G_BEGIN_DECLS

/* Columns of lines (BizAgeingLine), one a bucket: as many, and so called, as a plan says. */
typedef struct _PageAgeingColumns PageAgeingColumns;

PageAgeingColumns *page_ageing_columns_new (const BizAgeingPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void page_ageing_columns_free (PageAgeingColumns *self);
/* Live as long as @self, which is the data of their functions. */
const KitLedgerColumn *page_ageing_columns_get (PageAgeingColumns *self, guint *n_columns);
/* (transfer container) (element-type BizAgeingLine): those whose name has @words, in the order of
 * a column. */
GPtrArray *page_ageing_columns_sort (PageAgeingColumns *self,
                                     BizAgeingSheet *sheet,
                                     const char *words,
                                     const char *id,
                                     gboolean descending) G_GNUC_WARN_UNUSED_RESULT;
/* "12.3 %"; NULL where there is none */
char *page_ageing_columns_format_share (gboolean has_share, gint64 share) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageAgeingColumns, page_ageing_columns_free)

G_END_DECLS
