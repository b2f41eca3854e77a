/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due-invoice-dialog.h"

#include "erp-error.h"
#include "erp-session.h"
#include "kit-decimal-entry.h"
#include "kit-inline-error.h"
#include "kit-parsed-entry.h"
#include "page-due-columns.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageDueInvoiceDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  KitInlineError *load_error;
  GtkLabel *drafts_label;
  GtkWidget *options;
  AdwComboRow *method_row;
  AdwActionRow *amount_row;
  AdwActionRow *together_row;
  GtkSwitch *together_switch;
  AdwActionRow *deduct_row;
  GtkSwitch *deduct_switch;
  GtkSwitch *post_switch;
  KitInlineError *error_bar;
  GtkListBox *rows;
  GtkLabel *summary;
  GtkWidget *stop_button;
  GtkButton *make_button;
  GtkWidget *close_button;
  KitDecimalEntry *amount_entry;

  ErpSession *session;       /* (owned) */
  BizDueMaker *maker;        /* (owned) */
  GCancellable *cancellable; /* (owned): of the window */
  GCancellable *run;         /* (owned) (nullable): of the run */
  gboolean ended;            /* a run was through */
};

G_DEFINE_FINAL_TYPE (PageDueInvoiceDialog, page_due_invoice_dialog, ADW_TYPE_WINDOW)

enum
{
  MADE,
  OPEN_REQUESTED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  METHOD_DELIVERED,
  METHOD_PERCENTAGE,
  METHOD_FIXED,
};

static guint
get_method (PageDueInvoiceDialog *self)
{
  return biz_due_maker_get_orders (self->maker)->len == 1
             ? adw_combo_row_get_selected (self->method_row)
             : METHOD_DELIVERED;
}

static const char *
describe_state (BizDueBatch *batch)
{
  switch (biz_due_batch_get_state (batch))
    {
    case BIZ_DUE_BATCH_MAKING:
      return _ ("being made…");
    case BIZ_DUE_BATCH_DRAFT:
      return _ ("made, a draft");
    case BIZ_DUE_BATCH_POSTED:
      return _ ("made and posted");
    case BIZ_DUE_BATCH_REFUSED:
      return _ ("not made");
    case BIZ_DUE_BATCH_UNKNOWN:
      return _ ("not known yet; the journal goes on looking");
    case BIZ_DUE_BATCH_WAITING:
    default:
      return NULL;
    }
}

static char *
describe_batch (BizDueBatch *batch)
{
  const char *state = describe_state (batch);
  const char *invoices = biz_due_batch_get_invoices (batch);
  const char *reason = biz_due_batch_get_reason (batch);
  const BizDueFacts *facts =
      biz_due_order_get_facts (g_ptr_array_index (biz_due_batch_get_orders (batch), 0));
  g_autoptr (GString) text = g_string_new (facts->partner);

  if (state != NULL)
    g_string_append_printf (text, "\n%s%s%s", invoices != NULL ? invoices : "",
                            invoices != NULL ? ": " : "", state);
  if (reason != NULL)
    g_string_append_printf (text, "\n%s", reason);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  PageDueInvoiceDialog *self = user_data;
  BizDueBatch *batch = g_object_get_data (G_OBJECT (button), "batch");

  if (biz_due_batch_get_state (batch) == BIZ_DUE_BATCH_UNKNOWN)
    g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  else
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, "account.move",
                   biz_due_batch_get_invoice_id (batch));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_row (PageDueInvoiceDialog *self, BizDueBatch *batch)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe_batch (batch);
  BizMoney value = biz_due_batch_get_value (batch);
  g_autofree char *amount = page_text_format_amount (&value);
  gboolean unknown = biz_due_batch_get_state (batch) == BIZ_DUE_BATCH_UNKNOWN;
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), biz_due_batch_get_names (batch));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (unknown || biz_due_batch_get_invoice_id (batch) != 0)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (unknown ? _ ("_Journal") : _ ("_Open"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "batch", g_object_ref (batch), g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (open_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  if (biz_due_batch_get_state (batch) == BIZ_DUE_BATCH_REFUSED || unknown)
    gtk_widget_add_css_class (row, "error");
  gtk_list_box_append (self->rows, row);
}

static void
fill_rows (PageDueInvoiceDialog *self)
{
  GPtrArray *batches = biz_due_maker_get_batches (self->maker);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < batches->len; i++)
    add_row (self, g_ptr_array_index (batches, i));
}

static void
add_count (GString *text, guint n, const char *word)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", text->len > 0 ? " · " : "", n, word);
}

/* @wanted: whether an amount is typed where one is needed */
static gboolean
check_amount (PageDueInvoiceDialog *self)
{
  BizDecimal amount;
  BizDecimal zero = { 0 };

  return get_method (self) == METHOD_DELIVERED
         || (kit_decimal_entry_get_value (self->amount_entry, &amount)
             && biz_decimal_compare (&amount, &zero) > 0);
}

static void
update (PageDueInvoiceDialog *self)
{
  guint n = biz_due_maker_get_batches (self->maker)->len;
  gboolean running = biz_due_maker_is_running (self->maker);
  guint method = get_method (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->options, !running && !self->ended);
  gtk_widget_set_visible (GTK_WIDGET (self->amount_row), method != METHOD_DELIVERED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->amount_row),
                                 method == METHOD_FIXED ? _ ("Amount with taxes") : _ ("Percent"));
  gtk_widget_set_visible (GTK_WIDGET (self->deduct_row),
                          method == METHOD_DELIVERED
                              && biz_due_maker_has_down_payments (self->maker));
  add_count (text, biz_due_maker_count (self->maker, BIZ_DUE_BATCH_POSTED), C_ ("count", "posted"));
  /* Translators: each of these follows a number: "3 posted · 2 drafts". */
  add_count (text, biz_due_maker_count (self->maker, BIZ_DUE_BATCH_DRAFT), C_ ("count", "drafts"));
  add_count (text, biz_due_maker_count (self->maker, BIZ_DUE_BATCH_REFUSED),
             C_ ("count", "refused"));
  add_count (text, biz_due_maker_count (self->maker, BIZ_DUE_BATCH_UNKNOWN),
             C_ ("count", "not known"));
  if (running || self->ended)
    add_count (text, biz_due_maker_count (self->maker, BIZ_DUE_BATCH_WAITING),
               C_ ("count", "not begun"));
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (GTK_WIDGET (self->make_button), !running && !self->ended);
  gtk_widget_set_sensitive (GTK_WIDGET (self->make_button), check_amount (self));
  label = g_strdup_printf (ngettext ("_Make %u Invoice", "_Make %u Invoices", n), n);
  gtk_button_set_label (self->make_button, label);
}

static void
maker_changed_cb (PageDueInvoiceDialog *self)
{
  fill_rows (self);
  update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDueInvoiceDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean loaded = biz_due_maker_load_finish (BIZ_DUE_MAKER (source), result, &error);
  const char *drafts;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!loaded)
    {
      kit_inline_error_set_error (self->load_error, _ ("The orders could not be read."), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  drafts = biz_due_maker_get_drafts (self->maker);
  gtk_widget_set_visible (GTK_WIDGET (self->drafts_label), drafts != NULL);
  if (drafts != NULL)
    {
      /* Translators: %s names draft invoices. */
      g_autofree char *text = g_strdup_printf (
          _ ("Part of it is on drafts already, and will not be invoiced again: %s."), drafts);

      gtk_label_set_text (self->drafts_label, text);
    }
  maker_changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->make_button));
}

static void
load (PageDueInvoiceDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "asking");
  biz_due_maker_load_async (self->maker, self->cancellable, loaded_cb, page_weak_new (self));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDueInvoiceDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean ran = biz_due_maker_run_finish (BIZ_DUE_MAKER (source), result, &error);

  if (self == NULL)
    return;
  self->ended = TRUE;
  if (!ran)
    kit_inline_error_set_error (self->error_bar, NULL, error);
  maker_changed_cb (self);
  gtk_widget_grab_focus (self->close_button);
  g_signal_emit (self, signals[MADE], 0);
}

void
page_due_invoice_dialog_make (PageDueInvoiceDialog *self)
{
  static const char *const methods[] = { "delivered", "percentage", "fixed" };
  guint method;
  GDate today;
  BizDecimal amount = { 0 };
  BizMoney total;
  BizMoney fixed;
  BizOrderInvoicing how = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PAGE_IS_DUE_INVOICE_DIALOG (self));

  method = get_method (self);
  today = page_text_get_today (self->session);
  if (biz_due_maker_is_running (self->maker) || self->ended || !check_amount (self))
    return;
  how.method = methods[method];
  how.keep_down_payments = method == METHOD_DELIVERED
                           && gtk_widget_get_visible (GTK_WIDGET (self->deduct_row))
                           && !gtk_switch_get_active (self->deduct_switch);
  if (method != METHOD_DELIVERED)
    kit_decimal_entry_get_value (self->amount_entry, &amount);
  if (method == METHOD_PERCENTAGE)
    how.percentage = &amount;
  if (method == METHOD_FIXED)
    {
      if (!biz_due_maker_get_total (self->maker, &total)
          || !biz_decimal_to_money (&amount, total.currency, total.digits, BIZ_ROUND_HALF_UP,
                                    &fixed, &error)
          || biz_money_compare (&fixed, &total) > 0)
        {
          if (error == NULL)
            g_set_error_literal (&error, ERP_ERROR, ERP_ERROR_VALIDATION,
                                 _ ("A down payment is not more than the order. Write less."));
          kit_inline_error_set_error (self->error_bar, NULL, error);
          return;
        }
      how.fixed = &fixed;
    }
  kit_inline_error_clear (self->error_bar);
  g_clear_object (&self->run);
  self->run = g_cancellable_new ();
  biz_due_maker_run_async (self->maker, &how, gtk_switch_get_active (self->post_switch), &today,
                           self->run, ran_cb, page_weak_new (self));
  update (self);
}

static void
together_cb (PageDueInvoiceDialog *self)
{
  biz_due_maker_set_together (self->maker, gtk_switch_get_active (self->together_switch));
}

static void
stop_cb (PageDueInvoiceDialog *self)
{
  g_cancellable_cancel (self->run);
}

static void
retry_cb (PageDueInvoiceDialog *self)
{
  load (self);
}

/* What is under way is not left alone. */
static gboolean
page_due_invoice_dialog_close_request (GtkWindow *window)
{
  PageDueInvoiceDialog *self = PAGE_DUE_INVOICE_DIALOG (window);

  if (self->maker != NULL && biz_due_maker_is_running (self->maker))
    {
      stop_cb (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (page_due_invoice_dialog_parent_class)->close_request (window);
}

static void
page_due_invoice_dialog_dispose (GObject *object)
{
  PageDueInvoiceDialog *self = PAGE_DUE_INVOICE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->run);
  g_clear_object (&self->maker);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_due_invoice_dialog_parent_class)->dispose (object);
}

static void
page_due_invoice_dialog_finalize (GObject *object)
{
  g_clear_object (&PAGE_DUE_INVOICE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (page_due_invoice_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, drafts_label);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, options);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, together_row);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, together_switch);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, deduct_row);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, deduct_switch);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, post_switch);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, PageDueInvoiceDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, together_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_due_invoice_dialog_make);
}

static void
page_due_invoice_dialog_class_init (PageDueInvoiceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_due_invoice_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_due_invoice_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_due_invoice_dialog_close_request;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-due-invoice-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_due_invoice_dialog_init (PageDueInvoiceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  self->amount_entry = KIT_DECIMAL_ENTRY (kit_decimal_entry_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->amount_entry), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->amount_row, GTK_WIDGET (self->amount_entry));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->amount_entry), _ ("Down payment"));
  g_signal_connect_object (self->amount_entry, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * page_due_invoice_dialog_new:
 * @session: who is signed in where
 * @invoices: posts
 * @orders: (element-type BizDueOrder): what is invoiced
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
page_due_invoice_dialog_new (ErpSession *session, BizInvoiceStore *invoices, GPtrArray *orders)
{
  PageDueInvoiceDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (orders != NULL && orders->len > 0, NULL);

  self = g_object_new (PAGE_TYPE_DUE_INVOICE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->maker = biz_due_maker_new (session, invoices, orders);
  gtk_widget_set_visible (GTK_WIDGET (self->method_row), orders->len == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->together_row), orders->len > 1);
  g_signal_connect_object (self->maker, "changed", G_CALLBACK (maker_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WINDOW (self);
}

BizDueMaker *
page_due_invoice_dialog_get_maker (PageDueInvoiceDialog *self)
{
  g_return_val_if_fail (PAGE_IS_DUE_INVOICE_DIALOG (self), NULL);

  return self->maker;
}

gboolean
page_due_invoice_dialog_is_ready (PageDueInvoiceDialog *self)
{
  g_return_val_if_fail (PAGE_IS_DUE_INVOICE_DIALOG (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;
}
