/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is known of a document beside its lines: dates, terms, people, books, amounts in the
 * company's currency; and the documents around it, loaded after the page is shown. Signal "open"
 * (int64): another entry of the ledger. */
#define PAGE_TYPE_RECORD_FACTS (page_record_facts_get_type ())
G_DECLARE_FINAL_TYPE (PageRecordFacts, page_record_facts, PAGE, RECORD_FACTS, AdwBin)

GtkWidget *page_record_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void page_record_facts_set_session (PageRecordFacts *self, ErpSession *session);
void page_record_facts_set_invoice (PageRecordFacts *self, BizInvoice *invoice);

G_END_DECLS
