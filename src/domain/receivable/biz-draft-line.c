/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-draft-line.h"

#include "biz-product.h"
#include "erp-json.h"

struct _BizDraftLine
{
  GObject parent_instance;

  gint64 product_id;
  char *product_name; /* (owned) (nullable) */
  char *description;  /* (owned) (nullable) */
  BizDecimal quantity;
  BizDecimal price;
  gboolean has_price;
  BizDecimal discount;
};

G_DEFINE_FINAL_TYPE (BizDraftLine, biz_draft_line, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PRODUCT_ID,
  PROP_PRODUCT_NAME,
  PROP_DESCRIPTION,
  PROP_QUANTITY,
  PROP_PRICE,
  PROP_HAS_PRICE,
  PROP_DISCOUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_decimal (BizDraftLine *self, BizDecimal *target, const BizDecimal *value, guint property)
{
  BizDecimal wanted = value != NULL ? *value : (BizDecimal){ 0 };

  if (target->mantissa == wanted.mantissa && target->digits == wanted.digits)
    return;
  *target = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_number (JsonObject *values, const char *member, const BizDecimal *number)
{
  g_autofree char *text = biz_decimal_to_string (number);

  json_object_set_member (values, member, erp_json_literal (text));
}

static void
biz_draft_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizDraftLine *self = BIZ_DRAFT_LINE (object);

  switch (prop_id)
    {
    case PROP_PRODUCT_ID:
      g_value_set_int64 (value, self->product_id);
      break;
    case PROP_PRODUCT_NAME:
      g_value_set_string (value, self->product_name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_QUANTITY:
      g_value_set_boxed (value, &self->quantity);
      break;
    case PROP_PRICE:
      g_value_set_boxed (value, self->has_price ? &self->price : NULL);
      break;
    case PROP_HAS_PRICE:
      g_value_set_boolean (value, self->has_price);
      break;
    case PROP_DISCOUNT:
      g_value_set_boxed (value, &self->discount);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_draft_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BizDraftLine *self = BIZ_DRAFT_LINE (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      biz_draft_line_set_description (self, g_value_get_string (value));
      break;
    case PROP_QUANTITY:
      biz_draft_line_set_quantity (self, g_value_get_boxed (value));
      break;
    case PROP_PRICE:
      biz_draft_line_set_price (self, g_value_get_boxed (value));
      break;
    case PROP_DISCOUNT:
      biz_draft_line_set_discount (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_draft_line_finalize (GObject *object)
{
  BizDraftLine *self = BIZ_DRAFT_LINE (object);

  g_free (self->product_name);
  g_free (self->description);

  G_OBJECT_CLASS (biz_draft_line_parent_class)->finalize (object);
}

static void
biz_draft_line_class_init (BizDraftLineClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_draft_line_get_property;
  object_class->set_property = biz_draft_line_set_property;
  object_class->finalize = biz_draft_line_finalize;

  properties[PROP_PRODUCT_ID] =
      g_param_spec_int64 ("product-id", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_PRODUCT_NAME] = g_param_spec_string ("product-name", NULL, NULL, NULL, readable);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_QUANTITY] = g_param_spec_boxed ("quantity", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_PRICE] = g_param_spec_boxed ("price", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_HAS_PRICE] = g_param_spec_boolean ("has-price", NULL, NULL, FALSE, readable);
  properties[PROP_DISCOUNT] = g_param_spec_boxed ("discount", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_draft_line_init (BizDraftLine *self)
{
  self->quantity = biz_decimal_new (1, 0);
}

/**
 * biz_draft_line_new:
 *
 * Returns: (transfer full): one of nothing yet
 */
BizDraftLine *
biz_draft_line_new (void)
{
  return g_object_new (BIZ_TYPE_DRAFT_LINE, NULL);
}

/**
 * biz_draft_line_set_product:
 * @self: a line
 * @product: (nullable): what is sold, %NULL for a line of words
 *
 * Price and description become the server's again.
 */
void
biz_draft_line_set_product (BizDraftLine *self, BizProduct *product)
{
  gint64 id;

  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  id = product != NULL ? biz_product_get_id (product) : 0;
  if (id == self->product_id)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->product_id = id;
  g_free (self->product_name);
  self->product_name = product != NULL ? g_strdup (biz_product_get_name (product)) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRODUCT_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRODUCT_NAME]);
  biz_draft_line_set_price (self, NULL);
  biz_draft_line_set_description (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * biz_draft_line_get_product_id:
 * @self: a line
 *
 * Returns: the product, 0 where there is none
 */
gint64
biz_draft_line_get_product_id (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), 0);

  return self->product_id;
}

/**
 * biz_draft_line_get_product_name:
 * @self: a line
 *
 * Returns: (nullable): the product's name
 */
const char *
biz_draft_line_get_product_name (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), NULL);

  return self->product_name;
}

/**
 * biz_draft_line_set_description:
 * @self: a line
 * @description: (nullable): what stands on the paper; %NULL or empty: what the server writes
 */
void
biz_draft_line_set_description (BizDraftLine *self, const char *description)
{
  const char *wanted = description != NULL && *description != '\0' ? description : NULL;

  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  if (g_strcmp0 (wanted, self->description) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * biz_draft_line_get_description:
 * @self: a line
 *
 * Returns: (nullable): what stands on the paper; %NULL: what the server writes
 */
const char *
biz_draft_line_get_description (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), NULL);

  return self->description;
}

/**
 * biz_draft_line_set_quantity:
 * @self: a line
 * @quantity: how many
 */
void
biz_draft_line_set_quantity (BizDraftLine *self, const BizDecimal *quantity)
{
  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  set_decimal (self, &self->quantity, quantity, PROP_QUANTITY);
}

/**
 * biz_draft_line_get_quantity:
 * @self: a line
 *
 * Returns: how many
 */
BizDecimal
biz_draft_line_get_quantity (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), (BizDecimal){ 0 });

  return self->quantity;
}

/**
 * biz_draft_line_set_price:
 * @self: a line
 * @price: (nullable): for one; %NULL: the server's
 */
void
biz_draft_line_set_price (BizDraftLine *self, const BizDecimal *price)
{
  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->has_price != (price != NULL))
    {
      self->has_price = price != NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_PRICE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICE]);
    }
  set_decimal (self, &self->price, price, PROP_PRICE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * biz_draft_line_get_price:
 * @self: a line
 * @price: (out): for one
 *
 * Returns: FALSE where it is the server's
 */
gboolean
biz_draft_line_get_price (BizDraftLine *self, BizDecimal *price)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), FALSE);
  g_return_val_if_fail (price != NULL, FALSE);

  *price = self->price;

  return self->has_price;
}

/**
 * biz_draft_line_set_discount:
 * @self: a line
 * @discount: in percent
 */
void
biz_draft_line_set_discount (BizDraftLine *self, const BizDecimal *discount)
{
  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  set_decimal (self, &self->discount, discount, PROP_DISCOUNT);
}

/**
 * biz_draft_line_get_discount:
 * @self: a line
 *
 * Returns: in percent
 */
BizDecimal
biz_draft_line_get_discount (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), (BizDecimal){ 0 });

  return self->discount;
}

/**
 * biz_draft_line_to_values:
 * @self: a line
 *
 * Returns: (transfer full): the values of one line for account.move.create; what is the server's
 *   is absent
 */
JsonNode *
biz_draft_line_to_values (BizDraftLine *self)
{
  JsonNode *node;
  JsonObject *values;

  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), NULL);

  values = json_object_new ();
  if (self->product_id != 0)
    json_object_set_int_member (values, "product_id", self->product_id);
  if (self->description != NULL)
    json_object_set_string_member (values, "name", self->description);
  set_number (values, "quantity", &self->quantity);
  if (self->has_price)
    set_number (values, "price_unit", &self->price);
  if (self->discount.mantissa != 0)
    set_number (values, "discount", &self->discount);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, values);

  return node;
}
