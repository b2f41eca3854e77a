/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Limits of the format. */
#define MAX_ROWS 1048576
#define MAX_CHARACTERS 32767

typedef struct
{
  const DrawColumn *columns;
  gsize n_columns;
  char *path; /* (owned): the file while it grows */
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_row_t row;
  lxw_format *head;
  lxw_format *date;
  GHashTable *money; /* (owned): "EUR2" -> lxw_format */
} XlsxWriter;

static gboolean
check (lxw_error code, GError **error)
{
  if (code == LXW_NO_ERROR)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The spreadsheet cannot be written: %s"),
               lxw_strerror (code));

  return FALSE;
}

static lxw_format *
get_money_format (XlsxWriter *self, const BizMoney *money)
{
  g_autofree char *key = g_strdup_printf ("%s%u", money->currency, (guint)money->digits);
  lxw_format *format = g_hash_table_lookup (self->money, key);
  g_autoptr (GString) pattern = NULL;

  if (format != NULL)
    return format;

  pattern = g_string_new ("#,##0");
  for (guint i = 0; i < money->digits; i++)
    g_string_append (pattern, i == 0 ? ".0" : "0");
  g_string_append_printf (pattern, "\\ \"%s\"", money->currency);
  format = workbook_add_format (self->workbook);
  format_set_num_format (format, pattern->str);
  g_hash_table_insert (self->money, g_steal_pointer (&key), format);

  return format;
}

/* The double nearest to the decimal. */
static double
read_double (const char *text)
{
  return g_ascii_strtod (text, NULL);
}

static lxw_error
write_cell (XlsxWriter *self, lxw_col_t column, const DrawCell *cell)
{
  g_autofree char *text = NULL;
  lxw_datetime day = { 0 };

  switch (self->columns[column].kind)
    {
    case DRAW_COLUMN_TEXT:
      if (g_utf8_strlen (cell->text, -1) <= MAX_CHARACTERS)
        return worksheet_write_string (self->sheet, self->row, column, cell->text, NULL);
      text = g_utf8_substring (cell->text, 0, MAX_CHARACTERS);
      return worksheet_write_string (self->sheet, self->row, column, text, NULL);
    case DRAW_COLUMN_MONEY:
      text = biz_money_format (&cell->money, BIZ_MONEY_MACHINE);
      return worksheet_write_number (self->sheet, self->row, column, read_double (text),
                                     get_money_format (self, &cell->money));
    case DRAW_COLUMN_NUMBER:
      text = biz_decimal_to_string (&cell->number);
      return worksheet_write_number (self->sheet, self->row, column, read_double (text), NULL);
    case DRAW_COLUMN_DATE:
      day.year = g_date_get_year (&cell->date);
      day.month = (int)g_date_get_month (&cell->date);
      day.day = g_date_get_day (&cell->date);
      return worksheet_write_datetime (self->sheet, self->row, column, &day, self->date);
    default:
      g_return_val_if_reached (LXW_NO_ERROR);
    }
}

/* A sheet with its head; the next one when the first is full. */
static gboolean
add_sheet (XlsxWriter *self, GError **error)
{
  static const double widths[] = {
    [DRAW_COLUMN_TEXT] = 24,
    [DRAW_COLUMN_MONEY] = 16,
    [DRAW_COLUMN_NUMBER] = 10,
    [DRAW_COLUMN_DATE] = 12,
  };

  self->sheet = workbook_add_worksheet (self->workbook, NULL);
  if (self->sheet == NULL)
    return check (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
  worksheet_freeze_panes (self->sheet, 1, 0);
  for (gsize i = 0; i < self->n_columns; i++)
    {
      lxw_col_t column = (lxw_col_t)i;

      if (!check (worksheet_set_column (self->sheet, column, column, widths[self->columns[i].kind],
                                        NULL),
                  error)
          || !check (worksheet_write_string (self->sheet, 0, column, self->columns[i].title,
                                             self->head),
                     error))
        return FALSE;
    }
  self->row = 1;

  return TRUE;
}

static void
xlsx_free (gpointer state)
{
  XlsxWriter *self = state;

  if (self->workbook != NULL)
    lxw_workbook_free (self->workbook);
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->money, g_hash_table_unref);
  g_free (self->path);
  g_free (self);
}

static gpointer
xlsx_begin (const DrawColumn *columns, gsize n_columns, GString *out, GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  XlsxWriter *self = g_new0 (XlsxWriter, 1);
  int fd;

  self->columns = columns;
  self->n_columns = n_columns;
  self->money = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fd = g_file_open_tmp ("quittance-XXXXXX.xlsx", &self->path, error);
  if (fd < 0)
    {
      xlsx_free (self);
      return NULL;
    }
  close (fd);
  self->workbook = workbook_new_opt (self->path, &options);
  if (self->workbook == NULL)
    {
      check (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
      xlsx_free (self);
      return NULL;
    }
  self->head = workbook_add_format (self->workbook);
  format_set_bold (self->head);
  self->date = workbook_add_format (self->workbook);
  format_set_num_format (self->date, "yyyy\\-mm\\-dd");
  if (!add_sheet (self, error))
    {
      xlsx_free (self);
      return NULL;
    }

  return self;
}

static gboolean
xlsx_row (gpointer state, const DrawCell *cells, GString *out, GError **error)
{
  XlsxWriter *self = state;

  if (self->row == MAX_ROWS && !add_sheet (self, error))
    return FALSE;
  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (!cells[i].empty && !check (write_cell (self, (lxw_col_t)i, &cells[i]), error))
        return FALSE;
    }
  self->row++;

  return TRUE;
}

/* The file is made at the end: it goes to the stream in one piece. */
static gboolean
xlsx_finish (gpointer state, GString *out, GOutputStream *stream, GError **error)
{
  XlsxWriter *self = state;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) input = NULL;

  if (!check (workbook_close (g_steal_pointer (&self->workbook)), error))
    return FALSE;
  input = g_file_read (file, NULL, error);
  if (input == NULL)
    return FALSE;

  return g_output_stream_splice (stream, G_INPUT_STREAM (input),
                                 G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, NULL, error)
         >= 0;
}

const DrawTableWriterClass draw_table_xlsx_writer = { xlsx_begin, xlsx_row, xlsx_finish,
                                                      xlsx_free };
