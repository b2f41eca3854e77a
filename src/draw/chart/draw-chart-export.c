/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-chart-export.h"

#include "draw-chart-private.h"
#include "draw-chart-words.h"
#include "draw-table.h"
#include "erp-error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Pixels of a file for each of the screen. */
#define PICTURE_SCALE 2
/* Points of a page for each pixel of the screen. */
#define POINTS 0.75
#define LARGEST 16000

static const char *const endings[] = {
  [DRAW_CHART_PNG] = "png",
  [DRAW_CHART_SVG] = "svg",
  [DRAW_CHART_PDF] = "pdf",
  [DRAW_CHART_CSV] = "csv",
};

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* On paper, whatever the window looks like; what is seen of it stays. */
static void
draw_alone (DrawChart *self, cairo_t *cr, double width, double height)
{
  const DrawPalette *palette = self->palette;
  const gboolean title_shown = self->title_shown;
  const double old_width = self->width, old_height = self->height;

  self->palette = draw_palette_get (FALSE, palette->patterns);
  draw_chart_set_title_shown (self, !self->bare);
  draw_chart_lay_out (self, width, height);
  draw_colour_set (&self->palette->paper, cr);
  cairo_paint (cr);
  draw_chart_draw (self, cr);

  self->palette = palette;
  self->title_shown = title_shown;
  self->laid_out = FALSE;
  draw_chart_lay_out (self, old_width, old_height);
}

static gboolean
fail (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return FALSE;
  /* Translators: %s is a reason */
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("The chart could not be drawn: %s. Try a smaller window."),
               cairo_status_to_string (status));

  return TRUE;
}

static GBytes *
export_picture (DrawChart *self, double width, double height, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = draw_chart_create_picture (self, width, height, PICTURE_SCALE);
  cairo_status_t status = cairo_surface_status (surface);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  if (fail (status, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
export_vectors (
    DrawChart *self, DrawChartFormat format, double width, double height, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format == DRAW_CHART_SVG)
    surface =
        cairo_svg_surface_create_for_stream (write_cb, bytes, width * POINTS, height * POINTS);
  else
    {
      surface =
          cairo_pdf_surface_create_for_stream (write_cb, bytes, width * POINTS, height * POINTS);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
    }
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS, POINTS);
  draw_alone (self, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (fail (status, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
add_place (DrawChart *self, DrawTable *table, gint64 place)
{
  g_autofree char *name = NULL;
  BizDecimal number;
  GDate date;

  switch (draw_axis_get_kind (self->x))
    {
    case DRAW_AXIS_TIME:
      g_date_clear (&date, 1);
      if (place > 0 && place <= G_MAXUINT32 && g_date_valid_julian ((guint32)place))
        g_date_set_julian (&date, (guint32)place);
      draw_table_add_date (table, &date);
      break;
    case DRAW_AXIS_CATEGORY:
      name = draw_axis_format (self->x, place);
      draw_table_add_text (table, name);
      break;
    case DRAW_AXIS_VALUE:
    default:
      number = biz_decimal_new (place, draw_axis_get_unit (self->x)->digits);
      draw_table_add_number (table, &number);
      break;
    }
}

static void
add_amount (DrawTable *table, const DrawUnit *unit, gint64 amount)
{
  if (unit->kind == DRAW_UNIT_MONEY)
    {
      const BizMoney money = biz_money_from_minor (amount, unit->currency, unit->digits);

      draw_table_add_money (table, amount != DRAW_GAP ? &money : NULL);
    }
  else
    {
      const BizDecimal number = biz_decimal_new (amount, unit->digits);

      draw_table_add_number (table, amount != DRAW_GAP ? &number : NULL);
    }
}

static DrawColumn *
create_columns (DrawChart *self)
{
  static const DrawColumn places[] = {
    [DRAW_AXIS_VALUE] = { "from", "from", DRAW_COLUMN_NUMBER },
    [DRAW_AXIS_TIME] = { "date", "date", DRAW_COLUMN_DATE },
    [DRAW_AXIS_CATEGORY] = { "name", "name", DRAW_COLUMN_TEXT },
  };
  const guint n = draw_chart_get_n_tracks (self);
  DrawColumn *columns = g_new0 (DrawColumn, n + 1);

  columns[0] = places[draw_axis_get_kind (self->x)];
  for (guint i = 0; i < n; i++)
    {
      DrawSeries *series = draw_chart_get_track (self, i);
      const gboolean money = draw_series_get_unit (series)->kind == DRAW_UNIT_MONEY;

      columns[i + 1].key = draw_series_get_key (series);
      columns[i + 1].title = draw_series_get_name (series);
      columns[i + 1].kind = money ? DRAW_COLUMN_MONEY : DRAW_COLUMN_NUMBER;
    }

  return columns;
}

static GBytes *
export_rows (DrawChart *self, GError **error)
{
  const guint n = draw_chart_get_n_tracks (self);
  g_autofree DrawColumn *columns = create_columns (self);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawTable) table = draw_table_new (DRAW_TABLE_CSV, columns, n + 1, stream);
  g_autoptr (GArray) places = draw_chart_create_places (self);

  for (guint i = 0; i < places->len; i++)
    {
      const gint64 place = g_array_index (places, gint64, i);

      add_place (self, table, place);
      for (guint track = 0; track < n; track++)
        {
          DrawSeries *series = draw_chart_get_track (self, track);
          gint64 amount;

          draw_series_lookup (series, place, &amount);
          add_amount (table, draw_series_get_unit (series), amount);
        }
      if (!draw_table_end_row (table, NULL, error))
        return NULL;
    }
  if (!draw_table_close (table, NULL, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * draw_chart_format_from_name:
 * @name: of a file
 * @format: (out): by its ending
 *
 * Returns: FALSE where it is none of ours
 */
gboolean
draw_chart_format_from_name (const char *name, DrawChartFormat *format)
{
  const char *dot;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  dot = strrchr (name, '.');
  for (gsize i = 0; i < G_N_ELEMENTS (endings) && dot != NULL; i++)
    {
      if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
        {
          *format = (DrawChartFormat)i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * draw_chart_format_get_ending:
 * @format: a format
 *
 * Returns: (transfer none): "png" and so on
 */
const char *
draw_chart_format_get_ending (DrawChartFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (endings), NULL);

  return endings[format];
}

/**
 * draw_chart_create_picture:
 * @self: a chart
 * @width: units
 * @height: units
 * @scale: pixels a unit
 *
 * Returns: (transfer full): the chart on white, with its title; look at its status
 */
cairo_surface_t *
draw_chart_create_picture (DrawChart *self, double width, double height, double scale)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (DRAW_IS_CHART (self) && width >= 1 && height >= 1, NULL);

  surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)MIN (ceil (width * scale), G_MAXINT),
                                  (int)MIN (ceil (height * scale), G_MAXINT));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    draw_alone (self, cr, width, height);
  cairo_destroy (cr);

  return surface;
}

/**
 * draw_chart_export:
 * @self: a chart
 * @format: which kind of file
 * @width: pixels of a screen; not looked at for CSV
 * @height: the same
 * @error: return location
 *
 * A picture shows what is seen of the x axis, CSV has all.
 *
 * Returns: (transfer full) (nullable): the file, or ERP_ERROR_VALIDATION where it would be too
 * large
 */
GBytes *
draw_chart_export (
    DrawChart *self, DrawChartFormat format, double width, double height, GError **error)
{
  g_return_val_if_fail (DRAW_IS_CHART (self) && format < G_N_ELEMENTS (endings), NULL);
  g_return_val_if_fail (format == DRAW_CHART_CSV || (width >= 1 && height >= 1), NULL);

  if (format == DRAW_CHART_CSV)
    return export_rows (self, error);
  if (width > LARGEST || height > LARGEST)
    {
      fail (CAIRO_STATUS_INVALID_SIZE, error);
      return NULL;
    }
  if (format == DRAW_CHART_PNG)
    return export_picture (self, width, height, error);

  return export_vectors (self, format, width, height, error);
}
