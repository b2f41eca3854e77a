/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A state in words on a tint. Properties "text" and "tone". */
#define KIT_TYPE_STATUS_PILL (kit_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (KitStatusPill, kit_status_pill, KIT, STATUS_PILL, GtkWidget)

GtkWidget *kit_status_pill_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_status_pill_set (KitStatusPill *self, const char *text, KitTone tone);
const char *kit_status_pill_get_text (KitStatusPill *self);
KitTone kit_status_pill_get_tone (KitStatusPill *self);

G_END_DECLS
