/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-access.h"

#include "demo-json.h"
#include "demo-query.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *verb;
  DemoAccess access;
} operations[] = {
  { "read", "see", DEMO_READ },
  { "write", "change", DEMO_WRITE },
  { "create", "make", DEMO_CREATE },
  { "unlink", "delete", DEMO_UNLINK },
};

gboolean
demo_access_parse (const char *operation, DemoAccess *access)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (strcmp (operations[i].name, operation) == 0)
      {
        *access = operations[i].access;
        return TRUE;
      }
  return FALSE;
}

static const char *
find_verb (DemoAccess access)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (operations[i].access == access)
      return operations[i].verb;
  return "use";
}

gboolean
demo_access_has_model (DemoEnv *env, DemoMeta *meta, DemoAccess access)
{
  if (demo_env_is_su (env))
    return TRUE;
  for (const DemoAccessRow *row = meta->model->access; row && row->access; row++)
    if ((row->access & access) && (!row->group || demo_env_has_group (env, row->group)))
      return TRUE;
  return FALSE;
}

gboolean
demo_access_check_model (DemoEnv *env, DemoMeta *meta, DemoAccess access, GError **error)
{
  if (demo_access_has_model (env, meta, access))
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_ACCESS, "Your role does not let you %s '%s' (%s).",
               find_verb (access), meta->model->label, meta->model->name);
  return FALSE;
}

gboolean
demo_access_has_field (DemoEnv *env, DemoSlot *slot)
{
  if (!slot->groups || demo_env_is_su (env))
    return TRUE;
  for (guint i = 0; slot->groups[i]; i++)
    if (demo_env_has_group (env, slot->groups[i]))
      return TRUE;
  return FALSE;
}

gboolean
demo_access_check_field (DemoEnv *env, DemoSlot *slot, DemoAccess access, GError **error)
{
  if (demo_access_has_field (env, slot))
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_ACCESS,
               "Your role does not let you %s the field %s of '%s' (%s).", find_verb (access),
               slot->field->name, slot->meta->model->label, slot->meta->model->name);
  return FALSE;
}

/* Domains are lists in prefix form; putting one behind another means "and". */
static void
append_domain (JsonArray *all, JsonNode *domain)
{
  JsonArray *terms = json_node_get_array (domain);
  guint n = json_array_get_length (terms);

  for (guint i = 0; i < n; i++)
    json_array_add_element (all, json_node_ref (json_array_get_element (terms, i)));
}

static void
append_company_rule (JsonArray *all, DemoEnv *env, DemoMeta *meta)
{
  const DemoField *field = meta->company->field;
  JsonArray *leaf = json_array_new ();

  json_array_add_string_element (leaf, field->name);
  json_array_add_string_element (leaf, "in");
  json_array_add_element (leaf, demo_ids_to_json (demo_env_get_companies (env)));
  if (!(field->flags & DEMO_REQUIRED) && field->type == DEMO_MANY2ONE
      && strcmp (field->name, "id") != 0)
    {
      json_array_add_string_element (all, "|");
      json_array_add_element (all, demo_json ("[\"%s\", \"=\", false]", field->name));
    }
  json_array_add_array_element (all, leaf);
}

static gboolean
rule_applies (DemoEnv *env, const DemoRule *rule, DemoAccess access)
{
  return (!rule->access || (rule->access & access))
         && (!rule->group || demo_env_has_group (env, rule->group));
}

/* No condition at all, or [1, "=", 1]. Said once, it spares every query an OR that no index helps.
 */
static gboolean
is_everything (JsonNode *domain)
{
  JsonArray *terms = domain ? json_node_get_array (domain) : NULL;
  JsonNode *term;

  if (!terms || json_array_get_length (terms) == 0)
    return TRUE;
  term = json_array_get_element (terms, 0);
  return json_array_get_length (terms) == 1 && JSON_NODE_HOLDS_ARRAY (term)
         && demo_json_array_int (json_node_get_array (term), 0) == 1
         && demo_json_array_int (json_node_get_array (term), 2) == 1;
}

/* Groups open; without any that applies, nothing is restricted by groups. */
static void
append_group_rules (JsonArray *all, DemoEnv *env, DemoMeta *meta, DemoAccess access)
{
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);

  for (const DemoRule *rule = meta->model->rules; rule && (rule->domain || rule->group); rule++)
    {
      JsonNode *domain;

      if (!rule->group || !rule_applies (env, rule, access))
        continue;
      domain = rule->domain ? rule->domain (env) : NULL;
      if (is_everything (domain))
        {
          g_clear_pointer (&domain, json_node_unref);
          return;
        }
      g_ptr_array_add (domains, domain);
    }
  for (guint i = 0; i < domains->len; i++)
    {
      JsonNode *domain = g_ptr_array_index (domains, i);

      if (i + 1 < domains->len)
        json_array_add_string_element (all, "|");
      for (guint k = 1; k < demo_domain_count_terms (domain); k++)
        json_array_add_string_element (all, "&");
      append_domain (all, domain);
    }
}

JsonNode *
demo_access_domain (DemoEnv *env, DemoMeta *meta, DemoAccess access)
{
  g_autoptr (JsonArray) all = NULL;

  if (demo_env_is_su (env))
    return NULL;
  all = json_array_new ();
  if (meta->model->transient)
    json_array_add_element (all, demo_json ("[\"create_uid\", \"=\", %" G_GINT64_FORMAT "]",
                                            demo_env_get_uid (env)));
  if (meta->company)
    append_company_rule (all, env, meta);
  for (const DemoRule *rule = meta->model->rules; rule && (rule->domain || rule->group); rule++)
    {
      g_autoptr (JsonNode) domain = NULL;

      if (rule->group || !rule_applies (env, rule, access))
        continue;
      domain = rule->domain (env);
      if (domain)
        append_domain (all, domain);
    }
  append_group_rules (all, env, meta, access);
  if (json_array_get_length (all) == 0)
    return NULL;
  return demo_json_take_array (g_steal_pointer (&all));
}

static gboolean
check_visible (
    DemoEnv *env, DemoMeta *meta, const DemoIds *existing, DemoAccess access, GError **error)
{
  g_autoptr (JsonNode) domain = demo_access_domain (env, meta, access);
  g_autoptr (DemoIds) visible = NULL;

  if (!domain || existing->len == 0)
    return TRUE;
  visible = demo_query_filter (env, meta, existing, domain, error);
  if (!visible)
    return FALSE;
  if (visible->len == existing->len)
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_ACCESS,
               "Some of these records of '%s' (%s) are not yours to %s: they belong to another "
               "company or are kept from your role.",
               meta->model->label, meta->model->name, find_verb (access));
  return FALSE;
}

gboolean
demo_access_check_records (DemoEnv *env,
                           DemoMeta *meta,
                           const DemoIds *ids,
                           DemoAccess access,
                           DemoIds **existing,
                           GError **error)
{
  g_autoptr (DemoIds) there = NULL;

  if (!demo_access_check_model (env, meta, access, error))
    return FALSE;
  there = demo_query_filter (env, meta, ids, NULL, error);
  if (!there)
    return FALSE;
  if (!existing && there->len < ids->len)
    for (guint i = 0; i < ids->len; i++)
      if (!demo_ids_has (there, demo_ids_get (ids, i)))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_MISSING,
                       "This record is gone: %s(%" G_GINT64_FORMAT ").", meta->model->name,
                       demo_ids_get (ids, i));
          return FALSE;
        }
  if (!check_visible (env, meta, there, access, error))
    return FALSE;
  if (existing)
    *existing = g_steal_pointer (&there);
  return TRUE;
}
