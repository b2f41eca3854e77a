/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-plan-private.h"

#include "biz-credit-split.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (BizCreditPlan, biz_credit_plan, G_TYPE_OBJECT)

static void
clear_row (gpointer data)
{
  BizCreditRow *row = data;

  g_clear_object (&row->line);
}

static void
biz_credit_plan_finalize (GObject *object)
{
  BizCreditPlan *self = BIZ_CREDIT_PLAN (object);

  g_clear_object (&self->source);
  g_free (self->label);
  g_array_unref (self->rows);

  G_OBJECT_CLASS (biz_credit_plan_parent_class)->finalize (object);
}

static void
biz_credit_plan_class_init (BizCreditPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_credit_plan_finalize;
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BizCreditRow));

  g_array_set_clear_func (rows, clear_row);

  return rows;
}

static void
biz_credit_plan_init (BizCreditPlan *self)
{
  self->rows = new_rows ();
}

static BizMoney
make_zero (BizCreditPlan *self)
{
  const BizMoney total = biz_credit_source_get_total (self->source);

  return biz_money_zero (total.currency, total.digits);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, message);

  return FALSE;
}

static gboolean
refuse_amount (GError **error, const char *format, BizMoney amount)
{
  g_autofree char *text = biz_money_format (&amount, BIZ_MONEY_SYMBOL);

  /* The formats are this file's own. */
  _Pragma ("GCC diagnostic push") _Pragma ("GCC diagnostic ignored \"-Wformat-nonliteral\"");
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, format, text);
  _Pragma ("GCC diagnostic pop");

  return FALSE;
}

static BizCreditRow *
find_row (BizCreditPlan *self, gint64 line_id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      BizCreditRow *row = &g_array_index (self->rows, BizCreditRow, i);

      if (biz_credit_line_get_id (row->line) == line_id)
        return row;
    }

  return NULL;
}

/* Takes the row's line. */
static void
put_row (BizCreditPlan *self, BizCreditRow row)
{
  BizCreditRow *before;

  if (self->has_amount)
    biz_credit_plan_clear (self);
  before = find_row (self, biz_credit_line_get_id (row.line));
  if (before != NULL)
    {
      clear_row (before);
      *before = row;
    }
  else
    g_array_append_val (self->rows, row);
}

static BizCreditLine *
need_line (BizCreditPlan *self, gint64 line_id, GError **error)
{
  BizCreditLine *line = biz_credit_source_find_line (self->source, line_id);

  if (line == NULL || !biz_credit_line_has_amount (line))
    {
      refuse (error, _ ("The invoice has no such line any more. Look at it again."));
      return NULL;
    }

  return line;
}

/* @money x @part / @whole, rounded half up. */
static gboolean
scale_by (const BizMoney *money,
          const BizDecimal *part,
          const BizDecimal *whole,
          BizMoney *result,
          GError **error)
{
  BizDecimal value = { money->minor, money->digits };

  return biz_decimal_multiply (&value, part, &value, error)
         && biz_decimal_divide (&value, whole, money->digits, BIZ_ROUND_HALF_UP, &value, error)
         && biz_decimal_to_money (&value, money->currency, money->digits, BIZ_ROUND_HALF_UP, result,
                                  error);
}

static int
sign_of (gint64 number)
{
  return number < 0 ? -1 : number > 0;
}

/* As much as @left or less, on the same side of nothing. */
static gboolean
is_within (gint64 wanted, gint64 left)
{
  return wanted == 0 || (sign_of (wanted) == sign_of (left) && ABS (wanted) <= ABS (left));
}

/**
 * biz_credit_plan_new:
 * @source: the invoice and what credits it
 * @label: how a line over an amount begins
 *
 * Returns: (transfer full): an empty plan
 */
BizCreditPlan *
biz_credit_plan_new (BizCreditSource *source, const char *label)
{
  BizCreditPlan *self;

  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (source), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CREDIT_PLAN, NULL);
  self->source = g_object_ref (source);
  self->label = g_strdup (label);

  return self;
}

BizCreditSource *
biz_credit_plan_get_source (BizCreditPlan *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), NULL);

  return self->source;
}

void
biz_credit_plan_clear (BizCreditPlan *self)
{
  g_return_if_fail (BIZ_IS_CREDIT_PLAN (self));

  g_array_set_size (self->rows, 0);
  self->has_amount = FALSE;
}

void
biz_credit_plan_remove_line (BizCreditPlan *self, gint64 line_id)
{
  g_return_if_fail (BIZ_IS_CREDIT_PLAN (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (biz_credit_line_get_id (g_array_index (self->rows, BizCreditRow, i).line) == line_id)
      {
        g_array_remove_index (self->rows, i);
        return;
      }
}

/**
 * biz_credit_plan_set_quantity:
 * @self: a plan
 * @line_id: a line of the invoice
 * @quantity: how much of it, on the same side of nothing as the line; 0 takes it out
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where less is left
 */
gboolean
biz_credit_plan_set_quantity (BizCreditPlan *self,
                              gint64 line_id,
                              const BizDecimal *quantity,
                              GError **error)
{
  BizCreditLine *line;
  BizDecimal all, left;
  BizMoney net, gross, net_left;
  BizCreditRow row = { 0 };

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);
  g_return_val_if_fail (quantity != NULL, FALSE);

  line = need_line (self, line_id, error);
  if (line == NULL)
    return FALSE;
  if (quantity->mantissa == 0)
    {
      biz_credit_plan_remove_line (self, line_id);
      return TRUE;
    }
  all = biz_credit_line_get_quantity (line);
  left = biz_credit_line_get_quantity_left (line);
  if (sign_of (quantity->mantissa) != sign_of (left.mantissa)
      || biz_decimal_compare (quantity, &left) * sign_of (left.mantissa) > 0)
    {
      g_autofree char *text = biz_decimal_format (&left, 0);

      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Of this line %s is left to credit."),
                   text);
      return FALSE;
    }
  net = biz_credit_line_get_net (line);
  gross = biz_credit_line_get_gross (line);
  if (!scale_by (&net, quantity, &all, &row.net, error)
      || !scale_by (&gross, quantity, &all, &row.gross, error))
    return FALSE;
  net_left = biz_credit_line_get_net_left (line);
  if (!is_within (row.net.minor, net_left.minor))
    return refuse_amount (error,
                          /* Translators: an amount. */
                          _ ("A part of this line was credited by amount: %s is left. Credit it by "
                             "amount."),
                          net_left);

  row.line = g_object_ref (line);
  row.quantity = *quantity;
  put_row (self, row);

  return TRUE;
}

/**
 * biz_credit_plan_set_net:
 * @self: a plan
 * @line_id: a line of the invoice
 * @net: how much of it, without tax; 0 takes it out
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where less is left, or where some taxes are in the price
 *   and others are not, so that an amount cannot be said in one price
 */
gboolean
biz_credit_plan_set_net (BizCreditPlan *self, gint64 line_id, const BizMoney *net, GError **error)
{
  BizCreditLine *line;
  BizMoney left, all_net, all_gross;
  BizCreditRow row = { .by_amount = TRUE };

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);
  g_return_val_if_fail (net != NULL, FALSE);

  line = need_line (self, line_id, error);
  if (line == NULL)
    return FALSE;
  if (net->minor == 0)
    {
      biz_credit_plan_remove_line (self, line_id);
      return TRUE;
    }
  left = biz_credit_line_get_net_left (line);
  if (!is_within (net->minor, left.minor))
    /* Translators: an amount. */
    return refuse_amount (error, _ ("Of this line %s without tax is left to credit."), left);
  if (biz_credit_line_get_base (line) == BIZ_CREDIT_BASE_MIXED)
    return refuse (error, _ ("Some taxes of this line are in its price and others are not. Credit "
                             "it by quantity."));
  all_net = biz_credit_line_get_net (line);
  all_gross = biz_credit_line_get_gross (line);
  row.net = *net;
  if (!biz_money_scale (net, all_gross.minor, all_net.minor, BIZ_ROUND_HALF_UP, &row.gross, error))
    return FALSE;

  row.line = g_object_ref (line);
  put_row (self, row);

  return TRUE;
}

/* The lines that an amount in all is taken from, by taxes and account. */
static GPtrArray *
make_groups (BizCreditPlan *self)
{
  GListModel *lines = biz_credit_source_get_lines (self->source);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_credit_group_free);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (lines, i);

      biz_credit_groups_add (groups, line);
    }

  return groups;
}

/**
 * biz_credit_plan_set_amount:
 * @self: a plan
 * @gross: how much, tax included
 * @error: return location
 *
 * Spreads an amount over the invoice in proportion to what is left of its lines; lines with the
 * same taxes and account become one. Where the taxes leave no way to meet it to the cent, the plan
 * is a cent below.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where less is left
 */
gboolean
biz_credit_plan_set_amount (BizCreditPlan *self, const BizMoney *gross, GError **error)
{
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GArray) rows = new_rows ();
  BizMoney left, amount;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);
  g_return_val_if_fail (gross != NULL, FALSE);

  left = biz_credit_source_get_left (self->source);
  if (g_strcmp0 (gross->currency, left.currency) != 0 || gross->digits != left.digits)
    return refuse (error, _ ("A credit note has the currency of its invoice."));
  if (gross->minor <= 0)
    return refuse (error, _ ("The amount of a credit note is more than nothing."));
  if (gross->minor > left.minor)
    /* Translators: an amount. */
    return refuse_amount (error, _ ("Of this invoice %s is left to credit."), left);

  groups = make_groups (self);
  amount = *gross;
  if (!biz_credit_groups_split (groups, &amount))
    return refuse (error, _ ("This amount cannot be spread over the lines of the invoice. Credit "
                             "it by line."));
  for (guint i = 0; i < groups->len; i++)
    {
      BizCreditGroup *group = g_ptr_array_index (groups, i);
      BizCreditRow row = { .by_amount = TRUE, .shared = group->n_lines > 1 };

      if (group->net.minor == 0)
        continue;
      row.line = g_object_ref (group->line);
      row.net = group->net;
      row.gross = group->gross;
      g_array_append_val (rows, row);
    }
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = g_steal_pointer (&rows);
  self->has_amount = TRUE;
  self->amount = *gross;

  return TRUE;
}

/* FALSE where the lines have more left than the invoice: some credit note fits no line. */
static gboolean
add_rest_of_lines (BizCreditPlan *self, GError **error)
{
  GListModel *lines = biz_credit_source_get_lines (self->source);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (lines, i);
      const BizDecimal quantity = biz_credit_line_get_quantity_left (line);
      const BizMoney net = biz_credit_line_get_net_left (line);

      if (!biz_credit_line_has_amount (line) || net.minor == 0)
        continue;
      if (quantity.mantissa != 0
          && biz_credit_plan_set_quantity (self, biz_credit_line_get_id (line), &quantity, NULL)
          && g_array_index (self->rows, BizCreditRow, self->rows->len - 1).net.minor == net.minor)
        continue;
      if (!biz_credit_plan_set_net (self, biz_credit_line_get_id (line), &net, error))
        return FALSE;
    }

  return biz_credit_plan_check (self, error);
}

/**
 * biz_credit_plan_set_rest:
 * @self: a plan
 * @error: return location
 *
 * Plans everything that is left.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where nothing is
 */
gboolean
biz_credit_plan_set_rest (BizCreditPlan *self, GError **error)
{
  BizMoney left;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);

  biz_credit_plan_clear (self);
  left = biz_credit_source_get_left (self->source);
  if (left.minor <= 0)
    return refuse (error, _ ("The invoice is credited in full already."));
  if (add_rest_of_lines (self, NULL))
    return TRUE;

  biz_credit_plan_clear (self);

  return biz_credit_plan_set_amount (self, &left, error);
}

gboolean
biz_credit_plan_is_empty (BizCreditPlan *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), TRUE);

  return self->rows->len == 0;
}

gboolean
biz_credit_plan_is_whole (BizCreditPlan *self)
{
  GListModel *lines;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);

  lines = biz_credit_source_get_lines (self->source);
  if (biz_credit_source_get_n_notes (self->source) > 0)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (lines, i);
      const BizDecimal all = biz_credit_line_get_quantity (line);
      const BizMoney net = biz_credit_line_get_net (line);
      const BizCreditRow *row = find_row (self, biz_credit_line_get_id (line));

      if (biz_credit_line_has_amount (line) && net.minor != 0
          && (row == NULL || row->by_amount || biz_decimal_compare (&row->quantity, &all) != 0))
        return FALSE;
    }

  return self->rows->len > 0;
}

static BizMoney
sum_rows (BizCreditPlan *self, gboolean gross)
{
  BizMoney sum = make_zero (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizCreditRow *row = &g_array_index (self->rows, BizCreditRow, i);

      sum.minor += gross ? row->gross.minor : row->net.minor;
    }

  return sum;
}

BizMoney
biz_credit_plan_get_net (BizCreditPlan *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), (BizMoney){ 0 });

  return sum_rows (self, FALSE);
}

BizMoney
biz_credit_plan_get_gross (BizCreditPlan *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), (BizMoney){ 0 });

  if (biz_credit_plan_is_whole (self))
    return biz_credit_source_get_total (self->source);

  return sum_rows (self, TRUE);
}

gboolean
biz_credit_plan_get_line (
    BizCreditPlan *self, gint64 line_id, BizDecimal *quantity, BizMoney *net, BizMoney *gross)
{
  const BizCreditRow *row;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);

  row = find_row (self, line_id);
  if (row == NULL)
    return FALSE;
  if (quantity != NULL)
    *quantity = row->quantity;
  if (net != NULL)
    *net = row->net;
  if (gross != NULL)
    *gross = row->gross;

  return TRUE;
}

/**
 * biz_credit_plan_check:
 * @self: a plan
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where nothing is planned, or more than is left of the
 *   invoice as a whole
 */
gboolean
biz_credit_plan_check (BizCreditPlan *self, GError **error)
{
  BizMoney left, slack, gross;

  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (self), FALSE);

  left = biz_credit_source_get_left (self->source);
  slack = biz_credit_source_get_slack (self->source);
  gross = biz_credit_plan_get_gross (self);
  if (gross.minor <= 0)
    return refuse (error, _ ("Choose what is credited."));
  if (gross.minor > left.minor + (left.minor > 0 ? slack.minor : 0))
    /* Translators: an amount. */
    return refuse_amount (error, _ ("Of this invoice %s is left to credit."), left);

  return TRUE;
}
