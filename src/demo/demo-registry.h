/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-model.h"

G_BEGIN_DECLS

/* The models of one server as the core works with them: names resolved, mixins and the fields that
 * every model has added. Never changed after it was made, so all threads share it. */

typedef struct _DemoMeta DemoMeta;
typedef struct _DemoSlot DemoSlot;

typedef enum
{
  DEMO_SLOT_COLUMN,
  DEMO_SLOT_SQL,     /* an expression over the row: sql, related, display_name */
  DEMO_SLOT_COMPANY, /* a value per company */
  DEMO_SLOT_MANY,    /* one2many or many2many */
  DEMO_SLOT_COMPUTED,
} DemoSlotKind;

/* A field of a model. */
struct _DemoSlot
{
  const DemoField *field;
  DemoMeta *meta;
  DemoMeta *target;  /* (nullable): the other model */
  DemoSlot *inverse; /* (nullable): one2many */
  DemoSlotKind kind;
  char *column;     /* (owned) (nullable): quoted */
  JsonNode *value;  /* (owned) (nullable): default */
  JsonNode *domain; /* (owned) (nullable) */
  char **choices;   /* (owned) (nullable): key, label, key, label */
  char **groups;    /* (owned) (nullable) */
  GPtrArray *path;  /* (owned) (nullable): related: the slots on the way */
};

struct _DemoMeta
{
  const DemoModel *model;
  DemoRegistry *registry;
  char *table;         /* (owned): quoted */
  GPtrArray *slots;    /* (owned): DemoSlot, in order of declaration */
  GHashTable *by_name; /* name -> DemoSlot */
  GHashTable *methods; /* name -> DemoMethod */
  DemoSlot *rec_name;  /* (nullable) */
  DemoSlot *company;   /* (nullable) */
  DemoSlot *active;    /* (nullable) */
  DemoSlot *parent;    /* (nullable): parent_id of a tree */
  gboolean logs;       /* create_uid and so on */
};

/* NULL with an error when the tables contradict each other. */
DemoRegistry *demo_registry_new (const DemoModel *const *models,
                                 const DemoGroup *groups,
                                 guint series,
                                 GError **error);
DemoRegistry *demo_registry_ref (DemoRegistry *self);
void demo_registry_unref (DemoRegistry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoRegistry, demo_registry_unref)

guint demo_registry_get_series (DemoRegistry *self);
DemoMeta *demo_registry_find (DemoRegistry *self, const char *model); /* (nullable) */
GPtrArray *demo_registry_get_metas (DemoRegistry *self);
const DemoGroup *demo_registry_get_groups (DemoRegistry *self);

/* NULL when the series has no such field or method. */
DemoSlot *demo_meta_find (DemoMeta *self, const char *field);
/* The column that keeps a copy of what stands at the end of a path; NULL when there is none. */
DemoSlot *demo_meta_find_copy (DemoMeta *self, const char *path);
const DemoMethod *demo_meta_find_method (DemoMeta *self, const char *method);

/* CREATE TABLE and all that. */
char *demo_registry_build_schema (DemoRegistry *self);

/* The models of the core, and the methods every model has. */
extern const DemoModel *const demo_base_models[];
extern const DemoMethod demo_base_methods[];

G_END_DECLS
