/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-paper.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define DRAW_MM(mm) ((mm)*72.0 / 25.4)
#define DRAW_TEXT_SIZE 9.0
#define DRAW_SMALL_SIZE 7.0
#define DRAW_TITLE_SIZE 15.0
/* Height of a line of text, by its size. */
#define DRAW_LEADING 1.35

struct _DrawPaper
{
  const BizPaper *paper; /* while it is laid out */
  const DrawWords *words;
  PangoContext *context; /* (owned) */
  double width, height;
  double left, right; /* margins as places */
  double bottom;      /* where the foot of a page begins */
  double y;           /* where the next thing goes */
  GPtrArray *pages;   /* (owned) (element-type GArray of DrawItem) */
  BizMoney carried;   /* the sum of the lines so far */
  char *title;        /* (owned) */
  GDate date;
};

PangoLayout *draw_paper_new_layout (DrawPaper *self, double size, gboolean bold, double width);
/* One line; returns its height. */
double draw_paper_add_text (DrawPaper *self,
                            double x,
                            double y,
                            double width,
                            double size,
                            DrawAlign align,
                            gboolean bold,
                            const char *text);
/* (transfer full): @text broken into lines of at most @width */
char **draw_paper_break (DrawPaper *self, const char *text, double size, double width);
void draw_paper_add_rule (DrawPaper *self, double x, double y, double width, double thickness);
void draw_paper_new_page (DrawPaper *self);
/* A new page where less than @height is left on this one; whether there is one. */
gboolean draw_paper_need (DrawPaper *self, double height);

/* Without anything on it; @paper names who it is from and to. */
DrawPaper *draw_paper_begin (const BizPaper *paper, const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* Sender and address of the first page. */
void draw_paper_add_letterhead (DrawPaper *self);
/* Beside the address, where @value says something. */
void draw_paper_add_meta (DrawPaper *self, double *y, DrawWord word, const char *value);
double draw_paper_get_meta_top (void);
/* Where to pay, and what a bank's program reads. */
void draw_paper_add_bank (DrawPaper *self);

/* The parts, in their order. */
void draw_paper_add_head (DrawPaper *self);
void draw_paper_add_lines (DrawPaper *self);
void draw_paper_add_totals (DrawPaper *self);
void draw_paper_add_terms (DrawPaper *self);
/* On every page, when their number is known. */
void draw_paper_add_feet (DrawPaper *self);

G_END_DECLS
