/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* The languages that a text of a reminder can be for: (transfer full) (element-type BizChoice), the
 * code as the policy has it ("", "de", "de_AT") and its name. All languages first; each language
 * once, its countries apart only where the server has several.
 *
 * @active: (element-type BizChoice): those of the server, "de_DE" as code. @letters: (element-type
 * BizDunningLetter): what the company has already. */
GListModel *biz_dunning_languages_list (GListModel *active,
                                        GPtrArray *letters) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the name of @code in such a list, else the code */
char *biz_dunning_languages_dup_name (GListModel *languages,
                                      const char *code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
