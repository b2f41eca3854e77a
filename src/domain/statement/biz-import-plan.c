/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-import-plan.h"

#include "biz-import-print.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A line of the file is looked for among the lines of the ERP four times, each line of the ERP
 * being the answer for one at most: by its external id, by the bank's reference, by what stands in
 * it, and at last by day and amount alone, which is no proof.
 */

struct _BizImportPlan
{
  GObject parent_instance;

  BizBankFile *file;       /* (owned) */
  BizBankJournal *journal; /* (owned) */
  GArray *rows;            /* (owned) (element-type BizImportRow) */
  GDate first, last;
  guint n_other;
};

G_DEFINE_FINAL_TYPE (BizImportPlan, biz_import_plan, G_TYPE_OBJECT)

/* What is looked up in. */
typedef struct
{
  GPtrArray *lines;   /* (not owned) */
  gboolean *taken;    /* (owned) */
  GHashTable *by_id;  /* (owned): external id -> index + 1 */
  GHashTable *by_key; /* (owned): key -> GArray of indexes */
} Server;

static void
server_clear (Server *server)
{
  g_free (server->taken);
  g_hash_table_unref (server->by_id);
  g_hash_table_unref (server->by_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Server, server_clear)

static void
free_line (gpointer data)
{
  BizServerLine *line = data;

  g_free (line->label);
  g_free (line->name);
  g_free (line->account);
  g_free (line->reference);
  g_free (line->external_id);
  g_free (line);
}

/**
 * biz_server_lines_new:
 *
 * Returns: (transfer full) (element-type BizServerLine): a list that owns its lines, made by
 *   g_new0 ()
 */
GPtrArray *
biz_server_lines_new (void)
{
  return g_ptr_array_new_with_free_func (free_line);
}

static void
clear_row (gpointer data)
{
  BizImportRow *row = data;

  g_free (row->external_id);
  g_free (row->label);
  g_free (row->reason);
}

static void
biz_import_plan_finalize (GObject *object)
{
  BizImportPlan *self = BIZ_IMPORT_PLAN (object);

  g_array_unref (self->rows);
  g_clear_pointer (&self->file, biz_bank_file_unref);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (biz_import_plan_parent_class)->finalize (object);
}

static void
biz_import_plan_class_init (BizImportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_import_plan_finalize;
}

static void
biz_import_plan_init (BizImportPlan *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (BizImportRow));
  g_array_set_clear_func (self->rows, clear_row);
  g_date_clear (&self->first, 1);
  g_date_clear (&self->last, 1);
}

static void
add_key (Server *server, char *key, guint index)
{
  GArray *indexes = g_hash_table_lookup (server->by_key, key);

  if (indexes == NULL)
    {
      indexes = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (server->by_key, key, indexes);
    }
  else
    g_free (key);
  g_array_append_val (indexes, index);
}

static void
server_init (Server *server, GPtrArray *lines)
{
  server->lines = lines;
  server->taken = g_new0 (gboolean, lines->len + 1);
  server->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  server->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < lines->len; i++)
    {
      const BizServerLine *line = g_ptr_array_index (lines, i);
      g_autofree char *reference = biz_import_key_reference (line->reference);

      if (line->external_id != NULL)
        g_hash_table_insert (server->by_id, line->external_id, GUINT_TO_POINTER (i + 1));
      if (reference != NULL)
        {
          add_key (server, biz_import_key (&line->date, line->amount, "r", reference), i);
          add_key (server, g_strdup_printf ("R %s", reference), i);
        }
      add_key (server,
               biz_import_key_content (&line->date, line->amount, line->label, line->name,
                                       line->account),
               i);
      add_key (server, biz_import_key (&line->date, line->amount, "d", ""), i);
    }
}

/* The first of that key that answers for no other line yet; takes @key. */
static const BizServerLine *
take (Server *server, char *key)
{
  g_autofree char *owned = key;
  GArray *indexes = key != NULL ? g_hash_table_lookup (server->by_key, key) : NULL;

  for (guint i = 0; indexes != NULL && i < indexes->len; i++)
    {
      const guint index = g_array_index (indexes, guint, i);

      if (!server->taken[index])
        {
          server->taken[index] = TRUE;
          return g_ptr_array_index (server->lines, index);
        }
    }

  return NULL;
}

static gboolean
find_by_id (Server *server, BizImportRow *row)
{
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (server->by_id, row->external_id));
  const BizServerLine *found;

  if (index == 0 || server->taken[index - 1])
    return FALSE;
  server->taken[index - 1] = TRUE;
  found = g_ptr_array_index (server->lines, index - 1);
  row->server_id = found->id;
  row->state = BIZ_IMPORT_SEEN;
  if (found->amount != row->line->amount.minor
      || g_date_compare (&found->date, &row->line->date) != 0)
    {
      row->state = BIZ_IMPORT_CONFLICT;
      row->reason = g_strdup (_ ("It was imported, and has another amount or day by now."));
    }

  return TRUE;
}

static gboolean
find_equal (Server *server, BizImportRow *row, gboolean by_reference)
{
  const BizBankLine *line = row->line;
  g_autofree char *reference = biz_import_key_reference (line->bank_reference);
  const BizServerLine *found = NULL;

  if (!by_reference)
    found = take (server, biz_import_key_content (&line->date, line->amount.minor, row->label,
                                                  line->name, line->account));
  else if (reference != NULL)
    found = take (server, biz_import_key (&line->date, line->amount.minor, "r", reference));
  if (found == NULL)
    return FALSE;
  row->server_id = found->id;
  row->state = BIZ_IMPORT_SEEN;

  return TRUE;
}

/* Something is there that could be it. */
static void
find_alike (Server *server, BizImportRow *row)
{
  const BizBankLine *line = row->line;
  g_autofree char *reference = biz_import_key_reference (line->bank_reference);
  const BizServerLine *found =
      take (server, biz_import_key (&line->date, line->amount.minor, "d", ""));

  if (found != NULL)
    row->reason = g_strdup_printf (_ ("The ERP has a line of that day and amount that says “%s”."),
                                   found->label != NULL ? found->label : "");
  else if (reference != NULL
           && (found = take (server, g_strdup_printf ("R %s", reference))) != NULL)
    row->reason =
        g_strdup (_ ("The ERP has a line with the bank’s reference and another amount or day."));
  if (found == NULL)
    return;
  row->server_id = found->id;
  row->state = BIZ_IMPORT_CONFLICT;
}

static void
close_rows (BizImportPlan *self)
{
  const GDate lock = biz_bank_journal_get_lock_date (self->journal);

  for (guint i = 0; g_date_valid (&lock) && i < self->rows->len; i++)
    {
      BizImportRow *row = &g_array_index (self->rows, BizImportRow, i);

      if (row->state != BIZ_IMPORT_NEW || g_date_compare (&row->line->date, &lock) > 0)
        continue;
      row->state = BIZ_IMPORT_CLOSED;
      row->reason = g_strdup (_ ("Its day is in a closed period."));
    }
}

/* How many lines with that amount and label are there before it is sent. */
static void
count_equal (BizImportPlan *self, GPtrArray *server)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < server->len; i++)
    {
      const BizServerLine *line = g_ptr_array_index (server, i);
      char *key = biz_import_key (NULL, line->amount, "l", line->label != NULL ? line->label : "");
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      BizImportRow *row = &g_array_index (self->rows, BizImportRow, i);
      g_autofree char *key = biz_import_key (NULL, row->line->amount.minor, "l", row->label);

      row->have = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
    }
}

/* Who a statement is of: one account's, or nobody's, which fits where the file has but one. */
static gboolean
is_of_journal (const BizBankFile *file, const BizBankStatement *statement, BizBankJournal *journal)
{
  const char *own = biz_bank_journal_get_account (journal);
  const char *account = biz_bank_statement_get_account (statement);
  const char *currency = biz_bank_statement_get_currency (statement);
  const char *first = NULL;

  if (currency != NULL
      && g_ascii_strcasecmp (currency, biz_bank_journal_get_zero (journal)->currency) != 0)
    return FALSE;
  if (own != NULL)
    return account == NULL || biz_import_same_account (account, own);
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      const char *other = biz_bank_statement_get_account (biz_bank_file_get_statement (file, i));

      if (first != NULL && other != NULL && g_strcmp0 (first, other) != 0)
        return FALSE;
      first = first != NULL ? first : other;
    }

  return TRUE;
}

static gboolean
fail_account (BizBankFile *file, BizBankJournal *journal, GError **error)
{
  BizBankStatement *statement =
      biz_bank_file_get_n_statements (file) > 0 ? biz_bank_file_get_statement (file, 0) : NULL;
  const char *account = statement != NULL ? biz_bank_statement_get_account (statement) : NULL;
  const char *currency = statement != NULL ? biz_bank_statement_get_currency (statement) : NULL;
  const char *own = biz_bank_journal_get_account (journal);

  if (statement == NULL)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("There is no statement in the file."));
  else if (own != NULL && account != NULL && !biz_import_same_account (account, own))
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The file is of the account %s, the journal %s of %s. Choose another journal."),
                 account, biz_bank_journal_get_code (journal), own);
  else if (currency != NULL
           && g_ascii_strcasecmp (currency, biz_bank_journal_get_zero (journal)->currency) != 0)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The file is in %s, the journal %s in %s. Choose another journal."), currency,
                 biz_bank_journal_get_code (journal),
                 biz_bank_journal_get_zero (journal)->currency);
  else
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The file has several accounts, and the ERP does not know which one the "
                    "journal %s is. Enter its account number there."),
                 biz_bank_journal_get_code (journal));

  return FALSE;
}

/**
 * biz_import_plan_find_days:
 * @file: a bank's file
 * @journal: where it is to go
 * @first: (out): the first day with a line
 * @last: (out): the last one
 * @error: return location
 *
 * Returns: whether a statement of the file belongs to the journal
 */
gboolean
biz_import_plan_find_days (
    BizBankFile *file, BizBankJournal *journal, GDate *first, GDate *last, GError **error)
{
  gboolean any = FALSE;

  g_return_val_if_fail (file != NULL && first != NULL && last != NULL, FALSE);
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (journal), FALSE);

  g_date_clear (first, 1);
  g_date_clear (last, 1);
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      BizBankStatement *statement = biz_bank_file_get_statement (file, i);

      if (!is_of_journal (file, statement, journal))
        continue;
      any = TRUE;
      for (guint k = 0; k < biz_bank_statement_get_n_lines (statement); k++)
        {
          const GDate *date = &biz_bank_statement_get_line (statement, k)->date;

          if (!g_date_valid (first) || g_date_compare (date, first) < 0)
            *first = *date;
          if (!g_date_valid (last) || g_date_compare (date, last) > 0)
            *last = *date;
        }
    }

  return any || fail_account (file, journal, error);
}

static gboolean
add_statement (BizImportPlan *self, BizBankStatement *statement, GHashTable *counts, GError **error)
{
  const BizMoney *zero = biz_bank_journal_get_zero (self->journal);

  for (guint i = 0; i < biz_bank_statement_get_n_lines (statement); i++)
    {
      const BizBankLine *line = biz_bank_statement_get_line (statement, i);
      g_autofree char *print = biz_import_print (line);
      guint n;
      BizImportRow row = { .line = line };

      if (line->amount.digits != zero->digits
          || g_ascii_strcasecmp (line->amount.currency, zero->currency) != 0)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("Line %u of the file is in %s, the journal %s in %s."), line->position,
                       line->amount.currency, biz_bank_journal_get_code (self->journal),
                       zero->currency);
          return FALSE;
        }
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, print)) + 1;
      row.external_id = biz_import_external_id (biz_bank_journal_get_id (self->journal), print, n);
      row.label = biz_import_label (line);
      g_hash_table_replace (counts, g_steal_pointer (&print), GUINT_TO_POINTER (n));
      g_array_append_val (self->rows, row);
    }

  return TRUE;
}

static void
find_rows (BizImportPlan *self, GPtrArray *lines)
{
  g_auto (Server) server = { 0 };

  server_init (&server, lines);
  for (guint pass = 0; pass < 4; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        BizImportRow *row = &g_array_index (self->rows, BizImportRow, i);

        if (row->server_id != 0)
          continue;
        if (pass == 0)
          find_by_id (&server, row);
        else if (pass < 3)
          find_equal (&server, row, pass == 1);
        else
          find_alike (&server, row);
      }
}

/**
 * biz_import_plan_new:
 * @file: a bank's file
 * @journal: where it is to go
 * @server: (element-type BizServerLine): the lines that the journal has on the days of the file
 * @error: return location
 *
 * Tells what of a file is new. Pure; for a worker thread where the file is large.
 *
 * Returns: (transfer full): the plan, or %NULL with ERP_ERROR_VALIDATION
 */
BizImportPlan *
biz_import_plan_new (BizBankFile *file, BizBankJournal *journal, GPtrArray *server, GError **error)
{
  g_autoptr (BizImportPlan) self = g_object_new (BIZ_TYPE_IMPORT_PLAN, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (server != NULL, NULL);

  self->file = biz_bank_file_ref (file);
  self->journal = g_object_ref (journal);
  if (!biz_import_plan_find_days (file, journal, &self->first, &self->last, error))
    return NULL;
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      BizBankStatement *statement = biz_bank_file_get_statement (file, i);

      if (!is_of_journal (file, statement, journal))
        self->n_other++;
      else if (!add_statement (self, statement, counts, error))
        return NULL;
    }
  find_rows (self, server);
  close_rows (self);
  count_equal (self, server);

  return g_steal_pointer (&self);
}

BizBankFile *
biz_import_plan_get_file (BizImportPlan *self)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), NULL);

  return self->file;
}

BizBankJournal *
biz_import_plan_get_journal (BizImportPlan *self)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), NULL);

  return self->journal;
}

void
biz_import_plan_get_days (BizImportPlan *self, GDate *first, GDate *last)
{
  g_return_if_fail (BIZ_IS_IMPORT_PLAN (self));

  *first = self->first;
  *last = self->last;
}

guint
biz_import_plan_get_n_rows (BizImportPlan *self)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), 0);

  return self->rows->len;
}

const BizImportRow *
biz_import_plan_get_row (BizImportPlan *self, guint position)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), NULL);
  g_return_val_if_fail (position < self->rows->len, NULL);

  return &g_array_index (self->rows, BizImportRow, position);
}

guint
biz_import_plan_count (BizImportPlan *self, BizImportState state)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    n += g_array_index (self->rows, BizImportRow, i).state == state;

  return n;
}

gboolean
biz_import_plan_sum_new (BizImportPlan *self, BizMoney *sum)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), FALSE);

  *sum = *biz_bank_journal_get_zero (self->journal);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizImportRow *row = &g_array_index (self->rows, BizImportRow, i);

      if (row->state == BIZ_IMPORT_NEW && !biz_money_add (sum, &row->line->amount, sum, NULL))
        return FALSE;
    }

  return TRUE;
}

guint
biz_import_plan_get_n_other (BizImportPlan *self)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (self), 0);

  return self->n_other;
}

/**
 * biz_import_plan_add_new:
 * @self: what is imported first
 * @first: first day of the file that comes after it
 * @last: its last day
 * @lines: (element-type BizServerLine): what the ERP has on those days
 *
 * Adds what @self will have brought in by then. Such a line has the id -1.
 */
void
biz_import_plan_add_new (BizImportPlan *self,
                         const GDate *first,
                         const GDate *last,
                         GPtrArray *lines)
{
  g_return_if_fail (BIZ_IS_IMPORT_PLAN (self));
  g_return_if_fail (first != NULL && last != NULL && lines != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizImportRow *row = &g_array_index (self->rows, BizImportRow, i);
      BizServerLine *line;

      if (row->state != BIZ_IMPORT_NEW || g_date_compare (&row->line->date, first) < 0
          || g_date_compare (&row->line->date, last) > 0)
        continue;
      line = g_new0 (BizServerLine, 1);
      line->id = -1;
      line->date = row->line->date;
      line->amount = row->line->amount.minor;
      line->label = g_strdup (row->label);
      line->name = g_strdup (row->line->name);
      line->account = g_strdup (row->line->account);
      line->reference = g_strdup (row->line->bank_reference);
      line->external_id = g_strdup (row->external_id);
      g_ptr_array_add (lines, line);
    }
}
