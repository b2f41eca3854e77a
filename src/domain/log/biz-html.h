/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

#define BIZ_HTML_MAX_INPUT (1024 * 1024)
#define BIZ_HTML_MAX_OUTPUT (256 * 1024)
#define BIZ_HTML_MAX_DEPTH 100

/* Hostile HTML into text. No scripts, styles, pictures, forms or remote content; blocks become
 * lines, lists get bullets, quotes "> "; where a link's text is not its target, the target stands
 * behind it. Too long, too deep or broken input is cut, never an error. */
char *biz_html_to_text (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* The same with <b>, <i>, <u>, <s> and <tt> kept, as Pango markup that always parses. */
char *biz_html_to_markup (const char *html) G_GNUC_WARN_UNUSED_RESULT;
/* Both at once; either may be NULL. */
void biz_html_convert (const char *html, gssize length, char **text, char **markup);
/* And the attachments that are shown between the words; NULL for none. */
GPtrArray *biz_html_convert_pictures (const char *html,
                                      gssize length,
                                      char **text,
                                      char **markup,
                                      char **marked) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
