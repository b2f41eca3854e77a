/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-form.h"

#include "biz-choice.h"
#include "biz-iso-currency.h"
#include "kit-money-entry.h"
#include "page-policy-reason-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyForm
{
  AdwBin parent_instance;

  AdwPreferencesGroup *limits_group;
  GtkSwitch *limits_switch;
  GtkWidget *add_limit_row;
  GtkDropDown *currency_drop;
  AdwPreferencesGroup *approvers_group;
  GtkWidget *add_approver_row;
  GtkDropDown *person_drop;
  GtkListBox *reasons;

  GPtrArray *limits;    /* (owned) (element-type GtkWidget): rows, their currency as name */
  GPtrArray *approvers; /* (owned) (element-type GtkWidget): rows, the login as name */
  GtkFilter *unnamed;   /* (owned): currencies without a limit */
  GtkFilter *unchosen;  /* (owned): people who may not approve yet */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePolicyForm, page_policy_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define ENTRY_KEY "entry"

static GtkWidget *
find_named (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (g_ptr_array_index (rows, i)), name) == 0)
      return g_ptr_array_index (rows, i);

  return NULL;
}

static gboolean
is_unnamed (gpointer item, gpointer user_data)
{
  PagePolicyForm *self = user_data;

  return find_named (self->limits, gtk_string_object_get_string (item)) == NULL;
}

static gboolean
is_unchosen (gpointer item, gpointer user_data)
{
  PagePolicyForm *self = user_data;

  return find_named (self->approvers, biz_choice_get_code (item)) == NULL;
}

static void
update (PagePolicyForm *self)
{
  const gboolean limited = gtk_switch_get_active (self->limits_switch);

  gtk_filter_changed (self->unnamed, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->unchosen, GTK_FILTER_CHANGE_DIFFERENT);
  for (guint i = 0; i < self->limits->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->limits, i), limited);
  gtk_widget_set_visible (
      self->add_limit_row,
      limited && g_list_model_get_n_items (gtk_drop_down_get_model (self->currency_drop)) > 0);
  gtk_widget_set_visible (self->add_approver_row,
                          g_list_model_get_n_items (gtk_drop_down_get_model (self->person_drop))
                              > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->approvers_group), limited);
  adw_preferences_group_set_description (
      self->approvers_group,
      self->approvers->len == 0
          ? _ ("Nobody is named: any colleague who did not make the credit note may approve it.")
      : self->approvers->len == 1
          ? _ ("Only this person approves what others made. What this person makes above the "
               "limit, nobody may approve: name a second one.")
          : _ ("Each of them approves what others made, never what they made themselves."));
}

static void
changed_cb (PagePolicyForm *self)
{
  if (self->filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_remove_button (const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);

  return button;
}

/* Rows are added before the one that adds. */
static void
put_row (AdwPreferencesGroup *group, GtkWidget *adder, GtkWidget *row)
{
  g_autoptr (GtkWidget) held = g_object_ref (adder);

  adw_preferences_group_remove (group, adder);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, held);
}

static void
remove_limit_cb (GtkWidget *row, GtkWidget *button)
{
  PagePolicyForm *self = PAGE_POLICY_FORM (gtk_widget_get_ancestor (row, PAGE_TYPE_POLICY_FORM));

  adw_preferences_group_remove (self->limits_group, row);
  g_ptr_array_remove (self->limits, row);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->currency_drop));
}

static GtkWidget *
add_limit (PagePolicyForm *self, const char *currency, const BizMoney *limit)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = kit_money_entry_new ();
  GtkWidget *button = make_remove_button (_ ("Take this limit away"));
  g_autofree char *name = g_strdup_printf (_ ("Limit in %s"), currency);

  gtk_widget_set_name (row, currency);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), currency);
  kit_money_entry_set_currency (KIT_MONEY_ENTRY (entry), currency,
                                biz_iso_currency_get_digits (currency));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (entry), name);
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (entry), TRUE);
  if (limit != NULL)
    kit_money_entry_set_value (KIT_MONEY_ENTRY (entry), limit);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (row), ENTRY_KEY, entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_limit_cb), row, G_CONNECT_SWAPPED);
  put_row (self->limits_group, self->add_limit_row, row);
  g_ptr_array_add (self->limits, row);

  return entry;
}

static void
add_limit_cb (PagePolicyForm *self)
{
  GtkStringObject *currency = gtk_drop_down_get_selected_item (self->currency_drop);
  GtkWidget *entry;

  if (currency == NULL)
    return;
  entry = add_limit (self, gtk_string_object_get_string (currency), NULL);
  changed_cb (self);
  gtk_widget_grab_focus (entry);
}

static void
remove_approver_cb (GtkWidget *row, GtkWidget *button)
{
  PagePolicyForm *self = PAGE_POLICY_FORM (gtk_widget_get_ancestor (row, PAGE_TYPE_POLICY_FORM));

  adw_preferences_group_remove (self->approvers_group, row);
  g_ptr_array_remove (self->approvers, row);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->person_drop));
}

/* @name: (nullable): of somebody who is known here */
static void
add_approver (PagePolicyForm *self, const char *login, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = make_remove_button (_ ("May not approve any more"));

  gtk_widget_set_name (row, login);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : login);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               name != NULL ? login : _ ("Nobody of this company has this login"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_approver_cb), row,
                           G_CONNECT_SWAPPED);
  put_row (self->approvers_group, self->add_approver_row, row);
  g_ptr_array_add (self->approvers, row);
}

static void
add_approver_cb (PagePolicyForm *self)
{
  BizChoice *person = gtk_drop_down_get_selected_item (self->person_drop);

  if (person == NULL)
    return;
  add_approver (self, biz_choice_get_code (person), biz_choice_get_name (person));
  changed_cb (self);
}

static void
reason_removed_cb (PagePolicyForm *self, GtkWidget *row)
{
  gtk_list_box_remove (self->reasons, row);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons),
                          gtk_list_box_get_row_at_index (self->reasons, 0) != NULL);
  changed_cb (self);
}

static GtkWidget *
add_reason (PagePolicyForm *self, BizChoice *reason)
{
  GtkWidget *row = page_policy_reason_row_new (reason);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (reason_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->reasons, row);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), TRUE);

  return row;
}

static void
add_reason_cb (PagePolicyForm *self)
{
  GtkWidget *row = add_reason (self, NULL);

  changed_cb (self);
  gtk_widget_grab_focus (row);
}

static char *
get_person_name (BizChoice *person, gpointer user_data)
{
  return g_strdup (person != NULL ? biz_choice_get_name (person) : "");
}

static void
page_policy_form_dispose (GObject *object)
{
  PagePolicyForm *self = PAGE_POLICY_FORM (object);

  /* The lists that use them may live a little longer. */
  if (self->unnamed != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->unnamed), NULL, NULL, NULL);
  if (self->unchosen != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->unchosen), NULL, NULL, NULL);
  g_clear_object (&self->unnamed);
  g_clear_object (&self->unchosen);

  G_OBJECT_CLASS (page_policy_form_parent_class)->dispose (object);
}

static void
page_policy_form_finalize (GObject *object)
{
  PagePolicyForm *self = PAGE_POLICY_FORM (object);

  g_clear_pointer (&self->limits, g_ptr_array_unref);
  g_clear_pointer (&self->approvers, g_ptr_array_unref);

  G_OBJECT_CLASS (page_policy_form_parent_class)->finalize (object);
}

static void
page_policy_form_class_init (PagePolicyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_policy_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_policy_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-policy-form.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, limits_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, limits_switch);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, add_limit_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, currency_drop);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, approvers_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, add_approver_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, person_drop);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyForm, reasons);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_limit_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_approver_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_reason_cb);
}

static void
page_policy_form_init (PagePolicyForm *self)
{
  g_autoptr (GtkExpression) name = NULL;

  self->filling = TRUE;
  self->limits = g_ptr_array_new ();
  self->approvers = g_ptr_array_new ();
  self->unnamed = GTK_FILTER (gtk_custom_filter_new (is_unnamed, self, NULL));
  self->unchosen = GTK_FILTER (gtk_custom_filter_new (is_unchosen, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_person_name),
                                      NULL, NULL);
  gtk_drop_down_set_expression (self->person_drop, name);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static const char *
find_person (GListModel *people, const char *login)
{
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizChoice) person = g_list_model_get_item (people, i);

      if (g_strcmp0 (biz_choice_get_code (person), login) == 0)
        return biz_choice_get_name (person);
    }

  return NULL;
}

static void
fill_choices (PagePolicyForm *self, BizPolicyStore *store)
{
  GtkStringList *currencies = gtk_string_list_new (biz_policy_store_get_currencies (store));
  g_autoptr (GtkFilterListModel) unnamed =
      gtk_filter_list_model_new (G_LIST_MODEL (currencies), g_object_ref (self->unnamed));
  g_autoptr (GtkFilterListModel) unchosen =
      gtk_filter_list_model_new (g_object_ref (biz_policy_store_get_people (store)),
                                 g_object_ref (self->unchosen));

  gtk_drop_down_set_model (self->currency_drop, G_LIST_MODEL (unnamed));
  gtk_drop_down_set_model (self->person_drop, G_LIST_MODEL (unchosen));
}

static void
fill_rows (PagePolicyForm *self, BizPolicyStore *store, BizPolicy *policy)
{
  g_auto (GStrv) currencies = biz_policy_get_limit_currencies (policy);
  const char *const *approvers = biz_policy_get_approvers (policy);
  GListModel *reasons = biz_policy_get_reasons (policy);
  GtkListBoxRow *row;

  for (gsize i = 0; currencies[i] != NULL; i++)
    {
      const BizMoney zero =
          biz_money_zero (currencies[i], biz_iso_currency_get_digits (currencies[i]));
      BizMoney limit;

      add_limit (self, currencies[i],
                 biz_policy_get_approval_limit (policy, &zero, &limit) ? &limit : NULL);
    }
  for (gsize i = 0; approvers != NULL && approvers[i] != NULL; i++)
    add_approver (self, approvers[i],
                  find_person (biz_policy_store_get_people (store), approvers[i]));
  while ((row = gtk_list_box_get_row_at_index (self->reasons, 0)) != NULL)
    gtk_list_box_remove (self->reasons, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      add_reason (self, reason);
    }
}

/**
 * page_policy_form_fill:
 * @self: a form
 * @store: has read what may be chosen
 * @policy: what is changed
 */
void
page_policy_form_fill (PagePolicyForm *self, BizPolicyStore *store, BizPolicy *policy)
{
  g_return_if_fail (PAGE_IS_POLICY_FORM (self));
  g_return_if_fail (BIZ_IS_POLICY_STORE (store));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  self->filling = TRUE;
  clear_rows (self->limits_group, self->limits);
  clear_rows (self->approvers_group, self->approvers);
  fill_choices (self, store);
  gtk_switch_set_active (self->limits_switch, biz_policy_has_limits (policy));
  fill_rows (self, store, policy);
  self->filling = FALSE;
  update (self);
}

static gboolean
apply_limits (PagePolicyForm *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (BizMoney));

  if (!gtk_switch_get_active (self->limits_switch))
    {
      biz_policy_edit_clear_limits (edit);
      return TRUE;
    }
  for (guint i = 0; i < self->limits->len; i++)
    {
      GObject *row = g_ptr_array_index (self->limits, i);
      BizMoney limit;

      if (!kit_money_entry_get_value (g_object_get_data (row, ENTRY_KEY), &limit))
        return FALSE;
      g_array_append_val (limits, limit);
    }

  return biz_policy_edit_set_limits (edit, (const BizMoney *)(void *)limits->data, limits->len,
                                     error);
}

static void
apply_approvers (PagePolicyForm *self, BizPolicyEdit *edit)
{
  g_autoptr (GPtrArray) logins = g_ptr_array_new ();

  for (guint i = 0; i < self->approvers->len; i++)
    g_ptr_array_add (logins,
                     (gpointer)gtk_widget_get_name (g_ptr_array_index (self->approvers, i)));
  g_ptr_array_add (logins, NULL);
  biz_policy_edit_set_approvers (edit, (const char *const *)logins->pdata);
}

/**
 * page_policy_form_apply:
 * @self: a form
 * @edit: gets what was written
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION, or without an error where an amount is missing or not
 *   understood, which its entry says
 */
gboolean
page_policy_form_apply (PagePolicyForm *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GListStore) reasons = NULL;
  GtkListBoxRow *row;

  g_return_val_if_fail (PAGE_IS_POLICY_FORM (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  if (!apply_limits (self, edit, error))
    return FALSE;
  apply_approvers (self, edit);
  reasons = g_list_store_new (BIZ_TYPE_CHOICE);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->reasons, i)) != NULL; i++)
    {
      g_autoptr (BizChoice) reason =
          page_policy_reason_row_dup_reason (PAGE_POLICY_REASON_ROW (row));

      g_list_store_append (reasons, reason);
    }

  return biz_policy_edit_set_reasons (edit, G_LIST_MODEL (reasons), error);
}
