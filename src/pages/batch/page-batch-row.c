/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-batch-row.h"

#include "erp-error.h"
#include "kit-status-pill.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageBatchRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *customer;
  GtkLabel *amount;
  KitStatusPill *pill;
  GtkSpinner *spinner;
  GtkLabel *reason;
  GtkCheckButton *confirm;

  BizBatchItem *item; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageBatchRow, page_batch_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *label; /* NULL: no pill */
  KitTone tone;
} looks[] = {
  [BIZ_BATCH_READY] = { NC_ ("batch", "Draft"), KIT_TONE_DIM },
  [BIZ_BATCH_ASKING] = { NC_ ("batch", "Look first"), KIT_TONE_WARNING },
  [BIZ_BATCH_NOT] = { NC_ ("batch", "Left out"), KIT_TONE_DIM },
  [BIZ_BATCH_POSTING] = { NULL, KIT_TONE_DIM },
  [BIZ_BATCH_POSTED] = { NC_ ("batch", "Posted"), KIT_TONE_GOOD },
  [BIZ_BATCH_REFUSED] = { NC_ ("batch", "Refused"), KIT_TONE_BAD },
  [BIZ_BATCH_UNKNOWN] = { NC_ ("batch", "Not known"), KIT_TONE_WARNING },
};

static void
fill (PageBatchRow *self)
{
  BizInvoice *invoice = biz_batch_item_get_invoice (self->item);
  const BizBatchState state = biz_batch_item_get_state (self->item);
  const BizMoney total = biz_invoice_get_signed_total (invoice);
  const char *customer = biz_invoice_get_partner_name (invoice);
  const char *reason = biz_batch_item_get_reason (self->item);
  const GError *error = biz_batch_item_get_error (self->item);
  g_autofree char *amount = page_text_format_amount (&total);

  gtk_label_set_text (self->title, biz_invoice_get_title (invoice));
  gtk_label_set_text (self->customer, customer != NULL ? customer : "");
  gtk_label_set_text (self->amount, amount);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), looks[state].label != NULL);
  if (looks[state].label != NULL)
    kit_status_pill_set (self->pill, g_dpgettext2 (NULL, "batch", looks[state].label),
                         looks[state].tone);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == BIZ_BATCH_POSTING);
  gtk_spinner_set_spinning (self->spinner, state == BIZ_BATCH_POSTING);
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason),
                               error != NULL ? erp_error_get_server_message (error) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), state == BIZ_BATCH_ASKING);
}

static void
confirm_cb (PageBatchRow *self)
{
  biz_batch_item_confirm (self->item, gtk_check_button_get_active (self->confirm));
}

static void
page_batch_row_dispose (GObject *object)
{
  g_clear_object (&PAGE_BATCH_ROW (object)->item);
  G_OBJECT_CLASS (page_batch_row_parent_class)->dispose (object);
}

static void
page_batch_row_class_init (PageBatchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_batch_row_dispose;
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-batch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, title);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, customer);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, amount);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, pill);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, reason);
  gtk_widget_class_bind_template_child (widget_class, PageBatchRow, confirm);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
page_batch_row_init (PageBatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_batch_row_new:
 * @item: a document of a batch
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
page_batch_row_new (BizBatchItem *item)
{
  PageBatchRow *self;

  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (item), NULL);

  self = g_object_new (PAGE_TYPE_BATCH_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

BizBatchItem *
page_batch_row_get_item (PageBatchRow *self)
{
  g_return_val_if_fail (PAGE_IS_BATCH_ROW (self), NULL);

  return self->item;
}
