/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-lines.h"

#include "biz-applied-payment.h"
#include "biz-decimal.h"
#include "biz-invoice-line.h"
#include "kit-format.h"
#include "page-grid.h"
#include "page-totals.h"

#include <glib/gi18n-lib.h>

/* A grid holds so many lines without being felt; the rest comes on demand. */
#define FIRST_LINES 120

enum
{
  COLUMN_TEXT,
  COLUMN_QUANTITY,
  COLUMN_PRICE,
  COLUMN_TAXES,
  COLUMN_AMOUNT,
  N_COLUMNS
};

struct _PageInvoiceLines
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkGrid *lines;
  GtkGrid *totals;

  BizInvoice *invoice; /* (owned) (nullable) */
  gboolean all;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageInvoiceLines, page_invoice_lines, ADW_TYPE_BIN)

static void fill (PageInvoiceLines *self);

static void
add_headings (PageInvoiceLines *self)
{
  if (!self->narrow)
    page_grid_add_prose (self->lines, COLUMN_TEXT, 0, 1, _ ("Description"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_QUANTITY, 0, _ ("Quantity"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_PRICE, 0, _ ("Unit Price"), "heading-line");
  page_grid_add_text (self->lines, COLUMN_TAXES, 0, 1, _ ("Taxes"), "heading-line");
  page_grid_add_number (self->lines, COLUMN_AMOUNT, 0, _ ("Amount"), "heading-line");
}

static char *
describe_price (BizInvoiceLine *line)
{
  BizDecimal price = biz_invoice_line_get_price (line);
  BizDecimal discount = biz_invoice_line_get_discount (line);
  g_autofree char *text = biz_decimal_format (&price, 2);
  g_autofree char *percent = NULL;

  if (discount.mantissa == 0)
    return g_steal_pointer (&text);
  percent = biz_decimal_format (&discount, 0);
  /* Translators: a unit price, then its discount in percent. */
  return g_strdup_printf (_ ("%s\n− %s %%"), text, percent);
}

static char *
describe_text (BizInvoiceLine *line)
{
  const char *product = biz_invoice_line_get_product_name (line);
  const char *description = biz_invoice_line_get_description (line);

  if (description == NULL || description[0] == '\0')
    return g_strdup (product != NULL ? product : "");
  return g_strdup (description);
}

static void
add_line (PageInvoiceLines *self, BizInvoiceLine *line, int row)
{
  BizDecimal quantity = biz_invoice_line_get_quantity (line);
  BizMoney subtotal = biz_invoice_line_get_subtotal (line);
  g_autofree char *text = describe_text (line);
  g_autofree char *number = biz_decimal_format (&quantity, 0);
  g_autofree char *with_unit = NULL;
  g_autofree char *price = describe_price (line);
  g_autofree char *amount = kit_format_money_aligned (&subtotal);
  const char *unit = biz_invoice_line_get_unit (line);
  const char *account = biz_invoice_line_get_account (line);
  GtkWidget *taxes;

  if (biz_invoice_line_get_kind (line) != BIZ_INVOICE_LINE_PRODUCT)
    {
      GtkWidget *label = gtk_label_new (text);
      gboolean section = biz_invoice_line_get_kind (line) == BIZ_INVOICE_LINE_SECTION;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, section ? "heading" : "dim-label");
      gtk_grid_attach (self->lines, label, 0, row, N_COLUMNS, 1);
      return;
    }

  with_unit = g_strjoin (" ", number, unit, NULL);
  page_grid_add_prose (self->lines, COLUMN_TEXT, row, self->narrow ? N_COLUMNS : 1, text, NULL);
  if (account != NULL && !self->narrow)
    page_grid_add_prose (self->lines, COLUMN_TEXT, row + 1, 1, account, "line-account");
  if (self->narrow)
    row++;
  page_grid_add_number (self->lines, COLUMN_QUANTITY, row, with_unit, NULL);
  gtk_label_set_justify (GTK_LABEL (
                             page_grid_add_number (self->lines, COLUMN_PRICE, row, price, NULL)),
                         GTK_JUSTIFY_RIGHT);
  taxes = page_grid_add_text (self->lines, COLUMN_TAXES, row, 1, biz_invoice_line_get_taxes (line),
                              "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (taxes), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (taxes), 10);
  gtk_widget_set_tooltip_text (taxes, biz_invoice_line_get_taxes (line));
  page_grid_add_number (self->lines, COLUMN_AMOUNT, row, amount, NULL);
}

static void
show_all_cb (PageInvoiceLines *self)
{
  self->all = TRUE;
  fill (self);
}

static void
fill_lines (PageInvoiceLines *self)
{
  GListModel *lines = biz_invoice_get_lines (self->invoice);
  guint n = g_list_model_get_n_items (lines);
  guint shown = self->all ? n : MIN (n, FIRST_LINES);
  guint i;

  if (n == 0)
    return;
  add_headings (self);
  for (i = 0; i < shown; i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);

      add_line (self, line, (int)i * 2 + 1);
    }
  if (shown < n)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("Show all %u line", "Show all %u lines", n), n);
      GtkWidget *button = gtk_button_new_with_label (text);

      g_signal_connect_object (button, "clicked", G_CALLBACK (show_all_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->lines, button, 0, (int)shown * 2 + 1, N_COLUMNS, 1);
    }
}

static void
add_payments (PageInvoiceLines *self)
{
  GListModel *payments = biz_invoice_get_payments (self->invoice);
  guint n = g_list_model_get_n_items (payments);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (BizAppliedPayment) payment = g_list_model_get_item (payments, i);
      BizMoney amount = biz_applied_payment_get_amount (payment);
      BizMoney negative = biz_money_negate (&amount);
      g_autofree char *date = kit_format_date (biz_applied_payment_get_date (payment));
      const char *reference = biz_applied_payment_get_reference (payment);
      const char *journal = biz_applied_payment_get_journal (payment);
      const char *by = reference != NULL && reference[0] != '\0' ? reference : journal;
      g_autofree char *name = NULL;

      if (biz_applied_payment_get_is_credit_note (payment))
        /* Translators: the date and the number of a credit note. */
        name = g_strdup_printf (_ ("Credited on %s, %s"), date, by != NULL ? by : "");
      else
        /* Translators: the date and the reference or journal of a payment. */
        name = g_strdup_printf (_ ("Paid on %s, %s"), date, by != NULL ? by : "");
      page_totals_add (self->totals, name, &negative, "payment");
    }
}

static void
fill_totals (PageInvoiceLines *self)
{
  BizMoney untaxed = biz_invoice_get_untaxed (self->invoice);
  BizMoney total = biz_invoice_get_total (self->invoice);
  BizMoney residual = biz_invoice_get_residual (self->invoice);

  page_totals_add_all (self->totals, &untaxed, biz_invoice_get_tax_lines (self->invoice), &total);
  if (biz_invoice_get_state (self->invoice) != BIZ_STATE_POSTED)
    return;
  add_payments (self);
  page_totals_add (self->totals, _ ("Still Open"), &residual, "heading");
}

static void
fill (PageInvoiceLines *self)
{
  gboolean full = self->invoice != NULL && biz_invoice_is_full (self->invoice);

  page_totals_clear (self->lines);
  page_totals_clear (self->totals);
  gtk_widget_set_visible (GTK_WIDGET (self), full);
  if (!full)
    return;
  fill_lines (self);
  fill_totals (self);
}

static void
page_invoice_lines_dispose (GObject *object)
{
  PageInvoiceLines *self = PAGE_INVOICE_LINES (object);

  g_clear_object (&self->invoice);
  G_OBJECT_CLASS (page_invoice_lines_parent_class)->dispose (object);
}

static void
page_invoice_lines_class_init (PageInvoiceLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_invoice_lines_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoice-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceLines, box);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceLines, lines);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceLines, totals);
}

static void
page_invoice_lines_init (PageInvoiceLines *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_invoice_lines_new (void)
{
  return g_object_new (PAGE_TYPE_INVOICE_LINES, NULL);
}

void
page_invoice_lines_set_narrow (PageInvoiceLines *self, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_INVOICE_LINES (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fill (self);
}

void
page_invoice_lines_set_invoice (PageInvoiceLines *self, BizInvoice *invoice)
{
  g_return_if_fail (PAGE_IS_INVOICE_LINES (self));

  if (!g_set_object (&self->invoice, invoice))
    return;
  self->all = FALSE;
  fill (self);
}
