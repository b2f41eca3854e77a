/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-currency-table.h"

#include "erp-capabilities.h"
#include "erp-currency.h"

/* The capabilities do not change once they are loaded, so any thread may read them. */
static gboolean
look_up (gint64 id, BizMoney *zero, gpointer user_data)
{
  ErpCurrency *currency = erp_capabilities_get_currency (user_data, id);

  if (currency == NULL)
    return FALSE;
  *zero = biz_money_zero (erp_currency_get_code (currency),
                          MIN (erp_currency_get_digits (currency), BIZ_MONEY_MAX_DIGITS));

  return TRUE;
}

/**
 * biz_currency_table_new:
 * @capabilities: what the server told at sign-in
 *
 * Returns: (transfer full): the currencies a document may carry
 */
BizCurrencyTable *
biz_currency_table_new (ErpCapabilities *capabilities)
{
  BizCurrencyTable *self;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);

  self = biz_currency_table_new_empty ();
  biz_currency_table_set_lookup (self, look_up, g_object_ref (capabilities), g_object_unref);

  return self;
}
