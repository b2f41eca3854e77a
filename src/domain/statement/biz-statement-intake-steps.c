/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-statement-intake-private.h"

#include "biz-import-print.h"

/*
 * Three chains that meet in biz_statement_intake_step (): files are read one after the other, parts
 * are compared one after the other (a file may bring what another one before it brings), and an
 * import waits for both.
 */

/* In the order of the files; until one returns TRUE. */
gboolean
biz_statement_intake_for_each (BizStatementIntake *self, BizPartFunc func, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (BizStatementSource) source =
          g_list_model_get_item (G_LIST_MODEL (self->sources), i);
      GListModel *parts = biz_statement_source_get_parts (source);

      for (guint k = 0; k < g_list_model_get_n_items (parts); k++)
        {
          g_autoptr (BizStatementPart) part = g_list_model_get_item (parts, k);

          if (func (self, source, part, data))
            return TRUE;
        }
    }

  return FALSE;
}

static BizBankJournal *
find_journal (BizStatementIntake *self, gint64 id)
{
  for (guint i = 0; self->journals != NULL && i < g_list_model_get_n_items (self->journals); i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (self->journals, i);

      if (biz_bank_journal_get_id (journal) == id)
        return g_steal_pointer (&journal);
    }

  return NULL;
}

/* What a file without an account's number is known by: its columns. */
char *
biz_statement_intake_make_name (BizStatementSource *source, BizStatementPart *part)
{
  const char *account = biz_statement_part_get_account (part);
  const char *const *heads = biz_statement_source_get_heads (source);

  if (account != NULL)
    return g_strdup (account);

  return heads != NULL ? biz_statement_memory_print_heads (heads) : NULL;
}

/* By the number of the account; else what was chosen for it before, or for the whole file. */
static BizBankJournal *
recognise (BizStatementIntake *self, BizStatementSource *source, BizStatementPart *part)
{
  const char *account = biz_statement_part_get_account (part);
  g_autofree char *name = biz_statement_intake_make_name (source, part);
  g_autoptr (BizBankJournal) known = NULL;

  for (guint i = 0; account != NULL && i < g_list_model_get_n_items (self->journals); i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (self->journals, i);
      const char *own = biz_bank_journal_get_account (journal);

      if (own != NULL && biz_import_same_account (own, account)
          && biz_statement_part_fits (part, journal))
        return g_steal_pointer (&journal);
    }
  if (name != NULL && self->memory != NULL)
    known = find_journal (self, biz_statement_memory_get_journal (self->memory, name));
  if (known == NULL && biz_statement_source_get_journal (source) != NULL)
    known = g_object_ref (biz_statement_source_get_journal (source));

  return known != NULL && biz_statement_part_fits (part, known) ? g_steal_pointer (&known) : NULL;
}

/* The journal has, or will have, other lines than it was compared with. */
static gboolean
look_again_cb (BizStatementIntake *self,
               BizStatementSource *source,
               BizStatementPart *part,
               gpointer data)
{
  const BizPartState state = biz_statement_part_get_state (part);

  if (biz_statement_part_get_journal (part) == data
      && (state == BIZ_PART_READY || state == BIZ_PART_LOOKING))
    {
      if (self->looking == part)
        g_cancellable_cancel (self->look);
      biz_statement_part_set_looking (part);
    }

  return FALSE;
}

void
biz_statement_intake_compare_again (BizStatementIntake *self, BizBankJournal *journal)
{
  if (journal != NULL)
    biz_statement_intake_for_each (self, look_again_cb, journal);
}

void
biz_statement_intake_choose (BizStatementIntake *self,
                             BizStatementPart *part,
                             BizBankJournal *journal)
{
  g_autoptr (BizBankJournal) old = NULL;

  g_set_object (&old, biz_statement_part_get_journal (part));
  if (self->looking == part)
    g_cancellable_cancel (self->look);
  biz_statement_part_set_journal (part, journal);
  biz_statement_intake_compare_again (self, old);
  biz_statement_intake_compare_again (self, journal);
}

/* A table without a currency is in that of its journal, with the columns chosen for it before. */
gboolean
biz_statement_intake_read_for (BizStatementIntake *self,
                               BizStatementSource *source,
                               BizBankJournal *journal)
{
  const BizBankMapping *used = biz_statement_source_get_mapping (source);
  const char *const *heads = biz_statement_source_get_heads (source);
  const char *currency = biz_bank_journal_get_zero (journal)->currency;
  g_autoptr (BizBankMapping) mapping = NULL;

  if (used == NULL || heads == NULL || biz_statement_source_get_journal (source) == journal)
    return FALSE;
  /* each account of a table has its journal; the columns are those of the first */
  if (biz_statement_source_get_journal (source) != NULL
      && g_list_model_get_n_items (biz_statement_source_get_parts (source)) != 1)
    return FALSE;
  biz_statement_source_set_journal (source, journal);
  if (self->memory != NULL)
    mapping =
        biz_statement_memory_get_mapping (self->memory, biz_bank_journal_get_id (journal), heads);
  if (mapping == NULL)
    mapping = biz_bank_mapping_copy (used);
  if (mapping->columns[BIZ_BANK_COLUMN_CURRENCY] < 0)
    g_strlcpy (mapping->currency, currency, sizeof mapping->currency);
  biz_statement_intake_set_mapping (self, source, mapping);

  return TRUE;
}

static gboolean
propose_cb (BizStatementIntake *self,
            BizStatementSource *source,
            BizStatementPart *part,
            gpointer data)
{
  g_autoptr (BizBankJournal) journal = NULL;

  if (biz_statement_part_get_state (part) != BIZ_PART_WAITING
      || biz_statement_source_is_reading (source))
    return FALSE;
  journal = recognise (self, source, part);
  if (journal == NULL)
    return FALSE;
  /* its parts are made anew */
  if (biz_statement_intake_read_for (self, source, journal))
    return TRUE;
  biz_statement_intake_choose (self, part, journal);

  return FALSE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizStatementIntake) self = user_data;
  BizStatementSource *source = BIZ_STATEMENT_SOURCE (object);

  biz_statement_source_read_finish (source, result, NULL);
  if (self->reading == source && !biz_statement_source_is_reading (source))
    g_clear_object (&self->reading);
  biz_statement_intake_step (self);
}

/* @mapping: (nullable) */
void
biz_statement_intake_read (BizStatementIntake *self,
                           BizStatementSource *source,
                           const BizBankMapping *mapping)
{
  biz_statement_source_read_async (source, mapping, read_cb, g_object_ref (self));
}

static void
read_next (BizStatementIntake *self)
{
  if (self->reading != NULL || g_queue_is_empty (&self->unread))
    return;
  self->reading = g_queue_pop_head (&self->unread);
  biz_statement_intake_read (self, self->reading, NULL);
}

static void
plan_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizStatementIntake) self = user_data;
  g_autoptr (BizStatementPart) part = g_steal_pointer (&self->looking);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizImportPlan) plan =
      biz_import_store_plan_finish (BIZ_IMPORT_STORE (object), result, &error);
  const gboolean is_stale = self->look == NULL || g_cancellable_is_cancelled (self->look);

  g_clear_object (&self->look);
  /* what was looked for before the last choice is of no interest */
  if (!is_stale && plan != NULL)
    biz_statement_part_set_plan (part, plan);
  else if (!is_stale)
    biz_statement_part_set_error (part, error);
  biz_statement_intake_step (self);
}

typedef struct
{
  BizStatementPart *until;
  BizBankJournal *journal;
  GPtrArray *plans;
} Earlier;

static gboolean
add_earlier_cb (BizStatementIntake *self,
                BizStatementSource *source,
                BizStatementPart *part,
                gpointer data)
{
  Earlier *earlier = data;

  if (part == earlier->until)
    return TRUE;
  if (biz_statement_part_get_state (part) == BIZ_PART_READY
      && biz_statement_part_get_journal (part) == earlier->journal)
    g_ptr_array_add (earlier->plans, g_object_ref (biz_statement_part_get_plan (part)));

  return FALSE;
}

static gboolean
plan_part_cb (BizStatementIntake *self,
              BizStatementSource *source,
              BizStatementPart *part,
              gpointer data)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_object_unref);
  Earlier earlier = { part, biz_statement_part_get_journal (part), plans };

  if (biz_statement_part_get_state (part) != BIZ_PART_LOOKING
      || biz_statement_source_is_reading (source))
    return FALSE;
  biz_statement_intake_for_each (self, add_earlier_cb, &earlier);
  self->looking = g_object_ref (part);
  self->look = g_cancellable_new ();
  biz_import_store_plan_async (self->store, biz_statement_part_get_file (part), earlier.journal,
                               plans, self->look, plan_cb, g_object_ref (self));

  return TRUE;
}

static void
import_progress (guint done, guint all, gpointer user_data)
{
  BizStatementIntake *self = user_data;

  self->n_done = self->n_before + done;
  biz_statement_intake_emit_changed (self);
}

static void
end_run (BizStatementIntake *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->run);

  g_clear_object (&self->stopping);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizStatementIntake) self = user_data;
  g_autoptr (BizStatementPart) part = g_steal_pointer (&self->wrote);
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  biz_import_store_run_finish (BIZ_IMPORT_STORE (object), result, &n_done, &error);
  self->n_before += n_done;
  self->n_done = self->n_before;
  biz_statement_part_add_done (part, n_done);
  if (error == NULL)
    biz_statement_part_set_done (part);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    biz_statement_part_set_looking (part);
  else
    biz_statement_part_set_error (part, error);
  biz_statement_intake_compare_again (self, biz_statement_part_get_journal (part));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_run (self, NULL);
  else if (error != NULL)
    end_run (self, g_steal_pointer (&error));
  biz_statement_intake_step (self);
}

static gboolean
import_part_cb (BizStatementIntake *self,
                BizStatementSource *source,
                BizStatementPart *part,
                gpointer data)
{
  if (biz_statement_part_get_state (part) != BIZ_PART_READY
      || biz_statement_part_count_wanted (part, self->conflicts) == 0)
    return FALSE;
  biz_statement_part_set_running (part);
  self->wrote = g_object_ref (part);
  biz_import_store_run_async (self->store, biz_statement_part_get_plan (part), self->conflicts,
                              import_progress, self, self->stopping, imported_cb,
                              g_object_ref (self));

  return TRUE;
}

static void
import_next (BizStatementIntake *self)
{
  if (self->run == NULL || self->wrote != NULL || self->looking != NULL)
    return;
  if (g_cancellable_is_cancelled (self->stopping)
      || !biz_statement_intake_for_each (self, import_part_cb, NULL))
    end_run (self, NULL);
}

/* What can go on goes on. */
void
biz_statement_intake_step (BizStatementIntake *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      if (self->run != NULL && self->wrote == NULL)
        end_run (self, NULL);
      biz_statement_intake_emit_changed (self);
      return;
    }
  read_next (self);
  /* what an import is about stays as it was seen */
  if (self->journals != NULL && self->run == NULL)
    biz_statement_intake_for_each (self, propose_cb, NULL);
  if (self->looking == NULL && self->wrote == NULL)
    biz_statement_intake_for_each (self, plan_part_cb, NULL);
  if (self->run != NULL)
    {
      import_next (self);
      if (self->run == NULL)
        {
          biz_statement_intake_step (self);
          return;
        }
    }
  biz_statement_intake_emit_changed (self);
}
