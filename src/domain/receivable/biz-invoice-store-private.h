/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"

G_BEGIN_DECLS

ErpClient *biz_invoice_store_get_client (BizInvoiceStore *self);
const char *biz_invoice_store_get_specification (BizInvoiceStore *self);
ErpCall *biz_invoice_store_make_read (BizInvoiceStore *self, gint64 id);
ErpJournal *biz_invoice_store_get_journal (BizInvoiceStore *self);
void biz_invoice_store_emit_changed (BizInvoiceStore *self, gint64 id);

G_END_DECLS
