/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-journal-private.h"

G_DEFINE_FINAL_TYPE (BizBankJournal, biz_bank_journal, G_TYPE_OBJECT)

static void
biz_bank_journal_finalize (GObject *object)
{
  BizBankJournal *self = BIZ_BANK_JOURNAL (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->account);

  G_OBJECT_CLASS (biz_bank_journal_parent_class)->finalize (object);
}

static void
biz_bank_journal_class_init (BizBankJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bank_journal_finalize;
}

static void
biz_bank_journal_init (BizBankJournal *self)
{
  g_date_clear (&self->lock_date, 1);
}

/* What the banks write between the groups of a number is left out. */
char *
biz_bank_journal_clean_account (const char *account)
{
  GString *clean;

  if (account == NULL)
    return NULL;
  clean = g_string_new (NULL);
  for (; *account != '\0'; account++)
    if (g_ascii_isalnum (*account))
      g_string_append_c (clean, g_ascii_toupper (*account));

  return g_string_free (clean, clean->len == 0);
}

/**
 * biz_bank_journal_new:
 * @id: of the journal
 * @code: its short name
 * @zero: its currency, and its company's
 * @account: (nullable): number of the account
 *
 * Returns: (transfer full): a journal without a server
 */
BizBankJournal *
biz_bank_journal_new (gint64 id, const char *code, const BizMoney *zero, const char *account)
{
  BizBankJournal *self;

  g_return_val_if_fail (code != NULL && zero != NULL, NULL);

  self = g_object_new (BIZ_TYPE_BANK_JOURNAL, NULL);
  self->id = id;
  self->code = g_strdup (code);
  self->name = g_strdup (code);
  self->account = biz_bank_journal_clean_account (account);
  self->zero = self->company_zero = *zero;

  return self;
}

gint64
biz_bank_journal_get_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->id;
}

const char *
biz_bank_journal_get_code (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->code;
}

const char *
biz_bank_journal_get_name (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->name;
}

gint64
biz_bank_journal_get_company_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->company_id;
}

const BizMoney *
biz_bank_journal_get_zero (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return &self->zero;
}

const BizMoney *
biz_bank_journal_get_company_zero (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return &self->company_zero;
}

gint64
biz_bank_journal_get_currency_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->currency_id;
}

gint64
biz_bank_journal_get_company_currency_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->company_currency_id;
}

const char *
biz_bank_journal_get_account (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->account;
}

gint64
biz_bank_journal_get_bank_account_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->bank_account_id;
}

gint64
biz_bank_journal_get_suspense_account_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->suspense_account_id;
}

GDate
biz_bank_journal_get_lock_date (BizBankJournal *self)
{
  GDate none;

  g_date_clear (&none, 1);
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), none);

  return self->lock_date;
}
