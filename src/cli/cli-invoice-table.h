/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* The columns of a list of invoices: few for a terminal, all for a file. */
typedef struct _CliInvoiceTable CliInvoiceTable;

CliInvoiceTable *cli_invoice_table_new (DrawTableFormat format,
                                        const GDate *today,
                                        GOutputStream *out) G_GNUC_WARN_UNUSED_RESULT;
void cli_invoice_table_free (CliInvoiceTable *self);
gboolean cli_invoice_table_add (CliInvoiceTable *self,
                                BizInvoice *invoice,
                                GCancellable *cancellable,
                                GError **error);
gboolean cli_invoice_table_close (CliInvoiceTable *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInvoiceTable, cli_invoice_table_free)

G_END_DECLS
