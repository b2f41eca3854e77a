/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-payment-row.h"

#include "kit-status-pill.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PagePaymentRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *customer;
  GtkLabel *documents;
  GtkLabel *amount;
  GtkLabel *discount;
  KitStatusPill *pill;
  GtkSpinner *spinner;
  GtkLabel *outcome;
  GtkLabel *equal;
  GtkCheckButton *accept;

  BizPaymentBatch *batch; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PagePaymentRow, page_payment_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *label; /* NULL: no pill */
  KitTone tone;
} looks[] = {
  [BIZ_FATE_READY] = { NULL, KIT_TONE_DIM },
  [BIZ_FATE_SENDING] = { NULL, KIT_TONE_DIM },
  [BIZ_FATE_PAID] = { NC_ ("payment", "Paid"), KIT_TONE_GOOD },
  [BIZ_FATE_REFUSED] = { NC_ ("payment", "Refused"), KIT_TONE_BAD },
  [BIZ_FATE_UNKNOWN] = { NC_ ("payment", "Not known"), KIT_TONE_WARNING },
  [BIZ_FATE_SKIPPED] = { NC_ ("payment", "Not sent"), KIT_TONE_DIM },
};

static void
fill (PagePaymentRow *self)
{
  const BizPaymentFate state = biz_payment_batch_get_state (self->batch);
  const char *outcome = biz_payment_batch_get_outcome (self->batch);
  const char *equal = biz_payment_batch_get_equal (self->batch);
  const gboolean open = state == BIZ_FATE_READY || state == BIZ_FATE_SKIPPED;
  /* the pill says that it was not sent */
  const gboolean told = outcome != NULL && state != BIZ_FATE_SKIPPED;

  gtk_widget_set_visible (GTK_WIDGET (self->pill), looks[state].label != NULL);
  if (looks[state].label != NULL)
    kit_status_pill_set (self->pill, g_dpgettext2 (NULL, "payment", looks[state].label),
                         looks[state].tone);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == BIZ_FATE_SENDING);
  gtk_spinner_set_spinning (self->spinner, state == BIZ_FATE_SENDING);
  gtk_label_set_text (self->outcome, told ? outcome : "");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), told);
  gtk_label_set_text (self->equal, equal != NULL ? equal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->equal), equal != NULL && open);
  gtk_widget_set_visible (GTK_WIDGET (self->accept), equal != NULL && open);
}

static void
fill_amounts (PagePaymentRow *self)
{
  BizPaymentDocument *first = biz_payment_batch_get_documents (self->batch)->pdata[0];
  BizMoney amount = biz_payment_batch_get_amount (self->batch);
  BizMoney discount = biz_payment_batch_get_discount (self->batch);
  const char *partner = biz_payment_document_get_partner_name (first);
  g_autofree char *documents = biz_payment_batch_format_documents (self->batch);
  g_autofree char *amount_text = page_text_format_amount (&amount);
  g_autofree char *discount_text = page_text_format_amount (&discount);
  g_autofree char *less = NULL;

  gtk_label_set_text (self->customer, partner != NULL ? partner : "");
  gtk_label_set_text (self->documents, documents);
  gtk_label_set_text (self->amount, amount_text);
  gtk_widget_set_visible (GTK_WIDGET (self->discount), discount.minor != 0);
  /* Translators: an amount. */
  less = g_strdup_printf (_ ("less %s discount"), discount_text);
  gtk_label_set_text (self->discount, less);
}

static void
accept_cb (PagePaymentRow *self)
{
  biz_payment_batch_set_accepted (self->batch, gtk_check_button_get_active (self->accept));
}

static void
page_payment_row_dispose (GObject *object)
{
  g_clear_object (&PAGE_PAYMENT_ROW (object)->batch);

  G_OBJECT_CLASS (page_payment_row_parent_class)->dispose (object);
}

static void
page_payment_row_class_init (PagePaymentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_payment_row_dispose;
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-payment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, customer);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, documents);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, amount);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, discount);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, pill);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, equal);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentRow, accept);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
page_payment_row_init (PagePaymentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_payment_row_new:
 * @batch: one payment
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
page_payment_row_new (BizPaymentBatch *batch)
{
  PagePaymentRow *self;

  g_return_val_if_fail (BIZ_IS_PAYMENT_BATCH (batch), NULL);

  self = g_object_new (PAGE_TYPE_PAYMENT_ROW, NULL);
  self->batch = g_object_ref (batch);
  g_signal_connect_object (batch, "notify", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill_amounts (self);
  fill (self);
  return GTK_WIDGET (self);
}
