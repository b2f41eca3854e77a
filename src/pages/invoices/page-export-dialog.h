/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "draw-table.h"
#include "erp-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to, then writes all invoices of @domain there, with progress and a way to cancel. A
 * file that is not complete does not take the place of what was there. */
void page_export_dialog_run (GtkWidget *over,
                             ErpSession *session,
                             BizCurrencyTable *currencies,
                             ErpDomain *domain,
                             const char *order,
                             DrawTableFormat format);

G_END_DECLS
