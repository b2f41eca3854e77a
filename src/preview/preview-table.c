/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <csv.h>
#include <string.h>

#define MAX_ROWS 2000
#define MAX_COLUMNS 64
#define MAX_CELL 2000

typedef struct
{
  GVariantBuilder rows;
  GPtrArray *cells; /* (owned) (element-type utf8): of the row that is being read */
  guint n_rows;
} Reading;

/* The one that stands most often in the first line, outside of quotes. */
static char
guess_separator (const char *text)
{
  static const char candidates[] = { ';', ',', '\t', '|' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  gsize best = 0;

  for (const char *p = text; *p != '\0' && (quoted || *p != '\n'); p++)
    {
      const char *at = memchr (candidates, *p, sizeof candidates);

      if (*p == '"')
        quoted = !quoted;
      else if (at != NULL && !quoted)
        counts[at - candidates]++;
    }
  for (gsize i = 1; i < G_N_ELEMENTS (candidates); i++)
    {
      if (counts[i] > counts[best])
        best = i;
    }

  return candidates[best];
}

static void
cell_cb (void *data, size_t length, void *user_data)
{
  Reading *reading = user_data;
  g_autofree char *text = NULL;

  if (reading->cells->len >= MAX_COLUMNS || reading->n_rows >= MAX_ROWS)
    return;
  text = g_strndup (data, length);
  if (g_utf8_strlen (text, -1) > MAX_CELL)
    *g_utf8_offset_to_pointer (text, MAX_CELL) = '\0';
  g_ptr_array_add (reading->cells, g_steal_pointer (&text));
}

static void
row_cb (int end, void *user_data)
{
  Reading *reading = user_data;

  if (reading->n_rows < MAX_ROWS)
    g_variant_builder_add (&reading->rows, "@as",
                           g_variant_new_strv ((const char *const *)reading->cells->pdata,
                                               reading->cells->len));
  reading->n_rows++;
  g_ptr_array_set_size (reading->cells, 0);
}

/**
 * preview_table_open:
 * @bytes: comma-separated values
 * @error: return location
 *
 * Returns: (transfer full): the first rows and columns, or %NULL where it is no text
 */
PreviewDocument *
preview_table_open (GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .cells = cells };
  struct csv_parser parser;
  const char *encoding;
  gboolean cut;

  if (!preview_text_decode (bytes, &text, &encoding, &cut)
      || csv_init (&parser, CSV_APPEND_NULL) != 0)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_UNSUPPORTED, "no text");
      return NULL;
    }

  g_variant_builder_init (&reading.rows, G_VARIANT_TYPE ("aas"));
  csv_set_delim (&parser, (unsigned char)guess_separator (text));
  csv_parse (&parser, text, strlen (text), cell_cb, row_cb, &reading);
  csv_fini (&parser, cell_cb, row_cb, &reading);
  csv_free (&parser);

  return preview_document_new_plain (
      g_variant_new ("(u@a(dd)ssb@aas@a(ss)@a(sst))", (guint32)PREVIEW_KIND_TABLE,
                     g_variant_new_array (G_VARIANT_TYPE ("(dd)"), NULL, 0), "", encoding,
                     cut || reading.n_rows > MAX_ROWS, g_variant_builder_end (&reading.rows),
                     g_variant_new_array (G_VARIANT_TYPE ("(ss)"), NULL, 0),
                     g_variant_new_array (G_VARIANT_TYPE ("(sst)"), NULL, 0)));
}
