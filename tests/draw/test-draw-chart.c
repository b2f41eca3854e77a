/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chart-picture.h"
#include "chart-samples.h"
#include "draw-chart-export.h"
#include "draw-chart-words.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#define WIDTH 640
#define HEIGHT 320

typedef DrawChart *(*NewChart) (void);

static const NewChart samples[] = {
  chart_samples_new_dso, chart_samples_new_ageing,    chart_samples_new_bridge,
  chart_samples_new_lag, chart_samples_new_sparkline,
};

static DrawChart *
new_empty (void)
{
  const DrawUnit unit = draw_unit_money ("EUR", 2);
  g_autoptr (DrawSeries) series = draw_series_new ("k", "Open", &unit);
  g_autoptr (DrawAxis) x = draw_axis_new_time (NULL, DRAW_GRAIN_DAY);
  g_autoptr (DrawAxis) y = draw_axis_new_value (NULL, &unit);
  g_autoptr (DrawLayer) line = draw_layer_new (DRAW_LAYER_LINE);
  DrawChart *chart = draw_chart_new ("Nothing yet", x, y);

  draw_layer_add (line, series);
  draw_chart_add (chart, line);

  return chart;
}

static void
test_words (void)
{
  static const struct
  {
    NewChart create;
    const char *text;
  } cases[] = {
    { chart_samples_new_dso,
      "Days sales outstanding. 12 points from January 2026 to December 2026. 2026: lowest 39.1 "
      "days "
      "(December 2026), highest 47.0 days (April 2026), last 39.1 days. 1 point has no data. 2025: "
      "lowest 45.5 days (November 2026), highest 49.0 days (March 2026), last 45.8 days. Baseline: "
      "44.0 "
      "days to 46.0 days. Target: 40.0 days." },
    { chart_samples_new_bridge, "Why did DSO move? 6 points from September to October. Change: "
                                "lowest −8.3 days (Collected), "
                                "highest 41.8 days (September), last 40.2 days." },
    { chart_samples_new_lag,
      "Invoice lag. 5 points from 0 days to 4 days to 20 days to 24 days. Invoices: lowest 1 (15 "
      "days to 19 days), highest 11 (0 days to 4 days), last 1." },
    { new_empty, "Nothing yet. No data." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DrawChart) chart = cases[i].create ();
      g_autofree char *text = draw_chart_describe (chart);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_point_words (void)
{
  static const struct
  {
    DrawCursor cursor;
    const char *text;
  } cases[] = {
    { { 0, 0 }, "2026, January 2026: 45.2 days" },
    { { 0, 4 }, "2026, May 2026: no data" },
    { { 1, 11 }, "2025, December 2026: 45.8 days" },
    { { 0, 12 }, "" },
    { { 2, 0 }, "" },
  };
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = draw_chart_describe_point (chart, &cases[i].cursor);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_steps (void)
{
  static const struct
  {
    DrawStep step;
    gboolean moved;
    DrawCursor at;
  } walk[] = {
    { DRAW_STEP_ON, TRUE, { 0, 0 } },    { DRAW_STEP_BACK, FALSE, { 0, 0 } },
    { DRAW_STEP_ON, TRUE, { 0, 1 } },    { DRAW_STEP_UP, FALSE, { 0, 1 } },
    { DRAW_STEP_DOWN, TRUE, { 1, 1 } },  { DRAW_STEP_DOWN, FALSE, { 1, 1 } },
    { DRAW_STEP_LAST, TRUE, { 1, 11 } }, { DRAW_STEP_ON, FALSE, { 1, 11 } },
    { DRAW_STEP_UP, TRUE, { 0, 11 } },   { DRAW_STEP_FIRST, TRUE, { 0, 0 } },
  };
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();
  g_autoptr (DrawChart) empty = new_empty ();
  DrawCursor cursor = { G_MAXUINT, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (walk); i++)
    {
      g_test_message ("%d", (int)i);
      g_assert_true (draw_chart_step (chart, &cursor, walk[i].step) == walk[i].moved);
      g_assert_cmpuint (cursor.track, ==, walk[i].at.track);
      g_assert_cmpuint (cursor.point, ==, walk[i].at.point);
    }
  g_assert_false (draw_chart_step (empty, &cursor, DRAW_STEP_ON));
  cursor = (DrawCursor){ G_MAXUINT, 0 };
  g_assert_true (draw_chart_step (chart, &cursor, DRAW_STEP_LAST));
  g_assert_cmpuint (cursor.point, ==, 11);
}

/* Whatever is seen, pointing at a point finds it. */
static void
test_find (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint mirrored = 0; mirrored < 2; mirrored++)
      for (guint zoomed = 0; zoomed < 2; zoomed++)
        {
          g_autoptr (DrawChart) chart = samples[i]();
          DrawCursor found;

          draw_chart_set_mirrored (chart, mirrored);
          draw_chart_lay_out (chart, WIDTH, HEIGHT);
          if (zoomed)
            draw_chart_zoom (chart, 1.7, WIDTH / 3.0);
          draw_chart_lay_out (chart, WIDTH, HEIGHT);
          for (guint track = 0; track < draw_chart_get_n_tracks (chart); track++)
            {
              DrawSeries *series = draw_chart_get_track (chart, track);

              for (guint point = 0; point < draw_series_get_n_points (series); point++)
                {
                  const DrawCursor cursor = { track, point };
                  DrawArea area;

                  if (!draw_chart_locate (chart, &cursor, &area))
                    continue;
                  g_assert_true (draw_chart_find (chart, area.x + area.width / 2,
                                                  area.y + area.height / 2, &found));
                  g_assert_cmpuint (found.track, ==, track);
                  g_assert_cmpuint (found.point, ==, point);
                }
            }
        }
}

static void
test_zoom (void)
{
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();
  const DrawCursor july = { 0, 6 }, december = { 0, 11 };
  DrawArea before, after, plot;

  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  plot = draw_chart_get_plot (chart);
  g_assert_true (draw_chart_locate (chart, &july, &before));
  draw_chart_zoom (chart, 2, before.x);
  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  g_assert_true (draw_chart_is_zoomed (chart));
  /* what one looks at stays where it is */
  g_assert_true (draw_chart_locate (chart, &july, &after));
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1);
  draw_chart_pan (chart, 40);
  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  g_assert_true (draw_chart_locate (chart, &july, &after));
  g_assert_cmpfloat_with_epsilon (after.x, before.x + 40, 1);
  g_assert_true (draw_chart_locate (chart, &december, &after));
  g_assert_cmpfloat (after.x, >, plot.x + plot.width);
  g_assert_true (draw_chart_reveal (chart, &december));
  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  g_assert_true (draw_chart_locate (chart, &december, &after));
  g_assert_cmpfloat (after.x, <=, plot.x + plot.width + 1);
  g_assert_false (draw_chart_reveal (chart, &december));
  /* no closer than two days, no farther than all */
  for (guint i = 0; i < 40; i++)
    draw_chart_zoom (chart, 2, 300);
  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  g_assert_cmpfloat (fabs (draw_axis_place (draw_chart_get_x_axis (chart), 2)
                           - draw_axis_place (draw_chart_get_x_axis (chart), 1)),
                     <=, 0.51);
  for (guint i = 0; i < 40; i++)
    draw_chart_zoom (chart, 0.5, 300);
  g_assert_false (draw_chart_is_zoomed (chart));
  draw_chart_zoom (chart, 3, 100);
  draw_chart_show_all (chart);
  g_assert_false (draw_chart_is_zoomed (chart));
}

/* No size, direction or palette is too odd. */
static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 20, 400 }, { 400, 20 }, { 120, 90 }, { 1500, 900 } };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (guint look = 0; look < 8; look++)
        {
          g_autoptr (DrawChart) chart = samples[i]();
          cairo_t *cr = chart_picture_begin (sizes[j][0], sizes[j][1]);
          const DrawCursor cursor = { 0, 1 };

          draw_chart_set_palette (chart, draw_palette_get (look & 1, look & 2));
          draw_chart_set_mirrored (chart, look & 4);
          draw_chart_set_title_shown (chart, TRUE);
          draw_chart_lay_out (chart, sizes[j][0], sizes[j][1]);
          draw_chart_draw (chart, cr);
          draw_chart_draw_cursor (chart, cr, &cursor, TRUE);
          g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
          cairo_destroy (cr);
        }
}

/* The labels leave room: plots of both directions are each other's mirror. */
static void
test_mirrored (void)
{
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();
  const DrawCursor first = { 0, 0 }, last = { 0, 11 };
  DrawArea plot, other, a, b;

  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  plot = draw_chart_get_plot (chart);
  draw_chart_set_mirrored (chart, TRUE);
  draw_chart_lay_out (chart, WIDTH, HEIGHT);
  other = draw_chart_get_plot (chart);
  g_assert_cmpfloat_with_epsilon (other.x, WIDTH - plot.x - plot.width, 1);
  g_assert_true (draw_chart_locate (chart, &first, &a));
  g_assert_true (draw_chart_locate (chart, &last, &b));
  g_assert_cmpfloat (a.x, >, b.x);
}

static void
test_sparkline_picture (void)
{
  static const struct
  {
    const char *name;
    gboolean dark, high_contrast;
  } looks[] = {
    { "sparkline", FALSE, FALSE },
    { "sparkline-dark", TRUE, FALSE },
    { "sparkline-contrast", FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (DrawChart) chart = chart_samples_new_sparkline ();
      const DrawPalette *palette = draw_palette_get (looks[i].dark, looks[i].high_contrast);
      cairo_t *cr = chart_picture_begin (120, 32);

      g_assert_true (draw_chart_is_bare (chart));
      draw_colour_set (&palette->paper, cr);
      cairo_paint (cr);
      draw_chart_set_palette (chart, palette);
      draw_chart_lay_out (chart, 120, 32);
      draw_chart_draw (chart, cr);
      chart_picture_end (cr, looks[i].name);
    }
}

static void
test_csv (void)
{
  static const struct
  {
    NewChart create;
    const char *start;
  } cases[] = {
    { chart_samples_new_dso, "date,dso,dso_before\r\n2026-01-01,45.2,48.1\r\n" },
    { chart_samples_new_bridge, "name,change\r\nSeptember,41.8\r\nNew sales,2.1\r\n" },
    { chart_samples_new_lag, "from,invoices\r\n0,11\r\n5,3\r\n10,3\r\n15,1\r\n20,1\r\n" },
    { chart_samples_new_ageing,
      "date,not_due,due_30,due_60,over_60\r\n2026-01-01,1300000.00,1020000.00," },
    { new_empty, "date,k\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DrawChart) chart = cases[i].create ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = draw_chart_export (chart, DRAW_CHART_CSV, 0, 0, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (!g_str_has_prefix (text, cases[i].start))
        g_assert_cmpstr (text, ==, cases[i].start);
      if (i == 0)
        g_assert_nonnull (strstr (text, "\r\n2026-05-01,,47.6\r\n"));
    }
}

static void
test_files (void)
{
  static const struct
  {
    DrawChartFormat format;
    const char *start;
  } cases[] = {
    { DRAW_CHART_PNG, "\x89PNG" },
    { DRAW_CHART_SVG, "<?xml" },
    { DRAW_CHART_PDF, "%PDF" },
  };
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();

  draw_chart_set_palette (chart, draw_palette_get (TRUE, FALSE));
  draw_chart_lay_out (chart, 300, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = draw_chart_export (chart, cases[i].format, WIDTH, HEIGHT, &error);
      g_autoptr (GBytes) none = NULL;

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (cases[i].start), cases[i].start,
                       strlen (cases[i].start));
      none = draw_chart_export (chart, cases[i].format, 1e6, 10, &error);
      g_assert_null (none);
      g_assert_nonnull (error);
    }
  /* the window sees nothing of it */
  g_assert_true (draw_chart_get_palette (chart) == draw_palette_get (TRUE, FALSE));
  g_assert_cmpfloat (draw_chart_get_plot (chart).width, <, 300);
}

/* Title, legend, ticks and reference stand in the file as text. */
static void
test_pdf_text (void)
{
  static const char *const words[] = {
    "Days sales outstanding", "2025", "Target", "Baseline", "40 days", "Jan 2026"
  };
  g_autoptr (DrawChart) chart = chart_samples_new_dso ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = draw_chart_export (chart, DRAW_CHART_PDF, WIDTH, HEIGHT, &error);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);
  PopplerPage *page;
  g_autofree char *text = NULL;
  double width, height;

  g_assert_no_error (error);
  page = poppler_document_get_page (document, 0);
  poppler_page_get_size (page, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, WIDTH * 0.75, 0.5);
  text = poppler_page_get_text (page);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("no “%s” in: %s", words[i], text);
  g_clear_object (&page);
  g_clear_object (&document);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    int format;
  } cases[] = {
    { "a.png", DRAW_CHART_PNG },
    { "A.B.SVG", DRAW_CHART_SVG },
    { "x.pdf", DRAW_CHART_PDF },
    { "x.csv", DRAW_CHART_CSV },
    { "png", -1 },
    { "x.jpeg", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DrawChartFormat format;

      if (!draw_chart_format_from_name (cases[i].name, &format))
        g_assert_cmpint (cases[i].format, ==, -1);
      else
        g_assert_cmpint ((int)format, ==, cases[i].format);
    }
  g_assert_cmpstr (draw_chart_format_get_ending (DRAW_CHART_SVG), ==, "svg");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/chart/words", test_words);
  g_test_add_func ("/draw/chart/point-words", test_point_words);
  g_test_add_func ("/draw/chart/steps", test_steps);
  g_test_add_func ("/draw/chart/find", test_find);
  g_test_add_func ("/draw/chart/zoom", test_zoom);
  g_test_add_func ("/draw/chart/sizes", test_sizes);
  g_test_add_func ("/draw/chart/mirrored", test_mirrored);
  g_test_add_func ("/draw/chart/sparkline-picture", test_sparkline_picture);
  g_test_add_func ("/draw/chart/csv", test_csv);
  g_test_add_func ("/draw/chart/files", test_files);
  g_test_add_func ("/draw/chart/pdf-text", test_pdf_text);
  g_test_add_func ("/draw/chart/names", test_names);

  return g_test_run ();
}
