/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-due-table.h"

#include "draw-record-table.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  CELL_ORDER,
  CELL_CUSTOMER,
  CELL_SINCE,
  CELL_DAYS,
  CELL_VALUE,
  CELL_DELIVERED,
  CELL_CURRENCY,
  CELL_CAUSE,
  CELL_DELIVERIES,
  CELL_DRAFTS,
  CELL_SALESPERSON,
  CELL_COMPANY,
  CELL_REFERENCE,
  CELL_ORDERED_ON,
  CELL_COMPANY_DELIVERED,
  CELL_COMPANY_CURRENCY,
  CELL_LAG,
  CELL_ID,
} Cell;

static const DrawCell cells[] = {
  [CELL_ORDER] = { "order", N_ ("Order"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_CUSTOMER] = { "customer", N_ ("Customer"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_SINCE] = { "delivered_on", N_ ("Delivered on"), DRAW_COLUMN_DATE, TRUE },
  [CELL_DAYS] = { "days", N_ ("Days"), DRAW_COLUMN_NUMBER, TRUE },
  [CELL_VALUE] = { "to_invoice", N_ ("To invoice"), DRAW_COLUMN_MONEY, TRUE },
  [CELL_DELIVERED] = { "delivered", N_ ("Delivered"), DRAW_COLUMN_MONEY, TRUE },
  [CELL_CURRENCY] = { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_CAUSE] = { "why", N_ ("Why not invoiced"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_DELIVERIES] = { "deliveries", N_ ("Deliveries"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_DRAFTS] = { "drafts", N_ ("Drafts"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_SALESPERSON] = { "salesperson", N_ ("Salesperson"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_COMPANY] = { "company", N_ ("Company"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_REFERENCE] = { "reference", N_ ("Customer reference"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_ORDERED_ON] = { "ordered_on", N_ ("Ordered on"), DRAW_COLUMN_DATE, FALSE },
  [CELL_COMPANY_DELIVERED] = { "delivered_company", N_ ("Delivered in company currency"),
                               DRAW_COLUMN_MONEY, FALSE },
  [CELL_COMPANY_CURRENCY] = { "company_currency", N_ ("Company currency"), DRAW_COLUMN_TEXT,
                              FALSE },
  [CELL_LAG] = { "value_days", N_ ("Value × days"), DRAW_COLUMN_NUMBER, FALSE },
  [CELL_ID] = { "id", N_ ("Id"), DRAW_COLUMN_NUMBER, FALSE },
};

/* Programs get a word that is the same in every language. */
static void
add_cause (DrawTable *table, BizDueOrder *order, gboolean for_programs)
{
  static const char *const words[] = {
    [BIZ_DUE_HELD] = "held",   [BIZ_DUE_DRAFT] = "draft",     [BIZ_DUE_CREDIT] = "credit",
    [BIZ_DUE_READY] = "ready", [BIZ_DUE_ORDERED] = "ordered",
  };
  BizDueCause cause = biz_due_order_get_facts (order)->cause;
  g_autofree char *sentence = NULL;

  if (for_programs)
    {
      draw_table_add_text (table, words[cause]);
      return;
    }
  sentence = biz_due_order_describe_cause (order);
  draw_table_add_text (table, sentence);
}

static void
add_list (DrawTable *table, const char *texts)
{
  g_auto (GStrv) parts = texts != NULL ? g_strsplit (texts, "\n", -1) : NULL;
  g_autofree char *joined = parts != NULL ? g_strjoinv (", ", parts) : NULL;

  draw_table_add_text (table, joined);
}

/* Whole days × money, in units of the company's currency. */
static void
add_lag (DrawTable *table, const BizDueFacts *facts)
{
  BizDecimal lag = biz_decimal_new (facts->lag, facts->company_value.digits);

  draw_table_add_number (table, &lag);
}

static void
add_text_cell (DrawTable *table, Cell cell, const BizDueFacts *facts)
{
  const struct
  {
    Cell cell;
    const char *text;
  } texts[] = {
    { CELL_ORDER, facts->name },
    { CELL_CUSTOMER, facts->partner },
    { CELL_CURRENCY, facts->value.currency },
    { CELL_SALESPERSON, facts->salesperson },
    { CELL_COMPANY, facts->company },
    { CELL_REFERENCE, facts->reference },
    { CELL_COMPANY_CURRENCY, facts->company_value.currency },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].cell == cell)
        draw_table_add_text (table, texts[i].text);
    }
}

static void
add_cell (DrawTable *table, guint cell, gpointer order, const DrawReader *reader)
{
  const BizDueFacts *facts = biz_due_order_get_facts (order);

  switch ((Cell)cell)
    {
    case CELL_SINCE:
      draw_table_add_date (table, g_date_valid (&facts->since) ? &facts->since : NULL);
      break;
    case CELL_DAYS:
      if (facts->days >= 0)
        draw_table_add_integer (table, facts->days);
      else
        draw_table_add_number (table, NULL);
      break;
    case CELL_VALUE:
      draw_table_add_money (table, &facts->value);
      break;
    case CELL_DELIVERED:
      draw_table_add_money (table, &facts->delivered);
      break;
    case CELL_COMPANY_DELIVERED:
      draw_table_add_money (table, &facts->company_delivered);
      break;
    case CELL_CAUSE:
      add_cause (table, order, reader->for_programs);
      break;
    case CELL_DELIVERIES:
      add_list (table, facts->deliveries);
      break;
    case CELL_DRAFTS:
      add_list (table, facts->drafts);
      break;
    case CELL_ORDERED_ON:
      draw_table_add_date (table, &facts->ordered_on);
      break;
    case CELL_LAG:
      add_lag (table, facts);
      break;
    case CELL_ID:
      draw_table_add_integer (table, facts->id);
      break;
    case CELL_ORDER:
    case CELL_CUSTOMER:
    case CELL_CURRENCY:
    case CELL_SALESPERSON:
    case CELL_COMPANY:
    case CELL_REFERENCE:
    case CELL_COMPANY_CURRENCY:
      add_text_cell (table, cell, facts);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * draw_due_table_write:
 * @format: which kind of file
 * @orders: (element-type BizDueOrder): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_due_table_write (DrawTableFormat format,
                      GPtrArray *orders,
                      GOutputStream *out,
                      GCancellable *cancellable,
                      GError **error)
{
  static const DrawRecordKind kind = { cells, G_N_ELEMENTS (cells), add_cell };
  g_autoptr (DrawRecordTable) table = draw_record_table_new (&kind, format, NULL, out);

  for (guint i = 0; i < orders->len; i++)
    {
      if (!draw_record_table_add (table, g_ptr_array_index (orders, i), cancellable, error))
        return FALSE;
    }

  return draw_record_table_close (table, cancellable, error);
}
