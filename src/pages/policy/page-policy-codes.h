/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"
#include "biz-policy-part.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The reasons of one setting, a row each: words and code are added, the words changed, a reason
 * taken away. Signal "changed". */
#define PAGE_TYPE_POLICY_CODES (page_policy_codes_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyCodes, page_policy_codes, PAGE, POLICY_CODES, AdwExpanderRow)

/* @part and @setting stay with the program. */
GtkWidget *page_policy_codes_new (BizPolicy *policy,
                                  const char *part,
                                  const BizPolicySetting *setting) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with ERP_ERROR_VALIDATION where a code or its words will not do. */
gboolean page_policy_codes_apply (PagePolicyCodes *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
