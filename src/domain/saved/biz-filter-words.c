/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-words.h"

#include "erp-domain.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Terms in prefix form; what has been read of them. */
typedef struct
{
  const BizFilterGrammar *grammar;
  JsonArray *terms;
  guint i;
  GPtrArray *tokens; /* (owned) (element-type utf8) */
  GPtrArray *used;   /* (owned) (element-type BizFilterField): whose tokens are alternatives */
} Reader;

static const BizFilterField *
find_field (const BizFilterGrammar *grammar, const char *name)
{
  for (gsize i = 0; i < grammar->n_fields; i++)
    {
      if (g_str_equal (grammar->fields[i].field, name))
        return &grammar->fields[i];
    }

  return NULL;
}

static const char *
peek_operator (Reader *self)
{
  JsonNode *node = self->i < json_array_get_length (self->terms)
                       ? json_array_get_element (self->terms, self->i)
                       : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
add_token (Reader *self, const BizFilterField *field, gboolean negated, const char *value)
{
  g_autofree char *token = NULL;

  /* The language has no way to write a quote. */
  if (*value == '\0' || strpbrk (value, "\"\n") != NULL || strstr (value, "“") != NULL
      || strstr (value, "”") != NULL || strstr (value, "„") != NULL)
    return FALSE;
  token = biz_filter_quote (field->key, value);
  g_ptr_array_add (self->tokens, g_strconcat (negated ? "-" : "", token, NULL));

  return TRUE;
}

static gboolean
add_word (Reader *self, const BizFilterField *field, gboolean negated, JsonNode *value)
{
  const char *text =
      json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : NULL;

  for (gsize i = 0; text != NULL && field->words[i].word != NULL; i++)
    {
      if (g_str_equal (field->words[i].value, text))
        return add_token (self, field, negated, field->words[i].word);
    }

  return FALSE;
}

static gboolean
add_words (Reader *self, const BizFilterField *field, gboolean negated, JsonNode *value)
{
  JsonArray *values;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return add_word (self, field, negated, value);
  values = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (!add_word (self, field, negated, json_array_get_element (values, i)))
        return FALSE;
    }

  return json_array_get_length (values) > 0;
}

/* What is looked for, without the strokes before signs that would be special. */
static gboolean
add_text (Reader *self, const BizFilterField *field, gboolean negated, JsonNode *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return FALSE;
  for (const char *p = json_node_get_string (value); *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_')
        return FALSE;
      if (*p == '\\' && *++p == '\0')
        return FALSE;
      g_string_append_c (text, *p);
    }

  return add_token (self, field, negated, text->str);
}

static gboolean
add_compared (
    Reader *self, const BizFilterField *field, gboolean negated, const char *op, JsonNode *value)
{
  GType type = json_node_get_value_type (value);
  g_autofree char *text = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GDate day;

  if (field->kind == BIZ_FILTER_DAY)
    {
      if (type != G_TYPE_STRING || strlen (json_node_get_string (value)) != 10)
        return FALSE;
      g_date_clear (&day, 1);
      g_date_set_parse (&day, json_node_get_string (value));
      if (!g_date_valid (&day))
        return FALSE;
      text = g_strdup (json_node_get_string (value));
    }
  else if (type == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  else if (type == G_TYPE_DOUBLE)
    text =
        g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", json_node_get_double (value)));
  else
    return FALSE;
  if (strchr (text, 'e') != NULL)
    return FALSE;
  {
    g_autofree char *compared = g_strconcat (g_str_equal (op, "=") ? "" : op, text, NULL);

    return add_token (self, field, negated, compared);
  }
}

static gboolean
add_ids (Reader *self, const BizFilterField *field, gboolean negated, JsonNode *value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *ids;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return FALSE;
  ids = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      if (json_node_get_value_type (json_array_get_element (ids, i)) != G_TYPE_INT64)
        return FALSE;
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                              json_array_get_int_element (ids, i));
    }

  return add_token (self, field, negated, text->str);
}

/* The list is narrowed to these anyway. */
static gboolean
is_base (Reader *self, JsonArray *leaf)
{
  g_autoptr (ErpDomain) base = erp_domain_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *terms;
  JsonNode *mine = json_node_new (JSON_NODE_ARRAY);
  gboolean equal;

  self->grammar->add_base (base);
  node = erp_domain_to_json (base);
  terms = json_node_get_array (node);
  json_node_set_array (mine, leaf);
  equal = json_array_get_length (terms) == 1
          && json_node_equal (json_array_get_element (terms, 0), mine);
  json_node_unref (mine);

  return equal;
}

static gboolean
add_leaf (Reader *self, JsonArray *leaf, gboolean negated)
{
  static const char *const comparisons[] = { "=", "<", "<=", ">", ">=", NULL };
  const BizFilterField *field;
  const char *op;
  JsonNode *value;

  if (json_array_get_length (leaf) != 3
      || json_node_get_value_type (json_array_get_element (leaf, 0)) != G_TYPE_STRING
      || json_node_get_value_type (json_array_get_element (leaf, 1)) != G_TYPE_STRING)
    return FALSE;
  if (!negated && is_base (self, leaf))
    return TRUE;
  field = find_field (self->grammar, json_array_get_string_element (leaf, 0));
  op = json_array_get_string_element (leaf, 1);
  value = json_array_get_element (leaf, 2);
  if (field == NULL)
    return FALSE;
  if (g_str_equal (op, "!=") || g_str_equal (op, "not in") || g_str_equal (op, "not ilike"))
    {
      negated = !negated;
      op = *op == '!' ? "=" : op + strlen ("not ");
    }
  switch (field->kind)
    {
    case BIZ_FILTER_WORD:
      return (g_str_equal (op, "=") || g_str_equal (op, "in"))
             && add_words (self, field, negated, value);
    case BIZ_FILTER_TEXT:
      return g_str_equal (op, "ilike") && add_text (self, field, negated, value);
    case BIZ_FILTER_NUMBER:
    case BIZ_FILTER_DAY:
      return g_strv_contains (comparisons, op) && add_compared (self, field, negated, op, value);
    case BIZ_FILTER_IDS:
      return g_str_equal (op, "in") && add_ids (self, field, negated, value);
    default:
      return FALSE;
    }
}

static JsonArray *
take_leaf (Reader *self)
{
  JsonNode *node = self->i < json_array_get_length (self->terms)
                       ? json_array_get_element (self->terms, self->i++)
                       : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Leaves of one field of which one holds. */
static gboolean
read_any (Reader *self, const BizFilterField **field)
{
  const BizFilterField *found;
  JsonArray *leaf;

  if (g_strcmp0 (peek_operator (self), "|") == 0)
    {
      self->i++;
      return read_any (self, field) && read_any (self, field);
    }
  leaf = take_leaf (self);
  if (leaf == NULL || json_array_get_length (leaf) != 3
      || json_node_get_value_type (json_array_get_element (leaf, 0)) != G_TYPE_STRING)
    return FALSE;
  found = find_field (self->grammar, json_array_get_string_element (leaf, 0));
  if (found == NULL || (*field != NULL && found != *field) || found->kind == BIZ_FILTER_NUMBER
      || found->kind == BIZ_FILTER_DAY
      || g_strcmp0 (json_node_get_string (json_array_get_element (leaf, 1)), "!=") == 0)
    return FALSE;
  *field = found;

  return add_leaf (self, leaf, FALSE);
}

/* Of a field whose tokens are alternatives only one condition can stand. */
static gboolean
claim (Reader *self, guint first)
{
  const BizFilterField *field = NULL;

  for (guint i = first; i < self->tokens->len; i++)
    {
      const char *token = g_ptr_array_index (self->tokens, i);
      g_autofree char *key = g_strndup (token, strcspn (token, ":"));

      if (*token == '-')
        continue;
      for (gsize k = 0; k < self->grammar->n_fields; k++)
        {
          if (g_str_equal (self->grammar->fields[k].key, key))
            field = &self->grammar->fields[k];
        }
    }
  if (field == NULL || field->kind == BIZ_FILTER_NUMBER || field->kind == BIZ_FILTER_DAY)
    return TRUE;
  if (g_ptr_array_find (self->used, field, NULL))
    return FALSE;
  g_ptr_array_add (self->used, (gpointer)field);

  return TRUE;
}

/* A term of those that must all hold. */
static gboolean
read_term (Reader *self)
{
  const char *operator= peek_operator (self);
  const BizFilterField *field = NULL;
  guint first = self->tokens->len;
  JsonArray *leaf;

  if (g_strcmp0 (operator, "&") == 0)
    {
      self->i++;
      return read_term (self) && read_term (self);
    }
  if (g_strcmp0 (operator, "|") == 0)
    return read_any (self, &field) && claim (self, first);
  if (g_strcmp0 (operator, "!") == 0)
    self->i++;
  leaf = take_leaf (self);

  return leaf != NULL && add_leaf (self, leaf, operator!= NULL) && claim (self, first);
}

/**
 * biz_filter_from_domain:
 * @grammar: the language
 * @domain: conditions
 *
 * Returns: (transfer full) (nullable): the filter that says the same
 */
char *
biz_filter_from_domain (const BizFilterGrammar *grammar, ErpDomain *domain)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  Reader reader = { grammar, NULL, 0, tokens, used };

  g_return_val_if_fail (grammar != NULL && domain != NULL, NULL);

  node = erp_domain_to_json (domain);
  reader.terms = json_node_get_array (node);
  while (reader.i < json_array_get_length (reader.terms))
    {
      if (!read_term (&reader))
        return NULL;
    }
  g_ptr_array_add (tokens, NULL);

  return g_strjoinv (" ", (char **)tokens->pdata);
}
