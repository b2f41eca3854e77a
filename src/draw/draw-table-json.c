/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-private.h"

typedef struct
{
  const DrawColumn *columns;
  gsize n_columns;
  gboolean has_rows;
} JsonWriter;

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if ((guchar)*p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint)*p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_cell (GString *out, const DrawColumn *column, const DrawCell *cell)
{
  g_autofree char *text = NULL;

  if (cell->empty)
    {
      g_string_append (out, "null");
      return;
    }

  switch (column->kind)
    {
    case DRAW_COLUMN_TEXT:
      append_string (out, cell->text);
      break;
    case DRAW_COLUMN_MONEY:
      /* all digits of the minor unit: a number for readers of JSON, and exact for those who look */
      text = biz_money_format (&cell->money, BIZ_MONEY_MACHINE);
      g_string_append (out, text);
      break;
    case DRAW_COLUMN_NUMBER:
      text = biz_decimal_to_string (&cell->number);
      g_string_append (out, text);
      break;
    case DRAW_COLUMN_DATE:
      g_string_append_c (out, '"');
      draw_table_append_date (out, &cell->date);
      g_string_append_c (out, '"');
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
json_begin (const DrawColumn *columns, gsize n_columns, GString *out, GError **error)
{
  JsonWriter *self = g_new0 (JsonWriter, 1);

  self->columns = columns;
  self->n_columns = n_columns;
  g_string_append_c (out, '[');

  return self;
}

static gboolean
json_row (gpointer state, const DrawCell *cells, GString *out, GError **error)
{
  JsonWriter *self = state;

  g_string_append (out, self->has_rows ? ",\n{" : "\n{");
  self->has_rows = TRUE;
  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_string (out, self->columns[i].key);
      g_string_append_c (out, ':');
      append_cell (out, &self->columns[i], &cells[i]);
    }
  g_string_append_c (out, '}');

  return TRUE;
}

static gboolean
json_finish (gpointer state, GString *out, GOutputStream *stream, GError **error)
{
  JsonWriter *self = state;

  g_string_append (out, self->has_rows ? "\n]\n" : "]\n");

  return TRUE;
}

const DrawTableWriterClass draw_table_json_writer = { json_begin, json_row, json_finish, g_free };
