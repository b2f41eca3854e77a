/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* One item of the ledger by which a document is owed: an instalment, or all of it. Amounts are as
 * the ledger has them: negative for what we owe. */
typedef struct
{
  gint64 id;
  GDate due;             /* not valid where the server has none */
  BizMoney amount;       /* in the document's currency */
  BizMoney open;         /* of that */
  BizMoney company_open; /* in the company's currency */
  GDate discount_date;   /* the last day of an early-payment discount; not valid: none */
  BizMoney discounted;   /* what is paid of @amount until then */
  gboolean is_matched;   /* something was applied: no discount any more */
} BizPaymentItem;

/* How the taxes go with an early-payment discount. */
typedef enum
{
  BIZ_DISCOUNT_INCLUDED, /* the taxes shrink when it is taken */
  BIZ_DISCOUNT_EXCLUDED, /* on the net amount; the taxes stay */
  BIZ_DISCOUNT_MIXED,    /* the taxes were made smaller on the invoice already */
} BizDiscountComputation;

/* What of the open items is meant. */
typedef enum
{
  BIZ_DUE_NEXT,    /* the earliest that is open */
  BIZ_DUE_OVERDUE, /* all before the day of payment */
  BIZ_DUE_ALL,
} BizDue;

/* A document as payments see it: what is open on it by the ledger, in parts that are due one after
 * another, and whether it can be paid at all. Immutable once filled. */
#define BIZ_TYPE_PAYMENT_DOCUMENT (biz_payment_document_get_type ())
G_DECLARE_FINAL_TYPE (BizPaymentDocument, biz_payment_document, BIZ, PAYMENT_DOCUMENT, GObject)

/* Members of web_search_read on account.move.line; the document is in "move_id". */
const char *biz_payment_document_get_specification (void);

/* Gone, or not to be seen by this user; @name is what the person saw (nullable). */
BizPaymentDocument *biz_payment_document_new_missing (gint64 id,
                                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;
BizPaymentDocument *biz_payment_document_new_from_json (JsonObject *line,
                                                        BizCurrencyTable *currencies,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Another line of the same document. */
gboolean biz_payment_document_add_json (BizPaymentDocument *self,
                                        JsonObject *line,
                                        BizCurrencyTable *currencies,
                                        GError **error);

gint64 biz_payment_document_get_id (BizPaymentDocument *self);
const char *biz_payment_document_get_name (BizPaymentDocument *self);
/* Of the open items: the customer's main record. */
gint64 biz_payment_document_get_partner_id (BizPaymentDocument *self);
/* (nullable) */
const char *biz_payment_document_get_partner_name (BizPaymentDocument *self);
gint64 biz_payment_document_get_company_id (BizPaymentDocument *self);
const char *biz_payment_document_get_company_name (BizPaymentDocument *self);
gint64 biz_payment_document_get_currency_id (BizPaymentDocument *self);
gint64 biz_payment_document_get_company_currency_id (BizPaymentDocument *self);
gint64 biz_payment_document_get_account_id (BizPaymentDocument *self);
/* What the paper names for the money to go to; 0: nothing. */
gint64 biz_payment_document_get_bank_id (BizPaymentDocument *self);
gboolean biz_payment_document_is_credit (BizPaymentDocument *self);
/* In the document's currency and in the company's, signed as the ledger. */
BizMoney biz_payment_document_get_open (BizPaymentDocument *self);
BizMoney biz_payment_document_get_company_open (BizPaymentDocument *self);
/* (transfer none): by their days */
const BizPaymentItem *biz_payment_document_get_items (BizPaymentDocument *self, guint *n);
guint biz_payment_document_get_n_open (BizPaymentDocument *self);
/* What is to be paid of it on @day; 0 where nothing is due so. */
BizMoney biz_payment_document_get_due (BizPaymentDocument *self, BizDue due, const GDate *day);
/* What may be taken off on @day when all of it is paid; 0: nothing. */
BizMoney biz_payment_document_get_discount (BizPaymentDocument *self, const GDate *day);
/* (nullable): the last day of the discount, gone by or not; NULL where the terms have none or
 * something was applied already */
const GDate *biz_payment_document_get_discount_date (BizPaymentDocument *self);
BizDiscountComputation biz_payment_document_get_computation (BizPaymentDocument *self);
/* The status says paid, and the ledger has something open. */
gboolean biz_payment_document_is_paid_by_status (BizPaymentDocument *self);
/* (nullable): why nothing can be paid on it, a sentence that says what to do */
const char *biz_payment_document_get_problem (BizPaymentDocument *self);

G_END_DECLS
