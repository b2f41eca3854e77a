/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-table.h"

#include "erp-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (32 * 1024)
#define MAX_CELLS 256
#define MAX_CELL (256 * 1024)
#define MAX_PREVIEW 200
#define MAX_SAMPLE_LINES 40
/* State of libcsv's parser within a cell; behind a closing quotation mark it is another. */
#define IN_FIELD 2

typedef struct
{
  GPtrArray *cells; /* (owned): GString, kept for the next row */
  guint n_cells;
  guint line; /* where the row begins */
  guint n_breaks;
  BizBankRowFunc take_row;
  gpointer user_data;
  GError *error; /* (owned) (nullable) */
} Table;

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

static void
cell_cb (void *data, size_t length, void *user_data)
{
  Table *self = user_data;
  GString *cell;

  if (self->error != NULL)
    return;
  if (self->n_cells == MAX_CELLS)
    {
      biz_bank_fail (self->line, _ ("The row has too many cells for a bank’s table."),
                     &self->error);
      return;
    }
  if (self->n_cells == self->cells->len)
    g_ptr_array_add (self->cells, g_string_new (NULL));
  cell = g_ptr_array_index (self->cells, self->n_cells++);
  g_string_truncate (cell, 0);
  g_string_append_len (cell, data, (gssize)length);
  for (gsize i = 0; i < cell->len; i++)
    self->n_breaks += cell->str[i] == '\n' ? 1 : 0;
  biz_bank_input_to_utf8 (cell);
  g_strstrip (cell->str);
  cell->len = strlen (cell->str);
}

static void
row_cb (int c, void *user_data)
{
  Table *self = user_data;
  char *cells[MAX_CELLS + 1];

  if (self->error == NULL && self->n_cells > 0)
    {
      for (guint i = 0; i < self->n_cells; i++)
        cells[i] = ((GString *)g_ptr_array_index (self->cells, i))->str;
      cells[self->n_cells] = NULL;
      self->take_row (cells, self->n_cells, self->line, self->user_data, &self->error);
    }
  self->n_cells = 0;
  self->line += self->n_breaks;
  self->n_breaks = 0;
}

/* A piece of a table up to its last line end, each line counted as it is parsed. */
static gboolean
feed (Table *self, struct csv_parser *parser, const char *bytes, gsize length, GError **error)
{
  for (gsize i = 0; i < length;)
    {
      const char *end = memchr (bytes + i, '\n', length - i);
      gsize n = end != NULL ? (gsize)(end - bytes) + 1 - i : length - i;

      if (csv_parse (parser, bytes + i, n, cell_cb, row_cb, self) != n)
        return biz_bank_fail (self->line, csv_strerror (csv_error (parser)), error);
      if (self->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      if (parser->entry_pos > MAX_CELL)
        return biz_bank_fail (self->line, _ ("The cell is too long. Is a quotation mark missing?"),
                              error);
      /* within quotation marks the row goes on; its own line ends are counted with its cells */
      if (end != NULL && !parser->quoted)
        self->line++;
      i += n;
    }

  return TRUE;
}

static gboolean
start (Table *self, struct csv_parser *parser, char separator, GError **error)
{
  if (csv_init (parser, CSV_EMPTY_IS_NULL) != 0)
    return biz_bank_fail (1, csv_strerror (csv_error (parser)), error);
  csv_set_delim (parser, (unsigned char)separator);
  self->cells = g_ptr_array_new_with_free_func (free_text);
  self->line = 1;

  return TRUE;
}

static gboolean
finish (Table *self, struct csv_parser *parser, gboolean success, GError **error)
{
  if (success && parser->quoted && parser->pstate == IN_FIELD)
    success = biz_bank_fail (self->line, _ ("The table ends within quotation marks."), error);
  if (success && csv_fini (parser, cell_cb, row_cb, self) != 0)
    success = biz_bank_fail (self->line, csv_strerror (csv_error (parser)), error);
  if (success && self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      success = FALSE;
    }
  csv_free (parser);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->cells);

  return success;
}

static gboolean
keep_row_cb (char **cells, guint n_cells, guint line, gpointer user_data, GError **error)
{
  GPtrArray *rows = user_data;

  if (rows->len < MAX_PREVIEW)
    g_ptr_array_add (rows, g_strdupv (cells));

  return TRUE;
}

/**
 * biz_bank_table_guess_separator:
 * @text: how a table begins
 * @length: its bytes
 *
 * Returns: the mark that most lines have equally often; a comma where there is none
 */
char
biz_bank_table_guess_separator (const char *text, gsize length)
{
  static const char marks[] = ";\t|,";
  guint counts[4][MAX_SAMPLE_LINES] = { 0 };
  guint n_lines = 0, best_score = 0;
  char best = ',';
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length && n_lines < MAX_SAMPLE_LINES; i++)
    {
      const char *mark = text[i] != '\0' ? strchr (marks, text[i]) : NULL;

      if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == '\n')
        {
          quoted = FALSE;
          n_lines++;
        }
      else if (mark != NULL && !quoted)
        counts[mark - marks][n_lines]++;
    }
  n_lines = MIN (n_lines + 1, MAX_SAMPLE_LINES);
  for (guint i = 0; i < strlen (marks); i++)
    {
      guint score = 0;

      for (guint j = 0; j < n_lines; j++)
        {
          guint n_same = 0;

          for (guint k = 0; k < n_lines; k++)
            n_same += counts[i][j] == counts[i][k];
          if (counts[i][j] > 0)
            score = MAX (score, n_same * 100 + MIN (counts[i][j], 50));
        }
      if (score > best_score)
        {
          best_score = score;
          best = marks[i];
        }
    }

  return best;
}

/**
 * biz_bank_table_read:
 * @input: a table; UTF-16 decoded
 * @separator: what stands between its cells
 * @take_row: (scope call): called for each row that is not empty
 * @user_data: for @take_row
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the table is broken, or the error of
 *   @take_row
 */
gboolean
biz_bank_table_read (BizBankInput *input,
                     char separator,
                     BizBankRowFunc take_row,
                     gpointer user_data,
                     GError **error)
{
  Table self = { .take_row = take_row, .user_data = user_data };
  struct csv_parser parser;
  g_autofree char *buffer = g_malloc (CHUNK);
  gboolean success;
  gssize n = 0;

  if (!start (&self, &parser, separator, error))
    return FALSE;
  do
    {
      n = biz_bank_input_read (input, buffer, CHUNK);
      success = n > 0 ? feed (&self, &parser, buffer, (gsize)n, error)
                      : biz_bank_input_check (input, error);
    }
  while (success && n > 0);

  return finish (&self, &parser, success, error);
}

/**
 * biz_bank_table_peek: (skip)
 * @input: a table of which nothing was taken; decoded
 * @wanted: (nullable): whose separator is taken
 * @guess: (out) (transfer full): how to read it
 * @error: return location
 *
 * Returns: (transfer full) (element-type GStrv): its first rows
 */
GPtrArray *
biz_bank_table_peek (BizBankInput *input,
                     const BizBankMapping *wanted,
                     BizBankMapping **guess,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  Table self = { .take_row = keep_row_cb, .user_data = rows };
  struct csv_parser parser;
  gsize length;
  const char *bytes = biz_bank_input_peek (input, &length, error);
  char separator;

  if (bytes == NULL)
    return NULL;
  separator = wanted != NULL ? wanted->separator : biz_bank_table_guess_separator (bytes, length);
  if (!start (&self, &parser, separator, error))
    return NULL;
  /* the last line may be cut where the sample ends */
  if (length >= 32 * 1024 && g_strrstr_len (bytes, (gssize)length, "\n") != NULL)
    length = (gsize)(g_strrstr_len (bytes, (gssize)length, "\n") - bytes) + 1;
  if (!finish (&self, &parser, feed (&self, &parser, bytes, length, error), error)
      && length < 32 * 1024)
    return NULL;
  g_clear_error (error);
  if (rows->len == 0)
    {
      biz_bank_fail (1, _ ("The table is empty."), error);
      return NULL;
    }
  *guess = biz_bank_mapping_guess (rows, separator);
  if (wanted != NULL)
    g_strlcpy ((*guess)->encoding, wanted->encoding, sizeof wanted->encoding);

  return g_steal_pointer (&rows);
}

/**
 * biz_bank_table_preview:
 * @stream: a bank's table
 * @wanted: (nullable): whose separator and encoding are taken
 * @guess: (out) (transfer full): how to read it
 * @cancellable: (nullable): to stop reading
 * @error: return location
 *
 * Returns: (transfer full) (element-type GStrv): its first rows, the header among them
 */
GPtrArray *
biz_bank_table_preview (GInputStream *stream,
                        const BizBankMapping *wanted,
                        BizBankMapping **guess,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BizBankInput) input = biz_bank_input_new (stream, cancellable);

  if (!biz_bank_input_decode (input, wanted != NULL ? wanted->encoding : NULL, error))
    return NULL;

  return biz_bank_table_peek (input, wanted, guess, error);
}
