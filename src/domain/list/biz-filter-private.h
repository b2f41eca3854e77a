/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"

G_BEGIN_DECLS

/* What was typed between two spaces. */
typedef struct
{
  gboolean negated;
  char *key;   /* (owned) (nullable) */
  char *value; /* (owned) */
  gboolean quoted;
} BizFilterPart;

void biz_filter_part_clear (BizFilterPart *self);
/* FALSE at the end of @text, which is moved on behind the part. */
gboolean biz_filter_part_take (const char **text, BizFilterPart *self);
gboolean biz_filter_needs_quotes (const char *text);

/* @text is @word in any case, or @label in the person's language. */
gboolean biz_filter_word_is (const char *text, const char *word, const char *label);
const char *biz_filter_translate (const char *label);
const BizFilterField *biz_filter_find_field (const BizFilterGrammar *grammar, const char *key);
const BizFilterWord *biz_filter_find_word (const BizFilterField *field, const char *text);
const BizFilterStanding *biz_filter_find_standing (const BizFilterGrammar *grammar,
                                                   const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BizFilterPart, biz_filter_part_clear)

G_END_DECLS
