/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-line.h"

#include "biz-decimal.h"
#include "biz-enums.h"
#include "erp-json.h"

#include <string.h>

struct _BizInvoiceLine
{
  GObject parent_instance;

  gint64 id;
  BizInvoiceLineKind kind;
  gint64 product_id;
  char *product_name; /* (owned) (nullable) */
  char *description;  /* (owned) (nullable) */
  BizDecimal quantity;
  char *unit; /* (owned) (nullable) */
  BizDecimal price;
  BizDecimal discount;
  char *taxes;     /* (owned) (nullable) */
  GArray *tax_ids; /* (owned): of gint64 */
  char *account;   /* (owned) (nullable) */
  gint64 account_id;
  gint64 sequence;
  BizMoney subtotal;
  BizMoney total;
};

G_DEFINE_FINAL_TYPE (BizInvoiceLine, biz_invoice_line, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_PRODUCT_ID,
  PROP_PRODUCT_NAME,
  PROP_DESCRIPTION,
  PROP_QUANTITY,
  PROP_UNIT,
  PROP_PRICE,
  PROP_DISCOUNT,
  PROP_TAXES,
  PROP_SUBTOTAL,
  PROP_TOTAL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static BizInvoiceLineKind
parse_kind (const char *display_type)
{
  if (g_strcmp0 (display_type, "line_section") == 0
      || g_strcmp0 (display_type, "line_subsection") == 0)
    return BIZ_INVOICE_LINE_SECTION;
  if (g_strcmp0 (display_type, "line_note") == 0)
    return BIZ_INVOICE_LINE_NOTE;

  return BIZ_INVOICE_LINE_PRODUCT;
}

static void
append_name (GString *names, JsonObject *object)
{
  const char *name = NULL;

  if (object == NULL || !json_object_has_member (object, "display_name")
      || !erp_json_get_string (object, "display_name", &name, NULL) || name == NULL)
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

/* Taxes as records, or, in an answer of onchange, as commands [4, id, record]. */
static char *
read_taxes (BizInvoiceLine *self, JsonObject *row)
{
  g_autoptr (GString) names = g_string_new (NULL);
  JsonNode *node = json_object_get_member (row, "tax_ids");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonArray *command = JSON_NODE_HOLDS_ARRAY (element) ? json_node_get_array (element) : NULL;
      gint64 id = 0;

      if (command != NULL && json_array_get_length (command) == 3)
        {
          JsonNode *target = json_array_get_element (command, 1);

          id = JSON_NODE_HOLDS_VALUE (target) ? json_node_get_int (target) : 0;
          element = json_array_get_element (command, 2);
        }
      if (JSON_NODE_HOLDS_OBJECT (element))
        {
          JsonObject *tax = json_node_get_object (element);

          append_name (names, tax);
          if (json_object_has_member (tax, "id"))
            erp_json_get_int (tax, "id", &id, NULL);
        }
      else if (JSON_NODE_HOLDS_VALUE (element)
               && json_node_get_value_type (element) == G_TYPE_INT64)
        id = json_node_get_int (element);
      if (id != 0)
        g_array_append_val (self->tax_ids, id);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* An amount of a line that is not written is not rounded yet by every server: 44.991. */
static gboolean
read_amounts (
    BizInvoiceLine *self, JsonObject *row, const BizMoney *zero, gboolean written, GError **error)
{
  gboolean (*read_money) (JsonObject *, const char *, const BizMoney *, BizMoney *, GError **) =
      written ? biz_money_from_json : biz_money_from_json_rounded;

  return biz_decimal_from_json (row, "quantity", &self->quantity, error)
         && biz_decimal_from_json (row, "price_unit", &self->price, error)
         && biz_decimal_from_json (row, "discount", &self->discount, error)
         && read_money (row, "price_subtotal", zero, &self->subtotal, error)
         && read_money (row, "price_total", zero, &self->total, error);
}

static void
biz_invoice_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizInvoiceLine *self = BIZ_INVOICE_LINE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int)self->kind);
      break;
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
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    case PROP_PRICE:
      g_value_set_boxed (value, &self->price);
      break;
    case PROP_DISCOUNT:
      g_value_set_boxed (value, &self->discount);
      break;
    case PROP_TAXES:
      g_value_set_string (value, self->taxes);
      break;
    case PROP_SUBTOTAL:
      g_value_set_boxed (value, &self->subtotal);
      break;
    case PROP_TOTAL:
      g_value_set_boxed (value, &self->total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_invoice_line_finalize (GObject *object)
{
  BizInvoiceLine *self = BIZ_INVOICE_LINE (object);

  g_free (self->product_name);
  g_free (self->description);
  g_free (self->unit);
  g_free (self->taxes);
  g_free (self->account);
  g_array_unref (self->tax_ids);

  G_OBJECT_CLASS (biz_invoice_line_parent_class)->finalize (object);
}

static void
biz_invoice_line_class_init (BizInvoiceLineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_invoice_line_get_property;
  object_class->finalize = biz_invoice_line_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, BIZ_TYPE_INVOICE_LINE_KIND,
                                             BIZ_INVOICE_LINE_PRODUCT, flags);
  properties[PROP_PRODUCT_ID] =
      g_param_spec_int64 ("product-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PRODUCT_NAME] = g_param_spec_string ("product-name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_QUANTITY] = g_param_spec_boxed ("quantity", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  properties[PROP_PRICE] = g_param_spec_boxed ("price", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_DISCOUNT] = g_param_spec_boxed ("discount", NULL, NULL, BIZ_TYPE_DECIMAL, flags);
  properties[PROP_TAXES] = g_param_spec_string ("taxes", NULL, NULL, NULL, flags);
  properties[PROP_SUBTOTAL] = g_param_spec_boxed ("subtotal", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_TOTAL] = g_param_spec_boxed ("total", NULL, NULL, BIZ_TYPE_MONEY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_invoice_line_init (BizInvoiceLine *self)
{
  self->tax_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static BizInvoiceLine *
read_line (JsonObject *row, const BizMoney *zero, gboolean written, GError **error)
{
  g_autoptr (BizInvoiceLine) self = g_object_new (BIZ_TYPE_INVOICE_LINE, NULL);
  const char *display_type = NULL;
  const char *description;
  gint64 unit_id;

  self->subtotal = self->total = *zero;
  if (json_object_has_member (row, "id") && !erp_json_get_int (row, "id", &self->id, error))
    return NULL;
  if (json_object_has_member (row, "display_type")
      && !erp_json_get_string (row, "display_type", &display_type, error))
    return NULL;
  self->kind = parse_kind (display_type);
  if (!erp_json_get_many2one (row, "product_id", &self->product_id, &self->product_name, error)
      || !erp_json_get_string (row, "name", &description, error))
    return NULL;
  self->description = g_strdup (description != NULL ? description : "");
  if ((json_object_has_member (row, "account_id")
       && !erp_json_get_many2one (row, "account_id", &self->account_id, &self->account, error))
      || (json_object_has_member (row, "sequence")
          && !erp_json_get_int (row, "sequence", &self->sequence, error)))
    return NULL;
  self->taxes = read_taxes (self, row);
  if (self->kind == BIZ_INVOICE_LINE_PRODUCT
      && (!read_amounts (self, row, zero, written, error)
          || !erp_json_get_many2one (row, "product_uom_id", &unit_id, &self->unit, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_invoice_line_new_from_json:
 * @row: a record read by %BIZ_INVOICE_LINE_SPECIFICATION
 * @zero: the invoice's currency
 * @error: return location
 *
 * Returns: (transfer full): the line, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoiceLine *
biz_invoice_line_new_from_json (JsonObject *row, const BizMoney *zero, GError **error)
{
  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (zero != NULL, NULL);

  return read_line (row, zero, TRUE, error);
}

/**
 * biz_invoice_line_new_from_preview:
 * @row: the values of a line that is not written, by the same specification
 * @zero: the invoice's currency
 * @error: return location
 *
 * Amounts are rounded half up, as the server rounds them when it writes the line.
 *
 * Returns: (transfer full): the line, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoiceLine *
biz_invoice_line_new_from_preview (JsonObject *row, const BizMoney *zero, GError **error)
{
  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (zero != NULL, NULL);

  return read_line (row, zero, FALSE, error);
}

/**
 * biz_invoice_line_get_id:
 * @self: an invoice line
 *
 * Returns: the record’s id; 0 in a preview
 */
gint64
biz_invoice_line_get_id (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), 0);

  return self->id;
}

/**
 * biz_invoice_line_get_kind:
 * @self: an invoice line
 *
 * Returns: whether it has amounts
 */
BizInvoiceLineKind
biz_invoice_line_get_kind (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), BIZ_INVOICE_LINE_PRODUCT);

  return self->kind;
}

/**
 * biz_invoice_line_get_product_id:
 * @self: an invoice line
 *
 * Returns: the product; 0 where there is none
 */
gint64
biz_invoice_line_get_product_id (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), 0);

  return self->product_id;
}

/**
 * biz_invoice_line_get_product_name:
 * @self: an invoice line
 *
 * Returns: (nullable): the product’s name
 */
const char *
biz_invoice_line_get_product_name (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), NULL);

  return self->product_name;
}

/**
 * biz_invoice_line_get_description:
 * @self: an invoice line
 *
 * Returns: what stands on the paper, in one or more lines; never NULL
 */
const char *
biz_invoice_line_get_description (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), NULL);

  return self->description;
}

/**
 * biz_invoice_line_get_quantity:
 * @self: an invoice line
 *
 * Returns: how many
 */
BizDecimal
biz_invoice_line_get_quantity (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), (BizDecimal){ 0 });

  return self->quantity;
}

/**
 * biz_invoice_line_get_unit:
 * @self: an invoice line
 *
 * Returns: (nullable): what is counted
 */
const char *
biz_invoice_line_get_unit (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), NULL);

  return self->unit;
}

/**
 * biz_invoice_line_get_price:
 * @self: an invoice line
 *
 * Returns: for one, in the invoice’s currency
 */
BizDecimal
biz_invoice_line_get_price (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), (BizDecimal){ 0 });

  return self->price;
}

/**
 * biz_invoice_line_get_discount:
 * @self: an invoice line
 *
 * Returns: in percent
 */
BizDecimal
biz_invoice_line_get_discount (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), (BizDecimal){ 0 });

  return self->discount;
}

/**
 * biz_invoice_line_get_taxes:
 * @self: an invoice line
 *
 * Returns: their names, "15%, Eco"; empty where there is none
 */
const char *
biz_invoice_line_get_taxes (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), NULL);

  return self->taxes;
}

/**
 * biz_invoice_line_get_subtotal:
 * @self: an invoice line
 *
 * Returns: after discount, without tax
 */
BizMoney
biz_invoice_line_get_subtotal (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), (BizMoney){ 0 });

  return self->subtotal;
}

/**
 * biz_invoice_line_get_total:
 * @self: an invoice line
 *
 * Returns: with tax
 */
BizMoney
biz_invoice_line_get_total (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), (BizMoney){ 0 });

  return self->total;
}

/**
 * biz_invoice_line_get_tax_ids:
 * @self: an invoice line
 * @n: (out): how many
 *
 * Returns: (array length=n): its taxes
 */
const gint64 *
biz_invoice_line_get_tax_ids (BizInvoiceLine *self, gsize *n)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self) && n != NULL, NULL);

  *n = self->tax_ids->len;

  return (const gint64 *)(gpointer)self->tax_ids->data;
}

/**
 * biz_invoice_line_get_account:
 * @self: an invoice line
 *
 * Returns: (nullable): where it is booked
 */
const char *
biz_invoice_line_get_account (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), NULL);

  return self->account;
}

gint64
biz_invoice_line_get_account_id (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), 0);

  return self->account_id;
}

/**
 * biz_invoice_line_get_sequence:
 * @self: an invoice line
 *
 * Returns: its place among the lines; ties are in the order of their ids
 */
gint64
biz_invoice_line_get_sequence (BizInvoiceLine *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_LINE (self), 0);

  return self->sequence;
}
