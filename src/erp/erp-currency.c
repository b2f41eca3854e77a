/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-currency.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define MAX_DIGITS 6

struct _ErpCurrency
{
  GObject parent_instance;

  gint64 id;
  char *code;   /* (owned) */
  char *symbol; /* (owned) */
  gboolean symbol_before;
  guint digits;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (ErpCurrency, erp_currency, G_TYPE_OBJECT)

static void
erp_currency_finalize (GObject *object)
{
  ErpCurrency *self = ERP_CURRENCY (object);

  g_free (self->code);
  g_free (self->symbol);

  G_OBJECT_CLASS (erp_currency_parent_class)->finalize (object);
}

static void
erp_currency_class_init (ErpCurrencyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_currency_finalize;
}

static void
erp_currency_init (ErpCurrency *self)
{
}

/**
 * erp_currency_new:
 * @id: the id on the server
 * @code: ISO 4217 code
 * @symbol: (nullable): what people write; the code where there is none
 * @symbol_before: whether the symbol stands before the number
 * @digits: digits of the minor unit, 0 to 6
 *
 * Returns: (transfer full): a currency, which never changes
 */
ErpCurrency *
erp_currency_new (
    gint64 id, const char *code, const char *symbol, gboolean symbol_before, guint digits)
{
  ErpCurrency *self;

  g_return_val_if_fail (code != NULL && digits <= MAX_DIGITS, NULL);

  self = g_object_new (ERP_TYPE_CURRENCY, NULL);
  self->id = id;
  self->code = g_strdup (code);
  self->symbol = g_strdup (symbol != NULL ? symbol : code);
  self->symbol_before = symbol_before;
  self->digits = digits;
  self->active = TRUE;

  return self;
}

/**
 * erp_currency_new_from_json:
 * @object: a record of res.currency with id, name, symbol, position and decimal_places
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: (transfer full): the currency
 */
ErpCurrency *
erp_currency_new_from_json (JsonObject *object, GError **error)
{
  gint64 id;
  gint64 digits;
  const char *code;
  const char *symbol;
  const char *position;
  ErpCurrency *self;

  g_return_val_if_fail (object != NULL, NULL);

  if (!erp_json_get_int (object, "id", &id, error)
      || !erp_json_get_string (object, "name", &code, error)
      || !erp_json_get_string (object, "symbol", &symbol, error)
      || !erp_json_get_string (object, "position", &position, error)
      || !erp_json_get_int (object, "decimal_places", &digits, error))
    return NULL;
  if (code == NULL || digits < 0 || digits > MAX_DIGITS)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("The currency “%s” has a precision this program cannot keep exactly. Ask the "
                      "administrator to check it."),
                   code != NULL ? code : "?");
      return NULL;
    }

  self = erp_currency_new (id, code, symbol, g_strcmp0 (position, "before") == 0, (guint)digits);
  if (json_object_has_member (object, "active"))
    erp_json_get_bool (object, "active", &self->active, NULL);

  return self;
}

/**
 * erp_currency_get_id:
 * @self: a currency
 *
 * Returns: the id on the server
 */
gint64
erp_currency_get_id (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), 0);

  return self->id;
}

/**
 * erp_currency_get_code:
 * @self: a currency
 *
 * Returns: the ISO 4217 code
 */
const char *
erp_currency_get_code (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), NULL);

  return self->code;
}

/**
 * erp_currency_get_symbol:
 * @self: a currency
 *
 * Returns: what people write, the code where there is none
 */
const char *
erp_currency_get_symbol (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), NULL);

  return self->symbol;
}

/**
 * erp_currency_get_symbol_before:
 * @self: a currency
 *
 * Returns: whether the symbol stands before the number
 */
gboolean
erp_currency_get_symbol_before (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), FALSE);

  return self->symbol_before;
}

/**
 * erp_currency_get_digits:
 * @self: a currency
 *
 * Returns: digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD
 */
guint
erp_currency_get_digits (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), 0);

  return self->digits;
}

/**
 * erp_currency_get_active:
 * @self: a currency
 *
 * Returns: whether new documents may be in it
 */
gboolean
erp_currency_get_active (ErpCurrency *self)
{
  g_return_val_if_fail (ERP_IS_CURRENCY (self), FALSE);

  return self->active;
}
