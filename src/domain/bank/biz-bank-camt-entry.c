/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-camt-entry.h"

#include <string.h>

/* Of what the entry says for all and the transaction for itself, the latter counts. */
static void
set_texts (BizBankLine *line, const BizBankCamtEntry *part, const BizBankCamtEntry *entry)
{
  gboolean is_credit = line->amount.minor >= 0;
  const char *info = part->info != NULL ? part->info : entry->info;
  const BizBankCamtEntry *coded =
      part->codes[0] != NULL || part->proprietary != NULL ? part : entry;
  const char *name = is_credit ? part->debtor : part->creditor;
  const char *ultimate = is_credit ? part->debtor_ultimate : part->creditor_ultimate;

  biz_bank_line_set (&line->name, name != NULL ? name : ultimate);
  biz_bank_line_set (&line->account, is_credit ? part->debtor_account : part->creditor_account);
  biz_bank_line_set (&line->bank, is_credit ? part->debtor_bank : part->creditor_bank);
  biz_bank_line_set (&line->text, part->text);
  biz_bank_line_append (&line->text, part->reference);
  if (name != NULL && ultimate != NULL && strcmp (name, ultimate) != 0)
    biz_bank_line_append (&line->text, ultimate);
  if (line->text == NULL)
    biz_bank_line_set (&line->text, info);
  biz_bank_line_set (&line->end_to_end, part->end_to_end);
  biz_bank_line_set (&line->mandate, part->mandate);
  biz_bank_line_set (&line->bank_reference,
                     part->bank_reference != NULL ? part->bank_reference : entry->bank_reference);
  if (coded->codes[0] != NULL)
    line->code = g_strjoin ("/", coded->codes[0], coded->codes[1] != NULL ? coded->codes[1] : "",
                            coded->codes[2] != NULL ? coded->codes[2] : "", NULL);
  else
    biz_bank_line_set (&line->code, coded->proprietary);
}

static void
add_line (const BizBankCamtEntry *self,
          BizBankStatement *statement,
          const BizMoney *amount,
          const BizBankCamtEntry *part)
{
  BizBankLine *line = biz_bank_line_new ();
  const BizMoney *original = *part->original.currency != '\0' ? &part->original : &self->original;

  line->amount = *amount;
  if (*original->currency != '\0' && strcmp (original->currency, amount->currency) != 0)
    {
      line->original = biz_money_abs (original);
      if (amount->minor < 0)
        line->original = biz_money_negate (&line->original);
    }
  line->date = self->date;
  line->value_date = self->value_date;
  if (!g_date_valid (&line->date))
    line->date = line->value_date;
  line->position = self->line;
  set_texts (line, part, self);
  biz_bank_statement_take_line (statement, line);
}

/* Whether the transactions of a batch, each in its direction or all in that of the entry, make up
 * the entry. */
static gboolean
adds_up (const BizBankCamtEntry *self, GArray *parts, const BizMoney *total, gboolean own_signs)
{
  BizMoney sum = *total;

  sum.minor = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      const BizBankCamtEntry *part = &g_array_index (parts, BizBankCamtEntry, i);
      BizMoney amount = part->amount;
      int sign = own_signs && part->sign != 0 ? part->sign : self->sign;

      amount.minor *= sign;
      if (*amount.currency == '\0' || !biz_money_add (&sum, &amount, &sum, NULL))
        return FALSE;
    }

  return biz_money_equal (&sum, total);
}

static void
add_batch (const BizBankCamtEntry *self,
           BizBankStatement *statement,
           GArray *parts,
           gboolean own_signs)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const BizBankCamtEntry *part = &g_array_index (parts, BizBankCamtEntry, i);
      BizMoney amount = part->amount;

      amount.minor *= own_signs && part->sign != 0 ? part->sign : self->sign;
      add_line (self, statement, &amount, part);
    }
}

/* Several transactions that cannot be told apart by amount stay one line with all their texts. */
static void
add_whole (const BizBankCamtEntry *self,
           BizBankStatement *statement,
           GArray *parts,
           const BizMoney *total)
{
  BizBankCamtEntry none = { 0 };
  BizBankLine *line;

  add_line (self, statement, total,
            parts->len > 0 ? &g_array_index (parts, BizBankCamtEntry, 0) : &none);
  if (parts->len < 2)
    return;
  line =
      (BizBankLine *)biz_bank_statement_get_line (statement,
                                                  biz_bank_statement_get_n_lines (statement) - 1);
  for (guint i = 1; i < parts->len; i++)
    {
      biz_bank_line_append (&line->text, g_array_index (parts, BizBankCamtEntry, i).text);
      biz_bank_line_append (&line->text, g_array_index (parts, BizBankCamtEntry, i).reference);
    }
  /* the first one's party is not that of all */
  g_clear_pointer (&line->name, g_free);
  g_clear_pointer (&line->account, g_free);
  g_clear_pointer (&line->bank, g_free);
  g_clear_pointer (&line->end_to_end, g_free);
  g_clear_pointer (&line->mandate, g_free);
}

/**
 * biz_bank_camt_entry_clear: (skip)
 * @self: an entry or a transaction; zeroed if it is new
 *
 * Forgets what it says.
 */
void
biz_bank_camt_entry_clear (BizBankCamtEntry *self)
{
  g_free (self->bank_reference);
  for (gsize i = 0; i < G_N_ELEMENTS (self->codes); i++)
    g_free (self->codes[i]);
  g_free (self->proprietary);
  g_free (self->info);
  g_free (self->end_to_end);
  g_free (self->mandate);
  g_free (self->debtor);
  g_free (self->debtor_ultimate);
  g_free (self->debtor_account);
  g_free (self->debtor_bank);
  g_free (self->creditor);
  g_free (self->creditor_ultimate);
  g_free (self->creditor_account);
  g_free (self->creditor_bank);
  g_free (self->text);
  g_free (self->reference);
  memset (self, 0, sizeof *self);
  g_date_clear (&self->date, 1);
  g_date_clear (&self->value_date, 1);
  self->is_booked = TRUE;
}

/**
 * biz_bank_camt_entry_set_text: (skip)
 * @self: an entry or a transaction
 * @field: which text
 * @text: UTF-8
 */
void
biz_bank_camt_entry_set_text (BizBankCamtEntry *self, BizBankCamtField field, const char *text)
{
  switch (field)
    {
    case FIELD_BANK_REFERENCE:
      biz_bank_line_set (&self->bank_reference, text);
      break;
    case FIELD_DOMAIN:
    case FIELD_FAMILY:
    case FIELD_SUBFAMILY:
      biz_bank_line_set (&self->codes[field - FIELD_DOMAIN], text);
      break;
    case FIELD_PROPRIETARY:
      biz_bank_line_set (&self->proprietary, text);
      break;
    case FIELD_INFO:
      biz_bank_line_append (&self->info, text);
      break;
    case FIELD_END_TO_END:
      if (strcmp (text, "NOTPROVIDED") != 0)
        biz_bank_line_set (&self->end_to_end, text);
      break;
    case FIELD_MANDATE:
      biz_bank_line_set (&self->mandate, text);
      break;
    case FIELD_DEBTOR:
      biz_bank_line_set (&self->debtor, text);
      break;
    case FIELD_DEBTOR_ULTIMATE:
      biz_bank_line_set (&self->debtor_ultimate, text);
      break;
    case FIELD_DEBTOR_ACCOUNT:
      biz_bank_line_set (&self->debtor_account, text);
      break;
    case FIELD_DEBTOR_BANK:
      biz_bank_line_set (&self->debtor_bank, text);
      break;
    case FIELD_CREDITOR:
      biz_bank_line_set (&self->creditor, text);
      break;
    case FIELD_CREDITOR_ULTIMATE:
      biz_bank_line_set (&self->creditor_ultimate, text);
      break;
    case FIELD_CREDITOR_ACCOUNT:
      biz_bank_line_set (&self->creditor_account, text);
      break;
    case FIELD_CREDITOR_BANK:
      biz_bank_line_set (&self->creditor_bank, text);
      break;
    case FIELD_TEXT:
      biz_bank_line_append (&self->text, text);
      break;
    case FIELD_REFERENCE:
      biz_bank_line_append (&self->reference, text);
      break;
    default:
      break;
    }
}

/**
 * biz_bank_camt_entry_add_lines: (skip)
 * @self: an entry with amount, sign and a date
 * @parts: (element-type BizBankCamtEntry): its transactions
 * @statement: where the lines go
 */
void
biz_bank_camt_entry_add_lines (const BizBankCamtEntry *self,
                               GArray *parts,
                               BizBankStatement *statement)
{
  BizMoney total = self->amount;

  total.minor *= self->sign;
  if (parts->len > 1 && adds_up (self, parts, &total, TRUE))
    add_batch (self, statement, parts, TRUE);
  else if (parts->len > 1 && adds_up (self, parts, &total, FALSE))
    add_batch (self, statement, parts, FALSE);
  else
    add_whole (self, statement, parts, &total);
}
