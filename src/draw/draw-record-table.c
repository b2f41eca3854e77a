/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-record-table.h"

#include <glib/gi18n-lib.h>

struct _DrawRecordTable
{
  const DrawRecordKind *kind;
  DrawTable *table; /* (owned) */
  DrawReader reader;
  DrawColumn *columns; /* (owned) (array length=n_shown): outlive the table */
  guint *shown;        /* (owned) (array length=n_shown): which cells these are */
  gsize n_shown;
};

/**
 * draw_record_table_new:
 * @kind: what the records are
 * @format: which kind of file
 * @today: (nullable): the day that "overdue" means, where a cell asks for it
 * @out: where it goes
 *
 * Returns: (transfer full): a table of such records
 */
DrawRecordTable *
draw_record_table_new (const DrawRecordKind *kind,
                       DrawTableFormat format,
                       const GDate *today,
                       GOutputStream *out)
{
  DrawRecordTable *self = g_new0 (DrawRecordTable, 1);

  self->kind = kind;
  if (today != NULL)
    self->reader.today = *today;
  self->reader.for_programs = format == DRAW_TABLE_CSV || format == DRAW_TABLE_JSON;
  self->columns = g_new0 (DrawColumn, kind->n_cells);
  self->shown = g_new0 (guint, kind->n_cells);
  for (guint i = 0; i < kind->n_cells; i++)
    {
      const DrawCell *cell = &kind->cells[i];

      if (format == DRAW_TABLE_TEXT && !cell->in_terminal)
        continue;
      self->columns[self->n_shown] = (DrawColumn){ cell->key, _ (cell->title), cell->kind };
      self->shown[self->n_shown++] = i;
    }
  self->table = draw_table_new (format, self->columns, self->n_shown, out);

  return self;
}

/**
 * draw_record_table_free:
 * @self: (transfer full): a table
 */
void
draw_record_table_free (DrawRecordTable *self)
{
  g_clear_object (&self->table);
  g_free (self->columns);
  g_free (self->shown);
  g_free (self);
}

/**
 * draw_record_table_add:
 * @self: a table
 * @record: the next row
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_record_table_add (DrawRecordTable *self,
                       gpointer record,
                       GCancellable *cancellable,
                       GError **error)
{
  for (gsize i = 0; i < self->n_shown; i++)
    self->kind->add_cell (self->table, self->shown[i], record, &self->reader);

  return draw_table_end_row (self->table, cancellable, error);
}

/**
 * draw_record_table_close:
 * @self: a table
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_record_table_close (DrawRecordTable *self, GCancellable *cancellable, GError **error)
{
  return draw_table_close (self->table, cancellable, error);
}
