/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-sql.h"

#include "demo-json.h"

#include <string.h>

DemoSql *
demo_sql_new (DemoEnv *env)
{
  DemoSql *self = g_new0 (DemoSql, 1);

  self->env = env;
  self->text = g_string_sized_new (512);
  self->binds = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  self->trusted = demo_env_is_su (env);
  return self;
}

void
demo_sql_free (DemoSql *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->binds);
  g_free (self);
}

void
demo_sql_add (DemoSql *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
}

void
demo_sql_bind (DemoSql *self, JsonNode *value)
{
  g_string_append_c (self->text, '?');
  g_ptr_array_add (self->binds, value);
}

void
demo_sql_bind_ids (DemoSql *self, const DemoIds *ids)
{
  GString *list = g_string_sized_new (ids->len * 8 + 2);

  g_string_append_c (list, '[');
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i ? "," : "", demo_ids_get (ids, i));
  g_string_append_c (list, ']');
  g_string_append (self->text, "(SELECT value FROM json_each(");
  demo_sql_bind (self, demo_json_text (list->str));
  g_string_append (self->text, "))");
  g_string_free (list, TRUE);
}

char *
demo_sql_alias (DemoSql *self)
{
  return g_strdup_printf ("t%u", self->aliases++);
}

DemoStatement *
demo_sql_query (DemoSql *self, GError **error)
{
  return demo_db_query_bound (demo_env_get_db (self->env), error, self->text->str, self->binds);
}

static void
append_companies (DemoSql *self, GString *out)
{
  const DemoIds *companies = demo_env_get_companies (self->env);

  g_string_append_c (out, '(');
  for (guint i = 0; i < companies->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i ? "," : "", demo_ids_get (companies, i));
  g_string_append_c (out, ')');
}

/* One of the words in braces; none of them comes from a client as text. */
static gboolean
append_word (DemoSql *self, GString *out, const char *word, gsize length)
{
  if (strncmp (word, "company", length) == 0 && length == 7)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, demo_env_get_company (self->env));
  else if (strncmp (word, "companies", length) == 0 && length == 9)
    append_companies (self, out);
  else if (strncmp (word, "uid", length) == 0 && length == 3)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, demo_env_get_uid (self->env));
  else if (strncmp (word, "today", length) == 0 && length == 5)
    g_string_append_printf (out, "'%s'", demo_env_today (self->env));
  else if (strncmp (word, "uid", length) == 0 && length == 3)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, demo_env_get_uid (self->env));
  else if (strncmp (word, "now", length) == 0 && length == 3)
    g_string_append_printf (out, "'%s'", demo_env_now (self->env));
  else
    return FALSE;
  return TRUE;
}

static char *
expand (DemoSql *self, const char *template, const char *alias)
{
  GString *out = g_string_new ("(");

  for (const char *p = template; *p; p++)
    {
      const char *end;

      if (*p == '$')
        g_string_append (out, alias);
      else if (*p == '{' && (end = strchr (p, '}')) && append_word (self, out, p + 1, end - p - 1))
        p = end;
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, ')');
  return g_string_free (out, FALSE);
}

static char *
expr_path (DemoSql *self, GPtrArray *path, guint index, const char *alias, GError **error)
{
  DemoSlot *slot = g_ptr_array_index (path, index);
  g_autofree char *own = NULL;
  g_autofree char *next = NULL;
  g_autofree char *rest = NULL;

  own = demo_sql_expr (self, slot, alias, error);
  if (!own)
    return NULL;
  if (index + 1 == path->len)
    return g_steal_pointer (&own);
  next = demo_sql_alias (self);
  rest = expr_path (self, path, index + 1, next, error);
  if (!rest)
    return NULL;
  return g_strdup_printf ("(SELECT %s FROM %s %s WHERE %s.\"id\" = %s)", rest, slot->target->table,
                          next, next, own);
}

/* A number that a record does not have is the company's, which stands beside record 0. */
static char *
expr_company (DemoSql *self, DemoSlot *slot, const char *alias)
{
  const char *model = slot->meta->model->name;
  const char *field = slot->field->name;
  gint64 company = demo_env_get_company (self->env);

  if (demo_slot_is_nullable (slot))
    return g_strdup_printf ("(SELECT v.value FROM company_value v WHERE v.field = '%s.%s'"
                            " AND v.res_id = %s.\"id\" AND v.company_id = %" G_GINT64_FORMAT ")",
                            model, field, alias, company);

  return g_strdup_printf ("COALESCE((SELECT v.value FROM company_value v WHERE v.field = '%s.%s'"
                          " AND v.res_id IN (%s.\"id\", 0)"
                          " AND v.company_id = %" G_GINT64_FORMAT
                          " ORDER BY v.res_id DESC LIMIT 1),"
                          " 0)",
                          model, field, alias, company);
}

char *
demo_sql_display_expr (DemoSql *self, DemoMeta *meta, const char *alias)
{
  char *expr = NULL;

  if (meta->model->display_sql)
    return expand (self, meta->model->display_sql, alias);
  if (meta->rec_name && meta->rec_name->kind != DEMO_SLOT_COMPUTED
      && strcmp (meta->rec_name->field->name, "display_name") != 0)
    expr = demo_sql_expr (self, meta->rec_name, alias, NULL);
  if (!expr)
    expr = g_strdup_printf ("('%s,' || %s.\"id\")", meta->model->name, alias);
  return expr;
}

char *
demo_sql_expr (DemoSql *self, DemoSlot *slot, const char *alias, GError **error)
{
  switch (slot->kind)
    {
    case DEMO_SLOT_COLUMN:
      return g_strdup_printf ("%s.%s", alias, slot->column);
    case DEMO_SLOT_COMPANY:
      return expr_company (self, slot, alias);
    case DEMO_SLOT_SQL:
      if (slot->path)
        return expr_path (self, slot->path, 0, alias, error);
      if (*slot->field->sql == '\0')
        return demo_sql_display_expr (self, slot->meta, alias);
      return expand (self, slot->field->sql, alias);
    case DEMO_SLOT_MANY:
    case DEMO_SLOT_COMPUTED:
    default:
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE,
                   "%s.%s is not kept in the database: it cannot be searched, sorted or grouped.",
                   slot->meta->model->name, slot->field->name);
      return NULL;
    }
}

gboolean
demo_slot_is_nullable (DemoSlot *slot)
{
  switch (slot->field->type)
    {
    case DEMO_INTEGER:
    case DEMO_FLOAT:
    case DEMO_MONETARY:
    case DEMO_BOOLEAN:
      return slot->kind == DEMO_SLOT_SQL;
    default:
      return slot->kind != DEMO_SLOT_COLUMN || !(slot->field->flags & DEMO_REQUIRED);
    }
}

gboolean
demo_slot_is_searchable (DemoSlot *slot)
{
  return slot->kind != DEMO_SLOT_COMPUTED || slot->field->search;
}
