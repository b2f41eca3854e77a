/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* How texts of a ledger list look: the style sheet's answer, asked once for each way of setting and
 * not once for each of thousands of cells. */
#define KIT_TYPE_LEDGER_LOOK (kit_ledger_look_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerLook, kit_ledger_look, KIT, LEDGER_LOOK, GObject)

typedef enum
{
  KIT_LEDGER_FACE_TEXT,
  KIT_LEDGER_FACE_FIGURES, /* all of one width */
  KIT_LEDGER_FACE_PILL,
  KIT_LEDGER_FACE_GROUP,
  KIT_LEDGER_FACE_GROUP_FIGURES,
  KIT_LEDGER_N_FACES,
} KitLedgerFace;

KitLedgerLook *kit_ledger_look_new (GtkColumnView *view) G_GNUC_WARN_UNUSED_RESULT;
/* Takes what it has in the view out of it again. */
void kit_ledger_look_remove (KitLedgerLook *self);
/* Pixels that a line takes, tint and all. */
int kit_ledger_look_get_height (KitLedgerLook *self, KitLedgerFace face);
/* Pixels that @text takes where there is room for all of it. */
int
kit_ledger_look_get_width (KitLedgerLook *self, KitLedgerFace face, KitTone tone, const char *text);
/* Into an area; @xalign as in GtkLabel, mirrored where @mirrored. */
void kit_ledger_look_draw (KitLedgerLook *self,
                           GtkSnapshot *snapshot,
                           KitLedgerFace face,
                           KitTone tone,
                           const char *text,
                           double xalign,
                           gboolean mirrored,
                           const GdkRectangle *area);
/* A row that is not there yet. */
void
kit_ledger_look_draw_waiting (KitLedgerLook *self, GtkSnapshot *snapshot, const GdkRectangle *area);

G_END_DECLS
