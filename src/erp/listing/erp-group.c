/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-group.h"

#include "erp-domain.h"

struct _ErpGroup
{
  GObject parent_instance;

  char *key;         /* (owned) */
  char *label;       /* (owned) */
  ErpDomain *domain; /* (owned) */
  GObject *totals;   /* (owned) (nullable) */
  guint64 count;
  guint level;
  gboolean expanded;
};

G_DEFINE_FINAL_TYPE (ErpGroup, erp_group, G_TYPE_OBJECT)

static void
erp_group_finalize (GObject *object)
{
  ErpGroup *self = ERP_GROUP (object);

  g_free (self->key);
  g_free (self->label);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_clear_object (&self->totals);

  G_OBJECT_CLASS (erp_group_parent_class)->finalize (object);
}

static void
erp_group_class_init (ErpGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_group_finalize;
}

static void
erp_group_init (ErpGroup *self)
{
}

/**
 * erp_group_new:
 * @key: tells groups of one level apart
 * @label: what it is called
 * @count: how many records are in it
 * @domain: narrows a search to it
 * @totals: (nullable): what the trade knows of it
 *
 * Returns: (transfer full): a group, collapsed
 */
ErpGroup *
erp_group_new (
    const char *key, const char *label, guint64 count, ErpDomain *domain, GObject *totals)
{
  ErpGroup *self;

  g_return_val_if_fail (key != NULL && label != NULL && domain != NULL, NULL);

  self = g_object_new (ERP_TYPE_GROUP, NULL);
  self->key = g_strdup (key);
  self->label = g_strdup (label);
  self->count = count;
  self->domain = erp_domain_ref (domain);
  self->totals = totals != NULL ? g_object_ref (totals) : NULL;

  return self;
}

const char *
erp_group_get_key (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), NULL);

  return self->key;
}

const char *
erp_group_get_label (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), NULL);

  return self->label;
}

guint64
erp_group_get_count (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), 0);

  return self->count;
}

ErpDomain *
erp_group_get_domain (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), NULL);

  return self->domain;
}

gpointer
erp_group_get_totals (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), NULL);

  return self->totals;
}

guint
erp_group_get_level (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), 0);

  return self->level;
}

gboolean
erp_group_get_expanded (ErpGroup *self)
{
  g_return_val_if_fail (ERP_IS_GROUP (self), FALSE);

  return self->expanded;
}

void
erp_group_set_level (ErpGroup *self, guint level)
{
  g_return_if_fail (ERP_IS_GROUP (self));

  self->level = level;
}

void
erp_group_set_expanded (ErpGroup *self, gboolean expanded)
{
  g_return_if_fail (ERP_IS_GROUP (self));

  self->expanded = expanded;
}
