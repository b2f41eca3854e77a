/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-target.h"

#include "biz-choice.h"
#include "biz-policy-part.h"
#include "biz-service-rule.h"
#include "biz-ticket.h"

static const char *const response_keys[BIZ_SERVICE_PRIORITIES] = {
  "response_low", "response_medium", "response_high", "response_urgent"
};
static const char *const resolution_keys[BIZ_SERVICE_PRIORITIES] = {
  "resolution_low", "resolution_medium", "resolution_high", "resolution_urgent"
};

static gboolean
is_same_name (const char *one, const char *other)
{
  g_autofree char *folded = NULL, *other_folded = NULL;

  if (one == NULL || other == NULL)
    return FALSE;
  folded = g_utf8_casefold (one, -1);
  other_folded = g_utf8_casefold (other, -1);

  return g_str_equal (g_strstrip (folded), g_strstrip (other_folded));
}

/**
 * biz_service_target_find:
 * @self: (out caller-allocates): what is promised
 * @policy: (nullable): of the case's company; without one nothing is promised
 * @team: (nullable): the name of the case's team
 * @priority: 0 to 3
 *
 * What the policy says of the team and the priority goes before what it says of one of them, and
 * the team before the priority; of several lines the last counts.
 */
void
biz_service_target_find (BizServiceTarget *self, BizPolicy *policy, const char *team, int priority)
{
  g_autoptr (GPtrArray) rules = NULL;
  int best = 0;

  g_return_if_fail (self != NULL);

  *self = (BizServiceTarget){ 0 };
  if (policy == NULL)
    return;
  priority = CLAMP (priority, 0, BIZ_SERVICE_PRIORITIES - 1);
  self->response = 60 * biz_policy_get_number (policy, BIZ_POLICY_SERVICE, response_keys[priority]);
  self->resolution =
      3600 * biz_policy_get_number (policy, BIZ_POLICY_SERVICE, resolution_keys[priority]);
  rules = biz_service_rule_list (policy);
  for (guint i = 0; i < rules->len; i++)
    {
      const BizServiceRule *rule = g_ptr_array_index (rules, i);
      const int rank = (rule->team != NULL ? 2 : 0) + (rule->priority >= 0 ? 1 : 0) + 1;

      if ((rule->team != NULL && !is_same_name (rule->team, team))
          || (rule->priority >= 0 && rule->priority != priority) || rank < best)
        continue;
      best = rank;
      self->response = 60 * rule->response_minutes;
      self->resolution = 60 * rule->resolution_minutes;
    }
}

gboolean
biz_service_target_is_waiting (BizPolicy *policy, const char *stage)
{
  g_autoptr (GListModel) names = NULL;

  if (policy == NULL || stage == NULL)
    return FALSE;
  names = biz_policy_list_codes (policy, BIZ_POLICY_SERVICE, "waiting");
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (BizChoice) name = g_list_model_get_item (names, i);

      if (is_same_name (biz_choice_get_name (name), stage))
        return TRUE;
    }

  return FALSE;
}

static gboolean
names_waiting (BizPolicy *policy)
{
  JsonArray *names =
      policy != NULL ? biz_policy_get_authority (policy, BIZ_POLICY_SERVICE, "waiting") : NULL;

  return names != NULL && json_array_get_length (names) > 0;
}

/**
 * biz_service_target_stage_waits:
 * @policy: (nullable): of the case's company
 * @stage: (nullable): the name of a stage
 *
 * A company that names its waiting stages means these and no others.
 *
 * Returns: whether cases of this stage wait for somebody else
 */
gboolean
biz_service_target_stage_waits (BizPolicy *policy, const char *stage)
{
  return biz_service_target_is_waiting (policy, stage)
         || (!names_waiting (policy) && biz_ticket_name_waits (stage));
}
