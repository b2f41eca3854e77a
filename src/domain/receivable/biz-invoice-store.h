/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-draft.h"
#include "biz-invoice-preview.h"
#include "biz-invoice.h"
#include "biz-job-body.h"
#include "biz-payment-proposal.h"
#include "biz-policy-book.h"

G_BEGIN_DECLS

/* Loads invoices and acts on them. Holds no widget and no selection; every function may be called
 * again while one runs. Signal "changed" (int64 id): an invoice was written by this store. */
#define BIZ_TYPE_INVOICE_STORE (biz_invoice_store_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceStore, biz_invoice_store, BIZ, INVOICE_STORE, GObject)

void biz_invoice_store_set_companies (BizInvoiceStore *self, const gint64 *ids, gsize n_ids);
BizInvoiceStore *biz_invoice_store_new (ErpClient *client,
                                        ErpJournal *journal,
                                        BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
BizCurrencyTable *biz_invoice_store_get_currencies (BizInvoiceStore *self);
/* What the companies have decided, as far as it was loaded. */
BizPolicyBook *biz_invoice_store_get_policies (BizInvoiceStore *self);

/* The whole document in one round trip: header, lines, totals, payments, newest log entries.
 * ERP_ERROR_MISSING where it is gone. */
void biz_invoice_store_load_async (BizInvoiceStore *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
BizInvoice *
biz_invoice_store_load_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* The invoice with exactly this number in the companies seen; ERP_ERROR_MISSING, or
 * ERP_ERROR_CONFLICT where several companies have it. */
void biz_invoice_store_find_async (BizInvoiceStore *self,
                                   const char *number,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BizInvoice *
biz_invoice_store_find_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* Prices, taxes and totals as the server would have them; writes nothing, one round trip. */
void biz_invoice_store_preview_async (BizInvoiceStore *self,
                                      BizInvoiceDraft *draft,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BizInvoicePreview *
biz_invoice_store_preview_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* Makes the draft on the server, once, through the journal. Returns its id; 0 with an error. */
void biz_invoice_store_create_async (BizInvoiceStore *self,
                                     BizInvoiceDraft *draft,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gint64
biz_invoice_store_create_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* Writes what changed of a draft of the server (biz-draft-edit.h), once, through the journal.
 * ERP_ERROR_CONFLICT where somebody changed it since; nothing is overwritten then. */
void biz_invoice_store_edit_async (BizInvoiceStore *self,
                                   BizInvoiceDraft *draft,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gint64 biz_invoice_store_edit_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

typedef enum
{
  BIZ_VERB_POST,
  BIZ_VERB_RESET, /* to draft */
  BIZ_VERB_CANCEL,
  BIZ_VERB_DELETE, /* a draft */
} BizInvoiceVerb;

/* Sent once (posting, which does nothing twice, again after a lost answer), then confirmed by
 * reading: the loaded document afterwards, NULL where it is deleted. */
void biz_invoice_store_act_async (BizInvoiceStore *self,
                                  gint64 id,
                                  BizInvoiceVerb verb,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_invoice_store_act_finish (BizInvoiceStore *self,
                                       GAsyncResult *result,
                                       BizInvoice **invoice,
                                       GError **error);

/* Safe to repeat. Confirmed by reading: the loaded, posted document (transfer full). */
void biz_invoice_store_post_async (BizInvoiceStore *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BizInvoice *
biz_invoice_store_post_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* What the server's payment wizard says, one round trip. @journal_id 0 and @date NULL: its
 * choice; @currency_id 0 too, which is the journal's where that has one. */
void biz_invoice_store_propose_payment_async (BizInvoiceStore *self,
                                              gint64 id,
                                              gint64 currency_id,
                                              gint64 journal_id,
                                              const GDate *date,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
BizPaymentProposal *biz_invoice_store_propose_payment_finish (BizInvoiceStore *self,
                                                              GAsyncResult *result,
                                                              GError **error);

/* Registers a payment, once, through the journal. @invoice is as the person saw it: when what is
 * open has changed since then, the job is refused. @journal_id and @method_id 0, @communication
 * NULL: the server's choice. The finished ErpJob; errors as erp_journal_run_async (). A partial
 * payment keeps the rest open. */
void biz_invoice_store_pay_async (BizInvoiceStore *self,
                                  BizInvoice *invoice,
                                  const BizMoney *amount,
                                  const GDate *date,
                                  gint64 journal_id,
                                  gint64 method_id,
                                  const char *communication,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* The same, with what becomes of a difference; ended by biz_invoice_store_pay_finish (). */
void biz_invoice_store_pay_with_async (BizInvoiceStore *self,
                                       BizInvoice *invoice,
                                       const BizMoney *amount,
                                       const GDate *date,
                                       gint64 journal_id,
                                       gint64 method_id,
                                       const char *communication,
                                       const BizPaymentOptions *options,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) */
ErpJob *biz_invoice_store_pay_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* @invoice must be loaded. A draft credit note for the whole invoice, once, through the journal;
 * the job's result is it. */
void biz_invoice_store_credit_async (BizInvoiceStore *self,
                                     BizInvoice *invoice,
                                     const char *reason,
                                     const GDate *date,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ErpJob *
biz_invoice_store_credit_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* A copy as a new draft, once, through the journal; the job's result is it. */
void biz_invoice_store_duplicate_async (BizInvoiceStore *self,
                                        BizInvoice *invoice,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
ErpJob *
biz_invoice_store_duplicate_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

/* A note (internal) or a reply (sent to the followers) in the log, once, through the journal. */
void biz_invoice_store_log_async (BizInvoiceStore *self,
                                  BizInvoice *invoice,
                                  const char *text,
                                  gboolean is_reply,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ErpJob *biz_invoice_store_log_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
