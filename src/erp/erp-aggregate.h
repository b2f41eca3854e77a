/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* Sums by group over formatted_read_group (19 and later) or read_group (before), with answers of
 * one shape. @major: the server's version. */
ErpCall *erp_aggregate_new_call (guint major,
                                 const char *model,
                                 ErpDomain *domain,
                                 const char *const *groupby,
                                 const char *const *aggregates) G_GNUC_WARN_UNUSED_RESULT;
/* Only the first @n groups by one of its aggregates. */
void erp_aggregate_set_first (
    guint major, ErpCall *call, const char *aggregate, gboolean descending, guint n);

G_END_DECLS
