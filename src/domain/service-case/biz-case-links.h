/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-case-ties.h"

G_BEGIN_DECLS

/* The documents that the server itself knows a case to be about: whatever field of its model points
 * to orders, deliveries, invoices, returns or their lines. One request where this user may read all
 * of them, else one a field, side by side: what may not be read is left out. The answer is
 * (element-type BizTie) of kind BIZ_TIE_LINK, each document once. Nothing is asked where the model
 * has no such field.
 * @company_id: of the case; 0: any */
void biz_case_links_load_async (ErpSession *session,
                                const char *model,
                                gint64 id,
                                gint64 company_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) (element-type BizTie) */
GPtrArray *biz_case_links_load_finish (GAsyncResult *result, GError **error);

/* (nullable) (transfer full): what web_read is to be asked; NULL: there is no such field */
char *biz_case_links_make_specification (GPtrArray *relations) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizTie): of the answer of web_read. What makes no sense is none. */
GPtrArray *biz_case_links_new_from_answer (JsonNode *answer,
                                           GPtrArray *relations) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type ErpRelation, none of them owned): those that point to documents */
GPtrArray *biz_case_links_list_relations (ErpCapabilities *capabilities,
                                          const char *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
