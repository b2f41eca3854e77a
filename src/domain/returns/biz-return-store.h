/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-jobs.h"

G_BEGIN_DECLS

/* What a person said about a return. */
typedef struct
{
  const char *reason;     /* (nullable): a code */
  const char *condition;  /* (nullable): a code of biz_return_store_list_conditions () */
  const char *text;       /* (nullable): in words */
  const char *case_model; /* (nullable): "helpdesk.ticket" or "project.task" */
  gint64 case_id;
} BizReturnTerms;

/* Reads what there is about returns and makes them, through the journal. */
#define BIZ_TYPE_RETURN_STORE (biz_return_store_get_type ())
G_DECLARE_FINAL_TYPE (BizReturnStore, biz_return_store, BIZ, RETURN_STORE, GObject)

BizReturnStore *biz_return_store_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Whether this user may see transfers, and make them. */
gboolean biz_return_store_may_look (BizReturnStore *self);
gboolean biz_return_store_may_return (BizReturnStore *self);
gboolean biz_return_store_may_credit (BizReturnStore *self);
/* The server's returns module keeps a record of each line. */
gboolean biz_return_store_has_rma (BizReturnStore *self);
/* Codes of what came back: "sealed", "opened", "damaged", "unusable"; NULL of another one. */
const char *const *biz_return_store_list_conditions (void);
const char *biz_return_condition_to_label (const char *code);
/* (transfer full) (element-type BizChoice): why goods come back, as the company's policy has it
 * once transfers of it were loaded; else the program's own. */
GListModel *biz_return_store_list_reasons (BizReturnStore *self,
                                           gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;

/* @model: "stock.picking", "sale.order", "account.move", "helpdesk.ticket", "project.task" or
 * "res.partner" (a customer with his addresses: the newest). The transfers in one request, then
 * papers and notes side by side; of a case the notes that name it come first. */
void biz_return_store_load_async (BizReturnStore *self,
                                  const char *model,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) */
BizReturnBook *
biz_return_store_load_finish (BizReturnStore *self, GAsyncResult *result, GError **error);

/* A return, or what is sent again; once. The plan's book is what the person saw: what came since is
 * a conflict. Then what was said is noted on it: where that fails the return stands all the same.
 */
void biz_return_store_make_async (BizReturnStore *self,
                                  BizReturnPlan *plan,
                                  const BizReturnTerms *terms,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* The new transfer, 0 on failure. @warning: (out) (transfer full) (nullable) */
gint64 biz_return_store_make_finish (BizReturnStore *self,
                                     GAsyncResult *result,
                                     char **warning,
                                     GError **error);
void biz_return_store_receive_async (BizReturnStore *self,
                                     BizReturnPlan *plan,
                                     BizReturnRest rest,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
biz_return_store_receive_finish (BizReturnStore *self, GAsyncResult *result, GError **error);
/* Notes in what condition the goods are. */
void biz_return_store_inspect_async (BizReturnStore *self,
                                     BizTransfer *transfer,
                                     const BizReturnTerms *terms,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
biz_return_store_inspect_finish (BizReturnStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
