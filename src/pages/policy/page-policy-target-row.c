/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-target-row.h"

#include "biz-service-target.h"
#include "biz-ticket.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _PagePolicyTargetRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *team;           /* (unowned) */
  GtkWidget *priority;       /* (unowned) */
  GtkSpinButton *response;   /* (unowned): minutes */
  GtkSpinButton *resolution; /* (unowned): hours */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePolicyTargetRow, page_policy_target_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (PagePolicyTargetRow *self)
{
  g_autoptr (BizServiceRule) rule = page_policy_target_row_dup_rule (self);
  g_autofree char *words = biz_service_rule_describe (rule);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), words);
}

static void
changed_cb (PagePolicyTargetRow *self)
{
  if (self->filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (PagePolicyTargetRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
page_policy_target_row_class_init (PagePolicyTargetRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkSpinButton *
add_time (PagePolicyTargetRow *self, const char *title, double most, guint digits, double step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, step);
  g_autofree char *off = g_strdup_printf (_ ("0: %s"), _ ("not promised"));

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), off);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return GTK_SPIN_BUTTON (spin);
}

static void
add_whose (PagePolicyTargetRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->team = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->team),
                                 _ ("Team or project, as the server names it; empty: all"));
  g_signal_connect_object (self->team, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->team);
  gtk_string_list_append (names, _ ("All priorities"));
  for (int i = 0; i < BIZ_SERVICE_PRIORITIES; i++)
    gtk_string_list_append (names, biz_ticket_priority_to_label (i));
  self->priority = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->priority), _ ("Priority"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->priority), G_LIST_MODEL (names));
  g_signal_connect_object (self->priority, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->priority);
}

static void
page_policy_target_row_init (PagePolicyTargetRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  self->filling = TRUE;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  add_whose (self);
  self->response =
      add_time (self, _ ("First answer within minutes of work"), BIZ_SERVICE_MAX_MINUTES, 0, 15);
  self->resolution =
      add_time (self, _ ("Solved within hours of work"), BIZ_SERVICE_MAX_MINUTES / 60.0, 2, 1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Take this target away"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

/**
 * page_policy_target_row_new:
 * @rule: what it begins with
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
page_policy_target_row_new (const BizServiceRule *rule)
{
  PagePolicyTargetRow *self;

  g_return_val_if_fail (rule != NULL, NULL);

  self = g_object_new (PAGE_TYPE_POLICY_TARGET_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->team), rule->team != NULL ? rule->team : "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->priority), (guint)(rule->priority + 1));
  gtk_spin_button_set_value (self->response, (double)rule->response_minutes);
  gtk_spin_button_set_value (self->resolution, (double)rule->resolution_minutes / 60.0);
  self->filling = FALSE;
  update (self);

  return GTK_WIDGET (self);
}

BizServiceRule *
page_policy_target_row_dup_rule (PagePolicyTargetRow *self)
{
  g_autofree char *team = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_TARGET_ROW (self), NULL);

  team = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->team))));

  /* two digits of an hour are finer than a minute: what was not touched stays as it was */
  return biz_service_rule_new (team,
                               (int)adw_combo_row_get_selected (ADW_COMBO_ROW (self->priority)) - 1,
                               gtk_spin_button_get_value_as_int (self->response),
                               (gint64)round (60.0 * gtk_spin_button_get_value (self->resolution)));
}

void
page_policy_target_row_begin (PagePolicyTargetRow *self)
{
  g_return_if_fail (PAGE_IS_POLICY_TARGET_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->team);
}
