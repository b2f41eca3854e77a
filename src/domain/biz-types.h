/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

typedef struct _BizActivity BizActivity;
typedef struct _BizAppliedPayment BizAppliedPayment;
typedef struct _BizAttachment BizAttachment;
typedef struct _BizBankFile BizBankFile;
typedef struct _BizBankJournal BizBankJournal;
typedef struct _BizBankMapping BizBankMapping;
typedef struct _BizBankStatement BizBankStatement;
typedef struct _BizBench BizBench;
typedef struct _BizBenchItem BizBenchItem;
typedef struct _BizBenchLine BizBenchLine;
typedef struct _BizBenchStep BizBenchStep;
typedef struct _BizCase BizCase;
typedef struct _BizChoice BizChoice;
typedef struct _BizCreditLine BizCreditLine;
typedef struct _BizCreditPlan BizCreditPlan;
typedef struct _BizCreditSource BizCreditSource;
typedef struct _BizCreditStore BizCreditStore;
typedef struct _BizCurrencyTable BizCurrencyTable;
typedef struct _BizDocumentLink BizDocumentLink;
typedef struct _BizDraftLine BizDraftLine;
typedef struct _BizFilter BizFilter;
typedef struct _BizFilterGrammar BizFilterGrammar;
typedef struct _BizImportPlan BizImportPlan;
typedef struct _BizImportStore BizImportStore;
typedef struct _BizInvoice BizInvoice;
typedef struct _BizInvoiceAhead BizInvoiceAhead;
typedef struct _BizInvoiceDetails BizInvoiceDetails;
typedef struct _BizInvoiceCredits BizInvoiceCredits;
typedef struct _BizInvoiceDraft BizInvoiceDraft;
typedef struct _BizInvoiceLine BizInvoiceLine;
typedef struct _BizInvoicePreview BizInvoicePreview;
typedef struct _BizInvoiceStore BizInvoiceStore;
typedef struct _BizJournalItem BizJournalItem;
typedef struct _BizLogEntry BizLogEntry;
typedef struct _BizMatchDesk BizMatchDesk;
typedef struct _BizMatchProposal BizMatchProposal;
typedef struct _BizMatcher BizMatcher;
typedef struct _BizPartner BizPartner;
typedef struct _BizPaymentCheck BizPaymentCheck;
typedef struct _BizPaymentProposal BizPaymentProposal;
typedef struct _BizPolicy BizPolicy;
typedef struct _BizPolicyBook BizPolicyBook;
typedef struct _BizProduct BizProduct;
typedef struct _BizRecordSearch BizRecordSearch;

G_END_DECLS
