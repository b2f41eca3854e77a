/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/* The server's rates of a day: how many units of each currency are worth one of the same base.
 * Reference counted; not changed once it is shared. */
#define BIZ_TYPE_RATES (biz_rates_get_type ())
GType biz_rates_get_type (void) G_GNUC_CONST;
typedef struct _BizRates BizRates;

BizRates *biz_rates_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizRates *biz_rates_ref (BizRates *self);
void biz_rates_unref (BizRates *self);
/* @rate: above 0, else the currency counts as unknown */
void biz_rates_add (BizRates *self, const char *currency, const BizDecimal *rate);
/* FALSE with ERP_ERROR_VALIDATION where the server has no rate, or the amount does not fit. */
gboolean biz_rates_convert (BizRates *self,
                            const BizMoney *amount,
                            const BizMoney *zero,
                            BizMoney *converted,
                            GError **error);
/* Reads {"records": [{"name", "rate"}]}; in any thread. */
BizRates *biz_rates_new_from_json (JsonNode *answer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for the rates of now, as @company_id has them. */
ErpCall *biz_rates_new_call (gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizRates, biz_rates_unref)

G_END_DECLS
