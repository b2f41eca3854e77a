/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-domain.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Terms are JSON texts in prefix form; how many of them stand side by side, ANDed by the server
 * itself, is kept so that groups can be nested. */
struct _ErpDomain
{
  gatomicrefcount ref_count;
  GPtrArray *terms; /* (owned) (element-type utf8) */
  guint n_joined;
};

G_DEFINE_BOXED_TYPE (ErpDomain, erp_domain, erp_domain_ref, erp_domain_unref)

#define AND_TERM "\"&\""
#define OR_TERM "\"|\""
#define NOT_TERM "\"!\""
#define TRUE_TERM "[1,\"=\",1]"

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return erp_json_to_string (node);
}

static void
take_condition (ErpDomain *self, const char *field, const char *op, char *json)
{
  g_autofree char *value = json;
  g_autofree char *quoted_field = quote (field);
  g_autofree char *quoted_op = quote (op);

  g_ptr_array_add (self->terms, g_strdup_printf ("[%s,%s,%s]", quoted_field, quoted_op, value));
  self->n_joined++;
}

/* Appends @other as exactly one operand. */
static void
append_grouped (ErpDomain *self, ErpDomain *other)
{
  if (other->n_joined == 0)
    g_ptr_array_add (self->terms, g_strdup (TRUE_TERM));
  for (guint i = 1; i < other->n_joined; i++)
    g_ptr_array_add (self->terms, g_strdup (AND_TERM));
  for (guint i = 0; i < other->terms->len; i++)
    g_ptr_array_add (self->terms, g_strdup (g_ptr_array_index (other->terms, i)));
}

/* A number beyond what a float holds is infinite once it is read, and JSON has no word for that. */
static gboolean
can_be_written (JsonNode *node)
{
  g_autoptr (GList) members = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) != G_TYPE_DOUBLE
           || isfinite (json_node_get_double (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!can_be_written (json_array_get_element (array, i)))
          return FALSE;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    members = json_object_get_values (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    if (!can_be_written (l->data))
      return FALSE;

  return TRUE;
}

static gboolean
is_condition (JsonNode *node)
{
  JsonArray *array;
  JsonNode *left;
  JsonNode *op;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) != 3 || !can_be_written (node))
    return FALSE;
  left = json_array_get_element (array, 0);
  op = json_array_get_element (array, 1);
  return JSON_NODE_HOLDS_VALUE (left) && json_node_get_value_type (left) != G_TYPE_BOOLEAN
         && JSON_NODE_HOLDS_VALUE (op) && json_node_get_value_type (op) == G_TYPE_STRING;
}

/* Reads from the right: an operator takes what stands behind it. */
static gboolean
take_terms (ErpDomain *self, JsonArray *array)
{
  guint n_operands = 0;

  for (guint i = json_array_get_length (array); i > 0; i--)
    {
      JsonNode *node = json_array_get_element (array, i - 1);

      if (is_condition (node))
        n_operands++;
      else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          const char *op = json_node_get_string (node);
          const guint needed = g_str_equal (op, "!") ? 1 : 2;

          if (!g_str_equal (op, "!") && !g_str_equal (op, "&") && !g_str_equal (op, "|"))
            return FALSE;
          if (n_operands < needed)
            return FALSE;
          n_operands -= needed - 1;
        }
      else
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->terms, erp_json_to_string (json_array_get_element (array, i)));
  self->n_joined = n_operands;
  return TRUE;
}

/**
 * erp_domain_new:
 *
 * Returns: (transfer full): a filter that lets every record through
 */
ErpDomain *
erp_domain_new (void)
{
  ErpDomain *self = g_new0 (ErpDomain, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->terms = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * erp_domain_new_from_json:
 * @json: a filter as JSON, perhaps from a saved filter or a command line
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: (transfer full): the filter
 */
ErpDomain *
erp_domain_new_from_json (const char *json, GError **error)
{
  g_autoptr (ErpDomain) self = erp_domain_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new (json, strlen (json));
  node = erp_json_parse (bytes, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)
      || !take_terms (self, json_node_get_array (node)))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("This is not a filter. A filter is a list of conditions such as "
                              "[[\"state\", \"=\", \"posted\"]]."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * erp_domain_ref:
 * @self: a filter
 *
 * Returns: (transfer full): @self
 */
ErpDomain *
erp_domain_ref (ErpDomain *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * erp_domain_unref:
 * @self: (transfer full): a filter
 */
void
erp_domain_unref (ErpDomain *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->terms);
  g_free (self);
}

/**
 * erp_domain_copy:
 * @self: a filter
 *
 * Returns: (transfer full): a filter of its own with the same conditions
 */
ErpDomain *
erp_domain_copy (ErpDomain *self)
{
  ErpDomain *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = erp_domain_new ();
  erp_domain_add_all (copy, self);
  return copy;
}

/**
 * erp_domain_add_string:
 * @self: a filter
 * @field: a field, or a dotted path
 * @op: an operator of the ERP: "=", "ilike", ...
 * @value: (nullable): the text; %NULL asks for empty, which the ERP calls false
 */
void
erp_domain_add_string (ErpDomain *self, const char *field, const char *op, const char *value)
{
  g_return_if_fail (self != NULL && field != NULL && op != NULL);

  take_condition (self, field, op, value != NULL ? quote (value) : g_strdup ("false"));
}

/**
 * erp_domain_add_int:
 * @self: a filter
 * @field: a field, or a dotted path
 * @op: an operator of the ERP
 * @value: a whole number or an id
 */
void
erp_domain_add_int (ErpDomain *self, const char *field, const char *op, gint64 value)
{
  g_return_if_fail (self != NULL && field != NULL && op != NULL);

  take_condition (self, field, op, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

/**
 * erp_domain_add_bool:
 * @self: a filter
 * @field: a field, or a dotted path
 * @op: "=" or "!="
 * @value: the value; %FALSE also asks for empty
 */
void
erp_domain_add_bool (ErpDomain *self, const char *field, const char *op, gboolean value)
{
  g_return_if_fail (self != NULL && field != NULL && op != NULL);

  take_condition (self, field, op, g_strdup (value ? "true" : "false"));
}

/**
 * erp_domain_add_date:
 * @self: a filter
 * @field: a date field
 * @op: an operator of the ERP
 * @value: (nullable): a valid day; %NULL asks for empty
 */
void
erp_domain_add_date (ErpDomain *self, const char *field, const char *op, const GDate *value)
{
  g_return_if_fail (self != NULL && field != NULL && op != NULL);
  g_return_if_fail (value == NULL || g_date_valid (value));

  if (value == NULL)
    take_condition (self, field, op, g_strdup ("false"));
  else
    take_condition (self, field, op,
                    g_strdup_printf ("\"%04d-%02d-%02d\"", g_date_get_year (value),
                                     (int)g_date_get_month (value), g_date_get_day (value)));
}

/**
 * erp_domain_add_ids:
 * @self: a filter
 * @field: a field that points to records, or "id"
 * @op: "in", "not in" or "child_of"
 * @ids: (array length=n): ids
 * @n: how many
 */
void
erp_domain_add_ids (ErpDomain *self, const char *field, const char *op, const gint64 *ids, gsize n)
{
  g_autoptr (GString) json = NULL;

  g_return_if_fail (self != NULL && field != NULL && op != NULL && (ids != NULL || n == 0));

  json = g_string_new ("[");
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  take_condition (self, field, op, g_strdup (json->str));
}

/**
 * erp_domain_add_strv:
 * @self: a filter
 * @field: a field
 * @op: "in" or "not in"
 * @values: (array zero-terminated=1): texts
 */
void
erp_domain_add_strv (ErpDomain *self, const char *field, const char *op, const char *const *values)
{
  g_autoptr (GString) json = NULL;

  g_return_if_fail (self != NULL && field != NULL && op != NULL && values != NULL);

  json = g_string_new ("[");
  for (gsize i = 0; values[i] != NULL; i++)
    {
      g_autofree char *quoted = quote (values[i]);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", quoted);
    }
  g_string_append_c (json, ']');
  take_condition (self, field, op, g_strdup (json->str));
}

/**
 * erp_domain_add_literal:
 * @self: a filter
 * @field: a field
 * @op: an operator of the ERP
 * @json: the value as JSON made by the program; a syntax error aborts
 */
void
erp_domain_add_literal (ErpDomain *self, const char *field, const char *op, const char *json)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_if_fail (self != NULL && field != NULL && op != NULL && json != NULL);

  node = erp_json_literal (json);
  take_condition (self, field, op, erp_json_to_string (node));
}

/**
 * erp_domain_add_any:
 * @self: a filter
 * @any: (array length=n): filters of which at least one must hold; none of them: nothing is added
 * @n: how many
 */
void
erp_domain_add_any (ErpDomain *self, ErpDomain *const *any, gsize n)
{
  g_return_if_fail (self != NULL && (any != NULL || n == 0));

  if (n == 0)
    return;
  for (gsize i = 1; i < n; i++)
    g_ptr_array_add (self->terms, g_strdup (OR_TERM));
  for (gsize i = 0; i < n; i++)
    append_grouped (self, any[i]);
  self->n_joined++;
}

/**
 * erp_domain_add_all:
 * @self: a filter
 * @other: a filter that must hold as well
 */
void
erp_domain_add_all (ErpDomain *self, ErpDomain *other)
{
  const guint n = other != NULL ? other->terms->len : 0;

  g_return_if_fail (self != NULL && other != NULL);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->terms, g_strdup (g_ptr_array_index (other->terms, i)));
  self->n_joined += other == self ? self->n_joined : other->n_joined;
}

/**
 * erp_domain_add_none:
 * @self: a filter
 * @other: another filter
 *
 * Records that fit @other are left out.
 */
void
erp_domain_add_none (ErpDomain *self, ErpDomain *other)
{
  g_return_if_fail (self != NULL && other != NULL && self != other);

  g_ptr_array_add (self->terms, g_strdup (NOT_TERM));
  append_grouped (self, other);
  self->n_joined++;
}

/**
 * erp_domain_is_empty:
 * @self: a filter
 *
 * Returns: whether it lets every record through
 */
gboolean
erp_domain_is_empty (ErpDomain *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->terms->len == 0;
}

/**
 * erp_domain_equal:
 * @a: a filter
 * @b: a filter
 *
 * Returns: whether both have the same conditions in the same order
 */
gboolean
erp_domain_equal (ErpDomain *a, ErpDomain *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->terms->len != b->terms->len)
    return FALSE;
  for (guint i = 0; i < a->terms->len; i++)
    if (!g_str_equal (g_ptr_array_index (a->terms, i), g_ptr_array_index (b->terms, i)))
      return FALSE;
  return TRUE;
}

/**
 * erp_domain_to_json:
 * @self: a filter
 *
 * Returns: (transfer full): the filter as the ERP wants it, sharing nothing with @self
 */
JsonNode *
erp_domain_to_json (ErpDomain *self)
{
  g_autoptr (GString) json = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json = g_string_new ("[");
  for (guint i = 0; i < self->terms->len; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "",
                            (const char *)g_ptr_array_index (self->terms, i));
  g_string_append_c (json, ']');

  return erp_json_literal (json->str);
}
