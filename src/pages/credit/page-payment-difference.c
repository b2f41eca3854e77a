/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-payment-difference.h"

#include "biz-choice.h"

#include <glib/gi18n-lib.h>

struct _PagePaymentDifference
{
  GtkBox parent_instance;

  GtkWidget *group;
  AdwComboRow *handling_row;
  AdwComboRow *account_row;
  GtkEditable *label_row;
  GtkWidget *equal_box;
  GtkLabel *equal_label;
  GtkCheckButton *second_check;

  BizPaymentCheck *check; /* (owned) (nullable) */
  gboolean differs;
  gboolean settled; /* the server takes it itself */
  int side;         /* of the difference that the words are for; 0 at first */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePaymentDifference, page_payment_difference, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}

gboolean
page_payment_difference_is_written_off (PagePaymentDifference *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENT_DIFFERENCE (self), FALSE);

  return self->differs && adw_combo_row_get_selected (self->handling_row) == 1;
}

static void
changed_cb (PagePaymentDifference *self)
{
  const gboolean off = page_payment_difference_is_written_off (self);

  if (self->filling)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->account_row), off);
  gtk_widget_set_visible (GTK_WIDGET (self->label_row), off);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
page_payment_difference_dispose (GObject *object)
{
  g_clear_object (&PAGE_PAYMENT_DIFFERENCE (object)->check);

  G_OBJECT_CLASS (page_payment_difference_parent_class)->dispose (object);
}

static void
page_payment_difference_class_init (PagePaymentDifferenceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_payment_difference_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-payment-difference.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, group);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, handling_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, account_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, label_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, equal_box);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, equal_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDifference, second_check);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
page_payment_difference_init (PagePaymentDifference *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name), NULL,
                                   NULL);

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_expression (self->account_row, name);
  self->filling = FALSE;
}

void
page_payment_difference_set_check (PagePaymentDifference *self, BizPaymentCheck *check)
{
  g_return_if_fail (PAGE_IS_PAYMENT_DIFFERENCE (self));

  g_set_object (&self->check, check);
  self->filling = TRUE;
  adw_combo_row_set_model (self->account_row, biz_payment_check_get_accounts (check));
  self->filling = FALSE;
  changed_cb (self);
}

static void
show_equal (PagePaymentDifference *self, const BizMoney *amount, const GDate *date)
{
  g_autofree char *equal = NULL;

  if (self->check != NULL && date != NULL)
    equal = biz_payment_check_find_equal (self->check, amount, date);
  if (g_strcmp0 (equal != NULL ? equal : "", gtk_label_get_text (self->equal_label)) != 0)
    gtk_check_button_set_active (self->second_check, FALSE);
  gtk_label_set_text (self->equal_label, equal != NULL ? equal : "");
  gtk_widget_set_visible (self->equal_box, equal != NULL);
}

/* The words say which way the difference goes. */
static void
show_handling (PagePaymentDifference *self, const BizMoney *difference)
{
  const char *const less[] = { _ ("Keep it open"), _ ("Write it off"), NULL };
  const char *const more[] = { _ ("Keep it as the customer's credit"), _ ("Write it off"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (difference->minor > 0 ? less : more);
  const guint chosen = adw_combo_row_get_selected (self->handling_row);
  const int side = difference->minor > 0 ? 1 : -1;

  /* Only when the side changes: a new model tells of a new choice. */
  if (side == self->side)
    return;
  self->side = side;
  adw_combo_row_set_model (self->handling_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->handling_row, chosen == 1 ? 1 : 0);
}

void
page_payment_difference_set_payment (PagePaymentDifference *self,
                                     const BizMoney *amount,
                                     const BizMoney *difference,
                                     gboolean settled,
                                     const GDate *date)
{
  g_return_if_fail (PAGE_IS_PAYMENT_DIFFERENCE (self));

  self->filling = TRUE;
  self->settled = difference->minor != 0 && settled;
  self->differs = difference->minor != 0 && !settled;
  gtk_widget_set_visible (self->group, self->differs);
  if (self->differs)
    show_handling (self, difference);
  gtk_widget_set_visible (GTK_WIDGET (self->account_row),
                          page_payment_difference_is_written_off (self));
  gtk_widget_set_visible (GTK_WIDGET (self->label_row),
                          page_payment_difference_is_written_off (self));
  show_equal (self, amount, date);
  self->filling = FALSE;
}

gboolean
page_payment_difference_is_ready (PagePaymentDifference *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENT_DIFFERENCE (self), FALSE);

  if (gtk_widget_get_visible (self->equal_box) && !gtk_check_button_get_active (self->second_check))
    return FALSE;

  return !page_payment_difference_is_written_off (self)
         || adw_combo_row_get_selected_item (self->account_row) != NULL;
}

void
page_payment_difference_get_options (PagePaymentDifference *self, BizPaymentOptions *options)
{
  const char *label;

  g_return_if_fail (PAGE_IS_PAYMENT_DIFFERENCE (self));

  *options = (BizPaymentOptions){ 0 };
  options->is_second =
      gtk_widget_get_visible (self->equal_box) && gtk_check_button_get_active (self->second_check);
  options->may_exceed = TRUE;
  options->takes_discount = self->settled;
  if (!page_payment_difference_is_written_off (self))
    return;
  label = gtk_editable_get_text (self->label_row);
  options->writeoff_account_id =
      biz_choice_get_id (adw_combo_row_get_selected_item (self->account_row));
  options->writeoff_label = label[0] != '\0' ? label : NULL;
}
