/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-row-order.h"

int
biz_row_order_int (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

int
biz_row_order_text (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return g_utf8_collate (a, b);
}

int
biz_row_order_day (const GDate *a, const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return !g_date_valid (a) - !g_date_valid (b);

  return g_date_compare (a, b);
}
