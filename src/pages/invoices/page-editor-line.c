/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-editor-line.h"

#include "biz-product.h"
#include "biz-record-search.h"
#include "kit-decimal-entry.h"
#include "kit-format.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

#define PRICE_DIGITS 6
#define QUANTITY_DIGITS 6

struct _PageEditorLine
{
  AdwBin parent_instance;

  KitSearchPicker *product_picker;
  GtkWidget *remove_button;
  GtkWidget *numbers;
  KitDecimalEntry *quantity_entry;
  KitDecimalEntry *price_entry;
  GtkLabel *taxes_label;
  GtkLabel *amount_label;

  BizRecordSearch *search; /* (owned) */
  BizDraftLine *line;      /* (owned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageEditorLine, page_editor_line, ADW_TYPE_BIN)

enum
{
  PRODUCT_CHOSEN,
  REMOVED,
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_product_name (gpointer product)
{
  return g_strdup (biz_product_get_name (product));
}

static char *
get_product_details (gpointer product)
{
  BizDecimal price = biz_product_get_price (product);
  g_autofree char *number = biz_decimal_format (&price, 2);
  const char *unit = biz_product_get_unit (product);

  /* Translators: a list price and the unit it is for. */
  return unit != NULL ? g_strdup_printf (_ ("%s per %s"), number, unit) : g_strdup (number);
}

static void
product_chosen_cb (PageEditorLine *self, BizProduct *product)
{
  if (product == NULL)
    {
      g_signal_emit (self, signals[REMOVED], 0);
      return;
    }
  if (self->line != NULL)
    biz_draft_line_set_product (self->line, product);
  else
    g_signal_emit (self, signals[PRODUCT_CHOSEN], 0, product);
  gtk_widget_grab_focus (GTK_WIDGET (self->quantity_entry));
}

static void
remove_cb (PageEditorLine *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
activate_cb (PageEditorLine *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
quantity_changed_cb (PageEditorLine *self)
{
  BizDecimal quantity;

  if (!self->filling && self->line != NULL
      && kit_decimal_entry_get_value (self->quantity_entry, &quantity))
    biz_draft_line_set_quantity (self->line, &quantity);
}

static void
price_changed_cb (PageEditorLine *self)
{
  BizDecimal price;

  if (self->filling || self->line == NULL)
    return;
  if (kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->price_entry)))
    biz_draft_line_set_price (self->line, NULL);
  else if (kit_decimal_entry_get_value (self->price_entry, &price))
    biz_draft_line_set_price (self->line, &price);
}

static void
page_editor_line_dispose (GObject *object)
{
  PageEditorLine *self = PAGE_EDITOR_LINE (object);

  g_clear_object (&self->search);
  g_clear_object (&self->line);
  G_OBJECT_CLASS (page_editor_line_parent_class)->dispose (object);
}

static gboolean
page_editor_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAGE_EDITOR_LINE (widget)->product_picker));
}

static void
page_editor_line_class_init (PageEditorLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_editor_line_dispose;
  widget_class->grab_focus = page_editor_line_grab_focus;
  signals[PRODUCT_CHOSEN] = g_signal_new ("product-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, BIZ_TYPE_PRODUCT);
  signals[REMOVED] =
      g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] =
      g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DECIMAL_ENTRY);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-editor-line.ui");
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, product_picker);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, numbers);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, quantity_entry);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, price_entry);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, taxes_label);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, amount_label);
  gtk_widget_class_bind_template_callback (widget_class, product_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_changed_cb);
}

static void
page_editor_line_init (PageEditorLine *self)
{
  GtkEntry *quantity;
  GtkEntry *price;

  gtk_widget_init_template (GTK_WIDGET (self));
  kit_search_picker_set_name (self->product_picker, _ ("Product"));
  kit_search_picker_set_placeholder (self->product_picker, _ ("Product: name or code"));
  kit_search_picker_set_describe (self->product_picker, get_product_name, get_product_details);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->quantity_entry), _ ("Quantity"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->quantity_entry), TRUE);
  kit_decimal_entry_set_digits (self->quantity_entry, 0, QUANTITY_DIGITS);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->price_entry), _ ("Unit price"));
  kit_decimal_entry_set_digits (self->price_entry, 2, PRICE_DIGITS);
  quantity = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->quantity_entry));
  price = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->price_entry));
  gtk_editable_set_width_chars (GTK_EDITABLE (quantity), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (quantity), 7);
  gtk_editable_set_width_chars (GTK_EDITABLE (price), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (price), 10);
  page_editor_line_set_line (self, NULL);
}

/**
 * page_editor_line_new:
 * @client: finds products
 * @company_id: whose products
 *
 * Returns: (transfer floating): a line without a product
 */
GtkWidget *
page_editor_line_new (ErpClient *client, gint64 company_id)
{
  PageEditorLine *self = g_object_new (PAGE_TYPE_EDITOR_LINE, NULL);

  self->search = biz_record_search_new_products (client);
  biz_record_search_set_company (self->search, company_id);
  kit_search_picker_set_search (self->product_picker, G_LIST_MODEL (self->search));
  return GTK_WIDGET (self);
}

void
page_editor_line_set_company (PageEditorLine *self, gint64 company_id)
{
  g_return_if_fail (PAGE_IS_EDITOR_LINE (self));

  biz_record_search_set_company (self->search, company_id);
}

void
page_editor_line_set_line (PageEditorLine *self, BizDraftLine *line)
{
  BizDecimal quantity;
  BizDecimal price;

  g_return_if_fail (PAGE_IS_EDITOR_LINE (self));

  g_set_object (&self->line, line);
  gtk_widget_set_visible (self->numbers, line != NULL);
  gtk_widget_set_visible (self->remove_button, line != NULL);
  if (line == NULL)
    return;

  self->filling = TRUE;
  kit_search_picker_set_chosen_text (self->product_picker, biz_draft_line_get_product_name (line));
  quantity = biz_draft_line_get_quantity (line);
  kit_decimal_entry_set_value (self->quantity_entry, &quantity);
  kit_decimal_entry_set_value (self->price_entry,
                               biz_draft_line_get_price (line, &price) ? &price : NULL);
  self->filling = FALSE;
}

BizDraftLine *
page_editor_line_get_line (PageEditorLine *self)
{
  g_return_val_if_fail (PAGE_IS_EDITOR_LINE (self), NULL);

  return self->line;
}

void
page_editor_line_set_preview (PageEditorLine *self, BizInvoiceLine *preview)
{
  GtkEntry *price_entry;
  BizDecimal price;
  BizMoney subtotal;
  g_autofree char *number = NULL;
  g_autofree char *amount = NULL;

  g_return_if_fail (PAGE_IS_EDITOR_LINE (self));

  price_entry = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->price_entry));
  if (preview == NULL)
    {
      gtk_label_set_text (self->amount_label, "");
      return;
    }
  price = biz_invoice_line_get_price (preview);
  number = biz_decimal_format (&price, 2);
  gtk_entry_set_placeholder_text (price_entry, number);
  subtotal = biz_invoice_line_get_subtotal (preview);
  amount = kit_format_money_aligned (&subtotal);
  gtk_label_set_text (self->amount_label, amount);
  gtk_label_set_text (self->taxes_label, biz_invoice_line_get_taxes (preview));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taxes_label),
                               biz_invoice_line_get_taxes (preview));
}

/* Whether its numbers are understood; shows what is not. */
gboolean
page_editor_line_check (PageEditorLine *self)
{
  gboolean good;

  g_return_val_if_fail (PAGE_IS_EDITOR_LINE (self), FALSE);

  if (self->line == NULL)
    return TRUE;
  good = kit_parsed_entry_check (KIT_PARSED_ENTRY (self->quantity_entry));
  return kit_parsed_entry_check (KIT_PARSED_ENTRY (self->price_entry)) && good;
}
