/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices-private.h"

#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-row.h"
#include "page-export-dialog.h"
#include "page-papers.h"

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BizInvoice *invoice = page_invoices_get_selected (PAGE_INVOICES (widget));

  if (invoice != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), biz_invoice_get_title (invoice));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  page_papers_present_selection (widget, self->session, self->store, self->list,
                                 G_LIST_MODEL (self->rows));
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);
  g_autofree char *link = NULL;

  if (invoice == NULL)
    return;
  link = erp_link_new_for_record (erp_session_get_profile (self->session), "account.move",
                                  biz_invoice_get_id (invoice));
  if (g_str_equal (name, "invoices.open-window"))
    gtk_widget_activate_action (widget, "app.open-link", "s", link);
  else
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *address = NULL;

  if (invoice != NULL)
    address = erp_link_new_for_browser (erp_session_get_profile (self->session), "account.move",
                                        biz_invoice_get_id (invoice));
  if (address != NULL)
    gtk_show_uri (root != NULL ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  page_export_dialog_run (widget, self->session, self->currencies,
                          erp_listing_get_domain (self->listing),
                          erp_listing_get_order (self->listing),
                          g_str_equal (name, "invoices.export-xlsx") ? DRAW_TABLE_XLSX
                                                                     : DRAW_TABLE_CSV);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);
  const char *customer = invoice != NULL ? biz_invoice_get_partner_name (invoice) : NULL;
  g_autofree char *text = NULL;

  if (customer == NULL)
    return;
  text = biz_filter_quote ("customer", customer);
  page_invoices_search (self, text);
}

/* What is paid by status and open in the ledger, or the other way round. */
static void
contradictions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_invoices_search (PAGE_INVOICES (widget),
                        g_variant_get_boolean (parameter) ? "paid-but-open" : "open-but-settled");
}

void
page_invoices_install_verbs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoices.copy-number", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "invoices.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "invoices.print", NULL);
  gtk_widget_class_install_action (widget_class, "invoices.copy-link", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "invoices.open-window", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "invoices.open-browser", NULL,
                                   open_browser_action);
  gtk_widget_class_install_action (widget_class, "invoices.export-csv", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "invoices.export-xlsx", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "invoices.filter-customer", NULL,
                                   filter_customer_action);
  gtk_widget_class_install_action (widget_class, "invoices.contradictions", "b",
                                   contradictions_action);
}

void
page_invoices_update_verbs (PageInvoices *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (self->session), "account.move", 1);

  gtk_widget_action_set_enabled (widget, "invoices.open", FALSE);
  page_invoices_update_writes (self);
  gtk_widget_action_set_enabled (widget, "invoices.open-browser", address != NULL);
  gtk_widget_action_set_enabled (
      widget, "invoices.new",
      (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_CREATE) != 0);
}

/**
 * page_invoices_get_selected:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the invoice of the selected row
 */
BizInvoice *
page_invoices_get_selected (PageInvoices *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_INVOICE (item) ? item : NULL;
}
