/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-domain.h"

G_BEGIN_DECLS

/* Rows that are too many for one answer. The first page is asked for alone; where it is full, the
 * ids of all others are, and then the pages between them, two at a time: what is booked meanwhile
 * moves no row from one page into another, and none comes twice. */

/* Fills @out from a record; leaves nothing behind in it on failure. In a worker thread. */
typedef gboolean (*BizPagedReadFunc) (JsonObject *row,
                                      BizCurrencyTable *currencies,
                                      gpointer out,
                                      GError **error);

/**
 * BizPagedQuery:
 * @model: of the server
 * @specification: (unowned): static
 * @domain: which
 * @newest_first: by falling ids, so that the oldest are cut; else by rising ones
 * @page: rows an answer
 * @max: rows at most
 * @row_size: of an element
 * @read: makes one
 * @clear: (nullable): frees what an element owns
 */
typedef struct
{
  const char *model;
  const char *specification;
  ErpDomain *domain;
  gboolean newest_first;
  guint page;
  guint max;
  gsize row_size;
  BizPagedReadFunc read;
  GDestroyNotify clear;
} BizPagedQuery;

/* How many are there, while more are to come. */
typedef void (*BizPagedProgress) (guint n_rows, gpointer user_data);

/* The domain is taken by reference. Errors as erp_client_call_async (). */
void biz_paged_rows_read_async (ErpClient *client,
                                BizCurrencyTable *currencies,
                                const BizPagedQuery *query,
                                BizPagedProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full): the rows in their order. @is_cut: (out): there are more than @max */
GArray *biz_paged_rows_read_finish (GAsyncResult *result, gboolean *is_cut, GError **error);

G_END_DECLS
