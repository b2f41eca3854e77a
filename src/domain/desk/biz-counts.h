/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include "erp-types.h"

G_BEGIN_DECLS

/**
 * BizCounts:
 * @n_drafts: draft customer invoices and credit notes
 * @n_overdue: posted ones, not paid in full, due before today
 * @n_to_invoice: confirmed orders that the server calls to invoice; 0 without the right to see them
 * @n_bank_lines: lines of bank statements that are not matched; 0 without the right to match them
 *
 * What waits for somebody, in the companies that are seen.
 */
typedef struct
{
  guint64 n_drafts;
  guint64 n_overdue;
  guint64 n_to_invoice;
  guint64 n_bank_lines;
} BizCounts;

/* All of them in one round trip. */
void biz_counts_load_async (ErpClient *client,
                            ErpCapabilities *capabilities,
                            const GDate *today,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean
biz_counts_load_finish (ErpClient *client, GAsyncResult *result, BizCounts *counts, GError **error);

G_END_DECLS
