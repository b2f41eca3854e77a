/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-chain.h"

#include <string.h>

/* Rows of 30 pixels, as on the screen. */
#define ROW 30
#define MARGIN 8
#define MOST 12

static const double ink[4] = { 0, 0, 1, 1 };
static const double accent[4] = { 1, 0, 0, 1 };

typedef struct
{
  const char *name;
  guint n;
  DrawChainNode nodes[MOST];
  guint depths[MOST];
} ChainCase;

static const ChainCase chain_cases[] = {
  { "nothing", 0, { { 0 } }, { 0 } },
  { "one", 1, { { -1, FALSE, TRUE } }, { 0 } },
  { "one, open", 1, { { -1, TRUE, FALSE } }, { 0 } },
  { "a return that is on its way",
    4,
    { { -1, FALSE, TRUE }, { 0, FALSE, FALSE }, { 1, FALSE, FALSE }, { 2, TRUE, FALSE } },
    { 0, 1, 2, 3 } },
  { "two orders of a case",
    5,
    { { -1, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 1, TRUE, TRUE },
      { 0, FALSE, FALSE },
      { 3, FALSE, FALSE } },
    { 0, 1, 2, 1, 2 } },
  { "orders of no case",
    3,
    { { -1, FALSE, FALSE }, { -1, TRUE, FALSE }, { 1, FALSE, TRUE } },
    { 0, 0, 1 } },
  { "twelve, each from the one before",
    12,
    { { -1, FALSE, FALSE },
      { 0, TRUE, FALSE },
      { 1, FALSE, FALSE },
      { 2, FALSE, FALSE },
      { 3, TRUE, FALSE },
      { 4, FALSE, FALSE },
      { 5, FALSE, FALSE },
      { 6, FALSE, FALSE },
      { 7, FALSE, FALSE },
      { 8, FALSE, FALSE },
      { 9, FALSE, FALSE },
      { 10, TRUE, TRUE } },
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 } },
  { "twelve of one",
    12,
    { { -1, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, TRUE, FALSE },
      { 0, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, FALSE, TRUE },
      { 0, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, FALSE, FALSE },
      { 0, TRUE, FALSE } },
    { 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 } },
  /* What no chain says: itself, a later one, one that is not there. */
  { "parents that are none",
    4,
    { { 0, FALSE, FALSE }, { 3, FALSE, FALSE }, { 99, TRUE, FALSE }, { -7, FALSE, TRUE } },
    { 0, 0, 0, 0 } },
};

static void
get_middles (double middles[MOST])
{
  for (int i = 0; i < MOST; i++)
    middles[i] = i * ROW + ROW / 2.0;
}

static cairo_surface_t *
draw (const ChainCase *c, int width, gboolean right_to_left)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, MOST * ROW);
  cairo_t *cr = cairo_create (surface);
  double middles[MOST];

  get_middles (middles);
  draw_chain_draw (cr, c->nodes, c->n, middles, ink, accent, right_to_left, width);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* Alpha, red, green, blue; what lies beside the picture is empty. */
static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guint32 pixel = 0;

  if (x >= 0 && x < cairo_image_surface_get_width (surface) && y >= 0
      && y < cairo_image_surface_get_height (surface))
    memcpy (&pixel, data + (int)y * stride + (int)x * 4, sizeof (pixel));

  return pixel;
}

static gboolean
has_ink (cairo_surface_t *surface, double x, double y)
{
  /* Whatever the line's edge falls on: it is 1.5 pixels wide. */
  return get_pixel (surface, x, y) >> 24 > 0x40 || get_pixel (surface, x - 1, y) >> 24 > 0x40
         || get_pixel (surface, x, y - 1) >> 24 > 0x40;
}

static int
get_x (const ChainCase *c, guint i)
{
  return MARGIN + (int)c->depths[i] * DRAW_CHAIN_STEP;
}

static void
test_layout (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (chain_cases); k++)
    {
      const ChainCase *c = &chain_cases[k];
      guint deepest = 0;

      g_test_message ("%s", c->name);
      for (guint i = 0; i < c->n; i++)
        {
          g_assert_cmpuint (draw_chain_get_depth (c->nodes, c->n, i), ==, c->depths[i]);
          deepest = MAX (deepest, c->depths[i]);
        }
      g_assert_cmpfloat (draw_chain_get_width (c->nodes, c->n), ==,
                         2 * MARGIN + deepest * DRAW_CHAIN_STEP);
    }
}

/* What is done is full, what is open hollow; where the person stands is larger and in its colour.
 */
static void
test_dots (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (chain_cases); k++)
    {
      const ChainCase *c = &chain_cases[k];
      const int width = (int)draw_chain_get_width (c->nodes, c->n);
      cairo_surface_t *surface = draw (c, width, FALSE);

      g_test_message ("%s", c->name);
      for (guint i = 0; i < c->n; i++)
        {
          const DrawChainNode *node = &c->nodes[i];
          const int x = get_x (c, i);
          const int y = (int)i * ROW + ROW / 2;
          const guint32 colour = node->is_here ? 0xffff0000 : 0xff0000ff;

          g_assert_cmphex (get_pixel (surface, x, y), ==, node->is_open ? 0 : colour);
          /* At the edge, to the right, where no line ends. */
          g_assert_cmphex (get_pixel (surface, x + (node->is_here ? 5 : 3), y) & 0xffffff, !=, 0);
          g_assert_cmphex (get_pixel (surface, x + 7, y), ==, 0);
        }
      cairo_surface_destroy (surface);
    }
}

static void
test_lines (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (chain_cases); k++)
    {
      const ChainCase *c = &chain_cases[k];
      const int width = (int)draw_chain_get_width (c->nodes, c->n);
      cairo_surface_t *surface = draw (c, width, FALSE);

      g_test_message ("%s", c->name);
      for (guint i = 0; i < c->n; i++)
        {
          const int y = (int)i * ROW + ROW / 2;

          if (c->depths[i] > 0)
            {
              const guint parent = (guint)c->nodes[i].parent;

              /* Down from the place it comes from, and over to it. */
              for (int down = (int)parent * ROW + ROW / 2 + 7; down < y - 6; down++)
                g_assert_true (has_ink (surface, get_x (c, parent), down));
              g_assert_true (has_ink (surface, get_x (c, i) - 7, y));
            }
          else
            /* Nothing leads there from above. */
            g_assert_cmphex (get_pixel (surface, get_x (c, i), y - 8), ==, 0);
        }
      /* Nothing goes on below the last one. */
      for (int x = 0; x < width; x++)
        g_assert_cmphex (get_pixel (surface, x, (double)c->n * ROW), ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
assert_mirrored (cairo_surface_t *left, cairo_surface_t *right, int width)
{
  for (int y = 0; y < MOST * ROW; y++)
    for (int x = 0; x < width; x++)
      {
        const guint32 a = get_pixel (left, x, y);
        const guint32 b = get_pixel (right, width - 1 - x, y);

        /* The rasteriser rounds to its own side. */
        g_assert_cmpint (ABS ((int)(a >> 24) - (int)(b >> 24)), <=, 24);
      }
}

/* From right to left it is the same picture, from the other edge, however wide the place is. */
static void
test_right_to_left (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (chain_cases); k++)
    for (int more = 0; more <= 25; more += 25)
      {
        const ChainCase *c = &chain_cases[k];
        const int width = (int)draw_chain_get_width (c->nodes, c->n) + more;
        cairo_surface_t *left = draw (c, width, FALSE);
        cairo_surface_t *right = draw (c, width, TRUE);

        g_test_message ("%s, %d", c->name, width);
        assert_mirrored (left, right, width);
        if (c->n > 0)
          g_assert_cmphex (get_pixel (right, width - MARGIN - 3.5, ROW / 2) & 0xffffff, !=, 0);
        cairo_surface_destroy (left);
        cairo_surface_destroy (right);
      }
}

/* Before the rows are placed all of them are at the top: nothing goes wrong, and the pen is as it
 * was. */
static void
test_unplaced (void)
{
  const ChainCase *c = &chain_cases[4];
  static const double middles[MOST] = { 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 60, 60);
  cairo_t *cr = cairo_create (surface);
  double x, y;

  cairo_set_line_width (cr, 7);
  draw_chain_draw (cr, c->nodes, c->n, middles, ink, accent, TRUE, 60);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
  x = 3;
  y = 4;
  cairo_user_to_device (cr, &x, &y);
  g_assert_cmpfloat (x, ==, 3);
  g_assert_cmpfloat (y, ==, 4);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/chain/layout", test_layout);
  g_test_add_func ("/draw/chain/dots", test_dots);
  g_test_add_func ("/draw/chain/lines", test_lines);
  g_test_add_func ("/draw/chain/right-to-left", test_right_to_left);
  g_test_add_func ("/draw/chain/unplaced", test_unplaced);

  return g_test_run ();
}
