/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "biz-policy.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What was said and planned with a customer, in small tables of the record. Each fills @grid anew
 * and tells whether there is anything. */

/* @policy: by which codes are told. */
gboolean page_collect_papers_fill (GtkGrid *grid, BizCollectCustomer *customer, BizPolicy *policy);
gboolean page_collect_papers_fill_actions (GtkGrid *grid, BizCollectCustomer *customer);
gboolean page_collect_papers_fill_contacts (GtkGrid *grid, BizCollectCustomer *customer);

G_END_DECLS
