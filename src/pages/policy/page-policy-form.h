/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a settings manager may change of a company's policy. Signal "changed". */
#define PAGE_TYPE_POLICY_FORM (page_policy_form_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyForm, page_policy_form, PAGE, POLICY_FORM, AdwBin)

/* @store has read what may be chosen. */
void page_policy_form_fill (PagePolicyForm *self, BizPolicyStore *store, BizPolicy *policy);
/* FALSE with an error, or without one where an entry says it itself. */
gboolean page_policy_form_apply (PagePolicyForm *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
