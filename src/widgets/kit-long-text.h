/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A stranger's text that may be of any length: its beginning, and the whole of it when the person
 * asks for it, laid out in slices. */
#define KIT_TYPE_LONG_TEXT (kit_long_text_get_type ())
G_DECLARE_FINAL_TYPE (KitLongText, kit_long_text, KIT, LONG_TEXT, AdwBin)

/* @markup: Pango markup that parses. A mere label where it is not long. */
GtkWidget *kit_long_text_new (const char *markup) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
