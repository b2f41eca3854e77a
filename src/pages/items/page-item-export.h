/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "draw-table.h"
#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks where to, then writes all items of @domain in @order, with progress and a way to cancel. */
void page_item_export_run (GtkWidget *over,
                           ErpSession *session,
                           BizCurrencyTable *currencies,
                           ErpDomain *domain,
                           const char *order,
                           DrawTableFormat format);

G_END_DECLS
