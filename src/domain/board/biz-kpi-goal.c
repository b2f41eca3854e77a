/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-goal.h"

#include "biz-python.h"
#include "erp-json.h"

#include <string.h>

#define MAX_NAME 120
#define MAX_TEXT 4000

static const char *const kinds[] = {
  [BIZ_KPI_GOAL_TARGET] = "target", [BIZ_KPI_GOAL_BASELINE] = "baseline"
};

/* The same in all versions of the program. */
static const char *const dimensions[BIZ_KPI_N_DIMENSIONS + 1] = {
  [BIZ_KPI_BY_COMPANY] = "company",
  [BIZ_KPI_BY_CUSTOMER_GROUP] = "customer-group",
  [BIZ_KPI_BY_SALESPERSON] = "salesperson",
  [BIZ_KPI_BY_WAREHOUSE] = "warehouse",
  [BIZ_KPI_BY_TEAM] = "team",
  [BIZ_KPI_OF_ALL] = "all",
};

void
biz_kpi_goal_free (BizKpiGoal *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

/**
 * biz_kpi_goal_to_text:
 * @self: a goal
 *
 * Returns: (transfer full): words and whole numbers only, so that it is a literal in both languages
 */
char *
biz_kpi_goal_to_text (const BizKpiGoal *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  char day[16];

  json_object_set_string_member (object, "kpi", biz_kpi_get_key (self->kpi));
  json_object_set_string_member (object, "kind", kinds[self->kind]);
  json_object_set_int_member (object, "company", self->company_id);
  json_object_set_int_member (object, "months", self->months);
  json_object_set_string_member (object, "by", dimensions[self->dimension]);
  json_object_set_int_member (object, "key", self->key);
  if (g_date_valid (&self->day))
    {
      g_snprintf (day, sizeof day, "%04u-%02u-%02u", g_date_get_year (&self->day),
                  g_date_get_month (&self->day), g_date_get_day (&self->day));
      json_object_set_string_member (object, "day", day);
    }
  if (self->has_level)
    json_object_set_int_member (object, "level", self->minor);
  if (self->name != NULL)
    json_object_set_string_member (object, "name", self->name);
  json_node_set_object (node, object);

  return erp_json_to_string (node);
}

static gboolean
find_word (JsonObject *object, const char *member, const char *const *words, guint n, guint *found)
{
  const char *text;

  if (!erp_json_get_string (object, member, &text, NULL) || text == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], text))
      {
        *found = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_heads (BizKpiGoal *self, JsonObject *object)
{
  const char *words[BIZ_KPI_N];
  guint kpi, kind, dimension;
  gint64 months;

  for (guint i = 0; i < BIZ_KPI_N; i++)
    words[i] = biz_kpi_get_key ((BizKpi)i);
  if (!find_word (object, "kpi", words, BIZ_KPI_N, &kpi)
      || !find_word (object, "kind", kinds, G_N_ELEMENTS (kinds), &kind)
      || !find_word (object, "by", dimensions, G_N_ELEMENTS (dimensions), &dimension)
      || !erp_json_get_int (object, "company", &self->company_id, NULL)
      || !erp_json_get_int (object, "months", &months, NULL)
      || !erp_json_get_int (object, "key", &self->key, NULL) || months < 1 || months > 120)
    return FALSE;
  self->kpi = (BizKpi)kpi;
  self->kind = (BizKpiGoalKind)kind;
  self->dimension = (BizKpiDimension)dimension;
  self->months = (guint)months;

  return TRUE;
}

/**
 * biz_kpi_goal_new_from_text:
 * @text: (nullable): what anybody may have written
 *
 * Returns: (transfer full) (nullable): the goal
 */
BizKpiGoal *
biz_kpi_goal_new_from_text (const char *text)
{
  g_autoptr (BizKpiGoal) self = g_new0 (BizKpiGoal, 1);
  g_autoptr (JsonNode) node = NULL;
  const char *name = NULL;
  JsonObject *object;
  GDate today;

  g_date_clear (&self->day, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, G_DATE_JANUARY, 2000); /* nothing in it means a day */
  if (text == NULL || strlen (text) > MAX_TEXT)
    return NULL;
  node = biz_python_parse (text, 0, &today, NULL);
  if (node == NULL || !erp_json_get_object (node, &object, NULL) || !read_heads (self, object))
    return NULL;
  if (json_object_has_member (object, "day")
      && !erp_json_get_date (object, "day", &self->day, NULL))
    return NULL;
  self->has_level = json_object_has_member (object, "level");
  if (self->has_level && !erp_json_get_int (object, "level", &self->minor, NULL))
    return NULL;
  if (json_object_has_member (object, "name") && erp_json_get_string (object, "name", &name, NULL)
      && name != NULL)
    self->name = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_NAME));

  return g_steal_pointer (&self);
}

gboolean
biz_kpi_goal_fits (const BizKpiGoal *self,
                   BizKpiGoalKind kind,
                   BizKpi kpi,
                   const BizKpiScope *scope)
{
  return self->kind == kind && self->kpi == kpi && self->company_id == scope->company_id
         && self->months == scope->months && self->dimension == scope->dimension
         && (scope->dimension == BIZ_KPI_OF_ALL || self->key == scope->key);
}
