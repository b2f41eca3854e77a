/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* A policy in words, for those who live by it: sentences, translated. */
GStrv biz_policy_words_describe (BizPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* What one writing changed, a line each; empty where nothing did. */
GStrv biz_policy_words_list_changes (BizPolicy *before, BizPolicy *after) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_policy_words_is_same (BizPolicy *one, BizPolicy *other);

G_END_DECLS
