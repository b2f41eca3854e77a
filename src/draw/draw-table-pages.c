/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-pages.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define FONT "Sans"
/* Points. */
#define MARGIN (15 * 72.0 / 25.4)
#define TITLE_SIZE 14.0
#define SMALL_SIZE 7.5
#define LARGEST 8.0
#define SMALLEST 4.0
#define GAP 6.0
/* Below this width a column of words says nothing. */
#define LEAST_WORDS 34.0
#define LEADING 1.6
/* As many columns stand well on a page that is upright. */
#define UPRIGHT_COLUMNS 6

typedef struct
{
  char *title; /* (owned) */
  double weight;
  gboolean figures;
  char *longest; /* (owned) (nullable): of figures, what takes the most room */
  glong longest_chars;
  double x, width; /* as laid out */
} Column;

struct _DrawTablePages
{
  Column *columns; /* (owned) */
  guint n_columns;
  char *title;           /* (owned) (nullable) */
  char *subtitle;        /* (owned) (nullable) */
  char *date;            /* (owned) (nullable) */
  GPtrArray *rows;       /* (owned) (element-type GStrv): as many texts as columns */
  GPtrArray *totals;     /* (owned) (element-type GStrv): a name and an amount */
  PangoContext *context; /* (owned) */
  double width, height;
  double size; /* of the letters of rows */
  double top;  /* where the titles of the columns stand */
  guint rows_a_page;
  guint first_total; /* which line it stands on, counted over all pages */
  guint n_pages;     /* 0 before it is laid out */
};

static char *
clean (const char *text)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  /* A row is one line. */
  return g_strdelimit (valid, "\n\r\t\v\f", ' ');
}

static PangoLayout *
create_layout (DrawTablePages *self, double size, gboolean bold, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);

  return layout;
}

static double
measure (DrawTablePages *self, double size, gboolean bold, const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (self, size, bold, text);
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (double)width / PANGO_SCALE;
}

/**
 * draw_table_pages_new:
 * @columns: (array length=n_columns): needed only during this call
 * @n_columns: at least one
 *
 * Returns: (transfer full): a list without rows
 */
DrawTablePages *
draw_table_pages_new (const DrawTablePagesColumn *columns, guint n_columns)
{
  DrawTablePages *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_new0 (DrawTablePages, 1);
  self->columns = g_new0 (Column, n_columns);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    {
      self->columns[i].title = clean (columns[i].title);
      self->columns[i].weight = MAX (columns[i].weight, 1);
      self->columns[i].figures = columns[i].figures;
    }
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72);

  return self;
}

/**
 * draw_table_pages_free:
 * @self: (nullable) (transfer full): a list
 */
void
draw_table_pages_free (DrawTablePages *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_free (self->columns[i].title);
      g_free (self->columns[i].longest);
    }
  g_free (self->columns);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->date);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->totals);
  g_clear_object (&self->context);
  g_free (self);
}

/**
 * draw_table_pages_set_head:
 * @self: a list
 * @title: (nullable): what it is
 * @subtitle: (nullable): which of them, in words
 * @date: (nullable): of when it is, with its zone
 */
void
draw_table_pages_set_head (DrawTablePages *self,
                           const char *title,
                           const char *subtitle,
                           const char *date)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->date);
  self->title = clean (title);
  self->subtitle = clean (subtitle);
  self->date = clean (date);
  self->n_pages = 0;
}

/**
 * draw_table_pages_add_row:
 * @self: a list
 * @texts: (array): one a column, each nullable; from anybody
 */
void
draw_table_pages_add_row (DrawTablePages *self, const char *const *texts)
{
  char **row;

  g_return_if_fail (self != NULL && texts != NULL);

  row = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      row[i] = clean (texts[i]);
      if (column->figures && g_utf8_strlen (row[i], -1) > column->longest_chars)
        {
          g_free (column->longest);
          column->longest = g_strdup (row[i]);
          column->longest_chars = g_utf8_strlen (row[i], -1);
        }
    }
  g_ptr_array_add (self->rows, row);
  self->n_pages = 0;
}

/**
 * draw_table_pages_add_total:
 * @self: a list
 * @name: what is summed
 * @amount: with its currency
 */
void
draw_table_pages_add_total (DrawTablePages *self, const char *name, const char *amount)
{
  char **total;

  g_return_if_fail (self != NULL);

  total = g_new0 (char *, 3);
  total[0] = clean (name);
  total[1] = clean (amount);
  g_ptr_array_add (self->totals, total);
  self->n_pages = 0;
}

/**
 * draw_table_pages_get_n_rows:
 * @self: a list
 *
 * Returns: how many were added
 */
guint
draw_table_pages_get_n_rows (DrawTablePages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * draw_table_pages_is_landscape:
 * @self: a list
 *
 * Returns: whether its columns want a page that lies
 */
gboolean
draw_table_pages_is_landscape (DrawTablePages *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_columns > UPRIGHT_COLUMNS;
}

/* What a column of figures takes. */
static double
measure_figures (DrawTablePages *self, const Column *column, double size)
{
  double width = column->longest != NULL ? measure (self, size, FALSE, column->longest) : 0;
  /* A long title has two lines. */
  double title = MIN (measure (self, size, TRUE, column->title), 9 * size);

  return MAX (width, title) + 1;
}

/* The largest letters with which figures are whole and words still say something. */
static void
find_widths (DrawTablePages *self)
{
  const double room = self->width - 2 * MARGIN - GAP * (self->n_columns - 1);
  double taken, weights, least;
  double x = MARGIN;

  self->size = LARGEST + 0.5;
  do
    {
      self->size -= 0.5;
      taken = weights = least = 0;
      for (guint i = 0; i < self->n_columns; i++)
        {
          Column *column = &self->columns[i];

          if (column->figures)
            taken += column->width = measure_figures (self, column, self->size);
          else
            {
              weights += column->weight;
              least += LEAST_WORDS * self->size / LARGEST;
            }
        }
    }
  while (taken + least > room && self->size > SMALLEST);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      if (!column->figures)
        column->width = MAX (room - taken, least) * column->weight / weights;
      /* Figures alone do not spread over the page; what does not fit is drawn smaller. */
      else if (taken + least > room)
        column->width *= (room - MIN (least, room / 2)) / taken;
      column->x = x;
      x += column->width + GAP;
    }
}

static double
get_row_height (DrawTablePages *self)
{
  return self->size * LEADING;
}

/* Of the titles of columns: two lines and a rule. */
static double
get_titles_height (DrawTablePages *self)
{
  return self->size * 1.35 * 2 + 5;
}

/**
 * draw_table_pages_lay_out:
 * @self: a list with all its rows
 * @width: of the whole paper, points
 * @height: of the whole paper, points
 */
void
draw_table_pages_lay_out (DrawTablePages *self, double width, double height)
{
  double room;
  guint lines;

  g_return_if_fail (self != NULL);
  g_return_if_fail (width > 4 * MARGIN && height > 6 * MARGIN);

  lines = self->rows->len;
  self->width = width;
  self->height = height;
  find_widths (self);
  self->top = MARGIN + TITLE_SIZE * 1.6
              + (self->subtitle != NULL && *self->subtitle != '\0' ? SMALL_SIZE * 1.35 * 2 + 4 : 0);
  room = height - MARGIN - SMALL_SIZE * 2 - self->top - get_titles_height (self);
  self->rows_a_page = MAX ((guint)(room / get_row_height (self)), 1);
  /* The sums stand as rows after an empty one, on one page where they can. */
  self->first_total = lines + 1;
  if (self->totals->len <= self->rows_a_page
      && self->first_total % self->rows_a_page + self->totals->len > self->rows_a_page)
    self->first_total += self->rows_a_page - self->first_total % self->rows_a_page;
  if (self->totals->len > 0)
    lines = self->first_total + self->totals->len;
  self->n_pages = MAX ((lines + self->rows_a_page - 1) / self->rows_a_page, 1);
}

/**
 * draw_table_pages_get_n_pages:
 * @self: a list
 *
 * Returns: 0 until it is laid out, then at least 1
 */
guint
draw_table_pages_get_n_pages (DrawTablePages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

/* Words that do not fit get an ellipsis. Returns the height. */
static double
draw_words (DrawTablePages *self,
            cairo_t *cr,
            double x,
            double y,
            double width,
            double size,
            gboolean bold,
            PangoAlignment align,
            int lines,
            const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (self, size, bold, text);
  int height;

  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_height (layout, -lines);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, align);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);

  return (double)height / PANGO_SCALE;
}

/* Figures that do not fit are drawn narrower: an amount that is cut off is a wrong amount. */
static void
draw_figures (DrawTablePages *self,
              cairo_t *cr,
              double right,
              double y,
              double room,
              gboolean bold,
              const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (self, self->size, bold, text);
  int pango_width;
  double width;
  double scale;

  pango_layout_get_size (layout, &pango_width, NULL);
  width = (double)pango_width / PANGO_SCALE;
  scale = width > room ? room / width : 1;
  cairo_save (cr);
  cairo_translate (cr, right - width * scale, y);
  cairo_scale (cr, scale, 1);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw_rule (cairo_t *cr, double x, double y, double width, double thickness)
{
  cairo_rectangle (cr, x, y, width, thickness);
  cairo_fill (cr);
}

static void
draw_head (DrawTablePages *self, cairo_t *cr)
{
  const double width = self->width - 2 * MARGIN;

  if (self->title != NULL)
    draw_words (self, cr, MARGIN, MARGIN, width * 0.55, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT, 1,
                self->title);
  if (self->date != NULL)
    draw_words (self, cr, MARGIN + width * 0.57, MARGIN + TITLE_SIZE - SMALL_SIZE, width * 0.43,
                SMALL_SIZE, FALSE, PANGO_ALIGN_RIGHT, 1, self->date);
  if (self->subtitle != NULL)
    draw_words (self, cr, MARGIN, MARGIN + TITLE_SIZE * 1.5, width, SMALL_SIZE, FALSE,
                PANGO_ALIGN_LEFT, 2, self->subtitle);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const Column *column = &self->columns[i];

      draw_words (self, cr, column->x, self->top, column->width, self->size, TRUE,
                  column->figures ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT, 2, column->title);
    }
  draw_rule (cr, MARGIN, self->top + get_titles_height (self) - 3, width, 0.8);
}

static void
draw_foot (DrawTablePages *self, cairo_t *cr, guint page)
{
  /* Translators: at the foot of a printed page: its number, how many there are */
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->n_pages);

  draw_words (self, cr, MARGIN, self->height - MARGIN - SMALL_SIZE, self->width - 2 * MARGIN,
              SMALL_SIZE, FALSE, PANGO_ALIGN_RIGHT, 1, text);
}

static void
draw_row (DrawTablePages *self, cairo_t *cr, double y, char **row)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      const Column *column = &self->columns[i];

      if (*row[i] == '\0')
        continue;
      if (column->figures)
        draw_figures (self, cr, column->x + column->width, y, column->width, FALSE, row[i]);
      else
        draw_words (self, cr, column->x, y, column->width, self->size, FALSE, PANGO_ALIGN_LEFT, 1,
                    row[i]);
    }
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  draw_rule (cr, MARGIN, y + get_row_height (self) - self->size * 0.15, self->width - 2 * MARGIN,
             0.3);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_total (DrawTablePages *self, cairo_t *cr, double y, char **total)
{
  const double half = (self->width - 2 * MARGIN) / 2;

  draw_words (self, cr, MARGIN, y, half - GAP, self->size, TRUE, PANGO_ALIGN_LEFT, 1, total[0]);
  draw_figures (self, cr, self->width - MARGIN, y, half, TRUE, total[1]);
}

/**
 * draw_table_pages_draw_page:
 * @self: a list that is laid out
 * @page: from 0
 * @cr: where to, in points from the upper left corner of the paper
 */
void
draw_table_pages_draw_page (DrawTablePages *self, guint page, cairo_t *cr)
{
  double y;

  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->n_pages);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_head (self, cr);
  y = self->top + get_titles_height (self);
  for (guint i = 0; i < self->rows_a_page; i++, y += get_row_height (self))
    {
      const guint line = page * self->rows_a_page + i;

      if (line < self->rows->len)
        draw_row (self, cr, y, g_ptr_array_index (self->rows, line));
      else if (line >= self->first_total && line - self->first_total < self->totals->len)
        draw_total (self, cr, y, g_ptr_array_index (self->totals, line - self->first_total));
    }
  draw_foot (self, cr, page);
  cairo_restore (cr);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/**
 * draw_table_pages_to_pdf:
 * @self: a list that is laid out
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
draw_table_pages_to_pdf (DrawTablePages *self, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (self != NULL && self->n_pages > 0, NULL);

  surface = cairo_pdf_surface_create_for_stream (write_cb, array, self->width, self->height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  self->title != NULL ? self->title : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Quittance");
  cr = cairo_create (surface);
  for (guint page = 0; page < self->n_pages; page++)
    {
      draw_table_pages_draw_page (self, page, cr);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr)
                                                     : cairo_surface_status (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The PDF cannot be written: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}
