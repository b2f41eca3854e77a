/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of 100,000 points drawn again and again on pixels, 1200 by 600, as a window does. One
 * JSON line; asserts no time. With a folder as argument it also writes every kind of chart there,
 * to be looked at. */

#include "chart-samples.h"
#include "draw-chart-export.h"

#include <stdio.h>
#include <time.h>

#define N_POINTS 100000
#define N_RUNS 9
#define WIDTH 1200
#define HEIGHT 600

typedef DrawChart *(*NewChart) (void);

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *)a;
  const gint64 y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static double
get_median_ms (gint64 *times)
{
  qsort (times, N_RUNS, sizeof *times, compare_times);

  return (double)times[N_RUNS / 2] / 1000.0;
}

static gint64
get_thread_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (gint64)spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* Draws a chart as @view says; a layout is made each time. */
static double
time_drawing (DrawChart *chart, cairo_t *cr, double from, double to)
{
  gint64 times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      const gint64 start = get_thread_time ();

      draw_axis_set_view (draw_chart_get_x_axis (chart), from, to);
      draw_chart_pan (chart, 0);
      draw_chart_lay_out (chart, WIDTH, HEIGHT);
      draw_colour_set (&draw_chart_get_palette (chart)->paper, cr);
      cairo_paint (cr);
      draw_chart_draw (chart, cr);
      cairo_surface_flush (cairo_get_target (cr));
      times[i] = get_thread_time () - start;
    }

  return get_median_ms (times);
}

static void
write_pictures (const char *folder)
{
  static const struct
  {
    const char *name;
    NewChart create;
  } all[] = {
    { "dso", chart_samples_new_dso },
    { "ageing", chart_samples_new_ageing },
    { "bridge", chart_samples_new_bridge },
    { "lag", chart_samples_new_lag },
    { "sparkline", chart_samples_new_sparkline },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint look = 0; look < 3; look++)
      {
        g_autoptr (DrawChart) chart = all[i].create ();
        const gboolean small = draw_chart_is_bare (chart);
        const int width = small ? 120 : 640, height = small ? 32 : 320;
        g_autofree char *file = g_strdup_printf ("%s/%s-%u.png", folder, all[i].name, look);
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
        cairo_t *cr = cairo_create (surface);
        const DrawCursor cursor = { 0, 3 };

        draw_chart_set_palette (chart, draw_palette_get (look == 1, look == 2));
        draw_chart_set_mirrored (chart, look == 2);
        draw_colour_set (&draw_chart_get_palette (chart)->paper, cr);
        cairo_paint (cr);
        draw_chart_lay_out (chart, width, height);
        draw_chart_draw (chart, cr);
        if (look == 1 && !small)
          draw_chart_draw_cursor (chart, cr, &cursor, TRUE);
        cairo_surface_write_to_png (surface, file);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (DrawChart) chart = chart_samples_new_long (N_POINTS);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  if (argc > 1)
    write_pictures (argv[1]);
  /* fonts are found only once */
  time_drawing (chart, cr, 0, 1);
  printf ("{\"bench\": \"chart\", \"points\": %d, \"all_ms\": %.2f, \"tenth_ms\": %.2f, "
          "\"hundredth_ms\": %.2f}\n",
          N_POINTS, time_drawing (chart, cr, 0, 1), time_drawing (chart, cr, 0.4, 0.5),
          time_drawing (chart, cr, 0.4, 0.41));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return 0;
}
