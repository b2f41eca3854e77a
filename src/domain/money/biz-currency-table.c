/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-currency-table.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

struct _BizCurrencyTable
{
  BizCurrencyLookup lookup; /* (nullable): asked for what @zeros does not have */
  gpointer lookup_data;
  GDestroyNotify lookup_data_free;
  GHashTable *zeros; /* (owned): gint64 id -> BizMoney */
};

G_DEFINE_BOXED_TYPE (BizCurrencyTable,
                     biz_currency_table,
                     biz_currency_table_ref,
                     biz_currency_table_unref)

static void
clear (gpointer data)
{
  BizCurrencyTable *self = data;

  if (self->lookup_data_free != NULL)
    self->lookup_data_free (self->lookup_data);
  g_hash_table_unref (self->zeros);
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
 * biz_currency_table_set_lookup:
 * @self: a table that no other thread has yet
 * @lookup: called in any thread for an id that was not added
 * @user_data: for @lookup
 * @user_data_free: (nullable): frees @user_data
 *
 * Lets the table draw on what somebody else knows.
 */
void
biz_currency_table_set_lookup (BizCurrencyTable *self,
                               BizCurrencyLookup lookup,
                               gpointer user_data,
                               GDestroyNotify user_data_free)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->lookup == NULL);

  self->lookup = lookup;
  self->lookup_data = user_data;
  self->lookup_data_free = user_data_free;
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

  zero = biz_money_zero (code, MIN (digits, BIZ_MONEY_MAX_DIGITS));
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

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (zero != NULL, FALSE);

  found = g_hash_table_lookup (self->zeros, &id);
  if (found != NULL)
    {
      *zero = *found;
      return TRUE;
    }

  if (self->lookup == NULL || !self->lookup (id, zero, self->lookup_data))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("The server sent a document in a currency it did not name (id %lld). Sign in "
                      "again to read the currencies anew."),
                   (long long)id);
      return FALSE;
    }

  return TRUE;
}
