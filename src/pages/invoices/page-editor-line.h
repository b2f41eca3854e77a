/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-draft.h"
#include "biz-invoice-line.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One line of an invoice that is being written. Without a line yet it offers to choose a product.
 * Signals "product-chosen" (BizProduct), "removed" and "next" (Enter in a number). */
#define PAGE_TYPE_EDITOR_LINE (page_editor_line_get_type ())
G_DECLARE_FINAL_TYPE (PageEditorLine, page_editor_line, PAGE, EDITOR_LINE, AdwBin)

GtkWidget *page_editor_line_new (ErpClient *client, gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
void page_editor_line_set_company (PageEditorLine *self, gint64 company_id);
void page_editor_line_set_choices (PageEditorLine *self, GListModel *taxes, GListModel *accounts);
void page_editor_line_set_line (PageEditorLine *self, BizDraftLine *line);
/* (nullable): NULL until a product is chosen */
BizDraftLine *page_editor_line_get_line (PageEditorLine *self);
/* What the server makes of it; NULL while that is not known. */
void page_editor_line_set_preview (PageEditorLine *self, BizInvoiceLine *preview);
gboolean page_editor_line_check (PageEditorLine *self);

G_END_DECLS
