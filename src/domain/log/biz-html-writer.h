/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Writes the text of a message twice, plain and as markup, with collapsed spaces, empty lines,
 * quote marks and bullets. Used by biz-html.c only. */
typedef struct _BizHtmlWriter BizHtmlWriter;

typedef enum
{
  BIZ_HTML_BOLD = 1 << 0,
  BIZ_HTML_ITALIC = 1 << 1,
  BIZ_HTML_UNDERLINED = 1 << 2,
  BIZ_HTML_STRUCK = 1 << 3,
  BIZ_HTML_FIXED = 1 << 4,
  BIZ_HTML_KEEP_SPACES = 1 << 5,
} BizHtmlStyle;

BizHtmlWriter *biz_html_writer_new (gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
void biz_html_writer_free (BizHtmlWriter *self);
gboolean biz_html_writer_is_full (BizHtmlWriter *self);
BizHtmlStyle biz_html_writer_get_style (BizHtmlWriter *self);
void biz_html_writer_set_style (BizHtmlWriter *self, BizHtmlStyle style);
void biz_html_writer_text (BizHtmlWriter *self, const char *text, gsize length);
/* The next text begins on a new line; with 2, after an empty one. */
void biz_html_writer_break (BizHtmlWriter *self, guint n_lines);
void biz_html_writer_line (BizHtmlWriter *self);
void biz_html_writer_quote (BizHtmlWriter *self, int change);
void biz_html_writer_bullet (BizHtmlWriter *self, guint indent, guint number);
void biz_html_writer_cell (BizHtmlWriter *self);
void biz_html_writer_picture (BizHtmlWriter *self, const char *alternative);
/* BIZ_HTML_MARK; FALSE where there is no room for it. */
gboolean biz_html_writer_mark (BizHtmlWriter *self);
gsize biz_html_writer_get_position (BizHtmlWriter *self);
void biz_html_writer_target (BizHtmlWriter *self, gsize link_start, const char *target);
/* Something was left out behind this point. */
void biz_html_writer_cut (BizHtmlWriter *self);
void biz_html_writer_finish (BizHtmlWriter *self, char **text, char **markup);

char *biz_html_clean_word (const char *word) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizHtmlWriter, biz_html_writer_free)

G_END_DECLS
