/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-credit-line-row.h"

#include "kit-decimal-entry.h"
#include "kit-money-entry.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageCreditLineRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  KitDecimalEntry *quantity;
  KitMoneyEntry *amount;

  BizCreditLine *line; /* (owned) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageCreditLineRow, page_credit_line_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One way of saying it at a time: typing in one empties the other. */
static void
quantity_changed_cb (PageCreditLineRow *self)
{
  if (self->filling)
    return;

  self->filling = TRUE;
  if (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->quantity)))
    kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self->amount), "");
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
amount_changed_cb (PageCreditLineRow *self)
{
  if (self->filling)
    return;

  self->filling = TRUE;
  if (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->amount)))
    kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self->quantity), "");
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
page_credit_line_row_dispose (GObject *object)
{
  g_clear_object (&PAGE_CREDIT_LINE_ROW (object)->line);

  G_OBJECT_CLASS (page_credit_line_row_parent_class)->dispose (object);
}

static void
page_credit_line_row_class_init (PageCreditLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_credit_line_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DECIMAL_ENTRY);
  g_type_ensure (KIT_TYPE_MONEY_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-credit-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCreditLineRow, title);
  gtk_widget_class_bind_template_child (widget_class, PageCreditLineRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PageCreditLineRow, quantity);
  gtk_widget_class_bind_template_child (widget_class, PageCreditLineRow, amount);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
}

static void
page_credit_line_row_init (PageCreditLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
describe (PageCreditLineRow *self)
{
  const BizDecimal all = biz_credit_line_get_quantity (self->line);
  const BizDecimal left = biz_credit_line_get_quantity_left (self->line);
  const BizMoney net = biz_credit_line_get_net_left (self->line);
  const char *unit = biz_credit_line_get_unit (self->line);
  g_autofree char *of = biz_decimal_format (&all, 0);
  g_autofree char *rest = biz_decimal_format (&left, 0);
  g_autofree char *amount = page_text_format_amount (&net);
  g_autofree char *text = NULL;

  if (unit != NULL)
    /* Translators: quantities with their unit, and an amount: "2 of 3 Units, $200.00 without tax"
     */
    text =
        g_strdup_printf (_ ("Left to credit: %s of %s %s, %s without tax"), rest, of, unit, amount);
  else
    /* Translators: quantities, and an amount: "2 of 3, $200.00 without tax" */
    text = g_strdup_printf (_ ("Left to credit: %s of %s, %s without tax"), rest, of, amount);
  gtk_label_set_text (self->subtitle, text);
}

/**
 * page_credit_line_row_new:
 * @line: a line with amounts
 *
 * Returns: (transfer floating): the row, nothing of it credited
 */
GtkWidget *
page_credit_line_row_new (BizCreditLine *line)
{
  PageCreditLineRow *self = g_object_new (PAGE_TYPE_CREDIT_LINE_ROW, NULL);
  const char *words = biz_credit_line_get_description (line);
  const BizMoney net = biz_credit_line_get_net (line);
  /* Translators: the words of an invoice's line. */
  g_autofree char *quantity = g_strdup_printf (_ ("Quantity to credit of %s"), words);
  /* Translators: the words of an invoice's line. */
  g_autofree char *amount = g_strdup_printf (_ ("Amount to credit of %s, without tax"), words);

  self->line = g_object_ref (line);
  self->filling = TRUE;
  gtk_label_set_text (self->title, words);
  kit_decimal_entry_set_digits (self->quantity, 0, 6);
  kit_money_entry_set_currency (self->amount, net.currency, net.digits);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->quantity), quantity);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->amount), amount);
  self->filling = FALSE;
  describe (self);

  return GTK_WIDGET (self);
}

static gboolean
take (PageCreditLineRow *self, KitParsedEntry *entry, gboolean planned, const GError *error)
{
  kit_parsed_entry_set_error (entry, planned ? NULL : error->message);

  return planned;
}

gboolean
page_credit_line_row_apply (PageCreditLineRow *self, BizCreditPlan *plan)
{
  const gint64 id = biz_credit_line_get_id (self->line);
  g_autoptr (GError) error = NULL;
  BizDecimal quantity;
  BizMoney amount;
  gboolean planned;

  g_return_val_if_fail (PAGE_IS_CREDIT_LINE_ROW (self), FALSE);
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (plan), FALSE);

  biz_credit_plan_remove_line (plan, id);
  if (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->quantity)))
    {
      if (!kit_decimal_entry_get_value (self->quantity, &quantity))
        return FALSE;
      planned = biz_credit_plan_set_quantity (plan, id, &quantity, &error);
      return take (self, KIT_PARSED_ENTRY (self->quantity), planned, error);
    }
  if (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->amount)))
    {
      if (!kit_money_entry_get_value (self->amount, &amount))
        return FALSE;
      planned = biz_credit_plan_set_net (plan, id, &amount, &error);
      return take (self, KIT_PARSED_ENTRY (self->amount), planned, error);
    }

  return TRUE;
}
