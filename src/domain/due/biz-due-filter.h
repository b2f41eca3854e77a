/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"
#include "biz-filter-match.h"

G_BEGIN_DECLS

/* The language of the search bar above what is to invoice; judged here, not by the server. */
extern const BizFilterGrammar biz_due_grammar;

/* A BizFilterFactFunc for BizDueOrder. */
void biz_due_filter_get_fact (gpointer order, const char *field, BizFilterFact *fact);

G_END_DECLS
