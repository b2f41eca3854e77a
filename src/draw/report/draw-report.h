/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table-pages.h"
#include "draw-table.h"

G_BEGIN_DECLS

typedef enum
{
  DRAW_REPORT_TEXT,
  DRAW_REPORT_CSV,
  DRAW_REPORT_JSON,
  DRAW_REPORT_XLSX,
  DRAW_REPORT_PDF,
} DrawReportFormat;

/**
 * DrawReportHead:
 * @title: what it is, translated
 * @subtitle: (nullable): of whom, and how it was made
 * @date: (nullable): when it was made
 *
 * What stands over every page of paper; a table has none.
 */
typedef struct
{
  const char *title;
  const char *subtitle;
  const char *date;
} DrawReportHead;

/* A table that can be paper too: the same cells go to a terminal, to a spreadsheet or to pages. Add
 * one cell a column, then end the row. */
#define DRAW_TYPE_REPORT (draw_report_get_type ())
G_DECLARE_FINAL_TYPE (DrawReport, draw_report, DRAW, REPORT, GObject)

/* "table", "csv", "json", "xlsx", "pdf" */
gboolean draw_report_format_from_name (const char *name, DrawReportFormat *format);
/* Whether rows are read by programs, which get the same words in every language and no sums. */
gboolean draw_report_format_is_for_programs (DrawReportFormat format);

/* The strings of @columns are copied; @stream stays open. */
DrawReport *draw_report_new (DrawReportFormat format,
                             const DrawReportHead *head,
                             const DrawColumn *columns,
                             gsize n_columns,
                             GOutputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
void draw_report_add_text (DrawReport *self, const char *text);
void draw_report_add_money (DrawReport *self, const BizMoney *money);
/* NULL is an empty cell. */
void draw_report_add_number (DrawReport *self, const BizDecimal *number);
void draw_report_add_integer (DrawReport *self, gint64 number);
void draw_report_add_date (DrawReport *self, const GDate *date);
/* An empty cell. */
void draw_report_skip (DrawReport *self);
gboolean draw_report_end_row (DrawReport *self, GCancellable *cancellable, GError **error);
gboolean draw_report_close (DrawReport *self, GCancellable *cancellable, GError **error);
/* (transfer full): of DRAW_REPORT_PDF, instead of closing it: for a printer */
DrawTablePages *draw_report_steal_pages (DrawReport *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
