/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-statement-part.h"

struct _BizStatementPart
{
  GObject parent_instance;

  BizBankFile *file; /* (owned) */
  BizPartState state;
  BizBankJournal *journal; /* (owned) (nullable) */
  BizImportPlan *plan;     /* (owned) (nullable) */
  GError *error;           /* (owned) (nullable) */
  guint n_done;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizStatementPart, biz_statement_part, G_TYPE_OBJECT)

static void
set_state (BizStatementPart *self, BizPartState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
biz_statement_part_finalize (GObject *object)
{
  BizStatementPart *self = BIZ_STATEMENT_PART (object);

  g_clear_pointer (&self->file, biz_bank_file_unref);
  g_clear_object (&self->journal);
  g_clear_object (&self->plan);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_statement_part_parent_class)->finalize (object);
}

static void
biz_statement_part_class_init (BizStatementPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_statement_part_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_statement_part_init (BizStatementPart *self)
{
}

/**
 * biz_statement_part_new:
 * @file: statements of one account and currency
 *
 * Returns: (transfer full): a part that waits for its journal
 */
BizStatementPart *
biz_statement_part_new (BizBankFile *file)
{
  BizStatementPart *self;

  g_return_val_if_fail (file != NULL && biz_bank_file_get_n_statements (file) > 0, NULL);

  self = g_object_new (BIZ_TYPE_STATEMENT_PART, NULL);
  self->file = biz_bank_file_ref (file);

  return self;
}

BizBankFile *
biz_statement_part_get_file (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  return self->file;
}

const char *
biz_statement_part_get_account (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  return biz_bank_statement_get_account (biz_bank_file_get_statement (self->file, 0));
}

/**
 * biz_statement_part_get_currency:
 * @self: a part
 *
 * Returns: (nullable): its currency, where the file says one
 */
const char *
biz_statement_part_get_currency (BizStatementPart *self)
{
  const char *currency;

  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  currency = biz_bank_statement_get_currency (biz_bank_file_get_statement (self->file, 0));

  return g_strcmp0 (currency, "XXX") != 0 ? currency : NULL;
}

/**
 * biz_statement_part_get_days:
 * @self: a part
 * @first: (out): the first day of its statements
 * @last: (out): the last one
 */
void
biz_statement_part_get_days (BizStatementPart *self, GDate *first, GDate *last)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (first != NULL && last != NULL);

  g_date_clear (first, 1);
  g_date_clear (last, 1);
  for (guint i = 0; i < biz_bank_file_get_n_statements (self->file); i++)
    {
      BizBankStatement *statement = biz_bank_file_get_statement (self->file, i);
      const GDate begin = biz_bank_statement_get_first_date (statement);
      const GDate end = biz_bank_statement_get_last_date (statement);

      if (g_date_valid (&begin) && (!g_date_valid (first) || g_date_compare (&begin, first) < 0))
        *first = begin;
      if (g_date_valid (&end) && (!g_date_valid (last) || g_date_compare (&end, last) > 0))
        *last = end;
    }
}

BizPartState
biz_statement_part_get_state (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), BIZ_PART_WAITING);

  return self->state;
}

BizBankJournal *
biz_statement_part_get_journal (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  return self->journal;
}

BizImportPlan *
biz_statement_part_get_plan (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  return self->plan;
}

const GError *
biz_statement_part_get_error (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), NULL);

  return self->error;
}

guint
biz_statement_part_get_n_done (BizStatementPart *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), 0);

  return self->n_done;
}

/**
 * biz_statement_part_count_wanted:
 * @self: a part
 * @conflicts: also what the ERP almost has
 *
 * Returns: lines that an import would write now
 */
guint
biz_statement_part_count_wanted (BizStatementPart *self, gboolean conflicts)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), 0);

  if (self->plan == NULL || (self->state != BIZ_PART_READY && self->state != BIZ_PART_RUNNING))
    return 0;

  return biz_import_plan_count (self->plan, BIZ_IMPORT_NEW)
         + (conflicts ? biz_import_plan_count (self->plan, BIZ_IMPORT_CONFLICT) : 0);
}

/**
 * biz_statement_part_fits:
 * @self: a part
 * @journal: a bank journal
 *
 * Returns: whether the journal has the currency of the file
 */
gboolean
biz_statement_part_fits (BizStatementPart *self, BizBankJournal *journal)
{
  const char *currency;

  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (self), FALSE);
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (journal), FALSE);

  currency = biz_statement_part_get_currency (self);

  return currency == NULL
         || g_ascii_strcasecmp (currency, biz_bank_journal_get_zero (journal)->currency) == 0;
}

/**
 * biz_statement_part_set_journal:
 * @self: a part
 * @journal: (nullable): where it is to go
 *
 * What was known of it is forgotten.
 */
void
biz_statement_part_set_journal (BizStatementPart *self, BizBankJournal *journal)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (journal == NULL || BIZ_IS_BANK_JOURNAL (journal));

  g_set_object (&self->journal, journal);
  self->n_done = 0;
  g_clear_object (&self->plan);
  g_clear_error (&self->error);
  set_state (self, journal != NULL ? BIZ_PART_LOOKING : BIZ_PART_WAITING);
}

void
biz_statement_part_set_looking (BizStatementPart *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (self->journal != NULL);

  g_clear_object (&self->plan);
  g_clear_error (&self->error);
  set_state (self, BIZ_PART_LOOKING);
}

void
biz_statement_part_set_plan (BizStatementPart *self, BizImportPlan *plan)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (BIZ_IS_IMPORT_PLAN (plan));

  g_set_object (&self->plan, plan);
  g_clear_error (&self->error);
  set_state (self, BIZ_PART_READY);
}

void
biz_statement_part_set_error (BizStatementPart *self, const GError *error)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (error != NULL);

  g_clear_object (&self->plan);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_state (self, BIZ_PART_FAILED);
}

void
biz_statement_part_set_running (BizStatementPart *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));
  g_return_if_fail (self->plan != NULL);

  set_state (self, BIZ_PART_RUNNING);
}

void
biz_statement_part_set_done (BizStatementPart *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));

  set_state (self, BIZ_PART_DONE);
}

void
biz_statement_part_add_done (BizStatementPart *self, guint n)
{
  g_return_if_fail (BIZ_IS_STATEMENT_PART (self));

  self->n_done += n;
  g_signal_emit (self, signals[CHANGED], 0);
}
