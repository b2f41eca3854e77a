/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chain.h"

#include <math.h>

#define RADIUS 4.0
#define RADIUS_HERE 5.5
#define MARGIN 8.0
#define BEND 5.0

/**
 * draw_chain_get_depth:
 * @nodes: (array length=n): the places
 * @n: how many
 * @i: one of them
 *
 * Returns: how many places it comes from; a parent that is not an earlier place is none
 */
guint
draw_chain_get_depth (const DrawChainNode *nodes, guint n, guint i)
{
  guint depth = 0;

  g_return_val_if_fail (i < n, 0);

  while (nodes[i].parent >= 0 && (guint)nodes[i].parent < i)
    {
      i = (guint)nodes[i].parent;
      depth++;
    }

  return depth;
}

double
draw_chain_get_width (const DrawChainNode *nodes, guint n)
{
  guint deepest = 0;

  for (guint i = 0; i < n; i++)
    deepest = MAX (deepest, draw_chain_get_depth (nodes, n, i));

  return 2 * MARGIN + deepest * DRAW_CHAIN_STEP;
}

static void
set_ink (cairo_t *cr, const double ink[4])
{
  cairo_set_source_rgba (cr, ink[0], ink[1], ink[2], ink[3]);
}

static double
get_x (const DrawChainNode *nodes, guint n, guint i)
{
  return MARGIN + draw_chain_get_depth (nodes, n, i) * DRAW_CHAIN_STEP;
}

/* Down from the parent, round the corner, to the place. */
static void
draw_line (cairo_t *cr, double from_x, double from_y, double x, double y)
{
  const double bend = MIN (BEND, (y - from_y) / 2);

  cairo_move_to (cr, from_x, from_y + RADIUS + 1);
  cairo_line_to (cr, from_x, y - bend);
  cairo_curve_to (cr, from_x, y - bend / 2, from_x + bend / 2, y, from_x + bend, y);
  cairo_line_to (cr, x - RADIUS - 1, y);
  cairo_stroke (cr);
}

static void
draw_dot (cairo_t *cr, const DrawChainNode *node, double x, double y)
{
  const double radius = node->is_here ? RADIUS_HERE : RADIUS;

  cairo_arc (cr, x, y, radius, 0, 2 * M_PI);
  if (node->is_open)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

/**
 * draw_chain_draw:
 * @cr: where
 * @nodes: (array length=n): the places
 * @n: how many
 * @middles: (array length=n): of their rows
 * @ink: of lines and dots
 * @accent: of the place where the person stands
 * @right_to_left: mirrored within @width
 * @width: in pixels
 */
void
draw_chain_draw (cairo_t *cr,
                 const DrawChainNode *nodes,
                 guint n,
                 const double *middles,
                 const double ink[4],
                 const double accent[4],
                 gboolean right_to_left,
                 double width)
{
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  if (right_to_left)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_set_line_width (cr, 1.5);
  set_ink (cr, ink);
  for (guint i = 0; i < n; i++)
    if (draw_chain_get_depth (nodes, n, i) > 0)
      draw_line (cr, get_x (nodes, n, (guint)nodes[i].parent), middles[nodes[i].parent],
                 get_x (nodes, n, i), middles[i]);
  for (guint i = 0; i < n; i++)
    {
      set_ink (cr, nodes[i].is_here ? accent : ink);
      draw_dot (cr, &nodes[i], get_x (nodes, n, i), middles[i]);
    }
  cairo_restore (cr);
}
