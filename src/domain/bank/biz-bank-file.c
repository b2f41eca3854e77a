/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-file.h"

#include "biz-bank-readers.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizBankFile
{
  BizBankFormat format;
  GPtrArray *statements; /* (owned): BizBankStatement */
  GArray *gaps;          /* (owned): BizBankGap, borrowing from statements */
};

G_DEFINE_BOXED_TYPE (BizBankFile, biz_bank_file, biz_bank_file_ref, biz_bank_file_unref)

static void
clear (BizBankFile *self)
{
  g_ptr_array_unref (self->statements);
  g_array_unref (self->gaps);
}

static gboolean
has_word (const char *bytes, gsize length, const char *word)
{
  return g_strstr_len (bytes, (gssize)length, word) != NULL;
}

/* UTF-16 with its zeros left out, enough to recognise words. */
static char *
make_plain (const char *bytes, gsize length)
{
  GString *plain = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] != '\0')
        g_string_append_c (plain, bytes[i]);
    }

  return g_string_free (plain, FALSE);
}

/* A tag of SWIFT at the beginning of a line or right behind "{4:". */
static gboolean
has_swift_tag (const char *text, const char *tag)
{
  for (const char *p = strstr (text, tag); p != NULL; p = strstr (p + 1, tag))
    {
      if (p == text || p[-1] == '\n' || p[-1] == '\r' || p[-1] == ':')
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_same (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

/* The file of the account and currency of a statement, if there is one already. */
static BizBankFile *
find_same (GPtrArray *files, BizBankStatement *statement)
{
  for (guint i = 0; i < files->len; i++)
    {
      BizBankFile *file = g_ptr_array_index (files, i);
      BizBankStatement *first = g_ptr_array_index (file->statements, 0);

      if (is_same (biz_bank_statement_get_account (first),
                   biz_bank_statement_get_account (statement))
          && is_same (biz_bank_statement_get_currency (first),
                      biz_bank_statement_get_currency (statement)))
        return file;
    }

  return NULL;
}

static void
find_gap (BizBankFile *self, guint position)
{
  BizBankStatement *after = g_ptr_array_index (self->statements, position);
  const BizMoney *opening = biz_bank_statement_get_opening (after);

  for (guint i = position; i > 0; i--)
    {
      BizBankStatement *before = g_ptr_array_index (self->statements, i - 1);
      const BizMoney *closing = biz_bank_statement_get_closing (before);
      BizBankGap gap = { before, after, { 0 } };

      if (!is_same (biz_bank_statement_get_account (before), biz_bank_statement_get_account (after))
          || !is_same (biz_bank_statement_get_currency (before),
                       biz_bank_statement_get_currency (after)))
        continue;
      if (opening != NULL && closing != NULL
          && biz_money_subtract (opening, closing, &gap.difference, NULL)
          && gap.difference.minor != 0)
        g_array_append_val (self->gaps, gap);
      return;
    }
}

/* Banks write the newest first or last; gaps are looked for in the order of the days. */
static int
compare_statements (gconstpointer a, gconstpointer b, gpointer user_data)
{
  BizBankStatement *left = *(BizBankStatement *const *)a;
  BizBankStatement *right = *(BizBankStatement *const *)b;
  GDate day_left = biz_bank_statement_get_first_date (left);
  GDate day_right = biz_bank_statement_get_first_date (right);
  int order =
      g_strcmp0 (biz_bank_statement_get_account (left), biz_bank_statement_get_account (right));

  if (order != 0)
    return order;
  if (!g_date_valid (&day_left) || !g_date_valid (&day_right))
    return 0;
  order = g_date_compare (&day_left, &day_right);
  if (order != 0)
    return order;
  day_left = biz_bank_statement_get_last_date (left);
  day_right = biz_bank_statement_get_last_date (right);

  return g_date_valid (&day_left) && g_date_valid (&day_right)
             ? g_date_compare (&day_left, &day_right)
             : 0;
}

/**
 * biz_bank_file_new:
 * @format: what the file is
 *
 * Returns: (transfer full): a file without statements
 */
BizBankFile *
biz_bank_file_new (BizBankFormat format)
{
  BizBankFile *self = g_atomic_rc_box_new0 (BizBankFile);

  self->format = format;
  self->statements = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_bank_statement_unref);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (BizBankGap));

  return self;
}

/**
 * biz_bank_file_ref:
 * @self: a file
 *
 * Returns: (transfer full): the same
 */
BizBankFile *
biz_bank_file_ref (BizBankFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_bank_file_unref:
 * @self: (transfer full): a file
 */
void
biz_bank_file_unref (BizBankFile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/**
 * biz_bank_file_sniff:
 * @bytes: how a file begins
 * @length: how many there are; some kilobytes are good
 *
 * Returns: what the file is; a table is taken for CSV only when a separator repeats in its rows
 */
BizBankFormat
biz_bank_file_sniff (const char *bytes, gsize length)
{
  g_autofree char *plain = make_plain (bytes, length);
  gsize n = strlen (plain);

  if (has_word (plain, n, "BkToCstmr") || has_word (plain, n, "camt.05"))
    return BIZ_BANK_FORMAT_CAMT;
  if (has_word (plain, n, "<OFX>") || has_word (plain, n, "<ofx>")
      || has_word (plain, n, "OFXHEADER"))
    return BIZ_BANK_FORMAT_OFX;
  if (has_swift_tag (plain, ":20:")
      && (has_swift_tag (plain, ":25:") || has_word (plain, n, ":60")))
    return BIZ_BANK_FORMAT_MT940;
  if (has_swift_tag (plain, ":25:") && has_swift_tag (plain, ":60F:"))
    return BIZ_BANK_FORMAT_MT940;
  if (plain[strspn (plain, " \t\r\n")] != '<' && strpbrk (plain, ",;\t|") != NULL)
    return BIZ_BANK_FORMAT_CSV;

  return BIZ_BANK_FORMAT_UNKNOWN;
}

/**
 * biz_bank_format_to_string:
 * @format: a format
 *
 * Returns: its name in files
 */
const char *
biz_bank_format_to_string (BizBankFormat format)
{
  static const char *const names[] = { "unknown", "camt", "mt940", "ofx", "csv" };

  g_return_val_if_fail (format < G_N_ELEMENTS (names), NULL);

  return names[format];
}

static gboolean
read_format (BizBankInput *input, const BizBankMapping *mapping, BizBankFile *file, GError **error)
{
  switch (file->format)
    {
    case BIZ_BANK_FORMAT_CAMT:
      return biz_bank_read_camt (input, file, error);
    case BIZ_BANK_FORMAT_MT940:
      return biz_bank_read_mt940 (input, file, error);
    case BIZ_BANK_FORMAT_OFX:
      return biz_bank_read_ofx (input, file, error);
    case BIZ_BANK_FORMAT_CSV:
      return biz_bank_read_csv (input, mapping, file, error);
    case BIZ_BANK_FORMAT_UNKNOWN:
      break;
    }
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("This is no bank statement the program knows: it reads camt.052, "
                          "camt.053, camt.054, MT940, OFX and CSV."));

  return FALSE;
}

/**
 * biz_bank_file_read:
 * @stream: the file
 * @mapping: (nullable): how to read it if it is a table; %NULL to guess
 * @cancellable: (nullable): to stop reading
 * @error: return location
 *
 * Returns: (transfer full): all of the file, or %NULL with ERP_ERROR_VALIDATION and the line where
 *   it is broken
 */
BizBankFile *
biz_bank_file_read (GInputStream *stream,
                    const BizBankMapping *mapping,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (BizBankInput) input = NULL;
  g_autoptr (BizBankFile) self = NULL;
  const char *bytes;
  gsize length;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  input = biz_bank_input_new (stream, cancellable);
  bytes = biz_bank_input_peek (input, &length, error);
  if (bytes == NULL)
    return NULL;
  self = biz_bank_file_new (biz_bank_file_sniff (bytes, length));
  if (!read_format (input, mapping, self, error) || !biz_bank_input_check (input, error))
    return NULL;
  if (self->statements->len == 0)
    {
      biz_bank_fail (biz_bank_input_get_line (input), _ ("The file ends without a statement."),
                     error);
      return NULL;
    }
  biz_bank_file_finish (self);

  return g_steal_pointer (&self);
}

/**
 * biz_bank_file_take_statement:
 * @self: a file being read
 * @statement: (transfer full): its next statement
 */
void
biz_bank_file_take_statement (BizBankFile *self, BizBankStatement *statement)
{
  g_ptr_array_add (self->statements, statement);
}

/**
 * biz_bank_file_finish:
 * @self: a file read to its end
 *
 * Puts the statements of each account in the order of their days and finds the gaps.
 */
void
biz_bank_file_finish (BizBankFile *self)
{
  g_ptr_array_sort_with_data (self->statements, compare_statements, NULL);
  g_array_set_size (self->gaps, 0);
  for (guint i = 0; i < self->statements->len; i++)
    find_gap (self, i);
}

/**
 * biz_bank_file_split:
 * @self: a file
 *
 * Returns: (transfer full) (element-type BizBankFile): a file for each account and currency, in the
 *   order they come, with the same statements
 */
GPtrArray *
biz_bank_file_split (const BizBankFile *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_bank_file_unref);

  for (guint i = 0; i < self->statements->len; i++)
    {
      BizBankStatement *statement = g_ptr_array_index (self->statements, i);
      BizBankFile *file = find_same (files, statement);

      if (file == NULL)
        {
          file = biz_bank_file_new (self->format);
          g_ptr_array_add (files, file);
        }
      biz_bank_file_take_statement (file, biz_bank_statement_ref (statement));
    }
  for (guint i = 0; i < files->len; i++)
    biz_bank_file_finish (g_ptr_array_index (files, i));

  return files;
}

/**
 * biz_bank_file_get_format:
 * @self: a file
 *
 * Returns: what it is
 */
BizBankFormat
biz_bank_file_get_format (const BizBankFile *self)
{
  return self->format;
}

/**
 * biz_bank_file_get_n_statements:
 * @self: a file
 *
 * Returns: how many statements it has, at least one
 */
guint
biz_bank_file_get_n_statements (const BizBankFile *self)
{
  return self->statements->len;
}

/**
 * biz_bank_file_get_statement:
 * @self: a file
 * @position: below biz_bank_file_get_n_statements ()
 *
 * Returns: (transfer none): a statement, those of one account by day
 */
BizBankStatement *
biz_bank_file_get_statement (const BizBankFile *self, guint position)
{
  g_return_val_if_fail (position < self->statements->len, NULL);

  return g_ptr_array_index (self->statements, position);
}

/**
 * biz_bank_file_get_n_lines:
 * @self: a file
 *
 * Returns: lines of all statements
 */
guint
biz_bank_file_get_n_lines (const BizBankFile *self)
{
  guint n = 0;

  for (guint i = 0; i < self->statements->len; i++)
    n += biz_bank_statement_get_n_lines (g_ptr_array_index (self->statements, i));

  return n;
}

/**
 * biz_bank_file_get_n_gaps:
 * @self: a file
 *
 * Returns: how often a statement begins with another balance than the one before ended with
 */
guint
biz_bank_file_get_n_gaps (const BizBankFile *self)
{
  return self->gaps->len;
}

/**
 * biz_bank_file_get_gap:
 * @self: a file
 * @position: below biz_bank_file_get_n_gaps ()
 *
 * Returns: (transfer none): a gap
 */
const BizBankGap *
biz_bank_file_get_gap (const BizBankFile *self, guint position)
{
  g_return_val_if_fail (position < self->gaps->len, NULL);

  return &g_array_index (self->gaps, BizBankGap, position);
}
