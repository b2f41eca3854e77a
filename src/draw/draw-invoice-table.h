/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* The columns of a list of invoices: few for a terminal, all for a file. */
typedef struct _DrawInvoiceTable DrawInvoiceTable;

DrawInvoiceTable *draw_invoice_table_new (DrawTableFormat format,
                                          const GDate *today,
                                          GOutputStream *out) G_GNUC_WARN_UNUSED_RESULT;
void draw_invoice_table_free (DrawInvoiceTable *self);
gboolean draw_invoice_table_add (DrawInvoiceTable *self,
                                 BizInvoice *invoice,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean
draw_invoice_table_close (DrawInvoiceTable *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrawInvoiceTable, draw_invoice_table_free)

G_END_DECLS
