/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-draft-edit.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Both versions of a draft that a colleague changed meanwhile, field by field, and the choice
 * between them, with what comes of it. Signals "take-theirs", "keep-mine" (whole versions) and
 * "take-chosen": page_edit_conflict_apply () puts it into the draft. */
#define PAGE_TYPE_EDIT_CONFLICT (page_edit_conflict_get_type ())
G_DECLARE_FINAL_TYPE (PageEditConflict, page_edit_conflict, PAGE, EDIT_CONFLICT, AdwBin)

GtkWidget *page_edit_conflict_new (void) G_GNUC_WARN_UNUSED_RESULT;
void page_edit_conflict_apply (PageEditConflict *self);
void page_edit_conflict_show (PageEditConflict *self, BizInvoiceDraft *draft, BizInvoice *theirs);

G_END_DECLS
