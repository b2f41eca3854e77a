/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper.h"
#include "draw-words.h"

#include <cairo.h>

G_BEGIN_DECLS

/* An invoice laid out on pages: the same for the window, the printer and a PDF. */
typedef struct _DrawPaper DrawPaper;

typedef enum
{
  DRAW_ITEM_TEXT,
  DRAW_ITEM_RULE, /* a line of @size points */
  DRAW_ITEM_CODE, /* a two-dimensional code of @text, in a square of @width */
} DrawItemKind;

typedef enum
{
  DRAW_ALIGN_LEFT,
  DRAW_ALIGN_RIGHT,
} DrawAlign;

/* In points from the upper left corner; a text is one line whose upper edge is @y. */
typedef struct
{
  DrawItemKind kind;
  double x, y, width, size;
  DrawAlign align;
  gboolean bold;
  char *text; /* (owned) (nullable) */
} DrawItem;

/* @language: (nullable): the customer's */
DrawPaper *draw_paper_new (const BizPaper *paper, const char *language) G_GNUC_WARN_UNUSED_RESULT;
void draw_paper_free (DrawPaper *self);
guint draw_paper_get_n_pages (DrawPaper *self);
/* Points; A4, or Letter where the seller's country writes on it. */
void draw_paper_get_size (DrawPaper *self, double *width, double *height);
const DrawItem *draw_paper_get_items (DrawPaper *self, guint page, guint *n_items);
void draw_paper_draw_page (DrawPaper *self, guint page, cairo_t *cr);
/* The same bytes for the same paper, fonts and libraries. */
GBytes *draw_paper_to_pdf (DrawPaper *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrawPaper, draw_paper_free)

G_END_DECLS
