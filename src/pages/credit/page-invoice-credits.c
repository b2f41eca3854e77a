/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-credits.h"

#include "biz-applied-payment.h"
#include "biz-invoice-credits.h"
#include "biz-job-body.h"
#include "erp-capabilities.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageInvoiceCredits
{
  GtkBox parent_instance;

  GtkWidget *applied_title;
  GtkListBox *applied;
  GtkWidget *outstanding_title;
  GtkListBox *outstanding;
  KitInlineError *error_bar;

  ErpSession *session;    /* (owned) (nullable) */
  BizInvoiceStore *store; /* (owned) (nullable) */
  BizInvoice *invoice;    /* (owned) (nullable) */
  GCancellable *load;     /* (owned) (nullable) */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (PageInvoiceCredits, page_invoice_credits, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_loading (PageInvoiceCredits *self)
{
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
}

static void
set_working (PageInvoiceCredits *self, gboolean working)
{
  self->working = working;
  gtk_widget_set_sensitive (GTK_WIDGET (self->applied), !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->outstanding), !working);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceCredits) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;

  set_working (self, FALSE);
  if (job == NULL)
    kit_inline_error_set_error (self->error_bar, _ ("It was not done."), error);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes @body. */
static void
run (PageInvoiceCredits *self, const char *kind, JsonObject *body)
{
  kit_inline_error_clear (self->error_bar);
  set_working (self, TRUE);
  erp_journal_run_async (erp_session_get_journal (self->session), kind, body, NULL, done_cb,
                         page_weak_new (self));
  json_object_unref (body);
}

static const char *
get_title (BizAppliedPayment *payment)
{
  const char *reference = biz_applied_payment_get_reference (payment);
  const char *journal = biz_applied_payment_get_journal (payment);

  return reference != NULL ? reference : journal != NULL ? journal : _ ("A payment");
}

static void
apply_cb (GtkButton *button, PageInvoiceCredits *self)
{
  BizAppliedPayment *payment = g_object_get_data (G_OBJECT (button), "payment");

  if (!self->working)
    run (self, BIZ_JOB_APPLY,
         biz_job_body_new_apply (self->invoice, biz_applied_payment_get_line_id (payment),
                                 get_title (payment)));
}

static void
remove_cb (GtkButton *button, PageInvoiceCredits *self)
{
  BizAppliedPayment *payment = g_object_get_data (G_OBJECT (button), "payment");

  if (!self->working)
    run (self, BIZ_JOB_UNAPPLY,
         biz_job_body_new_unapply (self->invoice, biz_applied_payment_get_partial_id (payment),
                                   get_title (payment)));
}

static gboolean
may_write (PageInvoiceCredits *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  return (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_WRITE) != 0;
}

static GtkWidget *
make_button (PageInvoiceCredits *self, BizAppliedPayment *payment, gboolean applied)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (applied ? _ ("_Take Off") : _ ("_Apply"));
  /* Translators: the number of a payment or credit note. */
  g_autofree char *name =
      g_strdup_printf (applied ? _ ("Take %s off") : _ ("Apply %s"), get_title (payment));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "payment", g_object_ref (payment), g_object_unref);
  g_signal_connect_object (button, "clicked",
                           applied ? G_CALLBACK (remove_cb) : G_CALLBACK (apply_cb), self, 0);

  return button;
}

static GtkWidget *
make_row (PageInvoiceCredits *self, BizAppliedPayment *payment, gboolean applied)
{
  GtkWidget *row = adw_action_row_new ();
  BizMoney amount = biz_applied_payment_get_amount (payment);
  g_autofree char *text = page_text_format_amount (&amount);
  g_autofree char *date = kit_format_date (biz_applied_payment_get_date (payment));
  GtkWidget *label = gtk_label_new (text);
  const gint64 key = applied ? biz_applied_payment_get_partial_id (payment)
                             : biz_applied_payment_get_line_id (payment);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (payment));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date != NULL ? date : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (key != 0 && may_write (self))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, payment, applied));

  return row;
}

static void
fill_list (PageInvoiceCredits *self,
           GtkListBox *list,
           GtkWidget *title,
           GListModel *payments,
           gboolean applied)
{
  GtkListBoxRow *old;
  const guint n = payments != NULL ? g_list_model_get_n_items (payments) : 0;

  while ((old = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (old));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizAppliedPayment) payment = g_list_model_get_item (payments, i);

      gtk_list_box_append (list, make_row (self, payment, applied));
    }
  gtk_widget_set_visible (GTK_WIDGET (list), n > 0);
  gtk_widget_set_visible (title, n > 0);
}

static void
fill (PageInvoiceCredits *self, BizInvoiceCredits *credits)
{
  fill_list (self, self->applied, self->applied_title,
             credits != NULL ? biz_invoice_credits_get_applied (credits) : NULL, TRUE);
  fill_list (self, self->outstanding, self->outstanding_title,
             credits != NULL ? biz_invoice_credits_get_outstanding (credits) : NULL, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceCredits) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceCredits) credits = biz_invoice_credits_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->load);
  fill (self, credits);
  if (credits == NULL)
    kit_inline_error_set_error (self->error_bar,
                                _ ("What was applied and what can be could not be read."), error);
}

static void
page_invoice_credits_dispose (GObject *object)
{
  PageInvoiceCredits *self = PAGE_INVOICE_CREDITS (object);

  stop_loading (self);
  g_clear_object (&self->invoice);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_invoice_credits_parent_class)->dispose (object);
}

static void
page_invoice_credits_class_init (PageInvoiceCreditsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_invoice_credits_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoice-credits.ui");
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceCredits, applied_title);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceCredits, applied);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceCredits, outstanding_title);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceCredits, outstanding);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceCredits, error_bar);
}

static void
page_invoice_credits_init (PageInvoiceCredits *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
}

void
page_invoice_credits_connect (PageInvoiceCredits *self, ErpSession *session, BizInvoiceStore *store)
{
  g_return_if_fail (PAGE_IS_INVOICE_CREDITS (self));

  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
}

static gboolean
can_have_credits (BizInvoice *invoice)
{
  return invoice != NULL && biz_invoice_get_state (invoice) == BIZ_STATE_POSTED;
}

void
page_invoice_credits_set_invoice (PageInvoiceCredits *self, BizInvoice *invoice)
{
  gboolean same;

  g_return_if_fail (PAGE_IS_INVOICE_CREDITS (self));
  g_return_if_fail (self->session != NULL);

  same = self->invoice != NULL && invoice != NULL
         && biz_invoice_get_id (self->invoice) == biz_invoice_get_id (invoice);
  stop_loading (self);
  g_set_object (&self->invoice, invoice);
  if (!same)
    {
      kit_inline_error_clear (self->error_bar);
      fill (self, NULL);
    }
  if (!can_have_credits (invoice))
    {
      fill (self, NULL);
      return;
    }
  self->load = g_cancellable_new ();
  biz_invoice_credits_load_async (erp_session_get_client (self->session), invoice,
                                  biz_invoice_store_get_currencies (self->store), self->load,
                                  loaded_cb, page_weak_new (self));
}
