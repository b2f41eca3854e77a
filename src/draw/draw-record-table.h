/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table.h"

G_BEGIN_DECLS

/* A table of records of one kind: few cells for a terminal, all for a file. */
typedef struct _DrawRecordTable DrawRecordTable;

typedef struct
{
  const char *key;   /* as in DrawColumn */
  const char *title; /* not yet translated */
  DrawColumnKind kind;
  gboolean in_terminal;
} DrawCell;

/* Who reads the table, and when. */
typedef struct
{
  gboolean for_programs; /* words that are the same in every language */
  GDate today;           /* what "overdue" means */
} DrawReader;

/**
 * DrawRecordKind:
 * @cells: (array length=n_cells): what a record has
 * @n_cells: how many
 * @add_cell: adds exactly one cell of @record to @table
 *
 * What records of a kind are as a table; a constant of the program.
 */
typedef struct
{
  const DrawCell *cells;
  gsize n_cells;
  void (*add_cell) (DrawTable *table, guint cell, gpointer record, const DrawReader *reader);
} DrawRecordKind;

DrawRecordTable *draw_record_table_new (const DrawRecordKind *kind,
                                        DrawTableFormat format,
                                        const GDate *today,
                                        GOutputStream *out) G_GNUC_WARN_UNUSED_RESULT;
void draw_record_table_free (DrawRecordTable *self);
gboolean draw_record_table_add (DrawRecordTable *self,
                                gpointer record,
                                GCancellable *cancellable,
                                GError **error);
gboolean draw_record_table_close (DrawRecordTable *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrawRecordTable, draw_record_table_free)

G_END_DECLS
