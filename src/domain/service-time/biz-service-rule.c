/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-rule.h"

#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "biz-service-clock.h"
#include "biz-service-target.h"
#include "biz-ticket.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* half a year of work */
#define MAX_MINUTES (60 * 24 * 180)

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
             && *minutes <= MAX_MINUTES);
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
  JsonArray *rows = NULL;

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
