/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A place in a chain of documents, one below the other.
 * @parent: the place it comes from, an earlier one; -1: none
 * @is_open: something is still to happen there: drawn hollow
 * @is_here: where the person stands: drawn larger */
typedef struct
{
  int parent;
  gboolean is_open;
  gboolean is_here;
} DrawChainNode;

#define DRAW_CHAIN_STEP 14 /* from one depth to the next */

/* How far a place is from the beginning; 0 where it has no parent. */
guint draw_chain_get_depth (const DrawChainNode *nodes, guint n, guint i);
/* What all dots and lines need, in pixels. */
double draw_chain_get_width (const DrawChainNode *nodes, guint n);
/* @middles: of the rows, in pixels, the first at the top. @ink: red, green, blue, alpha, 0 to 1 */
void draw_chain_draw (cairo_t *cr,
                      const DrawChainNode *nodes,
                      guint n,
                      const double *middles,
                      const double ink[4],
                      const double accent[4],
                      gboolean right_to_left,
                      double width);

G_END_DECLS
