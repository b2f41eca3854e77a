/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-unit.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

/**
 * biz_return_unit_convert:
 * @quantity: in @from
 * @from: its unit
 * @to: the unit that is wanted
 * @result: (out): the same quantity in @to
 * @error: return location
 *
 * The units are of one kind, as those of an order's line, its delivery and its invoice are.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where the units cannot be compared
 */
gboolean
biz_return_unit_convert (const BizDecimal *quantity,
                         const BizReturnUnit *from,
                         const BizReturnUnit *to,
                         BizDecimal *result,
                         GError **error)
{
  const BizDecimal *up, *down;

  g_return_val_if_fail (quantity != NULL && from != NULL && to != NULL && result != NULL, FALSE);

  if (from->id == to->id && from->id != 0)
    {
      *result = biz_decimal_normalize (*quantity);
      return TRUE;
    }
  up = from->is_part ? &to->factor : &from->factor;
  down = from->is_part ? &from->factor : &to->factor;
  if (from->id == 0 || to->id == 0 || from->is_part != to->is_part || up->mantissa <= 0
      || down->mantissa <= 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("Its units of measure cannot be compared."));
      return FALSE;
    }
  /* Fifteen digits of a third are three times it after rounding. */
  if (!biz_decimal_multiply (quantity, up, result, error)
      || !biz_decimal_divide (result, down, BIZ_RETURN_DIGITS, BIZ_ROUND_HALF_UP, result, error))
    return FALSE;
  *result = biz_decimal_normalize (*result);

  return TRUE;
}

gboolean
biz_return_unit_has (const BizReturnUnit *unit, const BizDecimal *quantity)
{
  BizDecimal steps;

  g_return_val_if_fail (unit != NULL && quantity != NULL, FALSE);

  if (unit->rounding.mantissa <= 0
      || !biz_decimal_divide (quantity, &unit->rounding, BIZ_RETURN_DIGITS, BIZ_ROUND_HALF_UP,
                              &steps, NULL))
    return TRUE;

  return biz_decimal_normalize (steps).digits == 0;
}
