/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chart-picture.h"
#include "draw-layer.h"

#define WIDTH 200
#define HEIGHT 120
#define MARGIN 10

static const gint64 rising[] = { 10, 25, 18, 40, 36, 52 };
static const gint64 mixed[] = { 20, -15, DRAW_GAP, 30, -8, 12 };
static const gint64 other[] = { 8, 12, 20, -10, 16, 9 };

typedef struct
{
  const char *picture;
  DrawLayerKind kind;
  const gint64 *amounts[3];
  guint n_points;
  gboolean dark, high_contrast, mirrored;
  double from, to; /* 0 and 0 are all */
} Case;

static DrawSeries *
new_series (const gint64 *amounts, guint n)
{
  const DrawUnit unit = draw_unit_number (0);
  DrawSeries *series = draw_series_new ("k", "Name", &unit);

  for (guint i = 0; i < n; i++)
    draw_series_add (series, i, amounts[i]);

  return series;
}

static DrawLayer *
new_layer (const Case *c)
{
  DrawLayer *layer = draw_layer_new (c->kind);

  for (guint i = 0; i < G_N_ELEMENTS (c->amounts) && c->amounts[i] != NULL; i++)
    {
      g_autoptr (DrawSeries) series = new_series (c->amounts[i], c->n_points);

      draw_layer_add (layer, series);
    }

  return layer;
}

/* A plot of one layer, its axes fitted. */
static DrawPlot
make_plot (DrawLayer *layer, const DrawUnit *x_unit)
{
  const DrawUnit unit = draw_unit_number (0);
  DrawPlot plot = { 0 };

  plot.area = (DrawArea){ MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN };
  plot.x = x_unit != NULL ? draw_axis_new_value (NULL, x_unit)
                          : draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
  plot.y = draw_axis_new_value (NULL, &unit);
  plot.palette = draw_palette_get (FALSE, FALSE);
  draw_layer_cover (layer, plot.x, plot.y);
  draw_axis_fit (plot.x, 5);
  draw_axis_fit (plot.y, 5);

  return plot;
}

static void
clear_plot (DrawPlot *plot)
{
  g_clear_object (&plot->x);
  g_clear_object (&plot->y);
}

static cairo_t *
draw (DrawLayer *layer, DrawPlot *plot)
{
  cairo_t *cr = chart_picture_begin (WIDTH, HEIGHT);

  draw_colour_set (&plot->palette->paper, cr);
  cairo_paint (cr);
  plot->cr = cr;
  draw_layer_draw (layer, plot);

  return cr;
}

static void
test_pictures (void)
{
  static const Case cases[] = {
    { "line", DRAW_LAYER_LINE, { rising, other }, 6 },
    { "line-gap", DRAW_LAYER_LINE, { mixed }, 6 },
    { "line-one", DRAW_LAYER_LINE, { rising }, 1 },
    { "line-dark-contrast", DRAW_LAYER_LINE, { rising, other, mixed }, 6, TRUE, TRUE },
    { "line-zoomed", DRAW_LAYER_LINE, { rising }, 6, .from = 0.3, .to = 0.7 },
    { "line-mirrored", DRAW_LAYER_LINE, { rising }, 6, .mirrored = TRUE },
    { "area", DRAW_LAYER_AREA, { mixed }, 6 },
    { "step", DRAW_LAYER_STEP, { rising }, 6 },
    { "bars", DRAW_LAYER_BARS, { mixed }, 6 },
    { "bars-grouped", DRAW_LAYER_BARS, { rising, mixed, other }, 6 },
    { "bars-mirrored", DRAW_LAYER_BARS, { rising, mixed, other }, 6, .mirrored = TRUE },
    { "bars-one", DRAW_LAYER_BARS, { rising }, 1 },
    { "stack", DRAW_LAYER_STACK, { rising, mixed, other }, 6 },
    { "stack-contrast", DRAW_LAYER_STACK, { rising, mixed, other }, 6, FALSE, TRUE },
    { "waterfall", DRAW_LAYER_WATERFALL, { mixed }, 6 },
    { "line-dark", DRAW_LAYER_LINE, { rising, other, mixed }, 6, .dark = TRUE },
    { "area-dark", DRAW_LAYER_AREA, { mixed }, 6, .dark = TRUE },
    { "area-mirrored", DRAW_LAYER_AREA, { mixed }, 6, .mirrored = TRUE },
    { "step-dark-contrast", DRAW_LAYER_STEP, { rising }, 6, TRUE, TRUE },
    { "bars-dark", DRAW_LAYER_BARS, { rising, mixed, other }, 6, .dark = TRUE },
    { "stack-dark", DRAW_LAYER_STACK, { rising, mixed, other }, 6, .dark = TRUE },
    { "stack-mirrored", DRAW_LAYER_STACK, { rising, mixed, other }, 6, .mirrored = TRUE },
    { "waterfall-dark", DRAW_LAYER_WATERFALL, { mixed }, 6, .dark = TRUE },
    { "waterfall-contrast", DRAW_LAYER_WATERFALL, { mixed }, 6, FALSE, TRUE },
    { "waterfall-mirrored", DRAW_LAYER_WATERFALL, { mixed }, 6, .mirrored = TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (DrawLayer) layer = new_layer (c);
      DrawPlot plot;

      g_test_message ("%s", c->picture);
      if (c->kind == DRAW_LAYER_WATERFALL)
        draw_layer_set_total (layer, 0);
      plot = make_plot (layer, NULL);
      plot.palette = draw_palette_get (c->dark, c->high_contrast);
      plot.mirrored = c->mirrored;
      if (c->to > 0)
        draw_axis_set_view (plot.x, c->from, c->to);
      chart_picture_end (draw (layer, &plot), c->picture);
      clear_plot (&plot);
    }
}

static void
test_nothing (void)
{
  for (DrawLayerKind kind = DRAW_LAYER_LINE; kind <= DRAW_LAYER_WATERFALL; kind++)
    {
      static const gint64 gaps[] = { DRAW_GAP, DRAW_GAP };

      for (guint n = 0; n <= 2; n++)
        {
          const Case c = { NULL, kind, { gaps }, n };
          g_autoptr (DrawLayer) layer = new_layer (&c);
          DrawPlot plot = make_plot (layer, NULL);
          cairo_t *cr = draw (layer, &plot);
          DrawArea area;

          g_assert_false (chart_picture_has_ink (cr, 0, 0, WIDTH, HEIGHT, 0xffffff));
          g_assert_false (draw_layer_locate (layer, &plot, 0, 0, &area));
          g_assert_false (draw_layer_locate (layer, &plot, 1, 0, &area));
          cairo_destroy (cr);
          clear_plot (&plot);
        }
    }
}

/* Flat, huge and one-sided amounts stay within the plot. */
static void
test_extremes (void)
{
  static const gint64 tables[][3] = {
    { 5, 5, 5 },    { 0, 0, 0 }, { G_MAXINT64, 1, G_MAXINT64 }, { G_MININT64 + 1, G_MAXINT64, 0 },
    { -7, -9, -8 },
  };

  for (DrawLayerKind kind = DRAW_LAYER_LINE; kind <= DRAW_LAYER_WATERFALL; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
      {
        const Case c = { NULL, kind, { tables[i], tables[i] }, 3 };
        g_autoptr (DrawLayer) layer = new_layer (&c);
        DrawPlot plot = make_plot (layer, NULL);
        cairo_t *cr = draw (layer, &plot);

        g_assert_true (chart_picture_has_ink (cr, MARGIN, MARGIN - 2, WIDTH - 2 * MARGIN,
                                              HEIGHT - 2 * MARGIN + 4, 0xffffff));
        for (guint p = 0; p < 3; p++)
          {
            DrawArea area;

            g_assert_true (draw_layer_locate (layer, &plot, 0, p, &area));
            g_assert_cmpfloat (area.y, >=, MARGIN - 1);
            g_assert_cmpfloat (area.y + area.height, <=, HEIGHT - MARGIN + 1);
            g_assert_cmpfloat (area.x, >=, MARGIN - 1);
            g_assert_cmpfloat (area.x + area.width, <=, WIDTH - MARGIN + 1);
          }
        cairo_destroy (cr);
        clear_plot (&plot);
      }
}

/* One point out of 100,000 that stands out is seen, by each layer, wherever it is. */
static void
test_dense (void)
{
  static const DrawLayerKind kinds[] = { DRAW_LAYER_LINE, DRAW_LAYER_AREA, DRAW_LAYER_STEP,
                                         DRAW_LAYER_BARS, DRAW_LAYER_STACK };
  const DrawUnit unit = draw_unit_number (0);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (DrawLayer) layer = draw_layer_new (kinds[i]);
      g_autoptr (DrawSeries) series = draw_series_new ("k", "N", &unit);
      const gint64 peak = 31234, low = 77777;
      DrawPlot plot;
      cairo_t *cr;

      for (gint64 x = 0; x < 100000; x++)
        draw_series_add (series, x, x == peak ? 1000 : x == low ? -1000 : 10 + x % 7);
      draw_layer_add (layer, series);
      plot = make_plot (layer, NULL);
      cr = draw (layer, &plot);
      g_assert_true (chart_picture_has_ink (cr, (int)draw_plot_get_x (&plot, peak) - 1, MARGIN, 3,
                                            4, 0xffffff));
      g_assert_true (chart_picture_has_ink (cr, (int)draw_plot_get_x (&plot, low) - 1,
                                            HEIGHT - MARGIN - 4, 3, 4, 0xffffff));
      g_assert_false (chart_picture_has_ink (cr, MARGIN, MARGIN, 40, 20, 0xffffff));
      cairo_destroy (cr);
      clear_plot (&plot);
    }
}

static void
test_stack_and_cascade (void)
{
  const Case stacked = { NULL, DRAW_LAYER_STACK, { rising, mixed, other }, 6 };
  const Case falling = { NULL, DRAW_LAYER_WATERFALL, { mixed }, 6 };
  g_autoptr (DrawLayer) stack = new_layer (&stacked);
  g_autoptr (DrawLayer) fall = new_layer (&falling);
  DrawPlot plot = make_plot (stack, NULL);
  DrawArea lower, upper, area;
  gint64 sum = 0;

  /* the third on the second on the first */
  g_assert_true (draw_layer_locate (stack, &plot, 0, 0, &lower));
  g_assert_true (draw_layer_locate (stack, &plot, 1, 0, &upper));
  g_assert_cmpfloat_with_epsilon (upper.y + upper.height, lower.y, 1);
  g_assert_cmpfloat_with_epsilon (upper.y, draw_plot_get_y (&plot, 30), 1);
  /* less than nothing hangs from zero */
  g_assert_true (draw_layer_locate (stack, &plot, 1, 1, &area));
  g_assert_cmpfloat_with_epsilon (area.y, draw_plot_get_y (&plot, 0), 1);
  g_assert_cmpfloat_with_epsilon (area.y + area.height, draw_plot_get_y (&plot, -15), 1);
  clear_plot (&plot);

  draw_layer_set_total (fall, 5);
  plot = make_plot (fall, NULL);
  for (guint i = 0; i < 5; i++)
    {
      if (mixed[i] == DRAW_GAP)
        {
          g_assert_false (draw_layer_locate (fall, &plot, 0, i, &area));
          continue;
        }
      g_assert_true (draw_layer_locate (fall, &plot, 0, i, &area));
      g_assert_cmpfloat_with_epsilon (area.y, draw_plot_get_y (&plot, sum + MAX (mixed[i], 0)), 1);
      sum += mixed[i];
    }
  g_assert_true (draw_layer_is_total (fall, 5));
  g_assert_true (draw_layer_locate (fall, &plot, 0, 5, &area));
  g_assert_cmpfloat_with_epsilon (area.y + area.height, draw_plot_get_y (&plot, 0), 1);
  g_assert_cmpfloat_with_epsilon (area.y, draw_plot_get_y (&plot, 12), 1);
  clear_plot (&plot);
}

static void
test_histogram (void)
{
  static const struct
  {
    const char *name;
    gint64 values[6];
    guint n_values, most;
    gint64 bin, first;
    guint n_bins;
    gint64 counts[6];
  } cases[] = {
    { "nothing", { 0 }, 0, 5, 1, 0, 0, { 0 } },
    { "gaps", { DRAW_GAP, DRAW_GAP }, 2, 5, 1, 0, 0, { 0 } },
    { "one", { 7 }, 1, 5, 1, 7, 1, { 1 } },
    { "the same", { 7, 7, 7 }, 3, 5, 1, 7, 1, { 3 } },
    { "an edge belongs above", { 0, 4, 5, 9, 10 }, 5, 3, 5, 0, 3, { 2, 2, 1 } },
    { "empty between", { 0, 1, 29 }, 3, 3, 10, 0, 3, { 2, 0, 1 } },
    { "less than nothing", { -7, -1, 0, 3 }, 4, 3, 5, -10, 3, { 1, 1, 2 } },
    { "far apart",
      { G_MININT64 + 1, G_MAXINT64 },
      2,
      1,
      G_MAXINT64,
      G_MININT64 + 1,
      3,
      { 1, 0, 1 } },
  };
  const DrawUnit unit = draw_unit_days (0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DrawLayer) layer =
          draw_layer_new_histogram ("n", "Invoices", &unit, cases[i].values, cases[i].n_values,
                                    cases[i].most);
      DrawSeries *series = draw_layer_get_series (layer, 0);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (draw_layer_get_bin (layer), ==, cases[i].bin);
      g_assert_cmpuint (draw_series_get_n_points (series), ==, cases[i].n_bins);
      for (guint j = 0; j < cases[i].n_bins; j++)
        g_assert_cmpint (draw_series_get_points (series)[j].y, ==, cases[i].counts[j]);
      if (cases[i].n_bins > 0)
        g_assert_cmpint (draw_series_get_points (series)[0].x, ==, cases[i].first);
    }
}

/* In which a layer is looked at beside the plain one. */
typedef struct
{
  const char *name; /* behind the layer's */
  gboolean dark, high_contrast, mirrored;
} Look;

static const Look looks[] = {
  { "", FALSE, FALSE, FALSE },
  { "-dark", TRUE, FALSE, FALSE },
  { "-contrast", FALSE, TRUE, FALSE },
  { "-mirrored", FALSE, FALSE, TRUE },
};

static void
set_look (DrawPlot *plot, const Look *look)
{
  plot->palette = draw_palette_get (look->dark, look->high_contrast);
  plot->mirrored = look->mirrored;
}

static void
test_histogram_picture (void)
{
  static const gint64 values[] = { 1, 2, 2, 6, 8, 11, 12, 12, 13, 14, 17, 24, DRAW_GAP };
  const DrawUnit unit = draw_unit_days (0);
  g_autoptr (DrawLayer) layer =
      draw_layer_new_histogram ("n", "Invoices", &unit, values, G_N_ELEMENTS (values), 5);
  DrawPlot plot = make_plot (layer, &unit);
  DrawArea area;

  g_assert_true (draw_layer_locate (layer, &plot, 0, 1, &area));
  g_assert_cmpfloat_with_epsilon (area.x, draw_plot_get_x (&plot, 5), 1);
  g_assert_cmpfloat_with_epsilon (area.x + area.width, draw_plot_get_x (&plot, 10), 2);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strconcat ("histogram", looks[i].name, NULL);

      set_look (&plot, &looks[i]);
      chart_picture_end (draw (layer, &plot), name);
    }
  clear_plot (&plot);
}

static void
test_references (void)
{
  const DrawUnit unit = draw_unit_number (0);
  const Case c = { NULL, DRAW_LAYER_LINE, { rising }, 6 };
  g_autoptr (DrawLayer) line = new_layer (&c);
  g_autoptr (DrawLayer) target = draw_layer_new_target ("Target", &unit, 60);
  g_autoptr (DrawLayer) band = draw_layer_new_band ("Baseline", &unit, 35, 20);
  DrawPlot plot = make_plot (line, NULL);
  gint64 low, high;
  cairo_t *cr;

  g_assert_true (draw_layer_is_reference (band));
  g_assert_false (draw_layer_is_reference (line));
  g_assert_cmpstr (draw_layer_get_name (target), ==, "Target");
  draw_layer_get_levels (band, &low, &high);
  g_assert_cmpint (low, ==, 20);
  g_assert_cmpint (high, ==, 35);
  /* a target beyond the data is in sight */
  g_assert_cmpfloat (draw_axis_place (plot.y, 61), >, 1);
  draw_layer_cover (target, plot.x, plot.y);
  draw_axis_fit (plot.y, 5);
  g_assert_cmpfloat (draw_axis_place (plot.y, 60), <=, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strconcat ("references", looks[i].name, NULL);

      set_look (&plot, &looks[i]);
      cr = draw (band, &plot);
      draw_layer_draw (line, &plot);
      draw_layer_draw (target, &plot);
      chart_picture_end (cr, name);
    }
  clear_plot (&plot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/layer/pictures", test_pictures);
  g_test_add_func ("/draw/layer/nothing", test_nothing);
  g_test_add_func ("/draw/layer/extremes", test_extremes);
  g_test_add_func ("/draw/layer/dense", test_dense);
  g_test_add_func ("/draw/layer/stack-and-cascade", test_stack_and_cascade);
  g_test_add_func ("/draw/layer/histogram", test_histogram);
  g_test_add_func ("/draw/layer/histogram-picture", test_histogram_picture);
  g_test_add_func ("/draw/layer/references", test_references);

  return g_test_run ();
}
