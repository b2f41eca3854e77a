/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-registry.h"

#include "demo-error.h"
#include "demo-json.h"

#include <string.h>

struct _DemoRegistry
{
  gatomicrefcount refs;
  guint series;
  const DemoGroup *groups;
  GPtrArray *metas;    /* (owned): DemoMeta */
  GHashTable *by_name; /* name -> DemoMeta */
};

static const DemoField id_fields[] = {
  { .name = "id", .type = DEMO_INTEGER, .label = "ID", .flags = DEMO_READONLY | DEMO_NO_COPY },
  { .name = "display_name",
    .type = DEMO_CHAR,
    .label = "Display Name",
    .flags = DEMO_READONLY | DEMO_NO_COPY,
    .sql = "" },
  { NULL },
};

static const DemoField log_fields[] = {
  { .name = "create_uid",
    .type = DEMO_MANY2ONE,
    .label = "Created by",
    .relation = "res.users",
    .flags = DEMO_READONLY | DEMO_NO_COPY },
  { .name = "create_date",
    .type = DEMO_DATETIME,
    .label = "Created on",
    .flags = DEMO_READONLY | DEMO_NO_COPY },
  { .name = "write_uid",
    .type = DEMO_MANY2ONE,
    .label = "Last Updated by",
    .relation = "res.users",
    .flags = DEMO_READONLY | DEMO_NO_COPY },
  { .name = "write_date",
    .type = DEMO_DATETIME,
    .label = "Last Updated on",
    .flags = DEMO_READONLY | DEMO_NO_COPY },
  { NULL },
};

guint
demo_field_get_decimals (const DemoField *field)
{
  switch (field->type)
    {
    case DEMO_MONETARY:
      return DEMO_MONEY_DECIMALS;
    case DEMO_FLOAT:
      return DEMO_FLOAT_DECIMALS;
    default:
      return 0;
    }
}

static void
slot_free (DemoSlot *self)
{
  g_free (self->column);
  g_clear_pointer (&self->value, json_node_unref);
  g_clear_pointer (&self->domain, json_node_unref);
  g_strfreev (self->choices);
  g_strfreev (self->groups);
  g_clear_pointer (&self->path, g_ptr_array_unref);
  g_free (self);
}

static void
meta_free (DemoMeta *self)
{
  g_free (self->table);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->methods);
  g_ptr_array_unref (self->slots);
  g_free (self);
}

static DemoSlotKind
find_kind (const DemoField *field)
{
  if (field->sql || field->related)
    return DEMO_SLOT_SQL;
  if (field->type == DEMO_ONE2MANY || field->type == DEMO_MANY2MANY)
    return field->compute ? DEMO_SLOT_COMPUTED : DEMO_SLOT_MANY;
  if (field->flags & DEMO_COMPANY_DEPENDENT)
    return DEMO_SLOT_COMPANY;
  if (field->compute || (field->flags & DEMO_NO_STORE))
    return DEMO_SLOT_COMPUTED;
  return DEMO_SLOT_COLUMN;
}

static char **
split_choices (const char *selection)
{
  g_auto (GStrv) pairs = g_strsplit (selection, "|", -1);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; pairs[i]; i++)
    {
      char *colon = strchr (pairs[i], ':');

      if (colon)
        *colon = '\0';
      g_ptr_array_add (out, g_strdup (pairs[i]));
      g_ptr_array_add (out, g_strdup (colon ? colon + 1 : pairs[i]));
    }
  g_ptr_array_add (out, NULL);
  return (char **)g_ptr_array_free (out, FALSE);
}

static gboolean
is_in_series (DemoRegistry *self, guint since, guint until)
{
  return (since == 0 || self->series >= since) && (until == 0 || self->series <= until);
}

static void
add_fields (DemoMeta *self, const DemoField *fields)
{
  for (; fields && fields->name; fields++)
    {
      DemoSlot *slot;

      if ((fields->flags & DEMO_ONLY_THERE)
          && !is_in_series (self->registry, fields->since, fields->until))
        continue;
      slot = g_new0 (DemoSlot, 1);
      slot->field = fields;
      slot->meta = self;
      slot->kind = find_kind (fields);
      if (slot->kind == DEMO_SLOT_COLUMN)
        slot->column = g_strdup_printf ("\"%s\"", fields->name);
      if (fields->value)
        slot->value = json_from_string (fields->value, NULL);
      if (fields->domain)
        slot->domain = json_from_string (fields->domain, NULL);
      if (fields->selection)
        slot->choices = split_choices (fields->selection);
      if (fields->groups)
        slot->groups = g_strsplit (fields->groups, ",", -1);
      g_ptr_array_add (self->slots, slot);
      g_hash_table_replace (self->by_name, (gpointer)fields->name, slot);
    }
}

static void
add_methods (DemoMeta *self, const DemoMethod *methods)
{
  for (; methods && methods->name; methods++)
    {
      /* One name may stand twice, for different series. */
      if (!is_in_series (self->registry, methods->since, methods->until))
        continue;
      g_hash_table_replace (self->methods, (gpointer)methods->name, (gpointer)methods);
    }
}

static DemoMeta *
meta_new (DemoRegistry *registry, const DemoModel *model)
{
  DemoMeta *self = g_new0 (DemoMeta, 1);

  self->model = model;
  self->registry = registry;
  self->table = g_strdup_printf ("\"%s\"", model->table);
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify)slot_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->methods = g_hash_table_new (g_str_hash, g_str_equal);
  self->logs = !model->no_log;
  add_fields (self, id_fields);
  add_methods (self, demo_base_methods);
  for (guint i = 0; model->mixins && model->mixins[i]; i++)
    {
      add_fields (self, model->mixins[i]->fields);
      add_methods (self, model->mixins[i]->methods);
    }
  add_fields (self, model->fields);
  add_methods (self, model->methods);
  if (self->logs)
    add_fields (self, log_fields);
  return self;
}

static gboolean
fail (GError **error, DemoSlot *slot, const char *what)
{
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_INTERNAL, "%s.%s: %s.", slot->meta->model->name,
               slot->field->name, what);
  return FALSE;
}

static gboolean
resolve_path (DemoSlot *slot, GError **error)
{
  g_auto (GStrv) names = g_strsplit (slot->field->related, ".", -1);
  DemoMeta *meta = slot->meta;

  slot->path = g_ptr_array_new ();
  for (guint i = 0; names[i]; i++)
    {
      DemoSlot *step = meta ? g_hash_table_lookup (meta->by_name, names[i]) : NULL;

      if (!step)
        return fail (error, slot, "the related path leads nowhere");
      if (names[i + 1] && step->field->type != DEMO_MANY2ONE)
        return fail (error, slot, "the related path goes through a field that is no many2one");
      g_ptr_array_add (slot->path, step);
      meta = step->field->relation
                 ? g_hash_table_lookup (meta->registry->by_name, step->field->relation)
                 : NULL;
    }
  return TRUE;
}

static gboolean
resolve_slot (DemoSlot *slot, GError **error)
{
  const DemoField *field = slot->field;
  gboolean relational =
      field->type == DEMO_MANY2ONE || field->type == DEMO_ONE2MANY || field->type == DEMO_MANY2MANY;

  if (relational)
    {
      slot->target = field->relation
                         ? g_hash_table_lookup (slot->meta->registry->by_name, field->relation)
                         : NULL;
      if (!slot->target)
        return fail (error, slot, "the related model is not there");
    }
  if (slot->kind == DEMO_SLOT_MANY && field->type == DEMO_ONE2MANY)
    {
      slot->inverse =
          field->inverse ? g_hash_table_lookup (slot->target->by_name, field->inverse) : NULL;
      if (!slot->inverse || slot->inverse->kind != DEMO_SLOT_COLUMN)
        return fail (error, slot, "the inverse field is not there");
    }
  if (slot->kind == DEMO_SLOT_MANY && field->type == DEMO_MANY2MANY
      && !(field->m2m_table && field->m2m_column && field->m2m_other))
    return fail (error, slot, "the table of the many2many is not named");
  if (field->type == DEMO_SELECTION && !slot->choices)
    return fail (error, slot, "the selection has no values");
  if (field->value && !slot->value)
    return fail (error, slot, "the default is no JSON");
  if (field->domain && !slot->domain)
    return fail (error, slot, "the domain is no JSON");
  return !field->related || resolve_path (slot, error);
}

static gboolean
resolve_meta (DemoMeta *self, GError **error)
{
  const DemoModel *model = self->model;

  for (guint i = 0; i < self->slots->len; i++)
    if (!resolve_slot (g_ptr_array_index (self->slots, i), error))
      return FALSE;
  self->rec_name = g_hash_table_lookup (self->by_name, model->rec_name ? model->rec_name : "name");
  self->active = g_hash_table_lookup (self->by_name, "active");
  self->parent = g_hash_table_lookup (self->by_name, "parent_id");
  if (self->parent && self->parent->target != self)
    self->parent = NULL;
  if (model->companies_field)
    self->company = demo_meta_find (self, model->companies_field);
  if (model->company_field && !self->company)
    {
      self->company = g_hash_table_lookup (self->by_name, model->company_field);
      if (!self->company)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_INTERNAL, "%s has no field %s.", model->name,
                       model->company_field);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_models (DemoRegistry *self, const DemoModel *const *models, GError **error)
{
  for (guint i = 0; models && models[i]; i++)
    {
      DemoMeta *meta;

      if (!is_in_series (self, models[i]->since, models[i]->until))
        continue;
      if (g_hash_table_contains (self->by_name, models[i]->name))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_INTERNAL, "Two models are named %s.",
                       models[i]->name);
          return FALSE;
        }
      meta = meta_new (self, models[i]);
      g_ptr_array_add (self->metas, meta);
      g_hash_table_insert (self->by_name, (gpointer)models[i]->name, meta);
    }
  return TRUE;
}

/**
 * demo_registry_new:
 * @models: the models beside those of the core, NULL-terminated
 * @groups: the groups, ending with a NULL name
 * @series: 17 or 19
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the resolved models
 */
DemoRegistry *
demo_registry_new (const DemoModel *const *models,
                   const DemoGroup *groups,
                   guint series,
                   GError **error)
{
  g_autoptr (DemoRegistry) self = g_new0 (DemoRegistry, 1);

  g_atomic_ref_count_init (&self->refs);
  self->series = series;
  self->groups = groups;
  self->metas = g_ptr_array_new_with_free_func ((GDestroyNotify)meta_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  if (!add_models (self, demo_base_models, error) || !add_models (self, models, error))
    return NULL;
  for (guint i = 0; i < self->metas->len; i++)
    if (!resolve_meta (g_ptr_array_index (self->metas, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

DemoRegistry *
demo_registry_ref (DemoRegistry *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
demo_registry_unref (DemoRegistry *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->metas);
  g_free (self);
}

guint
demo_registry_get_series (DemoRegistry *self)
{
  return self->series;
}

const DemoGroup *
demo_registry_get_groups (DemoRegistry *self)
{
  return self->groups;
}

GPtrArray *
demo_registry_get_metas (DemoRegistry *self)
{
  return self->metas;
}

DemoMeta *
demo_registry_find (DemoRegistry *self, const char *model)
{
  return g_hash_table_lookup (self->by_name, model);
}

DemoSlot *
demo_meta_find (DemoMeta *self, const char *field)
{
  DemoSlot *slot = g_hash_table_lookup (self->by_name, field);

  if (!slot || (slot->field->since && self->registry->series < slot->field->since)
      || (slot->field->until && self->registry->series > slot->field->until))
    return NULL;
  return slot;
}

DemoSlot *
demo_meta_find_copy (DemoMeta *self, const char *path)
{
  guint i;

  for (i = 0; i < self->slots->len; i++)
    {
      DemoSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot->kind == DEMO_SLOT_COLUMN && g_strcmp0 (slot->field->copy_of, path) == 0)
        return slot;
    }
  return NULL;
}

const DemoMethod *
demo_meta_find_method (DemoMeta *self, const char *method)
{
  return g_hash_table_lookup (self->methods, method);
}
