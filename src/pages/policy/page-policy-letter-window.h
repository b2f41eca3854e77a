/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-letter.h"
#include "erp-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The text of one reminder is written, with what can be put into it, beside the letter that a real
 * customer would get. Nothing is saved here. Signal "taken": what was written is to be kept. */
#define PAGE_TYPE_POLICY_LETTER_WINDOW (page_policy_letter_window_get_type ())
G_DECLARE_FINAL_TYPE (
    PagePolicyLetterWindow, page_policy_letter_window, PAGE, POLICY_LETTER_WINDOW, AdwWindow)

/* @languages: (element-type BizChoice): of biz_dunning_languages_list (). @letters: (element-type
 * BizDunningLetter): the company's. @letter: (nullable): whose level and language are fixed; NULL:
 * they are chosen */
PagePolicyLetterWindow *page_policy_letter_window_new (ErpSession *session,
                                                       gint64 company_id,
                                                       GListModel *languages,
                                                       GPtrArray *letters,
                                                       const BizDunningLetter *letter);
/* (transfer full): as it is written now */
BizDunningLetter *
page_policy_letter_window_dup_letter (PagePolicyLetterWindow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
