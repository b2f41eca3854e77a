/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

typedef enum
{
  DRAW_TABLE_TEXT, /* aligned, for a terminal */
  DRAW_TABLE_CSV,  /* RFC 4180 */
  DRAW_TABLE_JSON, /* an array of objects */
  DRAW_TABLE_XLSX,
} DrawTableFormat;

typedef enum
{
  DRAW_COLUMN_TEXT,
  DRAW_COLUMN_MONEY,
  DRAW_COLUMN_NUMBER,
  DRAW_COLUMN_DATE,
} DrawColumnKind;

typedef struct
{
  const char *key;   /* the member in JSON, the head in CSV: the same in all languages */
  const char *title; /* the head for people, translated */
  DrawColumnKind kind;
} DrawColumn;

/* Writes a table row by row in constant memory. Add one cell a column, then end the row. What
 * strangers wrote stays text: no formula for a spreadsheet, no control sequence for a terminal.
 * Writing blocks: in a window, use a thread. */
#define DRAW_TYPE_TABLE (draw_table_get_type ())
G_DECLARE_FINAL_TYPE (DrawTable, draw_table, DRAW, TABLE, GObject)

/* "table", "csv", "json", "xlsx" */
gboolean draw_table_format_from_name (const char *name, DrawTableFormat *format);

/* @columns must outlive the table. */
DrawTable *draw_table_new (DrawTableFormat format,
                           const DrawColumn *columns,
                           gsize n_columns,
                           GOutputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
/* NULL is an empty cell in each of them. */
void draw_table_add_text (DrawTable *self, const char *text);
void draw_table_add_money (DrawTable *self, const BizMoney *money);
void draw_table_add_number (DrawTable *self, const BizDecimal *number);
void draw_table_add_integer (DrawTable *self, gint64 number);
void draw_table_add_date (DrawTable *self, const GDate *date);
gboolean draw_table_end_row (DrawTable *self, GCancellable *cancellable, GError **error);
/* Writes what is left; the stream stays open. Without it the table is not complete. */
gboolean draw_table_close (DrawTable *self, GCancellable *cancellable, GError **error);
guint64 draw_table_get_n_rows (DrawTable *self);

G_END_DECLS
