/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-leaf.h"

#include "demo-access.h"
#include "demo-json.h"

#include <string.h>

/* A leaf while it is compiled. */
typedef struct
{
  DemoSql *sql;
  DemoSlot *slot;
  const char *alias;
  const char *op;
  JsonNode *value;
} Leaf;

static const struct
{
  const char *name;
  const char *canonical;
} operators[] = {
  { "=", "=" },
  { "==", "=" },
  { "!=", "!=" },
  { "<>", "!=" },
  { "<", "<" },
  { ">", ">" },
  { "<=", "<=" },
  { ">=", ">=" },
  { "=?", "=?" },
  { "in", "in" },
  { "not in", "not in" },
  { "like", "like" },
  { "not like", "not like" },
  { "ilike", "ilike" },
  { "not ilike", "not ilike" },
  { "=like", "=like" },
  { "=ilike", "=ilike" },
  { "not =like", "not =like" },
  { "not =ilike", "not =ilike" },
  { "child_of", "child_of" },
  { "parent_of", "parent_of" },
  { "any", "any" },
  { "not any", "not any" },
};

const char *
demo_leaf_find_operator (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_ascii_strcasecmp (operators[i].name, op) == 0)
      return operators[i].canonical;
  return NULL;
}

static gboolean
is_negative (const char *op)
{
  return *op == '!' || strncmp (op, "not ", 4) == 0;
}

static gboolean
is_textual (DemoFieldType type)
{
  return type == DEMO_CHAR || type == DEMO_TEXT || type == DEMO_HTML || type == DEMO_SELECTION;
}

static gboolean
fail (Leaf *leaf, const char *why, GError **error)
{
  g_autofree char *what = demo_json_describe (leaf->value);

  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "[%s, %s, %s] on %s: %s",
               leaf->slot->field->name, leaf->op, what, leaf->slot->meta->model->name, why);
  return FALSE;
}

/* The rows of the other model that match, for `any` and for dotted paths. */
static gboolean
add_target_rows (
    Leaf *leaf, const char *row, JsonNode *domain, gboolean test_active, GError **error)
{
  DemoMeta *target = leaf->slot->target;
  DemoSql *sql = leaf->sql;
  gboolean trusted = sql->trusted;
  g_autoptr (JsonNode) rules = NULL;

  if (!demo_domain_compile (sql, target, row, domain, error))
    return FALSE;
  if (test_active && target->active && target->active->kind == DEMO_SLOT_COLUMN
      && !demo_domain_names_field (domain, "active"))
    demo_sql_add (sql, " AND %s.\"active\" = 1", row);
  rules = trusted ? NULL : demo_access_domain (sql->env, target, DEMO_READ);
  if (!rules)
    return TRUE;
  sql->trusted = TRUE;
  demo_sql_add (sql, " AND ");
  if (!demo_domain_compile (sql, target, row, rules, error))
    return FALSE;
  sql->trusted = trusted;
  return TRUE;
}

static gboolean
any_many2one (Leaf *leaf, JsonNode *domain, gboolean negative, GError **error)
{
  g_autofree char *expr = demo_sql_expr (leaf->sql, leaf->slot, leaf->alias, error);
  g_autofree char *row = demo_sql_alias (leaf->sql);

  if (!expr)
    return FALSE;
  if (negative)
    demo_sql_add (leaf->sql, "(%s IS NULL OR ", expr);
  demo_sql_add (leaf->sql, "%s %sIN (SELECT %s.\"id\" FROM %s %s WHERE ", expr,
                negative ? "NOT " : "", row, leaf->slot->target->table, row);
  if (!add_target_rows (leaf, row, domain, FALSE, error))
    return FALSE;
  demo_sql_add (leaf->sql, negative ? "))" : ")");
  return TRUE;
}

/* A one2many by res_id belongs to a model by name. */
static void
add_model_condition (Leaf *leaf, const char *row)
{
  DemoMeta *target = leaf->slot->target;
  const char *column = demo_meta_find (target, "res_model") ? "res_model" : "model";

  if (leaf->slot->inverse->field->type == DEMO_MANY2ONE_REFERENCE)
    demo_sql_add (leaf->sql, "%s.\"%s\" = '%s' AND ", row, column, leaf->slot->meta->model->name);
}

static gboolean
any_many (Leaf *leaf, JsonNode *domain, gboolean negative, GError **error)
{
  DemoSlot *slot = leaf->slot;
  DemoSql *sql = leaf->sql;
  g_autofree char *row = demo_sql_alias (sql);
  g_autofree char *link = demo_sql_alias (sql);
  g_autoptr (JsonNode) whole = demo_domain_and (slot->domain, domain);

  demo_sql_add (sql, "%s.\"id\" %sIN (SELECT ", leaf->alias, negative ? "NOT " : "");
  if (slot->inverse)
    {
      demo_sql_add (sql, "%s.%s FROM %s %s WHERE ", row, slot->inverse->column, slot->target->table,
                    row);
      add_model_condition (leaf, row);
      demo_sql_add (sql, "%s.%s IS NOT NULL AND ", row, slot->inverse->column);
    }
  else
    demo_sql_add (sql, "%s.\"%s\" FROM \"%s\" %s JOIN %s %s ON %s.\"id\" = %s.\"%s\" WHERE ", link,
                  slot->field->m2m_column, slot->field->m2m_table, link, slot->target->table, row,
                  row, link, slot->field->m2m_other);
  if (!add_target_rows (leaf, row, whole, TRUE, error))
    return FALSE;
  demo_sql_add (sql, ")");
  return TRUE;
}

static gboolean
compile_any (Leaf *leaf, JsonNode *domain, gboolean negative, GError **error)
{
  gboolean done;

  if (!leaf->slot->target)
    return fail (leaf, "the field leads to no other model.", error);
  if (leaf->sql->depth > 50)
    return fail (leaf, "the path is too long.", error);
  leaf->sql->depth++;
  if (leaf->slot->field->type == DEMO_MANY2ONE)
    done = any_many2one (leaf, domain, negative, error);
  else if (leaf->slot->kind == DEMO_SLOT_MANY)
    done = any_many (leaf, domain, negative, error);
  else
    done = fail (leaf, "the field is not kept in the database.", error);
  leaf->sql->depth--;
  return done;
}

static gboolean
compile_any_leaf (Leaf *leaf,
                  const char *field,
                  const char *op,
                  JsonNode *value,
                  gboolean negative,
                  GError **error)
{
  g_autoptr (JsonNode) domain = NULL;
  JsonArray *terms = json_array_new ();

  json_array_add_element (terms, demo_domain_leaf (field, op, json_node_ref (value)));
  domain = demo_json_take_array (terms);
  return compile_any (leaf, domain, negative, error);
}

/* By the name of the related record. */
static gboolean
compile_by_name (Leaf *leaf, gboolean negative, GError **error)
{
  const char *op = is_negative (leaf->op) ? leaf->op + (*leaf->op == '!' ? 1 : 4) : leaf->op;
  g_autoptr (JsonNode) domain = demo_domain_for_name (leaf->slot->target, op, leaf->value);

  return compile_any (leaf, domain, negative, error);
}

static void
add_null_test (Leaf *leaf, const char *expr, gboolean is_null)
{
  if (is_textual (leaf->slot->field->type))
    demo_sql_add (leaf->sql, is_null ? "(%s IS NULL OR %s = '')" : "(%s IS NOT NULL AND %s != '')",
                  expr, expr);
  else
    demo_sql_add (leaf->sql, is_null ? "%s IS NULL" : "%s IS NOT NULL", expr);
}

/* The listed values, converted; those that are false are counted apart. */
static GPtrArray *
convert_list (Leaf *leaf, gboolean *has_false, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  DemoFieldType type = leaf->slot->field->type;
  gboolean numeric =
      type == DEMO_INTEGER || type == DEMO_FLOAT || type == DEMO_MONETARY || type == DEMO_BOOLEAN;
  gboolean is_id = strcmp (leaf->slot->field->name, "id") == 0;
  g_autoptr (JsonNode) zero = demo_json_false ();
  g_autoptr (JsonArray) values = JSON_NODE_HOLDS_ARRAY (leaf->value)
                                     ? json_array_ref (json_node_get_array (leaf->value))
                                     : json_array_new ();

  if (!JSON_NODE_HOLDS_ARRAY (leaf->value))
    json_array_add_element (values, json_node_ref (leaf->value));
  *has_false = FALSE;
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *value = json_array_get_element (values, i);
      JsonNode *converted;

      if (demo_json_is_false (value) && (!numeric || is_id))
        {
          *has_false = TRUE;
          continue;
        }
      converted = demo_domain_convert (leaf->slot, leaf->op,
                                       demo_json_is_false (value) ? zero : value, error);
      if (!converted)
        return NULL;
      g_ptr_array_add (list, converted);
    }
  return g_steal_pointer (&list);
}

static void
add_list (DemoSql *sql, GPtrArray *list)
{
  if (list->len <= 16)
    {
      demo_sql_add (sql, "(");
      for (guint i = 0; i < list->len; i++)
        {
          if (i > 0)
            demo_sql_add (sql, ", ");
          demo_sql_bind (sql, json_node_ref (g_ptr_array_index (list, i)));
        }
      demo_sql_add (sql, ")");
    }
  else
    {
      g_autoptr (JsonArray) array = json_array_sized_new (list->len);
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

      for (guint i = 0; i < list->len; i++)
        json_array_add_element (array, json_node_ref (g_ptr_array_index (list, i)));
      demo_sql_add (sql, "(SELECT value FROM json_each(");
      {
        g_autofree char *text = demo_json_to_text (node);

        demo_sql_bind (sql, demo_json_text (text));
      }
      demo_sql_add (sql, "))");
    }
}

static gboolean
compile_equal (Leaf *leaf, GError **error)
{
  gboolean negative = is_negative (leaf->op);
  gboolean nullable = demo_slot_is_nullable (leaf->slot);
  gboolean has_false;
  g_autoptr (GPtrArray) list = convert_list (leaf, &has_false, error);
  g_autofree char *expr = NULL;
  gboolean add_null = has_false != negative && nullable;

  if (!list || !(expr = demo_sql_expr (leaf->sql, leaf->slot, leaf->alias, error)))
    return FALSE;
  if (leaf->slot->field->type == DEMO_BOOLEAN && nullable)
    {
      g_autofree char *plain = g_steal_pointer (&expr);

      expr = g_strdup_printf ("COALESCE(%s, 0)", plain);
      nullable = add_null = FALSE;
    }
  demo_sql_add (leaf->sql, "(");
  if (list->len == 0)
    demo_sql_add (leaf->sql, "%d", negative && !has_false);
  else
    {
      demo_sql_add (leaf->sql, "%s %s", expr,
                    list->len == 1 ? (negative ? "!= " : "= ") : (negative ? "NOT IN " : "IN "));
      if (list->len == 1)
        demo_sql_bind (leaf->sql, json_node_ref (g_ptr_array_index (list, 0)));
      else
        add_list (leaf->sql, list);
    }
  if (list->len == 0 && has_false)
    {
      /* only "false": the null test alone */
      demo_sql_add (leaf->sql, " OR ");
      add_null_test (leaf, expr, !negative);
    }
  else if (negative && has_false)
    {
      demo_sql_add (leaf->sql, " AND ");
      add_null_test (leaf, expr, FALSE);
    }
  else if (add_null && (list->len > 0 || has_false))
    {
      demo_sql_add (leaf->sql, " OR ");
      add_null_test (leaf, expr, TRUE);
    }
  demo_sql_add (leaf->sql, ")");
  return TRUE;
}

static gboolean
compile_compare (Leaf *leaf, GError **error)
{
  g_autofree char *expr = NULL;
  JsonNode *value;

  if (demo_json_is_false (leaf->value) && leaf->slot->field->type != DEMO_BOOLEAN
      && !demo_field_get_decimals (leaf->slot->field) && leaf->slot->field->type != DEMO_INTEGER)
    {
      demo_sql_add (leaf->sql, "0");
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (leaf->value) || JSON_NODE_HOLDS_OBJECT (leaf->value))
    return fail (leaf, "a single value is compared.", error);
  value = demo_json_is_false (leaf->value)
              ? demo_json_int (0)
              : demo_domain_convert (leaf->slot, leaf->op, leaf->value, error);
  if (!value)
    return FALSE;
  expr = demo_sql_expr (leaf->sql, leaf->slot, leaf->alias, error);
  if (!expr)
    {
      json_node_unref (value);
      return FALSE;
    }
  demo_sql_add (leaf->sql, "%s %s ", expr, leaf->op);
  demo_sql_bind (leaf->sql, value);
  return TRUE;
}

static gboolean
compile_like (Leaf *leaf, GError **error)
{
  gboolean negative = is_negative (leaf->op);
  const char *op = negative ? leaf->op + 4 : leaf->op;
  gboolean exact = *op == '=';
  gboolean fold = strstr (op, "ilike") != NULL;
  g_autofree char *expr = NULL;
  g_autofree char *text = NULL;
  g_autofree char *pattern = NULL;

  if (demo_json_is_text (leaf->value))
    text = g_strdup (json_node_get_string (leaf->value));
  else if (demo_json_is_false (leaf->value))
    text = g_strdup ("");
  else if (demo_json_is_number (leaf->value))
    text = demo_json_to_text (leaf->value);
  else
    return fail (leaf, "a text is looked for.", error);
  expr = demo_sql_expr (leaf->sql, leaf->slot, leaf->alias, error);
  if (!expr)
    return FALSE;
  if (!exact && *text == '\0')
    {
      /* An empty text is in every text. */
      demo_sql_add (leaf->sql, "%d", !negative);
      return TRUE;
    }
  pattern = exact ? g_strdup (text) : g_strdup_printf ("%%%s%%", text);
  if (negative)
    demo_sql_add (leaf->sql, "(%s IS NULL OR NOT ", expr);
  demo_sql_add (leaf->sql, "%s(%s, ", fold ? "demo_ilike" : "demo_like", expr);
  demo_sql_bind (leaf->sql, demo_json_text (pattern));
  demo_sql_add (leaf->sql, negative ? "))" : ")");
  return TRUE;
}

/* The rows above or below the given ones in the tree of a model. */
static gboolean
add_tree (Leaf *leaf, DemoMeta *meta, GError **error)
{
  gboolean down = strcmp (leaf->op, "child_of") == 0;
  DemoSql *sql = leaf->sql;

  if (demo_json_is_text (leaf->value))
    {
      g_autoptr (JsonNode) domain = demo_domain_for_name (meta, "ilike", leaf->value);
      g_autofree char *row = demo_sql_alias (sql);

      demo_sql_add (sql, "(WITH RECURSIVE tree(id) AS (SELECT %s.\"id\" FROM %s %s WHERE ", row,
                    meta->table, row);
      if (!demo_domain_compile (sql, meta, row, domain, error))
        return FALSE;
    }
  else
    {
      g_autoptr (DemoIds) ids = demo_json_get_ids (leaf->value, error);

      if (!ids)
        return FALSE;
      demo_sql_add (sql,
                    "(WITH RECURSIVE tree(id) AS (SELECT n.\"id\" FROM %s n WHERE n.\"id\" IN ",
                    meta->table);
      demo_sql_bind_ids (sql, ids);
    }
  if (meta->parent && down)
    demo_sql_add (sql, " UNION SELECT c.\"id\" FROM tree JOIN %s c ON c.\"parent_id\" = tree.id",
                  meta->table);
  else if (meta->parent)
    demo_sql_add (sql,
                  " UNION SELECT c.\"parent_id\" FROM tree JOIN %s c ON c.\"id\" = tree.id"
                  " WHERE c.\"parent_id\" IS NOT NULL",
                  meta->table);
  demo_sql_add (sql, ") SELECT id FROM tree)");
  return TRUE;
}

static gboolean
compile_tree (Leaf *leaf, GError **error)
{
  DemoSlot *slot = leaf->slot;
  g_autofree char *expr = NULL;

  if (slot->kind == DEMO_SLOT_MANY)
    return compile_any_leaf (leaf, "id", leaf->op, leaf->value, FALSE, error);
  if (slot->field->type != DEMO_MANY2ONE && strcmp (slot->field->name, "id") != 0)
    return fail (leaf, "the field is no part of a tree.", error);
  expr = demo_sql_expr (leaf->sql, slot, leaf->alias, error);
  if (!expr)
    return FALSE;
  demo_sql_add (leaf->sql, "%s IN ", expr);
  return add_tree (leaf, slot->target ? slot->target : slot->meta, error);
}

static gboolean
holds_text (JsonNode *value)
{
  if (demo_json_is_text (value))
    return TRUE;
  return JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0
         && demo_json_is_text (json_array_get_element (json_node_get_array (value), 0));
}

/* one2many and many2many: whether one of the records is among those named. */
static gboolean
compile_many (Leaf *leaf, GError **error)
{
  gboolean negative = is_negative (leaf->op);
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (JsonArray) ids = json_array_new ();
  g_autoptr (JsonNode) wanted = json_node_init_array (json_node_alloc (), ids);
  gboolean has_false = FALSE;
  gboolean done;

  if (strstr (leaf->op, "like") || holds_text (leaf->value))
    return compile_by_name (leaf, negative, error);
  if (strchr ("<>", *leaf->op))
    return fail (leaf, "records are not compared so.", error);
  list = JSON_NODE_HOLDS_ARRAY (leaf->value) ? json_array_ref (json_node_get_array (leaf->value))
                                             : json_array_new ();
  if (!JSON_NODE_HOLDS_ARRAY (leaf->value))
    json_array_add_element (list, json_node_ref (leaf->value));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (demo_json_is_false (element))
        has_false = TRUE;
      else
        json_array_add_element (ids, json_node_ref (element));
    }
  if (!has_false)
    return compile_any_leaf (leaf, "id", "in", wanted, negative, error);
  /* "false": those without any record. */
  demo_sql_add (leaf->sql, "(");
  done = compile_any (leaf, NULL, !negative, error);
  if (done && json_array_get_length (ids) > 0)
    {
      demo_sql_add (leaf->sql, negative ? " AND " : " OR ");
      done = compile_any_leaf (leaf, "id", "in", wanted, negative, error);
    }
  demo_sql_add (leaf->sql, ")");
  return done;
}

/* A field that answers searches by a domain of its own. */
static gboolean
compile_searched (Leaf *leaf, GError **error)
{
  g_autoptr (JsonNode) domain = NULL;

  if (!leaf->slot->field->search)
    return fail (leaf, "the field is not kept in the database and cannot be searched.", error);
  domain =
      leaf->slot->field->search (leaf->sql->env, leaf->slot->field, leaf->op, leaf->value, error);
  return domain && demo_domain_compile (leaf->sql, leaf->slot->meta, leaf->alias, domain, error);
}

static gboolean
compile_slot (Leaf *leaf, GError **error)
{
  DemoSlot *slot = leaf->slot;

  if (strcmp (leaf->op, "=?") == 0)
    {
      leaf->op = "=";
      if (demo_json_is_false (leaf->value))
        {
          demo_sql_add (leaf->sql, "1");
          return TRUE;
        }
    }
  if (slot->kind == DEMO_SLOT_COMPUTED)
    return compile_searched (leaf, error);
  if (strstr (leaf->op, "any"))
    return demo_domain_check (leaf->value, error)
           && compile_any (leaf, leaf->value, is_negative (leaf->op), error);
  if (strstr (leaf->op, "_of"))
    return compile_tree (leaf, error);
  if (slot->kind == DEMO_SLOT_MANY)
    return compile_many (leaf, error);
  if (slot->field->type == DEMO_MANY2ONE && (strstr (leaf->op, "like") || holds_text (leaf->value)))
    return compile_by_name (leaf, is_negative (leaf->op), error);
  if (strstr (leaf->op, "like"))
    return compile_like (leaf, error);
  if (strchr ("<>", *leaf->op))
    return compile_compare (leaf, error);
  return compile_equal (leaf, error);
}

gboolean
demo_leaf_compile (DemoSql *sql,
                   DemoMeta *meta,
                   const char *alias,
                   const char *field,
                   const char *op,
                   JsonNode *value,
                   GError **error)
{
  const char *dot = strchr (field, '.');
  g_autofree char *head = dot ? g_strndup (field, dot - field) : g_strdup (field);
  Leaf leaf = { sql, demo_meta_find (meta, head), alias, op, value };

  if (!leaf.slot)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field %s.%s (in %s).",
                   meta->model->name, head, field);
      return FALSE;
    }
  if (!sql->trusted && !demo_access_check_field (sql->env, leaf.slot, DEMO_READ, error))
    return FALSE;
  if (dot)
    {
      DemoSlot *copy = demo_meta_find_copy (meta, field);

      if (copy && (g_str_equal (op, "=") || g_str_equal (op, "in")) && demo_json_is_texts (value))
        return compile_slot (&(Leaf){ sql, copy, alias, op, value }, error);
      if (!leaf.slot->target)
        return fail (&leaf, "the path goes through a field that leads to no other model.", error);
      return compile_any_leaf (&leaf, dot + 1, op, value, FALSE, error);
    }
  /* By display name: what name_search looks in. */
  if (strcmp (field, "display_name") == 0 && strstr (op, "like") && meta->model->name_search)
    {
      g_autoptr (JsonNode) domain = demo_domain_for_name (meta, op, value);

      return demo_domain_compile (sql, meta, alias, domain, error);
    }
  return compile_slot (&leaf, error);
}
