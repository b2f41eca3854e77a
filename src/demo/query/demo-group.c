/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-group.h"

#include "demo-access.h"
#include "demo-json.h"
#include "demo-query.h"
#include "demo-read.h"

#include <string.h>

/* What is put together for one query. */
typedef struct
{
  DemoEnv *env;
  DemoMeta *meta;
  DemoSql *sql;
  GPtrArray *keys;
  GPtrArray *aggregates;
  gboolean by_day; /* the rows are summed up by day first, the days by period then */
} Grouping;

static void
row_free (DemoGroupRow *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static gboolean
is_local (Grouping *self)
{
  const char *zone = demo_env_get_tz (self->env);

  return strcmp (zone, "UTC") != 0 && strcmp (zone, "Etc/UTC") != 0;
}

/* The key's expression; a many2many joins its table. */
static gboolean
add_key (Grouping *self, DemoGroupKey *key, guint index, GString *joins, GError **error)
{
  const DemoField *field = key->slot->field;
  g_autofree char *expr = NULL;
  g_autofree char *day = NULL;

  if (key->slot->kind == DEMO_SLOT_MANY)
    {
      g_string_append_printf (joins, " LEFT JOIN \"%s\" m%u ON m%u.\"%s\" = t.\"id\"",
                              field->m2m_table, index, index, field->m2m_column);
      demo_sql_add (self->sql, "m%u.\"%s\" AS k%u", index, field->m2m_other, index);
      return TRUE;
    }
  expr = demo_sql_expr (self->sql, key->slot, "t", error);
  if (!expr)
    return FALSE;
  if (key->period == DEMO_PERIOD_NONE || self->by_day)
    {
      demo_sql_add (self->sql, "%s AS k%u", expr, index);
      return TRUE;
    }
  if (field->type == DEMO_DATETIME && is_local (self))
    {
      g_autofree char *utc = g_steal_pointer (&expr);

      /* The zone's name is bound: it came with the request. */
      expr = g_strdup_printf ("demo_local(%s, z.name)", utc);
      if (!strstr (joins->str, " z "))
        g_string_append (joins, " JOIN zone z ");
    }
  day = demo_period_sql (key->period, expr);
  demo_sql_add (self->sql, "%s AS k%u", day, index);
  return TRUE;
}

static gboolean
add_aggregate (Grouping *self, DemoAggregate *aggregate, guint index, GError **error)
{
  const char *function = aggregate->function;
  g_autofree char *expr = NULL;

  if (!aggregate->slot)
    {
      demo_sql_add (self->sql, "count(*) AS a%u", index);
      return TRUE;
    }
  expr = demo_sql_expr (self->sql, aggregate->slot, "t", error);
  if (!expr)
    return FALSE;
  if (strcmp (function, "count_distinct") == 0)
    demo_sql_add (self->sql, "count(DISTINCT %s) AS a%u", expr, index);
  else if (strcmp (function, "array_agg") == 0)
    demo_sql_add (self->sql, "json_group_array(%s) AS a%u", expr, index);
  else if (strcmp (function, "bool_and") == 0)
    demo_sql_add (self->sql, "min(%s) AS a%u", expr, index);
  else if (strcmp (function, "bool_or") == 0)
    demo_sql_add (self->sql, "max(%s) AS a%u", expr, index);
  else
    demo_sql_add (self->sql, "%s(%s) AS a%u", function, expr, index);
  return TRUE;
}

/* Hundreds of thousands of rows on some hundred days: an index has them in the order of the days
 * already. Only what can be summed up in two steps. */
static gboolean
can_go_by_day (Grouping *self)
{
  static const char *const steps[] = { "sum", "min", "max", "count", "bool_and", "bool_or", NULL };
  gboolean any = FALSE;

  for (guint i = 0; i < self->keys->len; i++)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, i);

      if (key->period != DEMO_PERIOD_NONE && key->slot->field->type == DEMO_DATETIME)
        return FALSE;
      any |= key->period > DEMO_PERIOD_DAY;
    }
  for (guint i = 0; i < self->aggregates->len; i++)
    {
      DemoAggregate *aggregate = g_ptr_array_index (self->aggregates, i);

      if (aggregate->slot && !g_strv_contains (steps, aggregate->function))
        return FALSE;
    }
  return any;
}

static const char *
find_second_step (DemoAggregate *aggregate)
{
  const char *function = aggregate->function;

  if (!aggregate->slot || strcmp (function, "count") == 0)
    return "sum";
  if (strcmp (function, "bool_and") == 0)
    return "min";
  return strcmp (function, "bool_or") == 0 ? "max" : function;
}

static gboolean add_rows (Grouping *self, JsonNode *domain, GError **error);

/* The days summed up by period. */
static gboolean
add_inner (Grouping *self, JsonNode *domain, GError **error)
{
  self->by_day = can_go_by_day (self);
  if (!self->by_day)
    return add_rows (self, domain, error);
  demo_sql_add (self->sql, "(SELECT ");
  for (guint i = 0; i < self->keys->len; i++)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, i);
      g_autofree char *column = g_strdup_printf ("d.k%u", i);
      g_autofree char *first = key->period == DEMO_PERIOD_NONE
                                   ? g_strdup (column)
                                   : demo_period_sql (key->period, column);

      demo_sql_add (self->sql, "%s AS k%u, ", first, i);
    }
  for (guint i = 0; i < self->aggregates->len; i++)
    demo_sql_add (self->sql, "%s(d.a%u) AS a%u, ",
                  find_second_step (g_ptr_array_index (self->aggregates, i)), i, i);
  demo_sql_add (self->sql, "sum(d.n) AS n FROM ");
  if (!add_rows (self, domain, error))
    return FALSE;
  /* By position: the names stand for the days, too. */
  for (guint i = 0; i < self->keys->len; i++)
    demo_sql_add (self->sql, "%s%u", i ? ", " : " d GROUP BY ", i + 1);
  demo_sql_add (self->sql, ")");
  return TRUE;
}

/* SELECT keys, aggregates FROM ... GROUP BY ..., in parentheses */
static gboolean
add_rows (Grouping *self, JsonNode *domain, GError **error)
{
  g_autoptr (GString) joins = g_string_new (NULL);

  demo_sql_add (self->sql, "(SELECT ");
  for (guint i = 0; i < self->keys->len; i++)
    {
      if (!add_key (self, g_ptr_array_index (self->keys, i), i, joins, error))
        return FALSE;
      demo_sql_add (self->sql, ", ");
    }
  for (guint i = 0; i < self->aggregates->len; i++)
    {
      if (!add_aggregate (self, g_ptr_array_index (self->aggregates, i), i, error))
        return FALSE;
      demo_sql_add (self->sql, ", ");
    }
  demo_sql_add (self->sql, "count(*) AS n FROM %s t%s WHERE ", self->meta->table, joins->str);
  if (!demo_query_where (self->sql, self->meta, "t", domain, error))
    return FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    demo_sql_add (self->sql, "%sk%u", i ? ", " : " GROUP BY ", i);
  demo_sql_add (self->sql, ")");
  return TRUE;
}

static gboolean
order_by_key (Grouping *self,
              guint index,
              gboolean descending,
              GString *joins,
              GString *terms,
              GError **error)
{
  DemoGroupKey *key = g_ptr_array_index (self->keys, index);
  g_autofree char *column = g_strdup_printf ("g.k%u", index);

  if (key->slot->target)
    return demo_query_order_related (self->sql, key->slot->target, column, descending, joins, terms,
                                     error);
  g_string_append_printf (terms, "%s%s %s", terms->len ? ", " : "", column,
                          descending ? "DESC NULLS FIRST" : "ASC NULLS LAST");
  return TRUE;
}

/* One term of the order: a key, an aggregate, the count. */
static gboolean
order_by_term (Grouping *self, const char *term, GString *joins, GString *terms, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (term));
  char *space = strchr (text, ' ');
  gboolean descending = space && g_ascii_strcasecmp (g_strstrip (space + 1), "desc") == 0;

  if (space)
    *space = '\0';
  for (guint i = 0; i < self->keys->len; i++)
    {
      DemoGroupKey *key = g_ptr_array_index (self->keys, i);

      if (strcmp (key->spec, text) == 0 || strcmp (key->slot->field->name, text) == 0)
        return order_by_key (self, i, descending, joins, terms, error);
    }
  for (guint i = 0; i < self->aggregates->len; i++)
    {
      DemoAggregate *aggregate = g_ptr_array_index (self->aggregates, i);

      if (strcmp (aggregate->spec, text) != 0
          && !(aggregate->slot && strcmp (aggregate->slot->field->name, text) == 0))
        continue;
      g_string_append_printf (terms, "%sg.a%u %s", terms->len ? ", " : "", i,
                              descending ? "DESC" : "ASC");
      return TRUE;
    }
  if (strcmp (text, "__count") == 0 || g_str_has_suffix (text, "_count"))
    {
      g_string_append_printf (terms, "%sg.n %s", terms->len ? ", " : "",
                              descending ? "DESC" : "ASC");
      return TRUE;
    }
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "Groups cannot be sorted by '%s'.", text);
  return FALSE;
}

static gboolean
add_order (Grouping *self, const char *order, GString *joins, GString *terms, GError **error)
{
  g_auto (GStrv) list = g_strsplit (order ? order : "", ",", 16);

  for (guint i = 0; list[i]; i++)
    if (*g_strstrip (list[i]) && !order_by_term (self, list[i], joins, terms, error))
      return FALSE;
  for (guint i = 0; i < self->keys->len && !(order && *order); i++)
    if (!order_by_key (self, i, FALSE, joins, terms, error))
      return FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    g_string_append_printf (terms, "%sg.k%u", terms->len ? ", " : "", i);
  return TRUE;
}

/* HAVING: conditions on aggregates, all of which must hold. */
static gboolean
add_having (Grouping *self, JsonNode *having, GError **error)
{
  JsonArray *list = having && JSON_NODE_HOLDS_ARRAY (having) ? json_node_get_array (having) : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonArray *leaf = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      static const char *const allowed[] = { "=", "!=", "<", ">", "<=", ">=", NULL };
      gboolean known = FALSE;

      if (leaf && json_array_get_length (leaf) == 3
          && demo_json_is_text (json_array_get_element (leaf, 0))
          && demo_json_is_text (json_array_get_element (leaf, 1))
          && demo_json_is_number (json_array_get_element (leaf, 2))
          && g_strv_contains (allowed, json_array_get_string_element (leaf, 1)))
        for (guint k = 0; k < self->aggregates->len && !known; k++)
          {
            DemoAggregate *aggregate = g_ptr_array_index (self->aggregates, k);
            JsonNode *value;

            if (strcmp (aggregate->spec, json_array_get_string_element (leaf, 0)) != 0)
              continue;
            known = TRUE;
            value = aggregate->slot && demo_field_get_decimals (aggregate->slot->field)
                        ? demo_domain_convert (aggregate->slot, "=",
                                               json_array_get_element (leaf, 2), error)
                        : json_node_ref (json_array_get_element (leaf, 2));
            if (!value)
              return FALSE;
            demo_sql_add (self->sql, " AND g.a%u %s ", k, json_array_get_string_element (leaf, 1));
            demo_sql_bind (self->sql, value);
          }
      if (!known)
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                               "Groups are chosen by conditions on what was summed up.");
          return FALSE;
        }
    }
  return TRUE;
}

static JsonNode *
read_key (Grouping *self, DemoGroupKey *key, DemoStatement *rows, int column)
{
  if (demo_statement_is_null (rows, column))
    return demo_json_false ();
  if (key->slot->kind == DEMO_SLOT_MANY)
    return demo_json_int (demo_statement_int (rows, column));
  if (key->period != DEMO_PERIOD_NONE)
    return demo_json_text (demo_statement_text (rows, column));
  return demo_read_value (self->env, key->slot, rows, column);
}

static JsonNode *
read_list (DemoSlot *slot, const char *text)
{
  g_autoptr (JsonNode) list = json_from_string (text, NULL);
  JsonArray *source = list ? json_node_get_array (list) : NULL;
  JsonArray *out = json_array_new ();

  for (guint i = 0; source && i < json_array_get_length (source); i++)
    {
      JsonNode *node = json_array_get_element (source, i);

      if (JSON_NODE_HOLDS_NULL (node))
        json_array_add_null_element (out);
      else if (demo_field_get_decimals (slot->field))
        json_array_add_element (out, demo_json_amount (json_node_get_int (node),
                                                       demo_field_get_decimals (slot->field)));
      else
        json_array_add_element (out, json_node_ref (node));
    }
  return demo_json_take_array (out);
}

static JsonNode *
read_aggregate (Grouping *self, DemoAggregate *aggregate, DemoStatement *rows, int column)
{
  const char *function = aggregate->function;
  guint decimals = aggregate->slot ? demo_field_get_decimals (aggregate->slot->field) : 0;

  if (!aggregate->slot || strncmp (function, "count", 5) == 0)
    return demo_json_int (demo_statement_int (rows, column));
  if (demo_statement_is_null (rows, column))
    return demo_json_false ();
  if (strcmp (function, "array_agg") == 0)
    return read_list (aggregate->slot, demo_statement_text (rows, column));
  if (strcmp (function, "avg") == 0)
    {
      double value = demo_statement_double (rows, column);

      for (guint i = 0; i < decimals; i++)
        value /= 10;
      return json_node_init_double (json_node_alloc (), value);
    }
  if (g_str_has_prefix (function, "bool_"))
    return demo_statement_int (rows, column) ? demo_json_true () : demo_json_false ();
  return demo_read_value (self->env, aggregate->slot, rows, column);
}

static GPtrArray *
read_rows (Grouping *self, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  g_autoptr (DemoStatement) rows = demo_sql_query (self->sql, error);
  g_autoptr (GError) local = NULL;

  if (!rows)
    return NULL;
  while (demo_statement_step (rows, &local))
    {
      DemoGroupRow *row = g_new0 (DemoGroupRow, 1);
      int column = 0;

      row->keys = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
      row->values = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
      for (guint i = 0; i < self->keys->len; i++)
        g_ptr_array_add (row->keys,
                         read_key (self, g_ptr_array_index (self->keys, i), rows, column++));
      for (guint i = 0; i < self->aggregates->len; i++)
        g_ptr_array_add (row->values, read_aggregate (self, g_ptr_array_index (self->aggregates, i),
                                                      rows, column++));
      g_ptr_array_add (all, row);
    }
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&all);
}

static gint64
count_groups (Grouping *self, const DemoGroupQuery *query, GError **error)
{
  g_autoptr (DemoStatement) rows = NULL;

  demo_sql_add (self->sql, "WITH zone(name) AS (SELECT ");
  demo_sql_bind (self->sql, demo_json_text (demo_env_get_tz (self->env)));
  demo_sql_add (self->sql, ") SELECT count(*) FROM ");
  if (!add_inner (self, query->domain, error))
    return -1;
  demo_sql_add (self->sql, " g WHERE 1");
  if (!add_having (self, query->having, error))
    return -1;
  rows = demo_sql_query (self->sql, error);
  return demo_statement_step (rows, error) ? demo_statement_int (rows, 0) : -1;
}

GPtrArray *
demo_group_run (DemoEnv *env,
                DemoMeta *meta,
                GPtrArray *keys,
                GPtrArray *aggregates,
                const DemoGroupQuery *query,
                gint64 *total,
                GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  Grouping self = { env, meta, sql, keys, aggregates };
  g_autoptr (GString) joins = g_string_new (NULL);
  g_autoptr (GString) terms = g_string_new (NULL);
  GPtrArray *rows;

  if (!demo_access_check_model (env, meta, DEMO_READ, error)
      || !demo_domain_check (query->domain, error)
      || !add_order (&self, query->order, joins, terms, error))
    return NULL;
  demo_sql_add (sql, "WITH zone(name) AS (SELECT ");
  demo_sql_bind (sql, demo_json_text (demo_env_get_tz (env)));
  demo_sql_add (sql, ") SELECT g.* FROM ");
  if (!add_inner (&self, query->domain, error))
    return NULL;
  demo_sql_add (sql, " g%s WHERE 1", joins->str);
  if (!add_having (&self, query->having, error))
    return NULL;
  demo_sql_add (sql, "%s%s LIMIT ", terms->len ? " ORDER BY " : "", terms->str);
  demo_sql_bind (sql, demo_json_int (query->limit > 0 ? query->limit : -1));
  demo_sql_add (sql, " OFFSET ");
  demo_sql_bind (sql, demo_json_int (MAX (query->offset, 0)));
  rows = read_rows (&self, error);
  if (rows && total)
    {
      *total = (gint64)rows->len + MAX (query->offset, 0);
      if ((query->limit > 0 && rows->len == query->limit) || (query->offset > 0 && rows->len == 0))
        {
          g_autoptr (DemoSql) count = demo_sql_new (env);

          self.sql = count;
          *total = count_groups (&self, query, error);
          if (*total < 0)
            g_clear_pointer (&rows, g_ptr_array_unref);
        }
    }
  return rows;
}
