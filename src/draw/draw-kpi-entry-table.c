/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-kpi-entry-table.h"

#include <glib/gi18n-lib.h>

#define SECONDS_OF_HOUR 3600
#define HOUR_DIGITS 2

static const struct
{
  const char *key;
  const char *title;
  DrawColumnKind kind;
} cells[] = {
  { "document", N_ ("Document"), DRAW_COLUMN_TEXT },
  { "customer", N_ ("Customer or product"), DRAW_COLUMN_TEXT },
  { "from", N_ ("From"), DRAW_COLUMN_DATE },
  { "until", N_ ("Until"), DRAW_COLUMN_DATE },
  { "days", N_ ("Days"), DRAW_COLUMN_NUMBER },
  { "hours", N_ ("Hours"), DRAW_COLUMN_NUMBER },
  { "ordered", N_ ("Ordered"), DRAW_COLUMN_NUMBER },
  { "quantity", N_ ("Quantity"), DRAW_COLUMN_NUMBER },
  { "amount", N_ ("Amount"), DRAW_COLUMN_MONEY },
  { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT },
  { "counts_as", N_ ("Counts as"), DRAW_COLUMN_TEXT },
  { "model", N_ ("Kind of record"), DRAW_COLUMN_TEXT },
  { "id", N_ ("Id of the record"), DRAW_COLUMN_NUMBER },
};

static void
add_date (DrawTable *table, const GDate *date)
{
  draw_table_add_date (table, g_date_valid (date) ? date : NULL);
}

static void
add_integer (DrawTable *table, gint64 number)
{
  if (number != BIZ_KPI_NO_NUMBER)
    draw_table_add_integer (table, number);
  else
    draw_table_add_number (table, NULL);
}

static void
add_hours (DrawTable *table, gint64 seconds)
{
  BizDecimal number = biz_decimal_new (seconds, 0);
  BizDecimal hour = biz_decimal_new (SECONDS_OF_HOUR, 0);
  BizDecimal hours;

  if (seconds != BIZ_KPI_NO_NUMBER
      && biz_decimal_divide (&number, &hour, HOUR_DIGITS, BIZ_ROUND_HALF_UP, &hours, NULL))
    draw_table_add_number (table, &hours);
  else
    draw_table_add_number (table, NULL);
}

static void
add_row (DrawTable *table, const BizKpiEntryFacts *facts, gboolean for_programs)
{
  gboolean is_line = facts->has_quantity && facts->ordered.mantissa != 0;

  draw_table_add_text (table, facts->document);
  draw_table_add_text (table, facts->partner);
  add_date (table, &facts->from);
  add_date (table, &facts->until);
  add_integer (table, facts->days);
  add_hours (table, facts->seconds);
  draw_table_add_number (table, is_line ? &facts->ordered : NULL);
  draw_table_add_number (table, facts->has_quantity ? &facts->quantity : NULL);
  draw_table_add_money (table, facts->has_amount ? &facts->amount : NULL);
  draw_table_add_text (table, facts->has_amount ? facts->amount.currency : NULL);
  draw_table_add_text (table, for_programs ? biz_kpi_verdict_get_name (facts->verdict)
                                           : biz_kpi_verdict_get_label (facts->verdict));
  draw_table_add_text (table, facts->model);
  add_integer (table, facts->id != 0 ? facts->id : BIZ_KPI_NO_NUMBER);
}

/**
 * draw_kpi_entry_table_write:
 * @format: which kind of file
 * @entries: (element-type BizKpiEntry): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_kpi_entry_table_write (DrawTableFormat format,
                            GPtrArray *entries,
                            GOutputStream *out,
                            GCancellable *cancellable,
                            GError **error)
{
  const gboolean for_programs = format == DRAW_TABLE_CSV || format == DRAW_TABLE_JSON;
  DrawColumn columns[G_N_ELEMENTS (cells)];
  g_autoptr (DrawTable) table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    columns[i] = (DrawColumn){ cells[i].key, _ (cells[i].title), cells[i].kind };
  table = draw_table_new (format, columns, G_N_ELEMENTS (cells), out);
  for (guint i = 0; i < entries->len; i++)
    {
      add_row (table, biz_kpi_entry_get_facts (g_ptr_array_index (entries, i)), for_programs);
      if (!draw_table_end_row (table, cancellable, error))
        return FALSE;
    }

  return draw_table_close (table, cancellable, error);
}
