/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-query.h"

#include "demo-access.h"
#include "demo-json.h"

#include <string.h>

#define MAX_ORDER_DEPTH 3
/* From here on, sorting all takes longer than walking an index. */
#define MANY_ROWS 3000

static gboolean
wants_active (DemoSql *sql, DemoMeta *meta, JsonNode *domain)
{
  JsonNode *test = json_object_get_member (demo_env_get_context (sql->env), "active_test");

  if (!meta->active || meta->active->kind != DEMO_SLOT_COLUMN)
    return FALSE;
  if (test && demo_json_is_false (test))
    return FALSE;
  return !domain || !demo_domain_names_field (domain, "active");
}

gboolean
demo_query_where (DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error)
{
  g_autoptr (JsonNode) rules = NULL;
  gboolean trusted = sql->trusted;

  if (!demo_domain_compile (sql, meta, alias, domain, error))
    return FALSE;
  if (wants_active (sql, meta, domain))
    demo_sql_add (sql, " AND %s.\"active\" = 1", alias);
  rules = trusted ? NULL : demo_access_domain (sql->env, meta, DEMO_READ);
  if (!rules)
    return TRUE;
  sql->trusted = TRUE;
  demo_sql_add (sql, " AND ");
  if (!demo_domain_compile (sql, meta, alias, rules, error))
    return FALSE;
  sql->trusted = trusted;
  return TRUE;
}

gboolean
demo_query_from (DemoSql *sql, DemoMeta *meta, const char *alias, JsonNode *domain, GError **error)
{
  demo_sql_add (sql, " FROM %s %s WHERE ", meta->table, alias);
  return demo_query_where (sql, meta, alias, domain, error);
}

/* "field", "field asc", "field desc nulls first" */
static gboolean
parse_term (const char *text, char **field, gboolean *descending, int *nulls_first, GError **error)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *direction = NULL;
  g_autofree char *nulls = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (
        &regex, g_regex_new ("^\\s*([a-z_][a-z0-9_.]*)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|"
                             "last))?\\s*$",
                             G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  if (!g_regex_match (regex, text, 0, &match))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                   "The order '%s' is not understood: write field names, each with asc or desc.",
                   text);
      return FALSE;
    }
  *field = g_match_info_fetch (match, 1);
  direction = g_match_info_fetch (match, 2);
  nulls = g_match_info_fetch (match, 3);
  *descending = direction && g_ascii_strcasecmp (direction, "desc") == 0;
  *nulls_first = nulls && *nulls ? g_ascii_strcasecmp (nulls, "first") == 0 : -1;
  return TRUE;
}

typedef struct
{
  DemoSql *sql;
  GString *joins;
  GString *terms;
  guint depth;
} Ordering;

static gboolean order_list (Ordering *o,
                            DemoMeta *meta,
                            const char *alias,
                            const char *order,
                            gboolean flip,
                            GError **error);

static void
append_term (Ordering *o, const char *expr, gboolean nullable, gboolean descending, int first)
{
  if (o->terms->len)
    g_string_append (o->terms, ", ");
  g_string_append_printf (o->terms, "%s %s", expr, descending ? "DESC" : "ASC");
  /* As the real server: an empty value is greater than all others. */
  if (nullable)
    g_string_append (o->terms, (first >= 0 ? first : descending) ? " NULLS FIRST" : " NULLS LAST");
}

static gboolean
order_many2one (Ordering *o,
                DemoMeta *target,
                const char *expr,
                const char *rest,
                gboolean descending,
                GError **error)
{
  g_autofree char *next = demo_sql_alias (o->sql);
  const char *order = target->model->order;
  gboolean done;

  g_string_append_printf (o->joins, " LEFT JOIN %s %s ON %s.\"id\" = %s", target->table, next, next,
                          expr);
  o->depth++;
  done = order_list (o, target, next, rest ? rest : order ? order : "id", descending, error);
  o->depth--;
  return done;
}

static gboolean
order_term (
    Ordering *o, DemoMeta *meta, const char *alias, const char *text, gboolean flip, GError **error)
{
  g_autofree char *field = NULL;
  g_autofree char *expr = NULL;
  const char *rest = NULL;
  gboolean descending;
  int nulls_first;
  DemoSlot *slot;
  char *dot;

  if (!parse_term (text, &field, &descending, &nulls_first, error))
    return FALSE;
  dot = strchr (field, '.');
  if (dot)
    {
      *dot = '\0';
      rest = dot + 1;
    }
  slot = demo_meta_find (meta, field);
  if (!slot || (rest && slot->field->type != DEMO_MANY2ONE))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no field %s on %s to sort by.",
                   field, meta->model->name);
      return FALSE;
    }
  if (!o->sql->trusted && !demo_access_check_field (o->sql->env, slot, DEMO_READ, error))
    return FALSE;
  if (flip)
    {
      descending = !descending;
      if (nulls_first >= 0)
        nulls_first = !nulls_first;
    }
  expr = demo_sql_expr (o->sql, slot, alias, error);
  if (!expr)
    return FALSE;
  if (slot->field->type == DEMO_MANY2ONE && o->depth < MAX_ORDER_DEPTH
      && !(rest && strcmp (rest, "id") == 0))
    return order_many2one (o, slot->target, expr, rest, descending, error);
  append_term (o, expr, o->depth > 0 || demo_slot_is_nullable (slot), descending, nulls_first);
  return TRUE;
}

static gboolean
order_list (Ordering *o,
            DemoMeta *meta,
            const char *alias,
            const char *order,
            gboolean flip,
            GError **error)
{
  g_auto (GStrv) terms = g_strsplit (order, ",", 16);

  for (guint i = 0; terms[i]; i++)
    if (!order_term (o, meta, alias, terms[i], flip, error))
      return FALSE;
  return TRUE;
}

/* Whether the last term is the row's own id. */
static gboolean
ends_with_id (GString *terms, const char *alias)
{
  g_autofree char *up = g_strdup_printf ("%s.\"id\" ASC", alias);
  g_autofree char *down = g_strdup_printf ("%s.\"id\" DESC", alias);

  return g_str_has_suffix (terms->str, up) || g_str_has_suffix (terms->str, down);
}

gboolean
demo_query_order (DemoSql *sql,
                  DemoMeta *meta,
                  const char *alias,
                  const char *order,
                  GString *joins,
                  GString *terms,
                  GError **error)
{
  Ordering o = { sql, joins, terms, 0 };

  if (!order || !*order)
    order = meta->model->order ? meta->model->order : "id";
  if (!order_list (&o, meta, alias, order, FALSE, error))
    return FALSE;
  /* Pages must not overlap: equal rows have an order too, that of the last term. */
  if (!ends_with_id (terms, alias))
    g_string_append_printf (terms, ", %s.\"id\" %s", alias,
                            strstr (terms->str, " DESC") ? "DESC" : "ASC");
  return TRUE;
}

gboolean
demo_query_order_related (DemoSql *sql,
                          DemoMeta *target,
                          const char *expr,
                          gboolean descending,
                          GString *joins,
                          GString *terms,
                          GError **error)
{
  Ordering o = { sql, joins, terms, 0 };

  return order_many2one (&o, target, expr, NULL, descending, error);
}

static DemoIds *
collect_ids (DemoSql *sql, GError **error)
{
  g_autoptr (DemoStatement) rows = demo_sql_query (sql, error);
  g_autoptr (DemoIds) ids = demo_ids_new ();
  g_autoptr (GError) local = NULL;

  if (!rows)
    return NULL;
  while (demo_statement_step (rows, &local))
    demo_ids_add (ids, demo_statement_int (rows, 0));
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/* A page of rows in the making. */
typedef struct
{
  DemoEnv *env;
  DemoMeta *meta;
  JsonNode *domain;
  const char *order;
  gint64 offset;
  gint64 limit;
} Search;

static DemoSql *
search_build (Search *self, const char *index, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (self->env);
  g_autofree char *alias = demo_sql_alias (sql);
  g_autoptr (GString) joins = g_string_new (NULL);
  g_autoptr (GString) terms = g_string_new (NULL);

  if (!demo_query_order (sql, self->meta, alias, self->order, joins, terms, error))
    return NULL;
  demo_sql_add (sql, "SELECT %s.\"id\" FROM %s %s", alias, self->meta->table, alias);
  if (index)
    demo_sql_add (sql, " INDEXED BY \"%s\"", index);
  demo_sql_add (sql, "%s WHERE ", joins->str);
  if (!demo_query_where (sql, self->meta, alias, self->domain, error))
    return NULL;
  demo_sql_add (sql, " ORDER BY %s LIMIT ", terms->str);
  demo_sql_bind (sql, demo_json_int (self->limit > 0 ? self->limit : -1));
  demo_sql_add (sql, " OFFSET ");
  demo_sql_bind (sql, demo_json_int (MAX (self->offset, 0)));
  return g_steal_pointer (&sql);
}

/* Whether SQLite means to find all rows by a filter's index and to sort them. */
static gboolean
sorts_all (DemoSql *sql)
{
  g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", sql->text->str, NULL);
  g_autoptr (DemoStatement) rows =
      demo_db_query_bound (demo_env_get_db (sql->env), NULL, text, sql->binds);
  gboolean searches = FALSE;
  gboolean sorts = FALSE;

  while (demo_statement_step (rows, NULL))
    {
      const char *detail = demo_statement_text (rows, 3);

      searches |= g_str_has_prefix (detail, "SEARCH t0 ");
      sorts |= g_str_has_prefix (detail, "USE TEMP B-TREE FOR ORDER BY");
    }
  return searches && sorts;
}

/* An index that begins with what the rows are sorted by first; the widest. */
static char *
find_order_index (Search *self, DemoSql *sql)
{
  const char *order = strstr (sql->text->str, " ORDER BY t0.\"");
  const char *first = order ? order + strlen (" ORDER BY t0.\"") : NULL;
  g_autofree char *column = first ? g_strndup (first, strcspn (first, "\"")) : NULL;

  if (!column)
    return NULL;
  return demo_db_text (demo_env_get_db (self->env), NULL,
                       "SELECT l.name FROM pragma_index_list(?) l, pragma_index_xinfo(l.name) x"
                       " WHERE l.partial = 0 AND x.seqno = 0 AND x.name = ? ORDER BY (SELECT"
                       " count(*) FROM pragma_index_xinfo(l.name)) DESC LIMIT 1",
                       "ss", self->meta->model->table, column);
}

/* Sorting few rows is quick; of many, walking an index in order meets a page's worth soon. */
static gboolean
finds_many (Search *self)
{
  return demo_query_count (self->env, self->meta, self->domain, MANY_ROWS, NULL) >= MANY_ROWS;
}

/**
 * demo_query_search:
 * @env: who asks
 * @meta: the model
 * @domain: (nullable): which rows
 * @order: (nullable): in which order
 * @offset: rows to leave out
 * @limit: how many at most, 0 = all
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the ids
 */
DemoIds *
demo_query_search (DemoEnv *env,
                   DemoMeta *meta,
                   JsonNode *domain,
                   const char *order,
                   gint64 offset,
                   gint64 limit,
                   GError **error)
{
  Search search = { env, meta, domain, order, offset, limit };
  g_autofree char *index = NULL;
  g_autoptr (DemoSql) sql = search_build (&search, NULL, error);

  if (!sql)
    return NULL;
  if (limit > 0 && sorts_all (sql) && (index = find_order_index (&search, sql))
      && finds_many (&search))
    {
      g_autoptr (DemoSql) walking = search_build (&search, index, NULL);
      DemoIds *ids = walking ? collect_ids (walking, NULL) : NULL;

      if (ids)
        return ids;
    }
  return collect_ids (sql, error);
}

gint64
demo_query_count (DemoEnv *env, DemoMeta *meta, JsonNode *domain, gint64 limit, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  g_autofree char *alias = demo_sql_alias (sql);
  g_autoptr (DemoStatement) rows = NULL;

  demo_sql_add (sql, limit > 0 ? "SELECT count(*) FROM (SELECT 1" : "SELECT count(*)");
  if (!demo_query_from (sql, meta, alias, domain, error))
    return -1;
  if (limit > 0)
    {
      demo_sql_add (sql, " LIMIT ");
      demo_sql_bind (sql, demo_json_int (limit));
      demo_sql_add (sql, ")");
    }
  rows = demo_sql_query (sql, error);
  if (!demo_statement_step (rows, error))
    return -1;
  return demo_statement_int (rows, 0);
}

DemoIds *
demo_query_filter (
    DemoEnv *env, DemoMeta *meta, const DemoIds *ids, JsonNode *domain, GError **error)
{
  g_autoptr (DemoSql) sql = demo_sql_new (env);
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (DemoIds) matching = NULL;
  g_autoptr (DemoIds) kept = demo_ids_new ();

  sql->trusted = TRUE;
  demo_sql_add (sql, "SELECT t.\"id\" FROM %s t WHERE t.\"id\" IN ", meta->table);
  demo_sql_bind_ids (sql, ids);
  if (domain)
    {
      demo_sql_add (sql, " AND ");
      if (!demo_domain_compile (sql, meta, "t", domain, error))
        return NULL;
    }
  matching = collect_ids (sql, error);
  if (!matching)
    return NULL;
  for (guint i = 0; i < matching->len; i++)
    g_hash_table_add (found, &demo_ids_get (matching, i));
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (found, &demo_ids_get (ids, i)))
      demo_ids_add (kept, demo_ids_get (ids, i));
  return g_steal_pointer (&kept);
}
