/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-outbox.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Messages that can still be taken back, a line each with the seconds left. Invisible while there
 * are none. Action "undo-bar.undo" takes back the newest. Signal "taken-back" (model, id): it is a
 * draft of that record again. */
#define KIT_TYPE_UNDO_BAR (kit_undo_bar_get_type ())
G_DECLARE_FINAL_TYPE (KitUndoBar, kit_undo_bar, KIT, UNDO_BAR, AdwBin)

GtkWidget *kit_undo_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: nothing */
void kit_undo_bar_set_outbox (KitUndoBar *self, BizOutbox *outbox);
/* The newest that can be; FALSE where there is none. */
gboolean kit_undo_bar_undo (KitUndoBar *self);

G_END_DECLS
