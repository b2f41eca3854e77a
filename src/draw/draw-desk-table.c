/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-desk-table.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *title;
  DrawColumnKind kind;
} cells[] = {
  { "document", N_ ("Document"), DRAW_COLUMN_TEXT },
  { "order", N_ ("Order"), DRAW_COLUMN_TEXT },
  { "state", N_ ("State"), DRAW_COLUMN_TEXT },
  { "customer", N_ ("Customer"), DRAW_COLUMN_TEXT },
  { "cause", N_ ("Cause"), DRAW_COLUMN_TEXT },
  { "reason", N_ ("Reason"), DRAW_COLUMN_TEXT },
  { "value", N_ ("Value"), DRAW_COLUMN_MONEY },
  { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT },
  { "company_value", N_ ("In company currency"), DRAW_COLUMN_MONEY },
  { "company_currency", N_ ("Company currency"), DRAW_COLUMN_TEXT },
  { "since", N_ ("Since"), DRAW_COLUMN_DATE },
  { "days", N_ ("Days"), DRAW_COLUMN_NUMBER },
  { "review", N_ ("Review"), DRAW_COLUMN_DATE },
  { "who", N_ ("Who asked"), DRAW_COLUMN_TEXT },
  { "salesperson", N_ ("Salesperson"), DRAW_COLUMN_TEXT },
  { "company", N_ ("Company"), DRAW_COLUMN_TEXT },
  { "order_id", N_ ("Id of the order"), DRAW_COLUMN_NUMBER },
};

/* Programs get words that are the same in every language. */
static char *
get_causes (guint bits, gboolean for_programs)
{
  g_autoptr (GString) text = NULL;

  if (!for_programs)
    return biz_desk_causes_describe (bits);
  text = g_string_new (NULL);
  for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
    if ((bits & BIZ_DESK_BIT (i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                              biz_desk_cause_to_word ((BizDeskCause)i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_date (DrawTable *table, const GDate *date)
{
  draw_table_add_date (table, g_date_valid (date) ? date : NULL);
}

static void
add_row (DrawTable *table, BizDeskEntry *entry, gboolean for_programs)
{
  const BizDeskFacts *facts = biz_desk_entry_get_facts (entry);
  const BizDeskOrder *order = facts->order;
  g_autofree char *causes = get_causes (facts->causes, for_programs);
  g_autofree char *reason = biz_desk_entry_describe (entry);

  draw_table_add_text (table, biz_desk_entry_get_document (entry));
  draw_table_add_text (table, order->name);
  draw_table_add_text (table, for_programs ? biz_desk_standing_to_word (facts->standing)
                                           : biz_desk_standing_to_label (facts->standing));
  draw_table_add_text (table, order->partner);
  draw_table_add_text (table, causes);
  draw_table_add_text (table, reason);
  draw_table_add_money (table, &facts->value);
  draw_table_add_text (table, facts->value.currency);
  draw_table_add_money (table, &facts->company_value);
  draw_table_add_text (table, facts->company_value.currency);
  add_date (table, &facts->since);
  draw_table_add_integer (table, facts->days);
  add_date (table, &facts->review);
  draw_table_add_text (table, facts->who);
  draw_table_add_text (table, order->salesperson);
  draw_table_add_text (table, order->company);
  draw_table_add_integer (table, order->id);
}

/**
 * draw_desk_table_write:
 * @format: which kind of file
 * @entries: (element-type BizDeskEntry): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_desk_table_write (DrawTableFormat format,
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
      add_row (table, g_ptr_array_index (entries, i), for_programs);
      if (!draw_table_end_row (table, cancellable, error))
        return FALSE;
    }

  return draw_table_close (table, cancellable, error);
}
