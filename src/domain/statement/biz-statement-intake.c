/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-statement-intake-private.h"

#include "biz-currency-table.h"
#include "erp-session.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizStatementIntake, biz_statement_intake, G_TYPE_OBJECT)

void
biz_statement_intake_emit_changed (BizStatementIntake *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
journals_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizStatementIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) journals = biz_bank_journal_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_set_object (&self->journals, journals);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  biz_statement_intake_step (self);
}

static void
biz_statement_intake_dispose (GObject *object)
{
  BizStatementIntake *self = BIZ_STATEMENT_INTAKE (object);

  g_queue_clear_full (&self->unread, g_object_unref);
  g_clear_object (&self->reading);
  g_clear_object (&self->looking);
  g_clear_object (&self->look);
  g_clear_object (&self->run);
  g_clear_object (&self->stopping);
  g_clear_object (&self->wrote);
  g_clear_object (&self->sources);
  g_clear_object (&self->journals);
  g_clear_object (&self->store);
  g_clear_object (&self->memory);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_statement_intake_parent_class)->dispose (object);
}

static void
biz_statement_intake_class_init (BizStatementIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_statement_intake_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_statement_intake_init (BizStatementIntake *self)
{
  g_queue_init (&self->unread);
  self->cancellable = g_cancellable_new ();
  self->sources = g_list_store_new (BIZ_TYPE_STATEMENT_SOURCE);
}

/**
 * biz_statement_intake_new:
 * @session: who is signed in where
 * @memory: (nullable): what was chosen before
 *
 * Returns: (transfer full): an intake without files; the bank journals are asked for
 */
BizStatementIntake *
biz_statement_intake_new (ErpSession *session, BizStatementMemory *memory)
{
  BizStatementIntake *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_STATEMENT_INTAKE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_import_store_new (session);
  g_set_object (&self->memory, memory);
  biz_statement_intake_retry (self);

  return self;
}

void
biz_statement_intake_retry (BizStatementIntake *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));

  g_clear_error (&self->error);
  biz_bank_journal_list_async (self->session, self->currencies, self->cancellable, journals_cb,
                               g_object_ref (self));
  biz_statement_intake_emit_changed (self);
}

GListModel *
biz_statement_intake_get_journals (BizStatementIntake *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), NULL);

  return self->journals;
}

const GError *
biz_statement_intake_get_error (BizStatementIntake *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), NULL);

  return self->error;
}

GListModel *
biz_statement_intake_get_sources (BizStatementIntake *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), NULL);

  return G_LIST_MODEL (self->sources);
}

/**
 * biz_statement_intake_add:
 * @self: an intake
 * @file: what was chosen or dropped
 *
 * Takes a file; one that is there already is read anew. Does nothing while an import runs.
 */
void
biz_statement_intake_add (BizStatementIntake *self, GFile *file)
{
  g_autoptr (BizStatementSource) source = NULL;

  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->run != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (BizStatementSource) known =
          g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (biz_statement_source_is_same (known, file))
        {
          biz_statement_intake_remove (self, known);
          break;
        }
    }
  source = biz_statement_source_new (file);
  g_list_store_append (self->sources, source);
  g_queue_push_tail (&self->unread, g_steal_pointer (&source));
  biz_statement_intake_step (self);
}

static void
leave_part (BizStatementIntake *self, BizStatementPart *part)
{
  if (self->looking == part)
    g_cancellable_cancel (self->look);
}

/**
 * biz_statement_intake_remove:
 * @self: an intake
 * @source: one of its files
 *
 * Leaves a file out. Does nothing while an import runs.
 */
void
biz_statement_intake_remove (BizStatementIntake *self, BizStatementSource *source)
{
  g_autoptr (BizStatementSource) kept = NULL;
  g_autoptr (BizStatementSource) unread = NULL;
  GListModel *parts;
  guint position;

  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (BIZ_IS_STATEMENT_SOURCE (source));

  if (self->run != NULL || !g_list_store_find (self->sources, source, &position))
    return;
  kept = g_object_ref (source);
  if (g_queue_remove (&self->unread, source))
    unread = source;
  if (self->reading == source)
    {
      biz_statement_source_cancel (source);
      g_clear_object (&self->reading);
    }
  g_list_store_remove (self->sources, position);
  parts = biz_statement_source_get_parts (source);
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (BizStatementPart) part = g_list_model_get_item (parts, i);

      leave_part (self, part);
      biz_statement_intake_compare_again (self, biz_statement_part_get_journal (part));
    }
  biz_statement_intake_step (self);
}

typedef struct
{
  BizStatementPart *part;
  BizStatementSource *source;
} Owner;

static gboolean
find_owner_cb (BizStatementIntake *self,
               BizStatementSource *source,
               BizStatementPart *part,
               gpointer data)
{
  Owner *owner = data;

  if (part == owner->part)
    owner->source = source;

  return part == owner->part;
}

gboolean
biz_statement_intake_may_take (BizStatementIntake *self,
                               BizStatementPart *part,
                               BizBankJournal *journal)
{
  Owner owner = { part, NULL };
  const BizBankMapping *mapping;

  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), FALSE);
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (part), FALSE);
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (journal), FALSE);

  if (biz_statement_part_fits (part, journal))
    return TRUE;
  if (!biz_statement_intake_for_each (self, find_owner_cb, &owner))
    return FALSE;
  mapping = biz_statement_source_get_mapping (owner.source);

  return mapping != NULL && mapping->columns[BIZ_BANK_COLUMN_CURRENCY] < 0;
}

/**
 * biz_statement_intake_set_journal:
 * @self: an intake
 * @part: an account of one of its files
 * @journal: where it is to go
 *
 * A person chose. Does nothing while an import runs.
 */
void
biz_statement_intake_set_journal (BizStatementIntake *self,
                                  BizStatementPart *part,
                                  BizBankJournal *journal)
{
  Owner owner = { part, NULL };
  g_autofree char *name = NULL;

  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (BIZ_IS_STATEMENT_PART (part));
  g_return_if_fail (BIZ_IS_BANK_JOURNAL (journal));

  if (self->run != NULL || biz_statement_part_get_journal (part) == journal
      || !biz_statement_intake_for_each (self, find_owner_cb, &owner))
    return;
  name = biz_statement_intake_make_name (owner.source, part);
  if (!biz_statement_intake_read_for (self, owner.source, journal))
    biz_statement_intake_choose (self, part, journal);
  /* other files of the account follow */
  if (name != NULL && self->memory != NULL)
    biz_statement_memory_set_journal (self->memory, name, biz_bank_journal_get_id (journal));
  biz_statement_intake_step (self);
}

/**
 * biz_statement_intake_set_mapping:
 * @self: an intake
 * @source: a table
 * @mapping: how it is read
 *
 * Reads a table anew. Does nothing while an import runs.
 */
void
biz_statement_intake_set_mapping (BizStatementIntake *self,
                                  BizStatementSource *source,
                                  const BizBankMapping *mapping)
{
  GListModel *parts;

  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (BIZ_IS_STATEMENT_SOURCE (source));
  g_return_if_fail (mapping != NULL);

  if (self->run != NULL)
    return;
  parts = biz_statement_source_get_parts (source);
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (BizStatementPart) part = g_list_model_get_item (parts, i);

      leave_part (self, part);
    }
  biz_statement_intake_read (self, source, mapping);
  biz_statement_intake_emit_changed (self);
}

/**
 * biz_statement_intake_look_again:
 * @self: an intake
 * @part: what failed
 */
void
biz_statement_intake_look_again (BizStatementIntake *self, BizStatementPart *part)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (BIZ_IS_STATEMENT_PART (part));

  if (self->run != NULL || biz_statement_part_get_state (part) != BIZ_PART_FAILED)
    return;
  biz_statement_part_set_looking (part);
  biz_statement_intake_step (self);
}

static gboolean
is_looking_cb (BizStatementIntake *self,
               BizStatementSource *source,
               BizStatementPart *part,
               gpointer data)
{
  return biz_statement_part_get_state (part) == BIZ_PART_LOOKING;
}

gboolean
biz_statement_intake_is_busy (BizStatementIntake *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (BizStatementSource) source =
          g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (biz_statement_source_is_reading (source))
        return TRUE;
    }

  return !g_queue_is_empty (&self->unread)
         || biz_statement_intake_for_each (self, is_looking_cb, NULL);
}

gboolean
biz_statement_intake_is_running (BizStatementIntake *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), FALSE);

  return self->run != NULL;
}

typedef struct
{
  BizImportState state;
  guint n;
} Count;

static gboolean
count_cb (BizStatementIntake *self,
          BizStatementSource *source,
          BizStatementPart *part,
          gpointer data)
{
  Count *count = data;

  if (biz_statement_part_get_state (part) == BIZ_PART_READY)
    count->n += biz_import_plan_count (biz_statement_part_get_plan (part), count->state);

  return FALSE;
}

guint
biz_statement_intake_count (BizStatementIntake *self, BizImportState state)
{
  Count count = { state, 0 };

  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (self), 0);

  biz_statement_intake_for_each (self, count_cb, &count);

  return count.n;
}

void
biz_statement_intake_get_progress (BizStatementIntake *self, guint *done, guint *all)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (done != NULL && all != NULL);

  *done = self->n_done;
  *all = self->n_all;
}

/* What was used is what is proposed the next time. */
static gboolean
remember_cb (BizStatementIntake *self,
             BizStatementSource *source,
             BizStatementPart *part,
             gpointer data)
{
  BizBankJournal *journal = biz_statement_part_get_journal (part);
  const BizBankMapping *mapping = biz_statement_source_get_mapping (source);
  const char *const *heads = biz_statement_source_get_heads (source);
  g_autofree char *name = biz_statement_intake_make_name (source, part);

  if (self->memory == NULL || journal == NULL
      || biz_statement_part_count_wanted (part, self->conflicts) == 0)
    return FALSE;
  if (name != NULL)
    biz_statement_memory_set_journal (self->memory, name, biz_bank_journal_get_id (journal));
  if (mapping != NULL && heads != NULL)
    biz_statement_memory_set_mapping (self->memory, biz_bank_journal_get_id (journal), heads,
                                      mapping);

  return FALSE;
}

/**
 * biz_statement_intake_run_async:
 * @self: an intake that does not run
 * @conflicts: also what the ERP almost has
 * @callback: when it ended
 * @user_data: for @callback
 *
 * Imports what is ready, part by part.
 */
void
biz_statement_intake_run_async (BizStatementIntake *self,
                                gboolean conflicts,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));
  g_return_if_fail (self->run == NULL);

  self->run = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->run, biz_statement_intake_run_async);
  self->stopping = g_cancellable_new ();
  self->conflicts = conflicts;
  self->n_done = self->n_before = 0;
  self->n_all = biz_statement_intake_count (self, BIZ_IMPORT_NEW)
                + (conflicts ? biz_statement_intake_count (self, BIZ_IMPORT_CONFLICT) : 0);
  biz_statement_intake_for_each (self, remember_cb, NULL);
  biz_statement_intake_step (self);
}

gboolean
biz_statement_intake_run_finish (BizStatementIntake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
biz_statement_intake_stop (BizStatementIntake *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));

  if (self->stopping != NULL)
    g_cancellable_cancel (self->stopping);
  biz_statement_intake_emit_changed (self);
}

/**
 * biz_statement_intake_close:
 * @self: an intake nobody looks at any more
 *
 * Ends all reading, and an import after the piece that is on its way.
 */
void
biz_statement_intake_close (BizStatementIntake *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_INTAKE (self));

  biz_statement_intake_stop (self);
  g_cancellable_cancel (self->cancellable);
  if (self->look != NULL)
    g_cancellable_cancel (self->look);
  g_queue_clear_full (&self->unread, g_object_unref);
  g_queue_init (&self->unread);
  if (self->reading != NULL)
    biz_statement_source_cancel (self->reading);
}
