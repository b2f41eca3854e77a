/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-rule.h"

#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "biz-service-clock.h"
#include "biz-service-target.h"
#include "biz-ticket.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

BizServiceRule *
biz_service_rule_new (const char *team,
                      int priority,
                      gint64 response_minutes,
                      gint64 resolution_minutes)
{
  BizServiceRule *self = g_new0 (BizServiceRule, 1);

  self->team = team != NULL && *team != '\0' ? g_strdup (team) : NULL;
  self->priority = priority;
  self->response_minutes = response_minutes;
  self->resolution_minutes = resolution_minutes;

  return self;
}

void
biz_service_rule_free (BizServiceRule *self)
{
  g_free (self->team);
  g_free (self);
}

static gboolean
read_minutes (JsonObject *row, const char *member, gint64 *minutes)
{
  *minutes = 0;

  return !json_object_has_member (row, member)
         || (erp_json_get_int (row, member, minutes, NULL) && *minutes >= 0
             && *minutes <= BIZ_SERVICE_MAX_MINUTES);
}

/* (transfer full) (nullable): NULL where the line is none */
static BizServiceRule *
read_rule (JsonNode *node)
{
  JsonObject *row = NULL;
  const char *team = NULL;
  gint64 priority = -1, response = 0, resolution = 0;

  if (!erp_json_get_object (node, &row, NULL)
      || (json_object_has_member (row, "team")
          && (!erp_json_get_string (row, "team", &team, NULL)
              || (team != NULL && strlen (team) > BIZ_POLICY_MAX_LABEL)))
      || (json_object_has_member (row, "priority")
          && (!erp_json_get_int (row, "priority", &priority, NULL) || priority < 0
              || priority >= BIZ_SERVICE_PRIORITIES))
      || !read_minutes (row, "response", &response)
      || !read_minutes (row, "resolution", &resolution))
    return NULL;

  return biz_service_rule_new (team, (int)priority, response, resolution);
}

gboolean
biz_service_rule_check (JsonNode *node)
{
  g_autoptr (BizServiceRule) rule = read_rule (node);

  return rule != NULL;
}

GPtrArray *
biz_service_rule_list_section (JsonObject *section)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_rule_free);
  JsonArray *rows = NULL;

  if (section != NULL && json_object_has_member (section, "targets"))
    erp_json_get_array (json_object_get_member (section, "targets"), &rows, NULL);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      BizServiceRule *rule = read_rule (json_array_get_element (rows, i));

      if (rule != NULL)
        g_ptr_array_add (rules, rule);
    }

  return rules;
}

GPtrArray *
biz_service_rule_list (BizPolicy *policy)
{
  return biz_service_rule_list_section (biz_policy_get_section (policy, BIZ_POLICY_SERVICE));
}

JsonNode *
biz_service_rule_to_json (GPtrArray *rules)
{
  g_autoptr (JsonArray) rows = NULL;

  g_return_val_if_fail (rules != NULL, NULL);

  if (rules->len == 0)
    return NULL;
  rows = json_array_new ();
  for (guint i = 0; i < rules->len; i++)
    {
      const BizServiceRule *rule = g_ptr_array_index (rules, i);
      JsonObject *row = json_object_new ();

      if (rule->team != NULL)
        json_object_set_string_member (row, "team", rule->team);
      if (rule->priority >= 0)
        json_object_set_int_member (row, "priority", rule->priority);
      json_object_set_int_member (row, "response", rule->response_minutes);
      json_object_set_int_member (row, "resolution", rule->resolution_minutes);
      json_array_add_object_element (rows, row);
    }

  return json_node_init_array (json_node_alloc (), rows);
}

static char *
describe_minutes (gint64 minutes)
{
  return minutes > 0 ? biz_service_clock_format_span (60 * minutes)
                     /* Translators: a time that is promised: there is none */
                     : g_strdup (_ ("not promised"));
}

char *
biz_service_rule_describe (const BizServiceRule *self)
{
  const char *team, *priority;
  g_autofree char *response = NULL, *resolution = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  team = self->team != NULL ? self->team : _ ("All teams");
  priority =
      self->priority >= 0 ? biz_ticket_priority_to_label (self->priority) : _ ("all priorities");
  response = describe_minutes (self->response_minutes);
  resolution = describe_minutes (self->resolution_minutes);

  /* Translators: a team, a priority, and two times: "Returns, High: first answer 1 h, solved 8 h"
   */
  return g_strdup_printf (_ ("%s, %s: first answer %s, solved %s"), team, priority, response,
                          resolution);
}

static gboolean
is_for_same (const BizServiceRule *one, const BizServiceRule *other)
{
  g_autofree char *team = g_utf8_casefold (one->team != NULL ? one->team : "", -1);
  g_autofree char *other_team = g_utf8_casefold (other->team != NULL ? other->team : "", -1);

  return one->priority == other->priority
         && g_str_equal (g_strstrip (team), g_strstrip (other_team));
}

static gboolean
check_rule (GPtrArray *rules, guint index, GError **error)
{
  const BizServiceRule *rule = g_ptr_array_index (rules, index);

  if (rule->team == NULL && rule->priority < 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Say which team or which priority the target is for."));
  else if (rule->team != NULL && strlen (rule->team) > BIZ_POLICY_MAX_LABEL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The name of a team is too long: at most %d letters."), BIZ_POLICY_MAX_LABEL);
  else if (rule->response_minutes < 0 || rule->response_minutes > BIZ_SERVICE_MAX_MINUTES
           || rule->resolution_minutes < 0 || rule->resolution_minutes > BIZ_SERVICE_MAX_MINUTES)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("A target is at most half a year of work."));
  else
    {
      for (guint i = 0; i < index; i++)
        if (is_for_same (rule, g_ptr_array_index (rules, i)))
          {
            g_autofree char *words = biz_service_rule_describe (rule);

            g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         /* Translators: "Returns, High: first answer 1 h, solved 8 h" */
                         _ ("There are two targets for the same team and priority: %s."), words);
            return FALSE;
          }
      return TRUE;
    }

  return FALSE;
}

static gboolean
are_equal (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const BizServiceRule *a = g_ptr_array_index (one, i), *b = g_ptr_array_index (other, i);

      if (g_strcmp0 (a->team, b->team) != 0 || a->priority != b->priority
          || a->response_minutes != b->response_minutes
          || a->resolution_minutes != b->resolution_minutes)
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_service_rule_apply:
 * @rules: (element-type BizServiceRule): all that the company is to have, in their order; none: the
 *   numbers of the priorities alone
 * @edit: a change of a policy; what is in the file already stays as it is, however it is written
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_service_rule_apply (GPtrArray *rules, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (rules != NULL && BIZ_IS_POLICY_EDIT (edit), FALSE);

  before = biz_service_rule_list (biz_policy_edit_get_before (edit));
  if (are_equal (before, rules))
    return TRUE;
  if (rules->len > BIZ_SERVICE_MAX_RULES)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("There are too many targets: at most %d."), BIZ_SERVICE_MAX_RULES);
      return FALSE;
    }
  for (guint i = 0; i < rules->len; i++)
    if (!check_rule (rules, i, error))
      return FALSE;
  biz_policy_edit_take_value (edit, BIZ_POLICY_SERVICE, "targets",
                              biz_service_rule_to_json (rules));

  return TRUE;
}
