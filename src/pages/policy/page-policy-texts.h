/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"
#include "biz-service.h"
#include "page-policy-rows.h"

G_BEGIN_DECLS

/* The templates of the service desk, or its macros. */
#define PAGE_TYPE_POLICY_TEXTS (page_policy_texts_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyTexts, page_policy_texts, PAGE, POLICY_TEXTS, PagePolicyRows)

/* @service: (nullable): whose stages and categories there are */
void page_policy_texts_fill (PagePolicyTexts *self,
                             BizPolicy *policy,
                             gboolean macros,
                             BizService *service);
/* Writes what differs into @edit; ERP_ERROR_VALIDATION. */
gboolean page_policy_texts_apply (PagePolicyTexts *self, BizPolicyEdit *edit, GError **error);

G_END_DECLS
