/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-company.h"

struct _ErpCompany
{
  GObject parent_instance;

  gint64 id;
  char *name; /* (owned) */
  gint64 currency_id;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ErpCompany, erp_company, G_TYPE_OBJECT)

static void
erp_company_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpCompany *self = ERP_COMPANY (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_company_finalize (GObject *object)
{
  g_free (ERP_COMPANY (object)->name);

  G_OBJECT_CLASS (erp_company_parent_class)->finalize (object);
}

static void
erp_company_class_init (ErpCompanyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_company_get_property;
  object_class->finalize = erp_company_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_company_init (ErpCompany *self)
{
}

/**
 * erp_company_new:
 * @id: the id on the server
 * @name: its name
 * @currency_id: the currency of its books
 *
 * Returns: (transfer full): a company, which never changes
 */
ErpCompany *
erp_company_new (gint64 id, const char *name, gint64 currency_id)
{
  ErpCompany *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (ERP_TYPE_COMPANY, NULL);
  self->id = id;
  self->name = g_strdup (name);
  self->currency_id = currency_id;

  return self;
}

/**
 * erp_company_get_id:
 * @self: a company
 *
 * Returns: the id on the server
 */
gint64
erp_company_get_id (ErpCompany *self)
{
  g_return_val_if_fail (ERP_IS_COMPANY (self), 0);

  return self->id;
}

/**
 * erp_company_get_name:
 * @self: a company
 *
 * Returns: its name
 */
const char *
erp_company_get_name (ErpCompany *self)
{
  g_return_val_if_fail (ERP_IS_COMPANY (self), NULL);

  return self->name;
}

/**
 * erp_company_get_currency_id:
 * @self: a company
 *
 * Returns: the id of the currency of its books
 */
gint64
erp_company_get_currency_id (ErpCompany *self)
{
  g_return_val_if_fail (ERP_IS_COMPANY (self), 0);

  return self->currency_id;
}
