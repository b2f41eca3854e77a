/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-chart.h"

G_BEGIN_DECLS

struct _KitChart
{
  GtkWidget parent_instance;

  DrawChart *chart;    /* (owned) (nullable) */
  DrawCursor selected; /* by keys or a click */
  gboolean has_selected;
  DrawCursor hovered; /* below the pointer */
  gboolean has_hovered;
  char *label;                   /* (owned) (nullable) */
  char *summary;                 /* (owned) (nullable) */
  GskRenderNode *node;           /* (owned) (nullable): the chart without its cursor */
  AdwAnimation *animation;       /* (owned) (nullable): of what is seen */
  double from[2], to[2];         /* what it goes from and to */
  double pinched;                /* how far apart the fingers were */
  double dragged;                /* how far so far */
  GtkWidget *menu;               /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  GCancellable *cancellable;     /* (owned): until it goes */
};

/* What is drawn is no longer right. */
void kit_chart_invalidate (KitChart *self);
void kit_chart_set_hovered (KitChart *self, const DrawCursor *cursor);
void kit_chart_activate_selected (KitChart *self);
/* Makes sure of a layout for the size it has; FALSE where there is nothing to see. */
gboolean kit_chart_lay_out (KitChart *self);
/* Glides to what the function changes, or jumps where motion is not wanted. */
void kit_chart_glide (KitChart *self, void (*change) (KitChart *self));
void kit_chart_zoom_in (KitChart *self);
void kit_chart_zoom_out (KitChart *self);
void kit_chart_show_all (KitChart *self);
void kit_chart_tell (KitChart *self, const char *words, gboolean failed);

void kit_chart_add_controllers (KitChart *self);
void kit_chart_install_actions (GtkWidgetClass *widget_class);
void kit_chart_pop_up_menu (KitChart *self, double x, double y);

G_END_DECLS
