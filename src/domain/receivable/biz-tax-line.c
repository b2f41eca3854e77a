/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-tax-line.h"

#include "biz-decimal.h"
#include "erp-json.h"

struct _BizTaxLine
{
  GObject parent_instance;

  char *name; /* (owned) (nullable) */
  BizMoney base;
  BizMoney amount;
};

G_DEFINE_FINAL_TYPE (BizTaxLine, biz_tax_line, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_BASE,
  PROP_AMOUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* The names one server version has for the same three things. */
typedef struct
{
  const char *name;
  const char *base;
  const char *amount;
} GroupMembers;

/* Taxes that are rounded over the whole document come unrounded from 17. */
static gboolean
read_groups (JsonArray *groups,
             const GroupMembers *members,
             const BizMoney *zero,
             GListStore *tax_lines,
             BizMoney *tax,
             GError **error)
{
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      g_autoptr (BizTaxLine) line = NULL;
      JsonObject *group;
      BizMoney base, amount;
      const char *name;

      if (!erp_json_get_object (json_array_get_element (groups, i), &group, error)
          || !erp_json_get_string (group, members->name, &name, error)
          || !biz_money_from_json_rounded (group, members->base, zero, &base, error)
          || !biz_money_from_json_rounded (group, members->amount, zero, &amount, error)
          || !biz_money_add (tax, &amount, tax, error))
        return FALSE;
      line = biz_tax_line_new (name != NULL ? name : "", &base, &amount);
      g_list_store_append (tax_lines, line);
    }

  return TRUE;
}

/* Since version 18: {"subtotals":[{"tax_groups":[...]}], "base_amount_currency", ...} */
static gboolean
read_subtotals (
    JsonObject *totals, const BizMoney *zero, GListStore *tax_lines, BizMoney *tax, GError **error)
{
  static const GroupMembers members = { "group_name", "base_amount_currency",
                                        "tax_amount_currency" };
  JsonArray *subtotals;

  if (!erp_json_get_array (json_object_get_member (totals, "subtotals"), &subtotals, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (subtotals); i++)
    {
      JsonObject *subtotal;
      JsonArray *groups;

      if (!erp_json_get_object (json_array_get_element (subtotals, i), &subtotal, error)
          || !erp_json_get_array (json_object_get_member (subtotal, "tax_groups"), &groups, error)
          || !read_groups (groups, &members, zero, tax_lines, tax, error))
        return FALSE;
    }

  return TRUE;
}

/* Before: {"groups_by_subtotal":{"Untaxed Amount":[...]}, "amount_untaxed", "amount_total"} */
static gboolean
read_groups_by_subtotal (
    JsonObject *totals, const BizMoney *zero, GListStore *tax_lines, BizMoney *tax, GError **error)
{
  static const GroupMembers members = { "tax_group_name", "tax_group_base_amount",
                                        "tax_group_amount" };
  JsonObject *by_subtotal;
  JsonObjectIter iter;
  const char *name; /* json-glib 1.6 crashes without */
  JsonNode *node;

  if (!erp_json_get_object (json_object_get_member (totals, "groups_by_subtotal"), &by_subtotal,
                            error))
    return FALSE;
  json_object_iter_init_ordered (&iter, by_subtotal);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonArray *groups;

      if (!erp_json_get_array (node, &groups, error)
          || !read_groups (groups, &members, zero, tax_lines, tax, error))
        return FALSE;
    }

  return TRUE;
}

static void
biz_tax_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizTaxLine *self = BIZ_TAX_LINE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BASE:
      g_value_set_boxed (value, &self->base);
      break;
    case PROP_AMOUNT:
      g_value_set_boxed (value, &self->amount);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_tax_line_finalize (GObject *object)
{
  BizTaxLine *self = BIZ_TAX_LINE (object);

  g_free (self->name);

  G_OBJECT_CLASS (biz_tax_line_parent_class)->finalize (object);
}

static void
biz_tax_line_class_init (BizTaxLineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_tax_line_get_property;
  object_class->finalize = biz_tax_line_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_BASE] = g_param_spec_boxed ("base", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_AMOUNT] = g_param_spec_boxed ("amount", NULL, NULL, BIZ_TYPE_MONEY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_tax_line_init (BizTaxLine *self)
{
}

/**
 * biz_tax_line_new:
 * @name: the group of taxes
 * @base: what is taxed
 * @amount: the tax
 *
 * Returns: (transfer full): one line of the totals
 */
BizTaxLine *
biz_tax_line_new (const char *name, const BizMoney *base, const BizMoney *amount)
{
  BizTaxLine *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (BIZ_TYPE_TAX_LINE, NULL);
  self->name = g_strdup (name);
  self->base = *base;
  self->amount = *amount;

  return self;
}

/**
 * biz_tax_line_get_name:
 * @self: a tax line
 *
 * Returns: the group of taxes
 */
const char *
biz_tax_line_get_name (BizTaxLine *self)
{
  g_return_val_if_fail (BIZ_IS_TAX_LINE (self), NULL);

  return self->name;
}

/**
 * biz_tax_line_get_base:
 * @self: a tax line
 *
 * Returns: what is taxed
 */
BizMoney
biz_tax_line_get_base (BizTaxLine *self)
{
  g_return_val_if_fail (BIZ_IS_TAX_LINE (self), (BizMoney){ 0 });

  return self->base;
}

/**
 * biz_tax_line_get_amount:
 * @self: a tax line
 *
 * Returns: the tax
 */
BizMoney
biz_tax_line_get_amount (BizTaxLine *self)
{
  g_return_val_if_fail (BIZ_IS_TAX_LINE (self), (BizMoney){ 0 });

  return self->amount;
}

/**
 * biz_tax_line_read_totals:
 * @tax_totals: (nullable): the field of that name
 * @zero: the invoice's currency
 * @tax_lines: (element-type BizTaxLine): where the lines go
 * @untaxed: (out): without tax
 * @tax: (out): the sum of the lines
 * @total: (out): with tax
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where it is in neither of the two known forms
 */
gboolean
biz_tax_line_read_totals (JsonNode *tax_totals,
                          const BizMoney *zero,
                          GListStore *tax_lines,
                          BizMoney *untaxed,
                          BizMoney *tax,
                          BizMoney *total,
                          GError **error)
{
  JsonObject *totals;

  *untaxed = *tax = *total = *zero;
  if (!erp_json_get_object (tax_totals, &totals, error))
    return FALSE;

  if (json_object_has_member (totals, "groups_by_subtotal"))
    return read_groups_by_subtotal (totals, zero, tax_lines, tax, error)
           && biz_money_from_json_rounded (totals, "amount_untaxed", zero, untaxed, error)
           && biz_money_from_json_rounded (totals, "amount_total", zero, total, error);

  return read_subtotals (totals, zero, tax_lines, tax, error)
         && biz_money_from_json_rounded (totals, "base_amount_currency", zero, untaxed, error)
         && biz_money_from_json_rounded (totals, "total_amount_currency", zero, total, error);
}
