/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-item-table.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  CELL_DOCUMENT,
  CELL_PARTNER,
  CELL_DATE,
  CELL_DUE,
  CELL_DAYS_OVERDUE,
  CELL_RESIDUAL,
  CELL_CURRENCY,
  CELL_AMOUNT,
  CELL_DEBIT,
  CELL_CREDIT,
  CELL_OPEN,
  CELL_COMPANY_CURRENCY,
  CELL_MATCHING,
  CELL_KIND,
  CELL_ACCOUNT,
  CELL_LABEL,
  CELL_REFERENCE,
  CELL_JOURNAL,
  CELL_COMPANY,
  CELL_ID,
} Cell;

static const struct
{
  const char *key;
  const char *title;
  DrawColumnKind kind;
  gboolean in_terminal;
} cells[] = {
  [CELL_DOCUMENT] = { "document", N_ ("Document"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_PARTNER] = { "partner", N_ ("Customer or Vendor"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_DATE] = { "date", N_ ("Date"), DRAW_COLUMN_DATE, FALSE },
  [CELL_DUE] = { "due", N_ ("Due"), DRAW_COLUMN_DATE, TRUE },
  [CELL_DAYS_OVERDUE] = { "days_overdue", N_ ("Days overdue"), DRAW_COLUMN_NUMBER, TRUE },
  [CELL_RESIDUAL] = { "residual", N_ ("Open amount"), DRAW_COLUMN_MONEY, TRUE },
  [CELL_CURRENCY] = { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_AMOUNT] = { "amount", N_ ("Amount"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_DEBIT] = { "debit", N_ ("Debit"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_CREDIT] = { "credit", N_ ("Credit"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_OPEN] = { "company_residual", N_ ("Open in Company Currency"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_COMPANY_CURRENCY] = { "company_currency", N_ ("Company Currency"), DRAW_COLUMN_TEXT,
                              FALSE },
  [CELL_MATCHING] = { "matching_number", N_ ("Match"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_KIND] = { "kind", N_ ("Kind"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_ACCOUNT] = { "account", N_ ("Account"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_LABEL] = { "label", N_ ("Label"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_REFERENCE] = { "reference", N_ ("Reference"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_JOURNAL] = { "journal", N_ ("Journal"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_COMPANY] = { "company", N_ ("Company"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_ID] = { "id", N_ ("Id"), DRAW_COLUMN_NUMBER, FALSE },
};

struct _DrawItemTable
{
  DrawTable *table; /* (owned) */
  GDate today;
  gboolean for_programs; /* words as the filter has them, not translated */
  DrawColumn columns[G_N_ELEMENTS (cells)];
  Cell shown[G_N_ELEMENTS (cells)];
  gsize n_shown;
};

static void
add_text_cell (DrawItemTable *self, Cell cell, BizItem *item)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  g_autofree char *title = biz_item_get_title (item);
  const char *const words[] = { "receivable", "payable" };
  const char *const texts[G_N_ELEMENTS (cells)] = {
    [CELL_DOCUMENT] = self->for_programs ? facts->document : title,
    [CELL_PARTNER] = facts->partner,
    [CELL_CURRENCY] = facts->residual.currency,
    [CELL_COMPANY_CURRENCY] = facts->open.currency,
    [CELL_MATCHING] = facts->matching,
    [CELL_KIND] = self->for_programs ? words[facts->side] : biz_item_side_to_label (facts->side),
    [CELL_ACCOUNT] = facts->account,
    [CELL_LABEL] = facts->label,
    [CELL_REFERENCE] = facts->reference,
    [CELL_JOURNAL] = facts->journal,
    [CELL_COMPANY] = facts->company,
  };

  draw_table_add_text (self->table, texts[cell]);
}

static void
add_cell (DrawItemTable *self, Cell cell, BizItem *item)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  const BizMoney *const amounts[G_N_ELEMENTS (cells)] = {
    [CELL_RESIDUAL] = &facts->residual, [CELL_AMOUNT] = &facts->amount,
    [CELL_DEBIT] = &facts->debit,       [CELL_CREDIT] = &facts->credit,
    [CELL_OPEN] = &facts->open,
  };

  if (amounts[cell] != NULL)
    draw_table_add_money (self->table, amounts[cell]);
  else if (cell == CELL_DATE || cell == CELL_DUE)
    draw_table_add_date (self->table, cell == CELL_DATE ? &facts->date : &facts->due);
  else if (cell == CELL_DAYS_OVERDUE)
    draw_table_add_integer (self->table, biz_item_get_days_overdue (item, &self->today));
  else if (cell == CELL_ID)
    draw_table_add_integer (self->table, facts->id);
  else
    add_text_cell (self, cell, item);
}

/**
 * draw_item_table_new:
 * @format: which kind of file
 * @today: the day that "overdue" means
 * @out: where it goes
 *
 * Returns: (transfer full): a table of items
 */
DrawItemTable *
draw_item_table_new (DrawTableFormat format, const GDate *today, GOutputStream *out)
{
  DrawItemTable *self = g_new0 (DrawItemTable, 1);

  self->today = *today;
  self->for_programs = format == DRAW_TABLE_CSV || format == DRAW_TABLE_JSON;
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (format == DRAW_TABLE_TEXT && !cells[i].in_terminal)
        continue;
      self->columns[self->n_shown] =
          (DrawColumn){ cells[i].key, _ (cells[i].title), cells[i].kind };
      self->shown[self->n_shown++] = (Cell)i;
    }
  self->table = draw_table_new (format, self->columns, self->n_shown, out);

  return self;
}

/**
 * draw_item_table_free:
 * @self: (transfer full): a table
 */
void
draw_item_table_free (DrawItemTable *self)
{
  g_clear_object (&self->table);
  g_free (self);
}

/**
 * draw_item_table_add:
 * @self: a table
 * @item: the next row
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_item_table_add (DrawItemTable *self, BizItem *item, GCancellable *cancellable, GError **error)
{
  for (gsize i = 0; i < self->n_shown; i++)
    add_cell (self, self->shown[i], item);

  return draw_table_end_row (self->table, cancellable, error);
}

/**
 * draw_item_table_close:
 * @self: a table
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_item_table_close (DrawItemTable *self, GCancellable *cancellable, GError **error)
{
  return draw_table_close (self->table, cancellable, error);
}
