/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-opening-report.h"

#include <glib/gi18n-lib.h>

static void
add_line (DrawReport *report, DrawReportFormat format, const BizOpeningLine *line)
{
  const BizOpeningRow *row = line->row;
  const BizOpeningCustomer *customer = line->customer;

  draw_report_add_text (report, draw_report_format_is_for_programs (format)
                                    ? biz_opening_state_get_name (line->state)
                                    : biz_opening_state_describe (line->state));
  draw_report_add_text (report, row != NULL && row->reference != NULL ? row->reference
                                : customer != NULL                    ? customer->reference
                                                                      : NULL);
  draw_report_add_text (report, customer != NULL ? customer->name : row->name);
  draw_report_add_money (report, &line->file);
  draw_report_add_money (report, &line->erp);
  draw_report_add_money (report, &line->difference);
  draw_report_add_text (report, line->file.currency);
  if (row != NULL)
    draw_report_add_integer (report, row->line);
  else
    draw_report_skip (report);
}

/**
 * draw_opening_report_write:
 * @format: which kind of file
 * @lines: (element-type BizOpeningLine): the comparison
 * @all: those that are equal, too
 * @subtitle: (nullable): of what
 * @made: (nullable): when and by whom it was made, in words
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_opening_report_write (DrawReportFormat format,
                           GArray *lines,
                           gboolean all,
                           const char *subtitle,
                           const char *made,
                           GOutputStream *out,
                           GCancellable *cancellable,
                           GError **error)
{
  const DrawColumn columns[] = {
    { "state", _ ("State"), DRAW_COLUMN_TEXT },
    { "reference", _ ("Reference"), DRAW_COLUMN_TEXT },
    { "customer", _ ("Customer"), DRAW_COLUMN_TEXT },
    { "file", _ ("File"), DRAW_COLUMN_MONEY },
    { "odoo", _ ("Odoo"), DRAW_COLUMN_MONEY },
    { "difference", _ ("Difference"), DRAW_COLUMN_MONEY },
    { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
    { "line", _ ("Line of the file"), DRAW_COLUMN_NUMBER },
  };
  g_autoptr (DrawReport) report =
      draw_report_new (format, &(DrawReportHead){ _ ("Opening balances"), subtitle, made }, columns,
                       G_N_ELEMENTS (columns), out);

  for (guint i = 0; i < lines->len; i++)
    {
      const BizOpeningLine *line = &g_array_index (lines, BizOpeningLine, i);

      if (!all && line->state == BIZ_OPENING_EQUAL)
        continue;
      add_line (report, format, line);
      if (!draw_report_end_row (report, cancellable, error))
        return FALSE;
    }

  return draw_report_close (report, cancellable, error);
}
