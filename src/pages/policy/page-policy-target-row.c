/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-target-row.h"

#include "biz-service-target.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _PagePolicyTargetRow
{
  PagePolicyRow parent_instance;

  PagePolicyChoice *team;    /* (unowned) */
  GtkWidget *priority;       /* (unowned) */
  GtkSpinButton *response;   /* (unowned): minutes */
  GtkSpinButton *resolution; /* (unowned): hours */
};

G_DEFINE_FINAL_TYPE (PagePolicyTargetRow, page_policy_target_row, PAGE_TYPE_POLICY_ROW)

static void
page_policy_target_row_tell (PagePolicyRow *row)
{
  g_autoptr (BizServiceRule) rule = page_policy_target_row_dup_rule (PAGE_POLICY_TARGET_ROW (row));
  g_autofree char *words = biz_service_rule_describe (rule);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
}

static void
page_policy_target_row_class_init (PagePolicyTargetRowClass *klass)
{
  PAGE_POLICY_ROW_CLASS (klass)->tell = page_policy_target_row_tell;
}

static void
page_policy_target_row_init (PagePolicyTargetRow *self)
{
  page_policy_row_set_removal (PAGE_POLICY_ROW (self), _ ("Take this target away"));
}

static GtkSpinButton *
add_time (PagePolicyTargetRow *self, const char *title, double most, guint digits, double step)
{
  g_autofree char *off = g_strdup_printf (_ ("0: %s"), _ ("not promised"));

  return page_policy_row_add_number (PAGE_POLICY_ROW (self), title, off, most, digits, step);
}

/**
 * page_policy_target_row_new:
 * @rule: what it begins with
 * @teams: (nullable): of the server
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
page_policy_target_row_new (const BizServiceRule *rule, GListModel *teams)
{
  PagePolicyTargetRow *self;

  g_return_val_if_fail (rule != NULL, NULL);

  self = g_object_new (PAGE_TYPE_POLICY_TARGET_ROW, NULL);
  self->team = page_policy_row_add_choice (PAGE_POLICY_ROW (self), _ ("Team or project"), _ ("all"),
                                           rule->team, teams);
  self->priority = page_policy_row_add_priority (PAGE_POLICY_ROW (self), _ ("Priority"),
                                                 _ ("All priorities"), rule->priority);
  self->response =
      add_time (self, _ ("First answer within minutes of work"), BIZ_SERVICE_MAX_MINUTES, 0, 15);
  self->resolution =
      add_time (self, _ ("Solved within hours of work"), BIZ_SERVICE_MAX_MINUTES / 60.0, 2, 1);
  gtk_spin_button_set_value (self->response, (double)rule->response_minutes);
  gtk_spin_button_set_value (self->resolution, (double)rule->resolution_minutes / 60.0);
  page_policy_row_filled (PAGE_POLICY_ROW (self));

  return GTK_WIDGET (self);
}

BizServiceRule *
page_policy_target_row_dup_rule (PagePolicyTargetRow *self)
{
  g_autofree char *team = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_TARGET_ROW (self), NULL);

  team = page_policy_choice_dup_value (self->team);

  /* two digits of an hour are finer than a minute: what was not touched stays as it was */
  return biz_service_rule_new (team, page_policy_row_get_priority (self->priority),
                               gtk_spin_button_get_value_as_int (self->response),
                               (gint64)round (60.0 * gtk_spin_button_get_value (self->resolution)));
}
