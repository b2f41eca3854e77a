/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-filter.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* All invoices that fit, in pages, latest made first. Each page starts behind the last id of the
 * one before, so that what is made or changed meanwhile neither repeats nor moves a row; while one
 * page is written the next is on its way. Two pages are in memory at most. */
typedef struct _CliInvoicePager CliInvoicePager;

CliInvoicePager *cli_invoice_pager_new (ErpClient *client,
                                        BizCurrencyTable *currencies,
                                        BizFilter *filter,
                                        const char *order,
                                        guint64 limit,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void cli_invoice_pager_free (CliInvoicePager *self);
/* @page: (out) (transfer full) (element-type BizInvoice): NULL behind the last one. */
gboolean cli_invoice_pager_next (CliInvoicePager *self, GPtrArray **page, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInvoicePager, cli_invoice_pager_free)

G_END_DECLS
