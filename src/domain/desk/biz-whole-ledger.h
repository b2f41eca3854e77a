/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-capabilities.h"

G_BEGIN_DECLS

/* FALSE with ERP_ERROR_ACCESS where the server shows this user some of the entries only. */
gboolean biz_whole_ledger_check (ErpCapabilities *capabilities, GError **error);

G_END_DECLS
