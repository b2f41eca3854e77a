/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-draft-keep.h"
#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Keeps a draft in the drawer of the session while it is being written, a moment after each
 * change, until it is saved or thrown away. */
#define PAGE_TYPE_DRAFT_KEEPER (page_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PageDraftKeeper, page_draft_keeper, PAGE, DRAFT_KEEPER, GObject)

/* @name: (nullable): in the drawer, where it was kept before */
PageDraftKeeper *page_draft_keeper_new (ErpSession *session,
                                        BizInvoiceDraft *draft,
                                        const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The last change is kept now; nothing more is followed. */
void page_draft_keeper_stop (PageDraftKeeper *self);
/* It is saved, or not wanted any more. */
void page_draft_keeper_forget (PageDraftKeeper *self);
/* It went to the server and the answer was lost: whoever is offered it is told so. */
void page_draft_keeper_mark_sent (PageDraftKeeper *self);
gboolean page_draft_keeper_is_lasting (PageDraftKeeper *self);

/* (transfer full) (element-type BizKeptDraft): what may be offered, the newest first */
GPtrArray *page_draft_keeper_list (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
