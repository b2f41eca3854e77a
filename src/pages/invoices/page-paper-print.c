/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-paper-print.h"

/* Fine enough for small print; a page of A4 stays within what the helper draws. */
#define DOTS_PER_INCH 160.0

typedef struct
{
  const PagePrintable *printables;
  guint n_printables;
} Printing;

typedef struct
{
  GtkPrintOperation *operation; /* (owned) */
  GtkPrintContext *context;     /* (owned) */
} Drawing;

static guint
count_pages (const PagePrintable *printable)
{
  g_autoptr (GVariant) sizes = NULL;

  if (printable->drawn != NULL)
    return draw_paper_get_n_pages (printable->drawn);
  if (printable->info == NULL)
    return 0;
  sizes = g_variant_get_child_value (printable->info, 1);

  return (guint)g_variant_n_children (sizes);
}

/* Which document a page of the whole belongs to, and which page of it it is. */
static const PagePrintable *
find_page (const Printing *printing, int number, guint *page)
{
  *page = (guint)number;
  for (guint i = 0; i < printing->n_printables; i++)
    {
      const guint n = count_pages (&printing->printables[i]);

      if (*page < n)
        return &printing->printables[i];
      *page -= n;
    }

  return NULL;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  const Printing *printing = user_data;
  guint n = 0;

  for (guint i = 0; i < printing->n_printables; i++)
    n += count_pages (&printing->printables[i]);
  gtk_print_operation_set_n_pages (operation, (int)n);
}

/* Fits a page of @width x @height points into what the printer has, never larger than it is. */
static void
fit (GtkPrintContext *context, double width, double height)
{
  const double scale = MIN (MIN (gtk_print_context_get_width (context) / width,
                                 gtk_print_context_get_height (context) / height),
                            1);

  cairo_scale (gtk_print_context_get_cairo_context (context), scale, scale);
}

static void
draw_pixels (GtkPrintContext *context, GVariant *pixels)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double scale = 72 / DOTS_PER_INCH;
  g_autoptr (GVariant) data = NULL;
  guint32 page, width, height;
  cairo_surface_t *surface;

  g_variant_get (pixels, "(uuu@ay)", &page, &width, &height, &data);
  fit (context, width * scale, height * scale);
  cairo_scale (cr, scale, scale);
  surface =
      cairo_image_surface_create_for_data ((guchar *)g_variant_get_data (data), CAIRO_FORMAT_ARGB32,
                                           (int)width, (int)height, (int)width * 4);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Drawing *drawing = user_data;
  g_autoptr (GtkPrintOperation) operation = drawing->operation;
  g_autoptr (GtkPrintContext) context = drawing->context;
  g_autoptr (GVariant) pixels =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, NULL);

  g_free (drawing);
  if (pixels != NULL)
    {
      draw_pixels (context, pixels);
      gtk_print_operation_draw_page_finish (operation);
    }
  else
    /* half a document is worse than none */
    gtk_print_operation_cancel (operation);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer user_data)
{
  guint page;
  const PagePrintable *printable = find_page (user_data, number, &page);
  Drawing *drawing;
  double width, height;

  if (printable == NULL)
    return;
  if (printable->drawn != NULL)
    {
      draw_paper_get_size (printable->drawn, &width, &height);
      fit (context, width, height);
      draw_paper_draw_page (printable->drawn, page, gtk_print_context_get_cairo_context (context));
      return;
    }
  drawing = g_new0 (Drawing, 1);
  drawing->operation = g_object_ref (operation);
  drawing->context = g_object_ref (context);
  gtk_print_operation_set_defer_drawing (operation);
  kit_preview_client_ask_async (printable->client, PREVIEW_RENDER,
                                g_variant_new ("(ud)", page, DOTS_PER_INCH / 72), NULL, drawn_cb,
                                drawing);
}

/**
 * page_paper_print_new:
 * @printables: (array length=n_printables): what is printed
 * @n_printables: how many
 * @job_name: for the printer's queue
 *
 * Returns: (transfer full): an operation that is not run yet
 */
GtkPrintOperation *
page_paper_print_new (const PagePrintable *printables, guint n_printables, const char *job_name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Printing *printing = g_new0 (Printing, 1);

  printing->printables = printables;
  printing->n_printables = n_printables;
  if (n_printables > 0 && printables[0].drawn != NULL)
    {
      double width, height;

      draw_paper_get_size (printables[0].drawn, &width, &height);
      if (width > 600)
        {
          g_autoptr (GtkPaperSize) letter = gtk_paper_size_new (GTK_PAPER_NAME_LETTER);

          gtk_page_setup_set_paper_size (setup, letter);
        }
      else
        {
          g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

          gtk_page_setup_set_paper_size (setup, a4);
        }
    }
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, job_name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), printing);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), printing,
                         (GClosureNotify)(void (*) (void))g_free, 0);

  return operation;
}
