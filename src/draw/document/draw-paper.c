/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-paper-private.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <qrencode.h>

#define FONT "Sans"
/* Modules around a code that stay white. */
#define QUIET 2

static void
item_clear (gpointer data)
{
  DrawItem *item = data;

  g_free (item->text);
}

static GArray *
get_page (DrawPaper *self, guint page)
{
  return g_ptr_array_index (self->pages, page);
}

static DrawItem *
add_item (DrawPaper *self, DrawItemKind kind, double x, double y, double width)
{
  GArray *page = get_page (self, self->pages->len - 1);
  DrawItem item = { .kind = kind, .x = x, .y = y, .width = width };

  g_array_append_val (page, item);

  return &g_array_index (page, DrawItem, page->len - 1);
}

/**
 * draw_paper_new_layout:
 * @self: a paper
 * @size: of the letters, points
 * @bold: whether they are heavy
 * @width: where lines break, points; negative where they do not
 *
 * Returns: (transfer full): a layout with figures of one width
 */
PangoLayout *
draw_paper_new_layout (DrawPaper *self, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);

  return layout;
}

/**
 * draw_paper_break:
 * @self: a paper
 * @text: with or without line feeds
 * @size: of the letters, points
 * @width: of a line, points
 *
 * Returns: (transfer full): the lines
 */
char **
draw_paper_break (DrawPaper *self, const char *text, double size, double width)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (PangoLayout) layout = draw_paper_new_layout (self, size, FALSE, width);

  pango_layout_set_text (layout, valid, -1);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      g_autofree char *part = g_strndup (valid + line->start_index, (gsize)line->length);

      g_strv_builder_add (lines, g_strchomp (part));
    }

  return g_strv_builder_end (lines);
}

/**
 * draw_paper_add_text:
 * @self: a paper
 * @x: left edge
 * @y: upper edge
 * @width: room; a longer text is cut off with an ellipsis
 * @size: of the letters
 * @align: where in its room it stands
 * @bold: whether it is heavy
 * @text: (nullable): one line
 *
 * Returns: the height of the line, points
 */
double
draw_paper_add_text (DrawPaper *self,
                     double x,
                     double y,
                     double width,
                     double size,
                     DrawAlign align,
                     gboolean bold,
                     const char *text)
{
  DrawItem *item;

  if (text != NULL && *text != '\0')
    {
      item = add_item (self, DRAW_ITEM_TEXT, x, y, width);
      item->size = size;
      item->align = align;
      item->bold = bold;
      item->text = g_utf8_make_valid (text, -1);
    }

  return size * DRAW_LEADING;
}

/**
 * draw_paper_add_rule:
 * @self: a paper
 * @x: left end
 * @y: height
 * @width: length
 * @thickness: of the line
 */
void
draw_paper_add_rule (DrawPaper *self, double x, double y, double width, double thickness)
{
  add_item (self, DRAW_ITEM_RULE, x, y, width)->size = thickness;
}

/**
 * draw_paper_new_page:
 * @self: a paper
 *
 * What is added from now on stands on a new page.
 */
void
draw_paper_new_page (DrawPaper *self)
{
  GArray *page = g_array_new (FALSE, TRUE, sizeof (DrawItem));

  g_array_set_clear_func (page, item_clear);
  g_ptr_array_add (self->pages, page);
  self->y = DRAW_MM (20);
}

/**
 * draw_paper_need:
 * @self: a paper
 * @height: points that belong together
 *
 * Returns: whether a new page was begun for them
 */
gboolean
draw_paper_need (DrawPaper *self, double height)
{
  if (self->y + height <= self->bottom)
    return FALSE;
  draw_paper_new_page (self);

  return TRUE;
}

static gboolean
uses_letter (const BizPaper *paper)
{
  static const char *const countries[] = { "US", "CA", "MX", "PH", "CL", "CO", "VE",
                                           "PR", "GT", "CR", "PA", "DO", NULL };

  return paper->seller.country_code != NULL
         && g_strv_contains (countries, paper->seller.country_code);
}

/**
 * draw_paper_begin:
 * @paper: who it is from and to; needed until @self is complete
 * @language: (nullable): the customer's; %NULL for the one that @paper names
 *
 * Returns: (transfer full): a paper with an empty page
 */
DrawPaper *
draw_paper_begin (const BizPaper *paper, const char *language)
{
  DrawPaper *self = g_new0 (DrawPaper, 1);
  PangoFontMap *fonts = pango_cairo_font_map_get_default ();
  const gboolean letter = uses_letter (paper);

  self->paper = paper;
  self->words = draw_words_for_language (language != NULL ? language : paper->customer.language);
  self->context = pango_font_map_create_context (fonts);
  pango_cairo_context_set_resolution (self->context, 72);
  self->width = letter ? 612 : DRAW_MM (210);
  self->height = letter ? 792 : DRAW_MM (297);
  self->left = DRAW_MM (25);
  self->right = self->width - DRAW_MM (20);
  self->bottom = self->height - DRAW_MM (30);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->date = paper->date;
  self->carried = paper->total;
  self->carried.minor = 0;
  draw_paper_new_page (self);

  return self;
}

/**
 * draw_paper_new:
 * @paper: what is printed; needed only during this call
 * @language: (nullable): the customer's; %NULL for the one that @paper names
 *
 * Returns: (transfer full): its pages
 */
DrawPaper *
draw_paper_new (const BizPaper *paper, const char *language)
{
  DrawPaper *self = draw_paper_begin (paper, language);

  draw_paper_add_head (self);
  draw_paper_add_lines (self);
  draw_paper_add_totals (self);
  draw_paper_add_terms (self);
  draw_paper_add_feet (self);
  self->paper = NULL;

  return self;
}

/**
 * draw_paper_free:
 * @self: (nullable): a paper
 */
void
draw_paper_free (DrawPaper *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->context);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self->title);
  g_free (self);
}

/**
 * draw_paper_get_n_pages:
 * @self: a paper
 *
 * Returns: at least 1
 */
guint
draw_paper_get_n_pages (DrawPaper *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

/**
 * draw_paper_get_size:
 * @self: a paper
 * @width: (out): points
 * @height: (out): points
 */
void
draw_paper_get_size (DrawPaper *self, double *width, double *height)
{
  g_return_if_fail (self != NULL);

  *width = self->width;
  *height = self->height;
}

/**
 * draw_paper_get_items:
 * @self: a paper
 * @page: from 0
 * @n_items: (out): how many
 *
 * Returns: (transfer none) (array length=n_items): what stands on it
 */
const DrawItem *
draw_paper_get_items (DrawPaper *self, guint page, guint *n_items)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  *n_items = get_page (self, page)->len;

  return (const DrawItem *)(void *)get_page (self, page)->data;
}

static void
draw_text (DrawPaper *self, const DrawItem *item, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout =
      draw_paper_new_layout (self, item->size, item->bold, item->width);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, item->align == DRAW_ALIGN_RIGHT ? PANGO_ALIGN_RIGHT
                                                                      : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, item->text, -1);
  cairo_move_to (cr, item->x, item->y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_code (const DrawItem *item, cairo_t *cr)
{
  QRcode *code = QRcode_encodeString8bit (item->text, 0, QR_ECLEVEL_M);
  double module;

  if (code == NULL)
    return;
  module = item->width / (code->width + 2 * QUIET);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if ((code->data[y * code->width + x] & 1) != 0)
        cairo_rectangle (cr, item->x + (x + QUIET) * module, item->y + (y + QUIET) * module, module,
                         module);
  cairo_fill (cr);
  QRcode_free (code);
}

/**
 * draw_paper_draw_page:
 * @self: a paper
 * @page: from 0
 * @cr: where to, in points
 */
void
draw_paper_draw_page (DrawPaper *self, guint page, cairo_t *cr)
{
  const DrawItem *items;
  guint n;

  g_return_if_fail (self != NULL);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  items = draw_paper_get_items (self, page, &n);
  for (guint i = 0; i < n; i++)
    {
      if (items[i].kind == DRAW_ITEM_TEXT)
        draw_text (self, &items[i], cr);
      else if (items[i].kind == DRAW_ITEM_CODE)
        draw_code (&items[i], cr);
      else
        {
          cairo_rectangle (cr, items[i].x, items[i].y, items[i].width, items[i].size);
          cairo_fill (cr);
        }
    }
  cairo_restore (cr);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The paper's own day: the same paper gives the same file. */
static void
set_metadata (DrawPaper *self, cairo_surface_t *surface)
{
  g_autofree char *time = NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Quittance");
  time = g_date_valid (&self->date)
             ? g_strdup_printf ("%04u-%02u-%02uT00:00:00Z", (guint)g_date_get_year (&self->date),
                                (guint)g_date_get_month (&self->date),
                                (guint)g_date_get_day (&self->date))
             : g_strdup ("2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, time);
}

/**
 * draw_paper_to_pdf:
 * @self: a paper
 * @error: return location
 *
 * Returns: (transfer full): a PDF
 */
GBytes *
draw_paper_to_pdf (DrawPaper *self, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (self != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (write_cb, array, self->width, self->height);
  set_metadata (self, surface);
  cr = cairo_create (surface);
  for (guint i = 0; i < self->pages->len; i++)
    {
      draw_paper_draw_page (self, i, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   /* Translators: a technical reason. */
                   _ ("The PDF could not be made: %s"), cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}
