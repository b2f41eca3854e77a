/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-preview-pages.h"

G_BEGIN_DECLS

/* Around and between pages, pixels. */
#define KIT_PREVIEW_PAGES_GAP 12

typedef struct
{
  double width, height;   /* points */
  GdkTexture *texture;    /* (owned) (nullable) */
  double drawn_zoom;      /* of the texture */
  char *text;             /* (owned) (nullable) */
  graphene_rect_t *boxes; /* (owned) (nullable): of each character, points */
  guint n_boxes;
  gboolean refused; /* not asked for again */
} KitPreviewSheet;

struct _KitPreviewPages
{
  GtkWidget parent_instance;

  KitPreviewClient *client; /* (owned) (nullable) */
  GArray *pages;            /* (owned) (element-type KitPreviewSheet) */
  GVariant *hits;           /* (owned) (nullable): a(udddd) */
  guint hit;
  GtkAdjustment *adjustment; /* (owned) (nullable): of the scrolled window */
  GCancellable *cancellable; /* (owned) */
  double zoom;               /* in use */
  double wanted_zoom;        /* 0: fit */
  double max_width;          /* points */
  guint page;
  gboolean asking;
  guint anchor_page, anchor, head_page, head; /* of the selection: page and character */
  gboolean selected;
};

/* Draws what is in sight, one request after another; does nothing while one runs. */
void kit_preview_pages_ask (KitPreviewPages *self);
/* Tells assistive tools which page is in sight and what it says. */
void kit_preview_pages_describe (KitPreviewPages *self);
/* First and last page in sight; the top of the first. */
void kit_preview_pages_get_range (KitPreviewPages *self, guint *first, guint *last, double *top);
KitPreviewSheet *kit_preview_pages_get_sheet (KitPreviewPages *self, guint index);
graphene_rect_t kit_preview_pages_get_area (KitPreviewPages *self, guint index, double top);
gboolean
kit_preview_pages_get_selected (KitPreviewPages *self, guint index, guint *from, guint *to);
void kit_preview_pages_add_drag (KitPreviewPages *self);

G_END_DECLS
