/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

#define BIZ_POLICY_FILE "quittance-policy.json"
/* bytes of a reason's label */
#define BIZ_POLICY_MAX_LABEL 200

/* What a company has decided: who approves what, and the codes for reasons. It is one JSON file,
 * attached to the company on the server, written by settings managers and read by everybody:
 *
 * {"version": 1,
 *  "credit_note": {"approval_above": {"EUR": 1000, "USD": 1200},
 *                  "approvers": ["anna@example.com"],
 *                  "reasons": [{"code": "damaged", "label": "Goods damaged"}]},
 *  "credit": {...}}
 *
 * What is beside the credit notes are parts with a table of their settings (biz-policy-part.h).
 *
 * Each writing is a file of its own and the newest counts, so that older versions stay. Without a
 * file nothing needs an approval, and the reasons are the program's own. A file that cannot be
 * read counts as the strictest: everything needs one. */
#define BIZ_TYPE_POLICY (biz_policy_get_type ())
G_DECLARE_FINAL_TYPE (BizPolicy, biz_policy, BIZ, POLICY, GObject)

BizPolicy *biz_policy_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizPolicy *biz_policy_new_strict (const char *problem) G_GNUC_WARN_UNUSED_RESULT;
BizPolicy *biz_policy_new_from_file (const char *data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizPolicy *biz_policy_new_from_json (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What search_read found of the attachment; an empty list gives the policy without a file. */
BizPolicy *biz_policy_new_from_attachments (JsonNode *rows,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *biz_policy_make_read (gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a credit note of this amount is posted by a second person. */
gboolean biz_policy_needs_approval (BizPolicy *self, const BizMoney *amount);
/* FALSE: any amount of this currency needs one */
gboolean biz_policy_get_approval_limit (BizPolicy *self, const BizMoney *zero, BizMoney *limit);
gboolean biz_policy_has_limits (BizPolicy *self);
GStrv biz_policy_get_limit_currencies (BizPolicy *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_policy_may_approve (BizPolicy *self, const char *login);
/* (nullable): NULL: any colleague */
const char *const *biz_policy_get_approvers (BizPolicy *self);
/* The company's own is not known: nobody is known to have authority. */
gboolean biz_policy_is_strict (BizPolicy *self);
/* (nullable): why the company's file does not count; translated */
const char *biz_policy_get_problem (BizPolicy *self);
/* (transfer none) (element-type BizChoice): code and label */
GListModel *biz_policy_get_reasons (BizPolicy *self);
/* Small letters, digits, "-" and "_", at most 40 of them. */
gboolean biz_policy_is_code (const char *text);

G_END_DECLS
