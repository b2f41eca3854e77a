/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-contradiction.h"

#include <glib/gi18n-lib.h>

struct _PageContradiction
{
  GtkBox parent_instance;

  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PageContradiction, page_contradiction, GTK_TYPE_BOX)

static void
page_contradiction_class_init (PageContradictionClass *klass)
{
}

static void
page_contradiction_init (PageContradiction *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "conflict");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_selectable (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("Show _All Such Documents")));
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  /* First: an action that gets nothing for what it needs is complained about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "b", FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "invoices.contradictions");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->button));
}

/**
 * page_contradiction_set_invoice:
 * @self: the part
 * @invoice: (nullable): what is shown
 *
 * Shows itself where there is something to say.
 */
void
page_contradiction_set_invoice (PageContradiction *self, BizInvoice *invoice)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PAGE_IS_CONTRADICTION (self));

  if (invoice != NULL)
    words = biz_invoice_explain_contradiction (invoice);
  gtk_label_set_text (self->label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "b",
                                    biz_invoice_get_residual (invoice).minor != 0);
}
