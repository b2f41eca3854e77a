/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-readers.h"

#include "biz-bank-cell.h"
#include "biz-bank-table.h"
#include "biz-iso-currency.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ACCOUNTS 256

/* Balances behind the lines of one account; they tell which end of the table is the older. */
typedef struct
{
  BizBankStatement *statement; /* (owned) */
  gint64 first_amount, first_balance;
  gint64 last_amount, last_balance;
  gboolean has_balances;
  gboolean goes_up;   /* each balance is the one above and the line */
  gboolean goes_down; /* each balance is the one below and the line */
} Account;

typedef struct
{
  const BizBankMapping *mapping;
  BizBankFile *file;
  GArray *accounts; /* (owned): Account */
  guint n_rows;
} Reader;

static const char *
get_cell (const Reader *self, char **cells, guint n_cells, BizBankColumn column)
{
  int position = self->mapping->columns[column];

  return position >= 0 && (guint)position < n_cells ? cells[position] : "";
}

static const char *
get_currency (const Reader *self, char **cells, guint n_cells)
{
  const char *code = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_CURRENCY);

  if (*code == '\0')
    code = self->mapping->currency;

  return biz_iso_currency_is_code (code) ? code : *code == '\0' ? "XXX" : NULL;
}

static gboolean
read_minor (
    const Reader *self, const char *text, guint digits, guint line, gint64 *minor, GError **error)
{
  if (biz_bank_cell_read_amount (text, self->mapping->point, digits, minor))
    return TRUE;

  return biz_bank_fail_word (line, _ ("“%s” is not an amount."), text, error);
}

/* One column with a sign or a word for it, or one for each direction. */
static gboolean
read_amount (const Reader *self,
             char **cells,
             guint n_cells,
             guint digits,
             guint line,
             gint64 *minor,
             GError **error)
{
  const char *amount = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_AMOUNT);
  const char *debit = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_DEBIT);
  const char *credit = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_CREDIT);
  const char *sign = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_SIGN);
  gint64 out = 0, in = 0;

  if (*amount != '\0')
    {
      if (!read_minor (self, amount, digits, line, minor, error))
        return FALSE;
      if (*sign != '\0')
        {
          int direction = biz_bank_cell_read_sign (sign);

          if (direction == 0)
            return biz_bank_fail_word (line, _ ("“%s” says neither in nor out."), sign, error);
          /* a sign may say the same once more, never the opposite */
          if (*minor < 0 && direction > 0)
            return biz_bank_fail_word (line, _ ("“%s” is money out, but its row says it came in."),
                                       amount, error);
          *minor = ABS (*minor) * direction;
        }
      if (self->mapping->is_negated)
        *minor = -*minor;
      return TRUE;
    }
  if (*debit == '\0' && *credit == '\0')
    return biz_bank_fail (line, _ ("The row has no amount."), error);
  if ((*debit != '\0' && !read_minor (self, debit, digits, line, &out, error))
      || (*credit != '\0' && !read_minor (self, credit, digits, line, &in, error)))
    return FALSE;
  if (__builtin_sub_overflow (in, ABS (out), minor))
    return biz_bank_fail_word (line, _ ("“%s” is not an amount."), debit, error);

  return TRUE;
}

static Account *
get_account (Reader *self, const char *number, const char *currency, guint line, GError **error)
{
  Account added = { .goes_up = TRUE, .goes_down = TRUE, .has_balances = TRUE };
  g_autofree char *id = NULL;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      Account *account = &g_array_index (self->accounts, Account, i);
      const char *known = biz_bank_statement_get_account (account->statement);

      if (strcmp (biz_bank_statement_get_currency (account->statement), currency) == 0
          && strcmp (known != NULL ? known : "", number) == 0)
        return account;
    }
  if (self->accounts->len == MAX_ACCOUNTS)
    {
      biz_bank_fail (line, _ ("The table has too many accounts. Is the right column mapped?"),
                     error);
      return NULL;
    }
  id = g_strdup_printf ("%u", self->accounts->len + 1);
  added.statement = biz_bank_statement_new ();
  biz_bank_statement_set_id (added.statement, id);
  biz_bank_statement_set_account (added.statement, number);
  biz_bank_statement_set_currency (added.statement, currency);
  g_array_append_val (self->accounts, added);

  return &g_array_index (self->accounts, Account, self->accounts->len - 1);
}

/* What does not fit into 64 bits is no balance either. */
static gboolean
adds_up (gint64 before, gint64 amount, gint64 after)
{
  gint64 sum;

  return !__builtin_add_overflow (before, amount, &sum) && sum == after;
}

static gboolean
take_balance (const Reader *self,
              Account *account,
              const char *text,
              guint digits,
              gint64 amount,
              guint line,
              GError **error)
{
  gint64 balance;

  if (*text == '\0')
    {
      account->has_balances = FALSE;
      return TRUE;
    }
  if (!read_minor (self, text, digits, line, &balance, error))
    return FALSE;
  if (biz_bank_statement_get_n_lines (account->statement) == 0)
    {
      account->first_amount = amount;
      account->first_balance = balance;
    }
  else
    {
      account->goes_up &= adds_up (account->last_balance, amount, balance);
      account->goes_down &= adds_up (balance, account->last_amount, account->last_balance);
    }
  account->last_amount = amount;
  account->last_balance = balance;

  return TRUE;
}

static void
set_texts (const Reader *self, BizBankLine *line, char **cells, guint n_cells)
{
  const struct
  {
    char **field;
    BizBankColumn column;
  } texts[] = {
    { &line->text, BIZ_BANK_COLUMN_TEXT },
    { &line->text, BIZ_BANK_COLUMN_MORE_TEXT },
    { &line->name, BIZ_BANK_COLUMN_NAME },
    { &line->account, BIZ_BANK_COLUMN_ACCOUNT },
    { &line->bank, BIZ_BANK_COLUMN_BANK },
    { &line->end_to_end, BIZ_BANK_COLUMN_END_TO_END },
    { &line->bank_reference, BIZ_BANK_COLUMN_REFERENCE },
    { &line->code, BIZ_BANK_COLUMN_CODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    biz_bank_line_append (texts[i].field, get_cell (self, cells, n_cells, texts[i].column));
}

/* Rows without date and amount are blanks, remarks, sums below. */
static gboolean
is_remark (const Reader *self, char **cells, guint n_cells)
{
  return *get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_DATE) == '\0'
         || (*get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_AMOUNT) == '\0'
             && *get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_DEBIT) == '\0'
             && *get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_CREDIT) == '\0' && n_cells < 3);
}

static gboolean
take_row_cb (char **cells, guint n_cells, guint position, gpointer user_data, GError **error)
{
  Reader *self = user_data;
  g_autoptr (BizBankLine) line = NULL;
  const char *date = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_DATE);
  const char *value_date = get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_VALUE_DATE);
  const char *currency = get_currency (self, cells, n_cells);
  Account *account;
  guint digits;
  gint64 minor;

  if (self->n_rows++ < self->mapping->n_skip || is_remark (self, cells, n_cells))
    return TRUE;
  if (currency == NULL)
    return biz_bank_fail_word (position, _ ("“%s” is not a currency."),
                               get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_CURRENCY), error);
  line = biz_bank_line_new ();
  line->position = position;
  digits = biz_iso_currency_get_digits (currency);
  if (!biz_bank_cell_read_date (date, self->mapping->date_order, &line->date))
    return biz_bank_fail_word (position, _ ("“%s” is not a date."), date, error);
  if (*value_date != '\0'
      && !biz_bank_cell_read_date (value_date, self->mapping->date_order, &line->value_date))
    return biz_bank_fail_word (position, _ ("“%s” is not a date."), value_date, error);
  if (!read_amount (self, cells, n_cells, digits, position, &minor, error))
    return FALSE;
  line->amount = biz_money_from_minor (minor, currency, digits);
  set_texts (self, line, cells, n_cells);
  account = get_account (self, get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_OWN_ACCOUNT),
                         currency, position, error);
  if (account == NULL
      || !take_balance (self, account, get_cell (self, cells, n_cells, BIZ_BANK_COLUMN_BALANCE),
                        digits, minor, position, error))
    return FALSE;
  biz_bank_statement_take_line (account->statement, g_steal_pointer (&line));

  return TRUE;
}

/* The newest line may stand first or last; where the balances fit neither way, the days decide, and
 * the check of the statement says so. */
static void
set_balances (Account *account)
{
  guint n = biz_bank_statement_get_n_lines (account->statement);
  const BizBankLine *first = biz_bank_statement_get_line (account->statement, 0);
  const BizBankLine *last = biz_bank_statement_get_line (account->statement, n - 1);
  gboolean is_newest_first =
      !account->goes_up && (account->goes_down || g_date_compare (&first->date, &last->date) > 0);
  BizMoney opening = first->amount, closing = first->amount;

  if (!account->has_balances)
    return;
  if (__builtin_sub_overflow (is_newest_first ? account->last_balance : account->first_balance,
                              is_newest_first ? account->last_amount : account->first_amount,
                              &opening.minor))
    return;
  closing.minor = is_newest_first ? account->first_balance : account->last_balance;
  biz_bank_statement_set_opening (account->statement, &opening,
                                  is_newest_first ? &last->date : &first->date);
  biz_bank_statement_set_closing (account->statement, &closing,
                                  is_newest_first ? &first->date : &last->date);
}

static void
hand_over (Reader *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      Account *account = &g_array_index (self->accounts, Account, i);

      set_balances (account);
      biz_bank_file_take_statement (self->file, account->statement);
    }
}

/**
 * biz_bank_read_csv: (skip)
 * @input: a table
 * @mapping: (nullable): how to read it; %NULL to guess
 * @file: where its statements go, one for each account and currency
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the table is broken
 */
gboolean
biz_bank_read_csv (BizBankInput *input,
                   const BizBankMapping *mapping,
                   BizBankFile *file,
                   GError **error)
{
  g_autoptr (BizBankMapping) guess = NULL;
  Reader self = { .mapping = mapping, .file = file };
  gboolean success;

  if (!biz_bank_input_decode (input, mapping != NULL ? mapping->encoding : NULL, error))
    return FALSE;
  if (mapping == NULL || biz_bank_mapping_is_open (mapping))
    {
      g_autoptr (GPtrArray) rows = biz_bank_table_peek (input, mapping, &guess, error);

      if (rows == NULL)
        return FALSE;
      self.mapping = guess;
    }
  if (!biz_bank_mapping_check (self.mapping, error))
    return FALSE;

  self.accounts = g_array_new (FALSE, FALSE, sizeof (Account));
  success = biz_bank_table_read (input, self.mapping->separator, take_row_cb, &self, error);
  if (success)
    hand_over (&self);
  for (guint i = 0; i < self.accounts->len && !success; i++)
    biz_bank_statement_unref (g_array_index (self.accounts, Account, i).statement);
  g_array_unref (self.accounts);

  return success;
}
