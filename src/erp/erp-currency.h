/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_TYPE_CURRENCY (erp_currency_get_type ())
G_DECLARE_FINAL_TYPE (ErpCurrency, erp_currency, ERP, CURRENCY, GObject)

ErpCurrency *erp_currency_new (gint64 id,
                               const char *code,
                               const char *symbol,
                               gboolean symbol_before,
                               guint digits) G_GNUC_WARN_UNUSED_RESULT;
ErpCurrency *erp_currency_new_from_json (JsonObject *object,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 erp_currency_get_id (ErpCurrency *self);
const char *erp_currency_get_code (ErpCurrency *self);
const char *erp_currency_get_symbol (ErpCurrency *self);
gboolean erp_currency_get_symbol_before (ErpCurrency *self);
/* Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
guint erp_currency_get_digits (ErpCurrency *self);
/* New documents may be in it; what is not told is. */
gboolean erp_currency_get_active (ErpCurrency *self);

G_END_DECLS
