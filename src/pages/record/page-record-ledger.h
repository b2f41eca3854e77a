/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* How a document stands in the books: what is due when, and the journal items, folded, with a
 * balanced foot. Invisible until a loaded document is set. */
#define PAGE_TYPE_RECORD_LEDGER (page_record_ledger_get_type ())
G_DECLARE_FINAL_TYPE (PageRecordLedger, page_record_ledger, PAGE, RECORD_LEDGER, AdwBin)

GtkWidget *page_record_ledger_new (void) G_GNUC_WARN_UNUSED_RESULT;
void
page_record_ledger_set_invoice (PageRecordLedger *self, BizInvoice *invoice, const GDate *today);
void page_record_ledger_set_narrow (PageRecordLedger *self, gboolean narrow);

G_END_DECLS
