/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-store.h"
#include "page-policy-rows.h"

G_BEGIN_DECLS

/* The texts of reminders by level and language, the company's own and the program's where it has
 * none; each opens in a window of its own. */
#define PAGE_TYPE_POLICY_LETTERS (page_policy_letters_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyLetters, page_policy_letters, PAGE, POLICY_LETTERS, PagePolicyRows)

void page_policy_letters_fill (PagePolicyLetters *self, BizPolicyStore *store, BizPolicy *policy);
/* Writes what differs into @edit; ERP_ERROR_VALIDATION. */
gboolean page_policy_letters_apply (PagePolicyLetters *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
