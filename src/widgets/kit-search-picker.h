/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Chooses one record by typing: what is found appears below, Down and Up move, Enter takes,
 * Escape goes back to what was chosen. The focus stays in the entry.
 *
 * The search is a GListModel with properties "text" (written after a pause in typing), "loading"
 * and "error-message" (nullable), both notifying; the latest text wins there. Signal "chosen"
 * (GObject, nullable). */
#define KIT_TYPE_SEARCH_PICKER (kit_search_picker_get_type ())
G_DECLARE_FINAL_TYPE (KitSearchPicker, kit_search_picker, KIT, SEARCH_PICKER, GtkWidget)

/* (transfer full) (nullable) */
typedef char *(*KitPickerTextFunc) (gpointer item);

GtkWidget *kit_search_picker_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_search_picker_set_search (KitSearchPicker *self, GListModel *search);
void kit_search_picker_set_describe (KitSearchPicker *self,
                                     KitPickerTextFunc title,
                                     KitPickerTextFunc details);
void kit_search_picker_set_placeholder (KitSearchPicker *self, const char *text);
void kit_search_picker_set_name (KitSearchPicker *self, const char *name);
/* Without a signal. */
void kit_search_picker_set_chosen (KitSearchPicker *self, gpointer item);
/* Shows a text for a record that is known by its name only; without a signal. */
void kit_search_picker_set_chosen_text (KitSearchPicker *self, const char *text);
gpointer kit_search_picker_get_chosen (KitSearchPicker *self);
void kit_search_picker_set_error (KitSearchPicker *self, const char *message);
gboolean kit_search_picker_is_open (KitSearchPicker *self);
GtkEditable *kit_search_picker_get_editable (KitSearchPicker *self);

G_END_DECLS
