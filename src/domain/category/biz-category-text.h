/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is read of one case at most. */
#define BIZ_CATEGORY_MAX_BYTES 6000
#define BIZ_CATEGORY_MAX_TOKENS 400

/* One sign of a text: what is counted, and the word as it stands there. */
typedef struct
{
  char *token; /* (owned) */
  char *word;  /* (owned) */
} BizCategoryToken;

/* (transfer full): of BizCategoryToken, each token once; German and English. @text is plain. */
GPtrArray *biz_category_text_split (const char *subject,
                                    const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the beginning of what @html says, as plain text. */
char *biz_category_text_from_html (const char *html) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
