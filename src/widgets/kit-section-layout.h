/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sections below one another. Where all of them are compact, and the width holds them with nothing
 * cut off, they stand in one line instead: what is empty does not push down what is not. */
#define KIT_TYPE_SECTION_LAYOUT (kit_section_layout_get_type ())
G_DECLARE_FINAL_TYPE (KitSectionLayout, kit_section_layout, KIT, SECTION_LAYOUT, GtkLayoutManager)

GtkLayoutManager *kit_section_layout_new (void);

/* Says that a section has nothing in it but what can be done. */
void kit_section_set_compact (GtkWidget *section, gboolean is_compact);

G_END_DECLS
