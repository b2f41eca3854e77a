/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-line.h"

G_BEGIN_DECLS

/* An invoice and every credit note over it, in one read: what may still be credited, by line and in
 * all. Cancelled credit notes do not count; drafts do, they may be posted any moment. */
#define BIZ_TYPE_CREDIT_SOURCE (biz_credit_source_get_type ())
G_DECLARE_FINAL_TYPE (BizCreditSource, biz_credit_source, BIZ, CREDIT_SOURCE, GObject)

#define BIZ_CREDIT_SOURCE_FIELDS                                                                   \
  "\"name\":{},\"state\":{},\"move_type\":{},\"reversed_entry_id\":{},\"access_token\":{},"        \
  "\"amount_total\":{},\"amount_residual\":{},\"display_name\":{},\"partner_id\":{},"              \
  "\"journal_id\":{},\"currency_id\":{},\"partner_shipping_id\":{},\"invoice_user_id\":{},"        \
  "\"invoice_origin\":{},"                                                                         \
  "\"invoice_line_ids\":{\"fields\":" BIZ_CREDIT_LINE_SPECIFICATION "}"

/* What web_search_read is asked for: @id and what points back to it. */
ErpDomain *biz_credit_source_make_domain (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* @without: a credit note that is passed over, 0: none */
BizCreditSource *biz_credit_source_new_from_json (gint64 id,
                                                  gint64 without,
                                                  JsonNode *answer,
                                                  const BizMoney *zero,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_credit_source_get_id (BizCreditSource *self);
gboolean biz_credit_source_is_posted (BizCreditSource *self);
BizMoney biz_credit_source_get_total (BizCreditSource *self);
BizMoney biz_credit_source_get_residual (BizCreditSource *self);
/* Total minus the totals of the credit notes; less than nothing where too much was credited. */
BizMoney biz_credit_source_get_left (BizCreditSource *self);
/* What the sum of the lines and the total differ by: cash rounding. Never negative. */
BizMoney biz_credit_source_get_slack (BizCreditSource *self);
guint biz_credit_source_get_n_notes (BizCreditSource *self);
/* (transfer none) (element-type BizCreditLine) */
GListModel *biz_credit_source_get_lines (BizCreditSource *self);
BizCreditLine *biz_credit_source_find_line (BizCreditSource *self, gint64 id);
/* What a credit note takes over from the head of its invoice. */
JsonObject *biz_credit_source_to_values (BizCreditSource *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
