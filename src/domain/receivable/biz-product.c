/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-product.h"

#include "erp-json.h"

struct _BizProduct
{
  GObject parent_instance;

  gint64 id;
  char *name; /* (owned) (nullable) */
  char *code; /* (owned) (nullable) */
  BizDecimal price;
  char *unit; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizProduct, biz_product, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CODE,
  PROP_PRICE,
  PROP_UNIT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_product_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizProduct *self = BIZ_PRODUCT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    case PROP_PRICE:
      g_value_set_boxed (value, &self->price);
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_product_finalize (GObject *object)
{
  BizProduct *self = BIZ_PRODUCT (object);

  g_free (self->name);
  g_free (self->code);
  g_free (self->unit);

  G_OBJECT_CLASS (biz_product_parent_class)->finalize (object);
}

static void
biz_product_class_init (BizProductClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_product_get_property;
  object_class->finalize = biz_product_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  properties[PROP_PRICE] = g_param_spec_boxed ("price", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_product_init (BizProduct *self)
{
}

/**
 * biz_product_new:
 * @id: the record's id
 * @name: what the person reads
 *
 * Returns: (transfer full): a product of which no more is known
 */
BizProduct *
biz_product_new (gint64 id, const char *name)
{
  BizProduct *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (BIZ_TYPE_PRODUCT, NULL);
  self->id = id;
  self->name = g_strdup (name);

  return self;
}

/**
 * biz_product_new_from_json:
 * @row: a record read by %BIZ_PRODUCT_SPECIFICATION
 * @error: return location
 *
 * Returns: (transfer full): the product, or %NULL with ERP_ERROR_PROTOCOL
 */
BizProduct *
biz_product_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizProduct) self = NULL;
  const char *name, *code;
  gint64 id, unit_id;

  g_return_val_if_fail (row != NULL, NULL);

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, "display_name", &name, error)
      || !erp_json_get_string (row, "default_code", &code, error))
    return NULL;

  self = biz_product_new (id, name != NULL ? name : "");
  self->code = g_strdup (code);
  if (!biz_decimal_from_json (row, "lst_price", &self->price, error)
      || !erp_json_get_many2one (row, "uom_id", &unit_id, &self->unit, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_product_get_id:
 * @self: a product
 *
 * Returns: the record’s id
 */
gint64
biz_product_get_id (BizProduct *self)
{
  g_return_val_if_fail (BIZ_IS_PRODUCT (self), 0);

  return self->id;
}

/**
 * biz_product_get_name:
 * @self: a product
 *
 * Returns: what the person reads, with the code
 */
const char *
biz_product_get_name (BizProduct *self)
{
  g_return_val_if_fail (BIZ_IS_PRODUCT (self), NULL);

  return self->name;
}

/**
 * biz_product_get_code:
 * @self: a product
 *
 * Returns: (nullable): its code
 */
const char *
biz_product_get_code (BizProduct *self)
{
  g_return_val_if_fail (BIZ_IS_PRODUCT (self), NULL);

  return self->code;
}

/**
 * biz_product_get_price:
 * @self: a product
 *
 * Returns: the price of the list
 */
BizDecimal
biz_product_get_price (BizProduct *self)
{
  g_return_val_if_fail (BIZ_IS_PRODUCT (self), (BizDecimal){ 0 });

  return self->price;
}

/**
 * biz_product_get_unit:
 * @self: a product
 *
 * Returns: (nullable): what it is counted in
 */
const char *
biz_product_get_unit (BizProduct *self)
{
  g_return_val_if_fail (BIZ_IS_PRODUCT (self), NULL);

  return self->unit;
}
