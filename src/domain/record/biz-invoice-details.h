/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What the record page shows of a document beside its header, lines and log: how it was booked,
 * when what is due, who follows it, what hangs on it. Immutable. */
#define BIZ_TYPE_INVOICE_DETAILS (biz_invoice_details_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceDetails, biz_invoice_details, BIZ, INVOICE_DETAILS, GObject)

/* Members of a specification, without braces. */
const char *biz_invoice_details_get_specification (void);

BizInvoiceDetails *biz_invoice_details_new_from_json (JsonObject *row,
                                                      BizCurrencyTable *currencies,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The day of the ledger. */
const GDate *biz_invoice_details_get_date (BizInvoiceDetails *self);
/* (nullable) as all texts */
const char *biz_invoice_details_get_journal (BizInvoiceDetails *self);
const char *biz_invoice_details_get_bank_account (BizInvoiceDetails *self);
const char *biz_invoice_details_get_delivery_address (BizInvoiceDetails *self);
const char *biz_invoice_details_get_creator (BizInvoiceDetails *self);
const char *biz_invoice_details_get_writer (BizInvoiceDetails *self);
gint64 biz_invoice_details_get_creator_id (BizInvoiceDetails *self);
gint64 biz_invoice_details_get_writer_id (BizInvoiceDetails *self);
gint64 biz_invoice_details_get_term_id (BizInvoiceDetails *self);
/* The company behind the contact on the document; 0 where that is not known. */
gint64 biz_invoice_details_get_customer_id (BizInvoiceDetails *self);
/* The terms and conditions, as Pango markup. */
const char *biz_invoice_details_get_narration (BizInvoiceDetails *self);
/* Sealed by a hash: it can never be changed again. */
gboolean biz_invoice_details_is_hashed (BizInvoiceDetails *self);
gboolean biz_invoice_details_has_reconciled (BizInvoiceDetails *self);
/* In the company's currency, negative for what we owe. */
BizMoney biz_invoice_details_get_company_total (BizInvoiceDetails *self);
BizMoney biz_invoice_details_get_company_residual (BizInvoiceDetails *self);
/* The document this one reverses; 0 and NULL where it reverses none. */
gint64 biz_invoice_details_get_reversed_id (BizInvoiceDetails *self);
const char *biz_invoice_details_get_reversed_name (BizInvoiceDetails *self);
/* (transfer none): BizJournalItem; the instalments are those of them that are due by the terms,
 * by date. */
GListModel *biz_invoice_details_get_items (BizInvoiceDetails *self);
/* With sections and notes, as the server counts them. */
guint biz_invoice_details_get_n_server_items (BizInvoiceDetails *self);
GListModel *biz_invoice_details_get_instalments (BizInvoiceDetails *self);
/* Sums of the items, in the company's currency. */
BizMoney biz_invoice_details_get_debit (BizInvoiceDetails *self);
BizMoney biz_invoice_details_get_credit (BizInvoiceDetails *self);
/* (transfer none): BizAttachment, BizActivity */
GListModel *biz_invoice_details_get_attachments (BizInvoiceDetails *self);
GListModel *biz_invoice_details_get_activities (BizInvoiceDetails *self);
/* (transfer none): who gets what is written to the followers */
const char *const *biz_invoice_details_get_followers (BizInvoiceDetails *self);

G_END_DECLS
