/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-store.h"
#include "biz-kpi-scope.h"

G_BEGIN_DECLS

/* What was open at the end of @day of the part that @scope chooses. Of parts by document payments
 * are nobody's: then what is open are invoices and credit notes, as in the figures. Taken by
 * biz_ageing_read_finish (); ERP_ERROR_MISSING where the part cannot be chosen. */
void biz_kpi_open_read_async (ErpSession *session,
                              BizCurrencyTable *currencies,
                              const BizKpiScope *scope,
                              const GDate *day,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
