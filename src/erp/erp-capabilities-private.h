/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-capabilities.h"

G_BEGIN_DECLS

typedef struct
{
  /* (owned) (nullable) (element-type utf8 ErpRelation): NULL: no such model; NULL of a field: it
   * has values of its own */
  GHashTable *fields;
  ErpRights rights;
} ErpCapabilitiesModel;

struct _ErpCapabilities
{
  GObject parent_instance;

  char *version; /* (owned) */
  guint major;
  char *database_uuid; /* (owned) */
  gint64 uid;
  char *name;     /* (owned) */
  char *login;    /* (owned) */
  char *zone;     /* (owned) (nullable) */
  char *language; /* (owned) (nullable) */
  gint64 company_id;
  GArray *company_ids;    /* (owned) (element-type gint64) */
  GListStore *companies;  /* (owned) (element-type ErpCompany) */
  GHashTable *currencies; /* (owned) (element-type gint64 ErpCurrency) */
  GHashTable *groups;     /* (owned) (element-type utf8) */
  GHashTable *models;     /* (owned) (element-type utf8 Model) */
  gboolean complete;
  GString *created; /* (owned): creation times, what tells databases apart without the uuid */
};

ErpCapabilities *erp_capabilities_new (gint64 uid, const char *version) G_GNUC_WARN_UNUSED_RESULT;
ErpCapabilitiesModel *erp_capabilities_ensure_model (ErpCapabilities *self, const char *name);
void erp_capabilities_relation_free (ErpRelation *relation);
void erp_capabilities_set_complete (ErpCapabilities *self);

G_END_DECLS
