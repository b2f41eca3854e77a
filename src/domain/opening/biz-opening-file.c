/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-opening.h"

#include "biz-bank-cell.h"
#include "biz-bank-input.h"
#include "biz-bank-table.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_REFERENCE,
  COLUMN_NAME,
  COLUMN_VAT,
  COLUMN_BALANCE,
  N_COLUMNS,
} Column;

/* Heads as programs write them, in letters and digits; a head fits where it is one of them. */
static const char *const heads[N_COLUMNS][20] = {
  [COLUMN_REFERENCE] = { "reference", "ref", "number", "no", "customerno", "customernumber",
                         "customerid", "customerreference", "id", "account", "accountno",
                         "kundennummer", "kundennr", "debitor", "debitorennummer", "konto", "nr",
                         "nummer", NULL },
  [COLUMN_NAME] = { "name", "customer", "customername", "partner", "company", "kunde", "kundenname",
                    "firma", "bezeichnung", NULL },
  [COLUMN_VAT] = { "vat", "vatid", "vatnumber", "taxid", "tin", "ustid", "ustidnr", "uid", "uidnr",
                   "uidnummer", NULL },
  [COLUMN_BALANCE] = { "balance", "amount", "open", "openamount", "openbalance", "openingbalance",
                       "total", "saldo", "betrag", "offen", "offenerbetrag", "endsaldo", NULL },
};

typedef struct
{
  int columns[N_COLUMNS]; /* -1: not there */
  gboolean has_head;
  GPtrArray *rows;     /* (owned) (element-type BizOpeningRow) */
  GPtrArray *balances; /* (owned) (element-type utf8): of the rows, as they are written */
} Reading;

static char *
fold_head (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (key, letter);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static gboolean
read_head (Reading *reading, char **cells, guint n_cells, guint line, GError **error)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *head = fold_head (cells[i]);

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          if (reading->columns[column] < 0 && g_strv_contains (heads[column], head))
            {
              reading->columns[column] = (int)i;
              break;
            }
        }
    }
  reading->has_head = TRUE;
  if (reading->columns[COLUMN_BALANCE] < 0)
    return biz_bank_fail (line,
                          _ ("no column is the balance. Name one “balance” in the first row."),
                          error);
  if (reading->columns[COLUMN_REFERENCE] < 0 && reading->columns[COLUMN_NAME] < 0
      && reading->columns[COLUMN_VAT] < 0)
    return biz_bank_fail (line,
                          _ ("no column says the customer. Name one “reference”, “vat” or “name” "
                             "in the first row."),
                          error);

  return TRUE;
}

static char *
dup_cell (const Reading *reading, Column column, char **cells, guint n_cells)
{
  const int at = reading->columns[column];

  return at >= 0 && (guint)at < n_cells && *cells[at] != '\0' ? g_strdup (cells[at]) : NULL;
}

static gboolean
take_row (char **cells, guint n_cells, guint line, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  g_autofree char *balance = NULL;
  BizOpeningRow *row;

  if (!reading->has_head)
    return read_head (reading, cells, n_cells, line, error);
  balance = dup_cell (reading, COLUMN_BALANCE, cells, n_cells);
  if (balance == NULL)
    return TRUE;
  if (reading->rows->len >= BIZ_OPENING_MAX_ROWS)
    return biz_bank_fail (line, _ ("the file has more rows than are read."), error);
  row = g_new0 (BizOpeningRow, 1);
  row->line = line;
  row->reference = dup_cell (reading, COLUMN_REFERENCE, cells, n_cells);
  row->name = dup_cell (reading, COLUMN_NAME, cells, n_cells);
  row->vat = dup_cell (reading, COLUMN_VAT, cells, n_cells);
  g_ptr_array_add (reading->rows, row);
  g_ptr_array_add (reading->balances, g_steal_pointer (&balance));
  /* A sum below the table is nobody's. */
  if (row->reference == NULL && row->name == NULL && row->vat == NULL)
    {
      g_ptr_array_set_size (reading->rows, (int)reading->rows->len - 1);
      g_ptr_array_set_size (reading->balances, (int)reading->balances->len - 1);
    }

  return TRUE;
}

/* One decimal mark for all; two that contradict each other are told, not chosen from. */
static gboolean
read_balances (Reading *reading, const BizMoney *zero, GError **error)
{
  char point = 0;

  for (guint i = 0; i < reading->balances->len; i++)
    {
      const BizOpeningRow *row = g_ptr_array_index (reading->rows, i);
      const int found = biz_bank_cell_guess_point (g_ptr_array_index (reading->balances, i));

      if (found > 0 && point != 0 && found != point)
        return biz_bank_fail (row->line, _ ("another decimal mark than in the rows before."),
                              error);
      if (found > 0)
        point = (char)found;
    }
  for (guint i = 0; i < reading->balances->len; i++)
    {
      BizOpeningRow *row = g_ptr_array_index (reading->rows, i);
      const char *text = g_ptr_array_index (reading->balances, i);

      row->balance = *zero;
      if (!biz_bank_cell_read_amount (text, point != 0 ? point : '.', zero->digits,
                                      &row->balance.minor))
        return biz_bank_fail_word (row->line, _ ("“%s” is no amount."), text, error);
    }

  return TRUE;
}

/**
 * biz_opening_read_file:
 * @stream: the file
 * @zero: the currency of its amounts
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizOpeningRow): its rows; %NULL with an error
 */
GPtrArray *
biz_opening_read_file (GInputStream *stream,
                       const BizMoney *zero,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (BizBankInput) input = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) balances = NULL;
  Reading reading = { { -1, -1, -1, -1 } };
  const char *start;
  gsize length;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && zero != NULL, NULL);

  input = biz_bank_input_new (stream, cancellable);
  if (!biz_bank_input_decode (input, NULL, error))
    return NULL;
  start = biz_bank_input_peek (input, &length, error);
  if (start == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_opening_row_free);
  balances = g_ptr_array_new_with_free_func (g_free);
  reading.rows = rows;
  reading.balances = balances;
  if (!biz_bank_table_read (input, biz_bank_table_guess_separator (start, length), take_row,
                            &reading, error)
      || !read_balances (&reading, zero, error))
    return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The file has no row with a customer and a balance."));
      return NULL;
    }

  return g_steal_pointer (&rows);
}
