/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-targets.h"

#include "biz-policy-part.h"
#include "page-policy-target-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTargets
{
  PagePolicyRows parent_instance;

  BizPolicy *policy;   /* (owned) (nullable): what is changed */
  BizService *service; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PagePolicyTargets, page_policy_targets, PAGE_TYPE_POLICY_ROWS)

static GListModel *
get_teams (PagePolicyTargets *self)
{
  return self->service != NULL ? biz_service_get_teams (self->service) : NULL;
}

/* It begins with what cases of medium priority are promised. */
static void
page_policy_targets_add (PagePolicyRows *rows)
{
  PagePolicyTargets *self = PAGE_POLICY_TARGETS (rows);
  g_autoptr (BizServiceRule) rule = NULL;

  if (self->policy == NULL)
    return;
  rule = biz_service_rule_new (
      NULL, -1, biz_policy_get_number (self->policy, BIZ_POLICY_SERVICE, "response_medium"),
      60 * biz_policy_get_number (self->policy, BIZ_POLICY_SERVICE, "resolution_medium"));
  page_policy_rows_begin (rows, page_policy_target_row_new (rule, get_teams (self)));
}

static void
page_policy_targets_finalize (GObject *object)
{
  PagePolicyTargets *self = PAGE_POLICY_TARGETS (object);

  g_clear_object (&self->policy);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (page_policy_targets_parent_class)->finalize (object);
}

static void
page_policy_targets_class_init (PagePolicyTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_targets_finalize;
  PAGE_POLICY_ROWS_CLASS (klass)->add = page_policy_targets_add;
}

static void
page_policy_targets_init (PagePolicyTargets *self)
{
  page_policy_rows_set_words (PAGE_POLICY_ROWS (self), _ ("Add Tar_get"),
                              _ ("Targets of the Service Desk"),
                              _ ("What a team or a priority is promised otherwise than above. A "
                                 "team goes before a priority, both together before one of them."));
}

/**
 * page_policy_targets_fill:
 * @self: the targets
 * @policy: what is changed
 * @service: (nullable): whose teams there are
 */
void
page_policy_targets_fill (PagePolicyTargets *self, BizPolicy *policy, BizService *service)
{
  g_autoptr (GPtrArray) rules = NULL;

  g_return_if_fail (PAGE_IS_POLICY_TARGETS (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_set_object (&self->policy, policy);
  g_set_object (&self->service, service);
  page_policy_rows_clear (PAGE_POLICY_ROWS (self));
  rules = biz_service_rule_list (policy);
  for (guint i = 0; i < rules->len; i++)
    page_policy_rows_append (PAGE_POLICY_ROWS (self),
                             page_policy_target_row_new (g_ptr_array_index (rules, i),
                                                         get_teams (self)));
}

gboolean
page_policy_targets_apply (PagePolicyTargets *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  GPtrArray *rows;

  g_return_val_if_fail (PAGE_IS_POLICY_TARGETS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  if (self->policy == NULL)
    return TRUE;
  rules = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_rule_free);
  rows = page_policy_rows_get_rows (PAGE_POLICY_ROWS (self));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (rules, page_policy_target_row_dup_rule (g_ptr_array_index (rows, i)));

  return biz_service_rule_apply (rules, edit, error);
}
