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

static const DrawCell cells[] = {
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

static void
add_text_cell (DrawTable *table, guint cell, BizItem *item, const DrawReader *reader)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  g_autofree char *title = biz_item_get_title (item);
  const char *const words[] = { "receivable", "payable" };
  const char *const texts[G_N_ELEMENTS (cells)] = {
    [CELL_DOCUMENT] = reader->for_programs ? facts->document : title,
    [CELL_PARTNER] = facts->partner,
    [CELL_CURRENCY] = facts->residual.currency,
    [CELL_COMPANY_CURRENCY] = facts->open.currency,
    [CELL_MATCHING] = facts->matching,
    [CELL_KIND] = reader->for_programs ? words[facts->side] : biz_item_side_to_label (facts->side),
    [CELL_ACCOUNT] = facts->account,
    [CELL_LABEL] = facts->label,
    [CELL_REFERENCE] = facts->reference,
    [CELL_JOURNAL] = facts->journal,
    [CELL_COMPANY] = facts->company,
  };

  draw_table_add_text (table, texts[cell]);
}

static void
add_cell (DrawTable *table, guint cell, gpointer item, const DrawReader *reader)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  const BizMoney *const amounts[G_N_ELEMENTS (cells)] = {
    [CELL_RESIDUAL] = &facts->residual, [CELL_AMOUNT] = &facts->amount,
    [CELL_DEBIT] = &facts->debit,       [CELL_CREDIT] = &facts->credit,
    [CELL_OPEN] = &facts->open,
  };

  if (amounts[cell] != NULL)
    draw_table_add_money (table, amounts[cell]);
  else if (cell == CELL_DATE || cell == CELL_DUE)
    draw_table_add_date (table, cell == CELL_DATE ? &facts->date : &facts->due);
  else if (cell == CELL_DAYS_OVERDUE)
    draw_table_add_integer (table, biz_item_get_days_overdue (item, &reader->today));
  else if (cell == CELL_ID)
    draw_table_add_integer (table, facts->id);
  else
    add_text_cell (table, cell, item, reader);
}

const DrawRecordKind draw_item_table_kind = { cells, G_N_ELEMENTS (cells), add_cell };
