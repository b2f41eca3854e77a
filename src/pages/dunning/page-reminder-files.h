/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-store.h"
#include "biz-paper-store.h"

G_BEGIN_DECLS

/* So many invoices go along; where more are overdue, the statement of account goes instead. */
#define PAGE_REMINDER_MAX_FILES 20

/* The files that go along with a reminder: the server's PDF of an invoice where it has one, else
 * the program's own. None where the policy says so. */
void page_reminder_files_load_async (BizPaperStore *store,
                                     BizDunningCustomer *customer,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (element-type BizDunningFile) */
GPtrArray *page_reminder_files_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
