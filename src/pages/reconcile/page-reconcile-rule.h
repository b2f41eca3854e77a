/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Makes a rule of a bank line: its words, and the account for lines that have them. Signal "made".
 */
#define PAGE_TYPE_RECONCILE_RULE (page_reconcile_rule_get_type ())
G_DECLARE_FINAL_TYPE (PageReconcileRule, page_reconcile_rule, PAGE, RECONCILE_RULE, AdwWindow)

GtkWindow *page_reconcile_rule_new (ErpSession *session,
                                    BizBench *bench,
                                    BizBenchLine *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
