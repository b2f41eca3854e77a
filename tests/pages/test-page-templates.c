/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-activity-list.h"
#include "kit-activity-plan.h"
#include "kit-composer.h"
#include "kit-conversation.h"
#include "kit-file-list.h"
#include "kit-followers.h"
#include "kit-filter-bar.h"
#include "kit-filter-proposals.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "kit-preview.h"
#include "kit-recipients.h"
#include "kit-search-picker.h"
#include "page-ageing-entries.h"
#include "page-ageing.h"
#include "page-approval.h"
#include "page-asking.h"
#include "page-batch-dialog.h"
#include "page-batch-row.h"
#include "page-case-side.h"
#include "page-case.h"
#include "page-chain.h"
#include "page-category-bar.h"
#include "page-category-dialog.h"
#include "page-close-rows.h"
#include "page-close.h"
#include "page-collect-dialog.h"
#include "page-collect-record.h"
#include "page-collections.h"
#include "page-credit-line-row.h"
#include "page-credit-note-dialog.h"
#include "page-customer.h"
#include "page-desk-pane.h"
#include "page-desk-what-if.h"
#include "page-desk.h"
#include "page-due-invoice-dialog.h"
#include "page-due-order.h"
#include "page-decision-dialog.h"
#include "page-decision-form.h"
#include "page-due.h"
#include "page-edit-conflict.h"
#include "page-editor-line.h"
#include "page-exceptions.h"
#include "page-invoice-credits.h"
#include "page-invoice-editor.h"
#include "page-invoice-lines.h"
#include "page-invoice-view.h"
#include "page-invoices.h"
#include "page-item-account.h"
#include "page-item-dialog.h"
#include "page-item-propose.h"
#include "page-items.h"
#include "page-job-row.h"
#include "page-journal.h"
#include "page-kpi-bridge.h"
#include "page-kpi-card.h"
#include "page-kpi-chooser.h"
#include "page-kpi-detail.h"
#include "page-kpi-goal-dialog.h"
#include "page-kpi-rows.h"
#include "page-lock-dialog.h"
#include "page-lock-exception.h"
#include "page-opening-dialog.h"
#include "page-overview.h"
#include "page-paper-window.h"
#include "page-paste-dialog.h"
#include "page-payment-dialog.h"
#include "page-payment-difference.h"
#include "page-payment-plan.h"
#include "page-payment-row.h"
#include "page-payments-dialog.h"
#include "page-policy-dialog.h"
#include "page-policy-form.h"
#include "page-policy-letter-window.h"
#include "page-policy-reason-row.h"
#include "page-reconcile-items.h"
#include "page-reconcile-line.h"
#include "page-reconcile-parts.h"
#include "page-reconcile-rule.h"
#include "page-reconcile-writeoff.h"
#include "page-reconcile.h"
#include "page-record-facts.h"
#include "page-record-ledger.h"
#include "page-reminders-dialog.h"
#include "page-return-dialog.h"
#include "page-return-row.h"
#include "page-saved-filters.h"
#include "page-send-dialog.h"
#include "page-service-chooser.h"
#include "page-service.h"
#include "page-statement-columns.h"
#include "page-statement-dialog.h"
#include "page-statement-lines.h"
#include "page-statement-part.h"
#include "page-statement-source.h"
#include "page-statement-window.h"
#include "page-terms-chooser.h"
#include "page-ticket-dialog.h"

#include <string.h>

#define TEMPLATES "/io/github/quittance/Quittance/"

typedef GType (*TypeFunc) (void);

static const struct
{
  const char *template;
  TypeFunc type;
} cases[] = {
  { "pages/page-ageing-entries.ui", page_ageing_entries_get_type },
  { "pages/page-ageing.ui", page_ageing_get_type },
  { "pages/page-approval.ui", page_approval_get_type },
  { "pages/page-asking.ui", page_asking_get_type },
  { "pages/page-batch-dialog.ui", page_batch_dialog_get_type },
  { "pages/page-batch-row.ui", page_batch_row_get_type },
  { "pages/page-case-side.ui", page_case_side_get_type },
  { "pages/page-case.ui", page_case_get_type },
  { "pages/page-chain.ui", page_chain_get_type },
  { "pages/page-category-bar.ui", page_category_bar_get_type },
  { "pages/page-category-dialog.ui", page_category_dialog_get_type },
  { "pages/page-close-rows.ui", page_close_rows_get_type },
  { "pages/page-close.ui", page_close_get_type },
  { "pages/page-collect-dialog.ui", page_collect_dialog_get_type },
  { "pages/page-collect-record.ui", page_collect_record_get_type },
  { "pages/page-collections.ui", page_collections_get_type },
  { "pages/page-credit-line-row.ui", page_credit_line_row_get_type },
  { "pages/page-credit-note-dialog.ui", page_credit_note_dialog_get_type },
  { "pages/page-customer.ui", page_customer_get_type },
  { "pages/page-desk-pane.ui", page_desk_pane_get_type },
  { "pages/page-desk-what-if.ui", page_desk_what_if_get_type },
  { "pages/page-desk.ui", page_desk_get_type },
  { "pages/page-decision-dialog.ui", page_decision_dialog_get_type },
  { "pages/page-decision-form.ui", page_decision_form_get_type },
  { "pages/page-due-invoice-dialog.ui", page_due_invoice_dialog_get_type },
  { "pages/page-due-order.ui", page_due_order_get_type },
  { "pages/page-due.ui", page_due_get_type },
  { "pages/page-edit-conflict.ui", page_edit_conflict_get_type },
  { "pages/page-editor-line.ui", page_editor_line_get_type },
  { "pages/page-exceptions.ui", page_exceptions_get_type },
  { "pages/page-invoice-credits.ui", page_invoice_credits_get_type },
  { "pages/page-invoice-editor.ui", page_invoice_editor_get_type },
  { "pages/page-invoice-lines.ui", page_invoice_lines_get_type },
  { "pages/page-invoice-view.ui", page_invoice_view_get_type },
  { "pages/page-invoices.ui", page_invoices_get_type },
  { "pages/page-item-account.ui", page_item_account_get_type },
  { "pages/page-item-dialog.ui", page_item_dialog_get_type },
  { "pages/page-item-propose.ui", page_item_propose_get_type },
  { "pages/page-items.ui", page_items_get_type },
  { "pages/page-job-row.ui", page_job_row_get_type },
  { "pages/page-journal.ui", page_journal_get_type },
  { "pages/page-kpi-bridge.ui", page_kpi_bridge_get_type },
  { "pages/page-kpi-card.ui", page_kpi_card_get_type },
  { "pages/page-kpi-chooser.ui", page_kpi_chooser_get_type },
  { "pages/page-kpi-detail.ui", page_kpi_detail_get_type },
  { "pages/page-kpi-goal-dialog.ui", page_kpi_goal_dialog_get_type },
  { "pages/page-kpi-rows.ui", page_kpi_rows_get_type },
  { "pages/page-lock-dialog.ui", page_lock_dialog_get_type },
  { "pages/page-lock-exception.ui", page_lock_exception_get_type },
  { "pages/page-opening-dialog.ui", page_opening_dialog_get_type },
  { "pages/page-overview.ui", page_overview_get_type },
  { "pages/page-paper-window.ui", page_paper_window_get_type },
  { "pages/page-paste-dialog.ui", page_paste_dialog_get_type },
  { "pages/page-payment-dialog.ui", page_payment_dialog_get_type },
  { "pages/page-payment-difference.ui", page_payment_difference_get_type },
  { "pages/page-payment-plan.ui", page_payment_plan_get_type },
  { "pages/page-payment-row.ui", page_payment_row_get_type },
  { "pages/page-payments-dialog.ui", page_payments_dialog_get_type },
  { "pages/page-policy-dialog.ui", page_policy_dialog_get_type },
  { "pages/page-policy-form.ui", page_policy_form_get_type },
  { "pages/page-policy-letter-window.ui", page_policy_letter_window_get_type },
  { "pages/page-policy-reason-row.ui", page_policy_reason_row_get_type },
  { "pages/page-reconcile-items.ui", page_reconcile_items_get_type },
  { "pages/page-reconcile-line.ui", page_reconcile_line_get_type },
  { "pages/page-reconcile-parts.ui", page_reconcile_parts_get_type },
  { "pages/page-reconcile-rule.ui", page_reconcile_rule_get_type },
  { "pages/page-reconcile-writeoff.ui", page_reconcile_writeoff_get_type },
  { "pages/page-reconcile.ui", page_reconcile_get_type },
  { "pages/page-record-facts.ui", page_record_facts_get_type },
  { "pages/page-record-ledger.ui", page_record_ledger_get_type },
  { "pages/page-reminders-dialog.ui", page_reminders_dialog_get_type },
  { "pages/page-return-dialog.ui", page_return_dialog_get_type },
  { "pages/page-return-row.ui", page_return_row_get_type },
  { "pages/page-saved-filters.ui", page_saved_filters_get_type },
  { "pages/page-send-dialog.ui", page_send_dialog_get_type },
  { "pages/page-service-chooser.ui", page_service_chooser_get_type },
  { "pages/page-service.ui", page_service_get_type },
  { "pages/page-statement-columns.ui", page_statement_columns_get_type },
  { "pages/page-statement-dialog.ui", page_statement_dialog_get_type },
  { "pages/page-statement-lines.ui", page_statement_lines_get_type },
  { "pages/page-statement-part.ui", page_statement_part_get_type },
  { "pages/page-statement-source.ui", page_statement_source_get_type },
  { "pages/page-statement-window.ui", page_statement_window_get_type },
  { "pages/page-terms-chooser.ui", page_terms_chooser_get_type },
  { "pages/page-ticket-dialog.ui", page_ticket_dialog_get_type },
  { "widgets/kit-activity-list.ui", kit_activity_list_get_type },
  { "widgets/kit-activity-plan.ui", kit_activity_plan_get_type },
  { "widgets/kit-composer.ui", kit_composer_get_type },
  { "widgets/kit-conversation.ui", kit_conversation_get_type },
  { "widgets/kit-file-list.ui", kit_file_list_get_type },
  { "widgets/kit-followers.ui", kit_followers_get_type },
  { "widgets/kit-filter-bar.ui", kit_filter_bar_get_type },
  { "widgets/kit-filter-proposals.ui", kit_filter_proposals_get_type },
  { "widgets/kit-inline-error.ui", kit_inline_error_get_type },
  { "widgets/kit-ledger-list.ui", kit_ledger_list_get_type },
  { "widgets/kit-preview.ui", kit_preview_get_type },
  { "widgets/kit-recipients.ui", kit_recipients_get_type },
  { "widgets/kit-search-picker.ui", kit_search_picker_get_type },
};

/* An icon button says what it does; the library's own (calendar, spin button, header bar) are its
 * affair. */
static void
check_names (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_CALENDAR (widget) || GTK_IS_SPIN_BUTTON (widget)
      || g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwBackButton"))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
      && gtk_widget_get_css_name (widget) != NULL && gtk_widget_get_tooltip_text (widget) == NULL)
    g_error ("a button with the icon %s says nothing",
             gtk_button_get_icon_name (GTK_BUTTON (widget)));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_instantiate (gconstpointer data)
{
  GType type = cases[GPOINTER_TO_UINT (data)].type ();
  GtkWidget *widget = g_object_new (type, NULL);

  check_names (widget);
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *)&widget);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  else
    {
      g_object_ref_sink (widget);
      g_object_unref (widget);
    }
  g_assert_null (widget);
}

/* No template is left out of the table above. */
static void
test_complete (gconstpointer data)
{
  const char *folder = data;
  g_autofree char *path = g_strconcat (TEMPLATES, folder, NULL);
  g_auto (GStrv) names = g_resources_enumerate_children (path, 0, NULL);
  guint i;
  guint j;

  g_assert_nonnull (names);
  for (i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (folder, names[i], NULL);

      for (j = 0; j < G_N_ELEMENTS (cases) && !g_str_equal (cases[j].template, name); j++)
        ;
      if (j == G_N_ELEMENTS (cases))
        g_error ("%s is never made", name);
    }
}

int
main (int argc, char **argv)
{
  guint i;

  display_test_init (&argc, &argv);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/templates/", cases[i].template, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_instantiate);
    }
  g_test_add_data_func ("/templates/complete/pages", "pages/", test_complete);
  g_test_add_data_func ("/templates/complete/widgets", "widgets/", test_complete);
  return g_test_run ();
}
