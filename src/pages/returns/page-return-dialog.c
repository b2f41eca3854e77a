/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-return-dialog-private.h"

#include "biz-choice.h"
#include "erp-error.h"
#include "page-choices.h"
#include "page-return-row.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageReturnDialog, page_return_dialog, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  DONE_SOMETHING,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PageReturnRow *
get_row (PageReturnDialog *self, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->lines, i);

  return row != NULL ? PAGE_RETURN_ROW (row) : NULL;
}

void
page_return_dialog_focus (PageReturnDialog *self, int from)
{
  PageReturnRow *row;

  for (int i = from;
       gtk_widget_get_visible (GTK_WIDGET (self->lines)) && (row = get_row (self, i)) != NULL; i++)
    if (page_return_row_focus (row))
      return;
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->go_button))
                             ? GTK_WIDGET (self->go_button)
                             : GTK_WIDGET (self->close_button));
}

/* what is said */

static gboolean
make_plan (PageReturnDialog *self, GError **error)
{
  PageReturnRow *row;
  gboolean valid = TRUE;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    valid = page_return_row_apply (row) && valid;

  return valid && biz_return_plan_check (self->plan, error);
}

static gboolean
can_send_again (PageReturnDialog *self)
{
  GListModel *lines = biz_return_plan_get_lines (self->plan);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      const BizDecimal most = biz_return_line_get_replaceable (line);

      if (biz_return_is_positive (&most))
        return biz_return_store_may_return (self->store);
    }

  return FALSE;
}

void
page_return_dialog_update (PageReturnDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  gboolean ready;

  if (self->plan == NULL || self->filling)
    return;
  ready = self->step == PAGE_RETURN_STEP_INSPECT
          || (self->step != PAGE_RETURN_STEP_ENDED && make_plan (self, &error));
  text = page_return_dialog_describe (self, ready, error);
  label = page_return_dialog_make_go_label (self, ready);
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), text[0] != '\0');
  gtk_button_set_label (self->go_button, label);
  if (self->step == PAGE_RETURN_STEP_SETTLE && ready)
    {
      g_autoptr (GPtrArray) parts = biz_return_plan_split_credit (self->plan, NULL);

      ready = parts != NULL;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->go_button), self->step != PAGE_RETURN_STEP_ENDED
                                                            && page_return_dialog_may_go_on (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_button), ready && !self->sending);
  gtk_widget_set_visible (self->rest_group, self->step == PAGE_RETURN_STEP_RECEIVE && ready
                                                && biz_return_plan_is_partial (self->plan));
  gtk_widget_set_visible (GTK_WIDGET (self->other_button),
                          self->step == PAGE_RETURN_STEP_INSPECT
                              || (self->step == PAGE_RETURN_STEP_ENDED && self->n_untold > 0)
                              || (self->step == PAGE_RETURN_STEP_SETTLE && can_send_again (self)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->other_button), !self->sending);
  gtk_widget_set_sensitive (self->form, !self->sending && page_return_dialog_may_go_on (self));
}

static void
activate_next_cb (PageReturnDialog *self, GtkListBoxRow *row)
{
  page_return_dialog_focus (self, gtk_list_box_row_get_index (row) + 1);
}

static void
fill_lines (PageReturnDialog *self)
{
  GListModel *lines = biz_return_plan_get_lines (self->plan);
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->lines, 0)) != NULL)
    gtk_list_box_remove (self->lines, GTK_WIDGET (old));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      GtkWidget *row = page_return_row_new (self->plan, line);

      g_signal_connect_object (row, "changed", G_CALLBACK (page_return_dialog_update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "activate-next", G_CALLBACK (activate_next_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->lines, row);
    }
}

/* the steps */

static BizReturnPurpose
get_purpose (PageReturnStep step)
{
  switch (step)
    {
    case PAGE_RETURN_STEP_RECEIVE:
      return BIZ_RETURN_PURPOSE_RECEIVE;
    case PAGE_RETURN_STEP_INSPECT:
    case PAGE_RETURN_STEP_SETTLE:
    case PAGE_RETURN_STEP_ENDED:
      return BIZ_RETURN_PURPOSE_CREDIT;
    case PAGE_RETURN_STEP_RETURN:
    default:
      return BIZ_RETURN_PURPOSE_RETURN;
    }
}

static PageReturnStep
get_step (PageReturnDialog *self, BizTransfer *transfer)
{
  if (biz_transfer_get_kind (transfer) != BIZ_TRANSFER_RETURN)
    return PAGE_RETURN_STEP_RETURN;
  switch (biz_return_book_get_state (self->book, transfer))
    {
    case BIZ_RETURN_EXPECTED:
      return PAGE_RETURN_STEP_RECEIVE;
    case BIZ_RETURN_RECEIVED:
      return self->skips_inspection ? PAGE_RETURN_STEP_SETTLE : PAGE_RETURN_STEP_INSPECT;
    case BIZ_RETURN_INSPECTED:
      return PAGE_RETURN_STEP_SETTLE;
    case BIZ_RETURN_CREDITED:
    case BIZ_RETURN_REPLACED:
    case BIZ_RETURN_CANCELLED:
    default:
      return PAGE_RETURN_STEP_ENDED;
    }
}

static void
show_parts (PageReturnDialog *self)
{
  static const char *const titles[] = {
    [PAGE_RETURN_STEP_RETURN] = N_ ("New Return"),
    [PAGE_RETURN_STEP_RECEIVE] = N_ ("Receive the Return"),
    [PAGE_RETURN_STEP_INSPECT] = N_ ("Inspect the Return"),
    [PAGE_RETURN_STEP_SETTLE] = N_ ("Credit or Send Again"),
    [PAGE_RETURN_STEP_ENDED] = N_ ("Return"),
  };
  g_autofree char *progress = page_return_dialog_describe_progress (self);
  g_autofree char *subtitle = biz_transfer_get_partner (self->transfer) != NULL
                                  ? g_strjoin (", ", biz_transfer_get_name (self->transfer),
                                               biz_transfer_get_partner (self->transfer), NULL)
                                  : g_strdup (biz_transfer_get_name (self->transfer));

  adw_window_title_set_title (self->heading, _ (titles[self->step]));
  adw_window_title_set_subtitle (self->heading, subtitle);
  gtk_label_set_text (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress[0] != '\0');
  gtk_widget_set_visible (self->delivery_group, self->step == PAGE_RETURN_STEP_RETURN);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), self->step != PAGE_RETURN_STEP_INSPECT);
  gtk_widget_set_visible (self->all_button, self->step == PAGE_RETURN_STEP_RETURN);
  gtk_widget_set_visible (self->words_group, self->step == PAGE_RETURN_STEP_RETURN
                                                 || self->step == PAGE_RETURN_STEP_INSPECT);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), self->step == PAGE_RETURN_STEP_RETURN);
  gtk_button_set_label (self->other_button, self->step == PAGE_RETURN_STEP_INSPECT ? _ ("_Skip")
                                            : self->step == PAGE_RETURN_STEP_ENDED
                                                ? _ ("_Tell the Returns Module")
                                                : _ ("_Send the Same Again"));
}

/* As the company has them; what is chosen stays while they are the same. */
static void
fill_reasons (PageReturnDialog *self)
{
  g_autoptr (GListModel) reasons =
      biz_return_store_list_reasons (self->store, biz_transfer_get_company_id (self->transfer));
  BizChoice *chosen = adw_combo_row_get_selected_item (self->reason_row);
  g_autofree char *code = chosen != NULL ? g_strdup (biz_choice_get_code (chosen)) : NULL;

  if (reasons == adw_combo_row_get_model (self->reason_row))
    return;
  adw_combo_row_set_model (self->reason_row, reasons);
  for (guint i = 0; code != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      if (g_strcmp0 (biz_choice_get_code (reason), code) == 0)
        adw_combo_row_set_selected (self->reason_row, i);
    }
}

void
page_return_dialog_show_transfer (PageReturnDialog *self, BizTransfer *transfer)
{
  g_autoptr (GPtrArray) untold = biz_return_book_list_tellings (self->book, transfer);

  self->n_untold = untold->len;
  g_set_object (&self->transfer, transfer);
  self->step = get_step (self, transfer);
  g_clear_object (&self->plan);
  self->plan = biz_return_plan_new (self->book, transfer, get_purpose (self->step));
  /* What is usual: all of it came, and all of it is credited. */
  if (self->step != PAGE_RETURN_STEP_RETURN)
    biz_return_plan_set_all (self->plan);
  self->filling = TRUE;
  fill_reasons (self);
  fill_lines (self);
  show_parts (self);
  self->filling = FALSE;
  page_return_dialog_update (self);
}

static gboolean
has_words (PageReturnDialog *self, gboolean summary, gboolean failure)
{
  return summary || failure;
}

static void
delivery_cb (PageReturnDialog *self)
{
  GListModel *deliveries = adw_combo_row_get_model (self->delivery_row);
  BizTransfer *transfer;
  BizChoice *choice = adw_combo_row_get_selected_item (self->delivery_row);

  if (self->filling || choice == NULL || deliveries == NULL)
    return;
  transfer = biz_return_book_find_transfer (self->book, biz_choice_get_id (choice));
  if (transfer != NULL)
    page_return_dialog_show_transfer (self, transfer);
}

static void
fill_deliveries (PageReturnDialog *self, GListModel *deliveries, gint64 chosen)
{
  g_autoptr (GListStore) choices = g_list_store_new (BIZ_TYPE_CHOICE);

  for (guint i = 0; i < g_list_model_get_n_items (deliveries); i++)
    {
      g_autoptr (BizTransfer) delivery = g_list_model_get_item (deliveries, i);
      GDateTime *time = biz_transfer_get_time (delivery);
      const char *order = biz_transfer_get_order (delivery);
      g_autofree char *day = time != NULL ? g_date_time_format (time, "%x") : g_strdup ("");
      g_autofree char *name = g_strjoin (", ", biz_transfer_get_name (delivery), day, order, NULL);
      g_autoptr (BizChoice) choice = biz_choice_new (biz_transfer_get_id (delivery), name, NULL);

      g_list_store_append (choices, choice);
    }
  self->filling = TRUE;
  page_choices_fill (self->delivery_row, G_LIST_MODEL (choices), chosen, 2);
  self->filling = FALSE;
}

/* The return to go on with, else the delivery that is asked for, else the newest. */
static BizTransfer *
choose_transfer (PageReturnDialog *self, GListModel *deliveries)
{
  BizTransfer *found = NULL;

  if (g_str_equal (self->model, "stock.picking"))
    found = biz_return_book_find_transfer (self->book, self->id);
  if (found != NULL
      && (biz_transfer_get_kind (found) == BIZ_TRANSFER_RETURN
          || biz_transfer_get_state (found) == BIZ_TRANSFER_DONE))
    return g_object_ref (found);

  return g_list_model_get_item (deliveries, 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReturnBook) book =
      biz_return_store_load_finish (BIZ_RETURN_STORE (source), result, &error);
  g_autoptr (GListModel) deliveries = NULL;
  g_autoptr (BizTransfer) transfer = NULL;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (book == NULL)
    {
      page_asking_fail (self->asking, _ ("What was delivered could not be read."), error);
      return;
    }
  g_set_object (&self->book, book);
  deliveries = biz_return_book_list_deliveries (book);
  transfer = choose_transfer (self, deliveries);
  if (transfer == NULL)
    {
      g_set_error_literal (&error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("Only goods that were delivered can be returned."));
      page_asking_fail (self->asking, _ ("Nothing was delivered yet."), error);
      return;
    }
  fill_deliveries (self, deliveries, biz_transfer_get_id (transfer));
  page_return_dialog_show_transfer (self, transfer);
  page_asking_show (self->asking);
  page_return_dialog_focus (self, 0);
  if (self->tells && self->n_untold > 0)
    page_return_dialog_tell (self);
  self->tells = FALSE;
}

void
page_return_dialog_load (PageReturnDialog *self)
{
  page_asking_wait (self->asking);
  biz_return_store_load_async (self->store, self->model, self->id, self->cancellable, loaded_cb,
                               page_weak_new (self));
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_return_dialog_go (PAGE_RETURN_DIALOG (widget));
}

static void
all_cb (PageReturnDialog *self)
{
  PageReturnRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    page_return_row_set_all (row, TRUE);
  page_return_dialog_update (self);
}

void
page_return_dialog_emit_changed (PageReturnDialog *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
page_return_dialog_say (PageReturnDialog *self, const char *words)
{
  g_signal_emit (self, signals[DONE_SOMETHING], 0, words);
}

void
page_return_dialog_emit_journal (PageReturnDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
fill_conditions (PageReturnDialog *self)
{
  g_autoptr (GListStore) conditions = g_list_store_new (BIZ_TYPE_CHOICE);
  const char *const *codes = biz_return_store_list_conditions ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (BizChoice) choice =
          biz_choice_new (i + 1, biz_return_condition_to_label (codes[i]), codes[i]);

      g_list_store_append (conditions, choice);
    }
  adw_combo_row_set_model (self->condition_row, G_LIST_MODEL (conditions));
}

static void
page_return_dialog_dispose (GObject *object)
{
  PageReturnDialog *self = PAGE_RETURN_DIALOG (object);

  /* Stops the waiting, never a job. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->book);
  g_clear_object (&self->transfer);
  g_clear_object (&self->store);
  g_clear_object (&self->invoices);
  g_clear_object (&self->session);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->case_model, g_free);

  G_OBJECT_CLASS (page_return_dialog_parent_class)->dispose (object);
}

static void
page_return_dialog_finalize (GObject *object)
{
  g_clear_object (&PAGE_RETURN_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (page_return_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-return-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, asking);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, delivery_group);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, delivery_row);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, all_button);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, words_group);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, condition_row);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, rest_group);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, rest_row);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, go_button);
  gtk_widget_class_bind_template_child (widget_class, PageReturnDialog, other_button);
  gtk_widget_class_bind_template_callback (widget_class, page_return_dialog_load);
  gtk_widget_class_bind_template_callback (widget_class, delivery_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_words);
  gtk_widget_class_bind_template_callback (widget_class, page_return_dialog_go);
  gtk_widget_class_bind_template_callback (widget_class, page_return_dialog_other);
  gtk_widget_class_bind_template_callback (widget_class, page_return_dialog_open_journal);
}

static void
page_return_dialog_class_init (PageReturnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_return_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_return_dialog_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE_SOMETHING] = g_signal_new ("done-something", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_ASKING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "return.go", NULL, go_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "return.go",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_return_dialog_init (PageReturnDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  page_choices_init (self->delivery_row);
  page_choices_init (self->reason_row);
  page_choices_init (self->condition_row);
  fill_conditions (self);
  self->filling = FALSE;
}

/**
 * page_return_dialog_new:
 * @session: who is signed in where
 * @invoices: (nullable): loads and posts
 * @model: of a record of the chain
 * @id: of that record
 *
 * Returns: (transfer floating): the dialog; what was delivered is asked at once
 */
GtkWindow *
page_return_dialog_new (ErpSession *session,
                        BizInvoiceStore *invoices,
                        const char *model,
                        gint64 id)
{
  PageReturnDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (PAGE_TYPE_RETURN_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->store = biz_return_store_new (session);
  if (invoices != NULL)
    self->invoices = g_object_ref (invoices);
  else
    {
      g_autoptr (BizCurrencyTable) currencies =
          biz_currency_table_new (erp_session_get_capabilities (session));

      self->invoices = biz_invoice_store_new (erp_session_get_client (session),
                                              erp_session_get_journal (session), currencies);
    }
  self->model = g_strdup (model);
  self->id = id;
  page_return_dialog_load (self);

  return GTK_WINDOW (self);
}

void
page_return_dialog_set_case (PageReturnDialog *self, const char *model, gint64 id)
{
  g_return_if_fail (PAGE_IS_RETURN_DIALOG (self));

  g_free (self->case_model);
  self->case_model = g_strdup (model);
  self->case_id = id;
}
