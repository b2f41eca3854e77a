/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi.h"
#include "biz-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* "All", "Customer group", …: translated. */
const char *biz_kpi_dimension_get_label (BizKpiDimension dimension);
/* Whether this server can tell figures apart so. */
gboolean biz_kpi_dimension_is_known (BizKpiDimension dimension, ErpCapabilities *capabilities);
/* What there is to choose from in a dimension beside companies: by name, a thousand at most. */
void biz_kpi_keys_read_async (ErpSession *session,
                              BizKpiDimension dimension,
                              gint64 company_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full): a GListModel of BizChoice */
GListModel *biz_kpi_keys_read_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
