/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Lets rows speak to assistive tools once they have come to rest: what passes by at hundreds of
 * rows a second says nothing. */
#define KIT_TYPE_LEDGER_VOICE (kit_ledger_voice_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerVoice, kit_ledger_voice, KIT, LEDGER_VOICE, GObject)

typedef void (*KitLedgerSpeakFunc) (gpointer row);

KitLedgerVoice *kit_ledger_voice_new (KitLedgerSpeakFunc speak) G_GNUC_WARN_UNUSED_RESULT;
/* A row that came into sight; it takes itself out before it goes. */
void kit_ledger_voice_add (KitLedgerVoice *self, gpointer row);
void kit_ledger_voice_remove (KitLedgerVoice *self, gpointer row);

G_END_DECLS
