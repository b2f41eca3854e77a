/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "biz-policy.h"

G_BEGIN_DECLS

/* The policies of the companies that are seen, for what lists and records show. What is written is
 * decided by a policy read at that moment. Signal "changed". */
#define BIZ_TYPE_POLICY_BOOK (biz_policy_book_get_type ())
G_DECLARE_FINAL_TYPE (BizPolicyBook, biz_policy_book, BIZ, POLICY_BOOK, GObject)

BizPolicyBook *biz_policy_book_new (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Reads those of these companies, in one round trip. A failure leaves what is known. */
void biz_policy_book_load (BizPolicyBook *self, const gint64 *companies, gsize n);
/* (nullable): NULL while it is not known */
BizPolicy *biz_policy_book_get (BizPolicyBook *self, gint64 company);
/* A draft credit note above the limit: a second person posts it. */
gboolean biz_policy_book_is_waiting (BizPolicyBook *self, BizInvoice *invoice);

G_END_DECLS
