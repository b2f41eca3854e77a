/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-approval.h"

#include "biz-invoice-details.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageApproval
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkLabel *text;
  GtkWidget *buttons;

  ErpSession *session;     /* (owned) */
  BizPolicyBook *policies; /* (owned) */
  BizInvoice *invoice;     /* (owned) (nullable) */
  gboolean mine;
};

G_DEFINE_FINAL_TYPE (PageApproval, page_approval, ADW_TYPE_BIN)

static char *
describe_limit (PageApproval *self, BizPolicy *policy)
{
  const BizMoney total = biz_invoice_get_total (self->invoice);
  const char *problem = biz_policy_get_problem (policy);
  g_autofree char *amount = page_text_format_amount (&total);
  g_autofree char *text = NULL;
  BizMoney limit;

  if (problem != NULL)
    return g_strdup (problem);
  if (!biz_policy_get_approval_limit (policy, &total, &limit))
    return g_strdup (_ ("Credit notes in this currency are posted by a second person."));
  text = page_text_format_amount (&limit);

  /* Translators: two amounts, the one of the credit note and the limit. */
  return g_strdup_printf (_ ("%s is above the limit of %s up to which one person is enough."),
                          amount, text);
}

/* What this person may do, in a sentence. */
static char *
describe_part (PageApproval *self, BizPolicy *policy)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  BizInvoiceDetails *details = biz_invoice_get_details (self->invoice);
  const char *creator = biz_invoice_details_get_creator (details);
  const char *const *approvers = biz_policy_get_approvers (policy);
  g_autofree char *names = NULL;

  self->mine = FALSE;
  if (biz_invoice_details_get_creator_id (details) == erp_capabilities_get_uid (capabilities))
    {
      if (approvers == NULL)
        return g_strdup (_ ("You made it: a colleague posts or declines it."));
      names = g_strjoinv (", ", (char **)approvers);
      /* Translators: logins of users. */
      return g_strdup_printf (_ ("You made it: one of these posts or declines it: %s."), names);
    }
  if (!biz_policy_may_approve (policy, erp_capabilities_get_login (capabilities)))
    {
      names = g_strjoinv (", ", (char **)approvers);
      /* Translators: logins of users. */
      return g_strdup_printf (_ ("One of these may approve it: %s."), names);
    }
  self->mine = TRUE;

  /* Translators: a colleague. */
  return g_strdup_printf (_ ("%s made it. Look at it, then approve or decline it."),
                          creator != NULL ? creator : _ ("A colleague"));
}

static void
update (PageApproval *self)
{
  BizPolicy *policy = NULL;
  gboolean waiting;

  self->mine = FALSE;
  waiting = self->invoice != NULL && biz_invoice_get_details (self->invoice) != NULL
            && biz_policy_book_is_waiting (self->policies, self->invoice);
  if (waiting)
    policy = biz_policy_book_get (self->policies, biz_invoice_get_company_id (self->invoice));
  if (policy != NULL)
    {
      g_autofree char *limit = describe_limit (self, policy);
      g_autofree char *part = describe_part (self, policy);
      g_autofree char *text = g_strdup_printf ("%s %s", limit, part);

      gtk_label_set_text (self->text, text);
    }
  gtk_widget_set_visible (self->buttons, self->mine);
  gtk_widget_set_visible (GTK_WIDGET (self), policy != NULL);
}

static void
page_approval_dispose (GObject *object)
{
  PageApproval *self = PAGE_APPROVAL (object);

  g_clear_object (&self->invoice);
  g_clear_object (&self->policies);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_approval_parent_class)->dispose (object);
}

static void
page_approval_class_init (PageApprovalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_approval_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-approval.ui");
  gtk_widget_class_bind_template_child (widget_class, PageApproval, heading);
  gtk_widget_class_bind_template_child (widget_class, PageApproval, text);
  gtk_widget_class_bind_template_child (widget_class, PageApproval, buttons);
}

static void
page_approval_init (PageApproval *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * page_approval_connect:
 * @self: the bar
 * @session: who is signed in where
 * @store: has the policies
 *
 * Once, before a document is shown.
 */
void
page_approval_connect (PageApproval *self, ErpSession *session, BizInvoiceStore *store)
{
  g_return_if_fail (PAGE_IS_APPROVAL (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->policies = g_object_ref (biz_invoice_store_get_policies (store));
  g_signal_connect_object (self->policies, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

void
page_approval_set_invoice (PageApproval *self, BizInvoice *invoice)
{
  gint64 company;

  g_return_if_fail (PAGE_IS_APPROVAL (self));

  g_set_object (&self->invoice, invoice);
  update (self);
  if (invoice == NULL || self->policies == NULL)
    return;
  /* a window of one record has not read any */
  company = biz_invoice_get_company_id (invoice);
  if (biz_invoice_get_state (invoice) == BIZ_STATE_DRAFT
      && biz_invoice_get_move_type (invoice) == BIZ_MOVE_CREDIT_NOTE
      && biz_policy_book_get (self->policies, company) == NULL)
    biz_policy_book_load (self->policies, &company, 1);
}

gboolean
page_approval_is_mine (PageApproval *self)
{
  g_return_val_if_fail (PAGE_IS_APPROVAL (self), FALSE);

  return self->mine;
}
