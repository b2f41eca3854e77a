/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-credit-apply.h"

#include "biz-credit-targets.h"
#include "kit-format.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCreditApply
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GListModel *targets;       /* (owned) (nullable): BizInvoice */
  GPtrArray *rows;           /* (owned): AdwActionRow, not owned */
  GCancellable *cancellable; /* (owned) */
  BizMoney left;
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (PageCreditApply, page_credit_apply, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkCheckButton *
get_check (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "check");
}

static GtkLabel *
get_label (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "label");
}

/* What each gets; the amounts are owned by the caller. */
static gint64
spread (PageCreditApply *self, gint64 *applied)
{
  const guint n = self->rows->len;
  g_autofree gint64 *open = g_new0 (gint64, n + 1);
  g_autofree gboolean *chosen = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizInvoice) invoice = g_list_model_get_item (self->targets, i);

      open[i] = biz_invoice_get_residual (invoice).minor;
      chosen[i] = gtk_check_button_get_active (get_check (g_ptr_array_index (self->rows, i)));
    }

  return biz_credit_targets_spread (self->left.minor, open, chosen, n, applied);
}

static void
update (PageCreditApply *self)
{
  const guint n = self->rows->len;
  g_autofree gint64 *applied = g_new0 (gint64, n + 1);
  g_autofree char *text = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *rest_text = NULL;
  BizMoney rest = self->left;

  gtk_widget_set_visible (GTK_WIDGET (self), self->wanted && n > 0 && self->left.minor > 0);
  if (n == 0)
    return;
  rest.minor = spread (self, applied);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizInvoice) invoice = g_list_model_get_item (self->targets, i);
      BizMoney after = biz_invoice_get_residual (invoice);
      g_autofree char *before_text = page_text_format_amount (&after);
      g_autofree char *after_text = NULL;
      g_autofree char *both = NULL;

      after.minor -= applied[i];
      after_text = page_text_format_amount (&after);
      /* Translators: what is open before, and after. */
      both = g_strdup_printf (_ ("%s → %s"), before_text, after_text);
      gtk_label_set_text (get_label (g_ptr_array_index (self->rows, i)),
                          applied[i] != 0 ? both : before_text);
    }
  amount = page_text_format_amount (&self->left);
  rest_text = page_text_format_amount (&rest);
  /* Translators: two amounts. */
  text = g_strdup_printf (_ ("The invoice itself leaves %s of the credit over. %s of it stays the "
                             "customer’s credit."),
                          amount, rest_text);
  adw_preferences_group_set_description (self->group, text);
}

static void
toggled_cb (PageCreditApply *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (PageCreditApply *self, BizInvoice *invoice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *date = kit_format_date (biz_invoice_get_due_date (invoice));
  /* Translators: a date. */
  g_autofree char *due = g_strdup_printf (_ ("Due %s"), date);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), biz_invoice_get_title (invoice));
  if (*date != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), due);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  biz_invoice_get_title (invoice), -1);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "label", label);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCreditApply) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) targets = biz_credit_targets_load_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Without them the credit stays the customer's, and can be applied later. */
  if (targets == NULL)
    {
      g_debug ("The open invoices were not read: %s", error->message);
      return;
    }
  g_set_object (&self->targets, targets);
  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (BizInvoice) invoice = g_list_model_get_item (targets, i);

      add_row (self, invoice);
    }
  update (self);
}

static void
page_credit_apply_dispose (GObject *object)
{
  PageCreditApply *self = PAGE_CREDIT_APPLY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->targets);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (page_credit_apply_parent_class)->dispose (object);
}

static void
page_credit_apply_finalize (GObject *object)
{
  g_clear_object (&PAGE_CREDIT_APPLY (object)->cancellable);
  G_OBJECT_CLASS (page_credit_apply_parent_class)->finalize (object);
}

static void
page_credit_apply_class_init (PageCreditApplyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_credit_apply_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_credit_apply_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_credit_apply_init (PageCreditApply *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Apply the Rest To"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * page_credit_apply_load:
 * @self: the choice
 * @client: who asks
 * @currencies: the currencies of the server
 * @invoice: what is credited
 *
 * Once.
 */
void
page_credit_apply_load (PageCreditApply *self,
                        ErpClient *client,
                        BizCurrencyTable *currencies,
                        BizInvoice *invoice)
{
  g_return_if_fail (PAGE_IS_CREDIT_APPLY (self));

  if (biz_invoice_get_partner_id (invoice) != 0)
    biz_credit_targets_load_async (client, currencies, invoice, self->cancellable, loaded_cb,
                                   page_weak_new (self));
}

void
page_credit_apply_set_left (PageCreditApply *self, const BizMoney *left)
{
  g_return_if_fail (PAGE_IS_CREDIT_APPLY (self));

  self->wanted = left != NULL;
  if (left != NULL)
    self->left = *left;
  update (self);
}

GPtrArray *
page_credit_apply_dup_chosen (PageCreditApply *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gint64 *applied = NULL;

  g_return_val_if_fail (PAGE_IS_CREDIT_APPLY (self), NULL);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return NULL;
  applied = g_new0 (gint64, self->rows->len + 1);
  spread (self, applied);
  for (guint i = 0; i < self->rows->len; i++)
    if (applied[i] != 0)
      g_ptr_array_add (chosen, g_list_model_get_item (self->targets, i));

  return g_steal_pointer (&chosen);
}
