/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-statement.h"

#include <string.h>

struct _BizBankStatement
{
  char *id;          /* (owned) (nullable) */
  char *account;     /* (owned) (nullable) */
  char *currency;    /* (owned) (nullable) */
  BizMoney *opening; /* (owned) (nullable) */
  BizMoney *closing; /* (owned) (nullable) */
  GDate opening_date;
  GDate closing_date;
  GPtrArray *lines; /* (owned): BizBankLine */
  guint n_pending;
};

G_DEFINE_BOXED_TYPE (BizBankStatement,
                     biz_bank_statement,
                     biz_bank_statement_ref,
                     biz_bank_statement_unref)

static void
clear (BizBankStatement *self)
{
  g_free (self->id);
  g_free (self->account);
  g_free (self->currency);
  g_clear_pointer (&self->opening, biz_money_free);
  g_clear_pointer (&self->closing, biz_money_free);
  g_ptr_array_unref (self->lines);
}

static void
set_balance (BizMoney **field, GDate *day, const BizMoney *balance, const GDate *date)
{
  g_clear_pointer (field, biz_money_free);
  *field = biz_money_copy (balance);
  if (date != NULL)
    *day = *date;
}

/**
 * biz_bank_statement_new:
 *
 * Returns: (transfer full): a statement without anything
 */
BizBankStatement *
biz_bank_statement_new (void)
{
  BizBankStatement *self = g_atomic_rc_box_new0 (BizBankStatement);

  g_date_clear (&self->opening_date, 1);
  g_date_clear (&self->closing_date, 1);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_bank_line_free);

  return self;
}

/**
 * biz_bank_statement_ref:
 * @self: a statement
 *
 * Returns: (transfer full): the same
 */
BizBankStatement *
biz_bank_statement_ref (BizBankStatement *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_bank_statement_unref:
 * @self: (transfer full): a statement
 */
void
biz_bank_statement_unref (BizBankStatement *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/**
 * biz_bank_statement_get_id:
 * @self: a statement
 *
 * Returns: (nullable): its number or name at the bank
 */
const char *
biz_bank_statement_get_id (const BizBankStatement *self)
{
  return self->id;
}

/**
 * biz_bank_statement_get_account:
 * @self: a statement
 *
 * Returns: (nullable): whose statement it is, as the file writes it without blanks
 */
const char *
biz_bank_statement_get_account (const BizBankStatement *self)
{
  return self->account;
}

/**
 * biz_bank_statement_get_currency:
 * @self: a statement
 *
 * Returns: (nullable): ISO 4217 code
 */
const char *
biz_bank_statement_get_currency (const BizBankStatement *self)
{
  return self->currency;
}

/**
 * biz_bank_statement_get_opening:
 * @self: a statement
 *
 * Returns: (nullable) (transfer none): balance before the first line
 */
const BizMoney *
biz_bank_statement_get_opening (const BizBankStatement *self)
{
  return self->opening;
}

/**
 * biz_bank_statement_get_closing:
 * @self: a statement
 *
 * Returns: (nullable) (transfer none): balance after the last line
 */
const BizMoney *
biz_bank_statement_get_closing (const BizBankStatement *self)
{
  return self->closing;
}

/**
 * biz_bank_statement_get_first_date:
 * @self: a statement
 *
 * Returns: day of the opening balance, else the earliest of the lines, else cleared
 */
GDate
biz_bank_statement_get_first_date (const BizBankStatement *self)
{
  GDate date = self->opening_date;

  for (guint i = 0; i < self->lines->len && !g_date_valid (&self->opening_date); i++)
    {
      const BizBankLine *line = g_ptr_array_index (self->lines, i);

      if (g_date_valid (&line->date)
          && (!g_date_valid (&date) || g_date_compare (&line->date, &date) < 0))
        date = line->date;
    }

  return date;
}

/**
 * biz_bank_statement_get_last_date:
 * @self: a statement
 *
 * Returns: day of the closing balance, else the latest of the lines, else cleared
 */
GDate
biz_bank_statement_get_last_date (const BizBankStatement *self)
{
  GDate date = self->closing_date;

  for (guint i = 0; i < self->lines->len && !g_date_valid (&self->closing_date); i++)
    {
      const BizBankLine *line = g_ptr_array_index (self->lines, i);

      if (g_date_valid (&line->date)
          && (!g_date_valid (&date) || g_date_compare (&line->date, &date) > 0))
        date = line->date;
    }

  return date;
}

/**
 * biz_bank_statement_get_n_lines:
 * @self: a statement
 *
 * Returns: how many lines it has
 */
guint
biz_bank_statement_get_n_lines (const BizBankStatement *self)
{
  return self->lines->len;
}

/**
 * biz_bank_statement_get_line:
 * @self: a statement
 * @position: below biz_bank_statement_get_n_lines ()
 *
 * Returns: (transfer none): a line
 */
const BizBankLine *
biz_bank_statement_get_line (const BizBankStatement *self, guint position)
{
  g_return_val_if_fail (position < self->lines->len, NULL);

  return g_ptr_array_index (self->lines, position);
}

/**
 * biz_bank_statement_get_n_pending:
 * @self: a statement
 *
 * Returns: how many entries are announced only
 */
guint
biz_bank_statement_get_n_pending (const BizBankStatement *self)
{
  return self->n_pending;
}

/**
 * biz_bank_statement_check:
 * @self: a statement
 * @difference: (out) (optional): closing - (opening + lines)
 *
 * Returns: whether the lines lead from one balance to the other
 */
BizBankCheck
biz_bank_statement_check (const BizBankStatement *self, BizMoney *difference)
{
  BizMoney sum, rest;

  if (self->opening == NULL || self->closing == NULL)
    return BIZ_BANK_CHECK_ABSENT;
  sum = *self->opening;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizBankLine *line = g_ptr_array_index (self->lines, i);

      if (!biz_money_add (&sum, &line->amount, &sum, NULL))
        return BIZ_BANK_CHECK_ABSENT;
    }
  if (!biz_money_subtract (self->closing, &sum, &rest, NULL))
    return BIZ_BANK_CHECK_ABSENT;
  if (difference != NULL)
    *difference = rest;

  return rest.minor == 0 ? BIZ_BANK_CHECK_GOOD : BIZ_BANK_CHECK_WRONG;
}

/**
 * biz_bank_statement_set_id:
 * @self: a statement being read
 * @id: (nullable): its number or name
 */
void
biz_bank_statement_set_id (BizBankStatement *self, const char *id)
{
  biz_bank_line_set (&self->id, id);
}

/**
 * biz_bank_statement_set_account:
 * @self: a statement being read
 * @account: (nullable): whose it is
 */
void
biz_bank_statement_set_account (BizBankStatement *self, const char *account)
{
  gsize n = 0;

  biz_bank_line_set (&self->account, account);
  for (gsize i = 0; self->account != NULL && i <= strlen (self->account); i++)
    {
      if (self->account[i] != ' ')
        self->account[n++] = self->account[i];
      if (self->account[i] == '\0')
        break;
    }
}

/**
 * biz_bank_statement_set_currency:
 * @self: a statement being read
 * @currency: (nullable): ISO 4217 code
 */
void
biz_bank_statement_set_currency (BizBankStatement *self, const char *currency)
{
  biz_bank_line_set (&self->currency, currency);
}

/**
 * biz_bank_statement_set_opening:
 * @self: a statement being read
 * @balance: before the first line
 * @date: (nullable): its day
 */
void
biz_bank_statement_set_opening (BizBankStatement *self, const BizMoney *balance, const GDate *date)
{
  set_balance (&self->opening, &self->opening_date, balance, date);
}

/**
 * biz_bank_statement_set_closing:
 * @self: a statement being read
 * @balance: after the last line
 * @date: (nullable): its day
 */
void
biz_bank_statement_set_closing (BizBankStatement *self, const BizMoney *balance, const GDate *date)
{
  set_balance (&self->closing, &self->closing_date, balance, date);
}

/**
 * biz_bank_statement_take_line:
 * @self: a statement being read
 * @line: (transfer full): its next line
 */
void
biz_bank_statement_take_line (BizBankStatement *self, BizBankLine *line)
{
  g_ptr_array_add (self->lines, line);
}

/**
 * biz_bank_statement_add_pending:
 * @self: a statement being read
 *
 * Counts an entry that is announced only.
 */
void
biz_bank_statement_add_pending (BizBankStatement *self)
{
  self->n_pending++;
}
