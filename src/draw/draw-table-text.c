/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-table-private.h"

/* Rows that are looked at before the widths are settled. */
#define SAMPLE 200
#define GAP "  "

typedef struct
{
  const DrawColumn *columns;
  gsize n_columns;
  gsize *widths;     /* (owned) */
  GPtrArray *sample; /* (owned) (nullable) (element-type GStrv): NULL once the widths are settled */
} TextWriter;

/* Columns of a terminal that @text takes. */
static gsize
get_width (const char *text)
{
  gsize width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static char *
format_cell (const DrawColumn *column, const DrawCell *cell)
{
  g_autoptr (GString) date = NULL;

  if (cell->empty)
    return g_strdup ("");

  switch (column->kind)
    {
    case DRAW_COLUMN_TEXT:
      return g_strdelimit (g_strdup (cell->text), "\n\t", ' ');
    case DRAW_COLUMN_MONEY:
      return biz_money_format (&cell->money, BIZ_MONEY_PLAIN);
    case DRAW_COLUMN_NUMBER:
      return biz_decimal_format (&cell->number, 0);
    case DRAW_COLUMN_DATE:
      date = g_string_new (NULL);
      draw_table_append_date (date, &cell->date);
      return g_string_free (g_steal_pointer (&date), FALSE);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static void
append_padding (GString *out, gsize width, gsize wanted)
{
  for (; width < wanted; width++)
    g_string_append_c (out, ' ');
}

/* A text that is wider than its column moves the rest of its line; nothing is cut. */
static void
append_line (TextWriter *self, const char *const *texts, GString *out)
{
  for (gsize i = 0; i < self->n_columns; i++)
    {
      gboolean right =
          self->columns[i].kind == DRAW_COLUMN_MONEY || self->columns[i].kind == DRAW_COLUMN_NUMBER;
      gsize width = get_width (texts[i]);

      if (right)
        append_padding (out, width, self->widths[i]);
      g_string_append (out, texts[i]);
      if (i + 1 == self->n_columns)
        break;
      if (!right)
        append_padding (out, width, self->widths[i]);
      g_string_append (out, GAP);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
measure (TextWriter *self, const char *const *texts)
{
  for (gsize i = 0; i < self->n_columns; i++)
    self->widths[i] = MAX (self->widths[i], get_width (texts[i]));
}

/* Settles the widths and writes the head and what was looked at. */
static void
write_sample (TextWriter *self, GString *out)
{
  g_autoptr (GPtrArray) sample = g_steal_pointer (&self->sample);
  g_autofree const char **titles = g_new0 (const char *, self->n_columns + 1);

  for (gsize i = 0; i < self->n_columns; i++)
    titles[i] = self->columns[i].title;
  measure (self, titles);
  for (guint i = 0; i < sample->len; i++)
    measure (self, g_ptr_array_index (sample, i));

  append_line (self, titles, out);
  for (guint i = 0; i < sample->len; i++)
    append_line (self, g_ptr_array_index (sample, i), out);
}

static gpointer
text_begin (const DrawColumn *columns, gsize n_columns, GString *out, GError **error)
{
  TextWriter *self = g_new0 (TextWriter, 1);

  self->columns = columns;
  self->n_columns = n_columns;
  self->widths = g_new0 (gsize, n_columns);
  self->sample = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  return self;
}

static gboolean
text_row (gpointer state, const DrawCell *cells, GString *out, GError **error)
{
  TextWriter *self = state;
  g_auto (GStrv) texts = g_new0 (char *, self->n_columns + 1);

  for (gsize i = 0; i < self->n_columns; i++)
    texts[i] = format_cell (&self->columns[i], &cells[i]);
  if (self->sample == NULL)
    append_line (self, (const char *const *)texts, out);
  else
    {
      g_ptr_array_add (self->sample, g_steal_pointer (&texts));
      if (self->sample->len == SAMPLE)
        write_sample (self, out);
    }

  return TRUE;
}

static gboolean
text_finish (gpointer state, GString *out, GOutputStream *stream, GError **error)
{
  TextWriter *self = state;

  if (self->sample != NULL)
    write_sample (self, out);

  return TRUE;
}

static void
text_free (gpointer state)
{
  TextWriter *self = state;

  g_clear_pointer (&self->sample, g_ptr_array_unref);
  g_free (self->widths);
  g_free (self);
}

const DrawTableWriterClass draw_table_text_writer = { text_begin, text_row, text_finish,
                                                      text_free };
