/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-input.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER (64 * 1024)
#define PEEK (32 * 1024)
/* A file this large is no bank statement. */
#define MAX_FILE (G_GUINT64_CONSTANT (1) << 31)

struct _BizBankInput
{
  GInputStream *stream;      /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  guint64 offset;
  guint line;
  gboolean was_return; /* the last byte was a carriage return */
  gboolean at_end;
  gsize start;
  gsize end;
  char buffer[BUFFER];
};

/* Windows-1252 where it differs from Latin-1, 0x80 to 0x9f; 0 is unused. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* The next piece of the file; FALSE when there is none. */
static gboolean
fill (BizBankInput *self)
{
  gssize n;

  if (self->at_end || self->error != NULL
      || g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;
  n = g_input_stream_read (self->stream, self->buffer, BUFFER, self->cancellable, &self->error);
  if (n <= 0)
    {
      self->at_end = TRUE;
      return FALSE;
    }
  self->start = 0;
  self->end = (gsize)n;
  if (self->offset + self->end > MAX_FILE)
    {
      g_set_error_literal (&self->error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The file is larger than two gigabytes. Ask the bank for parts."));
      return FALSE;
    }

  return TRUE;
}

static void
count (BizBankInput *self, char c)
{
  if (c == '\r' || (c == '\n' && !self->was_return))
    self->line++;
  self->was_return = c == '\r';
  self->offset++;
}

static void
append_windows_1252 (GString *text, guchar c)
{
  gunichar wide = c;

  if (c >= 0x80 && c < 0xa0)
    wide = windows_1252[c - 0x80] != 0 ? windows_1252[c - 0x80] : ' ';
  g_string_append_unichar (text, wide);
}

/**
 * biz_bank_input_new:
 * @stream: a file
 * @cancellable: (nullable): to stop reading
 *
 * Returns: (transfer full): a reader of its bytes
 */
BizBankInput *
biz_bank_input_new (GInputStream *stream, GCancellable *cancellable)
{
  BizBankInput *self = g_malloc (sizeof *self);

  memset (self, 0, G_STRUCT_OFFSET (BizBankInput, buffer));
  self->stream = g_buffered_input_stream_new_sized (stream, PEEK);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->stream), FALSE);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->line = 1;

  return self;
}

/**
 * biz_bank_input_free:
 * @self: (transfer full) (nullable): a reader
 */
void
biz_bank_input_free (BizBankInput *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * biz_bank_input_peek:
 * @self: a reader of which nothing was taken
 * @length: (out): how many bytes
 * @error: return location
 *
 * Returns: (nullable): the first bytes of the file, at most 32 kB; valid until they are read
 */
const char *
biz_bank_input_peek (BizBankInput *self, gsize *length, GError **error)
{
  GBufferedInputStream *head;
  gssize n = 1;

  g_return_val_if_fail (G_IS_BUFFERED_INPUT_STREAM (self->stream), NULL);

  head = G_BUFFERED_INPUT_STREAM (self->stream);
  while (n > 0 && g_buffered_input_stream_get_available (head) < PEEK)
    n = g_buffered_input_stream_fill (head, -1, self->cancellable, error);
  if (n < 0)
    return NULL;

  return g_buffered_input_stream_peek_buffer (head, length);
}

static const char *
guess_utf16 (const char *bytes, gsize length)
{
  if (length >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (bytes, "\376\377", 2) == 0)
    return "UTF-16BE";
  if (length >= 4 && bytes[1] == '\0' && bytes[3] == '\0' && bytes[0] != '\0')
    return "UTF-16LE";
  if (length >= 4 && bytes[0] == '\0' && bytes[2] == '\0' && bytes[1] != '\0')
    return "UTF-16BE";

  return NULL;
}

/**
 * biz_bank_input_decode_utf16:
 * @self: a reader of which nothing was taken
 * @error: return location
 *
 * Reads UTF-16 as UTF-8 where the file begins like that; a byte order mark is passed over.
 *
 * Returns: FALSE where reading fails
 */
gboolean
biz_bank_input_decode_utf16 (BizBankInput *self, GError **error)
{
  return biz_bank_input_decode (self, NULL, error);
}

/* What iconv cannot read is a message, not an empty table. */
static gboolean
convert_from (BizBankInput *self, const char *charset, GError **error)
{
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, &unknown);
  g_autoptr (GInputStream) raw = NULL;
  g_autoptr (GInputStream) decoded = NULL;

  if (converter == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("The encoding “%s” is not known here. Choose another one."), charset);
      return FALSE;
    }
  g_charset_converter_set_use_fallback (converter, TRUE);
  raw = g_steal_pointer (&self->stream);
  decoded = g_converter_input_stream_new (raw, G_CONVERTER (converter));
  self->stream = g_buffered_input_stream_new_sized (decoded, PEEK);

  return TRUE;
}

/**
 * biz_bank_input_decode:
 * @self: a reader of which nothing was taken
 * @encoding: (nullable): what the letters are written in; %NULL or empty recognises UTF-16
 * @error: return location
 *
 * Reads the file as UTF-8; a byte order mark is passed over.
 *
 * Returns: FALSE where reading fails, with ERP_ERROR_VALIDATION where the encoding is not known
 */
gboolean
biz_bank_input_decode (BizBankInput *self, const char *encoding, GError **error)
{
  gsize length;
  const char *bytes = biz_bank_input_peek (self, &length, error);
  const gboolean is_said = encoding != NULL && *encoding != '\0';
  const char *charset, *recognised;
  gssize skip;

  if (bytes == NULL)
    return FALSE;
  recognised = guess_utf16 (bytes, length);
  charset = is_said ? encoding : recognised;
  skip = recognised == NULL ? (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0 ? 3 : 0)
                            : ((guchar)bytes[0] >= 0xfe ? 2 : 0);
  if (skip > 0 && g_input_stream_skip (self->stream, (gsize)skip, NULL, error) != skip)
    return FALSE;

  return charset == NULL || g_ascii_strcasecmp (charset, "UTF-8") == 0
         || convert_from (self, charset, error);
}

/**
 * biz_bank_input_get:
 * @self: a reader
 *
 * Returns: the next byte, or -1
 */
int
biz_bank_input_get (BizBankInput *self)
{
  char c;

  if (self->start == self->end && !fill (self))
    return -1;
  c = self->buffer[self->start++];
  count (self, c);

  return (guchar)c;
}

/**
 * biz_bank_input_read:
 * @self: a reader
 * @bytes: (out caller-allocates): room
 * @max: its size
 *
 * Returns: how many bytes were read, 0 at the end, -1 after a failure
 */
gssize
biz_bank_input_read (BizBankInput *self, char *bytes, gsize max)
{
  gsize n;

  if (self->start == self->end && !fill (self))
    return self->error != NULL ? -1 : 0;
  n = MIN (max, self->end - self->start);
  memcpy (bytes, self->buffer + self->start, n);
  for (gsize i = 0; i < n; i++)
    count (self, bytes[i]);
  self->start += n;

  return (gssize)n;
}

/**
 * biz_bank_input_read_line:
 * @self: a reader
 * @line: (inout): cleared and filled, without its end
 * @error: return location
 *
 * Returns: FALSE at the end of the file, and with @error where reading fails or the line is longer
 *   than a megabyte
 */
gboolean
biz_bank_input_read_line (BizBankInput *self, GString *line, GError **error)
{
  gboolean any = FALSE;

  g_string_truncate (line, 0);
  while (self->start < self->end || fill (self))
    {
      const char *from = self->buffer + self->start;
      gsize n = 0, available = self->end - self->start;

      if (!any && self->was_return && *from == '\n')
        {
          count (self, '\n');
          self->start++;
          continue;
        }
      any = TRUE;
      while (n < available && from[n] != '\n' && from[n] != '\r')
        n++;
      g_string_append_len (line, from, (gssize)n);
      self->offset += n;
      self->was_return = FALSE;
      self->start += n;
      if (line->len > BIZ_BANK_MAX_LINE)
        return biz_bank_fail (self->line, _ ("The line is too long for a bank statement."), error);
      if (n < available)
        {
          count (self, self->buffer[self->start++]);
          break;
        }
    }
  if (!biz_bank_input_check (self, error) || !any)
    return FALSE;
  biz_bank_input_to_utf8 (line);

  return TRUE;
}

/**
 * biz_bank_input_check:
 * @self: a reader
 * @error: return location
 *
 * Returns: whether nothing failed so far
 */
gboolean
biz_bank_input_check (BizBankInput *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  if (error != NULL && *error == NULL)
    *error = g_error_copy (self->error);

  return FALSE;
}

/**
 * biz_bank_input_get_line:
 * @self: a reader
 *
 * Returns: the line the next byte is in, from 1
 */
guint
biz_bank_input_get_line (const BizBankInput *self)
{
  return self->line;
}

/**
 * biz_bank_input_get_offset:
 * @self: a reader
 *
 * Returns: how many bytes were taken
 */
guint64
biz_bank_input_get_offset (const BizBankInput *self)
{
  return self->offset;
}

/**
 * biz_bank_input_to_utf8:
 * @text: (inout): bytes of a bank
 *
 * Makes text of them: UTF-8 stays, anything else is taken for Windows-1252 (which Latin-1 is a part
 * of); controls become blanks.
 */
void
biz_bank_input_to_utf8 (GString *text)
{
  gboolean is_plain = TRUE;

  for (gsize i = 0; i < text->len; i++)
    {
      guchar c = (guchar)text->str[i];

      is_plain &= c < 0x80;
      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
        text->str[i] = ' ';
    }
  if (is_plain || g_utf8_validate (text->str, (gssize)text->len, NULL))
    return;
  {
    g_autofree char *bytes = g_memdup2 (text->str, text->len);
    gsize length = text->len;

    g_string_truncate (text, 0);
    for (gsize i = 0; i < length; i++)
      append_windows_1252 (text, (guchar)bytes[i]);
  }
}

/**
 * biz_bank_fail:
 * @line: of the file
 * @message: what is wrong, translated
 * @error: return location
 *
 * Returns: FALSE, with ERP_ERROR_VALIDATION
 */
gboolean
biz_bank_fail (guint line, const char *message, GError **error)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Line %u: %s"), line, message);

  return FALSE;
}

/**
 * biz_bank_fail_word:
 * @line: of the file
 * @format: what is wrong, translated, with one %s
 * @word: what stands there; cut if long
 * @error: return location
 *
 * Returns: FALSE, with ERP_ERROR_VALIDATION
 */
gboolean
biz_bank_fail_word (guint line, const char *format, const char *word, GError **error)
{
  g_autoptr (GString) text = g_string_new (word);
  g_autofree char *message = NULL;

  biz_bank_input_to_utf8 (text);
  if (g_utf8_strlen (text->str, -1) > 40)
    {
      g_string_truncate (text, (gsize)(g_utf8_offset_to_pointer (text->str, 39) - text->str));
      g_string_append (text, "…");
    }
  {
    g_auto (GStrv) halves = g_strsplit (format, "%s", 2);

    message = g_strjoinv (text->str, halves);
  }

  return biz_bank_fail (line, message, error);
}
