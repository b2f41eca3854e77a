/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

G_BEGIN_DECLS

/* How many open cases there are, of the whole queue. */
typedef struct
{
  guint open;
  guint mine;
  guint unassigned;
  guint waiting;
} BizTicketCounts;

/* One request; two, side by side, where a case may have several owners: it counts once. */
void biz_ticket_counts_load_async (BizService *service,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_ticket_counts_load_finish (BizService *service,
                                        GAsyncResult *result,
                                        BizTicketCounts *counts,
                                        GError **error);

G_END_DECLS
