/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "erp-capabilities.h"
#include "page-batch-dialog.h"
#include "page-batch.h"
#include "page-credit-note-dialog.h"
#include "page-invoices-private.h"
#include "page-payment-dialog.h"
#include "page-payments-dialog.h"

#include <glib/gi18n-lib.h>

/* The verbs of the list that write. */

/* What was refused stays selected. */
static void
batch_ended_cb (PageInvoices *self, PageBatchDialog *dialog)
{
  if (!page_batch_dialog_is_changed (dialog))
    return;
  g_clear_pointer (&self->left, g_array_unref);
  self->left = page_batch_dialog_dup_left (dialog);
  gtk_widget_activate_action (GTK_WIDGET (self), "invoices.refresh", NULL);
}

static void
post_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  GtkWindow *dialog = page_batch_present_selection (widget, self->session, self->store, self->list);

  if (dialog != NULL)
    g_signal_connect_object (dialog, "ended", G_CALLBACK (batch_ended_cb), self, G_CONNECT_SWAPPED);
}

static void
credited_cb (PageInvoices *self, const char *done, gint64 note)
{
  if (note != 0)
    page_invoices_open (self, note);
}

static void
journal_cb (PageInvoices *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

static void
credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);
  GtkWindow *dialog;

  if (invoice == NULL || !biz_invoice_can_credit (invoice))
    return;
  dialog = page_credit_note_dialog_new (self->session, self->store, invoice);
  g_signal_connect_object (dialog, "ended", G_CALLBACK (credited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (dialog);
}

static void
paid_cb (PageInvoices *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "invoices.refresh", NULL);
}

static void
payments_ended_cb (PageInvoices *self, PagePaymentsDialog *dialog)
{
  if (page_payments_dialog_is_changed (dialog))
    paid_cb (self);
}

static void
refuse_too_many (GtkWidget *over)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: a number. */
      _ ("At most %d documents are paid at once. Select fewer."), PAGE_PAYMENTS_MAX);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (over)),
                                              _ ("Too Many Documents"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Several rows; a store of its own, so that the list behind is asked anew once, at the end. */
static GtkWindow *
pay_several (PageInvoices *self)
{
  g_autoptr (GArray) ids = page_batch_list_ids (self->list);
  g_autoptr (BizInvoiceStore) own = NULL;
  GtkWindow *dialog;

  if (ids == NULL || ids->len > PAGE_PAYMENTS_MAX)
    {
      refuse_too_many (GTK_WIDGET (self));
      return NULL;
    }
  if (ids->len == 0)
    return NULL;
  own = biz_invoice_store_new (erp_session_get_client (self->session),
                               erp_session_get_journal (self->session),
                               biz_invoice_store_get_currencies (self->store));
  dialog =
      page_payments_dialog_new (self->session, own, (const gint64 *)(void *)ids->data, ids->len,
                                kit_ledger_list_get_n_selected (self->list) - ids->len);
  g_signal_connect_object (dialog, "ended", G_CALLBACK (payments_ended_cb), self,
                           G_CONNECT_SWAPPED);

  return dialog;
}

static void
pay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);
  GtkWindow *dialog = NULL;

  if (kit_ledger_list_get_n_selected (self->list) > 1)
    dialog = pay_several (self);
  else if (invoice != NULL && biz_invoice_can_pay (invoice))
    {
      dialog = page_payment_dialog_new (self->session, self->store, invoice);
      g_signal_connect_object (dialog, "ended", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
    }
  if (dialog == NULL)
    return;
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (dialog);
}

void
page_invoices_install_writes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoices.post", NULL, post_action);
  gtk_widget_class_install_action (widget_class, "invoices.credit", NULL, credit_action);
  gtk_widget_class_install_action (widget_class, "invoices.pay", NULL, pay_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "invoices.post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "invoices.post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "invoices.credit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "invoices.pay",
                                       NULL);
}

/* One row may be credited; of several rows the drafts are posted, and the open ones paid. */
void
page_invoices_update_writes (PageInvoices *self)
{
  const guint n = kit_ledger_list_get_n_selected (self->list);
  BizInvoice *invoice = page_invoices_get_selected (self);
  const ErpRights rights =
      erp_capabilities_get_rights (erp_session_get_capabilities (self->session), "account.move");
  const gboolean post = n > 1 || (invoice != NULL && biz_invoice_can_post (invoice));
  const gboolean pay = n > 1 || (invoice != NULL && biz_invoice_can_pay (invoice));
  const gboolean credit = n == 1 && invoice != NULL && biz_invoice_can_credit (invoice);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoices.post",
                                 post && (rights & ERP_RIGHT_WRITE) != 0);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "invoices.pay",
      pay
          && (erp_capabilities_get_rights (erp_session_get_capabilities (self->session),
                                           "account.payment")
              & ERP_RIGHT_CREATE)
                 != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoices.credit",
                                 credit && (rights & ERP_RIGHT_CREATE) != 0);
}

gboolean
page_invoices_select_left (PageInvoices *self)
{
  if (self->left == NULL)
    return FALSE;
  page_batch_select_ids (self->list, self->left);
  g_clear_pointer (&self->left, g_array_unref);

  return TRUE;
}

static gboolean
has_limits (PageInvoices *self)
{
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (self->session, &n);

  for (gsize i = 0; i < n; i++)
    {
      BizPolicy *policy = biz_policy_book_get (self->context.policies, companies[i]);

      if (policy != NULL && biz_policy_has_limits (policy))
        return TRUE;
    }

  return FALSE;
}

/* The rows that are there were filled without it. */
static void
policies_changed_cb (PageInvoices *self)
{
  if (self->loaded && self->context.policies != NULL && has_limits (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "invoices.refresh", NULL);
}

void
page_invoices_watch_policies (PageInvoices *self)
{
  self->context.policies = biz_invoice_store_get_policies (self->store);
  g_signal_connect_object (self->context.policies, "changed", G_CALLBACK (policies_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

void
page_invoices_load_policies (PageInvoices *self)
{
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (self->session, &n);

  biz_policy_book_load (self->context.policies, companies, n);
}
