/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The parts of a policy that have tables, a group each: numbers, days, yes and no, amounts by
 * currency, who decides up to which amount, and the codes of reasons. Signal "changed". */
#define PAGE_TYPE_POLICY_PARTS (page_policy_parts_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyParts, page_policy_parts, PAGE, POLICY_PARTS, AdwBin)

/* @store has read what may be chosen. */
void page_policy_parts_fill (PagePolicyParts *self, BizPolicyStore *store, BizPolicy *policy);
/* What differs from what it was filled with; FALSE with ERP_ERROR_VALIDATION, or without an error
 * where an entry says what is wrong. */
gboolean page_policy_parts_apply (PagePolicyParts *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
