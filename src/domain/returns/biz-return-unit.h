/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/* Digits that quantities are kept with. */
#define BIZ_RETURN_DIGITS 6

/**
 * BizReturnUnit:
 * @id: 0: not known
 * @factor: what the server says
 * @is_part: @factor is how many of it fill the reference unit, as older servers say; otherwise how
 *   many of the reference unit it has
 * @rounding: its smallest step; 0: not known
 *
 * A unit of measure; a plain value.
 */
typedef struct
{
  gint64 id;
  BizDecimal factor;
  gboolean is_part;
  BizDecimal rounding;
} BizReturnUnit;

/* FALSE with ERP_ERROR_VALIDATION where one is not known. Rounded half up to BIZ_RETURN_DIGITS. */
gboolean biz_return_unit_convert (const BizDecimal *quantity,
                                  const BizReturnUnit *from,
                                  const BizReturnUnit *to,
                                  BizDecimal *result,
                                  GError **error);

/* Whether the quantity is so many whole steps, or the steps are not known: of others the server
 * makes another quantity. */
gboolean biz_return_unit_has (const BizReturnUnit *unit, const BizDecimal *quantity);

G_END_DECLS
