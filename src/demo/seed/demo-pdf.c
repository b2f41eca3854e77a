/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-pdf.h"

#include <string.h>

/* One A4 page of text in the two faces every reader has. Enough for an invoice on paper. */
struct _DemoPdf
{
  char *title;      /* (owned) */
  GString *content; /* (owned) */
};

/* Widths of Helvetica in thousandths of the size, for what stands in figures. */
static int
figure_width (char c)
{
  if (g_ascii_isdigit (c))
    return 556;
  switch (c)
    {
    case '.':
    case ',':
    case ' ':
      return 278;
    case '-':
      return 333;
    case '%':
      return 889;
    default:
      return 667;
    }
}

static double
number_string_width (const char *text, double size)
{
  int width = 0;

  for (; *text != '\0'; text++)
    width += figure_width (*text);
  return width * size / 1000.0;
}

static void
append_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
  g_string_append_c (out, ' ');
}

/* WinAnsiEncoding is Latin-1 with some signs in the gap; what it lacks becomes a question mark. */
static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '(');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' || c == ')' || c == '\\')
        g_string_append_printf (out, "\\%c", (char)c);
      else if (c >= 0x20 && c < 0x7f)
        g_string_append_c (out, (char)c);
      else if (c >= 0xa0 && c <= 0xff)
        g_string_append_printf (out, "\\%03o", c);
      else if (c == 0x20ac)
        g_string_append (out, "\\200");
      else if (c == 0x2013)
        g_string_append (out, "\\226");
      else
        g_string_append_c (out, '?');
    }
  g_string_append_c (out, ')');
}

/**
 * demo_pdf_new: (skip)
 * @title: the document's title
 */
DemoPdf *
demo_pdf_new (const char *title)
{
  DemoPdf *self = g_new0 (DemoPdf, 1);

  self->title = g_strdup (title);
  self->content = g_string_sized_new (1024);
  return self;
}

void
demo_pdf_free (DemoPdf *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_string_free (self->content, TRUE);
  g_free (self);
}

/**
 * demo_pdf_text: (skip)
 * @x: points from the left
 * @y: points from the bottom
 * @size: points
 * @bold: in the bold face
 * @text: UTF-8
 */
void
demo_pdf_text (DemoPdf *self, double x, double y, double size, gboolean bold, const char *text)
{
  g_string_append (self->content, bold ? "BT /F2 " : "BT /F1 ");
  append_number (self->content, size);
  g_string_append (self->content, "Tf ");
  append_number (self->content, x);
  append_number (self->content, y);
  g_string_append (self->content, "Td ");
  append_string (self->content, text);
  g_string_append (self->content, " Tj ET\n");
}

/**
 * demo_pdf_figure: (skip)
 *
 * As demo_pdf_text(), for digits that end at @right.
 */
void
demo_pdf_figure (
    DemoPdf *self, double right, double y, double size, gboolean bold, const char *text)
{
  demo_pdf_text (self, right - number_string_width (text, size), y, size, bold, text);
}

void
demo_pdf_rule (DemoPdf *self, double x1, double x2, double y)
{
  g_string_append (self->content, "0.5 w ");
  append_number (self->content, x1);
  append_number (self->content, y);
  g_string_append (self->content, "m ");
  append_number (self->content, x2);
  append_number (self->content, y);
  g_string_append (self->content, "l S\n");
}

/**
 * demo_pdf_finish: (skip)
 *
 * Returns: (transfer full): the file
 */
GBytes *
demo_pdf_finish (DemoPdf *self)
{
  static const char *const fixed[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
    " /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
  };
  gsize offsets[G_N_ELEMENTS (fixed) + 2];
  guint n_objects = 0;
  gsize xref;
  GString *file = g_string_sized_new (self->content->len + 1500);

  g_string_append (file, "%PDF-1.4\n%\342\343\317\323\n");
  for (; n_objects < G_N_ELEMENTS (fixed); n_objects++)
    {
      offsets[n_objects] = file->len;
      g_string_append_printf (file, "%u 0 obj\n%s\nendobj\n", n_objects + 1, fixed[n_objects]);
    }
  offsets[n_objects++] = file->len;
  g_string_append_printf (file, "6 0 obj\n<< /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                          self->content->len);
  g_string_append_len (file, self->content->str, (gssize)self->content->len);
  g_string_append (file, "endstream\nendobj\n");
  offsets[n_objects++] = file->len;
  g_string_append (file, "7 0 obj\n<< /Title ");
  append_string (file, self->title);
  g_string_append (file, " >>\nendobj\n");

  xref = file->len;
  g_string_append_printf (file, "xref\n0 %u\n0000000000 65535 f \n", n_objects + 1);
  for (guint i = 0; i < n_objects; i++)
    g_string_append_printf (file, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (file,
                          "trailer\n<< /Size %u /Root 1 0 R /Info 7 0 R >>\nstartxref\n"
                          "%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          n_objects + 1, xref);
  return g_string_free_to_bytes (file);
}
