/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-plan.h"
#include "biz-invoice-store.h"
#include "biz-policy.h"
#include "biz-return-plan.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_CREDIT_THEN_DRAFT,
  BIZ_CREDIT_THEN_POST, /* refused above the company's limit */
  BIZ_CREDIT_THEN_ASK,  /* a colleague is asked to post it */
} BizCreditThen;

/* What a person said about a credit note besides the plan. */
typedef struct
{
  gint64 journal_id; /* 0: the invoice's */
  GDate date;
  const char *code; /* (nullable): of the reason */
  const char *reason;
  BizCreditThen then;
  BizChoice *approver;  /* (nullable) */
  GPtrArray *apply_to;  /* (nullable): BizInvoice that get what is left over, once it is posted */
  BizReturnPlan *goods; /* (nullable): what came back. Then a credit note that somebody has made
                           over the invoice meanwhile is a conflict, whatever is left of the
                           invoice, and so is whatever else moves or bills the same goods since
                           the plan's book was read. */
} BizCreditTerms;

/* Makes credit notes, and asks for and checks their approval. */
#define BIZ_TYPE_CREDIT_STORE (biz_credit_store_get_type ())
G_DECLARE_FINAL_TYPE (BizCreditStore, biz_credit_store, BIZ, CREDIT_STORE, GObject)

BizCreditStore *biz_credit_store_new (ErpSession *session,
                                      BizInvoiceStore *invoices) G_GNUC_WARN_UNUSED_RESULT;
BizPolicy *biz_credit_store_get_policy (BizCreditStore *self);
/* (transfer none) (element-type BizChoice): colleagues who may be asked */
GListModel *biz_credit_store_get_approvers (BizCreditStore *self);
/* (transfer none) (element-type BizChoice): sales journals of the invoice's company */
GListModel *biz_credit_store_get_journals (BizCreditStore *self);

/* What may be credited of @invoice, the company's policy, journals and colleagues. */
void biz_credit_store_load_async (BizCreditStore *self,
                                  BizInvoice *invoice,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) */
BizCreditSource *
biz_credit_store_load_finish (BizCreditStore *self, GAsyncResult *result, GError **error);

/* Once, through the journal; then what @terms say. */
void biz_credit_store_credit_async (BizCreditStore *self,
                                    BizInvoice *invoice,
                                    BizCreditPlan *plan,
                                    const BizCreditTerms *terms,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full): the credit note. @warning: (out) (transfer full) (nullable): it was made, but
 * something that was to follow failed. */
BizInvoice *biz_credit_store_credit_finish (BizCreditStore *self,
                                            GAsyncResult *result,
                                            char **warning,
                                            GError **error);

/* Posts a credit note, unless it is above the limit and the signed-in user made it or may not
 * approve. What colleagues asked the user to do about it is done then. */
void biz_credit_store_post_async (BizCreditStore *self,
                                  BizInvoice *note,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BizInvoice *
biz_credit_store_post_finish (BizCreditStore *self, GAsyncResult *result, GError **error);

/* The second person says no: the reason goes into the log, once, and the draft is cancelled. */
void biz_credit_store_decline_async (BizCreditStore *self,
                                     BizInvoice *note,
                                     const char *reason,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BizInvoice *
biz_credit_store_decline_finish (BizCreditStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
