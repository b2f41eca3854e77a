/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: what is asked before a payment, and what becomes of it, are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-payment-dialog.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-payment-plan.h"
#include "biz-refusal.h"
#include "erp-capabilities.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-money-entry.h"
#include "page-payment-difference.h"
#include "page-payment-plan.h"
#include "page-asking.h"
#include "page-choices.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* Silence longer than this is explained. */
#define PATIENCE_S 3

struct _PagePaymentDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *cancel_button;
  PageAsking *asking;
  GtkWidget *form;
  KitMoneyEntry *amount_entry;
  AdwComboRow *currency_row;
  KitDateEntry *date_entry;
  AdwComboRow *journal_row;
  AdwComboRow *method_row;
  GtkEditable *memo_row;
  PagePaymentPlan *plan;
  GtkLabel *difference_label;
  PagePaymentDifference *difference;
  KitInlineError *error_bar;
  GtkWidget *progress;
  GtkSpinner *spinner;
  GtkLabel *progress_label;
  GtkButton *pay_button;

  ErpSession *session;    /* (owned) */
  BizInvoiceStore *store; /* (owned) */
  BizInvoice *invoice;    /* (owned) */
  GDate today;
  BizPaymentProposal *proposal; /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) */
  gint64 currency_id;           /* of the payment */
  BizMoney amount;              /* that is being paid */
  guint patience_source;
  gboolean filling;
  guint n_asked;     /* answers that are on their way */
  gboolean checking; /* whether an equal payment is there */
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (PagePaymentDialog, page_payment_dialog, ADW_TYPE_WINDOW)

enum
{
  ENDED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask (PagePaymentDialog *self, gint64 journal_id);

/* What stays open, in words; the amount is checked on the way. */
static char *
describe_difference (PagePaymentDialog *self, const BizMoney *amount)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  BizMoney difference;
  BizMoney more;

  if (!biz_payment_proposal_get_difference (self->proposal, amount, &difference, &error))
    return g_strdup (error->message);
  if (difference.minor != 0 && page_payment_plan_takes_discount (self->plan))
    return g_strdup (_ ("The invoice is paid with this, early-payment discount included."));
  if (difference.minor == 0)
    return g_strdup (_ ("The invoice is paid in full with this."));
  if (difference.minor > 0)
    {
      text = page_text_format_amount (&difference);
      /* Translators: an amount. */
      return g_strdup_printf (_ ("%s stays open."), text);
    }
  more = biz_money_negate (&difference);
  text = page_text_format_amount (&more);
  /* Translators: an amount. */
  return g_strdup_printf (_ ("This is %s more than is open."), text);
}

/* Tells the part that asks what becomes of a difference; FALSE where it still has a question. */
static gboolean
settle_difference (PagePaymentDialog *self, const BizMoney *amount)
{
  const gboolean discounted = page_payment_plan_takes_discount (self->plan);
  BizMoney difference;
  GDate date;

  if (amount->minor <= 0
      || !biz_payment_proposal_get_difference (self->proposal, amount, &difference, NULL))
    return FALSE;
  page_payment_difference_set_payment (self->difference, amount, &difference, discounted,
                                       kit_date_entry_get_date (self->date_entry, &date) ? &date
                                                                                         : NULL);
  return page_payment_difference_is_ready (self->difference);
}

static void
update (PagePaymentDialog *self)
{
  BizMoney amount;
  GDate date;
  gboolean has_amount = kit_money_entry_get_value (self->amount_entry, &amount);
  gboolean has_date = kit_date_entry_get_date (self->date_entry, &date);
  gboolean ready = has_date && !self->sending && self->n_asked == 0 && !self->checking;
  g_autofree char *difference = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  page_payment_plan_set_payment (self->plan, has_amount ? &amount : NULL, has_date ? &date : NULL);
  ready = ready && self->proposal != NULL && has_amount && page_payment_plan_is_ready (self->plan);
  if (self->proposal != NULL && has_amount && !settle_difference (self, &amount))
    ready = FALSE;
  if (self->proposal != NULL && has_amount && amount.minor > 0)
    {
      difference = describe_difference (self, &amount);
      text = page_text_format_amount (&amount);
      /* Translators: an amount. */
      label = g_strdup_printf (_ ("_Register Payment of %s"), text);
    }
  else if (has_amount)
    difference = g_strdup (_ ("The amount must be more than nothing."));
  gtk_label_set_text (self->difference_label, difference != NULL ? difference : "");
  gtk_button_set_label (self->pay_button, label != NULL ? label : _ ("_Register Payment"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pay_button), ready);
  gtk_widget_set_sensitive (self->form, !self->sending);
}

static gboolean
is_foreign (PagePaymentDialog *self)
{
  return self->currency_id != biz_invoice_get_currency_id (self->invoice);
}

static void
fill (PagePaymentDialog *self, gboolean first, gboolean keep_amount)
{
  BizMoney amount = biz_payment_proposal_get_amount (self->proposal);
  const GDate *date = biz_payment_proposal_get_date (self->proposal);
  const char *memo = biz_payment_proposal_get_communication (self->proposal);

  self->filling = TRUE;
  if (!keep_amount)
    {
      kit_money_entry_set_currency (self->amount_entry, amount.currency, amount.digits);
      kit_money_entry_set_value (self->amount_entry, &amount);
    }
  if (first)
    {
      kit_date_entry_set_date (self->date_entry,
                               date != NULL && g_date_valid (date) ? date : &self->today);
      gtk_editable_set_text (self->memo_row, memo != NULL ? memo : "");
    }
  page_choices_fill (self->journal_row, biz_payment_proposal_get_journals (self->proposal),
                     biz_payment_proposal_get_journal_id (self->proposal), 1);
  page_choices_fill (self->method_row, biz_payment_proposal_get_methods (self->proposal),
                     biz_payment_proposal_get_method_id (self->proposal), 2);
  self->filling = FALSE;
}

/* An amount that the person saw stays, unless it was in another currency, or came of a rate. */
static gboolean
is_typed (PagePaymentDialog *self, BizPaymentProposal *proposal)
{
  const BizMoney after = biz_payment_proposal_get_amount (proposal);
  BizMoney before, typed;

  if (self->proposal == NULL)
    return FALSE;
  before = biz_payment_proposal_get_amount (self->proposal);

  return g_str_equal (before.currency, after.currency)
         && (!is_foreign (self)
             || (kit_money_entry_get_value (self->amount_entry, &typed)
                 && !biz_money_equal (&typed, &before)));
}

/* Answers come in any order: one to an older question is not taken. */
static gboolean
is_answer (PagePaymentDialog *self, BizPaymentProposal *proposal)
{
  const BizMoney amount = biz_payment_proposal_get_amount (proposal);
  const GDate *day = biz_payment_proposal_get_date (proposal);
  BizMoney wanted;
  GDate date;

  if (!biz_currency_table_lookup (biz_invoice_store_get_currencies (self->store), self->currency_id,
                                  &wanted, NULL))
    return TRUE;

  return g_str_equal (wanted.currency, amount.currency)
         && (self->proposal == NULL || !is_foreign (self) || day == NULL
             || !kit_date_entry_get_date (self->date_entry, &date)
             || g_date_compare (day, &date) == 0);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaymentProposal) proposal =
      biz_invoice_store_propose_payment_finish (BIZ_INVOICE_STORE (source), result, &error);
  gboolean first, keep;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->n_asked--;
  if (proposal == NULL)
    {
      page_asking_fail (self->asking, _ ("The payment could not be prepared."), error);
      return;
    }
  if (!is_answer (self, proposal))
    {
      if (self->n_asked == 0)
        ask (self, page_choices_get_id (self->journal_row));
      return;
    }
  first = self->proposal == NULL;
  keep = is_typed (self, proposal);
  g_set_object (&self->proposal, proposal);
  fill (self, first, keep);
  update (self);
  page_asking_show (self->asking);
  if (first)
    gtk_widget_grab_focus (GTK_WIDGET (self->amount_entry));
}

static void
ask (PagePaymentDialog *self, gint64 journal_id)
{
  GDate date;
  gboolean has_date = self->proposal != NULL && kit_date_entry_get_date (self->date_entry, &date);

  self->n_asked++;
  if (self->proposal == NULL)
    page_asking_wait (self->asking);
  update (self);
  biz_invoice_store_propose_payment_async (self->store, biz_invoice_get_id (self->invoice),
                                           self->currency_id, journal_id, has_date ? &date : NULL,
                                           self->cancellable, asked_cb, page_weak_new (self));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaymentCheck) check = biz_payment_check_load_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->checking = FALSE;
  if (check != NULL)
    page_payment_difference_set_check (self->difference, check);
  else
    kit_inline_error_set_error (self->error_bar,
                                _ ("Whether this was paid before could not be looked up."), error);
  update (self);
}

static void
look_for_equal (PagePaymentDialog *self, ErpSession *session)
{
  self->checking = TRUE;
  biz_payment_check_load_async (erp_session_get_client (session), self->invoice,
                                biz_invoice_store_get_currencies (self->store), &self->today,
                                self->cancellable, checked_cb, page_weak_new (self));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaymentPlan) plan = biz_payment_plan_load_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (plan == NULL)
    {
      page_asking_fail (self->asking, _ ("The payment could not be prepared."), error);
      return;
    }
  page_payment_plan_set_plan (
      self->plan, plan,
      erp_capabilities_has_group (erp_session_get_capabilities (self->session),
                                  "account.group_account_manager"));
  update (self);
}

/* What is open by the ledger, in which parts. */
static void
plan (PagePaymentDialog *self)
{
  const gint64 id = biz_invoice_get_id (self->invoice);

  biz_payment_plan_load_async (erp_session_get_client (self->session), &id, NULL, 1,
                               is_foreign (self) ? self->currency_id : 0,
                               biz_invoice_store_get_currencies (self->store), self->cancellable,
                               planned_cb, page_weak_new (self));
}

static void
chosen_cb (PagePaymentDialog *self, const BizMoney *amount)
{
  /* An entry is empty for a moment when its text is set. */
  self->filling = TRUE;
  kit_money_entry_set_value (self->amount_entry, amount);
  self->filling = FALSE;
  update (self);
}

static void
retry_cb (PagePaymentDialog *self)
{
  plan (self);
  ask (self, 0);
}

static void
amount_changed_cb (PagePaymentDialog *self)
{
  if (!self->filling)
    update (self);
}

static void
journal_changed_cb (PagePaymentDialog *self)
{
  gint64 id = page_choices_get_id (self->journal_row);

  if (!self->filling && self->proposal != NULL && id != 0
      && id != biz_payment_proposal_get_journal_id (self->proposal))
    ask (self, id);
}

/* In another currency what is open changes with the day. */
static void
date_changed_cb (PagePaymentDialog *self)
{
  GDate date;

  if (self->filling)
    return;
  update (self);
  if (self->proposal != NULL && is_foreign (self)
      && kit_date_entry_get_date (self->date_entry, &date))
    ask (self, page_choices_get_id (self->journal_row));
}

static void
currency_changed_cb (PagePaymentDialog *self)
{
  const gint64 id = page_choices_get_id (self->currency_row);

  if (self->filling || self->proposal == NULL || id == 0 || id == self->currency_id)
    return;
  self->currency_id = id;
  page_payment_plan_set_currency (self->plan, is_foreign (self) ? id : 0);
  plan (self);
  ask (self, page_choices_get_id (self->journal_row));
}

static gboolean
patience_cb (gpointer user_data)
{
  PagePaymentDialog *self = user_data;

  self->patience_source = 0;
  gtk_label_set_text (self->progress_label,
                      _ ("Still waiting for the server. The payment is written down in the journal "
                         "and will not be made twice; you may close this window."));
  return G_SOURCE_REMOVE;
}

static void
set_sending (PagePaymentDialog *self, gboolean sending)
{
  self->sending = sending;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_widget_set_visible (self->progress, sending);
  if (sending)
    {
      /* The entries are about to let go of the keyboard. */
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      gtk_spinner_start (self->spinner);
      gtk_label_set_text (self->progress_label, _ ("Registering the payment…"));
      self->patience_source = g_timeout_add_seconds (PATIENCE_S, patience_cb, self);
    }
  else
    gtk_spinner_stop (self->spinner);
  gtk_button_set_label (self->cancel_button, sending ? _ ("_Close") : _ ("_Cancel"));
  update (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->n_asked--;
  if (invoice == NULL)
    {
      update (self);
      return;
    }
  g_set_object (&self->invoice, invoice);
  plan (self);
  ask (self, page_choices_get_id (self->journal_row));
}

/* The invoice is not as it was seen here: asks what it is now. */
static void
look_again (PagePaymentDialog *self)
{
  self->n_asked++;
  update (self);
  biz_invoice_store_load_async (self->store, biz_invoice_get_id (self->invoice), self->cancellable,
                                looked_cb, page_weak_new (self));
}

static void
show_unknown (PagePaymentDialog *self)
{
  g_autofree char *amount = page_text_format_amount (&self->amount);
  g_autofree char *text = g_strdup_printf (
      /* Translators: an amount and the number of an invoice. */
      _ ("The payment of %s for %s was sent, and the answer was lost. The program keeps looking at "
         "the server and does not send it again by itself. Please do not register it a second "
         "time; the journal shows what is known."),
      amount, biz_invoice_get_title (self->invoice));

  page_asking_show_unknown (self->asking, text);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
}

/* Why, beside what is meant. */
static void
show_refusal (PagePaymentDialog *self, BizRefusal *refusal, const GError *error)
{
  const char *field = biz_refusal_get_field (refusal);
  const char *sentence = biz_refusal_get_sentence (refusal);
  g_autoptr (GError) clear = biz_refusal_to_payment_error (refusal, error);

  if (g_strcmp0 (clear->message, sentence) != 0)
    field = NULL;
  if (g_strcmp0 (field, "date") == 0 || g_strcmp0 (field, "payment_date") == 0)
    kit_parsed_entry_set_error (KIT_PARSED_ENTRY (self->date_entry), sentence);
  else if (g_strcmp0 (field, "amount") == 0)
    kit_parsed_entry_set_error (KIT_PARSED_ENTRY (self->amount_entry), sentence);
  else if (g_strcmp0 (field, "journal_id") == 0)
    page_choices_set_error (self->journal_row, sentence);
  else if (g_strcmp0 (field, "payment_method_line_id") == 0)
    page_choices_set_error (self->method_row, sentence);
  else if (g_strcmp0 (field, "currency_id") == 0)
    page_choices_set_error (self->currency_row, sentence);
  kit_inline_error_set_error (self->error_bar, _ ("The payment was not registered."), clear);
}

typedef struct
{
  gpointer self; /* (owned): weak */
  GError *error; /* (owned) */
} Refused;

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refused *refused = user_data;
  g_autoptr (PagePaymentDialog) self = page_weak_take (refused->self);
  g_autoptr (GError) error = refused->error;
  g_autoptr (BizRefusal) refusal = biz_refusal_explain_finish (result, NULL);

  g_free (refused);
  if (self == NULL || refusal == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  set_sending (self, FALSE);
  /* Somebody else was faster: what is open is asked anew, what was typed stays. */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
    look_again (self);
  show_refusal (self, refusal, error);
}

/* Takes @error. */
static void
explain (PagePaymentDialog *self, GError *error)
{
  Refused *refused = g_new0 (Refused, 1);
  GDate date = self->today;

  kit_date_entry_get_date (self->date_entry, &date);
  refused->self = page_weak_new (self);
  refused->error = error;
  biz_refusal_explain_payment_async (
      erp_session_get_client (self->session), error, biz_invoice_get_id (self->invoice),
      self->invoice, erp_capabilities_get_uid (erp_session_get_capabilities (self->session)), &date,
      self->cancellable, explained_cb, refused);
}

static void
paid_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaymentDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job =
      biz_invoice_store_pay_finish (BIZ_INVOICE_STORE (source), result, &error);
  g_autofree char *amount = NULL;
  g_autofree char *done = NULL;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (job != NULL)
    {
      set_sending (self, FALSE);
      amount = page_text_format_amount (&self->amount);
      /* Translators: an amount. */
      done = g_strdup_printf (_ ("Payment of %s registered"), amount);
      g_signal_emit (self, signals[ENDED], 0, done);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    {
      set_sending (self, FALSE);
      show_unknown (self);
      g_signal_emit (self, signals[ENDED], 0, NULL);
    }
  else
    {
      explain (self, g_steal_pointer (&error));
    }
}

static void
pay_cb (PagePaymentDialog *self)
{
  BizPaymentOptions options;
  GDate date;
  const char *memo = gtk_editable_get_text (self->memo_row);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->pay_button))
      || !kit_money_entry_get_value (self->amount_entry, &self->amount)
      || !kit_date_entry_get_date (self->date_entry, &date))
    return;

  kit_inline_error_clear (self->error_bar);
  page_choices_set_error (self->journal_row, NULL);
  page_choices_set_error (self->method_row, NULL);
  page_choices_set_error (self->currency_row, NULL);
  page_payment_difference_get_options (self->difference, &options);
  options.currency_id = is_foreign (self) ? self->currency_id : 0;
  options.open = biz_payment_proposal_get_open (self->proposal);
  options.has_modes = page_payment_plan_has_modes (self->plan);
  biz_invoice_store_pay_with_async (self->store, self->invoice, &self->amount, &date,
                                    page_choices_get_id (self->journal_row),
                                    page_choices_get_id (self->method_row),
                                    memo[0] != '\0' ? memo : NULL, &options, self->cancellable,
                                    paid_cb, page_weak_new (self));
  set_sending (self, TRUE);
}

static void
open_journal_cb (PagePaymentDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
page_payment_dialog_dispose (GObject *object)
{
  PagePaymentDialog *self = PAGE_PAYMENT_DIALOG (object);

  /* Stops the waiting, never the job. */
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_object (&self->proposal);
  g_clear_object (&self->invoice);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_payment_dialog_parent_class)->dispose (object);
}

static void
page_payment_dialog_finalize (GObject *object)
{
  g_clear_object (&PAGE_PAYMENT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (page_payment_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-payment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, asking);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, currency_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, journal_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, memo_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, plan);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, difference_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, difference);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentDialog, pay_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, currency_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, pay_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_journal_cb);
}

static void
page_payment_dialog_class_init (PagePaymentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_payment_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_payment_dialog_finalize;
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_ASKING);
  g_type_ensure (KIT_TYPE_MONEY_ENTRY);
  g_type_ensure (PAGE_TYPE_PAYMENT_DIFFERENCE);
  g_type_ensure (PAGE_TYPE_PAYMENT_PLAN);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_payment_dialog_init (PagePaymentDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->amount_entry), _ ("Amount"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->amount_entry), TRUE);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->date_entry), _ ("Date"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->date_entry), TRUE);
  page_choices_init (self->journal_row);
  page_choices_init (self->method_row);
  page_choices_init (self->currency_row);
}

/* Those that are in use, and the invoice's own. */
static void
fill_currencies (PagePaymentDialog *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (GListModel) active = erp_capabilities_list_active_currencies (capabilities);
  g_autoptr (GListStore) choices = g_list_store_new (BIZ_TYPE_CHOICE);
  ErpCurrency *own = erp_capabilities_get_currency (capabilities, self->currency_id);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr (ErpCurrency) currency = g_list_model_get_item (active, i);
      g_autoptr (BizChoice) choice =
          biz_choice_new (erp_currency_get_id (currency), erp_currency_get_code (currency), NULL);

      found |= currency == own;
      g_list_store_append (choices, choice);
    }
  if (own != NULL && !found)
    {
      g_autoptr (BizChoice) choice =
          biz_choice_new (self->currency_id, erp_currency_get_code (own), NULL);

      g_list_store_append (choices, choice);
    }
  self->filling = TRUE;
  page_choices_fill (self->currency_row, G_LIST_MODEL (choices), self->currency_id, 2);
  self->filling = FALSE;
}

/**
 * page_payment_dialog_new:
 * @session: who is signed in where
 * @store: proposes and pays
 * @invoice: a posted invoice with something open
 *
 * Returns: (transfer floating): the dialog; the server is asked for a proposal at once
 */
GtkWindow *
page_payment_dialog_new (ErpSession *session, BizInvoiceStore *store, BizInvoice *invoice)
{
  PagePaymentDialog *self;
  const char *customer;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (invoice != NULL, NULL);

  self = g_object_new (PAGE_TYPE_PAYMENT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->invoice = g_object_ref (invoice);
  self->currency_id = biz_invoice_get_currency_id (invoice);
  self->today = page_text_get_today (session);
  fill_currencies (self);
  kit_date_entry_set_today (self->date_entry, &self->today);
  customer = biz_invoice_get_partner_name (invoice);
  subtitle = g_strjoin (", ", biz_invoice_get_title (invoice), customer, NULL);
  adw_window_title_set_subtitle (self->heading, subtitle);
  ask (self, 0);
  plan (self);
  look_for_equal (self, session);
  return GTK_WINDOW (self);
}
