/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"

G_BEGIN_DECLS

/* The whole documents that were looked at last and those that are looked at next, a few of them, so
 * that stepping through a list costs a frame and not a round trip. Nothing in it is older than the
 * last write of the store; whoever knows of another reason drops all. */
#define BIZ_TYPE_INVOICE_AHEAD (biz_invoice_ahead_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceAhead, biz_invoice_ahead, BIZ, INVOICE_AHEAD, GObject)

/* How many documents are kept: the open one, its neighbours, and two left behind. */
#define BIZ_INVOICE_AHEAD_KEPT 5
/* Seconds after which a document is shown and asked for again all the same. */
#define BIZ_INVOICE_AHEAD_FRESH 20

/* µs that only grow. */
typedef gint64 (*BizInvoiceAheadClock) (gpointer user_data);

BizInvoiceAhead *biz_invoice_ahead_new (BizInvoiceStore *store) G_GNUC_WARN_UNUSED_RESULT;
void
biz_invoice_ahead_set_clock (BizInvoiceAhead *self, BizInvoiceAheadClock clock, gpointer user_data);

/* What is wanted soon, and nothing else; one request behind all others, at most one at a time. */
void biz_invoice_ahead_want (BizInvoiceAhead *self, const gint64 *ids, guint n_ids);
/* (nullable) (transfer none): the document of a list's row, where one is kept that says what the
 * row says. @fresh: (out): whether it may be shown without being asked for again */
BizInvoice *biz_invoice_ahead_look (BizInvoiceAhead *self, BizInvoice *row, gboolean *fresh);
/* Keeps the answer, and waits for one that is on its way instead of asking twice. */
void biz_invoice_ahead_load_async (BizInvoiceAhead *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
BizInvoice *
biz_invoice_ahead_load_finish (BizInvoiceAhead *self, GAsyncResult *result, GError **error);
/* Forgets everything, what is on its way too. */
void biz_invoice_ahead_drop (BizInvoiceAhead *self);

guint biz_invoice_ahead_get_n_kept (BizInvoiceAhead *self);
/* Whether something that was wanted is on its way. */
gboolean biz_invoice_ahead_is_asking (BizInvoiceAhead *self);

G_END_DECLS
