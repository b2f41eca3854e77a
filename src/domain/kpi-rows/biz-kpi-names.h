/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-entry.h"
#include "erp-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Documents whose names are read in one request. */
#define BIZ_KPI_NAMES_A_PAGE 500

/* An entry got its names; in the main thread. */
typedef void (*BizKpiNamed) (BizKpiEntry *entry, gpointer user_data);

/* Reads the numbers and customers of @entries (element-type BizKpiEntry) that have none yet, those
 * that stand first at first, a page after another. Records that the user may not see stay without.
 * Errors as erp_client_call_async (). */
void biz_kpi_names_read_async (ErpSession *session,
                               GPtrArray *entries,
                               BizKpiNamed named,
                               gpointer named_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean biz_kpi_names_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
