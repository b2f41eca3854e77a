/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-match.h"

#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef enum
{
  TERM_AND,
  TERM_OR,
  TERM_NOT,
  TERM_CONDITION,
} TermKind;

typedef enum
{
  OP_EQUAL,
  OP_NOT_EQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_MORE,
  OP_MORE_EQUAL,
  OP_LIKE,
  OP_NOT_LIKE,
  OP_IN,
  OP_NOT_IN,
} Op;

static const char *const op_names[] = { "=",  "!=",    "<",         "<=", ">",
                                        ">=", "ilike", "not ilike", "in", "not in" };

typedef struct
{
  TermKind kind;
  Op op;
  char *field;        /* (owned) (nullable) */
  GPtrArray *texts;   /* (owned) (nullable): folded, what is compared with */
  GArray *numbers;    /* (owned) (nullable) (element-type BizDecimal) */
  gboolean for_empty; /* compared with "nothing" */
  gboolean constant;  /* [1, "=", 1] */
} Term;

struct _BizFilterMatcher
{
  GArray *terms; /* (owned) (element-type Term): in prefix form */
  BizFilterFactFunc fact;
};

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_free (term->field);
  g_clear_pointer (&term->texts, g_ptr_array_unref);
  g_clear_pointer (&term->numbers, g_array_unref);
}

/* "50\\%" -> "50%", in one case */
static char *
fold (const char *text, gboolean unescape)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (unescape && *p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (plain, *p);
    }

  return g_utf8_casefold (plain->str, -1);
}

static void
take_value (Term *term, JsonNode *node)
{
  g_autoptr (JsonObject) object = NULL;
  GType type;
  BizDecimal number;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    {
      g_ptr_array_add (term->texts, fold (json_node_get_string (node),
                                          term->op == OP_LIKE || term->op == OP_NOT_LIKE));
      return;
    }
  if (type == G_TYPE_BOOLEAN)
    {
      term->for_empty = !json_node_get_boolean (node);
      return;
    }
  object = json_object_new ();
  json_object_set_member (object, "value", json_node_copy (node));
  if (biz_decimal_from_json (object, "value", &number, NULL))
    g_array_append_val (term->numbers, number);
}

static gboolean
read_condition (JsonArray *array, Term *term, GError **error)
{
  JsonNode *left = json_array_get_element (array, 0);
  const char *op = json_array_get_string_element (array, 1);
  JsonNode *right = json_array_get_element (array, 2);
  gsize i = 0;

  while (i < G_N_ELEMENTS (op_names) && !g_str_equal (op_names[i], op))
    i++;
  if (i == G_N_ELEMENTS (op_names))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("This list cannot be filtered by “%s”. Use another condition."), op);
      return FALSE;
    }
  term->kind = TERM_CONDITION;
  term->op = (Op)i;
  term->texts = g_ptr_array_new_with_free_func (g_free);
  term->numbers = g_array_new (FALSE, FALSE, sizeof (BizDecimal));
  term->constant = json_node_get_value_type (left) != G_TYPE_STRING;
  if (!term->constant)
    term->field = g_strdup (json_node_get_string (left));
  if (JSON_NODE_HOLDS_ARRAY (right))
    {
      JsonArray *values = json_node_get_array (right);

      for (guint k = 0; k < json_array_get_length (values); k++)
        take_value (term, json_array_get_element (values, k));
    }
  else
    take_value (term, right);

  return TRUE;
}

/* A relation's text is compared part by part; "=" of a text means all of it. */
static gboolean
has_text (const Term *term, const BizFilterFact *fact, gboolean anywhere)
{
  g_auto (GStrv) parts = NULL;

  if (fact->text == NULL)
    return FALSE;
  parts = g_strsplit (fact->text, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (parts[i], -1);

      for (guint k = 0; k < term->texts->len; k++)
        {
          const char *wanted = g_ptr_array_index (term->texts, k);

          if (anywhere ? strstr (folded, wanted) != NULL : g_str_equal (folded, wanted))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_empty (const BizFilterFact *fact)
{
  return (fact->text == NULL || *fact->text == '\0') && !fact->has_number
         && !g_date_valid (&fact->day);
}

static gboolean
has_value (const Term *term, const BizFilterFact *fact)
{
  if (term->for_empty)
    return is_empty (fact);
  for (guint i = 0; fact->has_number && i < term->numbers->len; i++)
    {
      if (biz_decimal_compare (&fact->number, &g_array_index (term->numbers, BizDecimal, i)) == 0)
        return TRUE;
    }
  if (g_date_valid (&fact->day))
    {
      char day[16];
      BizFilterFact as_text = { .text = day };

      g_snprintf (day, sizeof day, "%04d-%02d-%02d", g_date_get_year (&fact->day),
                  (int)g_date_get_month (&fact->day), g_date_get_day (&fact->day));
      return has_text (term, &as_text, FALSE);
    }

  return has_text (term, fact, FALSE);
}

/* -1, 0, 1; FALSE where they cannot be compared: what has no value is on no side. */
static gboolean
compare (const Term *term, const BizFilterFact *fact, int *order)
{
  if (fact->has_number && term->numbers->len == 1)
    {
      *order = biz_decimal_compare (&fact->number, &g_array_index (term->numbers, BizDecimal, 0));
      return TRUE;
    }
  if (g_date_valid (&fact->day) && term->texts->len == 1)
    {
      char day[16];

      g_snprintf (day, sizeof day, "%04d-%02d-%02d", g_date_get_year (&fact->day),
                  (int)g_date_get_month (&fact->day), g_date_get_day (&fact->day));
      *order = strcmp (day, g_ptr_array_index (term->texts, 0));
      return TRUE;
    }

  return FALSE;
}

static gboolean
holds (BizFilterMatcher *self, const Term *term, gpointer record)
{
  BizFilterFact fact = { 0 };
  int order = 0;

  if (term->constant)
    return TRUE;
  g_date_clear (&fact.day, 1);
  self->fact (record, term->field, &fact);
  switch (term->op)
    {
    case OP_EQUAL:
    case OP_IN:
      return has_value (term, &fact);
    case OP_NOT_EQUAL:
    case OP_NOT_IN:
      return !has_value (term, &fact);
    case OP_LIKE:
      return has_text (term, &fact, TRUE);
    case OP_NOT_LIKE:
      return !has_text (term, &fact, TRUE);
    case OP_LESS:
      return compare (term, &fact, &order) && order < 0;
    case OP_LESS_EQUAL:
      return compare (term, &fact, &order) && order <= 0;
    case OP_MORE:
      return compare (term, &fact, &order) && order > 0;
    case OP_MORE_EQUAL:
      return compare (term, &fact, &order) && order >= 0;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The term at *@i and what belongs to it; *@i moves behind it. */
static gboolean
judge (BizFilterMatcher *self, guint *i, gpointer record)
{
  const Term *term = &g_array_index (self->terms, Term, *i);
  gboolean first, second;

  (*i)++;
  switch (term->kind)
    {
    case TERM_CONDITION:
      return holds (self, term, record);
    case TERM_NOT:
      return !judge (self, i, record);
    case TERM_AND:
    case TERM_OR:
      first = judge (self, i, record);
      second = judge (self, i, record);
      return term->kind == TERM_AND ? first && second : first || second;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * biz_filter_matcher_new:
 * @domain: conditions, of a filter
 * @fact: (scope forever): says what a record has for a field
 * @error: return location
 *
 * Returns: (transfer full): a judge, or %NULL with ERP_ERROR_VALIDATION
 */
BizFilterMatcher *
biz_filter_matcher_new (ErpDomain *domain, BizFilterFactFunc fact, GError **error)
{
  g_autoptr (BizFilterMatcher) self = g_new0 (BizFilterMatcher, 1);
  g_autoptr (JsonNode) json = NULL;
  JsonArray *array;

  g_return_val_if_fail (domain != NULL && fact != NULL, NULL);

  self->fact = fact;
  self->terms = g_array_new (FALSE, TRUE, sizeof (Term));
  g_array_set_clear_func (self->terms, clear_term);
  json = erp_domain_to_json (domain);
  array = json_node_get_array (json);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Term term = { 0 };
      gboolean ok = TRUE;

      if (JSON_NODE_HOLDS_ARRAY (node))
        ok = read_condition (json_node_get_array (node), &term, error);
      else if (g_str_equal (json_node_get_string (node), "!"))
        term.kind = TERM_NOT;
      else
        term.kind = g_str_equal (json_node_get_string (node), "|") ? TERM_OR : TERM_AND;
      if (!ok)
        return NULL;
      g_array_append_val (self->terms, term);
    }

  return g_steal_pointer (&self);
}

void
biz_filter_matcher_free (BizFilterMatcher *self)
{
  g_clear_pointer (&self->terms, g_array_unref);
  g_free (self);
}

/**
 * biz_filter_matcher_fits:
 * @self: a judge
 * @record: a record that its function knows
 *
 * Returns: whether all conditions hold
 */
gboolean
biz_filter_matcher_fits (BizFilterMatcher *self, gpointer record)
{
  guint i = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  while (i < self->terms->len)
    {
      if (!judge (self, &i, record))
        return FALSE;
    }

  return TRUE;
}
