/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-grouping.h"
#include "draw-table.h"

#include "../cli-environment.h"

G_BEGIN_DECLS

/* Levels of groups at most. */
#define CLI_INVOICE_GROUPS_MAX 2

/* "customer,month"; what is not known is told on the standard error. */
gboolean cli_invoice_groups_parse (const char *text, BizInvoiceGroupBy levels[], guint *n_levels);
/* "customer, month, ..." */
char *cli_invoice_groups_list (void) G_GNUC_WARN_UNUSED_RESULT;
/* A row a group and currency: what the group is, how many invoices it has, and their sums. */
gboolean cli_invoice_groups_write (CliEnvironment *environment,
                                   ErpSession *session,
                                   ErpDomain *domain,
                                   const BizInvoiceGroupBy levels[],
                                   guint n_levels,
                                   DrawTableFormat format,
                                   GOutputStream *out,
                                   GError **error);

G_END_DECLS
