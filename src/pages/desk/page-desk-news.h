/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-entry.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What has happened since somebody looked last, one button a kind of news. Signal "chosen" (const
 * char *token): the list is to show only these. */
#define PAGE_TYPE_DESK_NEWS (page_desk_news_get_type ())
G_DECLARE_FINAL_TYPE (PageDeskNews, page_desk_news, PAGE, DESK_NEWS, AdwBin)

/* @seen: since when */
void page_desk_news_set (PageDeskNews *self, GDateTime *seen, const guint counts[BIZ_DESK_N_NEWS]);

/* Begins a visit, and remembers it. */
GDateTime *page_desk_news_begin (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
