/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_STATE_DRAFT,
  BIZ_STATE_POSTED,
  BIZ_STATE_CANCELLED,
} BizInvoiceState;

typedef enum
{
  BIZ_MOVE_INVOICE,       /* out_invoice */
  BIZ_MOVE_CREDIT_NOTE,   /* out_refund */
  BIZ_MOVE_VENDOR_BILL,   /* in_invoice */
  BIZ_MOVE_VENDOR_CREDIT, /* in_refund */
  BIZ_MOVE_RECEIPT,       /* out_receipt, in_receipt */
  BIZ_MOVE_ENTRY,
} BizMoveType;

typedef enum
{
  BIZ_PAYMENT_NOT_PAID,
  BIZ_PAYMENT_IN_PAYMENT,
  BIZ_PAYMENT_PAID,
  BIZ_PAYMENT_PARTIAL,
  BIZ_PAYMENT_REVERSED,
  BIZ_PAYMENT_BLOCKED,
  BIZ_PAYMENT_LEGACY,
} BizPaymentState;

/* What one word and one colour say about an invoice, for pills and lists. */
typedef enum
{
  BIZ_STANDING_DRAFT,
  BIZ_STANDING_CANCELLED,
  BIZ_STANDING_OPEN,    /* posted, something is open, not due yet */
  BIZ_STANDING_DUE,     /* due today */
  BIZ_STANDING_OVERDUE, /* something is open after the due date */
  BIZ_STANDING_PARTIAL, /* a part is paid, the rest is not due yet */
  BIZ_STANDING_PAID,
  BIZ_STANDING_REVERSED,
} BizStanding;

/* A row of the list, or, loaded by BizInvoiceStore, the whole document.
 *
 * Properties (read-only): id (int64), number (nullable), title (number, or "Draft" with the id),
 * state, move-type, payment-state (enums), partner-id (int64), partner-name, invoice-date,
 * due-date (GDate, nullable: a boxed property that is NULL where the server has none), total,
 * residual, untaxed, tax (BizMoney), currency (code), company-id (int64), company-name,
 * salesperson, reference, origin, payment-reference, terms, write-date (GDateTime).
 *
 * Amounts are positive on invoices and on credit notes alike, as printed on the paper;
 * biz_invoice_get_signed_residual () is what the ledger has. Only the loaded document has lines,
 * payments, tax lines and log. */
#define BIZ_TYPE_INVOICE (biz_invoice_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoice, biz_invoice, BIZ, INVOICE, GObject)

/* The fields a list shows, and the whole document, for web_search_read and web_read. */
const char *biz_invoice_get_row_specification (void);
const char *biz_invoice_get_full_specification (void);

BizInvoice *biz_invoice_new_from_json (JsonObject *row,
                                       BizCurrencyTable *currencies,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_invoice_get_id (BizInvoice *self);
/* (nullable): NULL for a draft */
const char *biz_invoice_get_number (BizInvoice *self);
const char *biz_invoice_get_title (BizInvoice *self);
BizInvoiceState biz_invoice_get_state (BizInvoice *self);
BizMoveType biz_invoice_get_move_type (BizInvoice *self);
BizPaymentState biz_invoice_get_payment_state (BizInvoice *self);
gint64 biz_invoice_get_partner_id (BizInvoice *self);
/* (nullable) as all texts below */
const char *biz_invoice_get_partner_name (BizInvoice *self);
/* (nullable): NULL where the server has none */
const GDate *biz_invoice_get_invoice_date (BizInvoice *self);
const GDate *biz_invoice_get_due_date (BizInvoice *self);
BizMoney biz_invoice_get_total (BizInvoice *self);
BizMoney biz_invoice_get_residual (BizInvoice *self);
BizMoney biz_invoice_get_untaxed (BizInvoice *self);
BizMoney biz_invoice_get_tax (BizInvoice *self);
/* Negative for what we owe: credit notes to customers, vendor bills. */
BizMoney biz_invoice_get_signed_residual (BizInvoice *self);
BizMoney biz_invoice_get_signed_total (BizInvoice *self);
BizMoney biz_invoice_get_signed_untaxed (BizInvoice *self);
BizMoney biz_invoice_get_signed_tax (BizInvoice *self);
/* As the ledger has them, in the currency of the company; FALSE where the row does not say. */
gboolean biz_invoice_get_company_total (BizInvoice *self, BizMoney *total);
gboolean biz_invoice_get_company_residual (BizInvoice *self, BizMoney *residual);
const char *biz_invoice_get_currency (BizInvoice *self);
gint64 biz_invoice_get_currency_id (BizInvoice *self);
gint64 biz_invoice_get_company_id (BizInvoice *self);
const char *biz_invoice_get_company_name (BizInvoice *self);
gint64 biz_invoice_get_journal_id (BizInvoice *self);
const char *biz_invoice_get_journal_name (BizInvoice *self);
const char *biz_invoice_get_salesperson (BizInvoice *self);
const char *biz_invoice_get_reference (BizInvoice *self);
const char *biz_invoice_get_origin (BizInvoice *self);
const char *biz_invoice_get_payment_reference (BizInvoice *self);
const char *biz_invoice_get_terms (BizInvoice *self);
GDateTime *biz_invoice_get_write_date (BizInvoice *self);

gboolean biz_invoice_is_full (BizInvoice *self);
/* (transfer none): models of BizInvoiceLine, BizAppliedPayment, BizTaxLine, BizLogEntry (newest
 * first); empty unless the document is loaded. */
GListModel *biz_invoice_get_lines (BizInvoice *self);
GListModel *biz_invoice_get_payments (BizInvoice *self);
GListModel *biz_invoice_get_tax_lines (BizInvoice *self);
GListModel *biz_invoice_get_log (BizInvoice *self);
/* Entries of the log that are older than those read. */
guint biz_invoice_get_n_older_log_entries (BizInvoice *self);
/* (nullable): how it was booked, what hangs on it; NULL unless the document is loaded. */
BizInvoiceDetails *biz_invoice_get_details (BizInvoice *self);

/* Whether somebody is to look at it again; FALSE where the row does not say (biz-review.h). */
gboolean biz_invoice_get_to_check (BizInvoice *self, gboolean *to_check);

/* Rules; @today is in the company's zone. */
/* Whole days after the due date with something open; 0 otherwise. */
int biz_invoice_get_days_overdue (BizInvoice *self, const GDate *today);
BizStanding biz_invoice_get_standing (BizInvoice *self, const GDate *today);
gboolean biz_invoice_can_post (BizInvoice *self);
/* A draft invoice or credit note for a customer. */
gboolean biz_invoice_can_edit (BizInvoice *self);
gboolean biz_invoice_can_pay (BizInvoice *self);
gboolean biz_invoice_can_credit (BizInvoice *self);

/* (nullable): the status of payment and the ledger contradict each other: why, and what to do,
 * translated. The ledger is right. */
char *biz_invoice_explain_contradiction (BizInvoice *self) G_GNUC_WARN_UNUSED_RESULT;

/* Translated words */
const char *biz_invoice_state_to_label (BizInvoiceState state);
const char *biz_payment_state_to_label (BizPaymentState state);
const char *biz_move_type_to_label (BizMoveType type);
const char *biz_standing_to_label (BizStanding standing);

G_END_DECLS
