/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

G_BEGIN_DECLS

/**
 * BizDispute:
 * @note: (owned): as it was opened
 * @closing: (owned) (nullable): as it was ended; NULL while it is open
 * @moves: (owned) (element-type gint64): invoices that are still disputed; none: the account as a
 *   whole, or an ended dispute
 * @is_replaced: not ended by an outcome: somebody wrote it anew
 *
 * What a customer will not pay, and why. While it is open nobody asks for it.
 */
typedef struct
{
  BizDecisionNote *note;
  BizDecisionNote *closing;
  GArray *moves;
  gint64 customer_id;
  gboolean is_account;
  gboolean is_replaced;
} BizDispute;

void biz_dispute_free (BizDispute *self);
/* Of the notes (element-type BizDecisionNote) about one customer, in any order: all disputes
 * (element-type BizDispute), the oldest first. What one note opens, a later one that names it ends.
 */
GPtrArray *biz_dispute_list (GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type gint64): the invoices that a note is about, by itself or by where
 * it stands; none: the account as a whole */
GArray *biz_dispute_read_moves (BizDecisionNote *note) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_dispute_is_open (const BizDispute *self);
/* Whether it is open and about this invoice, by name or with the whole account. */
gboolean biz_dispute_stops (const BizDispute *self, gint64 move_id);
/* (nullable): code of the reason */
const char *biz_dispute_get_reason (const BizDispute *self);
/* The model and id of the linked case; FALSE for none. */
gboolean biz_dispute_get_case (const BizDispute *self, char **model, gint64 *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDispute, biz_dispute_free)

G_END_DECLS
