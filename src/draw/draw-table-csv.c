/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-private.h"

#include <string.h>

#define LINE_END "\r\n"

typedef struct
{
  const DrawColumn *columns;
  gsize n_columns;
} CsvWriter;

/* What a spreadsheet would compute. */
static gboolean
is_formula (const char *text)
{
  while (*text == ' ')
    text++;

  return strchr ("=+-@\t", *text) != NULL && *text != '\0';
}

static void
append_text (GString *out, const char *text)
{
  gboolean formula = is_formula (text);
  gsize length = strlen (text);
  gboolean quoted = formula || strpbrk (text, ",;\"\n\r\t") != NULL
                    || (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));

  if (quoted)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

static void
append_cell (GString *out, const DrawColumn *column, const DrawCell *cell)
{
  g_autofree char *text = NULL;

  if (cell->empty)
    return;

  switch (column->kind)
    {
    case DRAW_COLUMN_TEXT:
      append_text (out, cell->text);
      break;
    case DRAW_COLUMN_MONEY:
      text = biz_money_format (&cell->money, BIZ_MONEY_MACHINE);
      g_string_append (out, text);
      break;
    case DRAW_COLUMN_NUMBER:
      text = biz_decimal_to_string (&cell->number);
      g_string_append (out, text);
      break;
    case DRAW_COLUMN_DATE:
      draw_table_append_date (out, &cell->date);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
csv_begin (const DrawColumn *columns, gsize n_columns, GString *out, GError **error)
{
  CsvWriter *self = g_new0 (CsvWriter, 1);

  self->columns = columns;
  self->n_columns = n_columns;
  for (gsize i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_text (out, columns[i].key);
    }
  g_string_append (out, LINE_END);

  return self;
}

static gboolean
csv_row (gpointer state, const DrawCell *cells, GString *out, GError **error)
{
  CsvWriter *self = state;

  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, &self->columns[i], &cells[i]);
    }
  g_string_append (out, LINE_END);

  return TRUE;
}

static gboolean
csv_finish (gpointer state, GString *out, GOutputStream *stream, GError **error)
{
  return TRUE;
}

const DrawTableWriterClass draw_table_csv_writer = { csv_begin, csv_row, csv_finish, g_free };
