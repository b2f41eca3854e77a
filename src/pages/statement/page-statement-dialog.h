/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Banks' files on their way into the ERP: what each is, what of it is new, then the import.
 * Signals "imported" (guint lines) when an import ended that wrote something, and
 * "journal-requested". */
#define PAGE_TYPE_STATEMENT_DIALOG (page_statement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementDialog, page_statement_dialog, PAGE, STATEMENT_DIALOG, AdwWindow)

GtkWindow *page_statement_dialog_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type GFile) */
void page_statement_dialog_add_files (PageStatementDialog *self, GListModel *files);
void page_statement_dialog_add_file (PageStatementDialog *self, GFile *file);

G_END_DECLS
