/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-kpi-pages.h"

#include "draw-kpi-chart.h"
#include "erp-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* A4 in points. */
#define WIDTH 595.0
#define HEIGHT 842.0
#define MARGIN 42.0
#define HEAD 24.0
#define A_PAGE 3
/* A chart is laid out for a screen and drawn smaller. */
#define SCALE 0.75
#define LEAST_POINTS 2

typedef struct
{
  cairo_t *cr;
  guint n; /* charts on the page */
} Paper;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
draw_company (cairo_t *cr, const char *company)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold 11");

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, company, -1);
  pango_layout_set_width (layout, (int)((WIDTH - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, MARGIN, MARGIN);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_one (Paper *paper, const char *company, DrawChart *chart)
{
  const double height = (HEIGHT - 2 * MARGIN - HEAD) / A_PAGE;

  if (paper->n == A_PAGE)
    {
      cairo_show_page (paper->cr);
      paper->n = 0;
    }
  if (paper->n == 0)
    draw_company (paper->cr, company);
  draw_chart_set_palette (chart, draw_palette_get (FALSE, FALSE));
  draw_chart_set_title_shown (chart, TRUE);
  draw_chart_lay_out (chart, (WIDTH - 2 * MARGIN) / SCALE, (height - 12) / SCALE);
  cairo_save (paper->cr);
  cairo_translate (paper->cr, MARGIN, MARGIN + HEAD + height * paper->n);
  cairo_scale (paper->cr, SCALE, SCALE);
  draw_chart_draw (chart, paper->cr);
  cairo_restore (paper->cr);
  paper->n++;
}

static gboolean
is_worth_drawing (GPtrArray *points)
{
  guint n = 0;

  for (guint i = 0; points != NULL && i < points->len; i++)
    n += draw_kpi_chart_get_amount (g_ptr_array_index (points, i)) != DRAW_GAP;

  return n >= LEAST_POINTS;
}

/* What the figure is made of, behind it. */
static void
draw_parts (Paper *paper, BizKpiBook *book, guint company, BizKpi kpi)
{
  const BizKpiParts *parts = biz_kpi_book_get_parts (book, company, kpi);
  g_autoptr (DrawChart) chart = parts != NULL ? draw_kpi_chart_new_parts (parts) : NULL;

  if (chart != NULL)
    draw_one (paper, biz_kpi_book_get_company (book, company, NULL), chart);
}

static void
draw_charts (Paper *paper, BizKpiBook *book)
{
  for (guint i = 0; i < biz_kpi_book_get_n_companies (book); i++)
    {
      for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
        {
          GPtrArray *points = biz_kpi_book_get_series (book, i, (BizKpi)kpi);
          g_autoptr (DrawChart) chart = NULL;

          if (!is_worth_drawing (points))
            continue;
          chart = draw_kpi_chart_new ((BizKpi)kpi, (BizKpiValue *const *)points->pdata, points->len,
                                      NULL, NULL);
          draw_one (paper, biz_kpi_book_get_company (book, i, NULL), chart);
          draw_parts (paper, book, i, (BizKpi)kpi);
        }
      /* The next company begins a page. */
      if (paper->n > 0)
        cairo_show_page (paper->cr);
      paper->n = 0;
    }
}

/**
 * draw_kpi_pages_write:
 * @report: a PDF report whose rows are there; it is not closed
 * @book: whose series are drawn
 * @out: where it goes
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_kpi_pages_write (DrawReport *report,
                      BizKpiBook *book,
                      GOutputStream *out,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (DrawTablePages) pages = draw_report_steal_pages (report);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  Paper paper = { 0 };

  g_return_val_if_fail (pages != NULL && BIZ_IS_KPI_BOOK (book), FALSE);

  draw_table_pages_lay_out (pages, WIDTH, HEIGHT);
  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Figures"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Quittance");
  paper.cr = cairo_create (surface);
  for (guint i = 0; i < draw_table_pages_get_n_pages (pages); i++)
    {
      draw_table_pages_draw_page (pages, i, paper.cr);
      cairo_show_page (paper.cr);
    }
  draw_charts (&paper, book);
  cairo_surface_finish (surface);
  status = cairo_status (paper.cr) != CAIRO_STATUS_SUCCESS ? cairo_status (paper.cr)
                                                           : cairo_surface_status (surface);
  cairo_destroy (paper.cr);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("The pages could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }

  return g_output_stream_write_all (out, bytes->data, bytes->len, NULL, cancellable, error);
}
