/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-batch.h"
#include "biz-payment-document.h"
#include "erp-client.h"

G_BEGIN_DECLS

/* What is known before one or many documents are paid: what is open on each by the ledger, the
 * rates of their currencies, until when the books are closed, what the server's wizard knows.
 * Immutable. */
#define BIZ_TYPE_PAYMENT_PLAN (biz_payment_plan_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentPlan, biz_payment_plan, BIZ, PAYMENT_PLAN, GObject)

/* @names: (nullable): what the person saw, for documents that are gone; as many as @ids. A few
 * short reads one after another. */
void biz_payment_plan_load_async (ErpClient *client,
                                  const gint64 *ids,
                                  const char *const *names,
                                  gsize n_ids,
                                  gint64 paid_in,
                                  BizCurrencyTable *currencies,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) */
BizPaymentPlan *biz_payment_plan_load_finish (GAsyncResult *result, GError **error);

/* The answers to the reads; each but @lines may be NULL. */
typedef struct
{
  JsonNode *lines;    /* account.move.line */
  JsonNode *modes;    /* fields of the wizard */
  JsonNode *company;  /* with its locks */
  JsonNode *rates;    /* res.currency.rate, the newest first */
  JsonNode *journals; /* account.journal */
} BizPaymentAnswers;

BizPaymentPlan *biz_payment_plan_new_from_json (const gint64 *ids,
                                                const char *const *names,
                                                gsize n_ids,
                                                const BizPaymentAnswers *answers,
                                                BizCurrencyTable *currencies,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (element-type BizPaymentDocument): as asked for */
GListModel *biz_payment_plan_get_documents (BizPaymentPlan *self);
/* (transfer none) (element-type BizChoice): the bank and cash journals of the company that take
 * money in, and the ways they do; an unknown journal has none. */
GListModel *biz_payment_plan_get_journals (BizPaymentPlan *self);
GListModel *biz_payment_plan_get_methods (BizPaymentPlan *self, gint64 journal_id);
/* The wizard has a field "installments_mode". */
gboolean biz_payment_plan_has_modes (BizPaymentPlan *self);
/* The company that most of the documents that can be paid belong to; 0: none can. */
gint64 biz_payment_plan_get_company_id (BizPaymentPlan *self);
/* (nullable): the last day of the closed books. @is_adviser: of those who may go on where they are
 * closed for the others. */
const GDate *biz_payment_plan_get_lock_date (BizPaymentPlan *self, gboolean is_adviser);
/* An amount of the document's currency in the company's at @day; FALSE where the rate is not
 * known. @rate_day: (out): since when that rate holds. */
gboolean biz_payment_plan_convert (BizPaymentPlan *self,
                                   BizPaymentDocument *document,
                                   const BizMoney *amount,
                                   const GDate *day,
                                   BizMoney *company_amount,
                                   GDate *rate_day);

/* The same between any two currencies that the plan has rates of; @to is nothing in the currency
 * that is asked for. */
gboolean biz_payment_plan_exchange (BizPaymentPlan *self,
                                    gint64 from_id,
                                    const BizMoney *amount,
                                    gint64 to_id,
                                    const BizMoney *to,
                                    const GDate *day,
                                    BizMoney *result,
                                    GDate *rate_day);

/* A day until the end of @lock_date: the sentence for it, translated. */
char *biz_payment_plan_explain_lock (const GDate *lock_date) G_GNUC_WARN_UNUSED_RESULT;

/* How several documents are paid. */
typedef struct
{
  gboolean grouped; /* one payment a customer, currency and account; else one a document */
  gboolean takes_discount;
  GDate date;
} BizPaymentChoice;

/* (transfer full): the payments, of BizPaymentBatch, and, in @left_out, the documents that nothing
 * is paid on, of BizPaymentOmission. */
GListModel *biz_payment_plan_make_batches (BizPaymentPlan *self,
                                           const BizPaymentChoice *choice,
                                           GListModel **left_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
