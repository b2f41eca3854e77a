/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A list and the record out of it: side by side where there is room, else one of them. Properties
 * "list" and "record" (GtkWidget, construct); signal "resized" after the width changed. */
#define PAGE_TYPE_SPLIT (page_split_get_type ())
G_DECLARE_FINAL_TYPE (PageSplit, page_split, PAGE, SPLIT, GtkWidget)

void page_split_show_record (PageSplit *self);
void page_split_hide_record (PageSplit *self);
/* Where only one is seen, the list; the record stays open. */
void page_split_show_list (PageSplit *self);
gboolean page_split_is_record_shown (PageSplit *self);
/* Whether there is room for both. */
gboolean page_split_is_split (PageSplit *self);
/* Too narrow for anything to stand beside anything. */
gboolean page_split_is_narrow (PageSplit *self);

G_END_DECLS
