/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One child that fills everything, as in GtkBinLayout, but its width never depends on its height.
 *
 * GtkStack asks its page for the width at the height it has. A page of labels that wrap can answer
 * only by trying widths one after the other, and each try lays out all of its texts: thousands of
 * lines shaped before the first frame. Where the height scrolls, the question has no use. */
#define KIT_TYPE_WIDTH_LAYOUT (kit_width_layout_get_type ())
G_DECLARE_FINAL_TYPE (KitWidthLayout, kit_width_layout, KIT, WIDTH_LAYOUT, GtkLayoutManager)

GtkLayoutManager *kit_width_layout_new (void);

G_END_DECLS
