/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the choices, the payments they come to, and what becomes of them are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-payments-dialog.h"

#include "biz-choice.h"
#include "biz-payment-equals.h"
#include "biz-payment-plan.h"
#include "biz-payment-run.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "page-payment-row.h"
#include "page-asking.h"
#include "page-choices.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PagePaymentsDialog
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  PageAsking *asking;
  GtkWidget *form;
  GtkSwitch *grouped;
  AdwActionRow *discount_row;
  GtkSwitch *discounted;
  KitDateEntry *date_entry;
  AdwComboRow *journal_row;
  AdwComboRow *method_row;
  GtkListBox *rows;
  GtkWidget *omitted_group;
  GtkListBox *omitted;
  KitInlineError *error_bar;
  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkWidget *log_button;
  GtkWidget *stop_button;
  GtkButton *pay_button;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *store;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GCancellable *looking;     /* (owned) (nullable): for equal payments */
  GArray *ids;               /* (owned) */
  guint n_unseen;
  GDate today;
  BizPaymentPlan *plan; /* (owned) (nullable) */
  GListModel *batches;  /* (owned) (nullable) */
  GListModel *left_out; /* (owned) (nullable) */
  BizPaymentRun *run;   /* (owned) (nullable): that is under way */
  char *refusal;        /* (owned) (nullable): why nothing is sent */
  gboolean filling;
  gboolean checked; /* for equal payments */
  gboolean focused; /* the button has had the keyboard once */
  gboolean started; /* something was sent: the choices are made */
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (PagePaymentsDialog, page_payments_dialog, ADW_TYPE_WINDOW)

enum
{
  ENDED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void look_for_equals (PagePaymentsDialog *self);

static guint
count (PagePaymentsDialog *self, BizPaymentFate state)
{
  guint n = 0;

  for (guint i = 0; self->batches != NULL && i < g_list_model_get_n_items (self->batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (self->batches, i);

      n += biz_payment_batch_get_state (batch) == state;
    }

  return n;
}

/* Those that would be sent now. */
static guint
count_wanted (PagePaymentsDialog *self, guint *n_held)
{
  guint n = 0;

  *n_held = 0;
  for (guint i = 0; self->batches != NULL && i < g_list_model_get_n_items (self->batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (self->batches, i);
      const BizPaymentFate state = biz_payment_batch_get_state (batch);

      if (state != BIZ_FATE_READY && state != BIZ_FATE_SKIPPED)
        continue;
      if (biz_payment_batch_is_held (batch))
        *n_held += 1;
      else
        n++;
    }

  return n;
}

/* "1,200.00 € · 300.00 $": what is sent, in each currency. */
static char *
format_totals (PagePaymentsDialog *self)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (self->batches, i);
      BizMoney amount = biz_payment_batch_get_amount (batch);
      guint k = 0;

      if (biz_payment_batch_is_held (batch))
        continue;
      while (k < sums->len
             && !biz_money_add (&g_array_index (sums, BizMoney, k), &amount,
                                &g_array_index (sums, BizMoney, k), NULL))
        k++;
      if (k == sums->len)
        g_array_append_val (sums, amount);
    }
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *sum = page_text_format_amount (&g_array_index (sums, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", sum);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_count (GString *text, guint n, const char *word)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", text->len > 0 ? " · " : "", n, word);
}

static char *
describe (PagePaymentsDialog *self, guint n_held)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->refusal != NULL)
    return g_strdup (self->refusal);
  if (self->batches == NULL)
    return g_strdup ("");
  if (!self->started && g_list_model_get_n_items (self->batches) > 0)
    {
      g_autofree char *totals = format_totals (self);

      g_string_append (text, totals);
    }
  /* Translators: each of these follows a number of payments: "3 made · 1 refused". */
  add_count (text, count (self, BIZ_FATE_PAID), C_ ("payments", "made"));
  add_count (text, count (self, BIZ_FATE_REFUSED), C_ ("payments", "refused"));
  add_count (text, count (self, BIZ_FATE_UNKNOWN), C_ ("payments", "not known"));
  add_count (text, count (self, BIZ_FATE_SKIPPED), C_ ("payments", "not sent"));
  add_count (text, n_held, C_ ("payments", "to look at first"));
  add_count (text, g_list_model_get_n_items (self->left_out),
             /* Translators: follows a number of documents. */
             C_ ("payments", "left out"));
  if (!self->started && self->n_unseen > 0)
    add_count (text, self->n_unseen,
               /* Translators: follows a number of rows of a list. */
               ngettext ("selected row is not read yet", "selected rows are not read yet",
                         self->n_unseen));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (PagePaymentsDialog *self)
{
  guint n_held = 0;
  const guint wanted = count_wanted (self, &n_held);
  const gboolean running = self->run != NULL;
  g_autofree char *text = describe (self, n_held);
  g_autofree char *label = NULL;

  gtk_label_set_text (self->summary, text);
  if (self->refusal != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
  gtk_widget_set_sensitive (self->form, !self->started);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  if (running)
    gtk_progress_bar_set_fraction (self->progress,
                                   ((double)biz_payment_run_get_n_done (self->run) + 0.5)
                                       / (double)biz_payment_run_get_n_total (self->run));
  gtk_widget_set_visible (self->log_button, !running && count (self, BIZ_FATE_UNKNOWN) > 0);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (GTK_WIDGET (self->pay_button),
                          !running && (wanted > 0 || !self->started));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pay_button),
                            wanted > 0 && self->checked && self->refusal == NULL);
  /* Translators: a number of payments. */
  label =
      g_strdup_printf (ngettext ("_Register %u Payment", "_Register %u Payments", wanted), wanted);
  gtk_button_set_label (self->pay_button, label);
}

static GtkWidget *
make_omission_row (BizPaymentOmission *omission)
{
  BizPaymentDocument *document = biz_payment_omission_get_document (omission);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *reason = g_markup_escape_text (biz_payment_omission_get_reason (omission), -1);
  g_autofree char *name = g_markup_escape_text (biz_payment_document_get_name (document), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
clear_rows (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
fill_rows (PagePaymentsDialog *self)
{
  clear_rows (self->rows);
  clear_rows (self->omitted);
  for (guint i = 0; i < g_list_model_get_n_items (self->batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (self->batches, i);

      gtk_list_box_append (self->rows, page_payment_row_new (batch));
      g_signal_connect_object (batch, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->left_out); i++)
    {
      g_autoptr (BizPaymentOmission) omission = g_list_model_get_item (self->left_out, i);

      gtk_list_box_append (self->omitted, make_omission_row (omission));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), g_list_model_get_n_items (self->batches) > 0);
  gtk_widget_set_visible (self->omitted_group, g_list_model_get_n_items (self->left_out) > 0);
}

static gboolean
has_discount (PagePaymentsDialog *self, const GDate *day)
{
  GListModel *documents = biz_payment_plan_get_documents (self->plan);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (BizPaymentDocument) document = g_list_model_get_item (documents, i);

      if (biz_payment_document_get_problem (document) == NULL
          && biz_payment_document_get_discount (document, day).minor > 0)
        return TRUE;
    }

  return FALSE;
}

/* The day is there, and not in closed books. */
static gboolean
check_date (PagePaymentsDialog *self, GDate *day)
{
  const gboolean is_adviser =
      erp_capabilities_has_group (erp_session_get_capabilities (self->session),
                                  "account.group_account_manager");
  const GDate *locked = biz_payment_plan_get_lock_date (self->plan, is_adviser);

  g_clear_pointer (&self->refusal, g_free);
  if (!kit_date_entry_get_date (self->date_entry, day))
    self->refusal = g_strdup (_ ("Say on which day the payments were made."));
  else if (locked != NULL && g_date_compare (day, locked) <= 0)
    self->refusal = biz_payment_plan_explain_lock (locked);

  return self->refusal == NULL;
}

/* Puts the documents into payments anew: the choices changed. */
static void
rebuild (PagePaymentsDialog *self)
{
  BizPaymentChoice choice = { .grouped = gtk_switch_get_active (self->grouped),
                              .takes_discount = gtk_switch_get_active (self->discounted) };

  if (self->plan == NULL || self->started)
    return;
  if (check_date (self, &choice.date))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->discount_row), has_discount (self, &choice.date));
      g_clear_object (&self->batches);
      g_clear_object (&self->left_out);
      self->batches = biz_payment_plan_make_batches (self->plan, &choice, &self->left_out);
      fill_rows (self);
      if (g_list_model_get_n_items (self->batches) == 0)
        self->refusal = g_strdup (_ ("None of these documents can be paid."));
      look_for_equals (self);
    }
  update (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentsDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const int n = biz_payment_equals_find_finish (result, &error);

  /* what was looked for before the last change is of no interest */
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->checked = n >= 0;
  if (n < 0)
    kit_inline_error_set_error (self->error_bar,
                                _ ("Whether these were paid before could not be looked up."),
                                error);
  update (self);
  if (!self->focused)
    gtk_widget_grab_focus (gtk_widget_get_sensitive (GTK_WIDGET (self->pay_button))
                               ? GTK_WIDGET (self->pay_button)
                               : GTK_WIDGET (self->close_button));
  self->focused = TRUE;
}

static void
look_for_equals (PagePaymentsDialog *self)
{
  GDate day;

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  self->checked = FALSE;
  kit_inline_error_clear (self->error_bar);
  if (!kit_date_entry_get_date (self->date_entry, &day))
    return;
  biz_payment_equals_find_async (erp_session_get_client (self->session),
                                 biz_payment_plan_get_company_id (self->plan), self->batches, &day,
                                 biz_invoice_store_get_currencies (self->store), self->looking,
                                 looked_cb, page_weak_new (self));
}

static void
fill_methods (PagePaymentsDialog *self)
{
  GListModel *methods =
      biz_payment_plan_get_methods (self->plan, page_choices_get_id (self->journal_row));

  adw_combo_row_set_model (self->method_row, methods);
  gtk_widget_set_visible (GTK_WIDGET (self->method_row),
                          methods != NULL && g_list_model_get_n_items (methods) > 1);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentsDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaymentPlan) plan = biz_payment_plan_load_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (plan == NULL)
    {
      page_asking_fail (self->asking, _ ("The payments could not be prepared."), error);
      return;
    }
  g_set_object (&self->plan, plan);
  self->filling = TRUE;
  adw_combo_row_set_model (self->journal_row, biz_payment_plan_get_journals (plan));
  gtk_widget_set_visible (GTK_WIDGET (self->journal_row),
                          biz_payment_plan_get_company_id (plan) != 0);
  fill_methods (self);
  self->filling = FALSE;
  rebuild (self);
  page_asking_show (self->asking);
}

static void
load (PagePaymentsDialog *self)
{
  page_asking_wait (self->asking);
  biz_payment_plan_load_async (erp_session_get_client (self->session),
                               (const gint64 *)(void *)self->ids->data, NULL, self->ids->len, 0,
                               biz_invoice_store_get_currencies (self->store), self->cancellable,
                               loaded_cb, page_weak_new (self));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentsDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  biz_payment_run_start_finish (BIZ_PAYMENT_RUN (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_object (&self->run);
  if (error != NULL)
    kit_inline_error_set_error (self->error_bar,
                                _ ("It broke off. What is not paid waits as it was."), error);
  update (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->pay_button))
                             ? GTK_WIDGET (self->pay_button)
                             : GTK_WIDGET (self->close_button));
}

static void
pay_cb (PagePaymentsDialog *self)
{
  BizPaymentManner manner = { .journal_id = page_choices_get_id (self->journal_row),
                              .method_id = page_choices_get_id (self->method_row) };

  if (self->run != NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->pay_button))
      || !kit_date_entry_get_date (self->date_entry, &manner.date))
    return;
  manner.has_modes = biz_payment_plan_has_modes (self->plan);
  kit_inline_error_clear (self->error_bar);
  self->started = TRUE;
  self->run = biz_payment_run_new (self->store, self->batches, &manner);
  g_signal_connect_object (self->run, "notify::n-done", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  biz_payment_run_start_async (self->run, self->cancellable, ran_cb, page_weak_new (self));
  update (self);
  gtk_widget_grab_focus (self->stop_button);
}

static void
stop_cb (PagePaymentsDialog *self)
{
  if (self->run != NULL)
    biz_payment_run_stop (self->run);
  gtk_label_set_text (self->summary, _ ("Stopping after the one under way…"));
}

static void
changed_cb (PagePaymentsDialog *self)
{
  if (!self->filling)
    rebuild (self);
}

static void
journal_changed_cb (PagePaymentsDialog *self)
{
  if (!self->filling && self->plan != NULL)
    fill_methods (self);
}

static void
retry_cb (PagePaymentsDialog *self)
{
  load (self);
}

static void
open_journal_cb (PagePaymentsDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* What is under way is not left alone. */
static gboolean
page_payments_dialog_close_request (GtkWindow *window)
{
  PagePaymentsDialog *self = PAGE_PAYMENTS_DIALOG (window);

  if (self->run != NULL)
    {
      stop_cb (self);
      return TRUE;
    }
  if (!self->ended)
    {
      self->ended = TRUE;
      g_signal_emit (self, signals[ENDED], 0);
    }

  return GTK_WINDOW_CLASS (page_payments_dialog_parent_class)->close_request (window);
}

static void
page_payments_dialog_dispose (GObject *object)
{
  PagePaymentsDialog *self = PAGE_PAYMENTS_DIALOG (object);

  /* Stops the waiting, never the job. */
  g_cancellable_cancel (self->cancellable);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->run);
  g_clear_object (&self->batches);
  g_clear_object (&self->left_out);
  g_clear_object (&self->plan);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_payments_dialog_parent_class)->dispose (object);
}

static void
page_payments_dialog_finalize (GObject *object)
{
  PagePaymentsDialog *self = PAGE_PAYMENTS_DIALOG (object);

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->refusal);

  G_OBJECT_CLASS (page_payments_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-payments-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, asking);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, grouped);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, discount_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, discounted);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, journal_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, omitted_group);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, omitted);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, log_button);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentsDialog, pay_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pay_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_journal_cb);
}

static void
page_payments_dialog_class_init (PagePaymentsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_payments_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_payments_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_payments_dialog_close_request;
  signals[ENDED] =
      g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_ASKING);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_payments_dialog_init (PagePaymentsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->date_entry), _ ("Date"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->date_entry), TRUE);
  page_choices_init (self->journal_row);
  page_choices_init (self->method_row);
}

/**
 * page_payments_dialog_new:
 * @session: who is signed in where
 * @store: pays
 * @ids: (array length=n_ids): documents, at most %PAGE_PAYMENTS_MAX
 * @n_ids: how many
 * @n_unseen: selected rows that are not known here
 *
 * Returns: (transfer none): a window, not shown yet; the server is asked at once
 */
GtkWindow *
page_payments_dialog_new (
    ErpSession *session, BizInvoiceStore *store, const gint64 *ids, gsize n_ids, guint n_unseen)
{
  PagePaymentsDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (store), NULL);
  g_return_val_if_fail (ids != NULL && n_ids > 0, NULL);

  self = g_object_new (PAGE_TYPE_PAYMENTS_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->ids, ids, (guint)n_ids);
  self->n_unseen = n_unseen;
  self->today = page_text_get_today (session);
  kit_date_entry_set_today (self->date_entry, &self->today);
  kit_date_entry_set_date (self->date_entry, &self->today);
  load (self);
  return GTK_WINDOW (self);
}

gboolean
page_payments_dialog_is_changed (PagePaymentsDialog *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENTS_DIALOG (self), FALSE);

  return count (self, BIZ_FATE_PAID) > 0 || count (self, BIZ_FATE_UNKNOWN) > 0;
}
