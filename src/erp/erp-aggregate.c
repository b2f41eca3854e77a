/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-aggregate.h"

#include "erp-call.h"
#include "erp-json.h"

#include <string.h>

/* The names the caller used, to give the answer of an old server the same ones. */
typedef struct
{
  char **groupby;    /* (owned) */
  char **aggregates; /* (owned) */
} Names;

static void
names_free (gpointer data)
{
  Names *names = data;

  g_strfreev (names->groupby);
  g_strfreev (names->aggregates);
  g_free (names);
}

/* "amount_residual:sum" is asked as "amount_residual__sum:sum(amount_residual)". */
static char *
old_alias (const char *aggregate)
{
  g_autofree char *alias = g_strdup (aggregate);
  char *colon = strchr (alias, ':');

  if (colon == NULL)
    return g_steal_pointer (&alias);
  *colon = '\0';
  return g_strdup_printf ("%s__%s", alias, colon + 1);
}

static char *
old_field (const char *aggregate)
{
  g_autofree char *alias = old_alias (aggregate);
  g_autofree char *field = g_strdup (aggregate);
  char *colon = strchr (field, ':');

  if (colon == NULL)
    return g_steal_pointer (&field);
  *colon = '\0';
  return g_strdup_printf ("%s:%s(%s)", alias, colon + 1, field);
}

static void
copy_member (JsonObject *from, const char *from_name, JsonObject *to, const char *to_name)
{
  JsonNode *node = json_object_get_member (from, from_name);

  if (node != NULL)
    json_object_set_member (to, to_name, json_node_ref (node));
}

/* A period of an old server is only a label; its first day stands in the range. */
static void
copy_period (JsonObject *from, const char *name, JsonObject *to)
{
  JsonNode *ranges = json_object_get_member (from, "__range");
  JsonNode *range = NULL;
  JsonNode *label = json_object_get_member (from, name);
  const char *first = NULL;
  JsonArray *pair;

  if (ranges != NULL && JSON_NODE_HOLDS_OBJECT (ranges))
    range = json_object_get_member (json_node_get_object (ranges), name);
  if (range == NULL || !JSON_NODE_HOLDS_OBJECT (range) || label == NULL
      || !erp_json_get_string (json_node_get_object (range), "from", &first, NULL) || first == NULL)
    {
      copy_member (from, name, to, name);
      return;
    }
  pair = json_array_new ();
  json_array_add_string_element (pair, first);
  json_array_add_element (pair, json_node_ref (label));
  json_object_set_array_member (to, name, pair);
}

static gpointer
decode_old (JsonNode *result, gpointer user_data, GError **error)
{
  const Names *names = user_data;
  g_autoptr (JsonNode) answer = json_node_new (JSON_NODE_ARRAY);
  JsonArray *groups = json_array_new ();
  JsonArray *rows;

  json_node_take_array (answer, groups);
  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *group = json_object_new ();
      JsonObject *row;

      json_array_add_object_element (groups, group);
      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      for (guint j = 0; names->groupby[j] != NULL; j++)
        {
          if (strchr (names->groupby[j], ':') != NULL)
            copy_period (row, names->groupby[j], group);
          else
            copy_member (row, names->groupby[j], group, names->groupby[j]);
        }
      for (guint j = 0; names->aggregates[j] != NULL; j++)
        {
          g_autofree char *alias = old_alias (names->aggregates[j]);

          copy_member (row, alias, group, names->aggregates[j]);
        }
      copy_member (row, "__domain", group, "__extra_domain");
    }
  return g_steal_pointer (&answer);
}

/**
 * erp_aggregate_new_call:
 * @major: the server's major version
 * @model: a model
 * @domain: which records
 * @groupby: (array zero-terminated=1): fields, dates as "invoice_date:month"
 * @aggregates: (array zero-terminated=1): "field:function", and "__count"
 *
 * Returns: (transfer full): a read whose answer is a JsonNode with one object a group
 */
ErpCall *
erp_aggregate_new_call (guint major,
                        const char *model,
                        ErpDomain *domain,
                        const char *const *groupby,
                        const char *const *aggregates)
{
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  Names *names;

  g_return_val_if_fail (model != NULL && domain != NULL, NULL);
  g_return_val_if_fail (groupby != NULL && aggregates != NULL, NULL);

  if (major >= 19)
    {
      call = erp_call_new_read (model, "formatted_read_group");
      erp_call_set_arg_domain (call, "domain", domain);
      erp_call_set_arg_strv (call, "groupby", groupby);
      erp_call_set_arg_strv (call, "aggregates", aggregates);
      return g_steal_pointer (&call);
    }

  fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; aggregates[i] != NULL; i++)
    if (!g_str_equal (aggregates[i], "__count"))
      g_ptr_array_add (fields, old_field (aggregates[i]));
  g_ptr_array_add (fields, NULL);
  call = erp_call_new_read (model, "read_group");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", (const char *const *)fields->pdata);
  erp_call_set_arg_strv (call, "groupby", groupby);
  erp_call_set_arg_bool (call, "lazy", FALSE);
  names = g_new0 (Names, 1);
  names->groupby = g_strdupv ((char **)groupby);
  names->aggregates = g_strdupv ((char **)aggregates);
  erp_call_set_decoder (call, decode_old, names, names_free, (GDestroyNotify)json_node_unref);
  return g_steal_pointer (&call);
}

/**
 * erp_aggregate_set_first:
 * @major: the server's major version
 * @call: of erp_aggregate_new_call ()
 * @aggregate: one of its aggregates
 * @descending: whether the largest ones come first
 * @n: how many groups
 */
void
erp_aggregate_set_first (
    guint major, ErpCall *call, const char *aggregate, gboolean descending, guint n)
{
  g_autofree char *alias = major >= 19 ? g_strdup (aggregate) : old_alias (aggregate);
  g_autofree char *order = g_strconcat (alias, descending ? " DESC" : " ASC", NULL);

  erp_call_set_arg_string (call, major >= 19 ? "order" : "orderby", order);
  erp_call_set_arg_int (call, "limit", n);
}
