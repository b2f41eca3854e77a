/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* How far it is; called in the main thread. */
typedef void (*PageExportProgress) (guint64 done, guint64 all, gpointer user_data);

/* Takes the next @invoices (BizInvoice), in their order; called in the main thread. FALSE with an
 * error ends it all. */
typedef gboolean (*PageExportTake) (GPtrArray *invoices, gpointer user_data, GError **error);

/* Writes all invoices of @domain in @order to @stream, however many: which ones is asked once, so
 * that none is missed or written twice while colleagues work, and they are read in pages and
 * written beside the window. @stream is closed when all is written; when it ends otherwise the
 * caller throws away what there is. */
void page_invoice_export_async (ErpClient *client,
                                BizCurrencyTable *currencies,
                                ErpDomain *domain,
                                const char *order,
                                const GDate *today,
                                DrawTableFormat format,
                                GOutputStream *stream,
                                PageExportProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same without a file: all are handed to @take. @data: for @take and @progress. */
void page_invoice_export_read_async (ErpClient *client,
                                     BizCurrencyTable *currencies,
                                     ErpDomain *domain,
                                     const char *order,
                                     PageExportTake take,
                                     PageExportProgress progress,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* How many were written or taken; -1 with an error. */
gint64 page_invoice_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
