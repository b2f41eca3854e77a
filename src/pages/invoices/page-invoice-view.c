/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the sections of a record and its verbs are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-contradiction.h"
#include "page-invoice-view.h"

#include "biz-bench-group.h"
#include "biz-filter.h"
#include "biz-invoice-ahead.h"
#include "erp-capabilities.h"
#include "erp-job.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-approval.h"
#include "page-credit-note-dialog.h"
#include "page-invoice-changes.h"
#include "page-invoice-credits.h"
#include "page-invoice-lines.h"
#include "page-paper-window.h"
#include "page-payment-dialog.h"
#include "page-chain.h"
#include "page-record-facts.h"
#include "page-record-ledger.h"
#include "page-record-talk.h"
#include "page-record-verbs.h"
#include "page-review.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageInvoiceView
{
  AdwBin parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title_label;
  KitStatusPill *pill;
  GtkSpinner *spinner;
  KitInlineError *error_bar;
  GtkWidget *news;
  GtkLabel *news_label;
  GtkScrolledWindow *scroller;
  GtkLabel *type_label;
  GtkLabel *customer_label;
  GtkLabel *open_label;
  GtkLabel *due_label;
  PageReview *review;
  PageContradiction *contradiction;
  GtkWidget *edit_button;
  GtkWidget *post_button;
  GtkWidget *pay_button;
  KitInlineError *refusal;
  PageApproval *approval;
  PageRecordFacts *facts;
  PageChain *chain;
  PageInvoiceLines *lines;
  PageInvoiceCredits *credits;
  PageRecordLedger *ledger;
  KitConversation *talk;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *store;    /* (owned) */
  BizInvoiceAhead *ahead;    /* (owned) (nullable): what was read before it is opened */
  PageRecordVerbs *verbs;    /* (owned) */
  GCancellable *cancellable; /* (owned): of the page */
  GCancellable *load;        /* (owned) (nullable): of the load under way */
  gint64 id;                 /* 0: nothing is shown */
  BizInvoice *invoice;       /* (owned) (nullable) */
  guint n_writing;
  gboolean changed_by_us;
};

G_DEFINE_FINAL_TYPE (PageInvoiceView, page_invoice_view, ADW_TYPE_BIN)

enum
{
  STEP,
  OPEN,
  JOURNAL_REQUESTED,
  EDIT,
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The amount that matters, and when. */
static void
fill_open (PageInvoiceView *self)
{
  BizInvoice *invoice = self->invoice;
  GDate today = page_text_get_today (self->session);
  gboolean posted = biz_invoice_get_state (invoice) == BIZ_STATE_POSTED;
  BizMoney money = posted ? biz_invoice_get_residual (invoice) : biz_invoice_get_total (invoice);
  g_autofree char *amount = page_text_format_amount (&money);
  g_autofree char *due = page_text_describe_due (invoice, &today);
  g_autofree char *open = NULL;
  g_autofree char *due_line = NULL;
  BizStanding standing = biz_invoice_get_standing (invoice, &today);

  if (!posted)
    open = g_steal_pointer (&amount);
  else if (money.minor == 0)
    open = g_strdup (_ ("Nothing open"));
  else
    /* Translators: an amount. */
    open = g_strdup_printf (_ ("%s open"), amount);
  gtk_label_set_text (self->open_label, open);
  if (due[0] != '\0')
    /* Translators: a date, perhaps with the days from now. */
    due_line = g_strdup_printf (_ ("Due %s"), due);
  gtk_label_set_text (self->due_label, due_line != NULL ? due_line : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->due_label), "tone-bad");
  if (standing == BIZ_STANDING_OVERDUE)
    gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "tone-bad");
  kit_status_pill_set (self->pill, biz_standing_to_label (standing), page_text_get_tone (standing));
  gtk_widget_set_visible (GTK_WIDGET (self->pill), TRUE);
  page_review_set_invoice (self->review, invoice);
  page_contradiction_set_invoice (self->contradiction, invoice);
}

static gboolean
may (PageInvoiceView *self, const char *model, ErpRights right)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  return (erp_capabilities_get_rights (capabilities, model) & right) != 0;
}

static void
update_verbs (PageInvoiceView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean busy = self->n_writing > 0 || page_record_verbs_is_busy (self->verbs)
                  || page_review_is_busy (self->review);
  gboolean ready = self->invoice != NULL && biz_invoice_is_full (self->invoice) && !busy;
  gboolean post = page_record_verbs_allow (self->verbs, self->invoice, BIZ_VERB_POST);
  gboolean pay = self->invoice != NULL && biz_invoice_can_pay (self->invoice)
                 && may (self, "account.payment", ERP_RIGHT_CREATE);

  gboolean edit = self->invoice != NULL && biz_invoice_can_edit (self->invoice)
                  && may (self, "account.move", ERP_RIGHT_WRITE);

  gtk_widget_set_visible (self->post_button,
                          post && !gtk_widget_get_visible (GTK_WIDGET (self->approval)));
  gtk_widget_action_set_enabled (widget, "invoice.decline",
                                 ready && page_approval_is_mine (self->approval)
                                     && page_record_verbs_allow (self->verbs, self->invoice,
                                                                 BIZ_VERB_CANCEL));
  gtk_widget_set_visible (self->edit_button, edit);
  gtk_widget_action_set_enabled (widget, "invoice.edit", edit && ready);
  gtk_widget_set_visible (self->pay_button, pay);
  gtk_widget_action_set_enabled (widget, "invoice.post", post && ready);
  gtk_widget_action_set_enabled (
      widget, "invoice.reset",
      ready && page_record_verbs_allow (self->verbs, self->invoice, BIZ_VERB_RESET));
  gtk_widget_action_set_enabled (
      widget, "invoice.cancel",
      ready && page_record_verbs_allow (self->verbs, self->invoice, BIZ_VERB_CANCEL));
  gtk_widget_action_set_enabled (
      widget, "invoice.delete",
      ready && page_record_verbs_allow (self->verbs, self->invoice, BIZ_VERB_DELETE));
  gtk_widget_action_set_enabled (widget, "invoice.pay", pay && ready);
  gtk_widget_action_set_enabled (widget, "invoice.credit",
                                 ready && biz_invoice_can_credit (self->invoice)
                                     && may (self, "account.move", ERP_RIGHT_CREATE));
  gtk_widget_action_set_enabled (widget, "invoice.duplicate",
                                 ready && may (self, "account.move", ERP_RIGHT_CREATE));
  gtk_widget_action_set_enabled (widget, "invoice.mark-checked",
                                 ready && page_review_allow (self->review, FALSE));
  gtk_widget_action_set_enabled (widget, "invoice.mark-to-check",
                                 ready && page_review_allow (self->review, TRUE));
  gtk_widget_action_set_enabled (widget, "invoice.copy-number", self->invoice != NULL);
  gtk_widget_action_set_enabled (widget, "invoice.bank-lines",
                                 self->invoice != NULL
                                     && biz_invoice_get_residual (self->invoice).minor != 0
                                     && biz_invoice_get_state (self->invoice) == BIZ_STATE_POSTED
                                     && may (self, "account.bank.statement.line", ERP_RIGHT_WRITE));
  if (busy || self->load != NULL)
    gtk_spinner_start (self->spinner);
  else
    gtk_spinner_stop (self->spinner);
}

static void
fill (PageInvoiceView *self)
{
  const char *customer = biz_invoice_get_partner_name (self->invoice);
  GDate today = page_text_get_today (self->session);

  gtk_label_set_text (self->title_label, biz_invoice_get_title (self->invoice));
  gtk_label_set_text (self->customer_label, customer != NULL ? customer : "");
  gtk_label_set_text (self->type_label,
                      biz_move_type_to_label (biz_invoice_get_move_type (self->invoice)));
  gtk_widget_set_visible (GTK_WIDGET (self->type_label),
                          biz_invoice_get_move_type (self->invoice) != BIZ_MOVE_INVOICE);
  page_approval_set_invoice (self->approval, self->invoice);
  fill_open (self);
  page_record_facts_set_invoice (self->facts, self->invoice);
  page_invoice_lines_set_invoice (self->lines, self->invoice);
  page_record_ledger_set_invoice (self->ledger, self->invoice, &today);
  page_record_talk_show (self->talk, self->session, self->invoice);
  update_verbs (self);
}

static void
show_error (PageInvoiceView *self, const char *what, const GError *error, gboolean can_retry)
{
  kit_inline_error_set_retry_label (self->error_bar, can_retry ? _ ("_Retry") : NULL);
  kit_inline_error_set_error (self->error_bar, what, error);
}

static void
take_invoice (PageInvoiceView *self, BizInvoice *invoice)
{
  g_autofree char *news = NULL;

  if (self->invoice != NULL && biz_invoice_is_full (self->invoice) && !self->changed_by_us)
    news = page_invoice_changes_describe (self->invoice, invoice);
  self->changed_by_us = FALSE;
  gtk_label_set_text (self->news_label, news != NULL ? news : "");
  gtk_widget_set_visible (self->news, news != NULL);
  g_set_object (&self->invoice, invoice);
  fill (self);
  page_invoice_credits_set_invoice (self->credits, invoice);
  page_chain_show (self->chain, "account.move", self->id);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceView) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice =
      BIZ_IS_INVOICE_AHEAD (source)
          ? biz_invoice_ahead_load_finish (BIZ_INVOICE_AHEAD (source), result, &error)
          : biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_object (&self->load);
  if (invoice != NULL)
    take_invoice (self, invoice);
  else
    show_error (self, _ ("The invoice could not be loaded."), error, TRUE);
  update_verbs (self);
}

/* @again: whether what was read before may be old */
static void
load (PageInvoiceView *self, gboolean again)
{
  if (again && self->ahead != NULL)
    biz_invoice_ahead_drop (self->ahead);
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  if (self->id == 0)
    return;

  self->load = g_cancellable_new ();
  kit_inline_error_clear (self->error_bar);
  if (self->ahead != NULL)
    biz_invoice_ahead_load_async (self->ahead, self->id, self->load, load_cb, page_weak_new (self));
  else
    biz_invoice_store_load_async (self->store, self->id, self->load, load_cb, page_weak_new (self));
  update_verbs (self);
}

static void
show_nothing (PageInvoiceView *self, gint64 id)
{
  self->id = id;
  self->changed_by_us = FALSE;
  g_clear_object (&self->invoice);
  page_invoice_credits_set_invoice (self->credits, NULL);
  page_chain_show (self->chain, NULL, 0);
  page_approval_set_invoice (self->approval, NULL);
  page_review_set_invoice (self->review, NULL);
  kit_inline_error_clear (self->refusal);
  gtk_widget_set_visible (self->news, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
open_cb (PageInvoiceView *self, gint64 id)
{
  g_signal_emit (self, signals[OPEN], 0, id);
}

static void
chain_open_cb (PageInvoiceView *self, const char *model, gint64 id)
{
  if (g_str_equal (model, "account.move"))
    open_cb (self, id);
  else
    page_chain_browse (self->chain, model, id);
}

static void
retry_cb (PageInvoiceView *self)
{
  load (self, TRUE);
}

static void
dismiss_news_cb (PageInvoiceView *self)
{
  gtk_widget_set_visible (self->news, FALSE);
}

static void
begin_write (PageInvoiceView *self)
{
  self->n_writing++;
  kit_inline_error_clear (self->error_bar);
  update_verbs (self);
}

static void
end_write (PageInvoiceView *self)
{
  self->n_writing--;
  update_verbs (self);
}

static void
busy_changed_cb (PageInvoiceView *self)
{
  if (page_record_verbs_is_busy (self->verbs))
    kit_inline_error_clear (self->refusal);
  update_verbs (self);
}

static void
done_cb (PageInvoiceView *self, BizInvoice *invoice)
{
  if (biz_invoice_get_id (invoice) != self->id)
    return;
  self->changed_by_us = TRUE;
  take_invoice (self, invoice);
}

static void
deleted_cb (PageInvoiceView *self, gint64 id)
{
  if (id != self->id)
    return;
  show_nothing (self, 0);
  update_verbs (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "invoices.close", NULL);
}

/* Beside the verbs that were refused, with what can help. */
static void
refused_cb (PageInvoiceView *self, const char *what, const GError *error)
{
  kit_inline_error_set_error (self->refusal, what, error);
}

static void
verb_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const names[] = {
    [BIZ_VERB_POST] = "invoice.post",
    [BIZ_VERB_RESET] = "invoice.reset",
    [BIZ_VERB_CANCEL] = "invoice.cancel",
    [BIZ_VERB_DELETE] = "invoice.delete",
  };
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      page_record_verbs_run (self->verbs, self->invoice, (BizInvoiceVerb)i);
}

static void
decline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);

  page_record_verbs_decline (self->verbs, self->invoice);
}

static void
paid_cb (PageInvoiceView *self, const char *done)
{
  if (done != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (done));
  self->changed_by_us = TRUE;
  load (self, TRUE);
}

/* A return went on from here. */
static void
chain_changed_cb (PageInvoiceView *self)
{
  paid_cb (self, NULL);
}

static void
journal_cb (PageInvoiceView *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *dialog = page_payment_dialog_new (self->session, self->store, self->invoice);

  g_signal_connect_object (dialog, "ended", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (dialog);
}

static void
credits_changed_cb (PageInvoiceView *self)
{
  paid_cb (self, NULL);
}

static void
credited_cb (PageInvoiceView *self, const char *done, gint64 note)
{
  paid_cb (self, done);
  if (note != 0)
    g_signal_emit (self, signals[OPEN], 0, note);
}

static void
credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *dialog = page_credit_note_dialog_new (self->session, self->store, self->invoice);

  g_signal_connect_object (dialog, "ended", G_CALLBACK (credited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (dialog);
}

static void
duplicate_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceView) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job =
      biz_invoice_store_duplicate_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  end_write (self);
  if (job == NULL)
    show_error (self, _ ("The invoice could not be duplicated."), error, FALSE);
  else
    g_signal_emit (self, signals[OPEN], 0, erp_job_get_result_id (job));
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);

  begin_write (self);
  biz_invoice_store_duplicate_async (self->store, self->invoice, self->cancellable, duplicate_cb,
                                     page_weak_new (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0, PAGE_INVOICE_VIEW (widget)->invoice);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[STEP], 0, g_str_equal (name, "invoice.next") ? 1 : -1);
}

/* Lines of the bank that wait and could be its money. */
static void
bank_lines_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);
  g_autofree char *text =
      g_strconcat (BIZ_BENCH_DOCUMENT, biz_invoice_get_title (self->invoice), NULL);

  gtk_widget_activate_action (widget, "shell.search", "(ss)", "reconcile", text);
}

static void
mark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);

  kit_inline_error_clear (self->refusal);
  page_review_run (self->review, g_str_equal (name, "invoice.mark-to-check"));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_INVOICE_VIEW (widget), TRUE);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), biz_invoice_get_title (self->invoice));
}

/* What its customer has open, in the section for that. */
static void
items_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);
  const char *partner = self->invoice != NULL ? biz_invoice_get_partner_name (self->invoice) : NULL;
  g_autofree char *text = partner != NULL ? biz_filter_quote ("customer", partner) : NULL;

  if (text != NULL)
    gtk_widget_activate_action (widget, "shell.search", "(ss)", "items", text);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (widget);
  GtkWindow *window;

  if (self->id == 0)
    return;
  window = page_paper_window_new (erp_session_get_client (self->session),
                                  biz_invoice_store_get_currencies (self->store),
                                  erp_session_get_journal (self->session), &self->id, 1);
  gtk_window_set_transient_for (window, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (window);
}

/* Itself, and not the first text in it that can be selected. */
static gboolean
page_invoice_view_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL)
    return FALSE;
  gtk_root_set_focus (root, widget);
  return TRUE;
}

static void
page_invoice_view_dispose (GObject *object)
{
  PageInvoiceView *self = PAGE_INVOICE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  if (self->verbs != NULL)
    page_record_verbs_stop (self->verbs);
  g_clear_object (&self->verbs);
  g_clear_object (&self->invoice);
  g_clear_object (&self->ahead);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_invoice_view_parent_class)->dispose (object);
}

static void
page_invoice_view_finalize (GObject *object)
{
  g_clear_object (&PAGE_INVOICE_VIEW (object)->cancellable);
  G_OBJECT_CLASS (page_invoice_view_parent_class)->finalize (object);
}

/* What cannot be taken back asks first, so that a key is no danger. */
static void
add_verb_keys (GtkWidgetClass *widget_class)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "invoice.post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "invoice.post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "invoice.credit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "invoice.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, both, "invoice.reset", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK,
                                       "invoice.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, both, "invoice.cancel", NULL);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoice.post", NULL, verb_action);
  gtk_widget_class_install_action (widget_class, "invoice.reset", NULL, verb_action);
  gtk_widget_class_install_action (widget_class, "invoice.cancel", NULL, verb_action);
  gtk_widget_class_install_action (widget_class, "invoice.delete", NULL, verb_action);
  gtk_widget_class_install_action (widget_class, "invoice.decline", NULL, decline_action);
  gtk_widget_class_install_action (widget_class, "invoice.pay", NULL, pay_action);
  gtk_widget_class_install_action (widget_class, "invoice.credit", NULL, credit_action);
  gtk_widget_class_install_action (widget_class, "invoice.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "invoice.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "invoice.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "invoice.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "invoice.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "invoice.mark-checked", NULL, mark_action);
  gtk_widget_class_install_action (widget_class, "invoice.mark-to-check", NULL, mark_action);
  gtk_widget_class_install_action (widget_class, "invoice.copy-number", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "invoice.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "invoice.bank-lines", NULL, bank_lines_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "invoice.bank-lines", NULL);
  gtk_widget_class_install_action (widget_class, "invoice.items", NULL, items_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, 0, "invoice.items", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "invoice.edit",
                                       NULL);
  add_verb_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "invoice.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "invoice.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "invoice.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "invoice.pay",
                                       NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoice-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, toasts);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, pill);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, news);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, news_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, type_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, customer_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, open_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, due_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, review);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, contradiction);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, edit_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, post_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, pay_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, refusal);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, approval);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, facts);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, chain);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, lines);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, credits);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, ledger);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceView, talk);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, chain_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, chain_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paid_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_news_cb);
}

static void
page_invoice_view_class_init (PageInvoiceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_invoice_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_invoice_view_finalize;
  widget_class->grab_focus = page_invoice_view_grab_focus;
  signals[STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT64);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, BIZ_TYPE_INVOICE);
  signals[SHOWN] =
      g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  g_type_ensure (PAGE_TYPE_APPROVAL);
  g_type_ensure (PAGE_TYPE_CONTRADICTION);
  g_type_ensure (PAGE_TYPE_INVOICE_CREDITS);
  g_type_ensure (PAGE_TYPE_INVOICE_LINES);
  g_type_ensure (PAGE_TYPE_CHAIN);
  g_type_ensure (PAGE_TYPE_RECORD_FACTS);
  g_type_ensure (PAGE_TYPE_RECORD_LEDGER);
  g_type_ensure (PAGE_TYPE_REVIEW);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
page_invoice_view_init (PageInvoiceView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->pill), FALSE);
}

/**
 * page_invoice_view_new:
 * @session: who is signed in where
 * @store: loads and writes
 *
 * Returns: (transfer floating): the view, empty
 */
GtkWidget *
page_invoice_view_new (ErpSession *session, BizInvoiceStore *store)
{
  PageInvoiceView *self;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (store != NULL, NULL);

  self = g_object_new (PAGE_TYPE_INVOICE_VIEW, NULL);
  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  page_approval_connect (self->approval, session, store);
  g_signal_connect_object (self->approval, "notify::visible", G_CALLBACK (update_verbs), self,
                           G_CONNECT_SWAPPED);
  page_review_connect (self->review, session, store);
  g_signal_connect_object (self->review, "busy-changed", G_CALLBACK (update_verbs), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "changed", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "refused", G_CALLBACK (refused_cb), self,
                           G_CONNECT_SWAPPED);
  page_invoice_credits_connect (self->credits, session, store);
  g_signal_connect_object (self->credits, "changed", G_CALLBACK (credits_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->verbs = page_record_verbs_new (session, store, GTK_WIDGET (self));
  g_signal_connect_object (self->verbs, "busy-changed", G_CALLBACK (busy_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->verbs, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->verbs, "deleted", G_CALLBACK (deleted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->verbs, "refused", G_CALLBACK (refused_cb), self,
                           G_CONNECT_SWAPPED);
  kit_inline_error_set_retry_label (self->refusal, NULL);
  page_record_facts_set_session (self->facts, session);
  page_chain_set_session (self->chain, session, store);
  update_verbs (self);
  return GTK_WIDGET (self);
}

/* What was read ahead, at once; what is not quite fresh is asked for behind it. */
static gboolean
show_ahead (PageInvoiceView *self, BizInvoice *row)
{
  gboolean fresh = FALSE;
  BizInvoice *kept = self->ahead != NULL ? biz_invoice_ahead_look (self->ahead, row, &fresh) : NULL;

  if (kept == NULL)
    return FALSE;
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  kit_inline_error_clear (self->error_bar);
  take_invoice (self, kept);
  if (!fresh)
    {
      /* Nobody has read it yet: that it is another one now is no news. */
      self->changed_by_us = TRUE;
      load (self, FALSE);
    }
  return TRUE;
}

void
page_invoice_view_show_invoice (PageInvoiceView *self, BizInvoice *row)
{
  g_return_if_fail (PAGE_IS_INVOICE_VIEW (self));
  g_return_if_fail (row != NULL);

  if (self->id == biz_invoice_get_id (row))
    {
      load (self, TRUE);
      return;
    }
  show_nothing (self, biz_invoice_get_id (row));
  if (!show_ahead (self, row))
    {
      self->invoice = g_object_ref (row);
      fill (self);
      load (self, FALSE);
    }
}

void
page_invoice_view_show_id (PageInvoiceView *self, gint64 id)
{
  const gboolean same = self->id == id;

  g_return_if_fail (PAGE_IS_INVOICE_VIEW (self));

  if (!same)
    {
      GDate today = page_text_get_today (self->session);

      show_nothing (self, id);
      gtk_label_set_text (self->title_label, _ ("Loading…"));
      gtk_label_set_text (self->customer_label, "");
      gtk_label_set_text (self->open_label, "");
      gtk_label_set_text (self->due_label, "");
      gtk_widget_set_visible (GTK_WIDGET (self->pill), FALSE);
      page_record_facts_set_invoice (self->facts, NULL);
      page_invoice_lines_set_invoice (self->lines, NULL);
      page_record_ledger_set_invoice (self->ledger, NULL, &today);
      page_record_talk_show (self->talk, self->session, NULL);
    }
  load (self, same);
}

/**
 * page_invoice_view_refresh:
 * @self: the view
 *
 * Asks again; what somebody else changed since is named above the invoice.
 */
void
page_invoice_view_refresh (PageInvoiceView *self)
{
  g_return_if_fail (PAGE_IS_INVOICE_VIEW (self));

  load (self, TRUE);
}

void
page_invoice_view_set_narrow (PageInvoiceView *self, gboolean alone, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_INVOICE_VIEW (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
  page_invoice_lines_set_narrow (self->lines, narrow);
  page_record_ledger_set_narrow (self->ledger, narrow);
}

BizInvoice *
page_invoice_view_get_invoice (PageInvoiceView *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICE_VIEW (self), NULL);

  return self->invoice;
}

/**
 * page_invoice_view_set_ahead:
 * @self: the view
 * @ahead: (nullable): what was read before it is opened
 *
 * From now on invoices are loaded through @ahead.
 */
void
page_invoice_view_set_ahead (PageInvoiceView *self, BizInvoiceAhead *ahead)
{
  g_return_if_fail (PAGE_IS_INVOICE_VIEW (self));

  g_set_object (&self->ahead, ahead);
}
