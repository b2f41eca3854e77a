/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-invoice-table.h"

#include "biz-enums.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  CELL_NUMBER,
  CELL_TYPE,
  CELL_CUSTOMER,
  CELL_DATE,
  CELL_DUE,
  CELL_TOTAL,
  CELL_RESIDUAL,
  CELL_CURRENCY,
  CELL_STANDING,
  CELL_STATE,
  CELL_PAYMENT,
  CELL_DAYS_OVERDUE,
  CELL_COMPANY,
  CELL_SALESPERSON,
  CELL_REFERENCE,
  CELL_UNTAXED,
  CELL_TAX,
  CELL_COMPANY_TOTAL,
  CELL_COMPANY_RESIDUAL,
  CELL_COMPANY_CURRENCY,
  CELL_JOURNAL,
  CELL_PAYMENT_REFERENCE,
  CELL_ORIGIN,
  CELL_TERMS,
  CELL_ID,
} Cell;

static const DrawCell cells[] = {
  [CELL_NUMBER] = { "number", N_ ("Number"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_TYPE] = { "type", N_ ("Type"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_CUSTOMER] = { "customer", N_ ("Customer"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_DATE] = { "date", N_ ("Date"), DRAW_COLUMN_DATE, TRUE },
  [CELL_DUE] = { "due", N_ ("Due"), DRAW_COLUMN_DATE, TRUE },
  [CELL_TOTAL] = { "total", N_ ("Total"), DRAW_COLUMN_MONEY, TRUE },
  [CELL_RESIDUAL] = { "residual", N_ ("Open amount"), DRAW_COLUMN_MONEY, TRUE },
  [CELL_CURRENCY] = { "currency", N_ ("Currency"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_STANDING] = { "standing", N_ ("Standing"), DRAW_COLUMN_TEXT, TRUE },
  [CELL_STATE] = { "state", N_ ("State"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_PAYMENT] = { "payment", N_ ("Payment"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_DAYS_OVERDUE] = { "days_overdue", N_ ("Days overdue"), DRAW_COLUMN_NUMBER, FALSE },
  [CELL_COMPANY] = { "company", N_ ("Company"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_SALESPERSON] = { "salesperson", N_ ("Salesperson"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_REFERENCE] = { "reference", N_ ("Reference"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_UNTAXED] = { "untaxed", N_ ("Untaxed"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_TAX] = { "tax", N_ ("Tax"), DRAW_COLUMN_MONEY, FALSE },
  [CELL_COMPANY_TOTAL] = { "company_total", N_ ("Total in Company Currency"), DRAW_COLUMN_MONEY,
                           FALSE },
  [CELL_COMPANY_RESIDUAL] = { "company_residual", N_ ("Open in Company Currency"),
                              DRAW_COLUMN_MONEY, FALSE },
  [CELL_COMPANY_CURRENCY] = { "company_currency", N_ ("Company Currency"), DRAW_COLUMN_TEXT,
                              FALSE },
  [CELL_JOURNAL] = { "journal", N_ ("Journal"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_PAYMENT_REFERENCE] = { "payment_reference", N_ ("Payment Reference"), DRAW_COLUMN_TEXT,
                               FALSE },
  [CELL_ORIGIN] = { "origin", N_ ("Origin"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_TERMS] = { "terms", N_ ("Payment Terms"), DRAW_COLUMN_TEXT, FALSE },
  [CELL_ID] = { "id", N_ ("Id"), DRAW_COLUMN_NUMBER, FALSE },
};

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "";
}

static void
add_word (DrawTable *table, const DrawReader *reader, GType type, int value, const char *label)
{
  draw_table_add_text (table, reader->for_programs ? get_nick (type, value) : label);
}

static void
add_state_cell (DrawTable *table, Cell cell, BizInvoice *invoice, const DrawReader *reader)
{
  BizStanding standing = biz_invoice_get_standing (invoice, &reader->today);
  BizMoveType type = biz_invoice_get_move_type (invoice);
  BizInvoiceState state = biz_invoice_get_state (invoice);
  BizPaymentState payment = biz_invoice_get_payment_state (invoice);

  if (cell == CELL_STANDING)
    add_word (table, reader, BIZ_TYPE_STANDING, (int)standing, biz_standing_to_label (standing));
  else if (cell == CELL_TYPE)
    add_word (table, reader, BIZ_TYPE_MOVE_TYPE, (int)type, biz_move_type_to_label (type));
  else if (cell == CELL_STATE)
    add_word (table, reader, BIZ_TYPE_INVOICE_STATE, (int)state,
              biz_invoice_state_to_label (state));
  else
    add_word (table, reader, BIZ_TYPE_PAYMENT_STATE, (int)payment,
              biz_payment_state_to_label (payment));
}

/* What the ledger has, with its sign; empty where the row did not say. */
static void
add_company_cell (DrawTable *table, Cell cell, BizInvoice *invoice)
{
  BizMoney money;
  gboolean known = cell == CELL_COMPANY_RESIDUAL
                       ? biz_invoice_get_company_residual (invoice, &money)
                       : biz_invoice_get_company_total (invoice, &money);

  if (cell == CELL_COMPANY_CURRENCY)
    draw_table_add_text (table, known ? money.currency : NULL);
  else
    draw_table_add_money (table, known ? &money : NULL);
}

static void
add_more_cell (DrawTable *table, Cell cell, BizInvoice *invoice)
{
  BizMoney money =
      cell == CELL_TAX ? biz_invoice_get_tax (invoice) : biz_invoice_get_untaxed (invoice);

  if (cell == CELL_TAX || cell == CELL_UNTAXED)
    draw_table_add_money (table, &money);
  else if (cell == CELL_JOURNAL)
    draw_table_add_text (table, biz_invoice_get_journal_name (invoice));
  else if (cell == CELL_PAYMENT_REFERENCE)
    draw_table_add_text (table, biz_invoice_get_payment_reference (invoice));
  else if (cell == CELL_ORIGIN)
    draw_table_add_text (table, biz_invoice_get_origin (invoice));
  else if (cell == CELL_TERMS)
    draw_table_add_text (table, biz_invoice_get_terms (invoice));
  else
    add_company_cell (table, cell, invoice);
}

static void
add_cell (DrawTable *table, guint cell, gpointer invoice, const DrawReader *reader)
{
  BizMoney money;

  switch ((Cell)cell)
    {
    case CELL_NUMBER:
      draw_table_add_text (table, reader->for_programs ? biz_invoice_get_number (invoice)
                                                       : biz_invoice_get_title (invoice));
      break;
    case CELL_CUSTOMER:
      draw_table_add_text (table, biz_invoice_get_partner_name (invoice));
      break;
    case CELL_DATE:
      draw_table_add_date (table, biz_invoice_get_invoice_date (invoice));
      break;
    case CELL_DUE:
      draw_table_add_date (table, biz_invoice_get_due_date (invoice));
      break;
    case CELL_TOTAL:
      money = biz_invoice_get_total (invoice);
      draw_table_add_money (table, &money);
      break;
    case CELL_RESIDUAL:
      money = biz_invoice_get_residual (invoice);
      draw_table_add_money (table, &money);
      break;
    case CELL_CURRENCY:
      draw_table_add_text (table, biz_invoice_get_currency (invoice));
      break;
    case CELL_STANDING:
    case CELL_TYPE:
    case CELL_STATE:
    case CELL_PAYMENT:
      add_state_cell (table, cell, invoice, reader);
      break;
    case CELL_DAYS_OVERDUE:
      draw_table_add_integer (table, biz_invoice_get_days_overdue (invoice, &reader->today));
      break;
    case CELL_COMPANY:
      draw_table_add_text (table, biz_invoice_get_company_name (invoice));
      break;
    case CELL_SALESPERSON:
      draw_table_add_text (table, biz_invoice_get_salesperson (invoice));
      break;
    case CELL_REFERENCE:
      draw_table_add_text (table, biz_invoice_get_reference (invoice));
      break;
    case CELL_ID:
      draw_table_add_integer (table, biz_invoice_get_id (invoice));
      break;
    case CELL_UNTAXED:
    case CELL_TAX:
    case CELL_COMPANY_TOTAL:
    case CELL_COMPANY_RESIDUAL:
    case CELL_COMPANY_CURRENCY:
    case CELL_JOURNAL:
    case CELL_PAYMENT_REFERENCE:
    case CELL_ORIGIN:
    case CELL_TERMS:
      add_more_cell (table, cell, invoice);
      break;
    default:
      g_assert_not_reached ();
    }
}

const DrawRecordKind draw_invoice_table_kind = { cells, G_N_ELEMENTS (cells), add_cell };
