/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A widget that is never seen: the style sheet styles it, and others draw with what it was given.
 * Signal "restyled". */
#define KIT_TYPE_LEDGER_STAMP (kit_ledger_stamp_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerStamp, kit_ledger_stamp, KIT, LEDGER_STAMP, GtkWidget)

GtkWidget *kit_ledger_stamp_new (const char *const *css_classes) G_GNUC_WARN_UNUSED_RESULT;
/* In its font, for @text; shared, so used up before the next call. */
PangoLayout *kit_ledger_stamp_set_text (KitLedgerStamp *self, const char *text);
const GdkRGBA *kit_ledger_stamp_get_color (KitLedgerStamp *self);

G_END_DECLS
