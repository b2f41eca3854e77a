/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-scope.h"

G_BEGIN_DECLS

/* What orders are worth in the company's currency, with taxes: of those of @ids that are in the
 * scope. The answer is a GHashTable of id -> BizMoney. NULL where orders cannot be told apart so.
 */
ErpCall *biz_kpi_order_values_new_call (const BizKpiScope *scope,
                                        const gint64 *ids,
                                        gsize n_ids,
                                        BizCurrencyTable *currencies,
                                        ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
