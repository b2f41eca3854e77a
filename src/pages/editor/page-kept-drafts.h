/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-draft-keep.h"
#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What was being written and is not saved: offered above the list. Hidden where nothing is.
 * Signal "continue" (name). */
#define PAGE_TYPE_KEPT_DRAFTS (page_kept_drafts_get_type ())
G_DECLARE_FINAL_TYPE (PageKeptDrafts, page_kept_drafts, PAGE, KEPT_DRAFTS, AdwBin)

/* Reads what earlier runs left; once. */
void page_kept_drafts_connect (PageKeptDrafts *self, ErpSession *session);
/* After an editor was opened or left. */
void page_kept_drafts_update (PageKeptDrafts *self);

G_END_DECLS
