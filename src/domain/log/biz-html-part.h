/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Stands in marked markup where a picture is; no stranger's text has it. */
#define BIZ_HTML_MARK "\357\277\274"
#define BIZ_HTML_MARK_CHARACTER 0xfffc

/* A piece of a message: words, or a picture between them that hangs on the record as a file. */
typedef struct
{
  char *markup;      /* (owned) (nullable): Pango markup that always parses; NULL of a picture */
  gint64 picture;    /* the attachment; 0 of words */
  char *alternative; /* (owned) (nullable): what the picture is said to show */
  int width;         /* pixels it is said to be wide; 0: its own */
} BizHtmlPart;

/* NULL: no attachment of this server is meant. All arguments are attributes and may be NULL. */
BizHtmlPart *biz_html_part_new_picture (const char *source,
                                        const char *alternative,
                                        const char *width) G_GNUC_WARN_UNUSED_RESULT;
void biz_html_part_free (BizHtmlPart *self);
/* Whether it is said to be too small to be seen: it only tells that somebody reads. */
gboolean biz_html_part_is_pixel (const char *width, const char *height);
/* (transfer full): BizHtmlPart; @pictures: those of the marks, from @first (inout) on */
GPtrArray *biz_html_part_split (const char *marked,
                                GPtrArray *pictures,
                                guint *first) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizHtmlPart, biz_html_part_free)

G_END_DECLS
