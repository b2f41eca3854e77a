/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which cells of a record go into which kind of file, for whom; and the kinds there are. */

#include "draw-record-table.h"

#include "draw-invoice-table.h"
#include "draw-item-table.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *word;
  gint64 days;
} Thing;

enum
{
  CELL_NAME,
  CELL_WORD,
  CELL_DAYS,
  CELL_TODAY,
  CELL_ID,
};

static const DrawCell cells[] = {
  [CELL_NAME] = { "name", "Name of It", DRAW_COLUMN_TEXT, TRUE },
  [CELL_WORD] = { "word", "Word", DRAW_COLUMN_TEXT, FALSE },
  [CELL_DAYS] = { "days", "Days", DRAW_COLUMN_NUMBER, TRUE },
  [CELL_TODAY] = { "today", "Today", DRAW_COLUMN_DATE, FALSE },
  [CELL_ID] = { "id", "Id", DRAW_COLUMN_NUMBER, TRUE },
};

static void
add_cell (DrawTable *table, guint cell, gpointer record, const DrawReader *reader)
{
  const Thing *thing = record;

  if (cell == CELL_NAME)
    draw_table_add_text (table, thing->name);
  else if (cell == CELL_WORD)
    draw_table_add_text (table, reader->for_programs ? thing->word : "in words");
  else if (cell == CELL_TODAY)
    draw_table_add_date (table, &reader->today);
  else
    draw_table_add_integer (table, cell == CELL_DAYS ? thing->days : thing->days + 100);
}

static const DrawRecordKind kind = { cells, G_N_ELEMENTS (cells), add_cell };

static char *
write_things (DrawTableFormat format, const GDate *today)
{
  static Thing things[] = { { "North", "n", 3 }, { NULL, "s", -4 } };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawRecordTable) table = draw_record_table_new (&kind, format, today, stream);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_assert_true (draw_record_table_add (table, &things[i], NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_true (draw_record_table_close (table, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A file has every cell, in the words of programs. */
static void
test_file (void)
{
  GDate today;
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  g_autofree char *dateless = NULL;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  csv = write_things (DRAW_TABLE_CSV, &today);
  g_assert_cmpstr (csv, ==,
                   "name,word,days,today,id\r\n"
                   "North,n,3,2026-11-22,103\r\n"
                   ",s,-4,2026-11-22,96\r\n");
  dateless = write_things (DRAW_TABLE_CSV, NULL);
  g_assert_cmpstr (dateless, ==, "name,word,days,today,id\r\nNorth,n,3,,103\r\n,s,-4,,96\r\n");
  json = write_things (DRAW_TABLE_JSON, &today);
  g_assert_nonnull (strstr (json, "\"word\""));
  g_assert_nonnull (strstr (json, "\"today\""));
  g_assert_null (strstr (json, "in words"));
  g_assert_null (strstr (json, "Name of It"));
}

/* A terminal has few, with the heads that people read. */
static void
test_terminal (void)
{
  g_autofree char *text = write_things (DRAW_TABLE_TEXT, NULL);
  const char *days, *id;

  g_assert_nonnull (strstr (text, "Name of It"));
  days = strstr (text, "Days");
  id = strstr (text, "Id");
  g_assert_nonnull (days);
  g_assert_nonnull (id);
  g_assert_true (days < id);
  g_assert_nonnull (strstr (text, "North"));
  g_assert_nonnull (strstr (text, "103"));
  g_assert_null (strstr (text, "Word"));
  g_assert_null (strstr (text, "in words"));
  g_assert_null (strstr (text, "Today"));
}

/* What cannot be written is told by the row or by the end. */
static void
test_refused (void)
{
  Thing thing = { "North", "n", 1 };
  static char room[8];
  g_autoptr (GOutputStream) stream =
      g_memory_output_stream_new (room, sizeof room, NULL, NULL); /* does not grow */
  g_autoptr (DrawRecordTable) table = draw_record_table_new (&kind, DRAW_TABLE_CSV, NULL, stream);
  g_autoptr (GError) error = NULL;
  gboolean ok = draw_record_table_add (table, &thing, NULL, &error)
                && draw_record_table_close (table, NULL, &error);

  g_assert_false (ok);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* The kinds there are name each cell once, in a word that a program can take. */
static void
test_kinds (void)
{
  static const DrawRecordKind *const kinds[] = { &draw_invoice_table_kind, &draw_item_table_kind };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
      guint n_in_terminal = 0;

      for (gsize i = 0; i < kinds[k]->n_cells; i++)
        {
          const DrawCell *cell = &kinds[k]->cells[i];

          g_assert_nonnull (cell->key);
          g_assert_true (g_hash_table_add (keys, (gpointer)cell->key));
          g_assert_cmpuint (strspn (cell->key, "abcdefghijklmnopqrstuvwxyz_"), ==,
                            strlen (cell->key));
          g_assert_cmpstr (cell->title, !=, "");
          n_in_terminal += cell->in_terminal;
        }
      g_assert_cmpuint (n_in_terminal, >, 4);
      g_assert_cmpuint (n_in_terminal, <, kinds[k]->n_cells);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/record-table/file", test_file);
  g_test_add_func ("/draw/record-table/terminal", test_terminal);
  g_test_add_func ("/draw/record-table/refused", test_refused);
  g_test_add_func ("/draw/record-table/kinds", test_kinds);

  return g_test_run ();
}
