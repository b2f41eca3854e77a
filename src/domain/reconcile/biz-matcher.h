/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-data.h"
#include "biz-match-memory.h"
#include "biz-match-proposal.h"
#include "biz-match-rule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BizMatchOptions:
 * @fee_units: largest difference that may be a fee or a rate, in whole units of the currency
 * @fee_per_mille: the same as a share of what is open; both must hold
 * @discount_grace: days an early payment discount may be late and still be proposed, never booked
 *   without a look
 *
 * What is tolerated.
 */
typedef struct
{
  guint fee_units;
  guint fee_per_mille;
  guint discount_grace;
} BizMatchOptions;

extern const BizMatchOptions biz_match_default_options;

/* The matching engine: customers and open items in, then bank lines; proposals out. Pure: no I/O,
 * no clock; the order of what goes in makes no difference. Not for two threads at once. */
BizMatcher *biz_matcher_new (const BizMatchOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void biz_matcher_free (BizMatcher *self);
void biz_matcher_add_partner (BizMatcher *self, const BizMatchPartner *partner);
void biz_matcher_add_item (BizMatcher *self, const BizMatchItem *item);
/* Asked before anything else. FALSE with ERP_ERROR_VALIDATION where its pattern cannot be read. */
gboolean biz_matcher_add_rule (BizMatcher *self, const BizMatchRule *rule, GError **error);
/* Asked last, and for who pays; never above an open item. */
void biz_matcher_learn (BizMatcher *self,
                        const BizMatchLine *line,
                        gint64 partner_id,
                        gint64 account_id);
/* One BizMatchProposal for each line, in the order of the lines. */
GPtrArray *biz_matcher_run (BizMatcher *self,
                            const BizMatchLine *lines,
                            guint n_lines,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatcher, biz_matcher_free)

G_END_DECLS
