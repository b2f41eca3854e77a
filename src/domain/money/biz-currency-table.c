/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-currency-table.h"

#include "erp-capabilities.h"
#include "erp-currency.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define MAX_DIGITS 6

struct _BizCurrencyTable
{
  ErpCapabilities *capabilities; /* (owned) (nullable): immutable, so threads may read it */
  GHashTable *zeros;             /* (owned): gint64 id -> BizMoney */
};

G_DEFINE_BOXED_TYPE (BizCurrencyTable,
                     biz_currency_table,
                     biz_currency_table_ref,
                     biz_currency_table_unref)

static void
clear (gpointer data)
{
  BizCurrencyTable *self = data;

  g_clear_object (&self->capabilities);
  g_hash_table_unref (self->zeros);
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
  self->capabilities = g_object_ref (capabilities);

  return self;
}

/**
 * biz_currency_table_new_empty:
 *
 * Returns: (transfer full): a table to fill
 */
BizCurrencyTable *
biz_currency_table_new_empty (void)
{
  BizCurrencyTable *self = g_atomic_rc_box_new0 (BizCurrencyTable);

  self->zeros = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

/**
 * biz_currency_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
BizCurrencyTable *
biz_currency_table_ref (BizCurrencyTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_currency_table_unref:
 * @self: (transfer full): a table
 */
void
biz_currency_table_unref (BizCurrencyTable *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * biz_currency_table_add:
 * @self: a table that no other thread has yet
 * @id: the currency's id on the server
 * @code: ISO 4217 code
 * @digits: of the minor unit; more than 6 are taken as 6
 */
void
biz_currency_table_add (BizCurrencyTable *self, gint64 id, const char *code, guint digits)
{
  BizMoney zero;

  g_return_if_fail (self != NULL);
  g_return_if_fail (code != NULL);

  zero = biz_money_zero (code, MIN (digits, MAX_DIGITS));
  g_hash_table_replace (self->zeros, g_memdup2 (&id, sizeof id), biz_money_copy (&zero));
}

/**
 * biz_currency_table_lookup:
 * @self: a table
 * @id: a currency's id
 * @zero: (out): nothing, in that currency
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where the server never named that currency
 */
gboolean
biz_currency_table_lookup (BizCurrencyTable *self, gint64 id, BizMoney *zero, GError **error)
{
  const BizMoney *found;
  ErpCurrency *currency;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (zero != NULL, FALSE);

  found = g_hash_table_lookup (self->zeros, &id);
  if (found != NULL)
    {
      *zero = *found;
      return TRUE;
    }

  currency =
      self->capabilities != NULL ? erp_capabilities_get_currency (self->capabilities, id) : NULL;
  if (currency == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("The server sent a document in a currency it did not name (id %lld). Sign in "
                      "again to read the currencies anew."),
                   (long long)id);
      return FALSE;
    }

  *zero = biz_money_zero (erp_currency_get_code (currency),
                          MIN (erp_currency_get_digits (currency), MAX_DIGITS));

  return TRUE;
}
