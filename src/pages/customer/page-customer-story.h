/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-story.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The story of a customer as a list with chips; older entries are asked for as it is scrolled.
 * Signal "open-requested" (model, id). */
#define PAGE_TYPE_CUSTOMER_STORY (page_customer_story_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomerStory, page_customer_story, PAGE, CUSTOMER_STORY, AdwBin)

/* Once. */
void page_customer_story_set_story (PageCustomerStory *self, BizStory *story);
void page_customer_story_focus (PageCustomerStory *self);
KitLedgerList *page_customer_story_get_list (PageCustomerStory *self);

G_END_DECLS
