/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-limit.h"

#include "erp-capabilities.h"
#include "page-decision-dialog.h"

/**
 * page_customer_limit_is_offered:
 * @session: who is signed in where
 * @customer: (nullable): who is shown
 *
 * Returns: whether the limit can be asked to be changed
 */
gboolean
page_customer_limit_is_offered (ErpSession *session, BizCustomer *customer)
{
  gsize n_companies;

  g_return_val_if_fail (ERP_IS_SESSION (session), FALSE);

  erp_session_get_active_companies (session, &n_companies);

  return customer != NULL && n_companies > 0 && biz_customer_get_facts (customer)->may_see_limit
         && (erp_capabilities_get_rights (erp_session_get_capabilities (session), "res.partner")
             & ERP_RIGHT_WRITE)
                != 0;
}

static void
journal_requested_cb (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "shell.search", "(ss)", "journal", "");
}

/**
 * page_customer_limit_present:
 * @widget: what is asked from
 * @session: who is signed in where
 * @customer: whose limit; where page_customer_limit_is_offered()
 *
 * Returns: (transfer none): the dialog, shown
 */
GtkWindow *
page_customer_limit_present (GtkWidget *widget, ErpSession *session, BizCustomer *customer)
{
  GListStore *targets = g_list_store_new (BIZ_TYPE_DECISION_TARGET);
  g_autoptr (GListModel) model = G_LIST_MODEL (targets);
  g_autoptr (BizDecisionTarget) target = NULL;
  const BizCustomerFacts *facts;
  const gint64 *companies;
  gsize n_companies;
  GtkWindow *dialog;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (page_customer_limit_is_offered (session, customer), NULL);

  facts = biz_customer_get_facts (customer);
  companies = erp_session_get_active_companies (session, &n_companies);
  target = biz_decision_target_new ("res.partner", facts->commercial_id, facts->name, companies[0],
                                    facts->name);
  g_list_store_append (targets, target);
  dialog = page_decision_dialog_new (session, BIZ_DECISION_LIMIT, model);
  root = gtk_widget_get_root (widget);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_requested_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);

  return dialog;
}
