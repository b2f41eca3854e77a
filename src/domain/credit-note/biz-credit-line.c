/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-line.h"

#include "erp-json.h"

#include <string.h>

struct _BizCreditLine
{
  GObject parent_instance;

  gint64 id;
  gboolean has_amount;
  gint64 product_id;
  gint64 unit_id;
  gint64 account_id;
  char *description; /* (owned) */
  char *unit;        /* (owned) (nullable) */
  char *taxes;       /* (owned): names */
  char *key;         /* (owned): of taxes and account */
  GArray *tax_ids;   /* (owned) (nullable) */
  GArray *sale_ids;  /* (owned) (nullable) */
  BizDecimal quantity;
  BizDecimal price;
  BizDecimal discount;
  BizMoney net;
  BizMoney gross;
  BizDecimal quantity_left;
  BizMoney net_left;
  BizMoney gross_left;
};

G_DEFINE_FINAL_TYPE (BizCreditLine, biz_credit_line, G_TYPE_OBJECT)

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *)a;
  const gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static JsonNode *
ids_to_command (GArray *ids)
{
  g_autoptr (GString) text = g_string_new ("[[6,0,[");

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append (text, "]]]");

  return erp_json_literal (text->str);
}

static void
read_taxes (BizCreditLine *self, JsonObject *row)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  JsonArray *taxes = NULL;

  if (json_object_has_member (row, "tax_ids"))
    {
      erp_json_get_ids (row, "tax_ids", &self->tax_ids, NULL);
      erp_json_get_array (json_object_get_member (row, "tax_ids"), &taxes, NULL);
    }
  for (guint i = 0; taxes != NULL && i < json_array_get_length (taxes); i++)
    {
      JsonObject *tax = NULL;
      const char *name = NULL;

      if (erp_json_get_object (json_array_get_element (taxes, i), &tax, NULL)
          && json_object_has_member (tax, "display_name")
          && erp_json_get_string (tax, "display_name", &name, NULL) && name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (self->tax_ids != NULL)
    g_array_sort (self->tax_ids, compare_ids);
  for (guint i = 0; self->tax_ids != NULL && i < self->tax_ids->len; i++)
    g_string_append_printf (key, "%" G_GINT64_FORMAT ",", g_array_index (self->tax_ids, gint64, i));
  g_string_append_printf (key, "@%" G_GINT64_FORMAT, self->account_id);
  self->taxes = g_strdup (names->str);
  self->key = g_strdup (key->str);
}

static void
biz_credit_line_finalize (GObject *object)
{
  BizCreditLine *self = BIZ_CREDIT_LINE (object);

  g_free (self->description);
  g_free (self->unit);
  g_free (self->taxes);
  g_free (self->key);
  g_clear_pointer (&self->tax_ids, g_array_unref);
  g_clear_pointer (&self->sale_ids, g_array_unref);

  G_OBJECT_CLASS (biz_credit_line_parent_class)->finalize (object);
}

static void
biz_credit_line_class_init (BizCreditLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_credit_line_finalize;
}

static void
biz_credit_line_init (BizCreditLine *self)
{
}

static gboolean
read_amounts (BizCreditLine *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  if (!biz_decimal_from_json (row, "quantity", &self->quantity, error)
      || !biz_decimal_from_json (row, "price_unit", &self->price, error)
      || !biz_decimal_from_json (row, "discount", &self->discount, error)
      || !biz_money_from_json (row, "price_subtotal", zero, &self->net, error)
      || !biz_money_from_json (row, "price_total", zero, &self->gross, error)
      || !erp_json_get_many2one (row, "product_uom_id", &self->unit_id, &self->unit, error)
      || !erp_json_get_many2one (row, "account_id", &self->account_id, NULL, error))
    return FALSE;

  self->quantity_left = self->quantity;
  self->net_left = self->net;
  self->gross_left = self->gross;

  return TRUE;
}

/**
 * biz_credit_line_new_from_json:
 * @row: a record read by %BIZ_CREDIT_LINE_SPECIFICATION
 * @zero: the invoice's currency
 * @error: return location
 *
 * Returns: (transfer full): the line, nothing of it credited; or %NULL with ERP_ERROR_PROTOCOL
 */
BizCreditLine *
biz_credit_line_new_from_json (JsonObject *row, const BizMoney *zero, GError **error)
{
  g_autoptr (BizCreditLine) self = NULL;
  const char *display_type = NULL;
  const char *description = NULL;

  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (zero != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CREDIT_LINE, NULL);
  self->net = self->gross = self->net_left = self->gross_left = *zero;
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "display_type", &display_type, error)
      || !erp_json_get_string (row, "name", &description, error)
      || !erp_json_get_many2one (row, "product_id", &self->product_id, NULL, error))
    return NULL;

  self->description = g_strdup (description != NULL ? description : "");
  self->has_amount = display_type == NULL || g_str_equal (display_type, "product");
  if (self->has_amount && !read_amounts (self, row, zero, error))
    return NULL;
  /* Who may not see orders gets none. */
  if (json_object_has_member (row, "sale_line_ids"))
    erp_json_get_ids (row, "sale_line_ids", &self->sale_ids, NULL);
  read_taxes (self, row);

  return g_steal_pointer (&self);
}

gint64
biz_credit_line_get_id (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), 0);

  return self->id;
}

gboolean
biz_credit_line_has_amount (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), FALSE);

  return self->has_amount;
}

const char *
biz_credit_line_get_description (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), NULL);

  return self->description;
}

const char *
biz_credit_line_get_unit (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), NULL);

  return self->unit;
}

const char *
biz_credit_line_get_taxes (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), NULL);

  return self->taxes;
}

BizDecimal
biz_credit_line_get_quantity (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizDecimal){ 0 });

  return self->quantity;
}

BizDecimal
biz_credit_line_get_price (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizDecimal){ 0 });

  return self->price;
}

BizDecimal
biz_credit_line_get_discount (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizDecimal){ 0 });

  return self->discount;
}

BizMoney
biz_credit_line_get_net (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizMoney){ 0 });

  return self->net;
}

BizMoney
biz_credit_line_get_gross (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizMoney){ 0 });

  return self->gross;
}

BizDecimal
biz_credit_line_get_quantity_left (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizDecimal){ 0 });

  return self->quantity_left;
}

BizMoney
biz_credit_line_get_net_left (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizMoney){ 0 });

  return self->net_left;
}

BizMoney
biz_credit_line_get_gross_left (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), (BizMoney){ 0 });

  return self->gross_left;
}

const char *
biz_credit_line_get_key (BizCreditLine *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), NULL);

  return self->key;
}

/**
 * biz_credit_line_get_base:
 * @self: a line with amounts
 *
 * Returns: whether its price has the taxes in it; by what the server made of the price
 */
BizCreditBase
biz_credit_line_get_base (BizCreditLine *self)
{
  const BizDecimal hundred = { 100, 0 };
  BizDecimal rest, value;
  BizMoney base;

  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), BIZ_CREDIT_BASE_MIXED);

  rest = (BizDecimal){ -self->discount.mantissa, self->discount.digits };
  if (!biz_decimal_add (&hundred, &rest, &rest, NULL)
      || !biz_decimal_multiply (&self->quantity, &self->price, &value, NULL)
      || !biz_decimal_multiply (&value, &rest, &value, NULL)
      || !biz_decimal_divide (&value, &hundred, self->net.digits, BIZ_ROUND_HALF_UP, &value, NULL))
    return BIZ_CREDIT_BASE_MIXED;

  base = biz_money_from_minor (value.mantissa, self->net.currency, self->net.digits);
  if (ABS (base.minor - self->net.minor) <= 1)
    return BIZ_CREDIT_BASE_NET;

  return ABS (base.minor - self->gross.minor) <= 1 ? BIZ_CREDIT_BASE_GROSS : BIZ_CREDIT_BASE_MIXED;
}

static gboolean
is_price_reduction_of (BizCreditLine *self, BizCreditLine *credit)
{
  return credit->product_id == 0 && self->description[0] != '\0'
         && strlen (credit->description) > strlen (self->description)
         && g_str_has_suffix (credit->description, self->description)
         && g_str_equal (self->key, credit->key);
}

static gboolean
is_same_thing (BizCreditLine *self, BizCreditLine *credit, gboolean loosely)
{
  if (self->product_id != credit->product_id)
    return FALSE;
  if (loosely)
    return self->product_id != 0;

  return biz_decimal_compare (&self->price, &credit->price) == 0
         && biz_decimal_compare (&self->discount, &credit->discount) == 0
         && g_str_equal (self->description, credit->description);
}

static gboolean
fits (const BizDecimal *left, const BizDecimal *wanted)
{
  const BizDecimal zero = { 0 };

  return biz_decimal_compare (left, &zero) < 0 ? biz_decimal_compare (left, wanted) <= 0
                                               : biz_decimal_compare (left, wanted) >= 0;
}

/**
 * biz_credit_line_absorb:
 * @self: a line of an invoice
 * @credit: a line of a credit note over that invoice
 * @loosely: whether the same product is enough
 *
 * A line over an amount lowers what is left in money and leaves the quantity alone; a line over a
 * quantity lowers both.
 *
 * Returns: whether @credit was taken off @self
 */
gboolean
biz_credit_line_absorb (BizCreditLine *self, BizCreditLine *credit, gboolean loosely)
{
  const BizDecimal quantity = { -credit->quantity.mantissa, credit->quantity.digits };

  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self) && BIZ_IS_CREDIT_LINE (credit), FALSE);

  if (!self->has_amount || !credit->has_amount)
    return FALSE;
  if (!is_price_reduction_of (self, credit))
    {
      if (!is_same_thing (self, credit, loosely) || !fits (&self->quantity_left, &credit->quantity)
          || !biz_decimal_add (&self->quantity_left, &quantity, &self->quantity_left, NULL))
        return FALSE;
    }
  biz_money_subtract (&self->net_left, &credit->net, &self->net_left, NULL);
  biz_money_subtract (&self->gross_left, &credit->gross, &self->gross_left, NULL);

  return TRUE;
}

static void
set_decimal (JsonObject *values, const char *member, const BizDecimal *value)
{
  g_autofree char *text = biz_decimal_to_string (value);

  json_object_set_member (values, member, erp_json_literal (text));
}

/**
 * biz_credit_line_to_values:
 * @self: a line of an invoice
 * @quantity: how much of it is credited; not used with @net
 * @price: (nullable): the amount that is credited instead of a quantity, by the line's base
 * @name: (nullable): the words, %NULL: the line's own
 *
 * A quantity is priced as the invoice priced it and is linked with the order again, so that the
 * order knows. An amount is no goods: it has no product and no quantity of an order.
 *
 * Returns: (transfer full): the values of the line of a credit note
 */
JsonObject *
biz_credit_line_to_values (BizCreditLine *self,
                           const BizDecimal *quantity,
                           const BizMoney *price,
                           const char *name)
{
  JsonObject *values = json_object_new ();
  const BizDecimal one = { 1, 0 };

  g_return_val_if_fail (BIZ_IS_CREDIT_LINE (self), values);

  json_object_set_string_member (values, "name", name != NULL ? name : self->description);
  if (price != NULL)
    {
      const BizDecimal amount = { price->minor, price->digits };

      set_decimal (values, "quantity", &one);
      set_decimal (values, "price_unit", &amount);
    }
  else
    {
      if (self->product_id != 0)
        json_object_set_int_member (values, "product_id", self->product_id);
      if (self->unit_id != 0)
        json_object_set_int_member (values, "product_uom_id", self->unit_id);
      set_decimal (values, "quantity", quantity);
      set_decimal (values, "price_unit", &self->price);
      set_decimal (values, "discount", &self->discount);
      if (self->sale_ids != NULL && self->sale_ids->len > 0)
        json_object_set_member (values, "sale_line_ids", ids_to_command (self->sale_ids));
    }
  json_object_set_member (values, "tax_ids", ids_to_command (self->tax_ids));
  if (self->account_id != 0)
    json_object_set_int_member (values, "account_id", self->account_id);

  return values;
}
