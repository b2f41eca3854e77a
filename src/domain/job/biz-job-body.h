/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-activity.h"
#include "biz-credit-plan.h"
#include "biz-decimal.h"
#include "biz-money.h"

G_BEGIN_DECLS

/* What the kinds of journalled writes are told: made here, read by biz-job-*.c, both by these
 * members. Amounts are texts as BIZ_MONEY_MACHINE, days "YYYY-MM-DD"; a member without a value is
 * absent. */

#define BIZ_JOB_PAYMENT "payment"
#define BIZ_JOB_CREDIT_NOTE "credit-note"
#define BIZ_JOB_CREATE_INVOICE "create-invoice"
#define BIZ_JOB_MESSAGE "message"
#define BIZ_JOB_ORDER_INVOICE "order-invoice"
#define BIZ_JOB_DUPLICATE "duplicate"
/* invoice_id, invoice, partner, company_id, subject, text, partners (ids of who gets it),
 * file_name, file (base64), sent (whether the person knows that it was sent before) */
#define BIZ_JOB_SEND "send"
#define BIZ_JOB_ACTIVITY "activity"
#define BIZ_JOB_APPLY "apply"
#define BIZ_JOB_UNAPPLY "unapply"
#define BIZ_JOB_EDIT_INVOICE "edit-invoice"
#define BIZ_JOB_UPLOAD "upload"
#define BIZ_JOB_REMOVE "remove"
#define BIZ_JOB_ACTIVITY_DONE "activity-done"

/* What else is said of a payment. */
typedef struct
{
  gint64 writeoff_account_id; /* 0: the difference is not written off */
  const char *writeoff_label; /* (nullable): the server's choice */
  gboolean is_second;         /* an equal payment on the same day is meant */
  gboolean may_exceed;        /* what is too much stays the customer's credit */
  gboolean takes_discount;    /* the amount is less an early-payment discount that is taken */
  gboolean has_modes;         /* the server's wizard has a field "installments_mode" */
  gint64 currency_id;         /* of the payment; 0: the invoice's */
  BizMoney open;              /* what was open, in the payment's currency, where that is another */
} BizPaymentOptions;

/* Adds to the body of a payment: writeoff_account_id, writeoff_label, accept_equal, may_exceed,
 * takes_discount, has_modes, and of a payment in another currency than the invoice's currency_id
 * and open. */
void biz_job_body_set_payment_options (JsonObject *body, const BizPaymentOptions *options);

/* invoice_id, invoice (its number), partner (name), company_id, amount, currency, digits (of the
 * currency), residual (what the person saw open), residual_digits, date, journal_id, method_id,
 * communication */
JsonObject *biz_job_body_new_payment (BizInvoice *invoice,
                                      const BizMoney *amount,
                                      const GDate *date,
                                      gint64 journal_id,
                                      gint64 method_id,
                                      const char *communication) G_GNUC_WARN_UNUSED_RESULT;
/* invoice_id, invoice, partner, company_id, journal_id (the invoice's), reason, date, total,
 * currency, digits */
JsonObject *biz_job_body_new_credit_note (BizInvoice *invoice,
                                          const char *reason,
                                          const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a plan, with wish (of the plan), whole, and values (for account.move.create). @total
 * is what the plan comes to. @journal_id 0: the invoice's. */
JsonObject *biz_job_body_new_credit_plan (BizInvoice *invoice,
                                          BizCreditPlan *plan,
                                          gint64 journal_id,
                                          const char *reason,
                                          const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
/* company_id, partner_id, partner, values (for account.move.create) */
JsonObject *biz_job_body_new_create_invoice (BizInvoiceDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
/* model, id, name (of the record), company_id, text, is_reply */
JsonObject *biz_job_body_new_message (const char *model,
                                      gint64 id,
                                      const char *name,
                                      gint64 company_id,
                                      const char *text,
                                      gboolean is_reply) G_GNUC_WARN_UNUSED_RESULT;
/* A message may have a subject, too: "subject".
 * Adds to the body of a message: partners, who gets it beside the followers. */
void biz_job_body_set_partners (JsonObject *body, const gint64 *ids, gsize n_ids);
/* Nobody gets it but those partners: followers do not. */
void biz_job_body_set_named_only (JsonObject *body);
/* What the message says for programs in its Message-Id: letters, digits and hyphens. */
void biz_job_body_set_mark (JsonObject *body, const char *mark);
/* Adds to the body of a message: files, each {name, data (base64)}. */
void biz_job_body_add_file (JsonObject *body, const char *name, GBytes *content);
void biz_job_body_set_file_ids (JsonObject *body, const gint64 *ids, gsize n_ids);
/* model, id, name (of the record), company_id, file_name, data (base64) */
JsonObject *biz_job_body_new_upload (const char *model,
                                     gint64 id,
                                     const char *name,
                                     gint64 company_id,
                                     const char *file_name,
                                     GBytes *content) G_GNUC_WARN_UNUSED_RESULT;
/* model and id (of what goes), what (its name), record_model, record_id, name (of the record),
 * company_id */
JsonObject *biz_job_body_new_remove (const char *model,
                                     gint64 id,
                                     const char *what,
                                     const char *record_model,
                                     gint64 record_id,
                                     const char *name,
                                     gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
/* id, what (is to do), type_id, uid (mine), feedback, record_model, record_id, name (of the
 * record), company_id */
JsonObject *biz_job_body_new_activity_done (BizActivity *activity,
                                            gint64 uid,
                                            const char *feedback,
                                            const char *record_model,
                                            gint64 record_id,
                                            const char *name,
                                            gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
/* How orders are invoiced. */
typedef struct
{
  const char *method;           /* "delivered", "percentage" or "fixed" */
  const BizDecimal *percentage; /* (nullable): of the order's total */
  const BizMoney *fixed;        /* (nullable): with taxes */
  gboolean keep_down_payments;  /* what was paid down is not taken off yet */
} BizOrderInvoicing;

/* order_id (the first), order_ids, order (their numbers), company_id, method, percentage, fixed,
 * keep_down_payments, seen (ids of the invoices that the person saw; absent where nobody looked).
 * Percentage and fixed are for one order. */
JsonObject *biz_job_body_new_order_invoice (const gint64 *order_ids,
                                            gsize n_orders,
                                            const char *orders,
                                            gint64 company_id,
                                            const BizOrderInvoicing *how,
                                            GArray *seen) G_GNUC_WARN_UNUSED_RESULT;
/* invoice_id, invoice, partner, company_id, line_id (the open item of the credit), credit (what it
 * is called) */
JsonObject *biz_job_body_new_apply (BizInvoice *invoice,
                                    gint64 line_id,
                                    const char *credit) G_GNUC_WARN_UNUSED_RESULT;
/* the same with partial_id (the match) */
JsonObject *biz_job_body_new_unapply (BizInvoice *invoice,
                                      gint64 partial_id,
                                      const char *credit) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to the body of an activity: type_id; 0 keeps "to do". */
void biz_job_body_set_activity_type (JsonObject *body, gint64 type_id);
/* model, id, company_id, summary, note, user_id, user (name), deadline */
JsonObject *biz_job_body_new_activity (const char *model,
                                       gint64 id,
                                       gint64 company_id,
                                       const char *summary,
                                       const char *note,
                                       BizChoice *user,
                                       const GDate *deadline) G_GNUC_WARN_UNUSED_RESULT;
/* invoice_id, invoice, partner, company_id, write_date and n_items (as the person saw them), values
 * (for account.move.write) */
JsonObject *biz_job_body_new_edit_invoice (BizInvoiceDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
/* invoice_id, invoice, partner, company_id */
JsonObject *biz_job_body_new_duplicate (BizInvoice *invoice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
