/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-private.h"

#include <string.h>

/* Bytes that are collected before the stream is written to. */
#define CHUNK (64 * 1024)

struct _DrawTable
{
  GObject parent_instance;

  const DrawTableWriterClass *writer;
  gpointer state;        /* (nullable): NULL before the first row */
  GOutputStream *stream; /* (owned) */
  const DrawColumn *columns;
  gsize n_columns;
  DrawCell *cells; /* (owned) */
  gsize n_cells;   /* of the row that is being made */
  GString *out;    /* (owned): not in the stream yet */
  guint64 n_rows;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (DrawTable, draw_table, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const DrawTableWriterClass *writer;
} formats[] = {
  [DRAW_TABLE_TEXT] = { "table", &draw_table_text_writer },
  [DRAW_TABLE_CSV] = { "csv", &draw_table_csv_writer },
  [DRAW_TABLE_JSON] = { "json", &draw_table_json_writer },
  [DRAW_TABLE_XLSX] = { "xlsx", &draw_table_xlsx_writer },
};

/* Valid UTF-8 without what commands a terminal or breaks a file. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfffe
          || c == 0xffff)
        continue;
      g_string_append_unichar (clean, c);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static DrawCell *
next_cell (DrawTable *self, DrawColumnKind kind)
{
  DrawCell *cell;

  g_return_val_if_fail (self->n_cells < self->n_columns, NULL);
  g_return_val_if_fail (self->columns[self->n_cells].kind == kind, NULL);

  cell = &self->cells[self->n_cells++];
  g_clear_pointer (&cell->text, g_free);
  cell->empty = TRUE;

  return cell;
}

static gboolean
flush (DrawTable *self, gsize limit, GCancellable *cancellable, GError **error)
{
  if (self->out->len <= limit)
    return TRUE;
  if (!g_output_stream_write_all (self->stream, self->out->str, self->out->len, NULL, cancellable,
                                  error))
    return FALSE;
  g_string_truncate (self->out, 0);

  return TRUE;
}

static gboolean
begin (DrawTable *self, GError **error)
{
  if (self->state == NULL)
    self->state = self->writer->begin (self->columns, self->n_columns, self->out, error);

  return self->state != NULL;
}

static void
draw_table_finalize (GObject *object)
{
  DrawTable *self = DRAW_TABLE (object);

  if (self->state != NULL)
    self->writer->free (self->state);
  for (gsize i = 0; i < self->n_columns; i++)
    g_free (self->cells[i].text);
  g_free (self->cells);
  g_string_free (self->out, TRUE);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (draw_table_parent_class)->finalize (object);
}

static void
draw_table_class_init (DrawTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_table_finalize;
}

static void
draw_table_init (DrawTable *self)
{
  self->out = g_string_sized_new (CHUNK);
}

/**
 * draw_table_append_date:
 * @out: where to write
 * @date: a valid day
 *
 * Appends "YYYY-MM-DD".
 */
void
draw_table_append_date (GString *out, const GDate *date)
{
  g_string_append_printf (out, "%04d-%02d-%02d", g_date_get_year (date),
                          (int)g_date_get_month (date), g_date_get_day (date));
}

/**
 * draw_table_format_from_name:
 * @name: "table", "csv", "json" or "xlsx"
 * @format: (out): which one that is
 *
 * Returns: FALSE where it is none of them
 */
gboolean
draw_table_format_from_name (const char *name, DrawTableFormat *format)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_ascii_strcasecmp (name, formats[i].name) == 0)
        {
          *format = (DrawTableFormat)i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * draw_table_new:
 * @format: which kind of file
 * @columns: (array length=n_columns): what the columns are; must outlive the table
 * @n_columns: how many
 * @stream: where it goes
 *
 * Returns: (transfer full): an empty table
 */
DrawTable *
draw_table_new (DrawTableFormat format,
                const DrawColumn *columns,
                gsize n_columns,
                GOutputStream *stream)
{
  DrawTable *self;

  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);
  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_object_new (DRAW_TYPE_TABLE, NULL);
  self->writer = formats[format].writer;
  self->columns = columns;
  self->n_columns = n_columns;
  self->cells = g_new0 (DrawCell, n_columns);
  self->stream = g_object_ref (stream);

  return self;
}

/**
 * draw_table_add_text:
 * @self: a table whose next column is of that kind
 * @text: (nullable): from anybody
 */
void
draw_table_add_text (DrawTable *self, const char *text)
{
  DrawCell *cell = next_cell (self, DRAW_COLUMN_TEXT);

  if (cell == NULL || text == NULL)
    return;
  cell->text = clean_text (text);
  cell->empty = FALSE;
}

/**
 * draw_table_add_money:
 * @self: a table whose next column is of that kind
 * @money: (nullable): an amount
 */
void
draw_table_add_money (DrawTable *self, const BizMoney *money)
{
  DrawCell *cell = next_cell (self, DRAW_COLUMN_MONEY);

  if (cell == NULL || money == NULL)
    return;
  cell->money = *money;
  cell->empty = FALSE;
}

/**
 * draw_table_add_number:
 * @self: a table whose next column is of that kind
 * @number: (nullable): a number
 */
void
draw_table_add_number (DrawTable *self, const BizDecimal *number)
{
  DrawCell *cell = next_cell (self, DRAW_COLUMN_NUMBER);

  if (cell == NULL || number == NULL)
    return;
  cell->number = *number;
  cell->empty = FALSE;
}

/**
 * draw_table_add_integer:
 * @self: a table whose next column is of kind %DRAW_COLUMN_NUMBER
 * @number: a whole number
 */
void
draw_table_add_integer (DrawTable *self, gint64 number)
{
  BizDecimal decimal = biz_decimal_new (number, 0);

  draw_table_add_number (self, &decimal);
}

/**
 * draw_table_add_date:
 * @self: a table whose next column is of that kind
 * @date: (nullable): a day
 */
void
draw_table_add_date (DrawTable *self, const GDate *date)
{
  DrawCell *cell = next_cell (self, DRAW_COLUMN_DATE);

  if (cell == NULL || date == NULL || !g_date_valid (date))
    return;
  cell->date = *date;
  cell->empty = FALSE;
}

/**
 * draw_table_end_row:
 * @self: a table with a cell in each column
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_table_end_row (DrawTable *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DRAW_IS_TABLE (self), FALSE);
  g_return_val_if_fail (!self->closed && self->n_cells == self->n_columns, FALSE);

  self->n_cells = 0;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !begin (self, error)
      || !self->writer->row (self->state, self->cells, self->out, error))
    return FALSE;
  self->n_rows++;

  return flush (self, CHUNK, cancellable, error);
}

/**
 * draw_table_close:
 * @self: a table between two rows
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Writes the rest; a table without rows has its head. The stream is flushed and stays open.
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_table_close (DrawTable *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DRAW_IS_TABLE (self), FALSE);
  g_return_val_if_fail (!self->closed && self->n_cells == 0, FALSE);

  self->closed = TRUE;

  return begin (self, error) && self->writer->finish (self->state, self->out, self->stream, error)
         && flush (self, 0, cancellable, error)
         && g_output_stream_flush (self->stream, cancellable, error);
}

/**
 * draw_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows were ended
 */
guint64
draw_table_get_n_rows (DrawTable *self)
{
  g_return_val_if_fail (DRAW_IS_TABLE (self), 0);

  return self->n_rows;
}
