/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-collect-table.h"

#include "biz-collect-list.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *title;
  DrawColumnKind kind;
} cells[] = {
  { "customer", N_ ("Customer"), DRAW_COLUMN_TEXT },
  { "priority", N_ ("Priority"), DRAW_COLUMN_NUMBER },
  { "to_ask_for", N_ ("To Ask For"), DRAW_COLUMN_MONEY },
  { "overdue", N_ ("Overdue"), DRAW_COLUMN_MONEY },
  { "not_due", N_ ("Not due"), DRAW_COLUMN_MONEY },
  { "overdue_1_30", N_ ("1–30"), DRAW_COLUMN_MONEY },
  { "overdue_31_60", N_ ("31–60"), DRAW_COLUMN_MONEY },
  { "overdue_61_90", N_ ("61–90"), DRAW_COLUMN_MONEY },
  { "overdue_over_90", N_ ("Over 90"), DRAW_COLUMN_MONEY },
  { "open", N_ ("Open"), DRAW_COLUMN_MONEY },
  { "disputed", N_ ("Disputed"), DRAW_COLUMN_MONEY },
  { "promised", N_ ("Promised"), DRAW_COLUMN_MONEY },
  { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT },
  { "oldest_days", N_ ("Oldest"), DRAW_COLUMN_NUMBER },
  { "payer", N_ ("Payer"), DRAW_COLUMN_TEXT },
  { "days_late", N_ ("Days Late"), DRAW_COLUMN_NUMBER },
  { "promise", N_ ("Promise"), DRAW_COLUMN_TEXT },
  { "promised_for", N_ ("Promised for"), DRAW_COLUMN_DATE },
  { "broken_promises", N_ ("Broken Promises"), DRAW_COLUMN_NUMBER },
  { "last_contact", N_ ("Last Contact"), DRAW_COLUMN_DATE },
  { "last_paid", N_ ("Last Paid"), DRAW_COLUMN_DATE },
  { "next", N_ ("Next"), DRAW_COLUMN_DATE },
  { "to_do", N_ ("To Do"), DRAW_COLUMN_TEXT },
  { "who", N_ ("Who"), DRAW_COLUMN_TEXT },
  { "reminder_level", N_ ("Reminder"), DRAW_COLUMN_NUMBER },
  { "salesperson", N_ ("Salesperson"), DRAW_COLUMN_TEXT },
  { "company", N_ ("Company"), DRAW_COLUMN_TEXT },
  { "customer_id", N_ ("Id of the customer"), DRAW_COLUMN_NUMBER },
};

/* Programs get a word that is the same in every language. */
static const char *
get_promise (BizCollectPromise promise, gboolean for_programs)
{
  static const char *const words[] = {
    [BIZ_COLLECT_PROMISE_NONE] = "none",
    [BIZ_COLLECT_PROMISE_OPEN] = "open",
    [BIZ_COLLECT_PROMISE_BROKEN] = "broken",
  };

  return for_programs ? words[promise] : biz_collect_promise_to_label (promise);
}

static void
add_money (DrawTable *table, const BizCollectFacts *facts)
{
  draw_table_add_money (table, &facts->chaseable);
  draw_table_add_money (table, &facts->overdue);
  for (guint i = 0; i < BIZ_COLLECT_N_BUCKETS; i++)
    draw_table_add_money (table, &facts->buckets[i]);
  draw_table_add_money (table, &facts->open);
  draw_table_add_money (table, &facts->disputed);
  draw_table_add_money (table, &facts->promised);
  draw_table_add_text (table, facts->zero.currency);
}

static void
add_row (DrawTable *table, const BizCollectFacts *facts, gboolean for_programs)
{
  const BizPayer *payer = &facts->payer;
  char rating[] = { payer->rating, '\0' };

  draw_table_add_text (table, facts->name);
  draw_table_add_integer (table, facts->score);
  add_money (table, facts);
  draw_table_add_integer (table, facts->oldest);
  draw_table_add_text (table, rating);
  if (payer->n_payments > 0)
    draw_table_add_integer (table, payer->days_late);
  else
    draw_table_add_number (table, NULL);
  draw_table_add_text (table, get_promise (facts->promise, for_programs));
  draw_table_add_date (table, &facts->promise_on);
  draw_table_add_integer (table, facts->n_broken);
  draw_table_add_date (table, &facts->contact_on);
  draw_table_add_date (table, &payer->last);
  draw_table_add_date (table, &facts->next_on);
  draw_table_add_text (table, facts->next_what);
  draw_table_add_text (table, facts->next_who);
  draw_table_add_integer (table, facts->reminder_level);
  draw_table_add_text (table, facts->salesperson);
  draw_table_add_text (table, facts->company);
  draw_table_add_integer (table, facts->id);
}

/**
 * draw_collect_table_write:
 * @format: which kind of file
 * @customers: (element-type BizCollectCustomer): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_collect_table_write (DrawTableFormat format,
                          GPtrArray *customers,
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
  for (guint i = 0; i < customers->len; i++)
    {
      add_row (table, biz_collect_customer_get_facts (g_ptr_array_index (customers, i)),
               for_programs);
      if (!draw_table_end_row (table, cancellable, error))
        return FALSE;
    }

  return draw_table_close (table, cancellable, error);
}
