/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-statement-source.h"

#include "biz-attachment.h"
#include "biz-bank-table.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define SAMPLE (32 * 1024)

struct _BizStatementSource
{
  GObject parent_instance;

  GFile *file;               /* (owned) */
  char *name;                /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of what is being read */
  GError *error;             /* (owned) (nullable) */
  BizBankFile *content;      /* (owned) (nullable) */
  BizBankMapping *mapping;   /* (owned) (nullable) */
  GPtrArray *rows;           /* (owned) (nullable): GStrv */
  GListStore *parts;         /* (owned) */
  BizBankJournal *journal;   /* (owned) (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizStatementSource, biz_statement_source, G_TYPE_OBJECT)

/* One reading, in a thread of its own. */
typedef struct
{
  GFile *file;             /* (owned) */
  BizBankMapping *mapping; /* (owned) (nullable) */
  GPtrArray *rows;         /* (owned) (nullable) */
  BizBankFile *content;    /* (owned) (nullable) */
  GPtrArray *parts;        /* (owned) (nullable): BizBankFile */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->file);
  g_clear_pointer (&reading->mapping, biz_bank_mapping_free);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_clear_pointer (&reading->content, biz_bank_file_unref);
  g_clear_pointer (&reading->parts, g_ptr_array_unref);
  g_free (reading);
}

static void
biz_statement_source_dispose (GObject *object)
{
  BizStatementSource *self = BIZ_STATEMENT_SOURCE (object);

  biz_statement_source_cancel (self);
  g_clear_object (&self->parts);
  g_clear_object (&self->journal);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (biz_statement_source_parent_class)->dispose (object);
}

static void
biz_statement_source_finalize (GObject *object)
{
  BizStatementSource *self = BIZ_STATEMENT_SOURCE (object);

  g_free (self->name);
  g_clear_error (&self->error);
  g_clear_pointer (&self->content, biz_bank_file_unref);
  g_clear_pointer (&self->mapping, biz_bank_mapping_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_statement_source_parent_class)->finalize (object);
}

static void
biz_statement_source_class_init (BizStatementSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_statement_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = biz_statement_source_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_statement_source_init (BizStatementSource *self)
{
  self->parts = g_list_store_new (BIZ_TYPE_STATEMENT_PART);
}

/**
 * biz_statement_source_new:
 * @file: what was chosen or dropped
 *
 * Returns: (transfer full): a source of which nothing is read
 */
BizStatementSource *
biz_statement_source_new (GFile *file)
{
  BizStatementSource *self;
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (BIZ_TYPE_STATEMENT_SOURCE, NULL);
  self->file = g_object_ref (file);
  base = g_file_get_basename (file);
  shown = g_filename_display_name (base != NULL ? base : "");
  self->name = biz_attachment_clean_name (shown);

  return self;
}

/* A folder, a pipe or a device is read to no end. */
static GInputStream *
open_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return G_INPUT_STREAM (g_file_read (file, cancellable, error));
  g_set_error_literal (
      error, ERP_ERROR, ERP_ERROR_VALIDATION,
      g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
          ? _ ("This is a folder. Choose the files in it.")
          : _ ("This is no file that can be read. Save the bank’s file first, then choose it."));

  return NULL;
}

static gboolean
sniff (Reading *reading, BizBankFormat *format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (reading->file, cancellable, error);
  g_autofree char *sample = g_malloc (SAMPLE);
  gsize n = 0;

  if (stream == NULL || !g_input_stream_read_all (stream, sample, SAMPLE, &n, cancellable, error))
    return FALSE;
  *format = biz_bank_file_sniff (sample, n);

  return TRUE;
}

/* What a person looks at is there even where the table cannot be read. */
static gboolean
preview (Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (reading->file, cancellable, error);
  g_autoptr (BizBankMapping) guess = NULL;

  if (stream == NULL)
    return FALSE;
  reading->rows = biz_bank_table_preview (stream, reading->mapping, &guess, cancellable, error);
  if (reading->rows == NULL)
    return FALSE;
  if (reading->mapping != NULL && biz_bank_mapping_is_open (reading->mapping))
    g_clear_pointer (&reading->mapping, biz_bank_mapping_free);
  if (reading->mapping == NULL)
    reading->mapping = g_steal_pointer (&guess);

  return TRUE;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GInputStream) stream = NULL;
  BizBankFormat format = BIZ_BANK_FORMAT_UNKNOWN;
  GError *error = NULL;

  if (!sniff (reading, &format, cancellable, &error)
      || (format == BIZ_BANK_FORMAT_CSV && !preview (reading, cancellable, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  stream = open_file (reading->file, cancellable, &error);
  if (stream != NULL)
    reading->content = biz_bank_file_read (stream, reading->mapping, cancellable, &error);
  if (reading->content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->parts = biz_bank_file_split (reading->content);
  g_task_return_boolean (task, TRUE);
}

/**
 * biz_statement_source_read_async:
 * @self: a source
 * @mapping: (nullable): how to read it if it is a table; %NULL guesses, one without columns
 *   guesses with its separator and encoding
 * @callback: when it is read
 * @user_data: for @callback
 *
 * Reads the file, all of it or nothing, in a worker thread. What was known of it is forgotten.
 */
void
biz_statement_source_read_async (BizStatementSource *self,
                                 const BizBankMapping *mapping,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (BIZ_IS_STATEMENT_SOURCE (self));

  biz_statement_source_cancel (self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_statement_source_read_async);
  reading->file = g_object_ref (self->file);
  reading->mapping = mapping != NULL ? biz_bank_mapping_copy (mapping) : NULL;
  g_task_set_task_data (task, reading, free_reading);
  g_task_run_in_thread (task, read_in_thread);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_parts (BizStatementSource *self, GPtrArray *files)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (parts, biz_statement_part_new (g_ptr_array_index (files, i)));
  g_list_store_splice (self->parts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->parts)),
                       parts->pdata, parts->len);
}

gboolean
biz_statement_source_read_finish (BizStatementSource *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  /* a later reading took its place */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return g_task_propagate_boolean (G_TASK (result), error);
  reading = g_task_get_task_data (G_TASK (result));
  g_task_propagate_boolean (G_TASK (result), &failure);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->content, biz_bank_file_unref);
  g_clear_pointer (&self->mapping, biz_bank_mapping_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->content = g_steal_pointer (&reading->content);
  self->mapping = g_steal_pointer (&reading->mapping);
  self->rows = g_steal_pointer (&reading->rows);
  if (failure != NULL)
    self->error = g_error_copy (failure);
  take_parts (self, reading->parts);
  g_signal_emit (self, signals[CHANGED], 0);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return self->error == NULL;
}

void
biz_statement_source_cancel (BizStatementSource *self)
{
  g_return_if_fail (BIZ_IS_STATEMENT_SOURCE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

const char *
biz_statement_source_get_name (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->name;
}

gboolean
biz_statement_source_is_same (BizStatementSource *self, GFile *file)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), FALSE);

  return g_file_equal (self->file, file);
}

gboolean
biz_statement_source_is_reading (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), FALSE);

  return self->cancellable != NULL;
}

const GError *
biz_statement_source_get_error (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->error;
}

BizBankFile *
biz_statement_source_get_content (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->content;
}

GListModel *
biz_statement_source_get_parts (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return G_LIST_MODEL (self->parts);
}

const BizBankMapping *
biz_statement_source_get_mapping (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->mapping;
}

GPtrArray *
biz_statement_source_get_rows (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->rows;
}

const char *const *
biz_statement_source_get_heads (BizStatementSource *self)
{
  guint n;

  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  if (self->rows == NULL || self->mapping == NULL)
    return NULL;
  n = self->mapping->n_skip > 0 ? self->mapping->n_skip - 1 : 0;

  return g_ptr_array_index (self->rows, MIN (n, self->rows->len - 1));
}

void
biz_statement_source_set_journal (BizStatementSource *self, BizBankJournal *journal)
{
  g_return_if_fail (BIZ_IS_STATEMENT_SOURCE (self));

  g_set_object (&self->journal, journal);
}

BizBankJournal *
biz_statement_source_get_journal (BizStatementSource *self)
{
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (self), NULL);

  return self->journal;
}
