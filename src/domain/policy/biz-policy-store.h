/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"

G_BEGIN_DECLS

/* Reads and writes the policy of one company, with its older versions. */
#define BIZ_TYPE_POLICY_STORE (biz_policy_store_get_type ())
G_DECLARE_FINAL_TYPE (BizPolicyStore, biz_policy_store, BIZ, POLICY_STORE, GObject)

BizPolicyStore *biz_policy_store_new (ErpSession *session,
                                      gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
ErpSession *biz_policy_store_get_session (BizPolicyStore *self);
ErpCompany *biz_policy_store_get_company (BizPolicyStore *self);
/* Versions, colleagues, currencies, languages and whether the signed-in user may write: one round
 * trip. */
void biz_policy_store_load_async (BizPolicyStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_policy_store_load_finish (BizPolicyStore *self, GAsyncResult *result, GError **error);
/* (transfer none) (element-type BizPolicyVersion): newest first */
GListModel *biz_policy_store_get_versions (BizPolicyStore *self);
/* (transfer none) (element-type BizChoice): colleagues, their logins as code */
GListModel *biz_policy_store_get_people (BizPolicyStore *self);
/* (transfer none) (element-type BizChoice): those in use, "de_DE" as code */
GListModel *biz_policy_store_get_languages (BizPolicyStore *self);
/* (nullable): codes, once read */
const char *const *biz_policy_store_get_currencies (BizPolicyStore *self);
gboolean biz_policy_store_get_may_write (BizPolicyStore *self);
/* Once, through the journal. ERP_ERROR_CONFLICT: somebody was faster. */
void biz_policy_store_save_async (BizPolicyStore *self,
                                  BizPolicyEdit *edit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_policy_store_save_finish (BizPolicyStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
