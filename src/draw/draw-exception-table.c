/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-exception-table.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *title;
  DrawColumnKind kind;
} cells[] = {
  { "kind", N_ ("Kind"), DRAW_COLUMN_TEXT },
  { "document", N_ ("Document"), DRAW_COLUMN_TEXT },
  { "order", N_ ("Order"), DRAW_COLUMN_TEXT },
  { "customer", N_ ("Customer"), DRAW_COLUMN_TEXT },
  { "cause", N_ ("Cause"), DRAW_COLUMN_TEXT },
  { "value", N_ ("Value"), DRAW_COLUMN_MONEY },
  { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT },
  { "days", N_ ("Days"), DRAW_COLUMN_NUMBER },
  { "salesperson", N_ ("Salesperson"), DRAW_COLUMN_TEXT },
  { "company", N_ ("Company"), DRAW_COLUMN_TEXT },
  { "order_id", N_ ("Id of the order"), DRAW_COLUMN_NUMBER },
};

/* Programs get a word that is the same in every language. */
static const char *
get_kind (BizExceptionKind kind, gboolean for_programs)
{
  static const char *const words[] = {
    [BIZ_EXCEPTION_HELD] = "held",        [BIZ_EXCEPTION_LATE] = "late",
    [BIZ_EXCEPTION_SHORT] = "short",      [BIZ_EXCEPTION_PRICE] = "price",
    [BIZ_EXCEPTION_LAG] = "not-invoiced",
  };

  return for_programs ? words[kind] : biz_exception_kind_to_label (kind);
}

static void
add_row (DrawTable *table, const BizExceptionFacts *facts, gboolean for_programs)
{
  draw_table_add_text (table, get_kind (facts->kind, for_programs));
  draw_table_add_text (table, facts->document);
  draw_table_add_text (table, facts->order);
  draw_table_add_text (table, facts->partner);
  draw_table_add_text (table, facts->cause);
  draw_table_add_money (table, &facts->value);
  draw_table_add_text (table, facts->value.currency);
  if (facts->days > 0)
    draw_table_add_integer (table, facts->days);
  else
    draw_table_add_number (table, NULL);
  draw_table_add_text (table, facts->salesperson);
  draw_table_add_text (table, facts->company);
  draw_table_add_integer (table, facts->order_id);
}

/**
 * draw_exception_table_write:
 * @format: which kind of file
 * @exceptions: (element-type BizException): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_exception_table_write (DrawTableFormat format,
                            GPtrArray *exceptions,
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
  for (guint i = 0; i < exceptions->len; i++)
    {
      add_row (table, biz_exception_get_facts (g_ptr_array_index (exceptions, i)), for_programs);
      if (!draw_table_end_row (table, cancellable, error))
        return FALSE;
    }

  return draw_table_close (table, cancellable, error);
}
