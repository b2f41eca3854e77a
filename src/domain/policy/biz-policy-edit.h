/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-version.h"

G_BEGIN_DECLS

/* A policy that is being changed: what the program knows of it is replaced, what else the file
 * says stays as it is. No I/O. */
#define BIZ_TYPE_POLICY_EDIT (biz_policy_edit_get_type ())
G_DECLARE_FINAL_TYPE (BizPolicyEdit, biz_policy_edit, BIZ, POLICY_EDIT, GObject)

/* @version: (nullable): the newest; NULL where the company has none */
BizPolicyEdit *biz_policy_edit_new (BizPolicyVersion *version) G_GNUC_WARN_UNUSED_RESULT;
/* The version it began with; 0: none. */
gint64 biz_policy_edit_get_seen (BizPolicyEdit *self);
BizPolicy *biz_policy_edit_get_before (BizPolicyEdit *self);
/* No amount at all: one person is enough for every one. */
void biz_policy_edit_clear_limits (BizPolicyEdit *self);
/* Amounts of each currency up to which one person is enough; none of them: a second person posts
 * every credit note. ERP_ERROR_VALIDATION where a currency is named twice or an amount is below
 * nothing. */
gboolean biz_policy_edit_set_limits (BizPolicyEdit *self,
                                     const BizMoney *limits,
                                     gsize n_limits,
                                     GError **error);
/* None of them: any colleague. */
void biz_policy_edit_set_approvers (BizPolicyEdit *self, const char *const *logins);
/* (element-type BizChoice): code and label. None of them: the program's own. */
gboolean biz_policy_edit_set_reasons (BizPolicyEdit *self, GListModel *reasons, GError **error);
/* The same for a BIZ_POLICY_CODES of a part. */
gboolean biz_policy_edit_set_codes (
    BizPolicyEdit *self, const char *part, const char *key, GListModel *reasons, GError **error);
/* A setting of a part; NULL takes it out of the file, so that the table's own counts. Takes
 * @value. */
void biz_policy_edit_take_value (BizPolicyEdit *self,
                                 const char *part,
                                 const char *key,
                                 JsonNode *value);
/* The file to be written; NULL where the program could not read it again. @policy: (out) (transfer
 * full) (optional): what it says */
char *biz_policy_edit_to_text (BizPolicyEdit *self,
                               BizPolicy **policy,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
