/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* GTK 4.8 sorts by a click on a header and cannot say by which column. Each column gets a probe
 * instead of a sorter; asking the view's sorter to compare makes the probe of the primary column
 * speak up. */
#define KIT_TYPE_SORT_PROBE (kit_sort_probe_get_type ())
G_DECLARE_FINAL_TYPE (KitSortProbe, kit_sort_probe, KIT, SORT_PROBE, GtkSorter)

GtkSorter *kit_sort_probe_new (guint column) G_GNUC_WARN_UNUSED_RESULT;
gboolean kit_sort_probe_ask (GtkSorter *view_sorter, guint *column, gboolean *descending);

G_END_DECLS
