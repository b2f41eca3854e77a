/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-credit-note-dialog.h"

#include "biz-choice.h"
#include "biz-credit-store.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-money-entry.h"
#include "page-credit-apply.h"
#include "page-credit-line-row.h"
#include "page-asking.h"
#include "page-choices.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

enum
{
  WHAT_REST,
  WHAT_LINES,
  WHAT_AMOUNT
};

struct _PageCreditNoteDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *cancel_button;
  PageAsking *asking;
  GtkWidget *form;
  AdwComboRow *what_row;
  GtkListBox *lines;
  GtkWidget *amount_row;
  KitMoneyEntry *amount_entry;
  AdwComboRow *reason_row;
  GtkEditable *text_row;
  KitDateEntry *date_entry;
  AdwComboRow *journal_row;
  AdwComboRow *then_row;
  AdwComboRow *approver_row;
  PageCreditApply *apply;
  GtkLabel *summary;
  KitInlineError *error_bar;
  GtkSpinner *spinner;
  GtkButton *credit_button;

  BizCreditStore *store; /* (owned) */
  BizInvoice *invoice;   /* (owned) */
  BizCreditPlan *plan;   /* (owned) (nullable): once loaded */
  GArray *returned;      /* (owned) (nullable): BizReturnCreditRow, what came back */
  BizReturnPlan *goods;  /* (owned) (nullable): that came back */
  char *proposed;        /* (owned) (nullable): the code of a reason */
  GDate today;
  GCancellable *cancellable; /* (owned) */
  gboolean filling;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (PageCreditNoteDialog, page_credit_note_dialog, ADW_TYPE_WINDOW)

enum
{
  ENDED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
get_line (PageCreditNoteDialog *self, int i)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->lines, i));
}

static gboolean
plan_returned (PageCreditNoteDialog *self, GError **error)
{
  for (guint i = 0; i < self->returned->len; i++)
    {
      const BizReturnCreditRow *row = &g_array_index (self->returned, BizReturnCreditRow, i);

      if (!biz_credit_plan_set_quantity (self->plan, row->line_id, &row->quantity, error))
        return FALSE;
    }

  return biz_credit_plan_check (self->plan, error);
}

/* What was chosen, as a plan; FALSE with an error, or without one where an entry says it itself. */
static gboolean
make_plan (PageCreditNoteDialog *self, GError **error)
{
  gboolean valid = TRUE;
  GtkWidget *row;
  BizMoney amount;

  biz_credit_plan_clear (self->plan);
  if (self->returned != NULL)
    return plan_returned (self, error);
  switch (adw_combo_row_get_selected (self->what_row))
    {
    case WHAT_REST:
      return biz_credit_plan_set_rest (self->plan, error);
    case WHAT_AMOUNT:
      return kit_money_entry_get_value (self->amount_entry, &amount)
             && biz_credit_plan_set_amount (self->plan, &amount, error);
    default:
      for (int i = 0; (row = get_line (self, i)) != NULL; i++)
        valid = page_credit_line_row_apply (PAGE_CREDIT_LINE_ROW (row), self->plan) && valid;
      return valid && biz_credit_plan_check (self->plan, error);
    }
}

static char *
describe_plan (PageCreditNoteDialog *self)
{
  const BizMoney gross = biz_credit_plan_get_gross (self->plan);
  const BizMoney net = biz_credit_plan_get_net (self->plan);
  BizMoney left = biz_credit_source_get_left (biz_credit_plan_get_source (self->plan));
  g_autofree char *gross_text = page_text_format_amount (&gross);
  g_autofree char *net_text = page_text_format_amount (&net);
  g_autofree char *left_text = NULL;

  left.minor -= gross.minor;
  left_text = page_text_format_amount (&left);

  /* Translators: three amounts. */
  return g_strdup_printf (_ ("%s are credited, %s without tax. After that %s is left to credit."),
                          gross_text, net_text, left_text);
}

static gboolean
needs_approval (PageCreditNoteDialog *self)
{
  const BizMoney gross = biz_credit_plan_get_gross (self->plan);

  return biz_policy_needs_approval (biz_credit_store_get_policy (self->store), &gross);
}

static char *
describe_limit (PageCreditNoteDialog *self)
{
  BizMoney total = biz_credit_plan_get_gross (self->plan);
  const char *problem = biz_policy_get_problem (biz_credit_store_get_policy (self->store));
  g_autofree char *text = NULL;
  BizMoney limit;

  if (problem != NULL)
    return g_strdup (problem);
  if (!biz_policy_get_approval_limit (biz_credit_store_get_policy (self->store), &total, &limit))
    return g_strdup (_ ("Credit notes in this currency are posted by a second person."));
  text = page_text_format_amount (&limit);

  /* Translators: an amount. */
  return g_strdup_printf (_ ("Above %s a second person posts a credit note."), text);
}

static gboolean
has_person (PageCreditNoteDialog *self)
{
  return adw_combo_row_get_selected (self->then_row) != BIZ_CREDIT_THEN_ASK
         || adw_combo_row_get_selected_item (self->approver_row) != NULL;
}

static void
show_parts (PageCreditNoteDialog *self)
{
  const guint what = adw_combo_row_get_selected (self->what_row);

  gtk_widget_set_visible (GTK_WIDGET (self->what_row), self->returned == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), what == WHAT_LINES);
  gtk_widget_set_visible (self->amount_row, what == WHAT_AMOUNT);
  gtk_widget_set_visible (GTK_WIDGET (self->approver_row),
                          adw_combo_row_get_selected (self->then_row) == BIZ_CREDIT_THEN_ASK);
}

/* What the invoice itself has not open any more; where a draft is kept, nothing is applied yet. */
static void
update_apply (PageCreditNoteDialog *self, gboolean ready)
{
  BizMoney left = biz_credit_plan_get_gross (self->plan);

  left.minor -= biz_invoice_get_residual (self->invoice).minor;
  page_credit_apply_set_left (self->apply, ready && left.minor > 0
                                                   && adw_combo_row_get_selected (self->then_row)
                                                          == BIZ_CREDIT_THEN_POST
                                               ? &left
                                               : NULL);
}

static void
update (PageCreditNoteDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;
  gboolean ready;
  GDate date;

  if (self->plan == NULL || self->filling)
    return;

  show_parts (self);
  ready = make_plan (self, &error);
  if (ready)
    {
      const BizMoney gross = biz_credit_plan_get_gross (self->plan);
      g_autofree char *plan = describe_plan (self);
      g_autofree char *amount = page_text_format_amount (&gross);

      g_string_append (text, plan);
      /* Translators: an amount. */
      label = g_strdup_printf (_ ("C_redit %s"), amount);
      if (needs_approval (self))
        {
          g_autofree char *limit = describe_limit (self);

          g_string_append_printf (text, "\n%s", limit);
          ready = adw_combo_row_get_selected (self->then_row) != BIZ_CREDIT_THEN_POST;
        }
    }
  else if (error != NULL)
    g_string_append (text, error->message);
  update_apply (self, ready);
  gtk_label_set_text (self->summary, text->str);
  gtk_button_set_label (self->credit_button, label != NULL ? label : _ ("C_redit"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->credit_button),
                            ready && !self->sending && has_person (self)
                                && kit_date_entry_get_date (self->date_entry, &date));
  gtk_widget_set_sensitive (self->form, !self->sending);
}

static void
changed_cb (PageCreditNoteDialog *self)
{
  update (self);
}

static void
fill_lines (PageCreditNoteDialog *self)
{
  GListModel *lines = biz_credit_source_get_lines (biz_credit_plan_get_source (self->plan));
  GtkWidget *row;

  while ((row = get_line (self, 0)) != NULL)
    gtk_list_box_remove (self->lines, row);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (lines, i);
      const BizMoney left = biz_credit_line_get_net_left (line);

      if (!biz_credit_line_has_amount (line) || left.minor == 0)
        continue;
      row = page_credit_line_row_new (line);
      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->lines, row);
    }
}

static void
fill_journals (PageCreditNoteDialog *self)
{
  GListModel *journals = biz_credit_store_get_journals (self->store);

  adw_combo_row_set_model (self->journal_row, journals);
  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (BizChoice) journal = g_list_model_get_item (journals, i);

      if (biz_choice_get_id (journal) == biz_invoice_get_journal_id (self->invoice))
        adw_combo_row_set_selected (self->journal_row, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->journal_row), g_list_model_get_n_items (journals) > 1);
}

static void
propose_reason (PageCreditNoteDialog *self)
{
  GListModel *reasons = adw_combo_row_get_model (self->reason_row);

  for (guint i = 0; self->proposed != NULL && i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      if (g_strcmp0 (biz_choice_get_code (reason), self->proposed) == 0)
        adw_combo_row_set_selected (self->reason_row, i);
    }
}

static void
fill (PageCreditNoteDialog *self)
{
  const BizMoney left = biz_credit_source_get_left (biz_credit_plan_get_source (self->plan));

  self->filling = TRUE;
  kit_money_entry_set_currency (self->amount_entry, left.currency, left.digits);
  adw_combo_row_set_model (self->reason_row,
                           biz_policy_get_reasons (biz_credit_store_get_policy (self->store)));
  adw_combo_row_set_model (self->approver_row, biz_credit_store_get_approvers (self->store));
  propose_reason (self);
  fill_journals (self);
  fill_lines (self);
  self->filling = FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCreditNoteDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCreditSource) found =
      biz_credit_store_load_finish (BIZ_CREDIT_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (found == NULL)
    {
      page_asking_fail (self->asking, _ ("The credit note could not be prepared."), error);
      return;
    }
  g_clear_object (&self->plan);
  /* Translators: how the line of a credit note over an amount begins, before the invoice's words */
  self->plan = biz_credit_plan_new (found, _ ("Price reduction"));
  fill (self);
  update (self);
  page_asking_show (self->asking);
}

static void
load (PageCreditNoteDialog *self)
{
  biz_credit_store_load_async (self->store, self->invoice, self->cancellable, loaded_cb,
                               page_weak_new (self));
}

static void
retry_cb (PageCreditNoteDialog *self)
{
  page_asking_wait (self->asking);
  load (self);
}

static void
set_sending (PageCreditNoteDialog *self, gboolean sending)
{
  self->sending = sending;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), sending);
  gtk_spinner_set_spinning (self->spinner, sending);
  if (sending)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  gtk_button_set_label (self->cancel_button, sending ? _ ("_Close") : _ ("_Cancel"));
  update (self);
}

static void
show_unknown (PageCreditNoteDialog *self)
{
  page_asking_show_unknown (
      self->asking,
      _ ("The credit note was sent, and the answer was lost. The program keeps looking at the "
         "server and does not send it again by itself. Please do not make it a second time; the "
         "journal shows what is known."));
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
}

static void
credited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCreditNoteDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *done = NULL;
  g_autoptr (BizInvoice) note =
      biz_credit_store_credit_finish (BIZ_CREDIT_STORE (source), result, &warning, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  set_sending (self, FALSE);
  if (note != NULL)
    {
      const BizMoney total = biz_invoice_get_total (note);
      g_autofree char *amount = page_text_format_amount (&total);

      done = warning != NULL
                 ? g_strdup_printf ("%s: %s", biz_invoice_get_title (note), warning)
                 /* Translators: the title of a credit note, and its amount. */
                 : g_strdup_printf (_ ("%s made over %s"), biz_invoice_get_title (note), amount);
      g_signal_emit (self, signals[ENDED], 0, done, biz_invoice_get_id (note));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    {
      show_unknown (self);
      g_signal_emit (self, signals[ENDED], 0, NULL, (gint64)0);
    }
  else
    {
      kit_inline_error_set_error (self->error_bar, _ ("The credit note was not made."), error);
      /* Somebody was faster: what is left is asked anew. */
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
        load (self);
    }
}

static char *
make_reason (PageCreditNoteDialog *self, BizChoice *reason)
{
  const char *text = gtk_editable_get_text (self->text_row);

  if (text[0] == '\0')
    return g_strdup (biz_choice_get_name (reason));

  return g_strdup_printf ("%s: %s", biz_choice_get_name (reason), text);
}

static void
credit_cb (PageCreditNoteDialog *self)
{
  BizChoice *reason = adw_combo_row_get_selected_item (self->reason_row);
  BizChoice *journal = adw_combo_row_get_selected_item (self->journal_row);
  BizCreditTerms terms = { 0 };
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) apply_to = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->credit_button))
      || !kit_date_entry_get_date (self->date_entry, &terms.date) || !make_plan (self, NULL))
    return;

  words = make_reason (self, reason);
  terms.journal_id = journal != NULL ? biz_choice_get_id (journal) : 0;
  terms.code = biz_choice_get_code (reason);
  terms.goods = self->goods;
  terms.reason = words;
  terms.then = (BizCreditThen)adw_combo_row_get_selected (self->then_row);
  if (terms.then == BIZ_CREDIT_THEN_ASK)
    terms.approver = adw_combo_row_get_selected_item (self->approver_row);
  apply_to = page_credit_apply_dup_chosen (self->apply);
  terms.apply_to = apply_to;
  kit_inline_error_clear (self->error_bar);
  biz_credit_store_credit_async (self->store, self->invoice, self->plan, &terms, self->cancellable,
                                 credited_cb, page_weak_new (self));
  set_sending (self, TRUE);
}

static void
open_journal_cb (PageCreditNoteDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
page_credit_note_dialog_dispose (GObject *object)
{
  PageCreditNoteDialog *self = PAGE_CREDIT_NOTE_DIALOG (object);

  /* Stops the waiting, never the job. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->invoice);
  g_clear_object (&self->store);
  g_clear_pointer (&self->returned, g_array_unref);
  g_clear_object (&self->goods);
  g_clear_pointer (&self->proposed, g_free);
  G_OBJECT_CLASS (page_credit_note_dialog_parent_class)->dispose (object);
}

static void
page_credit_note_dialog_finalize (GObject *object)
{
  g_clear_object (&PAGE_CREDIT_NOTE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (page_credit_note_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-credit-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, asking);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, what_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, journal_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, then_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, approver_row);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageCreditNoteDialog, credit_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, credit_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_journal_cb);
}

static void
page_credit_note_dialog_class_init (PageCreditNoteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_credit_note_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_credit_note_dialog_finalize;
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_ASKING);
  g_type_ensure (KIT_TYPE_MONEY_ENTRY);
  g_type_ensure (PAGE_TYPE_CREDIT_APPLY);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_credit_note_dialog_init (PageCreditNoteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->amount_entry), _ ("Amount with tax"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->date_entry), _ ("Date"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->date_entry), TRUE);
  page_choices_init (self->reason_row);
  page_choices_init (self->journal_row);
  page_choices_init (self->approver_row);
  self->filling = FALSE;
}

/**
 * page_credit_note_dialog_new:
 * @session: who is signed in where
 * @store: loads and posts
 * @invoice: a posted invoice; the row of a list will do
 *
 * Returns: (transfer floating): the dialog; what may be credited is asked at once
 */
GtkWindow *
page_credit_note_dialog_new (ErpSession *session, BizInvoiceStore *store, BizInvoice *invoice)
{
  PageCreditNoteDialog *self;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (session != NULL && store != NULL, NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);

  self = g_object_new (PAGE_TYPE_CREDIT_NOTE_DIALOG, NULL);
  self->store = biz_credit_store_new (session, store);
  self->invoice = g_object_ref (invoice);
  self->today = page_text_get_today (session);
  kit_date_entry_set_today (self->date_entry, &self->today);
  kit_date_entry_set_date (self->date_entry, &self->today);
  subtitle = g_strjoin (", ", biz_invoice_get_title (invoice),
                        biz_invoice_get_partner_name (invoice), NULL);
  adw_window_title_set_subtitle (self->heading, subtitle);
  load (self);
  page_credit_apply_load (self->apply, erp_session_get_client (session),
                          biz_invoice_store_get_currencies (store), invoice);

  return GTK_WINDOW (self);
}

void
page_credit_note_dialog_set_return (PageCreditNoteDialog *self,
                                    const BizReturnCreditPart *part,
                                    BizReturnPlan *goods,
                                    const char *reason)
{
  g_return_if_fail (PAGE_IS_CREDIT_NOTE_DIALOG (self) && part != NULL && self->plan == NULL);

  g_clear_pointer (&self->returned, g_array_unref);
  self->returned = g_array_ref (part->rows);
  g_set_object (&self->goods, goods);
  g_free (self->proposed);
  self->proposed = g_strdup (reason);
}
