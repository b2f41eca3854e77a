/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "draw-record-table.h"

G_BEGIN_DECLS

/* A list of invoices; a record is a BizInvoice. */
extern const DrawRecordKind draw_invoice_table_kind;

G_END_DECLS
