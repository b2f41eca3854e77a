/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: a line, what it is on the server, and its ways onto the wire are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-draft-line.h"

#include "biz-enums.h"
#include "biz-product.h"
#include "erp-json.h"

#include <string.h>

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
  BizInvoiceLineKind kind;
  gint64 account_id;      /* 0: the server's */
  GArray *tax_ids;        /* (owned) (nullable): of gint64; NULL: the server's */
  BizInvoiceLine *origin; /* (owned) (nullable): as it is on the server */
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
  PROP_KIND,
  PROP_ACCOUNT_ID,
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
    case PROP_KIND:
      g_value_set_enum (value, (int)self->kind);
      break;
    case PROP_ACCOUNT_ID:
      g_value_set_int64 (value, self->account_id);
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
  g_clear_pointer (&self->tax_ids, g_array_unref);
  g_clear_object (&self->origin);

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
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, BIZ_TYPE_INVOICE_LINE_KIND, BIZ_INVOICE_LINE_PRODUCT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT_ID] = g_param_spec_int64 ("account-id", NULL, NULL, 0, G_MAXINT64, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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
  if (self->tax_ids != NULL || self->account_id != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
  g_clear_pointer (&self->tax_ids, g_array_unref);
  self->account_id = 0;
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

static void
copy_taxes (BizDraftLine *self, const gint64 *ids, gsize n)
{
  g_clear_pointer (&self->tax_ids, g_array_unref);
  self->tax_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n > 0)
    g_array_append_vals (self->tax_ids, ids, (guint)n);
}

/**
 * biz_draft_line_new_of_kind:
 * @kind: with amounts, a section or a note
 *
 * Returns: (transfer full): an empty line
 */
BizDraftLine *
biz_draft_line_new_of_kind (BizInvoiceLineKind kind)
{
  BizDraftLine *self = biz_draft_line_new ();

  self->kind = kind;

  return self;
}

/**
 * biz_draft_line_new_from_line:
 * @line: a line as the server has it
 *
 * Returns: (transfer full): the same, to be changed
 */
BizDraftLine *
biz_draft_line_new_from_line (BizInvoiceLine *line)
{
  BizDraftLine *self;
  const gint64 *taxes;
  gsize n;

  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (line), NULL);

  self = biz_draft_line_new_of_kind (biz_invoice_line_get_kind (line));
  self->origin = g_object_ref (line);
  biz_draft_line_set_description (self, biz_invoice_line_get_description (line));
  if (self->kind != BIZ_INVOICE_LINE_PRODUCT)
    return self;
  self->product_id = biz_invoice_line_get_product_id (line);
  self->product_name = g_strdup (biz_invoice_line_get_product_name (line));
  self->quantity = biz_invoice_line_get_quantity (line);
  self->price = biz_invoice_line_get_price (line);
  self->has_price = TRUE;
  self->discount = biz_invoice_line_get_discount (line);
  self->account_id = biz_invoice_line_get_account_id (line);
  taxes = biz_invoice_line_get_tax_ids (line, &n);
  copy_taxes (self, taxes, n);

  return self;
}

/**
 * biz_draft_line_new_rebased:
 * @line: what the person wants
 * @origin: (nullable): the line as the server has it now
 *
 * Returns: (transfer full): the same wishes upon the newer line
 */
BizDraftLine *
biz_draft_line_new_rebased (BizDraftLine *line, BizInvoiceLine *origin)
{
  BizDraftLine *self;

  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (line), NULL);

  self = biz_draft_line_new_of_kind (line->kind);
  g_set_object (&self->origin, origin);
  self->product_id = line->product_id;
  self->product_name = g_strdup (line->product_name);
  self->description = g_strdup (line->description);
  self->quantity = line->quantity;
  self->price = line->price;
  self->has_price = line->has_price;
  self->discount = line->discount;
  self->account_id = line->account_id;
  self->tax_ids = line->tax_ids != NULL ? g_array_copy (line->tax_ids) : NULL;

  return self;
}

/**
 * biz_draft_line_get_origin:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the line on the server; %NULL for a new one
 */
BizInvoiceLine *
biz_draft_line_get_origin (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), NULL);

  return self->origin;
}

BizInvoiceLineKind
biz_draft_line_get_kind (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), BIZ_INVOICE_LINE_PRODUCT);

  return self->kind;
}

gint64
biz_draft_line_get_account_id (BizDraftLine *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self), 0);

  return self->account_id;
}

/**
 * biz_draft_line_set_account_id:
 * @self: a line
 * @account_id: where it is booked; 0: the server's choice
 */
void
biz_draft_line_set_account_id (BizDraftLine *self, gint64 account_id)
{
  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  if (self->account_id == account_id)
    return;
  self->account_id = account_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
}

/**
 * biz_draft_line_get_taxes:
 * @self: a line
 * @n: (out): how many
 *
 * Returns: (array length=n) (nullable): its taxes; %NULL: the server's choice
 */
const gint64 *
biz_draft_line_get_taxes (BizDraftLine *self, gsize *n)
{
  static const gint64 none = 0;

  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self) && n != NULL, NULL);

  if (self->tax_ids != NULL && self->tax_ids->len == 0)
    {
      /* chosen to be none at all; the array has no memory then */
      *n = 0;
      return &none;
    }
  *n = self->tax_ids != NULL ? self->tax_ids->len : 0;

  return self->tax_ids != NULL ? (const gint64 *)(gpointer)self->tax_ids->data : NULL;
}

void
biz_draft_line_set_taxes (BizDraftLine *self, const gint64 *ids, gsize n)
{
  g_return_if_fail (BIZ_IS_DRAFT_LINE (self));

  copy_taxes (self, ids, n);
  /* one name for all that the server's answer depends on */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
}

/* [[6, 0, ids]] */
static JsonNode *
make_tax_command (GArray *ids)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *commands = json_array_new ();
  JsonArray *command = json_array_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (list, g_array_index (ids, gint64, i));
  json_array_add_int_element (command, 6);
  json_array_add_int_element (command, 0);
  json_array_add_array_element (command, list);
  json_array_add_array_element (commands, command);
  json_node_take_array (node, commands);

  return node;
}

static gboolean
taxes_differ (BizDraftLine *self)
{
  const gint64 *ids;
  gsize n;

  ids = biz_invoice_line_get_tax_ids (self->origin, &n);

  return self->tax_ids != NULL
         && (n != self->tax_ids->len
             || (n > 0 && memcmp (ids, self->tax_ids->data, n * sizeof (gint64)) != 0));
}

static gboolean
differs (const BizDecimal *ours, BizDecimal theirs)
{
  return biz_decimal_compare (ours, &theirs) != 0;
}

/**
 * biz_draft_line_to_changes:
 * @self: a line that is on the server
 *
 * Returns: (transfer full): what is not as it was there; empty where all is
 */
JsonObject *
biz_draft_line_to_changes (BizDraftLine *self)
{
  JsonObject *values = json_object_new ();
  BizInvoiceLine *origin;

  g_return_val_if_fail (BIZ_IS_DRAFT_LINE (self) && self->origin != NULL, values);

  origin = self->origin;
  if (self->description != NULL
      && g_strcmp0 (self->description, biz_invoice_line_get_description (origin)) != 0)
    json_object_set_string_member (values, "name", self->description);
  if (self->kind != BIZ_INVOICE_LINE_PRODUCT)
    return values;
  if (self->product_id != biz_invoice_line_get_product_id (origin))
    {
      if (self->product_id != 0)
        json_object_set_int_member (values, "product_id", self->product_id);
      else
        json_object_set_boolean_member (values, "product_id", FALSE);
    }
  if (differs (&self->quantity, biz_invoice_line_get_quantity (origin)))
    set_number (values, "quantity", &self->quantity);
  if (self->has_price && differs (&self->price, biz_invoice_line_get_price (origin)))
    set_number (values, "price_unit", &self->price);
  if (differs (&self->discount, biz_invoice_line_get_discount (origin)))
    set_number (values, "discount", &self->discount);
  if (taxes_differ (self))
    json_object_set_member (values, "tax_ids", make_tax_command (self->tax_ids));
  if (self->account_id != 0 && self->account_id != biz_invoice_line_get_account_id (origin))
    json_object_set_int_member (values, "account_id", self->account_id);

  return values;
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
  if (self->kind != BIZ_INVOICE_LINE_PRODUCT)
    {
      json_object_set_string_member (values, "display_type",
                                     self->kind == BIZ_INVOICE_LINE_SECTION ? "line_section"
                                                                            : "line_note");
      json_object_set_string_member (values, "name",
                                     self->description != NULL ? self->description : "");
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, values);
      return node;
    }
  if (self->product_id != 0)
    json_object_set_int_member (values, "product_id", self->product_id);
  if (self->tax_ids != NULL)
    json_object_set_member (values, "tax_ids", make_tax_command (self->tax_ids));
  if (self->account_id != 0)
    json_object_set_int_member (values, "account_id", self->account_id);
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
