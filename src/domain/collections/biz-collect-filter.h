/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "biz-filter-match.h"

G_BEGIN_DECLS

/* The language of the search bar above the worklist; judged here, not by the server. */
extern const BizFilterGrammar biz_collect_grammar;

/* A BizFilterFactFunc for BizCollectCustomer. */
void biz_collect_filter_get_fact (gpointer customer, const char *field, BizFilterFact *fact);

G_END_DECLS
