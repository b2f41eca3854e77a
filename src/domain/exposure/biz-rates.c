/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-rates.h"

#include "biz-number.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizRates
{
  GHashTable *rates; /* (owned): code -> BizDecimal */
};

G_DEFINE_BOXED_TYPE (BizRates, biz_rates, biz_rates_ref, biz_rates_unref)

static void
clear (gpointer data)
{
  g_hash_table_unref (((BizRates *)data)->rates);
}

/**
 * biz_rates_new:
 *
 * Returns: (transfer full): a table without rates, which converts nothing but into itself
 */
BizRates *
biz_rates_new (void)
{
  BizRates *self = g_atomic_rc_box_new0 (BizRates);

  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

BizRates *
biz_rates_ref (BizRates *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
biz_rates_unref (BizRates *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * biz_rates_add:
 * @self: a table that nobody else has yet
 * @currency: ISO 4217 code
 * @rate: units of @currency for one of the base
 */
void
biz_rates_add (BizRates *self, const char *currency, const BizDecimal *rate)
{
  BizDecimal normal;

  g_return_if_fail (self != NULL && currency != NULL && rate != NULL);

  if (rate->mantissa <= 0)
    return;
  normal = biz_decimal_normalize (*rate);
  g_hash_table_replace (self->rates, g_strdup (currency), g_memdup2 (&normal, sizeof normal));
}

/* number × 10^digits; FALSE where it does not fit */
static gboolean
scale (__int128 *number, guint digits)
{
  for (guint i = 0; i < digits; i++)
    {
      if (__builtin_mul_overflow (*number, (__int128)10, number))
        return FALSE;
    }

  return TRUE;
}

static gboolean
compute (const BizMoney *amount,
         const BizDecimal *from,
         const BizDecimal *to,
         guint digits,
         gint64 *minor)
{
  __int128 numerator = amount->minor;
  __int128 denominator = from->mantissa;
  /* what both sides have of powers of ten is left out */
  const int tens = (int)digits + from->digits - amount->digits - to->digits;

  return !__builtin_mul_overflow (numerator, (__int128)to->mantissa, &numerator)
         && scale (tens > 0 ? &numerator : &denominator, (guint)ABS (tens))
         && biz_number_divide (numerator, denominator, BIZ_ROUND_HALF_UP, minor);
}

/**
 * biz_rates_convert:
 * @self: rates of a day
 * @amount: any amount
 * @zero: the currency that is wanted
 * @converted: (out): the same in that currency, rounded half up; may be @amount itself
 * @error: return location
 *
 * An amount of the same currency stays as it is, whether there is a rate or not.
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where there is no rate
 */
gboolean
biz_rates_convert (BizRates *self,
                   const BizMoney *amount,
                   const BizMoney *zero,
                   BizMoney *converted,
                   GError **error)
{
  const BizDecimal *from, *to;
  gint64 minor;

  g_return_val_if_fail (self != NULL && amount != NULL, FALSE);
  g_return_val_if_fail (zero != NULL && converted != NULL, FALSE);

  if (strcmp (amount->currency, zero->currency) == 0)
    {
      *converted = *amount;
      return TRUE;
    }
  from = g_hash_table_lookup (self->rates, amount->currency);
  to = g_hash_table_lookup (self->rates, zero->currency);
  if (amount->minor == 0)
    minor = 0;
  else if (from == NULL || to == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("The server has no rate between %s and %s. Enter one there, or look at one "
                      "company alone."),
                   amount->currency, zero->currency);
      return FALSE;
    }
  else if (!compute (amount, from, to, zero->digits, &minor))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The amount is too large to be computed exactly."));
      return FALSE;
    }
  *converted = *zero;
  converted->minor = minor;

  return TRUE;
}

/**
 * biz_rates_new_from_json:
 * @answer: what biz_rates_new_call () was answered
 * @error: return location
 *
 * Returns: (transfer full): the rates; %NULL with ERP_ERROR_PROTOCOL
 */
BizRates *
biz_rates_new_from_json (JsonNode *answer, GError **error)
{
  g_autoptr (BizRates) self = biz_rates_new ();
  JsonObject *page;
  JsonArray *records;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      const char *name;
      JsonObject *row;
      BizDecimal rate;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error)
          || !erp_json_get_string (row, "name", &name, error)
          || !biz_decimal_from_json (row, "rate", &rate, error))
        return NULL;
      if (name != NULL)
        biz_rates_add (self, name, &rate);
    }

  return g_steal_pointer (&self);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  return biz_rates_new_from_json (result, error);
}

/**
 * biz_rates_new_call:
 * @company_id: whose rates: companies may have their own
 *
 * Returns: (transfer full): a read whose answer is a BizRates
 */
ErpCall *
biz_rates_new_call (gint64 company_id)
{
  ErpCall *call = erp_call_new_read ("res.currency", "web_search_read");

  erp_call_set_arg_json (call, "domain", "[[\"active\",\"in\",[true,false]]]");
  erp_call_set_arg_json (call, "specification", "{\"name\":{},\"rate\":{}}");
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_companies (call, &company_id, 1);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)biz_rates_unref);

  return call;
}
