/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-decision-form.h"

#include "biz-choice.h"
#include "biz-policy-part.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-money-entry.h"

#include <glib/gi18n-lib.h>

struct _PageDecisionForm
{
  AdwBin parent_instance;

  AdwComboRow *reason_row;
  AdwComboRow *person_row;
  AdwActionRow *day_row;
  KitDateEntry *day;
  AdwActionRow *percent_row;
  GtkSpinButton *percent;
  AdwActionRow *limit_row;
  KitMoneyEntry *limit;
  AdwActionRow *none_row;
  GtkSwitch *none;
  AdwActionRow *resume_row;
  GtkSwitch *resume;
  GtkLabel *text_label;
  GtkTextView *text;

  BizDecisionKind kind;
  BizMoney zero;
  GDate today;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageDecisionForm, page_decision_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PageDecisionForm *self)
{
  if (self->filling)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->limit_row), !gtk_switch_get_active (self->none));
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}

static void
page_decision_form_class_init (PageDecisionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_MONEY_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-decision-form.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, reason_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, person_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, day_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, day);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, percent_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, percent);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, limit_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, limit);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, none_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, none);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, resume_row);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, resume);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, text_label);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionForm, text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
page_decision_form_init (PageDecisionForm *self)
{
  g_autoptr (GtkExpression) name = NULL;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name),
                                      NULL, NULL);
  adw_combo_row_set_expression (self->reason_row, name);
  adw_combo_row_set_expression (self->person_row, name);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->day), _ ("Day"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->limit), _ ("New limit"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static const char *
get_resume_title (BizDecisionTarget *target)
{
  const gboolean is_order = g_str_equal (biz_decision_target_get_model (target), "sale.order");
  const guint n = biz_decision_target_get_deliveries (target)->len;

  if (is_order && biz_decision_target_is_quotation (target))
    return _ ("_Confirm the quotation");

  return is_order && n > 1 ? _ ("_Validate its deliveries") : _ ("_Validate the delivery");
}

static void
show_rows (PageDecisionForm *self, BizDecisionTarget *target)
{
  const BizDecisionKind kind = self->kind;

  gtk_widget_set_visible (GTK_WIDGET (self->reason_row),
                          kind == BIZ_DECISION_HOLD || kind == BIZ_DECISION_RELEASE);
  gtk_widget_set_visible (GTK_WIDGET (self->person_row),
                          kind == BIZ_DECISION_HOLD || kind == BIZ_DECISION_ESCALATE);
  gtk_widget_set_visible (GTK_WIDGET (self->day_row), kind == BIZ_DECISION_HOLD
                                                          || kind == BIZ_DECISION_ESCALATE
                                                          || kind == BIZ_DECISION_RELEASE);
  gtk_widget_set_visible (GTK_WIDGET (self->percent_row), kind == BIZ_DECISION_PREPAYMENT);
  gtk_widget_set_visible (GTK_WIDGET (self->limit_row), kind == BIZ_DECISION_LIMIT);
  gtk_widget_set_visible (GTK_WIDGET (self->none_row), kind == BIZ_DECISION_LIMIT);
  gtk_widget_set_visible (GTK_WIDGET (self->resume_row),
                          kind == BIZ_DECISION_RELEASE && biz_decision_target_can_resume (target));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->day_row),
                                 kind == BIZ_DECISION_RELEASE ? _ ("_Good until")
                                                              : _ ("_Look at it again on"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person_row),
                                 kind == BIZ_DECISION_ESCALATE ? _ ("_Who decides")
                                                               : _ ("_Task for"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->resume_row), get_resume_title (target));
}

static void
fill_day (PageDecisionForm *self, BizPolicy *policy)
{
  const gboolean release = self->kind == BIZ_DECISION_RELEASE;
  const gint64 days =
      biz_policy_get_number (policy, BIZ_POLICY_CREDIT, release ? "release_days" : "review_days");
  GDate day = self->today;

  kit_date_entry_set_today (self->day, &self->today);
  g_date_add_days (&day, (guint)days);
  kit_date_entry_set_date (self->day, release && days == 0 ? NULL : &day);
}

/* Me first for a task; whom it is given to is chosen. */
static void
fill_people (PageDecisionForm *self, BizDecisionDesk *desk)
{
  GListModel *people = biz_decision_desk_get_people (desk);
  g_autoptr (GListStore) list = g_list_store_new (BIZ_TYPE_CHOICE);
  const gint64 me = biz_decision_desk_get_uid (desk);
  guint own = 0;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizChoice) person = g_list_model_get_item (people, i);

      if (biz_choice_get_id (person) == me && self->kind == BIZ_DECISION_ESCALATE)
        continue;
      if (biz_choice_get_id (person) == me)
        own = g_list_model_get_n_items (G_LIST_MODEL (list));
      g_list_store_append (list, person);
    }
  adw_combo_row_set_model (self->person_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->person_row, own);
}

/**
 * page_decision_form_fill:
 * @self: a form
 * @desk: has read @target
 * @target: one of the records
 * @kind: what is decided
 */
void
page_decision_form_fill (PageDecisionForm *self,
                         BizDecisionDesk *desk,
                         BizDecisionTarget *target,
                         BizDecisionKind kind)
{
  BizDecisionFacts *facts;
  g_autoptr (GListModel) reasons = NULL;

  g_return_if_fail (PAGE_IS_DECISION_FORM (self));
  g_return_if_fail (BIZ_IS_DECISION_DESK (desk));
  g_return_if_fail (BIZ_IS_DECISION_TARGET (target));

  facts = biz_decision_target_get_facts (target);
  self->filling = TRUE;
  self->kind = kind;
  biz_decision_desk_get_today (desk, &self->today);
  reasons = biz_policy_list_codes (facts->policy, BIZ_POLICY_CREDIT,
                                   kind == BIZ_DECISION_HOLD ? "hold_reasons" : "release_reasons");
  adw_combo_row_set_model (self->reason_row, reasons);
  show_rows (self, target);
  fill_day (self, facts->policy);
  fill_people (self, desk);
  self->zero = facts->exposure.total;
  self->zero.minor = 0;
  if (facts->has_exposure)
    {
      kit_money_entry_set_currency (self->limit, self->zero.currency, self->zero.digits);
      if (facts->exposure.kind != BIZ_LIMIT_NONE)
        kit_money_entry_set_value (self->limit, &facts->exposure.limit);
    }
  self->filling = FALSE;
}

/**
 * page_decision_form_get_wish:
 * @self: a form that was filled
 * @wish: (out caller-allocates): what it says; to be cleared
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION: what is missing
 */
gboolean
page_decision_form_get_wish (PageDecisionForm *self, BizDecisionWish *wish, GError **error)
{
  GtkTextBuffer *buffer;
  BizChoice *choice;
  GtkTextIter start, end;

  g_return_val_if_fail (PAGE_IS_DECISION_FORM (self), FALSE);
  g_return_val_if_fail (wish != NULL, FALSE);

  biz_decision_wish_init (wish, self->kind);
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  wish->text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (gtk_widget_get_visible (GTK_WIDGET (self->reason_row)))
    {
      choice = adw_combo_row_get_selected_item (self->reason_row);
      wish->reason = g_strdup (choice != NULL ? biz_choice_get_code (choice) : NULL);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->person_row)))
    {
      choice = adw_combo_row_get_selected_item (self->person_row);
      wish->user_id = choice != NULL ? biz_choice_get_id (choice) : 0;
      wish->user = g_strdup (choice != NULL ? biz_choice_get_name (choice) : NULL);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->day_row))
      && !kit_date_entry_get_date (self->day, &wish->until)
      && !kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->day)))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("This is no day."));
      return FALSE;
    }
  wish->resume = gtk_widget_get_visible (GTK_WIDGET (self->resume_row))
                 && gtk_switch_get_active (self->resume);
  wish->percent = (guint)gtk_spin_button_get_value_as_int (self->percent);
  wish->no_limit = self->kind == BIZ_DECISION_LIMIT && gtk_switch_get_active (self->none);
  if (self->kind == BIZ_DECISION_LIMIT && !wish->no_limit
      && !kit_money_entry_get_value (self->limit, &wish->limit))
    wish->limit = (BizMoney){ 0 };

  return biz_decision_wish_check (wish, &self->today, error);
}
