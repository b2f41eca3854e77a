/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-targets.h"

#include "biz-policy-part.h"
#include "page-policy-target-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTargets
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *adder;  /* (unowned) */
  GPtrArray *rows;   /* (owned) (element-type GtkWidget): borrowed widgets */
  BizPolicy *policy; /* (owned) (nullable): what is changed */
};

G_DEFINE_FINAL_TYPE (PagePolicyTargets, page_policy_targets, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyTargets *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A row that goes away does not take the keyboard along. */
static void
leave_rows (PagePolicyTargets *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->group)))
    gtk_widget_grab_focus (self->adder);
}

static void
removed_cb (PagePolicyTargets *self, GtkWidget *row)
{
  leave_rows (self);
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->group, row);
  changed_cb (self);
}

static GtkWidget *
add_row (PagePolicyTargets *self, const BizServiceRule *rule)
{
  GtkWidget *row = page_policy_target_row_new (rule);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

/* It begins with what cases of medium priority are promised. */
static void
add_cb (PagePolicyTargets *self)
{
  g_autoptr (BizServiceRule) rule = NULL;
  GtkWidget *row;

  if (self->policy == NULL)
    return;
  rule = biz_service_rule_new (
      NULL, -1, biz_policy_get_number (self->policy, BIZ_POLICY_SERVICE, "response_medium"),
      60 * biz_policy_get_number (self->policy, BIZ_POLICY_SERVICE, "resolution_medium"));
  row = add_row (self, rule);
  changed_cb (self);
  page_policy_target_row_begin (PAGE_POLICY_TARGET_ROW (row));
}

static void
page_policy_targets_finalize (GObject *object)
{
  PagePolicyTargets *self = PAGE_POLICY_TARGETS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->policy);

  G_OBJECT_CLASS (page_policy_targets_parent_class)->finalize (object);
}

static void
page_policy_targets_class_init (PagePolicyTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_targets_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_targets_init (PagePolicyTargets *self)
{
  self->rows = g_ptr_array_new ();
  self->adder = gtk_button_new_with_mnemonic (_ ("Add Tar_get"));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Targets of the Service Desk"));
  adw_preferences_group_set_description (
      self->group, _ ("What a team or a priority is promised otherwise than above. A team goes "
                      "before a priority, both together before one of them."));
  gtk_widget_set_valign (self->adder, GTK_ALIGN_START);
  g_signal_connect_object (self->adder, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, self->adder);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * page_policy_targets_fill:
 * @self: the targets
 * @policy: what is changed
 */
void
page_policy_targets_fill (PagePolicyTargets *self, BizPolicy *policy)
{
  g_autoptr (GPtrArray) rules = NULL;

  g_return_if_fail (PAGE_IS_POLICY_TARGETS (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_set_object (&self->policy, policy);
  leave_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  rules = biz_service_rule_list (policy);
  for (guint i = 0; i < rules->len; i++)
    add_row (self, g_ptr_array_index (rules, i));
}

gboolean
page_policy_targets_apply (PagePolicyTargets *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_TARGETS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  if (self->policy == NULL)
    return TRUE;
  rules = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_rule_free);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rules, page_policy_target_row_dup_rule (g_ptr_array_index (self->rows, i)));

  return biz_service_rule_apply (rules, edit, error);
}
