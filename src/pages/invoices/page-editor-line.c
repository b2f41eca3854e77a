/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-editor-line.h"

#include "biz-choice.h"
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
  GtkWidget *tools;
  GtkLabel *kind_label;
  GtkToggleButton *more_button;
  GtkWidget *numbers;
  KitDecimalEntry *quantity_entry;
  KitDecimalEntry *price_entry;
  KitDecimalEntry *discount_entry;
  GtkMenuButton *taxes_button;
  GtkLabel *taxes_label;
  GtkBox *taxes_box;
  GtkLabel *amount_label;
  GtkWidget *words_frame;
  GtkTextBuffer *words;
  GtkWidget *account_box;
  GtkDropDown *account_drop;

  BizRecordSearch *search; /* (owned) */
  BizDraftLine *line;      /* (owned) (nullable) */
  BizInvoiceLine *preview; /* (owned) (nullable): as the server would have it */
  GListModel *taxes;       /* (owned) (nullable): of BizChoice */
  GListModel *accounts;    /* (owned) (nullable): of BizChoice */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageEditorLine, page_editor_line, ADW_TYPE_BIN)

enum
{
  PRODUCT_CHOSEN,
  REMOVED,
  NEXT,
  MOVED,
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
discount_changed_cb (PageEditorLine *self)
{
  BizDecimal discount;

  if (self->filling || self->line == NULL)
    return;
  if (kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->discount_entry)))
    biz_draft_line_set_discount (self->line, NULL);
  else if (kit_decimal_entry_get_value (self->discount_entry, &discount))
    biz_draft_line_set_discount (self->line, &discount);
}

static void
words_changed_cb (PageEditorLine *self)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  if (self->filling || self->line == NULL)
    return;
  gtk_text_buffer_get_bounds (self->words, &start, &end);
  text = gtk_text_buffer_get_text (self->words, &start, &end, FALSE);
  biz_draft_line_set_description (self->line, text);
}

static void
up_cb (PageEditorLine *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
down_cb (PageEditorLine *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

/* Words and account are shown on demand; a line without a product has nothing but words. */
static void
update_more (PageEditorLine *self)
{
  gboolean product =
      self->line != NULL && biz_draft_line_get_kind (self->line) == BIZ_INVOICE_LINE_PRODUCT;
  gboolean more = self->line != NULL && gtk_toggle_button_get_active (self->more_button);
  gboolean free_text = self->line != NULL && biz_draft_line_get_product_id (self->line) == 0;

  gtk_widget_set_visible (self->words_frame, more || free_text);
  gtk_widget_set_visible (self->account_box, more && product && self->accounts != NULL);
}

static guint
find_account (PageEditorLine *self)
{
  gint64 id = biz_draft_line_get_account_id (self->line);

  if (id == 0 && self->preview != NULL)
    id = biz_invoice_line_get_account_id (self->preview);
  for (guint i = 0; self->accounts != NULL && i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (self->accounts, i);

      if (biz_choice_get_id (choice) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
account_changed_cb (PageEditorLine *self)
{
  BizChoice *choice = gtk_drop_down_get_selected_item (self->account_drop);

  if (!self->filling && self->line != NULL && choice != NULL)
    biz_draft_line_set_account_id (self->line, biz_choice_get_id (choice));
}

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}

static gboolean
has_tax (PageEditorLine *self, gint64 id)
{
  const gint64 *ids;
  gsize n;

  ids = biz_draft_line_get_taxes (self->line, &n);
  if (ids == NULL && self->preview != NULL)
    ids = biz_invoice_line_get_tax_ids (self->preview, &n);
  for (gsize i = 0; ids != NULL && i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

static void
tax_toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  PageEditorLine *self = user_data;
  g_autoptr (GArray) ids = NULL;
  GtkWidget *check;

  if (self->filling || self->line == NULL)
    return;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (check = gtk_widget_get_first_child (GTK_WIDGET (self->taxes_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      {
        gint64 *id = g_object_get_data (G_OBJECT (check), "tax");

        g_array_append_val (ids, *id);
      }
  biz_draft_line_set_taxes (self->line, (const gint64 *)(gpointer)ids->data, ids->len);
}

/* The taxes of the company, those of the line ticked; filled when the pop-up is wanted. */
static void
fill_taxes (PageEditorLine *self)
{
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->taxes_box))) != NULL)
    gtk_box_remove (self->taxes_box, child);
  for (guint i = 0; self->taxes != NULL && i < g_list_model_get_n_items (self->taxes); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (self->taxes, i);
      GtkWidget *check = gtk_check_button_new_with_label (biz_choice_get_name (choice));
      gint64 id = biz_choice_get_id (choice);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), has_tax (self, id));
      g_object_set_data_full (G_OBJECT (check), "tax", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (tax_toggled_cb), self, 0);
      gtk_box_append (self->taxes_box, check);
    }
  self->filling = FALSE;
}

static void
taxes_opened_cb (PageEditorLine *self)
{
  if (self->line != NULL)
    fill_taxes (self);
}

static void
page_editor_line_dispose (GObject *object)
{
  PageEditorLine *self = PAGE_EDITOR_LINE (object);

  g_clear_object (&self->search);
  g_clear_object (&self->line);
  g_clear_object (&self->preview);
  g_clear_object (&self->taxes);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (page_editor_line_parent_class)->dispose (object);
}

static gboolean
page_editor_line_grab_focus (GtkWidget *widget)
{
  PageEditorLine *self = PAGE_EDITOR_LINE (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->product_picker)))
    return gtk_widget_child_focus (self->words_frame, GTK_DIR_TAB_FORWARD);
  return gtk_widget_grab_focus (GTK_WIDGET (self->product_picker));
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
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  g_type_ensure (KIT_TYPE_DECIMAL_ENTRY);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-editor-line.ui");
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, product_picker);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, tools);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, kind_label);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, more_button);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, discount_entry);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, taxes_button);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, taxes_box);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, words_frame);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, words);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, account_box);
  gtk_widget_class_bind_template_child (widget_class, PageEditorLine, account_drop);
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
  gtk_widget_class_bind_template_callback (widget_class, discount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_more);
  gtk_widget_class_bind_template_callback (widget_class, taxes_opened_cb);
}

static void
page_editor_line_init (PageEditorLine *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name), NULL,
                                   NULL);
  GtkEntry *quantity;
  GtkEntry *price;
  GtkEntry *discount;

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
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->discount_entry), _ ("Discount in percent"));
  kit_decimal_entry_set_digits (self->discount_entry, 0, QUANTITY_DIGITS);
  discount = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->discount_entry));
  gtk_entry_set_placeholder_text (discount, "0");
  gtk_editable_set_width_chars (GTK_EDITABLE (discount), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (discount), 4);
  gtk_drop_down_set_expression (self->account_drop, name);
  gtk_drop_down_set_enable_search (self->account_drop, TRUE);
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

static void
fill_kind (PageEditorLine *self)
{
  BizInvoiceLineKind kind =
      self->line != NULL ? biz_draft_line_get_kind (self->line) : BIZ_INVOICE_LINE_PRODUCT;
  gboolean product = kind == BIZ_INVOICE_LINE_PRODUCT;
  gboolean free_text =
      self->line != NULL && product && biz_draft_line_get_product_id (self->line) == 0;

  gtk_widget_set_visible (self->numbers, self->line != NULL && product);
  gtk_widget_set_visible (GTK_WIDGET (self->product_picker), product && !free_text);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), !product || free_text);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), product);
  gtk_label_set_text (self->kind_label, kind == BIZ_INVOICE_LINE_SECTION ? _ ("Section")
                                        : kind == BIZ_INVOICE_LINE_NOTE  ? _ ("Note")
                                                                         : _ ("Free text"));
}

/* What the server would write stands there until the person writes. */
static void
fill_words (PageEditorLine *self)
{
  const char *words = biz_draft_line_get_description (self->line);

  if (words == NULL && self->preview != NULL)
    words = biz_invoice_line_get_description (self->preview);
  gtk_text_buffer_set_text (self->words, words != NULL ? words : "", -1);
}

/**
 * page_editor_line_set_choices:
 * @self: a line
 * @taxes: (nullable): of BizChoice
 * @accounts: (nullable): of BizChoice; %NULL where the user does not choose accounts
 */
void
page_editor_line_set_choices (PageEditorLine *self, GListModel *taxes, GListModel *accounts)
{
  g_return_if_fail (PAGE_IS_EDITOR_LINE (self));

  g_set_object (&self->taxes, taxes);
  g_set_object (&self->accounts, accounts);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->account_drop, accounts);
  if (self->line != NULL)
    gtk_drop_down_set_selected (self->account_drop, find_account (self));
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->taxes_button), taxes != NULL);
  update_more (self);
}

void
page_editor_line_set_line (PageEditorLine *self, BizDraftLine *line)
{
  BizDecimal quantity;
  BizDecimal price;

  g_return_if_fail (PAGE_IS_EDITOR_LINE (self));

  g_set_object (&self->line, line);
  gtk_widget_set_visible (self->tools, line != NULL);
  fill_kind (self);
  update_more (self);
  if (line == NULL)
    return;

  self->filling = TRUE;
  kit_search_picker_set_chosen_text (self->product_picker, biz_draft_line_get_product_name (line));
  quantity = biz_draft_line_get_quantity (line);
  kit_decimal_entry_set_value (self->quantity_entry, &quantity);
  kit_decimal_entry_set_value (self->price_entry,
                               biz_draft_line_get_price (line, &price) ? &price : NULL);
  quantity = biz_draft_line_get_discount (line);
  kit_decimal_entry_set_value (self->discount_entry, quantity.mantissa != 0 ? &quantity : NULL);
  fill_words (self);
  gtk_drop_down_set_selected (self->account_drop, find_account (self));
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
  g_set_object (&self->preview, preview);
  self->filling = TRUE;
  if (self->line != NULL && biz_draft_line_get_description (self->line) == NULL
      && biz_draft_line_get_product_id (self->line) != 0)
    fill_words (self);
  if (self->line != NULL)
    gtk_drop_down_set_selected (self->account_drop, find_account (self));
  self->filling = FALSE;
  if (biz_invoice_line_get_kind (preview) != BIZ_INVOICE_LINE_PRODUCT)
    return;
  price = biz_invoice_line_get_price (preview);
  number = biz_decimal_format (&price, 2);
  gtk_entry_set_placeholder_text (price_entry, number);
  subtotal = biz_invoice_line_get_subtotal (preview);
  amount = kit_format_money_aligned (&subtotal);
  gtk_label_set_text (self->amount_label, amount);
  gtk_label_set_text (self->taxes_label, biz_invoice_line_get_taxes (preview)[0] != '\0'
                                             ? biz_invoice_line_get_taxes (preview)
                                             : _ ("No taxes"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taxes_label),
                               biz_invoice_line_get_taxes (preview));
}

/* Whether its numbers are understood; shows what is not. */
gboolean
page_editor_line_check (PageEditorLine *self)
{
  gboolean good;

  g_return_val_if_fail (PAGE_IS_EDITOR_LINE (self), FALSE);

  if (self->line == NULL || biz_draft_line_get_kind (self->line) != BIZ_INVOICE_LINE_PRODUCT)
    return TRUE;
  good = kit_parsed_entry_check (KIT_PARSED_ENTRY (self->discount_entry));
  good = kit_parsed_entry_check (KIT_PARSED_ENTRY (self->quantity_entry)) && good;
  return kit_parsed_entry_check (KIT_PARSED_ENTRY (self->price_entry)) && good;
}
