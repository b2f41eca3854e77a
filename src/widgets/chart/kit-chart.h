/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-chart.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A DrawChart in a window: cross hair, tooltip, zoom and pan by mouse and keys, points reached by
 * keys and spoken, a table of the same figures, export and copy.
 *
 * Keys: arrows walk from point to point and from series to series, Home and End to the ends; Return
 * opens what is behind a point; + - and 0 zoom, Ctrl with arrows moves; Escape lets go; Shift+F10
 * is the menu, Ctrl+C copies the picture, Ctrl+T shows the table.
 *
 * Signals: "activated" (guint track, guint point): the rows behind a point are wanted;
 * "selected" (): another point, or none; "told" (const char *words, gboolean failed): what became
 * of an export or a copy, for a toast. */
#define KIT_TYPE_CHART (kit_chart_get_type ())
G_DECLARE_FINAL_TYPE (KitChart, kit_chart, KIT, CHART, GtkWidget)

GtkWidget *kit_chart_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @chart: (nullable) */
void kit_chart_set_chart (KitChart *self, DrawChart *chart);
DrawChart *kit_chart_get_chart (KitChart *self);
/* When points of its chart have changed. */
void kit_chart_update (KitChart *self);

gboolean kit_chart_get_selected (KitChart *self, DrawCursor *cursor);
/* NULL selects none. */
void kit_chart_select (KitChart *self, const DrawCursor *cursor);
/* What a screen reader says of it. */
const char *kit_chart_get_label (KitChart *self);
const char *kit_chart_get_summary (KitChart *self);

/* By the ending of the file's name: PNG, SVG, PDF or CSV. */
void kit_chart_save_async (KitChart *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean kit_chart_save_finish (KitChart *self, GAsyncResult *result, GError **error);
/* A window of its own with the figures as rows. */
GtkWindow *kit_chart_show_table (KitChart *self);

G_END_DECLS
