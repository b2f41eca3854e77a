/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean empty;
  char
      *text; /* (owned) (nullable): valid UTF-8 without control characters but line ends and tabs */
  BizMoney money;
  BizDecimal number;
  GDate date;
} DrawCell;

/* One format. Writers append to @out, which the table flushes after each call; a writer whose file
 * is made at the end hands it over in finish. */
typedef struct
{
  gpointer (*begin) (const DrawColumn *columns, gsize n_columns, GString *out, GError **error);
  gboolean (*row) (gpointer state, const DrawCell *cells, GString *out, GError **error);
  gboolean (*finish) (gpointer state, GString *out, GOutputStream *stream, GError **error);
  void (*free) (gpointer state);
} DrawTableWriterClass;

extern const DrawTableWriterClass draw_table_text_writer;
extern const DrawTableWriterClass draw_table_csv_writer;
extern const DrawTableWriterClass draw_table_json_writer;
extern const DrawTableWriterClass draw_table_xlsx_writer;

/* "2026-11-22" */
void draw_table_append_date (GString *out, const GDate *date);

G_END_DECLS
