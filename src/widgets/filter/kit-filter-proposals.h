/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter-complete.h"
#include "biz-name-search.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What may follow what is being typed in a filter bar: words and fields of the grammar at once,
 * names of relations from the server a moment later. It never takes the focus from the entry.
 * Signal "chosen" (index): a proposal was clicked. */
#define KIT_TYPE_FILTER_PROPOSALS (kit_filter_proposals_get_type ())
G_DECLARE_FINAL_TYPE (KitFilterProposals, kit_filter_proposals, KIT, FILTER_PROPOSALS, GtkPopover)

/* Once, before anything is typed. @entry outlives it; @names is NULL where relations are not
 * completed. */
void kit_filter_proposals_set_up (KitFilterProposals *self,
                                  GtkWidget *entry,
                                  const BizFilterGrammar *grammar,
                                  BizNameSearch *names);
/* Proposes what may follow @current, the part that is being typed; for an empty one only when it
 * was @asked for. */
void kit_filter_proposals_suggest (KitFilterProposals *self, const char *current, gboolean asked);
void kit_filter_proposals_close (KitFilterProposals *self);
gboolean kit_filter_proposals_is_open (KitFilterProposals *self);
/* Selects the next, @by 1 or -1; before the first none is selected. */
void kit_filter_proposals_step (KitFilterProposals *self, int by);
/* NULL for none. */
const BizFilterSuggestion *kit_filter_proposals_get_selected (KitFilterProposals *self);
const BizFilterSuggestion *kit_filter_proposals_get_nth (KitFilterProposals *self, guint nth);

G_END_DECLS
