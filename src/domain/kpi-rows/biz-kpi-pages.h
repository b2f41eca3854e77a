/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-rows.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Documents that are read one by one; of more than these a sample is read. */
#define BIZ_KPI_MAX_DOCUMENTS 20000

/**
 * BizKpiPages:
 * @model: of which documents
 * @domain: (transfer none): which of them
 * @specification: what is read of them, JSON
 * @page: documents a request
 * @read: turns one into rows, in a worker thread
 * @follow: (nullable): one more request for what a page needs beside it; NULL for none
 * @apply: (nullable): puts its answer into the page
 * @data: for all three; immutable
 *
 * How documents are read: in pages by id, in the background, parsed in worker threads.
 */
typedef struct
{
  const char *model;
  ErpDomain *domain;
  const char *specification;
  guint page;
  gboolean (*read) (JsonObject *document, BizKpiRows *rows, gpointer data, GError **error);
  ErpCall *(*follow) (BizKpiRows *rows, gpointer data);
  void (*apply) (BizKpiRows *rows, gpointer answer, gpointer data);
  gpointer data;
} BizKpiPages;

/* How many are read, in the main thread after each page. */
typedef void (*BizKpiProgress) (const BizKpiSample *sample, gpointer user_data);

/* Takes @data with @data_free. Exact to BIZ_KPI_MAX_DOCUMENTS; of more, whole pages that are evenly
 * spread over all of them. Errors as erp_client_call_async (). */
void biz_kpi_pages_read_async (ErpSession *session,
                               const BizKpiPages *pages,
                               GDestroyNotify data_free,
                               BizKpiProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
BizKpiRows *biz_kpi_pages_read_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
