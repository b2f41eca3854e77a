/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "contract"

#include "contract-pattern.h"

#include <math.h>
#include <string.h>

struct _ContractValues
{
  GHashTable *table; /* (owned): char * -> JsonNode * */
};

typedef gboolean (*RuleFunc) (JsonNode *rule, JsonNode *answer, const char *where, GError **error);

static gboolean
fail (GError **error, const char *where, JsonNode *wanted, JsonNode *answer)
{
  g_autofree char *want = json_to_string (wanted, FALSE);
  g_autofree char *got = answer != NULL ? json_to_string (answer, FALSE) : g_strdup ("nothing");

  if (strlen (got) > 600)
    strcpy (got + 590, " ...");
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: wanted %s, got %s",
               *where != '\0' ? where : "answer", want, got);
  return FALSE;
}

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_date (JsonNode *node, gboolean with_time)
{
  return is_string (node)
         && g_regex_match_simple (with_time ? "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"
                                            : "^\\d{4}-\\d\\d-\\d\\d$",
                                  json_node_get_string (node), 0, 0);
}

static gboolean
is_name (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_has_member (json_node_get_object (node), "id");
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2)
    return FALSE;

  return is_number (json_array_get_element (json_node_get_array (node), 0))
         && is_string (json_array_get_element (json_node_get_array (node), 1));
}

static gboolean
has_type (JsonNode *node, const char *type)
{
  if (g_str_equal (type, "int"))
    return is_number (node) && json_node_get_value_type (node) == G_TYPE_INT64;
  if (g_str_equal (type, "number"))
    return is_number (node);
  if (g_str_equal (type, "string"))
    return is_string (node);
  if (g_str_equal (type, "bool"))
    return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (node);
  if (g_str_equal (type, "list"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (g_str_equal (type, "date"))
    return is_date (node, FALSE);
  if (g_str_equal (type, "datetime"))
    return is_date (node, TRUE);
  if (g_str_equal (type, "name"))
    return is_name (node);

  g_error ("a scenario names the unknown type '%s'", type);
}

static gboolean
matches (JsonNode *pattern, JsonNode *answer)
{
  return contract_match (pattern, answer, "", NULL);
}

static guint
count_matches (JsonNode *pattern, JsonArray *list)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    n += matches (pattern, json_array_get_element (list, i)) ? 1 : 0;

  return n;
}

static gboolean
rule_any (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return answer != NULL ? TRUE : fail (error, where, rule, answer);
}

static gboolean
rule_type (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return answer != NULL && has_type (answer, json_node_get_string (rule))
             ? TRUE
             : fail (error, where, rule, answer);
}

static gboolean
rule_near (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return is_number (answer)
                 && fabs (json_node_get_double (answer) - json_node_get_double (rule)) < 1e-6
             ? TRUE
             : fail (error, where, rule, answer);
}

static gboolean
rule_in (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  JsonArray *choices = json_node_get_array (rule);

  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (matches (json_array_get_element (choices, i), answer))
      return TRUE;

  return fail (error, where, rule, answer);
}

static gboolean
rule_not (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return matches (rule, answer) ? fail (error, where, rule, answer) : TRUE;
}

static gboolean
rule_match (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return is_string (answer)
                 && g_regex_match_simple (json_node_get_string (rule),
                                          json_node_get_string (answer), 0, 0)
             ? TRUE
             : fail (error, where, rule, answer);
}

static gboolean
rule_length (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  g_autoptr (JsonNode) length = json_node_new (JSON_NODE_VALUE);

  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer))
    return fail (error, where, rule, answer);
  json_node_set_int (length, json_array_get_length (json_node_get_array (answer)));

  return matches (rule, length) ? TRUE : fail (error, where, rule, answer);
}

static gboolean
rule_least (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  return is_number (answer) && json_node_get_double (answer) >= json_node_get_double (rule)
             ? TRUE
             : fail (error, where, rule, answer);
}

static gboolean
rule_has (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  JsonArray *wanted = json_node_get_array (rule);

  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer))
    return fail (error, where, rule, answer);
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    if (count_matches (json_array_get_element (wanted, i), json_node_get_array (answer)) == 0)
      return fail (error, where, json_array_get_element (wanted, i), answer);

  return TRUE;
}

static gboolean
rule_each (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer)
      || count_matches (rule, json_node_get_array (answer))
             != json_array_get_length (json_node_get_array (answer)))
    return fail (error, where, rule, answer);

  return TRUE;
}

static gboolean
rule_same (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  if (!rule_has (rule, answer, where, error))
    return FALSE;

  return json_array_get_length (json_node_get_array (rule))
                 == json_array_get_length (json_node_get_array (answer))
             ? TRUE
             : fail (error, where, rule, answer);
}

static gboolean
rule_all (JsonNode *rule, JsonNode *answer, const char *where, GError **error)
{
  JsonArray *all = json_node_get_array (rule);

  for (guint i = 0; i < json_array_get_length (all); i++)
    if (!contract_match (json_array_get_element (all, i), answer, where, error))
      return FALSE;

  return TRUE;
}

static const struct
{
  const char *name;
  RuleFunc func;
} rules[] = {
  { "$any", rule_any },       { "$type", rule_type },   { "$near", rule_near },
  { "$in", rule_in },         { "$not", rule_not },     { "$match", rule_match },
  { "$length", rule_length }, { "$least", rule_least }, { "$has", rule_has },
  { "$each", rule_each },     { "$same", rule_same },   { "$all", rule_all },
};

static gboolean
match_rule (
    JsonObject *pattern, JsonNode *answer, const char *where, gboolean *is_rule, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (pattern);
  const char *name = names != NULL ? names->data : "";

  *is_rule = *name == '$';
  if (!*is_rule)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (name, rules[i].name))
      return rules[i].func (json_object_get_member (pattern, name), answer, where, error);

  g_error ("a scenario names the unknown rule '%s'", name);
}

static gboolean
match_object (JsonNode *pattern, JsonNode *answer, const char *where, GError **error)
{
  JsonObject *wanted = json_node_get_object (pattern);
  g_autoptr (GList) names = json_object_get_members (wanted);
  gboolean is_rule;

  if (!match_rule (wanted, answer, where, &is_rule, error))
    return FALSE;
  if (is_rule)
    return TRUE;
  if (answer == NULL || !JSON_NODE_HOLDS_OBJECT (answer))
    return fail (error, where, pattern, answer);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", where, (const char *)l->data);

      if (!contract_match (json_object_get_member (wanted, l->data),
                           json_object_get_member (json_node_get_object (answer), l->data), path,
                           error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
match_array (JsonNode *pattern, JsonNode *answer, const char *where, GError **error)
{
  JsonArray *wanted = json_node_get_array (pattern);
  JsonArray *got;

  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer))
    return fail (error, where, pattern, answer);
  got = json_node_get_array (answer);
  if (json_array_get_length (wanted) != json_array_get_length (got))
    return fail (error, where, pattern, answer);
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", where, i);

      if (!contract_match (json_array_get_element (wanted, i), json_array_get_element (got, i),
                           path, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * contract_match:
 * @pattern: what is expected, with its values already filled in
 * @answer: (nullable): what came
 * @where: path so far, "" at the root
 *
 * Returns: whether @answer is as expected; the error says where it is not
 */
gboolean
contract_match (JsonNode *pattern, JsonNode *answer, const char *where, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (pattern))
    return match_object (pattern, answer, where, error);
  if (JSON_NODE_HOLDS_ARRAY (pattern))
    return match_array (pattern, answer, where, error);
  if (is_number (pattern))
    return rule_near (pattern, answer, where, error);

  return answer != NULL && json_node_equal (pattern, answer) ? TRUE
                                                             : fail (error, where, pattern, answer);
}

ContractValues *
contract_values_new (void)
{
  ContractValues *self = g_new0 (ContractValues, 1);

  self->table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_node_unref);

  return self;
}

void
contract_values_free (ContractValues *self)
{
  g_hash_table_unref (self->table);
  g_free (self);
}

void
contract_values_set (ContractValues *self, const char *name, JsonNode *value)
{
  g_hash_table_insert (self->table, g_strdup (name), json_node_copy (value));
}

void
contract_values_set_string (ContractValues *self, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);

  contract_values_set (self, name, node);
}

void
contract_values_set_int (ContractValues *self, const char *name, gint64 value)
{
  g_autoptr (JsonNode) node = json_node_init_int (json_node_alloc (), value);

  contract_values_set (self, name, node);
}

JsonNode *
contract_values_get (ContractValues *self, const char *name)
{
  return g_hash_table_lookup (self->table, name);
}

static JsonNode *
fill_string (ContractValues *self, const char *text, GError **error)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  JsonNode *value;

  if (*text == '$' && text[1] != '{')
    {
      value = contract_values_get (self, text + 1);
      if (value != NULL)
        return json_node_copy (value);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing was kept as %s", text);
      return NULL;
    }
  while (*text != '\0')
    {
      const char *end = g_str_has_prefix (text, "${") ? strchr (text, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (text + 2, end - text - 2) : NULL;

      if (name == NULL)
        {
          g_string_append_c (filled, *text++);
          continue;
        }
      value = contract_values_get (self, name);
      if (value == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing was kept as %s", name);
          return NULL;
        }
      if (is_string (value))
        g_string_append (filled, json_node_get_string (value));
      else
        g_string_append_printf (filled, "%" G_GINT64_FORMAT, json_node_get_int (value));
      text = end + 1;
    }

  return json_node_init_string (json_node_alloc (), filled->str);
}

/* A name may be put together as well; one that begins a rule stays what it is. */
static char *
fill_name (ContractValues *self, const char *name, GError **error)
{
  g_autoptr (JsonNode) filled = NULL;

  if (strstr (name, "${") == NULL)
    return g_strdup (name);
  filled = fill_string (self, name, error);

  return filled != NULL ? g_strdup (json_node_get_string (filled)) : NULL;
}

static JsonNode *
fill_object (ContractValues *self, JsonObject *object, GError **error)
{
  g_autoptr (JsonObject) filled = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value =
          contract_values_fill (self, json_object_get_member (object, l->data), error);
      g_autofree char *name = value != NULL ? fill_name (self, l->data, error) : NULL;

      if (name == NULL)
        {
          g_clear_pointer (&value, json_node_unref);
          return NULL;
        }
      json_object_set_member (filled, name, value);
    }

  return json_node_init_object (json_node_alloc (), filled);
}

static JsonNode *
fill_array (ContractValues *self, JsonArray *array, GError **error)
{
  g_autoptr (JsonArray) filled = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *value = contract_values_fill (self, json_array_get_element (array, i), error);

      if (value == NULL)
        return NULL;
      json_array_add_element (filled, value);
    }

  return json_node_init_array (json_node_alloc (), filled);
}

JsonNode *
contract_values_fill (ContractValues *self, JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return fill_object (self, json_node_get_object (node), error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return fill_array (self, json_node_get_array (node), error);
  if (is_string (node))
    return fill_string (self, json_node_get_string (node), error);

  return json_node_copy (node);
}

JsonNode *
contract_pointer (JsonNode *root, const char *pointer)
{
  g_auto (GStrv) steps = g_strsplit (pointer, "/", -1);
  JsonNode *node = root;

  for (guint i = *pointer == '/' ? 1 : 0; node != NULL && *pointer != '\0' && steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && g_ascii_strtoull (steps[i], NULL, 10)
                      < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node),
                                       (guint)g_ascii_strtoull (steps[i], NULL, 10));
      else
        node = NULL;
    }

  return node;
}
