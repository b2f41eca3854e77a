/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices.h"

#include "erp-session.h"

struct _PageInvoices
{
  AdwBin parent_instance;

  ErpSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageInvoices, page_invoices, ADW_TYPE_BIN)

static void
page_invoices_dispose (GObject *object)
{
  PageInvoices *self = PAGE_INVOICES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAGE_TYPE_INVOICES);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_invoices_parent_class)->dispose (object);
}

static void
page_invoices_class_init (PageInvoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = page_invoices_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoices.ui");
}

static void
page_invoices_init (PageInvoices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_invoices_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
page_invoices_new (ErpSession *session)
{
  PageInvoices *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_INVOICES, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
