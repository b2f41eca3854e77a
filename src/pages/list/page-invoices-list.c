/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices-private.h"

#include "page-paste-dialog.h"

/**
 * page_invoices_pick:
 * @self: the page
 * @ids: "12,15"
 *
 * Shows exactly these, all selected.
 */
void
page_invoices_pick (PageInvoices *self, const char *ids)
{
  g_autofree char *token = g_strconcat ("ids:", ids, NULL);

  kit_filter_chips_set_token (self->standings, NULL);
  page_invoice_groups_set_string (self->groups, "");
  self->select_all = TRUE;
  page_invoices_search (self, token);
}

gboolean
page_invoices_select_picked (PageInvoices *self)
{
  if (!self->select_all)
    return FALSE;
  self->select_all = FALSE;
  gtk_selection_model_select_all (
      gtk_column_view_get_model (kit_ledger_list_get_view (self->list)));
  kit_ledger_list_focus_rows (self->list);
  return TRUE;
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  page_paste_dialog_run (widget, erp_session_get_client (self->session),
                         G_CALLBACK (page_invoices_pick));
}

void
page_invoices_install_list_verbs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoices.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "invoices.paste",
                                       NULL);
}
