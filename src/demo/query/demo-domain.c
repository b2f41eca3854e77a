/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-query.h"

#include "demo-json.h"
#include "demo-leaf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Deep enough for every domain a person makes, shallow enough for the stack and for SQLite. */
#define MAX_DEPTH 200

typedef struct
{
  DemoSql *sql;
  DemoMeta *meta;
  const char *alias;
  JsonArray *terms;
  guint next;
} Walk;

gboolean
demo_domain_check (JsonNode *domain, GError **error)
{
  g_autofree char *what = NULL;

  if (!domain || JSON_NODE_HOLDS_ARRAY (domain) || demo_json_is_false (domain))
    return TRUE;
  what = demo_json_describe (domain);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_TYPE, "A domain is a list, not %s.", what);
  return FALSE;
}

static gboolean
fail_term (JsonNode *term, const char *why, GError **error)
{
  g_autofree char *what = demo_json_describe (term);

  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "%s in the domain: %s", what, why);
  return FALSE;
}

static gboolean
compile_leaf (Walk *walk, JsonNode *term, GError **error)
{
  JsonArray *leaf = json_node_get_array (term);
  JsonNode *left;
  JsonNode *op;
  const char *known;

  if (json_array_get_length (leaf) != 3)
    return fail_term (term, "a condition is [field, operator, value].", error);
  left = json_array_get_element (leaf, 0);
  op = json_array_get_element (leaf, 1);
  if (!demo_json_is_text (op) || !(known = demo_leaf_find_operator (json_node_get_string (op))))
    return fail_term (term, "there is no such operator.", error);
  /* [1, "=", 1] and [0, "=", 1] stand for all and none. */
  if (demo_json_is_int (left))
    {
      demo_sql_add (walk->sql, "%d", json_node_get_int (left) == demo_json_array_int (leaf, 2));
      return TRUE;
    }
  if (!demo_json_is_text (left))
    return fail_term (term, "a condition begins with a field's name.", error);
  return demo_leaf_compile (walk->sql, walk->meta, walk->alias, json_node_get_string (left), known,
                            json_array_get_element (leaf, 2), error);
}

static gboolean
compile_next (Walk *walk, GError **error)
{
  JsonNode *term;
  const char *word;
  gboolean done = FALSE;

  if (walk->next >= json_array_get_length (walk->terms))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                           "The domain ends where a condition is missing.");
      return FALSE;
    }
  if (walk->sql->depth >= MAX_DEPTH)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, "The domain is nested too deep.");
      return FALSE;
    }
  term = json_array_get_element (walk->terms, walk->next++);
  if (JSON_NODE_HOLDS_ARRAY (term))
    return compile_leaf (walk, term, error);
  word = demo_json_is_text (term) ? json_node_get_string (term) : "";
  walk->sql->depth++;
  if (strcmp (word, "!") == 0)
    {
      demo_sql_add (walk->sql, "NOT COALESCE(");
      done = compile_next (walk, error);
      demo_sql_add (walk->sql, ", 0)");
    }
  else if (strcmp (word, "|") == 0 || strcmp (word, "&") == 0)
    {
      demo_sql_add (walk->sql, "(");
      done = compile_next (walk, error);
      demo_sql_add (walk->sql, *word == '|' ? " OR " : " AND ");
      done = done && compile_next (walk, error);
      demo_sql_add (walk->sql, ")");
    }
  else
    fail_term (term, "neither an operator nor a condition.", error);
  walk->sql->depth--;
  return done;
}

/**
 * demo_domain_compile:
 * @sql: the statement in the making
 * @meta: the model the domain is about
 * @alias: the alias of its row
 * @domain: (nullable): the domain
 * @error: return location for an error
 *
 * Appends a condition in parentheses.
 *
 * Returns: whether the domain is understood and allowed
 */
gboolean
demo_domain_compile (
    DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error)
{
  Walk walk = { sql, meta, alias, NULL, 0 };
  guint n;

  if (!demo_domain_check (domain, error))
    return FALSE;
  if (!domain || !JSON_NODE_HOLDS_ARRAY (domain)
      || json_array_get_length (json_node_get_array (domain)) == 0)
    {
      demo_sql_add (sql, "1");
      return TRUE;
    }
  walk.terms = json_node_get_array (domain);
  n = json_array_get_length (walk.terms);
  demo_sql_add (sql, "(");
  while (walk.next < n)
    {
      if (walk.next > 0)
        demo_sql_add (sql, " AND ");
      if (!compile_next (&walk, error))
        return FALSE;
    }
  demo_sql_add (sql, ")");
  return TRUE;
}

guint
demo_domain_count_terms (JsonNode *domain)
{
  JsonArray *terms = json_node_get_array (domain);
  int count = 0;

  for (guint i = 0; i < json_array_get_length (terms); i++)
    {
      JsonNode *term = json_array_get_element (terms, i);

      if (!demo_json_is_text (term))
        count++;
      else if (strcmp (json_node_get_string (term), "!") != 0)
        count--;
    }
  return MAX (count, 0);
}

gboolean
demo_domain_names_field (JsonNode *domain, const char *field)
{
  JsonArray *terms;

  if (!domain || !JSON_NODE_HOLDS_ARRAY (domain))
    return FALSE;
  terms = json_node_get_array (domain);
  for (guint i = 0; i < json_array_get_length (terms); i++)
    {
      JsonNode *term = json_array_get_element (terms, i);
      JsonNode *left;

      if (!JSON_NODE_HOLDS_ARRAY (term) || json_array_get_length (json_node_get_array (term)) == 0)
        continue;
      left = json_array_get_element (json_node_get_array (term), 0);
      if (demo_json_is_text (left) && strcmp (json_node_get_string (left), field) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
append_anded (JsonArray *all, JsonNode *domain)
{
  JsonArray *terms = json_node_get_array (domain);
  guint n = json_array_get_length (terms);

  for (guint i = 1; i < demo_domain_count_terms (domain); i++)
    json_array_add_string_element (all, "&");
  for (guint i = 0; i < n; i++)
    json_array_add_element (all, json_node_ref (json_array_get_element (terms, i)));
}

JsonNode *
demo_domain_and (JsonNode *a, JsonNode *b)
{
  JsonArray *all = json_array_new ();
  gboolean has_a = a && JSON_NODE_HOLDS_ARRAY (a) && demo_domain_count_terms (a) > 0;
  gboolean has_b = b && JSON_NODE_HOLDS_ARRAY (b) && demo_domain_count_terms (b) > 0;

  if (has_a && has_b)
    json_array_add_string_element (all, "&");
  if (has_a)
    append_anded (all, a);
  if (has_b)
    append_anded (all, b);
  return demo_json_take_array (all);
}

JsonNode *
demo_domain_leaf (const char *field, const char *op, JsonNode *value)
{
  JsonArray *leaf = json_array_new ();

  json_array_add_string_element (leaf, field);
  json_array_add_string_element (leaf, op);
  json_array_add_element (leaf, value);
  return demo_json_take_array (leaf);
}

JsonNode *
demo_domain_for_name (DemoMeta *meta, const char *op, JsonNode *value)
{
  const char *const plain[] = { meta->rec_name && meta->rec_name->kind != DEMO_SLOT_COMPUTED
                                    ? meta->rec_name->field->name
                                    : "display_name",
                                NULL };
  const char *const *fields = meta->model->name_search ? meta->model->name_search : plain;
  gboolean negative = strncmp (op, "not", 3) == 0 || *op == '!';
  JsonArray *all = json_array_new ();

  for (guint i = 0; fields[i]; i++)
    {
      if (fields[i + 1])
        json_array_add_string_element (all, negative ? "&" : "|");
      json_array_add_element (all, demo_domain_leaf (fields[i], op, json_node_ref (value)));
    }
  return demo_json_take_array (all);
}

static JsonNode *
fail_value (DemoSlot *slot, JsonNode *value, const char *name, GError **error)
{
  g_autofree char *what = demo_json_describe (value);
  g_autofree char *text = g_strdup_printf ("%s is no value for %s.%s.", what,
                                           slot->meta->model->name, slot->field->name);

  if (name)
    demo_error_set_named (error, DEMO_ERROR_INTEGRITY, name, text);
  else
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, text);
  return NULL;
}

static JsonNode *
convert_number (DemoSlot *slot, JsonNode *value, GError **error)
{
  gint64 unit = 1;
  double number;

  for (guint i = demo_field_get_decimals (slot->field); i > 0; i--)
    unit *= 10;
  if (demo_json_is_bool (value))
    return demo_json_int (json_node_get_boolean (value) ? unit : 0);
  if (demo_json_is_int (value) && unit == 1)
    return demo_json_int (json_node_get_int (value));
  if (demo_json_is_number (value))
    number = json_node_get_double (value);
  else if (demo_json_is_text (value))
    {
      char *end;

      number = g_ascii_strtod (json_node_get_string (value), &end);
      if (*end || end == json_node_get_string (value))
        return fail_value (slot, value, "psycopg2.errors.InvalidTextRepresentation", error);
    }
  else
    return fail_value (slot, value, "psycopg2.errors.UndefinedFunction", error);
  if (demo_json_is_int (value))
    number = (double)json_node_get_int (value);
  number *= (double)unit;
  if (fabs (number) < 9e15 && fabs (number - nearbyint (number)) < 1e-4)
    return demo_json_int (llround (number));
  return json_node_init_double (json_node_alloc (), number);
}

/* "2026-11-22" or "2026-11-22 10:15:00" (also with a T); TRUE when the digits make a time. */
static gboolean
parse_time (const char *text, char out[20], gboolean *has_time)
{
  gsize length = strlen (text);
  int year, month, day;
  int hour = 0, minute = 0, second = 0;
  int used = 0;

  if (length > 26 || length < 8 || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  *has_time = text[used] != '\0';
  if (*has_time
      && ((text[used] != ' ' && text[used] != 'T')
          || sscanf (text + used + 1, "%2d:%2d:%2d", &hour, &minute, &second) < 2 || hour > 23
          || minute > 59 || second > 59 || hour < 0 || minute < 0 || second < 0))
    return FALSE;
  g_snprintf (out, 20, "%04u-%02u-%02u %02u:%02u:%02u", (guint)year % 10000, (guint)month % 100,
              (guint)day % 100, (guint)hour % 100, (guint)minute % 100, (guint)second % 100);
  return TRUE;
}

static JsonNode *
convert_time (DemoSlot *slot, const char *op, JsonNode *value, GError **error)
{
  char text[20];
  gboolean has_time = FALSE;

  if (!demo_json_is_text (value) || !parse_time (json_node_get_string (value), text, &has_time))
    return fail_value (slot, value, NULL, error);
  if (slot->field->type == DEMO_DATE)
    text[10] = '\0';
  else if (!has_time && (strcmp (op, "<=") == 0 || strcmp (op, ">") == 0))
    memcpy (text + 11, "23:59:59", 9);
  return demo_json_text (text);
}

JsonNode *
demo_domain_convert (DemoSlot *slot, const char *op, JsonNode *value, GError **error)
{
  switch (slot->field->type)
    {
    case DEMO_INTEGER:
    case DEMO_FLOAT:
    case DEMO_MONETARY:
      return convert_number (slot, value, error);
    case DEMO_BOOLEAN:
      if (demo_json_is_number (value))
        return demo_json_int (json_node_get_double (value) != 0);
      return demo_json_int (demo_json_is_set (value));
    case DEMO_MANY2ONE:
    case DEMO_MANY2ONE_REFERENCE:
      if (demo_json_is_int (value) || demo_json_is_bool (value))
        return demo_json_int (demo_json_is_int (value) ? json_node_get_int (value)
                                                       : json_node_get_boolean (value));
      return fail_value (slot, value, "psycopg2.errors.InvalidTextRepresentation", error);
    case DEMO_DATE:
    case DEMO_DATETIME:
      return convert_time (slot, op, value, error);
    default:
      if (demo_json_is_text (value))
        return demo_json_text (json_node_get_string (value));
      if (demo_json_is_number (value) || demo_json_is_bool (value))
        {
          g_autofree char *text = demo_json_to_text (value);

          return demo_json_text (text);
        }
      return fail_value (slot, value, NULL, error);
    }
}
