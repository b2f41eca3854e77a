/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-book.h"
#include "biz-kpi-promise.h"

G_BEGIN_DECLS

/* What the figures of promises are counted from: (transfer full) (element-type BizKpiPromise), a
 * row a promise that counts. */
GArray *biz_collect_list_kpi_promises (BizCollectBook *book) G_GNUC_WARN_UNUSED_RESULT;
/* A BizKpiIsDisputed; @book: a BizCollectBook. Whether an invoice was in dispute at the end of
 * @day, by its own note or with the account of a customer that it is still open of. */
gboolean biz_collect_was_disputed (gint64 move_id, const GDate *day, gpointer book);
/* The day on which somebody first disputed an invoice by its number; FALSE for never. */
gboolean biz_collect_get_first_dispute (BizCollectBook *book, gint64 move_id, GDate *day);

G_END_DECLS
