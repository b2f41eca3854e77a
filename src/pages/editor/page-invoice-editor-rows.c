/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-editor-private.h"

#include "biz-product.h"

/* The rows of the editor: one a line of the draft, and one that waits for a product. */

static void
product_chosen_cb (PageEditorLine *row, BizProduct *product, gpointer user_data)
{
  PageInvoiceEditor *self = user_data;
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();

  biz_draft_line_set_product (line, product);
  page_editor_line_set_line (row, line);
  g_list_store_append (biz_invoice_draft_get_lines (self->draft), line);
  page_invoice_editor_add_row (self, NULL);
}

/* A line without a product stands above the row that waits for one. */
static void
add_line (PageInvoiceEditor *self, BizInvoiceLineKind kind)
{
  g_autoptr (BizDraftLine) line = biz_draft_line_new_of_kind (kind);
  GtkWidget *waiting = gtk_widget_get_last_child (GTK_WIDGET (self->rows));
  PageEditorLine *row = page_invoice_editor_add_row (self, line);

  gtk_box_reorder_child_after (self->rows, waiting, GTK_WIDGET (row));
  g_list_store_append (biz_invoice_draft_get_lines (self->draft), line);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
page_invoice_editor_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceEditor *self = PAGE_INVOICE_EDITOR (widget);

  if (g_str_equal (name, "editor.add-section"))
    add_line (self, BIZ_INVOICE_LINE_SECTION);
  else if (g_str_equal (name, "editor.add-note"))
    add_line (self, BIZ_INVOICE_LINE_NOTE);
  else
    add_line (self, BIZ_INVOICE_LINE_PRODUCT);
}

static void
moved_cb (PageEditorLine *row, int by, gpointer user_data)
{
  PageInvoiceEditor *self = user_data;
  GListStore *lines = biz_invoice_draft_get_lines (self->draft);
  g_autoptr (BizDraftLine) line = g_object_ref (page_editor_line_get_line (row));
  GtkWidget *previous = gtk_widget_get_prev_sibling (GTK_WIDGET (row));
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));
  guint position;

  if (!g_list_store_find (lines, line, &position) || (by < 0 && position == 0)
      || (by > 0 && position + 1 >= g_list_model_get_n_items (G_LIST_MODEL (lines))))
    return;
  if (by < 0)
    gtk_box_reorder_child_after (self->rows, GTK_WIDGET (row),
                                 gtk_widget_get_prev_sibling (previous));
  else
    gtk_box_reorder_child_after (self->rows, GTK_WIDGET (row), next);
  g_list_store_remove (lines, position);
  g_list_store_insert (lines, (guint)((int)position + by), line);
}

static void
removed_cb (PageEditorLine *row, gpointer user_data)
{
  PageInvoiceEditor *self = user_data;
  BizDraftLine *line = page_editor_line_get_line (row);
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));
  guint position;

  if (line == NULL)
    return;
  if (g_list_store_find (biz_invoice_draft_get_lines (self->draft), line, &position))
    g_list_store_remove (biz_invoice_draft_get_lines (self->draft), position);
  gtk_widget_grab_focus (next);
  gtk_box_remove (self->rows, GTK_WIDGET (row));
}

static void
next_cb (PageEditorLine *row, gpointer user_data)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  if (next != NULL)
    gtk_widget_grab_focus (next);
}

/* The last row has no line yet. */
PageEditorLine *
page_invoice_editor_add_row (PageInvoiceEditor *self, BizDraftLine *line)
{
  GtkWidget *row = page_editor_line_new (erp_session_get_client (self->session),
                                         biz_invoice_draft_get_company_id (self->draft));

  g_signal_connect_object (row, "product-chosen", G_CALLBACK (product_chosen_cb), self, 0);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, 0);
  g_signal_connect_object (row, "next", G_CALLBACK (next_cb), self, 0);
  g_signal_connect_object (row, "moved", G_CALLBACK (moved_cb), self, 0);
  page_editor_line_set_choices (PAGE_EDITOR_LINE (row), self->taxes, self->accounts);
  if (line != NULL)
    page_editor_line_set_line (PAGE_EDITOR_LINE (row), line);
  gtk_box_append (self->rows, row);
  return PAGE_EDITOR_LINE (row);
}

/* All rows anew, from the draft. */
void
page_invoice_editor_fill_rows (PageInvoiceEditor *self)
{
  GListModel *lines = G_LIST_MODEL (biz_invoice_draft_get_lines (self->draft));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);

      page_invoice_editor_add_row (self, line);
    }
  page_invoice_editor_add_row (self, NULL);
}
