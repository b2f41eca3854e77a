/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"

G_BEGIN_DECLS

/* What a server tells everybody. */
typedef struct
{
  char *version; /* (owned): "19.0" */
  guint major;
  char **databases; /* (owned) (nullable): NULL where the server hides them */
} ErpProbe;

void erp_probe_free (ErpProbe *self);

void erp_probe_async (ErpHttp *http,
                      gboolean ask_databases,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* ERP_ERROR_PROTOCOL where no ERP answers there, or one older than 17. */
ErpProbe *erp_probe_finish (ErpHttp *http, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpProbe, erp_probe_free)

G_END_DECLS
