/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-report.h"

#include <glib/gi18n-lib.h>

/* A4, in points. */
#define PAPER_SHORT (210 * 72.0 / 25.4)
#define PAPER_LONG (297 * 72.0 / 25.4)

struct _DrawReport
{
  GObject parent_instance;

  DrawColumn *columns; /* (owned), and their strings */
  gsize n_columns;
  GOutputStream *stream; /* (owned) */
  DrawTable *table;      /* (owned) (nullable): one of both */
  DrawTablePages *pages; /* (owned) (nullable) */
  GPtrArray *cells;      /* (owned) (element-type utf8): of the row, for paper */
  gsize n_cells;         /* of the row so far */
};

G_DEFINE_FINAL_TYPE (DrawReport, draw_report, G_TYPE_OBJECT)

static const char *const format_names[] = {
  [DRAW_REPORT_TEXT] = "table", [DRAW_REPORT_CSV] = "csv", [DRAW_REPORT_JSON] = "json",
  [DRAW_REPORT_XLSX] = "xlsx",  [DRAW_REPORT_PDF] = "pdf",
};

static const DrawTableFormat table_formats[] = {
  [DRAW_REPORT_TEXT] = DRAW_TABLE_TEXT,
  [DRAW_REPORT_CSV] = DRAW_TABLE_CSV,
  [DRAW_REPORT_JSON] = DRAW_TABLE_JSON,
  [DRAW_REPORT_XLSX] = DRAW_TABLE_XLSX,
};

static void
draw_report_finalize (GObject *object)
{
  DrawReport *self = DRAW_REPORT (object);

  g_clear_object (&self->table);
  g_clear_pointer (&self->pages, draw_table_pages_free);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_object (&self->stream);
  for (gsize i = 0; i < self->n_columns; i++)
    {
      g_free ((char *)self->columns[i].key);
      g_free ((char *)self->columns[i].title);
    }
  g_free (self->columns);

  G_OBJECT_CLASS (draw_report_parent_class)->finalize (object);
}

static void
draw_report_class_init (DrawReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = draw_report_finalize;
}

static void
draw_report_init (DrawReport *self)
{
}

gboolean
draw_report_format_from_name (const char *name, DrawReportFormat *format)
{
  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (format_names); i++)
    {
      if (g_str_equal (name, format_names[i]))
        {
          *format = (DrawReportFormat)i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
draw_report_format_is_for_programs (DrawReportFormat format)
{
  return format == DRAW_REPORT_CSV || format == DRAW_REPORT_JSON;
}

static DrawTablePages *
create_pages (const DrawReportHead *head, const DrawColumn *columns, gsize n)
{
  g_autofree DrawTablePagesColumn *titles = g_new0 (DrawTablePagesColumn, n);
  DrawTablePages *pages;

  for (gsize i = 0; i < n; i++)
    {
      titles[i].title = columns[i].title;
      titles[i].figures = columns[i].kind != DRAW_COLUMN_TEXT;
      titles[i].weight = titles[i].figures ? 1 : 2;
    }
  pages = draw_table_pages_new (titles, (guint)n);
  draw_table_pages_set_head (pages, head->title, head->subtitle, head->date);

  return pages;
}

/**
 * draw_report_new:
 * @format: which kind of file
 * @head: what stands over it
 * @columns: (array length=n_columns): its columns
 * @n_columns: how many
 * @stream: where it goes
 *
 * Returns: (transfer full): a report without rows
 */
DrawReport *
draw_report_new (DrawReportFormat format,
                 const DrawReportHead *head,
                 const DrawColumn *columns,
                 gsize n_columns,
                 GOutputStream *stream)
{
  DrawReport *self;

  g_return_val_if_fail (head != NULL && columns != NULL && n_columns > 0, NULL);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_object_new (DRAW_TYPE_REPORT, NULL);
  self->stream = g_object_ref (stream);
  self->n_columns = n_columns;
  self->columns = g_new0 (DrawColumn, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    {
      self->columns[i] =
          (DrawColumn){ g_strdup (columns[i].key), g_strdup (columns[i].title), columns[i].kind };
      if (format == DRAW_REPORT_JSON && columns[i].kind == DRAW_COLUMN_MONEY)
        self->columns[i].kind = DRAW_COLUMN_TEXT;
    }
  if (format == DRAW_REPORT_PDF)
    {
      self->pages = create_pages (head, self->columns, n_columns);
      self->cells = g_ptr_array_new_with_free_func (g_free);
    }
  else
    {
      self->table = draw_table_new (table_formats[format], self->columns, n_columns, stream);
    }

  return self;
}

void
draw_report_add_text (DrawReport *self, const char *text)
{
  g_return_if_fail (DRAW_IS_REPORT (self));

  self->n_cells++;
  if (self->table != NULL)
    draw_table_add_text (self->table, text);
  else
    g_ptr_array_add (self->cells, g_strdup (text));
}

void
draw_report_add_money (DrawReport *self, const BizMoney *money)
{
  g_autofree char *exact = NULL;

  g_return_if_fail (DRAW_IS_REPORT (self) && self->n_cells < self->n_columns);

  /* a number of JSON is a double to most readers, and a double is no money */
  if (self->table != NULL && self->columns[self->n_cells].kind == DRAW_COLUMN_TEXT)
    {
      exact = money != NULL ? biz_money_format (money, BIZ_MONEY_MACHINE) : NULL;
      draw_report_add_text (self, exact);
      return;
    }
  self->n_cells++;
  if (self->table != NULL)
    draw_table_add_money (self->table, money);
  else
    g_ptr_array_add (self->cells, money != NULL ? biz_money_format (money, BIZ_MONEY_PLAIN) : NULL);
}

void
draw_report_add_number (DrawReport *self, const BizDecimal *number)
{
  g_return_if_fail (DRAW_IS_REPORT (self));

  self->n_cells++;
  if (self->table != NULL)
    draw_table_add_number (self->table, number);
  else
    g_ptr_array_add (self->cells, number != NULL ? biz_decimal_format (number, 0) : NULL);
}

void
draw_report_add_integer (DrawReport *self, gint64 number)
{
  g_return_if_fail (DRAW_IS_REPORT (self));

  self->n_cells++;
  if (self->table != NULL)
    draw_table_add_integer (self->table, number);
  else
    g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

/* As people here write it. */
static char *
format_date (const GDate *date)
{
  char text[64];

  if (date == NULL || !g_date_valid (date) || g_date_strftime (text, sizeof text, "%x", date) == 0)
    return NULL;

  return g_strdup (text);
}

void
draw_report_add_date (DrawReport *self, const GDate *date)
{
  g_return_if_fail (DRAW_IS_REPORT (self));

  self->n_cells++;
  if (self->table != NULL)
    draw_table_add_date (self->table, date);
  else
    g_ptr_array_add (self->cells, format_date (date));
}

void
draw_report_skip (DrawReport *self)
{
  g_return_if_fail (DRAW_IS_REPORT (self) && self->n_cells < self->n_columns);

  switch (self->columns[self->n_cells].kind)
    {
    case DRAW_COLUMN_MONEY:
      draw_report_add_money (self, NULL);
      break;
    case DRAW_COLUMN_DATE:
      draw_report_add_date (self, NULL);
      break;
    case DRAW_COLUMN_NUMBER:
      draw_report_add_number (self, NULL);
      break;
    case DRAW_COLUMN_TEXT:
    default:
      draw_report_add_text (self, NULL);
    }
}

/**
 * draw_report_end_row:
 * @self: a report
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Ends a row that has a cell a column.
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_report_end_row (DrawReport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DRAW_IS_REPORT (self) && self->n_cells == self->n_columns, FALSE);

  self->n_cells = 0;
  if (self->table != NULL)
    return draw_table_end_row (self->table, cancellable, error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  draw_table_pages_add_row (self->pages, (const char *const *)self->cells->pdata);
  g_ptr_array_set_size (self->cells, 0);

  return TRUE;
}

/**
 * draw_report_close:
 * @self: a report
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Writes what is left; without it the report is not complete.
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_report_close (DrawReport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) pdf = NULL;
  gboolean lies;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (DRAW_IS_REPORT (self), FALSE);

  if (self->table != NULL)
    return draw_table_close (self->table, cancellable, error);
  lies = draw_table_pages_is_landscape (self->pages);
  draw_table_pages_lay_out (self->pages, lies ? PAPER_LONG : PAPER_SHORT,
                            lies ? PAPER_SHORT : PAPER_LONG);
  pdf = draw_table_pages_to_pdf (self->pages, error);
  if (pdf == NULL)
    return FALSE;
  data = g_bytes_get_data (pdf, &size);

  return g_output_stream_write_all (self->stream, data, size, NULL, cancellable, error);
}

/**
 * draw_report_steal_pages:
 * @self: a report of %DRAW_REPORT_PDF with all its rows, which is not used any more
 *
 * Returns: (transfer full): its pages, not laid out yet
 */
DrawTablePages *
draw_report_steal_pages (DrawReport *self)
{
  g_return_val_if_fail (DRAW_IS_REPORT (self) && self->pages != NULL, NULL);

  return g_steal_pointer (&self->pages);
}
