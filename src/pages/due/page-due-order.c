/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due-order.h"

#include "biz-currency-table.h"
#include "biz-sale-order.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-due-columns.h"
#include "page-chain.h"
#include "page-grid.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageDueOrder
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title_label;
  KitStatusPill *pill;
  GtkSpinner *spinner;
  KitInlineError *error_bar;
  GtkLabel *customer_label;
  GtkLabel *value_label;
  GtkLabel *why_label;
  GtkGrid *facts;
  GtkGrid *lines;
  GtkWidget *deliveries_heading;
  GtkGrid *deliveries;
  PageChain *chain;
  GtkWidget *invoices_heading;
  GtkGrid *invoices;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDueOrder *due;             /* (owned) (nullable) */
  BizSaleOrder *order;          /* (owned) (nullable) */
  GCancellable *load;           /* (owned) (nullable) */
  gint64 id;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageDueOrder, page_due_order, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* columns of the lines; where it is narrow, a description has a row of its own */
enum
{
  COLUMN_TEXT,
  COLUMN_ORDERED,
  COLUMN_DELIVERED,
  COLUMN_INVOICED,
  COLUMN_PRICE,
  COLUMN_VALUE,
  N_COLUMNS
};

static void
add_fact (PageDueOrder *self, int *row, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  page_grid_add_text (self->facts, 0, *row, 1, name, "dim-label");
  page_grid_add_prose (self->facts, 1, *row, 1, text, NULL);
  (*row)++;
}

static void
fill_facts (PageDueOrder *self)
{
  const BizSaleOrder *order = self->order;
  g_autofree char *ordered = kit_format_date (&order->ordered_on);
  g_autofree char *promised =
      g_date_valid (&order->promised) ? kit_format_date (&order->promised) : NULL;
  g_autofree char *total = page_text_format_amount (&order->total);
  int row = 0;

  page_grid_clear (self->facts);
  add_fact (self, &row, _ ("Ordered on"), ordered);
  add_fact (self, &row, _ ("Promised for"), promised);
  add_fact (self, &row, _ ("Order total"), total);
  add_fact (self, &row, _ ("Salesperson"), order->salesperson);
  add_fact (self, &row, _ ("Customer reference"), order->reference);
  add_fact (self, &row, _ ("Company"), order->company);
}

static void
add_quantity (GtkGrid *grid, int column, int row, const BizDecimal *quantity, const char *css_class)
{
  BizDecimal plain = biz_decimal_normalize (*quantity);
  g_autofree char *text = biz_decimal_format (&plain, 0);

  page_grid_add_number (grid, column, row, text, css_class);
}

static void
add_line (PageDueOrder *self, const BizSaleLine *line, int row)
{
  static const BizDecimal zero = { 0 };
  gboolean short_of = biz_decimal_compare (&line->delivered, &line->ordered) < 0;
  g_autofree char *price = biz_decimal_format (&line->price, 2);
  g_autofree char *text = NULL;

  if (line->is_section)
    {
      page_grid_add_prose (self->lines, 0, row, N_COLUMNS, line->text, "heading");
      return;
    }
  if (biz_decimal_compare (&line->discount, &zero) != 0)
    {
      g_autofree char *percent = biz_decimal_format (&line->discount, 0);

      /* Translators: a product, then its discount in percent. */
      text = g_strdup_printf (_ ("%s (− %s %%)"), line->text, percent);
    }
  page_grid_add_prose (self->lines, COLUMN_TEXT, row, self->narrow ? N_COLUMNS : 1,
                       text != NULL ? text : line->text, NULL);
  if (self->narrow)
    row++;
  if (!line->is_downpayment)
    {
      add_quantity (self->lines, COLUMN_ORDERED, row, &line->ordered, NULL);
      add_quantity (self->lines, COLUMN_DELIVERED, row, &line->delivered,
                    short_of ? "tone-warning" : NULL);
    }
  add_quantity (self->lines, COLUMN_INVOICED, row, &line->invoiced, NULL);
  page_grid_add_number (self->lines, COLUMN_PRICE, row, price, NULL);
  page_grid_add_money (self->lines, COLUMN_VALUE, row, &line->value, NULL);
}

static void
fill_lines (PageDueOrder *self)
{
  GPtrArray *lines = self->order->lines;

  page_grid_clear (self->lines);
  if (!self->narrow)
    page_grid_add_prose (self->lines, COLUMN_TEXT, 0, 1, _ ("Product"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_ORDERED, 0, _ ("Ordered"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_DELIVERED, 0, _ ("Delivered"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_INVOICED, 0, _ ("Invoiced"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_PRICE, 0, _ ("Price"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_VALUE, 0, _ ("To Invoice"), "heading-line");
  for (guint i = 0; i < lines->len; i++)
    add_line (self, g_ptr_array_index (lines, i), (int)i * 2 + 1);
}

static void
open_clicked_cb (GtkButton *button, gpointer user_data)
{
  PageDueOrder *self = user_data;
  gint64 id = *(gint64 *)g_object_get_data (G_OBJECT (button), "id");

  g_signal_emit (self, signals[OPEN_REQUESTED], 0,
                 (const char *)g_object_get_data (G_OBJECT (button), "model"), id);
}

static void
add_link (
    PageDueOrder *self, GtkGrid *grid, int row, const char *model, gint64 id, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_widget_add_css_class (button, "link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set_data (G_OBJECT (button), "model", (gpointer)model);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_clicked_cb), self);
  gtk_grid_attach (grid, button, 0, row, 1, 1);
}

static void
fill_deliveries (PageDueOrder *self)
{
  GPtrArray *deliveries = self->order->deliveries;
  guint n = deliveries != NULL ? deliveries->len : 0;

  page_grid_clear (self->deliveries);
  gtk_widget_set_visible (self->deliveries_heading, n > 0);
  for (guint i = 0; i < n; i++)
    {
      const BizSaleDelivery *delivery = g_ptr_array_index (deliveries, i);
      const GDate *day = g_date_valid (&delivery->done) ? &delivery->done : &delivery->planned;
      g_autofree char *date = g_date_valid (day) ? kit_format_date (day) : g_strdup ("");
      const char *state = biz_sale_delivery_state_to_label (delivery->state);
      g_autofree char *words =
          delivery->is_backorder
              /* Translators: the state of a delivery of what was missing from an earlier one. */
              ? g_strdup_printf (_ ("%s, what was missing"), state)
              : g_strdup (state);

      add_link (self, self->deliveries, (int)i, "stock.picking", delivery->id, delivery->name);
      page_grid_add_prose (self->deliveries, 1, (int)i, 1, words, NULL);
      page_grid_add_number (self->deliveries, 2, (int)i, date, NULL);
    }
}

static void
fill_invoices (PageDueOrder *self)
{
  GPtrArray *invoices = self->order->invoices;
  guint n = invoices != NULL ? invoices->len : 0;

  page_grid_clear (self->invoices);
  gtk_widget_set_visible (self->invoices_heading, n > 0);
  for (guint i = 0; i < n; i++)
    {
      const BizSaleInvoice *invoice = g_ptr_array_index (invoices, i);
      g_autofree char *date =
          g_date_valid (&invoice->date) ? kit_format_date (&invoice->date) : g_strdup ("");
      BizMoney total =
          invoice->is_credit_note ? biz_money_negate (&invoice->total) : invoice->total;
      g_autofree char *amount = page_text_format_amount (&total);
      const char *state = g_strcmp0 (invoice->state, "draft") == 0    ? _ ("Draft")
                          : g_strcmp0 (invoice->state, "posted") == 0 ? _ ("Posted")
                                                                      : _ ("Cancelled");

      add_link (self, self->invoices, (int)i, "account.move", invoice->id, invoice->name);
      page_grid_add_text (self->invoices, 1, (int)i, 1, state, "dim-label");
      page_grid_add_number (self->invoices, 2, (int)i, date, NULL);
      page_grid_add_number (self->invoices, 3, (int)i, amount, NULL);
    }
}

/* What the list knows stands before the order is read. */
static void
fill_due (PageDueOrder *self)
{
  const BizDueFacts *facts = self->due != NULL ? biz_due_order_get_facts (self->due) : NULL;
  g_autofree char *why = self->due != NULL ? biz_due_order_describe_cause (self->due) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->pill), facts != NULL);
  if (facts != NULL)
    {
      g_autofree char *amount = page_text_format_amount (&facts->value);
      /* Translators: an amount of money. */
      g_autofree char *value = g_strdup_printf (_ ("%s to invoice"), amount);
      g_autofree char *days =
          facts->days >= 0
              /* Translators: a reason, then days since a delivery. */
              ? g_strdup_printf (ngettext ("%s · %d day", "%s · %d days", (gulong)facts->days), why,
                                 facts->days)
              : g_strdup (why);

      gtk_label_set_text (self->title_label, facts->name);
      gtk_label_set_text (self->customer_label, facts->partner != NULL ? facts->partner : "");
      kit_status_pill_set (self->pill, biz_due_cause_to_label (facts->cause),
                           page_due_columns_get_tone (facts->cause));
      gtk_label_set_text (self->value_label, value);
      gtk_label_set_text (self->why_label, days);
    }
  else
    {
      gtk_label_set_text (self->value_label, _ ("Nothing to invoice"));
      gtk_label_set_text (self->why_label, "");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.make", facts != NULL);
}

static void
fill (PageDueOrder *self)
{
  if (self->order == NULL)
    return;
  gtk_label_set_text (self->title_label, self->order->name);
  gtk_label_set_text (self->customer_label,
                      self->order->partner != NULL ? self->order->partner : "");
  fill_facts (self);
  fill_lines (self);
  fill_deliveries (self);
  fill_invoices (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDueOrder) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizSaleOrder) order = biz_sale_order_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->load);
  if (order == NULL)
    {
      kit_inline_error_set_error (self->error_bar, _ ("The order could not be read."), error);
      return;
    }
  kit_inline_error_clear (self->error_bar);
  g_clear_pointer (&self->order, biz_sale_order_free);
  self->order = g_steal_pointer (&order);
  fill (self);
  page_chain_show (self->chain, "sale.order", self->id);
}

static void
load (PageDueOrder *self)
{
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  biz_sale_order_load_async (self->session, self->currencies, self->id, self->load, loaded_cb,
                             page_weak_new (self));
}

static void
retry_cb (PageDueOrder *self)
{
  load (self);
}

static void
chain_open_cb (PageDueOrder *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "make");
}

static void
browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  /* No section shows deliveries: the window opens what it has none for in the browser. */
  gtk_widget_activate_action (widget, "due.open-browser", NULL);
}

static void
page_due_order_dispose (GObject *object)
{
  PageDueOrder *self = PAGE_DUE_ORDER (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->due);
  g_clear_pointer (&self->order, biz_sale_order_free);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_due_order_parent_class)->dispose (object);
}

static void
page_due_order_class_init (PageDueOrderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_due_order_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_signal_new ("make", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  g_type_ensure (PAGE_TYPE_CHAIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-due-order.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, pill);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, customer_label);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, value_label);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, why_label);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, facts);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, lines);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, deliveries_heading);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, deliveries);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, chain);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, invoices_heading);
  gtk_widget_class_bind_template_child (widget_class, PageDueOrder, invoices);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, chain_open_cb);
  gtk_widget_class_install_action (widget_class, "order.make", NULL, make_action);
  gtk_widget_class_install_action (widget_class, "order.browser", NULL, browser_action);
}

static void
page_due_order_init (PageDueOrder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_due_order_new (ErpSession *session, BizCurrencyTable *currencies)
{
  PageDueOrder *self = g_object_new (PAGE_TYPE_DUE_ORDER, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  page_chain_set_session (self->chain, session, NULL);

  return GTK_WIDGET (self);
}

/**
 * page_due_order_show:
 * @self: the view
 * @id: a sales order
 * @due: (nullable): what the list knows of it
 */
void
page_due_order_show (PageDueOrder *self, gint64 id, BizDueOrder *due)
{
  g_return_if_fail (PAGE_IS_DUE_ORDER (self));

  if (id != self->id)
    {
      g_clear_pointer (&self->order, biz_sale_order_free);
      page_grid_clear (self->facts);
      page_grid_clear (self->lines);
      page_grid_clear (self->deliveries);
      page_grid_clear (self->invoices);
      gtk_widget_set_visible (self->deliveries_heading, FALSE);
      gtk_widget_set_visible (self->invoices_heading, FALSE);
      page_chain_show (self->chain, NULL, 0);
    }
  self->id = id;
  g_set_object (&self->due, due);
  kit_inline_error_clear (self->error_bar);
  fill_due (self);
  load (self);
}

void
page_due_order_refresh (PageDueOrder *self)
{
  g_return_if_fail (PAGE_IS_DUE_ORDER (self));

  if (self->id != 0)
    load (self);
}

gint64
page_due_order_get_id (PageDueOrder *self)
{
  g_return_val_if_fail (PAGE_IS_DUE_ORDER (self), 0);

  return self->id;
}

gint64
page_due_order_get_partner (PageDueOrder *self)
{
  g_return_val_if_fail (PAGE_IS_DUE_ORDER (self), 0);

  return self->order != NULL ? self->order->partner_id : 0;
}

void
page_due_order_set_narrow (PageDueOrder *self, gboolean alone, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_DUE_ORDER (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fill (self);
}
