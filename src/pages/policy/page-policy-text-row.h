/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-text.h"
#include "biz-service.h"
#include "page-policy-row.h"

G_BEGIN_DECLS

/* A text that is written often, or a macro, told in its title and written in
 * the rows below. */
#define PAGE_TYPE_POLICY_TEXT_ROW (page_policy_text_row_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyTextRow, page_policy_text_row, PAGE, POLICY_TEXT_ROW, PagePolicyRow)

GtkWidget *
page_policy_text_row_new (const BizServiceText *text, gboolean macro, BizService *service);
/* (transfer full): as it is written now */
BizServiceText *page_policy_text_row_dup_text (PagePolicyTextRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
