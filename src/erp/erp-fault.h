/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-error.h"
#include "erp-reply.h"

G_BEGIN_DECLS

/* What went wrong on the server, in the one language of ERP_ERROR, whichever transport told it. */
GError *erp_fault_from_exception (gboolean is_write,
                                  const char *name,
                                  JsonObject *exception) G_GNUC_WARN_UNUSED_RESULT;
GError *erp_fault_from_status (gboolean is_write, const ErpReply *reply) G_GNUC_WARN_UNUSED_RESULT;
GError *erp_fault_unreadable (gboolean is_write, GError *cause) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
