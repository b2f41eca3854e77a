/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A failure beside what it concerns: a sentence, the server's own words on demand, and a button
 * that tries again. Invisible while there is none. Signal "retry". */
#define KIT_TYPE_INLINE_ERROR (kit_inline_error_get_type ())
G_DECLARE_FINAL_TYPE (KitInlineError, kit_inline_error, KIT, INLINE_ERROR, GtkWidget)

GtkWidget *kit_inline_error_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_inline_error_set_error (KitInlineError *self, const char *what, const GError *error);
void kit_inline_error_set_message (KitInlineError *self, const char *message);
void kit_inline_error_clear (KitInlineError *self);
gboolean kit_inline_error_is_shown (KitInlineError *self);
const char *kit_inline_error_get_message (KitInlineError *self);
/* NULL: no button */
void kit_inline_error_set_retry_label (KitInlineError *self, const char *label);

G_END_DECLS
